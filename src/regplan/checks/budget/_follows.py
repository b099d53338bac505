"""Which printed totals are wrong only because totals below them are: their difference is that of those, to the sen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from regplan.calc.budget import StatedTotal
from regplan.calc.budget.grouping import agencies_of
from regplan.checks._case import Case
from regplan.diagnostics.finding import Fact
from regplan.index import Index
from regplan.index.build import BASES
from regplan.index.columns import Ints
from regplan.values.money import sen

__all__ = ["Differing", "below_facts"]

_NAMED = 3
"""How many totals a message names."""
_Cell = tuple[int, int, int]
"""Document, basis and period."""


def below_facts(names: Sequence[str]) -> dict[str, Fact]:
    """Write which totals below one it follows from."""
    return {"below": tuple(names[:_NAMED]), "count": len(names)}


@attrs.frozen(eq=False)
class Differing:
    """
    The totals of nodes that are not the sum of their entries.

    Attributes:
        index: The index of the plan.
        differences: By row of money, what is stated less the sum, in sen.
        causes: By row, the rows right below it whose differences add up to its own; a row that is not in it has its own error.
        tops: By document, basis and period, the rows above which no other total of a node differs.
    """

    index: Index
    differences: Mapping[int, int] = attrs.field(factory=dict)
    causes: Mapping[int, tuple[int, ...]] = attrs.field(factory=dict)
    tops: Mapping[_Cell, tuple[int, ...]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, case: Case, rows: Ints, sums: Ints) -> Differing:
        """Set each total over the nearest ones below its node, in one document, basis and period; two of one node stand side by side."""
        index, money = case.index, case.index.money
        differences = {
            row: int(money.amount[row]) - total for row, total in zip(rows.tolist(), sums.tolist(), strict=True)
        }
        below: dict[int, list[int]] = {}
        tops: dict[_Cell, list[int]] = {}
        start, end = index.preorder[money.subject[rows]], index.end[money.subject[rows]]
        order = np.lexsort((-end, start, money.period[rows], money.basis[rows], money.document[rows]))
        way: list[tuple[_Cell, int, int, int]] = []
        for at in order.tolist():
            row = int(rows[at])
            cell = (int(money.document[row]), int(money.basis[row]), int(money.period[row]))
            while way and (way[-1][0] != cell or way[-1][2] <= start[at]):
                way.pop()
            over = next((one for one in reversed(way) if one[1] < start[at]), None)
            (tops.setdefault(cell, []) if over is None else below.setdefault(over[3], [])).append(row)
            way.append((cell, int(start[at]), int(end[at]), row))
        causes = {
            row: tuple(some)
            for row, some in below.items()
            if sum(map(differences.__getitem__, some)) == differences[row]
        }
        return cls(index, differences, causes, {cell: tuple(some) for cell, some in tops.items()})

    def names(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Name the nodes of rows."""
        return tuple(self.index.ids[int(self.index.money.subject[row])] for row in rows)

    def below(self, here: Index, document: int, one: StatedTotal, others: Iterable[StatedTotal]) -> tuple[str, ...]:
        """
        Name what the total of an OPD or the region follows from: totals of nodes, or of the region those of OPD; nothing where it has its own error.

        Args:
            here: The index as the document tells it.
            document: Its position.
            one: A total that differs; of a fund, account or place alone it has its own error.
            others: The totals of the same document and basis that differ.
        """
        record: Any = here.plan.allocations[one.allocation]
        difference = one.difference.difference
        if difference is None or record.fund or record.account or record.place:
            return ()
        cell = (document, BASES.index(record.basis), here.money.periods.index(one.period))
        rows = self.tops.get(cell, ())
        if one.subject in here.plan.agencies.by_id:
            office = agencies_of(here, here.money.subject[np.array(rows, np.int64)]).tolist()
            ids = here.plan.agencies.ids
            rows = tuple(row for row, at in zip(rows, office, strict=True) if at >= 0 and ids[at] == one.subject)
        if rows and sum(map(self.differences.__getitem__, rows)) == sen(difference):
            return self.names(rows)
        if one.subject in here.plan.agencies.by_id:
            return ()
        offices = [
            each
            for each in others
            if each.subject in here.plan.agencies.by_id
            and each.period == one.period
            and each.difference.difference is not None
        ]
        whole = sum(sen(each.difference.difference) for each in offices if each.difference.difference is not None)
        return tuple(each.subject for each in offices) if offices and whole == sen(difference) else ()
