"""What other planning software gets wrong about money (peers §4), each as a plan that regplan judges rightly."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from regplan.calc.budget import flow, totals
from regplan.calc.money import apportion
from regplan.checks import check
from regplan.model import Activity, Allocation, Document, Indicator, Plan, Program

Chain = Callable[..., Plan]
Names = Callable[[Plan, str], list[tuple[str, str | None]]]


def test_zero_against_a_hundred_billion(chain: Chain, names: Names) -> None:
    """ePeLARA, trap 2: a side that is zero is no reason to skip; from 0 to 100 billion is told, and so is the way back."""
    for before, after in ((0, 100_000_000_000), (100_000_000_000, 0)):
        plan = chain({"RKPD": {"1.02.02": before}, "PPAS": {"1.02.02": after}})
        assert ("program-ceiling-apart", "PPAS/1.02.02") in names(plan, "CONS-04")


def test_double_is_a_hundred_percent(chain: Chain) -> None:
    """ePeLARA, trap 2: a deviation is measured by what was there before, so double is +100 %, and more is more."""
    plan = chain({"RKPD": {"1.02.02": 100}, "PPAS": {"1.02.02": 200}})
    (change,) = flow(plan, ["RKPD", "PPAS"], year=2027, match="any").direct
    assert change.deviation == 1
    assert not list(check(chain({"RKPD": {"1.02.02": 100}, "PPAS": {"1.02.02": 110}}), select="CONS-04").warnings)
    assert check(chain({"RKPD": {"1.02.02": 100}, "PPAS": {"1.02.02": 111}}), select="CONS-04").warnings


def test_six_years_are_not_one(chain: Chain) -> None:
    """ePeLARA, trap 3: the Renja of 2027 stands against 2027 of the Renstra, not against the sum or the mean of six years."""
    spans = {"RENSTRA": (2025, 2030)}
    for asked, is_found in ((700, False), (6 * 700, True), (0, True)):
        plan = chain({"RENSTRA": {"1.02.02": 700}, "RENJA": {"1.02.02": asked}}, years=spans)
        others = [
            Allocation(document="RENSTRA", subject="RENSTRA/1.02.02", fund=year, amounts={year: 700})
            for year in ("2025", "2026", "2028", "2029", "2030")
        ]
        plan = plan.replace(allocations=[*plan.allocations, *others])
        assert bool(check(plan, select="MON-02").findings) is is_found


def test_a_program_is_not_compared_with_a_sub_activity(chain: Chain) -> None:
    """ePeLARA, trap 3: money that one document gives lower is added up first; money given higher is unknown, never apart."""
    plan = chain({"RKPD": {"1.02.02": 300}, "PPAS": {"1.02.02": 0}})
    work = [Activity(id=f"k{at}", document="PPAS", parent="PPAS/1.02.02") for at in range(3)]
    entries = [Allocation(document="PPAS", subject=one.id, amounts={"2027": 100}) for one in work]
    lower = plan.replace(activities=work, allocations=[*plan.allocations, *entries])
    assert not check(lower, select="CONS-04").findings


def test_no_cap_is_no_free_pass(chain: Chain, names: Names) -> None:
    """ePeLARA, trap 10: a program without a ceiling above it has none; what is below asks for more than that."""
    plan = chain(
        {"RPJMD": {"1.02.02": 500}, "RENSTRA": {"1.02.02": 500, "1.02.03": 900}},
        years={"RPJMD": (2025, 2029), "RENSTRA": (2025, 2029)},
    )
    assert names(plan, "ALN-10") == [("renstra-above-rpjmd", "RENSTRA/1.02.03")]


def test_sen_are_exact(chain: Chain) -> None:
    """wp-sipd W2: sums that floats tell apart by a hair are equal, and one sen is seen."""
    whole = Decimal("300.30")
    parts = [Decimal("100.10")] * 3
    plan = chain({"RKPD": {"1.02.02": whole}, "PPAS": {"1.02.02": 0}})
    entries = [
        Allocation(document="PPAS", subject="PPAS/1.02.02", fund=str(at), amounts={"2027": one})
        for at, one in enumerate(parts)
    ]
    equal = plan.replace(allocations=[plan.allocations[0], *entries])
    assert sum(map(float, parts)) != float(whole)
    assert not check(equal, select=["CONS-04", "CONS-07"]).findings
    (change,) = flow(
        chain({"RKPD": {"1": whole}, "PPAS": {"1": Decimal("300.31")}}), ["RKPD", "PPAS"], year=2027, match="any"
    ).direct
    assert change.delta == Decimal("0.01")


def test_two_indicators_do_not_double_a_program() -> None:
    """wp-sipd W2: money printed on each of two indicator rows is doubted aloud, and a stated total is never added."""
    rows: list[dict[str, Any]] = [{"indicator": one, "role": "stated_total"} for one in ("i", "j")]
    plan = Plan(
        documents=[Document(id="d", kind="RENJA", first_year=2027, last_year=2027)],
        programs=[Program(id="p", document="d")],
        indicators=[Indicator(id=one, owner="p") for one in ("i", "j")],
        allocations=[
            Allocation(document="d", subject="p", amounts={"2027": 100}),
            *(Allocation(document="d", subject="p", amounts={"2027": 100}, **row) for row in rows),
        ],
    )
    assert totals(plan, "RENJA", by="node", year=2027)["p"].amount == 100
    entries = plan.replace(
        allocations=[attr for attr in plan.allocations if attr.indicator is None]
        + [Allocation(document="d", subject="p", indicator=one, amounts={"2027": 100}) for one in ("i", "j")]
    )
    assert {one.kind for one in totals(entries, "RENJA", by="node", year=2027).doubts} >= {"same-on-indicators"}


@pytest.mark.parametrize("total", [100, 1, 7, 10**15])
def test_a_split_loses_nothing(total: int) -> None:
    """wp-sipd W5: a ceiling that is split over three is given out whole; truncation to integers loses up to two rupiah."""
    parts = apportion(total, (1, 1, 1)).awards
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1
