"""What is always true of shares: they follow proportions, more of the part never hurts, and rows have no order."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs
from hypothesis import given
from hypothesis import strategies as st

from regplan.checks import check
from regplan.checks.shares import Share, mandatory_shares
from regplan.model import Allocation, Plan, Program
from regplan.testing import BudgetRow, budget_plan, line

CODES: Final = ("1.01.02", "1.02.02", "1.03.10", "6.01.01", "6.01.02", "5.04.02", "5.02.02", "X.XX.01", None)
ACCOUNTS: Final = (
    None,
    "5",
    "5.1.01",
    "5.1.01.01.01.0001",
    "5.1.02",
    "5.1.05",
    "5.2.03",
    "5.2.04",
    "5.3",
    "5.4.01",
    "5.4.02",
)
WORDS: Final = (None, "pendidikan", "infrastruktur", "kesehatan", "add", "bukan-pendidikan", "pengawasan")
ROWS = st.builds(
    BudgetRow,
    code=st.sampled_from(CODES),
    amount=st.none() | st.integers(0, 10**9),
    account=st.sampled_from(ACCOUNTS),
    counts=st.sampled_from(WORDS),
)
LINES = (line("4.1", 500), line("4.2.01.01 DBH", 300), line("4.2.01.02 DAU", 900), line("4.2.01.03 DAK", 100))
YEARS = st.sampled_from([2019, 2021, 2022, 2023, 2025, 2026, 2027])
TIERED: Final = {"MAN-05", "MAN-06", "MAN-07"}
ORDER: Final = ("broken", "unknown", "kept")


def plans(*, known: bool = False) -> st.SearchStrategy[Plan]:
    """Draw budgets with revenue; with known amounts alone where that is asked."""
    rows = ROWS.filter(lambda row: row.amount is not None) if known else ROWS
    drawn = st.lists(rows, min_size=1, max_size=7)
    return st.builds(lambda some, year: budget_plan(*some, *LINES, year=year), drawn, YEARS)


def states(plan: Plan) -> list[tuple[str, str, Fraction | None, str]]:
    """Return what is told of each share that does not depend on a tier of rupiah."""
    return [
        (one.code, one.what.en, one.share, one.state)
        for one in mandatory_shares(plan, "APBD")
        if one.code not in TIERED
    ]


def times(row: Allocation, factor: int) -> Allocation:
    """Multiply all money of a row."""
    return attrs.evolve(row, amounts={period: money and money * factor for period, money in row.amounts.items()})


@given(plan=plans(), factor=st.integers(2, 1000))
def test_scaling(plan: Plan, factor: int) -> None:
    """All money times a number leaves every share and verdict as it is, but those with tiers and floors in rupiah."""
    larger = plan.replace(allocations=[times(row, factor) for row in plan.allocations])
    assert states(larger) == states(plan)


@given(plan=plans(), more=st.data())
def test_order(plan: Plan, more: st.DataObject) -> None:
    """The order of programs and of money does not matter."""
    shuffled = plan.replace(
        allocations=more.draw(st.permutations(list(plan.allocations))),
        programs=more.draw(st.permutations(list(plan.programs))),
    )
    assert states(shuffled) == states(plan)


def least(plan: Plan, code: str) -> list[Share]:
    """Return the least shares of a rule that are measured against total spending."""
    return [one for one in mandatory_shares(plan, "APBD") if one.code == code and one.base_name.en == "total spending"]


@given(plan=plans(known=True), more=st.integers(1, 10**9))
def test_more_education_never_hurts(plan: Plan, more: int) -> None:
    """Money added to a program of education never turns its share from kept to unknown, nor from unknown to broken."""
    year = str(plan.documents[0].first_year)
    added = Allocation(document="d", subject="new", account="5.1.02", amounts={year: more})

    start = plan.replace(
        programs=[*plan.programs, Program(id="new", document="d", code="1.01.02")],
        allocations=[*plan.allocations, attrs.evolve(added, amounts={year: 0})],
    )
    richer = start.replace(allocations=[*plan.allocations, added])
    for before, after in zip(least(start, "MAN-01"), least(richer, "MAN-01"), strict=True):
        if before.base and after.base:
            assert ORDER.index(after.state) >= ORDER.index(before.state)


@given(plan=plans(known=True))
def test_share_is_its_parts(plan: Plan) -> None:
    """A share that is told lies between the least and the most that counts, by the whole, to the last digit."""
    for one in mandatory_shares(plan, "APBD"):
        if one.share is not None and one.base and one.part is not None and one.most is not None:
            assert one.part / one.base <= one.share <= one.most / one.base
            broken = one.share < one.number if one.bound == "least" else one.share > one.number
            assert one.state != "broken" or broken
            assert one.state != "kept" or not broken


@given(plan=plans())
def test_findings_and_records_agree(plan: Plan) -> None:
    """A check finds as many broken shares as the table has, and no rule crashes."""
    report = check(plan, select=["MAN", "DEF", "EMG"])
    assert not [one for one in report.findings if one.code == "RULE-01"]
    broken = sorted(one.code for one in mandatory_shares(plan, "APBD") if one.state == "broken")
    measured = [one.code for one in report.findings if "share" in one.facts and one.code.startswith("MAN")]
    assert sorted(measured) == broken
