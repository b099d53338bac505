"""How each OPD stands in the web, and the web as a whole, in numbers of networkx with their reading."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import attrs

from regplan.graph.agencies.answers import Answers
from regplan.graph.agencies.build import pair_graph
from regplan.graph.agencies.cooperation import Over, relations_of
from regplan.graph.agencies.ties import DOES, FRAMEWORKS, SHOULD
from regplan.graph.agencies.units import RollUp
from regplan.model.plan import Plan
from regplan.model.words import Framework

__all__ = ["Standing", "WebNumbers", "standings", "web_numbers"]


@attrs.frozen(kw_only=True)
class Standing:
    """
    One OPD in the web.

    Attributes:
        agency: The OPD.
        partners: With how many OPD it is tied. None: it works alone.
        strength: Sum of the weights of its ties: much where few share what it shares.
        betweenness: Part of the shortest ways between others that lead through it, 0 to 1; ways are short where ties are strong.
            High: others reach each other by it: a go-between, and a bottleneck.
        closeness: 1 over its mean distance to those it reaches, times the part of the web it reaches, 0 to 1; each tie is
            one step. High: it has the others' word soon; fit to co-ordinate.
        core: The largest k such that it belongs to a group in which each has k ties. High: it stands in the thick of the
            web, low: at its rim.
        constraint: Burt's. Near 0: its partners do not know each other, it connects; near 1 or above: they all do, and
            it has nothing to connect. None without ties.
        community: Number of the group it belongs to, the largest group 0; groups are tied more inside than outward.
        external: E-I index, (ties outward − ties inside) / all ties of its own. 1: all lead out of its group, −1: none. None without ties.
    """

    agency: str
    partners: int
    strength: float
    betweenness: float
    closeness: float
    core: int
    constraint: float | None
    community: int
    external: float | None


@attrs.frozen(kw_only=True)
class WebNumbers:
    """
    The web as a whole.

    Attributes:
        agencies: How many OPD.
        should: Pairs that should work together.
        does: Pairs that do.
        missing: Pairs that should and do not.
        unasked: Pairs that do without a reason in the plan.
        agreement: Jaccard: pairs that should and do over pairs that should or do, 0 to 1; None where there are none.
        density: Of all pairs, the part that does work together; None for fewer than two OPD.
        parts: Into how many groups without ties to each other the OPD fall that work together; those alone count as one each.
        modularity: How much more ties of ``over`` lie inside the communities than chance would put there. About 0: no groups;
            above 0.3: clear ones. None without ties.
    """

    agencies: int
    should: int
    does: int
    missing: int
    unasked: int
    agreement: float | None
    density: float | None
    parts: int
    modularity: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return them as plain data."""
        return attrs.asdict(self)


def standings(
    plan: Plan, *, over: Over = "both", roll_up: RollUp = False, frameworks: Collection[Framework] = FRAMEWORKS
) -> Answers[Standing]:
    """
    Tell how each OPD stands in the web, in the order of the plan; ``Standing`` says how to read each number.

    Numbers of a web speak of what the plan says: an OPD without links in the file is at the rim of the file. Communities are those
    of greedy modularity (Clauset, Newman and Moore), which is a heuristic; other groupings may be as good.

    Args:
        plan: The plan.
        over: Which ties to follow.
        roll_up: As for ``agency_graph``.
        frameworks: As for ``agency_graph``.

    Raises:
        CallError: *over* is none of its words.
    """
    import networkx as nx  # noqa: PLC0415

    graph = pair_graph(plan, relations_of(over), roll_up, frameworks)
    between = nx.betweenness_centrality(graph, weight="distance")
    close = nx.closeness_centrality(graph)
    cores = nx.core_number(graph)
    constraint = nx.constraint(graph, nodes=list(graph), weight="weight")
    group = {name: at for at, names in enumerate(_communities(graph)) for name in names}
    found = []
    for name in graph:
        ties = graph.degree(name)
        outside = sum(group[other] != group[name] for other in graph[name])
        found.append(
            Standing(
                agency=name,
                partners=ties,
                strength=graph.degree(name, weight="weight"),
                betweenness=between[name],
                closeness=close[name],
                core=cores[name],
                constraint=None if math.isnan(constraint[name]) else constraint[name],
                community=group[name],
                external=(2 * outside - ties) / ties if ties else None,
            )
        )
    return Answers(found)


def web_numbers(
    plan: Plan, *, over: Over = "both", roll_up: RollUp = False, frameworks: Collection[Framework] = FRAMEWORKS
) -> WebNumbers:
    """
    Tell what the web is as a whole; ``WebNumbers`` says how to read each number.

    Args:
        plan: The plan.
        over: The ties by which ``modularity`` is told.
        roll_up: As for ``agency_graph``.
        frameworks: As for ``agency_graph``.

    Raises:
        CallError: *over* is none of its words.
    """
    import networkx as nx  # noqa: PLC0415

    asked = pair_graph(plan, relations_of(over), roll_up, frameworks)
    doing = pair_graph(plan, DOES, roll_up, frameworks)
    should = {frozenset(one) for one in pair_graph(plan, SHOULD, roll_up, frameworks).edges}
    does = {frozenset(one) for one in doing.edges}
    size = len(doing)
    tied = asked.number_of_edges() > 0
    return WebNumbers(
        agencies=size,
        should=len(should),
        does=len(does),
        missing=len(should - does),
        unasked=len(does - should),
        agreement=len(should & does) / len(should | does) if should | does else None,
        density=2 * len(does) / (size * (size - 1)) if size > 1 else None,
        parts=nx.number_connected_components(doing),
        modularity=nx.community.modularity(asked, map(set, _communities(asked)), weight="weight") if tied else None,
    )


def _communities(graph: Any) -> list[list[str]]:
    """Part the OPD into groups, the largest first, each in the order of the plan."""
    import networkx as nx  # noqa: PLC0415

    order = {name: at for at, name in enumerate(graph)}
    if not graph.number_of_edges():
        return [[name] for name in graph]
    groups = nx.community.greedy_modularity_communities(graph, weight="weight")
    told = [sorted(group, key=order.__getitem__) for group in groups]
    return sorted(told, key=lambda group: (-len(group), order[group[0]]))
