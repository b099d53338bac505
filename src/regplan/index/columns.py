"""The columns of the index; only what is wrong becomes an object again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.structure import Node

__all__ = [
    "ABSENT",
    "DANGLING",
    "AllocationColumns",
    "Bools",
    "Edges",
    "EntryColumns",
    "Groups",
    "Index",
    "Ints",
    "Money",
    "SeriesColumns",
    "alike",
    "distinct",
    "first_of_each",
]

T = TypeVar("T")

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

ABSENT: Final = -1
"""In a column of positions: nothing is stated."""
DANGLING: Final = -2
"""In a column of positions: an id is stated that nothing has."""


def first_of_each(column: Ints) -> Ints:
    """Return where each value of a sorted column first stands."""
    opens = np.ones(len(column), np.bool_)
    np.not_equal(column[1:], column[:-1], out=opens[1:])
    return np.flatnonzero(opens)


def distinct(column: Ints) -> Ints:
    """
    Return the different values of a column, sorted.

    Columns stand mostly in order already, which a stable sort makes use of and ``np.unique`` does not.

    Example:
        >>> distinct(np.array([1, 2, 1])).tolist()
        [1, 2]
    """
    values = np.sort(column, kind="stable")
    return values[first_of_each(values)]


def alike(*columns: Ints) -> Ints:
    """Return the rows that agree with another row in all columns, in order."""
    key = np.zeros(len(columns[0]), np.int64)
    most = 1
    for column in columns:
        size = int(column.max(initial=0)) + 3
        if most * size >= 2**62:
            _, key = np.unique(key, return_inverse=True)
            most = len(key)
        key = key * size + (column + 2)
        most *= size
    order = np.argsort(key, kind="stable")
    same = key[order][1:] == key[order][:-1]
    found = np.zeros(len(key), np.bool_)
    found[1:] |= same
    found[:-1] |= same
    return np.sort(order[found])


@attrs.frozen(eq=False)
class Groups:
    """
    Rows sorted by the value they have in a column, so that the rows of one value are a slice.

    Example:
        >>> Groups.of(np.array([1, 0, 1])).rows(1).tolist()
        [0, 2]
    """

    order: Ints
    values: Ints

    @classmethod
    def of(cls, column: Ints) -> Groups:
        """Sort the rows of a column by its values."""
        order = np.argsort(column, kind="stable")
        return cls(order, column[order])

    def rows(self, value: int) -> Ints:
        """Return the rows that have a value, in order."""
        found: Ints = self.order[slice(*self.values.searchsorted((value, value + 1)))]
        return found


@attrs.frozen(eq=False, kw_only=True)
class AllocationColumns:
    """
    Allocations, one row each.

    Attributes:
        document: Position of the document.
        subject: Position of the subject among all records with ids; the number behind the last one is the region.
        basis: Position in the words of ``Basis``.
        stated: Whether it is a stated total.
        indicator: Position of the indicator row it stands on.
        fund: A number for each different source of money, or ABSENT.
        account: A number for each different account, or ABSENT.
        place: Position of the place among all records with ids.
    """

    document: Ints
    subject: Ints
    basis: Ints
    stated: Bools
    indicator: Ints
    fund: Ints
    account: Ints
    place: Ints

    @property
    def narrow(self) -> Bools:
        """Whether each is of one fund, account or place alone."""
        found: Bools = (self.fund != ABSENT) | (self.account != ABSENT) | (self.place != ABSENT)
        return found


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
class EntryColumns:
    """
    Entries, one row each.

    Attributes:
        document: Position of the document.
        node: Position of the node among all records with ids.
    """

    document: Ints
    node: Ints


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
        allocations: What allocations say of themselves.
        money: Amounts.
        series: Baselines, targets and results.
        entries: Which documents state which nodes besides those at home in them.
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
    allocations: AllocationColumns
    money: Money
    series: SeriesColumns
    entries: EntryColumns
    links: Edges
    _memo: dict[str, object] = attrs.field(factory=dict, init=False)

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """Return what was derived from the plan under *name*, made on first use and kept with the index."""
        if name not in self._memo:
            self._memo[name] = make()
        return self._memo[name]  # type: ignore[return-value] # kept by name

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
