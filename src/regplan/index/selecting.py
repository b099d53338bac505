"""The one selector of documents: by kind, id, year, OPD, and in force on a day (conventions §7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import get_args

from regplan.errors import CallError, UnknownNameError
from regplan.model.documents import Document
from regplan.model.plan import Plan
from regplan.model.words import DocumentKind
from regplan.values.period import is_date
from regplan.values.text import near

__all__ = ["select_documents"]


def select_documents(
    plan: Plan,
    documents: Iterable[str] | str | None = None,
    *,
    year: int | None = None,
    agency: str | None = None,
    on: date | str | None = None,
) -> tuple[int, ...]:
    """
    Choose documents of a plan.

    Args:
        plan: The plan.
        documents: Kinds (``RPJMD``), ids, or kind and year (``APBD 2026``); all when left out.
        year: Only documents that are for this year.
        agency: Only documents of this OPD.
        on: Only documents in force on this day, a date or ``2026-03-31``: enacted by then as far as is known, and not fully restated by a
            change that is in force too.

    Returns:
        Positions in ``plan.documents``, in their order.

    Raises:
        CallError: *on* is no day.
        UnknownNameError: A word is neither a kind nor the id of a document; near matches are offered.

    Example:
        >>> plan = Plan(documents=[Document(id="a", kind="RKPD", first_year=2026, last_year=2026)])
        >>> select_documents(plan, "RKPD 2026"), select_documents(plan, year=2027)
        ((0,), ())
    """
    words = [documents] if isinstance(documents, str) else None if documents is None else list(documents)
    for word in words or ():
        if not _is_known(plan, word):
            known = [*get_args(DocumentKind), *plan.documents.ids]
            raise UnknownNameError(str(word), "kind or id of a document", near(str(word), known))
    day = _day(on)
    restated = _restated(plan, day) if day else set()
    return tuple(
        at
        for at, document in enumerate(plan.documents)
        if (words is None or any(_answers(document, word) for word in words))
        and (year is None or _is_for(document, year))
        and (agency is None or document.agency == agency)
        and (day is None or (_enacted_by(document, day) and document.id not in restated))
    )


def _day(on: date | str | None) -> date | None:
    if on is None or isinstance(on, date):
        return on
    if isinstance(on, str) and is_date(on):  # type: ignore[redundant-expr] # callers are not all type-checked
        return date.fromisoformat(on)
    msg = f"on takes a date, or text as 2026-03-31, not {on!r}"
    raise CallError(msg)


def _restated(plan: Plan, day: date) -> set[str | None]:
    """Return the documents that a change in force on a day restates in full."""
    return {one.amends for one in plan.documents if one.restates == "full" and _enacted_by(one, day)}


def _is_known(plan: Plan, word: object) -> bool:
    if not isinstance(word, str):
        return False
    kind, _, year = word.partition(" ")
    return word in plan.documents.by_id or (kind in get_args(DocumentKind) and (not year or year.isdecimal()))


def _answers(document: Document, word: str) -> bool:
    if document.id == word:
        return True
    kind, _, year = word.partition(" ")
    return document.kind == kind and (not year or _is_for(document, int(year)))


def _is_for(document: Document, year: int) -> bool:
    first, last = document.first_year, document.last_year
    return first is not None and last is not None and first <= year <= last


def _enacted_by(document: Document, day: date) -> bool:
    enacted = document.events.get("enacted")
    return enacted is None or enacted <= day.isoformat()
