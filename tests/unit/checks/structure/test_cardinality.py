"""How many of what: drafts that are not asked, and OPD that carry a program by a link."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.model import Agency, Document, Entry, Goal, Link, Plan, Program
from regplan.model.words import Level, Stage


@pytest.mark.parametrize(
    ("stage", "found"),
    [("technocratic", []), ("initial", ["rpjmd-without-vision"]), ("final", ["rpjmd-without-vision"])],
)
def test_draft_before_the_elected_head(stage: Stage, found: list[str]) -> None:
    """The technocratic draft of an RPJMD is older than the vision of the elected head and needs none; later ones do."""
    report = check(Plan(documents=[Document(id="d", kind="RPJMD", stage=stage)]), select="CARD-01")
    assert [one.name for one in report.findings] == found
    assert report.unknown == ()


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, ["P"]),
        ({"links": [Link(kind="contributes", source="dinkes", target="P")]}, []),
        ({"links": [Link(kind="contributes", source="dinkes", target="P", status="refused")]}, ["P"]),
        ({"links": [Link(kind="contributes", source="T", target="P")]}, ["P"]),
        ({"entries": [Entry(document="d", node="P", agency="dinkes")]}, []),
    ],
    ids=["none", "an OPD contributes", "refused", "a goal contributes", "an entry names the OPD"],
)
def test_program_carried_by_another_way(more: dict[str, object], found: list[str]) -> None:
    """A program without an OPD of its own is carried where an OPD contributes to it or an entry of it names one."""
    plan = Plan(
        documents=[Document(id="d", kind="RKPD")],
        agencies=[Agency(id="dinkes")],
        goals=[Goal(id="T", document="d")],
        programs=[Program(id="P", document="d")],
    ).replace(**more)
    assert [one.subject for one in check(plan, select="CARD-10").findings] == found


@pytest.mark.parametrize(
    ("covers", "found", "unknown"),
    [
        (None, ["program-without-objective"], 0),
        (("program", "objective"), ["program-without-objective"], 0),
        (("program",), [], 1),
        ((), [], 2),
    ],
)
def test_programs_of_a_table_that_lists_no_objectives(
    covers: tuple[Level, ...] | None, found: list[str], unknown: int
) -> None:
    """A program is without an objective only where all objectives are listed; a table of programs alone says none."""
    document = Document(id="d", kind="RPJMD", covers=covers)
    report = check(
        Plan(documents=[document], programs=[Program(id="P", document="d", title="Program")]), select="CARD-07"
    )
    assert [one.name for one in report.findings] == found
    assert len(report.unknown) == unknown
