"""Templates of other applications: the wide cascade, rows by level and year, RKPD rows."""

from __future__ import annotations

from pathlib import Path

import pytest

import regplan as rp
from official_books import book

pytest.importorskip("python_calamine")
CASCADE = (
    ("Level", "Teks / Nomenklatur", "Indikator Kinerja", "Satuan", "Tipe Target", "Target 2025", "Target 2026", "Target Akhir", "Anggaran 2025", "Anggaran 2026", "Anggaran Akhir", "Bidang Pengampu", "Kode Master"),
    ("Tujuan", "Sehat", "AKI", "per 100.000", "Kondisi Akhir Menurun", "90", "85", "85", None, None, None, None, None),
    ("Program", "Kesehatan", "Cakupan", "%", "Kondisi Akhir Naik", 80, 90, 90, 100, 200, 300, "P2P", "1.02.02"),
    (None, None, "Mutu", "%", "Entah", 1, 2, None, None, None, None, None, None),
    ("Rumah", "x", None, None, None, None, None, None, None, None, None, None, None),
)  # fmt: skip
LEVELS = (
    ("level", "kode", "uraian", "renstra_judul", "tahun_awal", "tahun_akhir", "opd_nama", "tahun_target", "target", "target_text", "pagu", "satuan", "tipe_indikator", "misi_kode_terkait"),
    ("renstra", None, "Renstra Dinkes", "Renstra Dinkes", 2025, 2029, "Dinkes", None, None, None, None, None, None, None),
    ("tujuan", "1", "Sehat", *[None] * 11),
    ("indikator_tujuan", "1", "AKI", None, None, None, None, 2025, 90, None, None, "orang", "Impact", "M1"),
    ("indikator_tujuan", "1", "AKI", None, None, None, None, 2026, 85.5, "85,5", None, "orang", "Impact", None),
    ("program", "1.02.02", "Kesehatan", None, None, None, None, 2025, None, None, 5000, None, None, None),
    ("indikator_program", "1.02.02", "Cakupan", None, None, None, None, 2025, 80, None, 5000, "%", "aneh", None),
    ("taman", *[None] * 13),
)  # fmt: skip
RKPD = (
    ("opd_kode", "sub_kegiatan_kode", "indikator", "target", "pagu_indikatif", "lokasi", "sumber_dana", "prakiraan_maju_target", "prakiraan_maju_pagu_indikatif", "urutan"),
    ("1.02", "1.02.02.2.02.0001", "Ibu hamil", "100", 5000, "Batu", "DAU", "110", 6000, 1),
    ("1.02", "1.02.02.2.02.0002", "Bersalin", "50", 1000, None, "DAU", None, None, 2),
    ("1.02", None, "Tanpa kode", "1", 1, None, None, None, None, 3),
)  # fmt: skip


def test_cascade(tmp_path: Path) -> None:
    """A row without a level is one more indicator; the end of the period is a stated total; an unknown level is told."""
    reading = rp.read(book(tmp_path / "k.xlsx", ("Kaskade", CASCADE, ())), given={"agency": "Dinkes"})
    plan = reading.plan
    assert [(one.name, one.polarity) for one in plan.indicators] == [("AKI", "down"), ("Cakupan", "up"), ("Mutu", None)]
    assert [(one.role, dict(one.amounts)) for one in plan.allocations] == [
        ("stated_total", {"end": 300}),
        ("entry", {"2025": 100, "2026": 200}),
    ]
    assert plan.programs[0].parent == plan.goals[0].id
    assert ("tipe_target", "'Entah'") in {(one.what, one.got) for one in reading.loss}
    assert [str(one.where).rpartition("!")[2] for one in reading.loss if one.what == "row: of no level"] == ["A5"]


def test_rows_by_level_and_year(tmp_path: Path) -> None:
    """Rows of one wording are the years of one indicator; the text as printed wins, money said twice is told."""
    reading = rp.read(book(tmp_path / "r.xlsx", ("Renstra", LEVELS, ())))
    plan = reading.plan
    assert [one.layout for one in reading.recognised] == ["level_rows"]
    assert [dict(one.values) for one in plan.series] == [{"2025": "90", "2026": "85,5"}, {"2025": "80"}]
    assert [(one.role, dict(one.amounts)) for one in plan.allocations] == [("entry", {"2025": 5000})]
    assert (plan.documents[0].agency, plan.indicators[0].kind) == ("Dinkes", "impact")
    told = [one.what for one in reading.loss]
    assert told == ["target", "tipe_indikator", "pagu", "row: of no level", "misi_kode_terkait"]


def test_rkpd_rows(tmp_path: Path) -> None:
    """A sub activity's program and activity are made out of its code, once, and told; a row without a code is a finding."""
    reading = rp.read(book(tmp_path / "rkpd_2026.xlsx", ("RKPD", RKPD, ())))
    plan = reading.plan
    assert [len(plan.table(name)) for name in ("programs", "activities", "sub_activities")] == [1, 1, 2]
    assert [(one.basis, dict(one.amounts)) for one in plan.allocations][:2] == [
        ("ceiling", {"2026": 5000}),
        ("forward_estimate", {"2027": 6000}),
    ]
    assert [(one.code, one.where and one.where.cell) for one in reading.findings] == [("FILE-10", "A4")]
    assert sum(one.kind == "guessed" for one in reading.loss) == 3


def test_rkpd_rows_without_a_year(tmp_path: Path) -> None:
    """Where neither caller nor file name says the year, FILE-20 asks and every row is in the loss."""
    reading = rp.read(book(tmp_path / "rkpd.xlsx", ("RKPD", RKPD, ())))
    assert [one.code for one in reading.findings] == ["FILE-20"]
    assert sum(one.what == "row: year is not known" for one in reading.loss) == 3


def test_money_of_a_year_that_is_none(tmp_path: Path) -> None:
    """Money and target of a row whose ``tahun_target`` is no year are of no stated year, which is told; nothing is raised."""
    heads = ("level", "kode", "uraian", "tahun_target", "target", "pagu")
    rows = (
        heads,
        ("program", "1.02.02", "Kesehatan", "tahun 1", None, 5000),
        ("indikator_program", "1.02.02", "Cakupan", "tahun 1", 80, None),
    )
    reading = rp.read(book(tmp_path / "r.xlsx", ("Renstra", rows, ())))
    assert [dict(one.amounts) for one in reading.plan.allocations] == [{"unstated": 5000}]
    assert [dict(one.values) for one in reading.plan.series] == [{"unstated": "80"}]
    assert [(one.what, one.got) for one in reading.loss if one.kind == "guessed"] == [("tahun_target", "'tahun 1'")] * 2


def test_what_differs_between_rows_of_one_indicator(tmp_path: Path) -> None:
    """Each row of an indicator repeats its unit; another unit in a later row is told at its cell."""
    heads = ("level", "kode", "uraian", "tahun_target", "target", "satuan")
    rows = (
        heads,
        ("tujuan", "1", "Sehat", None, None, None),
        ("indikator_tujuan", "1", "AKI", 2025, 9, "orang"),
        ("indikator_tujuan", "1", "AKI", 2026, 8, "kasus"),
    )
    reading = rp.read(book(tmp_path / "r.xlsx", ("Renstra", rows, ())))
    assert [(one.what, one.got, str(one.where)[-2:]) for one in reading.loss] == [("satuan", "'kasus'", "F4")]


RKPD_HEADS = ("opd_kode", "sub_kegiatan_kode", "indikator", "target", "pagu_indikatif", "sumber_dana")
SUB = ("1.02", "1.02.02.2.02.0001", "i", "1", 1000, "DAU")


@pytest.mark.parametrize(
    ("rows", "money", "told"),
    [
        ([("1.02", "Jumlah", None, None, 1000, None)], [("entry", 1000)], "row: a total"),
        ([("1.02", "TOTAL 2026", None, None, 1000, None)], [("entry", 1000)], "row: a total"),
        ([("1.02", "lainnya", None, None, 7, None)], [("entry", 1000)], "row: a code without a number"),
        ([("1.02", "1.02.02.2", None, None, 7, None)], [("entry", 1000)], "row: of no level"),
        ([("1.02", "1.02.02", "p", "1", 1000, "DAU")], [("entry", 1000), ("stated_total", 1000)], None),
        ([("1.02", "1.02.02.2.02", None, None, 1000, "DAU")], [("entry", 1000), ("stated_total", 1000)], None),
        ([("1.02", "1.02.02.2.02.0001", "i2", "2", 1000, "DAU")], [("entry", 1000)], "pagu_indikatif"),
        ([("1.02", "1.02.02.2.02.0001", None, None, 1000, "PAD")], [("entry", 1000)], "pagu_indikatif"),
        ([("1.02", "1.02.02.2.02.0001", "i2", "2", 500, "PAD")], [("entry", 1000), ("entry", 500)], None),
        ([("1.03", "1.02.02.2.02.0001", "i2", "2", 1000, "DAU")], [("entry", 1000), ("entry", 1000)], None),
    ],
)  # fmt: skip
def test_a_code_says_the_level_of_a_row(
    tmp_path: Path, rows: list[tuple[object, ...]], money: list[object], told: str | None
) -> None:
    """A row of totals is told, one of program or activity is its stated total, one of a code that was there adds no money twice."""
    reading = rp.read(book(tmp_path / "rkpd_2026.xlsx", ("RKPD", (RKPD_HEADS, SUB, *rows), ())))
    assert [(one.role, one.amounts["2026"]) for one in reading.plan.allocations] == money
    assert told is None or told in {one.what for one in reading.loss}
    assert not [one.id for one in reading.plan.sub_activities if "~" in one.id and rows[0][0] == "1.02"]


LONG = ("level", "kode", "uraian", "tahun_target", "target", "pagu")


@pytest.mark.parametrize(
    ("rows", "money"),
    [
        ([("program", "1.02.02", "P", 2025, None, 1000), ("program", "1.02.02", "P", 2026, None, 2000),
          ("indikator_program", "1.02.02", "i", 2025, 80, 1000), ("indikator_program", "1.02.02", "i", 2026, 90, 2000)],
         {"1.02.02": {"2025": 1000, "2026": 2000}}),
        ([("program", "1.02.02", "P", None, None, None), ("program", "1.02.03", "Q", None, None, None),
          ("indikator_program", "1.02.02", "i", 2025, 80, 1000), ("indikator_program", "1.02.03", "j", 2025, 80, 500)],
         {"1.02.02": {"2025": 1000}, "1.02.03": {"2025": 500}}),
        ([("program", "1.02.02", "P", None, None, None), ("indikator_program", "1.02.03", "j", 2025, 80, 500)], {}),
        ([("program", "1.02.02", "P", 2025, None, 10), ("kegiatan", "1.02.02.2.01", "K", 2025, None, 10),
          ("program", "1.02.02", "P", 2026, None, 20), ("kegiatan", "1.02.02.2.01", "K", 2026, None, 20)],
         {"1.02.02": {"2025": 10, "2026": 20}, "1.02.02.2.01": {"2025": 10, "2026": 20}}),
    ],
)  # fmt: skip
def test_rows_of_one_code_are_one_node(
    tmp_path: Path, rows: list[tuple[object, ...]], money: dict[str, object]
) -> None:
    """A node with a row a year is one node, an indicator belongs to the node of its code wherever it stands, none of another."""
    reading = rp.read(book(tmp_path / "r.xlsx", ("Renstra", (LONG, *rows), ())))
    assert {one.subject.partition("/")[2]: dict(one.amounts) for one in reading.plan.allocations} == money
    assert money or "row: its node is not there" in {one.what for one in reading.loss}


WIDE = ("Level", "Teks / Nomenklatur", "Indikator Kinerja", "Satuan", "Target 2025", "Anggaran 2025")
PROGRAM = ("Program", "Kesehatan", "Cakupan", "%", 80, 100)


@pytest.mark.parametrize(
    ("rows", "money", "told"),
    [
        ([(None, "Jumlah", None, None, None, 100)], [("entry", 100), ("stated_total", 100)], None),
        ([("TOTAL", None, None, None, None, 100)], [("entry", 100), ("stated_total", 100)], None),
        ([(None, "Jumlah Program Kesehatan", None, None, None, 100)], [("entry", 100)], "row: a total"),
        ([(None, None, None, None, None, 100)], [("entry", 100)], "anggaran_2025"),
        ([("Program", "Kesehatan", "Mutu", "%", 1, 100)], [("entry", 100)], "money repeated on an indicator row"),
    ],
)
def test_money_of_a_cascade_is_not_counted_twice(
    tmp_path: Path, rows: list[tuple[object, ...]], money: list[object], told: str | None
) -> None:
    """The total of the table is a stated total; what repeats the money of the node above is told."""
    reading = rp.read(book(tmp_path / "k.xlsx", ("Kaskade", (WIDE, PROGRAM, *rows), ())))
    assert [(one.role, one.amounts["2025"]) for one in reading.plan.allocations] == money
    assert told is None or told in {one.what for one in reading.loss}


def test_a_cascade_in_millions(tmp_path: Path) -> None:
    """The size of amounts that the title says is applied, and told."""
    rows = (("Kaskade Dinas (dalam juta rupiah)",), WIDE, PROGRAM)
    reading = rp.read(book(tmp_path / "k.xlsx", ("Kaskade", rows, ())))
    assert dict(reading.plan.allocations[0].amounts) == {"2025": 100_000_000}
    assert [(one.what, one.kept) for one in reading.loss] == [("anggaran_2025", "1,000,000 times what is printed")]
