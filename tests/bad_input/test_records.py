"""Rows of a database that are not clean: what can be read, what is told of the rest, and where."""

from __future__ import annotations

from typing import Any

import pytest

import regplan as rp

GOAL: dict[str, Any] = {"record": "goal", "id": "T1", "document": "d"}


def test_what_can_be_read_is_read() -> None:
    """A row that cannot be read takes no other with it; it is in the loss, and its problem knows row and field."""
    reading = rp.read_records([GOAL, {"record": "goal"}, {**GOAL, "id": "T2", "titel": "Sehat"}], name="renja")
    assert [one.id for one in reading.plan.goals] == ["T1", "T2"]
    told = [(one.code, one.where and (one.where.row, one.where.field)) for one in reading.findings]
    assert told == [("FILE-10", (2, "id")), ("FILE-06", (3, "titel"))]
    assert [(one.kind, str(one.where)) for one in reading.loss] == [
        ("dropped", "renja row 2"),
        ("dropped", "renja row 3"),
    ]
    assert not reading.is_whole


def test_mending_is_told() -> None:
    """A text that is mended is a warning and a loss with both texts; the strict form builds the same plan."""
    rows = [{**GOAL, "title": " Sehat\u00a0"}]
    reading = rp.read_records(rows)
    (found,), (lost,) = reading.findings, reading.loss
    assert (found.code, found.severity, str(found.where)) == ("FILE-15", "warning", "row 1")
    assert (lost.kind, lost.what, lost.kept) == ("mended", "title", "Sehat")
    assert reading.is_whole
    assert reading.plan == rp.Plan.from_records(rows)


@pytest.mark.parametrize("row", ["goal", None, 5, {"id": "T"}, {"record": "gaol", "id": "T"}, {"record": ["goal"]}])
def test_rows_that_are_no_records(row: Any) -> None:
    """A row that is no mapping, or does not say what it is, is a problem of that row and a loss; the others are read."""
    reading = rp.read_records([row, GOAL])
    assert [one.where and one.where.row for one in reading.findings] == [1]
    assert [one.kind for one in reading.loss] == ["dropped"]
    assert len(reading.plan.goals) == 1


def test_rules_know_the_row() -> None:
    """A finding of a rule stands at the row its record came from, also after the plan was changed."""
    rows = [{"record": "document", "id": "d", "kind": "RPJMD"}, {**GOAL, "parent": "M9"}]
    for plan in (rp.Plan.from_records(rows), rp.read_records(rows).plan.replace(title="Lain")):
        (found,) = rp.check(plan, select="REF-01").findings
        assert str(found.where) == "row 2"
        assert rp.Finding.from_dict(found.to_dict()) == found


def test_two_headings_that_disagree() -> None:
    """The second heading that contradicts the first is told and lost; the first stands."""
    reading = rp.read_records([{"record": "plan", "title": "Satu"}, {"record": "plan", "title": "Dua"}])
    assert (reading.plan.title, [str(one.where) for one in reading.findings]) == ("Satu", ["row 2"])
