"""Values of one indicator that cannot be compared with each other: of other sorts, in other units, on other scales."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks.targets._steps import DOWN, FLOW, GRADE, UP, Steps, by_series, first_of_each, flows, polarities
from regplan.checks.targets._told import comparable
from regplan.index.columns import ABSENT, Bools, Index, Ints
from regplan.index.targets import MEASURES, TargetColumns, targets_of, units_of
from regplan.values.measure import Grade

__all__ = ["UNLIKE", "in_one_unit", "of_one_sort", "told_targets", "unlike_targets", "where_it_matters"]

UNLIKE: Final = (
    "target yang sejenis (bukan angka di samping predikat)",
    "targets of one kind (not numbers beside grades)",
)
"""What is lacking where a row mixes numbers, ratios, grades and words, or has several values in a cell."""

_SORTS: Final = {"number": 0, "interval": 0, "bound": 0, "ratio": 1, "grade": 2, "words": 3, "several": 4}
_SORT: Final = np.array([*(_SORTS.get(name, ABSENT) for name in MEASURES), ABSENT], np.int64)
_SEVERAL: Final = _SORTS["several"]


def of_one_sort(columns: TargetColumns, rows: Ints, others: Ints) -> Bools:
    """Mark the pairs that are both numbers, both ratios, both grades or both words; several values are like nothing."""
    one, other = _SORT[columns.kind[rows]], _SORT[columns.kind[others]]
    found: Bools = (one == other) & (one != _SEVERAL) & (one != ABSENT)
    return found


def told_targets(index: Index) -> Ints:
    """Return the targets of whole years that say anything but that there is no value, by series and year."""

    def make() -> Ints:
        columns = targets_of(index)
        rows = columns.rows_of("target")
        told = (_SORT[columns.kind[rows]] != ABSENT) & columns.yearly[rows]
        return by_series(columns, rows[told & (columns.indicator[rows] >= 0) & (columns.document[rows] >= 0)])

    return index.remember("told targets", make)


def unlike_targets(index: Index) -> Ints:
    """Return the yearly targets of the rows that mix sorts of values, or hold several values in a cell."""

    def make() -> Ints:
        columns, rows = targets_of(index), told_targets(index)
        series, start = columns.series[rows], first_of_each(columns.series[rows])
        length = np.diff(np.append(start, len(rows)))
        unlike = ~of_one_sort(columns, rows, np.repeat(rows[start], length)) & (np.repeat(length, length) > 1)
        found: Ints = rows[np.isin(series, series[unlike])] if unlike.any() else rows[:0]
        return found

    return index.remember("unlike targets", make)


def where_it_matters(case: Case, rows: Ints, *, sums: bool = False) -> Ints:
    """Keep the rows of indicators that are better higher or lower, or may be; of those whose years add up with *sums*."""
    if not len(rows):
        return rows
    columns = targets_of(case.index)
    indicator, graded = columns.indicator[rows], columns.kind[rows] == GRADE
    directed = np.isin(polarities(case.index)[indicator], (UP, DOWN, ABSENT))
    wanted = np.ones(len(rows), np.bool_) if sums else flows(case.index)[indicator] != FLOW
    found: Ints = rows[(directed & wanted) | graded]
    return found


def in_one_unit(case: Case, steps: Steps) -> tuple[Steps, Ints]:
    """Return the steps within one unit or scale, and apart the later rows of those from one to another."""
    columns, frame = targets_of(case.index), _frames(case.index)
    other = frame[columns.cell[steps.before]] != frame[columns.cell[steps.after]]
    for at in np.flatnonzero(other).tolist():
        other[at] = not comparable(case, int(steps.before[at]), int(steps.after[at]))
    return steps.where(~other), steps.after[other]


def _frames(index: Index) -> Ints:
    """Number the unit that stands in each cell, or the scale of its grade; 0 for plain numbers, and for no cell."""

    def make() -> Ints:
        cells, units = targets_of(index).cells, units_of(index)
        numbers: dict[object, int] = {None: 0}
        found = np.zeros(len(cells) + 1, np.int64)
        for at in range(cells.plain, len(cells)):
            cell = cells[at]
            said: object = (units.find(cell.unit) or cell.unit.casefold()) if cell.unit else None
            frame = cell.value.scale if isinstance(cell.value, Grade) else said
            found[at] = numbers.setdefault(frame, len(numbers))
        return found

    return index.remember("frames of cells", make)
