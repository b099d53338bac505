"""Every plan, budget and realisation file of the shared data through a declared mapping: counts and totals made from the file alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import regplan as rp

MAPPINGS = Path(__file__).parent / "mappings"
FILES = {
    "bengkulu_utara_indikator": "bengkulu_utara_indikator_2025_2030.csv",
    "deli_serdang_skpd": "deli_serdang_skpd.csv",
    "deli_serdang_evaluasi": "deli_serdang_bappedalitbang_evaluasi_renja_2025.csv",
    "banyuwangi_ikd": "banyuwangi_ikd_2025_sebagian.csv",
    "kota_tegal_realisasi": "kota_tegal_bapperida_realisasi_2025.csv",
    "mamberamo_raya_anggaran": "mamberamo_raya_anggaran_perubahan_2023.csv",
    "mamberamo_raya_rkpd": "mamberamo_raya_rkpd_perubahan2_2023.csv",
    "pasangkayu_renja": "pasangkayu_dpupr_renja_2024.csv",
    "pasangkayu_renstra": "pasangkayu_dpupr_renstra.csv",
}
Read = Callable[[str], rp.Reading]


@pytest.fixture(scope="module")
def read(shared_data: Path) -> Read:
    """Read a file of the shared data by its mapping."""
    return lambda name: rp.read(shared_data / FILES[name], mapping=MAPPINGS / f"{name}.yaml")


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> Callable[[str], list[dict[str, str]]]:
    """Read a file with the standard library alone."""

    def lines(name: str) -> list[dict[str, str]]:
        with (shared_data / FILES[name]).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return lines


Rows = Callable[[str], list[dict[str, str]]]


def money(plan: rp.Plan, document: str, period: str, role: str = "entry", basis: str = "ceiling") -> Decimal:
    """Add up the money of a document in a period."""
    found = [
        one.amounts[period]
        for one in plan.allocations
        if (one.document, one.role, one.basis) == (document, role, basis) and period in one.amounts
    ]
    return sum((Decimal(amount) for amount in found if amount is not None), Decimal(0))


SUMMED = {"kota_tegal_realisasi", "mamberamo_raya_anggaran"}
"""Files whose rows are added up; their totals prove that none is lost."""


@pytest.mark.parametrize("name", [name for name in FILES if name not in SUMMED])
def test_every_row_is_in_the_plan_or_in_the_loss(name: str, read: Read, rows: Rows) -> None:
    """Each row is where a record came from, or a loss says that it was left out and why; no file has an error."""
    reading = read(name)
    assert reading.is_whole
    plan = reading.plan
    assert plan.origins is not None
    used = {where.line for table, at, _ in plan.records() if (where := plan.origins.where(table, at)) and where.line}
    lost = {loss.where.line for loss in reading.loss if loss.where and loss.what.startswith("row: ")}
    assert not used & lost
    assert len(used) + len(lost) == len(rows(name))


def test_bengkulu_utara_fills_down(read: Read, rows: Rows) -> None:
    """394 indicators; the OPD stands on the first row of its group alone, and each row below has it."""
    plan = read("bengkulu_utara_indikator").plan
    owners, last = [], ""
    for row in rows("bengkulu_utara_indikator"):
        last = row["skpd"] or last
        owners.append(" ".join(last.split()))
    assert len(plan.indicators) == len(owners) == 394
    names = {one.id: one.name for one in plan.agencies}
    assert [names[str(one.owner)] for one in plan.indicators] == owners
    targets = [one for one in plan.series if one.role == "target"]
    filled = sum(bool(row[str(year)].strip()) for row in rows("bengkulu_utara_indikator") for year in range(2025, 2031))
    assert sum(len(one.values) for one in targets) == filled


def test_deli_serdang_has_55_offices(read: Read, rows: Rows) -> None:
    """55 OPD; the first row is the region itself and is skipped with that reason."""
    reading = read("deli_serdang_skpd")
    assert [one.code for one in reading.plan.agencies] == [row["kode_skpd"] for row in rows("deli_serdang_skpd")[1:]]
    assert [loss.what for loss in reading.loss if loss.what.startswith("row")] == ["row: the region itself"]


def test_deli_serdang_evaluation(read: Read, rows: Rows) -> None:
    """6 programs, 19 activities, 72 sub activities; the quarters of the lowest rows add up as the file has them."""
    reading = read("deli_serdang_evaluasi")
    plan, lines = reading.plan, rows("deli_serdang_evaluasi")
    counts = [len(table) for table in (plan.programs, plan.activities, plan.sub_activities)]
    lowest = {one.id for one in plan.sub_activities}
    own = [row for row in lines if f"b{row['baris_asal']}" in lowest]
    assert counts == [6, 19, 72]
    assert len(lowest) == len(own)
    for quarter in (1, 2, 3, 4):
        told = sum(int(row[f"tw{quarter}_rp"] or 0) for row in own)
        assert money(plan, "evaluasi-2025", f"2025-Q{quarter}", basis="realised") == told
    assert money(plan, "renja-2025", "2025") == sum(int(row["target_renja_rp"] or 0) for row in own) == 14_723_660_349
    stated = sum(
        int(row["target_renja_rp"] or 0) for row in lines if row["satuan"] in {"%", "Nilai", "Jenis"} and row["uraian"]
    )
    assert money(plan, "renja-2025", "2025", "stated_total") == stated


def test_banyuwangi_keeps_its_cells(read: Read, rows: Rows) -> None:
    """30 indicators with target, result and history as they are printed; what looks wrong is kept for the rules."""
    plan, lines = read("banyuwangi_ikd").plan, rows("banyuwangi_ikd")
    assert len(plan.indicators) == len(lines) == 30
    targets = [one.values["2025"] for one in plan.series if one.role == "target"]
    assert targets == [row["target_2025"] for row in lines if row["target_2025"]]
    history = [one for one in plan.series if one.role == "result" and one.document == "rpjmd"]
    assert sum(len(one.values) for one in history) == sum(
        bool(row[f"nilai_{y}"]) for row in lines for y in range(2021, 2026)
    )


def test_kota_tegal_payments(read: Read, rows: Rows) -> None:
    """128 payments of January on 24 sub activities become one amount a sub activity and account; the sum is that of the file."""
    plan, lines = read("kota_tegal_realisasi").plan, rows("kota_tegal_realisasi")
    pairs = {(row["kode_sub_giat"], row["kode_rekening"]) for row in lines}
    assert len(lines) == 128
    assert len(plan.allocations) == len(pairs)
    assert len(plan.sub_activities) == len({row["kode_sub_giat"] for row in lines})
    total = sum(int(row["nilai_realisasi"]) for row in lines)
    assert money(plan, "realisasi-2025", "2025-01", basis="realised") == total == 658_277_528


def test_mamberamo_budget_before_and_after(read: Read, rows: Rows) -> None:
    """Columns before and after the change are two documents, with the published totals."""
    plan, lines = read("mamberamo_raya_anggaran").plan, rows("mamberamo_raya_anggaran")
    assert len({one.code for one in plan.sub_activities}) == 637
    for document, column in (("apbd-2023", "jumlah"), ("apbdp-2023", "jumlah_perubahan")):
        assert money(plan, document, "2023") == sum(Decimal(row[column]) for row in lines)
    assert money(plan, "apbdp-2023", "2023") == Decimal("1247743534764.44")
    assert plan.documents["apbdp-2023"].amends == "apbd-2023"


def test_mamberamo_work_plan_before_and_after(read: Read, rows: Rows) -> None:
    """1,175 outputs of 781 sub activities of offices; money before and after to the sen, traces of floats told."""
    reading, lines = read("mamberamo_raya_rkpd"), rows("mamberamo_raya_rkpd")
    plan = reading.plan
    assert [len(plan.indicators), len(plan.sub_activities), len(plan.agencies)] == [1175, 781, 40]
    for document, column in (("rkpd-2023", "anggaran"), ("rkpdp-2023", "menjadi_anggaran")):
        assert money(plan, document, "2023") == sum(Decimal(row[column]).quantize(Decimal("0.01")) for row in lines)
    assert money(plan, "rkpdp-2023", "2023") == Decimal("1185539354926.81")
    floats = sum(len(row[key].partition(".")[2]) > 2 for row in lines for key in row if "anggaran" in key)
    assert sum("anggaran" in loss.what for loss in reading.loss) == floats == 4


def test_pasangkayu_renja(read: Read, rows: Rows) -> None:
    """44 sub activities hang on the activities and programs that their codes name; the money is that of the file."""
    plan, lines = read("pasangkayu_renja").plan, rows("pasangkayu_renja")
    assert len(plan.sub_activities) == len(lines) == 44
    assert len(plan.activities) == len({row["KODE SUB KEGIATAN"][:12] for row in lines})
    assert money(plan, "renja-2024", "2024") == sum(Decimal(row["JUMLAH PAGU"]) for row in lines)


def test_pasangkayu_renstra(read: Read, rows: Rows) -> None:
    """The level is in the width of the code; codes that lost a zero are mended and told, a row without a code is told."""
    reading, lines = read("pasangkayu_renstra"), rows("pasangkayu_renstra")
    plan = reading.plan
    widths = [row["KODE"].count(".") for row in lines if row["KODE"]]
    assert [len(plan.programs), len(plan.activities), len(plan.sub_activities)] == [
        widths.count(2),
        widths.count(4),
        widths.count(5),
    ]
    own = [Decimal(row["DANA TAHUN 1"] or 0) for row in lines if row["KODE"].count(".") == 5]
    assert money(plan, "renstra", "2022") == sum(own)
    assert plan.programs["1.03.02"].title == "PROGRAM PENGELOLAAN SUMBER DAYA AIR (SDA)"
    assert sum(loss.what == "KODE" for loss in reading.loss) == sum(bool(row["KODE"].count(".") > 1) for row in lines)


def test_situbondo_nested_json(shared_data: Path) -> None:
    """Nested lists are tables; money of programs is a stated total that the activities' money adds up to, in every year."""
    name = "situbondo_bapenda_renstra_2026_2030.json"
    reading = rp.read(shared_data / name, mapping=MAPPINGS / "situbondo_bapenda.yaml")
    data: dict[str, Any] = json.loads((shared_data / name).read_text(encoding="utf-8"))
    plan = reading.plan
    assert reading.is_whole
    assert [len(plan.programs), len(plan.activities)] == [len(data["program"]), len(data["kegiatan"])] == [2, 12]
    for year in map(str, range(2026, 2031)):
        told = sum(one["anggaran"][year] for one in data["kegiatan"])
        assert money(plan, "renstra", year) == told
    own = [one for one in plan.allocations if one.role == "stated_total" and one.indicator is None]
    assert [dict(one.amounts) for one in own] == [one["anggaran"] for one in data["program"]]


def test_deli_serdang_tree(shared_data: Path) -> None:
    """Vision, 5 missions, 5 goals, 12 objectives of the RPJMD, and the Renstra of the health office below them, HTML taken out."""
    name = "deli_serdang_rpjmd_2019_2024.json"
    reading = rp.read(shared_data / name, mapping=MAPPINGS / "deli_serdang_rpjmd.yaml")
    plan, own = reading.plan, json.loads((shared_data / name).read_text(encoding="utf-8"))["renstra_dinas_kesehatan"]
    assert reading.is_whole
    assert [
        sum(one.document == "rpjmd" for one in table) for table in (plan.missions, plan.goals, plan.objectives)
    ] == [5, 5, 12]
    assert (
        [len(plan.strategies), len(plan.policy_directions)] == [len(own["strategi"]), len(own["kebijakan"])] == [9, 14]
    )
    assert not [node.title for node in plan.nodes if node.title and "<" in node.title]
    lists = [len(rows) for key, rows in own.items() if key.startswith("target_rkt")]
    assert sum(len(one.values) for one in plan.series if one.document == "rkt") == sum(lists) == 33
    assert not rp.check(plan, select="REF").errors


def test_four_regions(shared_data: Path) -> None:
    """Lists of texts give a record each: 3 visions, 10 missions, 11 priorities and a theme, 12 named programs."""
    name = "empat_daerah_visi_misi_prioritas.json"
    reading = rp.read(shared_data / name, mapping=MAPPINGS / "empat_daerah.yaml")
    data: dict[str, Any] = json.loads((shared_data / name).read_text(encoding="utf-8"))
    plan = reading.plan
    assert reading.is_whole
    assert len(plan.missions) == len(data["kota_bekasi"]["misi_terbaca"]) + len(data["kota_medan"]["misi"]) == 10
    assert len(plan.programs) == sum(len(data[one]["program_disebut"]) for one in ("kota_blitar", "kota_medan"))
    priorities = len(data["kota_bekasi"]["rkpd_2022"]["prioritas"]) + len(
        data["kabupaten_deli_serdang"]["rkpd_2022_prioritas"]
    )
    assert sum(one.framework == "YEARLY_PRIORITY" for one in plan.references) == priorities
    assert [one.title for one in plan.missions][:3] == data["kota_bekasi"]["misi_terbaca"]
