"""Is a target realistic against history (methods B5), and where would the trend end (methods B4)?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from regplan.calc.targets import reasons
from regplan.calc.targets.exact import Exact, fraction_of
from regplan.errors import CallError
from regplan.values.lang import Bilingual

__all__ = [
    "Anticipated",
    "Realism",
    "Verdict",
    "anticipated_progress",
    "current_status",
    "realism",
    "trend_value",
]

Verdict: TypeAlias = Literal["plausible", "unrealistic", "too_easy"]

FEWEST_CHANGES: Final = 4
"""Below so many yearly changes there is no z, only extremes (methods B5)."""
UNUSUAL: Final = 2.0
"""From so many standard deviations on a change is unusual (methods B5); a setting of the house, no norm of law."""


@attrs.frozen(kw_only=True)
class Realism:
    """
    A required yearly change beside those that were.

    Attributes:
        required: The change needed each year.
        mean: Mean of the yearly changes that were.
        deviation: Their standard deviation (n − 1); None where there are too few.
        z: How many deviations the required change is from the mean.
        best: The best change that was, by the polarity.
        worst: The worst.
        reached: Share of the changes that were at least as good as the required one.
        verdict: None where there is no z.
        variant: Always B5.
        reason: Why there is no z.
    """

    required: float
    mean: float | None = None
    deviation: float | None = None
    z: float | None = None
    best: float | None = None
    worst: float | None = None
    reached: float | None = None
    verdict: Verdict | None = None
    variant: str = "B5"
    reason: Bilingual | None = None


_FEW = Bilingual(
    f"perubahan tahunan kurang dari {FEWEST_CHANGES}: hanya nilai ekstrem",
    f"fewer than {FEWEST_CHANGES} yearly changes: only extremes",
)
_SAME = Bilingual("semua perubahan tahunan sama", "all yearly changes are the same")


def realism(
    required: Exact, history: Sequence[Exact], *, polarity: Literal["up", "down"], unusual: float = UNUSUAL
) -> Realism:
    """
    Put a required yearly change beside the yearly changes that were, its own or of peers; computed exactly up to the root.

    Args:
        required: The change needed each year, in the unit of the indicator.
        history: Yearly changes that were, in any order.
        polarity: Whether more is better.
        unusual: From how many deviations on a change is unusual.

    Returns:
        "unrealistic" where it is unusually good, "too_easy" where it is unusually bad, else "plausible".

    Raises:
        CallError: The polarity is neither up nor down, or a change is no number.

    Example:
        >>> told = realism(-0.8, (-0.4, -0.3, 0.1, -0.5, -0.35), polarity="down")
        >>> round(told.mean, 2), round(told.deviation, 5), round(told.z, 4), told.reached, told.verdict
        (-0.29, 0.23022, -2.2153, 0.0, 'unrealistic')
    """
    if polarity not in {"up", "down"}:
        msg = f"realism judges rising and falling indicators, not {polarity!r}"
        raise CallError(msg)
    asked = fraction_of(required)
    if not history:
        return Realism(required=float(asked), reason=reasons.NO_VALUE)
    sign = 1 if polarity == "up" else -1
    changes = sorted(map(fraction_of, history), key=lambda change: sign * change)
    mean = sum(changes, Fraction(0)) / len(changes)
    told = Realism(
        required=float(asked),
        mean=float(mean),
        best=float(changes[-1]),
        worst=float(changes[0]),
        reached=sum(sign * (change - asked) >= 0 for change in changes) / len(changes),
        reason=_FEW,
    )
    if len(changes) < FEWEST_CHANGES:
        return told
    spread = sum(((change - mean) ** 2 for change in changes), Fraction(0)) / (len(changes) - 1)
    deviation = math.sqrt(spread)
    if not deviation:
        return attrs.evolve(told, deviation=deviation, reason=_SAME)
    z = float(asked - mean) / deviation
    verdict: Verdict = "plausible" if abs(z) <= unusual else "unrealistic" if sign * z > 0 else "too_easy"
    return attrs.evolve(told, deviation=deviation, z=z, verdict=verdict, reason=None)


def current_status(base: Exact, now: Exact, target: Exact) -> float | None:
    """
    Return ESCAP's current status index: 10 where the target is reached, 0 where nothing moved; None where T = B.

    Example:
        >>> current_status(60, 66, 90)
        2.0
    """
    began, aim = fraction_of(base), fraction_of(target)
    return float(10 * (fraction_of(now) - began) / (aim - began)) if aim != began else None


@attrs.frozen(kw_only=True)
class Anticipated:
    """
    ESCAP's anticipated progress.

    Attributes:
        progress: Percent of the way that will be done by the target year.
        gap: What is left, 100 − progress.
        verdict: Maintain (100 and more), accelerate, or reverse (below 0).
        variant: Always B4.
    """

    progress: float
    gap: float
    verdict: Literal["maintain", "accelerate", "reverse"]
    variant: str = "B4"


def anticipated_progress(base: Exact, predicted: Exact, target: Exact) -> Anticipated | None:
    """
    Say how much of the way a predicted value covers; None where target and base are the same.

    Example:
        >>> told = anticipated_progress(60, 78, 90)
        >>> told.progress, told.gap, told.verdict
        (60.0, 40.0, 'accelerate')
    """
    began, aim = fraction_of(base), fraction_of(target)
    if aim == began:
        return None
    progress = 100 * (fraction_of(predicted) - began) / (aim - began)
    verdict: Literal["maintain", "accelerate", "reverse"] = "accelerate"
    if progress < 0 or progress >= 100:
        verdict = "reverse" if progress < 0 else "maintain"
    return Anticipated(progress=float(progress), gap=float(100 - progress), verdict=verdict)


def trend_value(values: Mapping[int, Exact], year: int, *, memory: Exact = 0.9) -> float | None:
    """
    Continue a time-weighted straight line to a year; recent values weigh more (methods B4).

    Args:
        values: By year, in any order.
        year: The year asked for.
        memory: What a value keeps of its weight with each year of age, above 0 to 1.

    Returns:
        The value of the line, computed exactly; None with values of fewer than two years.

    Raises:
        CallError: The memory is not above 0 and at most 1.

    Example:
        >>> trend_value({2020: 60, 2021: 62, 2022: 64}, 2026)
        72.0
    """
    keeps = fraction_of(memory)
    if not 0 < keeps <= 1:
        msg = f"memory is above 0 and at most 1, not {memory}"
        raise CallError(msg)
    if len(values) < 2:
        return None
    latest = max(values)
    rows = [(keeps ** (latest - at), at - latest, fraction_of(value)) for at, value in values.items()]
    whole = sum(w for w, _, _ in rows)
    middle = sum(w * x for w, x, _ in rows) / whole
    level = sum(w * y for w, _, y in rows) / whole
    spread = sum(w * (x - middle) ** 2 for w, x, _ in rows)
    slope = sum(w * (x - middle) * (y - level) for w, x, y in rows) / spread
    return float(level + slope * (year - latest - middle))
