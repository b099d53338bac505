"""Exact sums of money along the tree (conventions §1)."""

from __future__ import annotations

import attrs
import numpy as np

from regplan.calc.budget.sums import fits
from regplan.index.build import BASES
from regplan.index.columns import Bools, Index, Ints
from regplan.model.words import Basis

__all__ = ["Ledger", "Rollup", "groups_of", "ledger", "rollup"]


@attrs.frozen(eq=False, kw_only=True)
class Rollup:
    """
    Entries of one document and basis, added up along the tree; stated totals are left out.

    Attributes:
        periods: The period keys, one a column.
        own: Sen of the entries on each node itself.
        below: Sen of the entries on all nodes below it.
        own_rows: How many entries stand on each node itself.
        below_rows: How many stand below it.
        unknown: Whether an amount at the node or below it is unknown, so that the sum is.
    """

    periods: tuple[str, ...]
    own: Ints
    below: Ints
    own_rows: Ints
    below_rows: Ints
    unknown: Bools


def rollup(index: Index, document: int, basis: Basis = "ceiling") -> Rollup | None:
    """
    Add up the entries of one document along the tree, exactly.

    Args:
        index: The index of a plan.
        document: Position of the document.
        basis: Ceilings, forward estimates or realised money; they are never added to each other.

    Returns:
        Sums in sen by node and period; None where they could pass what 64 bits hold, so that nothing wraps.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Activity, Allocation, Document, Plan, Program
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="RENJA")],
        ...     programs=[Program(id="p", document="d")],
        ...     activities=[Activity(id="k", document="d", parent="p")],
        ...     allocations=[Allocation(document="d", subject="k", amounts={"2026": 5})],
        ... )
        >>> rollup(of(plan), 0).below.tolist()
        [[500], [0]]
    """
    money = index.money
    rows = np.flatnonzero(
        (money.document == document)
        & (money.basis == BASES.index(basis))
        & ~money.stated
        & (money.subject >= 0)
        & (money.subject < index.nodes)
    )
    used = np.unique(money.period[rows])
    size = (index.nodes, len(used))
    amounts = money.amount[rows]
    if not fits(amounts):
        return None
    cell = money.subject[rows] * len(used) + np.searchsorted(used, money.period[rows])
    total = index.nodes * len(used)
    own = np.zeros(total, np.int64)
    np.add.at(own, cell, amounts)
    own = own.reshape(size)
    count = np.bincount(cell, minlength=total).reshape(size)
    blank = np.bincount(cell[~money.known[rows]], minlength=total).reshape(size)
    below, below_rows = _below(index, own), _below(index, count)
    below_blank = _below(index, blank) if blank.any() else blank
    return Rollup(
        periods=tuple(money.periods[at] for at in used),
        own=own,
        below=below,
        own_rows=count,
        below_rows=below_rows,
        unknown=(blank + below_blank) > 0,
    )


def _below(index: Index, column: Ints) -> Ints:
    """Sum a column over the nodes below each node, by differences of a running sum in pre-order."""
    running = np.vstack([np.zeros((1, column.shape[1]), np.int64), np.cumsum(column[index.order], axis=0)])
    sums = np.zeros_like(column)
    placed = np.flatnonzero(index.preorder >= 0)
    sums[placed] = running[index.end[placed]] - running[index.preorder[placed] + 1]
    return sums


@attrs.frozen(eq=False, kw_only=True)
class Ledger:
    """
    All entries of a plan, sorted so that the sum below any node is the difference of two running sums.

    Attributes:
        index: The index they come from.
        keys: Document, basis, period and place in pre-order of each entry, in one number, sorted.
        sums: Running sums of sen, one more than entries.
        unknown: Running counts of unknown amounts, one more than entries.
        rows: Row in the money of the index of each entry.
    """

    index: Index
    keys: Ints
    sums: Ints
    unknown: Ints
    rows: Ints

    def under(self, rows: Ints, *, itself: bool = True) -> tuple[Ints, Ints, Ints]:
        """
        Add up the entries at and below the subjects of some rows of money, in their document, basis and period.

        Args:
            rows: Rows of the money of the index whose subjects are nodes of the tree.
            itself: Whether entries on the node itself count.

        Returns:
            Sums in sen, numbers of entries, numbers of unknown amounts.
        """
        first, last = self._span(rows, itself=itself)
        return self.sums[last] - self.sums[first], last - first, self.unknown[last] - self.unknown[first]

    def rows_under(self, row: int) -> Ints:
        """List the rows of the entries at and below the subject of one row, in its document, basis and period."""
        first, last = self._span(np.array([row], np.int64), itself=True)
        return self.rows[int(first[0]) : int(last[0])]

    def _span(self, rows: Ints, *, itself: bool) -> tuple[Ints, Ints]:
        node = self.index.money.subject[rows]
        group = groups_of(self.index, rows) * (self.index.nodes + 1)
        first = np.searchsorted(self.keys, group + self.index.preorder[node] + (0 if itself else 1))
        return first, np.searchsorted(self.keys, group + self.index.end[node])


def groups_of(index: Index, rows: Ints) -> Ints:
    """Number document, basis and period of rows of money."""
    money = index.money
    return (money.document[rows] * len(BASES) + money.basis[rows]) * len(money.periods) + money.period[rows]


def _running(column: Ints | Bools) -> Ints:
    """Return the running sums of a column, beginning with 0."""
    sums = np.zeros(len(column) + 1, np.int64)
    np.cumsum(column, out=sums[1:])
    return sums


def ledger(index: Index) -> Ledger | None:
    """
    Sort the entries of a plan for sums under many nodes of many documents at once.

    Args:
        index: The index of a plan.

    Returns:
        The ledger; None where sums could pass what 64 bits hold, so that nothing wraps.
    """
    money = index.money
    node = np.flatnonzero(~money.stated & (money.document >= 0) & (money.subject >= 0) & (money.subject < index.nodes))
    rows = node[index.preorder[money.subject[node]] >= 0]
    if not fits(money.amount[rows]):
        return None
    keys = groups_of(index, rows) * (index.nodes + 1) + index.preorder[money.subject[rows]]
    order = np.argsort(keys, kind="stable")
    rows = rows[order]
    return Ledger(
        index=index,
        keys=keys[order],
        sums=_running(money.amount[rows]),
        unknown=_running(~money.known[rows]),
        rows=rows,
    )
