"""
On track? Growth so far by growth required, with target, without, and near a natural limit (methods B3).

Method of Statistics Canada as used by Open SDG, with its scores; thresholds without a target also as Eurostat has them.
Where growth makes no sense (values at or below zero) the linear ratio takes its place, and says so.
"""

from __future__ import annotations

from itertools import pairwise
from math import isnan
from typing import Final, Literal, TypeAlias

import attrs

from regplan.calc.targets import reasons
from regplan.calc.targets.exact import Exact, float_of
from regplan.errors import CallError
from regplan.values.lang import Bilingual

__all__ = ["EUROSTAT", "OPEN_SDG", "OnTrack", "Thresholds", "Track", "on_track"]

Track: TypeAlias = Literal[
    "target_achieved",
    "on_track",
    "moderate",
    "limited",
    "no_change",
    "deterioration",
]


@attrs.frozen(kw_only=True)
class Thresholds:
    """
    Where one label of progress ends and the next begins; a method's own numbers, not law.

    Attributes:
        name: Its name, part of every variant it gave.
        source: Where it was read.
        on_track: Least ratio to the required growth, and least growth a year without a target.
        moderate: The same for moderate progress.
        neutral: Growth a year up to this size is no change; without a target only.
        scored: Whether the scores of −5 to 5 are defined with it.
    """

    name: str
    source: str
    on_track: tuple[float, float]
    moderate: tuple[float, float]
    neutral: float = 0.0
    scored: bool = True


OPEN_SDG: Final = Thresholds(name="open-sdg", source="methods B3, R11", on_track=(0.95, 0.015), moderate=(0.60, 0.005))
EUROSTAT: Final = Thresholds(
    name="eurostat",
    source="methods B3, R12",
    on_track=(0.95, 0.01),
    moderate=(0.60, 0.001),
    neutral=0.001,
    scored=False,
)

_SCORES: Final = (-5.0, -2.5, 0.0, 2.5, 5.0)
_WORST_RATIO: Final = -0.6
_BEST_RATIO: Final = 1.3
_LARGEST_GROWTH: Final = 0.02
_LIMIT_POWER: Final = 4.44
"""How quickly required growth falls near a natural limit, as in the code of Open SDG."""


@attrs.frozen(kw_only=True)
class OnTrack:
    """
    How an indicator is doing.

    Attributes:
        label: The verdict; None where there is none.
        ratio: Growth so far by growth required; None without a target.
        growth: Yearly growth so far as a fraction, positive in the good direction; None where it makes no sense.
        score: −5 to 5; None where the thresholds define none.
        variant: Method applied: growth or linear, with target, without, with limit, and the thresholds.
        reason: Why there is no verdict.
    """

    label: Track | None = None
    ratio: float | None = None
    growth: float | None = None
    score: float | None = None
    variant: str | None = None
    reason: Bilingual | None = None


_TOO_SHORT = Bilingual("data kurang dari satu tahun", "there is less than one year of data")
_NO_GROWTH = Bilingual(
    "tanpa target, pertumbuhan membutuhkan nilai di atas nol", "without a target, growth needs values above zero"
)
_BAD_LIMIT = Bilingual("batas alami harus di atas nol", "a natural limit must be above zero")


def on_track(
    base: Exact | None,
    base_year: int,
    now: Exact | None,
    year: int,
    *,
    polarity: Literal["up", "down"] | None,
    target: Exact | None = None,
    target_year: int | None = None,
    limit: Exact | None = None,
    thresholds: Thresholds = OPEN_SDG,
) -> OnTrack:
    """
    Judge the way from a base year to now against the way to the target, or against usual growth.

    Args:
        base: The value of the base year.
        base_year: The base year.
        now: The latest value; None and nan are missing.
        year: Its year.
        polarity: Whether more is better.
        target: The value to be reached; without one growth alone is judged.
        target_year: Its year.
        limit: The natural limit of the indicator, near which growth is harder; only without a target.
        thresholds: Those of Open SDG, or of Eurostat.

    Raises:
        CallError: A target without its year, a polarity other than up and down, or what is no number.

    Example:
        >>> told = on_track(60, 2020, 66, 2023, polarity="up", target=75, target_year=2026)
        >>> told.label, round(told.ratio, 5), round(told.score, 5)
        ('moderate', 0.85192, 1.79946)
    """
    if polarity not in {"up", "down", None} or (target is not None and target_year is None):
        msg = "on_track judges rising and falling indicators, and a target has a year"
        raise CallError(msg)
    began, reached, aim, edge = (None if one is None else float_of(one) for one in (base, now, target, limit))
    lack = _lack(began, reached, polarity, year - base_year)
    if lack is not None:
        return OnTrack(reason=lack)
    assert began is not None
    assert reached is not None
    sign = 1 if polarity == "up" else -1
    span = year - base_year
    if aim is None:
        return _by_growth(began, reached, span, sign, edge, thresholds)
    assert target_year is not None
    return _to_target(began, reached, span, sign, aim, target_year - base_year, thresholds)


def _lack(base: float | None, now: float | None, polarity: str | None, span: int) -> Bilingual | None:
    if base is None or isnan(base):
        return reasons.NO_BASELINE
    if now is None or isnan(now):
        return reasons.NO_RESULT
    if polarity is None:
        return reasons.NO_POLARITY
    return _TOO_SHORT if span < 1 else None


def _to_target(
    base: float, now: float, span: int, sign: int, target: float, whole: int, thresholds: Thresholds
) -> OnTrack:
    if sign * (target - base) <= 0:
        return OnTrack(reason=reasons.WRONG_SIDE)
    if whole < 1:
        return OnTrack(reason=_TOO_SHORT)
    grows = min(base, now, target) > 0
    variant = f"B3 {'growth' if grows else 'linear'} ratio to target, {thresholds.name}"
    growth = (now / base) ** (1 / span) - 1 if grows else None
    told = None if growth is None else sign * growth
    if sign * (now - target) >= 0:
        best = _SCORES[-1] if thresholds.scored else None
        return OnTrack(label="target_achieved", growth=told, score=best, variant=variant)
    if growth is None:
        ratio = ((now - base) / span) / ((target - base) / whole)
    else:
        ratio = growth / ((target / base) ** (1 / whole) - 1)
    high, mid = thresholds.on_track[0], thresholds.moderate[0]
    score = _between(ratio, (_WORST_RATIO, 0.0, mid, high, _BEST_RATIO)) if thresholds.scored else None
    return OnTrack(label=_label(ratio, mid, high), ratio=ratio, growth=told, score=score, variant=variant)


def _by_growth(base: float, now: float, span: int, sign: int, limit: float | None, thresholds: Thresholds) -> OnTrack:
    if base <= 0 or now <= 0:
        return OnTrack(reason=_NO_GROWTH)
    if limit is not None and limit <= 0:
        return OnTrack(reason=_BAD_LIMIT)
    growth = sign * ((now / base) ** (1 / span) - 1)
    ease = 1.0 if limit is None else _ease(base, limit)
    mid, high, best = thresholds.moderate[1] * ease, thresholds.on_track[1] * ease, _LARGEST_GROWTH * ease
    near = "" if limit is None else " near a limit"
    variant = f"B3 growth without target{near}, {thresholds.name}"
    if abs(growth) < thresholds.neutral:
        return OnTrack(label="no_change", growth=growth, variant=variant)
    score = _between(growth, (-_LARGEST_GROWTH, 0.0, mid, high, best)) if thresholds.scored else None
    return OnTrack(label=_label(growth, mid, high), growth=growth, score=score, variant=variant)


def _ease(base: float, limit: float) -> float:
    """Return the part of usual growth that may be asked for so near to a natural limit."""
    if base <= limit:
        return float(1 - (base / limit) ** _LIMIT_POWER)
    return float(1 - ((2 * limit - base) / limit) ** _LIMIT_POWER) if base < 2 * limit else 1.0


def _label(value: float, mid: float, high: float) -> Track:
    if value >= high:
        return "on_track"
    if value >= mid:
        return "moderate"
    return "limited" if value >= 0 else "deterioration"


def _between(value: float, anchors: tuple[float, ...]) -> float:
    """Interpolate the score between anchors, held at the ends; anchors that fall together are a step."""
    if value <= anchors[0]:
        return _SCORES[0]
    for (left, right), (low, high) in zip(pairwise(anchors), pairwise(_SCORES), strict=True):
        if value <= right and right > left:
            return low + (high - low) * (value - left) / (right - left)
    return _SCORES[-1]
