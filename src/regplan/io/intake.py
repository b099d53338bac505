"""What a layout hands over: records with their places, what it lost, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import attrs

from regplan.diagnostics.finding import Fact, Finding, Where
from regplan.diagnostics.problems import PROBLEMS
from regplan.io.personal import hidden
from regplan.io.sheets import Cell, Sheet, Table, column_key
from regplan.model._said import ROW, brief
from regplan.model._scalars import printable
from regplan.model.base import Record
from regplan.model.loss import Loss
from regplan.model.rows import RowReader
from regplan.model.tables import TABLES
from regplan.values.lang import Bilingual

__all__ = ["Intake", "Spots"]


@attrs.define
class Spots:
    """
    Where the records of one table came from, as columns.

    Attributes:
        sheets: The sheet of each; None for one that no table says.
        rows: Its row in the file, from 1.
        columns: Its column, from 1.
    """

    sheets: list[Sheet | None] = attrs.field(factory=list)
    rows: list[int] = attrs.field(factory=list)
    columns: list[int] = attrs.field(factory=list)

    def add(self, sheet: Sheet | None, rows: Sequence[int] = (0,), columns: Sequence[int] = (0,)) -> None:
        """Add spots of one sheet, *rows* and *columns* being positions in its grid, from 0."""
        self.sheets += [sheet] * len(rows)
        self.rows += rows if sheet is None else map(sheet.numbers.__getitem__, rows)
        self.columns += [column + 1 for column in columns]

    def __delitem__(self, at: int) -> None:
        """Forget one."""
        del self.sheets[at], self.rows[at], self.columns[at]


@attrs.define
class Intake:
    """
    Takes what a layout reads out of sheets; nothing may go past it.

    A row of a sheet ends in the plan (``add`` or ``read``) or in the loss (``lose``); a test counts both.

    Attributes:
        given: What the caller says that the file does not: ``year``, ``region``, ``document`` and the like.
        scrub: Whether personal data (names of persons, NIP, phones, accounts of banks) are taken out.
        records: The records, by table.
        spots: Where each came from, by table.
        heading: What is said of the plan itself.
        findings: What is wrong.
        loss: What was dropped, defaulted, guessed or mended.
    """

    given: Mapping[str, str] = MappingProxyType({})
    scrub: bool = False
    records: dict[str, list[Record]] = attrs.field(factory=lambda: {name: [] for name in TABLES})
    spots: dict[str, Spots] = attrs.field(factory=lambda: {name: Spots() for name in TABLES})
    heading: dict[str, Any] = attrs.field(factory=dict)
    findings: list[Finding] = attrs.field(factory=list)
    loss: list[Loss] = attrs.field(factory=list)

    def table(self, sheet: Sheet, head: int = 0) -> Table:
        """Read a sheet as a table; heads that stand twice, cells without a head and rows that are too short are told."""
        table = Table.of(sheet, head)
        keys = [column_key(cell) for cell in sheet.grid[head]] if head < len(sheet.grid) else []
        self.tell_columns(table, head, keys, tuple(table.rows()))
        return table

    def tell_columns(self, table: Table, head: int, keys: Sequence[str], rows: Sequence[int]) -> None:
        """
        Tell what some rows hold that no head speaks for: below a head that stands twice, below none, beyond the last.

        Args:
            table: The table.
            head: Position of its row of heads.
            keys: The key of each column; empty where it has no head.
            rows: Positions of the rows.
        """
        sheet = table.sheet
        for key, others in table.doubled.items():
            self.problem("FILE-07", sheet.where(head, others[0]), key=key, line=sheet.numbers[head])
            self._lose_cells(sheet, rows, others, key)
        self._lose_cells(sheet, rows, [at for at, key in enumerate(keys) if not key], "a cell without a head")
        width = len(keys)
        if all(len(cells) == width for cells in sheet.grid):
            return
        for row in rows:
            cells = sheet.grid[row]
            if len(cells) == width:
                continue
            beyond = [at for at in range(width, len(cells)) if cells[at] not in {None, ""}]
            self._lose_cells(sheet, [row], beyond, "a cell beyond the heads")
            if sheet.part.style != "text":
                continue
            if beyond:  # a mark within a cell without quotes: all behind it is shifted
                wanted, got = (Bilingual(f"{one} sel", f"{one} cells") for one in (width, beyond[-1] + 1))
                self.problem("FILE-05", sheet.where(row, beyond[0]), key=ROW, expected=wanted, got=got)
            if len(cells) < width:
                kept = "the others are empty"
                self.lose("defaulted", sheet.where(row), "row", f"{len(cells)} of {width} cells", kept)

    def _lose_cells(self, sheet: Sheet, rows: Iterable[int], columns: Sequence[int], what: str) -> None:
        for at in columns:
            for row in rows:
                cells = sheet.grid[row]
                if at < len(cells) and cells[at] not in {None, ""}:
                    self.lose("dropped", sheet.where(row, at), what, cells[at])

    def add(self, table: str, record: Record, sheet: Sheet, row: int, column: int = 0) -> None:
        """Keep a record that was built from a row."""
        self.records[table].append(record)
        self.spots[table].add(sheet, (row,), (column,))

    def read(
        self,
        table: str,
        fields: Mapping[str, Any],
        sheet: Sheet,
        row: int,
        column: int = 0,
        *,
        cells: Mapping[str, tuple[int, int]] = MappingProxyType({}),
    ) -> Record | None:
        """
        Build a record from plain fields, mending and telling as the reader of plan files does, and keep it.

        Args:
            table: The table of the plan.
            fields: Its fields.
            sheet: The sheet they come from.
            row: Position of the record's row in the grid.
            column: Position of its column.
            cells: Of fields (``title``, ``amounts.2026``) the row and column they stand in, where that is not this cell.

        Returns:
            The record; None where a required field is missing or unreadable, which is noted.
        """
        reader = RowReader(row=row)
        record = reader.record(TABLES[table], fields, {})

        def place(told: Where | None) -> Where:
            field = (told.field if told else None) or ""
            return sheet.where(*cells.get(field, cells.get(re.split(r"[.\[]", field)[0], (row, column))))

        self.findings += [attrs.evolve(_masked(one), where=place(one.where)) for one in reader.findings]
        self.loss += [attrs.evolve(one, got=hidden(one.got, one.what), where=place(one.where)) for one in reader.loss]
        if record is not None:
            self.add(table, record, sheet, row, column)
        return record

    def problem(self, code: str, where: Where | None, /, **facts: Fact) -> None:
        """Note that something is wrong at a place."""
        key = str(facts.get("key", ""))
        safe = {name: _printable(fact if name == "key" else hidden(fact, key)) for name, fact in facts.items()}
        self.findings.append(PROBLEMS[code].finding(None, safe, where=where))

    def ask(self, key: str, where: Where | None, path: str) -> None:
        """Ask for what a table does not say (FILE-20), with an example of how it is given."""
        example, *others = _EXAMPLES.get(key, ("…",))
        more = Bilingual(*(f" ({word} {', '.join(others)})" for word in ("atau", "or"))) if others else ""
        self.problem("FILE-20", where, key=key, path=path, example=example, more=more)

    def lose(self, kind: str, where: Where | None, what: str, got: Cell, kept: str | None = None) -> None:
        """Note that something was ``dropped``, ``defaulted``, ``guessed`` or ``mended``."""
        short = type(got) is str and len(got) + len(what) < _SHORT
        said, told = _said(what, got) if short else _written(what, got)
        mended = None if kept is None else hidden(kept, what)
        self.loss.append(Loss(kind=kind, what=said, got=told, kept=mended, where=where))


def _written(what: str, got: Cell) -> tuple[str, str]:
    """Write what was lost, without personal data."""
    return printable(hidden(what)), printable(brief(hidden(got, what)))


_EXAMPLES: Final = {"document": ("RENSTRA", "RENJA", "RKPD", "RPJMD"), "year": ("2026",), "first_year": ("2025",)}
"""How what tables do not say is given."""
_SHORT: Final = 2_000
_said = lru_cache(maxsize=2**12)(_written)
"""Short texts are written once: rows repeat them."""


def _printable(fact: Fact) -> Fact:
    if isinstance(fact, tuple):
        return tuple(map(printable, fact))
    return printable(fact) if isinstance(fact, str) else fact


def _masked(finding: Finding) -> Finding:
    """Hide personal data in what the reader of rows says."""
    key = str(finding.facts.get("key", ""))
    facts = {name: fact if name == "key" else hidden(fact, key) for name, fact in finding.facts.items()}
    return finding if facts == finding.facts else PROBLEMS[finding.code].finding(None, facts, where=finding.where)
