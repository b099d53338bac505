"""Paths, on-track scores and realism: the worked examples of methods B2–B5 and the edges."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest

from regplan.calc.targets import (
    EUROSTAT,
    anticipated_progress,
    back_loading,
    current_status,
    gap_closing_path,
    largest_jump,
    on_track,
    realism,
    required_change,
    target_path,
    trend_value,
)
from regplan.calc.targets.paths import PathKind
from regplan.errors import CallError, UnknownNameError


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("linear", (11.72, 11.04, 10.36, 9.68, 9.00)),
        ("geometric", (11.6302, 10.9081, 10.2309, 9.5957, 9.0000)),
        ("s_curve", (12.2596, 11.4963, 9.9037, 9.1404, 9.0000)),
    ],
)
def test_paths(kind: PathKind, values: tuple[float, ...]) -> None:
    """Poverty from 12.4 to 9.0 in five years, as in methods B2."""
    assert target_path(12.4, 9.0, 5, kind=kind).values == pytest.approx(values, abs=5e-5)


def test_path_checks() -> None:
    """A linear path leaves a fifth to the last of five years; a leap at the end shows as back-loading and jump."""
    assert back_loading(12.4, target_path(12.4, 9.0, 5, kind="linear").values) == pytest.approx(0.2)
    assert back_loading(0, [1, 2, 3, 13]) == pytest.approx(10 / 13)
    assert largest_jump(0, [1, 2, 3, 13]) == 10
    assert back_loading(5, [5, 5]) is None
    assert largest_jump(5, [5, 5, 5]) is None


def test_paths_that_are_none() -> None:
    """A geometric path through zero has a reason instead of values; a path of no years is refused."""
    path = target_path(0, 9, 5, kind="geometric")
    assert path.values == ()
    assert path.reason is not None
    with pytest.raises(CallError, match="one year"):
        target_path(1, 2, 0, kind="linear")
    with pytest.raises(CallError, match="steepness"):
        target_path(1, 2, 3, kind="s_curve", steepness=1e6)
    with pytest.raises(UnknownNameError):
        target_path(1, 2, 3, kind="straight")  # type: ignore[arg-type]


def test_gap_closing() -> None:
    """Half of the gap to a moving reference is closed each year."""
    assert gap_closing_path(60, [70, 71, 72], closing=0.5).values == pytest.approx((66.0, 69.5))
    with pytest.raises(CallError):
        gap_closing_path(60, [], closing=0.5)


def test_required() -> None:
    """From 66 to 75 in three years takes 3 a year, or 4.3532 % a year (methods B3); no year left is too late."""
    needed = required_change(66, 75, 3)
    assert needed.growth is not None
    assert (needed.change, round(100 * needed.growth, 4)) == (3.0, 4.3532)
    assert required_change(66, 75, 0).reason is not None
    assert required_change(-2, 4, 2).change == 3.0
    assert required_change(-2, 4, 2).growth is None


def test_on_track_with_target() -> None:
    """60 (2020), 66 (2023), target 75 (2026): 3.2280 % a year, ratio 0.85192, moderate, 1.79946 (methods B3)."""
    told = on_track(60, 2020, 66, 2023, polarity="up", target=75, target_year=2026)
    assert told.growth is not None
    assert round(100 * told.growth, 4) == 3.2280
    assert (told.label, round(told.ratio or 0, 5), round(told.score or 0, 5)) == ("moderate", 0.85192, 1.79946)
    assert told.variant == "B3 growth ratio to target, open-sdg"


def test_on_track_near_a_limit() -> None:
    """80 to 84 in 4 years with limit 100: thresholds shrink to 0.94306 %, growth 1.22722 %, score 4.760 (methods B3)."""
    told = on_track(80, 2020, 84, 2024, polarity="up", limit=100)
    assert told.label == "on_track"
    assert round(100 * (told.growth or 0), 5) == 1.22722
    assert told.score == pytest.approx(4.760, abs=5e-4)
    assert on_track(80, 2020, 84, 2024, polarity="up").label == "moderate"
    assert on_track(100, 2020, 100, 2024, polarity="up", limit=100).label == "on_track"
    assert on_track(150, 2020, 150, 2024, polarity="up", limit=100).label == "limited"


@pytest.mark.parametrize(
    ("now", "label"),
    [
        (75, "target_achieved"),
        (70, "on_track"),
        (66, "moderate"),
        (61, "limited"),
        (60, "limited"),
        (59, "deterioration"),
    ],
)
def test_labels_with_target(now: float, label: str) -> None:
    """The labels follow the ratio of growth so far to growth required."""
    assert on_track(60, 2020, now, 2023, polarity="up", target=75, target_year=2026).label == label


@pytest.mark.parametrize(
    ("now", "label"),
    [(98, "on_track"), (99.3, "moderate"), (99.8, "limited"), (101, "deterioration")],
)
def test_labels_without_target(now: float, label: str) -> None:
    """Without a target a falling indicator is judged by its yearly fall: 1.5 % and 0.5 %."""
    assert on_track(100, 2025, now, 2026, polarity="down").label == label


def test_eurostat() -> None:
    """Eurostat's thresholds are 1 % and ±0.1 %, between which nothing changed; they define no score."""
    found = [on_track(100, 2025, now, 2026, polarity="up", thresholds=EUROSTAT) for now in (101.2, 100.5, 100.05, 99.5)]
    assert [one.label for one in found] == ["on_track", "moderate", "no_change", "deterioration"]
    assert {one.score for one in found} == {None}


def test_linear_fallback() -> None:
    """Values at or below zero have no growth: the linear ratio takes its place and says so; target 0 too."""
    told = on_track(-4, 2020, 0, 2022, polarity="up", target=4, target_year=2024)
    assert (told.ratio, told.label, told.growth) == (1.0, "on_track", None)
    assert told.variant == "B3 linear ratio to target, open-sdg"
    assert on_track(10, 2020, 5, 2022, polarity="down", target=0, target_year=2024).ratio == 1.0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"now": None}, "no result"),
        ({"base": None}, "no baseline"),
        ({"polarity": None}, "polarity"),
        ({"year": 2020}, "less than one year"),
        ({"target": 50, "target_year": 2026}, "wrong side"),
        ({"target": 75, "target_year": 2020}, "less than one year"),
        ({"base": -1}, "above zero"),
        ({"limit": 0}, "natural limit"),
    ],
)
def test_no_verdict(call: dict[str, object], words: str) -> None:
    """What cannot be judged has a reason and no label; a target on the wrong side is not turned round in silence."""
    usual: dict[str, object] = {"base": 60, "base_year": 2020, "now": 66, "year": 2023, "polarity": "up"}
    told = on_track(**{**usual, **call})  # type: ignore[arg-type]
    assert told.label is None
    assert told.reason is not None
    assert words in told.reason.en


def test_any_number_is_taken() -> None:
    """Values read from cells are Decimals: paths, required change and the verdict are those of the same floats."""
    for kind in (Decimal, Fraction):
        ten, nine = kind("12.4"), kind("9.0")
        for path in get_args(PathKind):
            assert target_path(ten, nine, 5, kind=path) == target_path(12.4, 9.0, 5, kind=path)
        assert required_change(ten, nine, kind(3)) == required_change(12.4, 9.0, 3)
        assert back_loading(ten, [nine, kind(9)]) == back_loading(12.4, [9.0, 9.0])
        assert largest_jump(kind(0), [kind(1), kind(2), kind(3), kind(10)]) == 7.0
        given: Any = {"polarity": "down", "target": nine, "target_year": 2030}
        assert on_track(ten, 2024, kind("11.5"), 2026, **given) == on_track(
            12.4, 2024, 11.5, 2026, polarity="down", target=9.0, target_year=2030
        )
        assert realism(
            kind("-0.8"), [kind("-0.4"), kind("-0.3"), kind("0.1"), kind("-0.5")], polarity="down"
        ) == realism(-0.8, [-0.4, -0.3, 0.1, -0.5], polarity="down")
    with pytest.raises(CallError, match="no number"):
        target_path("12,4", 9, 5, kind="linear")  # type: ignore[arg-type]


def test_equal_changes_are_equal() -> None:
    """Changes of 0.1 are the same whatever binary floats make of them, so that there is no deviation to judge by."""
    told = realism(0.5, [0.1] * 6, polarity="up")
    assert (told.verdict, told.deviation, told.mean) == (None, 0.0, 0.1)


def test_on_track_refuses() -> None:
    """A target without its year and a polarity without a direction are refused."""
    with pytest.raises(CallError):
        on_track(60, 2020, 66, 2023, polarity="up", target=75)
    with pytest.raises(CallError):
        on_track(60, 2020, 66, 2023, polarity="range")  # type: ignore[arg-type]


HISTORY = (-0.4, -0.3, 0.1, -0.5, -0.35)


def test_realism() -> None:
    """The worked example of methods B5: mean −0.29, sd 0.23022, z −2.2153, no year as good, unrealistic."""
    told = realism(-0.8, HISTORY, polarity="down")
    assert (round(told.mean or 0, 2), round(told.deviation or 0, 5), round(told.z or 0, 4)) == (-0.29, 0.23022, -2.2153)
    assert (told.reached, told.verdict, told.best, told.worst) == (0.0, "unrealistic", -0.5, 0.1)


def test_realism_other_verdicts() -> None:
    """In the harmless direction the same distance is too easy; few or equal years give extremes and no z."""
    assert realism(0.4, HISTORY, polarity="down").verdict == "too_easy"
    assert realism(-0.3, HISTORY, polarity="down").verdict == "plausible"
    few = realism(-0.8, HISTORY[:3], polarity="down")
    assert (few.z, few.best, few.reason is not None) == (None, -0.4, True)
    assert realism(1, (1, 1, 1, 1), polarity="up").z is None
    assert realism(1, (), polarity="up").reason is not None
    with pytest.raises(CallError):
        realism(1, (1,), polarity="stable")  # type: ignore[arg-type]


def test_escap() -> None:
    """The worked example of methods B4: base 60, now 66, target 90, predicted 78 make 2.0, 60 and 40."""
    assert current_status(60, 66, 90) == 2.0
    told = anticipated_progress(60, 78, 90)
    assert told is not None
    assert (told.progress, told.gap, told.verdict) == (60.0, 40.0, "accelerate")
    assert current_status(60, 66, 60) is None
    assert anticipated_progress(60, 66, 60) is None
    verdicts = [anticipated_progress(60, predicted, 90) for predicted in (90, 59)]
    assert [one.verdict for one in verdicts if one] == ["maintain", "reverse"]


def test_trend() -> None:
    """A straight line goes on straight whatever the weights; recent values pull a bent one; one value is no line."""
    line = {2020 + k: 60 + 2 * k for k in range(4)}
    assert trend_value(line, 2030, memory=0.5) == 80.0
    bent = {2020: 0, 2021: 0, 2022: 0, 2023: 3}
    fresh, even = trend_value(bent, 2024, memory=0.5), trend_value(bent, 2024, memory=1)
    assert fresh is not None
    assert even is not None
    assert fresh > even
    assert math.isclose(even, 3.0)
    assert trend_value({2020: 1}, 2024) is None
    with pytest.raises(CallError):
        trend_value(line, 2030, memory=0)
