"""The cells of a mapped table: columns of this row, of the row above it, and of what stands beside the lists of a JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from regplan.io.cells import is_by_hand, line_of, money_of
from regplan.io.intake import Intake
from regplan.io.mapping.model import TableMap
from regplan.io.mapping.templates import FILTERS, MENDING, Hole, Template
from regplan.io.sheets import Sheet, Table
from regplan.values.money import Rupiah

__all__ = ["Book", "Cells"]

_ABOVE: Final = "#"


@attrs.define
class Book:
    """All sheets of one reading, so that a row finds the row above it, and what was made already."""

    sheets: tuple[Sheet, ...]
    tables: dict[int, Table]
    into: Intake
    made: dict[tuple[str, Any], tuple[int, Mapping[str, Any]]] = attrs.field(factory=dict)
    told: set[tuple[int, int, str, str]] = attrs.field(factory=set)
    by_hand: dict[tuple[int, str], bool] = attrs.field(factory=dict)

    def table(self, sheet: Sheet, plan: TableMap | None = None) -> Table:
        """Return a sheet read as a table, once; its heads stand where the mapping says."""
        if id(sheet) not in self.tables:
            self.tables[id(sheet)] = Table.of(sheet, plan.head - 1 if plan else 0)
        return self.tables[id(sheet)]

    def top(self, sheet: Sheet) -> Table | None:
        """Return what stands beside the lists of a JSON file."""
        return next(
            (self.table(one) for one in self.sheets if one.part.file == sheet.part.file and one.part.table == "(top)"),
            None,
        )

    def above(self, sheet: Sheet) -> Table | None:
        """Return the table in whose rows the lists of this one stand."""
        own = sheet.part.table or ""
        near_by = [
            one
            for one in self.sheets
            if one.part.file == sheet.part.file and one is not sheet and own.startswith(f"{one.part.table}.")
        ]
        return self.table(max(near_by, key=lambda one: len(one.part.table or ""))) if near_by else None

    def money(self, table: Table, row: int, key: str) -> Rupiah | None:
        """Read an amount; a text is one that was typed, in JSON only where one of its column was written by hand."""
        mark = (id(table), key)
        if mark not in self.by_hand:
            self.by_hand[mark] = table.sheet.part.style != "items" or is_by_hand(table, key)
        return money_of(table, row, key, self.into, typed=self.by_hand[mark])

    def row_above(self, table: Table, row: int) -> tuple[Table, int] | None:
        """Return the row in which the list stands that this row is of; None where it is in none."""
        grid = table.sheet.grid
        upper = self.above(table.sheet)
        if upper is None or not grid or not grid[0] or grid[0][0] != _ABOVE:
            return None
        return upper, int(grid[row][0])


@attrs.define
class Cells:
    """
    Fills templates from the rows of one table.

    Attributes:
        plan: How the table is read.
        table: The table.
        book: All tables, and what was told already.
        last: By kind of record, the id of the last one that was made.
        source: By column that is filled down, the row from which the value comes.
        parts: The part of a cell that is read now, and its number.
    """

    plan: TableMap
    table: Table
    book: Book
    last: dict[str, str] = attrs.field(factory=dict)
    source: dict[str, int] = attrs.field(factory=dict)
    parts: tuple[str, int] | None = None

    @property
    def into(self) -> Intake:
        """Takes what is read."""
        return self.book.into

    def place_of(self, hole: Hole, row: int) -> tuple[Table, int] | None:
        """Return the table and the row in which the cell of a hole stands."""
        if hole.kind == "top":
            top = self.book.top(self.table.sheet)
            return (top, top.first) if top else None
        table, at = self.table, row
        for _ in range(hole.up):
            above = self.book.row_above(table, at)
            if above is None:
                return None
            table, at = above
        return table, at if hole.up else self.source.get(hole.name, at)

    def text(self, template: Template, row: int, *, quiet: bool = False, within: tuple[str, ...] = ()) -> str | None:
        """Fill a template; None where a hole has nothing. Inside of what ``let`` names, the name means the column."""
        found = []
        for part in template.parts:
            text = part if isinstance(part, str) else self.hole(part, row, quiet=quiet, within=within)
            if text is None:
                return None
            found.append(text)
        return "".join(found) or None

    def hole(self, hole: Hole, row: int, *, quiet: bool, within: tuple[str, ...]) -> str | None:
        """Fill one hole and put its text through the filters."""
        text: str | None
        if hole.kind == "row":
            text = str(self.table.sheet.numbers[row])
        elif hole.kind in {"each", "number"}:
            text = None if self.parts is None else str(self.parts[hole.kind == "number"])
        elif hole.kind == "last":
            text = self.last.get(hole.name)
        elif hole.kind == "cell" and not hole.up and hole.name in self.plan.let and hole.name not in within:
            text = self.text(self.plan.let[hole.name], row, quiet=quiet, within=(*within, hole.name))
        else:
            text = self.cell(hole, row)
        for one in hole.filters:
            if text is None:
                return None
            after = FILTERS[one](text)
            if one in MENDING and after != text and not quiet:
                self.tell(hole, row, one, text, after)
            text = after
        return text

    def cell(self, hole: Hole, row: int) -> str | None:
        """Read a cell as one line; what is mended is told once."""
        spot = self.place_of(hole, row)
        if spot is None:
            return None
        mark = (id(spot[0]), spot[1], hole.name, "line")
        if mark in self.book.told:
            quiet = Intake()
            return line_of(spot[0], spot[1], hole.name, quiet)
        self.book.told.add(mark)
        return line_of(spot[0], spot[1], hole.name, self.into)

    def tell(self, hole: Hole, row: int, how: str, got: str, kept: str | None) -> None:
        """Tell once of each cell what a filter mended."""
        spot = self.place_of(hole, row) if hole.kind in {"cell", "top"} and hole.name not in self.plan.let else None
        table, at = spot or (self.table, row)
        mark = (id(table), at, hole.name, how)
        if mark not in self.book.told:
            self.book.told.add(mark)
            self.into.lose("mended", table.where(at, hole.name), hole.printed, got, kept)
