"""What is always true of the calculators for money: exact sums, bounds, order, duals; against oracles of fractions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from regplan.calc.money import (
    RATION_RULES,
    Amount,
    Budget,
    Decision,
    MoneyUnit,
    OrderRule,
    Ratio,
    RationRule,
    Recipient,
    Residual,
    Ties,
    amendment,
    annuity,
    apportion,
    budget_balance,
    capacity_indices,
    composition_variance,
    concentration,
    fairness,
    growth_rate,
    linear_trend,
    loan_schedule,
    phased_rollout,
    priorities,
    ration,
    score_years,
    select_phases,
    split,
    waterfall,
)
from regplan.calc.money.credibility_scores import PI_1
from regplan.calc.money.exact import rupiah_of
from regplan.values.money import Rupiah, rupiah

UNITS: dict[MoneyUnit, Fraction] = {"sen": Fraction(1, 100), "rupiah": Fraction(1), "thousand": Fraction(1000)}
TIES: tuple[Ties, ...] = ("first", "last", "larger")
ORDERS: tuple[OrderRule, ...] = ("score", "one_each", "largest_remainder")


def amounts(least: int = 0, most: int = 10**6) -> st.SearchStrategy[Rupiah]:
    """Generate amounts: small ones that tie, large ones, whole and with sen."""
    near = st.integers(least, max(least, 20))
    return near | st.integers(least, most) | st.decimals(least, most, places=2).map(rupiah)


def weights() -> st.SearchStrategy[list[Any]]:
    """Generate weights that divide: int, Fraction or Decimal, zero among them."""
    part = st.integers(0, 20) | st.fractions(0, 5, max_denominator=12) | st.decimals(0, 5, places=2)
    return st.lists(part, min_size=1, max_size=8).filter(any)


def claims() -> st.SearchStrategy[dict[str, Rupiah]]:
    """Generate claims by name."""
    return st.dictionaries(st.sampled_from("abcdef"), amounts(), min_size=1)


def total(values: Any) -> Fraction:
    """Add rupiah up exactly."""
    return sum((Fraction(one) for one in values), Fraction(0))


@given(amounts(-(10**6)), weights(), st.sampled_from(sorted(UNITS)), st.sampled_from(TIES))
def test_apportionment_is_exact_and_keeps_quota(amount: Rupiah, parts: list[Any], unit: MoneyUnit, ties: Ties) -> None:
    """Awards make the amount exactly, and each is less than one unit from its quota, computed apart."""
    told = apportion(amount, parts, unit=unit, ties=ties)
    assert total(told.awards) == Fraction(amount)
    for award, part in zip(told.awards, parts, strict=True):
        quota = Fraction(amount) * Fraction(part) / total(parts)
        assert abs(Fraction(award) - quota) < UNITS[unit]
        assert part or award == 0


@given(st.integers(0, 10**9), weights(), st.fractions(Fraction(1, 9), 9))
def test_apportionment_knows_no_scale(amount: int, parts: list[Any], factor: Fraction) -> None:
    """Weights in other units give the same awards; so does the whole in sen for what is whole in rupiah."""
    assert apportion(amount, [Fraction(part) * factor for part in parts]).awards == apportion(amount, parts).awards


@given(st.integers(0, 10**6), st.lists(st.integers(1, 9), min_size=1, max_size=6), st.data())
def test_apportionment_by_ties_of_size_knows_no_order(amount: int, parts: list[int], data: st.DataObject) -> None:
    """Where the larger quota wins ties, equal weights get the same multiset of awards in any order."""
    other = data.draw(st.permutations(parts))
    one, two = (apportion(amount, order, ties="larger").awards for order in (parts, other))
    assert sorted(zip(parts, one, strict=True)) == sorted(zip(other, two, strict=True))


@given(
    amounts(), st.dictionaries(st.sampled_from("abcd"), st.fractions(0, Fraction(1, 4), max_denominator=50)), st.data()
)
def test_split_makes_the_whole(amount: Rupiah, shares: dict[str, Fraction], data: st.DataObject) -> None:
    """Parts and rest make the amount, and the order in which links are given changes nothing."""
    told = split(amount, shares)
    assert told.rest is not None
    assert total(told.awards.values()) + Fraction(told.rest) == Fraction(amount)
    other = dict(data.draw(st.permutations(list(shares.items()))))
    assert split(amount, other) == told


@given(amounts(), claims(), st.sampled_from(RATION_RULES), st.sampled_from(sorted(UNITS)), st.sampled_from(TIES))
def test_rationing_sums_and_bounds(
    estate: Rupiah, wanted: dict[str, Rupiah], rule: RationRule, unit: MoneyUnit, ties: Ties
) -> None:
    """Awards and what is left make the estate; no award is below zero or above its claim, or a unit from the exact one."""
    told = ration(estate, wanted, rule=rule, unit=unit, ties=ties)
    assert told.left is not None
    assert total(told.awards.values()) + Fraction(told.left) == Fraction(estate)
    assert total(told.exact.values()) + Fraction(told.left) == Fraction(estate)
    for name, claim in wanted.items():
        assert 0 <= told.awards[name] <= claim
        assert 0 <= told.exact[name] <= claim
        assert abs(Fraction(told.awards[name]) - told.exact[name]) < UNITS[unit]
        assert Fraction(told.awards[name]) + Fraction(told.unmet[name]) == Fraction(claim)


@given(amounts(), amounts(), claims(), st.sampled_from(RATION_RULES))
def test_rationing_never_falls_with_the_estate(
    estate: Rupiah, more: Rupiah, wanted: dict[str, Rupiah], rule: RationRule
) -> None:
    """No exact award is smaller with a larger estate, and larger claims never get less than smaller ones."""
    low, high = (ration(one, wanted, rule=rule).exact for one in sorted((estate, more)))
    assert all(low[name] <= high[name] for name in wanted)
    order = sorted(wanted, key=lambda name: wanted[name])
    assert [low[name] for name in order] == sorted(low.values())


@given(amounts(), claims())
def test_rules_and_their_duals(estate: Rupiah, wanted: dict[str, Rupiah]) -> None:
    """Talmud and proportional are their own duals, equal awards and equal losses each other's."""
    whole = total(wanted.values())
    assume(Fraction(estate) <= whole)
    rest = rupiah(Decimal(int((whole - Fraction(estate)) * 100)) / 100)
    duals = {"talmud": "talmud", "proportional": "proportional", "equal_awards": "equal_losses"}
    for rule, dual in duals.items():
        gains = ration(estate, wanted, rule=rule).exact  # type: ignore[arg-type]
        losses = ration(rest, wanted, rule=dual).exact  # type: ignore[arg-type]
        assert gains == {name: Fraction(wanted[name]) - losses[name] for name in wanted}


@given(amounts(), claims())
def test_rules_against_their_definitions(estate: Rupiah, wanted: dict[str, Rupiah]) -> None:
    """Awards of equal awards are min(c, λ), losses of equal losses min(c, λ): one λ serves all."""
    assume(Fraction(estate) < total(wanted.values()))
    equal = ration(estate, wanted, rule="equal_awards").exact
    level = max(equal.values())
    assert equal == {name: min(Fraction(claim), level) for name, claim in wanted.items()}
    awards = ration(estate, wanted, rule="equal_losses").exact
    loss = max(Fraction(claim) - awards[name] for name, claim in wanted.items())
    assert awards == {name: max(Fraction(0), Fraction(claim) - loss) for name, claim in wanted.items()}


@given(amounts(), claims(), st.sampled_from(RATION_RULES), st.sampled_from(sorted(UNITS)), st.data())
def test_floors_and_caps_hold(
    estate: Rupiah, wanted: dict[str, Rupiah], rule: RationRule, unit: MoneyUnit, data: st.DataObject
) -> None:
    """Every floor is paid and no cap is passed, in whole units too; below the floors there is a reason, no award."""
    caps = {name: data.draw(st.integers(0, int(claim))) for name, claim in wanted.items() if data.draw(st.booleans())}
    bounds = {name: caps.get(name, int(claim)) for name, claim in wanted.items()}
    floors = {name: data.draw(st.integers(0, bound)) for name, bound in bounds.items() if data.draw(st.booleans())}
    told = ration(estate, wanted, rule=rule, floors=floors, caps=caps, unit=unit)
    assert (told.reason is None) == (Fraction(estate) >= sum(floors.values()))
    assert all(floors.get(name, 0) <= award <= caps.get(name, wanted[name]) for name, award in told.awards.items())
    assert told.left is None or total(told.awards.values()) + Fraction(told.left) == Fraction(estate)


@given(amounts(), claims())
def test_waterfall_keeps_the_order(money: Rupiah, needs: dict[str, Rupiah]) -> None:
    """Nothing is overspent, and nobody gets anything before all above have everything."""
    told = waterfall(money, needs)
    assert told.left is not None
    assert total(step.award for step in told.steps) + Fraction(told.left) == Fraction(money)
    for above, below in pairwise(told.steps):
        assert above.unmet == 0 or below.award == 0
    assert told.unmet is not None
    assert Fraction(told.unmet) == max(Fraction(0), total(needs.values()) - Fraction(money))


@given(st.integers(-(10**6), 10**6), st.lists(amounts(), min_size=3, max_size=3))
def test_priorities_never_exceed_capacity(capacity: int, needs: list[Rupiah]) -> None:
    """The three priorities make at most real capacity, and get nothing where it is below zero."""
    told = priorities(Amount(exact=Fraction(capacity), variant=""), dict(zip(("I", "II", "III"), needs, strict=True)))
    given_out = [step.award for step in told.steps if step.award is not None]
    assert len(given_out) == (3 if capacity >= 0 else 0)
    assert total(given_out) <= max(0, capacity)


@given(claims(), claims(), st.integers(1, 1000))
def test_variance_of_composition(budget: dict[str, Rupiah], spent: dict[str, Rupiah], factor: int) -> None:
    """Variance is 0 to 2, as the oracle has it, zero where the shape is kept, and blind to the scale of each year."""
    after = {head: spent.get(head, 0) for head in budget | spent}
    told = composition_variance(budget, after)
    whole, done = total(budget.values()), total(after.values())
    if not whole or not done:
        assert told.reason is not None
        return
    oracle = total(abs(Fraction(after[head]) - Fraction(budget.get(head, 0)) * done / whole) for head in after) / done
    assert told.exact == oracle
    assert 0 <= oracle <= 2
    assert sum(told.deviations.values()) == 0
    assert composition_variance(budget, {head: budget[head] * factor for head in budget}).exact == 0


@given(st.lists(st.none() | st.fractions(0, 2, max_denominator=100), min_size=3, max_size=3), st.data())
def test_score_is_never_a_guess(parts: list[Fraction | None], data: st.DataObject) -> None:
    """A score with unknown years is the score whatever those years turn out to be."""
    years = {str(2023 + at): Ratio(exact=part, variant="") for at, part in enumerate(parts)}
    told = score_years(years, PI_1)
    filled = {
        year: one if one.exact is not None else Ratio(exact=data.draw(st.fractions(0, 2)), variant="")
        for year, one in years.items()
    }
    known = score_years(filled, PI_1)
    assert known.grade is not None
    assert told.grade in {None, known.grade}
    assert None in parts or told.grade == known.grade


@given(st.lists(amounts(), min_size=8, max_size=8))
@example([1200, 1260, 80, 20, 0, 0, 0, 0])
def test_amendment_deltas_add_up(parts: list[Rupiah]) -> None:
    """The deltas of lines make the change of every total, and uncovered is the negative of the end surplus."""
    names = ("revenue", "spending", "financing_receipts", "financing_outlays")
    old, new = (dict(zip(names, some, strict=True)) for some in (parts[:4], parts[4:]))
    before, after = budget_balance(Budget(**old)), budget_balance(Budget(**new))
    deltas = {name: one.delta.exact for name, one in amendment(old, new).items()}
    assert after.end_surplus.exact is not None
    assert before.end_surplus.exact is not None
    moved = [deltas[name] or 0 for name in names]
    assert after.end_surplus.exact - before.end_surplus.exact == moved[0] - moved[1] + moved[2] - moved[3]
    assert after.uncovered.exact == -after.end_surplus.exact
    assert after.is_balanced == (after.deficit.exact == after.net_financing.exact)


@given(
    amounts(1, 10**9),
    st.fractions(0, Fraction(1, 2), max_denominator=400),
    st.integers(1, 40),
    st.sampled_from(["sen", "rupiah"]),
)
def test_loans_are_repaid(loan: Rupiah, rate: Fraction, periods: int, unit: MoneyUnit) -> None:
    """The present value of the annuity is the loan, exactly; the schedule repays it to the last sen."""
    paid = annuity(loan, rate, periods).exact
    assert paid is not None
    assert sum(paid / (1 + rate) ** period for period in range(1, periods + 1)) == Fraction(loan)
    rows = loan_schedule(loan, rate, periods, unit=unit)
    assert total(row.principal for row in rows) == Fraction(loan)
    assert rows[-1].owed == 0
    assert all(row.principal >= 0 and row.interest >= 0 for row in rows)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 10**9), min_size=1))
def test_indices_and_concentration(parts: dict[str, int]) -> None:
    """Indices of capacity have mean 1; concentration is 1/n to 1."""
    told = capacity_indices({name: Amount(exact=Fraction(one), variant="") for name, one in parts.items()})
    assert sum(one.exact or 0 for one in told.values()) == len(parts)
    found = concentration(parts).exact
    assert found is not None
    assert Fraction(1, len(parts)) <= found <= 1


def series() -> st.SearchStrategy[dict[str, Rupiah | None]]:
    """Generate revenues above zero of years that follow each other."""
    return st.lists(amounts(1), min_size=2, max_size=8).map(
        lambda some: {str(2018 + at): one for at, one in enumerate(some)}
    )


@given(series(), st.integers(2, 1000))
def test_growth_knows_no_scale(values: dict[str, Rupiah | None], factor: int) -> None:
    """Stating money in another unit changes no rate; the slope of the line has the scale of the money."""
    scaled = {year: None if one is None else one * factor for year, one in values.items()}
    assert growth_rate(scaled, method="mean") == growth_rate(values, method="mean")
    assert growth_rate(scaled, method="cagr") == growth_rate(values, method="cagr")
    one, many = linear_trend(values).slope, linear_trend(scaled).slope
    assert one is not None
    assert many == one * factor


@given(series())
def test_compound_growth_arrives(values: dict[str, Rupiah | None]) -> None:
    """The compound rate leads from the first year to the last, to one part in 10²⁰."""
    rate = growth_rate(values, method="cagr").rate
    known = [rupiah_of(one) for one in values.values() if one is not None]
    assert rate is not None
    reached = known[0] * (1 + rate) ** (len(known) - 1)
    assert abs(reached - known[-1]) <= known[-1] / 10**20


@given(series())
def test_line_is_the_least_squares(values: dict[str, Rupiah | None]) -> None:
    """Residuals of the line add up to zero, and so do residuals by year: the normal equations, exactly."""
    told = linear_trend(values)
    assert told.slope is not None
    assert told.intercept is not None
    left = [
        (at, rupiah_of(one) - told.intercept - told.slope * at)
        for at, one in enumerate(values.values())
        if one is not None
    ]
    assert sum(rest for _, rest in left) == 0
    assert sum(at * rest for at, rest in left) == 0


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    """Generate decisions in order of time."""
    years = sorted(draw(st.lists(st.integers(2026, 2030), max_size=5)))
    rises, limits = st.fractions(Fraction(-1, 4), Fraction(1, 2), max_denominator=20), st.none() | st.integers(0, 40)
    return [
        Decision(name=str(at), year=year, money=draw(amounts(0, 20_000)), rise=draw(rises), capacity=draw(limits))
        for at, year in enumerate(years)
    ]


@given(
    st.integers(0, 80), amounts(5, 500), decisions(), st.sampled_from(["carried", "released"]), st.sampled_from([0, 1])
)
def test_roll_out_spends_what_there_is(
    units: int, cost: Rupiah, points: list[Decision], residual: Residual, recurrent: int
) -> None:
    """In every phase money in is money out, units never pass need or capacity, and as many are begun as can be."""
    told = phased_rollout(units, cost, points, residual=residual, recurrent=recurrent)
    done = 0
    for phase, point in zip(told.phases, points, strict=True):
        done += phase.units
        into = Fraction(phase.money) + Fraction(phase.carried)
        assert into == Fraction(phase.paid) + Fraction(phase.spent) + Fraction(phase.residual)
        assert Fraction(phase.spent) == phase.units * Fraction(phase.unit_cost)
        assert (phase.done, phase.done + phase.remaining) == (done, units)
        assert phase.units <= (units if point.capacity is None else point.capacity)
        stops = phase.remaining == 0 or phase.units == point.capacity
        assert stops or Fraction(phase.residual) < Fraction(phase.unit_cost)
        assert 0 <= phase.paid <= phase.due
        assert phase.paid == phase.due or phase.units == 0
    assert (told.completion is None) == (not told.phases or told.remaining > 0)


@given(st.integers(0, 80), amounts(5, 500), decisions(), st.sampled_from([0, Fraction(1, 3), 1]))
def test_enough_finishes(units: int, cost: Rupiah, points: list[Decision], recurrent: Fraction) -> None:
    """A decision that gives enough completes the roll-out, pays what is due and leaves nothing it gave."""
    last = Decision(name="last", year=2099, money="enough")
    told = phased_rollout(units, cost, [*points, last], residual="released", recurrent=recurrent).phases[-1]
    assert (told.remaining, told.residual, told.shortfall) == (0, 0, 0)
    assert Fraction(told.money) == Fraction(told.due) + Fraction(told.spent)


def recipients() -> st.SearchStrategy[list[Recipient]]:
    """Generate units in up to five places, with scores that tie."""
    one = st.tuples(st.sampled_from("ABCDE"), st.integers(0, 5))
    return st.lists(one, min_size=1, max_size=20).map(
        lambda some: [Recipient(id=f"{at:02}", place=place, score=score) for at, (place, score) in enumerate(some)]
    )


@given(recipients(), st.sampled_from(ORDERS), st.data())
def test_order_is_fair_and_fixed(people: list[Recipient], rule: OrderRule, data: st.DataObject) -> None:
    """Each is served once, in any order given; with one each, no place has two before all have one."""
    first = data.draw(st.integers(0, len(people)))
    told = select_phases(people, [first, len(people) - first], rule=rule)
    assert sorted(one for phase in told.phases for one in phase) == [one.id for one in people]
    assert select_phases(data.draw(st.permutations(people)), [first, len(people) - first], rule=rule) == told
    if rule != "score":
        places = {one.place for one in people}
        found = fairness(people, told.phases[0])
        assert found.none == Fraction(max(0, len(places) - first), len(places))


@pytest.mark.parametrize("given_float", [0.1, 1e6])
def test_no_float_comes_in(given_float: Any) -> None:
    """Money and weights as floats are refused at every door, so that no result can hold one."""
    calls: list[Callable[[], object]] = [
        lambda: apportion(given_float, [1]),
        lambda: apportion(1, [given_float]),
        lambda: ration(given_float, {"a": 1}, rule="talmud"),
        lambda: waterfall(1, {"a": given_float}),
        lambda: annuity(1, given_float, 1),
        lambda: growth_rate({"2025": given_float, "2026": 1}, method="mean"),
        lambda: phased_rollout(1, given_float, [], residual="released"),
        lambda: composition_variance({"a": given_float}, {"a": 1}),
    ]
    for call in calls:
        with pytest.raises(ValueError, match=r"exact|amount"):
            call()
