"""What must never crash in the web of OPD: words that are none, links to nothing, circles of OPD, days that are none."""

from __future__ import annotations

from typing import Any

import pytest

import regplan as rp
from regplan.calc.agencies import order_of_work, structure, structure_needed
from regplan.errors import CallError, UnknownIdError, UnknownNameError
from regplan.graph.agencies import (
    agency_graph,
    circles_of_needs,
    requests,
    roles,
    single_points,
    standings,
    web_numbers,
)

BAD = rp.Plan(
    agencies=[
        rp.Agency(id="a", parent="b"),
        rp.Agency(id="b", parent="a"),
        rp.Agency(id="c", parent="nobody", area="x"),
    ],
    programs=[
        rp.Program(id="P", agency="nobody", code="9", places=["nowhere"]),
        rp.Program(id="Q", agency="c", parent="Q", code="abc", start="2026-02-01", finish="2026-01-01"),
    ],
    links=[
        rp.Link(kind="needs", source="P", target="nothing"),
        rp.Link(kind="needs", source="Q", target="Q", lag="besok"),
        rp.Link(kind="needs", source="a", target="Q", status="proposed"),
        rp.Link(kind="contributes", source="P", target="Q"),
        rp.Link(kind="contributes", source="a", target="nothing", role="lead"),
        rp.Link(kind="replaces", source="a", target="nobody"),
        rp.Link(kind="replaces", source="c", target="c"),
    ],
    entries=[rp.Entry(document="none", node="none", agency="nobody")],
)


@pytest.mark.parametrize("how", [{"roll_up": ["dinkez"]}, {"roll_up": ("c", "zz")}])
def test_unknown_opd_to_roll_up_to(how: Any) -> None:
    """An OPD that is not there is named."""
    with pytest.raises(UnknownIdError, match=r"dinkez|zz"):
        agency_graph(BAD, **how)


def test_words_that_are_none() -> None:
    """A framework, a kind of tie and a day that are none are refused with what is allowed."""
    with pytest.raises(UnknownNameError, match="TAG"):
        agency_graph(BAD, frameworks=["TAGS"])  # type: ignore[list-item] # wrong on purpose
    for question in (single_points, standings, web_numbers):
        with pytest.raises(CallError, match="'should'"):
            question(BAD, over="must")  # type: ignore[arg-type] # wrong on purpose
    with pytest.raises(CallError, match="besok"):
        requests(BAD, on="besok")


def test_bad_plan_is_survived() -> None:
    """Circles of OPD, links to nothing and days that are none give answers, never a traceback; what is not known stays so."""
    assert set(agency_graph(BAD)) == {"a", "b", "c"}
    assert len(standings(BAD)) == 3
    assert [one.records for one in circles_of_needs(BAD)] == [("Q",)]
    assert {one.unknown for one in order_of_work(BAD).tasks} == {"circle", "before"}
    assert requests(BAD, on="2026-01-01")[2].overdue is None
    assert roles(BAD) == ()
    assert structure(BAD).unread == ("P", "Q")
    assert structure_needed(BAD).to_dicts() is not None


def test_rules_on_bad_plan() -> None:
    """The rules run on it and none crashes; the lag is told."""
    report = rp.check(BAD, select=["ORG", "WEB"])
    assert "rule-crashed" not in {one.name for one in report.findings}
    assert "lag-unreadable" in {one.name for one in report.findings}
