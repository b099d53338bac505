"""Money that was added as the plan has it, though it may be the same money said twice (peers §4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs
import numpy as np

from regplan.calc.budget.sums import joined
from regplan.index.columns import ABSENT, Bools, Groups, Index, Ints

__all__ = ["Doubt", "DoubtKind", "doubts_of"]

DoubtKind: TypeAlias = Literal["said-twice", "on-node-and-indicator", "same-on-indicators", "at-two-levels"]
"""
Two entries with one key; entries on the node and on its indicator rows; the same amount on several indicator rows, as where
a program's money is repeated on each; entries on a node and below it.
"""


@attrs.frozen(kw_only=True)
class Doubt:
    """
    What may be counted twice.

    Attributes:
        kind: In which way.
        subject: The id of the node or OPD.
        document: The id of the document.
        period: The period.
        allocations: Positions in ``plan.allocations`` of the entries on the subject that are meant.
    """

    kind: DoubtKind
    subject: str
    document: str
    period: str
    allocations: tuple[int, ...]


def doubts_of(index: Index, rows: Ints) -> tuple[Doubt, ...]:
    """
    Find the doubts among rows of money that were added.

    Args:
        index: The index of the plan.
        rows: Rows of its money: entries of one basis.
    """
    money, own = index.money, index.allocations
    rows = rows[(money.amount[rows] != 0) & (money.subject[rows] >= 0) & (money.document[rows] >= 0)]
    if not len(rows):
        return ()
    from_ = money.allocation[rows]
    place = joined(money.document[rows], money.subject[rows], money.period[rows])
    narrow = joined(place, own.fund[from_], own.account[from_], own.place[from_])
    indicator = money.indicator[rows]
    full = joined(narrow, indicator)
    same = joined(narrow, money.amount[rows])
    found = [
        *_repeated(index, rows, full, np.ones(len(rows), np.bool_), "said-twice"),
        *_repeated(index, rows, same, indicator != ABSENT, "same-on-indicators", full),
        *_on_both(index, rows, place, indicator),
        *_at_two_levels(index, rows, place),
    ]
    return tuple(found)


def _repeated(
    index: Index, rows: Ints, key: Ints, mask: Bools, kind: DoubtKind, apart: Ints | None = None
) -> Iterator[Doubt]:
    """Yield keys that stand on several rows; on several different rows of *apart*, where it is given."""
    at = np.flatnonzero(mask)
    if apart is not None and len(at):
        at = at[np.unique(joined(key[at], apart[at]), return_index=True)[1]]
    counts = np.bincount(key[at])
    yield from _told(index, rows[at], key[at], np.flatnonzero(counts > 1), kind)


def _told(index: Index, rows: Ints, key: Ints, wanted: Ints, kind: DoubtKind) -> Iterator[Doubt]:
    """Yield one doubt for each wanted key, with all its rows."""
    groups = Groups.of(key)
    for number in wanted.tolist():
        yield _doubt(index, rows[groups.rows(number)], kind)


def _on_both(index: Index, rows: Ints, place: Ints, indicator: Ints) -> Iterator[Doubt]:
    bare = indicator == ABSENT
    yield from _told(index, rows, place, np.intersect1d(place[bare], place[~bare]), "on-node-and-indicator")


def _at_two_levels(index: Index, rows: Ints, place: Ints) -> Iterator[Doubt]:
    """Yield nodes with entries of their own and entries below, in one document and period."""
    money = index.money
    subject = money.subject[rows]
    node = np.flatnonzero(subject < index.nodes)
    node = node[index.preorder[subject[node]] >= 0]
    group = joined(money.document[rows[node]], money.period[rows[node]]) * (index.nodes + 1)
    keys = np.sort(group + index.preorder[subject[node]])
    first = np.searchsorted(keys, group + index.preorder[subject[node]] + 1)
    last = np.searchsorted(keys, group + index.end[subject[node]])
    yield from _told(index, rows, place, np.unique(place[node[last > first]]), "at-two-levels")


def _doubt(index: Index, rows: Ints, kind: DoubtKind) -> Doubt:
    money = index.money
    subject = int(money.subject[rows[0]])
    return Doubt(
        kind=kind,
        subject=index.ids[subject] if subject < len(index.ids) else "/",
        document=index.plan.documents[int(money.document[rows[0]])].id,
        period=money.periods[int(money.period[rows[0]])],
        allocations=tuple(np.unique(money.allocation[rows]).tolist()),
    )
