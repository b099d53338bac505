"""Our own tables: one sheet or file for each table of a plan, its heads the fields of the records."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._unknown import tell_unnamed
from regplan.io.neutral import restored
from regplan.io.sheets import ABOVE, CHECK, Cell, Sheet, Table, column_key
from regplan.model._said import ROW, record_word
from regplan.model.flat import EMPTY_LIST, HEADING, PERIODS
from regplan.model.heading import Heading, Region
from regplan.model.keys import TABLE_KEYS, field_keys
from regplan.model.plan import join_heading, read_heading
from regplan.model.rows import RowReader
from regplan.model.schema import FieldSpec, specs_of
from regplan.model.tables import TABLES
from regplan.values.lang import Bilingual
from regplan.values.period import read_period
from regplan.values.text import near

__all__ = ["RecordTables"]

_BY_NAME: Final = {
    **{column_key(key): table for table in TABLES for key in (table, *TABLE_KEYS[table])},
    HEADING: HEADING,
    "rencana": HEADING,
}
INSTRUCTIONS: Final = "petunjuk"
"""The sheet of our workbooks that tells how to fill them in."""
FINDINGS: Final = "temuan"
"""The sheet that lists findings in a copy of the user's workbook; it says nothing of the plan."""
FINDINGS_MARK: Final = "regplan"
"""What its head H1 says, by which it is told from a sheet of the user's own."""
UNKNOWN: Final = "null"
"""What stands in a column of a period for a value that is not known."""


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
            known = _known(table, sheet) if table else 0
            if known or sheet.part.table == INSTRUCTIONS:
                own.append(sheet)
                weight += known
        how = Bilingual("nama dan kepala tabel rencana", "names and heads of the tables of a plan")
        return Claim(tuple(own), how, weight) if weight else None

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read one record a row; of series and allocations one a row, or one period a row."""
        for sheet in sheets:
            table = _table_of(sheet)
            if sheet.part.table == INSTRUCTIONS:
                continue
            if table == HEADING:
                _read_heading(into.table(sheet), into)
                continue
            if table is None:
                tell_unnamed(sheet, tuple(TABLES), into)
                continue
            _read_table(table, into.table(sheet), into)


def _table_of(sheet: Sheet) -> str | None:
    """Name the table of a plan that a sheet or file is called by."""
    name = sheet.part.table or sheet.part.file.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    return _BY_NAME.get(column_key(name))


def _known(table: str, sheet: Sheet) -> int:
    """Count the heads that are fields of a table; none in a list of JSON that has the name alone, with mostly other keys."""
    heads = Table.of(sheet).columns.keys()
    known = _fields(table) & heads
    others = [key for key in heads - known - {ABOVE} if not key.startswith("x_") and not read_period(key)]
    return 0 if sheet.part.style == "items" and len(others) > len(known - {"id"}) else len(known)


def _fields(table: str) -> set[str]:
    if table == HEADING:
        return {*specs_of(Heading), *(f"region_{name}" for name in specs_of(Region))}
    return {column_key(key) for key in field_keys(TABLES[table])}


def _read_table(name: str, table: Table, into: Intake) -> None:
    """Read the rows of a table; those of one record (series and allocations have one a period) stand together."""
    columns = _columns(name, table, into)
    group: list[int] = []
    end = _second_table(table, into)
    for row in table.rows():
        if row >= end:
            into.lose("dropped", table.sheet.where(row), "a row of a second table", str(list(table.sheet.grid[row])))
            continue
        if table.is_head(row):
            into.lose("dropped", table.sheet.where(row), "row", "the heads again")
            continue
        if not any(table.get(row, key) is not None for key in table.columns if key != CHECK):
            continue
        if group and not columns.is_same(table, group[-1], row):
            columns.read(name, table, group, into)
            group = []
        if group and (key := columns.other_of(table, group[0], row)):
            into.problem("FILE-07", table.where(row, "row"), key="row", line=table.sheet.numbers[group[0]])
            into.lose("dropped", table.where(row, key), "row", table.record(row))
            continue
        group.append(row)
    if group:
        columns.read(name, table, group, into)


def _second_table(table: Table, into: Intake) -> int:
    """
    Find where a second table begins: with a row of nothing but heads of some table, and other ones than above.

    Which table it is nobody says, since the sheet has the name of the first; what it holds is told and not read.
    """
    for row in table.rows():
        told = [cell for cell in table.sheet.grid[row] if cell is not None and cell != ""]
        are_heads = all(isinstance(cell, str) and column_key(cell) in _ANY_HEAD for cell in told)
        if are_heads and len(set(map(column_key, told))) == len(told) > 1 and not table.is_head(row):
            heads = tuple(str(cell)[:40] for cell in told)
            where = table.sheet.where(row)
            path = table.sheet.part.table or table.sheet.part.file
            into.problem("FILE-26", where, path=path, got=heads)
            return row
    return len(table.sheet.grid)


_ANY_HEAD: Final = frozenset(column_key(key) for cls in TABLES.values() for key in field_keys(cls))


@attrs.frozen
class _Columns:
    """
    What the columns of a table hold.

    Attributes:
        plain: By key, the field.
        periods: By key, the period whose values a column holds.
        own: By key, the field of the user's own.
        long: The field by period of which each row has one period; None where a row has all.
    """

    specs: Mapping[str, FieldSpec]
    plain: Mapping[str, str]
    periods: Mapping[str, str]
    own: Mapping[str, str]
    by_period: str | None
    long: bool

    def is_same(self, table: Table, row: int, other: int) -> bool:
        """Tell whether two rows are of one record: they have one number in the column ``row``."""
        return self.long and table.get(row, "row") is not None and table.get(row, "row") == table.get(other, "row")

    def other_of(self, table: Table, first: int, row: int) -> str | None:
        """Name the column in which a row of one number says something else than the first, so that it is of another record."""
        for key in (*self.plain, *self.own):
            cell = table.get(row, key)
            if cell is not None and cell != table.get(first, key):
                return key
        return None

    def read(self, name: str, table: Table, group: list[int], into: Intake) -> None:
        """Read one record."""
        row = group[0]
        fields: dict[str, Any] = {}
        for key, field in self.plain.items():
            cell = table.get(row, key)
            if cell is not None:
                fields[field] = _in_one_cell(self.specs[field], cell, table, row, key, into)
        fields |= {
            head: _text(cell, table) for key, head in self.own.items() if (cell := table.get(row, key)) is not None
        }
        values = self.values(table, group, into)
        if self.by_period and values:
            fields[self.by_period] = values
        cells = {field: (row, table.columns[key]) for key, field in self.plain.items()}
        cells |= {f"{self.by_period}.{head}": (row, table.columns[key]) for key, head in self.periods.items()}
        into.read(name, fields, table.sheet, row, cells=cells)

    def values(self, table: Table, group: list[int], into: Intake) -> dict[str, Any]:
        """Return the values by period: a column each, or a row each."""
        row = group[0]
        wide = {
            head: None if cell == UNKNOWN else _value(cell, table)
            for key, head in self.periods.items()
            if (cell := table.get(row, key)) is not None
        }
        if not self.long:
            return wide
        column = next(key for key in PERIODS.values() if key in table.columns)
        found: dict[str, Any] = {}
        for at in group:
            period = table.get(at, "period")
            value = _value(table.get(at, column), table)
            if period is None:
                if value is not None:
                    into.problem("FILE-10", table.where(at, "period"), key="period", record=ROW, where="")
                    into.lose("dropped", table.where(at, column), column, value)
            elif str(period) in found:
                line = table.sheet.numbers[group[list(found).index(str(period))]]
                into.problem("FILE-07", table.where(at, "period"), key=str(period), line=line)
                into.lose("dropped", table.where(at, column), f"{column} {period}", value)
            else:
                found[str(period)] = value
        return found


def _columns(name: str, table: Table, into: Intake) -> _Columns:
    """Sort the heads of a table; those it has no use for are told."""
    cls = TABLES[name]
    keys = {column_key(key): field for key, field in field_keys(cls).items()}
    specs = specs_of(cls)
    by_period = next((spec for spec in specs.values() if spec.kind in PERIODS), None)
    long = by_period is not None and {"period", PERIODS[by_period.kind]} <= table.columns.keys()
    plain: dict[str, str] = {}
    periods: dict[str, str] = {}
    own: dict[str, str] = {}
    for key, at in table.columns.items():
        head = str(table.sheet.grid[table.first - 1][at]).strip()
        if key == CHECK or (long and key in {"row", "period", *PERIODS.values()}):
            continue
        if key in keys:
            plain[key] = keys[key]
        elif by_period and read_period(head):
            periods[key] = head
        elif head.startswith("x-"):
            own[key] = head
        else:
            into.problem("FILE-06", table.sheet.where(0, at), key=head[:80], record=_word(name), near=near(key, keys))
            into.lose("dropped", table.sheet.where(0, at), head, "a column")
    return _Columns(specs, plain, periods, own, by_period.name if by_period else None, long)


def _word(name: str) -> Bilingual:
    return Bilingual("rencana", "plan") if name == HEADING else record_word(TABLES[name])


def _read_heading(table: Table, into: Intake) -> None:
    """Read the table of one row that says what the plan says of itself."""
    row = next(table.rows(), table.first)
    cells = table.record(row) if row < len(table.sheet.grid) else {}
    fields: dict[str, Any] = {}
    region: dict[str, Any] = {}
    stated = any(key.startswith("region_") for key in table.columns)
    for key, cell in cells.items():
        if cell is None:
            continue
        to, name = (region, key.removeprefix("region_")) if key.startswith("region_") else (fields, key)
        spec = specs_of(Region if to is region else Heading).get(name)
        to[name] = _in_one_cell(spec, cell, table, row, key, into) if spec else _plain(cell, table)
    reader = RowReader(file=table.sheet.part.file)
    heading = read_heading(reader, {**fields, **({"region": region} if stated else {})})
    into.findings += [attrs.evolve(finding, where=table.sheet.where(row)) for finding in reader.findings]
    into.loss += [attrs.evolve(loss, where=table.sheet.where(row)) for loss in reader.loss]
    join_heading(reader, into.heading, heading)


def _in_one_cell(spec: FieldSpec, cell: Cell, table: Table, row: int, key: str, into: Intake) -> Any:
    """Read a field that stands in one cell, whatever it holds."""
    if spec.name == "extra" or spec.kind in PERIODS:
        return _mapping(cell, table, row, key, into)
    if spec.many:
        return [] if cell == EMPTY_LIST else _lines(cell, table)
    if spec.kind == "dates":
        pairs = (line.rpartition("=") for line in _lines(cell, table))
        return {event.strip(): day.strip() or None for event, _, day in pairs}
    return _plain(cell, table)


def _mapping(cell: Cell, table: Table, row: int, key: str, into: Intake) -> Any:
    """Read a mapping, written as JSON."""
    try:
        found = json.loads(_text(cell, table))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    into.problem("FILE-05", table.where(row, key), key=key, expected=_JSON, got=Bilingual("teks lain", "other text"))
    into.lose("dropped", table.where(row, key), key, cell)
    return None


def _plain(cell: Cell, table: Table) -> Any:
    return _text(cell, table) if isinstance(cell, str | date | bool) else cell


def _text(cell: Cell, table: Table) -> str:
    """Give a text as it was before it was kept from being a formula, which is done in what spreadsheets open: not in Parquet."""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(cell) if table.sheet.part.style == "items" else restored(str(cell))


def _lines(cell: Cell, table: Table) -> list[str]:
    return [part.strip() for part in _text(cell, table).splitlines() if part.strip()]


def _value(cell: Cell, table: Table) -> Any:
    """Give a value of a period."""
    if cell is None:
        return None
    if isinstance(cell, str):
        text = _text(cell, table)
        return Decimal(text) if _MACHINE.fullmatch(text) else text
    return cell if isinstance(cell, int | Decimal) else _text(cell, table)


_MACHINE: Final = re.compile(r"-?\d{1,16}\.\d{2}", re.ASCII)
"""Money with sen, as it is written to tables."""
_JSON: Final = Bilingual("pemetaan sebagai JSON", "a mapping as JSON")
