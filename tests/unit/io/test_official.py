"""The official tables as people type them: what rows become, and what is told of those that cannot be read."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

import regplan as rp
from official_books import MERGED, RENSTRA, book, renstra
from regplan.io.layouts._official_columns import columns_of, knows
from regplan.io.sheets import column_key

pytest.importorskip("python_calamine")
HEADS = (
    "Kode",
    "Urusan/Bidang Urusan/Program/Kegiatan",
    "Indikator Kinerja",
    "Lokasi",
    "Target",
    "Pagu Indikatif",
    "Sumber Dana",
    "Target",
    "Pagu Indikatif",
)
ABOVE = (None, None, None, "Rencana Tahun 2026", None, None, None, "Prakiraan Maju Rencana Tahun 2027", None)
RKPD = (
    ("Tabel T-C.33 Rencana Program dan Kegiatan RKPD Tahun 2026", *[None] * 8),
    ("Kode", "Urusan/Bidang Urusan/Program/Kegiatan", "Indikator Kinerja", *ABOVE[3:]),
    (None, None, None, *HEADS[3:]),
    ("1.02", "Urusan Kesehatan", *[None] * 7),
    ("1.02.02.2.02.0001", "Ibu hamil", "Ibu hamil dilayani", "Batu", 100, 5000, "DAU", 110, 6000),
)  # fmt: skip
RKPD_MERGED = ("A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:I2")


def read(tmp_path: Path, *rows: tuple[object, ...], merged: tuple[str, ...] = MERGED[:-1]) -> rp.Reading:
    """Write the Renstra with other rows, and read it."""
    return rp.read(book(tmp_path / "renstra.xlsx", ("T", (*RENSTRA[:8], *rows), merged)))


def test_renstra(tmp_path: Path) -> None:
    """T-C.27 becomes goal, objective, program, activity and sub activities, each below the last of a higher level."""
    reading = rp.read(renstra(tmp_path))
    plan = reading.plan
    assert [one.layout for one in reading.recognised] == ["official"]
    assert (plan.documents[0].kind, plan.documents[0].first_year, plan.documents[0].agency) == (
        "RENSTRA",
        2025,
        "Dinas Kesehatan",
    )
    assert [one.parent for one in plan.sub_activities] == ["renstra-2025-dinas_kesehatan/1.02.02.2.02"] * 2
    assert plan.programs[0].parent == "renstra-2025-dinas_kesehatan/angka_kematian_ibu_turun"
    assert [dict(one.values) for one in plan.series][:2] == [{"2024": "95"}, {"2025": "90", "2026": "85"}]


def test_sums_are_stated_totals(tmp_path: Path) -> None:
    """What has money below it and the row JUMLAH are stated totals; the total that is Rp1 off is found at its cell."""
    plan = rp.read(renstra(tmp_path)).plan
    assert [one.role for one in plan.allocations] == ["stated_total", "stated_total", "entry", "entry", "stated_total"]
    found = [one for one in rp.check(plan, select="ARI-01").findings if one.where]
    assert [(one.subject, str(one.where)[-4:]) for one in found] == [("Dinas Kesehatan", "!I16")]


def test_indicator_rows(tmp_path: Path) -> None:
    """A row without a name is a further indicator of the node above; money that it repeats is not counted twice."""
    work = (None, None, "1.02.02", "Program Kesehatan", "Cakupan", "%", None, "85", 3000, "90", 3500, None, None)
    reading = read(tmp_path, work, (None, None, None, None, "Mutu", "%", None, "1", 3000, "2", 3500, None, None))
    assert [one.owner for one in reading.plan.indicators] == ["renstra-2025-dinas_kesehatan/1.02.02"] * 2
    assert len(reading.plan.allocations) == 1
    assert "money repeated on an indicator row" in {one.what for one in reading.loss}


def test_rkpd_with_forward_estimate(tmp_path: Path) -> None:
    """T-C.33 has this year's ceiling and next year's estimate under merged heads; headings of affairs are told."""
    reading = rp.read(book(tmp_path / "t.xlsx", ("T-C.33", RKPD, RKPD_MERGED)))
    money = [(one.basis, dict(one.amounts), one.fund) for one in reading.plan.allocations]
    assert money == [("ceiling", {"2026": 5000}, "DAU"), ("forward_estimate", {"2027": 6000}, "DAU")]
    assert [dict(one.values) for one in reading.plan.series] == [{"2026": "100", "2027": "110"}]
    assert ("row: a heading of affairs", "dropped") in {(one.what, one.kind) for one in reading.loss}


def test_every_row_is_in_the_plan_or_in_the_loss(tmp_path: Path) -> None:
    """Each row below the heads gives a record or a loss at its row."""
    reading = rp.read(book(tmp_path / "t.xlsx", ("T-C.33", RKPD, RKPD_MERGED)))
    origins = reading.plan.origins
    assert origins is not None
    told = {str(one.where) for one in reading.loss if one.where}
    made = {
        str(origins.where(name, at))
        for name in ("sub_activities", "allocations")
        for at in range(len(reading.plan.table(name)))
    }
    for row in (4, 5):
        assert any(place.rpartition("!")[2].lstrip("ABCDEFGHI") == str(row) for place in told | made)


@pytest.mark.parametrize(("cell", "code"), [(date(2026, 5, 4), "FILE-08"), ("1.500", "FILE-09"), ("lima", "FILE-08")])
def test_money_that_is_none(tmp_path: Path, cell: object, code: str) -> None:
    """A date, an amount with two readings and words where money belongs are findings at the cell; nothing is guessed."""
    reading = read(
        tmp_path, (None, None, "1.02.02", "Program Kesehatan", "Cakupan", "%", None, "85", cell, None, None, None, None)
    )
    assert [(one.code, str(one.where)[-3:]) for one in reading.findings] == [(code, "!I9")]
    assert len(reading.plan.allocations) == 0


def test_a_target_that_became_a_date(tmp_path: Path) -> None:
    """A date in a target cell is what a spreadsheet makes of 4-5: a finding with the cure, and no target."""
    row = (
        None,
        None,
        "1.02.02",
        "Program Kesehatan",
        "Cakupan",
        "%",
        None,
        date(2026, 5, 4),
        None,
        None,
        None,
        None,
        None,
    )
    reading = read(tmp_path, row)
    assert [(one.code, "4-5" in one.hint.en) for one in reading.findings] == [("FILE-08", True)]
    assert len(reading.plan.series) == 0


def test_what_the_table_does_not_say_is_asked(tmp_path: Path) -> None:
    """Years that are only numbered need the first year: FILE-20 asks for it, and each row is in the loss until it is given."""
    rows = (
        ("Renstra",),
        ("Kode", "Program", "Indikator", "Satuan", "Target Tahun 1", "Dana Tahun 1"),
        ("1.02.02", "Sehat", "AKI", "%", 1, 5),
    )
    path = book(tmp_path / "t.xlsx", ("A", rows, ()))
    reading = rp.read(path)
    assert [(one.code, one.facts["key"]) for one in reading.findings] == [("FILE-20", "first_year")]
    assert len(reading.loss) == 1
    assert dict(rp.read(path, given={"first_year": "2025"}).plan.allocations[0].amounts) == {"2025": 5}


def test_all_that_the_table_does_not_say_is_asked_at_once(tmp_path: Path) -> None:
    """A table that says neither its document nor its year is asked for both, with an example of each."""
    rows = (("Kode", "Program", "Indikator", "Satuan", "Target", "Pagu"), ("1.02.02", "Sehat", "AKI", "%", 1, 5))
    path = book(tmp_path / "t.xlsx", ("A", rows, ()))
    reading = rp.read(path)
    assert [one.facts["key"] for one in reading.findings] == ["document", "year"]
    assert "--given document=RENSTRA (or RENJA, RKPD, RPJMD)" in reading.findings[0].hint.en
    assert rp.read(path, given={"document": "RKPD", "year": "2026"}).findings == ()


def test_columns_nobody_knows_are_told(tmp_path: Path) -> None:
    """A column whose head is not understood is in the loss by name."""
    rows = (
        ("Renstra",),
        ("Kode", "Program", "Indikator", "Warna", "Target 2025", "Dana 2025"),
        ("1.02.02", "Sehat", "AKI", "biru", 1, 5),
    )
    reading = rp.read(book(tmp_path / "t.xlsx", ("A", rows, ())))
    assert [(one.what, one.got) for one in reading.loss] == [("warna", "'a column'")]


def test_an_evaluation_form_is_not_taken_for_a_plan(tmp_path: Path) -> None:
    """A table with results is an evaluation form, which this layout does not claim."""
    rows = (
        ("Renja",),
        ("Kode", "Program", "Indikator", "Target 2025", "Realisasi 2025", "Dana 2025"),
        ("1.02.02", "Sehat", "AKI", 1, 1, 5),
    )
    assert rp.read(book(tmp_path / "t.xlsx", ("A", rows, ()))).recognised == ()


@pytest.mark.parametrize("cell", ["Program " + "a " * 60, "Program " + "a " * 4_900, "Urusan " + "wajib " * 300])
def test_long_cells_are_no_heads(tmp_path: Path, cell: str) -> None:
    """A long cell that begins as a head does is looked at once and not taken apart in all ways there are."""
    spent = time.thread_time()
    assert not knows(column_key(cell))
    columns_of((column_key(cell),))
    assert time.thread_time() - spent < 0.5
    reading = read(tmp_path, (None, None, "1.02.02", cell.strip(), *[None] * 9))
    assert [one.title for one in reading.plan.programs][-1:] == [cell.strip()]
