"""Rows of money into cells: by plain columns, along the tree, and by shares of links."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Final, TypeAlias

import attrs
import numpy as np

from regplan.calc.budget.attribution import NOWHERE, Shares
from regplan.calc.budget.sums import Sums, apportioned, joined, sums_of, total_of
from regplan.index.columns import ABSENT, Bools, Index, Ints
from regplan.model.agencies import Agency, Place
from regplan.model.words import LEVELS
from regplan.values.period import period_year

__all__ = [
    "Cells",
    "Dimension",
    "agencies_of",
    "cells_along_tree",
    "cells_by_share",
    "column_of",
    "heads_of",
    "offices_of",
    "plain_cells",
]


@attrs.frozen(eq=False)
class Dimension:
    """
    One column to group by.

    Attributes:
        codes: The place in *labels* of each row.
        labels: What they are called, in order; None, where there is one, last.
    """

    codes: Ints
    labels: Sequence[str | None]


@attrs.frozen(eq=False, kw_only=True)
class Cells:
    """
    Cells, sorted.

    Attributes:
        codes: The places in the labels of each plain column.
        over: Position of the node or target of each cell, -1 for none; empty where there is no such column.
        low: The least of the known money in sen.
        high: The most of it.
        count: How many rows.
        unknown: How many of them have an unknown amount.
        whole: Sen of all rows.
        members: Gives the places of the rows of a cell.
    """

    codes: tuple[Ints, ...]
    over: Ints
    low: Sums
    high: Sums
    count: Ints
    unknown: Ints
    whole: int
    members: Callable[[int], Ints]


Column: TypeAlias = Callable[[Index, Ints], Dimension]


def column_of(index: Index, rows: Ints, word: str) -> Dimension:
    """
    Group rows of money by one word.

    Args:
        index: The index of the plan as its documents tell it.
        rows: Rows of its money.
        word: ``level``, ``agency``, ``fund``, ``account``, ``place``, ``document``, ``year``.
    """
    return _COLUMNS[word](index, rows)


def _by_position(positions: Ints, names: Sequence[str]) -> Dimension:
    """Group by positions; what is negative has no name."""
    used = np.unique(positions[positions >= 0])
    codes = np.where(positions >= 0, np.searchsorted(used, positions), len(used))
    return Dimension(codes, [*(names[at] for at in used.tolist()), None])


def _by_text(numbers: Ints, texts: Mapping[int, str | None]) -> Dimension:
    """Group by texts that are known by number."""
    order = sorted({text for text in texts.values() if text is not None})
    place: dict[str | None, int] = {text: at for at, text in enumerate(order)}
    place[None] = len(order)
    used = sorted(texts)
    codes = np.array([place[texts[number]] for number in used], np.int64)
    return Dimension(codes[np.searchsorted(np.array(used, np.int64), numbers)], [*order, None])


def _level(index: Index, rows: Ints) -> Dimension:
    subject = index.money.subject[rows]
    labels: list[str | None] = [*LEVELS, "agency", "region", None]
    codes = np.full(len(rows), len(labels) - 1)
    node = (subject >= 0) & (subject < index.nodes)
    codes[node] = index.level[subject[node]]
    codes[_is_agency(index, subject)] = len(LEVELS)
    codes[subject == index.money.region] = len(LEVELS) + 1
    return Dimension(codes, labels)


def _is_agency(index: Index, subject: Ints) -> Bools:
    start = index.starts["agencies"]
    found: Bools = (subject >= start) & (subject < start + len(index.plan.agencies))
    return found


def agencies_of(index: Index, subject: Ints) -> Ints:
    """Return the OPD of subjects of money: what carries a node, an OPD itself; negative where there is none."""
    agency = np.full(len(subject), ABSENT)
    node = (subject >= 0) & (subject < index.nodes)
    agency[node] = index.agency[subject[node]]
    itself = np.flatnonzero(_is_agency(index, subject))
    agency[itself] = subject[itself] - index.starts["agencies"]
    return agency


def offices_of(index: Index, heads: Collection[int]) -> Ints:
    """Find for each OPD which of some OPD it belongs to, as ``heads_of``."""
    return heads_of(index.plan.agencies, heads)


def heads_of(records: Sequence[Agency | Place], heads: Collection[int]) -> Ints:
    """
    Find for each OPD or place which of some it belongs to: itself, else the nearest above it.

    Args:
        records: All OPD or all places.
        heads: Positions of those that may be belonged to.

    Returns:
        A position for each, -1 for none; two places more, -1 too, for what is absent or dangling.
    """
    places = {one.id: at for at, one in reversed(list(enumerate(records)))}
    head = np.full(len(records) + 2, ABSENT)
    for at in range(len(records)):
        up: int | None = at
        seen: set[int] = set()
        while up is not None and up not in heads and up not in seen:
            seen.add(up)
            up = places.get(records[up].parent or "")
        head[at] = up if up in heads else ABSENT
    return head


def _agency(index: Index, rows: Ints) -> Dimension:
    return _by_position(agencies_of(index, index.money.subject[rows]), index.plan.agencies.ids)


def _fund(index: Index, rows: Ints) -> Dimension:
    return _texts(index, rows, index.allocations.fund, lambda at: index.plan.allocations[at].fund)


def _account(index: Index, rows: Ints) -> Dimension:
    return _texts(index, rows, index.allocations.account, lambda at: _class_of(index.plan.allocations[at].account))


def _class_of(account: str | None) -> str | None:
    """Return *akun* and *kelompok* of an account code, its first two segments (regulations §1.13.6)."""
    return None if account is None else ".".join(account.split(".")[:2])


def _texts(index: Index, rows: Ints, column: Ints, text: Callable[[int], str | None]) -> Dimension:
    allocation = index.money.allocation[rows]
    numbers = column[allocation]
    used, first = np.unique(numbers, return_index=True)
    return _by_text(
        numbers, {number: text(int(allocation[at])) for number, at in zip(used.tolist(), first, strict=True)}
    )


def _place(index: Index, rows: Ints) -> Dimension:
    return _by_position(index.allocations.place[index.money.allocation[rows]], index.ids)


def _document(index: Index, rows: Ints) -> Dimension:
    return _by_position(index.money.document[rows], [one.id for one in index.plan.documents])


def _year(index: Index, rows: Ints) -> Dimension:
    periods = index.money.period[rows]
    texts = {
        at: str(period_year(index.money.periods[at]) or index.money.periods[at]) for at in np.unique(periods).tolist()
    }
    return _by_text(periods, texts)


_COLUMNS: Final[dict[str, Column]] = {
    "level": _level,
    "agency": _agency,
    "fund": _fund,
    "account": _account,
    "place": _place,
    "document": _document,
    "year": _year,
}


def plain_cells(index: Index, rows: Ints, plain: Sequence[Dimension]) -> Cells:
    """Add up rows by plain columns: each row is in one cell."""
    group, codes = _groups(rows, plain)
    size = len(codes[0]) if codes else min(1, len(rows))
    low = sums_of(group, index.money.amount[rows], size)
    return Cells(
        codes=codes,
        over=np.zeros(0, np.int64),
        low=low,
        high=low,
        count=np.bincount(group, minlength=size),
        unknown=np.bincount(group[~index.money.known[rows]], minlength=size),
        whole=total_of(index.money.amount[rows]),
        members=lambda at: np.flatnonzero(group == at),
    )


def _groups(rows: Ints, plain: Sequence[Dimension]) -> tuple[Ints, tuple[Ints, ...]]:
    """Number the different rows of the plain columns, and list the codes of each number."""
    if not plain:
        return np.zeros(len(rows), np.int64), ()
    group = joined(*(one.codes for one in plain))
    _, first = np.unique(group, return_index=True)
    return group, tuple(one.codes[first] for one in plain)


def cells_along_tree(index: Index, rows: Ints, plain: Sequence[Dimension]) -> Cells:
    """Add up rows at and below each node; a node in or below a circle has its own alone, as what is on no node."""
    group, codes = _groups(rows, plain)
    subject = index.money.subject[rows]
    subject = np.where((subject >= 0) & (subject < index.nodes), subject, index.nodes)
    size = int(group.max(initial=-1)) + 1
    found: list[tuple[Ints, Ints, Sums, Ints, Ints]] = []
    for number in range(size):
        mine = np.flatnonzero(group == number)
        amount, known = index.money.amount[rows[mine]], index.money.known[rows[mine]]
        own = sums_of(subject[mine], amount, index.nodes + 1)
        count = _below(index, np.bincount(subject[mine], minlength=index.nodes + 1))
        unknown = _below(index, np.bincount(subject[mine][~known], minlength=index.nodes + 1))
        there = np.flatnonzero(count)
        found.append((there, np.full(len(there), number), _below(index, own)[there], count[there], unknown[there]))
    node, number_of, low, count, unknown = (
        (np.concatenate(columns) for columns in zip(*found, strict=True)) if found else (np.zeros(0, np.int64),) * 5
    )
    order = np.lexsort((number_of, node))
    node, number_of, low = node[order], number_of[order], low[order]

    def members(at: int) -> Ints:
        return np.flatnonzero((group == number_of[at]) & _is_under(index, subject, int(node[at])))

    return Cells(
        codes=tuple(column[number_of] for column in codes),
        over=np.where(node < index.nodes, node, NOWHERE),
        low=low,
        high=low,
        count=count[order],
        unknown=unknown[order],
        whole=total_of(index.money.amount[rows]),
        members=members,
    )


def _below(index: Index, own: Sums) -> Sums:
    """Add up a column at and below each node; its last place, for what is on no node, stays."""
    running = np.zeros(len(index.order) + 1, own.dtype)
    np.cumsum(own[index.order], out=running[1:])
    sums = own.copy()
    placed = np.flatnonzero(index.preorder >= 0)
    sums[placed] = running[index.end[placed]] - running[index.preorder[placed]]
    return sums


def _is_under(index: Index, subject: Ints, node: int) -> Bools:
    found: Bools = subject == node
    if node < index.nodes and index.preorder[node] >= 0:
        place = np.append(index.preorder, -1)[subject]
        found = (place >= index.preorder[node]) & (place < index.end[node])
    return found


def cells_by_share(index: Index, rows: Ints, plain: Sequence[Dimension], shares: Mapping[int, Shares]) -> Cells:
    """Divide the money of each node among targets; whole sen, which total the money exactly."""
    group, codes = _groups(rows, plain)
    subject = index.money.subject[rows]
    pair = joined(group, subject)
    _, first = np.unique(pair, return_index=True)
    size = len(first)
    sums = sums_of(pair, index.money.amount[rows], size).tolist()
    count = np.bincount(pair, minlength=size).tolist()
    unknown = np.bincount(pair[~index.money.known[rows]], minlength=size).tolist()
    cells: dict[tuple[int, int], _Cell] = {}
    nowhere: Shares = ((NOWHERE, Fraction(1), Fraction(1)),)
    for at, row in enumerate(first.tolist()):
        for target, low, high in shares.get(int(subject[row]), nowhere):
            cell = cells.setdefault((target if target >= 0 else _LAST, int(group[row])), _Cell())
            cell.low += min(low * sums[at], high * sums[at])
            cell.high += max(low * sums[at], high * sums[at])
            cell.count += count[at]
            cell.unknown += unknown[at]
    keys = sorted(cells)
    ordered = [cells[key] for key in keys]
    whole = sum(sums)
    least = apportioned([*(one.low for one in ordered), whole - sum((one.low for one in ordered), Fraction(0))], whole)
    bottoms, tops = np.array(least[:-1], np.object_), np.zeros(len(keys), np.object_)
    tops[:] = [bottom + ceil(one.high - one.low) for bottom, one in zip(least[:-1], ordered, strict=True)]
    number_of = np.array([number for _, number in keys], np.int64)

    def members(at: int) -> Ints:
        target = keys[at][0] if keys[at][0] != _LAST else NOWHERE
        users = [one for one in np.unique(subject).tolist() if target in {to for to, _, _ in shares.get(one, nowhere)}]
        return np.flatnonzero((group == number_of[at]) & np.isin(subject, users))

    return Cells(
        codes=tuple(column[number_of] for column in codes),
        over=np.array([target if target != _LAST else NOWHERE for target, _ in keys], np.int64),
        low=bottoms,
        high=tops,
        count=np.array([one.count for one in ordered], np.int64),
        unknown=np.array([one.unknown for one in ordered], np.int64),
        whole=whole,
        members=members,
    )


_LAST: Final = 2**62
"""Sorts what is for no target behind all targets."""


@attrs.define
class _Cell:
    """A cell while it is filled, in exact sen."""

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    count: int = 0
    unknown: int = 0
