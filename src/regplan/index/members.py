"""Which documents state which nodes: at home in them, or by an entry."""

from __future__ import annotations

import attrs
import numpy as np

from regplan.index.columns import ABSENT, Bools, Index, Ints, distinct
from regplan.model.words import LEVELS

__all__ = ["Members", "any_under", "members_of"]


@attrs.frozen(eq=False)
class Members:
    """
    The nodes that each document states, one row a document × node, in the order of documents and nodes.

    Attributes:
        document: Position of the document.
        node: Position of the node.
        keys: Both in one number, sorted: document × size + node.
        size: How many nodes there are.
        cuts: For each document, the row with which each level begins, and the one behind the last.
    """

    document: Ints
    node: Ints
    keys: Ints
    size: int
    cuts: tuple[tuple[int, ...], ...]

    def of(self, document: int) -> Ints:
        """Return the nodes that a document states, in order."""
        return self.node[self.cuts[document][0] : self.cuts[document][-1]]

    def rows_of(self, documents: Ints, nodes: Ints) -> Ints:
        """Return the rows of documents and nodes; ABSENT where a document does not state a node."""
        wanted = documents * self.size + nodes
        rows = self.keys.searchsorted(wanted)
        there = (nodes >= 0) & (documents >= 0) & (np.append(self.keys, ABSENT)[rows] == wanted)
        return np.where(there, rows, ABSENT)

    def of_level(self, document: int, level: int) -> Ints:
        """Return the nodes of a level that a document states, in order."""
        return self.node[self.cuts[document][level] : self.cuts[document][level + 1]]


def members_of(index: Index) -> Members:
    """
    Tell which documents state which nodes, once for a plan.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Document, Entry, Goal, Plan
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="RPJMD"), Document(id="e", kind="RKPD")],
        ...     goals=[Goal(id="T1", document="d"), Goal(id="T2", document="d")],
        ...     entries=[Entry(document="e", node="T2")],
        ... )
        >>> members = members_of(of(plan))
        >>> members.of(0).tolist(), members.of(1).tolist()
        ([0, 1], [1])
    """
    return index.remember("members", lambda: _members(index))


def _members(index: Index) -> Members:
    entries, size = index.entries, max(index.nodes, 1)
    home = np.flatnonzero(index.document >= 0)
    told = np.flatnonzero((entries.document >= 0) & (entries.node >= 0) & (entries.node < index.nodes))
    stated = index.document[home] * size + home, entries.document[told] * size + entries.node[told]
    keys = distinct(np.concatenate(stated))
    starts = np.array([*(index.starts[index.tables[level]] for level in range(len(LEVELS))), size], np.int64)
    cuts = keys.searchsorted(np.arange(len(index.plan.documents))[:, None] * size + starts)
    return Members(keys // size, keys % size, keys, size, tuple(map(tuple, cuts.tolist())))


def any_under(index: Index, marked: tuple[Ints, Ints], asked: tuple[Ints, Ints]) -> Bools:
    """
    Tell for some nodes in documents whether a node marked for the same document is it or lies below it.

    Args:
        index: The index.
        marked: Documents and nodes.
        asked: Documents and nodes; below a node in a circle lies nothing but itself.
    """
    alone = index.preorder < 0
    place = np.where(alone, index.nodes + np.arange(index.nodes), index.preorder)
    end = np.where(alone, place + 1, index.end)
    width = 2 * index.nodes
    places = np.sort(marked[0] * width + place[marked[1]], kind="stable")
    first, last = (places.searchsorted(asked[0] * width + column[asked[1]]) for column in (place, end))
    found: Bools = last > first
    return found
