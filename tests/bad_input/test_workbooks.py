"""Workbooks that hide, lock or order things otherwise than they seem: each is told at the right sheet, none crashes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

import regplan as rp

pytest.importorskip("python_calamine")
HEADS, ROW = ["id", "kode", "uraian"], ["P1", "1.02.02", "Program Kesehatan"]


def written(path: Path, *rows: Sequence[object], name: str = "program") -> openpyxl.Workbook:
    """Make a workbook with one table, not saved yet."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = name
    for row in (HEADS, *rows):
        book.worksheets[0].append(list(row))
    book.save(path)
    return openpyxl.load_workbook(path)


def rewritten(path: Path, name: str, old: bytes, new: bytes) -> None:
    """Change bytes of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, raw in parts.items():
            archive.writestr(one, raw)


def test_sheets_are_found_through_their_relations(tmp_path: Path) -> None:
    """Where the files of sheets are numbered otherwise than the sheets stand, an error is still told at its own sheet."""
    path = tmp_path / "a.xlsx"
    book = written(path, ROW)
    book.create_sheet("kegiatan").append(["id", "uraian"])
    book["program"]["C2"] = "#REF!"
    book.move_sheet("kegiatan", -1)
    book.save(path)
    told = "xl/_rels/workbook.xml.rels"
    for old, new in ((b"sheet1.xml", b"sheetX.xml"), (b"sheet2.xml", b"sheet1.xml"), (b"sheetX.xml", b"sheet2.xml")):
        rewritten(path, told, old, new)
    with zipfile.ZipFile(path) as archive:
        one, two = archive.read("xl/worksheets/sheet1.xml"), archive.read("xl/worksheets/sheet2.xml")
    rewritten(path, "xl/worksheets/sheet1.xml", one, two)
    rewritten(path, "xl/worksheets/sheet2.xml", two, one)
    found = [str(finding.where).rpartition(" › ")[2] for finding in rp.read(path).findings if finding.code == "FILE-22"]
    assert found == ["program!C2"]


def test_hidden_rows_and_filters_are_read_and_told_once(tmp_path: Path) -> None:
    """Rows that are hidden, by hand or by a filter, are read; the loss says how many, and that a filter is on."""
    path = tmp_path / "a.xlsx"
    book = written(path, ROW, ["P2", "1.02.03", "Lain"], ["P3", "1.02.04", "Tiga"])
    sheet = book["program"]
    sheet.auto_filter.ref = "A1:C4"
    sheet.auto_filter.add_filter_column(0, ["P1"])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    book.save(path)
    reading = rp.read(path)
    assert len(reading.plan.programs) == 3
    assert [(one.kind, one.got, one.kept) for one in reading.loss] == [
        ("guessed", "'2 hidden rows, a filter is on'", "read")
    ]


def test_a_hidden_row_with_nothing_in_it_is_not_told(tmp_path: Path) -> None:
    """Hidden empty rows hide nothing."""
    path = tmp_path / "a.xlsx"
    book = written(path, ROW)
    book["program"].row_dimensions[9].hidden = True
    book.save(path)
    assert rp.read(path).loss == ()


def test_columns_formatted_to_the_last_row(tmp_path: Path) -> None:
    """1,048,576 rows of 60 formatted cells, the last of them empty too, are no size: the one program is read."""
    path = tmp_path / "a.xlsx"
    written(path, ROW)
    empty = b"".join(b'<c r="%s1048576" s="0"/>' % name.encode() for name in ("A", "Z", "BH", "XFD"))
    rewritten(path, "xl/worksheets/sheet1.xml", b"</sheetData>", b'<row r="1048576">' + empty + b"</row></sheetData>")
    reading = rp.read(path)
    assert (reading.findings, reading.plan.programs["P1"].title) == ((), "Program Kesehatan")


def test_relations_that_name_no_sheet(tmp_path: Path) -> None:
    """A workbook whose relations are gone is broken for the reading library: a finding, no crash."""
    path = tmp_path / "a.xlsx"
    written(path, ROW)
    rewritten(path, "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/gone.xml")
    reading = rp.read(path)
    assert [one.code for one in reading.findings] == ["FILE-19"]
    assert not reading.is_whole
