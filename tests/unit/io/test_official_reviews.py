"""Official tables that set targets beside results, or two documents side by side, as people type them (regulations §1.7)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import form_plan
import regplan as rp
from accounts import Account, lost_cells, lost_rows
from official_books import book
from regplan.io.forms import write_form
from regplan.io.heads import find_heads
from regplan.io.intake import Intake
from regplan.io.layouts._official_columns import knows
from regplan.io.layouts._official_facts import kind_of
from regplan.io.sheets import Sheet
from regplan.model.origins import FilePart
from regplan.model.tables import TABLES
from regplan.values.money import read_rupiah
from review_books import BOOKS, C29, C31, C32, Rows

pytest.importorskip("python_calamine")
N = None
OPD = "Dinas Kesehatan"


def table(name: str) -> tuple[Rows, tuple[str, ...]]:
    """Return a table and its merged cells by number."""
    return BOOKS[name]


def read(
    folder: Path, rows: Rows, merged: tuple[str, ...] = (), given: Mapping[str, str] | None = None, name: str = "tabel"
) -> rp.Reading:
    """Write a table and read it; it is recognised without naming the layout."""
    reading = rp.read(book(folder / "berkas.xlsx", (name, rows, merged)), given=given or {})
    assert [one.layout for one in reading.recognised] == ["official"]
    return reading


def whole(folder: Path, name: str) -> rp.Plan:
    """Read a table in which nothing is wrong."""
    reading = read(folder, *table(name))
    assert reading.findings == ()
    return reading.plan


def said(plan: rp.Plan) -> set[tuple[Any, ...]]:
    """List what series say: name of the indicator, document, role, values."""
    names = {one.id: one.name for one in plan.indicators}
    return {(names[one.indicator], one.document, one.role, tuple(one.values.items())) for one in plan.series}


def paid(plan: rp.Plan) -> set[tuple[Any, ...]]:
    """List what allocations say: title of the node or OPD, document, basis, role, amounts."""
    titles = {one.id: one.title for one in plan.nodes}
    return {
        (titles.get(one.subject, one.subject), one.document, one.basis, one.role, tuple(one.amounts.items()))
        for one in plan.allocations
    }


def test_c19(tmp_path: Path) -> None:
    """T-C.19: the end target in the RPJMD, target and result of n-1 in that RKPD, K and Rp; what follows and what is s/d is told."""
    reading = read(tmp_path, *table("T-C.19"))
    plan = reading.plan
    assert reading.findings == ()
    assert [(one.id, one.first_year, one.last_year, one.is_whole) for one in plan.documents] == [
        ("rpjmd-2021", 2021, 2026, False),
        ("rkpd-2025", 2025, 2025, False),
    ]
    assert said(plan) == {
        (name, document, role, ((period, value),))
        for name, *values in (
            ("Cakupan layanan", "100%", "80%", "78,25%"),
            ("Puskesmas terakreditasi", "27", "24", "23"),
            ("Layanan", "12", "2", "2"),
        )
        for (document, role, period), value in zip(
            (("rpjmd-2021", "target", "end"), ("rkpd-2025", "target", "2025"), ("rkpd-2025", "result", "2025")),
            values,
            strict=True,
        )
    }
    half = Decimal("1900000000.50")
    activity = "Penyediaan Layanan Kesehatan"
    assert paid(plan) >= {
        ("Program Pemenuhan Upaya Kesehatan", "rpjmd-2021", "ceiling", "stated_total", (("end", 9_000_000_000),)),
        ("Program Pemenuhan Upaya Kesehatan", "rkpd-2025", "realised", "stated_total", (("2025", half),)),
        (activity, "rkpd-2025", "ceiling", "entry", (("2025", 200_000_000),)),
        (activity, "rkpd-2025", "realised", "entry", (("2025", 190_000_000),)),
        ("/", "rkpd-2025", "realised", "stated_total", (("2025", half),)),
    }
    assert len(plan.allocations) == 9
    why = [one.got.split(": ")[-1].strip("'") for one in reading.loss if "cells: " in one.got]
    assert (why.count("follows from other columns"), why.count("up to a year, which is of no single year")) == (
        4,
        4,
    )
    assert [one.what for one in reading.loss].count("row: the foot of the form") == 3


def test_c23(tmp_path: Path) -> None:
    """T-C.23: targets and results of each year of the Renstra, of indicators of no node; standards of others and ratios are told."""
    plan = whole(tmp_path, "T-C.23")
    years = ("2021", "2022", "2023", "2024", "2025")
    home = "renstra-2021-dinas_kesehatan"
    ibu, vaccine = "Angka kematian ibu", "Cakupan imunisasi"
    assert said(plan) == {
        (ibu, home, "target", tuple(zip(years, ("95", "90", "85,5", "80", "75"), strict=True))),
        (ibu, home, "result", tuple(zip(years, ("96", "91", "88,25", "79", "74"), strict=True))),
        (vaccine, home, "target", tuple(zip(years, ("80%", "85%", "90%", "95%", "100%"), strict=True))),
        (vaccine, home, "result", tuple(zip(years, ("81%", "83%", "92%", "94%", "99%"), strict=True))),
    }


def test_c24(tmp_path: Path) -> None:
    """T-C.24: budget and realised money of each year, as a told guess those of the APBD; dots are thousands."""
    reading = read(tmp_path, *table("T-C.24"))
    assert reading.findings == ()
    money = paid(reading.plan)
    program = "Program Pemenuhan Upaya Kesehatan"
    assert {one for one in money if one[0] == program and one[3] == "stated_total"} == {
        (program, f"apbd-{year}", basis, "stated_total", ((str(year), amount),))
        for basis, amounts in (
            ("ceiling", (1_500, 2_500_000_000, 2_750_000_000)),
            ("realised", (Decimal("1400.75"), 2_400_000_000, 2_700_000_000)),
        )
        for year, amount in zip((2023, 2024, 2025), amounts, strict=True)
    }
    assert sum(one[0] == OPD for one in money) == 6
    assert [one.kept for one in reading.loss if one.got == "'the budget of a year'"] == [
        "apbd-2023",
        "apbd-2024",
        "apbd-2025",
    ] * 2


def test_c29(tmp_path: Path) -> None:
    """T-C.29: the target of the Renstra, target and result of the Renja n-2, target of the Renja n-1; the running year is in the title."""
    plan = whole(tmp_path, "T-C.29")
    cover = {one for one in said(plan) if one[0] == "Cakupan layanan"}
    assert cover == {
        ("Cakupan layanan", "renstra-dinas_kesehatan", "target", (("2026", "100%"),)),
        ("Cakupan layanan", "renja-2024-dinas_kesehatan", "target", (("2024", "70%"),)),
        ("Cakupan layanan", "renja-2024-dinas_kesehatan", "result", (("2024", "68,5%"),)),
        ("Cakupan layanan", "renja-2025-dinas_kesehatan", "target", (("2025", "80%"),)),
    }
    assert len(plan.series) == 12
    assert plan.activities[0].parent == plan.programs[0].id


def test_c30(tmp_path: Path) -> None:
    """T-C.30: targets n-2 to n+1 and results n-2, n-1 of the Renstra; projections are told: they are neither."""
    reading = read(tmp_path, *table("T-C.30"))
    home = "renstra-dinas_kesehatan"
    targets = (("2024", "95"), ("2025", "90,5"), ("2026", "85"), ("2027", "80"))
    assert said(reading.plan) >= {
        ("Angka kematian ibu", home, "target", targets),
        ("Angka kematian ibu", home, "result", (("2024", "96"), ("2025", "91"))),
    }
    assert len(reading.plan.series) == 4
    assert sum("a projection, neither target nor result" in one.got for one in reading.loss) == 2


def test_the_year_after_is_not_the_year_before(tmp_path: Path) -> None:
    """n+1 and n-1 are told apart where heads say nothing else, and n is what was given."""
    rows, merged = table("T-C.30")
    plain = tuple(f"Tahun {one}" for one in ("n-2", "n-1", "n", "n+1", "n-2", "n-1", "n", "n+1"))
    rows = (*rows[:4], (N, N, N, N, *plain, N), *rows[5:])
    assert [one.facts["key"] for one in read(tmp_path, rows, merged).findings] == ["year"]
    plan = read(tmp_path, rows, merged, {"year": "2026"}).plan
    assert plan.series == whole(tmp_path, "T-C.30").series


def test_c31(tmp_path: Path) -> None:
    """T-C.31: the halves are RKPD and Renja at their first stage, of the same nodes; thousands are made rupiah."""
    reading = read(tmp_path, *table("T-C.31"))
    plan = reading.plan
    assert reading.findings == ()
    rkpd, renja = plan.documents
    assert (rkpd.kind, rkpd.stage, renja.kind, renja.stage, renja.agency) == (
        "RKPD",
        "initial",
        "RENJA",
        "initial",
        OPD,
    )
    assert [(one.title, one.document) for one in (*plan.programs, *plan.activities)] == [
        ("Program Pemenuhan Upaya Kesehatan", rkpd.id),
        ("Kegiatan Layanan Dasar", rkpd.id),
        ("Kegiatan Ambulans Laut", renja.id),
    ]
    assert [(one.document, one.title, one.places) for one in plan.entries] == [
        (renja.id, N, ("lokasi/kec_bumi",)),
        (renja.id, "Kegiatan Layanan Dasar dan Rujukan", ("lokasi/kec_batu",)),
    ]
    assert said(plan) == {
        (name, document, "target", (("2026", value),))
        for name, document, value in (
            ("Cakupan layanan", rkpd.id, "80%"),
            ("Cakupan layanan", renja.id, "85%"),
            ("Puskesmas terakreditasi", rkpd.id, "24"),
            ("Puskesmas paripurna", renja.id, "5"),
            ("Layanan", rkpd.id, "2"),
            ("Layanan", renja.id, "3"),
            ("Kapal", renja.id, "1"),
        )
    }
    assert paid(plan) >= {
        ("Kegiatan Layanan Dasar", rkpd.id, "ceiling", "entry", (("2026", 200_000_000),)),
        ("Kegiatan Layanan Dasar", renja.id, "ceiling", "entry", (("2026", 300_000_000),)),
        ("Kegiatan Ambulans Laut", renja.id, "ceiling", "entry", (("2026", 750_000_000),)),
        (OPD, rkpd.id, "ceiling", "stated_total", (("2026", 2_000_000_000),)),
        (OPD, renja.id, "ceiling", "stated_total", (("2026", 2_500_000_500),)),
    }
    assert [one.kept for one in reading.loss if one.what.endswith("rp_000")] == ["1,000 times what is printed"] * 2


def test_e60(tmp_path: Path) -> None:
    """E.60 as it is printed: quarters below one head, K and Rp below the numbers; a year's result is kept where no quarter is."""
    reading = read(tmp_path, *table("E.60"))
    assert reading.findings == ()
    quarters = tuple((f"2025-Q{at}", value) for at, value in enumerate(("20%", "40%", "60%", "78%"), 1))
    assert said(reading.plan) == {
        ("Cakupan layanan", "rpjmd-2021", "target", (("end", "100%"),)),
        ("Cakupan layanan", "rkpd-2025", "target", (("2025", "80%"),)),
        ("Cakupan layanan", "rkpd-2025", "result", quarters),
        ("Puskesmas terakreditasi", "rpjmd-2021", "target", (("end", "27"),)),
        ("Puskesmas terakreditasi", "rkpd-2025", "target", (("2025", "24"),)),
        ("Puskesmas terakreditasi", "rkpd-2025", "result", (("2025", "23"),)),
    }
    spent = [500_000_000 if at > 1 else 400_000_000 for at in (1, 2, 3, 4)]
    spent[2] = Decimal("500000000.25")  # type: ignore[call-overload] # rupiah are whole or exact
    program = "Program Pemenuhan Upaya Kesehatan"
    assert paid(reading.plan) >= {
        (program, "rkpd-2025", "realised", "entry", tuple((f"2025-Q{at}", one) for at, one in enumerate(spent, 1))),
        (program, "rkpd-2025", "realised", "stated_total", (("2025", Decimal("1900000000.25")),)),
        (program, "rpjmd-2021", "ceiling", "stated_total", (("end", 9_000_000_000),)),
    }
    assert [one.got for one in reading.loss if one.kept == "follows from the quarters"] == ["'78%'"]
    assert [(one.title, one.parent) for one in reading.plan.programs] == [(program, reading.plan.objectives[0].id)]


@pytest.mark.parametrize(
    ("title", "size"), [("(dalam jutaan rupiah)", 10**6), ("(Rp ribu)", 1000), ("Bantuan 1 juta bibit", 1), ("Rp", 1)]
)
def test_titles_say_what_amounts_count(title: str, size: int, tmp_path: Path) -> None:
    """Amounts of a table whose title counts in thousands or millions are made rupiah; a number in a name makes none."""
    rows, merged = table("T-C.24")
    rows = (rows[0], (f"{rows[1][0]} {title}",), *rows[2:])
    reading = read(tmp_path, rows, merged)
    told = {one.kept for one in reading.loss if one.what.startswith("anggaran_") and one.kind == "mended"}
    assert told == ({f"{size:,} times what is printed"} if size > 1 else set())
    assert [dict(one.amounts) for one in reading.plan.allocations if one.role == "entry"][:1] == [{"2023": 700 * size}]


def test_the_order_of_numbers_and_pairs(tmp_path: Path) -> None:
    """K and Rp may stand above the numbers of the columns or below them."""
    rows, merged = table("T-C.19")
    other = (*rows[:5], rows[6], rows[5], *rows[7:])
    assert read(tmp_path, other, merged).plan == read(tmp_path, rows, merged).plan


def test_half_a_year_is_no_year(tmp_path: Path) -> None:
    """A result of a semester is no result of the year; its column is told."""
    rows = table("T-C.30")[0]
    heads = (
        "No",
        "Indikator",
        "SPM",
        "IKK",
        *(f"Target Renstra Tahun {at}" for at in (2024, 2025, 2026, 2027)),
        "Realisasi Tahun 2024",
        "Realisasi Semester I Tahun 2025",
        "Proyeksi n",
        "Proyeksi n+1",
        "Catatan",
    )
    reading = read(tmp_path, (*rows[:3], heads, *rows[5:]))
    results = [dict(one.values) for one in reading.plan.series if one.role == "result"]
    assert results == [{"2024": "96"}, {"2024": "81%"}]
    assert "realisasi_semester_i_tahun_2025" in {one.what for one in reading.loss}


def test_c31_asks_for_the_year(tmp_path: Path) -> None:
    """T-C.31 without a year in its title is asked for it, and nothing of it is a plan."""
    rows = (C31[0], ("Review terhadap Rancangan Awal RKPD",), *C31[2:])
    reading = read(tmp_path, rows, table("T-C.31")[1])
    assert ([one.facts["key"] for one in reading.findings], len(reading.plan)) == (["year"], 0)


def test_c32(tmp_path: Path) -> None:
    """T-C.32: what stakeholders ask for is no part of the plan; each row is told with all it says."""
    reading = read(tmp_path, C32)
    told = [one for one in reading.loss if one.what.startswith("row: a proposal of stakeholders")]
    assert (len(told), len(reading.plan)) == (2, 0)
    assert "Ambulans" in told[1].got


def test_all_tables_of_a_renja_in_one_workbook(tmp_path: Path) -> None:
    """T-C.29 to T-C.33 in one workbook: each sheet is read, nothing is wrong, and the Renja has the money of T-C.33 alone."""
    names = ("T-C.29", "T-C.30", "T-C.31", "T-C.32", "T-C.33")
    path = book(tmp_path / "renja.xlsx", *((name, *table(name)) for name in names))
    reading = rp.read(path, given={"agency": OPD})
    assert (reading.findings, len(reading.recognised)) == ((), 5)
    final = next(one for one in reading.plan.documents if one.id == "renja-2026-dinas_kesehatan")
    assert (final.stage, final.is_whole) == (None, True)
    mine = [one for one in reading.plan.allocations if one.document == final.id and one.role == "entry"]
    assert [dict(one.amounts) for one in mine] == [{"2026": 2_000_000_000}, {"2027": 2_200_000_000}]
    assert len({one.id for one in reading.plan.nodes}) == len(reading.plan.nodes)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("E.17", "RPJMD"), ("E.58", "RPJMD"), ("E-78", "RPJMD"), ("E.19", "RKPD"), ("E.60", "RKPD"), ("E.79", "RKPD"),
        ("E.54", "RENSTRA"), ("E. 80", "RENSTRA"), ("E.55", "RENJA"), ("E.81", "RENJA"), ("T-C. 24", "RENSTRA"),
        ("TC.29", "RENJA"), ("T-C.32", "RENJA"), ("T-C.19", "RKPD"),
    ],
)  # fmt: skip
def test_numbers_of_tables_say_the_document(number: str, kind: str) -> None:
    """The number of a table counts more than the words of its title, where only one document has it."""
    sheet = Sheet(FilePart("a.xlsx"), [], [])
    told = f"Tabel {number}. Hasil RKPD, Renja dan Renstra"
    assert kind_of("", told, "", sheet, Intake()) == kind


def test_c33_with_heads_of_one_row(tmp_path: Path) -> None:
    """T-C.33 with flat heads: the forward estimate is of the year after, target and money."""
    plan = whole(tmp_path, "T-C.33")
    assert (plan.documents[0].kind, plan.documents[0].first_year) == ("RENJA", 2026)
    assert [dict(one.values) for one in plan.series] == [{"2026": "80%", "2027": "85%"}, {"2026": "2", "2027": "3"}]
    bases = [(one.basis, dict(one.amounts)) for one in plan.allocations if one.role == "entry"]
    assert bases == [("ceiling", {"2026": 2_000_000_000}), ("forward_estimate", {"2027": 2_200_000_000})]


@pytest.mark.parametrize("name", BOOKS)
def test_without_merged_cells(name: str, tmp_path: Path) -> None:
    """A table saved without its merged cells gives the same plan."""
    rows, merged = table(name)
    assert read(tmp_path, rows).plan == read(tmp_path, rows, merged).plan


@pytest.mark.parametrize("name", BOOKS)
def test_every_cell_is_in_the_plan_or_told(name: str, tmp_path: Path) -> None:
    """Each row and each cell below the heads is in the plan or told."""
    rows, merged = table(name)
    reading = read(tmp_path, rows, merged)
    plan = reading.plan
    records = {kind: plan.table(kind) for kind in TABLES}
    assert plan.origins is not None
    origins = [plan.origins.where(kind, at) for kind, several in records.items() for at in range(len(several))]
    account = Account(reading.sheets, records, origins, reading.loss, reading.findings)
    heads = find_heads(reading.sheets[0], knows)
    assert heads is not None
    paid = {amount for one in plan.allocations for amount in one.amounts.values()}
    size = 1000 if name == "T-C.31" else 1

    def is_paid(cell: str) -> bool:
        amount = read_rupiah(cell).amount
        return amount is not None and amount * size in paid

    totals = ("Jumlah", "JUMLAH", "Total")
    lost = [
        one for one in lost_cells(account, heads.below - 1) if not one.endswith(tuple(f"{word!r}" for word in totals))
    ]
    assert [one for one in lost if not is_paid(one.rpartition(": ")[2].strip("'"))] == []
    last = reading.sheets[0].numbers[heads.below - 1]
    assert [one for one in lost_rows(account) if int(one.rpartition("!A")[2] or 0) > last] == []


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Evaluasi Hasil Pelaksanaan Renja Tahun 2024", True),
        ("Renja Dinas Kesehatan Tahun 2026", False),
        ("Pencapaian Renstra s/d Tahun 2025", False),
        ("Renja Tahun 2026 dan Renja Tahun 2027", True),
        ("Renstra Tahun 2021-2026", True),
        ("Renstra Tahun 2021 s/d Tahun 2026", True),
    ],
)
def test_a_title_that_does_not_name_the_plan_says_no_year(title: str, *, asked: bool, tmp_path: Path) -> None:
    """What year n is, is taken of a title that names the plan or the running year; of any other it is asked for."""
    merged = table("T-C.29")[1]
    reading = read(tmp_path, (C29[0], (title,), *C29[2:]), merged)
    assert [one.facts["key"] for one in reading.findings] == ["year"] * asked
    assert (len(reading.plan) == 0) is asked


def test_years_that_disagree_are_asked_for(tmp_path: Path) -> None:
    """Heads that make n two different years say none; what is given does."""
    rows, merged = table("T-C.30")
    heads = list(rows[4])
    heads[4:8] = ["Tahun 2024 (n-2)", "Tahun n-1", "Tahun 2023 (n)", "Tahun n+1"]
    wrong = (*rows[:4], tuple(heads), *rows[5:])
    assert [one.facts["key"] for one in read(tmp_path, wrong, merged).findings] == ["year"]
    assert read(tmp_path, wrong, merged, {"year": "2026"}).findings == ()


@pytest.mark.parametrize(("name", "key"), [("T-C.23", "first_year"), ("T-C.24", "first_year")])
def test_years_by_number_are_asked_for(name: str, key: str, tmp_path: Path) -> None:
    """Years 1 to 5 whose first nobody says are asked for."""
    rows, merged = table(name)
    bare = tuple(
        tuple(str(cell).partition(", Renstra")[0] if "Tahun 20" in str(cell) else cell for cell in row) for row in rows
    )
    bare = tuple(("Renstra",) if len(row) == 1 and "Tahun 20" in str(row[0]) else row for row in bare)
    reading = read(tmp_path, bare, merged)
    assert [one.facts["key"] for one in reading.findings] == [key]
    assert read(tmp_path, bare, merged, {key: "2021"}).findings == ()


def test_a_list_of_targets_and_results_is_no_official_table(tmp_path: Path) -> None:
    """Target and Realisasi without document or year are not claimed; another office's list is FILE-18."""
    rows: Rows = (
        ("No", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)"),
        (1, "Sehat", "AKI", "orang", 90, 95, 94),
    )
    reading = rp.read(book(tmp_path / "lkjip.xlsx", ("Sheet1", rows, ())))
    assert [one.code for one in reading.findings] == ["FILE-18"]


@pytest.mark.parametrize("name", ["E-78", "E-79", "E-80", "E-81"])
def test_a_written_form_is_read_back(name: str, tmp_path: Path) -> None:
    """A form of results that the library writes gives back its targets, its results and its money, each of its document."""
    plan = form_plan.rpjmd() if name == "E-78" else form_plan.plan()
    write_form(plan, name, tmp_path / "form.xlsx", year=form_plan.YEAR)
    reading = rp.read(tmp_path / "form.xlsx")
    assert (reading.findings, [one.layout for one in reading.recognised]) == ((), ["official"])
    kinds = {one.id: one.kind for one in plan.documents}
    back = {one.id: one.kind for one in reading.plan.documents}
    wanted = facts(plan, kinds)
    got = facts(reading.plan, back)
    assert got
    ends = {one for one in got if "end" in one}  # the end of the plan is printed, whether as such or as the last year
    longer = "RPJMD" if name in {"E-78", "E-79"} else "RENSTRA"
    loose = {one[1:] for one in wanted}  # a form of one year says all results under its own document
    assert {one for one in got - ends if one[1:] not in loose} == set()
    assert {one[0] for one in ends} <= {longer}


def facts(plan: rp.Plan, kinds: Mapping[str, str]) -> set[tuple[Any, ...]]:
    """List numbers with what they are of: kind of document, role or basis, period, value."""
    series = {
        (kinds[one.document], one.role, period, value) for one in plan.series for period, value in one.values.items()
    }
    money = {
        (kinds[one.document], one.basis, period, str(amount))
        for one in plan.allocations
        if one.role == "entry"
        for period, amount in one.amounts.items()
    }
    return series | money


def test_a_form_filled_in_by_hand(tmp_path: Path) -> None:
    """E.81 written, quarters typed in by hand as text and as numbers, is read with what was typed."""
    path = tmp_path / "form.xlsx"
    write_form(form_plan.plan(), "E-81", path, year=form_plan.YEAR)
    made = openpyxl.load_workbook(path)
    sheet = made.worksheets[0]
    heads = {str(cell.value): cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value}
    row = next(cell.row for cell in sheet["D"] if cell.value == "Bersalin")
    sheet.cell(row, heads["Indikator Kinerja"], "Ibu bersalin")
    sheet.cell(row, heads["Realisasi Triwulan III"], "12,5")
    sheet.cell(row, heads["Realisasi Triwulan III"] + 1, "1.250.000,75")
    made.save(path)
    plan = rp.read(path).plan  # openpyxl keeps no values of formulas, which is FILE-21; an office program does
    mine = next(one for one in plan.indicators if one.name == "Ibu bersalin")
    assert [(one.role, dict(one.values)) for one in plan.series if one.indicator == mine.id] == [
        ("result", {"2026-Q3": "12,5"})
    ]
    assert [dict(one.amounts) for one in plan.allocations if one.subject == mine.owner and one.basis == "realised"] == [
        {"2026-Q3": Decimal("1250000.75")}
    ]
