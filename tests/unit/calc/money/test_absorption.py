"""Absorption, progress and the disbursement plan (methods A3)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from regplan.calc.money import (
    IKPA_2022,
    Month,
    absorption,
    disbursement_deviation,
    disbursement_score,
    ikpa_score,
    physical_financial_gap,
    ratio_class,
    weighted_progress,
)
from regplan.errors import CallError
from regplan.law import Law

CEILINGS = {"goods": 300, "capital": 100}


def test_absorption() -> None:
    """Nothing realised is zero; nothing to realise, or an unknown part, has no absorption."""
    assert absorption(45, 60).exact == Fraction(3, 4)
    assert absorption(0, 60).exact == 0
    assert absorption(5, 0).reason is not None
    assert absorption(None, 60).reason is not None


def test_physical_and_financial() -> None:
    """Work at 62.5 percent with 75 percent of the money spent is 12.5 points behind."""
    physical = weighted_progress(CEILINGS, {"goods": Fraction(1, 2), "capital": 1})
    assert physical.exact == Fraction(625, 1000)
    assert physical_financial_gap(physical.exact, absorption(75, 100)).exact == Fraction(-125, 1000)
    assert physical_financial_gap(None, absorption(75, 100)).reason is not None
    assert physical_financial_gap(1, absorption(75, 0)).reason is not None


def test_progress_of_what_is_not_stated() -> None:
    """A package whose progress is not stated makes the whole unknown; it is not at zero."""
    reason = weighted_progress(CEILINGS, {"goods": 1}).reason
    assert reason is not None
    assert "capital" in reason.en
    assert weighted_progress(CEILINGS, {"goods": 1, "capital": 0}).exact == Fraction(3, 4)
    assert weighted_progress({}, {}).reason is not None


def test_deviation_of_a_month() -> None:
    """Goods deviate by a fifth and weigh three quarters; capital spent without a plan deviates by the whole."""
    month = Month(plan={"goods": 100, "capital": 0}, realised={"goods": 80, "capital": 1})
    assert disbursement_deviation(month, CEILINGS, profile=IKPA_2022).exact == Fraction(3, 20) + Fraction(1, 4)
    quiet = Month(plan={"goods": 100, "capital": 0}, realised={"goods": 100, "capital": 0})
    assert disbursement_deviation(quiet, CEILINGS, profile=IKPA_2022).exact == 0


def test_cap_and_tolerance() -> None:
    """Spending five times the plan deviates by the whole where capped, by four where not; small deviations may count as none."""
    wild = Month(plan={"goods": 10}, realised={"goods": 50})
    free = attrs.evolve(IKPA_2022, cap=None, tolerance=None)
    assert disbursement_deviation(wild, {"goods": 1}, profile=IKPA_2022).exact == 1
    assert disbursement_deviation(wild, {"goods": 1}, profile=free).exact == 4
    near = Month(plan={"goods": 100}, realised={"goods": 96})
    assert disbursement_deviation(near, {"goods": 1}, profile=IKPA_2022).exact == 0
    assert disbursement_deviation(near, {"goods": 1}, profile=free).exact == Fraction(4, 100)


def test_indicator_of_the_plan() -> None:
    """Months of 20 and 0 percent make 90; a month that is not known leaves none."""
    off, right = Month(plan={"goods": 100}, realised={"goods": 80}), Month(plan={"goods": 5}, realised={"goods": 5})
    assert disbursement_score([off, right], {"goods": 1}).exact == Fraction(9, 10)
    assert disbursement_score([off, Month(plan={"goods": 1}, realised={})], {"goods": 1}).reason is not None
    assert disbursement_score([], {"goods": 1}).reason is not None


@pytest.mark.parametrize(("plan", "ceiling"), [(-1, 1), (1, -1), (1, 0)])
def test_deviation_of_what_is_not_spending(plan: int, ceiling: int) -> None:
    """Negative plans and ceilings, and ceilings of nothing, weigh nothing and have reasons."""
    month = Month(plan={"goods": plan}, realised={"goods": 1})
    assert disbursement_deviation(month, {"goods": ceiling}, profile=IKPA_2022).reason is not None


def test_type_without_ceiling() -> None:
    """A type of spending without a ceiling has no weight and is refused, not dropped."""
    month = Month(plan={"goods": 1, "aid": 1}, realised={"goods": 1, "aid": 1})
    with pytest.raises(CallError, match="aid"):
        disbursement_deviation(month, {"goods": 1}, profile=IKPA_2022)


def test_ikpa(law: Law) -> None:
    """The weights make 100; the class of 89 is good; a missing indicator is not scaled away."""
    assert sum(weight for _, weight in IKPA_2022.weights) == 100
    told = ikpa_score({name: Fraction(89, 100) for name, _ in IKPA_2022.weights})
    band = ratio_class(told, law.scale("IKPA-CLASS"), on=date(2023, 1, 1)).band
    assert band is not None
    assert band.code == "good"
    assert ikpa_score({"revision": 1}).reason is not None
