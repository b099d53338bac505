"""The Renstra of Pasangkayu's public works office as it was typed: every row is a node, or told."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest

import regplan as rp


@pytest.fixture(scope="module")
def reading(shared_data: Path) -> rp.Reading:
    """Read the sheet; it numbers its years and does not say which they are."""
    return rp.read(shared_data / "pasangkayu_dpupr_renstra.csv", given={"first_year": "2021", "agency": "DPUPR"})


def test_rows(reading: rp.Reading) -> None:
    """Of 95 rows 93 are nodes; the two headings of affairs are in the loss."""
    plan = reading.plan
    assert [len(plan.table(name)) for name in ("programs", "activities", "sub_activities")] == [10, 22, 61]
    assert sum(one.what == "row: a heading of affairs" for one in reading.loss) == 2
    assert reading.findings == ()


def test_the_row_without_a_code_is_a_told_guess(reading: rp.Reading) -> None:
    """Line 56 has neither code nor level; it is read as a sub activity, and the loss says so."""
    guessed = [(one.where.line, one.kept) for one in reading.loss if one.what == "level" and one.where]
    assert guessed == [(56, "sub_activity")]


def test_money(reading: rp.Reading, shared_data: Path) -> None:
    """Every amount is that of the file, to the sen; digits below it, which formulas left, are told."""
    with (shared_data / "pasangkayu_dpupr_renstra.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    printed = [
        Decimal(row[f"DANA TAHUN {n}"]).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        for row in rows
        for n in range(1, 6)
        if row[f"DANA TAHUN {n}"]
    ]
    read = [
        Decimal(amount) for one in reading.plan.allocations for amount in one.amounts.values() if amount is not None
    ]
    assert (len(read), sum(read)) == (len(printed), sum(printed))
    assert sum(one.kind == "mended" for one in reading.loss) == 3


def test_zeros_that_formulas_left(reading: rp.Reading) -> None:
    """``0`` as wording or unit is no wording; each is in the loss, and the indicator has none."""
    assert sum(one.what == "indikator [5]" for one in reading.loss) == 32
    assert not any(one.name == "0" or one.unit == "0" for one in reading.plan.indicators)
