"""Cells of tables to what fields hold: lines, lists, amounts; what is mended or cannot be read is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from regplan.io.intake import Intake
from regplan.io.sheets import Cell, Table
from regplan.model._said import CURE, MONEY_CURES, NO_DATE, NUMBER, WANT, size_of
from regplan.values.money import Rupiah, is_money, read_rupiah, rupiah
from regplan.values.text import LONGEST_LINE, line_fault, repaired, text_fault

__all__ = [
    "SAFE",
    "SEN",
    "are_typed",
    "is_by_hand",
    "line_of",
    "money_of",
    "parts_of",
    "plain_text",
    "target_of",
    "text_of",
]

SEN: Final = Decimal("0.01")
SAFE: Final = 15
"""Digits that are always within the bound of money."""
_MACHINE: Final = re.compile(r"-?\d{1,18}(?:\.\d+)?", re.ASCII)
"""A number as machines write it: digits, and a point before decimals."""

_GROUPED: Final = re.compile(r"-?\d{1,3}\.\d{3}", re.ASCII)
"""Digits that a point may part into thousands."""


_BY_HAND: Final = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3}){2,}(?![\d.])|\b[Rr][Pp]|\d,\d{1,2}(?!\d)", re.ASCII)
"""What only people write in amounts: several thousands marks, Rp, a decimal comma."""
_TWO_MARKS: Final = re.compile(r"\.\d{3}\.", re.ASCII)


def are_typed(cells: Iterable[Cell]) -> bool:
    """
    Tell whether any amount of a column is written as people write it, so that ``300.000`` in it is not known to be 300.

    Example:
        >>> are_typed(["300.000", "2.500.000"]), are_typed(["300.000", "1000.5"])
        (True, False)
    """
    text = "\n".join([cell for cell in cells if type(cell) is str])
    if "," not in text and "p" not in text and "P" not in text and not _TWO_MARKS.search(text):  # most columns, at once
        return False
    return _BY_HAND.search(text) is not None


def is_by_hand(table: Table, key: str) -> bool:
    """Tell whether an amount of a column, or of one of the table's columns of *pagu*, is written as people write it."""
    return any(are_typed(table.column(one)) for one in table.columns if one == key or "pagu" in one)


def line_of(table: Table, row: int, key: str, into: Intake) -> str | None:
    """Read a cell as one line of text; outer blanks go in silence, whatever else is mended is told."""
    text = _raw(table, row, key)
    if text is None or _is_line(text):
        return text
    mended = repaired(text)
    if mended is not None and line_fault(mended) == "long":
        told = {"got": size_of(len(mended), "characters"), "expected": size_of(LONGEST_LINE, "characters")}
        into.problem("FILE-14", table.where(row, key), what=key, **told)
        into.lose("dropped", table.where(row, key), key, text)
        return None
    if mended != text:
        into.lose("mended", table.where(row, key), key, text, mended)
    return mended


@lru_cache(maxsize=2**16)
def _is_line(text: str) -> bool:
    """Tell whether a text is a good line; exports repeat the same cells in many rows."""
    return line_fault(text) is None


def text_of(table: Table, row: int, key: str, into: Intake) -> str | None:
    """Read a cell as text that may have several lines."""
    text = _raw(table, row, key)
    if text is None or _is_text(text):
        return text
    mended = repaired(text, lines=True)
    if mended != text:
        into.lose("mended", table.where(row, key), key, text, mended)
    return mended


@lru_cache(maxsize=2**14)
def _is_text(text: str) -> bool:
    """Tell whether a text is good as it is."""
    return text_fault(text) is None


def parts_of(text: str | None, mark: str = "\n") -> tuple[str, ...]:
    """
    Part a text of several values by a mark; parts with nothing in them are left out.

    Example:
        >>> parts_of("DAU,  DAK, ", ", ")
        ('DAU', 'DAK')
    """
    return () if text is None else tuple(part for each in text.split(mark) if (part := repaired(each)))


def money_of(table: Table, row: int, key: str, into: Intake, *, typed: bool = False) -> Rupiah | None:
    """
    Read a cell of a column of amounts.

    A number as machines write it is taken as it stands; what has digits below the sen, the traces of a float, is rounded to
    the sen and told. Anything else is read as people write money; in a table that was *typed* so is the text ``1.500``, which
    a machine means as one and a half and a person as fifteen hundred.
    """
    cell = table.get(row, key)
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _exact(Decimal(cell), table, row, key, into)
    if isinstance(cell, date):
        _dated(cell, table, row, key, into)
        return None
    text = str(cell).strip()
    if len(text) <= SAFE and text.isascii() and text.isdigit():
        return int(text)
    if _MACHINE.fullmatch(text) and not (typed and _GROUPED.fullmatch(text)):
        return _exact(Decimal(text), table, row, key, into)
    reading = read_rupiah(text)
    if reading.fault == "ambiguous":
        into.problem("FILE-09", table.where(row, key), key=key, got=repr(text), readings=reading.readings)
    elif reading.fault:
        cure = MONEY_CURES.get(reading.fault, CURE)
        into.problem("FILE-08", table.where(row, key), key=key, expected=WANT["amounts"], got=text[:80], cure=cure)
    if reading.amount is None:
        into.lose("dropped", table.where(row, key), key, text)
    return reading.amount


def target_of(table: Table, row: int, key: str, into: Intake) -> str | None:
    """Read a cell of a target as one line of text; a date, which a spreadsheet makes of ``4-5``, is a finding and no target."""
    cell = table.get(row, key)
    if isinstance(cell, date):
        _dated(cell, table, row, key, into)
        return None
    return line_of(table, row, key, into)


def _dated(cell: date, table: Table, row: int, key: str, into: Intake) -> None:
    """Note a date where a number belongs; which number was typed nobody can tell any more."""
    told = cell.isoformat()[:10]
    into.problem("FILE-08", table.where(row, key), key=key, expected=NUMBER, got=told, cure=NO_DATE)
    into.lose("dropped", table.where(row, key), key, told)


def _exact(number: Decimal, table: Table, row: int, key: str, into: Intake) -> Rupiah | None:
    if not number.is_finite() or number.adjusted() > SAFE:
        _no_money(number, table, row, key, into)
        return None
    if number == int(number):
        whole = int(number)
        if is_money(whole):
            return whole
        number = Decimal(whole)
    elif number.as_tuple().exponent < -2:  # type: ignore[operator] # finite: it is made of digits
        rounded = number.quantize(SEN)
        into.lose("mended", table.where(row, key), key, str(number), str(rounded))
        number = rounded
    amount = rupiah(number.quantize(SEN)) if number != int(number) else int(number)
    if is_money(amount):
        return amount
    _no_money(number, table, row, key, into)
    return None


def _no_money(number: Decimal, table: Table, row: int, key: str, into: Intake) -> None:
    """Note a number that is no amount: not finite, or larger than all money there is."""
    told = str(number)[:80]
    into.problem("FILE-08", table.where(row, key), key=key, expected=WANT["amounts"], got=told, cure=CURE)
    into.lose("dropped", table.where(row, key), key, told)


def _raw(table: Table, row: int, key: str) -> str | None:
    at = table.columns.get(key)
    if at is None:
        return None
    cells = table.sheet.grid[row]
    return plain_text(cells[at]) if at < len(cells) else None


def plain_text(cell: Cell) -> str | None:
    """
    Return a cell as text without outer blanks; None where it has none. A date is its day.

    Example:
        >>> plain_text(" DAU "), plain_text(2026), plain_text("  ")
        ('DAU', '2026', None)
    """
    if isinstance(cell, str):
        return cell.strip() or None
    if cell is None:
        return None
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)
