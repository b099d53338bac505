"""
Tables of workbooks and Parquet: a sheet read against openpyxl, a nation of plans written and read with memory bounded.

Run by itself: ``python -m benchmarks.sheets [--rows 50000] [--plans 552]``; it needs the extras ``excel`` and ``tables``.
"""

from __future__ import annotations

import argparse
import gc
import io
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from benchmarks.plans import synthetic_plan
from benchmarks.timing import medians
from regplan.io import load
from regplan.io._bytes import Found
from regplan.io.carriers import CARRIERS
from regplan.io.intake import Intake
from regplan.io.tables_out import write_parquet

__all__ = ["nation_megabytes", "sheet_ratio"]

LIMIT = 0.4
"""What reading a sheet may take of what openpyxl takes that only reads (architecture §6)."""


def sheet_ratio(rows: int = 50_000, runs: int = 3) -> float:
    """Read a sheet of *rows* rows of 20 columns, half of them numbers, with all looks into it; divide by openpyxl read-only."""
    raw = _sheet(rows)

    def ours() -> Any:
        return CARRIERS[".xlsx"](raw, Found(Path("a.xlsx"), "a.xlsx"), Intake())

    def theirs() -> int:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
        return sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))

    found = medians({"ours": ours, "theirs": theirs}, runs)
    return found["ours"] / found["theirs"]


def _sheet(rows: int) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("data")
        for row in range(rows):
            for column in range(20):
                if column % 2:
                    sheet.write_number(row, column, row * 1000 + column)
                else:
                    sheet.write_string(row, column, f"Penyediaan layanan {row % 977} {column}")
    return out.getvalue()


def nation_megabytes(plans: int = 552, records: int = 5_000) -> tuple[float, float]:
    """Write and read *plans* plans as Parquet, one after the other; return peak memory after the first and after the last, in MB."""
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        plan = synthetic_plan(records, seed=1)
        for number in range(plans):
            write_parquet(plan, Path(folder, str(number)))
            again = load(Path(folder, str(number)))
            if len(again) != len(plan):
                msg = f"plan {number}: {len(again)} of {len(plan)} records came back"
                raise AssertionError(msg)
            del again
            gc.collect()
            first = first or _peak()
    return first, _peak()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    told = argparse.ArgumentParser()
    told.add_argument("--rows", type=int, default=50_000)
    told.add_argument("--plans", type=int, default=552)
    given = told.parse_args()
    ratio = sheet_ratio(given.rows)
    sys.stdout.write(f"sheet of {given.rows:,} rows ÷ openpyxl read-only: {ratio:.2f} (limit {LIMIT})\n")
    before, after = nation_megabytes(given.plans)
    sys.stdout.write(
        f"{given.plans} plans as Parquet: {before:.0f} MB after the first, {after:.0f} MB after the last\n"
    )
    raise SystemExit(ratio > LIMIT)
