"""Phased roll-out: the worked example of methods D5 (money for 50 RT now, the rest later), order and fairness."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.money import (
    Decision,
    OrderRule,
    Recipient,
    Selection,
    fairness,
    phased_rollout,
    select_phases,
)
from regplan.errors import CallError, UnknownIdError, UnknownNameError

JUTA, MILIAR = 10**6, 10**9
NOW = Decision(name="APBD 2026", year=2026, money=Decimal(5 * MILIAR) / 2)
CHANGE = Decision(name="Perubahan 2026", year=2026, money=10 * MILIAR)
NEXT = Decision(name="APBD 2027", year=2027, money="enough", rise=Decimal("0.03"))


def test_worked_example() -> None:
    """2.5 billion for 50 RT now, 10 billion in the change budget for 200, and 20.6 billion finish 650 RT next year."""
    told = phased_rollout(650, 50 * JUTA, [NOW, CHANGE, NEXT], residual="released")
    assert [phase.units for phase in told.phases] == [50, 200, 400]
    assert [phase.remaining for phase in told.phases] == [600, 400, 0]
    assert [phase.cost_to_finish for phase in told.phases] == [30_000 * JUTA, 20_000 * JUTA, 0]
    assert told.phases[-1].unit_cost == 51_500_000
    assert told.phases[-1].spent == told.phases[-1].money == 20_600 * JUTA
    assert (told.completion, told.remaining) == ("APBD 2027", 0)


def test_yearly_support() -> None:
    """If the support is yearly, next year takes 650 × 51.5 million: 250 that have it and 400 new ones."""
    told = phased_rollout(650, 50 * JUTA, [NOW, CHANGE, NEXT], residual="released", recurrent=1)
    last = told.phases[-1]
    assert (last.money, last.due, last.paid) == (33_475 * JUTA, 12_875 * JUTA, 12_875 * JUTA)
    assert told.phases[1].due == 0
    assert last.commitment == 33_475 * JUTA


def test_the_snippet_of_methods() -> None:
    """Units of 50 with 2,500 and 10,000 give 50 and 200 and leave 400, without completion."""
    decisions = [Decision(name=str(at), year=2026, money=money) for at, money in enumerate((2500, 10_000))]
    told = phased_rollout(650, 50, decisions, residual="carried")
    assert [phase.units for phase in told.phases] == [50, 200]
    assert (told.remaining, told.completion) == (400, None)


def test_residual_money() -> None:
    """70 buys one unit of 50; carried, the 20 left buy one more with the next 80, released they do not."""
    decisions = [Decision(name="a", year=2026, money=70), Decision(name="b", year=2026, money=80)]
    carried = phased_rollout(9, 50, decisions, residual="carried")
    released = phased_rollout(9, 50, decisions, residual="released")
    assert [phase.units for phase in carried.phases] == [1, 2]
    assert [phase.units for phase in released.phases] == [1, 1]
    assert (carried.phases[1].carried, released.phases[0].residual) == (20, 20)


def test_capacity_and_no_money() -> None:
    """Capacity bounds units however much money there is; zero money is a decision that does nothing."""
    decisions = [Decision(name="a", year=2026, money=500, capacity=3), Decision(name="b", year=2026, money=0)]
    told = phased_rollout(9, 50, decisions, residual="released")
    assert [phase.units for phase in told.phases] == [3, 0]


def test_unknown_money_ends_knowledge() -> None:
    """From a decision whose money is not known on there are no phases, and the reason names it."""
    told = phased_rollout(9, 50, [NOW, Decision(name="?", year=2026, money=None), NEXT], residual="released")
    assert [phase.name for phase in told.phases] == ["APBD 2026"]
    assert told.reason is not None
    assert told.reason.en == "the amount is not known: ?"


def test_units_that_lose_their_support() -> None:
    """Money below what is due begins nothing new; what is not paid stays due within the year and is told."""
    decisions = [
        Decision(name="a", year=2026, money=500),
        Decision(name="b", year=2027, money=200),
        Decision(name="c", year=2027, money=350),
    ]
    told = phased_rollout(20, 50, decisions, residual="released", recurrent=1)
    assert [(phase.due, phase.paid, phase.units) for phase in told.phases] == [(0, 0, 10), (500, 200, 0), (300, 300, 1)]
    assert [phase.shortfall for phase in told.phases] == [0, 300, 0]


def test_carried_money_pays_what_is_due() -> None:
    """Money left by the decision before pays for units of earlier years too, before anything new."""
    decisions = [Decision(name="a", year=2026, money=190, capacity=1), Decision(name="b", year=2027, money=0)]
    told = phased_rollout(9, 50, decisions, residual="carried", recurrent=1)
    assert [(phase.due, phase.paid, phase.units, phase.residual) for phase in told.phases] == [
        (0, 0, 1, 140),
        (50, 50, 1, 40),
    ]


def test_cost_is_rounded_once() -> None:
    """A rise compounds exactly and is rounded at each decision, so that it can be paid."""
    decisions = [Decision(name=str(at), year=2026 + at, money=1000, rise=Fraction(1, 3)) for at in range(3)]
    told = phased_rollout(100, 10, decisions, residual="released")
    assert [phase.unit_cost for phase in told.phases] == [13, 18, 24]


@pytest.mark.parametrize(
    "given",
    [
        {"units": -1},
        {"unit_cost": 0},
        {"decisions": [NEXT, NOW]},
        {"decisions": [NOW, NOW]},
        {"decisions": [Decision(name="a", year=2026, money=-1)]},
        {"decisions": [Decision(name="a", year=2026, money=1, rise=-1)]},
        {"decisions": [Decision(name="a", year=2026, money=1, capacity=-1)]},
        {"recurrent": -1},
        {"unit_cost": 1, "rounding": "thousand"},
    ],
)
def test_calls_that_make_no_sense(given: dict[str, Any]) -> None:
    """Negative units, costs and money, and decisions out of order are refused."""
    with pytest.raises(CallError):
        phased_rollout(**{"units": 9, "unit_cost": 50, "decisions": [NOW], "residual": "released", **given})


def test_fate_of_residual_money_is_chosen() -> None:
    """Whether money is carried or released is a word of two."""
    with pytest.raises(UnknownNameError, match="carried"):
        phased_rollout(9, 50, [NOW], residual="carry")  # type: ignore[arg-type]


def people() -> list[Recipient]:
    """Return ten RT in three kelurahan; those of A have the highest scores."""
    places = "AAAAAABBBC"
    return [Recipient(id=f"RT {at:02}", place=place, score=10 - at) for at, place in enumerate(places)]


@pytest.mark.parametrize(
    ("rule", "first", "none"),
    [
        ("score", ("RT 00", "RT 01", "RT 02", "RT 03"), Fraction(2, 3)),
        ("one_each", ("RT 00", "RT 06", "RT 09", "RT 01"), 0),
        ("largest_remainder", ("RT 00", "RT 06", "RT 09", "RT 01"), 0),
    ],
)
def test_order(rule: OrderRule, first: tuple[str, ...], none: Fraction) -> None:
    """By score alone A takes all; with one in each kelurahan first nobody is left out."""
    told = select_phases(people(), [4, 6], rule=rule)
    assert told.phases[0] == first
    assert sorted(one for phase in told.phases for one in phase) == [one.id for one in people()]
    assert fairness(people(), told.phases[0]).none == none


def test_rest_by_largest_remainder() -> None:
    """After one each, four more over 5, 2 and 0 waiting are 3 and 1, not four of A."""
    told = select_phases(people(), [7], rule="largest_remainder")
    by_score = select_phases(people(), [7], rule="one_each")
    assert [sum(one < "RT 06" for one in phases[0]) for phases in (told.phases, by_score.phases)] == [4, 5]


@pytest.mark.parametrize("rule", ["one_each", "largest_remainder"])
def test_places_that_have_one_wait(rule: OrderRule) -> None:
    """In the second phase the place that has none yet comes first, and those that have one are not served again before it."""
    told = select_phases(people(), [2, 2], rule=rule)
    assert told.phases == (("RT 00", "RT 06"), ("RT 09", "RT 01"))


def test_order_follows_the_roll_out() -> None:
    """The phases of a roll-out are the phases of the order; equal scores are decided by id, whatever the order given."""
    rollout = phased_rollout(
        10,
        50,
        [Decision(name="a", year=2026, money=100), Decision(name="b", year=2027, money=150)],
        residual="released",
    )
    even = [Recipient(id=str(at), place="A", score=1) for at in range(10)]
    assert select_phases(even[::-1], rollout, rule="score").phases == (("0", "1"), ("2", "3", "4"))


def test_score_not_stated() -> None:
    """A unit without a score is not last: there is no order, and the unit is named."""
    told = select_phases([*people(), Recipient(id="RT x", place="A", score=None)], [1], rule="score")
    assert told.phases == ()
    assert told.reason is not None
    assert "RT x" in told.reason.en
    assert isinstance(told, Selection)


@pytest.mark.parametrize("counts", [[11], [-1]])
def test_more_than_there_are(counts: list[int]) -> None:
    """More units than there are, or fewer than none, are refused; so are two of one id and unknown rules."""
    with pytest.raises(CallError):
        select_phases(people(), counts, rule="score")
    with pytest.raises(CallError):
        select_phases([*people(), *people()], [1], rule="score")
    with pytest.raises(UnknownNameError):
        select_phases(people(), [1], rule="lot")  # type: ignore[arg-type]


def test_fairness() -> None:
    """Shares by kelurahan, the spread between them, and the share of kelurahan with none; nothing of nobody."""
    told = fairness(people(), ["RT 00", "RT 01", "RT 02", "RT 06"])
    assert told.shares == {"A": Fraction(1, 2), "B": Fraction(1, 3), "C": 0}
    assert (told.spread, told.none) == (Fraction(1, 2), Fraction(1, 3))
    assert fairness([], []).spread is None
    with pytest.raises(UnknownIdError, match="recipients"):
        fairness(people(), ["RT 0"])
