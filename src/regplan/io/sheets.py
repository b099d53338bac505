"""Tables as files have them: a grid of cells with places, whatever kind of file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias

import attrs

from regplan.diagnostics.finding import Where
from regplan.model.origins import FilePart
from regplan.values.lang import Bilingual

__all__ = ["ABOVE", "CHECK", "Cell", "Sheet", "Table", "column_key"]

CHECK: Final = "periksa"
"""The column of our workbooks that checks a row; it says nothing of the plan."""
ABOVE: Final = "#"
"""The head of the column that says to which row of the table above a row belongs, from 1."""

Cell: TypeAlias = Any
"""What a file gives for a cell: text, ``int``, ``Decimal``, ``date``, ``bool`` or None; never a float."""


@attrs.frozen(eq=False)
class Sheet:
    """
    One grid of cells, as a file has it, without any idea of what it means.

    Attributes:
        part: The file and table, which write places.
        grid: The rows, each a sequence of cells; rows may differ in length.
        numbers: The number of each row in its file, from 1.
        notes: What the reader of the file saw besides, as that the sheet is hidden.
        merged: Ranges of merged cells, each first and last ``(row, column)`` of the file, from 0; the value stands in the first.
    """

    part: FilePart
    grid: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    notes: tuple[Bilingual, ...] = ()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()

    def where(self, row: int, column: int | None = None) -> Where:
        """Write the place of a cell; *row* and *column* are positions in the grid, from 0."""
        return self.part.where(self.numbers[row], None if column is None else column + 1)

    def __repr__(self) -> str:
        """Name the table and its size."""
        name = self.part.file + (f" › {self.part.table}" if self.part.table else "")
        return f"<Sheet {name!r}: {len(self.grid)} rows>"


@attrs.frozen(eq=False)
class Table:
    """
    A sheet read as a table with one row of heads.

    Attributes:
        sheet: The sheet.
        columns: Position of each column by its key (``column_key``); of a key that stands twice the first.
        first: Position of the first row below the heads.
        doubled: Keys that stand twice, each with the positions of the others.

    Example:
        >>> from regplan.model.origins import FilePart
        >>> sheet = Sheet(FilePart("opd.csv"), [["Kode SKPD", "Nama"], ["1.02", "Dinas Kesehatan"]], [1, 2])
        >>> table = Table.of(sheet)
        >>> table.columns, list(table.rows()), table.get(1, "nama")
        ({'kode_skpd': 0, 'nama': 1}, [1], 'Dinas Kesehatan')
    """

    sheet: Sheet
    columns: Mapping[str, int]
    first: int
    doubled: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, sheet: Sheet, head: int = 0) -> Table:
        """Read the row at *head* as heads; an empty sheet has no columns."""
        heads = sheet.grid[head] if head < len(sheet.grid) else ()
        columns: dict[str, int] = {}
        doubled: dict[str, tuple[int, ...]] = {}
        for at, cell in enumerate(heads):
            key = column_key(cell)
            if key in columns:
                doubled[key] = (*doubled.get(key, ()), at)
            elif key:
                columns[key] = at
        return cls(sheet, columns, head + 1, doubled)

    def rows(self) -> Iterator[int]:
        """Go through the positions of the rows that have anything in them."""
        for at in range(self.first, len(self.sheet.grid)):
            cells = self.sheet.grid[at]
            if any(cells) or any(cell is not None and cell != "" for cell in cells):
                yield at

    def get(self, row: int, key: str) -> Cell:
        """Return a cell by row and column key; None where there is none, or nothing in it."""
        at = self.columns.get(key)
        cells = self.sheet.grid[row]
        cell = cells[at] if at is not None and at < len(cells) else None
        return None if cell == "" else cell

    def column(self, key: str) -> Iterator[Cell]:
        """Go down a column."""
        at = self.columns.get(key)
        return iter(()) if at is None else (cells[at] for cells in self.sheet.grid[self.first :] if at < len(cells))

    def where(self, row: int, key: str | None = None) -> Where:
        """Write the place of a cell."""
        return self.sheet.where(row, None if key is None else self.columns.get(key))

    def is_head(self, row: int) -> bool:
        """Tell heads that are printed again: a row in which each cell says the head of its column."""
        said = 0
        for key in self.columns:
            cell = self.get(row, key)
            if cell is not None and not (isinstance(cell, str) and column_key(cell) == key):
                return False
            said += cell is not None
        return said > 1

    def record(self, row: int) -> dict[str, Cell]:
        """Return a row as it stands: the cells by column key."""
        return {key: self.get(row, key) for key in self.columns}


def column_key(head: Cell) -> str:
    """
    Return what a head is known by: small letters and digits, joined by ``_``.

    Example:
        >>> column_key("Kode SKPD "), column_key("TARGET TAHUN 1"), column_key("Satuan (K)"), column_key(2026), column_key(None)
        ('kode_skpd', 'target_tahun_1', 'satuan_k', '2026', '')
    """
    return "" if head is None else _key(str(head))


@lru_cache(maxsize=2**14)
def _key(head: str) -> str:
    return ABOVE if head == ABOVE else re.sub(r"[^a-z0-9]+", "_", head.casefold()).strip("_")
