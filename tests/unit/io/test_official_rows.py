"""Rows of official tables: what is surely understood is read, everything else is told; no money is counted twice in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from official_books import book
from regplan.model.loss_words import in_both

pytest.importorskip("python_calamine")
Row = tuple[Any, ...]
HEADS: Row = ("Kode", "Program/Kegiatan", "Indikator", "Satuan", "Target", "Pagu")
P: Row = ("1.02.02", "Program Kesehatan", "Cakupan", "%", 80, None)
K: Row = ("1.02.02.2.02", "Pelayanan", "Layanan", "layanan", 1, None)
A: Row = ("1.02.02.2.02.0001", "Sub A", "Dok", "dokumen", 1, 100)
B: Row = ("1.02.02.2.02.0002", "Sub B", "Dok", "dokumen", 1, 200)
TREE = (P, K, A, B)
P2: Row = ("1.02.03", "Program SDM", "Nakes", "%", 5, 50)
ENTRIES = {"1.02.02.2.02.0001": [100], "1.02.02.2.02.0002": [200]}


def read(tmp_path: Path, *rows: Row, heads: Row = HEADS, merged: tuple[str, ...] = ()) -> rp.Reading:
    """Read a Renja of 2026 with some rows."""
    return rp.read(book(tmp_path / "t.xlsx", ("T", [("RENJA TAHUN 2026",), heads, *rows], merged)))


def money(reading: rp.Reading, role: str = "entry") -> dict[str, list[Any]]:
    """Return the amounts by node, without the document's name."""
    found: dict[str, list[Any]] = {}
    for one in reading.plan.allocations:
        if one.role == role:
            found.setdefault(one.subject.rpartition("/")[2], []).extend(one.amounts.values())
    return found


def told(reading: rp.Reading, row: int) -> set[str]:
    """Return what is told of a row of the sheet."""
    return {one.what for one in reading.loss if str(one.where).rpartition("!")[2][1:] == str(row)}


@pytest.mark.parametrize(
    ("cells", "subject"),
    [
        ((None, "Jumlah", None, None, None, 300), ""),
        ((None, None, "Jumlah", None, None, 300), ""),
        ((None, None, None, "Total", None, 300), ""),
        ((None, None, None, None, "Jumlah", 300), ""),
        ((None, "J U M L A H :", None, None, None, 300), ""),
        ((None, "TOTAL BELANJA", None, None, None, 300), ""),
        (("1.02.02", "Jumlah", None, None, None, 300), "1.02.02"),
        ((None, "Jumlah Program Kesehatan", None, None, None, 300), "1.02.02"),
        ((None, "Total Anggaran Kegiatan Pelayanan", None, None, None, 300), "1.02.02.2.02"),
        ((None, "Jumlah Program", None, None, None, 300), "1.02.02"),
        ((None, None, "Jumlah Program Kesehatan", None, None, 300), "1.02.02"),
        ((None, "Pagu Program Kesehatan", None, None, None, 300), "1.02.02"),
        ((None, "Sub Total", None, None, None, 300), None),
        ((None, None, None, "Subtotal", None, 300), None),
        ((None, "Jumlah Program Lain", None, None, None, 300), None),
        (("1.02.09", "Jumlah", None, None, None, 300), None),
        ((None, "Plafon Dinas", None, None, None, 300), None),
        ((None, None, None, None, None, 300), None),
        (("1.02.02.2.02.0009", None, None, None, None, 300), None),
        ((None, "Dinas Kesehatan", None, None, None, 300), None),
        (("1.02.0.00.0.00.01.0000", "Dinkes", None, None, None, 300), None),
        (("5.1.02", "Belanja Barang", None, None, None, 300), None),
        (("5.1.02.01", "Honor", "i", "d", 1, 300), None),
    ],
)
def test_a_row_that_is_no_node(tmp_path: Path, cells: Row, subject: str | None) -> None:
    """A sum is a stated total of what it says it is of (all, where it says nothing); else it is told. None is an entry."""
    reading = read(tmp_path, *TREE, cells)
    assert money(reading) == ENTRIES
    assert money(reading, "stated_total") == ({} if subject is None else {subject: [300]})
    assert len([*reading.plan.programs, *reading.plan.activities, *reading.plan.sub_activities]) == 4
    assert {"Jumlah", "Total"} & {value for one in reading.plan.series for value in one.values.values()} == set()
    assert bool(told(reading, 7)) == (subject is None)
    assert all(in_both(one).id != one.replace("row", "baris") for one in told(reading, 7) if one.startswith("row: "))


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        ((None, None, "Jumlah laporan", "laporan", 5, 50), [200, 50]),
        ((None, None, "Total belanja", "Rp", 5, None), [200]),
        ((None, None, "Mutu", "%", 5, 200), [200]),
        ((None, None, None, "unit", 5, 50), [200, 50]),
    ],
)
def test_further_indicators_are_read_as_before(tmp_path: Path, cells: Row, amounts: list[int]) -> None:
    """A row with an indicator, a unit or a target goes on with the node above, whatever its indicator is called."""
    reading = read(tmp_path, *TREE, cells)
    assert money(reading)["1.02.02.2.02.0002"] == amounts
    assert len(reading.plan.indicators) == 5


def test_sums_between_nodes(tmp_path: Path) -> None:
    """A bare sum with nodes above and below it is of something that is not said; the last is of all, and said once."""
    total = (None, "Jumlah", None, None, None, 300)
    reading = read(tmp_path, *TREE, total, P2, (*total[:5], 350), (*total[:5], 350))
    assert money(reading, "stated_total") == {"": [350]}
    assert money(reading) == {**ENTRIES, "1.02.03": [50]}
    assert told(reading, 7) == {"row: a sum, and of what is not said"}
    assert told(reading, 10) == {"a total stated again"}


FUND = (*HEADS, "Sumber Dana")


@pytest.mark.parametrize(
    "more", [(*A, "DAK"), (None, None, None, None, None, 100, "DAK"), (None, None, "Ind", "d", 5, 100, "DAK")]
)
def test_two_funds_of_one_amount(tmp_path: Path, more: Row) -> None:
    """The same amount of another fund is other money."""
    reading = read(tmp_path, (*A, "DAU"), more, heads=FUND)
    assert [(one.fund, *one.amounts.values()) for one in reading.plan.allocations] == [("DAU", 100), ("DAK", 100)]
    assert len(reading.plan.sub_activities) == 1


FLAT = ("Perangkat Daerah", "Program", "Kegiatan", "Indikator", "Satuan", "Target", "Pagu")


def test_another_opd_opens_new_nodes(tmp_path: Path) -> None:
    """A program of the same name of another OPD is another program."""
    rows = [(opd, "Penunjang", work, "i", "d", 1, 50) for opd, work in (("Dinkes", "Gaji"), ("Dishub", "Umum"))]
    plan = read(tmp_path, *rows, heads=FLAT).plan
    owner = {one.id: one.agency for one in plan.programs}
    assert [(one.agency, owner[str(one.parent)]) for one in plan.activities] == [("Dinkes",) * 2, ("Dishub",) * 2]


def test_merged_cells_of_an_opd(tmp_path: Path) -> None:
    """What is merged over rows is said of each of them; a cell that is only empty is not filled."""
    rows = [(opd, f"Program {at}", None, "i", "d", 1, 50) for at, opd in enumerate(("Dinkes", None, "Dishub", None))]
    plan = read(tmp_path, *rows, heads=FLAT, merged=("A3:A4",)).plan
    assert [one.agency for one in plan.programs] == ["Dinkes", "Dinkes", "Dishub", None]


def test_headings_of_opd(tmp_path: Path) -> None:
    """The nodes below the heading of an OPD are its; a program of the OPD before it is not above them."""
    head = ("2.15.0.00.0.00.01.0000", "Dishub", None, None, None, 50)
    plan = read(tmp_path, P, K, A, head, ("2.15.02.2.01", "Terminal", "i", "d", 1, 50)).plan
    assert [(one.agency, one.parent) for one in plan.activities] == [(None, "renja-2026/1.02.02"), ("Dishub", None)]


def test_one_code_of_two_opd(tmp_path: Path) -> None:
    """Two kecamatan with one code and one amount are two."""
    reading = read(tmp_path, (*A, "Kecamatan A"), (*A, "Kecamatan B"), heads=(*HEADS, "Perangkat Daerah"))
    assert [list(one.amounts.values()) for one in reading.plan.allocations] == [[100], [100]]
    assert [one.agency for one in reading.plan.sub_activities] == ["Kecamatan A", "Kecamatan B"]


@pytest.mark.parametrize(
    ("rows", "parents"),
    [
        ((P, ("2.15.02.2.01", "Terminal", "i", "d", 1, 50)), [None]),
        ((P, P2, K), ["1.02.02"]),
        ((P, ("1.02.03.2.01", "Nakes", "i", "d", 1, 50), P2), ["1.02.03"]),
        ((("X.XX.01", *P[1:]), ("1.02.01.2.01", "Gaji", "i", "d", 1, 50)), ["X.XX.01"]),
        ((("1.2.2", *P[1:]), K), ["1.2.2"]),
    ],
)
def test_parents_by_code(tmp_path: Path, rows: tuple[Row, ...], parents: list[str | None]) -> None:
    """A node stands below no node whose code its own does not begin with, but below that of its code, wherever it is."""
    plan = read(tmp_path, *rows).plan
    assert [one.parent and one.parent.rpartition("/")[2] for one in plan.activities] == parents


def test_a_later_sheet(tmp_path: Path) -> None:
    """The last node of a sheet is not above those of the next whose code says otherwise; its money stays an entry."""
    top = [("RENJA TAHUN 2026",), HEADS]
    hub = ("2.15.02.2.01", "Terminal", "i", "d", 1, 50)
    path = book(tmp_path / "t.xlsx", ("A", [*top, (*P[:5], 300)], ()), ("B", [*top, hub], ()))
    assert money(rp.read(path)) == {"1.02.02": [300], "2.15.02.2.01": [50]}


def test_totals_of_each_sheet(tmp_path: Path) -> None:
    """A sum of a sheet alone is none of the document; a sum of all sheets is."""
    top: list[Row] = [("RENJA TAHUN 2026",), HEADS]
    sums: list[Row] = [(None, "Jumlah", None, None, None, amount) for amount in (100, 50, 150)]
    path = book(tmp_path / "t.xlsx", ("A", [*top, P, K, A, sums[0]], ()), ("B", [*top, P2, *sums[1:]], ()))
    reading = rp.read(path)
    assert money(reading, "stated_total") == {"": [150]}
    assert [one.what for one in reading.loss] == ["a total of this sheet alone"] * 2


def test_sums_in_columns_of_levels(tmp_path: Path) -> None:
    """A sum beside the names of its program and activity is of the lowest of them."""
    heads = ("Program", "Kegiatan", "Sub Kegiatan", *HEADS[2:])
    sums = [("P", "G", "Jumlah", None, None, None, 100), ("P", "Total", None, None, None, None, 100)]
    reading = read(tmp_path, ("P", "G", "A", "i", "d", 1, 100), *sums, ("P2", "G", "A", "i", "d", 1, 50), heads=heads)
    assert money(reading, "stated_total") == {"g": [100], "p": [100]}
    assert list(reading.loss) == []


@pytest.mark.parametrize(
    ("heads", "codes"),
    [
        (("Kode Program", "Program", "Kode Kegiatan", "Kegiatan", "Kode Sub Kegiatan", "Sub Kegiatan"), (0, 2, 4)),
        (("Kode Program", "Kode Kegiatan", "Kode Sub Kegiatan", "Program", "Kegiatan", "Sub Kegiatan"), (0, 1, 2)),
    ],
)
def test_columns_of_whole_codes(tmp_path: Path, heads: Row, codes: tuple[int, ...]) -> None:
    """A code that says again what stands before it is whole, and each level has its own."""
    cells: dict[int, str] = dict(zip(codes, (P[0], K[0], A[0]), strict=True))
    names = iter(("Prog", "Giat", "Sub"))
    row = tuple(cells.get(at) or next(names) for at in range(6))
    plan = read(tmp_path, (*row, "i", "d", 1, 100), heads=(*heads, *HEADS[2:])).plan
    assert [one.code for one in (*plan.programs, *plan.activities, *plan.sub_activities)] == [P[0], K[0], A[0]]


def test_parts_of_codes_are_joined(tmp_path: Path) -> None:
    """A column for each part of the code is joined as before."""
    heads = ("Kode Urusan", "Kode Bidang", "Kode Program", "Program/Kegiatan", *HEADS[2:])
    assert [one.code for one in read(tmp_path, ("1", "02", "02", *P[1:]), heads=heads).plan.programs] == ["1.02.02"]


def test_a_row_that_is_said_again(tmp_path: Path) -> None:
    """A row that says the same again is told and not added; one that says other things is another node."""
    reading = read(tmp_path, P, K, A, B, A, P, ("1.02.02.2.02.0003", *A[1:]), (*A[:5], 70))
    assert money(reading) == {**ENTRIES, "1.02.02.2.02.0003": [100], "1.02.02.2.02.0001~2": [70]}
    assert (told(reading, 7), told(reading, 8)) == ({"row: the same as row 5"}, {"row: the same as row 3"})
    assert len(reading.plan.programs) == 1


def test_the_same_work_of_two_programs(tmp_path: Path) -> None:
    """Rows of work that every OPD has are no repetition below the program of another OPD."""
    program, work, sub = (
        (None, "X.XX.01", "Penunjang", "i", "%", 1, None),
        (None, "X.XX.01.2.01", "Adm", "i", "d", 1, None),
        (None, "X.XX.01.2.01.0001", "Gaji", "i", "d", 1, 100),
    )
    rows = [("Dinkes", *program[1:]), work, sub, ("Dishub", *program[1:]), work, sub, sub]
    reading = read(tmp_path, *rows, heads=("Perangkat Daerah", *HEADS))
    assert money(reading) == {"X.XX.01.2.01.0001": [100], "X.XX.01.2.01.0001~2": [100]}
    assert told(reading, 9) == {"row: the same as row 8"}


def test_a_sheet_that_is_a_copy(tmp_path: Path) -> None:
    """A copy of a sheet adds nothing but what it says more, also of further indicators; each row of it is told."""
    more: Row = (None, None, "Laporan", "lap", 2, 30)
    rows = [("RENJA TAHUN 2026",), HEADS, *TREE, more]
    other: Row = (None, None, "Lain", "lap", 2, None)
    path = book(tmp_path / "t.xlsx", ("A", rows, ()), ("A (2)", [*rows, other], ()))
    reading = rp.read(path)
    assert money(reading) == {**ENTRIES, "1.02.02.2.02.0002": [200, 30]}
    assert sum("the same as row" in one.what for one in reading.loss) == 5
    assert [one.name for one in reading.plan.indicators if one.owner and one.owner.endswith("0002")] == [
        "Dok",
        "Laporan",
        "Lain",
    ]


@pytest.mark.parametrize(
    "foot",
    [
        [
            (None, None, None, None, "Mengetahui", None),
            (None, None, None, None, "Kepala Dinas"),
            (None, None, None, None, "Siti"),
        ],
        [(None, None, "Mengetahui,"), (None, None, "Siti Aminah", None, None, "19700101")],
        [(None, None, "Batu, 2 Januari 2026"), (None, None, "Siti Aminah")],
    ],
)
def test_who_signs_without_a_nip(tmp_path: Path, foot: list[Row]) -> None:
    """Who signs is no indicator, and a number beside the name no money."""
    reading = read(tmp_path, *TREE, *foot)
    assert (len(reading.plan.indicators), money(reading)) == (4, ENTRIES)
    assert [one.what for one in reading.loss] == ["row: who signs"] * len(foot)


def test_the_code_of_a_sum_that_is_mended_is_told(tmp_path: Path) -> None:
    """A sum whose code has words beside it is that node's, and what of the cell is not kept is told."""
    reading = read(tmp_path, *TREE, ("1.02.02 - PROGRAM", "Jumlah", None, None, None, 300))
    assert money(reading, "stated_total")["1.02.02"] == [300]
    assert [(one.got, one.kept) for one in reading.loss if one.kind == "mended"] == [("'1.02.02 - PROGRAM'", "1.02.02")]


def test_what_is_told_has_one_order(tmp_path: Path) -> None:
    """Columns that nobody takes are told from left to right, so that two readings are alike."""
    heads = (*HEADS, "Warna", "Rasa", "Bau", "Bunyi")
    reading = read(tmp_path, (*A, "a", "b", "c", "d"), heads=heads)
    assert [one.what for one in reading.loss if one.got.startswith("'a column")] == ["warna", "rasa", "bau", "bunyi"]
