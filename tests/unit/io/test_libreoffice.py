"""LibreOffice opens what is written and calculates the same: plan, template, annotated copy, printable tables."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

import regplan as rp
from official_books import renstra
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


def test_formulas_of_a_printed_table_come_to_the_stored_values(tmp_path: Path) -> None:
    """The total of T-C.27, calculated by LibreOffice, is the one that is stored."""
    plan = rp.load(EXAMPLES / "situbondo_bapenda_2026")
    write_form(plan, "T-C.27", tmp_path / "tabel.xlsx", year=2026)
    with converted(tmp_path / "tabel.xlsx", "csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    total = next(row for row in rows if "JUMLAH" in row)
    stored = openpyxl.load_workbook(tmp_path / "tabel.xlsx", data_only=True).worksheets[0].iter_rows(values_only=True)
    kept = [cell for row in stored if "JUMLAH" in row for cell in row if isinstance(cell, int)]
    shown = [int(cell.replace(",", "").removesuffix(".00")) for cell in total if cell and cell != "JUMLAH"]
    assert shown == kept == [17879149468, 19756901415, 20659330856, 21862413942, 23703705336]
