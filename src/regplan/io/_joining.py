"""What all files of a reading gave, joined into one plan in which each record knows its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from regplan.diagnostics.finding import Finding
from regplan.io._tree import FileTables
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.model.base import Record
from regplan.model.loss import Loss
from regplan.model.origins import FilePart, Places, RowOrigins
from regplan.model.plan import Plan, join_heading
from regplan.model.rows import RowReader
from regplan.model.tables import TABLES

__all__ = ["Part", "plan_of"]


@attrs.frozen
class Part:
    """What one file gave: a plan of its own when canonical, else the tables of a plan, or sheets of another system."""

    reader: RowReader
    tables: FileTables
    canonical: Plan | None = None
    sheets: tuple[Sheet, ...] = ()


def plan_of(
    parts: list[Part], into: Intake, sheets: Sequence[Sheet], findings: list[Finding], loss: list[Loss]
) -> Plan:
    """Join what files and sheets gave into one plan; what they say of the plan itself in two ways is told."""
    records: dict[str, list[Record]] = {name: [] for name in TABLES}
    places = {name: Places() for name in TABLES}
    heading: dict[str, Any] = {}
    files = [str(part.reader.file) for part in parts]
    for number, part in enumerate(parts):
        given = part.tables.heading
        for name in TABLES:
            if part.canonical is not None:
                records[name] += part.canonical.table(name)
                _add_rows(places[name], number, _canonical_rows(part.canonical, name))
            else:
                records[name] += part.tables.records[name]
                _add_rows(places[name], number, part.tables.places[name])
        if part.canonical is not None:
            given = {
                name: getattr(part.canonical, name) for name in ("title", "region", "first_year", "last_year", "extra")
            }
        _join(heading, given, files[number], findings, loss)
    _join(heading, into.heading, sheets[0].part.file if sheets else None, findings, loss)
    at = {id(sheet): number for number, sheet in enumerate(sheets, start=len(parts))} | {id(None): -1}
    for name, spots in into.spots.items():
        records[name] += into.records[name]
        places[name].add(list(map(at.__getitem__, map(id, spots.sheets))), spots.rows, spots.columns)
    return Plan(
        **heading,
        **{name: tuple(table) for name, table in records.items()},  # type: ignore[arg-type] # sorted by table above
        origins=RowOrigins((*map(FilePart, files), *(sheet.part for sheet in sheets)), places),
    )


def _add_rows(places: Places, number: int, rows: Sequence[tuple[int, int] | None]) -> None:
    """Add the places that a file of plans gave; None is a record without one."""
    lines, columns = zip(*(row or (0, 0) for row in rows), strict=True) if rows else ((), ())
    places.add([number if row else -1 for row in rows], lines, columns)


def _join(
    heading: dict[str, Any], given: Mapping[str, Any], file: str | None, findings: list[Finding], loss: list[Loss]
) -> None:
    """Add what a file says of the plan itself."""
    reader = RowReader(file=file)
    join_heading(reader, heading, given)
    findings += reader.findings
    loss += reader.loss


def _canonical_rows(plan: Plan, name: str) -> list[tuple[int, int] | None]:
    places = [plan.origins.where(name, at) for at in range(len(plan.table(name)))] if plan.origins else []
    return [(place.line or 1, place.column or 1) if place else None for place in places]
