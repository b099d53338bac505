"""Rows of a plan put, taken and replaced: exact, in order, and each keeps the place in the file that it came from."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs

from regplan.model.base import Record
from regplan.model.heading import Heading, Region
from regplan.model.origins import Origins
from regplan.model.plan import MovedOrigins, Plan
from regplan.model.tables import TABLES
from regplan.scenario.refusals import EditError
from regplan.values.lang import Bilingual
from regplan.values.text import quoted

__all__ = [
    "HEADING_TABLES",
    "Row",
    "RowChange",
    "changed_rows",
    "heading_of",
    "ordered",
    "revised",
    "table_for",
    "with_rows",
]

Row: TypeAlias = "tuple[Record, int | None]"
"""A record, and the position in the table before from which it comes; None for a new one."""

HEADING_TABLES: Final[Mapping[str, type[Record]]] = {"plan": Heading, "region": Region}
"""What a plan says of itself, told like rows."""


@attrs.frozen
class RowChange:
    """
    One row that is put, taken or replaced.

    Attributes:
        table: Its table; ``plan`` and ``region`` for what the plan says of itself.
        old: The row that goes; None where one is put.
        new: The row that comes; None where one is taken.
    """

    table: str
    old: Record | None
    new: Record | None


def table_for(record: Record) -> str:
    """
    Return the table a record belongs to.

    Raises:
        EditError: It belongs to none.
    """
    for name, cls in TABLES.items():
        if type(record) is cls:
            return name
    msg = f"{quoted(record)} is no record of a plan: give rp.Program(…), rp.Allocation(…) and the like"
    raise EditError(msg)


def heading_of(plan: Plan) -> Heading:
    """Return what a plan says of itself."""
    return Heading(title=plan.title, first_year=plan.first_year, last_year=plan.last_year, extra=plan.extra)


def revised(plan: Plan, tables: Mapping[str, Sequence[Row]], **heading: Any) -> Plan:
    """Return a plan with other rows in some tables; each row keeps the place of the one it comes from."""
    moved = {name: {new: old for new, (_, old) in enumerate(rows) if old is not None} for name, rows in tables.items()}
    origins = None if plan.origins is None else _moved(plan.origins, moved)
    return plan.replace(origins=origins, **{name: [one for one, _ in rows] for name, rows in tables.items()}, **heading)


def _moved(origins: Origins, moved: Mapping[str, Mapping[int, int]]) -> MovedOrigins:
    """Say where rows came from, in one step however many edits there were."""
    if not isinstance(origins, MovedOrigins):
        return MovedOrigins(origins, moved)
    joined: dict[str, Mapping[int, int]] = dict(origins.moved)
    for name, steps in moved.items():
        before = origins.moved.get(name)
        joined[name] = steps if before is None else {new: before[old] for new, old in steps.items() if old in before}
    return MovedOrigins(origins.old, joined)


def with_rows(plan: Plan, changes: Mapping[str, Mapping[int, Record | None]], added: Iterable[Record] = ()) -> Plan:
    """
    Return a plan with some rows replaced, taken or added.

    Args:
        plan: The plan.
        changes: By table and position, the row that takes the place; None takes the row away.
        added: Rows put at the end of their tables.
    """
    new: dict[str, list[Record]] = {}
    for record in added:
        new.setdefault(table_for(record), []).append(record)
    tables: dict[str, list[Row]] = {}
    for name in TABLES:
        if not changes.get(name) and name not in new:
            continue
        swaps = changes.get(name, {})
        kept = [(swaps.get(at, record), at) for at, record in enumerate(plan.table(name))]
        rows: list[Row] = [(record, at) for record, at in kept if record is not None]
        tables[name] = rows + [(record, None) for record in new.get(name, ())]
    return revised(plan, tables) if tables else plan


def changed_rows(plan: Plan, changes: Iterable[RowChange]) -> Plan:
    """
    Make row changes, one after the other.

    Args:
        plan: The plan.
        changes: A row that goes must be there, the first that is equal is meant; a row that comes takes its place, or the
            end of the table.

    Raises:
        EditError: A row that shall go is not there.
    """
    tables: dict[str, _Rows] = {}
    heading: dict[str, Any] = {}
    for one in changes:
        if one.table in HEADING_TABLES:
            _change_heading(plan, heading, one)
            continue
        if one.table not in tables:
            tables[one.table] = _Rows(plan.table(one.table))
        tables[one.table].change(one)
    if not tables and not heading:
        return plan
    return revised(plan, {name: rows.kept() for name, rows in tables.items()}, **heading)


def _change_heading(plan: Plan, heading: dict[str, Any], change: RowChange) -> None:
    now = plan.replace(**heading)
    there = now.region if change.table == "region" else heading_of(now)
    if there != change.old:
        raise _gone(change)
    if change.table == "region":
        heading["region"] = change.new
    else:
        new = change.new or Heading()
        heading.update({name: getattr(new, name) for name in ("title", "first_year", "last_year", "extra")})


def _gone(change: RowChange) -> EditError:
    known = getattr(change.old, "id", None)
    told = f"{type(change.old).__name__} {known!r}" if known else quoted(change.old)
    return EditError(f"{told} does not stand in {change.table} as the edit has it: it was changed or taken before")


class _Rows:
    """A table in which rows are found by what they say."""

    def __init__(self, rows: Sequence[Record]) -> None:
        self.rows: list[Row | None] = [(record, at) for at, record in enumerate(rows)]
        self.places: dict[Record, list[int]] = {}
        for at, record in enumerate(rows):
            self.places.setdefault(record, []).append(at)

    def change(self, change: RowChange) -> None:
        """Put, take or replace one row."""
        at, came = len(self.rows), None
        if change.old is not None:
            places = self.places.get(change.old)
            if not places:
                raise _gone(change)
            at = heapq.heappop(places)
            row = self.rows[at]
            assert row is not None
            came, self.rows[at] = row[1], None
        if change.new is None:
            return
        if at == len(self.rows):
            self.rows.append(None)
        self.rows[at] = (change.new, came)
        heapq.heappush(self.places.setdefault(change.new, []), at)

    def kept(self) -> list[Row]:
        """Return what is left."""
        return [row for row in self.rows if row is not None]


def ordered(plan: Plan, table: str, runs: Sequence[tuple[int, int]]) -> Plan:
    """
    Put the rows of a table in another order.

    Args:
        plan: The plan.
        table: The table.
        runs: Slices of the rows as they stand, in the order wanted: first and one past the last.

    Raises:
        EditError: The slices are not the rows of the table, each once.
    """
    rows = plan.table(table)
    order = [at for first, end in runs for at in range(first, end)]
    if sorted(order) != list(range(len(rows))):
        msg = Bilingual(
            f"urutan {table} untuk {len(order)} baris, rencana memuat {len(rows)}: sejak itu ada baris ditambah atau dihapus",
            f"the order of {table} is for {len(order)} rows, the plan has {len(rows)}: rows were added or taken since",
        )
        raise EditError(msg)
    return revised(plan, {table: [(rows[at], at) for at in order]})
