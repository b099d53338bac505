"""What titles, columns and names of official tables say of their years, version and OPD: read where it is sure, else asked, a guess told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from official_books import book

pytest.importorskip("python_calamine")
H = ("Kode", "Program/Kegiatan", "Indikator", "Satuan")
PAIR = ("Target", "Pagu")
PROGRAM = ("1.02.02", "Program Kesehatan", "Cakupan", "%")
NUMBERS = (80, 1000, 90, 2000, 95, 3000)
RENJA = "RENJA DINAS KESEHATAN TAHUN 2026"


def read(
    folder: Path,
    *titles: str,
    heads: tuple[str, ...] = PAIR,
    name: str = "tabel",
    sheet: str = "T",
    given: Mapping[str, str] | None = None,
) -> rp.Reading:
    """Write titles, heads and one program, and read it."""
    rows: list[tuple[Any, ...]] = [(one,) for one in titles]
    rows += [(), (*H, *heads), (*PROGRAM, *NUMBERS[: len(heads)])]
    return rp.read(book(folder / f"{name}.xlsx", (sheet, rows, ())), given=given or {})


def asked(reading: rp.Reading) -> list[object]:
    """List the keys that are asked for, and that nothing is read where one is."""
    assert (len(reading.plan) == 0) is bool(reading.findings)
    return [one.facts.get("key", one.code) for one in reading.findings]


def told(reading: rp.Reading, what: str) -> list[str | None]:
    """List what was guessed of something."""
    return [one.kept for one in reading.loss if (one.kind, one.what) == ("guessed", what)]


def money(reading: rp.Reading) -> list[tuple[str | None, str, dict[str, Any]]]:
    """List basis, document and amounts."""
    return [(one.basis, str(one.document), dict(one.amounts)) for one in reading.plan.allocations]


@pytest.mark.parametrize(
    "titles",
    [
        (RENJA,),
        ("PERATURAN BUPATI NOMOR 12 TAHUN 2025", f"TENTANG {RENJA}"),
        ("PERATURAN BUPATI CONTOH NOMOR 12", "TAHUN 2025", "TENTANG", "RENCANA KERJA DINAS KESEHATAN", "TAHUN 2026"),
        (f"PERATURAN BUPATI NOMOR 12 TAHUN 2025 TENTANG {RENJA}",),
        ("Lampiran Keputusan Kepala Dinas Nomor 5/2025", "Rencana Kerja Perangkat Daerah", "Tahun Anggaran 2026"),
        ("Dicetak 12 Januari 2025", RENJA),
        (RENJA, "Tanggal cetak: 05/11/2025", "Contoh, Desember 2025"),
        ("RENJA DINAS BINA MARGA", "Tahun 2026", "DPA 2025"),
        ("RENJA DINAS KESEHATAN", "Rencana Program Tahun 2026 dan Prakiraan Maju Tahun 2027", "mengacu RPJMD 2025-2029"),
        ("RENJA DINAS KESEHATAN mengacu RPJMD 2025-2029", "Hasil Evaluasi Renja Tahun 2024", "Tahun rencana: 2026"),
    ],
)  # fmt: skip
def test_the_year_of_the_title(titles: tuple[str, ...], tmp_path: Path) -> None:
    """The year is that of the plan, not that of a regulation, a day, another document or what was reached; it is no guess."""
    reading = read(tmp_path, *titles)
    assert asked(reading) == []
    assert [(basis, amounts) for basis, _, amounts in money(reading)] == [("ceiling", {"2026": 1000})]
    assert told(reading, "year") == []


@pytest.mark.parametrize(
    ("titles", "key"),
    [
        (("RENJA DINAS X",), "year"),
        (("RENJA DINAS X", "Tanggal cetak: 05/11/2025"), "year"),
        (("RENJA DINAS X", "TAHUN 2026", "TAHUN 2025"), "year"),
        (("RENJA DINAS X", "Sumber: SIPD 2025", "Ditetapkan di Batu, 2025", "Versi 2 (2025)"), "year"),
        (("RENJA TAHUN 2026 (Perubahan RENJA 2025)",), "year"),
        (("RENJA TAHUN 2026/2027",), "year"),
    ],
)
def test_years_that_are_not_sure_are_asked(titles: tuple[str, ...], key: str, tmp_path: Path) -> None:
    """No year, and years that disagree, are asked for with those found; what is given ends it."""
    reading = read(tmp_path, *titles)
    assert asked(reading) == [key]
    given = read(tmp_path, *titles, given={key: "2026"})
    assert [amounts for _, _, amounts in money(given)] == [{"2026": 1000}]


def test_the_years_that_disagree_are_named(tmp_path: Path) -> None:
    """The question says which years stand in the titles."""
    (finding,) = read(tmp_path, "RENJA DINAS X", "TAHUN 2026", "TAHUN 2025").findings
    assert "T (2025? 2026?)" in finding.text("en")


@pytest.mark.parametrize(
    ("name", "sheet", "year"),
    [
        ("renja_2026", "T", "2026"),
        ("renja dinkes", "2026", "2026"),
        ("Perda 5 2025 renja 2026", "T", "2026"),
        ("renja 2026 cetak 2025-12-01", "T", "2026"),
        ("2025-12-01_renja", "T", None),
        ("renja_2025", "2026", None),
    ],
)
def test_a_year_of_a_name_is_a_told_guess(name: str, sheet: str, year: str | None, tmp_path: Path) -> None:
    """A year of the sheet or file is told as guessed; a day is none, and names that disagree are asked about."""
    reading = read(tmp_path, "RENJA DINAS X", name=name, sheet=sheet)
    assert asked(reading) == ([] if year else ["year"])
    assert told(reading, "year") == ([year] if year else [])
    assert [amounts for _, _, amounts in money(reading)] == ([{year: 1000}] if year else [])


@pytest.mark.parametrize(
    ("titles", "heads", "key", "first"),
    [
        (("PERUBAHAN ATAS RENSTRA 2021-2026", "RENSTRA DINAS X 2025-2029"), ("Target Tahun 1", "Dana Tahun 1"), "first_year", None),
        (("RENSTRA DINAS X 2025-2029", "mengacu RPJMD 2021-2026"), ("Target Tahun 1", "Dana Tahun 1"), None, 2025),
        (("RPJPD KABUPATEN X 2025-2045", "RPJMD 2030-2034"), ("Target Tahun 1", "Dana Tahun 1"), "document", None),
        (("RENSTRA DINAS X", "mengacu RPJMD 2021-2026"), ("Target Tahun 1", "Dana Tahun 1"), "first_year", None),
        (("RENSTRA DINAS X 2025-2029",), ("Target 2026", "Pagu 2026"), None, 2025),
        (("RENSTRA DINAS X 2025-2029",), ("Target 2030", "Pagu 2030"), "first_year", None),
        (("RENSTRA DINAS X",), ("Target 2026", "Pagu 2026"), None, 2026),
        (("RENSTRA DINAS X",), ("Target 2026", "Pagu"), "year", None),
    ],
)  # fmt: skip
def test_spans(titles: tuple[str, ...], heads: tuple[str, ...], key: str | None, first: int | None, tmp_path: Path) -> None:  # fmt: skip
    """The first year is that of the plan's own span; two spans, and columns outside of it, are asked about."""
    reading = read(tmp_path, *titles, heads=heads)
    assert asked(reading) == ([key] if key else [])
    assert [one.first_year for one in reading.plan.documents] == ([first] if first else [])


@pytest.mark.parametrize(
    ("titles", "document"),
    [
        (("RENSTRA 2025-2029", RENJA), None),
        ((RENJA, "berpedoman pada RENSTRA 2025-2029"), "renja-2026-dinas_kesehatan"),
        ((f"{RENJA} berdasarkan RENSTRA 2025-2029",), "renja-2026-dinas_kesehatan"),
        (("RKPD KABUPATEN X TAHUN 2026 (sesuai Renja OPD)",), "rkpd-2026"),
        (("Tabel T-C.28 Indikator yang mengacu pada RPJMD, Renstra 2025-2029",), "renstra-2025"),
    ],
)
def test_titles_that_name_two_plans(titles: tuple[str, ...], document: str | None, tmp_path: Path) -> None:
    """A plan that the title only refers to is not the table's; two plans are asked about, by name."""
    reading = read(tmp_path, *titles, heads=("Target 2026", "Pagu 2026"))
    assert asked(reading) == ([] if document else ["document"])
    assert [one.id for one in reading.plan.documents] == ([document] if document else [])
    assert all("T (RENJA? RENSTRA?)" in one.text("en") for one in reading.findings)


def test_a_span_of_a_name_is_a_told_guess(tmp_path: Path) -> None:
    """Years that are counted from the span of a file's name are told as guessed."""
    reading = read(tmp_path, "RENSTRA", heads=("Target Tahun 2", "Dana Tahun 2"), name="renstra_2025-2029")
    assert told(reading, "first_year") == ["2025-2029"]
    assert [amounts for _, _, amounts in money(reading)] == [{"2026": 1000}]


@pytest.mark.parametrize(
    ("heads", "amounts"),
    [
        (("Target", "Pagu", "Prakiraan Maju Target", "Prakiraan Maju Pagu"), [{"2026": 1000}, {"2027": 2000}]),
        (("Target 2026", "Pagu 2026", "Prakiraan Maju Target 2027", "Prakiraan Maju Pagu 2027"), [{"2026": 1000}, {"2027": 2000}]),
        (("Target 2026", "Pagu"), [{"2026": 1000}]),
        (("Target", "Pagu", "Target 2027", "Pagu 2027"), None),
        (("Target", "Pagu Indikatif", "Anggaran 2025"), None),
        (("Target 2025", "Pagu 2025", "Target 2026", "Pagu 2026"), None),
        (("Target 2025", "Pagu 2025"), None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("given", [{}, {"year": "2026"}])
def test_columns_of_other_years(
    heads: tuple[str, ...], amounts: list[dict[str, Any]] | None, given: dict[str, str], tmp_path: Path
) -> None:
    """A plan of 2026 has ceilings of 2026 and forward estimates where heads say so; columns of other years are named (FILE-18)."""
    reading = read(tmp_path, RENJA, heads=heads, given=given)
    assert asked(reading) == ([] if amounts else ["FILE-18"])
    assert [one for _, _, one in money(reading)] == (amounts or [])
    bases = ["ceiling", "forward_estimate"][: len(amounts or [])]
    assert [basis for basis, _, _ in money(reading)] == bases


@pytest.mark.parametrize(
    ("heads", "key", "year"),
    [
        (("Target 2026", "Pagu 2026"), None, "2026"),
        (("Target 2026", "Pagu 2026", "Prakiraan Maju Target", "Prakiraan Maju Pagu"), None, "2026"),
        (("Target", "Pagu", "Anggaran 2025"), "year", None),
        (("Target 2025", "Pagu 2025", "Target 2026", "Pagu 2026"), "year", None),
    ],
)
def test_the_year_of_columns(heads: tuple[str, ...], key: str | None, year: str | None, tmp_path: Path) -> None:
    """Columns say the year of a plan without one in its title where all of its own say the same."""
    reading = read(tmp_path, "RENJA DINAS X", heads=heads)
    assert asked(reading) == ([key] if key else [])
    assert [one for _, _, one in money(reading)][:1] == ([{year: 1000}] if year else [])
    assert told(reading, "year") == []


@pytest.mark.parametrize(
    ("title", "name", "behind", "revision", "stage", "guess"),
    [
        ("RENJA PERUBAHAN TAHUN 2026", "t", "-perubahan", 1, None, []),
        ("PERUBAHAN KEDUA ATAS RENJA TAHUN 2026", "t", "-perubahan-2", 2, None, []),
        ("P-RENJA TAHUN 2026", "t", "-perubahan", 1, None, []),
        ("PERUBAHAN ATAS PERATURAN BUPATI NOMOR 9 TAHUN 2025 TENTANG RENJA TAHUN 2026", "t", "-perubahan", 1, None, []),
        ("RENJA MURNI TAHUN 2026", "renja_perubahan", "", 0, None, []),
        ("RENJA PENANGANAN PERUBAHAN IKLIM TAHUN 2026", "t", "", None, None, []),
        ("RENJA TAHUN 2026", "renja_perubahan_2026", "-perubahan", 1, None, ["perubahan"]),
        ("RANCANGAN AWAL RENJA TAHUN 2026", "t", "-awal", None, "initial", []),
        ("RANCANGAN AKHIR RENCANA KERJA TAHUN 2026", "t", "-rancangan_akhir", None, "draft", []),
        ("RENJA TAHUN 2026", "ranwal renja", "-awal", None, "initial", ["awal"]),
    ],
)
def test_versions(
    title: str, name: str, behind: str, revision: int | None, stage: str | None, guess: list[str], tmp_path: Path
) -> None:
    """A change or draft is a document of its own, by its title; by a name it is a told guess."""
    reading = read(tmp_path, title, name=name)
    (document,) = reading.plan.documents
    assert (document.id, document.revision, document.stage) == (f"renja-2026{behind}", revision, stage)
    assert told(reading, "version") == guess


def test_a_plan_and_its_change_in_one_folder(tmp_path: Path) -> None:
    """They are two documents, whose money is not summed, and the change says what it changes."""
    read(tmp_path, RENJA, name="renja_2026")
    read(tmp_path, RENJA.replace("RENJA", "RENJA PERUBAHAN"), name="renja_perubahan_2026")
    read(tmp_path, RENJA.replace("RENJA", "PERUBAHAN KEDUA RENJA"), name="renja_perubahan_2026_2")
    reading = rp.read(tmp_path)
    documents = [document for _, document, _ in money(reading)]
    first = "renja-2026-dinas_kesehatan"
    assert documents == [first, f"{first}-perubahan", f"{first}-perubahan-2"]
    assert [one.amends for one in reading.plan.documents] == [None, first, f"{first}-perubahan"]
    assert rp.check(reading.plan, select="VER").findings == ()


@pytest.mark.parametrize(
    ("titles", "agency", "guess"),
    [
        ((RENJA,), "DINAS KESEHATAN", True),
        (("RENCANA KERJA", "DINAS KESEHATAN KABUPATEN CONTOH", "TAHUN 2026"), "DINAS KESEHATAN", True),
        (("RENJA TAHUN 2026", "INSPEKTORAT DAERAH KOTA CONTOH"), "INSPEKTORAT DAERAH", True),
        (("RENJA PERANGKAT DAERAH TAHUN 2026",), None, False),
        (("RENJA TAHUN 2026", "OPD : Dinas Kesehatan"), "Dinas Kesehatan", False),
        (("RENJA TAHUN 2026", "SKPD Dinas Kesehatan"), "Dinas Kesehatan", False),
        (("RKPD DINAS KESEHATAN TAHUN 2026",), None, False),
    ],
)
def test_the_opd_of_a_title(titles: tuple[str, ...], agency: str | None, tmp_path: Path, *, guess: bool) -> None:
    """The OPD behind the name of its plan is a told guess; a line of its own says it."""
    reading = read(tmp_path, *titles)
    assert [one.agency for one in reading.plan.documents] == [agency]
    assert told(reading, "agency") == ([agency] if guess else [])


def test_an_opd_in_capitals_is_the_one_of_the_rows(tmp_path: Path) -> None:
    """An office that the title prints in capitals and a column does not is one office."""
    rows = ((RENJA,), (), (*H, *PAIR, "Perangkat Daerah"), (*PROGRAM, 80, 1000, "Dinas Kesehatan"))
    plan = rp.read(book(tmp_path / "t.xlsx", ("T", rows, ()))).plan
    assert [one.id for one in plan.agencies] == ["Dinas Kesehatan"]
    assert plan.documents[0].id == "renja-2026-dinas_kesehatan"


@pytest.mark.parametrize(
    ("name", "year"),
    [("Perda 5 2025 rkpd 2026", 2026), ("rkpd_2026", 2026), ("rkpd 2025 2026", None), ("2025-12-01 rkpd", None)],
)
def test_the_year_of_an_rkpd_template(name: str, year: int | None, tmp_path: Path) -> None:
    """The template has its year of the file's name, behind the name of the plan; what is not sure is asked."""
    path = tmp_path / f"{name}.csv"
    path.write_text(
        "sub_kegiatan_kode,indikator,target,pagu_indikatif\n1.02.02.2.02.0001,i,1,1000000\n", encoding="utf-8"
    )
    reading = rp.read(path)
    assert [one.first_year for one in reading.plan.documents] == ([year] if year else [])
    assert [one.facts["key"] for one in reading.findings] == ([] if year else ["year"])
    assert told(reading, "tahun") == ([str(year)] if year else [])
