"""Fiscal capacity and real capacity: formulas by year, index, classes of dated maps, priorities (methods A5, G1)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.money import (
    Amount,
    Ratio,
    capacity_class,
    capacity_indices,
    capacity_ratio_2024,
    fiscal_capacity_2018,
    fiscal_capacity_2023,
    priorities,
    real_capacity,
    real_silpa,
)
from regplan.errors import CallError, NoValueError
from regplan.law import Law


def test_formulas_of_their_years() -> None:
    """The formula of 2018 knows no SiLPA and no loans; that of 2023 does, and both are named."""
    old = fiscal_capacity_2018(revenue=1000, earmarked=200, certain_spending=450)
    new = fiscal_capacity_2023(revenue=1000, silpa=50, earmarked=200, mandated=450, principal=10)
    assert (old.rupiah, new.rupiah) == (350, 390)
    assert old.variant != new.variant
    assert fiscal_capacity_2018(revenue=None, earmarked=1, certain_spending=1).reason is not None


def test_ratio_of_2024() -> None:
    """Capacity by personnel spending may be below zero; without personnel there is none."""
    given = {"revenue": 1000, "financing_receipts": 50, "earmarked": 200, "certain_outlays": 450}
    assert capacity_ratio_2024(**given, personnel=800).exact == Fraction(1, 2)
    assert capacity_ratio_2024(**given | {"revenue": 0}, personnel=600).exact == -1
    assert capacity_ratio_2024(**given, personnel=0).reason is not None
    assert capacity_ratio_2024(**given, personnel=None).reason is not None


def test_indices_have_mean_one() -> None:
    """Indices are capacity by the mean; one unknown region, or a mean of zero or below, leaves all without."""
    made = [("a", 1), ("b", 2), ("c", 9)]
    told = capacity_indices({name: Amount(exact=Fraction(one), variant="") for name, one in made})
    assert [one.exact for one in told.values()] == [Fraction(1, 4), Fraction(1, 2), Fraction(9, 4)]
    unknown = capacity_indices({"a": Amount(exact=Fraction(1), variant=""), "b": Amount(variant="")})
    assert all(one.reason is not None for one in unknown.values())
    assert capacity_indices({"a": Amount(exact=Fraction(-1), variant="")})["a"].reason is not None
    assert capacity_indices({"a": Amount(exact=Fraction(0), variant="")})["a"].reason is not None
    assert capacity_indices({}) == {}


@pytest.mark.parametrize(
    ("index", "year", "code"),
    [
        ("2", 2014, "very_high"), ("1.9999", 2014, "high"), ("1", 2014, "high"), ("0.9999", 2014, "medium"),
        ("0.5", 2014, "low"), ("1.93", 2020, "very_high"), ("1.92", 2020, "high"), ("0.934", 2020, "high"),
        ("0.564", 2020, "medium"), ("0.277", 2020, "low"), ("0.2769", 2020, "very_low"),
    ],
)  # fmt: skip
def test_classes_of_their_maps(index: str, year: int, code: str, law: Law) -> None:
    """The same index is in another class by the map of another year; bounds are where the sources have them."""
    band = capacity_class(Ratio(exact=Fraction(index), variant=""), map_year=year, level="province", law=law).band
    assert band is not None
    assert band.code == code


@pytest.mark.parametrize(("year", "level"), [(2025, "province"), (2020, "regency"), (2013, "regency")])
def test_bounds_of_other_years_are_not_taken(year: int, level: Any, law: Law) -> None:
    """A map whose bounds are not known is an error that names the known ones, never the bounds of another year."""
    with pytest.raises(NoValueError, match="FISCAL-CAPACITY-2014"):
        capacity_class(Ratio(exact=Fraction(1), variant=""), map_year=year, level=level, law=law)


def test_unknown_index_has_no_class(law: Law) -> None:
    """An index that is not known has a reason, not the lowest class."""
    assert capacity_class(Ratio(variant=""), map_year=2014, level="regency", law=law).band is None


def test_real_capacity_and_priorities() -> None:
    """1200 + 0 + 80 − (650 + 30) = 600; needs of 420, 260 and 50 leave 80 and 50 unmet."""
    capacity = real_capacity(
        revenue=1200,
        reserve_withdrawal=0,
        free_silpa=real_silpa(100, {"carry-over": 20}).rupiah,
        obligatory={"binding and mandatory": 650},
        financing_outlays={"principal": 30},
    )
    told = priorities(capacity, {"III": 50, "I": 420, "II": 260})
    assert capacity.rupiah == 600
    assert [(step.name, step.award, step.unmet) for step in told.steps] == [
        ("I", 420, 0),
        ("II", 180, 80),
        ("III", 0, 50),
    ]
    assert told.unmet == 130


def test_frame_that_cannot_be() -> None:
    """Capacity below zero is told with its size, and serves no priority."""
    capacity = real_capacity(
        revenue=100, reserve_withdrawal=0, free_silpa=0, obligatory={"personnel": 130}, financing_outlays={}
    )
    told = priorities(capacity, {"I": 1, "II": 1, "III": 1})
    assert capacity.rupiah == -30
    assert all(step.award is None for step in told.steps)
    assert told.reason is not None
    assert "real capacity is negative" in told.reason.en


def test_priority_that_is_not_stated() -> None:
    """A priority that is not given is not known, not zero; a fourth priority is refused."""
    told = priorities(Amount(exact=Fraction(600), variant=""), {"I": 420, "III": 50})
    assert [step.award for step in told.steps] == [420, None, None]
    unknown = real_capacity(revenue=None, reserve_withdrawal=0, free_silpa=0, obligatory={}, financing_outlays={})
    assert priorities(unknown, {"I": 1}).reason == unknown.reason
    with pytest.raises(CallError, match="IV"):
        priorities(Amount(exact=Fraction(1), variant=""), {"IV": 1})
    assert real_silpa(None, {}).reason is not None
