"""Documents in force on a day: enacted, in their years, not replaced; what lies over what, and what was assumed."""

from __future__ import annotations

import pytest

from regplan import documents_in_force
from regplan.errors import CallError
from regplan.index.selecting import select_documents
from regplan.model import Document, Plan


def apbd(name: str, **fields: object) -> Document:
    """Build an APBD of 2026."""
    return Document(id=name, kind="APBD", first_year=2026, last_year=2026, **fields)  # type: ignore[arg-type] # by name


def states(day: str, *documents: Document) -> list[str]:
    """Return the states of documents on a day."""
    return [one.state for one in documents_in_force(Plan(documents=list(documents)), day)]


ENACTED = {"enacted": "2025-12-20"}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2025-12-19", "not_enacted"),
        ("2025-12-20", "not_yet"),
        ("2026-01-01", "in_force"),
        ("2026-12-31", "in_force"),
        ("2027-01-01", "ended"),
    ],
)
def test_days_of_a_budget(day: str, state: str) -> None:
    """A budget is in force from the first to the last day of its year, once it was enacted; the two others are told apart."""
    assert states(day, apbd("a", events=ENACTED)) == [state]


def test_enacted_within_its_year() -> None:
    """A budget that is enacted late is in force from that day, and not before."""
    late = apbd("a", events={"enacted": "2026-02-03"})
    assert [states(day, late)[0] for day in ("2026-02-02", "2026-02-03")] == ["not_enacted", "in_force"]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "in_force"),
        ({"stage": "final"}, "in_force"),
        ({"stage": "draft"}, "draft"),
        ({"events": {"draft_to_dprd": "2025-09-01"}}, "not_enacted"),
        ({"events": {"enacted": None}}, "not_enacted"),
        ({"stage": "draft", "events": ENACTED}, "in_force"),
    ],
)
def test_what_is_stated(fields: dict[str, object], state: str) -> None:
    """Events without enactment are no enactment, a draft is none; a day of enactment counts more than the stage."""
    assert states("2026-06-01", apbd("a", **fields)) == [state]


def test_assumptions_are_told() -> None:
    """That a document without events was enacted, is for the year, or changes a part, is assumed and said."""
    bare = Document(id="a", kind="APBD")
    change = apbd("b", amends="a", events=ENACTED)
    told = documents_in_force(Plan(documents=[bare, change]), "2026-06-01")
    assert [len(one.assumed) for one in told] == [2, 1]
    assert "restates" in told[1].assumed[0].en


def test_partial_changes_lie_over() -> None:
    """A partial change and its original are both in force; the original names what lies over it, lowest first."""
    first = apbd("p1", amends="a", restates="partial", events={"enacted": "2026-03-01"})
    second = apbd("p2", amends="p1", restates="partial", events={"enacted": "2026-05-01"})
    told = documents_in_force(Plan(documents=[second, first, apbd("a", events=ENACTED)]), "2026-06-01")
    assert [one.state for one in told] == ["in_force"] * 3
    assert [one.under for one in told] == [(), ("p2",), ("p1", "p2")]


def test_full_change_replaces_all_before() -> None:
    """A change that restates in full takes the place of the original and of the changes between, once it is enacted."""
    original = apbd("a", events=ENACTED)
    partial = apbd("p", amends="a", restates="partial", events={"enacted": "2026-03-01"})
    full = apbd("f", amends="p", restates="full", events={"enacted": "2026-09-30"})
    assert states("2026-09-29", original, partial, full) == ["in_force", "in_force", "not_enacted"]
    assert states("2026-09-30", original, partial, full) == ["replaced", "replaced", "in_force"]
    told = documents_in_force(Plan(documents=[original, partial, full]), "2026-10-01")
    assert [one.replaced_by for one in told] == ["f", "f", None]


def test_versions_by_number() -> None:
    """Where nothing says what a change amends, its number of revision does."""
    original, change = apbd("a", revision=0), apbd("b", revision=1, restates="full")
    assert states("2026-06-01", original, change) == ["replaced", "in_force"]


def test_next_plan_takes_over() -> None:
    """An RPJMD holds until the next is enacted, also while the years of both run; other kinds and OPD do not matter."""
    old = Document(id="old", kind="RPJMD", first_year=2021, last_year=2026, events={"enacted": "2021-08-20"})
    new = Document(id="new", kind="RPJMD", first_year=2025, last_year=2029, events={"enacted": "2025-08-20"})
    renstra = Document(
        id="r", kind="RENSTRA", agency="x", first_year=2021, last_year=2026, events={"enacted": "2021-09-01"}
    )
    assert states("2025-08-19", old, new, renstra) == ["in_force", "not_enacted", "in_force"]
    assert states("2025-08-20", old, new, renstra) == ["replaced", "in_force", "in_force"]


def test_circle_of_changes_ends() -> None:
    """Documents that amend each other do not hang the question; both restate the other, and both are replaced."""
    one, other = apbd("a", amends="b", restates="full"), apbd("b", amends="a", restates="full")
    assert states("2026-06-01", one, other) == ["replaced", "replaced"]


@pytest.mark.parametrize("day", ["besok", None, 2026])
def test_no_day(day: object) -> None:
    """What is no day is refused in words."""
    with pytest.raises(CallError, match="2026-03-31"):
        documents_in_force(Plan(), day)  # type: ignore[arg-type] # what a caller may type


@pytest.mark.parametrize("day", ["2025-06-01", "2026-06-01", "2026-12-31", "2027-01-01"])
def test_one_answer_everywhere(day: str) -> None:
    """What is chosen as in force on a day is what stands as in force, and the latest version is one of these."""
    documents = [
        apbd("a", events=ENACTED),
        apbd("p", amends="a", restates="partial", events={"enacted": "2026-03-01"}),
        apbd("f", amends="p", restates="full", events={"enacted": "2026-09-30"}),
    ]
    plan = Plan(documents=documents)
    told = [at for at, one in enumerate(documents_in_force(plan, day)) if one.state == "in_force"]
    assert list(select_documents(plan, on=day)) == told
    assert list(select_documents(plan, on=day, revision="latest")) == told[-1:]
