"""MAN-03 and MAN-05…08: personnel, supervision and training."""

from __future__ import annotations

import pytest

from regplan import check
from regplan.model import Plan
from regplan.model.words import RegionLevel
from regplan.testing import budget_plan, line, work

BILLION = 10**9


def found(plan: Plan, code: str) -> list[str]:
    """Return severity and clause of what one rule finds."""
    return [f"{one.severity} {one.name}" for one in check(plan, select=code).findings]


def lacks(plan: Plan, code: str) -> list[str]:
    """Return what one rule lacks."""
    return [one.lacks.en for one in check(plan, select=code).unknown]


@pytest.mark.parametrize(
    ("year", "share", "severity"),
    [(2021, 37, None), (2025, 30, None), (2025, 37, "warning"), (2027, 37, "error"), (2027, 30, None)],
)
def test_personnel(year: int, share: int, severity: str | None) -> None:
    """37 % is a warning in the years of adjustment and an error from 2027; 30 % is kept; the act is of 2022."""
    plan = budget_plan(work("1.01.02", share, "5.1.01"), work("1.01.02", 100 - share, "5.1.02"), year=year)
    assert [one.split()[0] for one in found(plan, "MAN-03")] == ([severity] if severity else [])


def test_personnel_says_how_fast() -> None:
    """In the years of adjustment the finding says by how much a year the share has to fall."""
    plan = budget_plan(work("1.01.02", 37, "5.1.01"), work("1.01.02", 63, "5.1.02"), year=2025)
    assert "3.50 percentage points" in check(plan, select="MAN-03").findings[0].hint.en


def test_allowances_are_taken_off() -> None:
    """Declared allowances of teachers are taken off 5.1.01, and only there."""
    rows = [
        work("1.01.02", 30, "5.1.01"),
        work("1.01.02", 7, "5.1.01.05", counts="tunjangan-guru"),
        work("1.01.02", 63, "5.1.02"),
    ]
    assert found(budget_plan(*rows, year=2027), "MAN-03") == []
    rows = [work("1.01.02", 37, "5.1.01"), work("1.01.02", 63, "5.1.02", counts="tunjangan-guru")]
    assert found(budget_plan(*rows, year=2027), "MAN-03") == ["error personnel-above-most"]


def test_personnel_needs_accounts() -> None:
    """Spending without accounts says nothing of personnel."""
    assert lacks(budget_plan(work("1.01.02", 100)), "MAN-03")


@pytest.mark.parametrize(
    ("level", "code", "spending", "supervision", "below"),
    [
        ("regency", "MAN-06", 1500, 10, True),
        ("city", "MAN-06", 1000, 10, False),
        ("regency", "MAN-06", 1001, 8, False),
        ("regency", "MAN-06", 3000, 15, False),
        ("province", "MAN-05", 4000, 36, False),
        ("province", "MAN-05", 4000, 35, True),
        ("province", "MAN-05", 11000, 33, False),
        ("province", "MAN-06", 1500, 1, False),
        ("regency", "MAN-05", 1500, 1, False),
    ],
)
def test_supervision(level: RegionLevel, code: str, spending: int, supervision: int, *, below: bool) -> None:
    """Each level has its tiers; an amount on the bound of a tier is in the tier below it."""
    plan = budget_plan(
        work("6.01.02", supervision * BILLION), work("1.03.02", (spending - supervision) * BILLION), level=level
    )
    assert found(plan, code) == (["warning supervision-below-least"] if below else [])


def test_support_of_the_inspectorate_may_count() -> None:
    """What only the support program brings above the share is unknown."""
    plan = budget_plan(work("6.01.02", 6), work("6.01.01", 6), work("1.03.02", 988))
    assert found(plan, "MAN-06") == []
    assert "between 0.60 % – 1.20 %" in lacks(plan, "MAN-06")[0]


@pytest.mark.parametrize("code", ["MAN-05", "MAN-06", "MAN-07", "MAN-08"])
def test_level_is_needed(code: str) -> None:
    """Without the level of the region these rules are unknown, and before their first year they say nothing."""
    plan = budget_plan(work("6.01.02", 1), work("1.03.02", 999), level=None)
    assert lacks(plan, code) == ["the level of the region (province, regency, city)"]
    assert lacks(budget_plan(work("6.01.02", 1), year=2018, level=None), code) == []


@pytest.mark.parametrize(("spending", "supervision", "below"), [(900, 1, False), (1200, 9, True), (1200, 10, False)])
def test_floor(spending: int, supervision: int, *, below: bool) -> None:
    """The lowest tier has no floor; the floor of a tier is an amount, and reaching it is enough."""
    plan = budget_plan(work("6.01.02", supervision * BILLION), work("1.03.02", (spending - supervision) * BILLION))
    assert found(plan, "MAN-07") == (["info supervision-below-floor"] if below else [])


def test_training_is_net() -> None:
    """0.51 % of which 0.24 points are the agency's own personnel and maintenance is below 0.34 %."""
    rows = work("5.04.02", 27, "5.1.02"), work("1.03.02", 9949, "5.2.04")
    own = work("5.04.01", 24, "5.1.01")
    assert found(budget_plan(*rows, own, level="province", year=2025), "MAN-08") == ["warning training-below-least"]
    assert found(budget_plan(*rows, own, level="regency", year=2025), "MAN-08") == []


def test_training_without_accounts() -> None:
    """Without accounts personnel cannot be taken off, so that only a share that is too low in any case is found."""
    assert lacks(budget_plan(work("5.04.02", 30), work("1.03.02", 9970)), "MAN-08")
    assert found(budget_plan(work("5.04.02", 15), work("1.03.02", 9985)), "MAN-08")


def test_a_printed_total_alone() -> None:
    """Lines of the region alone say the share of personnel, and nothing of supervision."""
    plan = budget_plan(line("5.1.01", 31), line("5.1.02", 69))
    assert found(plan, "MAN-03") == ["warning personnel-above-most-early"]
    assert lacks(plan, "MAN-06")
