"""coverage: which nodes of one level are reached from another."""

from __future__ import annotations

import json

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.errors import UnknownNameError
from regplan.graph import alignment_graph, coverage, coverage_matrix, trace
from regplan.model import Agency, Goal, Link, Mission, Objective, Plan, Program
from regplan.model.words import Level

IDS = ("m1", "m2", "t1", "t2", "s1", "s2", "p1", "p2")
ENDS = st.sampled_from(IDS)
UP = st.one_of(st.none(), st.just("gone"), ENDS)
LINKS = st.lists(
    st.builds(
        Link,
        kind=st.sampled_from(["supports", "adopts", "needs", "replaces"]),
        source=ENDS,
        target=ENDS,
        status=st.sampled_from([None, "accepted", "refused"]),
    ),
    max_size=6,
)


@st.composite
def small_plans(draw: st.DrawFn) -> Plan:
    """Draw two nodes of each of four levels, with any parents and links."""
    classes = {"m": Mission, "t": Goal, "s": Objective, "p": Program}
    rows = {name: classes[name[0]](id=name, parent=draw(UP)) for name in IDS}
    return Plan(
        missions=[rows["m1"], rows["m2"]],
        goals=[rows["t1"], rows["t2"]],
        objectives=[rows["s1"], rows["s2"]],
        programs=[rows["p1"], rows["p2"]],
        links=draw(LINKS),
    )


def upward(plan: Plan) -> nx.DiGraph[str]:
    """Return parents and live links that lead up, straight from the records."""
    g: nx.DiGraph[str] = nx.DiGraph()
    g.add_nodes_from((node.id, {"kind": node.level}) for node in plan.nodes)
    g.add_edges_from((node.id, node.parent) for node in plan.nodes if node.parent)
    live = (link for link in plan.links if link.kind in {"supports", "adopts"} and link.status != "refused")
    g.add_edges_from((link.source, link.target) for link in live)
    return g


@given(plan=small_plans(), upper=st.sampled_from(["mission", "goal", "objective"]))
def test_agrees_with_a_walk(plan: Plan, upper: Level) -> None:
    """Covered, uncovered and unattached are those that a walk of networkx finds."""
    g, found = upward(plan), coverage(plan, upper, "program")
    above = [name for name in IDS if g.nodes[name].get("kind") == upper]
    covered = [name for name in above if nx.ancestors(g, name) & {"p1", "p2"}]
    assert found.covered == tuple(covered)
    assert found.uncovered == tuple(name for name in above if name not in covered)
    assert found.unattached == tuple(name for name in ("p1", "p2") if not nx.descendants(g, name) & set(above))


@given(plan=small_plans(), start=ENDS)
def test_trace_agrees_with_descendants(plan: Plan, start: str) -> None:
    """The steps of all ways up are the node and all its descendants in the graph."""
    steps = {step.id for path in trace(plan, start).paths for step in path}
    assert steps == {start} | nx.descendants(upward(plan), start)


@given(plan=small_plans())
def test_graph_has_every_step(plan: Plan) -> None:
    """Every step up stands in the alignment graph too."""
    g = alignment_graph(plan)
    assert all(g.has_edge(source, target) for source, target in upward(plan).edges)


def test_share_and_data() -> None:
    """The share is two exact numbers, and the answer is plain data."""
    plan = Plan(objectives=[Objective(id="S1"), Objective(id="S2")], programs=[Program(id="P", parent="S1")])
    assert coverage(plan).share == (1, 2)
    assert json.loads(json.dumps(coverage(plan).to_dict()))["uncovered"] == ["S2"]


def test_refused_links_do_not_count() -> None:
    """A refused link covers nothing."""
    link = Link(kind="supports", source="P", target="S1", status="refused")
    found = coverage(Plan(objectives=[Objective(id="S1")], programs=[Program(id="P")], links=[link]))
    assert (found.uncovered, found.unattached) == (("S1",), ("P",))


def test_a_way_through_an_opd_leads_up_too() -> None:
    """What a program supports may be an OPD that supports a mission: matrix, trace and coverage see the same way."""
    links = [Link(kind="supports", source=source, target=target) for source, target in (("P", "opd"), ("opd", "M"))]
    plan = Plan(agencies=[Agency(id="opd")], missions=[Mission(id="M")], programs=[Program(id="P")], links=links)
    found = coverage(plan, "mission", "program")
    assert (found.covered, found.unattached) == (("M",), ())
    assert coverage_matrix(plan, "mission", "program").empty_rows == ()
    assert [[step.id for step in path] for path in trace(plan, "P").paths] == [["P", "opd", "M"]]


def test_unknown_level() -> None:
    """A word that is no level is refused with a near one."""
    with pytest.raises(UnknownNameError) as caught:
        coverage(Plan(), "objectiv", "program")  # type: ignore[arg-type] # wrong on purpose
    assert caught.value.near[0] == "objective"
