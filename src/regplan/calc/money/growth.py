"""Growth of a revenue source by named methods; choose one for each source and disclose it (methods G2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, TypeAlias, get_args

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import Share, rupiah_of, share_of
from regplan.errors import CallError, UnknownNameError
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah
from regplan.values.text import near

__all__ = ["Growth", "GrowthMethod", "Points", "Trend", "elasticity_growth", "growth_rate", "linear_trend", "points_of"]

GrowthMethod: TypeAlias = Literal["mean", "cagr", "log_ols"]
"""Mean of yearly rates, compound rate between first and last year, rate of the fitted exponential."""

_PLACES: Final = Decimal(1).scaleb(-30)
_CONTEXT: Final = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""Roots and logarithms are computed with 60 digits and told with 30 decimals."""
_LARGEST_EXPONENT: Final = 25
"""A base that hardly moves gives no elasticity."""


@attrs.frozen(kw_only=True)
class Growth:
    """
    A yearly rate of growth.

    Attributes:
        rate: As a share; exact where the method is rational, else rounded to 30 decimals. None where there is none.
        variant: The method, and years left out.
        reason: Why there is no rate.
    """

    rate: Fraction | None = None
    variant: str
    reason: Bilingual | None = None

    @property
    def percent(self) -> float | None:
        """The rate in percent a year, for showing only."""
        return None if self.rate is None else float(self.rate * 100)


@attrs.frozen(kw_only=True)
class Points:
    """
    The years of a series that count.

    Attributes:
        values: By year, in rupiah, earliest first.
        note: For variants: which years were left out.
        reason: Why they cannot be used.
    """

    values: dict[int, Fraction]
    note: str
    reason: Bilingual | None = None


def points_of(series: Mapping[str, Rupiah | None], *, masked: Collection[str] = (), least: int = 2) -> Points:
    """
    Return the years of a series, earliest first, without masked ones; an unknown year that is not masked is a reason.

    Args:
        series: By year as ``2026``.
        masked: Years left out on purpose, such as a pandemic.
        least: How many years a method needs.

    Raises:
        CallError: A key is no year, or a masked year is none of the series.
    """
    for year in (*series, *masked):
        if not (len(year) == 4 and year.isdecimal() and year.isascii()) or year not in series:
            msg = f"{year!r} is no year of the series: keys are years as 2026, and masked years are among them"
            raise CallError(msg)
    note = f", without {', '.join(sorted(masked))}" if masked else ""
    used = {year: series[year] for year in sorted(series) if year not in masked}
    gone = [year for year, one in used.items() if one is None]
    values = {int(year): rupiah_of(one) for year, one in used.items() if one is not None}
    reason = None
    if gone:
        reason = reasons.said(reasons.NO_AMOUNT, ", ".join(gone))
    elif len(values) < least:
        reason = reasons.FEW_POINTS
    return Points(values=values, note=note, reason=reason)


def growth_rate(series: Mapping[str, Rupiah | None], *, method: GrowthMethod, masked: Collection[str] = ()) -> Growth:
    """
    Return the yearly growth of a series.

    Args:
        series: By year as ``2026``; None is unknown.
        method: There is no usual one: the caller chooses.
        masked: Years left out; the mean takes only pairs of years that follow each other.

    Returns:
        The rate; values of zero or below have none, because only the linear trend is for them.

    Example:
        >>> series = {"2021": 100, "2022": 110, "2023": 118, "2024": 131, "2025": 140}
        >>> [round(growth_rate(series, method=way).percent, 3) for way in ("mean", "cagr", "log_ols")]
        [8.79, 8.776, 8.846]
    """
    if method not in get_args(GrowthMethod):
        raise UnknownNameError(str(method), "method of growth", near(str(method), get_args(GrowthMethod)))
    points = points_of(series, masked=masked)
    variant = f"G2 {_NAMES[method]}{points.note}"
    lack = points.reason or (reasons.NOT_POSITIVE if min(points.values.values()) <= 0 else None)
    if lack:
        return Growth(variant=variant, reason=lack)
    rate = {"mean": _mean, "cagr": _compound, "log_ols": _exponential}[method](points.values)
    return Growth(rate=rate, variant=variant, reason=reasons.FEW_POINTS if rate is None else None)


_NAMES: Final = {"mean": "mean of yearly rates", "cagr": "CAGR", "log_ols": "log-linear OLS"}


def _mean(values: Mapping[int, Fraction]) -> Fraction | None:
    rates = [values[year] / values[last] - 1 for last, year in pairwise(values) if year == last + 1]
    return sum(rates, Fraction(0)) / len(rates) if rates else None


def _compound(values: Mapping[int, Fraction]) -> Fraction:
    first, last = min(values), max(values)
    grown = _ln(values[last] / values[first])
    return _told(_CONTEXT.exp(_CONTEXT.divide(grown, Decimal(last - first))))


def _exponential(values: Mapping[int, Fraction]) -> Fraction:
    logs = {year: Fraction(_ln(one)) for year, one in values.items()}
    slope, _ = _fitted(logs)
    return _told(_CONTEXT.exp(_decimal(slope)))


def _told(grown: Decimal) -> Fraction:
    """Return a factor of growth as a rate with 30 decimals."""
    return Fraction(_CONTEXT.quantize(_CONTEXT.subtract(grown, Decimal(1)), _PLACES))


def _decimal(value: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _ln(value: Fraction) -> Decimal:
    return _CONTEXT.ln(_decimal(value))


@attrs.frozen(kw_only=True)
class Trend:
    """
    A straight line through a series.

    Attributes:
        slope: Rupiah a year, exact; None where there is none.
        intercept: The fitted value of the first year.
        first: The first year.
        variant: Linear OLS, and years left out.
        reason: Why there is none.
    """

    slope: Fraction | None = None
    intercept: Fraction | None = None
    first: int | None = None
    variant: str
    reason: Bilingual | None = None


def linear_trend(series: Mapping[str, Rupiah | None], *, masked: Collection[str] = ()) -> Trend:
    """
    Fit a straight line by ordinary least squares, exactly; zero and negative values are welcome.

    Example:
        >>> told = linear_trend({"2021": 100, "2022": 110, "2023": 118, "2024": 131, "2025": 140})
        >>> float(told.slope), float(told.intercept)
        (10.1, 99.6)
    """
    points = points_of(series, masked=masked)
    variant = f"G2 linear OLS{points.note}"
    if points.reason:
        return Trend(variant=variant, reason=points.reason)
    slope, intercept = _fitted(points.values)
    return Trend(slope=slope, intercept=intercept, first=min(points.values), variant=variant)


def _fitted(values: Mapping[int, Fraction]) -> tuple[Fraction, Fraction]:
    """Return slope and value at the first year."""
    first, count = min(values), len(values)
    middle = Fraction(sum(values), count)
    level = sum(values.values(), Fraction(0)) / count
    spread = sum((year - middle) ** 2 for year in values)
    slope = sum(((year - middle) * (one - level) for year, one in values.items()), Fraction(0)) / spread
    return slope, level + slope * (first - middle)


def elasticity_growth(
    series: Mapping[str, Rupiah | None],
    base: Mapping[str, Share],
    forecast: Share,
    *,
    masked: Collection[str] = (),
) -> Growth:
    """
    Return growth by elasticity: β = Δln revenue / Δln base between first and last year, times the growth of the base.

    Args:
        series: Revenue by year.
        base: What it follows, by the same years: regional product (PDRB), in any unit.
        forecast: The expected growth of the base, as a share.
        masked: Years left out.

    Raises:
        CallError: The base lacks the first or last year.

    Example:
        >>> told = elasticity_growth({"2024": 100, "2025": 121}, {"2024": 1000, "2025": 1100}, Fraction(5, 100))
        >>> told.percent
        10.0
    """
    points = points_of(series, masked=masked)
    variant = f"G2 elasticity between end points{points.note}"
    if points.reason:
        return Growth(variant=variant, reason=points.reason)
    ends = (min(points.values), max(points.values))
    if any(str(year) not in base for year in ends):
        msg = f"the base lacks {ends[0]} or {ends[1]}: state it for the first and last year of the series"
        raise CallError(msg)
    before, after = (share_of(base[str(year)]) for year in ends)
    if min(before, after, *points.values.values()) <= 0:
        return Growth(variant=variant, reason=reasons.NOT_POSITIVE)
    moved = _ln(after / before)
    if moved.is_zero():
        return Growth(variant=variant, reason=reasons.ZERO_DIVISOR)
    beta = _CONTEXT.divide(_ln(points.values[ends[1]] / points.values[ends[0]]), moved)
    rate = _CONTEXT.multiply(beta, _decimal(share_of(forecast)))
    if rate.adjusted() > _LARGEST_EXPONENT:
        return Growth(variant=variant, reason=reasons.ZERO_DIVISOR)
    return Growth(rate=Fraction(_CONTEXT.quantize(rate, _PLACES)), variant=variant)
