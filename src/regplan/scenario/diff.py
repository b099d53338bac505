"""What makes one plan of another, as a scenario: applied to the first it gives the second."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.schema import schema_of
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.scenario.changes import CHANGES, Change, Order, change_rows
from regplan.scenario.edit import Edit
from regplan.scenario.matching import Match, Matching, match, wording_of
from regplan.scenario.parts import Parted, parted
from regplan.scenario.refusals import NoCommonGroundError
from regplan.scenario.rows import HEADING_TABLES, RowChange, changed_rows, heading_of
from regplan.scenario.scenario import Scenario
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen, sen

__all__ = ["diff"]


def diff(old: Plan, new: Plan, *, name: str | None = None, anyway: bool = False) -> Scenario:
    """
    Tell what makes one plan of another.

    Records are the same by id, then by what ``replaces`` links state, by code and OPD, by wording; each change says how and
    how sure. ``diff(old, new).apply(old) == new``, whatever was found to be the same.

    Args:
        old: The plan before.
        new: The plan after.
        name: What the scenario is called.
        anyway: Tell the difference of two plans that have nothing in common too.

    Returns:
        A scenario of ``Change`` edits (re-worded, re-coded, split, merged, moved, re-targeted, re-funded, added, removed …) and,
        where rows stand in another order, ``Order`` edits; without edits where the plans are equal.

    Raises:
        NoCommonGroundError: No record, code or wording of one is in the other, or they are of two regions and share
            less than half of the records.

    Example:
        >>> from regplan.model import Goal, Plan
        >>> before = Plan(goals=[Goal(id="T1", title="Meningkatnya mutu layanan")])
        >>> after = Plan(goals=[Goal(id="T1", title="Meningkatnya mutu layanan dasar")])
        >>> print(diff(before, after, name="draft").describe("en"))
        draft
          1. re-worded: T1: “Meningkatnya mutu layanan” → “Meningkatnya mutu layanan dasar”
        >>> diff(before, after).apply(before) == after
        True
    """
    told = name or f"{old.title or 'A'} → {new.title or 'B'}"
    if old == new:
        return Scenario(told)
    matching = match(old, new)
    if not anyway:
        _refuse_strangers(old, new, matching)
    changes = _Difference(old, new, matching).changes()
    reached = changed_rows(old, change_rows(changes))
    return Scenario(told, (*changes, *_orders(reached, new)))


def _refuse_strangers(old: Plan, new: Plan, matching: Matching) -> None:
    fewer = min(len(old), len(new))
    regions = [one.region and (one.region.code or one.region.name) for one in (old, new)]
    if regions[0] and regions[1]:
        if regions[0] == regions[1] or 2 * len(matching) >= fewer:
            return
        reason = Bilingual(f"daerahnya {regions[0]} dan {regions[1]}", f"they are of {regions[0]} and {regions[1]}")
    elif len(matching) or not fewer:
        return
    else:
        reason = Bilingual("tidak ada yang menyebut daerahnya sama", "none says that the regions are one")
    msg = Bilingual(
        f"kedua rencana tidak punya dasar yang sama: dari {len(old)} dan {len(new)} catatan, {len(matching)} sama id, kode, atau "
        f"uraiannya, dan {reason.id}; periksa berkasnya, atau minta dengan anyway=True",
        f"the plans have no common ground: of {len(old)} and {len(new)} records, {len(matching)} have the same id, code or "
        f"wording, and {reason.en}; check the files, or ask with anyway=True",
    )
    raise NoCommonGroundError(msg)


_Key = tuple[str, str]
"""Whether a record is in the first plan alone, in the second alone or in both, and its id, in the second where it is there."""


@attrs.define
class _Group:
    """The row changes that are about one record."""

    rows: list[RowChange] = attrs.field(factory=list)
    kinds: dict[str, None] = attrs.field(factory=dict)
    told: list[str] = attrs.field(factory=list)
    money: list[tuple[Record | None, Record | None]] = attrs.field(factory=list)


class _Difference:
    """Gathers the changed rows by the record they are about."""

    def __init__(self, old: Plan, new: Plan, matching: Matching) -> None:
        self.old, self.new, self.matching = old, new, matching
        self.groups: dict[_Key, _Group] = {}
        self.matches: dict[_Key, tuple[str, str, Match]] = {}
        self.alone: tuple[set[str], set[str]] = (set(), set())
        self.parted: Parted = parted(old, new, matching)
        self.number = {name: {one.new: one for one in found.values()} for name, found in matching.tables.items()}
        self._look_around()

    def _look_around(self) -> None:
        """Note which ids are in one plan alone, and by what those in both were matched."""
        for name, found in self.matching.tables.items():
            if not hasattr(TABLES[name], "id"):
                continue
            rows = self.old.table(name), self.new.table(name)
            for one in found.values():
                ids = rows[0][one.old].id, rows[1][one.new].id
                self.matches.setdefault(("both", ids[1]), (*ids, one))
            self.alone[0].update(row.id for at, row in enumerate(rows[0]) if at not in found)
            self.alone[1].update(row.id for at, row in enumerate(rows[1]) if at not in self.number[name])
        self.alone[0].difference_update(self.matching.ids)
        self.alone[1].difference_update(key for _, key in self.matches)

    def changes(self) -> list[Change]:
        """Return the changes, the heading first, then in the order of the tables."""
        for name in HEADING_TABLES:
            one, other = ((plan.region if name == "region" else heading_of(plan)) for plan in (self.old, self.new))
            if one != other:
                self.note(("both", f"/{name}"), RowChange(name, one, other), ["changed"])
        for name in TABLES:
            self.table(name)
        return [self.change(key, group) for key, group in self.groups.items()]

    def table(self, name: str) -> None:
        """Note the changed rows of one table."""
        found = self.matching.tables[name]
        before, after = self.old.table(name), self.new.table(name)
        for at, row in enumerate(before):
            if at not in found:
                self.note(self.owner(0, name, row), RowChange(name, row, None), self.kinds(name, row, None))
            elif row != (other := after[found[at].new]):
                self.note(self.owner(1, name, other), RowChange(name, row, other), self.kinds(name, row, other))
        for at, row in enumerate(after):
            if at not in self.number[name]:
                self.note(self.owner(1, name, row), RowChange(name, None, row), self.kinds(name, None, row))

    def note(self, key: _Key, row: RowChange, kinds: Iterable[str]) -> None:
        """Put a row to the others of its record."""
        group = self.groups.setdefault(self.parted.joined.get(key, key), _Group())
        group.rows.append(row)
        group.kinds.update(dict.fromkeys(kinds))
        if any(getattr(one, "role", None) == "entry" for one in (row.old, row.new)):
            group.money.append((row.old, row.new))

    def owner(self, side: int, table: str, row: Any) -> _Key:
        """Return the record a row is about; what hangs on a new or a gone node or document is about that."""
        document = getattr(row, "document", None) if table in _ABOUT else None
        if document in self.alone[side]:
            return ("old", "new")[side], document
        name = next(getattr(row, field) for field in _ABOUT.get(table, ("id",)))
        key = self.key(side, name)
        if table == "indicators" and row.owner is not None:
            above = self.key(side, row.owner)
            return above if key[0] != "both" and above[0] != "both" else key
        if table == "series" and key[0] != "both":
            plan = (self.old, self.new)[side]
            indicator = plan.indicators.get(name)
            return key if indicator is None else self.owner(side, "indicators", indicator)
        return key

    def key(self, side: int, name: str) -> _Key:
        """Return the key of an id of one of the plans."""
        if name in self.alone[side]:
            return ("old", "new")[side], name
        return "both", self.matching.ids.get(name, name) if side == 0 else name

    def kinds(self, table: str, old: Any, new: Any) -> list[str]:
        """Tell what kinds of change a row is."""
        if old is None or new is None:
            return [_ROW_KINDS.get(table) or ("added" if old is None else "removed")]
        if table == "series" and old.role == "target":
            return ["re-targeted"] if old.values != new.values or old.extra != new.extra else []
        kinds = []
        for spec in schema_of(type(new)):
            one, other = getattr(old, spec.name), getattr(new, spec.name)
            mapped = self.mapped(one)
            if spec.name == "id" and one != other:
                kinds.append("re-identified")
            elif other not in (mapped, one):
                kinds.append(_ROW_KINDS.get(table, _FIELD_KINDS.get(spec.name, "changed")))
        return kinds

    def mapped(self, value: Any) -> Any:
        """Write ids of the first plan as the second has them."""
        if isinstance(value, str):
            return self.matching.ids.get(value, value)
        return tuple(map(self.mapped, value)) if isinstance(value, tuple) else value

    def change(self, key: _Key, group: _Group) -> Change:
        """Write a group as one edit."""
        before, after, how, sure = self.about(key)
        kinds = tuple(kind for kind in CHANGES if kind in group.kinds) or ("re-identified",)
        if key[0] != "both":
            kinds = ("removed",) if key[0] == "old" else ("added",)
        part = self.parted.found.get(key)
        if part is not None:
            before, after, how, sure = part.before, part.after, part.how, part.confidence
            same = {"re-funded"} if len(set(_sums(group))) == 1 else set()
            kinds = (part.kind, *(kind for kind in kinds if kind not in {"added", "removed", *same}))
        return Change(
            kinds=kinds,
            before=before,
            after=after,
            how=how,
            confidence=sure,
            wording="; ".join(self.told(group)) or None,
            rows=tuple(group.rows),
        )

    def about(self, key: _Key) -> tuple[tuple[str, ...], tuple[str, ...], str, Fraction]:
        """Return ids before and after, and how sure it is that they are one."""
        side, name = key
        if side != "both":
            return ((name,), (), "identity", Fraction(1)) if side == "old" else ((), (name,), "identity", Fraction(1))
        if key not in self.matches:
            return (name,), (name,), "identity", Fraction(1)
        old, new, one = self.matches[key]
        return (old,), (new,), one.how, one.confidence

    def told(self, group: _Group) -> Iterator[str]:
        """Tell wording, code, place, targets and money before and after."""
        for row in group.rows:
            if row.table == "allocations":
                continue
            if isinstance(row.old, Record) and isinstance(row.new, Record):
                yield from _texts(row.old, row.new, self.mapped)
            elif row.table in _ITSELF and (text := wording_of(row.new or row.old)):
                yield f"“{text}”"
        sums = _sums(group)
        if sums[0] != sums[1] or sums[0] == "?":
            yield f"Rp{sums[0]} → Rp{sums[1]}"


_ABOUT: Final[Mapping[str, tuple[str, ...]]] = {
    "entries": ("node",),
    "series": ("indicator",),
    "allocations": ("subject",),
    "links": ("source",),
}
"""By table without ids, the field that says which record a row is about."""
_ITSELF: Final = frozenset({*NODE_TABLES, "agencies", "documents", "places", "references"})
_ROW_KINDS: Final = {"allocations": "re-funded", "series": "re-targeted", "links": "changed", "entries": "changed"}
_FIELD_KINDS: Final = {
    "title": "re-worded",
    "name": "re-worded",
    "text": "re-worded",
    "code": "re-coded",
    "parent": "moved",
    "agency": "moved",
    "owner": "moved",
}


def _texts(old: Record, new: Record, mapped: Any) -> Iterator[str]:
    for field in ("title", "name", "text"):
        one, other = getattr(old, field, None), getattr(new, field, None)
        if one != other:
            yield f"“{one or ''}” → “{other or ''}”"
    for field in ("code", "parent", "agency", "owner"):
        one, other = getattr(old, field, None), getattr(new, field, None)
        if one != other and mapped(one) != other:
            yield f"{field} {one} → {other}"
    values = [getattr(row, "values", None) for row in (old, new)]
    if isinstance(values[0], FrozenMap) and isinstance(values[1], FrozenMap):
        for period in sorted({**values[0], **values[1]}):
            one, other = (some.get(period, "–") for some in values if some is not None)
            if one != other:
                yield f"{period}: {one} → {other}"


def _sums(group: _Group) -> tuple[str, str]:
    """Add up the money of a group before and after; ``?`` where it is not known."""
    return _sum(pair[0] for pair in group.money), _sum(pair[1] for pair in group.money)


def _sum(rows: Iterable[Any]) -> str:
    amounts = [amount for row in rows if row is not None and row.role == "entry" for amount in row.amounts.values()]
    return "?" if None in amounts else str(from_sen(sum(map(sen, amounts))))


def _orders(reached: Plan, wanted: Plan) -> list[Edit]:
    """Return the edits that put the rows of tables in the order wanted."""
    edits: list[Edit] = []
    for name in TABLES:
        rows, goal = reached.table(name), wanted.table(name)
        if rows == goal:
            continue
        places: dict[Record, deque[int]] = {}
        for at, row in enumerate(rows):
            places.setdefault(row, deque()).append(at)
        edits.append(Order(table=name, runs=tuple(_runs([places[row].popleft() for row in goal]))))
    return edits


def _runs(order: list[int]) -> Iterator[tuple[int, int]]:
    """Write positions as slices."""
    first = last = None
    for at in order:
        if last is not None and at == last + 1:
            last = at
            continue
        if first is not None and last is not None:
            yield first, last + 1
        first = last = at
    if first is not None and last is not None:
        yield first, last + 1
