"""Our own tables: one sheet or file for each table of a plan, its heads the fields of the records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.sheets import Cell, Sheet, Table, column_key
from regplan.model.keys import TABLE_KEYS, field_keys
from regplan.model.schema import specs_of
from regplan.model.tables import TABLES
from regplan.values.lang import Bilingual
from regplan.values.period import read_period
from regplan.values.text import near

__all__ = ["RecordTables"]

_BY_NAME: Final = {column_key(key): table for table in TABLES for key in (table, *TABLE_KEYS[table])}
_BY_PERIOD: Final = frozenset(("targets", "amounts"))


class RecordTables:
    """
    A file or sheet named like a table of the plan (``program.csv``, sheet ``anggaran``), with a column for each field.

    Columns of periods (``2026``, ``2026-Q1``, ``akhir``) hold the values of series and the amounts of allocations; a column
    ``x-…`` is a field of the user's own. Several values in one cell stand in lines of their own.
    """

    name = "records"
    title = Bilingual("tabel rencana, satu tabel per jenis catatan", "tables of a plan, one a kind of record")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know a sheet by its name and by heads that are fields of that table."""
        own = []
        weight = 0
        for sheet in sheets:
            table = _table_of(sheet)
            known = len(_fields(table) & Table.of(sheet).columns.keys()) if table else 0
            if known:
                own.append(sheet)
                weight += known
        how = Bilingual("nama dan kepala tabel rencana", "names and heads of the tables of a plan")
        return Claim(tuple(own), how, weight) if own else None

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read one record a row."""
        for sheet in sheets:
            table = _table_of(sheet)
            if table is None:
                into.problem(
                    "FILE-18",
                    sheet.where(0) if sheet.grid else None,
                    path=sheet.part.table or sheet.part.file,
                    got=(),
                    expected=tuple(TABLES),
                )
                continue
            _read_table(table, Table.of(sheet), into)


def _table_of(sheet: Sheet) -> str | None:
    """Name the table of a plan that a sheet or file is called by."""
    name = sheet.part.table or sheet.part.file.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    return _BY_NAME.get(column_key(name))


def _fields(table: str) -> set[str]:
    return {column_key(key) for key in field_keys(TABLES[table])}


def _read_table(name: str, table: Table, into: Intake) -> None:
    cls = TABLES[name]
    keys = {column_key(key): field for key, field in field_keys(cls).items()}
    specs = specs_of(cls)
    by_period = next((spec.name for spec in specs.values() if spec.kind in _BY_PERIOD), None)
    heads = {at: table.sheet.grid[0][at] for at in table.columns.values()}
    plain: dict[str, str] = {}
    periods: dict[str, str] = {}
    own: dict[str, str] = {}
    for key, at in table.columns.items():
        head = str(heads[at]).strip()
        if key in keys:
            plain[key] = keys[key]
        elif by_period and read_period(head):
            periods[key] = head
        elif head.startswith("x-"):
            own[key] = head
        else:
            into.problem("FILE-06", table.sheet.where(0, at), key=head[:80], record=name, near=near(key, keys))
            into.lose("dropped", table.sheet.where(0, at), head, "a column")
    for row in table.rows():
        fields: dict[str, Any] = {}
        for key, field in plain.items():
            cell = table.get(row, key)
            if cell is not None:
                fields[field] = _several(cell) if specs[field].many else _plain(cell)
        fields |= {head: _text(cell) for key, head in own.items() if (cell := table.get(row, key)) is not None}
        amounts = {head: _amount(cell) for key, head in periods.items() if (cell := table.get(row, key)) is not None}
        if by_period and amounts:
            fields[by_period] = amounts
        into.read(name, fields, table.sheet, row)


def _plain(cell: Cell) -> Any:
    """Give a cell as the reader of rows takes it: text, whole numbers and exact decimals."""
    return _text(cell) if isinstance(cell, date | datetime | bool) else cell


def _text(cell: Cell) -> str:
    return cell.isoformat()[:10] if isinstance(cell, date | datetime) else str(cell)


def _several(cell: Cell) -> list[str]:
    return [part.strip() for part in _text(cell).splitlines() if part.strip()]


def _amount(cell: Cell) -> Any:
    """Give a value of a period; the word ``null`` says that it is not known."""
    return None if cell == "null" else cell if isinstance(cell, int | Decimal | str) else _text(cell)
