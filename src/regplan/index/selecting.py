"""The one selector of documents: by kind, id, year, OPD, revision, and in force on a day (conventions §7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias, get_args

from regplan.errors import CallError, UnknownNameError
from regplan.index.in_force import Standing, standings
from regplan.index.versions import families
from regplan.index.versions import steps as steps_of
from regplan.model.documents import Document
from regplan.model.plan import Plan
from regplan.model.words import DocumentKind
from regplan.values.lang import Bilingual
from regplan.values.period import is_date
from regplan.values.text import near

__all__ = ["Revision", "documents_in_force", "is_for", "select_documents", "versions"]

Revision: TypeAlias = Literal["latest", "original"] | int
"""Which version of a document: the last of its changes, the one that changes nothing, or the one of a number."""


def select_documents(
    plan: Plan,
    documents: Iterable[str] | str | None = None,
    *,
    year: int | None = None,
    agency: str | None = None,
    on: date | str | None = None,
    revision: Revision | None = None,
) -> tuple[int, ...]:
    """
    Choose documents of a plan.

    Documents are versions of one another where one says that it amends the other, or where kind, OPD and years are
    equal and both state different numbers of revision.

    Args:
        plan: The plan.
        documents: Kinds (``RPJMD``), ids, or kind and year (``APBD 2026``); all when left out.
        year: Only documents that are for this year.
        agency: Only documents of this OPD.
        on: Only documents in force on this day, a date or ``2026-03-31``, as ``documents_in_force`` tells it.
        revision: Only one version of each document: ``"latest"``, also where it restates a part alone (of those in force
            on *on*, where a day is given); ``"original"``, which amends nothing; or the one that states a number (0 is the
            original, also where it states none). All versions when left out.

    Returns:
        Positions in ``plan.documents``, in their order.

    Raises:
        CallError: *on* is no day, *revision* no version.
        UnknownNameError: A word is neither a kind nor the id of a document; near matches are offered.

    Example:
        >>> plan = Plan(documents=[Document(id="a", kind="RKPD", first_year=2026, last_year=2026)])
        >>> select_documents(plan, "RKPD 2026"), select_documents(plan, year=2027)
        ((0,), ())
        >>> change = Document(id="b", kind="RKPD", first_year=2026, last_year=2026, revision=1, amends="a")
        >>> plan = plan.replace(documents=[*plan.documents, change])
        >>> select_documents(plan, "RKPD", revision="latest"), select_documents(plan, "RKPD", revision=0)
        ((1,), (0,))
    """
    words = [documents] if isinstance(documents, str) else None if documents is None else list(documents)
    for word in words or ():
        if not _is_known(plan, word):
            known = [*get_args(DocumentKind), *plan.documents.ids]
            raise UnknownNameError(
                str(word), Bilingual("jenis atau id dokumen", "kind or id of a document"), near(str(word), known)
            )
    day = _day(on)
    in_force = None if day is None else {at for at, one in enumerate(standings(plan, day)) if one.state == "in_force"}
    version = _versions_wanted(plan, in_force, revision)
    return tuple(
        at
        for at, document in enumerate(plan.documents)
        if (words is None or any(_answers(document, word) for word in words))
        and (year is None or is_for(document, year))
        and (agency is None or document.agency == agency)
        and (in_force is None or at in in_force)
        and (version is None or at in version)
    )


def documents_in_force(plan: Plan, on: date | str) -> tuple[Standing, ...]:
    """
    Tell for every document of a plan how it stands on a day: in force, or why not; what lies over it; what was assumed.

    Args:
        plan: The plan.
        on: The day, a date or ``2026-03-31``.

    Returns:
        One for each document, in the order of the plan.

    Raises:
        CallError: *on* is no day.

    Example:
        >>> draft = Document(id="rkpd", kind="RKPD", first_year=2027, last_year=2027, events={"musrenbang": "2026-03-20"})
        >>> told = documents_in_force(Plan(documents=[draft, Document(id="rpjmd", kind="RPJMD")]), "2026-06-01")
        >>> [(one.document, one.state) for one in told]
        [('rkpd', 'not_enacted'), ('rpjmd', 'in_force')]
        >>> told[1].assumed[0].en
        'that it was enacted, because it states no event at all'
    """
    day = _day(on)
    if day is None:
        msg = "on takes a date, or text as 2026-03-31; name the day"
        raise CallError(msg)
    return standings(plan, day)


def versions(plan: Plan, chosen: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """
    Group documents that are versions of one another, each group from the original to the last change.

    Args:
        plan: The plan.
        chosen: Positions in ``plan.documents``; versions that are not among them are left out.

    Returns:
        The groups, in the order of their first documents in the plan.

    Example:
        >>> plan = Plan(documents=[Document(id="b", kind="APBD", amends="a"), Document(id="a", kind="APBD")])
        >>> versions(plan, (0, 1))
        ((1, 0),)
    """
    family = families(plan)
    groups: dict[int, list[int]] = {}
    for at in sorted(chosen):
        groups.setdefault(family[at], []).append(at)
    steps = steps_of(plan)
    stated = [one.revision for one in plan.documents]
    order = [(step if number is None else number, step) for step, number in zip(steps, stated, strict=True)]
    return tuple(tuple(sorted(group, key=lambda at: (*order[at], at))) for group in groups.values())


def is_for(document: Document, year: int) -> bool:
    """Tell whether a year lies in the years of a document; not, where it states none."""
    first, last = document.first_year, document.last_year
    return first is not None and last is not None and first <= year <= last


def _day(on: date | str | None) -> date | None:
    if on is None or isinstance(on, date):
        return on
    if isinstance(on, str) and is_date(on):  # type: ignore[redundant-expr] # callers are not all type-checked
        return date.fromisoformat(on)
    msg = Bilingual(
        f"on memuat tanggal, atau teks seperti 2026-03-31, bukan {on!r}",
        f"on takes a date, or text as 2026-03-31, not {on!r}",
    )
    raise CallError(msg)


def _is_known(plan: Plan, word: object) -> bool:
    if not isinstance(word, str):
        return False
    kind, _, year = word.partition(" ")
    return word in plan.documents.by_id or (kind in get_args(DocumentKind) and (not year or year.isdecimal()))


def _answers(document: Document, word: str) -> bool:
    if document.id == word:
        return True
    kind, _, year = word.partition(" ")
    return document.kind == kind and (not year or is_for(document, int(year)))


def _versions_wanted(plan: Plan, in_force: set[int] | None, revision: Revision | None) -> set[int] | None:
    """Return the documents of a version; None for all."""
    if revision is None:
        return None
    if isinstance(revision, bool) or not (isinstance(revision, int) or revision in {"latest", "original"}):
        msg = Bilingual(
            f"revision berisi 'latest', 'original', atau nomor, bukan {revision!r}",
            f"revision takes 'latest', 'original' or a number, not {revision!r}",
        )
        raise CallError(msg)
    documents = plan.documents
    if revision == "latest":
        there = range(len(documents)) if in_force is None else in_force
        return {group[-1] for group in versions(plan, there)}
    number = 0 if revision == "original" else revision
    return {at for at, one in enumerate(documents) if _number(one) == number}


def _number(document: Document) -> int | None:
    """Return the number of a version: as stated; 0 where it states none and amends nothing; else it is not known."""
    if document.revision is not None or document.amends is not None:
        return document.revision
    return 0
