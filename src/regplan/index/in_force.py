"""Which documents are in force on a day, why the others are not, and what had to be assumed (conventions §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

import attrs

from regplan.index.versions import ancestors, families
from regplan.model.documents import Document
from regplan.model.plan import Plan
from regplan.values.lang import Bilingual

__all__ = ["PERIOD_KINDS", "Standing", "StandingState", "standings"]

StandingState: TypeAlias = Literal["in_force", "draft", "not_enacted", "not_yet", "ended", "replaced"]
"""
In force; a draft; not enacted by the day; enacted, but its years have not begun; its years are over; another document
stands in its place.
"""

PERIOD_KINDS: Final = frozenset(("RPJPN", "RPJMN", "RPJPD", "RPJMD", "RPD", "RENSTRA"))
"""Documents of several years: one takes over from the one before, also where their years overlap."""


@attrs.frozen(kw_only=True)
class Standing:
    """
    How a document stands on a day.

    Attributes:
        document: Its id.
        state: Whether it is in force, else why not.
        replaced_by: The document that stands in its place.
        under: Changes in force that lie over it: what they state counts before what it states, the first lowest.
        assumed: What was taken for granted, because the plan does not say it.
    """

    document: str
    state: StandingState
    replaced_by: str | None = None
    under: tuple[str, ...] = ()
    assumed: tuple[Bilingual, ...] = ()


_ENACTED: Final = Bilingual(
    "sudah ditetapkan, karena dokumen ini tidak menyebut satu peristiwa pun",
    "that it was enacted, because it states no event at all",
)
_YEARS: Final = Bilingual(
    "berlaku untuk tahun itu, karena tahunnya tidak tercantum", "that it is for that year, because it states no years"
)
_OVER: Final = Bilingual(
    "hanya mengubah sebagian dan berada di atas aslinya, karena 'menyatakan_ulang' tidak tercantum",
    "that it changes a part and lies over its original, because it does not state 'restates'",
)


def standings(plan: Plan, day: date) -> tuple[Standing, ...]:
    """
    Tell for every document how it stands on a day.

    A document is in force from the day it was enacted, in its own years, until a change that restates it in full, or the next
    plan of its kind and OPD, is in force. Where it states events and *enacted* is not among them, it is not enacted; where
    it states none at all, that it was enacted is assumed. A draft by its stage is not in force unless it states the day it was enacted. A
    change that restates a part lies over its original, and both are in force.

    Args:
        plan: The plan.
        day: The day.

    Returns:
        One for each document, in the order of the plan.

    Example:
        >>> original = Document(id="a", kind="APBD", first_year=2026, last_year=2026, events={"enacted": "2025-12-20"})
        >>> change = Document(id="b", kind="APBD", amends="a", first_year=2026, last_year=2026, restates="full", events={"enacted": "2026-09-30"})
        >>> plan = Plan(documents=[original, change])
        >>> [one.state for one in standings(plan, date(2026, 9, 29))], [one.state for one in standings(plan, date(2026, 9, 30))]
        (['in_force', 'not_enacted'], ['replaced', 'in_force'])
    """
    own = [_own_state(one, day) for one in plan.documents]
    there = [at for at, state in enumerate(own) if state == "in_force"]
    replaced = _replaced(plan, there)
    over = _lying_over(plan, [at for at in there if at not in replaced])
    names = plan.documents.ids
    return tuple(
        Standing(
            document=one.id,
            state="replaced" if at in replaced else own[at],
            replaced_by=names[replaced[at]] if at in replaced else None,
            under=tuple(names[change] for change in over.get(at, ())),
            assumed=_assumed(one) if own[at] == "in_force" else (),
        )
        for at, one in enumerate(plan.documents)
    )


def _own_state(document: Document, day: date) -> StandingState:
    """Tell how a document stands by what it says itself."""
    enacted = document.events.get("enacted")
    if enacted is None and document.stage not in {None, "final"}:
        return "draft"
    if (enacted is None and document.events) or (enacted is not None and enacted > day.isoformat()):
        return "not_enacted"
    if document.first_year is not None and day.year < document.first_year:
        return "not_yet"
    if document.last_year is not None and day.year > document.last_year:
        return "ended"
    return "in_force"


def _replaced(plan: Plan, there: Sequence[int]) -> dict[int, int]:
    """Map each document whose place another takes to that other."""
    found: dict[int, int] = {}
    up = ancestors(plan)
    alive = set(there)
    for at in there:
        if plan.documents[at].restates == "full":
            found.update({before: at for before in up[at] if before in alive and before not in found})
    newest = _newest(plan, there)
    found.update(
        {
            at: newest[key]
            for at in there
            if (key := _line(plan.documents[at])) in newest and _starts(plan, at) < _starts(plan, newest[key])
        }
    )
    return found


def _line(document: Document) -> tuple[str, str | None] | None:
    """Name the line of plans a document of several years stands in."""
    kind = "RPJMD" if document.kind == "RPD" else document.kind
    return (kind, document.agency) if kind in PERIOD_KINDS and document.first_year else None


def _starts(plan: Plan, at: int) -> int:
    return plan.documents[at].first_year or 0


def _newest(plan: Plan, there: Sequence[int]) -> Mapping[tuple[str, str | None] | None, int]:
    """Find the plan that began last in each line."""
    newest: dict[tuple[str, str | None] | None, int] = {}
    for at in there:
        line = _line(plan.documents[at])
        if line is not None and (line not in newest or _starts(plan, at) > _starts(plan, newest[line])):
            newest[line] = at
    return newest


def _lying_over(plan: Plan, there: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Map each document in force to the changes in force that lie over it, the first lowest."""
    up, family = ancestors(plan), families(plan)
    alive = list(there)
    below: dict[int, list[int]] = {}
    by_family: dict[int, list[int]] = {}
    for at in alive:
        by_family.setdefault(family[at], []).append(at)
    for group in by_family.values():
        for at in group:
            for before in up[at]:
                if before in group:
                    below.setdefault(before, []).append(at)
    return {at: tuple(sorted(changes, key=lambda one: (len(up[one]), one))) for at, changes in below.items()}


def _assumed(document: Document) -> tuple[Bilingual, ...]:
    told = (
        (_ENACTED, not document.events and document.stage != "final"),
        (_YEARS, document.first_year is None or document.last_year is None),
        (_OVER, document.restates is None and (document.amends is not None or (document.revision or 0) > 0)),
    )
    return tuple(text for text, is_so in told if is_so)
