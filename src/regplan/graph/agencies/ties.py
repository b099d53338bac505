"""Why OPD should work together, and where they do: ties between two of them, each with what it runs through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final, Literal, TypeAlias, get_args

import attrs
import numpy as np

from regplan.errors import UnknownNameError
from regplan.graph.agencies.units import RollUp, Units, units_of
from regplan.graph.agencies.working import Working, working_of
from regplan.index import Index
from regplan.index.build import LINK_KINDS
from regplan.index.columns import Ints
from regplan.index.tree import link_rows
from regplan.law import current
from regplan.model.structure import WorkNode
from regplan.model.words import LEVELS, Framework, Status
from regplan.values.code import cleaned, parse_code
from regplan.values.text import near

__all__ = ["DOES", "FRAMEWORKS", "SHOULD", "Relation", "Tie", "Ties", "ties_of"]

Relation: TypeAlias = Literal[
    "shared_objective",
    "shared_program",
    "shared_reference",
    "shared_place",
    "needs",
    "joint_work",
    "accepted_request",
]
SHOULD: Final[tuple[Relation, ...]] = (
    "shared_objective",
    "shared_program",
    "shared_reference",
    "shared_place",
    "needs",
)
"""By these two OPD should work together."""
DOES: Final[tuple[Relation, ...]] = ("joint_work", "accepted_request")
"""By these two OPD do work together."""
FRAMEWORKS: Final[tuple[Framework, ...]] = ("TAG", "YEARLY_PRIORITY")
"""References that cut across OPD; goals of the nation are no reason of their own, because all serve them."""
_WIDE: Final = frozenset(("province", "regency", "city"))
"""A place as wide as the region is no reason to work together."""


@attrs.frozen(kw_only=True)
class Tie:
    """
    One relation between two OPD.

    Attributes:
        relation: Why.
        source: The OPD that asks, for ``needs`` and ``accepted_request``; else the first of the two in the plan.
        target: The other.
        through: What they share: objectives, codes of programs, references, places, nodes; for requests ``A → B``.
        weight: Newman's: 1 / (n − 1) for each thing shared, n the OPD that share it, so that what all share counts little.
        statuses: Of requests, the status of each; None where none is stated.
    """

    relation: Relation
    source: str
    target: str
    through: tuple[str, ...]
    weight: float
    statuses: tuple[Status | None, ...] = ()


@attrs.frozen(kw_only=True)
class Ties:
    """
    All ties of a plan.

    Attributes:
        agencies: The OPD that stand for themselves, in the order of the plan.
        parents: For each OPD of these the OPD on top of it, where it is another.
        ties: The ties, by relation and OPD.
    """

    agencies: tuple[str, ...]
    parents: Mapping[str, str]
    ties: tuple[Tie, ...]


def ties_of(index: Index, roll_up: RollUp, frameworks: Collection[Framework] = FRAMEWORKS) -> Ties:
    """
    Find all ties, once for each choice.

    Args:
        index: The index.
        roll_up: Whether units stand for themselves.
        frameworks: The frameworks of references that count as shared.

    Raises:
        UnknownIdError: *roll_up* names an OPD that the plan does not have.
        UnknownNameError: A framework is none; near matches are offered.
    """
    for one in frameworks:
        if one not in get_args(Framework):
            raise UnknownNameError(one, "framework", near(one, get_args(Framework)))
    chosen = roll_up if isinstance(roll_up, bool) else sorted(set(roll_up))
    return index.remember(f"ties {chosen} {sorted(frameworks)}", lambda: _ties(index, roll_up, frozenset(frameworks)))


def _ties(index: Index, roll_up: RollUp, frameworks: frozenset[Framework]) -> Ties:
    units = units_of(index, roll_up)
    working = working_of(index, units)
    build = _Builder(index, units)
    size = len(index.plan.agencies) + 1
    build.share("shared_objective", _grouped(*working.on_levels(index, "objective", size), index.ids))
    build.share("shared_program", _by_code(index, working))
    build.share("shared_reference", _grouped(*_references(index, working, frameworks, size), index.ids))
    _places(index, units, working, build)
    _requests(index, units, build)
    _joint(index, working, build)
    names = [one.id for one in index.plan.agencies]
    parents = {names[at]: names[units.top[at]] for at in units.standing if units.top[at] != at}
    return Ties(agencies=tuple(names[at] for at in units.standing), parents=parents, ties=build.ties())


class _Builder:
    """Gathers what pairs of OPD share, relation by relation."""

    def __init__(self, index: Index, units: Units) -> None:
        self.names = [one.id for one in index.plan.agencies]
        self.units = units
        self.standing = set(units.standing)
        self.found: dict[tuple[Relation, int, int], dict[str, float]] = {}
        self.statuses: dict[tuple[Relation, int, int], list[Status | None]] = {}

    def share(self, relation: Relation, groups: Iterable[tuple[str, Collection[int]]]) -> None:
        """Add a tie for each two OPD of a group that are no units of one OPD."""
        for name, members in groups:
            inside = sorted(self.standing & set(members))
            for one, other in combinations(inside, 2):
                self.pair(relation, one, other, name, 1 / (len(inside) - 1))

    def pair(self, relation: Relation, one: int, other: int, name: str, weight: float) -> None:
        """Add a tie between two OPD that should or do work together, but for units of one OPD."""
        if self.units.top[one] != self.units.top[other] and {one, other} <= self.standing:
            key = (relation, min(one, other), max(one, other))
            self.found.setdefault(key, {})[name] = weight

    def ties(self) -> tuple[Tie, ...]:
        """Return all ties, by relation and OPD."""
        order = {relation: at for at, relation in enumerate((*SHOULD, *DOES))}
        return tuple(
            Tie(
                relation=relation,
                source=self.names[one],
                target=self.names[other],
                through=tuple(things),
                weight=sum(things.values()),
                statuses=tuple(self.statuses.get((relation, one, other), ())),
            )
            for (relation, one, other), things in sorted(
                self.found.items(), key=lambda item: (order[item[0][0]], *item[0][1:])
            )
        )


def _grouped(keys: Ints, members: Ints, names: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
    """Go through the groups of sorted pairs, in order."""
    told = [*names]
    groups: dict[int, list[int]] = {}
    for key, member in zip(keys.tolist(), members.tolist(), strict=True):
        groups.setdefault(key, []).append(member)
    for key in sorted(groups):
        yield told[key], groups[key]


def _by_code(index: Index, working: Working) -> Iterator[tuple[str, set[int]]]:
    """Group OPD by the program codes of the nomenclature, the program of support left out."""
    support = current().affairs.support_program
    inside = np.flatnonzero(index.level[working.node] == LEVELS.index("program"))
    pairs = zip(working.node[inside].tolist(), working.agency[inside].tolist(), strict=True)
    found: dict[str, set[int]] = {}
    for node, agency in pairs:
        code = parse_code(cleaned(index.node(node).code or ""))
        if code is not None and code.level == "program" and not code.generic and not code.text.endswith(f".{support}"):
            found.setdefault(code.text, set()).add(agency)
    yield from found.items()


def _references(index: Index, working: Working, frameworks: frozenset[Framework], size: int) -> tuple[Ints, Ints]:
    """Pair references of some frameworks with the OPD that work at what is aligned with them."""
    wanted = np.zeros(len(index.ids), np.bool_)
    first = index.starts["references"]
    wanted[[first + at for at, one in enumerate(index.plan.references) if one.framework in frameworks]] = True
    rows = link_rows(index, ("aligned_with",))
    rows = rows[wanted[index.links.target[rows]]]
    return working.on(index.links.source[rows], index.links.target[rows], size)


def _places(index: Index, units: Units, working: Working, build: _Builder) -> None:
    """Tie OPD that work at one place, and those that work in a place with the OPD that work for the whole of it."""
    at = {one.id: place for place, one in enumerate(index.plan.places)}
    there: dict[int, set[int]] = {}
    for place, agency in _placed(index, units, working):
        if place in at:
            there.setdefault(at[place], set()).add(agency)
    parents = [at.get(one.parent, -1) if one.parent else -1 for one in index.plan.places]
    below: dict[int, set[int]] = {}
    for start, members in there.items():
        climb, seen = start, set[int]()
        while climb >= 0 and climb not in seen:
            seen.add(climb)
            below.setdefault(climb, set()).update(members)
            climb = parents[climb]
    for number in sorted(there):
        row = index.plan.places[number]
        inside = below[number] & build.standing
        if row.kind not in _WIDE and len(inside) > 1:
            for one in sorted(there[number] & build.standing):
                for other in sorted(inside - {one}):
                    build.pair("shared_place", one, other, row.id, 1 / (len(inside) - 1))


def _placed(index: Index, units: Units, working: Working) -> Iterator[tuple[str, int]]:
    """Go through places and the OPD that work there or serve them."""
    for at, agency in enumerate(index.plan.agencies):
        if agency.area:
            yield agency.area, units.stands[at]
    first = index.starts["programs"]
    nodes = ((at, index.node(at)) for at in range(first, index.nodes))
    stated = {at: node.places for at, node in nodes if isinstance(node, WorkNode) and node.places}
    for at, entry in zip(index.entries.node.tolist(), index.plan.entries, strict=True):
        if entry.places and 0 <= at < index.nodes:
            stated[at] = (*stated.get(at, ()), *entry.places)
    for row in index.plan.allocations if len(index.plan.places) else ():
        node = index.position.get(row.subject, -1) if row.place else -1
        if row.place and 0 <= node < index.nodes:
            stated[node] = (*stated.get(node, ()), row.place)
    for at in sorted(stated):
        rows = slice(*working.node.searchsorted((at, at + 1)))
        for agency in working.agency[rows].tolist():
            yield from ((place, agency) for place in stated[at])


def _requests(index: Index, units: Units, build: _Builder) -> None:
    """Tie OPD where the work of one waits for the other; where it is accepted they do work together."""
    links, plan = index.links, index.plan
    rows = np.flatnonzero((links.kind == LINK_KINDS.index("needs")) & links.live)
    for row in rows.tolist():
        link = plan.links[row]
        ends = [_agency_at(index, units, int(one)) for one in (links.source[row], links.target[row])]
        if min(ends) < 0 or units.stands[ends[0]] == units.stands[ends[1]]:
            continue
        relations: list[Relation] = ["needs", "accepted_request"] if link.status == "accepted" else ["needs"]
        for relation in relations if set(ends) <= build.standing else ():
            key = (relation, ends[0], ends[1])
            build.found.setdefault(key, {})[f"{link.source} → {link.target}"] = 1.0
            build.statuses.setdefault(key, []).append(link.status)


def _agency_at(index: Index, units: Units, at: int) -> int:
    """Return the OPD at a position, or that carries the node there; -1 for none."""
    first = index.starts["agencies"]
    if 0 <= at - first < len(index.plan.agencies) and at >= first:
        return units.stands[at - first]
    carrier = int(index.agency[at]) if 0 <= at < index.nodes else -1
    return units.stands[carrier] if carrier >= 0 else -1


def _joint(index: Index, working: Working, build: _Builder) -> None:
    """Tie OPD that work on one node together; an OPD and the one it replaces only follow each other."""
    nodes = working.node[working.joint]
    rows = np.flatnonzero(np.isin(working.node, nodes))
    for name, members in _grouped(working.node[rows], working.agency[rows], index.ids):
        inside = sorted(build.standing & set(members))
        for one, other in combinations(inside, 2):
            if frozenset((one, other)) not in build.units.succeeded:
                build.pair("joint_work", one, other, name, 1 / (len(inside) - 1))
