"""The days a document's limits are counted from: its own events, and those of the documents it follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from regplan.calc.schedule.changes import is_change
from regplan.index.build import of
from regplan.model.documents import Document
from regplan.model.plan import Plan
from regplan.model.words import DocumentKind

__all__ = ["QUARTERS", "days_of"]

QUARTERS: Final = ((3, 31), (6, 30), (9, 30), (12, 31))
"""The last days of the quarters (PP 39/2006 Art 1(25))."""


def days_of(plan: Plan, document: Document) -> dict[str, date]:
    """
    Return the days that are known of a document, by event: its own first, then what follows from other documents.

    ``rpjmd_enacted`` of a Renstra is the day of the region's original RPJMD (else RPD) in whose years it begins;
    ``rkpd_enacted`` of a Renja that of the region's original RKPD of its year, of a change that of the changed RKPD; ``previous_period_end`` the last day of the plan of its
    kind before it; ``accountability_enacted`` what the report of realisation of the year before states. Where several
    documents could be meant none is taken.
    """
    own = {event: date.fromisoformat(day) for event, day in document.events.items() if day is not None}
    for event, find in _ELSEWHERE.items():
        if event not in document.events:
            found = {day for day in find(plan, document) if day is not None}
            if len(found) == 1:
                own[event] = found.pop()
    return own


def _enacted(document: Document) -> date | None:
    day = document.events.get("enacted")
    return date.fromisoformat(day) if day else None


def _rpjmd(plan: Plan, document: Document) -> Iterator[date | None]:
    if document.kind == "RENSTRA" and document.first_year is not None:
        for kind in ("RPJMD", "RPD"):
            same = [_enacted(one) for one in _of_region(plan, kind) if one.first_year == document.first_year]
            around = [_enacted(one) for one in _of_region(plan, kind) if _is_in(one, document.first_year)]
            if same or around:
                yield from same or around
                return


def _rkpd(plan: Plan, document: Document) -> Iterator[date | None]:
    if document.kind == "RENJA" and document.first_year is not None:
        for one in _of_region(plan, "RKPD", change=is_change(document)):
            if one.first_year == document.first_year:
                yield _enacted(one)


def _before(plan: Plan, document: Document) -> Iterator[date | None]:
    if document.first_year is None:
        return
    same = _by_owner(plan).get((document.kind, document.agency), ())
    ended = [one for one in same if one.last_year is not None and one.last_year < document.first_year]
    last = max((one.last_year or 0 for one in ended), default=None)
    if last is not None:
        stated = {one.events.get("period_end") for one in ended if one.last_year == last} - {None}
        yield date.fromisoformat(str(stated.pop())) if len(stated) == 1 else date(last, 12, 31)


def _accountability(plan: Plan, document: Document) -> Iterator[date | None]:
    if document.kind == "APBD" and document.first_year is not None:
        for one in _by_owner(plan).get(("REALISATION", None), ()):
            if one.last_year == document.first_year - 1:
                day = one.events.get("accountability_enacted")
                yield date.fromisoformat(day) if day else None


def _of_region(plan: Plan, kind: DocumentKind | str, *, change: bool = False) -> Iterator[Document]:
    """Go through the region's own documents of a kind, originals or changes."""
    return (one for one in _by_owner(plan).get((kind, None), ()) if is_change(one) == change)


def _by_owner(plan: Plan) -> Mapping[tuple[str, str | None], Sequence[Document]]:
    """Group the documents by kind and OPD, once for a plan."""

    def make() -> dict[tuple[str, str | None], list[Document]]:
        found: dict[tuple[str, str | None], list[Document]] = {}
        for one in plan.documents:
            found.setdefault((one.kind, one.agency), []).append(one)
        return found

    return of(plan).remember("documents by kind and OPD", make)


def _is_in(document: Document, year: int) -> bool:
    first, last = document.first_year, document.last_year
    return first is not None and last is not None and first <= year <= last


_ELSEWHERE: Final[Mapping[str, Callable[[Plan, Document], Iterator[date | None]]]] = {
    "rpjmd_enacted": _rpjmd,
    "rkpd_enacted": _rkpd,
    "previous_period_end": _before,
    "accountability_enacted": _accountability,
}
