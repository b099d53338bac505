"""The columns of the index; only what is wrong becomes an object again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.structure import Node

__all__ = ["ABSENT", "DANGLING", "Bools", "Edges", "Index", "Ints", "Money", "SeriesColumns"]

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

ABSENT: Final = -1
"""In a column of positions: nothing is stated."""
DANGLING: Final = -2
"""In a column of positions: an id is stated that nothing has."""


@attrs.frozen(eq=False, kw_only=True)
class Money:
    """
    Amounts, one row a document × subject × basis × period; never a cube.

    Attributes:
        allocation: Position of the allocation.
        document: Position of the document.
        subject: Position of the subject among all records with ids; ``region`` for the region.
        basis: Position in the words of ``Basis``.
        stated: Whether it is a stated total.
        indicator: Position of the indicator row it stands on.
        period: Position in ``periods``.
        amount: Sen.
        known: False where the source says that it is unknown.
        periods: The period keys, sorted.
        region: The number that stands for the region as subject.
    """

    allocation: Ints
    document: Ints
    subject: Ints
    basis: Ints
    stated: Bools
    indicator: Ints
    period: Ints
    amount: Ints
    known: Bools
    periods: tuple[str, ...]
    region: int


@attrs.frozen(eq=False, kw_only=True)
class SeriesColumns:
    """
    Baselines, targets and results, one row a series.

    Attributes:
        indicator: Position of the indicator in its table.
        document: Position of the document.
        role: Position in the words of ``SeriesRole``.
    """

    indicator: Ints
    document: Ints
    role: Ints


@attrs.frozen(eq=False, kw_only=True)
class Edges:
    """
    Links, one row each.

    Attributes:
        kind: Position in the words of ``LinkKind``.
        source: Position among all records with ids.
        target: Position among all records with ids.
        live: False for a refused link.
    """

    kind: Ints
    source: Ints
    target: Ints
    live: Bools


@attrs.frozen(eq=False, kw_only=True)
class Index:
    """
    A plan in columns. Nodes come first, level by level in the order of the tables, then all other records with ids.

    Attributes:
        plan: What it was made of.
        ids: The id of every record that has one.
        position: First position of each id.
        table: Number of the table of each position, in the order of ``tables``.
        tables: Names of the tables with ids, in the order of positions.
        starts: First position of each table.
        nodes: How many positions are nodes.
        level: Level of each node, 0 vision to 8 sub activity.
        parent: Position of each node's parent, ABSENT or DANGLING; DANGLING too where the id names no node.
        depth: Steps from the root; -1 for nodes in or below a circle of parents.
        order: The nodes in pre-order: parents before children, siblings in their order.
        preorder: Place of each node in ``order``; -1 in or below a circle.
        end: One past the last place of the node's subtree: a subtree is a slice.
        document: Position of each node's home document in its table, ABSENT or DANGLING.
        agency: Position in its table of the OPD that carries each node: its own, its parent's, or its document's.
        own_agency: Position in its table of the OPD a node itself states.
        indicator_owner: Position of each indicator's owner.
        indicator_kind: Position of each indicator's kind in the words of ``IndicatorKind``, or ABSENT.
        indicator_unit: Whether each indicator states a unit.
        money: Amounts.
        series: Baselines, targets and results.
        links: Links.
    """

    plan: Plan
    ids: tuple[str, ...]
    position: Mapping[str | None, int]
    table: Ints
    tables: tuple[str, ...]
    starts: Mapping[str, int]
    nodes: int
    level: Ints
    parent: Ints
    depth: Ints
    order: Ints
    preorder: Ints
    end: Ints
    document: Ints
    agency: Ints
    own_agency: Ints
    indicator_owner: Ints
    indicator_kind: Ints
    indicator_unit: Bools
    money: Money
    series: SeriesColumns
    links: Edges

    def node(self, position: int) -> Node:
        """Return the node at a position."""
        return self.plan.nodes[position]

    def record(self, position: int) -> Record:
        """Return the record with an id at a position."""
        name = self.tables[int(self.table[position])]
        record: Record = self.plan.table(name)[int(position) - self.starts[name]]
        return record

    def subtree(self, position: int) -> Ints:
        """Return the node and all below it, in pre-order; the node alone where it is in a circle."""
        first = int(self.preorder[position])
        return self.order[first : int(self.end[position])] if first >= 0 else np.array([position], np.int64)

    def children(self, position: int) -> Ints:
        """Return the nodes right below one, in their order."""
        below = self.subtree(position)
        right_below: Ints = below[self.parent[below] == position]
        return right_below
