"""The flat Renja export in small: what a row becomes, and what is told of a bad one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import pytest

import regplan as rp

HEADS = "tahun,kode_skpd,nama_skpd,kode_sub_skpd,nama_sub_skpd,kode_program,kode_giat,kode_sub_giat,nama_sub_giat,indikator_outcome,target_akhir,tolak_ukur_output,target_teks_output,satuan_output,pagu,pagu_indikatif,pagu_n_depan,nama_dana,label_kokab"
OPD = "1.02.0.00.0.00.01.0000,Dinas Kesehatan,1.02.0.00.0.00.01.0002,RSUD,1.02.02,1.02.02.2.02,1.02.02.2.02.0001,Pengelolaan Layanan"
ROW = f"2026,{OPD},Angka kematian ibu,95,Jumlah dokumen,1 Dokumen,Dokumen,1000,1000,1050.5,DAU,1. Kesehatan"


def read(tmp_path: Path, *rows: str, heads: str = HEADS, name: str = "renja.csv") -> rp.Reading:
    """Write an export and read it."""
    (tmp_path / name).write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8")
    return rp.read(tmp_path / name)


def test_what_a_row_becomes(tmp_path: Path) -> None:
    """A row gives a sub activity of the sub-unit, its output and target, money now and next year, and a label."""
    plan = read(tmp_path, ROW).plan
    name = "1.02.0.00.0.00.01.0002/1.02.02.2.02.0001"
    assert plan.sub_activities[name].title == "Pengelolaan Layanan"
    assert plan.documents[0].agency == "1.02.0.00.0.00.01.0000"
    assert [(one.basis, dict(one.amounts)) for one in plan.allocations] == [
        ("ceiling", {"2026": 1000}),
        ("forward_estimate", {"2027": Decimal("1050.50")}),
    ]
    assert [dict(one.values) for one in plan.series] == [{"end": "95"}, {"2026": "1 Dokumen"}]
    assert [link.target for link in plan.links] == ["label_kokab/1_kesehatan"]


def test_zero_is_money_and_nothing_is_none(tmp_path: Path) -> None:
    """0 is zero, an empty cell is no amount at all."""
    plan = read(tmp_path, ROW.replace("1000,1000,1050.5", "0,0,")).plan
    assert [dict(one.amounts) for one in plan.allocations] == [{"2026": 0}]


def test_the_other_money_is_not_taken(tmp_path: Path) -> None:
    """Where ``pagu`` is another amount than ``pagu_indikatif`` it is kept beside it, never in its place."""
    plan = read(tmp_path, ROW.replace("1000,1000", "900,1000")).plan
    assert (plan.allocations[0].amounts["2026"], plan.allocations[0].extra) == (1000, {"x-pagu": "900"})


def test_traces_of_a_float_are_rounded_and_told(tmp_path: Path) -> None:
    """Digits below the sen are rounded to the sen, and the loss says what stood there."""
    reading = read(tmp_path, ROW.replace("1000,1000", "59911114.129999995,59911114.129999995"))
    assert str(reading.plan.allocations[0].amounts["2026"]) == "59911114.13"
    assert ("mended", "59911114.13") in {(one.kind, one.kept) for one in reading.loss}


@pytest.mark.parametrize("column", ["kode_program", "kode_giat", "kode_sub_giat"])
def test_a_row_without_its_codes(tmp_path: Path, column: str) -> None:
    """A row that lacks a code is dropped, and told as a finding at its line and in the loss; its cells stay in the sheet."""
    cells = ROW.split(",")
    cells[HEADS.split(",").index(column)] = ""
    reading = read(tmp_path, ROW, ",".join(cells))
    assert [(one.code, str(one.where).rpartition("renja.csv")[2]) for one in reading.findings] == [("FILE-10", ":3")]
    assert [(one.kind, one.what, one.where.line) for one in reading.loss if one.where] == [("dropped", "row", 3)]
    assert "Dinas Kesehatan" in reading.sheets[0].grid[2]
    assert len(reading.plan.sub_activities) == 1


def test_the_year_is_not_guessed_in_silence(tmp_path: Path) -> None:
    """Without a column the year is given, or taken from the file's name as a told guess, or asked for."""
    heads, row = HEADS.removeprefix("tahun,"), ROW.removeprefix("2026,")
    (tmp_path / "renja.csv").write_text(f"{heads}\n{row}\n", encoding="utf-8")
    assert rp.read(tmp_path / "renja.csv", given={"year": "2027"}).plan.documents[0].first_year == 2027
    guessed = read(tmp_path, row, heads=heads, name="renja_2025.csv")
    assert [(one.kind, one.kept) for one in guessed.loss] == [("guessed", "2025")]
    asked = rp.read(tmp_path / "renja.csv")
    assert [one.code for one in asked.findings] == ["FILE-20"]
    assert not asked.is_whole


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    """A column nobody knows is in the loss, at its head."""
    reading = read(tmp_path, f"{ROW},9", heads=f"{HEADS},warna")
    assert [(one.what, str(one.where).rpartition("csv")[2]) for one in reading.loss] == [("warna", ":1:20")]


def test_codes_of_labels_are_known(tmp_path: Path) -> None:
    """The codes of all three labels are read, and none of their columns is said to be unknown."""
    reading = read(tmp_path, f"{ROW},5,6,7", heads=f"{HEADS},id_label_pusat,id_label_prov,id_label_kokab")
    assert {one.target for one in reading.plan.links} == {"label_pusat/5", "label_prov/6", "label_kokab/7"}
    assert [one.what for one in reading.loss if one.what.startswith("id_label")] == []


def test_a_label_whose_code_is_no_id(tmp_path: Path) -> None:
    """A code of a priority that ends with ``/`` makes no id: FILE-08 at the cell and a line of loss, and the row stays."""
    reading = read(tmp_path, f"{ROW},5/", heads=f"{HEADS},id_label_kokab")
    assert [(one.code, str(one.where).rpartition("csv")[2]) for one in reading.findings] == [("FILE-08", ":2:20")]
    assert ("dropped", "id_label_kokab", "'5/'") in {(one.kind, one.what, one.got) for one in reading.loss}
    assert (len(reading.plan.sub_activities), len(reading.plan.links), len(reading.plan.references)) == (1, 0, 0)


def test_a_ceiling_of_what_is_no_id(tmp_path: Path) -> None:
    """A list of ceilings with a code that is no id: the row is refused, at its line, and makes neither OPD nor money."""
    (tmp_path / "pagu.csv").write_text("kode_skpd,nama_skpd,set_pagu_skpd\n/x,Dinas,5\n", encoding="utf-8")
    (tmp_path / "renja.csv").write_text(f"{HEADS}\n{ROW}\n", encoding="utf-8")
    reading = rp.read(tmp_path)
    assert [(one.code, one.where.line) for one in reading.findings if one.where] == [("FILE-08", 2)]
    assert "/x" not in {one.id for one in reading.plan.agencies} | {one.subject for one in reading.plan.allocations}


def test_a_part_that_is_too_long(tmp_path: Path) -> None:
    """Of two places in a cell one is longer than a line may be: it is told, the other stays."""
    long = "x" * 10_001
    reading = read(tmp_path, f'{ROW},"Batu\n{long}"', heads=f"{HEADS},lokasi_bl")
    assert [one.name for one in reading.plan.places] == ["Batu"]
    assert [one.what for one in reading.loss if one.got.startswith("'xxx")] == ["lokasi_bl"]


def test_a_place_with_a_long_name(tmp_path: Path) -> None:
    """A place whose name is as long as a line may be has an id that is one."""
    reading = read(tmp_path, f"{ROW},{'x' * 10_000}", heads=f"{HEADS},lokasi_bl")
    (place,) = reading.plan.places
    assert attrs.evolve(place) == place
    assert len(place.name or "") == 10_000


def test_what_nothing_is_said_of_is_told(tmp_path: Path) -> None:
    """A unit without an output, targets of an activity without a name, ``pagu`` without ``pagu_indikatif``: each is a line of loss."""
    row = ROW.replace("Jumlah dokumen,1 Dokumen,Dokumen,1000,1000", ",,Dokumen,1000,")
    reading = read(tmp_path, f"{row},5,Orang", heads=f"{HEADS},target_sub_teks,satuan_sub")
    told = {(one.kind, one.what, one.got) for one in reading.loss}
    assert told >= {
        ("dropped", "satuan_output", "'Dokumen'"),
        ("dropped", "pagu", "'1000'"),
        ("dropped", "target_sub_teks", "'5'"),
        ("dropped", "satuan_sub", "'Orang'"),
    }


OTHER = ROW.replace("2026,", "2027,", 1).replace("0001,", "0002,")
SECOND = ROW.replace(".0001,", ".0002,")


@pytest.mark.parametrize(
    ("year", "subs", "told"),
    [("", 0, ["row", "row"]), ("2026", 1, ["row: another year"]), ("2027", 1, ["row: another year"]), ("2025", 0, ["row", "row"])],
)  # fmt: skip
def test_rows_of_several_years(tmp_path: Path, year: str, subs: int, told: list[str]) -> None:
    """Of rows of two years the caller chooses one, else FILE-24 asks; none goes into the year of another, none in silence."""
    read(tmp_path, ROW, OTHER)
    reading = rp.read(tmp_path / "renja.csv", given={"year": year} if year else {})
    assert [one.code for one in reading.findings] == ([] if subs else ["FILE-24"])
    assert [one.what for one in reading.loss] == told
    assert [str(one.first_year) for one in reading.plan.documents] == [year] * subs
    assert len(reading.plan.sub_activities) == subs


def test_the_year_of_a_line_of_a_dump(tmp_path: Path) -> None:
    """``tahun_anggaran`` is the year where there is no ``tahun``."""
    reading = read(tmp_path, ROW, OTHER, heads=HEADS.replace("tahun,", "tahun_anggaran,"))
    assert [one.code for one in reading.findings] == ["FILE-24"]
    assert rp.read(tmp_path / "renja.csv", given={"year": "2027"}).plan.documents[0].first_year == 2027


def test_a_year_that_is_none_is_told(tmp_path: Path) -> None:
    """A row whose year is no year stays with the others, which is told as a guess."""
    reading = read(tmp_path, ROW, SECOND.replace("2026,", "2O26,", 1))
    assert [(one.kind, one.got, one.kept) for one in reading.loss] == [("guessed", "'2O26'", "2026")]
    assert len(reading.plan.sub_activities) == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ROW, "stands twice"),
        (ROW.replace("1.02.02.2.02,1.02.02.2.02.0001", "Jumlah,Jumlah"), "a total"),
        (ROW.replace("1.02.02.2.02.0001", "lain"), "a code without a number"),
    ],
)
def test_a_row_whose_money_counts_no_second_time(tmp_path: Path, row: str, why: str) -> None:
    """An equal row and a row of totals are told, and give neither a node nor money."""
    reading = read(tmp_path, ROW, row)
    assert [one.what for one in reading.loss] == [f"row: {why}"]
    assert len(reading.plan.sub_activities) == 1
    assert [one.basis for one in reading.plan.allocations] == ["ceiling", "forward_estimate"]


@pytest.mark.parametrize(
    ("amount", "others", "truth"),
    [
        ("300.000", ["2.500.000"], None),
        ("300.000", ["Rp500"], None),
        ("300.000", ["1000,50"], None),
        ("300.000", ["1000.5"], 300),
        ("1000.00", ["2.500.000"], 1000),
    ],
)
def test_three_digits_behind_a_point(tmp_path: Path, amount: str, others: list[str], truth: int | None) -> None:
    """Where one amount of the column was written by hand, one with three digits behind its point is FILE-09; a decimal is read."""
    cells = [f'"{one}"' for one in (amount, *others)]
    rows = [
        ROW.replace("0001,", f"000{at},").replace("1000,1000,", f",{one},") for at, one in enumerate(cells, start=1)
    ]
    reading = read(tmp_path, *rows)
    assert reading.plan.allocations[0].amounts["2026"] == truth
    assert [one.code for one in reading.findings] == (["FILE-09"] if truth is None else [])


def test_three_digits_beside_a_column_written_by_hand(tmp_path: Path) -> None:
    """Where one column of ceilings was written by hand, the other was too."""
    reading = read(tmp_path, ROW.replace("1000,1000,1050.5", ",2.500.000,330.000"))
    assert [dict(one.amounts) for one in reading.plan.allocations] == [{"2026": 2_500_000}, {"2027": None}]
    assert [one.code for one in reading.findings] == ["FILE-09"]


@pytest.mark.parametrize(
    ("column", "other", "kept"),
    [("nama_skpd", "Dinkes", "Dinas Kesehatan"), ("nama_sub_skpd", "Puskesmas", "RSUD")],
)
def test_another_name_is_told(tmp_path: Path, column: str, other: str, kept: str) -> None:
    """What a later row calls the same OPD or unit otherwise is told at its cell; blanks make no other name."""
    reading = read(
        tmp_path, ROW, SECOND.replace(kept, other), SECOND.replace(kept, f" {kept}  ").replace("0002,", "0003,")
    )
    told = [(one.what, one.got, one.kept, one.where.line) for one in reading.loss if one.where]
    assert told == [(column, f"'{other}'", kept, 3)]
