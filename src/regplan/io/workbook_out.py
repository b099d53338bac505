"""A plan as a workbook that people fill in: a sheet for each table, lists to choose from, a column that checks; and the empty template."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from regplan.errors import MissingExtraError
from regplan.io.layouts.records import INSTRUCTIONS, UNKNOWN
from regplan.io.neutral import neutral
from regplan.io.sheets import CHECK
from regplan.model.flat import PERIODS, flat_heading, flat_table
from regplan.model.heading import Heading, Region
from regplan.model.keys import FIELD_KEYS, TABLE_KEYS, indonesian
from regplan.model.plan import Plan
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.tables import TABLES
from regplan.values.period import END, UNSTATED

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_template", "write_workbook"]

_SPARE: Final = 100
"""Rows below the last in which lists to choose from and the checks stand ready."""
_MOST_EXACT: Final = 15
"""Digits that a number in a workbook keeps; longer amounts are written as text."""
_IN_LISTS: Final = {
    "document": "documents",
    "agency": "agencies",
    "place": "places",
    "reference": "references",
    "indicator": "indicators",
}
"""By what a field refers to, the table whose ids can be chosen."""


def write_workbook(plan: Plan, path: str | os.PathLike[str]) -> None:
    """
    Write a plan as a workbook; ``load`` reads an equal plan from it.

    Each table has a sheet with Indonesian heads. Words and ids of other records are chosen from lists, ids and codes that are
    there are locked (the protection has no password), and the column ``periksa`` says what is missing in a row. Amounts
    and targets stand in a column for each period; ``null`` is a value that is not known.

    Args:
        plan: The plan.
        path: Where to.

    Raises:
        MissingExtraError: The extra ``excel`` is not installed.
    """
    Path(path).write_bytes(_workbook(plan, years=_years(plan)))


def write_template(path: str | os.PathLike[str], *, first_year: int, last_year: int) -> None:
    """
    Write an empty workbook with instructions, ready to be filled in.

    Args:
        path: Where to.
        first_year: First year that has columns for amounts and targets.
        last_year: The last such year.

    Raises:
        MissingExtraError: The extra ``excel`` is not installed.
    """
    years = [str(year) for year in range(first_year, last_year + 1)]
    Path(path).write_bytes(
        _workbook(Plan(region=Region(), first_year=first_year, last_year=last_year), years=[*years, END])
    )


def _workbook(plan: Plan, *, years: Sequence[str]) -> bytes:
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("excel", "xlsxwriter") from None
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": plan.title or "Rencana pembangunan daerah", "comments": "regplan"})
        formats = _Formats.of(book)
        _write_instructions(book.add_worksheet(INSTRUCTIONS), formats)
        _write_heading(book.add_worksheet("rencana"), plan, formats)
        for name in TABLES:
            sheet = book.add_worksheet(TABLE_KEYS[name][0])
            _write_table(sheet, _Grid.of(plan, name, years), formats)
    return out.getvalue()


@attrs.frozen(eq=False)
class _Formats:
    head: Format
    needed: Format
    locked: Format
    open: Format
    money: Format
    text: Format
    check: Format

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> _Formats:
        """Make the formats of a workbook."""
        head = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE7F0", "border": 1}
        return cls(
            head=book.add_format(head),
            needed=book.add_format({**head, "bg_color": "#F7D9C4"}),
            locked=book.add_format({"num_format": "@", "bg_color": "#EEEEEE"}),
            open=book.add_format({"num_format": "@", "locked": False}),
            money=book.add_format({"num_format": "#,##0.00", "locked": False}),
            text=book.add_format({"text_wrap": True, "valign": "top"}),
            check=book.add_format({"font_color": "#9C0006"}),
        )


@attrs.frozen(eq=False)
class _Grid:
    """
    What a sheet shows of a table.

    Attributes:
        name: The table.
        fields: The fields with a column each.
        periods: The periods with a column each, empty where the table has none.
        rows: The cells of each record.
    """

    name: str
    fields: tuple[FieldSpec, ...]
    periods: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @classmethod
    def of(cls, plan: Plan, name: str, years: Sequence[str]) -> _Grid:
        """Lay a table out with a column for each period."""
        specs = schema_of(TABLES[name])
        by_period = next((spec for spec in specs if spec.kind in PERIODS), None)
        plain = tuple(spec for spec in specs if spec is not by_period)
        records = plan.table(name)
        if by_period is None:
            columns = flat_table(name, records)
            return cls(name, plain, (), tuple(zip(*(columns[spec.name] for spec in plain), strict=True)))
        maps = [getattr(record, by_period.name) for record in records]
        periods = tuple(sorted({*years, *(period for one in maps for period in one)}))
        flat = flat_table(name, records)
        first = {row: at for at, row in reversed(list(enumerate(flat["row"])))}
        rows = tuple(
            (
                *(flat[spec.name][first[number]] for spec in plain),
                *(_value(one[period]) if period in one else None for period in periods),
            )
            for number, one in enumerate(maps, start=1)
        )
        return cls(name, plain, periods, rows)


def _value(value: Any) -> Any:
    """Write a value of a period: ``null`` where it is not known."""
    if value is None:
        return UNKNOWN
    return neutral(value) if isinstance(value, str) else value


def _write_table(sheet: Worksheet, grid: _Grid, formats: _Formats) -> None:
    heads = [(FIELD_KEYS[spec.name] or (spec.name,))[0] for spec in grid.fields]
    for column, (spec, head) in enumerate(zip(grid.fields, heads, strict=True)):
        sheet.write_string(0, column, head, formats.needed if spec.required else formats.head)
        sheet.set_column(
            column, column, 40 if spec.kind == "text" or spec.name in {"title", "name"} else 18, formats.open
        )
    for column, period in enumerate(grid.periods, start=len(heads)):
        sheet.write_string(0, column, _PERIODS.get(period, period), formats.head)
        sheet.set_column(column, column, 20, formats.money if grid.name == "allocations" else formats.open)
    for row, cells in enumerate(grid.rows, start=1):
        for column, cell in enumerate(cells):
            own = grid.fields[column] if column < len(heads) else None
            _write_cell(sheet, row, column, cell, own, formats)
    last = len(grid.rows) + _SPARE
    for column, field in enumerate(grid.fields):
        _offer(sheet, column, last, field)
    _write_checks(sheet, len(heads) + len(grid.periods), grid, formats)
    sheet.freeze_panes(1, 1)
    sheet.protect(
        "", {"insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True, "format_columns": True}
    )


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Any, spec: FieldSpec | None, formats: _Formats) -> None:
    if cell is None:
        return
    own = formats.locked if spec and spec.name in {"id", "code"} else formats.open
    if isinstance(cell, int | Decimal):
        if len(str(cell)) <= _MOST_EXACT:
            sheet.write_number(row, column, cell, formats.money if spec is None else own)
        else:
            sheet.write_string(row, column, f"{cell:f}" if isinstance(cell, Decimal) else str(cell), own)
    else:
        shown = indonesian(cell) if spec and spec.kind == "word" and not spec.many else cell
        sheet.write_string(row, column, cell if spec is None else neutral(str(shown)), own)


def _offer(sheet: Worksheet, column: int, last: int, spec: FieldSpec) -> None:
    """Offer the words of a closed vocabulary, or the ids of the table a field refers to."""
    if spec.many:
        return
    if spec.words:
        words = [indonesian(word) for word in spec.words]
        if len(",".join(words)) <= _LONGEST_LIST:
            sheet.data_validation(1, column, last, column, {"validate": "list", "source": words, **_WRONG_WORD})
    elif len(spec.tables) == 1 and spec.tables[0] in _IN_LISTS:
        source = f"='{TABLE_KEYS[_IN_LISTS[spec.tables[0]]][0]}'!$A$2:$A${last + 1}"
        sheet.data_validation(1, column, last, column, {"validate": "list", "source": source, **_WRONG_ID})


_LONGEST_LIST: Final = 255
_WRONG_WORD: Final = {
    "error_title": "Pilihan",
    "error_message": "Pilih salah satu kata dalam daftar.",
    "error_type": "stop",
}
_WRONG_ID: Final = {
    "error_title": "Belum terdaftar",
    "error_message": "Id ini belum ada di lembarnya; tambahkan di sana dulu.",
    "error_type": "warning",
}


def _write_checks(sheet: Worksheet, column: int, grid: _Grid, formats: _Formats) -> None:
    """Write the column that says which required cells of a row are empty."""
    import xlsxwriter.utility as naming  # noqa: PLC0415 - an extra

    sheet.write_string(0, column, CHECK, formats.head)
    sheet.set_column(column, column, 30)
    needed = [at for at, spec in enumerate(grid.fields) if spec.required]
    for row in range(1, len(grid.rows) + _SPARE + 1):
        first, last = naming.xl_rowcol_to_cell(row, 0), naming.xl_rowcol_to_cell(row, column - 1)
        parts = [f'IF({naming.xl_rowcol_to_cell(row, at)}="","{_key(grid.fields[at])} kosong; ","")' for at in needed]
        told = f'IF(LEN({"&".join(parts)})=0,"{_WHOLE}",{"&".join(parts)})' if parts else f'"{_WHOLE}"'
        sheet.write_formula(
            row, column, f'=IF(COUNTA({first}:{last})=0,"{_NOTHING}",{told})', formats.check, _missing(grid, row)
        )


def _missing(grid: _Grid, row: int) -> str:
    """Compute what the check of a row comes to, which is stored beside its formula."""
    if row > len(grid.rows):
        return _NOTHING
    cells = grid.rows[row - 1]
    missing = "".join(
        f"{_key(spec)} kosong; " for at, spec in enumerate(grid.fields) if spec.required and cells[at] is None
    )
    return missing or _WHOLE


_WHOLE: Final = "lengkap"
_NOTHING: Final = "-"


def _key(spec: FieldSpec) -> str:
    return (FIELD_KEYS[spec.name] or (spec.name,))[0]


def _write_heading(sheet: Worksheet, plan: Plan, formats: _Formats) -> None:
    heading = Heading(title=plan.title, first_year=plan.first_year, last_year=plan.last_year, extra=plan.extra)
    columns: Mapping[str, Sequence[Any]] = flat_heading(heading, plan.region)
    for at, name in enumerate(columns):
        sheet.write_string(0, at, name, formats.head)
        cell = columns[name][0]
        if isinstance(cell, int):
            sheet.write_number(1, at, cell, formats.open)
        elif cell is not None:
            sheet.write_string(1, at, neutral(cell), formats.open)
        else:
            sheet.write_blank(1, at, None, formats.open)
    sheet.set_column(0, 12, 24)


def _write_instructions(sheet: Worksheet, formats: _Formats) -> None:
    sheet.set_column(0, 0, 110)
    for row, line in enumerate(_INSTRUCTIONS):
        sheet.write_string(row, 0, line, formats.text)
    sheet.protect()


def _years(plan: Plan) -> list[str]:
    if plan.first_year is None or plan.last_year is None or plan.last_year - plan.first_year > _LONGEST_PLAN:
        return []
    return [str(year) for year in range(plan.first_year, plan.last_year + 1)]


_LONGEST_PLAN: Final = 25
_PERIODS: Final = {END: "akhir", UNSTATED: "tanpa_tahun"}
_INSTRUCTIONS: Final = (
    "Cara mengisi",
    "1. Setiap lembar adalah satu tabel rencana; satu baris satu catatan. Lembar kosong boleh dibiarkan.",
    "2. Kolom berwarna jingga wajib diisi. Kolom 'periksa' menyebut yang masih kosong; jangan diisi.",
    "3. id adalah nama tetap catatan (T1, 1.02.02 …). Catatan lain merujuknya: induk, dokumen, milik, untuk.",
    "4. Kata baku (jenis, dasar, peran …) dan rujukan dipilih dari daftar di selnya.",
    "5. Uang ditulis dalam rupiah penuh pada kolom tahunnya. 0 berarti nol; sel kosong berarti tidak disebut; null berarti belum diketahui.",
    "6. Target ditulis sebagaimana tercetak ('0,70', '4,43-4,47', 'WTP'), sebagai teks.",
    "7. Beberapa isi dalam satu sel (lokasi, bidang_urusan) ditulis satu per baris dengan Alt+Enter.",
    "8. Peristiwa ditulis satu per baris: enacted=2026-12-30.",
    "9. Id dan kode yang sudah ada dikunci agar rujukan tidak putus; kuncinya tanpa kata sandi (Tinjau > Buka Proteksi Lembar).",
    "10. Periksa hasilnya: regplan check BERKAS.xlsx",
)
