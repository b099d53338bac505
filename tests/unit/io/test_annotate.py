"""Findings in a copy of the user's workbook: comments at the cells, a sheet, and what the copy cannot keep."""

from __future__ import annotations

from pathlib import Path

import attrs
import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

import regplan as rp
from official_books import MERGED, RENSTRA, book, renstra
from regplan.diagnostics import Finding, Where
from regplan.errors import CallError
from regplan.io.annotate import annotate
from regplan.io.workbook_out import write_template
from regplan.values.lang import Bilingual


def finding(file: Path, cell: str, *, sheet: str = "T-C.27", message: str = "salah") -> Finding:
    """Make a finding at a cell."""
    where = Where(str(file), sheet=sheet, cell=cell)
    return Finding(
        code="ARI-01",
        name="x",
        severity="error",
        where=where,
        message=Bilingual(message, "wrong"),
        hint=Bilingual("perbaiki", "mend"),
        law="UU 1/2000",
    )


def test_a_comment_stands_at_the_cell(tmp_path: Path) -> None:
    """The wrong total of a real check is a comment at its cell and a row of the sheet; the workbook itself is untouched."""
    source = renstra(tmp_path)
    before = source.read_bytes()
    report = rp.check(rp.read(source).plan, select="ARI-01")
    done = annotate(report, source, tmp_path / "out.xlsx", lang="id")
    copy = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert "[ARI-01]" in copy["T-C.27"]["I16"].comment.text
    assert [cell.value for cell in copy[done.sheet][2]][:3] == ["ARI-01", "error", f"{source} › T-C.27!I16"]
    assert (done.listed, done.comments, source.read_bytes()) == (len(report.findings), 1, before)


def test_merged_cells_and_comments_that_are_there(tmp_path: Path) -> None:
    """A finding inside merged cells is told at their first; a comment of the user stays above ours."""
    source = book(tmp_path / "a.xlsx", ("T-C.27", RENSTRA, MERGED))
    edited = openpyxl.load_workbook(source)
    edited["T-C.27"]["H5"].comment = Comment("punya saya", "saya")
    edited.save(source)
    done = annotate([finding(source, "J5"), finding(source, "K5")], source, tmp_path / "b.xlsx", lang="id")
    text = openpyxl.load_workbook(tmp_path / "b.xlsx")["T-C.27"]["H5"].comment.text
    assert text.startswith("punya saya\n\n[ARI-01]")
    assert (text.count("[ARI-01]"), done.comments, done.elsewhere) == (2, 1, 0)


def test_findings_of_elsewhere_are_listed(tmp_path: Path) -> None:
    """A finding of another file or sheet, or without a place, stands in the sheet alone."""
    source = renstra(tmp_path)
    other = [
        finding(tmp_path / "lain.xlsx", "A1"),
        finding(source, "A1", sheet="gone"),
        attrs.evolve(finding(source, "A1"), where=None),
    ]
    done = annotate(other, source, tmp_path / "b.xlsx", lang="id")
    assert (done.comments, done.listed, done.elsewhere) == (0, 3, 3)


def test_texts_are_neutral_and_formulas_kept(tmp_path: Path) -> None:
    """A text that begins like a formula is none in the sheet; the user's own formulas stay, and one without a value is told."""
    rows = ((1, 2, "=A1+B1"),)
    source = book(tmp_path / "a.xlsx", ("T", rows, ()))
    done = annotate([finding(source, "A1", sheet="T", message="=HYPERLINK(1)")], source, tmp_path / "b.xlsx", lang="id")
    copy = openpyxl.load_workbook(tmp_path / "b.xlsx")
    cell = copy["temuan"]["E2"]
    assert (cell.value, cell.data_type, copy["T"]["C1"].value) == ("'=HYPERLINK(1)", "s", "=A1+B1")
    assert [one.en.partition(":")[0] for one in done.not_kept] == ["1 formulas have no stored value"]


def test_stored_values_stay(tmp_path: Path) -> None:
    """Numbers, texts, truths and errors that the workbook stores beside its formulas stand in the copy too, which reads as before."""
    source = tmp_path / "a.xlsx"
    values = {"C1": 3, "C2": "x & <y>", "C3": True, "C4": "#REF!"}
    with xlsxwriter.Workbook(str(source)) as made:
        sheets = [made.add_worksheet(name) for name in ("satu", "dua & tiga")]
        for sheet in sheets:
            for at, (cell, value) in enumerate(values.items(), start=1):
                sheet.write_formula(cell, f'=IF(A{at}>0,"a",B{at}&"")', None, value)
    done = annotate([finding(source, "A1", sheet="satu")], source, tmp_path / "b.xlsx", lang="id")
    assert done.not_kept == ()
    for sheet in openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True).worksheets[:2]:
        assert {cell: sheet[cell].value for cell in values} == values
    formulas = openpyxl.load_workbook(tmp_path / "b.xlsx")["dua & tiga"]
    assert formulas["C2"].value == '=IF(A2>0,"a",B2&"")'
    before, after = rp.read(source), rp.read(tmp_path / "b.xlsx")
    assert [(one.code, one.where and one.where.cell) for one in before.findings] == [
        (one.code, one.where and one.where.cell) for one in after.findings
    ]
    assert {one.code for one in after.findings} == {"FILE-18", "FILE-22"}


def test_template_filled_annotated_and_read_again(tmp_path: Path) -> None:
    """Our template, filled by a program that calculates nothing, is read; so is its copy with comments, and both are one plan."""
    write_template(tmp_path / "a.xlsx", first_year=2025, last_year=2026)
    filled = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for sheet, cells in (
        ("dokumen", {"id": "d", "jenis": "RENSTRA"}),
        ("program", {"id": "P1", "kode": "1.02.02", "uraian": "Sehat"}),
        ("anggaran", {"dokumen": "d", "untuk": "P1", "2025": 5, "2026": 6}),
    ):
        heads = {cell.value: cell.column for cell in filled[sheet][1]}
        for head, value in cells.items():
            filled[sheet].cell(2, heads[head], value)
    filled.save(tmp_path / "b.xlsx")
    reading = rp.read(tmp_path / "b.xlsx")
    assert reading.is_whole, reading.findings
    assert dict(reading.plan.allocations[0].amounts) == {"2025": 5, "2026": 6}
    told = [one for one in reading.loss if one.what == "periksa"]
    assert [(one.kind, "formulas without a value in the column that checks rows" in one.got) for one in told][:1] == [
        ("dropped", True)
    ]
    annotate(rp.check(reading.plan), tmp_path / "b.xlsx", tmp_path / "c.xlsx", lang="id")
    again = rp.read(tmp_path / "c.xlsx")
    assert (again.is_whole, again.plan) == (True, reading.plan)


def test_a_formula_in_another_column_is_still_refused(tmp_path: Path) -> None:
    """Only the column that checks is ours: a formula without a value anywhere else is FILE-21, beside it too."""
    write_template(tmp_path / "a.xlsx", first_year=2025, last_year=2026)
    filled = openpyxl.load_workbook(tmp_path / "a.xlsx")
    filled["program"]["A2"] = '="P"&1'
    filled.save(tmp_path / "b.xlsx")
    assert [(one.code, one.where and one.where.cell) for one in rp.read(tmp_path / "b.xlsx").findings] == [
        ("FILE-21", "A2")
    ]


def test_annotating_twice_has_one_sheet(tmp_path: Path) -> None:
    """A copy that is annotated again has its sheet of findings written anew, and it can be read: the sheet is no table."""
    source = renstra(tmp_path)
    annotate([finding(source, "A1")], source, tmp_path / "b.xlsx", lang="id")
    reading = rp.read(tmp_path / "b.xlsx")
    annotate([], tmp_path / "b.xlsx", tmp_path / "c.xlsx", lang="en")
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames == ["T-C.27", "temuan"]
    assert reading.is_whole
    assert [one.what for one in reading.loss if one.where and one.where.sheet == "temuan"] == ["temuan"]


def test_what_the_copy_cannot_keep_is_told(tmp_path: Path) -> None:
    """Macros that go, and charts that are written anew, are told; nothing is said where nothing is lost."""
    source = renstra(tmp_path)
    assert annotate([], source, tmp_path / "b.xlsx").not_kept == ()
    charted = openpyxl.load_workbook(source)
    chart = BarChart()
    chart.add_data(Reference(charted["T-C.27"], min_col=8, min_row=9, max_row=12))
    charted["T-C.27"].add_chart(chart, "P2")
    charted.save(source)
    assert [one.en for one in annotate([], source, tmp_path / "c.xlsx").not_kept] == [
        "charts are written anew and may look otherwise"
    ]


@pytest.mark.parametrize("names", [("a.ods", "b.xlsx"), ("renstra.xlsx", "b.xls"), ("renstra.xlsx", "renstra.xlsx")])
def test_what_cannot_be_copied_is_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    """Other kinds of workbooks, and the workbook itself as its own copy, are refused with a sentence."""
    renstra(tmp_path)
    with pytest.raises(CallError, match="cop"):
        annotate([], tmp_path / names[0], tmp_path / names[1])


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    """A workbook that cannot be opened is a ``CallError`` that says so, and nothing is written."""
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(CallError, match="cannot be copied"):
        annotate([], tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert not (tmp_path / "b.xlsx").exists()
