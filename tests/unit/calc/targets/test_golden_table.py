"""The golden table of docs/achievement.md holds every variant, and its lines say what is true of every formula."""

from __future__ import annotations

import math

import numpy as np
import pytest

import golden_achievement
from regplan.calc.targets import FORMULAS, achievement, achievements
from regplan.calc.targets.points import Method
from regplan.model.words import Polarity
from regplan.values.measure import Interval

LINES = list(golden_achievement.lines())


@pytest.mark.parametrize("variant", FORMULAS)
def test_every_variant_is_in_the_table(variant: str) -> None:
    """Each variant has a formula and at least one number or reason."""
    assert sum(variant in line for line in LINES) >= 2


def test_missing_is_a_dash_and_a_hit_is_100() -> None:
    """No cell of a missing result holds a number; every cell of a line on target is 100."""
    missing = [line for line in LINES if line.startswith("|") and "missing result" in line]
    assert len(missing) == 8
    assert all("— there is no result" in line and "(ACH" not in line for line in missing)
    hits = [line for line in LINES if line.startswith("| on target")]
    assert [line.count("| 100 (ACH") for line in hits] == [4, 4]


def test_the_three_formulas_disagree() -> None:
    """The line of the worked contrast (R = 12, T = 10) shows 83.33, 80 and 97.78."""
    (line,) = [line for line in LINES if line.startswith("| above target (worse) | 12")]
    assert line.endswith("| 83.33 (ACH-02) | 80 (ACH-03) | 97.78 (ACH-04) | 60 (ACH-05) |")


@pytest.mark.parametrize("method", golden_achievement.METHODS)
@pytest.mark.parametrize("polarity", ["up", "down", "range", "stable", "binary", None])
@pytest.mark.parametrize("beyond", [False, True])
def test_arrays_give_the_same_table(polarity: Polarity | None, method: Method, beyond: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    """Every situation of the table in plain numbers and intervals gives the same number and variant as a column."""
    for one in golden_achievement.plain_situations():
        low, high = (one.target.low, one.target.high) if isinstance(one.target, Interval) else (one.target, None)
        scalar = achievement(
            one.result, one.target, polarity=polarity, method=method, baseline=one.baseline, beyond=beyond
        )
        columns = [np.nan if value is None else float(value) for value in (one.result, low, high, one.baseline)]  # type: ignore[arg-type] # plain numbers by now
        result, target, upper, baseline = ([value] for value in columns)
        found = achievements(
            result, target, polarity=[polarity], method=method, upper=upper, baselines=baseline, beyond=beyond
        )
        told = math.nan if scalar.percent is None else scalar.percent
        np.testing.assert_allclose(found.percents, [told], rtol=1e-12, atol=1e-12)
        assert found.variants.tolist() == [scalar.variant or ""]
