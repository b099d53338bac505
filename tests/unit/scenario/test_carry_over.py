"""From the technocratic draft to the elected head's plan: the worklist."""

from __future__ import annotations

import json

from regplan.model import Goal, Mission, Objective, Plan, Program
from regplan.scenario import carry_over

DRAFT = Plan(
    goals=[Goal(id="T1", title="Meningkatnya kualitas sumber daya manusia")],
    objectives=[
        Objective(id="S1", title="Meningkatnya akses dan mutu layanan kesehatan", parent="T1"),
        Objective(id="S2", title="Menurunnya kemiskinan perdesaan", parent="T1"),
        Objective(id="S3", title="Meningkatnya kemantapan jalan kabupaten", parent="T1"),
    ],
    programs=[Program(id="P1", code="1.02.02", title="Program Upaya Kesehatan", parent="S1")],
)
PLAN = Plan(
    missions=[
        Mission(id="M1", title="Mewujudkan manusia yang sehat dan cerdas"),
        Mission(id="M2", title="Membangun jalan kabupaten yang mantap"),
    ],
    goals=[
        Goal(id="T1", title="Terwujudnya masyarakat sehat", parent="M1"),
        Goal(id="T2", title="Desa maju", parent="M1"),
    ],
    objectives=[
        Objective(id="S9", title="Meningkatnya akses dan mutu pelayanan kesehatan", parent="T1"),
        Objective(id="S1", title="Meningkatnya literasi", parent="T1"),
    ],
    programs=[Program(id="P7", code="1.02.02", title="Program Pemenuhan Upaya Kesehatan", parent="S9")],
)


def test_what_carries_over() -> None:
    """An objective is found by its wording although another one has its id now, a program by its code."""
    found = {(one.draft, one.plan, one.how) for one in carry_over(DRAFT, PLAN).carried}
    assert ("S1", "S9", "text") in found
    assert ("P1", "P7", "code") in found


def test_what_is_empty() -> None:
    """A mission and a goal with nothing under them are named; homeless draft parts of like wording are offered."""
    empty = {one.plan: one.offers for one in carry_over(DRAFT, PLAN).empty}
    assert list(empty) == ["M2", "T2"]
    assert empty["M2"][0] == "S3"


def test_what_has_no_home() -> None:
    """Draft objectives that the plan does not have are named, and none is both carried and homeless."""
    lists = carry_over(DRAFT, PLAN)
    assert [one.draft for one in lists.homeless] == ["S2", "S3"]
    assert {one.draft for one in lists.homeless}.isdisjoint({one.draft for one in lists.carried})
    levels = ("goals", "objectives", "programs")
    assert len(lists.carried) + len(lists.homeless) == sum(len(DRAFT.table(name)) for name in levels)


def test_records() -> None:
    """The worklist is plain rows, each with a sentence in both languages."""
    rows = carry_over(DRAFT, PLAN).to_dicts()
    assert json.loads(json.dumps(rows)) == rows
    assert all(row["told_id"] and row["told_en"] for row in rows)


def test_plans_that_share_nothing() -> None:
    """An empty draft leaves only what is empty; an empty plan leaves all of the draft without a home."""
    assert {one.kind for one in carry_over(Plan(), PLAN).tasks} == {"empty"}
    assert {one.kind for one in carry_over(DRAFT, Plan()).tasks} == {"homeless"}
