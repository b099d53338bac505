"""
How much of a node's money is for what it is linked with, when links are many-to-many: exact by weights, else a range.

Money goes along the tree where that leads to a target. Where it does not, it goes along the links of the nearest node at or
above it that has links which lead to one. A weight is the share of the source that goes its way. What the weights
leave goes to the links without one: to a single one all of it, to several anything from nothing to all. Where every
link has a weight, what they leave goes nowhere: it is the residual. So shares never total more than the whole, however
many tags a node has (peers §3, item 11).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

import attrs
import numpy as np

from regplan.index.columns import Bools, Index, Ints
from regplan.index.tree import link_rows
from regplan.values.weight import read_weight

__all__ = ["NOWHERE", "Attribution", "Shares", "attribution", "nearest_above"]

Shares: TypeAlias = tuple[tuple[int, Fraction, Fraction], ...]
"""Positions of targets, each with the least and the most of a node's money that is for it, 0 to 1."""

NOWHERE: Final = -1
"""In the place of a target: the residual, which is for none."""

_ONE: Final = Fraction(1)
_LOST: Final[Shares] = ((NOWHERE, _ONE, _ONE),)


@attrs.frozen(eq=False, kw_only=True)
class Attribution:
    """
    Shares of nodes.

    Attributes:
        shares: The shares of each node that was asked for, with what is for none at ``NOWHERE``; the least of all
            never total more than 1, the most never less.
        doubtful: Nodes whose weights total more than 1, differ between documents, are negative or no numbers, so that they were not used.
    """

    shares: Mapping[int, Shares]
    doubtful: tuple[int, ...]


def attribution(index: Index, nodes: Iterable[int], targets: Bools, kinds: Collection[str]) -> Attribution:
    """
    Find for nodes which targets their money is for.

    Args:
        index: The index of a plan.
        nodes: Positions of nodes.
        targets: Marks among all records with ids.
        kinds: The kinds of links that lead to targets.

    Returns:
        The shares; the money of a node in a circle of links, or that leads into one, is for none.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Link, Plan, Program, Reference
        >>> tags = [Reference(id=name, framework="TAG") for name in ("stunting", "iklim")]
        >>> links = [Link(kind="aligned_with", source="p", target=one.id, weight="0.4") for one in tags]
        >>> index = of(Plan(programs=[Program(id="p")], references=tags, links=links))
        >>> found = attribution(index, [0], index.table == index.tables.index("references"), ["aligned_with"])
        >>> [(at, str(low), str(high)) for at, low, high in found.shares[0]]
        [(-1, '1/5', '1/5'), (1, '2/5', '2/5'), (2, '2/5', '2/5')]
    """
    wanted = sorted(set(nodes))
    tree = nearest_above(index, targets[: index.nodes])
    links, doubtful = _weighted_links(index, targets, kinds)
    needs: dict[int, tuple[int, ...]] = {}
    open_ = list(wanted)
    while open_:
        at = open_.pop()
        if at not in needs:
            up = int(index.parent[at]) if at < index.nodes else -1
            needs[at] = (
                () if _is_settled(at, index, tree, targets) else (*links.get(at, ()), *((up,) if up >= 0 else ()))
            )
            open_ += needs[at]
    found: dict[int, Shares] = {}
    for at in _inner_first(needs):
        if targets[at]:
            found[at] = ((at, _ONE, _ONE),)
        elif at < index.nodes and tree[at] >= 0:
            found[at] = ((int(tree[at]), _ONE, _ONE),)
        elif at < index.nodes:
            shares = _along(links.get(at, {}), found)
            found[at] = found.get(int(index.parent[at]), _LOST) if shares == _LOST else shares
    return Attribution(
        shares={at: found.get(at, _LOST) for at in wanted},
        doubtful=tuple(sorted(at for at in doubtful if at in needs)),
    )


def _is_settled(at: int, index: Index, tree: Ints, targets: Bools) -> bool:
    return bool(targets[at]) or at >= index.nodes or bool(tree[at] >= 0)


def nearest_above(index: Index, marked: Bools, parent: Ints | None = None) -> Ints:
    """
    Find for each node the nearest marked node at or above it.

    Args:
        index: The index of a plan.
        marked: Marks of nodes.
        parent: The parents; those of the index when left out.

    Returns:
        Positions; -1 where there is none, and in circles without one.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Goal, Mission, Plan
        >>> index = of(Plan(missions=[Mission(id="M")], goals=[Goal(id="T", parent="M"), Goal(id="U")]))
        >>> nearest_above(index, index.level == 1).tolist()
        [0, 0, -1]
    """
    above = index.parent if parent is None else parent
    at = np.arange(index.nodes)
    step = np.where(marked, at, above)
    for _ in range(max(1, index.nodes).bit_length() + 1):
        going = np.flatnonzero(step >= 0)
        step[going] = step[step[going]]
    reached = step >= 0
    step[~reached] = -1
    step[reached] = np.where(marked[step[reached]], step[reached], -1)
    return step


def _weighted_links(
    index: Index, targets: Bools, kinds: Collection[str]
) -> tuple[dict[int, dict[int, Fraction | None]], set[int]]:
    """Gather the links of each node that lead to a target or to a node, with their weights; one a pair."""
    rows = link_rows(index, kinds)
    source, target = index.links.source[rows], index.links.target[rows]
    rows = rows[(source < index.nodes) & (targets[target] | (target < index.nodes)) & (source != target)]
    found: dict[int, dict[int, set[str]]] = {}
    for row in rows.tolist():
        pair = found.setdefault(int(index.links.source[row]), {}).setdefault(int(index.links.target[row]), set())
        weight = index.plan.links[row].weight
        if weight is not None:
            pair.add(weight)
    links: dict[int, dict[int, Fraction | None]] = {}
    doubtful = set()
    for at, pairs in found.items():
        read = {to: {read_weight(weight) for weight in stated} for to, stated in sorted(pairs.items())}
        weights = {to: {one for one in stated if one is not None and one >= 0} for to, stated in read.items()}
        differ = any(len(stated) > 1 for stated in read.values()) or weights != read
        if differ or sum((min(stated) for stated in weights.values() if stated), Fraction(0)) > 1:
            doubtful.add(at)
            weights = {to: set() for to in weights}
        links[at] = {to: min(stated) if stated else None for to, stated in weights.items()}
    return links, doubtful


def _inner_first(needs: Mapping[int, Sequence[int]]) -> list[int]:
    """Order so that each comes after what it needs; what is in a circle or needs one never comes."""
    waits = {at: len(set(needed)) for at, needed in needs.items()}
    users: dict[int, list[int]] = {}
    for at, needed in needs.items():
        for one in set(needed):
            users.setdefault(one, []).append(at)
    ready = [at for at, count in waits.items() if not count]
    for at in ready:
        for user in users.get(at, ()):
            waits[user] -= 1
            if not waits[user]:
                ready.append(user)
    return ready


def _along(links: Mapping[int, Fraction | None], found: Mapping[int, Shares]) -> Shares:
    """Put the shares of what a node is linked with together, each by the weight of its link."""
    parts = [(weight, found[to]) for to, weight in links.items() if weight is not None]
    rest = _ONE - sum((weight for weight, _ in parts), Fraction(0))
    bare = [found[to] for to, weight in links.items() if weight is None] or [_LOST]
    parts += [(rest, tuple(_any_of(bare)))]
    least: dict[int, Fraction] = {}
    most: dict[int, Fraction] = {}
    for weight, shares in parts:
        for at, low, high in shares:
            least[at] = least.get(at, Fraction(0)) + weight * low
            most[at] = most.get(at, Fraction(0)) + weight * high
    return tuple((at, least[at], most[at]) for at in sorted(most) if most[at])


def _any_of(bare: Sequence[Shares]) -> Iterator[tuple[int, Fraction, Fraction]]:
    """Yield the shares of money that goes along some links in a way that is not known."""
    lists = [{at: (low, high) for at, low, high in shares} for shares in bare]
    for at in sorted(set().union(*lists)):
        ends = [shares.get(at, (Fraction(0), Fraction(0))) for shares in lists]
        yield at, min(low for low, _ in ends), max(high for _, high in ends)
