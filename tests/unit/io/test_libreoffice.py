"""LibreOffice opens what is written and calculates the same: plan, template, annotated copy, printable tables."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

import form_plan
import regplan as rp
from official_books import book, renstra
from regplan.io.annotate import annotate
from regplan.io.forms import write_form
from regplan.io.workbook_out import write_template, write_workbook

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (libreoffice-calc) is not installed")
EXAMPLES = Path(__file__).parents[3] / "examples"


def converted(path: Path, form: str) -> Path:
    """Let LibreOffice open a workbook and save it in another form."""
    home = path.parent / "office"
    call = [
        str(SOFFICE),
        f"-env:UserInstallation={home.as_uri()}",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(home / "out"),
        str(path),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=180)
    return home / "out" / f"{path.stem}.{form.partition(':')[0]}"


def test_a_plan_saved_by_libreoffice_is_the_same_plan(tmp_path: Path) -> None:
    """Opened and saved again by LibreOffice, the workbook of a plan still holds an equal plan."""
    plan = rp.load(EXAMPLES / "situbondo_bapenda_2026")
    write_workbook(plan, tmp_path / "rencana.xlsx")
    assert rp.load(converted(tmp_path / "rencana.xlsx", "ods")) == plan


def test_the_template_and_an_annotated_copy_open(tmp_path: Path) -> None:
    """The empty template opens, and so does a copy with comments."""
    write_template(tmp_path / "templat.xlsx", first_year=2025, last_year=2030)
    annotate(rp.check(rp.read(renstra(tmp_path)).plan), tmp_path / "renstra.xlsx", tmp_path / "temuan.xlsx", lang="id")
    for name in ("templat.xlsx", "temuan.xlsx"):
        assert converted(tmp_path / name, "ods").stat().st_size > 0


@pytest.mark.parametrize("name", ["IV", "VIII", "T-C.27", "E-78", "E-80", "E-81"])
def test_formulas_of_a_printed_table_come_to_the_stored_values(name: str, tmp_path: Path) -> None:
    """All formulas of a table, whose values are taken away before, come to what is stored when LibreOffice calculates them."""
    real = rp.load(EXAMPLES / "situbondo_bapenda_2026")
    plan = {"T-C.27": real, "E-78": form_plan.rpjmd()}.get(name) or form_plan.plan()
    write_form(plan, name, tmp_path / "tabel.xlsx", year=2026)
    openpyxl.load_workbook(tmp_path / "tabel.xlsx").save(tmp_path / "polos.xlsx")
    formulas = openpyxl.load_workbook(tmp_path / "polos.xlsx").worksheets[0]
    bare, made, stored = (
        openpyxl.load_workbook(path, data_only=True).worksheets[0]
        for path in (tmp_path / "polos.xlsx", converted(tmp_path / "polos.xlsx", "xlsx"), tmp_path / "tabel.xlsx")
    )
    cells = [cell.coordinate for row in formulas.iter_rows() for cell in row if cell.data_type == "f"]
    assert cells
    assert {bare[cell].value for cell in cells} == {None}
    for cell in cells:
        assert made[cell].value == pytest.approx(stored[cell].value, rel=1e-12), cell


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_errors_and_hidden_rows_as_libreoffice_writes_them(ending: str, tmp_path: Path) -> None:
    """Errors, a hidden row and a hidden sheet are told at the same places in each kind of workbook that LibreOffice writes."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "program"
    for row in (
        ("id", "kode", "uraian"),
        ("P1", "1.02.02", "=1/0"),
        ("P2", '="1."&"02"', "=NA()"),
        ("P3", None, "Sehat"),
    ):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    made.create_sheet("kegiatan").append(("id", "uraian"))
    made["kegiatan"].append(("K1", "Layanan"))
    made["kegiatan"].sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    reading = rp.read(converted(tmp_path / "a.xlsx", ending))
    assert [(one.code, str(one.where)[-10:], one.facts["got"]) for one in reading.findings] == [
        ("FILE-22", "program!C2", "#DIV/0!"),
        ("FILE-22", "program!C3", "#N/A"),
    ]
    assert [one.got for one in reading.loss if one.kind == "guessed"] == ["'1 hidden rows'", "'a hidden sheet'"]
    assert [(one.id, one.code) for one in reading.plan.programs] == [("P1", "1.02.02"), ("P2", "1.02"), ("P3", None)]


def test_an_annotated_copy_shows_its_values(tmp_path: Path) -> None:
    """The stored values that a copy keeps are those that LibreOffice calculates from its formulas."""
    rows = ((1, 2, "=A1+B1", '=A1&"x"', "=A1=1"),)
    source = converted(book(tmp_path / "a.xlsx", ("T", rows, ())), "xlsx")
    annotate([], source, tmp_path / "b.xlsx", lang="id")
    shown = openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)["T"]
    assert [shown[cell].value for cell in ("C1", "D1", "E1")] == [3, "1x", True]
