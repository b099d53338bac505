"""Tables that no layout knows: one finding each, or one for a JSON file of which nothing is known; with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from regplan.diagnostics.finding import Fact
from regplan.io.carriers._kinds import Kind
from regplan.io.heads import Heads, find_heads
from regplan.io.intake import Intake
from regplan.io.layouts._envelope import TOP, what_answer
from regplan.io.layouts._official_clashes import clashes
from regplan.io.layouts._official_columns import columns_of, knows
from regplan.io.layouts._official_reviews import review_columns
from regplan.io.nomenclature import is_nomenclature
from regplan.io.regions import is_regions
from regplan.io.sheets import Cell, Sheet, Table
from regplan.values.lang import Bilingual

__all__ = ["printed_heads", "tell_unknown", "tell_unnamed"]

_LONGEST: Final = 40
_MOST: Final = 8
"""Signs of a head, and heads, that are told."""
_SALTED: Final = "U2FsdGVkX1"
"""How a text begins that a system encrypted with a password (OpenSSL)."""


def tell_unknown(sheets: Sequence[Sheet], known: set[str], layouts: tuple[str, ...], into: Intake) -> None:
    """
    Tell of sheets that no layout knows (FILE-18); empty ones are told in the loss alone.

    Args:
        sheets: The sheets.
        known: The files of which a layout knows another table.
        layouts: The names of all layouts.
        into: Takes what is told.
    """
    for sheet in sheets:
        where = sheet.where(0) if sheet.grid else None
        into.lose("dropped", where, sheet.part.table or sheet.part.file, f"{len(sheet.grid)} rows")
    files: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        if sheet.grid:
            files.setdefault(sheet.part.file, []).append(sheet)
    for file, several in files.items():
        if file not in known and several[0].part.style == "items":
            _tell_json(several, layouts, into)
        else:
            for sheet in several:
                heads = find_heads(sheet, knows)
                _tell(sheet, _name(sheet), layouts, _why(sheet), into, heads=heads)


def tell_unnamed(
    sheet: Sheet,
    expected: tuple[str, ...],
    into: Intake,
    heads: Heads | None = None,
    unclear: Bilingual | None = None,
) -> None:
    """Tell of a sheet, or of one table of it, that is none of the layout by which it should be read (FILE-18), with what is unclear."""
    if not sheet.grid:
        into.problem(
            "FILE-18", None, path=_name(sheet), got=(), expected=expected, why="", cure=_cure(_name(sheet), expected)
        )
        return
    _tell(sheet, _name(sheet), expected, "", into, heads=heads, unclear=unclear)


def _tell_json(sheets: Sequence[Sheet], layouts: tuple[str, ...], into: Intake) -> None:
    """Tell of a JSON file of which nothing is known: an answer without data, or a plan in a shape of its own."""
    top = next((sheet for sheet in sheets if sheet.part.table == TOP), None)
    answer = None if top is None else _answer(top)
    if top is not None and answer is not None:
        key, kind = answer
        where = top.where(1, Table.of(top).columns[key])
        into.problem("FILE-23", where, path=top.part.file, got=kind.got, cure=kind.cure)
        return
    first = next((sheet for sheet in sheets if sheet is not top), sheets[0])
    lists = [str(sheet.part.table) for sheet in sheets if sheet is not top]
    path = _name(first) if len(sheets) == 1 else first.part.file
    _tell(top or first, path, layouts, _no_file_of_ours(lists), into, where=first)


def _answer(top: Sheet) -> tuple[str, Kind] | None:
    """Find the encrypted text or the page of the web that stands where data should, and its key."""
    table = Table.of(top)
    for key in table.columns:
        cell = table.get(1, key) if len(top.grid) > 1 else None
        if isinstance(cell, str) and (key == "data" or cell.startswith(_SALTED)) and (kind := what_answer(cell)):
            return key, kind
    return None


def _tell(
    sheet: Sheet,
    path: str,
    layouts: tuple[str, ...],
    why: Fact,
    into: Intake,
    *,
    where: Sheet | None = None,
    heads: Heads | None = None,
    unclear: Bilingual | None = None,
) -> None:
    """Tell of a table with its heads as they stand: those an official table would have, or the first row of more than one cell."""
    row = heads.first if heads else next((at for at, cells in enumerate(sheet.grid) if len(_told(cells)) > 1), 0)
    got = printed_heads(sheet, row)
    place = where.where(0) if where else sheet.where(row)
    if unclear is None and heads is not None and not why:
        unclear = clashes(review_columns(columns_of(heads.paths)))
    cure = _clash_cure(path) if unclear else _cure(path, layouts, why)
    into.problem("FILE-18", place, path=path, got=got, expected=layouts, why=unclear or why, cure=cure)


def printed_heads(sheet: Sheet, row: int) -> tuple[str, ...]:
    """Return the first heads of a row as they stand, cut short where they are long."""
    return tuple(_short(cell) for cell in _told(sheet.grid[row])[:_MOST])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _told(row: Sequence[Cell]) -> list[str]:
    return [str(cell) for cell in row if cell is not None and cell != ""]


def _name(sheet: Sheet) -> str:
    return sheet.part.table or sheet.part.file


def _why(sheet: Sheet) -> Fact:
    """Say what a table looks like that is no plan: an official list."""
    table = Table.of(sheet)
    return _REGIONS if is_regions(table) else _CODES if is_nomenclature(table) else ""


def _no_file_of_ours(lists: Sequence[str]) -> Bilingual:
    """Say that a JSON file is none of regplan's, and which lists it has."""
    named = ", ".join(lists[:8]) + (", …" if len(lists) > 8 else "")
    return Bilingual(
        "; tampaknya bukan berkas regplan" + (f" (daftar di dalamnya: {named})" if named else ""),
        "; this looks like no file of regplan" + (f" (lists in it: {named})" if named else ""),
    )


def _cure(path: str, expected: tuple[str, ...], why: Fact = "") -> Bilingual:
    """Say what to do: as for a plan, and for an official list how it is given beside a plan."""
    own = _LISTS.get(why) if isinstance(why, Bilingual) else None
    if own is not None:
        return Bilingual(
            f"{own.id}; atau kecualikan (--skip '{path}'), atau petakan bila itu rencana (--mapping BERKAS)",
            f"{own.en}; or leave it out (--skip '{path}'), or map it where it is a plan (--mapping FILE)",
        )
    names = ", ".join(expected)
    return Bilingual(
        f"petakan kolomnya (--mapping BERKAS), atau sebut tata letaknya (--layout: {names}), "
        f"atau kecualikan (--skip '{path}'); dalam Python mapping=, layout=, skip=",
        f"map its columns (--mapping FILE), or name its layout (--layout: {names}), "
        f"or leave it out (--skip '{path}'); in Python mapping=, layout=, skip=",
    )


def _clash_cure(path: str) -> Bilingual:
    """Say what to do about columns that are not clear."""
    return Bilingual(
        f"beri tiap kolom angka kepalanya sendiri (Target 2025, Rp 2025), atau petakan kolomnya (--mapping BERKAS), atau kecualikan (--skip '{path}')",
        f"give each column of numbers a head of its own (Target 2025, Rp 2025), or map its columns (--mapping FILE), or leave it out (--skip '{path}')",
    )


_CODES: Final = Bilingual(
    "; tampaknya daftar nomenklatur, bukan rencana", "; this looks like a list of the nomenclature, no plan"
)
_REGIONS: Final = Bilingual("; tampaknya daftar wilayah, bukan rencana", "; this looks like a list of regions, no plan")
_LISTS: Final = {
    _CODES: Bilingual(
        "berikan di samping rencananya: regplan check RENCANA --nomenclature VERSI=BERKAS (VERSI seperti 2023_1317); dalam Python read_nomenclature",
        "give it beside the plan: regplan check PLAN --nomenclature VERSION=FILE (VERSION as 2023_1317); in Python read_nomenclature",
    ),
    _REGIONS: Bilingual(
        "berikan di samping rencananya: regplan check RENCANA --regions BERKAS; dalam Python read_regions",
        "give it beside the plan: regplan check PLAN --regions FILE; in Python read_regions",
    ),
}
