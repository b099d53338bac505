"""The impact of every node at once, in columns: what is above and below it, OPD, targets and money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import numpy as np

from regplan.graph.cells import money_rows
from regplan.graph.impact import kind_of
from regplan.graph.trace import MoneyLine, money_line
from regplan.index import Index, of
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import Ints
from regplan.index.exact import fits
from regplan.index.web import Web, pairs_above, web_of
from regplan.model.plan import Plan

__all__ = ["ImpactLine", "impacts"]


@attrs.frozen(kw_only=True)
class ImpactLine:
    """
    The impact of one node, in numbers; ``impact`` names what they count.

    Attributes:
        id: The node.
        kind: Its level.
        upstream: How many records it leads up to.
        downstream: How many records lead up to it.
        agencies: How many OPD carry it and the nodes below it.
        targets: How many rows of targets rest on it.
        reaches_vision: Whether it leads up to a vision.
        money: Entries at it and below, by document, basis and period.
    """

    id: str
    kind: str
    upstream: int
    downstream: int
    agencies: int
    targets: int
    reaches_vision: bool
    money: tuple[MoneyLine, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON holds."""
        return attrs.asdict(self) | {"money": [line.to_dict() for line in self.money]}


@attrs.frozen(eq=False, kw_only=True)
class _Cells:
    """Money of components: cells in order, each a component, document, basis and period with its sum of sen."""

    owner: Ints
    cell: Ints
    sen: Any
    known: Any
    parts: Ints


def impacts(plan: Plan) -> tuple[ImpactLine, ...]:
    """
    Tell for every node how much rests on it; each record, row of money and target counts once for a node.

    Args:
        plan: The plan.

    Returns:
        A line for each node, in the order of the plan.

    Example:
        >>> from regplan.model import Goal, Mission
        >>> plan = Plan(missions=[Mission(id="M1")], goals=[Goal(id="T1", parent="M1"), Goal(id="T2", parent="M1")])
        >>> [(one.id, one.upstream, one.downstream) for one in impacts(plan)]
        [('M1', 0, 2), ('T1', 1, 0), ('T2', 1, 0)]
    """
    index = of(plan)
    return index.remember("impacts", lambda: tuple(_lines(index)))


def _lines(index: Index) -> Iterator[ImpactLine]:
    web = web_of(index)
    size = len(index.ids)
    weight = np.bincount(web.component, minlength=size)
    targets, agencies = _targets(index, web), _agencies(index, web)
    upstream, downstream, targeted, carried, vision = (np.zeros(size, np.int64) for _ in range(5))
    visions = np.zeros(size, np.bool_)
    visions[web.component[: index.nodes][index.level == 0]] = True
    money = _Rows(index, web)
    cells = []
    for low, high in pairs_above(web, np.ones(size, np.bool_)):
        upstream += _sums(low, weight[high], size)
        downstream += _sums(high, weight[low], size)
        targeted += _sums(high, targets[low], size)
        carried += _distinct(*_joined(high, low, agencies), size)
        vision += np.bincount(low[visions[high]], minlength=size)
        cells.append(money.cells(low, high))
    yield from _told(index, web, (upstream, downstream, carried, targeted, vision), _Money(index, cells))


def _told(index: Index, web: Web, columns: tuple[Ints, ...], money: _Money) -> Iterator[ImpactLine]:
    """Write the lines of nodes from the columns of components; what is in one circle shares them."""
    upstream, downstream, agencies, targets, vision = (column[web.component].tolist() for column in columns)
    for at, component in enumerate(web.component[: index.nodes].tolist()):
        yield ImpactLine(
            id=index.ids[at],
            kind=kind_of(index, at),
            upstream=upstream[at] - 1,
            downstream=downstream[at] - 1,
            agencies=agencies[at],
            targets=targets[at],
            reaches_vision=vision[at] > 0,
            money=money.of(component),
        )


def _sums(groups: Ints, amounts: Ints, size: int) -> Ints:
    """Add up small counts; below 2**53 a float is exact."""
    return np.bincount(groups, weights=amounts, minlength=size).astype(np.int64)


def _targets(index: Index, web: Web) -> Ints:
    """Count the rows of targets of each component's indicators."""
    series = index.series
    rows = (series.role == SERIES_ROLES.index("target")) & (series.indicator >= 0)
    at = index.starts["indicators"] + series.indicator[rows]
    return np.bincount(web.component[at], minlength=web.size)


def _agencies(index: Index, web: Web) -> tuple[Ints, Ints]:
    """Return components and the OPD that carry their nodes, sorted by component, each pair once."""
    node = np.flatnonzero(index.agency >= 0)
    first = index.starts["agencies"]
    itself = np.arange(first, first + len(index.plan.agencies))
    owner = web.component[np.r_[node, itself]]
    carrier = np.r_[index.agency[node], itself - first]
    keys = np.unique(owner * (len(itself) + 1) + carrier)
    return keys // (len(itself) + 1), keys % (len(itself) + 1)


def _joined(high: Ints, low: Ints, rows: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Give to upper components the values of the lower ones."""
    owner, value = rows
    first, last = (np.searchsorted(owner, low, side) for side in ("left", "right"))
    length = last - first
    place = np.repeat(first - (np.cumsum(length) - length), length) + np.arange(int(length.sum()))
    return np.repeat(high, length), value[place]


def _distinct(groups: Ints, values: Ints, size: int) -> Ints:
    """Count the different values of each group."""
    keys = np.unique(groups * (int(values.max(initial=0)) + 1) + values)
    return np.bincount(keys // (int(values.max(initial=0)) + 1), minlength=size)


class _Rows:
    """Rows of money by the component of their subject, and a number for each document, basis and period."""

    def __init__(self, index: Index, web: Web) -> None:
        money = index.money
        rows = money_rows(index)
        rows = rows[(money.subject[rows] >= 0) & (money.subject[rows] < web.size)]
        owner = web.component[money.subject[rows]]
        order = np.argsort(owner, kind="stable")
        self.rows = rows[order]
        self.owner = owner[order]
        self.amount, self.known = money.amount[self.rows], money.known[self.rows]
        if not fits(self.amount):
            self.amount = self.amount.astype(np.object_)
        self.cell = _cell(index, self.rows)
        self.count = int(self.cell.max(initial=0)) + 1
        self.has = np.zeros(web.size, np.bool_)
        self.has[self.owner] = True

    def cells(self, low: Ints, high: Ints) -> _Cells:
        """Add up the money of pairs by upper component and cell."""
        rich = self.has[low]
        upper, row = _joined(high[rich], low[rich], (self.owner, np.arange(len(self.rows))))
        keys, place = np.unique(upper * self.count + self.cell[row], return_inverse=True)
        sums = np.zeros(len(keys), self.amount.dtype)
        np.add.at(sums, place, self.amount[row])
        doubt = np.bincount(place, weights=~self.known[row], minlength=len(keys))
        parts = np.bincount(place, minlength=len(keys))
        return _Cells(owner=keys // self.count, cell=keys % self.count, sen=sums, known=doubt == 0, parts=parts)


def _cell(index: Index, rows: Ints) -> Ints:
    """Number document, basis and period of rows of money, so that the order of numbers is theirs."""
    money, periods = index.money, max(1, len(index.money.periods))
    return (money.document[rows] * _BASES + money.basis[rows]) * periods + money.period[rows]


_BASES = 8
"""More than there are bases."""


class _Money:
    """Lines of money by component."""

    def __init__(self, index: Index, cells: list[_Cells]) -> None:
        self.index = index
        self.cells = cells
        self.lines: dict[int, tuple[MoneyLine, ...]] = {}
        for block in cells:
            starts = np.flatnonzero(np.r_[True, block.owner[1:] != block.owner[:-1]]) if len(block.owner) else []
            ends = np.r_[starts[1:], len(block.owner)] if len(block.owner) else []
            for first, last in zip(starts, ends, strict=True):
                self.lines[int(block.owner[first])] = tuple(self._line(block, at) for at in range(first, last))

    def _line(self, block: _Cells, at: int) -> MoneyLine:
        periods = max(1, len(self.index.money.periods))
        rest, period = divmod(int(block.cell[at]), periods)
        document, basis = divmod(rest, _BASES)
        sen = int(block.sen[at]) if block.known[at] else None
        return money_line(self.index, document, basis, period, sen, int(block.parts[at]))

    def of(self, component: int) -> tuple[MoneyLine, ...]:
        """Return the lines of a component, in order."""
        return self.lines.get(component, ())
