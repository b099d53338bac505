"""Each official table of plans (regulations §1.7) as people type it, and those that the library itself prints, read back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

import form_plan
import regplan as rp
from official_books import book
from regplan.io.forms import FORM_NAMES, write_form

pytest.importorskip("python_calamine")
Rows = tuple[tuple[object, ...], ...]
N = None
C14: Rows = (
    ("Tabel T-C.14",),
    ("Program Pembangunan Daerah yang disertai Pagu Indikatif",),
    ("Kabupaten Contoh, RPJMD Tahun 2025-2026",),
    ("Kode", N, N, "Misi/Tujuan/Sasaran/Program Pembangunan Daerah", "Indikator Kinerja (Tujuan/Impact/Outcome)", "Kondisi Kinerja Awal RPJMD (Tahun 0)", "Capaian Kinerja Program dan Kerangka Pendanaan", N, N, N, N, N, "Perangkat Daerah Penanggung Jawab"),
    (N, N, N, N, N, N, "Tahun-1", N, "Tahun-2", N, "Kondisi Kinerja pada Akhir Periode RPJMD", N, N),
    (N, N, N, N, N, N, "Target", "Rp", "Target", "Rp", "Target", "Rp", N),
    ("(1)", N, N, "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(15)", "(16)", "(17)"),
    (N, N, N, "Misi 1: Mewujudkan masyarakat sehat", N, N, N, N, N, N, N, N, N),
    (N, N, N, "Tujuan: Meningkatnya derajat kesehatan", "Angka harapan hidup", "70,1", "70,3", N, "70,5", N, "70,5", N, N),
    (N, N, N, "Sasaran: Turunnya kematian ibu", "Angka kematian ibu", 95, 90, N, 85, N, 85, N, N),
    ("1", "02", "02", "Pemenuhan Upaya Kesehatan", "Cakupan", "80", "85", "3.000.000.000", "90", 3_500_000_000, "90", "6.500.000.000", "Dinas Kesehatan"),
    (N, N, N, N, "Puskesmas terakreditasi", 3, 4, N, 5, N, 5, N, N),
    ("1", "02", "03", "Peningkatan SDM", "Rasio tenaga", 1, 2, 1_000_000_000, 3, "1.000.000.000", 3, 2_000_000_000, "Dinas Kesehatan"),
    ("Jumlah", N, N, N, N, N, N, 4_000_000_000, N, 4_500_000_000, N, 8_500_000_000, N),
)  # fmt: skip
C14_MERGED = ("A4:C6", "D4:D6", "E4:E6", "F4:F6", "G4:L4", "G5:H5", "I5:J5", "K5:L5", "M4:M6", "A7:C7", "A14:F14")
C25: Rows = (
    ("Tabel T-C.25",),
    ("Tujuan dan Sasaran Jangka Menengah Pelayanan Perangkat Daerah",),
    ("Renstra Tahun 2025-2026",),
    ("Perangkat Daerah: Dinas Kesehatan",),
    ("No", "Tujuan", "Sasaran", "Indikator Tujuan/Sasaran", "Target Kinerja Tujuan/Sasaran pada Tahun ke-", N),
    (N, N, N, N, 1, 2),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    (1, "Meningkatnya derajat kesehatan", N, "Angka harapan hidup", "70,3", "70,5"),
    (N, N, "Turunnya kematian ibu", "Angka kematian ibu", 90, 85),
    (N, N, N, "Angka kematian bayi", "9", "8"),
    (2, "Birokrasi bersih", N, "Nilai SAKIP", "BB", "A"),
)
C25_MERGED = ("A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:F5", "B8:B10")
C26: Rows = (
    ("Tabel T-C.26",),
    ("Tujuan, Sasaran, Strategi, dan Kebijakan, Renstra 2025-2026",),
    ("Visi : Contoh maju",),
    ("Tujuan", "Sasaran", "Strategi", "Arah Kebijakan"),
    ("Sehat", "AKI turun", "Perkuat layanan", "Layanan ibu"),
    (N, N, N, "Layanan bayi"),
    (N, "AKB turun", "Perluas layanan", "Layanan anak"),
)
C28: Rows = (
    ("Tabel T-C.28",),
    ("Indikator Kinerja Perangkat Daerah yang Mengacu pada Tujuan dan Sasaran RPJMD, Renstra 2025-2026",),
    ("No", "Indikator", "Kondisi Kinerja pada Awal Periode RPJMD", "Target Capaian Setiap Tahun", N, "Kondisi Kinerja pada Akhir Periode RPJMD"),
    (N, N, "Tahun 0", "Tahun 1", "Tahun 2", N),
    (1, "Angka kematian ibu", 95, 90, 85, 85),
    (2, "Angka kematian bayi", "10", "9", "8", "8"),
)  # fmt: skip
C16: Rows = (
    ("Tabel T-C.16",),
    ("Indikasi Program Prioritas yang disertai Kebutuhan Pendanaan RPJMD 2025-2026",),
    ("Kode", N, N, "Bidang Urusan Pemerintahan dan Program Prioritas Pembangunan", "Indikator Kinerja Program (outcome)", *C14[3][5:]),
    (N, N, N, N, N, *C14[4][5:]),
    (N, N, N, N, N, *C14[5][5:]),
    ("1", N, N, "Urusan Wajib Pelayanan Dasar", *[N] * 9),
    ("1", "02", N, "Kesehatan", *[N] * 9),
    C14[10],
)  # fmt: skip
C16_MERGED = ("A3:C5", "D3:D5", "E3:E5", "F3:F5", "G3:L3", "G4:H4", "I4:J4", "K4:L4", "M3:M5")


def read(folder: Path, rows: Rows, merged: Sequence[str] = ()) -> rp.Reading:
    """Write a table and read it; nothing in it is wrong."""
    reading = rp.read(book(folder / "tabel.xlsx", (str(rows[0][0]).removeprefix("Tabel "), rows, merged)))
    assert [one.layout for one in reading.recognised] == ["official"]
    assert reading.findings == ()
    return reading


def test_c14(tmp_path: Path) -> None:
    """T-C.14: code in three columns, mission to program in one, years by number, end of the period, fill-down, a total."""
    reading = read(tmp_path, C14, C14_MERGED)
    plan = reading.plan
    assert (plan.documents[0].kind, plan.documents[0].first_year, plan.documents[0].last_year) == ("RPJMD", 2025, 2026)
    chain = [plan.programs["rpjmd-2025/1.02.02"].parent, plan.objectives[0].parent, plan.goals[0].parent]
    assert chain == [plan.objectives[0].id, plan.goals[0].id, plan.missions[0].id]
    assert [one.agency for one in plan.programs] == ["Dinas Kesehatan"] * 2
    assert [len([one for one in plan.indicators if one.owner == name.id]) for name in plan.programs] == [2, 1]
    told = {(one.role, tuple(one.values.items())) for one in plan.series if one.indicator.endswith("1.02.02/indikator")}
    assert told == {("baseline", (("2024", "80"),)), ("target", (("2025", "85"), ("2026", "90"), ("end", "90")))}
    money = [(one.subject, one.role, dict(one.amounts)) for one in plan.allocations]
    assert ("rpjmd-2025/1.02.02", "entry", {"2025": 3_000_000_000, "2026": 3_500_000_000}) in money
    assert ("rpjmd-2025/1.02.02", "stated_total", {"end": 6_500_000_000}) in money
    assert ("/", "stated_total", {"2025": 4_000_000_000, "2026": 4_500_000_000, "end": 8_500_000_000}) in money
    assert rp.check(plan, select="ARI-01").findings == ()
    assert [one.what for one in reading.loss] == ["kondisi_kinerja_awal_rpjmd_tahun_0", "level", "level", "level"]


@pytest.mark.parametrize("dropped", [0, 1, 2])
def test_c14_without_the_words(dropped: int, tmp_path: Path) -> None:
    """Rows without a code that do not say what they are have their level from their place above the programs, as a guess."""
    names = (
        (N, N, N, "Masyarakat sehat"),
        (N, N, N, "Derajat kesehatan naik", "AHH"),
        (N, N, N, "Kematian ibu turun", "AKI"),
    )
    reading = read(tmp_path, (*C14[:7], *names[dropped:], *C14[10:]), C14_MERGED[:10])
    levels = ("mission", "goal", "objective")[dropped:]
    assert [one.kept for one in reading.loss if one.what == "level"] == list(levels)
    assert [len(reading.plan.missions), len(reading.plan.goals), len(reading.plan.objectives)] == [
        int(level in levels) for level in ("mission", "goal", "objective")
    ]
    assert len(reading.plan.programs) == 2


def test_c16(tmp_path: Path) -> None:
    """T-C.16: headings of affairs are told, the program below them is read."""
    reading = read(tmp_path, C16, C16_MERGED)
    assert [(one.code, one.agency) for one in reading.plan.programs] == [("1.02.02", "Dinas Kesehatan")]
    assert [one.got for one in reading.loss if one.what == "row: a heading of affairs"] == [
        "'1 | Urusan Wajib Pelayanan Dasar'",
        "'1 | 02 | Kesehatan'",
    ]


@pytest.mark.parametrize("years", [(1, 2), (2025, 2026), ("Tahun 1", "Tahun 2"), ("I", "II")])
def test_c25(years: tuple[object, object], tmp_path: Path) -> None:
    """T-C.25: goals, objectives below them, several indicators each, targets of years by number or by name."""
    reading = read(tmp_path, (*C25[:5], (N, N, N, N, *years), *C25[6:]), C25_MERGED)
    plan = reading.plan
    assert (plan.documents[0].kind, plan.documents[0].agency) == ("RENSTRA", "Dinas Kesehatan")
    assert [one.title for one in plan.goals] == ["Meningkatnya derajat kesehatan", "Birokrasi bersih"]
    assert [(one.title, one.parent) for one in plan.objectives] == [("Turunnya kematian ibu", plan.goals[0].id)]
    owners = [one.owner for one in plan.indicators]
    assert owners == [plan.goals[0].id, plan.objectives[0].id, plan.objectives[0].id, plan.goals[1].id]
    assert [dict(one.values) for one in plan.series] == [
        {"2025": "70,3", "2026": "70,5"},
        {"2025": "90", "2026": "85"},
        {"2025": "9", "2026": "8"},
        {"2025": "BB", "2026": "A"},
    ]


def test_c26(tmp_path: Path) -> None:
    """T-C.26: strategies and policy directions below their objective; a name left empty goes on from above."""
    plan = read(tmp_path, C26).plan
    first, second = plan.objectives
    assert [one.parent for one in plan.strategies] == [first.id, second.id]
    assert [(one.title, one.parent) for one in plan.policy_directions] == [
        ("Layanan ibu", first.id),
        ("Layanan bayi", first.id),
        ("Layanan anak", second.id),
    ]


def test_c28(tmp_path: Path) -> None:
    """T-C.28: indicators of the OPD without a node of their own, with baseline, targets and end."""
    plan = read(tmp_path, C28, ("A3:A4", "B3:B4", "D3:E3", "F3:F4")).plan
    assert [(one.name, one.owner) for one in plan.indicators] == [("Angka kematian ibu", N), ("Angka kematian bayi", N)]
    assert [dict(one.values) for one in plan.series] == [
        {"2024": "95"},
        {"2025": "90", "2026": "85", "end": "85"},
        {"2024": "10"},
        {"2025": "9", "2026": "8", "end": "8"},
    ]


@pytest.mark.parametrize("rows", [C14, C16, C25, C26, C28])
def test_every_cell_below_the_heads_is_told(rows: Rows, tmp_path: Path) -> None:
    """Each text below the heads of a table stands in the plan or in the loss."""
    merged = {
        id(C14): C14_MERGED,
        id(C16): C16_MERGED,
        id(C25): C25_MERGED,
        id(C28): ("A3:A4", "B3:B4", "D3:E3", "F3:F4"),
    }
    reading = read(tmp_path, rows, merged.get(id(rows), ()))
    known = rp.dumps(reading.plan).decode() + repr(reading.loss)
    first = next(at for at, row in enumerate(rows) if len([cell for cell in row if cell]) > 2)
    for row in rows[first + 3 :]:
        for cell in row:
            if isinstance(cell, str) and any(one.isalpha() for one in cell) and cell != "Jumlah":
                assert cell in known


def test_data_that_speak_of_targets_are_no_heads(tmp_path: Path) -> None:
    """A row of names that hold the words of heads (kinerja, capaian, realisasi) is a row, not heads printed again."""
    row = (
        N,
        N,
        N,
        "Sasaran: Realisasi capaian kinerja anggaran",
        "Capaian target kinerja",
        "9 Rp",
        "10 Rp",
        N,
        "11 Rp",
        N,
        "12 Rp",
        N,
        N,
    )
    plan = read(tmp_path, (*C14[:9], row, *C14[10:]), C14_MERGED).plan
    assert [one.title for one in plan.objectives] == ["Sasaran: Realisasi capaian kinerja anggaran"]
    assert len(plan.programs) == 2


def test_code_and_name_filled_down(tmp_path: Path) -> None:
    """A code and name repeated for each indicator are one node; an OPD repeated with them is told of no more."""
    again = (*C14[10][:4], "Puskesmas terakreditasi", *C14[11][5:12], C14[10][12])
    reading = read(tmp_path, (*C14[:11], again, *C14[12:]), C14_MERGED)
    assert [one.code for one in reading.plan.programs] == ["1.02.02", "1.02.03"]
    assert reading.plan == read(tmp_path, C14, C14_MERGED).plan
    assert [one.what for one in reading.loss] == ["kondisi_kinerja_awal_rpjmd_tahun_0", "level", "level", "level"]


def test_notes_below_a_table(tmp_path: Path) -> None:
    """A note or source below a table is no node; it is in the loss."""
    reading = read(tmp_path, (*C14, ("Sumber: Bappeda",), ("Catatan: angka sementara",)), C14_MERGED)
    assert [one.got for one in reading.loss if one.what == "row: a note"] == [
        "'Sumber: Bappeda'",
        "'Catatan: angka sementara'",
    ]
    assert len(reading.plan.nodes) == 5


def test_what_we_print_is_read_back(tmp_path: Path) -> None:
    """T-C.27 as the library prints it from a real Renstra gives its titles, targets and money back."""
    plan = rp.load(Path(__file__).parents[3] / "examples" / "situbondo_bapenda_2026")
    write_form(plan, "T-C.27", tmp_path / "tabel.xlsx", year=2026)
    back = rp.load(tmp_path / "tabel.xlsx")
    for table in ("programs", "activities"):
        assert [(one.code, one.title) for one in back.table(table)] == [
            (one.code, one.title) for one in plan.table(table)
        ]
    codes = {one.id: one.code for one in (*back.programs, *back.activities)}
    money = {codes[one.subject]: list(one.amounts.values()) for one in back.allocations if one.subject in codes}
    sheet = openpyxl.load_workbook(tmp_path / "tabel.xlsx", data_only=True).worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=10, values_only=True) if row[2]]
    assert money == {row[2]: list(row[7:17:2]) for row in rows}
    assert sum(amount or 0 for amounts in money.values() for amount in amounts) > 10**11


@pytest.mark.parametrize("name", [one for one in FORM_NAMES if not one.startswith(("T-C", "E-"))])
def test_annexes_are_no_plans(name: str, tmp_path: Path) -> None:
    """What sets budgets side by side is not read as one document: it is FILE-18, and nothing of it is a plan."""
    write_form(form_plan.plan(), name, tmp_path / "form.xlsx", year=2026)
    reading = rp.read(tmp_path / "form.xlsx")
    assert ([one.code for one in reading.findings], len(reading.plan)) == (["FILE-18"], 0)


SIGNED: Rows = (
    (N,) * 13,
    (N, N, N, N, N, N, N, "Contoh, 12 Agustus 2025", N, N, N, N, N),
    (N, N, N, N, N, N, N, "KEPALA DINAS KESEHATAN,", N, N, N, N, N),
    (N,) * 13,
    (N, N, N, N, N, N, N, "dr. SITI AMINAH, M.Kes", N, N, N, N, N),
    (N, N, N, N, N, N, N, "Pembina Utama Muda", N, N, N, N, N),
    (N, N, N, N, N, N, N, "NIP. 19700101 199603 2 001", N, N, N, N, N),
)


def test_who_signs_below_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    """Office, name, rank and NIP under a column of money are told as who signs, and no name is printed."""
    plain = rp.read(book(tmp_path / "a.xlsx", ("T-C.14", C14, C14_MERGED)))
    signed = rp.read(book(tmp_path / "b.xlsx", ("T-C.14", (*C14, *SIGNED), C14_MERGED)))
    assert (signed.is_whole, signed.plan) == (True, plain.plan)
    assert [one.text("id").partition(": '")[0] for one in signed.loss if "who signs" in one.what] == [
        "baris: penanda tangan"
    ] * 5
    assert "SITI" not in repr(signed.loss)
    assert "19700101" not in repr(signed.loss)


def test_a_last_row_of_names_alone_is_not_who_signs(tmp_path: Path) -> None:
    """Rows above the office are rows of the table, though they have nothing but a name."""
    last = (N, N, N, "Sasaran: Gizi membaik", N, N, N, N, N, N, N, N, N)
    reading = rp.read(book(tmp_path / "a.xlsx", ("T-C.14", (*C14[:-1], last, *SIGNED), C14_MERGED[:-1])))
    assert "Gizi membaik" in repr([one.title for one in reading.plan.objectives])
