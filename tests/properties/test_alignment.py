"""What is always true of impact, explain, matrices, gaps and suspect links: they agree with walks of networkx, whatever the plan."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any, get_args

import networkx as nx
import numpy as np
import pytest
from benchmarks.alignment import obvious_impacts, obvious_matrix, obvious_rings, our_impacts, upward
from hypothesis import given
from hypothesis import strategies as st

from regplan.checks import check
from regplan.errors import UnknownIdError
from regplan.graph import (
    acknowledge,
    alignment_graph,
    ambiguous_parents,
    coverage,
    coverage_matrix,
    cut_nodes,
    dead_ends,
    explain,
    export_graph,
    impact,
    impacts,
    orphans,
    suspects,
    trace,
    weight_totals,
)
from regplan.graph.dominators import TOP, dominators
from regplan.index import of, web
from regplan.io import dumps, loads
from regplan.model import (
    Agency,
    Allocation,
    Commitment,
    Document,
    Indicator,
    Link,
    Plan,
    Reference,
    Series,
)
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.model.words import LinkKind
from regplan.testing.strategies import plans
from regplan.values.money import from_sen

NAMES = [f"id-{letter}" for letter in "abcdefgh"]
MONEY = st.none() | st.integers(-(10**9), 10**15) | st.integers(-(10**9), 10**9).map(from_sen)
WEIGHTS = st.sampled_from([None, None, "0.5", "0,25", "1/3", "1", "-0.2", "separuh", "2"])


@st.composite
def webs(draw: st.DrawFn) -> Plan:
    """Draw nodes of any levels with any parents, links of all kinds and weights, indicators, targets and money; every id stands once."""
    ids = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    ends = st.sampled_from([*ids, "id-opd", "id-i", "id-j", "id-ref", "id-gone"])
    tables: dict[str, list[Any]] = {}
    for name in ids:
        table = draw(st.sampled_from(NODE_TABLES))
        node: Any = TABLES[table]
        opd = draw(st.sampled_from([None, "id-opd", "id-opd2", "id-gone"]))
        home = draw(st.sampled_from([None, "id-d1", "id-gone"]))
        made = node(id=name, title=name, parent=draw(st.none() | ends), agency=opd, document=home)
        tables.setdefault(table, []).append(made)
    links = st.builds(
        Link,
        kind=st.sampled_from(get_args(LinkKind)),
        source=ends,
        target=ends,
        status=st.sampled_from((None, "accepted", "refused")),
        weight=WEIGHTS,
    )
    return Plan(
        documents=[Document(id="id-d1", kind="RENSTRA", agency="id-opd2"), Document(id="id-d2", kind="RKPD")],
        agencies=[Agency(id="id-opd"), Agency(id="id-opd2", parent=draw(st.sampled_from([None, "id-opd", "id-opd2"])))],
        references=[Reference(id="id-ref", framework="YEARLY_PRIORITY")],
        indicators=[Indicator(id=name, owner=draw(st.none() | ends)) for name in ("id-i", "id-j")],
        series=draw(st.lists(SERIES, max_size=3, unique_by=lambda row: row.key)),
        commitments=[Commitment(id="id-k", nodes=tuple(draw(st.lists(ends, max_size=2))))],
        links=draw(st.lists(links, max_size=8)),
        allocations=draw(st.lists(ALLOCATIONS, max_size=6, unique_by=lambda row: row.key)),
        **tables,  # type: ignore[arg-type] # rows of their tables
    )


SERIES = st.builds(
    Series,
    indicator=st.sampled_from(["id-i", "id-j", "id-gone"]),
    document=st.sampled_from(["id-d1", "id-d2"]),
    role=st.sampled_from(["target", "result"]),
    values=st.just({"2026": "1"}),
)
ALLOCATIONS = st.builds(
    Allocation,
    document=st.sampled_from(["id-d1", "id-d2", "id-gone"]),
    subject=st.sampled_from([*NAMES, "id-opd", "/"]),
    basis=st.sampled_from(["ceiling", "realised"]),
    role=st.sampled_from(["entry", "entry", "stated_total"]),
    fund=st.sampled_from([None, "DAU"]),
    amounts=st.dictionaries(st.sampled_from(["2026", "end"]), MONEY, min_size=1),
)


def ids(items: Any) -> set[str]:
    """Return the ids of items."""
    return {one.id for one in items}


class TestImpact:
    """Up and down are what networkx walks."""

    @given(plan=webs())
    def test_one_agrees_with_ancestors(self, plan: Plan) -> None:
        """What is downstream of a node are its ancestors in the graph, what is upstream its descendants."""
        graph = upward(plan)
        for node in plan.nodes:
            found = impact(plan, node.id)
            assert ids(found.downstream) == nx.ancestors(graph, node.id)
            assert ids(found.upstream) == nx.descendants(graph, node.id)

    @given(plan=webs())
    def test_all_agree_with_walks(self, plan: Plan) -> None:
        """Counts, OPD, targets and money of all nodes are those of a walk from each."""
        assert our_impacts(plan) == obvious_impacts(plan, upward(plan))

    @given(plan=webs())
    def test_all_agree_with_one(self, plan: Plan) -> None:
        """The table of all nodes and the impact of one say the same."""
        for line in impacts(plan):
            one = impact(plan, line.id)
            assert (line.downstream, line.money, line.agencies) == (len(one.downstream), one.money, len(one.agencies))

    @given(plan=webs(), chosen=st.lists(st.sampled_from(NAMES), max_size=3))
    def test_several_are_a_union(self, plan: Plan, chosen: list[str]) -> None:
        """The impact of several is that of each put together, so what they share counts once."""
        there = [name for name in chosen if name in plan.nodes.by_id]
        found = impact(plan, there)
        parts = [impact(plan, name) for name in there]
        assert ids(found.downstream) | ids(found.start) == {
            name for part in parts for name in ids(part.downstream) | ids(part.start)
        }

    @given(plan=webs())
    def test_stranded(self, plan: Plan) -> None:
        """Stranded is what reaches a vision in the graph and no longer does where the node is taken out."""
        graph, visions = upward(plan), set(plan.visions.by_id)
        for node in plan.nodes:
            rest = graph.subgraph(set(graph) - {node.id})
            reach = {one for one in graph if {one, *nx.descendants(graph, one)} & visions}
            safe = {one for one in rest if {one, *nx.descendants(rest, one)} & visions}
            inside = {node.id} | nx.ancestors(graph, node.id)
            assert ids(impact(plan, node.id).stranded) == (reach - safe) & inside & ids(plan.nodes)

    @given(plan=plans() | webs())
    def test_any_plan(self, plan: Plan) -> None:
        """Whatever the plan, every question has an answer that is plain data, and every id can be asked for."""
        for name in of(plan).ids:
            assert json.dumps(impact(plan, name).to_dict())
            assert json.dumps(explain(plan, name).to_dict())
        assert json.dumps(impacts(plan).to_dicts())
        assert json.dumps([one.to_dict() for one in cut_nodes(plan)])
        assert all(isinstance(one.total, Fraction) for one in weight_totals(plan))
        for every in (orphans, dead_ends, ambiguous_parents, suspects, coverage_matrix):
            every(plan)

    @given(plan=webs(), name=st.text(max_size=8))
    def test_unknown_id(self, plan: Plan, name: str) -> None:
        """An id that is not there is an UnknownIdError."""
        for ask in (impact, explain):
            with pytest.raises(UnknownIdError):
                ask(plan, name)


class TestWeb:
    """The columns behind it."""

    @given(plan=webs())
    def test_circles(self, plan: Plan) -> None:
        """Circles are the strong components of networkx."""
        index = of(plan)
        rings = {frozenset(index.ids[at] for at in ring) for ring in web.web_of(index).rings}
        assert rings == obvious_rings(upward(plan))

    @given(plan=webs())
    def test_bits_and_lists_agree(self, plan: Plan) -> None:
        """Long lists are given up for blocks of bits, which say the same."""
        found = web.web_of(of(plan))
        wanted = np.ones(found.size, np.bool_)
        lists = {pair for block in web.pairs_above(found, wanted) for pair in zip(*map(list, block), strict=True)}
        order, cuts = web._by_layer(found)
        marks = np.unique(found.component)
        assert lists == set(zip(*map(list, web._pairs(web._bits(found, marks, order, cuts), marks)), strict=True))

    @given(plan=webs())
    def test_dominators(self, plan: Plan) -> None:
        """The nearest node through which all ways go is the one networkx finds."""
        index, graph = of(plan), upward(plan).reverse()
        tops = [index.position[one.id] for one in plan.visions]
        graph.add_edges_from(("top", one.id) for one in plan.visions)
        expected = nx.immediate_dominators(graph, "top") if tops else {}
        found = dominators(web.web_of(index), np.array(tops, np.int64))
        for at, name in enumerate(index.ids):
            above = expected.get(name)
            assert int(found[at]) == (-1 if above is None else TOP if above == "top" else index.position[above])


class TestCoverage:
    """Matrices and gaps."""

    @given(plan=webs())
    def test_matrix_agrees_with_walks(self, plan: Plan) -> None:
        """The cells of objectives and OPD are counted by walks."""
        graph = upward(plan, ("supports", "adopts"), owners=False)
        cells = coverage_matrix(plan).cells
        assert {(row, column): count for row, column, count in cells} == obvious_matrix(plan, graph)

    @given(plan=webs())
    def test_matrix_agrees_with_coverage(self, plan: Plan) -> None:
        """The rows that are not empty are the nodes that ``coverage`` calls covered."""
        for upper in ("mission", "goal", "objective"):
            found = coverage_matrix(plan, upper, "program")
            assert found.empty_rows == coverage(plan, upper, "program").uncovered
            assert found.empty_columns == coverage(plan, upper, "program").unattached

    @given(plan=webs())
    def test_orphans_and_dead_ends(self, plan: Plan) -> None:
        """Orphans have no edge up, dead ends none from below."""
        graph = upward(plan, ("supports", "adopts"), owners=False)
        graph.remove_edges_from([(one, one) for one in list(graph)])
        nodes = {node.id: node.level for node in plan.nodes}
        assert ids(orphans(plan)) == {
            one for one, level in nodes.items() if level != "vision" and not graph.out_degree(one)
        }
        assert ids(dead_ends(plan)) == {
            one for one, level in nodes.items() if level != "sub_activity" and not graph.in_degree(one)
        }

    @given(plan=webs())
    def test_cut_nodes_are_what_is_stranded(self, plan: Plan) -> None:
        """What a node cuts is what an impact calls stranded, with the same money."""
        for one in cut_nodes(plan):
            found = impact(plan, one.id)
            assert (one.cut, one.money) == (len(found.stranded) - 1, found.stranded_money)


class TestShares:
    """Shares of ways."""

    @given(plan=webs())
    def test_between_nothing_and_all(self, plan: Plan) -> None:
        """A share of a way is unknown, or exact from 0 to 1; the ways of ``explain`` are those of ``trace``."""
        for node in plan.nodes:
            found = explain(plan, node.id)
            assert [way.steps for way in found.ways] == list(trace(plan, node.id).paths)
            assert all(way.share is None or 0 <= way.share <= 1 for way in found.ways)


class TestSuspects:
    """Fingerprints."""

    @given(plan=webs())
    def test_nothing_changed(self, plan: Plan) -> None:
        """A plan against itself has no suspects, nor one in which all was acknowledged."""
        assert suspects(plan, plan) == ()
        assert suspects(acknowledge(plan)) == ()

    @given(plan=webs(), name=st.sampled_from(NAMES))
    def test_a_change_reaches_its_ties(self, plan: Plan, name: str) -> None:
        """Another wording of a node makes the ties at it suspect, and no others; acknowledged, links are no longer."""
        tables = {
            table: [
                row if row.id != name else type(row)(id=name, title="baru", parent=row.parent)
                for row in plan.table(table)
            ]
            for table in NODE_TABLES
        }
        found = suspects(plan.replace(**tables), plan)
        assert all(name in {one.source, one.target} for one in found)
        assert suspects(plan.replace(**tables), plan, seen=[one.key for one in found]) == ()


class TestNames:
    """Renaming ids renames them and changes nothing else."""

    @given(plan=webs())
    def test_names(self, plan: Plan) -> None:
        """Other ids give the same answers with the other ids in them."""
        other = loads(dumps(plan).replace(b'"id-', b'"ganti/id-'), format="json")
        assert told(other).replace("ganti/id-", "id-") == told(plan)


def told(plan: Plan) -> str:
    """Return what all questions say, in their order; titles are ids, so they stay."""
    nodes = [node.id for node in plan.nodes]
    return json.dumps(
        [
            [impact(plan, name).to_dict() for name in nodes],
            [explain(plan, name).to_dict() for name in nodes],
            impacts(plan).to_dicts(),
            [one.to_dict() for one in cut_nodes(plan)],
            [[one.id for one in every(plan)] for every in (orphans, dead_ends)],
            coverage_matrix(plan).to_dicts(),
            [[one.source, str(one.total), one.verdict] for one in weight_totals(plan)],
        ]
    )


class TestExport:
    """Texts of the graph."""

    @given(plan=webs() | plans())
    def test_every_format(self, plan: Plan) -> None:
        """Every plan can be written in every format, and what is read back has the same nodes and edges."""
        graph = alignment_graph(plan)
        back = nx.parse_graphml(export_graph(plan, "graphml"), force_multigraph=True)
        assert back.number_of_edges() == graph.number_of_edges()
        data = json.loads(export_graph(plan, "json"))
        again = nx.node_link_graph(data, edges="edges")
        assert set(again) == set(graph)
        assert sorted((a, b, c["relation"]) for a, b, c in again.edges(data=True)) == sorted(
            (a, b, c["relation"]) for a, b, c in graph.edges(data=True)
        )
        for form in ("dot", "mermaid"):
            lines = export_graph(plan, form).splitlines()
            assert len(lines) == graph.number_of_nodes() + graph.number_of_edges() + (4 if form == "dot" else 1)


class TestRules:
    """Rules on alignment on any plan."""

    @given(plan=webs() | plans())
    def test_no_rule_crashes(self, plan: Plan) -> None:
        """Whatever the links, no rule breaks down."""
        found = check(plan, select=RULES).findings
        assert [one for one in found if one.code == "RULE-01"] == []

    @given(plan=webs())
    def test_names(self, plan: Plan) -> None:
        """Other ids rename the findings and change nothing else."""
        other = loads(dumps(plan).replace(b'"id-', b'"ganti/id-'), format="json")
        told = [
            [str(one.to_dict()) for one in check(each, select=RULES).findings]
            for each in (loads(dumps(plan), format="json"), other)
        ]
        assert told[0] == [line.replace("ganti/id-", "id-") for line in told[1]]

    @given(plan=webs())
    def test_circles_are_those_of_networkx(self, plan: Plan) -> None:
        """LINK-01 and REF-03 together find something where networkx finds a circle in what supports, adopts or is below."""
        rings = [
            ring
            for ring in obvious_rings(upward(plan, ("supports", "adopts"), owners=False))
            if ring & set(plan.nodes.by_id)
        ]
        found = check(plan, select=["LINK-01", "REF-03"]).findings
        named = {name for one in found for name in (one.subject, *one.related)}
        assert all(ring & named for ring in rings)


RULES = ["ALN", "CTL", "CSC", "REV", "LINK"]
