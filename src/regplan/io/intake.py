"""What a layout hands over: records with their places, what it lost, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from regplan.diagnostics.finding import Fact, Finding, Where
from regplan.diagnostics.problems import PROBLEMS
from regplan.io.sheets import Cell, Sheet
from regplan.model._said import brief
from regplan.model._scalars import printable
from regplan.model.base import Record
from regplan.model.loss import Loss
from regplan.model.rows import RowReader
from regplan.model.tables import TABLES

__all__ = ["Intake"]

Spot = tuple[Sheet, int, int]
"""A sheet, and row and column in its grid, from 0."""


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
    spots: dict[str, list[Spot | None]] = attrs.field(factory=lambda: {name: [] for name in TABLES})
    heading: dict[str, Any] = attrs.field(factory=dict)
    findings: list[Finding] = attrs.field(factory=list)
    loss: list[Loss] = attrs.field(factory=list)

    def add(self, table: str, record: Record, sheet: Sheet, row: int, column: int = 0) -> None:
        """Keep a record that was built from a row."""
        self.records[table].append(record)
        self.spots[table].append((sheet, row, column))

    def read(self, table: str, fields: Mapping[str, Any], sheet: Sheet, row: int, column: int = 0) -> Record | None:
        """
        Build a record from plain fields, mending and telling as the reader of plan files does, and keep it.

        Returns:
            The record; None where a required field is missing or unreadable, which is noted.
        """
        reader = RowReader()
        record = reader.record(TABLES[table], fields, {})
        where = sheet.where(row, column)
        self.findings += [attrs.evolve(finding, where=where) for finding in reader.findings]
        self.loss += [attrs.evolve(loss, where=where) for loss in reader.loss]
        if record is not None:
            self.add(table, record, sheet, row, column)
        return record

    def problem(self, code: str, where: Where | None, /, **facts: Fact) -> None:
        """Note that something is wrong at a place."""
        safe = {name: _printable(fact) for name, fact in facts.items()}
        self.findings.append(PROBLEMS[code].finding(None, safe, where=where))

    def lose(self, kind: str, where: Where | None, what: str, got: Cell, kept: str | None = None) -> None:
        """Note that something was ``dropped``, ``defaulted``, ``guessed`` or ``mended``."""
        self.loss.append(Loss(kind=kind, what=printable(what), got=printable(brief(got)), kept=kept, where=where))


def _printable(fact: Fact) -> Fact:
    if isinstance(fact, tuple):
        return tuple(map(printable, fact))
    return printable(fact) if isinstance(fact, str) else fact
