"""The test suite of an inspectorate: one test a rule they care for, run on each change of the plan; type-checked, and run."""

from __future__ import annotations

from pathlib import Path

import pytest

import regplan as rp
from regplan.testing import FAULTS, Fault, assert_plan, faulty, sound_plan

HERE = Path(__file__).parents[2] / "examples" / "deli_serdang_2019"


@pytest.fixture(name="plan", scope="module")
def read_plan() -> rp.Plan:
    """The plan of the repository, as the pipeline finds it."""
    return rp.load(HERE)


@pytest.mark.parametrize("rules", ["REF", ("ARI", "PER-01")])
def test_plan_holds_together(plan: rp.Plan, rules: str | tuple[str, ...]) -> None:
    """Nothing dangles, sums are right, and years are those of the documents."""
    report: rp.Report = assert_plan(plan, select=rules, documents="RPJMD", fail_on="error", lang="id")
    assert report.ran


def test_a_broken_plan_stops_the_pipeline() -> None:
    """A plan with a fault fails, and the failure says what is wrong and how to mend it."""
    fault: Fault = FAULTS["dangling parent"]
    broken: rp.Plan = faulty(sound_plan(), "dangling parent")
    with pytest.raises(AssertionError, match=fault.code):
        assert_plan(broken, select="CORE", ignore=["CARD-14"])
