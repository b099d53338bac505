"""The foot of a table that people type: place and date, office, name, rank and NIP of who signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from regplan.io.sheets import Cell, Sheet

__all__ = ["NUMBERS", "SIGNED", "signed_from"]

SIGNED: Final = re.compile(r"\s*NIP\b", re.IGNORECASE)
"""How the last cell of who signs begins."""
_OPENS: Final = re.compile(
    r"\s*(?:mengetahui|menyetujui|plt\b|plh\b|kepala\b|bupati\b|wali\s?kota\b|gubernur\b|sekretaris\b|camat\b|lurah\b|direktur\b|inspektur\b"
    r"|(?:kuasa\s+)?pengguna\s+anggaran\b|ditetapkan\s+di\b|[A-Za-z .]{2,40},\s*(?:tanggal\s*)?[\d.… ]{0,6}\s*[A-Za-z]{3,10}\s*20\d\d)",
    re.IGNORECASE,
)
"""What the first row of it says: the office, or place and date (*Batu, 12 Agustus 2026*)."""
_SURELY_OPENS: Final = re.compile(
    r"\s*(?:(?:mengetahui|menyetujui|mengesahkan)\s*(?:/\s*menyetujui)?\W{0,3}|ditetapkan\s+di\b.{0,60}"
    r"|[A-Za-z .]{2,40},\s*(?:tanggal\s*)?[\d.… ]{0,6}\s*[A-Za-z]{3,10}\s*20\d\d)\s*",
    re.IGNORECASE,
)
"""What opens it where no NIP follows; an office may as well be a name of the table."""
_BARE_NIP: Final = re.compile(r"\s*\d{8}[\d ]{0,14}", re.ASCII)
NUMBERS: Final = re.compile(r"\d\.\d|\d{5}")
"""A code or an amount, which rows of heads and of who signs have not."""
_MOST: Final = 15
"""Rows that it takes at most."""
_CELLS: Final = 2
"""Persons who sign beside each other."""


def signed_from(sheet: Sheet, first: int, end: int) -> int:
    """
    Return the row from which on who signs stands below a table; *end* where nobody does.

    It is known by its NIP: above that stand rows of one or two texts without numbers, from the one that says an office or a place
    with its date. Without a NIP it begins with *Mengetahui* or a place with its date, and nothing but such texts follows.

    Example:
        >>> from regplan.model.origins import FilePart
        >>> rows = [["Program", 10], [None, None], [None, "Kepala Dinas,"], [None, "Siti"], [None, "NIP. 19700101"]]
        >>> signed_from(Sheet(FilePart("renja.xlsx"), rows, [1, 2, 3, 4, 5]), 0, 5)
        2
    """
    top = max(first, end - _MOST)
    nip = next((row for row in range(end - 1, top - 1, -1) if any(map(_is_nip, sheet.grid[row]))), None)
    if nip is None:
        return _unnumbered_from(sheet, top, end)
    if any(_filled(sheet.grid[row]) for row in range(nip + 1, end)):
        return end
    above = nip
    while above > top and _is_plain(sheet.grid[above - 1]):
        above -= 1
    return next((row for row in range(above, nip) if any(map(_opens, sheet.grid[row]))), end)


def _unnumbered_from(sheet: Sheet, top: int, end: int) -> int:
    """Return where who signs without a NIP begins: only texts of names and offices follow, to the end."""
    first = end
    while first > top and _is_signing(sheet.grid[first - 1]):
        first -= 1
    return next((row for row in range(first, end) if any(map(_surely_opens, sheet.grid[row]))), end)


def _is_signing(cells: Sequence[Cell]) -> bool:
    told = [cell for cell in _filled(cells) if not (isinstance(cell, str) and _BARE_NIP.fullmatch(cell))]
    return _is_plain(told)


def _surely_opens(cell: Cell) -> bool:
    return isinstance(cell, str) and _SURELY_OPENS.fullmatch(cell) is not None


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell is not None and cell != ""]


def _is_nip(cell: Cell) -> bool:
    return isinstance(cell, str) and SIGNED.match(cell) is not None


def _opens(cell: Cell) -> bool:
    return isinstance(cell, str) and _OPENS.match(cell) is not None


def _is_plain(cells: Sequence[Cell]) -> bool:
    """Tell a row of a few texts, none of which is a number or has a code or an amount in it."""
    told = _filled(cells)
    return len(told) <= _CELLS and all(isinstance(cell, str) and not NUMBERS.search(cell) for cell in told)
