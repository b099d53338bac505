"""impact and impacts: what rests on a record, with its money, OPD and targets, each once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from regplan.errors import CallError, UnknownIdError
from regplan.graph import impact, impacts
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Commitment,
    Document,
    Goal,
    Indicator,
    Link,
    Mission,
    Plan,
    Program,
    Series,
    Vision,
)

PLAN = Plan(
    documents=[Document(id="renja", kind="RENJA", agency="dinkes"), Document(id="apbd", kind="APBD")],
    agencies=[Agency(id="dinkes"), Agency(id="dpupr")],
    visions=[Vision(id="V")],
    missions=[Mission(id="M1", parent="V"), Mission(id="M2", parent="V")],
    goals=[Goal(id="T1", parent="M1"), Goal(id="T2", parent="M2")],
    programs=[Program(id="P", agency="dinkes"), Program(id="Q", agency="dpupr", document="renja")],
    activities=[Activity(id="K", parent="P")],
    indicators=[Indicator(id="I", owner="P", name="Cakupan")],
    series=[
        Series(indicator="I", document="renja", role="target", values={"2026": "80"}),
        Series(indicator="I", document="renja", role="result", values={"2025": "70"}),
    ],
    allocations=[
        Allocation(document="apbd", subject="K", amounts={"2026": Decimal("0.50"), "2027": None}),
        Allocation(document="apbd", subject="P", indicator="I", amounts={"2026": 7}),
        Allocation(document="apbd", subject="P", role="stated_total", amounts={"2026": 99}),
    ],
    links=[
        Link(kind="supports", source="P", target="T1"),
        Link(kind="supports", source="P", target="T2"),
        Link(kind="supports", source="Q", target="T1", status="refused"),
        Link(kind="needs", source="Q", target="K"),
    ],
    commitments=[Commitment(id="janji", nodes=("K",))],
)


def ids(items: tuple[object, ...]) -> list[str]:
    """Return the ids of items."""
    return [one.id for one in items]  # type: ignore[attr-defined] # items have ids


class TestOne:
    """One record."""

    def test_both_directions(self) -> None:
        """Up and down go parents, owners and live links; a refused link leads nowhere."""
        found = impact(PLAN, "T1")
        assert ids(found.upstream) == ["V", "M1"]
        assert ids(found.downstream) == ["P", "K", "I"]
        assert found.counts() == {"program": 1, "activity": 1, "indicator": 1}
        assert found.counts("upstream") == {"vision": 1, "mission": 1}

    def test_money_is_exact_and_entries_alone(self) -> None:
        """Sen are kept, an unknown part makes its sum unknown, stated totals are not added."""
        money = {line.period: (line.amount, line.parts) for line in impact(PLAN, "T1").money}
        assert money == {"2026": (Decimal("7.50"), 2), "2027": (None, 1)}

    def test_shared_nodes_count_once(self) -> None:
        """Two missions that share a program have its money together once."""
        both = impact(PLAN, ["M1", "M2"])
        assert both.money == impact(PLAN, "M1").money == impact(PLAN, "V").money

    def test_targets_and_agencies(self) -> None:
        """Targets, not results, rest on it; OPD are those that carry what is below."""
        found = impact(PLAN, "M1")
        assert [(one.indicator, one.document, one.values) for one in found.targets] == [
            ("I", "renja", (("2026", "80"),))
        ]
        assert ids(found.agencies) == ["dinkes"]

    def test_stranded(self) -> None:
        """A program with two ways to the vision is not stranded with one goal, but with the vision and itself."""
        assert ids(impact(PLAN, "T1").stranded) == ["T1"]
        assert ids(impact(PLAN, "P").stranded) == ["P", "K"]
        assert ids(impact(PLAN, ["T1", "T2"]).stranded) == ["T1", "T2", "P", "K"]

    def test_who_waits_and_what_was_promised(self) -> None:
        """What needs any of it waits, and promises that name any of it are touched."""
        found = impact(PLAN, "P")
        assert (ids(found.waiting), ids(found.commitments)) == (["Q"], ["janji"])


class TestKinds:
    """What can be asked for."""

    def test_an_opd_stands_for_its_nodes(self) -> None:
        """An OPD is asked for with the nodes it carries."""
        found = impact(PLAN, "dinkes")
        assert (ids(found.start), ids(found.downstream)) == (["P", "K", "dinkes"], ["I"])

    def test_a_document_stands_for_its_nodes(self) -> None:
        """A document is asked for with the nodes at home in it."""
        assert ids(impact(PLAN, "renja").start) == ["Q", "renja"]

    def test_a_promise_stands_for_its_nodes(self) -> None:
        """A commitment is asked for with the nodes it promises, and is not told as touched."""
        found = impact(PLAN, "janji")
        assert (ids(found.start), ids(found.commitments)) == (["K", "janji"], [])

    def test_an_indicator_has_the_money_printed_on_it(self) -> None:
        """An indicator leads up by its owner; the money printed on its row is its own."""
        found = impact(PLAN, PLAN.indicators["I"])
        assert ids(found.upstream)[-1] == "P"
        assert [(line.amount, line.parts) for line in found.money] == [(7, 1)]

    def test_unknown(self) -> None:
        """An id that nothing has comes with near ids; so does a record without an id."""
        with pytest.raises(UnknownIdError) as caught:
            impact(PLAN, "dinkess")
        assert caught.value.near[0] == "dinkes"
        with pytest.raises(UnknownIdError):
            impact(PLAN, PLAN.links[0])

    def test_unknown_direction(self) -> None:
        """A direction is one of two words."""
        with pytest.raises(CallError, match="downstream"):
            impact(PLAN, "P").counts("sideways")


class TestAll:
    """All nodes at once."""

    def test_by_place_and_id(self) -> None:
        """Lines come in the order of the plan, by place, slice or id."""
        found = impacts(PLAN)
        assert len(found) == len(PLAN.nodes)
        assert found["P"].targets == found[5].targets == 1
        assert [one.id for one in found[:2]] == ["V", "M1"]
        assert found["P"].reaches_vision
        assert not found["Q"].reaches_vision

    def test_unknown(self) -> None:
        """An id that is no node is refused with near ones."""
        with pytest.raises(UnknownIdError):
            impacts(PLAN)["dinkes"]
        with pytest.raises(IndexError):
            impacts(PLAN)[99]

    def test_sums_past_64_bits(self) -> None:
        """Sums of the largest amounts do not wrap."""
        rows = [Allocation(document="d", subject=f"P{at}", amounts={"2026": 10**15}) for at in range(200)]
        plan = Plan(
            documents=[Document(id="d", kind="APBD")],
            goals=[Goal(id="T")],
            programs=[Program(id=f"P{at}", parent="T") for at in range(200)],
            allocations=rows,
        )
        assert impacts(plan)["T"].money[0].amount == impact(plan, "T").money[0].amount == 200 * 10**15

    def test_money_of_the_region_is_nobody_s(self) -> None:
        """Money of the region is no node's, also where ids stand twice."""
        goals = [Goal(id="a"), Goal(id="a"), Goal(id="a"), Goal(id="b")]
        money = [Allocation(document="d", subject="/", amounts={"2026": 5})]
        plan = Plan(documents=[Document(id="d", kind="APBD")], goals=goals, allocations=money)
        assert all(one.money == () for one in impacts(plan))
        assert impact(plan, "b").money == ()
