"""
The flat Renja export, column by column, against the reader that goes row by row and makes each record by its constructor.

Equal records prove two things at once: the columns give what the rows say, and no record is made without its check that the check
would refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from benchmarks.tables import rows_of_export
from hypothesis import example, given
from hypothesis import strategies as st

from regplan.io._bytes import Found
from regplan.io.carriers.csv import read_csv
from regplan.io.intake import Intake
from regplan.io.layouts.renja_export import RenjaExport
from regplan.io.sheets import Cell, Sheet
from regplan.model.origins import FilePart
from renja_by_rows import RowByRow

UNITS = ("1.02.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0002", "RSUD", "", "1234")
CODES: Final = {
    "kode_program": ("1.02.02", "1.02.03.", "X.XX.01 - PROGRAM PENUNJANG", "x.xx.01"),
    "kode_giat": ("1.02.02.2.01", "1.02. 03.2.02", "1.02.02.2.01 Pelayanan", "Jumlah"),
    "kode_sub_giat": ("1.02.02.2.01.0001", "1.02.02.2.01.0002", "1.02.03.2.02.0001"),
}
LISTS = ("Cakupan", "Cakupan\n\nIndeks", "Indeks\n\nCakupan", "A\nB", "\n\n", "Cakupan ", "cakupan!", "#")
NUMBERS = ("80", "80\n\n95", "95\n\n80", "80\n\n80", "4\n5", "", "n/a")
MONEY = (
    "0",
    "1000",
    "1000.5",
    "59911114.129999995",
    "1.500",
    "2.500.000",
    "Rp1.000,00",
    "-5",
    "1e9",
    "9" * 15,
    "9" * 30,
    " 12 ",
    "x",
)
PLAIN: Final[dict[str, tuple[str, ...]]] = {
    "tahun": ("2026",) * 9 + ("2027", "2O26", ""),
    "kode_skpd": UNITS,
    "nama_skpd": ("Dinas Kesehatan", "Dinas  Kesehatan", "Dinkes", ""),
    "kode_sub_skpd": UNITS,
    "nama_sub_skpd": ("RSUD", "Puskesmas", ""),
    **CODES,
    "nama_program": ("Program", "Program lain", ""),
    "nama_giat": ("Kegiatan", "Kegiatan lain", ""),
    "nama_sub_giat": ("Sub\nkegiatan", "Sub kegiatan", ""),
    "indikator_outcome": LISTS,
    "outcome": ("[ Sehat ]", "Sehat", "Sehat\nsentosa", ""),
    **dict.fromkeys(("target_akhir", "realisasi_capaian", "prakiraan", "target_maju_1"), NUMBERS),
    "tolok_ukur_sub": LISTS,
    "target_sub_teks": NUMBERS,
    "satuan_sub": ("Dokumen", "Dokumen\nOrang", ""),
    "tolak_ukur_output": ("Jumlah", ""),
    "target_teks_output": ("1 Dokumen", ""),
    "satuan_output": ("Dokumen", ""),
    "urai_output": ("Dokumen ada", "Dua\nbaris", ""),
    **dict.fromkeys(("pagu", "pagu_indikatif", "pagu_n_depan"), MONEY),
    "nama_dana": ("DAU", "DAU, DAK", "DAU, ", ""),
    "lokasi_bl": ("Batu", "Batu\nBumiaji", "batu", "Bumiaji\n\nBatu", ""),
    "kelompok_sasaran": ("Warga", "Warga\nRT", ""),
    **dict.fromkeys(("label_pusat", "label_prov", "label_kokab"), ("1. Sehat", "0", "", "1. sehat", "!")),
    **dict.fromkeys(("id_label_pusat", "id_label_prov"), ("0", "7", "")),
    **dict.fromkeys(
        (f"total_pagu_indikatif_{of}" for of in ("kegiatan", "program", "sub_skpd")), ("1000", "2000", "", *MONEY[2:5])
    ),
    "warna": ("merah", ""),
}
"""What cells of an export hold when nothing is odd."""
ODD: Final[tuple[Cell, ...]] = (
    None, "", " ", ".", "..", "/", "a/", "/a", "0", "0001", "\x00", "\x1f", "a\tb", "\u00a0a", "\u200b", "\ud800", "a\ud83d", "\u0338", "=\u0338",
    "e\u0301", "x\u0390", "\u2126", "x" * 481, "x" * 600, "y" * 10_000, "z" * 10_001, "a, " + "b" * 10_001, "c\n" * 6_000, "9" * 5_000, "1" * 16,
    "1e400", "NaN", "-0", "2026", 0, 7, True, 10**40, Decimal("1.0"), Decimal("1E+3"), Decimal("0.005"), date(2026, 4, 5),
)  # fmt: skip
"""What cells must not hold and sometimes do."""

CHANGES: Final = st.tuples(
    st.integers(0, 19), st.integers(0, 31), st.integers(0, 19), st.sampled_from(("other", "", *ODD))
)
"""Of twenty real rows of 32 cells: which cell, from which row or what it is then."""


def compare(*sheets: Sheet, **given: str) -> Intake:
    """Read sheets both ways; everything is equal: records, places, findings and loss, each in its order."""
    ours, rows = Intake(given=given), Intake(given=given)
    RenjaExport().read(sheets, ours)
    RowByRow().read(sheets, rows)
    assert ours.findings == rows.findings
    assert ours.loss == rows.loss
    for name, records in rows.records.items():
        assert ours.records[name] == records
        assert ours.spots[name] == rows.spots[name]
    return ours


def sheet_of(heads: Sequence[str], rows: Sequence[Sequence[Cell]], name: str = "renja.csv") -> Sheet:
    """Lay rows out as a sheet."""
    return Sheet(FilePart(name), [heads, *rows], list(range(1, len(rows) + 2)))


@st.composite
def exports(draw: st.DrawFn) -> Sheet:
    """Draw an export: mostly plain cells, some odd ones, now and then a row too short or too long or a head that stands twice."""
    heads = list(PLAIN)
    if draw(st.booleans()):
        left_out = draw(st.sets(st.sampled_from([head for head in heads if not head.startswith(("kode", "pagu_ind"))])))
        heads = [head for head in heads if head not in left_out]
    heads += draw(st.sampled_from(([], [], ["nama_dana"], [""])))
    rows = [[draw(st.sampled_from(PLAIN.get(head, ("x",)))) for head in heads] for _ in range(draw(st.integers(0, 6)))]
    rows += [list(row) for row in rows[: draw(st.integers(0, 2))]]
    for row in rows:
        for at in draw(st.sets(st.integers(0, len(heads) - 1), max_size=2)):
            row[at] = draw(st.sampled_from(ODD) | st.text(max_size=5))
        if draw(st.integers(0, 9)) == 0:
            row[:] = draw(st.sampled_from((row[:9], [*row, "z"], [""] * len(row), [])))
    return sheet_of(heads, rows)


@st.composite
def ceilings(draw: st.DrawFn) -> Sheet:
    """Draw a list of ceilings of OPD."""
    units = st.sampled_from(UNITS) | st.sampled_from(ODD)
    rows = st.lists(
        st.tuples(units, st.sampled_from(("Dinas", "", *ODD)), st.sampled_from((*MONEY, "", *ODD))), max_size=4
    )
    return sheet_of(("kode_skpd", "nama_skpd", "set_pagu_skpd"), [list(row) for row in draw(rows)], "pagu.csv")


class TestColumnsAgainstRows:
    """Column by column and row by row give the same."""

    @given(sheets=st.lists(exports(), min_size=1, max_size=2), year=st.sampled_from(("", "2026", "2025")))
    def test_exports(self, sheets: list[Sheet], year: str) -> None:
        """Whatever stands in the cells of one export or two, and whatever year is given."""
        compare(*sheets, year=year)

    @given(export=exports(), capped=ceilings(), names=st.sampled_from(("Program Sehat", "a\nb", "", "\ud800")))
    def test_companions(self, export: Sheet, capped: Sheet, names: str) -> None:
        """With lists of ceilings and names beside it, and whatever is in them."""
        listed = sheet_of(
            ("level", "kode", "nama"), [["program", "1.02.02", names], ["giat", "1.02.02.2.01", "K"]], "nama.csv"
        )
        compare(export, capped, listed, year="2026")

    @pytest.mark.parametrize("odd", ODD, ids=[ascii(cell)[:12] for cell in ODD])
    def test_each_odd_cell_in_each_column(self, odd: Cell) -> None:
        """Each odd cell in each column, beside a plain row that shares its program."""
        plain: list[Cell] = [values[0] for values in PLAIN.values()]
        for at in range(len(plain)):
            compare(sheet_of(list(PLAIN), [plain, [*plain[:at], odd, *plain[at + 1 :]], plain]))

    @pytest.mark.parametrize("year", ["2026", "2000", "2099", "20\u0662\u0666", "1999", "2100", "202", ""])
    def test_years(self, year: str) -> None:
        """The year of the export, as a year or not."""
        plain = [year if head == "tahun" else values[0] for head, values in PLAIN.items()]
        into = compare(sheet_of(list(PLAIN), [plain]))
        assert bool(into.records["documents"]) == (year.startswith("20") and len(year) == 4)

    def test_the_synthetic_export(self) -> None:
        """The export of the benchmark, 900 rows of it."""
        rows = rows_of_export(900)
        into = compare(sheet_of(list(rows[0]), [list(row.values()) for row in rows]))
        assert len(into.records["sub_activities"]) == 900


class RealSheets(list[Sheet]):
    """The sheets of real files; a failing property prints their names and not all they hold."""

    def __repr__(self) -> str:
        """Name the files."""
        return f"<{', '.join(sheet.part.file for sheet in self)}>"


@pytest.fixture(scope="module")
def sheets(shared_data: Path) -> RealSheets:
    """Read the export and its companions as tables."""
    names = ("renja_2026", "skpd_pagu_2026", "renja_2026_nama")
    files = [Found(shared_data / f"bengkulu_utara_{name}.csv", f"{name}.csv") for name in names]
    return RealSheets(sheet for file in files for sheet in read_csv(file.path.read_bytes(), file, Intake()))


class TestRealExport:
    """The real export, as it stands and with cells of it mutated."""

    def test_alone_and_with_companions(self, sheets: RealSheets) -> None:
        """All 2,189 rows: 20,151 records, with the lists beside it 20,108."""
        alone, beside = compare(sheets[0]), compare(*sheets)
        assert [sum(map(len, into.records.values())) for into in (alone, beside)] == [20_151, 20_108]

    @example(first=0, changes=[(0, 10, 0, Decimal("1.0")), (1, 10, 0, True)])
    @given(first=st.integers(0, 2_169), changes=st.lists(CHANGES, max_size=12))
    def test_mutated(self, sheets: RealSheets, first: int, changes: list[tuple[int, int, int, Cell]]) -> None:
        """Twenty rows in a row, with cells emptied, made odd or taken from another row."""
        heads, *rows = [list(row) for row in (sheets[0].grid[0], *sheets[0].grid[first + 1 : first + 21])]
        for at, column, other, cell in changes:
            rows[at][column] = rows[other][column] if cell == "other" else cell
        compare(sheet_of(heads, rows, "renja_2026.csv"), sheets[1])
