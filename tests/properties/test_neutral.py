"""No file that spreadsheets open holds a cell of the plan that they would run as a formula."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from official_books import renstra
from regplan.diagnostics import Finding, Where
from regplan.errors import CallError
from regplan.io import load
from regplan.io.annotate import annotate
from regplan.io.forms import FORM_NAMES, write_form
from regplan.io.tables_out import write_csv
from regplan.io.workbook_out import write_workbook
from regplan.model import Allocation, Document, Indicator, Plan, Program, Region, Series
from regplan.model.schema import schema_of
from regplan.model.tables import TABLES
from regplan.model.words import DocumentKind
from regplan.testing.strategies import plans
from regplan.values.lang import Bilingual

HOSTILE = (
    '=HYPERLINK("http://contoh","klik")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "=1+1",
    "'=1+1",
    "\uff1d1+1",
    "--1",
)
BEGINS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def hostile(plan: Plan, text: str) -> Plan:
    """Put a text into each free text of each record."""
    tables = {
        name: tuple(
            attrs.evolve(
                one,
                **{
                    spec.name: (text,) if spec.many else text
                    for spec in schema_of(cls)
                    if spec.kind in {"line", "text"} and getattr(one, spec.name)
                },
            )
            for one in plan.table(name)
        )
        for name, cls in TABLES.items()
    }
    return plan.replace(title=text, **tables)


def is_run(cell: Any) -> bool:
    """Tell a text that a spreadsheet program would run; numbers and a lone sign it would not."""
    if not isinstance(cell, str) or not cell.startswith(BEGINS):
        return False
    return not (cell[1:].replace(".", "").replace(",", "").isdigit() or len(cell) == 1)


def texts_of(path: Path) -> list[Any]:
    """List the cells of a workbook that are no formulas of ours; ours name no text of a plan."""
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not any(cell.data_type == "f" and "HYPERLINK" in str(cell.value) for cell in cells)
    return [cell.value for cell in cells if cell.data_type != "f"]


@settings(max_examples=40, deadline=None)
@given(plan=plans(), text=st.sampled_from(HOSTILE))
def test_csv_and_data_package(plan: Plan, text: str) -> None:
    """Tables as CSV are neutral, their heads and description too, and give the plan back."""
    wanted = hostile(plan, text)
    with TemporaryDirectory() as folder:
        for path in write_csv(wanted, folder):
            if path.suffix == ".csv":
                with path.open(encoding="utf-8", newline="") as file:
                    assert not [cell for row in csv.reader(file) for cell in row if is_run(cell)]
            else:
                fields = [one["name"] for table in json.loads(path.read_text())["resources"] for one in table["schema"]["fields"]]  # fmt: skip
                assert not [one for one in fields if is_run(one)]
        assert load(folder) == wanted


@settings(max_examples=8, deadline=None)
@given(plan=plans(), text=st.sampled_from(HOSTILE))
def test_workbook(plan: Plan, text: str) -> None:
    """The workbook of a plan is neutral, and gives the plan back."""
    wanted = hostile(plan, text)
    with TemporaryDirectory() as folder:
        write_workbook(wanted, f"{folder}/a.xlsx")
        assert not [cell for cell in texts_of(Path(folder, "a.xlsx")) if is_run(cell)]
        assert load(f"{folder}/a.xlsx") == wanted


@settings(max_examples=8, deadline=None)
@given(text=st.sampled_from(HOSTILE))
def test_forms(text: str) -> None:
    """Titles, heads and cells of each official table are neutral, also where documents are named by hostile ids."""
    kinds: tuple[DocumentKind, ...] = ("RPJMD", "RENSTRA", "RKPD", "RENJA", "PPAS", "APBD")
    plan = Plan(
        title=text,
        region=Region(name=text),
        documents=[Document(id=text + kind, kind=kind, first_year=2026, last_year=2026) for kind in kinds],
        programs=[Program(id="p", code="1.02.02", title=text, agency="o", document=f"{text}RKPD")],
        indicators=[Indicator(id="i", owner="p", name=text, unit=text, accumulation="sum")],
        series=[
            Series(indicator="i", document=text + kind, role="target", values={"2026": "5", "end": text})
            for kind in kinds
        ],
        allocations=[
            Allocation(document=text + kind, subject="p", fund=text, account=text, amounts={"2026": 5})
            for kind in kinds
        ],
    )
    done = 0
    with TemporaryDirectory() as folder:
        for name in FORM_NAMES:
            words = tuple(f"{text}{kind}" for kind in ("RKPD", "PPAS", "APBD")) if name in {"VII", "VIII"} else ()
            try:
                write_form(plan, name, f"{folder}/a.xlsx", year=2026, documents=words)
            except CallError:
                continue
            done += 1
            assert not [cell for cell in texts_of(Path(folder, "a.xlsx")) if is_run(cell)], name
    assert done >= len(FORM_NAMES) - 1


@settings(max_examples=8, deadline=None)
@given(text=st.sampled_from(HOSTILE))
def test_annotated_copy(text: str) -> None:
    """The sheet of findings is neutral, whatever the messages quote."""
    both = Bilingual(text, text)
    with TemporaryDirectory() as folder:
        source = renstra(Path(folder))
        where = Where(str(source), sheet="T-C.27", cell="A1")
        found = Finding(
            code="X-01", name=text, severity="error", where=where, message=both, hint=both, subject=text, law=text
        )
        done = annotate([found], source, f"{folder}/b.xlsx", lang="id")
        sheet = openpyxl.load_workbook(f"{folder}/b.xlsx")[done.sheet]
        assert not [
            cell.value for row in sheet.iter_rows() for cell in row if is_run(cell.value) or cell.data_type == "f"
        ]
