"""The budget years in which work may be done: those of the documents that state it."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from regplan.index import Index
from regplan.model.documents import Document

__all__ = ["Window", "window_of"]

_LAST_YEAR: Final = 9999


@attrs.frozen(kw_only=True)
class Window:
    """
    First and last day of some budget years.

    Attributes:
        first: 1 January of the first.
        last: 31 December of the last.
    """

    first: date
    last: date


def window_of(index: Index, at: int) -> Window | None:
    """
    Return the budget years of a record: those of the yearly documents that state it, else of all that do.

    None where no document that states it says its years; an OPD has none.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Document, Plan, Program
        >>> plan = Plan(documents=[Document(id="r", kind="RENJA", first_year=2026, last_year=2026)],
        ...             programs=[Program(id="P", document="r")])
        >>> str(window_of(of(plan), 0).last)
        '2026-12-31'
    """
    years = [
        (one.first_year, one.last_year)
        for one in _stating(index, at)
        if one.first_year is not None and one.last_year is not None and one.first_year <= one.last_year <= _LAST_YEAR
    ]
    chosen = [one for one in years if one[0] == one[1]] or years
    if not chosen or min(one[0] for one in chosen) < 1:
        return None
    return Window(first=date(min(one[0] for one in chosen), 1, 1), last=date(max(one[1] for one in chosen), 12, 31))


def _stating(index: Index, at: int) -> list[Document]:
    """Return the documents that state a node: its home and those with entries for it."""
    if at >= index.nodes:
        return []
    documents = index.plan.documents
    places = {int(index.document[at]), *index.remember("stating", lambda: _entered(index)).get(at, ())}
    return [documents[one] for one in sorted(places) if one >= 0]


def _entered(index: Index) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for document, node in zip(index.entries.document.tolist(), index.entries.node.tolist(), strict=True):
        if node >= 0:
            found.setdefault(node, []).append(document)
    return found
