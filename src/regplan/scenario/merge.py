"""Three-way merging of versions of a plan: what one side changed is taken, what both changed otherwise is a conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from regplan.diagnostics.definition import Clause, Definition
from regplan.diagnostics.finding import Fact, Finding
from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.schema import schema_of
from regplan.model.tables import TABLES
from regplan.scenario.rows import HEADING_TABLES, Row, heading_of, revised
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.text import REGION, quoted

__all__ = ["CONFLICT", "Merged", "merge"]

CONFLICT: Final = Definition(
    code="MERGE-01",
    title=Bilingual("dua versi bertentangan", "two versions contradict each other"),
    clauses=(
        Clause(
            name="both-changed",
            severity="error",
            confidence="house",
            message=Bilingual(
                "{subject}: '{field}' semula {base}; versi kita {ours}{ours_where}, versi mereka {theirs}{theirs_where}",
                "{subject}: '{field}' was {base}; ours has {ours}{ours_where}, theirs has {theirs}{theirs_where}",
            ),
            hint=Bilingual(
                "putuskan nilai yang benar; hasil gabungan memakai versi kita",
                "decide which is right; the merged plan has ours",
            ),
        ),
        Clause(
            name="changed-and-removed",
            severity="error",
            confidence="house",
            message=Bilingual(
                "{subject} dihapus pada versi {removed} dan diubah pada versi lain: {changed}",
                "{subject} is gone in {removed} and changed in the other version: {changed}",
            ),
            hint=Bilingual(
                "putuskan apakah catatan ini tetap ada; hasil gabungan mempertahankannya",
                "decide whether the record stays; the merged plan keeps it",
            ),
        ),
    ),
    lifecycle="stable",
)
"""The finding that a conflict is."""


@attrs.frozen(kw_only=True)
class Merged:
    """
    Two versions of a plan put together.

    Attributes:
        plan: What came out; where both sides changed the same thing otherwise, it has ours.
        conflicts: Findings with both values and where each came from.
    """

    plan: Plan
    conflicts: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing contradicts."""
        return not self.conflicts


def merge(base: Plan, ours: Plan, theirs: Plan) -> Merged:
    """
    Put two versions of a plan together that come from one.

    Records are the same by id or natural key. Field by field, and period by period, what one side changed is taken. Records
    that theirs adds stand at the end of their tables, where both sides changed the table.

    Args:
        base: What both come from.
        ours: One version; it counts where both changed the same.
        theirs: The other version.

    Returns:
        The merged plan and the conflicts. Check it: a parent may be gone here for which a child came there.

    Example:
        >>> from regplan.model import Goal
        >>> base = Plan(goals=[Goal(id="T1", title="a", code="1")])
        >>> ours = Plan(goals=[Goal(id="T1", title="b", code="1")])
        >>> theirs = Plan(goals=[Goal(id="T1", title="c", code="2")])
        >>> found = merge(base, ours, theirs)
        >>> found.plan.goals["T1"], [one.text("en") for one in found.conflicts]
        (Goal(id='T1', title='b', code='2'), ["Goal T1: 'title' was 'a'; ours has 'b', theirs has 'c'"])
    """
    merger = _Merger(base, ours, theirs)
    tables = {name: rows for name in TABLES if (rows := merger.table(name)) is not None}
    heading = merger.heading()
    return Merged(plan=revised(ours, tables, **heading), conflicts=tuple(merger.conflicts))


@attrs.define
class _Merger:
    """Merges table by table and gathers the conflicts."""

    base: Plan
    ours: Plan
    theirs: Plan
    conflicts: list[Finding] = attrs.field(factory=list)

    def table(self, name: str) -> list[Row] | None:
        """Merge one table; None where ours stands as it is."""
        base, ours, theirs = (plan.table(name) for plan in (self.base, self.ours, self.theirs))
        if theirs in (base, ours):
            return None
        if ours == base:
            places = {row: at for at, row in enumerate(ours)}
            return [(row, places.get(row)) for row in theirs]
        sides = _Sides(name, _keyed(base), _keyed(ours), _keyed(theirs))
        return [*self.kept(sides), *self.added(sides)]

    def kept(self, sides: _Sides) -> Iterator[Row]:
        """Go through the rows of ours."""
        for key, (at, row) in sides.ours.items():
            before, other = sides.base.get(key), sides.theirs.get(key)
            if other is not None:
                yield self.row(sides.name, before and before[1], (at, row), other), at
            elif before is None:
                yield row, at
            elif row != before[1]:
                self.gone(sides.name, at, row, before[1], removed=("mereka", "theirs"), plan=self.ours)
                yield row, at

    def added(self, sides: _Sides) -> Iterator[Row]:
        """Go through the rows that theirs alone has."""
        for key, (at, row) in sides.theirs.items():
            before = sides.base.get(key)
            if key in sides.ours or (before is not None and row == before[1]):
                continue
            if before is not None:
                self.gone(sides.name, at, row, before[1], removed=("kita", "ours"), plan=self.theirs)
            yield row, None

    def row(self, table: str, base: Record | None, ours: tuple[int, Record], theirs: tuple[int, Record]) -> Record:
        """Merge one row field by field."""
        if ours[1] == theirs[1]:
            return ours[1]
        new: dict[str, Any] = {}
        for spec in schema_of(type(ours[1])):
            values = [None if one is None else getattr(one, spec.name) for one in (base, ours[1], theirs[1])]
            value = self.value(values, lambda part, field=spec.name: self.clash(table, field, part, ours, theirs))
            if value is not values[1]:
                new[spec.name] = value
        return attrs.evolve(ours[1], **new) if new else ours[1]

    def value(self, values: Sequence[Any], clash: Any) -> Any:
        """Merge one value: base, ours, theirs."""
        base, ours, theirs = values
        if theirs in (base, ours):
            return ours
        if ours == base:
            return theirs
        maps = [{} if one is None else one for one in values]
        if not all(isinstance(one, dict) for one in maps):
            clash((None, *values))
            return ours
        found: dict[str, Any] = {}
        for key in {**maps[1], **maps[2]}:
            one, other, before = (some.get(key, _NOTHING) for some in (maps[1], maps[2], maps[0]))
            if other not in (before, one) and one != before:
                clash((key, *("–" if part is _NOTHING else part for part in (before, one, other))))
                other = before
            taken = other if one == before else one
            if taken is not _NOTHING:
                found[key] = taken
        return FrozenMap(dict(sorted(found.items())))

    def clash(
        self, table: str, field: str, part: tuple[Any, ...], ours: tuple[int, Record], theirs: tuple[int, Record]
    ) -> None:
        """Note that both sides changed one value."""
        key, *values = part
        facts: dict[str, Fact] = {"field": field if key is None else f"{field}[{key}]"}
        facts |= {name: quoted(one) for name, one in zip(("base", "ours", "theirs"), values, strict=True)}
        for name, plan, (at, _) in (("ours", self.ours, ours), ("theirs", self.theirs, theirs)):
            where = _where(plan, table, at)
            facts[f"{name}_where"] = f" ({where})" if where else ""
        self.note("both-changed", table, ours, facts, self.ours)

    def gone(self, table: str, at: int, row: Record, base: Record, *, removed: tuple[str, str], plan: Plan) -> None:
        """Note that one side took away what the other changed."""
        changed = ", ".join(
            spec.name for spec in schema_of(type(row)) if getattr(row, spec.name) != getattr(base, spec.name)
        )
        facts: dict[str, Fact] = {"removed": Bilingual(*removed), "changed": changed}
        self.note("changed-and-removed", table, (at, row), facts, plan)

    def note(self, clause: str, table: str, row: tuple[int, Record], facts: dict[str, Fact], plan: Plan) -> None:
        """Note a conflict."""
        at, record = row
        name = getattr(record, "id", None) or getattr(record, "subject", None) or getattr(record, "indicator", None)
        name = name or getattr(record, "node", None) or getattr(record, "source", None) or REGION
        finding = CONFLICT.finding(
            clause,
            facts,
            subject=name,
            where=_where(plan, table, at),
            words={"subject": f"{type(record).__name__} {name}"},
        )
        self.conflicts.append(finding)

    def heading(self) -> dict[str, Any]:
        """Merge what the plan says of itself."""
        head = self.row("plan", heading_of(self.base), (0, heading_of(self.ours)), (0, heading_of(self.theirs)))
        found = {name: getattr(head, name) for name in ("title", "first_year", "last_year", "extra")}
        base, ours, theirs = self.base.region, self.ours.region, self.theirs.region
        if ours is not None and theirs is not None:
            found["region"] = self.row("region", base, (0, ours), (0, theirs))
        else:
            found["region"] = theirs if ours == base else ours
        return found


_NOTHING: Final = object()


@attrs.frozen
class _Sides:
    name: str
    base: Mapping[Hashable, tuple[int, Any]]
    ours: Mapping[Hashable, tuple[int, Any]]
    theirs: Mapping[Hashable, tuple[int, Any]]


def _keyed(rows: Sequence[Any]) -> dict[Hashable, tuple[int, Any]]:
    """Number rows by id or natural key; of those with one key, the first, the second and so on."""
    seen: Counter[Hashable] = Counter()
    found: dict[Hashable, tuple[int, Any]] = {}
    for at, row in enumerate(rows):
        key = row.id if hasattr(row, "id") else row.key
        found[key, seen[key]] = (at, row)
        seen[key] += 1
    return found


def _where(plan: Plan, table: str, at: int) -> Any:
    return plan.origins.where(table, at) if plan.origins is not None and table not in HEADING_TABLES else None
