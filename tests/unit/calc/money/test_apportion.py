"""Apportionment: the worked example of methods D4, ties, units, odd money, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.money import Ties, apportion, split
from regplan.calc.money.exact import nearest, sen_of, share_of
from regplan.errors import CallError, UnknownNameError, WeightsError


def test_worked_example() -> None:
    """Seven seats over 41, 27, 20, 12 give 3, 2, 1, 1, from quotas 2.87, 1.89, 1.40, 0.84."""
    told = apportion(7, (41, 27, 20, 12))
    assert told.awards == (3, 2, 1, 1)
    assert told.quotas == (Fraction(287, 100), Fraction(189, 100), Fraction(7, 5), Fraction(21, 25))


@pytest.mark.parametrize(
    ("ties", "awards"), [("first", (2, 1, 0, 1)), ("last", (1, 1, 1, 1)), ("larger", (2, 1, 0, 1))]
)
def test_ties(ties: Ties, awards: tuple[int, ...]) -> None:
    """Of equal remainders the stated rule decides: who stands first, last, or has the larger quota."""
    assert apportion(4, (3, 2, 1, 2), ties=ties).awards == awards


def test_larger_quota_wins_a_tie() -> None:
    """Quotas 0.5 and 1.5 tie; the larger gets the unit though it stands last."""
    assert apportion(2, (1, 3), ties="larger").awards == (0, 2)
    assert apportion(2, (1, 3), ties="first").awards == (1, 1)


def test_units() -> None:
    """A third of Rp 1,000 is whole in sen or rupiah or thousands, as asked, and the sum stays."""
    assert apportion(1000, (1, 1, 1), unit="sen").awards == (Decimal("333.34"), Decimal("333.33"), Decimal("333.33"))
    assert apportion(1000, (1, 1, 1)).awards == (334, 333, 333)
    assert apportion(1000, (1, 1, 1), unit="thousand").awards == (1000, 0, 0)


def test_odd_money_goes_to_the_next_in_line() -> None:
    """What is below a unit is not lost and not spread: one part has it, and the answer names it."""
    told = apportion(Decimal("2500.25"), (2, 1, 1), unit="thousand")
    assert told.awards == (1000, 1000, Decimal("500.25"))
    assert told.odd == Decimal("500.25")


def test_nobody_and_negative() -> None:
    """A weight of zero gets nothing; a cut is divided as the mirror of a grant."""
    assert apportion(100, (0, 1, 2)).awards == (0, 33, 67)
    assert apportion(-100, (0, 1, 2)).awards == (0, -33, -67)
    assert apportion(0, (1, 2)).awards == (0, 0)


@pytest.mark.parametrize("weights", [(), (0, 0), (1, -1), (-1, 2)])
def test_weights_that_divide_nothing(weights: tuple[int, ...]) -> None:
    """No weight, only zeros, and negative weights are refused, not taken for equal."""
    with pytest.raises(WeightsError, match="weights"):
        apportion(100, weights)


@pytest.mark.parametrize("given", [0.5, True, "1", None, Decimal("NaN"), Decimal("1E+999999")])
def test_inexact_shares_are_refused(given: Any) -> None:
    """A float, a truth, a text, nothing and no finite number are no shares; the message says what is."""
    with pytest.raises(CallError, match=r"Fraction|no number"):
        share_of(given)


@pytest.mark.parametrize("given", [0.5, 1e9, True, "1", Decimal("0.001"), Decimal("Infinity"), 10**16])
def test_inexact_money_is_refused(given: Any) -> None:
    """A float, a truth, a text, less than a sen and more than the largest amount are no money."""
    with pytest.raises(CallError, match="no amount"):
        sen_of(given)


def test_rounding_is_half_away_from_zero() -> None:
    """Half a sen goes up where money is positive, and as far down where it is negative."""
    assert nearest(Fraction(1, 200)) == Decimal("0.01")
    assert nearest(Fraction(-1, 200)) == Decimal("-0.01")
    assert nearest(Fraction(1499), 100_000) == 1000


def test_unknown_words() -> None:
    """Units and rules for ties are words of a list; near matches are offered."""
    with pytest.raises(UnknownNameError, match="rupiah"):
        apportion(1, (1,), unit="rupia")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="first"):
        apportion(1, (1,), ties="frist")  # type: ignore[arg-type]


def test_split_by_declared_shares() -> None:
    """Links of 60 and 25 percent leave 15 percent to nobody; zero is a share, and parts and rest make the whole."""
    told = split(999, {"goal 1": Decimal("0.6"), "goal 2": Decimal("0.25"), "goal 3": 0})
    assert told.awards == {"goal 1": 599, "goal 2": 250, "goal 3": 0}
    assert told.rest == 150
    assert split(999, {}).rest == 999


def test_split_without_knowledge() -> None:
    """An unknown amount or a share not stated gives a reason in two languages, no money."""
    assert (told := split(None, {"a": 1})).reason is not None
    assert told.rest is None
    missing = split(100, {"a": Fraction(1, 2), "b": None}).reason
    assert missing is not None
    assert (missing.id, missing.en) == ("bobot tidak disebut: b", "the share is not stated: b")


@pytest.mark.parametrize("shares", [{"a": Fraction(2, 3), "b": Fraction(1, 2)}, {"a": -1}])
def test_split_of_more_than_the_whole(shares: dict[str, Fraction]) -> None:
    """Shares of more than the whole, or below zero, are refused, not scaled."""
    with pytest.raises(WeightsError, match="at most 1"):
        split(100, shares)
