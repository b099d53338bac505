"""Bengkulu Utara's flat Renja 2026 through its reader: all rows, all totals, no pairing guessed, nothing lost in silence."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

import regplan as rp
from regplan.calc.budget import totals

RENJA = "bengkulu_utara_renja_2026.csv"
BESIDE = ("bengkulu_utara_skpd_pagu_2026.csv", "bengkulu_utara_renja_2026_nama.csv")


@pytest.fixture(scope="module")
def reading(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> rp.Reading:
    """Read the export with its lists of ceilings and names, as a folder."""
    folder = tmp_path_factory.mktemp("renja")
    for name in (RENJA, *BESIDE):
        shutil.copy(shared_data / name, folder / name)
    return rp.read(folder)


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[dict[str, str]]:
    """Read the rows with the standard library alone."""
    with (shared_data / RENJA).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_counts(reading: rp.Reading) -> None:
    """All 2,189 sub activities, 779 activities, 306 programs, 97 sub-units; 54 OPD have a ceiling."""
    plan = reading.plan
    assert reading.findings == ()
    assert [len(table) for table in (plan.sub_activities, plan.activities, plan.programs, plan.agencies)] == [
        2_189,
        779,
        306,
        97,
    ]
    ceilings = [one for one in plan.allocations if one.extra and one.extra.get("x-dari") == "set_pagu_skpd"]
    assert len({one.subject for one in ceilings}) == 54
    assert {layout.layout for layout in reading.recognised} == {"renja_export"}


def test_ceilings_and_totals_reconcile(reading: rp.Reading) -> None:
    """No printed total of an activity, a program or an OPD differs from its parts, and none is stated twice."""
    assert rp.check(reading.plan, select=["ARI-01", "REF-07"]).findings == ()


def test_forward_targets_are_no_slips(reading: rp.Reading) -> None:
    """Targets of 2027 beside the end of the Renstra are what the form asks for, and that end is not judged in a Renja."""
    assert rp.check(reading.plan, select=["PER-01", "AGG-10", "TGT-03"]).findings == ()


def test_a_column_that_is_not_there_is_one_finding_a_document(reading: rp.Reading) -> None:
    """The export has no target groups: 52 findings, one a Renja, and none for each of its 1,085 rows."""
    found = rp.check(reading.plan, select="CARD-16").findings
    assert {one.name for one in found} == {"renja-column-missing"}
    assert len(found) == 52


def test_grand_total(reading: rp.Reading) -> None:
    """The entries of 2026 add up to the published total."""
    found = totals(reading.plan, "RENJA", by="agency", year=2026).total
    assert found
    assert found.amount == 1_371_641_789_761


def test_every_row_is_in_the_plan_or_in_the_loss(reading: rp.Reading, rows: list[dict[str, str]]) -> None:
    """Each row is the place of one sub activity, and every filled money cell the place of one amount."""
    plan = reading.plan
    places = (
        [plan.origins.where("sub_activities", at) for at in range(len(plan.sub_activities))] if plan.origins else []
    )
    assert len({place.line for place in places if place}) == len(rows) == 2_189
    filled = sum(bool(row[key]) for row in rows for key in ("pagu_indikatif", "pagu_n_depan"))
    assert sum(one.role == "entry" for one in plan.allocations) == filled


def test_pairings(reading: rp.Reading, rows: list[dict[str, str]]) -> None:
    """Of 347 rows with lists, 182 lists of targets differ in length, the other 165 stand sorted: none is paired."""
    several = [row for row in rows if "\n\n" in row["indikator_outcome"] or "\n\n" in row["target_akhir"]]
    lost = Counter(one.what for one in reading.loss if one.kind == "unpaired" and one.what.startswith("target_akhir"))
    assert len(several) == 347
    assert lost == {"target_akhir: lists of different length": 182, "target_akhir: values sorted as text": 165}


def test_no_target_of_a_list_is_in_the_plan(reading: rp.Reading, rows: list[dict[str, str]]) -> None:
    """No program whose outcomes stand in lists alone has a target for the end."""
    single = {f"{row['kode_sub_skpd']}/{row['kode_program']}" for row in rows if "\n\n" not in row["indikator_outcome"]}
    owners = {one.id: one.owner for one in reading.plan.indicators}
    with_end = {owners[one.indicator] for one in reading.plan.series if "end" in one.values}
    assert with_end <= single


def test_several_funds(reading: rp.Reading, rows: list[dict[str, str]]) -> None:
    """A cell of several funds is parted; no amount is given to any one of them."""
    several = [row for row in rows if ", " in row["nama_dana"]]
    parted = [
        one for one in reading.plan.allocations if one.extra and "x-sumber-dana" in one.extra and one.basis == "ceiling"
    ]
    assert len(parted) == len(several)
    assert {one.fund for one in parted} == {None}
    assert all(len(one.extra["x-sumber-dana"]) > 1 for one in parted if one.extra)


def test_raw_rows_are_reachable(reading: rp.Reading) -> None:
    """From a record one comes to the row it was read from, with all its cells."""
    where = reading.plan.origins.where("sub_activities", 100) if reading.plan.origins else None
    sheet = next(one for one in reading.sheets if where and one.part.file == where.file)
    row = sheet.grid[list(sheet.numbers).index(where.line or 0)] if where else ()
    assert reading.plan.sub_activities[100].code in row
