"""What amounts of official tables are to be multiplied by, as heads, titles and notes say it (*Rp. 000*, *dalam jutaan rupiah*)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from regplan.io.sheets import Cell, column_key

__all__ = ["scale_of", "scale_of_notes", "scale_of_titles"]

_FROM: Final = r"(?:^|[_/])"
_UNCOUNTED: Final = r"(?:^|(?<!\d)[_/]|(?<=20\d\d)[_/])"
"""What stands before: no number but a year, else it is an amount (*Rp 50 miliar*)."""
_TO: Final = r"(?=$|/|_rp(?:_|/|$)|_rupiah|_(?:tahun|thn|th|ta)(?:_|/|$)|_20\d\d)"
_UNITS: Final = (
    (10**9, "_000_000_000", "mil[iy]ard?"),
    (10**6, "_000_000", "(?:juta|jt)"),
    (10**3, "_000", "(?:ribu|rb)"),
)
_ANYWHERE: Final = tuple(
    (
        re.compile(
            rf"{_FROM}rp(?:_x)?{noughts}(?:[_/]|$)|{_FROM}(?:x|kali|dalam)(?:_rp)?(?:_x)?(?:_1)?{noughts}{_TO}"
            rf"|{_FROM}(?:rp|rupiah|dalam|satuan)_{word}(?:an)?(?:[_/]|$)|{_FROM}x_(?:1_)?{word}(?:an)?{_TO}"
            rf"|{_UNCOUNTED}{word}(?:an)?{_TO}"
        ),
        scale,
    )
    for scale, noughts, word in _UNITS
)
"""What says it in heads and titles."""
_IN_HEADS: Final = tuple(
    (re.compile(rf"{_FROM}rp_1(?:{noughts}|_{word}){_TO}|{_UNCOUNTED}(?:1_)?{noughts[1:]}{_TO}"), scale)
    for scale, noughts, word in _UNITS
)
"""What says it in heads of money, and where it is all that a title says; within a title it is an amount (*Rp 1.000*)."""
_BILLIONS: Final = re.compile(rf"{_FROM}(?:rp_)?m{_TO}")
_BRACKETS: Final = re.compile(r"\(([^()]{1,60})\)")
"""What titles say beside their text: *(Rp juta)*."""
_IS_NOTE: Final = re.compile(r"(?:^|_)(?:dalam|ribuan|jutaan|mil[iy]aran)(?:_|$)")
"""What such a note has, and an amount has not (*Rp 1.000*)."""
_NOTE: Final = re.compile(
    r"(?:(?:catatan|keterangan|ket|semua|seluruh|angka|nilai|pagu|anggaran|dana|jumlah|uang|rupiah|rp|dinyatakan|disajikan|ditulis|adalah|dalam"
    r"|satuan|tabel|pada|di|atas|ini|x|1|000|ribu(?:an)?|juta(?:an)?|mil[iy]ar(?:an)?)(?:_|$))+"
)
"""The words of a note below a table that says nothing but its scale."""


def scale_of(text: str) -> int:
    """
    Say what amounts are to be multiplied by, by the words of a head of money.

    Example:
        >>> [scale_of(one) for one in ("pagu_indikatif_rp_000", "anggaran_juta_rp", "pagu_jutaan_2026", "anggaran_rp_1_000_tahun_2026", "pagu_rp_m")]
        [1000, 1000000, 1000000, 1000, 1000000000]
        >>> scale_of("dana_1_juta_bibit/rp"), scale_of("pagu_2026_000"), scale_of("bantuan_50_000")
        (1, 1000, 1)
    """
    said = next((scale for words, scale in (*_ANYWHERE, *_IN_HEADS) if words.search(text)), 1)
    return 10**9 if said == 1 and _BILLIONS.search(text) else said


def scale_of_titles(titles: Iterable[str]) -> int:
    """
    Say it by the words of titles, where no amount is meant.

    Example:
        >>> scale_of_titles(["Renja (Rp. 1.000,-)"]), scale_of_titles(["Dalam Rp 1.000"]), scale_of_titles(["Dana BTT maksimal Rp 50 Miliar"])
        (1000, 1000, 1)
    """
    texts = [column_key(one) for title in titles for one in (title, *_BRACKETS.findall(title))]
    return max((_scale_of_title(one) for one in texts), default=1)


def _scale_of_title(text: str) -> int:
    said = next((scale for words, scale in _ANYWHERE if words.search(text)), 1)
    return next((scale for words, scale in _IN_HEADS if words.fullmatch(text)), 1) if said == 1 else said


def scale_of_notes(rows: Iterable[Sequence[Cell]]) -> int:
    """
    Say it by a row of one text below the table that says nothing else.

    Example:
        >>> scale_of_notes([["Program", 5], [None, "*) Angka dalam jutaan rupiah"]]), scale_of_notes([["BTT dalam jutaan rupiah", None]])
        (1000000, 1)
    """
    told = [[cell for cell in row if cell is not None and cell != ""] for row in rows]
    keys = [column_key(row[0]) for row in told if len(row) == 1 and isinstance(row[0], str)]
    notes = [one for one in keys if _IS_NOTE.search(one) and _NOTE.fullmatch(one)]
    return max(map(_scale_of_title, notes), default=1)
