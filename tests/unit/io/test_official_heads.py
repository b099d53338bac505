"""Heads of official tables that are easily read wrong: what a column of numbers holds, of which year, or that nobody knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from official_books import book

pytest.importorskip("python_calamine")
RENJA = ("RENJA DINAS KESEHATAN TAHUN 2026",)
RENSTRA = ("RENSTRA DINAS KESEHATAN 2025-2026",)
KNOWN = ("Kode", "Program/Kegiatan", "Indikator", "Satuan")
PROGRAM = ("1.02.02", "Program Kesehatan", "Cakupan", "%")
PLAN = ("Target 2026", "Pagu 2026")
"""Heads of numbers beside which another stands; their cells are 80 and 1,000."""
N = None


def read(
    folder: Path,
    heads: tuple[Any, ...],
    cells: tuple[Any, ...],
    *,
    titles: tuple[str, ...] = RENJA,
    below: tuple[Any, ...] = (),
    foot: str | None = None,
    known: tuple[Any, ...] = KNOWN,
    given: dict[str, str] | None = None,
) -> rp.Reading:
    """Read a table of one program whose columns of numbers have these heads."""
    rows: list[tuple[Any, ...]] = [*((one,) for one in titles), (*known, *heads)]
    rows += [((N,) * len(known) + below)] if below else []
    rows += [(*PROGRAM[: len(known)], *cells), *([(foot,)] if foot else [])]
    return rp.read(book(folder / "t.xlsx", ("Tabel", rows, ())), given=given or {})


def said(reading: rp.Reading) -> dict[str, dict[str, str]]:
    """List what the plan has: by role or basis the values by period."""
    found: dict[str, dict[str, str]] = {}
    for one in reading.plan.series:
        found.setdefault(one.role, {}).update({period: str(value) for period, value in one.values.items()})
    for money in reading.plan.allocations:
        found.setdefault(str(money.basis), {}).update({period: str(value) for period, value in money.amounts.items()})
    return found


def refused(reading: rp.Reading) -> str:
    """Return why a table is refused; nothing of it is read."""
    (finding,) = reading.findings
    assert (finding.code, reading.plan.series, reading.plan.allocations) == ("FILE-18", (), ())
    return finding.message.en


def assert_told(reading: rp.Reading, letter: str, why: str) -> None:
    """Assert that nothing but target and ceiling of 2026 is read, and the column is told."""
    assert said(reading) == {"target": {"2026": "80"}, "ceiling": {"2026": "1000"}}
    told = [one.got for one in reading.loss if one.kind == "dropped" and f"!{letter}" in str(one.where)]
    assert any(why in one for one in told)


@pytest.mark.parametrize(
    ("head", "basis"),
    [
        ("Prakiraan Maju Rencana Tahun 2027", "forward_estimate"),
        ("Perkiraan Maju Tahun 2027", "forward_estimate"),
        ("Prakiraan Maju", "forward_estimate"),
        ("Prakiraan Maju 2027 (Rp)", "forward_estimate"),
        ("Alokasi 2027", "ceiling"),
        ("Kebutuhan 2027", "ceiling"),
        ("Belanja 2027", "ceiling"),
        ("Plafon 2027", "ceiling"),
    ],
)
def test_money(tmp_path: Path, head: str, basis: str) -> None:
    """Money that no word *Rp* or *pagu* names is money, never a target."""
    given = {} if head != "Prakiraan Maju" else {"year": "2026"}
    titles = RENJA if basis == "forward_estimate" else ("RENSTRA DINAS KESEHATAN 2026-2030",)
    found = said(read(tmp_path, (*PLAN, head), (80, 1000, 1100), titles=titles, given=given))
    assert found.pop("target") == {"2026": "80"}
    assert found.pop(basis)["2027"] == "1100"


def test_forward_estimate_of_two_columns(tmp_path: Path) -> None:
    """Above *Target* and *Pagu* the forward estimate is both, as the leaf says."""
    heads, below = (
        ("Target", "Pagu Indikatif", "Prakiraan Maju Rencana Tahun 2027", N),
        (N, N, "Target", "Pagu Indikatif"),
    )
    found = said(read(tmp_path, heads, (80, 1000, 90, 1100), below=below))
    assert found == {
        "target": {"2026": "80", "2027": "90"},
        "ceiling": {"2026": "1000"},
        "forward_estimate": {"2027": "1100"},
    }


@pytest.mark.parametrize(
    "head",
    [
        *("Capaian 2024", "Capaian Kinerja 2024", "Kondisi 2024", "Eksisting 2024", "Kenaikan 2027", "Keterangan 2025", "Usulan 2025"),
        *("Penduduk 2024", "Serapan 2025", "DPA 2025", "DPPA 2025", "Pagu DPA 2025", "APBD 2024", "Standar Nasional 2025"),
        *("Target Provinsi 2025", "Harga Satuan (Rp)", "Biaya Satuan", "Pagu n-1", "Pagu Tahun Lalu", "Pagu Tahun Berjalan"),
        *("Target n+1", "Pagu n+1", "Pagu Tahun Depan", "Target TW I", "Target Semester I", "Pagu Juni 2026", "Sumber Dana (Rp)"),
        *("Pagu 2025 (Musrenbang 2024)", "Target 2025 (baseline 2024)", "Pagu 2025 sesuai RPJMD 2025-2029", "Target 2026/2027"),
        *("Tambahan Pagu 2025", "Pagu per Orang 2025", "Pagu 2025 (Rp ratus ribu)", "Belanja Modal 2025", "Target Bulanan 2025", "Capaian"),
        *("Total Pagu 2025-2026", "Tahun Anggaran 2025", "Target RPJMD 2025-2029", "Kondisi Akhir Tahun 2025"),
    ],
)  # fmt: skip
def test_not_understood(tmp_path: Path, head: str) -> None:
    """A head of which nobody knows what it holds or for when leaves its column out, told."""
    assert_told(read(tmp_path, (*PLAN, head), (80, 1000, 7)), "G2", "a column")


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("Target s/d 2025", "up to a year"),
        ("Pagu s/d 2025", "up to a year"),
        ("Jumlah Pagu s.d. Tahun 2027", "up to a year"),
        ("Target Kumulatif s.d. 2025", "up to a year"),
        ("% Pagu 2025", "follows"),
        ("Pagu 2026 (%)", "follows"),
        ("Persentase Anggaran 2025", "follows"),
        ("Bobot Anggaran 2025 (%)", "follows"),
        ("Rata-rata Pagu 2025", "follows"),
        ("Sisa Pagu 2025", "follows"),
        ("Jumlah Pagu", "follows"),
        ("Total Target", "follows"),
    ],
)
def test_derived(tmp_path: Path, head: str, why: str) -> None:
    """Shares, what is left, what was summed up are no facts of a year; the column is told with its cells and why."""
    assert_told(read(tmp_path, (*PLAN, head), (80, 1000, 7)), "G2", f"a column, 1 cells: {why}")


@pytest.mark.parametrize(
    "head", ["Target (%) 2026", "Target Persentase 2026", "Target 2026 (%)", "2026", "TA 2026", "Rencana Tahun 2026"]
)
def test_targets(tmp_path: Path, head: str) -> None:
    """A target in percent is a target, and so is what says a year alone."""
    reading = read(
        tmp_path, (head, "Pagu 2026"), (80, 1000), known=("Kode", "Program", "Indikator (Persentase)", "Satuan (%)")
    )
    assert said(reading) == {"target": {"2026": "80"}, "ceiling": {"2026": "1000"}}
    assert [one.unit for one in reading.plan.indicators] == ["%"]


@pytest.mark.parametrize(
    ("heads", "why"),
    [
        (("Target Renstra", "Target Renja 2026", "Pagu 2026"), "F (target_renja_2026) names RENJA, not RENSTRA"),
        (("Target 2026", "Pagu Renstra 2025", "Pagu Renja 2026"), "G (pagu_renja_2026) names RENJA, not RENSTRA"),
        (("Target 2026", "Pagu 2026", "Pagu RPJMD 2026"), "G (pagu_rpjmd_2026) names RPJMD, not RENJA"),
        (("Target 2026", "Pagu 2026", "Target Renstra 2029"), "G (target_renstra_2029) names RENSTRA, not RENJA"),
        (("Pagu", "Target 2026", "Pagu 2026"), "E (pagu) and G (pagu_2026) are both the money of 2026"),
        (("Target Minimal", "Target 2026", "Pagu 2026"), "are both the target of 2026"),
        (("Target 2026", "Target Renja 2026", "Pagu 2026"), "are both the target of 2026"),
        (("Target 2026", "Usulan Pagu 2026", "Pagu 2026"), "are both the money of 2026"),
    ],
)
def test_refused(tmp_path: Path, heads: tuple[str, ...], why: str) -> None:
    """Two documents in one table of a plan, or two columns that are of one document and period, are asked about."""
    assert why in refused(read(tmp_path, heads, (99, 80, 1000)))


@pytest.mark.parametrize("below", [("APBD", "DAK", "APBN"), ("Murni", "Perubahan", N)])
def test_parts_below_a_head(tmp_path: Path, below: tuple[Any, ...]) -> None:
    """Words below *Pagu* that nobody knows part it: the first part is not the whole."""
    why = refused(read(tmp_path, ("Target 2026", "Pagu 2026", N, N), (80, 600, 300, 100), below=(N, *below)))
    assert f"row 3 looks like heads too ({', '.join(one for one in below if one)})" in why


def test_funds_below_a_head(tmp_path: Path) -> None:
    """Amounts below *Sumber Dana* are no funds."""
    why = refused(read(tmp_path, (*PLAN, "Sumber Dana", N), (80, 1000, 600, 400), below=(N, N, "APBD", "DAK")))
    assert "row 3 looks like heads too (APBD, DAK)" in why


def test_own_document_named(tmp_path: Path) -> None:
    """The table's own document may be named; the end of a longer plan's period is not of a plan of one year."""
    heads = ("Target Renja 2026", "Pagu Renja 2026", "Kondisi Kinerja pada akhir periode Renstra")
    assert_told(read(tmp_path, heads, (80, 1000, 95)), "G2", "a column")


@pytest.mark.parametrize(
    ("heads", "below", "titles"),
    [
        *((("Target 2026", head), (), RENJA) for head in ("Pagu 2026 (Rp x 1.000)", "Pagu 2026 (000)", "Anggaran Rp 1.000 Tahun 2026")),
        *((("Target 2026", head), (), RENJA) for head in ("Pagu Ribu 2026", "Pagu (ribuan) 2026", "Pagu 2026 (Rp. rb)")),
        *((PLAN, (), (*RENJA, title)) for title in ("(Rp. 1.000,-)", "Dalam Rp 1.000", "(x Rp 1.000)", "dalam ribuan")),
        *((PLAN, units, RENJA) for units in (("(%)", "(Rp ribu)"), ("(%)", "(ribuan)"), (N, "(Rp. 000)"))),
    ],
)  # fmt: skip
def test_thousands(tmp_path: Path, heads: tuple[str, ...], below: tuple[Any, ...], titles: tuple[str, ...]) -> None:
    """Heads, titles and a row of units that count in thousands make amounts of rupiah, which is told."""
    reading = read(tmp_path, heads, (80, 5), below=below, titles=titles)
    assert said(reading) == {"target": {"2026": "80"}, "ceiling": {"2026": "5000"}}
    assert [one.kept for one in reading.loss if one.kind == "mended"] == ["1,000 times what is printed"]


@pytest.mark.parametrize(
    ("heads", "titles", "foot", "times"),
    [
        (("Target 2026", "Pagu 2026 (Rp. Jt)"), RENJA, N, 10**6),
        (("Target 2026", "Pagu (Jutaan) 2026"), RENJA, N, 10**6),
        (("Target 2026", "Anggaran (M) Tahun 2026"), RENJA, N, 10**9),
        (PLAN, (*RENJA, "(x Rp 1.000.000)"), N, 10**6),
        (PLAN, RENJA, "Catatan: angka dalam jutaan rupiah", 10**6),
        (PLAN, (*RENJA, "Dana BTT maksimal Rp 50 Miliar"), N, 1),
        (PLAN, (*RENJA, "Bantuan Rp 1.000.000 per orang"), N, 1),
        (PLAN, RENJA, "Catatan: BTT tidak lebih dari 5 juta", 1),
    ],
)
def test_sizes(tmp_path: Path, heads: tuple[str, ...], titles: tuple[str, ...], foot: str | None, times: int) -> None:
    """Millions and billions; an amount in a title is no size."""
    reading = read(tmp_path, heads, (80, 5), titles=titles, foot=foot)
    assert said(reading)["ceiling"] == {"2026": str(5 * times)}


@pytest.mark.parametrize(
    ("head", "end"),
    [
        ("Kondisi Kinerja pada akhir periode Renstra (2030)", True),
        ("Kondisi Kinerja pada akhir periode Renstra (2026)", True),
        ("Akhir Renstra 2030", True),
        ("Kondisi Akhir", True),
        ("Total", False),
        ("Total 2025-2026", False),
        ("Jumlah s.d. Tahun 2027", False),
    ],
)
def test_right_of_the_years(tmp_path: Path, head: str, *, end: bool) -> None:
    """The end of a period wins over the year beside it; a total is told, and neither is money of a year."""
    heads, below = ("Tahun 2025", N, "Tahun 2026", N, head, N), ("K", "Rp") * 3
    found = said(
        read(tmp_path, heads, (80, 1000, 90, 2000, 95, 3000), titles=RENSTRA, below=below, given={"year": "2026"})
    )
    more = ({"end": "95"}, {"end": "3000"}) if end else ({}, {})
    assert found == {
        "target": {"2025": "80", "2026": "90"} | more[0],
        "ceiling": {"2025": "1000", "2026": "2000"} | more[1],
    }


def test_sums_in_the_row_of_years(tmp_path: Path) -> None:
    """*Akhir* and *Total* may stand beside the years below a head."""
    heads, below = ("Target", N, N, "Pagu", N, N), ("2025", "2026", "Akhir", "2025", "2026", "Total")
    found = said(read(tmp_path, heads, (80, 90, 95, 1000, 2000, 3000), titles=RENSTRA, below=below))
    assert found == {
        "target": {"2025": "80", "2026": "90", "end": "95"},
        "ceiling": {"2025": "1000", "2026": "2000"},
    }


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Kondisi Awal (2023)", "2023"),
        ("Baseline Tahun 2023", "2023"),
        ("Kondisi Awal", "2025"),
        ("Kondisi Awal RPJMD 2021-2026", "2025"),
    ],
)
def test_baseline(tmp_path: Path, head: str, period: str) -> None:
    """A baseline is of the year its head says, else of the year before the plan, which is told."""
    reading = read(tmp_path, (*PLAN, head), (80, 1000, 70), given={"agency": "Dinas Kesehatan"})
    assert said(reading)["baseline"] == {period: "70"}
    assert [one.kept for one in reading.loss if one.kind == "guessed"] == [period] * (period == "2025")


def test_results_of_money(tmp_path: Path) -> None:
    """Where nothing measures, a result beside a budget is money (T-C.24), and the rate beside it is told."""
    heads = ("Anggaran 2024", "Realisasi 2024", "%")
    reading = read(
        tmp_path, heads, (100, 90, 90), known=("No", "Program"), titles=("Tabel T-C.24 Renstra Dinas X 2025-2029",)
    )
    assert said(reading) == {"ceiling": {"2024": "100"}, "realised": {"2024": "90"}}
    assert [one.document for one in reading.plan.allocations] == ["apbd-2024"] * 2


@pytest.mark.parametrize(
    "part", ["Januari 2026", "2026 per 30 Juni", "2026 Bulan Juni", "2026 per 30/6", "Semester I 2026"]
)
def test_results_of_a_part_of_a_year(tmp_path: Path, part: str) -> None:
    """What was reached up to a month or a day is no result of the year."""
    heads = ("Target Renja 2026", "Anggaran Renja 2026", f"Realisasi Renja {part}", f"Realisasi Anggaran Renja {part}")
    assert_told(read(tmp_path, heads, (80, 1000, 10, 100)), "G2", "a column")


@pytest.mark.parametrize("head", ["Sisa Anggaran Renja 2026", "Sisa Pagu 2025", "Realisasi Anggaran Renja 2026 (%)"])
def test_derived_beside_results(tmp_path: Path, head: str) -> None:
    """What is left of a budget is no budget, and a share of money no money."""
    reading = read(tmp_path, ("Target Renja 2026", "Pagu Renja 2026", "Realisasi Renja 2026", head), (80, 1000, 70, 3))
    assert said(reading) == {"target": {"2026": "80"}, "ceiling": {"2026": "1000"}, "result": {"2026": "70"}}
