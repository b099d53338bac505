"""The benchmark of a nation of plans counts what it writes, reads and sums, and its limit can be missed."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from benchmarks.nation import LIMIT, Step, measure
from benchmarks.plans import LEAST, synthetic_plan

from regplan.values.money import sen

PLANS = 3


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Step]:
    """Run it with a few small plans."""
    folder = tmp_path_factory.mktemp("nation")
    found = {step.name: step for step in measure(PLANS, LEAST, str(folder))}
    size = sum(file.stat().st_size for file in Path(folder).rglob("*.parquet"))
    assert found["write"].told == f"{size:,}"
    return found


def test_every_record_comes_back(steps: dict[str, Step]) -> None:
    """All records of all plans are read, each step says its peaks, and they rise."""
    assert steps["read"].told == f"{PLANS * LEAST:,}"
    assert all(0 < one.first <= one.tenth <= one.last for one in steps.values())


def test_the_sum_is_that_of_the_plans(steps: dict[str, Step]) -> None:
    """The query over all files gives the ceilings of the plans, added up in Python."""
    plans = [synthetic_plan(LEAST, seed=number + 1) for number in range(PLANS)]
    whole = sum(
        sen(amount)
        for plan in plans
        for one in plan.allocations
        if (one.basis, one.role) == ("ceiling", "entry")
        for amount in one.amounts.values()
        if amount is not None
    )
    assert sen_of(steps["sum"].told) == whole


def sen_of(text: str) -> int:
    """Read rupiah with two decimals as sen."""
    whole, _, part = text.replace(",", "").partition(".")
    return int(whole) * 100 + int(part or 0)


def test_growth_is_seen(steps: dict[str, Step]) -> None:
    """A peak that grows with the plans misses the limit."""
    grown = attrs.evolve(steps["read"], last=steps["read"].tenth * LIMIT * 1.01)
    assert (steps["read"].is_bounded, grown.is_bounded) == (True, False)
