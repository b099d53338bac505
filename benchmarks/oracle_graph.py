"""What the parts of the obvious version share: the drawn plan, and what they find."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import networkx as nx

__all__ = ["Found", "Graph", "children"]

Graph: TypeAlias = "nx.MultiDiGraph[str]"


class Found(NamedTuple):
    """What two versions of a rule must agree on."""

    code: str
    name: str
    subject: str | None


def children(graph: Graph, name: str, relation: str = "parent") -> set[str]:
    """Return what hangs right below a node, or what else points to it."""
    return {low for low, _, key in graph.in_edges(name, keys=True) if key == relation}
