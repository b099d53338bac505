"""
Steps from one value of an indicator to the next, which way they go, and whether that is against its polarity.

A value with two ends, an interval, moves one way only where neither end moves the other way (methods B2).
"""

from __future__ import annotations

from operator import attrgetter
from typing import Final

import attrs
import numpy as np

from regplan.calc.targets import polarity_codes
from regplan.calc.targets.arrays import POLARITIES
from regplan.checks._case import Case
from regplan.index.columns import ABSENT, Bools, Index, Ints, first_of_each
from regplan.index.targets import MEASURES, TargetColumns, targets_of, units_of

__all__ = [
    "DOWN",
    "FLOW",
    "GRADE",
    "INTERVAL",
    "NOT_SAID",
    "NUMBER",
    "STOCK",
    "UP",
    "Judged",
    "Steps",
    "by_series",
    "first_of_each",
    "flows",
    "has_no_sum",
    "has_value",
    "has_worse",
    "in_judged",
    "judge",
    "known_targets",
    "polarities",
    "steps_between",
    "yearly_steps",
]

UP: Final = POLARITIES.index("up")
DOWN: Final = POLARITIES.index("down")
NUMBER: Final = MEASURES.index("number")
INTERVAL: Final = MEASURES.index("interval")
GRADE: Final = MEASURES.index("grade")

STOCK: Final = 0
"""Each year stands for itself: a level, a rate, a mean."""
FLOW: Final = 1
"""The years add up, so that they may rise and fall."""
NOT_SAID: Final = 2
"""The accumulation is not stated, and the unit does not tell."""

_SORTS: Final = {"number": 0, "interval": 0, "bound": 0, "ratio": 1, "grade": 2}
_SORT: Final = tuple(_SORTS.get(name, ABSENT) for name in MEASURES)


@attrs.frozen(eq=False)
class Steps:
    """
    Pairs of rows of the target columns, of one indicator in one document.

    Attributes:
        before: The earlier row.
        after: The later row.
        rises: Whether an end of the value is higher after.
        falls: Whether an end of the value is lower after.
    """

    before: Ints
    after: Ints
    rises: Bools
    falls: Bools

    def where(self, kept: Bools) -> Steps:
        """Return some of the steps."""
        return Steps(self.before[kept], self.after[kept], self.rises[kept], self.falls[kept])


def steps_between(columns: TargetColumns, before: Ints, after: Ints) -> Steps:
    """Pair rows that can be compared: numbers, intervals and bounds; ratios; grades."""
    sort = _sort(columns, after)
    like = (_sort(columns, before) == sort) & (sort != ABSENT)
    before, after = before[like], after[like]
    low, high = columns.low[after] - columns.low[before], columns.high[after] - columns.high[before]
    return Steps(before, after, (low > 0) | (high > 0), (low < 0) | (high < 0))


def known_targets(index: Index) -> Ints:
    """Return the rows of targets of whole years that have a value, by series and year."""
    return index.remember("known targets", lambda: _known_targets(targets_of(index)))


def _known_targets(columns: TargetColumns) -> Ints:
    rows = columns.rows_of("target")
    known = has_value(columns, rows) & columns.yearly[rows]
    rows = rows[known & (columns.indicator[rows] >= 0) & (columns.document[rows] >= 0)]
    return by_series(columns, rows)


def has_value(columns: TargetColumns, rows: Ints) -> Bools:
    """Mark the rows that say a number, interval, bound, ratio or grade."""
    found: Bools = _sort(columns, rows) != ABSENT
    return found


def _sort(columns: TargetColumns, rows: Ints) -> Ints:
    """Return a number for each of the sorts of values that can be compared with each other."""
    sort: Ints = np.array([*_SORT, ABSENT], np.int64)[columns.kind[rows]]
    return sort


def by_series(columns: TargetColumns, rows: Ints) -> Ints:
    """Sort rows by series, and by year within each."""
    key = columns.series[rows] * 10_000 + columns.year[rows]
    return rows if bool(np.all(key[1:] >= key[:-1])) else rows[np.argsort(key, kind="stable")]


def yearly_steps(index: Index) -> Steps:
    """Pair each known target of a year with the next one of its series."""

    def make() -> Steps:
        columns, rows = targets_of(index), known_targets(index)
        same = columns.series[rows[1:]] == columns.series[rows[:-1]]
        return steps_between(columns, rows[:-1][same], rows[1:][same])

    return index.remember("yearly steps", make)


def polarities(index: Index) -> Ints:
    """Return the polarity of each indicator as its place in ``POLARITIES``, ABSENT where it is not stated."""

    def make() -> Ints:
        return polarity_codes(list(map(attrgetter("polarity"), index.plan.indicators))).astype(np.int64)

    return index.remember("polarities", make)


def flows(index: Index) -> Ints:
    """
    Say of each indicator whether its years add up: STOCK, FLOW, or NOT_SAID.

    Without ``accumulation`` only the unit can tell: scores and grades have no sum (conventions §12).
    """

    def make() -> Ints:
        stated = {
            None: NOT_SAID,
            "sum": FLOW,
            "increment": FLOW,
            "last": STOCK,
            "mean": STOCK,
            "max": STOCK,
            "min": STOCK,
        }
        said = list(map(attrgetter("accumulation"), index.plan.indicators))
        found = np.fromiter(map(stated.__getitem__, said), np.int64, len(said))
        found[(found == NOT_SAID) & has_no_sum(index)] = STOCK
        return found

    return index.remember("flows", make)


def has_no_sum(index: Index) -> Bools:
    """Mark the indicators whose unit has no sum: scores, grades, rates; one that is not known may have one."""
    units = units_of(index)
    sumless = [unit is not None and not unit.has_sum for unit in units.units]
    found: Bools = np.array([*sumless, False], np.bool_)[units.number]
    return found


def has_worse(index: Index) -> Bools:
    """Mark the indicators of which one value can be worse than another: no range is aimed at, and no years add up."""

    def make() -> Bools:
        polarity = polarities(index)
        directed: Bools = (polarity == UP) | (polarity == DOWN) | (polarity == ABSENT)
        found: Bools = directed & (flows(index) != FLOW)
        return found

    return index.remember("has worse", make)


def in_judged(case: Case, rows: Ints, *kinds: str) -> Bools:
    """Mark the rows of the target columns that a chosen document states."""
    found: Bools = case.marks(*kinds)[targets_of(case.index).document[rows]]
    return found


@attrs.frozen(eq=False)
class Judged:
    """
    Steps sorted by what can be said of them; what is in none of them is as it should be.

    Attributes:
        against: Those that go against the polarity.
        no_polarity: Those of which the polarity is not stated.
        no_accumulation: Those that go against it, unless the years add up, which is not stated.
    """

    against: Steps
    no_polarity: Steps
    no_accumulation: Steps


def judge(case: Case, steps: Steps) -> Judged:
    """Sort the steps of the chosen documents by whether they go against the polarity of their indicator."""
    columns = targets_of(case.index)
    steps = steps.where((steps.rises != steps.falls) & in_judged(case, steps.after))
    indicator = columns.indicator[steps.after]
    graded = columns.kind[steps.after] == GRADE
    polarity = np.where(graded, UP, polarities(case.index)[indicator])
    flow = np.where(graded, STOCK, flows(case.index)[indicator])
    against = ((polarity == UP) & steps.falls) | ((polarity == DOWN) & steps.rises)
    return Judged(
        steps.where(against & (flow == STOCK)),
        steps.where((polarity == ABSENT) & (flow != FLOW)),
        steps.where(against & (flow == NOT_SAID)),
    )
