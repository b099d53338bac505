"""
The obvious questions to the alignment graph: networkx walks from every node, nothing of ``regplan.index``.

They are the second opinion that tests compare ours with, and what the columns are timed against.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import networkx as nx

from benchmarks.timing import Case, medians
from regplan.graph import coverage_matrix, impacts
from regplan.index import of
from regplan.index.web import pairs_above, web_of
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Goal,
    Indicator,
    Link,
    Mission,
    Objective,
    Plan,
    Program,
    Series,
    SubActivity,
    Vision,
)
from regplan.values.money import Rupiah, from_sen, sen

__all__ = [
    "Line",
    "alignment_ratios",
    "cascade_plan",
    "obvious_impacts",
    "obvious_matrix",
    "obvious_rings",
    "our_impacts",
    "upward",
]

MOST: Final = 50_000
"""More nodes than this only take longer."""
_UP: Final = ("supports", "adopts", "aligned_with")


class Line(NamedTuple):
    """What two versions of the impact must agree on, for one node."""

    upstream: int
    downstream: int
    agencies: int
    targets: int
    reaches_vision: bool
    money: dict[tuple[str, str, str], Rupiah | None]


def upward(plan: Plan, kinds: Sequence[str] = _UP, *, owners: bool = True) -> nx.DiGraph[str]:
    """Return parents, owners and live links, straight from the records of a plan in which every id stands once."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for name in ("agencies", "documents", "references", "places", "indicators", "commitments"):
        graph.add_nodes_from(row.id for row in plan.table(name))
    graph.add_nodes_from(node.id for node in plan.nodes)
    for rows in (plan.nodes, plan.agencies, plan.references, plan.places):
        graph.add_edges_from((row.id, row.parent) for row in rows if row.parent is not None and row.parent in graph)
    if owners:
        graph.add_edges_from(
            (row.id, row.owner) for row in plan.indicators if row.owner is not None and row.owner in graph
        )
    live = [one for one in plan.links if one.kind in kinds and one.status != "refused"]
    graph.add_edges_from((one.source, one.target) for one in live if one.source in graph and one.target in graph)
    return graph


def obvious_rings(graph: nx.DiGraph[str]) -> set[frozenset[str]]:
    """Find the circles: components of several records, and records that lead to themselves."""
    found = {frozenset(one) for one in nx.strongly_connected_components(graph) if len(one) > 1}
    return found | {
        frozenset((one,)) for one in nx.nodes_with_selfloops(graph) if not any(one in ring for ring in found)
    }


def obvious_impacts(plan: Plan, graph: nx.DiGraph[str]) -> dict[str, Line]:
    """Walk up and down from every node, and add up what stands there."""
    carrier = _carriers(plan)
    targets: dict[str, int] = defaultdict(int)
    for row in plan.series:
        if row.role == "target":
            targets[row.indicator] += 1
    money: dict[str, list[tuple[tuple[str, str, str], int | None]]] = defaultdict(list)
    for one in plan.allocations:
        if one.role == "entry" and one.document in plan.documents.by_id:
            for period, amount in one.amounts.items():
                key = (one.document, one.basis, period)
                money[one.subject].append((key, None if amount is None else sen(amount)))
    visions = set(plan.visions.by_id)
    found = {}
    for node in plan.nodes:
        above, below = nx.descendants(graph, node.id), nx.ancestors(graph, node.id)
        inside = below | {node.id}
        found[node.id] = Line(
            len(above),
            len(below),
            len(
                {carrier[one] for one in inside if carrier.get(one)}
                | {one for one in inside if one in plan.agencies.by_id}
            ),
            sum(targets[one] for one in inside if one in targets),
            node.id in visions or bool(above & visions),
            _added(row for one in inside if one in money for row in money[one]),
        )
    return found


def _carriers(plan: Plan) -> dict[str, str | None]:
    """Give each node its OPD: its own, else its parent's, else that of its home document; in and below circles no parent's."""
    nodes = {node.id: node for node in plan.nodes}
    found: dict[str, str | None] = {}
    for name, node in nodes.items():
        way = [node]
        while way[-1].parent in nodes and len(way) <= len(nodes):
            way.append(nodes[way[-1].parent])
        circle = len(way) > len(nodes)
        own = next((one.agency for one in (way[:1] if circle else way) if one.agency is not None), None)
        if own is None:
            home = plan.documents.get(node.document) if node.document else None
            own = home.agency if home else None
        found[name] = own if own in plan.agencies.by_id else None
    return found


def _added(rows: Iterator[tuple[tuple[str, str, str], int | None]]) -> dict[tuple[str, str, str], Rupiah | None]:
    sums: dict[tuple[str, str, str], int | None] = {}
    for key, amount in rows:
        before = sums.get(key, 0)
        sums[key] = None if amount is None or before is None else before + amount
    return {key: None if total is None else from_sen(total) for key, total in sums.items()}


def obvious_matrix(plan: Plan, graph: nx.DiGraph[str], level: str = "program") -> dict[tuple[str, str], int]:
    """Count the nodes of a level of each OPD that lead up to each objective, by a walk up from every node."""
    carrier, objectives = _carriers(plan), set(plan.objectives.by_id)
    found: dict[tuple[str, str], int] = defaultdict(int)
    for node in plan.nodes:
        opd = carrier[node.id]
        if node.level == level and opd:
            for name in nx.descendants(graph, node.id) & objectives:
                found[name, opd] += 1
    return dict(found)


def our_impacts(plan: Plan) -> dict[str, Line]:
    """Return what ``regplan`` finds, in the same form."""
    return {
        one.id: Line(
            one.upstream,
            one.downstream,
            one.agencies,
            one.targets,
            one.reaches_vision,
            {(line.document, line.basis, line.period): line.amount for line in one.money},
        )
        for one in impacts(plan)
    }


def cascade_plan(nodes: int) -> Plan:
    """
    Build a plan of about so many nodes: an RPJMD, and programs of 54 OPD that support one or two of its objectives.

    Example:
        >>> plan = cascade_plan(500)
        >>> len(plan.nodes), len(plan.links) > len(plan.programs)
        (500, True)
    """
    agencies = [Agency(id=f"opd{at}") for at in range(54)]
    objectives = [Objective(id=f"S{at}", parent=f"T{at % 7}") for at in range(14)]
    programs = [Program(id=f"p{at}", agency=f"opd{at % 54}") for at in range(max(1, (nodes - 27) // 20))]
    activities = [Activity(id=f"k{at}", parent=f"p{at // 4}") for at in range(4 * len(programs))]
    rest = nodes - 27 - len(programs) - len(activities)
    lowest = [SubActivity(id=f"s{at}", parent=f"k{at % len(activities)}") for at in range(rest)]
    links = [Link(kind="supports", source=one.id, target=f"S{at % 14}") for at, one in enumerate(programs)]
    links += [
        Link(kind="supports", source=one.id, target=f"S{at % 13}") for at, one in enumerate(programs) if at % 3 == 0
    ]
    return Plan(
        documents=[Document(id="rkpd", kind="RKPD", first_year=2026, last_year=2026)],
        agencies=agencies,
        visions=[Vision(id="V")],
        missions=[Mission(id=f"M{at}", parent="V") for at in range(5)],
        goals=[Goal(id=f"T{at}", parent=f"M{at % 5}") for at in range(7)],
        objectives=objectives,
        programs=programs,
        activities=activities,
        sub_activities=lowest,
        links=links,
        indicators=[Indicator(id=f"{one.id}.I", owner=one.id, name="Cakupan") for one in programs],
        series=[
            Series(indicator=f"{one.id}.I", document="rkpd", role="target", values={"2026": "1"}) for one in programs
        ],
        allocations=[
            Allocation(document="rkpd", subject=one.id, amounts={"2026": at * 7919 % 900_000 * 1000})
            for at, one in enumerate(lowest)
        ],
    )


def alignment_ratios(sizes: Sequence[int], runs: int | None = None) -> Iterator[tuple[str, int, float]]:
    """
    Time circles, ways to the vision, impacts of all nodes and a matrix, on a ready index, against walks on a ready graph.

    Args:
        sizes: How many nodes.
        runs: Rounds that count; 3 when None.

    Yields:
        Name, size, and how many times faster the columns are; at least 10 is promised.

    Raises:
        AssertionError: The two find different things.
    """
    for size in (one for one in sizes if one <= MOST):
        plan = cascade_plan(size)
        graph, narrow = upward(plan), upward(plan, ("supports", "adopts"), owners=False)
        assert our_impacts(plan) == obvious_impacts(plan, graph)
        cells = coverage_matrix(plan).cells
        assert {(row, column): count for row, column, count in cells} == obvious_matrix(plan, narrow)
        cases: dict[str, Case] = {
            "obvious circles": functools.partial(obvious_rings, graph),
            "circles": (functools.partial(_ready, plan), lambda index: web_of(index).rings),
            "obvious trace": functools.partial(_obvious_traces, plan, graph),
            "trace": (functools.partial(_ready, plan), _traces),
            "obvious impact": functools.partial(obvious_impacts, plan, graph),
            "impact": (functools.partial(_ready, plan), lambda index: impacts(index.plan)),
            "obvious matrix": functools.partial(obvious_matrix, plan, narrow, "sub_activity"),
            "matrix": (functools.partial(_ready, plan), lambda index: coverage_matrix(index.plan, of_="sub_activity")),
        }
        spent = medians(cases, runs or 3)
        for name in ("circles", "trace", "impact", "matrix"):
            yield f"align-{name}", size, spent[f"obvious {name}"] / spent[name]


def _ready(plan: Plan) -> Any:
    """Return a fresh index of a fresh plan: nothing is remembered."""
    return of(plan.replace())


def _obvious_traces(plan: Plan, graph: nx.DiGraph[str]) -> dict[str, set[str]]:
    return {node.id: nx.descendants(graph, node.id) for node in plan.nodes}


def _traces(index: Any) -> int:
    """Find all pairs of a record and one above it."""
    web = web_of(index)
    return sum(len(low) for low, _ in pairs_above(web, web.component >= 0))
