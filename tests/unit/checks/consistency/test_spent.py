"""BUD-I08: what was spent against the budget in its last version."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.checks import check
from regplan.model import Allocation, Document, Plan, Program


def plan(*money: tuple[str, str, int | None], **change: Any) -> Plan:
    """Build an APBD, its change, and a realisation of one program, with ceilings and what was spent."""
    return Plan(
        documents=[
            Document(id="apbd", kind="APBD", first_year=2026, last_year=2026),
            Document(id="p", kind="APBD", first_year=2026, last_year=2026, amends="apbd", **change),
            Document(id="lra", kind="REALISATION", first_year=2026, last_year=2026),
        ],
        programs=[Program(id="P", document="apbd", code="1.02.02")],
        allocations=[
            Allocation(document=document, subject="P", basis=basis, amounts={"2026": amount})  # type: ignore[arg-type] # words
            for document, basis, amount in money
        ],
    )


@pytest.mark.parametrize(("spent", "count"), [(120, 0), (121, 1), (0, 0)])
def test_the_last_version_counts(spent: int, count: int) -> None:
    """What the change allows may be spent, a rupiah more may not."""
    found = check(
        plan(("apbd", "ceiling", 100), ("p", "ceiling", 120), ("lra", "realised", spent)), select="BUD-I08"
    ).findings
    assert len(found) == count


def test_a_draft_allows_nothing() -> None:
    """A change that is a draft does not raise the budget."""
    money = ("apbd", "ceiling", 100), ("p", "ceiling", 120), ("lra", "realised", 110)
    assert check(plan(*money, stage="draft"), select="BUD-I08").errors[0].facts["difference_rp"] == 10


def test_unknown() -> None:
    """A change in part, and a realisation without its budget, are unknown, never a pass."""
    money = ("apbd", "ceiling", 100), ("p", "ceiling", 120), ("lra", "realised", 500)
    assert check(plan(*money, restates="partial"), select="BUD-I08").unknown
    assert check(plan(("lra", "realised", 500)), select="BUD-I08").unknown


def test_realised_money_in_the_budget_itself() -> None:
    """A budget that states what was spent is judged too."""
    found = check(plan(("p", "ceiling", 120), ("p", "realised", 130)), select="BUD-I08").findings
    assert [one.facts["difference_rp"] for one in found] == [10]
