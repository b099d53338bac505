"""Aggregation: each accumulation, missing values, like periods, places and the tree."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from regplan.calc.targets import (
    CAP_100,
    RAW,
    Part,
    achievement,
    achievement_over,
    explained_by,
    mean_achievement,
    over_places,
    over_time,
    over_tree,
    rates,
    totals,
    tree_values,
)
from regplan.errors import (
    CallError,
    MissingValueError,
    PeriodsDifferError,
    UnitsDifferError,
    UnknownNameError,
    WeightsError,
)
from regplan.model.words import Accumulation

QUARTERS = {"2026-Q3": 6, "2026-Q1": 1, "2026-Q4": 2, "2026-Q2": 3}


@pytest.mark.parametrize(
    ("accumulation", "value", "variant"),
    [
        ("sum", 12, "AGG-01"),
        ("last", 2, "AGG-02"),
        ("increment", 112, "AGG-03"),
        ("mean", 3, "AGG-05"),
        ("max", 6, "AGG-06"),
        ("min", 1, "AGG-06"),
    ],
)
def test_accumulations(accumulation: Accumulation, value: int, variant: str) -> None:
    """Each accumulation makes its one value of four quarters, in whatever order they are given."""
    told = over_time(QUARTERS, accumulation, baseline=100)
    assert (told.exact, told.variant, told.coverage) == (Fraction(value), variant, Fraction(1))


def test_missing_is_not_zero() -> None:
    """A missing year makes the mean unknown, or is left out and reported; it never counts as zero (a peer's mean)."""
    years = {"2026": 10, "2027": None, "2028": 20}
    assert over_time(years, "mean").exact is None
    told = over_time(years, "mean", missing="skip")
    assert (told.exact, told.missing, told.coverage) == (Fraction(15), ("2027",), Fraction(2, 3))
    with pytest.raises(MissingValueError, match="2027"):
        over_time(years, "mean", missing="error")


def test_asked_periods() -> None:
    """A period that is asked for and absent is missing; one that is not asked for plays no part."""
    told = over_time({"2026": 10, "2027": 5, "2031": 99}, "sum", periods=["2026", "2027", "2028"], missing="skip")
    assert (told.exact, told.used, told.missing) == (Fraction(15), ("2026", "2027"), ("2028",))


@pytest.mark.parametrize(
    "values", [{"2026": 1, "2026-Q1": 1}, {"end": 1}, {"unstated": 1}, {"2026-03": 1, "2026-03-31": 2}]
)
def test_unlike_periods_are_refused(values: dict[str, int]) -> None:
    """A year beside its quarter would count twice, and what is at no time has no order: both are refused."""
    with pytest.raises(PeriodsDifferError):
        over_time(values, "sum")


def test_one_year_is_not_compared_with_six() -> None:
    """A result of one year meets the target of that year, not the mean or sum of six years (a peer's reference)."""
    targets = {str(year): 10 * (year - 2025) for year in range(2026, 2032)}
    told = achievement_over({"2027": 20}, targets, "mean", periods=["2027"], polarity="up", method="ratio")
    assert told.percent == 100.0
    whole = achievement_over({"2027": 20}, targets, "mean", periods=targets, polarity="up", method="ratio")
    assert whole.percent is None


def test_skipped_on_both_sides() -> None:
    """With skip, a year without a result leaves its target out too, so that both sides are of the same years."""
    targets, results = {"2026": 10, "2027": 30}, {"2026": 10}
    told = achievement_over(results, targets, "sum", periods=targets, polarity="up", method="ratio", missing="skip")
    assert told.percent == 100.0


def test_explained_by() -> None:
    """A stated end value tells by which accumulations it follows from the years (AGG-10), or by none."""
    years = {"2026": 2, "2027": 3, "2028": 5}
    assert explained_by(10, years) == ("sum",)
    assert explained_by(5, years) == ("last", "max")
    assert explained_by(17, years, baseline=7) == ("increment",)
    assert explained_by(11, years, baseline=7) == ()


def test_increment_needs_its_stock() -> None:
    """Additions without the stock they are added to are refused."""
    with pytest.raises(CallError, match="baseline"):
        over_time(QUARTERS, "increment")
    with pytest.raises(CallError, match="baselines"):
        totals([[1.0]], "increment")
    with pytest.raises(UnknownNameError, match="did you mean 'mean'"):
        over_time(QUARTERS, "maen")  # type: ignore[arg-type]


def test_rates_of_places() -> None:
    """50 % of 200 and 90 % of 50 are 58 %, not 70 %: rates are made of numerators and denominators."""
    assert over_places({"A": (100, 200), "B": (45, 50)}).exact == 58
    assert rates([100, 45], [200, 50], [0, 0], 1).values.tolist() == [58.0]


def test_rates_with_gaps() -> None:
    """A place without a numerator makes the rate unknown, or is left out with the share of people that have data."""
    parts = {"A": (100, 200), "B": (None, 50)}
    assert over_places(parts).exact is None
    told = over_places(parts, missing="skip")
    assert (told.exact, told.coverage, told.missing) == (Fraction(50), Fraction(4, 5), ("B",))
    assert over_places({"A": (0, 0)}).reason is not None
    with pytest.raises(CallError, match="negative"):
        over_places({"A": (1, -2)})


PARTS = [Part(id=i, value=v, weight=w) for i, v, w in [("a", 0.9, 0.5), ("b", 0.6, 0.3), ("c", 1.1, 0.2)]]


def test_tree_methods() -> None:
    """The worked example of methods B6: 0.850, 0.82955 and 0.6."""
    assert over_tree(PARTS).exact == Fraction(85, 100)
    assert over_tree(PARTS, method="geometric").value == pytest.approx(0.82955, abs=5e-6)
    assert over_tree(PARTS, method="minimum").exact == Fraction(6, 10)


def test_own_children_or_both() -> None:
    """A node is told by its own value, by its children, or by both, as the caller says."""
    own = Part(id="own", value=100)
    children = [Part(id="x", value=40), Part(id="y", value=70)]
    found = [over_tree(children, own=own, take=take).value for take in ("own", "children", "both")]
    assert found == [100.0, 55.0, 70.0]


def test_weights() -> None:
    """Weights that do not total 1 are refused, or made to; with skip the weights of what is there are made to."""
    heavy = [Part(id="a", value=10, weight=30), Part(id="b", value=20, weight=10)]
    with pytest.raises(WeightsError, match="total 40"):
        over_tree(heavy)
    assert over_tree(heavy, normalise=True).value == 12.5
    with pytest.raises(WeightsError, match="1 of 2"):
        over_tree([heavy[0], Part(id="b", value=20)], normalise=True)
    told = over_tree([PARTS[0], Part(id="b", value=None, weight=0.3), PARTS[2]], missing="skip")
    assert (told.exact, told.coverage, told.missing) == (Fraction(67, 70), Fraction(7, 10), ("b",))


def test_weights_that_are_none() -> None:
    """Negative weights are refused; a value whose weight is zero counts for nothing; misspelt words are refused."""
    with pytest.raises(WeightsError, match="negative"):
        over_tree([Part(id="a", value=1, weight=-1), Part(id="b", value=2, weight=2)])
    idle = [Part(id="a", value=None, weight=1), Part(id="b", value=2, weight=0)]
    assert over_tree(idle, missing="skip").exact is None
    assert over_tree([Part(id="a", value=0), Part(id="b", value=2)], method="geometric").exact == 0
    with pytest.raises(UnknownNameError):
        over_tree(PARTS, method="mean")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        over_tree(PARTS, missing="zero")  # type: ignore[arg-type]


def test_units_are_not_added() -> None:
    """Values of different units are refused, and so is one part given twice (peers add units)."""
    with pytest.raises(UnitsDifferError, match="'orang', 'unit'"):
        over_tree([Part(id="a", value=1, unit="orang"), Part(id="b", value=2, unit="unit")])
    with pytest.raises(CallError, match="twice"):
        over_tree([Part(id="a", value=1), Part(id="a", value=2)])


def test_nothing_to_aggregate() -> None:
    """Nothing makes nothing, not zero."""
    assert over_tree([]).exact is None
    assert over_tree([], take="own").exact is None
    assert over_time({}, "sum").exact is None
    assert over_tree([Part(id="a", value=-1)], method="geometric").reason is not None


def test_average_of_capped_rates() -> None:
    """The foot of a form averages capped row rates; raw ones let 500 hide 50, sums over sums would add units."""
    rows = [(str(r), achievement(r, 10, polarity="up", method="ratio")) for r in (50, 5)]
    assert mean_achievement(rows, policy=CAP_100).value == 75.0
    assert mean_achievement(rows, policy=RAW).value == 275.0
    weighted = mean_achievement(rows, policy=CAP_100, weights={"50": 1, "5": 3}, normalise=True)
    assert weighted.value == 62.5


def test_arrays_with_gaps() -> None:
    """In arrays nan is missing: it makes the row unknown, or is left out; a row of nothing stays unknown."""
    cells = [[1.0, np.nan, 3.0], [np.nan, np.nan, np.nan]]
    assert np.isnan(totals(cells, "last").values).all()
    found = totals(cells, "last", missing="skip")
    assert found.values[0] == 3.0
    assert np.isnan(found.values[1])
    assert found.coverage.tolist() == [pytest.approx(2 / 3), 0.0]
    tree = tree_values([0.5, np.nan, 0.2], [0, 0, 1], 3, missing="skip", method="minimum")
    assert tree.values[:2].tolist() == [0.5, 0.2]
    assert np.isnan(tree.values[2])
