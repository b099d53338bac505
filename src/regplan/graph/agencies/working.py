"""Which OPD works on which node: the one that carries it, those that state it, those that contribute, those that do a part."""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from regplan.graph.agencies.units import Units
from regplan.index import Index
from regplan.index.columns import Bools, Ints
from regplan.index.tree import link_rows
from regplan.index.web import UPWARD, distinct, pairs_above, web_of
from regplan.model.words import LEVELS

__all__ = ["Working", "working_of"]

_WORK: Final = LEVELS.index("program")
_OPD_DOCUMENTS: Final = frozenset(("RENSTRA", "RENJA", "RKA", "DPA", "PK"))


@attrs.frozen(eq=False, kw_only=True)
class Working:
    """
    Pairs of a node and an OPD that works on it, each once, sorted by node.

    Attributes:
        node: Positions of nodes.
        agency: Positions of OPD in their table, by what stands for them.
        joint: Whether the OPD is there by something done together: a contribution, an entry, a part below carried by it.
    """

    node: Ints
    agency: Ints
    joint: Bools

    def on(self, node: Ints, other: Ints, size: int) -> tuple[Ints, Ints]:
        """
        Join with pairs of a node and something else: each OPD of the node with it, each pair once.

        Args:
            node: Nodes, sorted or not.
            other: What each belongs to.
            size: A number above all OPD.

        Returns:
            The others and their OPD, sorted.
        """
        first, last = self.node.searchsorted(node), self.node.searchsorted(node, side="right")
        counts = last - first
        starts = np.repeat(first - (np.cumsum(counts) - counts), counts)
        rows = starts + np.arange(int(counts.sum()))
        keys = distinct(np.repeat(other, counts) * size + self.agency[rows])
        return keys // size, keys % size

    def on_levels(self, index: Index, level: str, size: int) -> tuple[Ints, Ints]:
        """Return the nodes of a level and the OPD that work at them or below them, by parents, supports and adopts."""
        wanted = np.zeros(len(index.ids), np.bool_)
        wanted[: index.nodes] = index.level == LEVELS.index(level)
        if not wanted.any() or not len(self.node):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        web = web_of(index, UPWARD, owners=False)
        ringed = {int(web.component[one]): [at for at in ring if wanted[at]] for ring in web.rings for one in ring[:1]}
        lower, upper = [], []
        for low, high in pairs_above(web, wanted):
            lower.append(low)
            upper.append(high)
        low, high = np.concatenate(lower), np.concatenate(upper)
        found = [self.on(*_opened(web.component, low, high), size)]
        for component, members in ringed.items():  # a circle is told by all its members of the level
            inside = found[0][0] == component
            agencies = found[0][1][inside]
            found[0] = (found[0][0][~inside], found[0][1][~inside])
            found += [(np.full(len(agencies), at, np.int64), agencies) for at in members]
        return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def _opened(component: Ints, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Give all records of a component what the component leads to."""
    order = np.argsort(low, kind="stable")
    low, high = low[order], high[order]
    first, last = low.searchsorted(component), low.searchsorted(component, side="right")
    counts = last - first
    rows = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
    return np.repeat(np.arange(len(component)), counts), high[rows]


def working_of(index: Index, units: Units) -> Working:
    """
    Find which OPD works on which node.

    It carries it (programs and what is below them; above, only where the node itself states it), or states it in a
    document of its own, or an entry names it, or it contributes to it, or carries a part right below it.
    """
    stands = np.array((*units.stands, -1, -1), np.int64)  # ABSENT and DANGLING at the end
    own = np.where(index.level >= _WORK, index.agency, index.own_agency)
    carrier = stands[own]
    parts = [(np.flatnonzero(carrier >= 0), carrier[carrier >= 0], False)]
    child = np.flatnonzero((index.level > _WORK) & (index.parent >= 0) & (carrier >= 0))
    child = child[(index.level[index.parent[child]] >= _WORK) & (carrier[index.parent[child]] != carrier[child])]
    parts += [(index.parent[child], carrier[child], True), (*_stated(index, stands), True)]
    parts.append((*_contributed(index, stands), True))
    size = max(len(stands), 1)
    keys = np.concatenate([node * size + agency for node, agency, _ in parts])
    joint = np.concatenate([np.full(len(node), flag, np.bool_) for node, _, flag in parts])
    order = np.lexsort((joint, keys))  # where it carries the node anyway nothing is joint by it
    keys, joint = keys[order], joint[order]
    first = np.r_[True, keys[1:] != keys[:-1]] if len(keys) else np.zeros(0, np.bool_)
    return Working(node=keys[first] // size, agency=keys[first] % size, joint=joint[first])


def _stated(index: Index, stands: Ints) -> tuple[Ints, Ints]:
    """Return the nodes that entries of an OPD, or of its documents, state."""
    documents, agencies = index.plan.documents, {one.id: at for at, one in enumerate(index.plan.agencies)}
    speaks = {one.id: one.agency for one in documents if one.kind in _OPD_DOCUMENTS}
    node, agency = [], []
    for at, entry in zip(index.entries.node.tolist(), index.plan.entries, strict=True):
        who = agencies.get(entry.agency or speaks.get(entry.document) or "", -1)
        if 0 <= at < index.nodes and who >= 0 and (entry.agency or index.level[at] >= _WORK):
            node.append(at)
            agency.append(int(stands[who]))
    return np.array(node, np.int64), np.array(agency, np.int64)


def _contributed(index: Index, stands: Ints) -> tuple[Ints, Ints]:
    """Return the nodes that OPD contribute to."""
    rows = link_rows(index, ("contributes",))
    first = index.starts["agencies"]
    source, target = index.links.source[rows] - first, index.links.target[rows]
    fits = (source >= 0) & (source < len(stands) - 2) & (target < index.nodes)
    return target[fits], stands[source[fits]]
