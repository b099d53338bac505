"""
Totals of the money of documents by node, OPD, fund …: exact, with what was added up, and never twice.

Only entries are added, each once, however many indicators or tags its node has; stated totals are never added, and neither
are lines of revenue and financing, nor lines of the region that say the spending of its work once more (``frame`` has
them). A total with an unknown amount is unknown. A row is one allocation in one period.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs
import numpy as np

from regplan.calc.budget.attribution import attribution
from regplan.calc.budget.chosen import (
    Words,
    basis_of,
    choose,
    periods_of,
    refuse_overlap,
    standing,
)
from regplan.calc.budget.doubts import Doubt, doubts_of
from regplan.calc.budget.grouping import Cells, Dimension, cells_along_tree, cells_by_share, column_of, plain_cells
from regplan.calc.budget.refusals import WORD_TO_ADD_UP_BY, DocumentsOverlapError
from regplan.calc.budget.spending import spending_rows
from regplan.errors import CallError, UnknownNameError
from regplan.index.build import of
from regplan.index.columns import Bools, Index, Ints
from regplan.index.selecting import Revision
from regplan.model.plan import Plan
from regplan.model.words import Basis, Framework
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen
from regplan.values.text import near

__all__ = ["By", "Total", "Totals", "totals"]

By: TypeAlias = Literal["node", "level", "agency", "fund", "account", "place", "tag", "mission", "document", "year"]
"""
What to add up by: ``node`` (at it and below it), ``level`` of the node that has the money, ``agency`` that carries it, ``fund``,
``account`` (*akun* and *kelompok*, the first two segments), ``place`` of the allocation, ``tag`` (a reference it is aligned with),
``mission`` (by the tree, else by links), ``document``, ``year``.
"""

_OVER: Final = ("node", "tag", "mission")
"""Of these a row may belong to several, or to shares of several."""


@attrs.frozen(kw_only=True)
class Total:
    """
    One total.

    Attributes:
        key: What it is of, one id or text for each word of *by*; None is what states none.
        amount: The sum; None where an amount is unknown, or where the links do not say how much goes this way.
        low: The least of the known money that is for it.
        high: The most of it; equal to *low* but where links without weights lead to several.
        rows: How many rows are in it, wholly or in part.
        unknown: How many of them have an unknown amount.
        share: Part of the whole, 0 to 1; None where the amount or the whole is unknown or zero.
    """

    key: tuple[str | None, ...]
    amount: Rupiah | None
    low: Rupiah
    high: Rupiah
    rows: int
    unknown: int
    share: Fraction | None = None


@attrs.frozen(eq=False, kw_only=True)
class Totals:
    """
    Totals in the order of the plan, what states none last.

    Attributes:
        by: What was added up by.
        basis: Of which basis.
        documents: The ids of the documents.
        periods: The periods of the amounts that were added.
        total: Everything; its parts by OPD, fund … total it exactly. None where the documents speak of the same money
            and stand side by side (by ``document``).
        doubtful: Ids of nodes whose weights of links total more than 1 or differ, so that they were not used.
    """

    by: tuple[str, ...]
    basis: Basis
    documents: tuple[str, ...]
    periods: tuple[str, ...]
    total: Total | None
    doubtful: tuple[str, ...] = ()
    _pieces: tuple[_Piece, ...] = attrs.field(repr=False, alias="pieces")

    def __len__(self) -> int:
        """Count the totals."""
        return sum(len(piece.cells.low) for piece in self._pieces)

    def __iter__(self) -> Iterator[Total]:
        """Go through the totals."""
        whole = None if self.total is None else self.total.amount
        for piece in self._pieces:
            for key, at in piece.places.items():
                yield piece.total(key, at, whole)

    def __getitem__(self, key: str | tuple[str | None, ...] | None) -> Total:
        """
        Return the total of a key.

        Raises:
            UnknownNameError: There is none; near keys are offered.
        """
        piece, wanted = self._found(key)
        return piece.total(wanted, piece.places[wanted], None if self.total is None else self.total.amount)

    def addends(self, key: str | tuple[str | None, ...] | None) -> tuple[int, ...]:
        """
        List what a total was added up from.

        Args:
            key: Its key; one word may stand without a tuple.

        Returns:
            Positions in ``plan.allocations``, each once.

        Raises:
            UnknownNameError: There is no such total; near keys are offered.
        """
        piece, wanted = self._found(key)
        rows = piece.rows[piece.cells.members(piece.places[wanted])]
        return tuple(np.unique(piece.index.money.allocation[rows]).tolist())

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What was added as the plan has it, though it may be the same money said twice."""
        return tuple(doubt for piece in self._pieces for doubt in doubts_of(piece.index, piece.rows))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one record a total, for a DataFrame; amounts are exact, shares are floats."""
        return [
            dict(zip(self.by, one.key, strict=True))
            | {"amount": one.amount, "low": one.low, "high": one.high, "rows": one.rows, "unknown": one.unknown}
            | {"share": None if one.share is None else float(one.share)}
            for one in self
        ]

    def _found(self, key: str | tuple[str | None, ...] | None) -> tuple[_Piece, tuple[str | None, ...]]:
        wanted = key if isinstance(key, tuple) else (key,)
        for piece in self._pieces:
            if wanted in piece.places:
                return piece, wanted
        known = [" ".join(map(str, one)) for piece in self._pieces for one in piece.places]
        name = " ".join(map(str, wanted))
        raise UnknownNameError(name, f"total by {', '.join(self.by)}", near(name, known))


@attrs.frozen(eq=False, kw_only=True)
class _Piece:
    """Totals of documents that may be added, and what they were made of."""

    index: Index
    words: tuple[str, ...]
    rows: Ints
    plain: tuple[Dimension, ...]
    cells: Cells
    doubtful: tuple[int, ...] = ()
    _memo: dict[str, dict[tuple[str | None, ...], int]] = attrs.field(factory=dict, init=False)

    @property
    def places(self) -> dict[tuple[str | None, ...], int]:
        """The place of each key, written on first use."""
        if "places" not in self._memo:
            self._memo["places"] = {key: at for at, key in enumerate(self._keys())}
        return self._memo["places"]

    def _keys(self) -> Iterator[tuple[str | None, ...]]:
        """Write the key of each cell, one part a word of *by*."""
        columns: list[list[str | None]] = []
        rest = iter(zip(self.plain, self.cells.codes, strict=True))
        names = (*self.index.ids, None)
        for word in self.words:
            if word in _OVER:
                columns.append([names[at] for at in self.cells.over.tolist()])
            else:
                dimension, codes = next(rest)
                columns.append([dimension.labels[at] for at in codes.tolist()])
        return zip(*columns, strict=True)

    def total(self, key: tuple[str | None, ...], at: int, whole: Rupiah | None) -> Total:
        """Write out the total of one cell."""
        cells = self.cells
        return _total(key, int(cells.low[at]), int(cells.high[at]), int(cells.count[at]), int(cells.unknown[at]), whole)


def _total(key: tuple[str | None, ...], low: int, high: int, rows: int, unknown: int, whole: Rupiah | None) -> Total:
    amount = from_sen(low) if low == high and not unknown else None
    share = Fraction(amount) / Fraction(whole) if amount is not None and whole else None
    return Total(
        key=key, amount=amount, low=from_sen(low), high=from_sen(high), rows=rows, unknown=unknown, share=share
    )


def totals(
    plan: Plan,
    documents: Words,
    *,
    by: By | Sequence[By] = "node",
    year: int | None = None,
    basis: Basis = "ceiling",
    agency: str | None = None,
    on: date | str | None = None,
    revision: Revision | None = None,
    framework: Framework | None = None,
) -> Totals:
    """
    Add up the money of documents.

    Args:
        plan: The plan.
        documents: Kinds, ids, or kind and year (``"RKPD 2026"``); they must be named, and speak of different money unless
            *by* has ``document``.
        by: One word or several; at most one of ``node``, ``tag`` and ``mission``.
        year: Only amounts of this year, whole or in parts; of all periods when left out.
        basis: Ceilings, forward estimates or realised money; they are never added to each other.
        agency: Only documents of this OPD.
        on: Only documents in force on this day.
        revision: Only this version of each document.
        framework: The references that count as tags; needed where nodes are aligned with several frameworks.

    Returns:
        The totals; amounts in rupiah.

    Raises:
        CallError: No documents are named, or the words of *by* do not go together.
        DocumentsOverlapError: The documents speak of the same money.
        NoDocumentError: No document is chosen.
        PeriodsDifferError: Amounts of a year and of its parts, or of years and of the whole period, would be added.
        UnknownNameError: A word names nothing; near matches are offered.

    Example:
        >>> from regplan.model import Activity, Allocation, Document, Program
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="RENJA")],
        ...     programs=[Program(id="p", document="d")],
        ...     activities=[Activity(id="k", document="d", parent="p"), Activity(id="l", document="d", parent="p")],
        ...     allocations=[Allocation(document="d", subject=one, fund="DAU", amounts={"2026": 5}) for one in "kl"],
        ... )
        >>> found = totals(plan, "RENJA", by="node", year=2026)
        >>> [(one.key, one.amount) for one in found], found.addends("p")
        ([(('p',), 10), (('k',), 5), (('l',), 5)], (0, 1))
    """
    words = _words_of(by)
    index = of(plan)
    chosen = choose(plan, documents, year=year, basis=basis_of(basis), agency=agency, on=on, revision=revision)
    apart = "document" in words
    overlap = _overlaps(plan, chosen, apart=apart)
    pieces = tuple(
        _piece(index, some, words, year, basis, framework)
        for some in ([(one,) for one in chosen] if apart else [chosen])
    )
    used = np.unique(np.concatenate([index.money.period[piece.rows] for piece in pieces]))
    return Totals(
        by=words,
        basis=basis,
        documents=tuple(plan.documents[at].id for at in chosen),
        periods=tuple(index.money.periods[at] for at in used.tolist()),
        total=None if overlap else _whole(pieces),
        doubtful=tuple(dict.fromkeys(index.ids[at] for piece in pieces for at in piece.doubtful)),
        pieces=pieces,
    )


def _words_of(by: By | Sequence[By]) -> tuple[str, ...]:
    words = (by,) if isinstance(by, str) else tuple(by)
    for word in words:
        if word not in get_args(By):
            raise UnknownNameError(str(word), WORD_TO_ADD_UP_BY, near(str(word), get_args(By)))
    if not words or len(set(words)) < len(words) or sum(word in _OVER for word in words) > 1:
        over = ", ".join(_OVER)
        msg = Bilingual(
            f"by berisi kata yang berbeda, paling banyak satu dari {over}, bukan {words}",
            f"by takes different words, at most one of {over}, not {words}",
        )
        raise CallError(msg)
    return words


def _overlaps(plan: Plan, chosen: tuple[int, ...], *, apart: bool) -> bool:
    try:
        refuse_overlap(plan, chosen)
    except DocumentsOverlapError:
        if not apart:
            raise
        return True
    return False


def _whole(pieces: Sequence[_Piece]) -> Total:
    amount = sum(piece.cells.whole for piece in pieces)
    money = [piece.index.money.known[piece.rows] for piece in pieces]
    rows, known = sum(len(one) for one in money), sum(int(one.sum()) for one in money)
    return _total((), amount, amount, rows, rows - known, from_sen(amount))


def _piece(
    index: Index,
    chosen: tuple[int, ...],
    words: tuple[str, ...],
    year: int | None,
    basis: Basis,
    framework: Framework | None,
) -> _Piece:
    here = standing(index, chosen)
    rows = periods_of(here, spending_rows(here, chosen, basis), year)
    plain = tuple(column_of(here, rows, word) for word in words if word not in _OVER)
    doubtful: tuple[int, ...] = ()
    over = next((word for word in words if word in _OVER), None)
    if over is None:
        cells = plain_cells(here, rows, plain)
    elif over == "node":
        cells = cells_along_tree(here, rows, plain)
    else:
        targets = _targets(here, rows, over, framework)
        money = here.money.subject[rows]
        kinds = ("aligned_with",) if over == "tag" else ("supports", "adopts")
        nodes = np.unique(money[(money >= 0) & (money < here.nodes)]).tolist()
        found = attribution(here, nodes, targets, kinds)
        doubtful = found.doubtful
        cells = cells_by_share(here, rows, plain, found.shares)
    return _Piece(index=here, words=words, rows=rows, plain=plain, cells=cells, doubtful=doubtful)


def _targets(index: Index, rows: Ints, over: str, framework: Framework | None) -> Bools:
    """Mark the missions, or the references of one framework."""
    table = index.tables.index("missions" if over == "mission" else "references")
    marks: Bools = index.table == table
    if over == "mission":
        return marks
    references = index.plan.references
    first = index.starts["references"]
    frames = [one.framework for one in references]
    if framework is None:
        linked = index.links.target[index.links.live & (index.links.target >= first)]
        linked = linked[marks[linked]]
        used = sorted({frames[at - first] for at in linked.tolist()}) if len(rows) else []
        if len(used) > 1:
            told = ", ".join(used)
            msg = Bilingual(
                f"simpul berlabel {told}: sebut satu sebagai framework, sebab masing-masing akan memuat uang yang sama",
                f"nodes are aligned with {told}: name one as framework, because each would be given the same money",
            )
            raise CallError(msg)
        return marks
    if framework not in get_args(Framework):
        raise UnknownNameError(str(framework), "framework", near(str(framework), get_args(Framework)))
    marks[first : first + len(frames)] = [one == framework for one in frames]
    return marks
