"""
Tables of workbooks: a sheet read against openpyxl.

Run by itself: ``python -m benchmarks.sheets [--rows 50000]``; it needs the extra ``excel``. A nation of plans as Parquet is ``benchmarks.nation``.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from benchmarks.timing import medians
from regplan.io._bytes import Found
from regplan.io.carriers import CARRIERS
from regplan.io.intake import Intake

__all__ = ["sheet_ratio"]

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


if __name__ == "__main__":
    told = argparse.ArgumentParser()
    told.add_argument("--rows", type=int, default=50_000)
    given = told.parse_args()
    ratio = sheet_ratio(given.rows)
    sys.stdout.write(f"sheet of {given.rows:,} rows ÷ openpyxl read-only: {ratio:.2f} (limit {LIMIT})\n")
    raise SystemExit(ratio > LIMIT)
