"""
Target paths from a baseline to an end value, required change, and what is checked of a path (methods B2, regulations §4.8).

Numbers of any kind come in; values are floats, in the unit of the indicator: geometric and S-shaped paths are irrational.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, Literal, TypeAlias, get_args

import attrs

from regplan.calc.targets.exact import Exact, fraction_of
from regplan.errors import CallError, UnknownNameError
from regplan.values.lang import Bilingual

__all__ = [
    "Path",
    "PathKind",
    "Required",
    "back_loading",
    "gap_closing_path",
    "largest_jump",
    "required_change",
    "target_path",
]

PathKind: TypeAlias = Literal["linear", "geometric", "s_curve"]


@attrs.frozen(kw_only=True)
class Path:
    """
    A target for every year after the baseline.

    Attributes:
        variant: Which path it is.
        values: One a year, year 1 first; empty where there is none.
        reason: Why there is none.
    """

    variant: str
    values: tuple[float, ...] = ()
    reason: Bilingual | None = None


STEEPEST: Final = 500.0
"""Steeper than this an S-curve is a single step."""

_GROWTH = Bilingual(
    "jalur geometrik membutuhkan nilai awal dan akhir di atas nol", "a geometric path needs both ends above zero"
)


def target_path(
    baseline: Exact,
    target: Exact,
    years: int,
    *,
    kind: PathKind,
    steepness: float = 10.0,
    midpoint: float = 0.5,
) -> Path:
    """
    Lay a path from a baseline (year 0) to the target of the last year; the last value is the target exactly.

    Args:
        baseline: The value of year 0.
        target: The value of the last year.
        years: How many years there are.
        kind: The same step each year; the same factor each year; or slow, fast, slow (logistic).
        steepness: How abrupt an S-curve is.
        midpoint: At what part of the years half of an S-curve is done.

    Raises:
        CallError: There is no year, an end is no number, or the steepness is out of range.
        UnknownNameError: The kind is no known word.

    Example:
        >>> [round(value, 2) for value in target_path(12.4, 9.0, 5, kind="linear").values]
        [11.72, 11.04, 10.36, 9.68, 9.0]
    """
    baseline, target = _floats(baseline, target)
    if kind not in get_args(PathKind):
        raise UnknownNameError(str(kind), "kind of path", get_args(PathKind))
    if years < 1:
        msg = f"a path has at least one year, not {years}"
        raise CallError(msg)
    if not 0 < steepness <= STEEPEST:
        msg = f"steepness is above 0 and at most {STEEPEST:g}, not {steepness}"
        raise CallError(msg)
    if kind == "geometric" and (baseline <= 0 or target <= 0):
        return Path(variant=kind, reason=_GROWTH)
    parts = (k / years for k in range(1, years))
    if kind == "geometric":
        between = [baseline * (target / baseline) ** part for part in parts]
    elif kind == "linear":
        between = [baseline + (target - baseline) * part for part in parts]
    else:
        between = [baseline + (target - baseline) * _logistic(part, steepness, midpoint) for part in parts]
    return Path(variant=kind, values=(*map(float, between), float(target)))


def _floats(*values: Exact) -> tuple[float, ...]:
    return tuple(float(fraction_of(value)) for value in values)


def _logistic(part: float, steepness: float, midpoint: float) -> float:
    """Return the share of an S-curve that is done, stretched to begin at 0 and end at 1."""
    first, now, last = (1 / (1 + math.exp(-steepness * (at - midpoint))) for at in (0.0, part, 1.0))
    return (now - first) / (last - first)


def gap_closing_path(baseline: Exact, reference: Sequence[Exact], *, closing: Exact) -> Path:
    """
    Close a share of the gap to a moving reference each year: T_t = N_t − (N_0 − B)(1 − c)^t.

    Args:
        baseline: The value of year 0.
        reference: The reference (national target) of year 0 and every year after it.
        closing: The share of the remaining gap closed each year, 0 to 1.

    Example:
        >>> [round(value, 3) for value in gap_closing_path(60, [70, 71, 72], closing=0.5).values]
        [66.0, 69.5]
    """
    if not reference:
        msg = "the reference has at least the value of year 0"
        raise CallError(msg)
    began, share, *aims = _floats(baseline, closing, *reference)
    gap = aims[0] - began
    values = tuple(value - gap * (1 - share) ** t for t, value in enumerate(aims) if t)
    return Path(variant="gap_closing", values=values)


@attrs.frozen(kw_only=True)
class Required:
    """
    What must happen each year from now on.

    Attributes:
        change: The step each year, in the unit of the indicator; None where no year is left.
        growth: The rate of growth each year as a fraction (0.0435); None where an end is not above zero.
        reason: Why there is none.
    """

    change: float | None = None
    growth: float | None = None
    reason: Bilingual | None = None


_TOO_LATE = Bilingual("tidak ada tahun tersisa", "no year is left")


def required_change(now: Exact, target: Exact, years_left: Exact) -> Required:
    """
    Return the change needed each year to reach a target, as a step and as growth.

    Example:
        >>> needed = required_change(66, 75, 3)
        >>> needed.change, round(100 * needed.growth, 4)
        (3.0, 4.3532)
    """
    now, target, years_left = _floats(now, target, years_left)
    if years_left <= 0:
        return Required(reason=_TOO_LATE)
    growth = (target / now) ** (1 / years_left) - 1 if now > 0 and target > 0 else None
    return Required(change=(target - now) / years_left, growth=growth, reason=None if growth is not None else _GROWTH)


def back_loading(baseline: Exact, values: Sequence[Exact]) -> float | None:
    """
    Return the share of the whole change that is left to the last year; None where nothing changes.

    A linear path of n years leaves 1 / n.

    Example:
        >>> round(back_loading(12.4, target_path(12.4, 9.0, 5, kind="linear").values), 12)
        0.2
    """
    steps = _floats(baseline, *values)
    whole = steps[-1] - steps[0]
    return (steps[-1] - steps[-2]) / whole if len(steps) > 1 and whole else None


def largest_jump(baseline: Exact, values: Sequence[Exact]) -> float | None:
    """
    Return the largest yearly change by the median one; None where the median is zero. Above 3 it flags a leap.

    Example:
        >>> largest_jump(0, [1, 2, 3, 10])
        7.0
    """
    steps = [abs(after - before) for before, after in pairwise(_floats(baseline, *values))]
    middle = median(steps) if steps else 0
    return max(steps) / middle if middle else None
