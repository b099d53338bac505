"""Revenue and financing by account, over one document or several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.calc.budget import account_sides, frame
from regplan.model import Allocation, Document, Plan


def plan_of(*lines: tuple[str, str, int | None], year: int = 2026) -> Plan:
    """Build budgets of the region from document, account and amount."""
    return Plan(
        documents=[Document(id=name, kind="APBD") for name in dict.fromkeys(document for document, _, _ in lines)],
        allocations=[
            Allocation(document=document, subject="/", account=account, amounts={str(year): amount})
            for document, account, amount in lines
        ],
    )


def told(plan: Plan, *documents: str) -> dict[str, tuple[str, object]]:
    """Return state and amount of each side."""
    return {one.name: (one.whole.state, one.whole.amount) for one in account_sides(plan, documents)}


def test_absent_unknown_and_zero_are_three_things() -> None:
    """A side that no document speaks of is absent, one with an unknown amount unknown, one of zero known."""
    plan = plan_of(("a", "4.1", None), ("a", "6.1", 0))
    assert told(plan, "a") == {
        "revenue": ("unknown", None),
        "financing_receipts": ("known", 0),
        "financing_outlays": ("absent", None),
    }


def test_an_account_and_those_below_it_are_not_added() -> None:
    """Where a document states 4 and 4.1 the line of 4 is the whole."""
    sides = account_sides(plan_of(("a", "4", 10), ("a", "4.1", 7), ("a", "4.1.01", 7)), ["a"])
    assert (sides[0].whole.amount, [(one.account, one.amount) for one in sides[0].lines]) == (10, [("4.1", 7)])


def test_documents_are_added_and_silence_adds_nothing() -> None:
    """Two documents total their revenue; one that does not speak of financing takes nothing from the other."""
    plan = plan_of(("a", "4.1", 7), ("b", "4.1", 5), ("b", "6.2", 3), ("a", "5", 9))
    assert told(plan, "a", "b") == {
        "revenue": ("known", 12),
        "financing_receipts": ("absent", None),
        "financing_outlays": ("known", 3),
    }


def test_only_the_year_asked_for() -> None:
    """Amounts of other years are left out; without a year all are added."""
    plan = plan_of(("a", "4.1", 7)).replace(
        allocations=[
            Allocation(document="a", subject="/", account="4.1", amounts={"2026": 7, "2027": 8}),
        ]
    )
    assert [one[0].whole.amount for one in (account_sides(plan, ["a"], year=2027), account_sides(plan, ["a"]))] == [
        8,
        15,
    ]


@given(
    st.lists(st.tuples(st.sampled_from(("4.1", "4.2", "4.3", "6.1.01", "6.2.03")), st.integers(0, 10**13)), max_size=8)
)
def test_lines_total_the_side(lines: list[tuple[str, int]]) -> None:
    """Where a side is stated by the accounts below it alone, they total it, and it is what the frame says."""
    plan = plan_of(("a", "5", 1), *(("a", account, amount) for account, amount in lines))
    for side in account_sides(plan, ["a"]):
        mine = [amount for account, amount in lines if account.startswith(side.whole.account)]
        assert side.whole.amount == (sum(mine) if mine else None)
        assert side.whole.amount == frame(plan, "a", 2026).of(side.whole.account).amount
        assert sum(one.amount or 0 for one in side.lines) == sum(mine)


@pytest.mark.parametrize("basis", ["realised", "forward_estimate"])
def test_another_basis_is_another_question(basis: str) -> None:
    """Ceilings say nothing of realised money."""
    assert account_sides(plan_of(("a", "4.1", 7)), ["a"], basis=basis)[0].whole.state == "absent"  # type: ignore[arg-type] # a word
