"""The rows of one table of another system: cells by the names a column may have, and what nobody asked for is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from regplan.io.cells import is_by_hand, line_of, money_of, target_of, text_of
from regplan.io.intake import Intake
from regplan.io.personal import hidden
from regplan.io.sheets import ABOVE, Cell, Sheet, Table
from regplan.values.code import cleaned
from regplan.values.money import Rupiah, is_money

__all__ = ["Rows", "ask", "ask_which", "decimal_text", "is_nothing", "why_no_code"]

_NOTHING: Final = frozenset(("", "0", "null", "none"))
_TOTAL: Final = re.compile(r"\s*(?:grand\s+|sub\s*)?(?:jumlah|total)\b.{0,60}", re.IGNORECASE | re.DOTALL)
_DECIMAL: Final = re.compile(r"-?\d{1,20}\.\d+", re.ASCII)


def is_nothing(cell: Cell) -> bool:
    r"""
    Tell whether a cell of keys says «none»: these systems write 0, nothing, one blank or the word NULL; or nothing one can see.

    Example:
        >>> [is_nothing(cell) for cell in (None, "", " ", "0", 0, "NULL", "\u200b", "170")]
        [True, True, True, True, True, True, True, False]
    """
    if cell is None or (text := str(cell).strip().lower()) in _NOTHING:
        return True
    return not text.isprintable() and not any(one > " " and one.isprintable() for one in text)


def why_no_code(text: str) -> str | None:
    """
    Say why a text is the code of no node: it is the word of a row of totals, or another word; None where it may be one.

    Example:
        >>> why_no_code("Jumlah"), why_no_code("dan lain-lain"), why_no_code("1.02.02"), why_no_code("X.XX.01")
        ('a total', 'a code without a number', None, None)
    """
    if _TOTAL.match(text):
        return "a total"
    is_word = any(map(str.isalpha, text)) and not any(map(str.isdigit, text))
    return "a code without a number" if is_word else None


def decimal_text(cell: Cell) -> Cell:
    """
    Take a text of a DECIMAL column as the number it is, so that its point is never read as a thousands mark.

    Example:
        >>> decimal_text("61.200"), decimal_text("61,2")
        (Decimal('61.200'), '61,2')
    """
    return Decimal(cell.strip()) if isinstance(cell, str) and _DECIMAL.fullmatch(cell.strip()) else cell


@attrs.define(eq=False)
class Rows:
    """
    One table: gives cells, remembers which of them were taken, and tells of the others at the end.

    Attributes:
        table: The table.
        into: Takes what is told.
        kept: The rows that are read; ``drop`` takes rows out and tells them.
        taken: By column, which rows' cells were taken (1) by their position in the grid.
        by_hand: By column of money, whether any of its amounts was written by hand.
        repeated: Rows that say again what another row says, with the row and the columns.
    """

    table: Table
    into: Intake
    kept: list[int]
    taken: dict[str, bytearray] = attrs.field(factory=dict)
    repeated: list[tuple[int, int, tuple[str, ...]]] = attrs.field(factory=list)
    by_hand: dict[str, bool] = attrs.field(factory=dict)

    @classmethod
    def of(cls, sheet: Sheet, into: Intake) -> Rows:
        """Take a sheet whose first row has the heads."""
        table = into.table(sheet)
        return cls(table, into, list(table.rows()))

    def __iter__(self) -> Iterator[int]:
        """Go through the rows that are read."""
        return iter(self.kept)

    def has(self, key: str) -> bool:
        """Tell whether there is such a column."""
        return key in self.table.columns

    def peek(self, row: int, key: str) -> Cell:
        """Return a cell that has anything in it, as it stands, without taking it."""
        cell = self.table.get(row, key)
        return None if isinstance(cell, str) and not cell.strip() else cell

    def take(self, row: int, key: str) -> None:
        """Note that the plan has what a cell says."""
        if key in self.table.columns:
            self.taken.setdefault(key, bytearray(len(self.table.sheet.grid)))[row] = 1

    def is_taken(self, row: int) -> bool:
        """Tell whether any cell of a row was taken."""
        return any(taken[row] for taken in self.taken.values())

    def repeats(self, row: int, of: int, keys: Iterable[str] | None = None) -> None:
        """Take, in the end, the cells of a row that say what those of another row say, where those were taken."""
        self.repeated.append((row, of, tuple(self.table.columns if keys is None else keys)))

    def take_where(self, key: str, value: str) -> None:
        """Take the cells of a column that say a value, which the plan has of all rows together."""
        for row in self.kept:
            if str(self.peek(row, key)).strip() == value:
                self.take(row, key)

    def cell(self, row: int, *keys: str) -> Cell:
        """Take the first of some columns that has anything in it, as it stands."""
        for key in keys:
            cell = self.peek(row, key)
            if cell is not None:
                self.take(row, key)
                return cell
        return None

    def key(self, row: int, *keys: str) -> str | None:
        """Take the first of some columns that names something; ``0``, a blank and NULL name nothing."""
        for key in keys:
            self.take(row, key)
            if not is_nothing(cell := self.table.get(row, key)):
                return str(cell).strip()
        return None

    def named(self, row: int, key: str) -> str | None:
        """Return what a cell of keys names, without taking it."""
        return None if is_nothing(cell := self.table.get(row, key)) else str(cell).strip()

    def same(self, row: int, keys: Sequence[str], known: dict[str, str | None], name: str) -> str | None:
        """Take a text that rows repeat of one thing; what differs from the first row's is told. Return the first row's."""
        told = self.line(row, *keys)
        if name not in known:
            known[name] = told
        elif told is not None and told != known[name]:
            self.lose(row, next(key for key in keys if self.peek(row, key) is not None), told, known[name])
        return known[name]

    def line(self, row: int, *keys: str) -> str | None:
        """Take the first of some columns that has anything in it, as one line."""
        return self._text(line_of, row, keys)

    def text(self, row: int, *keys: str) -> str | None:
        """Take the first of some columns that has anything in it, as text."""
        return self._text(text_of, row, keys)

    def _text(self, reader: Any, row: int, keys: Iterable[str]) -> str | None:
        for key in keys:
            if self.peek(row, key) is not None:
                self.take(row, key)
                if (found := reader(self.table, row, key, self.into)) is not None:
                    return str(found)
        return None

    def target(self, row: int, key: str) -> str | None:
        """Take a target as one line; a date is told and no target."""
        self.take(row, key)
        return target_of(self.table, row, key, self.into)

    def typed(self, row: int, key: str) -> Rupiah | None:
        """Take an amount that a person typed: ``1.500`` has two readings and is asked about (FILE-09)."""
        self.take(row, key)
        return money_of(self.table, row, key, self.into, typed=True)

    def money(self, row: int, *keys: str) -> Rupiah | None:
        """Take the amount of the first of some columns that has anything in it; None where it is unreadable or absent."""
        key = next((key for key in keys if self.peek(row, key) is not None), None)
        if key is None:
            return None
        self.take(row, key)
        if self.is_null(row, key):
            return None
        if key not in self.by_hand:
            self.by_hand[key] = is_by_hand(self.table, key)
        return money_of(self.table, row, key, self.into, typed=self.by_hand[key])

    def scaled(self, row: int, key: str, scale: int) -> Rupiah | None:
        """Read an amount that somebody typed, in rupiah whatever its head or title counts in; more than all money there is, is told."""
        amount = self.typed(row, key)
        if amount is None or scale == 1:
            return amount
        whole = Decimal(amount) * scale
        found: Rupiah = int(whole) if whole == int(whole) else whole
        if is_money(found):
            return found
        self.lose(row, key, str(amount))
        return None

    def is_null(self, row: int, key: str) -> bool:
        """Tell whether a cell has nothing in it, or the word that a dump writes for nothing."""
        cell = self.peek(row, key)
        return cell is None or str(cell).strip().lower() == "null"

    def amounts(self, row: int, periods: Mapping[str, str]) -> dict[str, Rupiah | None]:
        """Return the amounts by period of the columns that have anything in them; an unreadable one is not known."""
        return {period: self.money(row, key) for key, period in periods.items() if not self.is_null(row, key)}

    def values(self, row: int, periods: Mapping[str, str]) -> dict[str, Cell]:
        """Return the texts of targets by period; several columns of one period are refused by the caller's table."""
        return {
            period: decimal_text(self.cell(row, key)) for key, period in periods.items() if not self.is_null(row, key)
        }

    def own(self, row: int, keys: Iterable[str]) -> dict[str, str]:
        """Keep columns under names of the user's own (``x-…``)."""
        found = {key: self.text(row, key) for key in keys if not self.is_null(row, key)}
        return {f"x-{key}": text for key, text in found.items() if text is not None}

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the columns whose key has a pattern in it."""
        return tuple(key for key in self.table.columns if re.search(pattern, key))

    def add(self, table: str, fields: Mapping[str, Any], row: int, key: str | None = None) -> bool:
        """Build a record; False where it could not be, which is told, and the row then stands in the loss."""
        column = 0 if key is None else self.table.columns.get(key, 0)
        said = {name: value for name, value in fields.items() if value is not None and value != {}}
        return self.into.read(table, said, self.table.sheet, row, column) is not None

    def lose(self, row: int, what: str, got: Cell, kept: str | None = None, kind: str = "dropped") -> None:
        """Tell of a cell that is not kept as it is."""
        self.into.lose(kind, self.table.where(row, what), what, got, kept)

    def mended_code(self, row: int, key: str, code: str | None) -> None:
        """Tell of a code that names a node that is there already, where it is written otherwise."""
        if code is not None and cleaned(code).casefold() != code.casefold():
            self.lose(row, key, code, cleaned(code) or None, "mended")

    def drop(self, rows: Iterable[int], why: str) -> None:
        """Take rows out, each told with the reason."""
        gone = set(rows)
        for row in sorted(gone):
            self.into.lose("dropped", self.table.sheet.where(row), f"row: {why}", self._all_of(row))
        self.kept = [row for row in self.kept if row not in gone]

    def _all_of(self, row: int) -> Cell:
        """Return all that a row says: of other systems with its keys, of what a person typed as the cells stand."""
        sheet, names = self.table.sheet, {at: key for key, at in self.table.columns.items()}
        cells = [(names.get(at, ""), cell) for at, cell in enumerate(sheet.grid[row]) if not _is_empty(cell)]
        return dict(cells) if sheet.part.style == "items" else " | ".join(str(hidden(cell, key)) for key, cell in cells)

    def finish(self) -> None:
        """Tell of each cell of the rows that are read which was not taken; where none of a column was, of the column."""
        for row, of, keys in self.repeated:
            for key in keys:
                is_there = key in self.taken and self.taken[key][of]
                if is_there and str(self.peek(row, key)).strip() == str(self.peek(of, key)).strip():
                    self.take(row, key)
        for key in (one for one in self.table.columns if one != ABOVE):
            filled = [row for row in self.kept if not _is_empty(self.table.get(row, key))]
            taken = self.taken.get(key, b"")
            left = [row for row in filled if not taken or not taken[row]]
            if left and left == filled:
                where = self.table.sheet.where(self.table.first - 1, self.table.columns[key])
                self.into.lose("dropped", where, key, f"a column, {len(left)} cells")
            else:
                for row in left:
                    self.lose(row, key, self.table.get(row, key))


def _is_empty(cell: Cell) -> bool:
    """Tell whether a cell says nothing: empty, blank, or the word that a dump writes for nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in {"", "null", "none"})


def ask(key: str, several: Sequence[Rows], into: Intake) -> None:
    """Ask for what no table says (FILE-20), and drop all that hangs on it."""
    part = next(rows for rows in several if rows.kept)
    into.ask(key, part.table.where(part.kept[0]), part.table.sheet.part.file)
    for rows in several:
        rows.drop(rows.kept, f"{key} is not known")


def ask_which(key: str, found: Sequence[str], at: tuple[Rows, int], several: Iterable[Rows], into: Intake) -> None:
    """Ask which of several versions is meant (FILE-24), and drop them all: together they are a multiple of the truth."""
    rows, row = at
    path = rows.table.sheet.part.file
    into.problem("FILE-24", rows.table.where(row), path=path, key=key, got=tuple(found), first=found[0])
    for one in several:
        one.drop(one.kept, f"{key} not chosen")
