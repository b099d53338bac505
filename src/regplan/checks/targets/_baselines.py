"""The baseline an indicator has in a document: the latest one with a value."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.checks.targets._steps import Steps, first_of_each, has_value, known_targets, steps_between
from regplan.index.columns import ABSENT, Index, Ints
from regplan.index.targets import MEASURES, TargetColumns, targets_of

__all__ = ["SAID_EMPTY", "baselines_of", "first_steps"]

SAID_EMPTY: Final = -2
"""In place of a row: the document says that there is no baseline, as a new index has none (regulations DOC-03)."""

_DASH: Final = MEASURES.index("not_available")


def baselines_of(index: Index, rows: Ints) -> Ints:
    """
    Return for each row of the target columns the row of the baseline of its indicator in its document.

    Returns:
        The latest baseline with a value; SAID_EMPTY; or ABSENT where none is stated or none can be read.
    """
    return index.remember("baselines", lambda: _baselines(targets_of(index), len(index.plan.documents)))[rows]


def _baselines(columns: TargetColumns, documents: int) -> Ints:
    """Return the row of its baseline for each row of the target columns."""
    known = (columns.indicator >= 0) & (columns.document >= 0)
    keys = np.where(known, columns.indicator * documents + columns.document, ABSENT)
    rows = columns.rows_of("baseline")
    rows = rows[known[rows]]
    silent = (columns.cell[rows] == ABSENT) | (columns.kind[rows] == _DASH)
    rank = np.where(has_value(columns, rows), 2, np.where(silent, 0, 1))
    key = keys[rows]
    order = np.lexsort((columns.year[rows], rank, key))
    last = order[np.append(key[order][1:] != key[order][:-1], True)] if len(order) else order
    best = np.where(rank[last] == 2, rows[last], np.where(rank[last] == 1, ABSENT, SAID_EMPTY))
    place = np.searchsorted(key[last], keys)
    there = known & (np.append(key[last], ABSENT)[place] == keys)
    found: Ints = np.where(there, np.append(best, ABSENT)[place], ABSENT)
    return found


def first_steps(index: Index) -> Steps:
    """Pair the latest baseline with the first yearly target after it, of each indicator in each document."""

    def make() -> Steps:
        columns, rows = targets_of(index), known_targets(index)
        baseline = baselines_of(index, rows)
        later = (baseline >= 0) & (columns.year[rows] > columns.year[baseline])
        rows, baseline = rows[later], baseline[later]
        first = first_of_each(columns.series[rows])
        return steps_between(columns, baseline[first], rows[first])

    return index.remember("first steps", make)
