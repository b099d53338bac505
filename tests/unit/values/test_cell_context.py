"""What the other cells of a row prove about a cell, and what they do not (conventions §11)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from regplan.values.cell import context_of, read_cell
from regplan.values.cell_context import Marks
from regplan.values.measure import Grade, Interval, Measure, Number, Ratio

D = Decimal


def read(text: str, *others: str, **known: object) -> Measure | None:
    """Read a cell with the others of its row."""
    return read_cell(text, context_of([text, *others], **known)).value  # type: ignore[arg-type] # any keyword


@pytest.mark.parametrize(
    ("others", "value"),
    [
        (["1.512,47"], "1520"),
        (["0,28", "900"], "1520"),
        (["4,43", "500,5"], "1520"),
        (["4.43"], "1.520"),
        (["1.234.567"], "1520"),
        (["1,234,567"], "1.520"),
        (["100", "-", "BB"], None),
        (["4,43", "4.43"], None),
    ],
)
def test_row_proves_marks(others: list[str], value: str | None) -> None:
    """A cell that has one reading proves the marks of its row; two that contradict each other prove nothing."""
    assert read("1.520", *others) == (Number(D(value)) if value else None)


def test_contradiction_is_told() -> None:
    """A row with both decimal marks says so, and its sure cells are still read."""
    context = context_of(["72,9", "87.59", "1.234"])
    assert context.single == Marks(mixed=True)
    assert read_cell("87.59", context).value == Number(D("87.59"))
    assert read_cell("1.234", context).fault == "mixed-marks"


def test_intervals_and_single_numbers_are_proved_apart() -> None:
    """A decimal comma in a baseline proves nothing about the intervals behind it, which have a decimal point."""
    context = context_of(["4,43", "4.430-4.470"])
    assert read_cell("4.430-4.470", context).fault == "marks"
    proved = context_of(["4,43", "4.43-4.47", "4.470-4.510"])
    assert (proved.single.decimal, proved.pair.decimal) == (",", ".")
    assert read_cell("4.470-4.510", proved).value == Interval(D("4.470"), D("4.510"))


def test_countable_unit() -> None:
    """Things that are counted are no fractions: 40.231 persons are 40231; but 40.000 can be forty."""
    assert read("40.231", "41.236", countable=True) == Number(D(40231))
    assert read("12,143", countable=True) == Number(D(12143))
    assert read("40.000", countable=True) is None
    assert read("40.000", "40.231", countable=True) == Number(D(40000))
    assert read("40.231", countable=False) is None


def test_countable_unit_against_the_row() -> None:
    """Where the row proves what the unit refutes, nothing is proved."""
    assert context_of(["67,50", "1,234"], countable=True).single.mixed
    assert read("1,234", "67,50", countable=True) is None


def test_a_proof_far_from_the_other_numbers_is_not_taken() -> None:
    """In a row of 6,24 and 6,53 a lone 7.130 is not taken as seven thousand, whatever the marks say."""
    context = context_of(["6,24", "6,53", "7.130"])
    cell = read_cell("7.130", context)
    assert (cell.value, cell.fault) == (None, "magnitude")
    assert cell.readings == (Number(D(7130)), Number(D("7.130")))
    assert read("7.130", "6,24", "6000", "6,53") == Number(D(7130))


def test_declared_marks() -> None:
    """What the caller declares decides, unless a cell of the row refutes it."""
    assert read("46.477-46.502", decimal=".") == Interval(D("46.477"), D("46.502"))
    assert read("1.234", "4.43", decimal=",") is None


def test_column_is_the_weakest_proof() -> None:
    """The column counts only where the row proves nothing, and only if all its cells agree."""
    assert read("1.234", column=["900,5", "800,25"]) == Number(D(1234))
    assert read("1.234", column=["900,5", "87.59"]) is None
    assert read("1.234", "4.43", column=["900,5"]) == Number(D("1.234"))
    assert context_of(["1.234"], column=["900,5"]).single.proof == "column"


def test_where_it_was_proved() -> None:
    """The context says where each thing was proved."""
    assert context_of(["4,43"]).single.proof == "row"
    assert context_of(["40.231"], countable=True).single.proof == "unit"
    assert context_of(["40.231"], decimal=",").single.proof == "declared"
    assert context_of(["A", "BB"]).scale_proof == "row"
    assert context_of(["A"], name="Nilai AKIP").scale_proof == "name"
    assert context_of(["63:64"], unit="Rasio").colon_proof == "unit"


@pytest.mark.parametrize(
    ("cells", "unit", "colon"),
    [
        (["63:64", "64:65", "65:66", "66:68"], None, "interval"),
        (["0.40:0.42", "0.40:0.42", "0.42:0.43", "0.43:0.44"], "Rasio", "interval"),
        (["72:70", "70:69", "69:68"], None, "interval"),
        (["1 : 30", "2 : 61"], None, "ratio"),
        (["15:28", "15:27"], "Rasio", "ratio"),
        (["63:64", "64:65"], None, None),
        (["63:64", "64:65"], "Rasio", None),
        (["0\n63:64", "0\n64:65", "59\n65:66", "67\n70:72"], None, None),
    ],
)
def test_colon(cells: list[str], unit: str | None, colon: str | None) -> None:
    """Three pairs that touch end to end are intervals, even under the unit Rasio; else the unit decides, or nothing."""
    assert context_of(cells, unit=unit).colon == colon


def test_colon_is_read_as_proved() -> None:
    """What the row proves about colons is what its cells say."""
    assert read("63:64", "64:65", "65:66") == Interval(D(63), D(64))
    assert read("15:28", unit="Rasio") == Ratio(D(15), D(28))


@pytest.mark.parametrize(
    ("text", "others", "known", "value"),
    [
        ("A", ["BB"], {}, Grade("AKIP", "A", 6)),
        ("Memuaskan", ["BB"], {}, Grade("AKIP", "A", 6)),
        ("A", ["A", "90"], {"name": "Nilai AKIP SKPD"}, Grade("AKIP", "A", 6)),
        ("Baik", [], {"unit": "Predikat SPBE"}, Grade("SPBE", "Baik", 3)),
        ("Tinggi", [], {"scale": "Permendagri 86"}, Grade("Permendagri 86", "Tinggi", 4)),
        ("Tidak", ["Ada"], {}, Grade("Ada/Tidak", "Tidak Ada", 1)),
        ("Tidak ada", ["Ada"], {}, Grade("Ada/Tidak", "Tidak Ada", 1)),
        ("Tidak", ["Ya"], {}, Grade("Ya/Tidak", "Tidak", 1)),
        ("A", ["A"], {"unit": "poin"}, None),
        ("Tinggi", ["Sangat Tinggi"], {}, None),
        ("A", ["WTP"], {}, None),
    ],
)
def test_scale(text: str, others: list[str], known: dict[str, str], value: Measure | None) -> None:
    """A grade on several scales is told by a grade beside it that is on one, by unit, name or caller; else not."""
    assert read(text, *others, **known) == value


def test_year_among_thousands() -> None:
    """A number like a year is a number where the row counts in thousands."""
    assert read("2025", "1900", "2300") == Number(D(2025))
    assert read("2025", "75", "80") is None
    assert read("2025", "2026", "2027") is None
