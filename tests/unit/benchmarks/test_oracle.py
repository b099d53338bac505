"""The obvious version of nine rules and ours find the same, on clean plans and on plans with faults."""

from __future__ import annotations

import subprocess
import sys

import pytest
from benchmarks import oracle
from benchmarks.faults import FAULTS, plant
from benchmarks.oracle import RULES, Found, findings
from benchmarks.plans import LEAST, synthetic_plan

import regplan as rp


def ours(plan: rp.Plan) -> frozenset[Found]:
    """Return what the rules of the registry find."""
    return frozenset(Found(one.code, one.name, one.subject) for one in rp.check(plan, select=RULES))


@pytest.mark.parametrize("seed", range(5))
def test_clean_plans(seed: int) -> None:
    """Neither version finds anything in a clean plan."""
    plan = synthetic_plan(LEAST, seed)
    assert findings(plan) == ours(plan) == frozenset()


@pytest.mark.parametrize("seed", range(25))
def test_planted_faults(seed: int) -> None:
    """With all faults at once both find the same, and every fault."""
    planted = plant(synthetic_plan(LEAST + seed * 37, seed), seed)
    found = findings(planted.plan)
    assert found == ours(planted.plan)
    assert planted.faults <= found


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("seed", range(3))
def test_each_fault_alone(name: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for each fault by itself."""
    for other in set(FAULTS) - {name}:
        monkeypatch.delitem(FAULTS, other)
    planted = plant(synthetic_plan(LEAST, seed), seed)
    found = findings(planted.plan)
    assert found == ours(planted.plan)
    assert planted.faults <= found


def test_equal_seeds_plant_equal_faults() -> None:
    """Chance comes from the seed alone."""
    plan = synthetic_plan(LEAST)
    assert plant(plan, 3).faults == plant(plan, 3).faults
    assert plant(plan, 3).plan == plant(plan, 3).plan


def test_every_rule_has_a_planted_fault() -> None:
    """None of the rules is compared on nothing."""
    assert {found.code for found in plant(synthetic_plan(LEAST), 1).faults} == set(RULES)


def test_oracle_stands_alone() -> None:
    """It imports neither the index nor the checks, so that it can be a second opinion."""
    code = f"import sys, {oracle.__name__}; print([m for m in sys.modules if m.startswith(('regplan.index', 'regplan.checks'))])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_root())
    assert told.stdout.strip() == "[]"


def _root() -> str:
    assert oracle.__file__
    return oracle.__file__.rpartition("/benchmarks/")[0]
