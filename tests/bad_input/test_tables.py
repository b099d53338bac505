"""Tables that are broken, misnamed, dangerous or odd: a finding or refusal that says file, place and cure; never a crash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from regplan.io.neutral import neutral
from regplan.io.tables_out import write_csv

openpyxl = pytest.importorskip("openpyxl", reason="the extra excel is not installed")

Book = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write a workbook with one sheet of programs, changed by a function."""

    def write(change: Callable[[Any], None] = lambda _: None, name: str = "rencana.xlsx") -> Path:
        wanted = openpyxl.Workbook()
        sheet = wanted.active
        sheet.title = "program"
        for row in (["id", "kode", "uraian"], ["P1", "1.02.02", "Program Kesehatan"]):
            sheet.append(row)
        change(sheet)
        wanted.save(tmp_path / name)
        return tmp_path / name

    return write


def codes(reading: rp.Reading) -> list[str]:
    """List the codes of the findings."""
    return [one.code for one in reading.findings]


def test_formula_without_value_and_error(book: Book) -> None:
    """A formula whose value is not stored is FILE-21 at its cell, an error FILE-22; neither is an empty cell in silence."""

    def change(sheet: Any) -> None:
        sheet["B2"] = "=1+1"
        sheet["C2"] = "#REF!"

    reading = rp.read(book(change))
    assert [(one.code, one.where.cell) for one in reading.findings if one.where] == [
        ("FILE-21", "B2"),
        ("FILE-22", "C2"),
    ]
    assert not reading.is_whole


def test_hidden_sheet_is_read_and_told(book: Book) -> None:
    """A hidden sheet is read like the others, and the loss says that it was hidden."""

    def change(sheet: Any) -> None:
        hidden = sheet.parent.create_sheet("kegiatan")
        hidden.append(["id", "induk"])
        hidden.append(["K1", "P1"])
        hidden.sheet_state = "hidden"

    reading = rp.read(book(change))
    assert [one.id for one in reading.plan.activities] == ["K1"]
    assert [one.got for one in reading.loss] == ["'a hidden sheet'"]


def test_a_sheet_nobody_knows(book: Book) -> None:
    """A sheet that no layout knows is FILE-18 at its first row, with its heads."""

    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Sheet2")
        other.append(["warna", "rasa"])

    finding = rp.read(book(change)).findings[0]
    assert (finding.code, str(finding.where).endswith("Sheet2!A1")) == ("FILE-18", True)
    assert "warna, rasa" in finding.message.id


def test_numbers_keep_their_digits(book: Book) -> None:
    """A number of a workbook is the decimal that was typed, not the float it is stored as."""

    def change(sheet: Any) -> None:
        money = sheet.parent.create_sheet("anggaran")
        money.append(["dokumen", "untuk", 2026])
        money.append(["d", "P1", 59911114.13])

    plan = rp.read(book(change)).plan
    assert str(plan.allocations[0].amounts["2026"]) == "59911114.13"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_marks_between_fields(tmp_path: Path, mark: str) -> None:
    """A CSV file may part its fields by a comma, semicolon, tab or bar."""
    text = f"id{mark}kode{mark}uraian\nP1{mark}1.02.02{mark}Program Kesehatan\n"
    (tmp_path / "program.csv").write_text(text, encoding="utf-8")
    assert rp.load(tmp_path / "program.csv").programs["P1"].code == "1.02.02"


def test_lines_of_cells_with_breaks(tmp_path: Path) -> None:
    """The line of a finding is that of the file, also below cells that hold line breaks."""
    (tmp_path / "program.csv").write_text('id,uraian\nP1,"Program\nKesehatan"\n,Tanpa id\n', encoding="utf-8")
    finding = next(one for one in rp.read(tmp_path / "program.csv").findings if one.code == "FILE-10")
    assert finding.where is not None
    assert finding.where.line == 4


def test_formulas_are_neutralised(tmp_path: Path) -> None:
    """No cell of a written CSV file begins like a formula, and reading gives the text back."""
    title = '=HYPERLINK("http://contoh","klik")'
    plan = rp.Plan(goals=[rp.Goal(id="T1", title=title), rp.Goal(id="T2", title="-5")])
    write_csv(plan, tmp_path)
    assert f"'{title}"[:12] in (tmp_path / "goals.csv").read_text(encoding="utf-8")
    assert rp.load(tmp_path) == plan
    assert (neutral("+cmd|' /C calc'!A0")[0], neutral("-5")) == ("'", "-5")
