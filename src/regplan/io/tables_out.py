"""A plan as a folder of tables: CSV for everybody, Parquet for data frames; read back they give an equal plan."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from regplan.errors import MissingExtraError
from regplan.io.neutral import neutral
from regplan.model.flat import HEADING, PERIODS, Columns, flat_table
from regplan.model.plan import Plan
from regplan.model.schema import schema_of
from regplan.model.table import Table
from regplan.model.tables import TABLES

if TYPE_CHECKING:
    import polars as pl

__all__ = ["frames", "write_csv", "write_parquet"]

_AMOUNT: Final = (20, 2)
"""Digits and decimals of money in Arrow and Parquet."""


def write_csv(plan: Plan, folder: str | os.PathLike[str]) -> tuple[Path, ...]:
    """
    Write the tables of a plan as CSV in UTF-8, one file each, with ``datapackage.json`` that describes them.

    Texts that a spreadsheet would take for formulas begin with ``'``; reading takes it off again.

    Args:
        plan: The plan.
        folder: Where to; it is made.

    Returns:
        The files written.
    """
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    tables = _tables(plan, home, ".csv")
    written = []
    for name, columns in tables.items():
        out = StringIO(newline="")
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows(zip(*([_text(cell) for cell in column] for column in columns.values()), strict=True))
        written.append(home / f"{name}.csv")
        written[-1].write_text(out.getvalue(), encoding="utf-8", newline="")
    written.append(home / "datapackage.json")
    written[-1].write_text(json.dumps(_package(plan, tables), ensure_ascii=False, indent=1), encoding="utf-8")
    return tuple(written)


def write_parquet(plan: Plan, folder: str | os.PathLike[str]) -> tuple[Path, ...]:
    """
    Write the tables of a plan as Parquet, one file each; money is ``decimal(20, 2)``.

    Raises:
        MissingExtraError: The extra ``tables`` is not installed.
    """
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in _frames(_tables(plan, home, ".parquet")).items():
        written.append(home / f"{name}.parquet")
        frame.write_parquet(written[-1])
    return tuple(written)


def frames(plan: Plan) -> dict[str, pl.DataFrame]:
    """
    Return the tables of a plan as Polars data frames; with pyarrow installed ``frame.to_arrow()`` gives Arrow, ``to_pandas()`` pandas.

    Raises:
        MissingExtraError: The extra ``tables`` is not installed.
    """
    return _frames(plan.tables())


def _frames(tables: Mapping[str, Columns]) -> dict[str, pl.DataFrame]:
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("tables", "polars") from None
    kinds: dict[str, pl.DataType] = {"integer": pl.Int64(), "number": pl.Decimal(*_AMOUNT), "string": pl.String()}
    return {
        name: pl.DataFrame(_exact(columns), schema={head: kinds[_kind(name, head)] for head in columns})
        for name, columns in tables.items()
    }


def _tables(plan: Plan, home: Path, ending: str) -> dict[str, Columns]:
    """
    Lay a plan out for a folder: a heading that says nothing has no row.

    A table that the plan has not, of which a file of an earlier plan stands there, is written with heads alone, so that what is
    read back is this plan.
    """
    tables = plan.tables()
    if plan.region is None and all(column == [None] for column in tables[HEADING].values()):
        tables[HEADING] = {key: [] for key in tables[HEADING]}
    left = (name for name in TABLES if name not in tables and (home / f"{name}{ending}").exists())
    return {**tables, **{name: flat_table(name, Table(())) for name in left}}


def _exact(columns: Columns) -> Columns:
    """Make all money of a table decimals, which is what a column of one kind takes."""
    amounts = columns.get(PERIODS["amounts"])
    if amounts is None:
        return columns
    return {**columns, PERIODS["amounts"]: [None if one is None else Decimal(one) for one in amounts]}


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else neutral(cell) if isinstance(cell, str) else str(cell)


def _kind(table: str, head: str) -> str:
    """Name the kind of a column, in the words of Frictionless."""
    if head == PERIODS["amounts"]:
        return "number"
    if head == "row":
        return "integer"
    specs = {} if table == HEADING else {spec.name: spec.kind for spec in schema_of(TABLES[table])}
    whole = head in {"first_year", "last_year"} or specs.get(head) in {"year", "whole"}
    return "integer" if whole else "string"


def _package(plan: Plan, tables: Mapping[str, Columns]) -> dict[str, Any]:
    """Describe the files as a Frictionless data package."""
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": {"fields": [{"name": head, "type": _kind(name, head)} for head in columns]},
        }
        for name, columns in tables.items()
    ]
    title = plan.title or (plan.region.name if plan.region else None)
    return {
        "profile": "tabular-data-package",
        "name": "regplan",
        **({"title": title} if title else {}),
        "resources": resources,
    }
