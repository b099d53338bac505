"""trace: the way of a node up to the vision, and down to the money."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from regplan.errors import UnknownIdError
from regplan.graph import trace
from regplan.io import load
from regplan.model import Activity, Allocation, Document, Goal, Indicator, Link, Mission, Plan, Program, Vision

EXAMPLES = Path(__file__).parents[3] / "examples"


def ways(plan: Plan, node: str) -> list[str]:
    """Write each way up as ids."""
    return [" ".join(step.id for step in path) for path in trace(plan, node).paths]


class TestExamples:
    """The two real plans."""

    def test_up_to_the_vision(self) -> None:
        """An activity of the health office leads by its program and the adopted objective to the region's vision."""
        found = trace(load(EXAMPLES / "deli_serdang_2019"), "dinkes/1.02.02.2.01")
        assert found.reaches_vision
        (path,) = found.paths
        assert [(step.relation, step.id) for step in path] == [
            ("", "dinkes/1.02.02.2.01"),
            ("parent", "dinkes/1.02.02"),
            ("parent", "dinkes/S1"),
            ("parent", "dinkes/T1"),
            ("adopts", "S1.2"),
            ("parent", "T1"),
            ("parent", "M1"),
            ("parent", "V1"),
        ]

    def test_down_to_the_money(self) -> None:
        """A program's money is the sum of its activities, beside the total that is printed for it."""
        found = trace(load(EXAMPLES / "situbondo_bapenda_2026"), "bapenda/5.02.04")
        money = {(line.role, line.period): (line.amount, line.parts) for line in found.money}
        assert money["entry", "2026"] == (9_241_042_305, 3)
        assert money["stated_total", "2026"] == (9_241_042_305, 1)
        assert found.below == (("activity", 3),)
        assert not found.reaches_vision

    def test_json(self) -> None:
        """A trace is plain data that JSON holds."""
        found = trace(load(EXAMPLES / "situbondo_bapenda_2026"), "bapenda/5.02.04").to_dict()
        assert json.loads(json.dumps(found))["below"] == {"activity": 3}


class TestUp:
    """Ways up."""

    def test_every_way(self) -> None:
        """Parents come first, then links in their order; each way is listed to its end."""
        plan = Plan(
            visions=[Vision(id="V")],
            missions=[Mission(id="M1", parent="V"), Mission(id="M2", parent="V")],
            goals=[Goal(id="T1", parent="M1")],
            links=[Link(kind="supports", source="T1", target="M2")],
        )
        assert ways(plan, "T1") == ["T1 M1 V", "T1 M2 V"]

    @pytest.mark.parametrize(("status", "reaches"), [(None, True), ("proposed", True), ("refused", False)])
    def test_refused_links_do_not_count(self, status: str | None, *, reaches: bool) -> None:
        """Only links that are not refused lead up."""
        link = Link(kind="adopts", source="T1", target="V", status=status)  # type: ignore[arg-type] # a word
        assert (
            trace(Plan(visions=[Vision(id="V")], goals=[Goal(id="T1")], links=[link]), "T1").reaches_vision is reaches
        )

    def test_links_that_do_not_lead_up(self) -> None:
        """What a node needs, replaces or contributes to is no way up."""
        kinds = ("needs", "replaces", "contributes")
        links = [Link(kind=kind, source="T1", target="V") for kind in kinds]  # type: ignore[arg-type] # words
        assert ways(Plan(visions=[Vision(id="V")], goals=[Goal(id="T1")], links=links), "T1") == ["T1"]

    def test_circle_ends(self) -> None:
        """A circle of parents ends where it closes, and reaches no vision."""
        plan = Plan(goals=[Goal(id="a", parent="b"), Goal(id="b", parent="a"), Goal(id="c", parent="c")])
        assert ways(plan, "a") == ["a b"]
        assert ways(plan, "c") == ["c"]

    def test_dangling_end(self) -> None:
        """A way that ends at an id nothing has ends with a step of kind missing."""
        (path,) = trace(Plan(goals=[Goal(id="T1", parent="gone")]), "T1").paths
        assert (path[-1].id, path[-1].kind) == ("gone", "missing")

    def test_many_ways_are_cut(self) -> None:
        """Of very many ways a hundred are listed, and the trace says that there are more."""
        steps = [Goal(id=f"{level}{side}") for level in range(12) for side in "ab"]
        links = [
            Link(kind="supports", source=f"{level}{one}", target=f"{level + 1}{other}")
            for level in range(11)
            for one in "ab"
            for other in "ab"
        ]
        found = trace(Plan(goals=steps, links=links), "0a")
        assert (len(found.paths), found.more_paths) == (100, True)

    def test_vision_beyond_the_listed_ways(self) -> None:
        """Whether the vision is reached does not depend on how many ways are listed."""
        levels = range(9)
        nodes = [Goal(id=f"{level}{side}") for level in levels for side in "ab"]
        links = [
            Link(kind="supports", source=f"{level}{one}", target=f"{level + 1}{other}")
            for level in levels[:-1]
            for one in "ab"
            for other in "ab"
        ]
        last = Link(kind="supports", source="0a", target="V")
        found = trace(Plan(visions=[Vision(id="V")], goals=nodes, links=[*links, last]), "0a")
        assert found.reaches_vision

    def test_indicator_begins_at_its_owner(self) -> None:
        """The way of an indicator goes by what it measures."""
        plan = Plan(
            missions=[Mission(id="M1")], goals=[Goal(id="T1", parent="M1")], indicators=[Indicator(id="I", owner="T1")]
        )
        assert ways(plan, "I") == ["I T1 M1"]
        assert trace(plan, "T1").indicators[0].id == "I"

    def test_unknown_id(self) -> None:
        """What is not there comes with near ids."""
        with pytest.raises(UnknownIdError) as caught:
            trace(Plan(goals=[Goal(id="dinkes/T1")]), "dinkes/T2")
        assert caught.value.near == ("dinkes/T1",)


class TestDown:
    """Money below."""

    def plan(self) -> Plan:
        """Return a program with one activity and money of all sorts."""
        return Plan(
            documents=[Document(id="d", kind="RENJA")],
            programs=[Program(id="p")],
            activities=[Activity(id="k", parent="p")],
            allocations=[
                Allocation(document="d", subject="p", amounts={"2026": 5}),
                Allocation(document="d", subject="k", amounts={"2026": Decimal("0.25"), "2027": None}),
                Allocation(document="d", subject="k", basis="realised", amounts={"2026": 3}),
                Allocation(document="d", subject="k", role="stated_total", amounts={"2026": 99}),
                Allocation(document="gone", subject="k", amounts={"2026": 77}),
            ],
        )

    def test_never_added_over_basis_or_role(self) -> None:
        """Entries at and below are added exactly, by document, basis and period; totals of nodes below are left out."""
        lines = {(line.basis, line.period): line.amount for line in trace(self.plan(), "p").money}
        assert lines == {
            ("ceiling", "2026"): Decimal("5.25"),
            ("ceiling", "2027"): None,
            ("realised", "2026"): 3,
        }

    def test_stated_total_of_the_node_itself(self) -> None:
        """The printed total of the node stands beside its entries."""
        roles = {line.role: line.amount for line in trace(self.plan(), "k").money if line.basis == "ceiling"}
        assert roles["stated_total"] == 99
