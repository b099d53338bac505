"""What a shift or change of a budget moves money between, and what the law asks for that (regulations §3.6 STG-01…05)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from regplan.calc.cycle.effective import Line, effective
from regplan.errors import NoValueError, UnknownIdError
from regplan.index.build import of
from regplan.index.columns import Index
from regplan.law import Change, Law, current
from regplan.model.plan import Plan
from regplan.model.words import LEVELS
from regplan.values.account import account_parts
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen
from regplan.values.text import REGION, near

__all__ = ["Moved", "Moves", "moves"]

_SEGMENTS: Final = {"group": 2, "kind": 3, "object": 4, "detail": 5, "sub_detail": 6}
_LEVELS: Final = ("program", "activity", "sub_activity")


@attrs.frozen(kw_only=True)
class Moved:
    """
    Money moved between things of one sort.

    Attributes:
        between: The sort: agency, program … object, detail (the words of ``law.stages``).
        law: What it takes; None where no regulation was in force on the day.
        items: What gains or loses, each with what it gains; less than zero where it loses.
        gap: The sum of these; not zero where the budget as a whole grows or shrinks.
    """

    between: str
    law: Change | None
    items: tuple[tuple[str, Rupiah], ...]
    gap: Rupiah


@attrs.frozen(kw_only=True)
class Moves:
    """
    All that one budget moves against another.

    Attributes:
        before: The id of the budget before.
        after: The id of the budget after.
        moved: By sort, from the widest (OPD) to the narrowest; only those in which totals differ.
        new: Ids of programs, activities and sub activities with money after and none before.
        reason: Why nothing can be said; None where it can.
    """

    before: str
    after: str
    moved: tuple[Moved, ...] = ()
    new: tuple[str, ...] = ()
    reason: Bilingual | None = None

    @property
    def widest(self) -> Moved | None:
        """The widest sort of thing money moves between: what decides the instrument."""
        return self.moved[0] if self.moved else None


def moves(plan: Plan, before: str, after: str, *, year: int, on: date | None = None, law: Law | None = None) -> Moves:
    """
    Find between what one budget moves money against another, and what the law asks for that.

    Money moves between programs where the total of a program differs, and so for OPD, activities and sub activities. It moves
    between kinds of accounts where, within one activity and group, one kind gains and another loses; between objects and
    details likewise within one subject. Lines without an account say nothing below the sub activity.

    Args:
        plan: The plan.
        before: The id of the budget before: the original, or the last change.
        after: The id of the shift or change, planned or made.
        year: The year of the money.
        on: The day that decides the law; when left out the day *after* was enacted, else the first of the year.
        law: The law; that of this version of regplan when left out.

    Returns:
        What moves; with a reason, and nothing else, where an amount is unknown or the budget before is not whole.

    Raises:
        UnknownIdError: There is no such document; near matches are offered.

    Example:
        >>> from regplan.model import Allocation, Document, Program
        >>> money = [("a", "p", 500), ("a", "q", 300), ("b", "p", 450), ("b", "q", 350)]
        >>> plan = Plan(
        ...     documents=[Document(id="a", kind="APBD"), Document(id="b", kind="APBD", amends="a", budget_stage="shift")],
        ...     programs=[Program(id="p"), Program(id="q")],
        ...     allocations=[Allocation(document=d, subject=p, amounts={"2026": rp}) for d, p, rp in money],
        ... )
        >>> found = moves(plan, "a", "b", year=2026).widest
        >>> found.between, found.items, found.law.by
        ('program', (('p', -50), ('q', 50)), 'apbd_change')
    """
    index = of(plan)
    first, second = _at(plan, before), _at(plan, after)
    lines = [effective(index, at, year) for at in (first, second)]
    for name, one in zip((before, after), lines, strict=True):
        if not one.is_known:
            return Moves(before=before, after=after, reason=_reason(name, one.lacks, one.parts))
        if not one.amounts:
            return Moves(
                before=before,
                after=after,
                reason=Bilingual(f"pagu {year} dalam {name}", f"ceilings of {year} in {name}"),
            )
    change = _difference(lines[0].amounts, lines[1].amounts)
    day = on or _day(plan, second, year)
    asked = law or current()
    found = [moved for name, key in _sorts(index) if (moved := _moved(name, key, change, asked, day))]
    had = _at_and_above(index, {line[0] for line in lines[0].amounts})
    has = _at_and_above(index, {line[0] for line, amount in lines[1].amounts.items() if amount})
    work = [LEVELS.index(level) for level in _LEVELS]
    new = tuple(index.ids[at] for at in sorted(has - had) if index.level[at] in work)
    return Moves(before=before, after=after, moved=tuple(found), new=new)


def _at(plan: Plan, name: str) -> int:
    found = next((at for at, one in enumerate(plan.documents) if one.id == name), None)
    if found is None:
        raise UnknownIdError(name, "documents", near(name, plan.documents.ids))
    return found


def _reason(name: str, lacks: str | None, parts: tuple[str, ...]) -> Bilingual:
    if lacks is not None:
        return Bilingual(f"dokumen yang diubah {name}", f"the document that {name} changes")
    if parts:
        told = ", ".join(parts)
        return Bilingual(f"pagu setahun dalam {name}, bukan {told}", f"ceilings of the year in {name}, not of {told}")
    return Bilingual(f"semua pagu dalam {name}", f"all ceilings in {name}")


def _day(plan: Plan, document: int, year: int) -> date:
    day = plan.documents[document].events.get("enacted")
    return date.fromisoformat(day) if day else date(year, 1, 1)


def _difference(before: Mapping[Line, int | None], after: Mapping[Line, int | None]) -> dict[Line, int]:
    """Return what each line gains, in sen."""
    found = {line: (after.get(line) or 0) - (before.get(line) or 0) for line in {**before, **after}}
    return {line: gain for line, gain in found.items() if gain}


_Key = Callable[[Line], tuple[str | None, str]]
"""What a line belongs to, and within what money would move to another: two kinds within one activity."""


def _sorts(index: Index) -> Iterator[tuple[str, _Key]]:
    """Yield each sort of thing with what names the one a line belongs to."""
    yield "agency", lambda line: (_agency(index, line[0], whole=True), "")
    yield "unit", lambda line: (_agency(index, line[0], whole=False), "")
    for level in _LEVELS:
        yield level, _node_of(index, level)
    for name, count in _SEGMENTS.items():
        yield name, _account_of(index, count, "activity" if name in {"group", "kind"} else None)


def _node_of(index: Index, level: str) -> _Key:
    return lambda line: (_above(index, line[0], level), "")


def _above(index: Index, subject: int, level: str | None) -> str | None:
    """Name the node of a level at or above a subject."""
    return next((index.ids[at] for at in _way_up(index, subject) if LEVELS[index.level[at]] == level), None)


def _account_of(index: Index, count: int, level: str | None) -> _Key:
    """Name the account of a line by its first segments, within the account above it and its activity, or its own subject."""

    def key(line: Line) -> tuple[str | None, str]:
        parts = account_parts(line[1]) if line[1] else None
        if parts is None or len(parts) < count:
            return None, ""
        own = index.ids[line[0]] if line[0] < len(index.ids) else REGION
        subject = _above(index, line[0], level) or own
        written = [f"{subject} {'.'.join(map(str, parts[:size]))}" for size in (count, count - 1)]
        return written[0], written[1]

    return key


def _agency(index: Index, subject: int, *, whole: bool) -> str | None:
    """Name the OPD of a subject: the whole one, or the unit itself."""
    plan = index.plan
    if subject < index.nodes:
        at = int(index.agency[subject])
        name = plan.agencies[at].id if at >= 0 else None
    else:
        name = index.ids[subject] if subject < len(index.ids) and index.ids[subject] in plan.agencies.by_id else None
    seen: set[str] = set()
    while whole and name is not None and name not in seen:
        seen.add(name)
        above = plan.agencies.get(name)
        if above is None or above.parent is None:
            break
        name = above.parent
    return name


def _way_up(index: Index, subject: int) -> Iterator[int]:
    """Go from a subject up the tree."""
    seen: set[int] = set()
    at = subject
    while 0 <= at < index.nodes and at not in seen:
        seen.add(at)
        yield at
        at = int(index.parent[at])


def _at_and_above(index: Index, subjects: Iterable[int]) -> set[int]:
    """Gather subjects and the nodes above them."""
    found: set[int] = set()
    for subject in subjects:
        for at in _way_up(index, subject):
            if at in found:
                break
            found.add(at)
    return found


def _moved(name: str, key: _Key, change: Mapping[Line, int], law: Law, day: date) -> Moved | None:
    """Add up what each thing of a sort gains; accounts count only where others beside them lose, or the other way round."""
    gains: dict[str, int] = {}
    beside: dict[str, str] = {}
    for line, gain in change.items():
        where, within = key(line)
        if where is not None:
            gains[where] = gains.get(where, 0) + gain
            beside[where] = within
    ups = {beside[where] for where, gain in gains.items() if gain > 0}
    downs = {beside[where] for where, gain in gains.items() if gain < 0}
    kept = {
        where: gain for where, gain in gains.items() if gain and (not beside[where] or beside[where] in ups & downs)
    }
    if not kept:
        return None
    try:
        found = law.stages.change(name, day)
    except NoValueError:
        found = None
    items = tuple((where, from_sen(gain)) for where, gain in sorted(kept.items()))
    return Moved(between=name, law=found, items=items, gap=from_sen(sum(kept.values())))
