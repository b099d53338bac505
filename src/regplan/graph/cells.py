"""Money gathered by document, basis and period, exact, in Python's own integers; never added over these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from regplan.graph.trace import MoneyLine, money_line
from regplan.index import Index
from regplan.index.columns import Ints

__all__ = ["Cells", "cells_by_subject", "entries_at", "join_cells", "lines_of", "money_rows"]

Key: TypeAlias = tuple[int, int, int]
Cells: TypeAlias = dict[Key, tuple[int, int, bool]]
"""By document, basis and period: sen, how many rows, and whether all are known."""


def money_rows(index: Index) -> Ints:
    """Return the rows of money that are added up: entries of documents that the plan has."""
    money = index.money
    return np.flatnonzero(~money.stated & (money.document >= 0))


def entries_at(index: Index, positions: Iterable[int], measured: Iterable[int] = ()) -> tuple[MoneyLine, ...]:
    """Add up the entries at some records, and those printed on some indicators, each row once."""
    money, size = index.money, len(index.ids)
    marked, on = (np.zeros(size + 3, np.bool_) for _ in range(2))  # beyond: the region, ABSENT, DANGLING
    marked[[*positions]] = True
    on[[*measured]] = True
    rows = money_rows(index)
    rows = rows[marked[money.subject[rows]] | on[money.indicator[rows]]]
    cells: Cells = {}
    for row in rows.tolist():
        join_cells(cells, _cell(index, row))
    return lines_of(index, cells)


def cells_by_subject(index: Index) -> dict[int, Cells]:
    """Gather the entries of each node that has some."""
    found: dict[int, Cells] = {}
    for row in money_rows(index).tolist():
        subject = int(index.money.subject[row])
        if 0 <= subject < index.nodes:
            join_cells(found.setdefault(subject, {}), _cell(index, row))
    return found


def _cell(index: Index, row: int) -> Cells:
    money = index.money
    key = (int(money.document[row]), int(money.basis[row]), int(money.period[row]))
    return {key: (int(money.amount[row]), 1, bool(money.known[row]))}


def join_cells(cells: Cells, others: Cells) -> None:
    """Add other cells to these."""
    for key, (sen, parts, known) in others.items():
        before, count, whole = cells.get(key, (0, 0, True))
        cells[key] = (before + sen, count + parts, whole and known)


def lines_of(index: Index, cells: Cells) -> tuple[MoneyLine, ...]:
    """Write the lines of cells, in order."""
    return tuple(
        money_line(index, *key, sen if known else None, parts) for key, (sen, parts, known) in sorted(cells.items())
    )
