"""What a message says about a parent where none is right."""

from __future__ import annotations

from regplan.checks import check
from regplan.model import Document, Goal, Mission, Plan, Strategy, Vision


def test_vision_has_no_parent() -> None:
    """A vision that hangs on something is told to have no parent; a goal is told what it may hang on."""
    plan = Plan(
        documents=[Document(id="d", kind="RPJMD", regime="PMDN86_2017")],
        visions=[Vision(id="V", document="d"), Vision(id="W", parent="V", document="d")],
        missions=[Mission(id="M", parent="V", document="d")],
        goals=[Goal(id="T", parent="V", document="d")],
        strategies=[Strategy(id="ST", parent="T", document="d")],
    )
    told = {one.subject: one.text("en") for one in check(plan, select="REF-04").findings}
    assert set(told) == {"W", "T", "ST"}
    assert told["W"].endswith("it should have no parent")
    assert told["T"].endswith("it should hang on a mission")
    assert told["ST"].endswith("it should hang on an objective")
