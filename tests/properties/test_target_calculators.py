"""What is always true of the calculators for targets: scale, order, mirror, exactness, arrays equal to scalars."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regplan.calc.targets import (
    CAP_120,
    FLOOR_0,
    RAW,
    Components,
    Part,
    Policy,
    achievement,
    achievements,
    ipm,
    ipm_targets,
    ipms,
    on_track,
    over_places,
    over_time,
    over_tree,
    rate,
    rates,
    ratings,
    target_path,
    totals,
    tree_values,
)
from regplan.calc.targets.human_development import Component
from regplan.calc.targets.points import Method
from regplan.calc.targets.tree import TreeMethod
from regplan.law import current
from regplan.model.words import Accumulation, Polarity
from regplan.values.measure import Interval

POLARITIES: tuple[Polarity, ...] = ("up", "down", "range", "stable", "binary")
METHODS: tuple[Method, ...] = ("ratio", "mirrored", "complement", "from_baseline")
GATHERINGS: tuple[Accumulation, ...] = ("sum", "last", "mean", "max", "min", "increment")
TODAY = date(2026, 1, 1)


def numbers() -> st.SearchStrategy[Decimal]:
    """Generate values of indicators: two decimals, both signs, zero often."""
    return st.just(Decimal(0)) | st.decimals(-200, 200, places=2)


def amounts() -> st.SearchStrategy[Decimal]:
    """Generate values above zero."""
    return st.decimals("0.01", 1000, places=2)


def alike(scalar: float | None, array: float) -> bool:
    """Tell whether the scalar and the array form give the same number, to 1e-12 relative."""
    if scalar is None or math.isnan(array):
        return scalar is None and math.isnan(array)
    return math.isclose(scalar, array, rel_tol=1e-12, abs_tol=1e-10)


@given(
    numbers(),
    numbers(),
    numbers(),
    amounts(),
    st.sampled_from(POLARITIES),
    st.sampled_from(["ratio", "mirrored", "from_baseline"]),
)
def test_scaling_units_changes_no_achievement(
    result: Decimal, target: Decimal, baseline: Decimal, factor: Decimal, polarity: Polarity, method: Method
) -> None:
    """Stating everything in thousands, or in any other unit, changes no achievement and no variant."""
    assume(polarity != "binary" or result == target)
    plain = achievement(result, target, polarity=polarity, method=method, baseline=baseline)
    scaled = achievement(result * factor, target * factor, polarity=polarity, method=method, baseline=baseline * factor)
    assert scaled == plain


@given(numbers(), numbers(), numbers(), st.sampled_from(["up", "down"]))
def test_the_other_polarity_is_the_mirror(
    result: Decimal, target: Decimal, baseline: Decimal, polarity: Polarity
) -> None:
    """Progress is the same seen in the mirror: signs turned, polarity turned; twice is the identity."""

    def progress(sign: int, seen: Polarity) -> Any:
        return achievement(
            sign * result, sign * target, polarity=seen, method="from_baseline", baseline=sign * baseline
        )

    turned: Polarity = "down" if polarity == "up" else "up"
    assume(target != baseline)
    assert progress(-1, turned) == progress(1, polarity)


@given(amounts(), amounts())
def test_mirrored_is_the_ratio_of_the_mirror_image(result: Decimal, target: Decimal) -> None:
    """ACH-03 is ACH-01 of the result reflected at the target; reflected twice it is the result again."""
    image = 2 * target - result
    falling = achievement(result, target, polarity="down", method="mirrored")
    assert falling.exact == achievement(image, target, polarity="up", method="ratio").exact
    again = achievement(2 * target - image, target, polarity="down", method="mirrored")
    assert again == falling


@given(amounts(), amounts(), amounts(), st.sampled_from(["up", "down"]), st.sampled_from(METHODS))
def test_better_is_never_less(
    one: Decimal, other: Decimal, target: Decimal, polarity: Polarity, method: Method
) -> None:
    """The better of two results never has the lower achievement, and 100 is reached exactly where the target is met."""
    worse, better = sorted((one, other), reverse=polarity == "down")
    baseline = Decimal(0) if polarity == "up" else target + 1000
    low = achievement(worse, target, polarity=polarity, method=method, baseline=baseline)
    high = achievement(better, target, polarity=polarity, method=method, baseline=baseline)
    if low.exact is not None and high.exact is not None:
        assert low.exact <= high.exact
        assert (low.exact >= 100) == low.met


@given(
    st.lists(
        st.tuples(
            st.none() | numbers(),
            st.none() | numbers(),
            st.none() | amounts(),
            st.none() | numbers(),
            st.none() | st.sampled_from(POLARITIES),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(METHODS),
    st.sampled_from([RAW, FLOOR_0, CAP_120]),
    st.booleans(),
)
def test_array_achievements_are_scalar_ones(rows: list[Any], method: Method, policy: Policy, beyond: bool) -> None:  # noqa: FBT001 - hypothesis gives them by place
    """Columns give what one by one gives: the same percentages, variants and gaps."""

    def column(at: int) -> list[float]:
        return [math.nan if row[at] is None else float(row[at]) for row in rows]

    upper = [math.nan if None in row[1:3] else float(row[1] + row[2]) for row in rows]
    given_policy = {"method": method, "policy": policy, "beyond": beyond}
    found = achievements(
        column(0),
        column(1),
        polarity=[row[4] for row in rows],
        upper=upper,
        baselines=column(3),
        **given_policy,  # type: ignore[arg-type]
    )
    for at, (result, target, _, baseline, polarity) in enumerate(rows):
        low = None if target is None else Decimal(column(1)[at])
        aim = low if low is None or math.isnan(upper[at]) else Interval(low, Decimal(upper[at]))
        reached = None if result is None else Decimal(column(0)[at])
        began = None if baseline is None else Decimal(column(3)[at])
        one = achievement(reached, aim, polarity=polarity, baseline=began, **given_policy)  # type: ignore[arg-type]
        assert alike(one.percent, found.percents[at])
        assert (one.variant or "") == found.variants[at]


@given(
    st.lists(st.lists(st.none() | amounts(), min_size=4, max_size=4), min_size=1, max_size=6),
    st.sampled_from(GATHERINGS),
    st.sampled_from(["skip", "propagate"]),
)
def test_totals_agree_with_fractions(
    rows: list[list[Decimal | None]], accumulation: Accumulation, missing: Any
) -> None:
    """Columns of periods agree with exact fractions to 1e-12, for every accumulation and treatment of gaps."""
    cells = [[math.nan if cell is None else float(cell) for cell in row] for row in rows]
    found = totals(cells, accumulation, missing=missing, baselines=[10.0] * len(rows))
    for at, row in enumerate(rows):
        values = {f"2026-Q{k + 1}": cell for k, cell in enumerate(row)}
        one = over_time(values, accumulation, missing=missing, baseline=10)
        assert alike(one.value, found.values[at])
        assert float(one.coverage) == found.coverage[at]


@given(
    st.dictionaries(st.sampled_from([f"2026-{m:02}" for m in range(1, 13)]), numbers(), min_size=1),
    st.sampled_from(GATHERINGS),
    st.randoms(),
)
def test_order_of_periods_never_matters(values: dict[str, Decimal], accumulation: Accumulation, random: Any) -> None:
    """Periods may be given in any order."""
    keys = list(values)
    random.shuffle(keys)
    shuffled = {key: values[key] for key in keys}
    assert over_time(shuffled, accumulation, baseline=1) == over_time(values, accumulation, baseline=1)


@given(st.lists(numbers(), min_size=1, max_size=12))
def test_sums_are_exact(values: list[Decimal]) -> None:
    """Sums and means are those of fractions, without rounding."""
    keyed = {str(2000 + at): value for at, value in enumerate(values)}
    exact = sum(map(Fraction, values), Fraction(0))
    assert over_time(keyed, "sum").exact == exact
    assert over_time(keyed, "mean").exact == exact / len(values)


@given(
    st.lists(st.tuples(st.none() | amounts(), amounts(), st.integers(0, 2)), min_size=1, max_size=12),
    st.sampled_from(["weighted", "minimum", "geometric"]),
    st.sampled_from(["skip", "propagate"]),
    st.randoms(),
)
def test_tree_arrays_are_scalar_ones(rows: list[Any], method: TreeMethod, missing: Any, random: Any) -> None:
    """Parents as arrays are parents one by one, to 1e-12, in whatever order the children come."""
    found = tree_values(
        [math.nan if value is None else float(value) for value, _, _ in rows],
        [parent for _, _, parent in rows],
        3,
        weights=[float(weight) for _, weight, _ in rows],
        method=method,
        missing=missing,
    )
    parts = [(parent, Part(id=str(at), value=value, weight=weight)) for at, (value, weight, parent) in enumerate(rows)]
    random.shuffle(parts)
    for parent in range(3):
        children = [part for at, part in parts if at == parent]
        one = over_tree(children, method=method, missing=missing, normalise=True)
        assert alike(one.value, found.values[parent])
        assert alike(float(one.coverage), found.coverage[parent])


@given(st.lists(st.tuples(st.none() | amounts(), st.none() | amounts()), min_size=1, max_size=10))
def test_rates_are_between_those_of_their_places(rows: list[Any]) -> None:
    """The rate of a region lies between the rates of its places, and arrays give the same."""
    parts = {str(at): pair for at, pair in enumerate(rows)}
    one = over_places(parts, missing="skip")
    columns = [[math.nan if pair[k] is None else float(pair[k]) for pair in rows] for k in (0, 1)]
    found = rates(columns[0], columns[1], [0] * len(rows), 1, missing="skip")
    assert alike(one.value, found.values[0])
    each = [100 * Fraction(top) / Fraction(bottom) for top, bottom in rows if top is not None and bottom is not None]
    assert one.exact is None if not each else min(each) <= (one.exact or 0) <= max(each)


@given(amounts(), amounts(), st.integers(1, 30), st.sampled_from(["linear", "geometric", "s_curve"]))
def test_paths_are_monotone_and_arrive(baseline: Decimal, target: Decimal, years: int, kind: Any) -> None:
    """Every path moves one way and ends at the target."""
    values = target_path(float(baseline), float(target), years, kind=kind).values
    assert len(values) == years
    assert values[-1] == float(target)
    steps = np.diff([float(baseline), *values]) * (1 if target >= baseline else -1)
    assert (steps >= -1e-9).all()


@given(amounts(), amounts(), amounts(), amounts())
def test_on_track_does_not_know_units(base: Decimal, now: Decimal, target: Decimal, factor: Decimal) -> None:
    """The verdict is the same in any unit, and with the target on the other side of the polarity there is none."""
    assume(target != base)
    polarity: Any = "up" if target > base else "down"

    def told(scale: float, seen: Any) -> Any:
        values = (float(base) * scale, 2020, float(now) * scale, 2023)
        return on_track(*values, polarity=seen, target=float(target) * scale, target_year=2028)

    plain, scaled = told(1, polarity), told(float(factor), polarity)
    if plain.score is not None and scaled.score is not None and plain.label != "target_achieved" != scaled.label:
        assert scaled.score == pytest.approx(plain.score, rel=1e-6, abs=1e-6)
    assert told(1, "down" if polarity == "up" else "up").label is None


def components() -> st.SearchStrategy[Components]:
    """Generate components of the IPM within their bounds."""
    return st.builds(
        Components,
        life_expectancy=st.floats(40, 84),
        expected_schooling=st.floats(5, 17.5),
        mean_schooling=st.floats(2, 14.5),
        spending=st.floats(2e6, 2.5e7),
    )


@given(
    components(),
    st.floats(30, 99.9),
    st.sets(st.sampled_from(["life_expectancy", "expected_schooling", "mean_schooling", "spending"]), min_size=1),
)
def test_component_targets_give_the_wanted_ipm(now: Components, wanted: float, move: set[Component]) -> None:
    """Component targets make the IPM that was asked for, or it is out of reach and there are none."""
    told = ipm_targets(wanted, now, move=move, on=TODAY)
    if told.components is None:
        assert told.reason is not None
        return
    assert ipm(told.components, on=TODAY).value == pytest.approx(wanted, rel=1e-9)


@given(st.lists(components(), min_size=1, max_size=5))
def test_ipm_of_columns(rows: list[Components]) -> None:
    """The IPM of columns is that of rows, and rises with every component."""
    columns = [
        [getattr(row, name) for row in rows]
        for name in ("life_expectancy", "expected_schooling", "mean_schooling", "spending")
    ]
    found = ipms(*columns, on=TODAY)
    assert all(alike(ipm(row, on=TODAY).value, found[at]) for at, row in enumerate(rows))
    longer = ipms([one + 0.5 for one in columns[0]], *columns[1:], on=TODAY)
    assert (longer > found).all()


@given(st.decimals(-20, 130, places=1).map(float), st.sampled_from(sorted(current().scales)))
def test_ratings_of_columns(value: float, name: str) -> None:
    """Columns are rated as single values are, and a better value never has a worse band."""
    bands = current().scale(name).at(TODAY)
    (at,) = ratings([value], bands)
    one = rate(value, bands)
    assert one.band == (None if at < 0 else bands.bands[at])
    (higher,) = ratings([value + 0.5], bands)
    assert min(at, higher) < 0 or higher <= at
