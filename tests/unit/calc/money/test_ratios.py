"""Ratios of local finance: the worked example of methods A4, variants, classes and divisors."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.money import (
    Ratio,
    collection_effectiveness,
    concentration,
    decentralisation,
    dependence,
    efficiency_of_collection,
    efficiency_of_spending_to_budget,
    efficiency_of_spending_to_revenue,
    growth_of,
    independence,
    part_of_spending,
    ratio_class,
)
from regplan.errors import CallError, UnknownNameError
from regplan.law import Law

TODAY = date(2026, 1, 1)


def class_of(found: Ratio, name: str, law: Law) -> str | None:
    """Return the code of the class of a ratio."""
    band = ratio_class(found, law.scale(name), on=TODAY).band
    return None if band is None else band.code


def test_worked_example(law: Law) -> None:
    """PAD 250, TP 700, TV 50, TR 1000, target 240: independence 1/3, decentralisation 25, dependence 75, 104.17 percent."""
    free = independence(250, variant="transfers_and_loans", central=700, provincial=50, loans=0)
    effective = collection_effectiveness(250, 240)
    assert free.exact == Fraction(1, 3)
    assert dependence(variant="transfers_by_revenue", total_revenue=1000, central=700, provincial=50).exact == Fraction(
        3, 4
    )
    assert effective.exact == Fraction(25, 24)
    assert class_of(free, "FINANCE-INDEPENDENCE", law) == "consultative"
    assert class_of(decentralisation(250, 1000), "FINANCE-DECENTRALISATION", law) == "fair"
    assert class_of(effective, "FINANCE-EFFECTIVENESS", law) == "very_effective"


@pytest.mark.parametrize(
    ("name", "percent", "code"),
    [
        ("FINANCE-DECENTRALISATION", 10, "very_poor"),
        ("FINANCE-DECENTRALISATION", "10.01", "poor"),
        ("FINANCE-DECENTRALISATION", 50, "good"),
        ("FINANCE-DECENTRALISATION", 51, "very_good"),
        ("FINANCE-INDEPENDENCE", "24.99", "instructive"),
        ("FINANCE-INDEPENDENCE", 180, "delegative"),
        ("FINANCE-EFFECTIVENESS", 100, "effective"),
        ("FINANCE-EFFECTIVENESS", "99.9", "fairly_effective"),
        ("FINANCE-EFFECTIVENESS", 89, "less_effective"),
        ("FINANCE-EFFECTIVENESS", 74, "not_effective"),
        ("FINANCE-EFFICIENCY-COLLECTION", 4, "very_efficient"),
        ("FINANCE-EFFICIENCY-COLLECTION", 5, "efficient"),
        ("FINANCE-EFFICIENCY-COLLECTION", 31, "not_efficient"),
        ("FINANCE-EFFICIENCY-SPENDING", 59, "very_efficient"),
        ("FINANCE-EFFICIENCY-SPENDING", 95, "less_efficient"),
        ("FINANCE-EFFICIENCY-SPENDING", 101, "not_efficient"),
    ],
)
def test_classes(name: str, percent: Any, code: str, law: Law) -> None:
    """Classes are those of the tables in methods A4, bounds where they are printed."""
    assert class_of(Ratio(exact=Fraction(str(percent)) / 100, variant=""), name, law) == code


def test_between_classes(law: Law) -> None:
    """Between 99 and 100 percent no class is printed: the policy of the caller decides, and may refuse."""
    found = Ratio(exact=Fraction(995, 1000), variant="")
    scale = law.scale("FINANCE-EFFECTIVENESS")
    assert ratio_class(found, scale, on=TODAY).in_gap
    assert ratio_class(found, scale, on=TODAY, gaps="refuse").band is None
    assert ratio_class(Ratio(variant=""), scale, on=TODAY).reason is not None
    with pytest.raises(CallError, match="points"):
        ratio_class(found, law.scale("IPM-CLASS"), on=TODAY)


def test_variants_of_independence_differ() -> None:
    """Four divisors give four numbers, each named; what a variant needs and is not given is unknown, not zero."""
    given = {"central": 700, "provincial": 50, "loans": 250, "equalisation": 500}
    variants = ("transfers_and_loans", "transfers", "central_transfers", "equalisation_fund")
    told = [independence(250, variant=one, **given) for one in variants]  # type: ignore[arg-type]
    assert [one.exact for one in told] == [Fraction(1, 4), Fraction(1, 3), Fraction(5, 14), Fraction(1, 2)]
    assert len({one.variant for one in told}) == 4
    lack = independence(250, variant="transfers", central=700).reason
    assert lack is not None
    assert "provincial transfers" in lack.en
    with pytest.raises(UnknownNameError, match="transfers"):
        independence(250, variant="transfer")  # type: ignore[arg-type]


def test_dependence_points_both_ways() -> None:
    """The second variant rises with own revenue, says so, and has no value without a divisor above zero."""
    told = dependence(variant="own_by_unsubsidised_revenue", total_revenue=1000, own_revenue=250, subsidies=500)
    assert told.exact == Fraction(1, 2)
    assert "high is independent" in told.variant
    bare = dependence(variant="own_by_unsubsidised_revenue", total_revenue=500, own_revenue=250, subsidies=500)
    assert bare.reason is not None
    with pytest.raises(UnknownNameError):
        dependence(variant="other", total_revenue=1)  # type: ignore[arg-type]


def test_three_efficiencies() -> None:
    """Three ratios share the name efficiency; each says in its name and variant which it is."""
    told = [
        efficiency_of_collection(5, 100),
        efficiency_of_spending_to_revenue(90, 100),
        efficiency_of_spending_to_budget(80, 100),
    ]
    assert [one.exact for one in told] == [Fraction(1, 20), Fraction(9, 10), Fraction(4, 5)]
    assert [one.variant[:15] for one in told] == ["A4 efficiency 1", "A4 efficiency 2", "A4 efficiency 3"]


def test_growth_and_parts() -> None:
    """Growth and parts of spending are exact; from nothing nothing has grown by a rate."""
    assert growth_of(110, 100).exact == Fraction(1, 10)
    assert growth_of(0, 100).exact == -1
    assert growth_of(5, 0).reason is not None
    assert part_of_spending(220, 1000, name="capital").exact == Fraction(22, 100)


@pytest.mark.parametrize(("whole", "words"), [(0, "zero"), (-5, "negative"), (None, "not known: total revenue")])
def test_divisors(whole: int | None, words: str) -> None:
    """Zero, negative and unknown divisors are three reasons."""
    reason = decentralisation(1, whole).reason
    assert reason is not None
    assert words in reason.en


def test_concentration() -> None:
    """One program with all has 1, equal ones 1/n; unknown ceilings leave it unknown."""
    assert concentration({"a": 7}).exact == 1
    assert concentration(dict.fromkeys("abcd", 5)).exact == Fraction(1, 4)
    for ceilings in ({}, {"a": 0}, {"a": None}, {"a": -1, "b": 2}):
        assert concentration(ceilings).reason is not None
