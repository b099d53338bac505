"""Tables that are broken, misnamed, dangerous or odd: a finding or refusal that says file, place and cure; never a crash."""

from __future__ import annotations

import io
import zipfile
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


def test_a_workbook_is_known_by_its_bytes(book: Book, tmp_path: Path) -> None:
    """A workbook that is called .csv is read, and the loss says that its name is wrong."""
    path = book().rename(tmp_path / "program.csv")
    reading = rp.read(path)
    assert reading.plan.programs["P1"].title == "Program Kesehatan"
    assert [(one.kind, one.kept) for one in reading.loss] == [("guessed", "read as a workbook")]


@pytest.mark.parametrize("size", [0, 4, 100, 3_000])
def test_truncated(book: Book, size: int) -> None:
    """A workbook that is cut off is FILE-19, and nothing of it is a plan."""
    path = book()
    path.write_bytes(path.read_bytes()[:size])
    reading = rp.read(path)
    assert codes(reading) == ["FILE-19"]
    assert len(reading.plan) == 0


def test_html_that_is_called_a_workbook(tmp_path: Path) -> None:
    """A page saved under the name of a workbook, as web applications do, is FILE-19."""
    (tmp_path / "rkpd.xls").write_text("<html><table><tr><td>1</td></tr></table></html>", encoding="utf-8")
    assert codes(rp.read(tmp_path / "rkpd.xls")) == ["FILE-19"]


def test_far_cell(book: Book) -> None:
    """One cell at the far end of a sheet does not fill the memory: FILE-14 with the number of cells."""
    finding = rp.read(book(lambda sheet: sheet.cell(1_048_576, 16_384, "x"))).findings[0]
    assert finding.code == "FILE-14"
    assert "17,179,869,184 cells" in finding.message.en


def test_zip_bomb(tmp_path: Path) -> None:
    """A small file that unpacks to more than can be held is FILE-14, before it is unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/media/{number}.bin", b"\0" * 2**28)
    (tmp_path / "bom.xlsx").write_bytes(out.getvalue())
    assert codes(rp.read(tmp_path / "bom.xlsx")) == ["FILE-14"]


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
