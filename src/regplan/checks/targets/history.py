"""TGT-12 and 13: targets beside what has been (regulations §4.4; methods B5)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal

import attrs
import numpy as np

from regplan.calc.targets import realism
from regplan.calc.targets.history import FEWEST_CHANGES
from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._alike import in_one_unit, of_one_sort, where_it_matters
from regplan.checks.targets._steps import (
    DOWN,
    FLOW,
    GRADE,
    NUMBER,
    STOCK,
    UP,
    first_of_each,
    flows,
    has_value,
    in_judged,
    known_targets,
    polarities,
    steps_between,
)
from regplan.checks.targets._told import comparable, home_of, lacking, polarity_of, printed, rounded
from regplan.diagnostics.finding import Fact
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT, Index, Ints
from regplan.index.targets import MEASURES, targets_of
from regplan.values.measure import Number

__all__ = ["RULES"]

_YEARS: Final = 10_000
"""So many numbers of years are kept apart in a key of indicator and year."""


@attrs.frozen(eq=False)
class _History:
    """What indicators were, one row a year: keys of indicator and year, sorted, and the rows of the target columns."""

    keys: Ints
    rows: Ints


def _history(index: Index) -> _History:
    """Gather results of all documents, and baselines; of a year with two different values nobody knows which is right."""

    def make() -> _History:
        columns = targets_of(index)
        results, baselines = columns.rows_of("result"), columns.rows_of("baseline")
        rows, second = np.append(results, baselines), np.repeat((False, True), (len(results), len(baselines)))
        kept = columns.yearly[rows] & has_value(columns, rows) & (columns.indicator[rows] >= 0)
        key = columns.indicator[rows] * _YEARS + columns.year[rows]
        order = np.lexsort((second, key))
        order = order[kept[order]]
        rows, key, second = rows[order], key[order], second[order]
        start = first_of_each(key)
        of = np.repeat(start, np.diff(np.append(start, len(rows))))
        other = (columns.low[rows] != columns.low[rows[of]]) | (columns.high[rows] != columns.high[rows[of]])
        torn = np.zeros(len(rows), np.bool_)
        torn[of[other & (second == second[of])]] = True
        whole = start[~torn[start]]
        return _History(key[whole], rows[whole])

    return index.remember("history", make)


@rule(
    "TGT-12",
    ("target wajar menurut riwayatnya", "targets are plausible beside their history"),
    clause(
        "target-unrealistic",
        "info",
        (
            "{subject}: dari {now} ke {got} perlu {required} per tahun; rata-rata selama ini {mean}, terbaik {best}",
            "{subject}: from {now} to {got} takes {required} a year; the mean so far is {mean}, the best {best}",
        ),
        (
            "jelaskan apa yang akan berbeda, atau sesuaikan target",
            "tell what will be different, or fit the target",
        ),
    ),
    clause(
        "target-too-easy",
        "info",
        (
            "{subject}: dari {now} ke {got} hanya {required} per tahun; rata-rata selama ini {mean}, terburuk {worst}",
            "{subject}: from {now} to {got} is only {required} a year; the mean so far is {mean}, the worst {worst}",
        ),
        (
            "naikkan targetnya, atau jelaskan mengapa kinerja akan melambat",
            "raise the target, or tell why progress will slow down",
        ),
    ),
)
def plausible(case: Case) -> Outcome:
    """The change that the last target asks for each year is not unlike the changes that were."""
    columns = targets_of(case.index)
    last, begin, end = _paths(case)
    rows = _numbers(case.index).rows
    new = np.append(0, np.cumsum(np.diff(_numbers(case.index).keys) == 1))
    many = np.where(end > begin, new[end - 1] - new[np.minimum(begin, len(new) - 1)], 0)
    yield from lacking(case, last[many < FEWEST_CHANGES], _FEW)
    left = many >= FEWEST_CHANGES
    polarity, flow = polarities(case.index)[columns.indicator[last]], flows(case.index)[columns.indicator[last]]
    yield from lacking(case, last[left & (polarity == ABSENT)], ("arah", "polarity"))
    lacks: dict[tuple[str, str], list[int]] = {}
    for at in np.flatnonzero(left & np.isin(polarity, (UP, DOWN)) & (flow != FLOW)).tolist():
        found = _judged(case, int(last[at]), rows[begin[at] : end[at]].tolist())
        if isinstance(found, Violation) and flow[at] == STOCK:
            yield found
        elif found is not None:
            cause = ("akumulasi", "accumulation") if isinstance(found, Violation) else found
            lacks.setdefault(cause, []).append(int(last[at]))
    for cause, where in lacks.items():
        yield from lacking(case, np.array(where, np.int64), cause)


_FEW: Final = (
    f"{FEWEST_CHANGES} perubahan tahunan sebelum target",
    f"{FEWEST_CHANGES} yearly changes before the targets",
)
_SAME: Final = ("perubahan tahunan yang berbeda-beda", "yearly changes that differ")
_UNITS: Final = ("riwayat dalam satu satuan", "a history in one unit")


def _numbers(index: Index) -> _History:
    """Return the history that is in single numbers."""

    def make() -> _History:
        history = _history(index)
        kept = targets_of(index).kind[history.rows] == NUMBER
        return _History(history.keys[kept], history.rows[kept])

    return index.remember("history in numbers", make)


def _paths(case: Case) -> tuple[Ints, Ints, Ints]:
    """Return the last number of each path of targets, and where the history before its first one begins and ends."""
    columns, rows = targets_of(case.index), known_targets(case.index)
    rows = rows[in_judged(case, rows) & (columns.kind[rows] == NUMBER)]
    start = first_of_each(columns.series[rows])
    first, last = rows[start], rows[np.append(start[1:], len(rows)) - 1] if len(rows) else rows
    key, keys = columns.indicator[first] * _YEARS, _numbers(case.index).keys
    return last, np.searchsorted(keys, key), np.searchsorted(keys, key + columns.year[first])


def _judged(case: Case, last: int, history: list[int]) -> Violation | tuple[str, str] | None:
    """Put the change that a target asks for beside those that were; return what is lacking where they tell nothing."""
    columns = targets_of(case.index)
    if not all(comparable(case, row, last) for row in history):
        return _UNITS
    now = history[-1]
    steps = [pair for pair in pairwise(history) if columns.year[pair[1]] - columns.year[pair[0]] == 1]
    changes = [_exact(case, after) - _exact(case, before) for before, after in steps]
    required = (_exact(case, last) - _exact(case, now)) / int(columns.year[last] - columns.year[now])
    polarity: Literal["up", "down"] = "up" if polarities(case.index)[columns.indicator[last]] == UP else "down"
    told = realism(required, changes, polarity=polarity)
    if told.verdict is None:
        return None if required in changes else _SAME
    if told.verdict == "plausible":
        return None
    facts: dict[str, Fact] = {
        "now": printed(case, now),
        "got": printed(case, last),
        "required": rounded(told.required),
        "mean": rounded(told.mean or 0.0),
        "best": rounded(told.best or 0.0),
        "worst": rounded(told.worst or 0.0),
        "home": home_of(case, last),
    }
    return Violation(None, f"target-{told.verdict.replace('_', '-')}", facts, row=("series", int(columns.series[last])))


def _exact(case: Case, row: int) -> Fraction:
    """Return the number of a row as it is printed: floats would make equal changes differ."""
    columns = targets_of(case.index)
    value = columns.cells[int(columns.cell[row])].value
    assert isinstance(value, Number)
    return Fraction(value.value)


@rule(
    "TGT-13",
    ("target RKPD belum terlampaui", "the target of an RKPD is not surpassed yet"),
    clause(
        "target-surpassed",
        "info",
        (
            "{subject}: target {got} sudah terlampaui oleh realisasi {result} (arah: {polarity})",
            "{subject}: the target {got} is already surpassed by {result} (polarity: {polarity})",
        ),
        (
            "sesuaikan target dengan realisasi terakhir, atau jelaskan mengapa akan memburuk",
            "fit the target to the last result, or tell why it will get worse",
        ),
    ),
)
def surpassed(case: Case) -> Outcome:
    """The target of an RKPD is better than what was reached two years before, the last result its makers knew."""
    columns, rows = targets_of(case.index), known_targets(case.index)
    years = np.array([one.first_year or 0 for one in case.plan.documents], np.int64)
    rows = rows[in_judged(case, rows, "RKPD")]
    rows = rows[columns.year[rows] == years[columns.document[rows]]]
    history = _history(case.index)
    wanted = columns.indicator[rows] * _YEARS + columns.year[rows] - 2
    place = np.searchsorted(history.keys, wanted)
    known = np.append(history.keys, ABSENT)[place] == wanted
    before, after = history.rows[place[known]], rows[known]
    of_stock = columns.role[before] == SERIES_ROLES.index("baseline")
    alike = ~(of_stock & (flows(case.index)[columns.indicator[after]] == FLOW))  # a stock is no year's addition
    none = np.append(rows[~known], after[~alike])
    yield from lacking(case, none, ("realisasi dua tahun sebelumnya", "the result of two years before"))
    before, after = before[alike], after[alike]
    yield from lacking(case, where_it_matters(case, after[~of_one_sort(columns, before, after)], sums=True), _UNLIKE)
    steps, odd = in_one_unit(case, steps_between(columns, before, after))
    yield from lacking(case, where_it_matters(case, odd, sums=True), _ONE_UNIT)
    yield from lacking(
        case, where_it_matters(case, _untold(case), sums=True), ("target yang dapat dibaca", "targets that can be read")
    )
    steps = steps.where(steps.rises != steps.falls)
    polarity = np.where(columns.kind[steps.after] == GRADE, UP, polarities(case.index)[columns.indicator[steps.after]])
    yield from lacking(case, steps.after[polarity == ABSENT], ("arah", "polarity"))
    worse = steps.where(((polarity == UP) & steps.falls) | ((polarity == DOWN) & steps.rises))
    for result, target in zip(worse.before.tolist(), worse.after.tolist(), strict=True):
        facts: dict[str, Fact] = {
            "got": printed(case, target),
            "result": printed(case, result),
            "polarity": polarity_of(case, target),
            "home": home_of(case, target),
        }
        yield Violation(None, None, facts, row=("series", int(columns.series[target])))


_UNLIKE: Final = ("target dan realisasi yang sejenis", "target and result of one kind")
_ONE_UNIT: Final = (
    "target dan realisasi dalam satu satuan atau skala",
    "target and result in one unit or on one scale",
)


def _untold(case: Case) -> Ints:
    """Return the targets of an RKPD for its year that say several things, or cannot be read; null says it is not known."""
    columns = targets_of(case.index)
    rows = columns.rows_of("target")
    rows = rows[columns.yearly[rows] & (columns.indicator[rows] >= 0)]
    rows = rows[in_judged(case, rows, "RKPD")]
    years = np.array([one.first_year or 0 for one in case.plan.documents], np.int64)
    unread = np.isin(columns.kind[rows], (ABSENT, MEASURES.index("several")))
    found: Ints = rows[unread & (columns.year[rows] == years[columns.document[rows]])]
    return found


RULES: tuple[Rule, ...] = (plausible, surpassed)
