"""Deli Serdang's evaluation form of 2025: its percentages recompute, and its five arithmetic errors are found, no more."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import pytest

from regplan.calc.targets import Disagreement, check_form

COLUMNS: Final = {
    "end_target": "target_renstra",
    "before": "realisasi_sd_lalu",
    "target": "target_renja",
    "q1": "tw1",
    "q2": "tw2",
    "q3": "tw3",
    "q4": "tw4",
    "result": "realisasi_renja",
    "cumulative": "realisasi_renstra",
    "rate": "capaian_renstra",
}
"""The cells of E.81 by the columns of the file, without their _k and _rp."""

Row = dict[Any, Decimal | None]


def number(text: str) -> Decimal | None:
    """Read a cell: blank cells and #DIV/0! are no number."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


@pytest.fixture(scope="module")
def cells(shared_data: Path) -> dict[tuple[int, str], Row]:
    """Return the cells of each row, K and Rp apart, by its number in the source."""
    path = shared_data / "deli_serdang_bappedalitbang_evaluasi_renja_2025.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (int(row["baris_asal"]), kind): {cell: number(row[f"{name}_{kind}"]) for cell, name in COLUMNS.items()}
        for row in rows
        for kind in ("k", "rp")
    }


def test_final_percentages_recompute(cells: dict[tuple[int, str], Row]) -> None:
    """All 192 final percentages that have a target are column 13 by column 5, to what floats leave."""
    judged = {at: row for at, row in cells.items() if row["rate"] is not None and row["end_target"]}
    assert [sum(kind == one for _, kind in judged) for one in ("k", "rp")] == [96, 96]
    for row in judged.values():
        assert row["rate"] is not None
        assert "rate" not in {one.cell for one in check_form("E-81", row)}
        spoilt = {**row, "rate": row["rate"] + Decimal("0.000001")}
        assert "rate" in {one.cell for one in check_form("E-81", spoilt)}


def test_five_arithmetic_errors(cells: dict[tuple[int, str], Row]) -> None:
    """Three totals below their quarters, one cumulated amount and one row of quarters are wrong; dust is not."""
    found: dict[tuple[int, str], tuple[Disagreement, ...]] = {
        at: wrong for at, row in cells.items() if (wrong := check_form("E-81", row))
    }
    told = [(*at, one.number, int(one.difference)) for at, wrong in found.items() for one in wrong]
    assert told == [
        (11, "rp", 12, -104_990_014),
        (12, "rp", 12, -104_990_014),
        (51, "k", 12, -35),
        (64, "rp", 13, -96_043_034),
        (113, "rp", 12, -104_990_014),
    ]
