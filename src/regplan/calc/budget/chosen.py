"""Which money of which documents is meant: chosen, refused where it would be counted twice, standing as they place it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Final

import attrs
import numpy as np

from regplan.calc.budget.refusals import DocumentsOverlapError, NoDocumentError
from regplan.calc.budget.sums import joined
from regplan.errors import CallError, PeriodsDifferError, UnknownNameError
from regplan.index.build import BASES, of
from regplan.index.columns import Bools, Index, Ints
from regplan.index.selecting import Revision, is_for, select_documents, versions
from regplan.model.documents import Document
from regplan.model.plan import Plan
from regplan.model.structure import Entry
from regplan.model.tables import NODE_TABLES
from regplan.model.words import Basis
from regplan.values.lang import Bilingual
from regplan.values.period import period_year
from regplan.values.text import near

__all__ = ["Words", "basis_of", "choose", "entry_rows", "periods_of", "refuse_overlap", "standing"]

Words = Iterable[str] | str


def basis_of(basis: str) -> Basis:
    """
    Check the name of a basis.

    Raises:
        UnknownNameError: It is none; near matches are offered.
    """
    if basis not in BASES:
        raise UnknownNameError(str(basis), "basis of money", near(str(basis), BASES))
    return basis  # type: ignore[return-value] # just looked up


def choose(
    plan: Plan,
    documents: Words,
    *,
    year: int | None,
    basis: str,
    agency: str | None = None,
    on: date | str | None = None,
    revision: Revision | None = None,
) -> tuple[int, ...]:
    """
    Choose the documents whose money is meant; those that say they are for other years are left out.

    Args:
        plan: The plan.
        documents: Kinds, ids, or kind and year; they must be named.
        year: The year of the amounts; a forward estimate stands in the document of the year before.
        basis: The basis of the amounts.
        agency: Only documents of this OPD.
        on: Only documents in force on this day.
        revision: Only this version of each.

    Returns:
        Positions in ``plan.documents``.

    Raises:
        CallError: No documents are named, or *year* is no year.
        NoDocumentError: None is chosen.
        UnknownNameError: A word names nothing; near matches are offered.
    """
    if documents is None:
        raise CallError(_UNNAMED)
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        msg = f"year takes one year as a number (2026), not {year!r}"
        raise CallError(msg)
    words = [documents] if isinstance(documents, str) else list(documents)
    found = select_documents(plan, words, agency=agency, on=on, revision=revision)
    chosen = tuple(at for at in found if year is None or _may_speak_of(plan.documents[at], year, basis))
    if not chosen:
        asked, there = ", ".join(map(repr, words)), _told(plan)
        untuk, of_year = (f" untuk {year}", f" that speak of {year}") if year is not None else ("", "")
        none = Bilingual(
            f"{asked or 'tanpa kata'} tidak memilih dokumen{untuk}; yang ada: {there}",
            f"{asked or 'no word'} chooses no documents{of_year}; there are: {there}",
        )
        raise NoDocumentError(none)
    return chosen


_UNNAMED: Final = Bilingual(
    "sebut dokumennya: tanpa itu uang tidak dijumlah atau dibandingkan (RPJMD, 'RKPD 2026', sebuah id)",
    "name the documents: nothing that adds or compares money works without (RPJMD, 'RKPD 2026', an id)",
)


def _may_speak_of(document: Document, year: int, basis: str) -> bool:
    if document.first_year is None or document.last_year is None:
        return True
    return is_for(document, year) or (basis == "forward_estimate" and is_for(document, year - 1))


def _told(plan: Plan) -> str:
    names = [one.id for one in plan.documents]
    return ", ".join(names[:10]) + (" …" if len(names) > 10 else "") if names else "none"


def refuse_overlap(plan: Plan, chosen: Sequence[int]) -> None:
    """
    Refuse documents that speak of the same money.

    Raises:
        DocumentsOverlapError: They are of several kinds, versions of one another, or two of one kind, OPD and year.
    """
    documents = [plan.documents[at] for at in chosen]
    kinds = {one.kind: one.id for one in reversed(documents)}
    if len(kinds) > 1:
        told = ", ".join(f"{name} ({kind})" for kind, name in sorted(kinds.items()))
        msg = Bilingual(
            f"{told} menyatakan uang yang sama pada tahap berbeda: ambil dokumen sejenis, atau by='document'",
            f"{told} speak of the same money at different steps: take documents of one kind, or by='document'",
        )
        raise DocumentsOverlapError(msg)
    for group in versions(plan, chosen):
        if len(group) > 1:
            told = ", ".join(plan.documents[at].id for at in group)
            msg = Bilingual(
                f"{told} adalah versi satu dokumen: pilih satu, misalnya revision='latest', atau by='document'",
                f"{told} are versions of one document: choose one, as with revision='latest', or by='document'",
            )
            raise DocumentsOverlapError(msg)
    rivals = _rivals(documents)
    if rivals:
        one, other = rivals[0].id, rivals[1].id
        msg = Bilingual(
            f"{one} dan {other} sama jenis, OPD, dan waktunya: sebut yang dimaksud",
            f"{one} and {other} are of one kind, OPD and time: name the one that is meant",
        )
        raise DocumentsOverlapError(msg)


def _rivals(documents: Iterable[Document]) -> tuple[Document, Document] | None:
    """Return two documents of one OPD for one year, or of which one does not say for which."""
    last: dict[str | None, Document] = {}
    for one in sorted(documents, key=lambda one: (one.first_year or 0, one.last_year or 0)):
        before = last.get(one.agency)
        if before is not None and not (before.last_year and one.first_year and before.last_year < one.first_year):
            return before, one
        last[one.agency] = one
    return None


def standing(index: Index, documents: tuple[int, ...]) -> Index:
    """
    Return the index of the plan as some documents tell it: with the parents and OPD that their entries give nodes.

    Args:
        index: The index of the plan.
        documents: Positions of the documents; where two entries differ on a node, the first counts.

    Returns:
        The same index where they change nothing; positions are the same in any case.
    """
    moving = index.remember("moving entries", lambda: _moving(index.plan))
    if not moving:
        return index
    ids = {index.plan.documents[at].id for at in documents}
    changes: dict[str, dict[str, Any]] = {}
    for entry in moving:
        if entry.document in ids:
            told = {"parent": entry.parent, "agency": entry.agency}
            changes.setdefault(entry.node, {key: value for key, value in told.items() if value is not None})
    if not changes:
        return index
    return index.remember(f"standing {documents}", lambda: of(_moved(index.plan, changes)))


def _moving(plan: Plan) -> tuple[Entry, ...]:
    """Return the entries that give a node another parent or OPD; most plans have none."""
    if not any(map(any, map(attrgetter("parent", "agency"), plan.entries))):
        return ()
    return tuple(entry for entry in plan.entries if entry.parent is not None or entry.agency is not None)


def _moved(plan: Plan, changes: dict[str, dict[str, Any]]) -> Plan:
    tables = {}
    for name in NODE_TABLES:
        rows = plan.table(name)
        if any(row.id in changes for row in rows):
            tables[name] = [attrs.evolve(row, **changes.get(row.id, {})) for row in rows]
    return plan.replace(**tables)


def _part_of_year(key: str) -> int:
    """Number what a period is of its year: 0 all of it, 1 a quarter, 2 a month, 3 a day."""
    part = key.partition("-")[2]
    if part.startswith("Q"):
        return 1
    return min(len(part), 3)


def entry_rows(index: Index, documents: Sequence[int], basis: Basis) -> Ints:
    """Return the rows of money of some documents and a basis that are added up: entries, never stated totals."""
    money = index.money
    wanted = _marked(len(index.plan.documents), documents)
    return np.flatnonzero(wanted[money.document] & (money.basis == BASES.index(basis)) & ~money.stated)


def _marked(size: int, positions: Sequence[int]) -> Bools:
    """Mark positions; the two last places stand for what is absent or dangling."""
    marks = np.zeros(size + 2, np.bool_)
    marks[list(positions)] = True
    return marks


def periods_of(index: Index, rows: Ints, year: int | None) -> Ints:
    """
    Keep the rows of a year, whole or in parts; all, where no year is asked for.

    Raises:
        PeriodsDifferError: Rows of one subject are for a year and for parts of it, or years stand beside the total of
            a period (``end``) or beside an unstated year: they would be counted twice.
    """
    money = index.money
    years = np.array([period_year(key) or 0 for key in money.periods], np.int64)
    if year is not None:
        rows = rows[years[money.period[rows]] == year]
    used = np.unique(money.period[rows]).tolist()
    keys = [money.periods[at] for at in used]
    if len({bool(years[at]) or key.partition("-")[0] for at, key in zip(used, keys, strict=True)}) > 1:
        told = ", ".join(keys)
        msg = Bilingual(
            f"jumlahnya untuk {told}: sebut satu tahun, sebab yang lain bisa mengulang isi tahun",
            f"amounts are for {told}: name a year, because the others may repeat what years state",
        )
        raise PeriodsDifferError(msg)
    _refuse_parts(index, rows)
    return rows


def _refuse_parts(index: Index, rows: Ints) -> None:
    """Refuse what one document says of one subject for a period and for parts of it."""
    money = index.money
    kinds = np.array([_part_of_year(key) for key in money.periods], np.int64)[money.period[rows]]
    if not len(rows) or (kinds == kinds[0]).all():
        return
    years = np.unique([key.partition("-")[0] for key in money.periods], return_inverse=True)[1]
    subject = joined(money.document[rows], money.subject[rows], years[money.period[rows]])
    least = np.full(int(subject.max()) + 1, 99)
    most = np.zeros_like(least)
    np.minimum.at(least, subject, kinds)
    np.maximum.at(most, subject, kinds)
    mixed = np.flatnonzero(least != most)
    if len(mixed):
        row = int(rows[np.flatnonzero(subject == mixed[0])[0]])
        at = int(money.subject[row])
        name = index.ids[at] if 0 <= at < len(index.ids) else "/"
        year = money.periods[int(money.period[row])][:4]
        msg = Bilingual(
            f"{name} memuat jumlah untuk {year} dan untuk bagian-bagiannya: nyatakan salah satu",
            f"{name} has amounts for {year} and for parts of it: state one of them",
        )
        raise PeriodsDifferError(msg)
