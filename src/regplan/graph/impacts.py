"""The impact of every node at once, in columns: what is above and below it, OPD, targets and money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

import attrs
import numpy as np

from regplan.errors import UnknownIdError
from regplan.graph.cells import money_rows
from regplan.graph.impact import kind_of
from regplan.graph.trace import MoneyLine, money_line
from regplan.index import Index, of
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import Ints
from regplan.index.exact import fits
from regplan.index.web import Web, distinct, pairs_above, web_of
from regplan.model.plan import Plan
from regplan.values.text import near

__all__ = ["ImpactLine", "Impacts", "impacts"]


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


class Impacts(Sequence[ImpactLine]):
    """
    A line for each node, in the order of the plan; the columns behind it are made at once, a line when it is asked for.

    Attributes:
        upstream: How many records each node leads up to.
        downstream: How many records lead up to it.
        agencies: How many OPD.
        targets: How many rows of targets.
        reaches_vision: Whether it leads up to a vision.
    """

    def __init__(self, index: Index, columns: tuple[Ints, ...], money: _Cells) -> None:
        """Keep the columns; those of components are given to their nodes."""
        self._index = index
        component = web_of(index).component[: index.nodes]
        self.upstream, self.downstream, self.agencies, self.targets, vision = (one[component] for one in columns)
        self.reaches_vision = vision > 0
        self._money = money
        self._cells = tuple(np.searchsorted(money.owner, component, side) for side in ("left", "right"))

    def __len__(self) -> int:
        """Count the nodes."""
        return len(self.upstream)

    @overload
    def __getitem__(self, at: int | str) -> ImpactLine: ...
    @overload
    def __getitem__(self, at: slice) -> list[ImpactLine]: ...
    def __getitem__(self, at: int | str | slice) -> ImpactLine | list[ImpactLine]:
        """
        Return the line of a node, by its place or id.

        Raises:
            UnknownIdError: No node has the id; near matches are offered.
        """
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if isinstance(at, str):
            place = self._index.position.get(at, -1)
            if not 0 <= place < len(self):
                raise UnknownIdError(at, "the nodes of this plan", near(at, self._index.ids[: len(self)]))
            at = place
        at = range(len(self))[at]
        return ImpactLine(
            id=self._index.ids[at],
            kind=kind_of(self._index, at),
            upstream=int(self.upstream[at]),
            downstream=int(self.downstream[at]),
            agencies=int(self.agencies[at]),
            targets=int(self.targets[at]),
            reaches_vision=bool(self.reaches_vision[at]),
            money=tuple(self._line(cell) for cell in range(int(self._cells[0][at]), int(self._cells[1][at]))),
        )

    def _line(self, at: int) -> MoneyLine:
        money, periods = self._money, max(1, len(self._index.money.periods))
        rest, period = divmod(int(money.cell[at]), periods)
        sen = int(money.sen[at]) if money.known[at] else None
        return money_line(self._index, *divmod(rest, _BASES), period, sen, int(money.parts[at]))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one dict a node."""
        return [line.to_dict() for line in self]


@attrs.frozen(eq=False, kw_only=True)
class _Cells:
    """Money of components: sorted by component, document, basis and period, each with its sum of sen."""

    owner: Ints
    cell: Ints
    sen: Any
    known: Any
    parts: Ints


def impacts(plan: Plan) -> Impacts:
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
    return index.remember("impacts", lambda: _impacts(index))


def _impacts(index: Index) -> Impacts:
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
        carried += _carried(low, high, agencies, size)
        vision += np.bincount(low[visions[high]], minlength=size)
        cells.append(money.cells(low, high))
    return Impacts(index, (upstream - 1, downstream - 1, carried, targeted, vision), _sorted(cells))


def _sorted(blocks: list[_Cells]) -> _Cells:
    """Put the blocks together; no component stands in two."""
    names = ("owner", "cell", "sen", "known", "parts")
    columns = [np.concatenate([np.zeros(0, np.int64), *(getattr(one, name) for one in blocks)]) for name in names]
    order = np.argsort(columns[0], kind="stable")
    owner, cell, sen, known, parts = (column[order] for column in columns)
    return _Cells(owner=owner, cell=cell, sen=sen, known=known, parts=parts)


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
    keys = distinct(owner * (len(itself) + 1) + carrier)
    return keys // (len(itself) + 1), keys % (len(itself) + 1)


def _carried(low: Ints, high: Ints, agencies: tuple[Ints, Ints], size: int) -> Ints:
    """Count for each upper component the different OPD of the lower ones, in a table of marks."""
    owner, agency = agencies
    wide = int(agency.max(initial=0)) + 1
    upper, which = _joined(high, low, (owner, agency))
    if size * wide > _MOST_MARKS:
        keys = distinct(upper * wide + which)
        return np.bincount(keys // wide, minlength=size)
    marks = np.zeros(size * wide, np.bool_)
    marks[upper * wide + which] = True
    counts: Ints = marks.reshape(size, wide).sum(axis=1)
    return counts


_MOST_MARKS = 50_000_000
"""A larger table of marks is sorted instead."""


def _joined(high: Ints, low: Ints, rows: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Give to upper components the values of the lower ones."""
    owner, value = rows
    starts = np.searchsorted(owner, np.arange(int(low.max(initial=-1)) + 2))
    length = np.diff(starts)[low]
    place = np.repeat(starts[low] - (np.cumsum(length) - length), length) + np.arange(int(length.sum()))
    return np.repeat(high, length), value[place]


class _Rows:
    """Money of components: entries, added up by document, basis and period first."""

    def __init__(self, index: Index, web: Web) -> None:
        money = index.money
        rows = money_rows(index)
        rows = rows[(money.subject[rows] >= 0) & (money.subject[rows] < web.size)]
        amount = money.amount[rows]
        cell = _cell(index, rows)
        self.count = int(cell.max(initial=0)) + 1
        key = web.component[money.subject[rows]] * self.count + cell
        self.keys, place = np.unique(key, return_inverse=True)
        self.sen = np.zeros(len(self.keys), np.int64 if fits(amount) else np.object_)
        np.add.at(self.sen, place, amount.astype(self.sen.dtype))
        self.doubt = np.bincount(place, weights=~money.known[rows], minlength=len(self.keys))
        self.parts = np.bincount(place, minlength=len(self.keys))
        self.has = np.zeros(web.size, np.bool_)
        self.has[self.keys // self.count] = True

    def cells(self, low: Ints, high: Ints) -> _Cells:
        """Add up the money of pairs by upper component and cell."""
        rich = self.has[low]
        upper, row = _joined(high[rich], low[rich], (self.keys // self.count, np.arange(len(self.keys))))
        keys, place = np.unique(upper * self.count + self.keys[row] % self.count, return_inverse=True)
        sums = np.zeros(len(keys), self.sen.dtype)
        np.add.at(sums, place, self.sen[row])
        doubt = np.bincount(place, weights=self.doubt[row], minlength=len(keys))
        parts = _sums(place, self.parts[row], len(keys))
        return _Cells(owner=keys // self.count, cell=keys % self.count, sen=sums, known=doubt == 0, parts=parts)


def _cell(index: Index, rows: Ints) -> Ints:
    """Number document, basis and period of rows of money, so that the order of numbers is theirs."""
    money, periods = index.money, max(1, len(index.money.periods))
    return (money.document[rows] * _BASES + money.basis[rows]) * periods + money.period[rows]


_BASES = 8
"""More than there are bases."""
