"""Tables read column by column: each distinct text is looked at once, and what is told of cells ends in the order of the rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import chain
from types import NoneType
from typing import Any, Final, TypeVar

import attrs

from regplan.io.cells import SAFE, is_by_hand, money_of, parts_of, plain_text
from regplan.io.intake import Intake
from regplan.io.sheets import Cell, Sheet, Table
from regplan.model.base import Record
from regplan.model.proved import records_of
from regplan.model.tables import TABLES
from regplan.values.money import Rupiah
from regplan.values.text import LONGEST_LINE, line_fault, repaired, text_fault

__all__ = ["Batch", "Columns", "InRowOrder", "are_plain", "first_of"]

T = TypeVar("T", bound=Hashable)
_TEXT: Final = {str, NoneType}


def first_of(keys: Iterable[T], seen: set[T]) -> list[int]:
    """
    Find where keys stand for the first time, and remember them.

    Example:
        >>> first_of(["a", "b", "a", "c"], {"b"})
        [0, 3]
    """
    found = []
    for at, key in enumerate(keys):
        if key not in seen:
            seen.add(key)
            found.append(at)
    return found


class InRowOrder:
    """
    Puts what is told column by column in the order of the rows, as a reader that goes down the rows tells it.

    Of one row, what is told first stays first: columns are read in the order in which a row is told of.
    """

    def __init__(self, into: Intake) -> None:
        """Begin where nothing is told yet."""
        self._loss, self._findings = into.loss, into.findings
        self._first = len(into.loss), len(into.findings)
        self._rows_of_loss: list[int] = []
        self._rows_of_findings: list[int] = []

    def mark(self, row: int) -> None:
        """Say that all that was told since the last mark is of a row."""
        first_loss, first_finding = self._first
        self._rows_of_loss += [row] * (len(self._loss) - first_loss - len(self._rows_of_loss))
        self._rows_of_findings += [row] * (len(self._findings) - first_finding - len(self._rows_of_findings))

    def close(self) -> None:
        """Sort what was told."""
        _sort(self._loss, self._first[0], self._rows_of_loss)
        _sort(self._findings, self._first[1], self._rows_of_findings)


def _sort(told: list[Any], first: int, rows: list[int]) -> None:
    told[first:] = [told[first + at] for at in sorted(range(len(rows)), key=rows.__getitem__)]


@attrs.frozen(eq=False)
class Columns:
    """
    The rows of a table that have anything in them, column by column.

    Attributes:
        table: The table.
        into: Takes what is told.
        order: Knows of which row it was told.
        rows: The position of each row in the grid.
    """

    table: Table
    into: Intake
    order: InRowOrder
    rows: Sequence[int]
    _columns: Mapping[str, Sequence[Cell]]
    _by_hand: list[bool] = attrs.field(factory=list)

    @classmethod
    def of(cls, table: Table, into: Intake) -> Columns:
        """Turn the grid by its side; rows that are too short are filled up."""
        rows = list(table.rows())
        width = max(table.columns.values(), default=-1) + 1
        grid = [table.sheet.grid[row] for row in rows]
        if min(map(len, grid), default=width) < width:
            grid = [[*cells, *[None] * (width - len(cells))] for cells in grid]
        turned = list(zip(*grid, strict=False)) or [()] * width
        return cls(table, into, InRowOrder(into), rows, {key: turned[at] for key, at in table.columns.items()})

    def only(self, kept: Sequence[int]) -> Columns:
        """Keep some rows."""
        if len(kept) == len(self.rows):
            return self
        columns = {key: [column[at] for at in kept] for key, column in self._columns.items()}
        return attrs.evolve(self, rows=[self.rows[at] for at in kept], columns=columns)

    def cells(self, key: str) -> Sequence[Cell]:
        """Return a column as the file has it; None where there is nothing."""
        column = self.raw(key)
        return [None if cell == "" else cell for cell in column] if "" in column else column

    def raw(self, key: str) -> Sequence[Cell]:
        """Return a column as the file has it, cells with nothing in them too."""
        return self._columns.get(key) or [None] * len(self.rows)

    def lines(self, key: str, at: Sequence[int] | None = None) -> list[str | None]:
        """
        Read a column as lines of text; outer blanks go in silence, whatever else is mended is told.

        Args:
            key: The column.
            at: The rows that are read; all when left out.
        """
        return self._read(key, at, lambda text: text if line_fault(text) is None else repaired(text))

    def texts(self, key: str, at: Sequence[int] | None = None) -> list[str | None]:
        """Read a column as texts that may have several lines."""
        return self._read(key, at, lambda text: text if text_fault(text) is None else repaired(text, lines=True))

    def _read(self, key: str, at: Sequence[int] | None, read: Callable[[str], str | None]) -> list[str | None]:
        column = self.plain(key, at)
        plain = {cell: text for cell in set(column) if cell and (text := cell.strip())}
        if are_plain(plain.values()):
            return list(map(plain.get, column))  # type: ignore[arg-type] # of None it is None
        known = {cell: read(text) for cell, text in plain.items()}
        mended = {cell for cell, text in plain.items() if text != known[cell]}
        if mended:
            for place, cell in zip(range(len(column)) if at is None else at, column, strict=True):
                if cell in mended:
                    self.lose("mended", place, key, plain[cell], known[cell])
        return list(map(known.get, column))  # type: ignore[arg-type] # as above

    def plain(self, key: str, at: Sequence[int] | None = None) -> Sequence[str | None]:
        """Return cells that are equal only where their texts are; numbers and dates (1, 1.00, True) are written as text."""
        column = self.raw(key)
        if at is not None:
            column = [column[one] for one in at]
        return column if set(map(type, column)) <= _TEXT else list(map(plain_text, column))

    def parts(self, key: str, mark: str = "\n") -> list[tuple[str, ...]]:
        """Part the cells of a column by a mark; parts with nothing in them are left out, one that is too long is told."""
        column = self.plain(key)
        known = {cell: parts_of(plain_text(cell), mark) for cell in set(column)}
        if any(cell is not None and len(cell) > LONGEST_LINE for cell in known):
            self._lose_long(key, column, mark)
        return [known[cell] for cell in column]

    def _lose_long(self, key: str, column: Sequence[str | None], mark: str) -> None:
        for at, text in enumerate(column):
            for part in text.split(mark) if text and len(text) > LONGEST_LINE else ():
                if len(part.strip()) > LONGEST_LINE and repaired(part) is None:
                    self.lose("dropped", at, key, part.strip())

    def money(self, key: str, at: Sequence[int]) -> list[Rupiah | None]:
        """Read amounts, as ``money_of`` does; where one of the table was written by hand, all are read as typed."""
        column = self.raw(key)
        cells = [column[one] for one in at]
        if _are_digits(cells):
            return list(map(int, cells))
        amounts: list[Rupiah | None] = []
        if not self._by_hand:
            self._by_hand.append(is_by_hand(self.table, key))
        typed = self._by_hand[0]
        for one, cell in zip(at, cells, strict=True):
            if type(cell) is str and len(cell) <= SAFE and cell.isascii() and cell.isdigit():
                amounts.append(int(cell))
            else:
                amounts.append(money_of(self.table, self.rows[one], key, self.into, typed=typed))
                self.order.mark(self.rows[one])
        return amounts

    def lose(
        self, kind: str, at: int, key: str, got: Cell, kept: str | None = None, *, what: str | None = None
    ) -> None:
        """Note that something of a row was ``dropped``, ``guessed`` or ``mended``; *what* is said of it in place of the column."""
        row = self.rows[at]
        self.into.lose(kind, self.table.where(row, key), what or key, got, kept)
        self.order.mark(row)

    def problem(self, at: int, code: str, key: str, **facts: Any) -> None:
        """Note what is wrong with a cell."""
        self.into.problem(code, self.table.where(self.rows[at], key), key=key, **facts)
        self.order.mark(self.rows[at])

    def refuse(self, at: int, code: str, **facts: Any) -> None:
        """Note what is wrong with a row, and that it is dropped."""
        self.into.problem(code, self.table.where(self.rows[at]), **facts)
        self.lose_row(at)

    def lose_row(self, at: int, what: str = "row") -> None:
        """Note that a row is dropped."""
        row = self.rows[at]
        self.into.lose("dropped", self.table.where(row), what, self.table.record(row))
        self.order.mark(row)


@attrs.frozen(eq=False)
class Batch:
    """
    Records of one sheet, made column by column and handed over in the order of its rows.

    Attributes:
        sheet: The sheet.
        parts: By table: rows, column and records of each part that was made.
    """

    sheet: Sheet
    parts: dict[str, list[tuple[Sequence[int], int, list[Record]]]] = attrs.field(factory=dict)

    def add(self, table: str, rows: Sequence[int], column: int = 0, **fields: Any) -> None:
        """
        Make records; of one row, those added first come first.

        Args:
            table: Their table.
            rows: The row of each in the grid, ascending.
            column: The column they are from.
            fields: As ``records_of`` takes them.
        """
        if rows:
            made = records_of(TABLES[table], len(rows), fields)
            self.parts.setdefault(table, []).append((rows, column, made))

    def hand_over(self, into: Intake) -> None:
        """Give all records to the intake."""
        for table, parts in self.parts.items():
            rows = list(chain.from_iterable(rows for rows, _, _ in parts))
            columns = list(chain.from_iterable([column] * len(rows) for rows, column, _ in parts))
            records = list(chain.from_iterable(made for _, _, made in parts))
            if len(parts) > 1:
                order = sorted(range(len(rows)), key=rows.__getitem__)
                rows, columns = [rows[at] for at in order], [columns[at] for at in order]
                records = [records[at] for at in order]
            into.records[table] += records
            into.spots[table].add(self.sheet, rows, columns)


def are_plain(texts: Collection[str]) -> bool:
    """Prove of many texts without outer blanks at once that they are good lines: printable ASCII, none too long."""
    joined = "".join(texts)
    return joined.isascii() and joined.isprintable() and max(map(len, texts), default=0) <= LONGEST_LINE


def _are_digits(cells: Sequence[Cell]) -> bool:
    """Prove of many cells at once that they are whole amounts within bounds, written in digits alone."""
    if set(map(type, cells)) != {str} or not all(cells):
        return False
    joined = "".join(cells)
    return joined.isascii() and joined.isdigit() and max(map(len, cells)) <= SAFE
