"""A plan as plain columns, table by table: what DataFrames, CSV and Parquet take, and the way back needs nothing else."""

from __future__ import annotations

import json
from typing import Any, Final, TypeAlias

from regplan.model.heading import Heading, Region
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.table import Table
from regplan.model.tables import TABLES
from regplan.values.frozen import FrozenMap

__all__ = ["EMPTY_LIST", "HEADING", "PERIODS", "Columns", "flat_heading", "flat_table"]

Columns: TypeAlias = "dict[str, list[Any]]"
"""Values by column; all columns of a table are of one length."""

HEADING: Final = "plan"
"""The name of the table of one row that says what the plan says of itself."""

EMPTY_LIST: Final = "[]"
"""How a list is written that is stated and has nothing in it."""

PERIODS: Final = {"amounts": "amount", "targets": "value"}
"""Kinds of fields that have a row for each period, and the column of their values."""


def flat_table(name: str, records: Table[Any]) -> Columns:
    """
    Lay the records of a table out in columns.

    A record has one row; a series or allocation has one for each of its periods, with the same ``row``, and one without a
    period where it has none. Several values stand in lines, own fields in ``extra`` as JSON. Money is exact: ``int``, or
    ``Decimal`` where there are sen; None beside a period is an amount that is not known.

    Example:
        >>> from regplan.model.budget import Allocation
        >>> money = Allocation(document="apbd", subject="P1", fund="DAU", amounts={"2026": 1500, "2027": None})
        >>> flat = flat_table("allocations", Table([money]))
        >>> flat["row"], flat["fund"], flat["period"], flat["amount"]
        ([1, 1], ['DAU', 'DAU'], ['2026', '2027'], [1500, None])
    """
    specs = schema_of(TABLES[name])
    by_period = next((spec for spec in specs if spec.kind in PERIODS), None)
    plain = [spec for spec in specs if spec is not by_period]
    if by_period is None:
        return {spec.name: [_cell(spec, getattr(record, spec.name)) for record in records] for spec in plain}
    rows = [
        (at, record, period, value)
        for at, record in enumerate(records, start=1)
        for period, value in (getattr(record, by_period.name).items() or [(None, None)])
    ]
    return {
        "row": [at for at, *_ in rows],
        **{spec.name: [_cell(spec, getattr(record, spec.name)) for _, record, *_ in rows] for spec in plain},
        "period": [period for *_, period, _ in rows],
        PERIODS[by_period.kind]: [value for *_, value in rows],
    }


def flat_heading(heading: Heading, region: Region | None) -> Columns:
    """Lay out what a plan says of itself: one row, the region's fields as ``region_…``."""
    columns = {spec.name: [_cell(spec, getattr(heading, spec.name))] for spec in schema_of(Heading)}
    if region is not None:
        columns |= {f"region_{spec.name}": [_cell(spec, getattr(region, spec.name))] for spec in schema_of(Region)}
    return columns


def _cell(spec: FieldSpec, value: Any) -> Any:
    """Write a field as one cell."""
    if value is None:
        return None
    if spec.name == "extra" or spec.kind in PERIODS:
        return json.dumps(_plain(value), ensure_ascii=False)
    if spec.many:
        return "\n".join(value) if value else (EMPTY_LIST if spec.optional else None)
    if spec.kind == "dates":
        return "\n".join(f"{key}={day or ''}" for key, day in value.items()) or None
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, FrozenMap):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
