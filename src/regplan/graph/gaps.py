"""Where the cascade is broken or thin: orphans, dead ends, cut nodes, ambiguous parents, weights that do not total 1."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final, Literal

import attrs
import numpy as np

from regplan.graph.cells import Cells, cells_by_subject, join_cells, lines_of
from regplan.graph.dominators import TOP, dominators
from regplan.graph.impact import Item, kind_of
from regplan.graph.trace import MoneyLine
from regplan.index import Index, of
from regplan.index.build import LINK_KINDS
from regplan.index.columns import Bools, Ints
from regplan.index.tree import link_rows
from regplan.index.web import UPWARD, web_of
from regplan.model.plan import Plan
from regplan.model.words import LEVELS
from regplan.values.weight import read_weight

__all__ = [
    "Ambiguity",
    "CutNode",
    "WeightTotal",
    "ambiguous_parents",
    "cut_nodes",
    "dead_ends",
    "orphans",
    "weight_totals",
]


def orphans(plan: Plan) -> tuple[Item, ...]:
    """
    List the nodes, visions apart, from which no way leads up: no parent that the plan has, no link that is not refused.

    Example:
        >>> from regplan.model import Goal, Plan
        >>> [one.id for one in orphans(Plan(goals=[Goal(id="T1")]))]
        ['T1']
    """
    index = of(plan)
    web = web_of(index, UPWARD, owners=False)
    lonely = np.ones(len(index.ids), np.bool_)
    lonely[web.source[web.source != web.target]] = False
    lonely[: index.nodes] &= index.level > 0
    return _nodes(index, lonely)


def dead_ends(plan: Plan) -> tuple[Item, ...]:
    """
    List the nodes above sub activities to which nothing leads up: nothing carries them out, as far as the plan says.

    Example:
        >>> from regplan.model import Goal, Objective, Plan
        >>> plan = Plan(goals=[Goal(id="T1")], objectives=[Objective(id="S1", parent="T1")])
        >>> [one.id for one in dead_ends(plan)]
        ['S1']
    """
    index = of(plan)
    web = web_of(index, UPWARD, owners=False)
    bare = np.ones(len(index.ids), np.bool_)
    bare[web.target[web.source != web.target]] = False
    bare[: index.nodes] &= index.level < LEVELS.index("sub_activity")
    return _nodes(index, bare)


def _nodes(index: Index, marked: Bools) -> tuple[Item, ...]:
    found = np.flatnonzero(marked[: index.nodes]).tolist()
    return tuple(Item(id=index.ids[at], kind=kind_of(index, at), title=index.node(at).title) for at in found)


@attrs.frozen(kw_only=True)
class CutNode:
    """
    A node without which others reach no vision.

    Attributes:
        id: The node.
        kind: Its level.
        cut: How many nodes lose their only way to a vision with it, itself left out.
        money: Entries at it and at those, by document, basis and period.
    """

    id: str
    kind: str
    cut: int
    money: tuple[MoneyLine, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON holds."""
        return attrs.asdict(self) | {"money": [line.to_dict() for line in self.money]}


def cut_nodes(plan: Plan) -> tuple[CutNode, ...]:
    """
    List the nodes through which every way of some other node to a vision goes, the one that cuts most first.

    In a plan that is a pure tree these are all inner nodes; links that give a node a second way take it out of the
    cut of the first. Visions are left out.

    Args:
        plan: The plan.

    Returns:
        The nodes, with what they cut and its money.

    Example:
        >>> from regplan.model import Goal, Link, Mission, Objective, Vision
        >>> plan = Plan(
        ...     visions=[Vision(id="V")],
        ...     missions=[Mission(id="M1", parent="V"), Mission(id="M2", parent="V")],
        ...     goals=[Goal(id="T1", parent="M1"), Goal(id="T2", parent="M2")],
        ...     links=[Link(kind="supports", source="T1", target="M2")],
        ... )
        >>> [(one.id, one.cut) for one in cut_nodes(plan)]
        [('M2', 1)]
    """
    index = of(plan)
    through = dominators(web_of(index), np.flatnonzero(index.level == 0))
    counts, cells = _below_cuts(index, through)
    order = [at for at in range(index.nodes) if index.level[at] > 0 and counts.get(at, 1) > 1]
    order.sort(key=lambda at: (-counts[at], at))
    return tuple(
        CutNode(id=index.ids[at], kind=kind_of(index, at), cut=counts[at] - 1, money=lines_of(index, cells.get(at, {})))
        for at in order
    )


def _below_cuts(index: Index, through: Ints) -> tuple[dict[int, int], dict[int, Cells]]:
    """Count the nodes at and below each record in the tree of dominators, and gather their money."""
    below: dict[int, list[int]] = {}
    for at in np.flatnonzero(through >= 0).tolist():
        below.setdefault(int(through[at]), []).append(at)
    order = np.flatnonzero(through == TOP).tolist()
    for at in order:
        order.extend(below.get(at, ()))
    counts = {at: 1 if at < index.nodes else 0 for at in order}
    cells = cells_by_subject(index)
    for at in reversed(order):
        up = int(through[at])
        if up >= 0:
            counts[up] += counts[at]
            join_cells(cells.setdefault(up, {}), cells.get(at, {}))
    return counts, cells


@attrs.frozen(kw_only=True)
class Ambiguity:
    """
    A node whose place in the cascade can be read in several ways.

    Attributes:
        id: The node.
        reason: ``documents`` where they hang it on different nodes; ``links`` where several links of one kind lead up without
            saying which share goes where.
        parents: The nodes it may belong to.
    """

    id: str
    reason: Literal["documents", "links"]
    parents: tuple[str, ...]


def ambiguous_parents(plan: Plan) -> tuple[Ambiguity, ...]:
    """
    List the nodes that documents hang on different nodes, or that lead to several without weights.

    Nothing is chosen for them: no smallest id, no first row.

    Example:
        >>> from regplan.model import Link, Mission, Program
        >>> links = [Link(kind="supports", source="P", target=name) for name in ("M1", "M2")]
        >>> plan = Plan(missions=[Mission(id="M1"), Mission(id="M2")], programs=[Program(id="P")], links=links)
        >>> ambiguous_parents(plan)
        (Ambiguity(id='P', reason='links', parents=('M1', 'M2')),)
    """
    index = of(plan)
    return (*_by_documents(plan, index), *_by_links(plan, index))


def _by_documents(plan: Plan, index: Index) -> Iterator[Ambiguity]:
    stated: dict[int, set[str]] = {}
    for entry in plan.entries:
        at = index.position.get(entry.node, -1)
        if entry.parent is not None and 0 <= at < index.nodes:
            stated.setdefault(at, set()).add(entry.parent)
    for at, parents in sorted(stated.items()):
        own = index.node(at).parent
        every = parents | ({own} if own else set())
        if len(every) > 1:
            yield Ambiguity(id=index.ids[at], reason="documents", parents=tuple(sorted(every)))


def _by_links(plan: Plan, index: Index) -> Iterator[Ambiguity]:
    bare: dict[tuple[int, str], dict[str, None]] = {}
    for row in link_rows(index, UPWARD).tolist():
        link, at = plan.links[row], int(index.links.source[row])
        if at < index.nodes and link.weight is None:
            bare.setdefault((at, link.kind), {})[link.target] = None
    for (at, _), targets in sorted(bare.items()):
        if len(targets) > 1:
            yield Ambiguity(id=index.ids[at], reason="links", parents=tuple(targets))


@attrs.frozen(kw_only=True)
class WeightTotal:
    """
    The weights of the links of one kind from one record, in one document.

    Attributes:
        source: The record.
        kind: The kind of links.
        document: The document that says so; None where none is stated.
        total: The sum of the weights that can be read, exact.
        targets: Where they lead.
        unweighted: How many links of the kind state no weight.
        unread: How many weights say no number.
    """

    source: str
    kind: str
    document: str | None
    total: Fraction
    targets: tuple[str, ...]
    unweighted: int
    unread: int

    @property
    def verdict(self) -> Literal["whole", "under", "over", "partial"]:
        """``whole`` where they total 1; ``partial`` where some are missing or unread and 1 is not passed."""
        if self.total > 1:
            return "over"
        if self.unweighted or self.unread:
            return "partial"
        return "whole" if self.total == 1 else "under"


def weight_totals(plan: Plan) -> tuple[WeightTotal, ...]:
    """
    Total the weights of live links, wherever a record states one; ``aligned_with`` apart for each framework.

    Example:
        >>> from regplan.model import Link, Mission, Program
        >>> links = [Link(kind="supports", source="P", target=name, weight="1/3") for name in ("M1", "M2")]
        >>> plan = Plan(missions=[Mission(id="M1"), Mission(id="M2")], programs=[Program(id="P")], links=links)
        >>> [(str(one.total), one.verdict) for one in weight_totals(plan)]
        [('2/3', 'under')]
    """
    index = of(plan)
    frameworks = {one.id: one.framework for one in reversed(plan.references)}
    groups: dict[tuple[str, str, str, str], list[int]] = {}
    for row in link_rows(index, _WEIGHTED).tolist():
        link = plan.links[row]
        framework = frameworks.get(link.target, "") if link.kind == "aligned_with" else ""
        groups.setdefault((link.source, link.kind, framework, link.document or ""), []).append(row)
    return tuple(_total(plan, rows) for rows in groups.values() if any(plan.links[row].weight for row in rows))


_WEIGHTED: Final = tuple(kind for kind in LINK_KINDS if kind in {"supports", "adopts", "aligned_with"})


def _total(plan: Plan, rows: list[int]) -> WeightTotal:
    links = [plan.links[row] for row in rows]
    read = [read_weight(link.weight) for link in links if link.weight is not None]
    return WeightTotal(
        source=links[0].source,
        kind=links[0].kind,
        document=links[0].document,
        total=sum((one for one in read if one is not None), Fraction(0)),
        targets=tuple(link.target for link in links),
        unweighted=sum(link.weight is None for link in links),
        unread=read.count(None),
    )
