"""TGT-17, PER-04 and PER-05: for which years documents have values."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.checks import check
from regplan.model import Document, Goal, Indicator, Plan, Program, Series
from regplan.model.words import Regime, SeriesRole


def renstra(
    *targets: str, owner: str = "P", years: tuple[int, int] = (2025, 2029), regime: Regime = "INMEN2_2025"
) -> Plan:
    """Build a Renstra of one indicator with targets for some years."""
    return Plan(
        documents=[Document(id="d", kind="RENSTRA", first_year=years[0], last_year=years[1], regime=regime)],
        goals=[Goal(id="T", document="d")],
        programs=[Program(id="P", document="d")],
        indicators=[Indicator(id="I", owner=owner)],
        series=[Series(indicator="I", document="d", role="target", values=dict.fromkeys(targets, "1"))],
    )


SIX = ("2025", "2026", "2027", "2028", "2029", "2030")


@pytest.mark.parametrize(
    ("targets", "owner", "missing"),
    [
        (SIX, "P", None),
        ((*SIX[:-1], "end"), "P", None),
        (SIX[1:], "P", ("2025",)),
        (("unstated",), "P", SIX),
        (SIX[1:], "T", None),
        (SIX[1:], "opd", ("2025",)),
        ((*SIX[:2], "2027-Q1", *SIX[3:]), "P", ("2027",)),
    ],
)
def test_years_that_are_missing(targets: tuple[str, ...], owner: str, missing: tuple[str, ...] | None) -> None:
    """Years that indicators below objectives lack are told; those of goals are CARD-05's; ``end`` is the last year."""
    found = check(renstra(*targets, owner=owner), select="TGT-17").findings
    assert [one.facts["missing"] for one in found] == ([] if missing is None else [missing])


def test_one_finding_for_each_set_of_years() -> None:
    """Indicators that lack the same years are one finding, which names them all; an indicator without targets has no years."""
    plan = renstra(*SIX[1:])
    plan = plan.replace(
        indicators=[*plan.indicators, Indicator(id="J", owner="P"), Indicator(id="K", owner="P")],
        series=[*plan.series, Series(indicator="J", document="d", role="target", values=plan.series[0].values)],
    )
    (found,) = check(plan, select="TGT-17").findings
    assert (found.subject, found.related, found.facts["count"]) == ("d", ("I", "J"), 2)


@pytest.mark.parametrize(
    ("years", "regime", "targets", "got"),
    [
        ((2019, 2024), "PMDN86_2017", range(2019, 2025), "2019–2024"),
        ((2019, 2024), "PMDN86_2017", range(2020, 2025), None),
        ((2018, 2022), "PMDN86_2017", range(2017, 2024), None),
        ((2025, 2029), "INMEN2_2025", range(2025, 2031), None),
    ],
)
def test_too_many_years(years: tuple[int, int], regime: Regime, targets: range, got: str | None) -> None:
    """More years of the document than its regime asks for are told; years outside it are PER-01's."""
    plan = renstra(*map(str, targets), owner="T", years=years, regime=regime)
    assert [one.facts["got"] for one in check(plan, select="TGT-17").findings] == ([] if got is None else [got])


def plan_of(role: SeriesRole, values: dict[str, str | None], *, target: tuple[str, ...] = (), **fields: Any) -> Plan:
    """Build a plan with one document, and one indicator with a series of a role beside its targets."""
    series = [Series(indicator="I", document="d", role=role, values=values)]
    if target:
        series.append(Series(indicator="I", document="d", role="target", values=dict.fromkeys(target, "1")))
    return Plan(
        documents=[Document(id="d", kind="LKJIP", first_year=2025, last_year=2025, **fields)],
        indicators=[Indicator(id="I")],
        series=series,
    )


@pytest.mark.parametrize(
    ("baseline", "target", "got"),
    [
        ({"2026": "1"}, ("2025", "2026"), ("2026",)),
        ({"2024": "1", "2026": None}, ("2025",), ("2026",)),
        ({"2025": "1"}, ("2025",), None),
        ({"2025-12-31": "1"}, ("2025",), None),
        ({"unstated": "1"}, ("2025",), None),
        ({"2026": "1"}, ("end",), None),
        ({"2026": "1"}, (), None),
    ],
)
def test_baseline_after_targets(
    baseline: dict[str, str | None], target: tuple[str, ...], got: tuple[str, ...] | None
) -> None:
    """A baseline of a year after the first target is told, also one that is null; one without a year is not."""
    found = check(plan_of("baseline", baseline, target=target), select="PER-04").findings
    assert [one.facts["got"] for one in found] == ([] if got is None else [got])
    assert all(one.facts["first"] == "2025" for one in found)


@pytest.mark.parametrize(
    ("period", "day", "early"),
    [
        ("2025", "2025-12-30", True),
        ("2025", "2025-12-31", False),
        ("2025-Q3", "2025-09-29", True),
        ("2025-Q3", "2025-09-30", False),
        ("2024-02", "2024-02-28", True),
        ("2024-02", "2024-02-29", False),
        ("2025-03-31", "2025-03-30", True),
        ("end", "2025-12-30", True),
        ("end", "2025-12-31", False),
        ("unstated", "2020-01-01", False),
    ],
)
def test_result_before_its_period_ends(period: str, day: str, *, early: bool) -> None:
    """A result is early where its period ends after the day its document was enacted."""
    report = check(plan_of("result", {period: "1"}, events={"enacted": day}), select="PER-05")
    assert [one.facts["got"] for one in report.findings] == (
        [(f"1 ({period})" if period[0] == "2" else "1",)] if early else []
    )
    assert report.unknown == ()


@pytest.mark.parametrize(
    ("values", "events", "unknown"),
    [
        ({"2025": "1"}, {}, True),
        ({"2025": "1"}, {"inauguration": "2025-02-20"}, True),
        ({"2025": None}, {}, False),
        ({"unstated": "1"}, {}, False),
    ],
)
def test_day_that_is_not_stated(values: dict[str, str | None], events: dict[str, str], *, unknown: bool) -> None:
    """Without the day it was enacted nothing can be said of a document with results; other days prove nothing."""
    report = check(plan_of("result", values, events=events), select="PER-05")
    assert report.findings == ()
    assert bool(report.unknown) is unknown
