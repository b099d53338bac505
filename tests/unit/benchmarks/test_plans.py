"""Synthetic plans: seeded, of the size asked for, clean, in the proportions of real files."""

from __future__ import annotations

import pytest
from benchmarks.plans import LEAST, synthetic_plan

import regplan as rp


@pytest.mark.parametrize("size", [LEAST, 3_333, 5_000, 20_000])
def test_size(size: int) -> None:
    """A plan has as many records as were asked for."""
    assert abs(len(synthetic_plan(size)) - size) <= size * 0.02


def test_equal_seeds_give_equal_plans() -> None:
    """Chance comes from the seed alone."""
    assert synthetic_plan(LEAST, 7) == synthetic_plan(LEAST, 7)
    assert synthetic_plan(LEAST, 7) != synthetic_plan(LEAST, 8)


def test_too_small() -> None:
    """A plan too small for its objectives is refused."""
    with pytest.raises(ValueError, match="smallest"):
        synthetic_plan(LEAST - 1)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [LEAST, 12_000])
def test_core_finds_nothing(size: int, seed: int) -> None:
    """No rule of CORE finds an error or warning."""
    report = rp.check(synthetic_plan(size, seed), select="CORE")
    assert not report.errors + report.warnings


def test_file_is_canonical_and_whole() -> None:
    """The plan comes back from its file."""
    plan = synthetic_plan(LEAST)
    assert rp.loads(rp.dumps(plan), format="json") == plan


def test_yaml_gives_every_record_its_line() -> None:
    """What the row "yaml" promises: a place for each record."""
    plan = rp.loads(rp.dumps(synthetic_plan(LEAST), format="yaml"))
    origins = plan.origins
    assert origins is not None
    assert all(origins.where(table, at) for table, at, _ in plan.records())


@pytest.mark.parametrize("plain", [True, False])
def test_plain_is_ascii(plain: bool) -> None:  # noqa: FBT001 - parametrized
    """Only a plain plan leaves out what real files seldom have."""
    assert rp.dumps(synthetic_plan(LEAST, plain=plain)).isascii() is plain


def test_proportions() -> None:
    """The numbers of the table in the module hold."""
    plan = synthetic_plan(40_000)
    programs, activities, subs = len(plan.programs), len(plan.activities), len(plan.sub_activities)
    assert activities / programs == pytest.approx(779 / 306, rel=0.1)
    assert subs / activities == pytest.approx(2189 / 779, rel=0.1)
    assert programs / len(plan.agencies) == pytest.approx(306 / 54, rel=0.2)
    codes = {one.code for one in plan.programs}
    assert len(codes) < programs
    budget = [row for row in plan.allocations if row.document == "apbd2026"]
    assert len(budget) / len({row.subject for row in budget}) == pytest.approx(1011 / 797, rel=0.05)
    labels = [link for link in plan.links if link.kind == "aligned_with" and link.source.count(".") == 5]
    assert len(labels) / subs == pytest.approx((2087 + 1755 + 825) / 2189, rel=0.15)
