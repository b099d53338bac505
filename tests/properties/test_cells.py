"""Reading cells: properties that hold for every text and every number."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from regplan.values.cell import Cell, context_of, read_cell
from regplan.values.measure import Interval, Number
from regplan.values.numeral import Mark

MARKS = st.sampled_from([",", "."])
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False) | st.integers(
    -(10**12), 10**12
).map(Decimal)
TYPED = st.text("0123456789.,-–:/ %\nRpABWT()<≥~sd'eE\u00a0", max_size=24)
SHAPES = st.sampled_from(
    ["4,43", "4.43", "1.512,47", "1,512.47", "1.234.567", "40.231", "12,143", "0,28", "100", "-", "A", "BB", "Ada"]
)
SHAPED = SHAPES | st.sampled_from(["4.43-4.47", "46.477-46.502", "63:64", "64:65", "65:66", "1 : 30", "Tidak", "2026"])
ROWS = st.lists(SHAPED, max_size=7)


def written(value: Decimal, decimal: Mark, *, grouped: bool) -> str:
    """Write a number with a decimal mark, and with marks at the thousands where asked."""
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.translate(str.maketrans(",.", ".,")) if decimal == "," else text


def whole(cell: Cell) -> bool:
    """Tell whether a cell keeps its promises: a value or a reason, and a value that is its only reading."""
    told = cell.fault is None or (cell.reason is not None and cell.fault is not None)
    return (
        told
        and (cell.value is not None or cell.fault is not None)
        and (cell.value is None or cell.readings == (cell.value,))
    )


@given(st.text() | TYPED, st.lists(st.text() | TYPED, max_size=4))
def test_any_text(text: str, others: list[str]) -> None:
    """No text raises; each is read or flagged with a reason, and its text is kept."""
    cell = read_cell(text, context_of([text, *others]))
    assert cell.text == text
    assert whole(cell)
    assert all(whole(part) for part in cell.parts)


@given(NUMBERS, MARKS, st.booleans())
def test_written_is_read_back(value: Decimal, decimal: Mark, grouped: bool) -> None:  # noqa: FBT001 - of hypothesis
    """A number written with declared marks is read back as the same number, exactly."""
    cell = read_cell(f"{written(value, decimal, grouped=grouped)} %", context_of([], decimal=decimal))
    assert cell.value == Number(value)
    assert cell.unit == "%"


@given(NUMBERS, NUMBERS, MARKS, st.sampled_from(["-", " – ", " s.d. ", " sampai dengan "]))
def test_interval_is_read_back(first: Decimal, last: Decimal, decimal: Mark, to: str) -> None:
    """An interval is read back end by end in its order, negative ends too."""
    text = f"{written(first, decimal, grouped=True)}{to}{written(last, decimal, grouped=True)} %"
    assert read_cell(text, context_of([], decimal=decimal)).value == Interval(first, last)


@given(NUMBERS, MARKS)
def test_without_context_the_truth_is_among_the_readings(value: Decimal, decimal: Mark) -> None:
    """Whatever mark was meant, an undeclared number is read as it was meant or flagged with that reading among others."""
    assert Number(value) in read_cell(f"{written(value, decimal, grouped=True)} %").readings


@given(ROWS.flatmap(lambda row: st.tuples(st.just(row), st.permutations(row))), SHAPED, st.booleans() | st.none())
def test_order_of_the_row_never_matters(rows: tuple[list[str], list[str]], text: str, countable: bool | None) -> None:  # noqa: FBT001 - of hypothesis
    """A cell says the same whatever the order of the cells beside it."""
    one, other = (read_cell(text, context_of([*row, text], countable=countable)) for row in rows)
    assert one == other


@given(st.lists(SHAPES, max_size=6), SHAPES, SHAPES, st.booleans() | st.none())
def test_more_cells_never_change_a_value(row: list[str], more: str, text: str, countable: bool | None) -> None:  # noqa: FBT001 - of hypothesis
    """A cell more in the row can prove or withdraw a value; it never turns one value into another."""
    before = read_cell(text, context_of([*row, text], countable=countable)).value
    after = read_cell(text, context_of([*row, more, text], countable=countable)).value
    assert before is None or after is None or before == after


@given(st.lists(SHAPES, max_size=6), st.sampled_from(["40.231", "12,143", "46.477-46.502"]))
def test_a_contradicted_row_proves_nothing(row: list[str], text: str) -> None:
    """With both decimal marks in its row, an ambiguous cell is flagged with both readings."""
    pair = ["4,43-4,47", "4.43-4.47"] if "-" in text else ["4,43", "4.43"]
    cell = read_cell(text, context_of([*row, *pair]))
    assert (cell.value, cell.fault, len(cell.readings)) == (None, "mixed-marks", 2)


@given(ROWS, SHAPED, st.booleans() | st.none())
def test_a_value_is_one_of_the_bare_readings(row: list[str], text: str, countable: bool | None) -> None:  # noqa: FBT001 - of hypothesis
    """What a row proves chooses among what a cell can say by itself; it never adds a reading."""
    cell = read_cell(text, context_of([*row, text], countable=countable))
    assert cell.value is None or cell.value in read_cell(text).readings
