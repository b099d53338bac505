"""What a layout hands over: records with their places, what it lost, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import attrs

from regplan.diagnostics.finding import Fact, Finding, Where
from regplan.diagnostics.problems import PROBLEMS
from regplan.io.personal import hidden
from regplan.io.sheets import Cell, Sheet, Table, column_key
from regplan.model._said import brief
from regplan.model._scalars import printable
from regplan.model.base import Record
from regplan.model.loss import Loss
from regplan.model.rows import RowReader
from regplan.model.tables import TABLES

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
        heads = sheet.grid[head] if head < len(sheet.grid) else ()
        for key, others in table.doubled.items():
            self.problem("FILE-07", sheet.where(head, others[0]), key=key, line=sheet.numbers[head])
            self._lose_cells(table, others, key)
        bare = [at for at, cell in enumerate(heads) if not column_key(cell)]
        self._lose_cells(table, bare, "a cell without a head")
        if all(len(cells) == len(heads) for cells in sheet.grid):
            return table
        for row in table.rows():
            cells = sheet.grid[row]
            for at in range(len(heads), len(cells)):
                if cells[at] not in {None, ""}:
                    self.lose("dropped", sheet.where(row, at), "a cell beyond the heads", cells[at])
            if len(cells) < len(heads) and sheet.part.style == "text":
                kept = "the others are empty"
                self.lose("defaulted", sheet.where(row), "row", f"{len(cells)} of {len(heads)} cells", kept)
        return table

    def _lose_cells(self, table: Table, columns: Iterable[int], what: str) -> None:
        for at in columns:
            for row in table.rows():
                cells = table.sheet.grid[row]
                if at < len(cells) and cells[at] not in {None, ""}:
                    self.lose("dropped", table.sheet.where(row, at), what, cells[at])

    def add(self, table: str, record: Record, sheet: Sheet, row: int, column: int = 0) -> None:
        """Keep a record that was built from a row."""
        self.records[table].append(record)
        self.spots[table].add(sheet, (row,), (column,))

    def read(self, table: str, fields: Mapping[str, Any], sheet: Sheet, row: int, column: int = 0) -> Record | None:
        """
        Build a record from plain fields, mending and telling as the reader of plan files does, and keep it.

        Returns:
            The record; None where a required field is missing or unreadable, which is noted.
        """
        reader = RowReader()
        record = reader.record(TABLES[table], fields, {})
        where = sheet.where(row, column)
        self.findings += [attrs.evolve(_masked(finding), where=where) for finding in reader.findings]
        self.loss += [attrs.evolve(loss, got=hidden(loss.got, loss.what), where=where) for loss in reader.loss]
        if record is not None:
            self.add(table, record, sheet, row, column)
        return record

    def problem(self, code: str, where: Where | None, /, **facts: Fact) -> None:
        """Note that something is wrong at a place."""
        key = str(facts.get("key", ""))
        safe = {name: _printable(fact if name == "key" else hidden(fact, key)) for name, fact in facts.items()}
        self.findings.append(PROBLEMS[code].finding(None, safe, where=where))

    def lose(self, kind: str, where: Where | None, what: str, got: Cell, kept: str | None = None) -> None:
        """Note that something was ``dropped``, ``defaulted``, ``guessed`` or ``mended``."""
        short = type(got) is str and len(got) + len(what) < _SHORT
        said, told = _said(what, got) if short else _written(what, got)
        mended = None if kept is None else hidden(kept, what)
        self.loss.append(Loss(kind=kind, what=said, got=told, kept=mended, where=where))


def _written(what: str, got: Cell) -> tuple[str, str]:
    """Write what was lost, without personal data."""
    return printable(hidden(what)), printable(brief(hidden(got, what)))


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
