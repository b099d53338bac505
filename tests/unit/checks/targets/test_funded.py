"""TGT-15: which ceiling stands beside a target, and when none does."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.checks import check
from regplan.diagnostics.report import Report
from regplan.model import Activity, Allocation, Document, Indicator, Plan, Program, Series, SubActivity

NOTHING, TOO_MUCH = "zero-target-with-ceiling", "target-with-zero-ceiling"


def money(subject: str, amount: int | None, **more: Any) -> Allocation:
    """State money of 2026."""
    return Allocation(document="d", subject=subject, amounts={"2026": amount}, **more)


def judged(targets: dict[str, str], *allocations: Allocation, **more: Any) -> Report:
    """Judge a Renja with a program, an activity and a sub activity; indicators are named by their owner and a letter."""
    said = {"polarity": "up"} | more
    return check(
        Plan(
            documents=[Document(id="d", kind="RENJA", first_year=2026, last_year=2026)],
            programs=[Program(id="P", document="d")],
            activities=[Activity(id="K", document="d", parent="P")],
            sub_activities=[SubActivity(id="SK", document="d", parent="K")],
            indicators=[Indicator(id=name, owner=name[:-1], unit="unit", **said) for name in targets],
            series=[
                Series(indicator=name, document="d", role="target", values={"2026": text})
                for name, text in targets.items()
            ],
            allocations=allocations,
        ),
        select="TGT-15",
    )


def said(report: Report) -> list[tuple[str, str | None]]:
    """List clause and subject of the findings."""
    return [(one.name, one.subject) for one in report]


def test_money_below_is_money() -> None:
    """The ceiling of a node is what stands at and below it."""
    assert said(judged({"Pa": "0", "Ka": "0"}, money("SK", 5))) == [(NOTHING, "Pa"), (NOTHING, "Ka")]
    assert said(judged({"Pa": "3", "SKa": "2"}, money("SK", 0))) == [(TOO_MUCH, "Pa"), (TOO_MUCH, "SKa")]


def test_a_stated_total_is_the_ceiling() -> None:
    """What the document prints as the total counts before the sum; that of one fund is not the total."""
    assert said(judged({"Ka": "0"}, money("SK", 0), money("K", 7, role="stated_total"))) == [(NOTHING, "Ka")]
    assert said(judged({"Ka": "0"}, money("SK", 0), money("K", 7, role="stated_total", fund="DAU"))) == []


def test_money_on_the_row_of_an_indicator() -> None:
    """Money on its own row decides for an indicator, whatever the others of the node have."""
    rows = (money("P", 0, indicator="Pa"), money("P", 9, indicator="Pb"))
    assert said(judged({"Pa": "4", "Pb": "0"}, *rows)) == [(TOO_MUCH, "Pa"), (NOTHING, "Pb")]


def test_money_on_the_row_of_another_indicator() -> None:
    """The printed total of one indicator is not the ceiling of another one."""
    report = judged({"Pa": "0"}, money("P", 9, indicator="Pb", role="stated_total"))
    assert not report.findings
    assert report.unknown


def test_an_idle_indicator_among_busy_ones() -> None:
    """One target of zero beside another that is not: the money is for the other one."""
    assert said(judged({"Pa": "0", "Pb": "5"}, money("P", 9))) == []
    assert said(judged({"Pa": "0", "Pb": "n/a"}, money("P", 9))) == []


@pytest.mark.parametrize(
    ("more", "expected", "unknown"),
    [
        ({"polarity": "up"}, 1, 0),
        ({"polarity": "down"}, 0, 0),
        ({"polarity": "stable"}, 0, 0),
        ({"polarity": None}, 0, 1),
        ({"polarity": None, "kind": "output"}, 1, 0),
        ({"polarity": "down", "kind": "output"}, 0, 0),
    ],
)
def test_zero_is_nothing_only_where_more_is_better(more: dict[str, str], expected: int, unknown: int) -> None:
    """Zero cases are worth their money; an output of zero is nothing; without a polarity nobody knows."""
    report = judged({"Pa": "0"}, money("P", 9), **more)
    assert (len(report.findings), len(report.unknown)) == (expected, unknown)


def test_what_is_not_stated_is_not_zero() -> None:
    """Without a ceiling, or with an unknown one, a zero target is unknown and another one is left alone."""
    for rows in ((), (money("P", None),), (money("P", 5), money("K", None)), (money("P", None, role="stated_total"),)):
        report = judged({"Pa": "0"}, *rows)
        assert not report.findings
        assert [one.lacks.en for one in report.unknown] == [
            "a known ceiling for 1 target(s) of zero (the first: Pa 2026)"
        ]
        assert not judged({"Pa": "5"}, *rows).findings


@pytest.mark.parametrize(
    ("target", "found", "unknown"),
    [
        ("5-7", 1, 0),
        (">= 5", 1, 0),
        ("1 : 30", 1, 0),
        ("Ada", 1, 0),
        ("0-5", 0, 1),
        ("<= 5", 0, 1),
        ("Tidak Ada", 0, 1),
        ("Lengkap", 0, 1),
        ("5; 7", 0, 1),
        ("40.231", 1, 0),
        ("n/a", 0, 0),
        ("0", 0, 0),
        ("0-0", 0, 0),
    ],
)
def test_targets_that_are_no_single_number(target: str, found: int, unknown: int) -> None:
    """Without money a target is told if it is surely not zero; one that may be zero, or cannot be read, is unknown."""
    report = judged({"Pa": target}, money("P", 0))
    assert (len(report.findings), len(report.unknown)) == (found, unknown)
    assert not judged({"Pa": target}, money("P", 5), polarity="stable").findings


def test_other_money_is_no_ceiling() -> None:
    """Forward estimates and realised money do not stand beside the target of the year."""
    report = judged({"Pa": "5"}, money("P", 0, basis="forward_estimate"), money("P", 0, basis="realised"))
    assert not report.findings
