"""Official tables as printed: their cells, formulas with stored values, heads, and what is left empty and said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from form_plan import YEAR, plan
from regplan.errors import CallError, UnknownNameError
from regplan.io.forms import FORM_NAMES, write_form
from regplan.model import Plan


def printed(name: str, tmp_path: Path, *, values: bool = True, **words: Any) -> list[list[Any]]:
    """Write a table and return the rows of its sheet, values or formulas."""
    write_form(plan(), name, tmp_path / "form.xlsx", year=YEAR, **words)
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx", data_only=values).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def row_of(rows: list[list[Any]], text: str) -> list[Any]:
    """Return the row that holds a text."""
    return next(row for row in rows if text in row)


def test_annex_viii(tmp_path: Path) -> None:
    """Each code has its money in RKPD, PPAS and APBD; what a document does not state is empty, and the new program is there."""
    rows = printed("VIII", tmp_path)
    assert row_of(rows, "1.02.02.2.02.0001")[2:] == [100, 100, 90, -10, -10]
    assert row_of(rows, "1.02.02")[2:] == [150, 140, 130, -20, -10]
    assert row_of(rows, "1.02.03")[2:] == [None, None, 7, 7, 7]
    assert row_of(rows, "JUMLAH")[2:] == [150, 140, 137, -13, -3]


def test_totals_and_differences_are_formulas(tmp_path: Path) -> None:
    """The sheet calculates: the total adds the programs alone, a difference subtracts cells of its row."""
    rows = printed("VIII", tmp_path, values=False)
    at = next(number for number, row in enumerate(rows, start=1) if row[0] == "1.02.02")
    other = next(number for number, row in enumerate(rows, start=1) if row[0] == "1.02.03")
    assert row_of(rows, "1.02.02")[5] == f"=E{at}-C{at}"
    assert row_of(rows, "JUMLAH")[4] == f"=SUM(E{at},E{other})"


def test_annex_vii(tmp_path: Path) -> None:
    """Programs of the RPJMD beside those of the APBD; the title that begins like a formula is text."""
    rows = printed("VII", tmp_path)
    assert row_of(rows, "1.02.02")[2:] == [160, 130, -30]
    assert row_of(rows, "1.02.03")[1] == "'=Baru"


def test_annex_iv(tmp_path: Path) -> None:
    """Spending stands in the column of its account, and each node adds up to its total."""
    rows = printed("IV", tmp_path)
    assert row_of(rows, "1.02.02")[4:] == [130, None, None, None, 130]
    assert row_of(rows, "1.02.03")[4:] == [None, 7, None, None, 7]
    assert row_of(rows, "JUMLAH")[4:] == [130, 7, None, None, 137]


def test_c33(tmp_path: Path) -> None:
    """A row an indicator: place, target, ceiling, fund, and the estimate of the year after."""
    first = row_of(printed("T-C.33", tmp_path), "1.02.02.2.02.0001")
    assert first == ["1.02.02.2.02.0001", "Ibu hamil", "Ibu dilayani", None, "100 orang", 100, "DAU", None, None, 110]


def test_c27(tmp_path: Path) -> None:
    """Targets and money of each year that the Renstra has money for; the end stands in its own column."""
    found = row_of(printed("T-C.27", tmp_path), "1.02.02.2.02.0001")
    assert found[2:5] + found[6:9] == ["1.02.02.2.02.0001", "Ibu hamil", "Ibu dilayani", "100 orang", 100, "200 orang"]


def test_e81(tmp_path: Path) -> None:
    """K: 80 before and 4 × 25 now are 180 of 200, 90 %; Rp of two quarters; one that does not say how it adds stays empty."""
    rows = printed("E-81", tmp_path)
    first, second = row_of(rows, "Ibu dilayani"), row_of(rows, "Cakupan")
    assert [first[5 + 2 * at] for at in range(10)] == [200, 80, 100, 25, 25, 25, 25, 100, 180, 90]
    assert [first[6 + 2 * at] for at in range(10)] == [100, None, 100, 20, 20, None, None, 40, None, None]
    assert second[5:-2] == [None] * 20
    assert any("80-90" in str(cell) for row in rows for cell in row) is False


def test_e80(tmp_path: Path) -> None:
    """Target, result and rate of each year; a year without a result has no rate."""
    found = row_of(printed("E-80", tmp_path), "Ibu dilayani")
    assert found[4:] == [None, 200, 100, 100, 80, None, 80, None]


@pytest.mark.parametrize("name", FORM_NAMES)
def test_every_form_can_be_printed(name: str, tmp_path: Path) -> None:
    """Landscape, one page wide, heads on each page, pages numbered; the last line says how many cells are empty."""
    done = write_form(plan(), name, tmp_path / "form.xlsx", year=YEAR)
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage  # to one page in width, which is left out as the usual
    assert sheet.print_title_rows is not None
    assert "&P" in str(sheet.oddFooter.right.text)
    said = [cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)][-1]
    assert said == done.notes[-1]


def test_heads_are_merged(tmp_path: Path) -> None:
    """A head over several columns is one cell, and one without parts reaches down to the row of column numbers."""
    write_form(plan(), "VIII", tmp_path / "form.xlsx", year=YEAR)
    ranges = {str(one) for one in openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0].merged_cells.ranges}
    assert {"A5:A6", "C5:E5", "F5:G5"} <= ranges


@pytest.mark.parametrize(("name", "error"), [("VIII", CallError), ("X", UnknownNameError), ("T-C.33", CallError)])
def test_what_cannot_be_laid_out_is_refused(name: str, error: type[Exception], tmp_path: Path) -> None:
    """A plan without the documents of a table, and a table that there is not, are refused with a sentence; nothing is written."""
    with pytest.raises(error):
        write_form(Plan(), name, tmp_path / "form.xlsx", year=YEAR)
    assert not (tmp_path / "form.xlsx").exists()
