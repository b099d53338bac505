"""The baseline an indicator has in a document: the latest one with a value."""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from regplan.checks.targets._steps import Steps, first_of_each, has_value, known_targets, steps_between
from regplan.index.columns import ABSENT, Index, Ints
from regplan.index.targets import MEASURES, targets_of

__all__ = ["SAID_EMPTY", "baselines_of", "first_steps"]

SAID_EMPTY: Final = -2
"""In place of a row: the document says that there is no baseline, as a new index has none (regulations DOC-03)."""

_DASH: Final = MEASURES.index("not_available")


@attrs.frozen(eq=False)
class _Baselines:
    """By key of indicator and document, sorted: the row of its baseline, SAID_EMPTY, or ABSENT where it cannot be read."""

    keys: Ints
    rows: Ints


def baselines_of(index: Index, rows: Ints) -> Ints:
    """
    Return for each row of the target columns the row of the baseline of its indicator in its document.

    Returns:
        The latest baseline with a value; SAID_EMPTY; or ABSENT where none is stated or none can be read.
    """
    found = index.remember("baselines", lambda: _baselines(index))
    wanted = _keys(index, rows)
    place = np.searchsorted(found.keys, wanted)
    there = np.append(found.keys, ABSENT)[place] == wanted
    baseline: Ints = np.where(there, np.append(found.rows, ABSENT)[place], ABSENT)
    return baseline


def _baselines(index: Index) -> _Baselines:
    columns = targets_of(index)
    rows = columns.rows_of("baseline")
    rows = rows[(columns.indicator[rows] >= 0) & (columns.document[rows] >= 0)]
    silent = (columns.cell[rows] == ABSENT) | (columns.kind[rows] == _DASH)
    rank = np.where(has_value(columns, rows), 2, np.where(silent, 0, 1))
    key = _keys(index, rows)
    order = np.lexsort((columns.year[rows], rank, key))
    last = order[np.append(key[order][1:] != key[order][:-1], True)] if len(order) else order
    best = np.where(rank[last] == 2, rows[last], np.where(rank[last] == 1, ABSENT, SAID_EMPTY))
    return _Baselines(key[last], best)


def _keys(index: Index, rows: Ints) -> Ints:
    columns = targets_of(index)
    keys: Ints = columns.indicator[rows] * len(index.plan.documents) + columns.document[rows]
    return keys


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
