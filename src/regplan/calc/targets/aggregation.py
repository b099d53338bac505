"""One value from the values of several periods or places (regulations §4.3; AGG-01…06). Missing is never zero."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias, get_args

import attrs

from regplan.calc.targets import reasons
from regplan.calc.targets.achievement import Achievement, achievement
from regplan.calc.targets.exact import Exact, fraction_of
from regplan.calc.targets.points import Method
from regplan.calc.targets.policy import RAW, Policy
from regplan.errors import CallError, MissingValueError, PeriodsDifferError, UnknownNameError
from regplan.model.words import Accumulation, Polarity
from regplan.values.lang import Bilingual
from regplan.values.period import is_period
from regplan.values.text import near

__all__ = [
    "Aggregate",
    "Missing",
    "achievement_over",
    "explained_by",
    "over_places",
    "over_time",
    "present",
    "total_of",
]


Missing: TypeAlias = Literal["error", "skip", "propagate"]
"""What a missing value does: raise, be left out and reported in the coverage, or make the whole unknown."""

AGGREGATIONS: Final[dict[str, str]] = {
    "sum": "AGG-01",
    "last": "AGG-02",
    "increment": "AGG-03",
    "mean": "AGG-05",
    "max": "AGG-06",
    "min": "AGG-06",
}
"""The id of each; AGG-04 (rates and indices: last value) is computed as AGG-02."""


@attrs.frozen(kw_only=True)
class Aggregate:
    """
    One value made of several.

    Attributes:
        exact: The value; None where it is not known.
        variant: The id of the formula (``AGG-01``), or its name where it has none.
        used: Keys of the values that are in it, in order.
        missing: Keys of the values that are not.
        coverage: Share of the weight that has data, 0 to 1; plain parts weigh the same.
        reason: Why there is no value.
    """

    exact: Fraction | None
    variant: str
    used: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    coverage: Fraction = Fraction(0)
    reason: Bilingual | None = None

    @property
    def value(self) -> float | None:
        """The value as a float, for showing."""
        return None if self.exact is None else float(self.exact)


def over_time(
    values: Mapping[str, Exact | None],
    accumulation: Accumulation,
    *,
    missing: Missing = "propagate",
    periods: Iterable[str] | None = None,
    baseline: Exact | None = None,
) -> Aggregate:
    """
    Make one value of the values of several periods: a year of its quarters, a plan's end of its years.

    Args:
        values: By period key (conventions §4), in any order; None is unknown.
        accumulation: How they make one; a property of the indicator.
        missing: What a missing value does.
        periods: The periods that are asked for; one without a value is missing. All given ones when omitted.
        baseline: The stock that additions are added to; ``increment`` needs it.

    Returns:
        The value, in the unit of the values, with what is in it.

    Raises:
        PeriodsDifferError: Years stand beside quarters or months, or a key names no time.
        MissingValueError: A value is missing and ``missing`` is "error".
        CallError: ``increment`` without a baseline.

    Example:
        >>> year = over_time({"2026-Q2": 5, "2026-Q1": 3, "2026-Q3": None}, "sum", missing="skip")
        >>> year.value, year.variant, year.missing
        (8.0, 'AGG-01', ('2026-Q3',))
    """
    _known(accumulation)
    if accumulation == "increment" and baseline is None:
        msg = "increment adds to the stock of the baseline: give baseline, or use sum for the additions alone"
        raise CallError(msg)
    asked = _in_order(values if periods is None else periods)
    stated = {key: fraction_of(value) for key in asked if (value := values.get(key)) is not None}
    variant = AGGREGATIONS[accumulation]
    gone = present(asked, stated, missing)
    coverage = Fraction(len(stated), len(asked)) if asked else Fraction(0)
    if not stated or (gone and missing == "propagate"):
        return Aggregate(exact=None, variant=variant, missing=gone, coverage=coverage, reason=_lack(gone))
    total = total_of(list(stated.values()), accumulation)
    exact = total if baseline is None or accumulation != "increment" else fraction_of(baseline) + total
    return Aggregate(exact=exact, variant=variant, used=tuple(stated), missing=gone, coverage=coverage)


def total_of(values: list[Fraction], accumulation: Accumulation) -> Fraction:
    """Make one of the values of periods in order; of increments, their sum."""
    if accumulation == "last":
        return values[-1]
    if accumulation in {"max", "min"}:
        return max(values) if accumulation == "max" else min(values)
    total = sum(values, Fraction(0))
    return total / len(values) if accumulation == "mean" else total


def present(asked: Iterable[str], stated: Mapping[str, object], missing: Missing) -> tuple[str, ...]:
    """Name what is missing, and raise where the caller wants that."""
    if missing not in get_args(Missing):
        raise UnknownNameError(str(missing), "way to treat what is missing", get_args(Missing))
    gone = tuple(key for key in asked if key not in stated)
    if gone and missing == "error":
        msg = f"no value for {', '.join(gone)}: give it, or choose missing='skip' or missing='propagate'"
        raise MissingValueError(msg)
    return gone


def _known(accumulation: str) -> None:
    if accumulation not in AGGREGATIONS:
        raise UnknownNameError(str(accumulation), "accumulation", near(str(accumulation), AGGREGATIONS))


def _lack(gone: tuple[str, ...]) -> Bilingual:
    return reasons.said(reasons.NO_VALUE, ", ".join(gone))


_GRAIN: Final = re.compile(r"(?:\d{4}|unstated)(?:(-Q)\d|(-)\d\d(?:(-)\d\d)?)?", re.ASCII)


def _in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """Sort period keys; refuse those that are no time and those of unlike length, which would count twice."""
    ordered = tuple(sorted(dict.fromkeys(keys)))
    found = {key: _GRAIN.fullmatch(key) for key in ordered}
    timeless = [key for key, match in found.items() if match is None or not is_period(key) or key == "unstated"]
    if timeless:
        msg = f"{', '.join(timeless)}: values are added up over years, quarters, months or days only"
        raise PeriodsDifferError(msg)
    grains = {match.groups() for match in found.values() if match}
    if len(grains) > 1:
        msg = f"{', '.join(ordered)} are periods of unlike length: aggregate the quarters of a year first"
        raise PeriodsDifferError(msg)
    return ordered


def explained_by(
    end: Exact, values: Mapping[str, Exact | None], *, baseline: Exact | None = None
) -> tuple[Accumulation, ...]:
    """
    Name every accumulation by which stated yearly values give a stated end value (AGG-10).

    Example:
        >>> explained_by(30, {"2026": 10, "2027": 10, "2028": 10})
        ('sum',)
        >>> explained_by(10, {"2026": 10, "2027": 10, "2028": 10})
        ('last', 'mean', 'max', 'min')
    """
    ways: tuple[Accumulation, ...] = ("sum", "last", "mean", "max", "min")
    if baseline is not None:
        ways = (*ways, "increment")
    aim = fraction_of(end)
    return tuple(way for way in ways if over_time(values, way, baseline=baseline).exact == aim)


def achievement_over(
    results: Mapping[str, Exact | None],
    targets: Mapping[str, Exact | None],
    accumulation: Accumulation,
    *,
    periods: Iterable[str],
    polarity: Polarity | None,
    method: Method,
    missing: Missing = "propagate",
    baseline: Exact | None = None,
    policy: Policy = RAW,
) -> Achievement:
    """
    Compare results with targets of the same periods: to date, or of the whole plan, as *periods* say.

    One year is never compared with the mean or the sum of six: both sides are made of the same periods. With
    ``missing="skip"`` a period that lacks one side is left out of both.

    Raises:
        PeriodsDifferError: Years stand beside quarters or months.
        MissingValueError: A value is missing and ``missing`` is "error".

    Example:
        >>> targets = {"2026": 10, "2027": 20, "2028": 30}
        >>> results = {"2026": 12, "2027": 18}
        >>> to_date = achievement_over(results, targets, "sum", periods=["2026", "2027"], polarity="up", method="ratio")
        >>> to_date.percent
        100.0
    """
    asked = tuple(periods)
    both = {key for key in asked if results.get(key) is not None and targets.get(key) is not None}
    if missing == "skip":
        asked = tuple(key for key in asked if key in both)
    reached = over_time(results, accumulation, missing=missing, periods=asked, baseline=baseline)
    aim = over_time(targets, accumulation, missing=missing, periods=asked, baseline=baseline)
    return achievement(reached.exact, aim.exact, polarity=polarity, method=method, baseline=baseline, policy=policy)


def over_places(
    parts: Mapping[str, tuple[Exact | None, Exact | None]], *, per: Exact = 100, missing: Missing = "propagate"
) -> Aggregate:
    """
    Make the rate of a region of its parts: sum of numerators by sum of denominators, never a mean of rates.

    Args:
        parts: By place, numerator and denominator (people served, people entitled); None is unknown.
        per: What the rate is told per: 100 for percent, 100,000 for a death rate.
        missing: What an unknown numerator or denominator does.

    Returns:
        The rate. The coverage is the share of the known denominators whose numerator is known too.

    Raises:
        MissingValueError: A value is missing and ``missing`` is "error".
        CallError: A denominator is negative.

    Example:
        >>> over_places({"A": (100, 200), "B": (45, 50)}).value
        58.0
    """
    known = {
        name: (fraction_of(top), fraction_of(bottom))
        for name, (top, bottom) in parts.items()
        if top is not None and bottom is not None
    }
    gone = present(sorted(parts), known, missing)
    bottoms = {name: fraction_of(bottom) for name, (_, bottom) in parts.items() if bottom is not None}
    negative = [name for name, bottom in bottoms.items() if bottom < 0]
    if negative:
        msg = f"the denominators of {', '.join(negative)} are negative: a rate is of people, places or things"
        raise CallError(msg)
    whole, divisor = sum(bottoms.values(), Fraction(0)), sum((bottom for _, bottom in known.values()), Fraction(0))
    told = Aggregate(
        exact=None, variant="ratio of sums", missing=gone, coverage=divisor / whole if whole else Fraction(0)
    )
    if not known or (gone and missing == "propagate"):
        return attrs.evolve(told, reason=_lack(gone))
    if not divisor:
        return attrs.evolve(told, reason=reasons.ZERO_DIVISOR)
    total = sum((top for top, _ in known.values()), Fraction(0))
    return attrs.evolve(told, exact=fraction_of(per) * total / divisor, used=tuple(sorted(known)))
