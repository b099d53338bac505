"""Official tables as printed: their cells, formulas with stored values, heads, and what is left empty and said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from form_plan import YEAR, plan, rpjmd
from regplan.errors import CallError, UnknownNameError
from regplan.io.forms import FORM_NAMES, write_form
from regplan.model import Agency, Allocation, Document, Plan, Program, Series, SubActivity


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
    assert [first[6 + 2 * at] for at in range(10)] == [200, 80, 100, 25, 25, 25, 25, 100, 180, 90]
    assert [first[7 + 2 * at] for at in range(10)] == [100, None, 100, 20, 20, None, None, 40, None, None]
    assert second[6:-2] == [None] * 20
    assert any("80-90" in str(cell) for row in rows for cell in row) is False


def test_e80(tmp_path: Path) -> None:
    """Target, result and rate of each year, K and Rp; a year without a result has no rate; the OPD stands last."""
    found = row_of(printed("E-80", tmp_path), "Ibu dilayani")
    assert found[5:8] == [None, 200, 100]
    assert found[8:12] == [100, None, 100, 100]  # targets of 2025 and 2026
    assert found[12:16] == [80, None, None, None]  # results
    assert found[16:] == [80, None, None, None, None]


def test_e78(tmp_path: Path) -> None:
    """The objective stands once beside its programs, K and Rp of each year and of the end, their rates; Rp of one row only."""
    done = write_form(rpjmd(), "E-78", tmp_path / "form.xlsx", year=YEAR)
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx", data_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    aim, program, second = (row_of(rows, text) for text in ("AKI", "Cakupan", "Mutu"))
    assert [aim[1], aim[2], program[1], program[2], second[2]] == ["Sehat", None, None, "Layanan", None]
    assert program[5:8] == [70, 90, 500]
    assert program[8:16] == [80, 200, 90, 300, 76, 150, 99, 330]
    assert program[16:] == [95, 75, 110, 110, 99, 480, 110, 96]
    assert second[6:] == [30, None, 10, None, 20, None, 12, None, 15, None, 120, None, 75, None, 27, None, 90, None]
    bare = row_of(rows, "Tanpa indikator")
    assert (bare[3], bare[7], bare[9]) == (None, 40, 40)
    formulas = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    at = rows.index(program) + 1
    assert formulas[f"V{at}"].value == f"=N{at}+P{at}"
    assert formulas[f"X{at}"].value == f"=V{at}/H{at}*100"
    assert done.rows == 4


def test_e79_and_e81_name_the_objective(tmp_path: Path) -> None:
    """The second column says the objective, once; a node with money and no indicator has a row."""
    from_rkpd = rpjmd().replace(
        documents=[
            Document(id="d", kind="RPJMD", first_year=2025, last_year=2026),
            Document(id="k", kind="RKPD", first_year=YEAR, last_year=YEAR),
        ],
        allocations=[Allocation(document="k", subject=name, amounts={"2026": 7}) for name in ("p", "q")],
    )
    write_form(from_rkpd, "E-79", tmp_path / "form.xlsx", year=YEAR)
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx", data_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(min_row=8, max_row=11, values_only=True)]
    assert [row[1] for row in rows] == ["Sehat", None, None, None]
    assert [(row[2], row[3], row[4], row[11]) for row in rows[1:]] == [
        ("1.02.02", "Layanan", "Cakupan", 7),
        ("1.02.02", None, "Mutu", None),
        ("1.02.03", "Tanpa indikator", None, 7),
    ]


def test_annex_iv_stands_under_urusan_and_opd(tmp_path: Path) -> None:
    """Rows for urusan, bidang urusan and OPD add up the programs below them by a formula; the total adds programs alone."""
    plan = Plan(
        documents=[Document(id="b", kind="APBD", first_year=YEAR, last_year=YEAR)],
        agencies=[
            Agency(id="dk", name="Dinas Kesehatan"),
            Agency(id="rs", name="RSUD"),
            Agency(id="dp", name="Dinas Pangan"),
        ],
        programs=[
            Program(id=f"p{at}", code=code, title=f"Program {at}", agency=home, document="b")
            for at, (code, home) in enumerate(
                (("2.09.02", "dp"), ("1.02.02", "rs"), ("1.02.02", "dk"), ("1.02.03", "dk"))
            )
        ],
        allocations=[
            Allocation(document="b", subject=f"p{at}", account="5.1.02", amounts={str(YEAR): 10**at}) for at in range(4)
        ],
    )
    write_form(plan, "IV", tmp_path / "form.xlsx", year=YEAR)
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx", data_only=True).worksheets[0]
    rows = [
        (row[0], row[1], row[4], row[8]) for row in sheet.iter_rows(min_row=8, values_only=True) if row[8] is not None
    ]
    assert rows == [
        ("1", "Urusan Pemerintahan Wajib yang Berkaitan dengan Pelayanan Dasar", 1110, 1110),
        ("1.02", "Kesehatan", 1110, 1110),
        (None, "Dinas Kesehatan", 1100, 1100),
        ("1.02.02", "Program 2", 100, 100),
        ("1.02.03", "Program 3", 1000, 1000),
        (None, "RSUD", 10, 10),
        ("1.02.02", "Program 1", 10, 10),
        ("2", "Urusan Pemerintahan Wajib yang Tidak Berkaitan dengan Pelayanan Dasar", 1, 1),
        ("2.09", "Pangan", 1, 1),
        (None, "Dinas Pangan", 1, 1),
        ("2.09.02", "Program 0", 1, 1),
        ("JUMLAH", None, 1111, 1111),
    ]
    formulas = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    assert [formulas[f"I{at}"].value for at in (8, 10, 19)] == [
        "=SUM(I11,I12,I14)",
        "=SUM(I11,I12)",
        "=SUM(I11,I12,I14,I18)",
    ]


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


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    """A plan of which a table would have no row is refused in both languages, instead of a sheet that says that all cells are filled."""
    plan = Plan(documents=[Document(id="d", kind="RKPD", first_year=YEAR, last_year=YEAR)])
    for name in ("T-C.27", "T-C.33", "E-78", "E-79", "E-80", "E-81"):
        with pytest.raises(CallError, match=f"{name} of {YEAR} has no rows") as told:
            write_form(plan, name, tmp_path / "form.xlsx", year=YEAR, documents="d")
        assert "tidak berbaris" in told.value.text("id")
    assert list(tmp_path.iterdir()) == []


def stated(**amounts: dict[str, int]) -> Plan:
    """Make an RKPD of two programs with a sub activity each, and money by node and year; the estimates are those of the year after."""
    money = [
        Allocation(document="r", subject=node, amounts={year: amount}, basis=basis)
        for node, of_years in amounts.items()
        for year, amount in of_years.items()
        for basis in ("ceiling" if year == str(YEAR) else "forward_estimate",)
    ]
    return Plan(
        documents=[Document(id="r", kind="RKPD", first_year=YEAR, last_year=YEAR)],
        programs=[Program(id=name, code=code) for name, code in (("p", "1.02.02"), ("q", "1.02.03"))],
        sub_activities=[SubActivity(id=f"{name}s", parent=name) for name in "pq"],
        allocations=money,
    )


def test_each_column_adds_up_what_it_prints(tmp_path: Path) -> None:
    """A sum is of the programs where they print money, and of what is below those that do not; each column by itself."""
    plan = stated(p={"2026": 100}, ps={"2026": 100, "2027": 110}, qs={"2026": 50, "2027": 60})
    write_form(plan, "T-C.33", tmp_path / "form.xlsx", year=YEAR)
    total = [
        row_of([list(row) for row in sheet.iter_rows(values_only=True)], "JUMLAH")
        for sheet in (
            openpyxl.load_workbook(tmp_path / "form.xlsx", data_only=is_value).worksheets[0]
            for is_value in (True, False)
        )
    ]
    assert (total[0][5], total[0][9]) == (150, 170)
    assert (total[1][5], total[1][9]) == ("=SUM(F8,F10)", "=SUM(J9,J10)")


def test_nodes_of_a_circle_are_printed(tmp_path: Path) -> None:
    """Nodes that stand below one another are in the table, each once, and their money is in the sum."""
    plan = stated(p={"2026": 1}, q={"2026": 2}).replace(
        programs=[Program(id="p", parent="q"), Program(id="q", parent="p")]
    )
    assert write_form(plan, "T-C.33", tmp_path / "form.xlsx", year=YEAR).rows == 2


def test_opd_stand_by_name(tmp_path: Path) -> None:
    """A table of one OPD names it above; a column says the name of the OPD, not its id; of several OPD the note says how many."""
    plan = Plan(
        agencies=[Agency(id="dk", name="Dinas Kesehatan"), Agency(id="dp", name="Dinas Pangan")],
        documents=[
            Document(id=f"r-{one}", kind="RENJA", agency=one, first_year=YEAR, last_year=YEAR) for one in ("dk", "dp")
        ],
        programs=[Program(id=one, agency=one, document=f"r-{one}", code="1.02.02") for one in ("dk", "dp")],
    )
    write_form(plan, "E-81", tmp_path / "form.xlsx", year=YEAR, documents="r-dk")
    rows = [
        list(row) for row in openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0].iter_rows(values_only=True)
    ]
    assert rows[2][0] == "PERANGKAT DAERAH: Dinas Kesehatan"
    assert row_of(rows, "1.02.02")[-2] == "Dinas Kesehatan"
    assert "2 perangkat daerah" in write_form(plan, "T-C.33", tmp_path / "form.xlsx", year=YEAR).notes[0]


def test_annex_iv_has_all_documents_in_their_latest_version(tmp_path: Path) -> None:
    """Of several documents all are printed, of versions of one the last."""
    money = (("r", "ps", 3), ("r2", "ps", 4), ("dk", "ps", 5), ("dp", "qs", 6))
    plan = stated().replace(
        agencies=[Agency(id="dk"), Agency(id="dp")],
        documents=[
            Document(id="r", kind="APBD", first_year=YEAR, last_year=YEAR),
            Document(id="r2", kind="APBD", first_year=YEAR, last_year=YEAR, amends="r"),
            *(Document(id=one, kind="RENJA", agency=one, first_year=YEAR, last_year=YEAR) for one in ("dk", "dp")),
        ],
        allocations=[Allocation(document=home, subject=node, amounts={str(YEAR): rp}) for home, node, rp in money],
    )
    totals = []
    for words in ((), ("dk", "dp")):
        write_form(plan, "IV", tmp_path / "form.xlsx", year=YEAR, documents=words)
        sheet = openpyxl.load_workbook(tmp_path / "form.xlsx", data_only=True).worksheets[0]
        totals.append(row_of([list(row) for row in sheet.iter_rows(values_only=True)], "JUMLAH")[8])
    assert totals == [4, 11]


def test_a_target_has_its_unit_once(tmp_path: Path) -> None:
    """A value that ends with its unit does not get it once more; whole numbers show no decimal point."""
    series = [Series(indicator="i", document="renja", role="target", values={str(YEAR): "100 Orang"})]
    write_form(plan().replace(series=series), "T-C.33", tmp_path / "form.xlsx", year=YEAR, documents="RENJA")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    assert row_of([list(row) for row in sheet.iter_rows(values_only=True)], "Ibu dilayani")[4] == "100 Orang"
    write_form(plan(), "E-81", tmp_path / "form.xlsx", year=YEAR)
    row = next(
        row
        for row in openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0].iter_rows()
        if row[4].value == "Ibu dilayani"
    )
    assert (row[6].value, row[6].number_format) == (200, "#,##0")


def test_wide_tables_are_legible(tmp_path: Path) -> None:
    """A table too wide for A4 is set on A3, and merged heads get the lines that they need."""
    found = {}
    for name, columns in (("VIII", "C5:E5"), ("E-81", "G5:H5")):
        write_form(plan(), name, tmp_path / "form.xlsx", year=YEAR)
        sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
        assert columns in {str(one) for one in sheet.merged_cells.ranges}
        found[name] = sheet.page_setup.paperSize, sheet.row_dimensions[5].height
    assert found == {"VIII": (9, None), "E-81": (8, 30)}  # 15 is the usual height
