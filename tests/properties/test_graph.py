"""What is always true of graph, trace and coverage: order, names and size of the plan change nothing that they should not."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any, TypeAlias, get_args

import attrs
import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regplan.errors import CallError, UnknownIdError, UnknownNameError
from regplan.graph import alignment_graph, coverage, trace
from regplan.io import dumps, loads
from regplan.model import Agency, Allocation, Document, Indicator, Link, Plan
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.model.words import LEVELS, Level, LinkKind
from regplan.testing.strategies import plans
from regplan.values.money import from_sen, sen

NAMES = ["id-a", "id-b", "id-c", "id-d", "id-e", "id-f", "id-g"]
UP = {"parent", "supports", "adopts", "aligned_with"}
MONEY = st.none() | st.integers(-(10**9), 10**9) | st.integers(-(10**9), 10**9).map(from_sen)
PAIRS = [(upper, lower) for at, upper in enumerate(LEVELS) for lower in LEVELS[at + 1 :]]
PAIR = st.sampled_from(PAIRS)


@st.composite
def webs(draw: st.DrawFn) -> Plan:
    """Draw a few nodes of any levels with any parents, links of all kinds, indicators and money; every id stands once."""
    ids = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    ends = st.sampled_from([*ids, "id-opd", "id-i", "id-gone"])
    tables: dict[str, list[Any]] = {"indicators": [Indicator(id="id-i", owner=draw(st.none() | ends))]}
    for name in ids:
        table = draw(st.sampled_from(NODE_TABLES))
        node: Any = TABLES[table]
        tables.setdefault(table, []).append(
            node(id=name, title=name, parent=draw(st.none() | ends), order=draw(ORDERS))
        )
    status = st.sampled_from((None, "accepted", "refused"))
    links = st.builds(Link, kind=st.sampled_from(get_args(LinkKind)), source=ends, target=ends, status=status)
    return Plan(
        documents=[Document(id="id-d1", kind="RENSTRA"), Document(id="id-d2", kind="RKPD")],
        agencies=[Agency(id="id-opd")],
        links=draw(st.lists(links, max_size=5)),
        allocations=draw(st.lists(ALLOCATIONS, max_size=5, unique_by=lambda row: row.key)),
        **tables,  # type: ignore[arg-type] # rows of their tables
    )


ORDERS = st.none() | st.integers(-1, 2)
ALLOCATIONS = st.builds(
    Allocation,
    document=st.sampled_from(["id-d1", "id-d2"]),
    subject=st.sampled_from(NAMES),
    basis=st.sampled_from(["ceiling", "realised"]),
    role=st.sampled_from(["entry", "entry", "stated_total"]),
    fund=st.sampled_from([None, "DAU"]),
    amounts=st.dictionaries(st.sampled_from(["2026", "end"]), MONEY, min_size=1),
)


def upward(plan: Plan) -> nx.MultiDiGraph[str]:
    """Return the part of the alignment graph that a trace follows: live links that lead up, none from what is missing."""
    graph = alignment_graph(plan)
    there = {name for name, data in graph.nodes(data=True) if data["kind"] != "missing"}
    return nx.MultiDiGraph(
        edge
        for edge in graph.edges(data=True)
        if edge[0] in there and edge[2]["relation"] in UP and edge[2].get("status") != "refused"
    )


class TestTrace:
    """A trace is a walk in the graph, and its money adds up."""

    @given(plan=webs())
    def test_every_step_is_an_edge(self, plan: Plan) -> None:
        """Every path is a walk along edges of the graph, meets nothing twice, and ends where no way leads on."""
        up = upward(plan)
        for node in plan.nodes:
            for path in trace(plan, node.id).paths:
                names = [step.id for step in path]
                assert names[0] == node.id
                assert len(set(names)) == len(names)
                for before, after in pairwise(path):
                    relations = {data["relation"] for data in up[before.id][after.id].values()}
                    assert after.relation in relations
                assert not set(up.successors(names[-1]) if names[-1] in up else ()) - set(names)

    @given(plan=webs())
    def test_vision_is_reached(self, plan: Plan) -> None:
        """A vision is reached where a walk of networkx reaches one."""
        visions, up = set(plan.visions.by_id), upward(plan)
        for node in plan.nodes:
            reached = {node.id} | (nx.descendants(up, node.id) if node.id in up else set())
            assert trace(plan, node.id).reaches_vision == bool(reached & visions)

    @given(plan=webs(), owner=st.sampled_from([None, "id-gone", "id-opd", *NAMES]))
    def test_indicator_begins_at_its_owner(self, plan: Plan, owner: str | None) -> None:
        """The ways of an indicator are those of its owner with the indicator before; without an owner it goes nowhere."""
        plan = plan.replace(indicators=[Indicator(id="id-i", owner=owner)])
        assume(not alignment_graph(plan).in_edges("id-i"))
        ways = [[step.id for step in path] for path in trace(plan, "id-i").paths]
        if owner is None:
            assert ways == [["id-i"]]
        elif alignment_graph(plan).nodes[owner]["kind"] == "missing":
            assert ways == [["id-i", owner]]
        else:
            assert ways == [["id-i", *(step.id for step in path)] for path in trace(plan, owner).paths]

    @given(plan=webs())
    def test_money_adds_up(self, plan: Plan) -> None:
        """The entries at a node are its own and those of its children, in every document, basis and period."""
        children: dict[str | None, list[str]] = {}
        for node in plan.nodes:
            children.setdefault(node.parent, []).append(node.id)
        rings = {name for ring in nx.simple_cycles(tree(plan)) for name in ring}
        for node in plan.nodes:
            if node.id not in rings and not nx.descendants(tree(plan), node.id) & rings:
                own = [row for row in plan.allocations if row.subject == node.id and row.role == "entry"]
                parts = [entries(plan, child) for child in children.get(node.id, ())]
                assert entries(plan, node.id) == added([*map(stated, own), *parts])

    @given(plan=webs(), factor=st.integers(2, 1_000))
    def test_scaling(self, plan: Plan, factor: int) -> None:
        """All money times a number gives all money of all traces times that number, and nothing else changes."""
        larger = plan.replace(allocations=[times(row, factor) for row in plan.allocations])
        for node in plan.nodes:
            one, other = trace(plan, node.id), trace(larger, node.id)
            money = tuple(
                line if line.amount is None else attrs.evolve(line, amount=from_sen(sen(line.amount) * factor))
                for line in one.money
            )
            assert attrs.evolve(one, money=money) == other


class TestAnyPlan:
    """Whatever the plan and the question: an answer, or an exception that is documented."""

    @given(plan=plans() | webs(), pair=PAIR)
    def test_every_id(self, plan: Plan, pair: tuple[Level, Level]) -> None:
        """Every record with an id can be traced, any two levels compared, and the answers are plain data."""
        for name, attributes in alignment_graph(plan).nodes(data=True):
            if attributes["kind"] != "missing":
                assert json.dumps(trace(plan, name).to_dict())
        assert coverage(plan, *pair).share[1] == sum(node.level == pair[0] for node in plan.nodes)

    @given(plan=webs(), name=st.text(max_size=8))
    def test_unknown_id(self, plan: Plan, name: str) -> None:
        """An id that is not there is an UnknownIdError."""
        with pytest.raises(UnknownIdError):
            trace(plan, name)

    @given(
        plan=webs(),
        upper=st.sampled_from(LEVELS) | st.text(max_size=8),
        lower=st.sampled_from(LEVELS) | st.text(max_size=8),
    )
    def test_unknown_levels(self, plan: Plan, upper: Any, lower: Any) -> None:
        """Words that are no levels, or not one below the other, are refused; all other pairs are answered."""
        if (upper, lower) in PAIRS:
            coverage(plan, upper, lower)
        else:
            with pytest.raises((UnknownNameError, CallError)):
                coverage(plan, upper, lower)


class TestOrderAndNames:
    """The order of rows never matters; renaming ids renames them in answers and changes nothing else."""

    @given(plan=webs(), pair=PAIR, data=st.data())
    def test_order(self, plan: Plan, pair: tuple[Level, Level], data: st.DataObject) -> None:
        """Rows in another order give the same graph, the same coverage and the same traces."""
        other = plan.replace(**{name: data.draw(st.permutations(list(plan.table(name)))) for name in TABLES})
        assert told(other, pair) == told(plan, pair)

    @given(plan=webs(), pair=PAIR)
    def test_names(self, plan: Plan, pair: tuple[Level, Level]) -> None:
        """Other ids give the same graph, coverage and traces with the other ids in them."""
        other = loads(dumps(plan).replace(b'"id-', b'"ganti/id-'), format="json")
        assert exactly(other, pair) == exactly(plan, pair).replace('"id-', '"ganti/id-')


def tree(plan: Plan) -> nx.DiGraph[str]:
    """Return the nodes and their parents among the nodes."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(node.id for node in plan.nodes)
    found.add_edges_from((node.id, node.parent) for node in plan.nodes if node.parent and node.parent in found)
    return found


Sums: TypeAlias = dict[tuple[str, str, str], int | None]


def stated(row: Allocation) -> Sums:
    """Return the sen of an allocation by document, basis and period."""
    return {(row.document, row.basis, key): None if one is None else sen(one) for key, one in row.amounts.items()}


def entries(plan: Plan, node: str) -> Sums:
    """Return the sen of the entries in the trace of a node."""
    lines = [line for line in trace(plan, node).money if line.role == "entry"]
    return {
        (line.document, line.basis, line.period): None if line.amount is None else sen(line.amount) for line in lines
    }


def added(parts: list[Sums]) -> Sums:
    """Add sums; with an unknown part a sum is unknown."""
    total: Sums = {}
    for part in parts:
        for key, amount in part.items():
            before = total.get(key, 0)
            total[key] = None if amount is None or before is None else before + amount
    return total


def times(row: Allocation, factor: int) -> Allocation:
    """Return an allocation with its amounts times a factor."""
    amounts = {key: None if one is None else from_sen(sen(one) * factor) for key, one in row.amounts.items()}
    return attrs.evolve(row, amounts=amounts)


def told(plan: Plan, pair: tuple[Level, Level]) -> list[Any]:
    """Return what graph, coverage and traces say, without any order."""
    graph = alignment_graph(plan)
    edges = [(source, target, sorted(map(str, data.items()))) for source, target, data in graph.edges(data=True)]
    traces = [trace(plan, node.id).to_dict() for node in plan.nodes]
    for one in traces:
        one["paths"] = sorted(map(str, one["paths"]))
        one["money"] = sorted(map(str, one["money"]))
    shares = [sorted(part) for part in attrs.astuple(coverage(plan, *pair))[2:]]
    return [sorted(map(str, graph.nodes(data=True))), sorted(map(str, edges)), sorted(map(str, traces)), shares]


def exactly(plan: Plan, pair: tuple[Level, Level]) -> str:
    """Return what graph, coverage and traces say, in their order."""
    traces = [trace(plan, node.id).to_dict() for node in plan.nodes]
    shares = coverage(plan, *pair).to_dict()
    return json.dumps([nx.node_link_data(alignment_graph(plan), edges="edges"), traces, shares])
