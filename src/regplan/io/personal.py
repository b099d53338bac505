"""Personal data in tables: which columns and texts hold them, how they are hidden in messages and taken out on request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from regplan.io.sheets import Cell, Sheet, column_key
from regplan.values.lang import Bilingual

if TYPE_CHECKING:
    from regplan.io.intake import Intake

__all__ = ["HIDDEN", "hidden", "is_personal", "scrubbed"]

HIDDEN: Final = "[***]"
"""What stands in messages and scrubbed texts for personal data."""
_COLUMN: Final = re.compile(
    r"(?:^|_)(?:nip|nik|npwp|hp|no_?hp|telp|telpon|telepon|phone|e?_?mail|surel|username|password)(?:_|\d|$)"
    r"|nip_?(?:kepala|bendahara|kadis|pejabat|pptk|ppk|pa|kpa)|^nip|^user_?name$"
    r"|nama_?(?:kepala|bendahara|kadis|pejabat|pptk|ppk|pegawai|camat_|lurah_|penanggung_jawab|user)"
    r"|(?:^|_)(?:no|nomor)_?rek(?:ening)?(?:_|$)|^norek|rekening_bank"
)
_TEXT: Final = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ .]?(?:19|20)\d{2}(?:0[1-9]|1[0-2])[ .]?[12][ .]?\d{3}(?!\d)"
    r"|(?<![\d.+])(?:\+62[ -]?|0)8\d{1,2}[ -]?\d{3,4}[ -]?\d{3,5}(?![\d.])"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
    re.ASCII,
)
_MARKS: Final = re.compile(r"\d{8}|@|\+62|08\d|8\d\d", re.ASCII)
_HEADS: Final = 12
"""Rows at the top in which heads are looked for."""


@lru_cache(maxsize=2**12)
def is_personal(key: str) -> bool:
    """
    Tell whether a column, by its key, holds names, numbers or addresses of persons.

    Example:
        >>> [is_personal(key) for key in ("namakepala", "nip_kepala", "no_hp", "no_rekening", "kode_rekening", "nama_skpd")]
        [True, True, True, True, False, False]
    """
    return _COLUMN.search(key) is not None


def hidden(told: Any, key: str = "") -> Any:
    """
    Hide personal data in what a message is about to say: all of a personal column, else NIP, phones and e-mails in the text.

    Example:
        >>> hidden("Kepala: 198001012005011001, a.b@kab.go.id"), hidden("Siti", "namakepala")
        ('Kepala: [***], [***]', '[***]')
        >>> hidden({"nama_skpd": "Dinas Kesehatan", "namakepala": "Siti"})
        {'nama_skpd': 'Dinas Kesehatan', 'namakepala': '[***]'}
    """
    if told is None or told == "":
        return told
    if key and is_personal(column_key(key)):
        return HIDDEN
    if isinstance(told, Mapping):
        return {name: hidden(one, str(name)) for name, one in told.items()}
    if isinstance(told, tuple | list):
        return type(told)(hidden(one) for one in told)
    if isinstance(told, Bilingual):
        return Bilingual(str(hidden(told.id)), str(hidden(told.en)))
    if isinstance(told, str):
        return _TEXT.sub(HIDDEN, told) if _MARKS.search(told) else told
    return HIDDEN if type(told) is int and _TEXT.fullmatch(str(told)) else told


def scrubbed(sheets: Iterable[Sheet], into: Intake) -> tuple[Sheet, ...]:
    """Take personal data out of sheets: the cells of personal columns, and what is one in a text; each is told, none printed."""
    return tuple(_scrubbed(sheet, into) for sheet in sheets)


def _scrubbed(sheet: Sheet, into: Intake) -> Sheet:
    personal = _columns(sheet)
    grid: list[Sequence[Cell]] = []
    for row, cells in enumerate(sheet.grid):
        clean = [_clean(cell, at in personal and row > personal[at]) for at, cell in enumerate(cells)]
        for at, (old, new) in enumerate(zip(cells, clean, strict=True)):
            if old is not new and old != new:
                into.lose("scrubbed", sheet.where(row, at), "personal data", HIDDEN, None if new is None else HIDDEN)
        grid.append(clean)
    return attrs.evolve(sheet, grid=grid)


def _columns(sheet: Sheet) -> dict[int, int]:
    """Find the personal columns, each with the row of its head."""
    found: dict[int, int] = {}
    for row, cells in enumerate(sheet.grid[:_HEADS]):
        for at, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) < 60 and is_personal(column_key(cell)):
                found.setdefault(at, row)
    return found


def _clean(cell: Cell, personal: bool) -> Cell:  # noqa: FBT001 - of two kinds of column
    return None if personal else hidden(cell)
