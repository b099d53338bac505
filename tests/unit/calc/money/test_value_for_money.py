"""Value for money: the worked example of methods A6, and ratios that say nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regplan.calc.money import (
    Comparison,
    Verdict,
    budget_elasticity,
    economy,
    effectiveness,
    incremental_cost,
    lkjip_efficiency,
    regional_cost,
    unit_cost,
    unit_cost_outliers,
    value_efficiency,
)
from regplan.errors import CallError, UnknownNameError


def test_worked_example() -> None:
    """100 units for 2000 planned, 90 for 1700 done: efficiency 18/17, economy 20/17, effectiveness by outcome."""
    told = value_efficiency(output=90, cost=1700, planned_output=100, planned_cost=2000)
    assert told.exact == Fraction(18, 17)
    assert economy(2000, 1700).exact == Fraction(20, 17)
    assert effectiveness(45, 50).exact == Fraction(9, 10)


def test_prices_of_places() -> None:
    """100 at an index of 100 is 110 at 110; a unit of 50 RT for 2.5 billion costs 50 million."""
    assert regional_cost(100, 110, 100).rupiah == 110
    assert unit_cost(2_500_000_000, 50).rupiah == 50_000_000
    assert regional_cost(None, 110, 100).reason is not None
    assert regional_cost(100, 110, 0).reason is not None


@pytest.mark.parametrize("output", [0, -1, None])
def test_no_cost_of_nothing(output: int | None) -> None:
    """Without output there is no cost of a unit, and no efficiency of a plan without output or cost."""
    assert unit_cost(5, output).reason is not None
    assert value_efficiency(output=1, cost=1, planned_output=output, planned_cost=1).reason is not None
    assert value_efficiency(output=1, cost=output, planned_output=1, planned_cost=1).reason is not None


@pytest.mark.parametrize(
    ("cost", "effect", "exact", "verdict"),
    [
        (500, 30, 20, "costs_more"),
        (500, 20, None, "dominated"),
        (500, 10, None, "dominated"),
        (300, 10, None, "dominated"),
        (300, 20, None, "same"),
        (200, 20, None, "dominant"),
        (300, 30, 0, "dominant"),
        (200, 30, -10, "dominant"),
        (200, 10, 10, "saves"),
    ],
)
def test_increments(cost: int, effect: int, exact: int | None, verdict: Verdict) -> None:
    """Against 300 for 20, each option has a verdict, and a ratio only where that says something."""
    told = incremental_cost(Comparison(cost=cost, effect=effect), Comparison(cost=300, effect=20))
    assert (told.exact, told.verdict) == (exact, verdict)
    assert (told.reason is None) == (exact is not None)


def test_efficiency_of_performance_reports() -> None:
    """The difference is for all, the saving only for a performance of the whole or more."""
    reached, used = Fraction(105, 100), Fraction(84, 100)
    assert lkjip_efficiency(reached, used, variant="difference").exact == Fraction(21, 100)
    assert lkjip_efficiency(reached, used, variant="saving").exact == Fraction(1, 5)
    assert lkjip_efficiency(Fraction(9, 10), used, variant="saving").reason is not None
    assert lkjip_efficiency(None, used, variant="difference").reason is not None
    with pytest.raises(UnknownNameError):
        lkjip_efficiency(1, 1, variant="both")  # type: ignore[arg-type]


def test_elasticity_of_targets() -> None:
    """A fifth more money for a twentieth more target is 1/4; money that stays has no elasticity."""
    told = budget_elasticity(target=105, target_before=100, ceiling=120, ceiling_before=100)
    assert told.exact == Fraction(1, 4)
    assert budget_elasticity(target=105, target_before=100, ceiling=5, ceiling_before=5).reason is not None
    assert budget_elasticity(target=105, target_before=0, ceiling=6, ceiling_before=5).reason is not None
    assert budget_elasticity(target=105, target_before=9, ceiling=None, ceiling_before=5).reason is not None


def test_outliers_of_unit_cost() -> None:
    """40 among 10 to 13 is far; costs that are the same give no measure of far, and unknown ones are left out."""
    costs = {"a": 10, "b": 11, "c": 12, "d": 13, "e": 40, "f": None}
    assert unit_cost_outliers(costs, times=3) == {"e": 28}
    assert unit_cost_outliers({"a": 1, "b": 1, "c": 9}, times=3) == {}
    assert unit_cost_outliers({}, times=3) == {}
    with pytest.raises(CallError):
        unit_cost_outliers(costs, times=0)
