"""The columns of targets say what the reader of cells says, one cell at a time and each in the context of its row."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from regplan.checks import check
from regplan.checks.targets._cures import typed
from regplan.diagnostics import Finding
from regplan.index import of
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT
from regplan.index.targets import MEASURES, NO_COUNT, is_plain, targets_of
from regplan.model import Document, Goal, Indicator, Plan, Series
from regplan.values.cell import Cell, context_of, read_cell
from regplan.values.measure import Bound, Grade, Interval, Measure, Number, Ratio
from regplan.values.text import text_fault
from regplan.values.units import find_unit

REAL = st.sampled_from(
    (
        *(
            "4,43",
            "4.43",
            "1.512,47",
            "1.234.567",
            "40.231",
            "12,143",
            "40.000",
            "0,28",
            "100",
            "0",
            "-0",
            "-5",
            "2026",
            "2060",
        ),
        *(
            "4.43-4.47",
            "46.477-46.502",
            "13.02-",
            "63:64",
            "64:65",
            "65:66",
            "1 : 30",
            "1 : 30:1 : 30",
            "105/14",
            "0.0209%-0.0271%",
        ),
        *("-", "N/A", "Nihil", "- 5", "1 234", "±5", "#REF!", "1.5E+03", "2025-2029", "31/12/2025", "1 Kali 11 Desa"),
        *(
            "A",
            "BB",
            "WTP",
            "Level 3",
            "Ada",
            "Baik",
            "A-BB",
            "Terlaksana",
            "BB (75,3)",
            "74\n\nA",
            "-\n75 %",
            "0\n63:64",
        ),
        *(
            "40.231 Peserta",
            "5 %",
            "≤ 5",
            "minimal 75 %",
            "Rp2,5 miliar",
            "12 (dua belas) dokumen",
            "M³/Hari",
            "12 MÂ³/Hari",
        ),
    )
)
TYPED = st.text("0123456789.,-:/ %RpABWT", min_size=1, max_size=12).filter(lambda text: text_fault(text) is None)
CELLS = st.none() | REAL | REAL | TYPED
UNITS = st.sampled_from(
    (None, "Peserta", "Orang", "%", "Rasio", "Indeks", "ribu jiwa", "Unit", "Predikat", "Dokuman", "0")
)
NAMES_OF_INDICATORS = st.sampled_from((None, "Nilai AKIP", "Opini BPK", "Peserta KB", "Indeks kepuasan masyarakat"))
PERIODS = ("2024", "2025", "2026", "2026-Q1", "end", "unstated")
PLAIN = st.from_regex(r"\A-?(?:0|[1-9][0-9]{0,11})(?:[.,](?:[0-9]{1,2}|[0-9]{4,6}))?\Z").filter(is_plain)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw plans of a few indicators with rows in two documents; some rows are of an indicator or document that is not there."""
    names = ("I", "J")
    indicators = [Indicator(id=name, owner="T", unit=draw(UNITS), name=draw(NAMES_OF_INDICATORS)) for name in names]
    keys = st.tuples(
        st.sampled_from((*names, "gone", "away")),
        st.sampled_from(("d", "e", "lost", "left")),
        st.sampled_from(SERIES_ROLES),
    )
    values = st.dictionaries(st.sampled_from(PERIODS), CELLS, max_size=4)
    series = [
        Series(indicator=indicator, document=document, role=role, values=draw(values))  # type: ignore[arg-type] # drawn words
        for indicator, document, role in draw(st.lists(keys, max_size=7, unique=True))
    ]
    documents = [Document(id="d", kind="RPJMD"), Document(id="e", kind="RKPD")]
    return Plan(documents=documents, goals=[Goal(id="T")], indicators=indicators, series=series)


def one_by_one(plan: Plan) -> list[tuple[Any, ...]]:
    """Read every value of a plan by itself: series, period, cell; all rows of one indicator in one document are its context."""
    read: list[tuple[Any, ...]] = []
    for at, row in enumerate(plan.series):
        beside = [one for one in plan.series if (one.indicator, one.document) == (row.indicator, row.document)]
        told = [text for one in beside for text in one.values.values() if text is not None]
        indicator = plan.indicators.get(row.indicator)
        unit = find_unit(indicator.unit) if indicator and indicator.unit else None
        countable = unit.is_countable if unit else None
        if indicator and (indicator.name or "").casefold().startswith(NO_COUNT):
            countable = None
        context = context_of(told, countable=countable)
        if indicator:
            context = context_of(told, unit=indicator.unit, name=indicator.name, countable=countable)
        read += [(at, key, None if text is None else read_cell(text, context)) for key, text in row.values.items()]
    return read


@given(plans())
def test_each_cell_is_read_as_if_alone(plan: Plan) -> None:
    """Each value is the cell the reader makes of it with its row, unit and name; null has none."""
    columns = targets_of(of(plan))
    got = [
        (series, columns.periods[period], None if cell == ABSENT else columns.cells[cell])
        for series, period, cell in zip(
            columns.series.tolist(), columns.period.tolist(), columns.cell.tolist(), strict=True
        )
    ]
    assert got == one_by_one(plan)


@given(plans())
def test_numbers_of_the_columns(plan: Plan) -> None:
    """Kind and both ends of each value are those of its cell; what has no number has NaN, what has no value no kind."""
    columns = targets_of(of(plan))
    for at, number in enumerate(columns.cell.tolist()):
        value = columns.cells[number].value if number != ABSENT else None
        kind = MEASURES[int(columns.kind[at])] if columns.kind[at] != ABSENT else None
        assert kind == (None if value is None else name_of(value))
        for got, exact in zip((columns.low[at], columns.high[at]), ends(value), strict=True):
            assert math.isnan(got) if exact is None else got == float(exact)


def name_of(value: Measure) -> str:
    """Write the name of a class as the columns do: ``not_available``."""
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in type(value).__name__).strip("_")


def ends(value: Measure | None) -> tuple[Decimal | Fraction | int | None, Decimal | Fraction | int | None]:
    """Return the least and the greatest number a value says."""
    match value:
        case Number(number):
            return number, number
        case Interval(first, last):
            return min(first, last), max(first, last)
        case Bound(sign, number):
            return (None, number) if sign in {"<", "<="} else (number, None)
        case Ratio():
            return value.quotient, value.quotient
        case Grade(rank=rank):
            return rank, rank
        case _:
            return None, None


@given(PLAIN, st.lists(REAL | TYPED, max_size=5), UNITS, NAMES_OF_INDICATORS, st.booleans() | st.none())
def test_plain_cells_need_no_row(
    text: str,
    row: list[str],
    unit: str | None,
    name: str | None,
    countable: bool | None,  # noqa: FBT001 - of hypothesis
) -> None:
    """A cell that is plain says the same one number beside whatever cells, unit and name: the short way is right."""
    cell = read_cell(text, context_of([*row, text], unit=unit, name=name, countable=countable))
    value = Number(Decimal(text.replace(",", ".")))
    assert cell == Cell(text, value, readings=(value,))


@given(REAL | TYPED | PLAIN, st.lists(REAL, max_size=5))
def test_what_needs_its_row_is_not_plain(text: str, row: list[str]) -> None:
    """A cell that says something else beside other cells, or has a fault, is never taken for plain."""
    assume(is_plain(text))
    alone, beside = read_cell(text), read_cell(text, context_of([*row, text]))
    assert alone == beside
    assert alone.fault is None


@given(plans())
def test_what_is_told_of_cells(plan: Plan) -> None:
    """TGT-16 tells of each fault, and of each dash ahead, once, in one finding a series and fault; of no other value."""
    expected = [
        (plan.series[at].indicator, plan.series[at].role, cell.text, cell.value is not None if cell.fault else "dash")
        for at, _, cell in one_by_one(plan)
        if cell and plan.series[at].document in {"d", "e"}
        if cell.fault or (plan.series[at].role != "baseline" and cell.text in SIGNS)
    ]
    other = {"grade-not-on-scale", "unit-in-cell-differs", "unit-in-cell-converted"}
    findings = [one for one in check(plan, select="TGT-16").findings if one.name not in other]
    got = [
        (one.subject, one.facts["field"], text, KINDS.get(one.name, False))
        for one in findings
        for text in cells_of(one)
    ]
    shown = [(subject, role, " ".join(text.split()), what) for subject, role, text, what in expected]
    assert sorted(got, key=repr) == sorted(shown, key=repr)


def cells_of(finding: Finding) -> tuple[str, ...]:
    """Return the cells a finding tells of."""
    cells = finding.facts["cells"]
    assert isinstance(cells, tuple)
    assert finding.facts["got"] == cells[0]
    return cells


SIGNS = {*("-" * count for count in range(1, 13)), *("." * count for count in range(2, 13))}
KINDS = {"doubtful-cell": True, "dash-for-value": "dash"}


NUMBERS = (
    st.decimals(-(10**9), 10**9, places=3)
    | st.integers(-(10**9), 10**9).map(Decimal)
    | st.integers(1990, 2060).map(Decimal)
)
OFFERED = st.one_of(
    NUMBERS.map(Number),
    st.builds(Interval, NUMBERS, NUMBERS),
    st.builds(Bound, st.sampled_from(("<", "<=", ">", ">=")), NUMBERS),
)


@given(OFFERED, st.lists(REAL | TYPED, max_size=4))
def test_cures_are_read_as_they_are_meant(value: Measure, row: list[str]) -> None:
    """A value that a hint offers is read as that value alone, whatever stands beside it."""
    cell = read_cell(typed(value), context_of([*row, typed(value)]))
    assert (cell.value, cell.fault) == (value, None)
