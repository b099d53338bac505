"""Questions to the tree and the links, for all nodes at once."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from regplan.index.build import LINK_KINDS
from regplan.index.columns import ABSENT, DANGLING, Bools, Index, Ints

__all__ = [
    "all_parents",
    "circles",
    "count_below",
    "from_above",
    "has_child",
    "leading_to",
    "led_to",
    "link_rows",
    "supported_by",
]


def has_child(index: Index, marked: Bools) -> Bools:
    """Tell for each node whether a marked node hangs right below it."""
    found = np.zeros(index.nodes, np.bool_)
    found[index.parent[marked & (index.parent >= 0)]] = True
    return found


def supported_by(index: Index, marked: Bools) -> Bools:
    """Mark the nodes that a marked node supports by a link."""
    found = np.zeros(index.nodes, np.bool_)
    rows = link_rows(index, ("supports",))
    source, target = index.links.source[rows], index.links.target[rows]
    inside = (source < index.nodes) & (target < index.nodes)
    source, target = source[inside], target[inside]
    found[target[marked[source]]] = True
    return found


def from_above(index: Index, marked: Bools) -> Bools:
    """Mark every node that is marked or lies below a marked one."""
    reached = marked.copy()
    tops = np.flatnonzero(marked & (index.preorder >= 0))
    opened = np.zeros(len(index.order) + 1, np.int64)
    np.add.at(opened, index.preorder[tops], 1)
    np.add.at(opened, index.end[tops], -1)
    reached[index.order[np.cumsum(opened[:-1]) > 0]] = True
    return reached


def count_below(index: Index, marked: Bools) -> Ints:
    """Count for each node the marked nodes below it in the tree, itself left out; 0 in circles."""
    running = np.r_[0, np.cumsum(marked[index.order])]
    placed = index.preorder >= 0
    counts = np.zeros(index.nodes, np.int64)
    counts[placed] = running[index.end[placed]] - running[index.preorder[placed] + 1]
    return counts


def link_rows(index: Index, kinds: Collection[str]) -> Ints:
    """Return the live links of some kinds between records that exist."""
    links = index.links
    wanted = np.array([kind in kinds for kind in LINK_KINDS], np.bool_)[links.kind]
    ends = (links.source >= 0) & (links.target >= 0)
    return np.flatnonzero(wanted & ends & links.live)


def led_to(index: Index, marked: Bools, kinds: Collection[str] = ("supports", "adopts")) -> Bools:
    """
    Mark every node that a marked node leads up to: by parents, and by links of some kinds, at any distance.

    Args:
        index: The index.
        marked: The nodes to start from; they are marked in the answer too.
        kinds: The kinds of links that lead upward.
    """
    low, high = _upward(index, tuple(kinds))
    return _spread(_among_all(index, marked), low, high)[: index.nodes]


def leading_to(index: Index, marked: Bools, kinds: Collection[str] = ("supports", "adopts")) -> Bools:
    """Mark every node that leads up to a marked node; the other direction of ``led_to``."""
    low, high = _upward(index, tuple(kinds))
    return _spread(_among_all(index, marked), high, low)[: index.nodes]


def all_parents(index: Index) -> Ints:
    """Return for each record with an id the position of its parent; negative where it has none. Owners of indicators are no parents."""
    above = np.full(len(index.ids), ABSENT, np.int64)
    above[: index.nodes] = index.parent
    for at in np.flatnonzero(index.parent == DANGLING).tolist():  # a parent that is no node
        above[at] = index.position.get(index.node(at).parent, DANGLING)
    for table in ("agencies", "places", "references"):
        first = index.starts[table]
        for at, row in enumerate(index.plan.table(table)):
            if row.parent is not None:
                above[first + at] = index.position.get(row.parent, DANGLING)
    return above


def _upward(index: Index, kinds: tuple[str, ...]) -> tuple[Ints, Ints]:
    """
    Return the lower and the upper end of each parent and of each link of some kinds.

    Nearly always both are nodes. Where a plan has a way through another record (a program supports an OPD that supports a goal),
    that leads up too, as in traces and matrices.
    """

    def make() -> tuple[Ints, Ints]:
        rows = link_rows(index, kinds)
        source, target = index.links.source[rows], index.links.target[rows]
        are_nodes = bool((source < index.nodes).all() and (target < index.nodes).all())
        above = index.parent if are_nodes and not (index.parent == DANGLING).any() else all_parents(index)
        low = np.flatnonzero(above >= 0)
        return np.concatenate((low, source)), np.concatenate((above[low], target))

    return index.remember(f"upward {kinds}", make)


def _among_all(index: Index, marked: Bools) -> Bools:
    """Copy marks of nodes, with room for all other records."""
    return np.append(marked, np.zeros(len(index.ids) - index.nodes, np.bool_))


def _spread(reached: Bools, tail: Ints, head: Ints) -> Bools:
    """Spread marks along edges until nothing new is marked."""
    while len(tail):
        fresh = reached[tail] & ~reached[head]
        if not fresh.any():
            break
        reached[head[fresh]] = True
    return reached


def circles(parent: Ints) -> list[list[int]]:
    """
    Find the circles in a column of parents, each once, from its smallest position on.

    Example:
        >>> circles(np.array([-1, 2, 1, 1, 4]))
        [[1, 2], [4]]
    """
    state = np.zeros(len(parent), np.int8)
    found = []
    for start in range(len(parent)):
        path = []
        at = start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(parent[at])
        if at >= 0 and state[at] == 1:
            ring = path[path.index(at) :]
            turn = ring.index(min(ring))
            found.append(ring[turn:] + ring[:turn])
        state[path] = 2
    return sorted(found)
