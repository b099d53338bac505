"""Forward estimates: against the ceiling of their own document, and against next year's (CONS-10)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from regplan.calc.budget import DocumentsOverlapError, forward_estimates
from regplan.errors import CallError
from regplan.model import Allocation, Document, Plan, Program
from regplan.values.money import Rupiah

CASES: dict[str, tuple[int | str | None, int | str | None]] = {
    "vanishes": (100, 0),
    "appears": (0, 100),
    "jumps": (100, 201),
    "steady": (100, 200),
    "absent": (100, "-"),
    "unknown": (100, None),
}


def pay(document: str, subject: str, basis: str, year: int, amount: Any) -> Allocation:
    """Write an entry."""
    return Allocation(document=document, subject=subject, basis=basis, amounts={str(year): amount})  # type: ignore[arg-type] # words


def plan_of(second: tuple[str, str, int], **more: Any) -> Plan:
    """Build a plan with each case as a program: the first amount in RKPD 2026, the second where it is said."""
    documents = [Document(id=f"rkpd{year}", kind="RKPD", first_year=year, last_year=year) for year in (2026, 2027)]
    first = ("rkpd2026", "ceiling", 2026) if second[1] == "forward_estimate" else ("rkpd2026", "forward_estimate", 2027)
    money = [
        pay(place[0], name, place[1], place[2], amount)
        for name, amounts in CASES.items()
        for place, amount in zip((first, second), amounts, strict=True)
        if amount != "-"
    ]
    programs = [Program(id=name) for name in CASES]
    return Plan(**{"documents": documents, "programs": programs, "allocations": money, **more})


@pytest.mark.parametrize(
    ("second", "next_documents"),
    [(("rkpd2026", "forward_estimate", 2027), None), (("rkpd2027", "ceiling", 2027), "RKPD 2027")],
)
def test_outlooks(second: tuple[str, str, int], next_documents: str | None) -> None:
    """Against its own ceiling or next year's: what vanishes, appears, more than doubles, is absent or unknown is told."""
    found = forward_estimates(plan_of(second), "RKPD 2026", next_documents, year=2026, level="program")
    assert {change.key: found.outlook(change) for change in found.step} == {name: name for name in CASES}
    assert {record["key"]: record["outlook"] for record in found.to_dicts()} == {name: name for name in CASES}


def test_factor() -> None:
    """From which factor on it is a jump is the caller's to say; exactly so many times is none."""
    plan = plan_of(("rkpd2026", "forward_estimate", 2027))
    jumps = [
        {
            one.key
            for one in forward_estimates(plan, "RKPD 2026", year=2026, level="program", factor=factor).having("jumps")
        }
        for factor in (1, 2, 3)
    ]
    assert jumps == [{"steady", "jumps"}, {"jumps"}, set()]
    with pytest.raises(CallError, match="above zero"):
        forward_estimates(plan, "RKPD 2026", year=2026, factor=0)


@pytest.mark.parametrize(("before", "after", "jumps"), [(Decimal("0.01"), 1, True), (-5, 1, False)])
def test_small_and_negative_money(before: Rupiah, after: int, jumps: bool) -> None:  # noqa: FBT001 - a case
    """A sen that becomes a rupiah jumps; what was negative did not grow by a factor."""
    plan = plan_of(("rkpd2026", "forward_estimate", 2027))
    money = [
        pay("rkpd2026", "steady", "ceiling", 2026, before),
        pay("rkpd2026", "steady", "forward_estimate", 2027, after),
    ]
    found = forward_estimates(plan.replace(allocations=money), "RKPD 2026", year=2026, level="program")
    assert bool(found.having("jumps")) == jumps


def test_versions_must_be_chosen() -> None:
    """Where a word chooses a document and its change, which one is meant must be said."""
    plan = plan_of(("rkpd2026", "forward_estimate", 2027))
    change = Document(id="rkpd2026p", kind="RKPD", first_year=2026, last_year=2026, amends="rkpd2026")
    amended = plan.replace(documents=[*plan.documents, change])
    with pytest.raises(DocumentsOverlapError, match="revision='latest'"):
        forward_estimates(amended, "RKPD 2026", year=2026, level="program")
    found = forward_estimates(amended, "RKPD 2026", year=2026, level="program", revision="original")
    assert len(found.step) == len(CASES)
