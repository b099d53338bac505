"""The web of OPD agrees with obvious slow oracles and networkx, names mean nothing, and reorganisations lose no money."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import networkx as nx
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import regplan as rp
from regplan.calc.agencies import at_risk, order_of_work
from regplan.graph.agencies import bottlenecks, circles_of_needs, cooperation, single_points
from regplan.scenario import Scenario, q

NAMES = "abcdefgh"
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
NEEDS = st.lists(st.tuples(PAIRS, st.integers(0, 20)), max_size=14, unique_by=lambda one: one[0])


def waiting(needs: list[tuple[tuple[str, str], int]], days: list[int] | None = None) -> rp.Plan:
    """Write a plan of programs, one an OPD, that wait for each other with lags in days."""
    begin = date(2026, 1, 1)
    ends = [begin + timedelta(days=length) for length in days or [0] * len(NAMES)]
    return rp.Plan(
        documents=[rp.Document(id="renja", kind="RENJA", first_year=2026, last_year=2026)],
        agencies=[rp.Agency(id=name) for name in NAMES],
        programs=[
            rp.Program(id=name.upper(), agency=name, start=begin.isoformat(), finish=end.isoformat())
            for name, end in zip(NAMES, ends, strict=True)
        ],
        links=[
            rp.Link(kind="needs", source=a.upper(), target=b.upper(), lag=f"P{lag}D", status="accepted")
            for (a, b), lag in needs
        ],
        allocations=[rp.Allocation(document="renja", subject=name.upper(), amounts={"2026": 10}) for name in NAMES],
    )


@given(NEEDS)
def test_circles_agree_with_networkx(needs: list[tuple[tuple[str, str], int]]) -> None:
    """One circle is told for each strongly connected part of networkx, the shortest there is, and each is a circle indeed."""
    graph = nx.DiGraph([pair for pair, _ in needs])
    parts = [part for part in nx.strongly_connected_components(graph) if len(part) > 1]
    found = circles_of_needs(waiting(needs))
    shortest = sorted(min(len(one) for one in nx.simple_cycles(graph.subgraph(part))) for part in parts)
    assert [len(one.records) for one in found] == shortest
    for one in found:
        names = [name.lower() for name in one.records]
        assert all(graph.has_edge(*step) for step in zip(names, [*names[1:], names[0]], strict=True))


@given(NEEDS)
def test_single_points_agree_with_taking_away(needs: list[tuple[tuple[str, str], int]]) -> None:
    """An OPD or tie is a single point of failure exactly where more parts are left without it: tried one by one."""
    graph = nx.Graph([pair for pair, _ in needs])
    parts = nx.number_connected_components(graph)
    agencies, ties = set(), set()
    for name in graph:
        rest = graph.copy()
        rest.remove_node(name)
        if nx.number_connected_components(rest) > parts:
            agencies.add((name,))
    for edge in graph.edges:
        rest = graph.copy()
        rest.remove_edge(*edge)
        if nx.number_connected_components(rest) > parts:
            ties.add(tuple(sorted(edge)))
    found = single_points(waiting(needs))
    assert {one.agencies for one in found if one.kind == "agency"} == agencies
    assert {one.agencies for one in found if one.kind == "bridge"} == ties


@given(NEEDS, st.lists(st.integers(0, 30), min_size=len(NAMES), max_size=len(NAMES)))
def test_critical_path_agrees_with_networkx(needs: list[tuple[tuple[str, str], int]], days: list[int]) -> None:
    """Work ends when the longest path of networkx ends, and each begins as early as the longest path to it allows."""
    forward = [((a, b), lag) for (a, b), lag in needs if a < b]
    assume(forward)
    graph: Any = nx.DiGraph()
    for (a, b), lag in forward:  # b before a: its days and the lag lie on the way
        graph.add_edge(("end", b), ("begin", a), weight=lag)
    for name in {name for pair, _ in forward for name in pair}:
        graph.add_edge(("begin", name), ("end", name), weight=days[NAMES.index(name)] + 1)
    found = order_of_work(waiting(forward, days))
    begin = date(2026, 1, 1)
    assert found.finish is not None
    assert (found.finish - begin).days + 1 == nx.dag_longest_path_length(graph)
    for one in found.tasks:
        node = ("begin", one.record.lower())
        before = graph.subgraph({*nx.ancestors(graph, node), node})
        assert one.earliest_start is not None
        assert (one.earliest_start - begin).days == nx.dag_longest_path_length(before)
    path = [one.critical for one in found.tasks if one.record in found.critical_path]
    assert all(path)


@given(NEEDS)
def test_waiters_agree_with_networkx(needs: list[tuple[tuple[str, str], int]]) -> None:
    """What waits at any distance is what networkx counts as ancestors, for bottlenecks and for what is at risk alike."""
    graph = nx.DiGraph([pair for pair, _ in needs])
    plan = waiting(needs)
    assert {one.record.lower(): one.all for one in bottlenecks(plan)} == {
        name: len(nx.ancestors(graph, name)) for name in graph if graph.in_degree(name)
    }
    for name in graph:
        others = nx.ancestors(graph, name) - {name}
        found = at_risk(plan, name)
        assert {one.lower() for one in found.waiting} == others
        assert (found.money[0].own, found.money[0].waiting) == (10, 10 * len(others))


@given(NEEDS, st.permutations([f"n{at}" for at in range(2 * len(NAMES))]))
def test_names_mean_nothing(needs: list[tuple[tuple[str, str], int]], names: list[str]) -> None:
    """Renaming ids renames the answers and changes nothing else."""
    plan = waiting(needs)
    new = dict(zip([*NAMES, *NAMES.upper()], names, strict=True))

    def renamed(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: renamed(value) for key, value in one.items()}
        if isinstance(one, list | tuple):
            return type(one)(renamed(value) for value in one)
        if isinstance(one, str):
            return " → ".join(new.get(part, part) for part in one.split(" → "))
        return one

    other = rp.Plan(
        documents=plan.documents,
        agencies=[rp.Agency(id=new[one.id]) for one in plan.agencies],
        programs=[
            rp.Program(id=new[one.id], agency=new[one.agency or ""], start=one.start, finish=one.finish)
            for one in plan.programs
        ],
        links=[
            rp.Link(kind="needs", source=new[one.source], target=new[one.target], lag=one.lag, status=one.status)
            for one in plan.links
        ],
    )
    assert renamed(cooperation(plan).to_dicts()) == cooperation(other).to_dicts()
    assert renamed(circles_of_needs(plan).to_dicts()) == circles_of_needs(other).to_dicts()
    assert renamed(order_of_work(plan).to_dicts()) == order_of_work(other).to_dicts()


@settings(max_examples=20)
@given(NEEDS, st.sets(st.sampled_from(NAMES), min_size=2))
def test_merging_and_splitting_back_keeps_the_web(needs: list[tuple[tuple[str, str], int]], merged: set[str]) -> None:
    """OPD merged and split back have the ties and the money at risk they had; merged, they are one OPD and no money is lost."""
    plan = waiting(needs)
    one = Scenario("m").merge_agencies(*sorted(merged), into=rp.Agency(id="new"))
    parts = [(rp.Agency(id=name), q.id == name.upper()) for name in sorted(merged)]
    between, back = one.apply(plan), one.split_agency("new", *parts).apply(plan)

    def money(of: rp.Plan) -> dict[str, Any]:
        return {row.id: [(line.own, line.waiting) for line in at_risk(of, row.id).money] for row in of.agencies}

    assert {name: money(back)[name] for name in NAMES} == money(plan)
    assert cooperation(back) == cooperation(plan)
    assert money(between)["new"][0][0] == 10 * len(merged)
    named = {name for pair in cooperation(between) for name in (pair.first, pair.second)}
    assert not named & merged


def test_pairs_are_told_once() -> None:
    """Two OPD stand in one answer, whatever ties them."""
    both = waiting([(pair, 0) for pair in combinations("abc", 2)])
    found = [frozenset((one.first, one.second)) for one in cooperation(both)]
    assert len(found) == len(set(found)) == 3
