"""Heads of tables: found below titles, joined over rows and merged cells, over again for a second table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from official_books import MERGED, RENSTRA, book
from regplan.io._bytes import Found
from regplan.io.carriers import CARRIERS
from regplan.io.heads import find_heads, tables_of
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.model.origins import FilePart


def knows(head: str) -> bool:
    """Know a few heads."""
    return head in {"kode", "program", "indikator", "tujuan", "sasaran", "indikator_kinerja", "program_dan_kegiatan"}


def sheet(*rows: tuple[Any, ...]) -> Sheet:
    """Make a sheet without merged cells."""
    return Sheet(FilePart("t.xlsx", "A", "cells"), rows, list(range(1, len(rows) + 1)))


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook."""
    return CARRIERS[".xlsx"](path.read_bytes(), Found(path, path.name), Intake())


def test_merged_heads_of_three_rows(tmp_path: Path) -> None:
    """Merged cells give their head to all columns and rows they cover; the row of column numbers is passed over."""
    pytest.importorskip("python_calamine")
    heads = find_heads(sheets(book(tmp_path / "t.xlsx", ("T", RENSTRA, MERGED)))[0], knows)
    assert heads is not None
    assert heads.titles[0] == "Tabel T-C.27"
    above = "target_kinerja_dan_kerangka_pendanaan"
    assert heads.paths[6:9] == ("data_capaian_awal", f"{above}/tahun_2025/target", f"{above}/tahun_2025/rp")
    assert heads.paths[10:12] == (f"{above}/tahun_2026/rp", "unit_kerja_penanggung_jawab")
    assert heads.below == 7  # three titles and four rows: the blank one is no row of the grid


def test_heads_that_spread_without_merged_cells() -> None:
    """In a CSV file an empty cell beside a head, above something, has that head; one above nothing has none."""
    heads = find_heads(
        sheet(("Kode", "Program", "Indikator", "Target", None, "x"), (None, None, None, 2025, 2026, None)), knows
    )
    assert heads is not None
    assert heads.paths == ("kode", "program", "indikator", "target/2025", "target/2026", "x")


def test_a_row_of_data_is_no_head() -> None:
    """A first row of numbers and names below the heads is data, also where it begins 1, 1.02."""
    heads = find_heads(sheet(("Kode", "Program", "Indikator"), ("1", "Sehat", "AKI")), knows)
    assert heads is not None
    assert heads.below == 1


def test_two_tables_on_one_sheet() -> None:
    """A second head row begins a second table, with the title above it; what is between belongs to the first."""
    rows = (
        ("Satu",),
        ("Kode", "Program", "Indikator"),
        ("1", "A", "i"),
        ("Dua",),
        ("Indikator", "Kode", "Program"),
        ("j", "2", "B"),
    )
    found = list(tables_of(sheet(*rows), knows))
    assert [(one.titles, one.below, one.end, one.paths[0]) for one in found] == [
        (("Satu",), 2, 3, "kode"),
        (("Dua",), 5, 6, "indikator"),
    ]


def test_nothing_known() -> None:
    """A sheet without three known heads in its first rows has no table."""
    assert find_heads(sheet(("Kode", "warna"), ("1", "2")), knows) is None


def test_blank_rows_below_are_no_heads() -> None:
    """A blank row between heads and data is none of both; one that a row of column numbers follows is passed over with it."""
    heads, data, blank = ("Kode", "Program", "Indikator"), ("1.02.02", "Sehat", "AKI"), (None, None, None)
    told = [find_heads(sheet(heads, *rows), knows) for rows in ((blank, data), (blank, (1, 2, 3), data))]
    assert [one.below for one in told if one is not None] == [1, 3]
