"""The web of OPD as a plain networkx graph."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from regplan.graph.agencies.ties import DOES, FRAMEWORKS, SHOULD, Relation, ties_of
from regplan.graph.agencies.units import RollUp
from regplan.index import of
from regplan.model.plan import Plan
from regplan.model.words import Framework

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["agency_graph", "pair_graph"]


def agency_graph(
    plan: Plan, *, roll_up: RollUp = False, frameworks: Collection[Framework] = FRAMEWORKS
) -> nx.MultiDiGraph[str]:
    """
    Return the web of OPD as a frozen ``networkx.MultiDiGraph``: who should work together, and who does.

    Two OPD *should* work together where both work for one objective (``shared_objective``), carry a program of one code
    (``shared_program``; the program of support, which all carry, is none), are aligned with one reference that cuts across OPD
    (``shared_reference``), work at one place or one works for a place in which the other works (``shared_place``; not where the
    place is the region), or where work of one ``needs`` the other. They *do* where they work on one node (``joint_work``: one
    carries it, the other contributes, states it in a document of its own, or carries a part of it), or a request was accepted
    (``accepted_request``). Refused requests tie nobody; ``requests`` lists them. Units of one OPD are one family: nothing is
    asked between them. OPD that others replaced and that carry
    nothing any more are not in it.

    Args:
        plan: Any plan.
        roll_up: False: every OPD, kecamatan, kelurahan and unit stands for itself; True: units are rolled up to the OPD on
            top; or the ids of the OPD that stand, to the nearest of which their units are rolled up.
        frameworks: Frameworks of references that are a reason to work together.

    Returns:
        A graph whose nodes are ids of OPD, with ``title``, ``code``, ``kind`` and ``parent`` (the OPD on top of it, or None).
        Edges are keyed by relation and carry ``relation``, ``should``, ``does``, ``through`` (a tuple of what they share),
        ``weight`` (the sum of 1 / (n − 1) over it, n the OPD that share one thing), and ``statuses`` for requests. ``needs`` and
        ``accepted_request`` point from who asks to who is asked; all others stand in both directions. ``part_of`` points from a
        unit to its OPD.

    Raises:
        UnknownIdError: *roll_up* names an OPD that the plan does not have; near matches are offered.
        UnknownNameError: A framework is none.

    Example:
        >>> from regplan.model import Agency, Link, Objective, Program
        >>> plan = Plan(
        ...     agencies=[Agency(id="dinkes"), Agency(id="dlh")],
        ...     objectives=[Objective(id="S1")],
        ...     programs=[Program(id="P1", parent="S1", agency="dinkes"), Program(id="P2", parent="S1", agency="dlh")],
        ...     links=[Link(kind="needs", source="P1", target="P2", status="proposed")],
        ... )
        >>> sorted(agency_graph(plan).edges(keys=True))
        [('dinkes', 'dlh', 'needs'), ('dinkes', 'dlh', 'shared_objective'), ('dlh', 'dinkes', 'shared_objective')]
    """
    import networkx as nx  # noqa: PLC0415 - rules use other questions of this package and need no networkx

    found = ties_of(of(plan), roll_up, frameworks)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in found.agencies:
        row = plan.agencies.by_id[name]
        graph.add_node(name, title=row.name, code=row.code, kind=row.kind, parent=found.parents.get(name))
    for name, parent in found.parents.items():
        if parent in graph:
            facts = {"relation": "part_of", "should": False, "does": False, "through": (), "weight": 0.0}
            graph.add_edge(name, parent, key="part_of", **facts)
    for tie in found.ties:
        told = {
            "relation": tie.relation,
            "should": tie.relation in SHOULD,
            "does": tie.relation in DOES,
            "through": tie.through,
            "weight": tie.weight,
            "statuses": tie.statuses,
        }
        graph.add_edge(tie.source, tie.target, key=tie.relation, **told)
        if tie.relation not in {"needs", "accepted_request"}:
            graph.add_edge(tie.target, tie.source, key=tie.relation, **told)
    nx.freeze(graph)
    return graph


def pair_graph(
    plan: Plan, relations: Collection[Relation], roll_up: RollUp, frameworks: Collection[Framework]
) -> nx.Graph[str]:
    """Return OPD and the pairs tied by some relations, without direction; ``weight`` adds up, ``distance`` is its inverse."""
    import networkx as nx  # noqa: PLC0415

    found = ties_of(of(plan), roll_up, frameworks)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(found.agencies)
    for tie in found.ties:
        if tie.relation in relations:
            before = graph.get_edge_data(tie.source, tie.target, {"weight": 0.0})["weight"]
            weight = before + tie.weight
            graph.add_edge(tie.source, tie.target, weight=weight, distance=1 / weight)
    return graph
