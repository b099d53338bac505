"""What a change must show: an explanation, and what was there before; the edges of STG-12 and STG-14."""

from __future__ import annotations

from typing import Any

import pytest

from budget_lines import budget, line, plan_of
from regplan.checks import check
from regplan.model import Document, Entry, Indicator, Plan, Series


def changed(before: dict[str, str | None], after: dict[str, str | None], **fields: Any) -> Plan:
    """Build a change of a budget with targets of one indicator before and after."""
    documents = [budget("a"), budget("p", amends="a", restates="partial", budget_stage="change", **fields)]
    plan = plan_of(documents, [line("a", "A", 5), line("p", "A", 4)])
    states = [("a", before), ("p", after)]
    return plan.replace(
        entries=[Entry(document="a", node="P1")],
        indicators=[Indicator(id="I", owner="P1")],
        series=[
            Series(indicator="I", document=name, role="target", values=values) for name, values in states if values
        ],
    )


def names(plan: Plan, code: str) -> list[str]:
    """Return the clauses found, then what is lacking in English."""
    report = check(plan, select=code)
    return [one.name for one in report.findings] + [one.lacks.en for one in report.unknown]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"2026": "95"}, {"2026": "90"}, ["change-without-explanation"]),
        ({"2026": "95"}, {"2026": "95"}, []),
        ({"2027": "95"}, {"2027": "90"}, ["targets before and after"]),
        ({}, {}, ["targets before and after"]),
    ],
)
def test_targets_that_change(before: dict[str, str | None], after: dict[str, str | None], expected: list[str]) -> None:
    """A target of the year that differs asks for an explanation, an equal one does not; without targets nothing is known."""
    assert names(changed(before, after), "STG-12") == expected


def test_assumptions_ask_for_an_explanation() -> None:
    """A change that rests on assumptions explains them, whatever its targets; any explanation is enough."""
    same: dict[str, str | None] = {"2026": "95"}
    assert names(changed(same, same, grounds=["assumptions"]), "STG-12") == ["change-without-explanation"]
    assert names(changed(same, same, grounds=["assumptions"], explanation="Transfer turun."), "STG-12") == []


def test_target_before() -> None:
    """A target in the change of an indicator whose node the budget lists without one has lost what was before."""
    assert names(changed({}, {"2026": "90"}), "STG-14") == ["target-before-not-kept"]
    assert names(changed({"2026": None}, {"2026": "90"}), "STG-14") == []


def test_what_is_new_has_no_before() -> None:
    """A node the budget before does not list is new in the change, and nothing of it is lost."""
    plan = changed({}, {"2026": "90"}).replace(entries=[])
    assert names(plan, "STG-14") == []


def test_kua_and_ppas_are_changes_too() -> None:
    """The changed KUA explains as the changed APBD does; a shift explains nothing."""

    def told(kind: str, stage: str | None) -> list[str]:
        years: dict[str, Any] = {"kind": kind, "first_year": 2026, "last_year": 2026}
        change = Document(id="p", amends="a", budget_stage=stage, grounds=["assumptions"], **years)  # type: ignore[arg-type] # by name
        return names(Plan(documents=[Document(id="a", **years), change]), "STG-12")

    assert told("KUA", None) == ["change-without-explanation"]
    assert told("APBD", "shift") == []
