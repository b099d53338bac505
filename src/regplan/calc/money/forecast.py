"""Projection of a revenue source by a named method, scenarios side by side, and how well a method did (methods G2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias, get_args

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import Share, nearest, rupiah_of, share_of
from regplan.calc.money.growth import Growth, growth_rate, linear_trend, points_of
from regplan.calc.money.results import Amount
from regplan.errors import CallError, UnknownNameError
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah
from regplan.values.text import near

__all__ = ["Backtest", "ForecastMethod", "Projection", "backtest", "deflated", "project", "scenarios"]

ForecastMethod: TypeAlias = Literal["mean", "cagr", "log_ols", "linear", "moving_average", "zero", "override"]
"""Three rates of growth, the straight line, mean of the latest years, the last value kept, a rate that is decided."""

_MOST_YEARS: Final = 100


@attrs.frozen(kw_only=True)
class Projection:
    """
    Values of years to come.

    Attributes:
        exact: By year, in rupiah; empty where there is a reason.
        variant: The method with its settings, to be disclosed.
        reason: Why there is no projection.
    """

    exact: dict[str, Fraction] = attrs.field(factory=dict)
    variant: str
    reason: Bilingual | None = None

    @property
    def rupiah(self) -> dict[str, Rupiah]:
        """The values rounded once to whole rupiah, half away from zero."""
        return {year: nearest(one, 100) for year, one in self.exact.items()}


def project(
    series: Mapping[str, Rupiah | None],
    ahead: int,
    *,
    method: ForecastMethod,
    window: int | None = None,
    rate: Growth | Share | None = None,
    masked: Collection[str] = (),
) -> Projection:
    """
    Project a series over the years that follow it.

    Args:
        series: By year as ``2026``; None is unknown and must be masked to be left out.
        ahead: How many years.
        method: There is no usual one; show several with ``scenarios``.
        window: How many latest years ``moving_average`` takes.
        rate: For ``override``: a share, or a rate found elsewhere (``elasticity_growth``).
        masked: Years left out; growth starts from the last year that is not.

    Raises:
        CallError: *window* or *rate* is missing, or given to a method that has no use for it.

    Example:
        >>> series = {"2021": 100, "2022": 110, "2023": 118, "2024": 131, "2025": 140}
        >>> float(project(series, 5, method="linear").exact["2030"])
        190.5
        >>> project(series, 1, method="zero").rupiah
        {'2026': 140}
    """
    _refuse(ahead, method, window, rate)
    points = points_of(series, masked=masked, least=1)
    if points.reason:
        return Projection(variant=f"G2 {method}{points.note}", reason=points.reason)
    last = max(map(int, series))
    years = range(last + 1, last + 1 + ahead)
    if method == "linear":
        trend = linear_trend(series, masked=masked)
        if trend.slope is None or trend.intercept is None or trend.first is None:
            return Projection(variant=trend.variant, reason=trend.reason)
        line = {str(year): trend.intercept + trend.slope * (year - trend.first) for year in years}
        return Projection(exact=line, variant=trend.variant)
    if method == "moving_average":
        assert window is not None
        return _averaged(list(points.values.values()), years, window, points.note)
    growth = _growth(series, method, rate, masked, points.note)
    if growth.rate is None:
        return Projection(variant=growth.variant, reason=growth.reason)
    if growth.rate < -1:
        msg = f"a rate of {float(growth.rate):.4g} would take away more than there is: rates are shares, -1 or above"
        raise CallError(msg)
    base = max(points.values)
    grown = {str(year): points.values[base] * (1 + growth.rate) ** (year - base) for year in years}
    return Projection(exact=grown, variant=growth.variant)


def _refuse(ahead: int, method: str, window: int | None, rate: Growth | Share | None) -> None:
    if method not in get_args(ForecastMethod):
        raise UnknownNameError(str(method), "method of projection", near(str(method), get_args(ForecastMethod)))
    if not 1 <= ahead <= _MOST_YEARS:
        msg = f"a projection goes 1 to {_MOST_YEARS} years ahead, not {ahead}"
        raise CallError(msg)
    if (window is not None) != (method == "moving_average") or (rate is not None) != (method == "override"):
        msg = f"{method}: window is for moving_average and rate for override, and each needs its own"
        raise CallError(msg)
    if window is not None and window < 1:
        msg = f"a moving average takes one year or more, not {window}"
        raise CallError(msg)


def _averaged(values: list[Fraction], years: Iterable[int], window: int, note: str) -> Projection:
    variant = f"G2 moving average of {window} years{note}"
    if len(values) < window:
        return Projection(variant=variant, reason=reasons.FEW_POINTS)
    made, latest = {}, values
    for year in years:
        made[str(year)] = sum(latest[-window:], Fraction(0)) / window
        latest = [*latest, made[str(year)]]
    return Projection(exact=made, variant=variant)


def _growth(
    series: Mapping[str, Rupiah | None],
    method: ForecastMethod,
    rate: Growth | Share | None,
    masked: Collection[str],
    note: str,
) -> Growth:
    if method in {"mean", "cagr", "log_ols"}:
        return growth_rate(series, method=method, masked=masked)
    if isinstance(rate, Growth):
        return attrs.evolve(rate, variant=f"{rate.variant}, override")
    if rate is not None:
        return Growth(rate=share_of(rate), variant=f"G2 policy override{note}")
    return Growth(rate=Fraction(0), variant=f"G2 zero growth{note}")


def scenarios(
    series: Mapping[str, Rupiah | None],
    ahead: int,
    methods: Iterable[ForecastMethod],
    *,
    masked: Collection[str] = (),
) -> dict[str, Projection]:
    """
    Project a series by several methods side by side: the form of the function matters more than the averaging.

    Example:
        >>> series = {"2021": 100, "2022": 110, "2023": 118, "2024": 131, "2025": 140}
        >>> told = scenarios(series, 5, ["mean", "cagr", "log_ols", "linear"])
        >>> {name: round(float(one.exact["2030"]), 1) for name, one in told.items()}
        {'mean': 213.3, 'cagr': 213.2, 'log_ols': 213.9, 'linear': 190.5}
    """
    return {method: project(series, ahead, method=method, masked=masked) for method in methods}


@attrs.frozen(kw_only=True)
class Backtest:
    """
    How well a method would have done.

    Attributes:
        mape: Mean of ``|forecast − value|`` / ``|value|``; None where there is none.
        bias: Mean of (forecast − value) / value, above zero where it promised too much.
        errors: By year, the relative error.
        variant: Method.
        reason: Why there is none.
    """

    mape: Fraction | None = None
    bias: Fraction | None = None
    errors: dict[str, Fraction] = attrs.field(factory=dict)
    variant: str
    reason: Bilingual | None = None


def backtest(
    series: Mapping[str, Rupiah | None],
    *,
    method: ForecastMethod,
    least: int = 3,
    window: int | None = None,
    rate: Growth | Share | None = None,
) -> Backtest:
    """
    Forecast each year from those before it (rolling origin) and compare.

    Args:
        series: By year as ``2026``, without gaps.
        method: As in ``project``; a rate of ``override`` is taken as it is, though it may know what came after.
        least: With how many years the first forecast is made.
        window: As in ``project``.
        rate: As in ``project``.

    Example:
        >>> told = backtest({"2022": 100, "2023": 110, "2024": 121, "2025": 132}, method="cagr", least=2)
        >>> {year: round(float(one), 4) for year, one in told.errors.items()}
        {'2024': 0.0, '2025': 0.0083}
    """
    _refuse(1, method, window, rate)
    points = points_of(series, least=least + 1)
    variant = f"G2 rolling origin, {method}"
    gaps = points.values and max(points.values) - min(points.values) + 1 != len(points.values)
    if points.reason or gaps:
        return Backtest(variant=variant, reason=points.reason or reasons.FEW_POINTS)
    if 0 in points.values.values():
        return Backtest(variant=variant, reason=reasons.ZERO_DIVISOR)
    errors: dict[str, Fraction] = {}
    years = sorted(series)
    for count in range(least, len(years)):
        past, year = {name: series[name] for name in years[:count]}, years[count]
        made = project(past, 1, method=method, window=window, rate=rate)
        if made.reason:
            return Backtest(variant=variant, reason=made.reason)
        actual = points.values[int(year)]
        errors[year] = (made.exact[year] - actual) / actual
    mape = sum(map(abs, errors.values()), Fraction(0)) / len(errors)
    return Backtest(mape=mape, bias=sum(errors.values(), Fraction(0)) / len(errors), errors=errors, variant=variant)


def deflated(amount: Rupiah | None, index: Share | None, *, base_index: Share, base_year: str) -> Amount:
    """
    Return a nominal amount in prices of a base year: amount × base index / index.

    Args:
        amount: In current prices; None is unknown.
        index: Price index (CPI or deflator) of the year of the amount; None is unknown.
        base_index: Price index of the base year.
        base_year: Its name, part of the variant.

    Example:
        >>> deflated(1030, 103, base_index=100, base_year="2025").rupiah
        1000
    """
    variant = f"G3 real, prices of {base_year}"
    if amount is None or index is None:
        return Amount(variant=variant, reason=reasons.NO_AMOUNT)
    level = share_of(index)
    if level <= 0:
        return Amount(variant=variant, reason=reasons.NEGATIVE_DIVISOR if level else reasons.ZERO_DIVISOR)
    return Amount(exact=rupiah_of(amount) * share_of(base_index) / level, variant=variant)
