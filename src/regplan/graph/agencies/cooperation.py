"""Who should and does work with whom, who works alone, and where the web hangs on one OPD."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal, TypeAlias, get_args

import attrs

from regplan.errors import CallError
from regplan.graph.agencies.answers import Answers
from regplan.graph.agencies.build import pair_graph
from regplan.graph.agencies.ties import DOES, FRAMEWORKS, SHOULD, Relation, ties_of
from regplan.graph.agencies.units import RollUp
from regplan.index import Index, of
from regplan.model.plan import Plan
from regplan.model.words import Framework

__all__ = [
    "Alone",
    "Over",
    "Pair",
    "SinglePoint",
    "cooperation",
    "missing_links",
    "pairs_of",
    "relations_of",
    "single_points",
    "working_alone",
]

Over: TypeAlias = Literal["does", "should", "both"]
"""Which ties a question follows: those of work done together, those of work that should be, or both."""


@attrs.frozen(kw_only=True)
class Pair:
    """
    Two OPD and what ties them.

    Attributes:
        first: The OPD that comes first in the plan.
        second: The other.
        should: By what they should work together.
        does: By what they do.
        through: What they should work on together: objectives, programs, references, places, requests.
        weight: How strong the reasons are: the sum of 1 / (n − 1) over them, n the OPD that share one.
    """

    first: str
    second: str
    should: tuple[Relation, ...]
    does: tuple[Relation, ...]
    through: tuple[str, ...]
    weight: float

    @property
    def missing(self) -> bool:
        """Whether they should and do not."""
        return bool(self.should) and not self.does


@attrs.frozen(kw_only=True)
class Alone:
    """
    An OPD that works with no other.

    Attributes:
        agency: The OPD.
        should_with: The OPD it should work with.
        through: The objectives it shares with others.
    """

    agency: str
    should_with: tuple[str, ...]
    through: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SinglePoint:
    """
    What holds the web together alone.

    Attributes:
        kind: ``agency``: without this OPD others lose each other; ``bridge``: without this one tie.
        agencies: The OPD, or the two of the tie.
        parts: How many OPD hang together in each part that is left, largest first.
    """

    kind: Literal["agency", "bridge"]
    agencies: tuple[str, ...]
    parts: tuple[int, ...]


def cooperation(
    plan: Plan, *, roll_up: RollUp = False, frameworks: Collection[Framework] = FRAMEWORKS
) -> Answers[Pair]:
    """
    List each two OPD that should or do work together, the strongest reasons first.

    Args:
        plan: The plan.
        roll_up: As for ``agency_graph``.
        frameworks: As for ``agency_graph``.

    Example:
        >>> from regplan.model import Agency, Link, Objective, Program
        >>> plan = Plan(
        ...     agencies=[Agency(id="dinkes"), Agency(id="dlh")],
        ...     objectives=[Objective(id="S1")],
        ...     programs=[Program(id="P1", parent="S1", agency="dinkes"), Program(id="P2", parent="S1", agency="dlh")],
        ...     links=[Link(kind="contributes", source="dlh", target="P1", role="member")],
        ... )
        >>> (pair,) = cooperation(plan)
        >>> pair.should, pair.does, pair.through, pair.missing
        (('shared_objective',), ('joint_work',), ('S1',), False)
    """
    return pairs_of(of(plan), roll_up, frameworks)


def pairs_of(index: Index, roll_up: RollUp, frameworks: Collection[Framework] = FRAMEWORKS) -> Answers[Pair]:
    """Do as ``cooperation`` does, on an index."""
    found = ties_of(index, roll_up, frameworks)
    order = {name: at for at, name in enumerate(found.agencies)}
    pairs: dict[tuple[str, str], list[int]] = {}
    for at, tie in enumerate(found.ties):
        first, second = sorted((tie.source, tie.target), key=order.__getitem__)
        pairs.setdefault((first, second), []).append(at)
    answers = []
    for (first, second), places in pairs.items():
        ties = [found.ties[at] for at in places]
        reasons = [one for one in ties if one.relation in SHOULD]
        answers.append(
            Pair(
                first=first,
                second=second,
                should=tuple(dict.fromkeys(one.relation for one in reasons)),
                does=tuple(dict.fromkeys(one.relation for one in ties if one.relation in DOES)),
                through=tuple(thing for one in reasons for thing in one.through),
                weight=sum(one.weight for one in reasons),
            )
        )
    return Answers(sorted(answers, key=lambda one: (-one.weight, order[one.first], order[one.second])))


def missing_links(
    plan: Plan, *, roll_up: RollUp = False, frameworks: Collection[Framework] = FRAMEWORKS
) -> Answers[Pair]:
    """List each two OPD that should work together and do not, the strongest reasons first."""
    return Answers(one for one in cooperation(plan, roll_up=roll_up, frameworks=frameworks) if one.missing)


def working_alone(
    plan: Plan, *, roll_up: RollUp = False, frameworks: Collection[Framework] = FRAMEWORKS
) -> Answers[Alone]:
    """
    List the OPD that work with no other, those that should work with most first.

    Where a plan says nothing of joint work, all are listed: that is what the plan says, and not that nobody does.
    """
    pairs = cooperation(plan, roll_up=roll_up, frameworks=frameworks)
    together = {name for one in pairs if one.does for name in (one.first, one.second)}
    ties = ties_of(of(plan), roll_up, frameworks)
    partners: dict[str, list[str]] = {}
    objectives: dict[str, dict[str, None]] = {}
    for one in pairs:
        partners.setdefault(one.first, []).append(one.second)
        partners.setdefault(one.second, []).append(one.first)
    for tie in ties.ties:
        if tie.relation == "shared_objective":
            for name in (tie.source, tie.target):
                objectives.setdefault(name, {}).update(dict.fromkeys(tie.through))
    found = [
        Alone(agency=name, should_with=tuple(partners.get(name, ())), through=tuple(objectives.get(name, ())))
        for name in ties.agencies
        if name not in together
    ]
    return Answers(sorted(found, key=lambda one: -len(one.should_with)))


def relations_of(over: Over) -> tuple[Relation, ...]:
    """
    Return the relations a question follows.

    Raises:
        CallError: It is none of the three words.
    """
    if over not in get_args(Over):
        msg = f"over takes {', '.join(map(repr, get_args(Over)))}, not {over!r}"
        raise CallError(msg)
    return {"does": DOES, "should": SHOULD, "both": (*SHOULD, *DOES)}[over]


def single_points(
    plan: Plan, *, over: Over = "does", roll_up: RollUp = False, frameworks: Collection[Framework] = FRAMEWORKS
) -> Answers[SinglePoint]:
    """
    List the OPD and the single ties without which the web falls apart: single points of failure and bridges.

    An OPD (an articulation point) is told where without it some that hang together now hang together no more; a bridge where this
    is so for one tie. The less even the parts, the less is lost.

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
    order = {name: at for at, name in enumerate(graph)}
    found = []
    for name in sorted(nx.articulation_points(graph), key=order.__getitem__):
        whole = graph.subgraph(nx.node_connected_component(graph, name) - {name})
        found.append(SinglePoint(kind="agency", agencies=(name,), parts=_sizes(whole)))
    for edge in sorted(tuple(sorted(one, key=order.__getitem__)) for one in nx.bridges(graph)):
        whole = graph.subgraph(nx.node_connected_component(graph, edge[0])).copy()
        whole.remove_edge(*edge)
        found.append(SinglePoint(kind="bridge", agencies=edge, parts=_sizes(whole)))
    return Answers(found)


def _sizes(graph: Any) -> tuple[int, ...]:
    import networkx as nx  # noqa: PLC0415

    return tuple(sorted(map(len, nx.connected_components(graph)), reverse=True))
