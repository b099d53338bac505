"""Rationing: the classic examples of methods D4, floors, caps, and the waterfall of D3."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.money import RATION_RULES, RationRule, ration, waterfall
from regplan.errors import CallError, UnknownIdError, UnknownNameError

CLAIMS = {"a": 100, "b": 200, "c": 300}
THIRD = Fraction(100, 3)


@pytest.mark.parametrize(
    ("rule", "estate", "exact"),
    [
        ("proportional", 200, (THIRD, 2 * THIRD, 100)),
        ("equal_awards", 200, (2 * THIRD, 2 * THIRD, 2 * THIRD)),
        ("equal_losses", 200, (0, 50, 150)),
        ("talmud", 200, (50, 75, 75)),
        ("talmud", 100, (THIRD, THIRD, THIRD)),
        ("talmud", 300, (50, 100, 150)),
        ("talmud", 500, (Fraction(200, 3), Fraction(500, 3), Fraction(800, 3))),
    ],
)
def test_classic(rule: RationRule, estate: int, exact: tuple[Fraction, ...]) -> None:
    """Claims of 100, 200 and 300 are rationed as the literature has it, exactly; rounded, they make the estate."""
    told = ration(estate, CLAIMS, rule=rule)
    assert tuple(told.exact.values()) == exact
    assert sum(told.awards.values()) == estate
    assert told.left == 0


@pytest.mark.parametrize("rule", RATION_RULES)
def test_enough_for_all(rule: RationRule) -> None:
    """With more than is claimed every claim is met, and what is left is told."""
    told = ration(650, CLAIMS, rule=rule)
    assert told.awards == CLAIMS
    assert (told.left, set(told.unmet.values())) == (50, {0})


@pytest.mark.parametrize("rule", RATION_RULES)
def test_nothing_to_give(rule: RationRule) -> None:
    """An estate of zero is an estate: all get zero and all is unmet; no claims at all leave everything."""
    assert ration(0, CLAIMS, rule=rule).awards == {"a": 0, "b": 0, "c": 0}
    assert ration(0, {"a": 0}, rule=rule).awards == {"a": 0}
    assert ration(7, {}, rule=rule).left == 7


def test_floors_are_paid_before_the_rule() -> None:
    """Mandatory spending of 150 for c is paid first; the rest of 50 is shared by the claims that are left."""
    told = ration(200, CLAIMS, rule="proportional", floors={"c": 150}, unit="sen")
    assert told.exact["c"] == 150 + Fraction(50 * 150, 450)
    assert sum(told.awards.values()) == 200


def test_caps_cut_claims_first() -> None:
    """A cap of 100 makes three claims of 100; what the cap takes is unmet all the same."""
    told = ration(400, CLAIMS, rule="equal_losses", caps={"b": 100, "c": 100})
    assert told.awards == {"a": 100, "b": 100, "c": 100}
    assert (told.left, told.unmet["c"]) == (100, 200)


def test_floors_that_cannot_be_paid() -> None:
    """An estate below the floors has a reason instead of awards: which floor to break is not for us."""
    told = ration(100, CLAIMS, rule="talmud", floors={"a": 60, "b": 60})
    assert told.awards == {}
    assert told.left is None
    assert told.reason is not None
    assert ration(Decimal("119.99"), CLAIMS, rule="talmud", floors={"a": 60, "b": 60}).reason == told.reason
    assert ration(120, CLAIMS, rule="talmud", floors={"a": 60, "b": 60}).reason is None


def test_rounding_keeps_floors_and_claims() -> None:
    """Thousands are given, but neither a floor is undercut nor a claim passed for the sake of round money."""
    told = ration(10_000, {"a": 1_500, "b": 20_000}, rule="equal_awards", floors={"b": 700}, unit="thousand")
    assert told.awards == {"a": 1_500, "b": 8_500}
    low = ration(Decimal("999.99"), {"a": 5_000, "b": 5_000}, rule="equal_awards", unit="thousand")
    assert low.awards == {"a": Decimal("999.99"), "b": 0}


@pytest.mark.parametrize(("estate", "claims"), [(None, CLAIMS), (100, {"a": None, "b": 5})])
def test_unknown_money(estate: int | None, claims: dict[str, int | None]) -> None:
    """An unknown estate or claim makes all awards unknown; it is not zero."""
    told = ration(estate, claims, rule="proportional")
    assert (told.awards, told.left) == ({}, None)
    assert told.reason is not None
    assert told.reason.en.startswith("the amount is not known")


@pytest.mark.parametrize(
    "given",
    [
        {"estate": -1},
        {"claims": {"a": -5}},
        {"floors": {"a": 101}},
        {"floors": {"a": 60}, "caps": {"a": 50}},
        {"caps": {"a": -1}},
    ],
)
def test_calls_that_make_no_sense(given: dict[str, Any]) -> None:
    """Negative money and a floor above its claim or cap are refused."""
    with pytest.raises(CallError):
        ration(**{"estate": 200, "claims": CLAIMS, "rule": "talmud", **given})


def test_words_and_ids() -> None:
    """A rule has a known name, and a floor or cap belongs to a claim; near matches are offered."""
    with pytest.raises(UnknownNameError, match="talmud"):
        ration(1, CLAIMS, rule="talmut")  # type: ignore[arg-type]
    with pytest.raises(UnknownIdError, match="claims"):
        ration(1, CLAIMS, rule="talmud", caps={"z": 1})


def test_waterfall() -> None:
    """Capacity of 1000 serves needs of 350, 500 and 400 in order: 250 of the third is unmet."""
    told = waterfall(1000, {"I": 350, "II": 500, "III": 400})
    assert [step.award for step in told.steps] == [350, 500, 150]
    assert [step.unmet for step in told.steps] == [0, 0, 250]
    assert (told.left, told.unmet) == (0, 250)


def test_waterfall_stops_where_knowledge_ends() -> None:
    """Needs before an unknown one are served; from it on nothing is known, not even what is left."""
    told = waterfall(1000, {"I": 350, "II": None, "III": 400})
    assert [step.award for step in told.steps] == [350, None, None]
    assert (told.left, told.unmet) == (None, None)
    assert told.reason is not None
    assert told.reason.en == "the amount is not known: II"
    assert waterfall(None, {"I": 1}).reason is not None


def test_waterfall_refuses_debts() -> None:
    """Money and needs are not negative."""
    with pytest.raises(CallError):
        waterfall(-1, {"I": 1})
    with pytest.raises(CallError):
        waterfall(1, {"I": -1})
