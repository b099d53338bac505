"""Growth and projection: the worked example of methods G2, masks, gaps and what has no growth."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.money import (
    ForecastMethod,
    GrowthMethod,
    backtest,
    deflated,
    elasticity_growth,
    growth_rate,
    linear_trend,
    project,
    scenarios,
)
from regplan.errors import CallError, UnknownNameError

SERIES = {"2021": 100, "2022": 110, "2023": 118, "2024": 131, "2025": 140}


@pytest.mark.parametrize(("method", "percent"), [("mean", "8.790"), ("cagr", "8.776"), ("log_ols", "8.846")])
def test_rates(method: GrowthMethod, percent: str) -> None:
    """The series 100, 110, 118, 131, 140 grows by 8.790, 8.776 or 8.846 percent, by method."""
    told = growth_rate(SERIES, method=method).rate
    assert told is not None
    assert round(told * 100, 3) == Fraction(percent)


def test_trend() -> None:
    """The line rises by exactly 10.1 a year from 99.6."""
    told = linear_trend(SERIES)
    assert (told.slope, told.intercept, told.first) == (Fraction(101, 10), Fraction(996, 10), 2021)


def test_form_matters_more_than_averaging() -> None:
    """Five years ahead the rates give 213.3, 213.2 and 213.9, the line exactly 190.5."""
    told = scenarios(SERIES, 5, ["mean", "cagr", "log_ols", "linear"])
    ends = {name: one.exact["2030"] for name, one in told.items()}
    assert [round(ends[name], 1) for name in ("mean", "cagr", "log_ols")] == [
        Fraction("213.3"),
        Fraction("213.2"),
        Fraction("213.9"),
    ]
    assert ends["linear"] == Fraction("190.5")


def test_exact_roots_are_exact() -> None:
    """A series that grows by exactly 10 percent has that rate, not one 10⁻³⁰ beside it."""
    series = {"2023": 100, "2024": 110, "2025": 121}
    assert growth_rate(series, method="cagr").rate == Fraction(1, 10)
    assert growth_rate(series, method="mean").rate == Fraction(1, 10)
    assert growth_rate(series, method="log_ols").rate == Fraction(1, 10)


def test_masked_year() -> None:
    """A pandemic year is left out where named: pairs across it do not count for the mean, and the variant says so."""
    series = {"2018": 100, "2019": 110, "2020": 50, "2021": 121, "2022": 133}
    told = growth_rate(series, method="mean", masked=["2020"])
    assert told.rate == (Fraction(1, 10) + Fraction(12, 121)) / 2
    assert told.variant.endswith("without 2020")
    assert growth_rate({"2019": 1, "2020": 9, "2021": 2}, method="mean", masked=["2020"]).reason is not None


def test_projection_from_before_a_mask() -> None:
    """With the last year masked growth starts from the year before it, over two years."""
    told = project({"2024": 100, "2025": 7}, 1, method="override", rate=Fraction(1, 10), masked=["2025"])
    assert told.exact == {"2026": 121}


@pytest.mark.parametrize("method", ["mean", "cagr", "log_ols"])
def test_no_growth_from_nothing(method: GrowthMethod) -> None:
    """Zero and negative values have no rate and point to the line, which takes them; unknown ones are not skipped."""
    told = growth_rate({"2024": 0, "2025": 5}, method=method)
    assert told.reason is not None
    assert "linear" in told.reason.en
    assert linear_trend({"2024": 0, "2025": -5}).slope == -5
    assert growth_rate({"2024": None, "2025": 5}, method=method).reason is not None
    assert growth_rate({"2025": 5}, method=method).reason is not None


def test_no_projection_of_what_is_not_known() -> None:
    """An unknown year leaves none, one year no line and no rate; too few years no backtest by average."""
    assert project({**SERIES, "2023": None}, 1, method="zero").reason is not None
    assert project({"2025": 5}, 1, method="linear").reason is not None
    assert project({"2025": 5}, 1, method="cagr").reason is not None
    assert linear_trend({"2025": 5}).reason is not None
    assert backtest(SERIES, method="moving_average", window=4).reason is not None
    assert elasticity_growth({"2025": 5}, {}, 1).reason is not None


def test_other_methods() -> None:
    """The average rolls over its own values, zero growth keeps the last, an override compounds."""
    assert project(SERIES, 2, method="moving_average", window=2).exact == {
        "2026": Fraction("135.5"),
        "2027": Fraction("137.75"),
    }
    assert project(SERIES, 2, method="zero").rupiah == {"2026": 140, "2027": 140}
    assert project(SERIES, 2, method="override", rate=Decimal("0.05")).exact["2027"] == Fraction("154.35")
    assert project(SERIES, 1, method="moving_average", window=9).reason is not None


def test_elasticity() -> None:
    """Revenue that grew twice as fast as the base follows its forecast twice as fast."""
    told = elasticity_growth({"2024": 100, "2025": 121}, {"2024": 1000, "2025": 1100}, Fraction(5, 100))
    assert told.rate == Fraction(1, 10)
    assert project({"2024": 100, "2025": 100}, 1, method="override", rate=told).exact == {"2026": 110}
    assert elasticity_growth({"2024": 1, "2025": 2}, {"2024": 5, "2025": 5}, 1).reason is not None
    assert elasticity_growth({"2024": 1, "2025": 2}, {"2024": 0, "2025": 5}, 1).reason is not None
    assert elasticity_growth({"2024": 1, "2025": 2}, {"2024": 10**40, "2025": 10**40 + 1}, 1).reason is not None
    assert elasticity_growth({"2024": 1, "2025": 2}, {"2024": 10**120, "2025": 10**120 + 1}, 1).reason is not None
    with pytest.raises(CallError, match="2025"):
        elasticity_growth({"2024": 1, "2025": 2}, {"2024": 5}, 1)


@pytest.mark.parametrize(
    "given",
    [
        {"method": "zero", "window": 2},
        {"method": "moving_average"},
        {"method": "moving_average", "window": 0},
        {"method": "override"},
        {"method": "cagr", "rate": 1},
        {"method": "override", "rate": -2},
        {"method": "zero", "ahead": 0},
        {"method": "zero", "masked": ["2030"]},
        {"method": "zero", "series": {"2025-Q1": 5}},
    ],
)
def test_calls_that_make_no_sense(given: dict[str, Any]) -> None:
    """Settings of another method, no years ahead, and keys that are no years of the series are refused."""
    with pytest.raises(CallError):
        project(**{"series": SERIES, "ahead": 1, **given})


def test_unknown_method() -> None:
    """A method has a known name."""
    with pytest.raises(UnknownNameError, match="cagr"):
        project(SERIES, 1, method="cagr5")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        growth_rate(SERIES, method="linear")  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["cagr", "mean", "log_ols", "linear"])
def test_backtest_of_what_it_knows(method: ForecastMethod) -> None:
    """A method is without error on a series of its own form, and with one on another."""
    steady = {"2021": 100, "2022": 110, "2023": 120, "2024": 130, "2025": 140}
    grown = {"2021": 10_000, "2022": 11_000, "2023": 12_100, "2024": 13_310, "2025": 14_641}
    own, other = (steady, grown) if method == "linear" else (grown, steady)
    assert backtest(own, method=method).mape == 0
    told = backtest(other, method=method)
    assert told.mape is not None
    assert told.bias is not None
    assert told.mape > 0
    assert (told.bias < 0) == (method == "linear")


def test_backtests_that_are_none() -> None:
    """Too few years, gaps, zeros and unknown years leave no backtest."""
    for series in (
        {"2024": 1, "2025": 2},
        {"2019": 1, "2020": 2, "2021": 2, "2025": 3},
        {**SERIES, "2023": 0},
        {**SERIES, "2023": None},
    ):
        assert backtest(series, method="zero").reason is not None


def test_real_money() -> None:
    """1,030 at an index of 103 is 1,000 in prices of the base year; unknown money or prices stay unknown."""
    assert deflated(1030, 103, base_index=100, base_year="2025").rupiah == 1000
    for amount, index in ((None, 103), (1, None), (1, 0), (1, -1)):
        assert deflated(amount, index, base_index=100, base_year="2025").reason is not None
