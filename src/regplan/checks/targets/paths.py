"""TGT-01, 02 and 05: which way the targets of an indicator go over the years of one document (regulations §4.4)."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._alike import (
    UNLIKE,
    in_one_unit,
    of_one_sort,
    told_targets,
    unlike_targets,
    where_it_matters,
)
from regplan.checks.targets._baselines import baselines_of, first_steps
from regplan.checks.targets._steps import (
    DOWN,
    INTERVAL,
    Steps,
    first_of_each,
    has_worse,
    in_judged,
    judge,
    known_targets,
    polarities,
    yearly_steps,
)
from regplan.checks.targets._told import grouped, home_of, lacking, polarity_of, printed, sound_steps, told_by_series
from regplan.diagnostics.finding import Fact
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT, Bools, Ints
from regplan.index.targets import TargetColumns, targets_of
from regplan.values.measure import Interval

__all__ = ["RULES"]

_NO_POLARITY: Final = ("arah", "polarity")
_NO_ACCUMULATION: Final = ("akumulasi", "accumulation")
_NOT_COMPARABLE: Final = ("target dalam satu satuan atau skala", "targets in one unit or on one scale")
_REASON: Final = (
    "perbaiki targetnya atau 'arah' indikatornya; bila memang direncanakan, tulis alasannya di 'x-justifikasi'",
    "mend the targets or the 'polarity' of the indicator; if it is meant so, give the reason in 'x-justification'",
)


@rule(
    "TGT-01",
    ("target searah dengan arah indikatornya", "targets go the way of their polarity"),
    clause(
        "target-against-polarity",
        "warning",
        (
            "{subject} bergerak melawan arahnya ({polarity}): {steps}",
            "{subject} moves against its polarity ({polarity}): {steps}",
        ),
        _REASON,
    ),
)
def against_polarity(case: Case) -> Outcome:
    """Yearly targets never get worse; those whose years add up may."""
    steps = yearly_steps(case.index)
    yield from _against(case, steps.where(~_has_interval(case, steps)), "target-against-polarity")
    yield from lacking(case, _untold(case), ("target tahunan yang diketahui", "known yearly targets"))
    mixed = unlike_targets(case.index)
    yield from lacking(case, where_it_matters(case, mixed[in_judged(case, mixed)]), UNLIKE)


def _has_interval(case: Case, steps: Steps) -> Bools:
    kind = targets_of(case.index).kind
    found: Bools = (kind[steps.before] == INTERVAL) | (kind[steps.after] == INTERVAL)
    return found


def _against(case: Case, steps: Steps, name: str) -> Outcome:
    """Yield one violation a series with its steps against the polarity, and what is lacking to judge the others."""
    steps, odd = in_one_unit(case, steps.where(in_judged(case, steps.after)))
    found = judge(case, steps)
    for series, told, last in told_by_series(case, sound_steps(case, found.against)):
        facts: dict[str, Fact] = {"steps": told, "polarity": polarity_of(case, last), "home": home_of(case, last)}
        yield Violation(None, name, facts, row=("series", series))
    yield from lacking(case, found.no_polarity.after, _NO_POLARITY)
    yield from lacking(case, found.no_accumulation.after, _NO_ACCUMULATION)
    yield from lacking(case, where_it_matters(case, odd), _NOT_COMPARABLE)


def _untold(case: Case) -> Ints:
    """Return the yearly targets that are unknown or cannot be read, among several years, where a direction matters."""
    columns = targets_of(case.index)
    rows = columns.rows_of("target")
    rows = rows[columns.yearly[rows] & (columns.indicator[rows] >= 0) & in_judged(case, rows)]
    several = np.bincount(columns.series[rows], minlength=1)[columns.series[rows]] > 1
    rows = rows[several & (columns.kind[rows] == ABSENT)]
    found: Ints = rows[has_worse(case.index)[columns.indicator[rows]]]
    return found


@rule(
    "TGT-02",
    ("target pertama tidak lebih buruk dari kondisi awal", "the first target is no worse than the baseline"),
    clause(
        "first-target-worse-than-baseline",
        "warning",
        (
            "{subject} mulai dengan {got}, lebih buruk dari kondisi awal {baseline} (arah: {polarity})",
            "{subject} begins with {got}, worse than the baseline {baseline} (polarity: {polarity})",
        ),
        _REASON,
    ),
)
def worse_than_baseline(case: Case) -> Outcome:
    """The first target of a document is at least as good as its baseline."""
    steps = first_steps(case.index)
    steps, odd = in_one_unit(case, steps.where(in_judged(case, steps.after)))
    found = judge(case, steps)
    for before, after in sound_steps(case, found.against):
        facts: dict[str, Fact] = {
            "got": printed(case, after),
            "baseline": printed(case, before),
            "polarity": polarity_of(case, after),
            "home": home_of(case, after),
        }
        yield Violation(None, None, facts, row=("series", int(targets_of(case.index).series[after])))
    yield from lacking(case, _without_baseline(case), ("kondisi awal", "baseline"))
    yield from lacking(case, found.no_polarity.after, _NO_POLARITY)
    yield from lacking(case, found.no_accumulation.after, _NO_ACCUMULATION)
    yield from lacking(case, where_it_matters(case, odd), _NOT_COMPARABLE)
    yield from lacking(case, where_it_matters(case, _unlike_baselines(case)), _UNLIKE_BASELINE)


_UNLIKE_BASELINE: Final = ("kondisi awal dan target pertama yang sejenis", "baseline and first target of one kind")


def _unlike_baselines(case: Case) -> Ints:
    """Return the first targets whose baseline is of another sort, or that hold several values."""
    columns, rows = targets_of(case.index), told_targets(case.index)
    rows = rows[in_judged(case, rows)]
    rows = rows[first_of_each(columns.series[rows])]
    baseline = baselines_of(case.index, rows)
    rows, baseline = rows[baseline >= 0], baseline[baseline >= 0]
    found: Ints = rows[~of_one_sort(columns, rows, baseline)]
    return found


def _without_baseline(case: Case) -> Ints:
    """Return the first targets that have no baseline in their document, or one that cannot be read."""
    rows = known_targets(case.index)
    columns = targets_of(case.index)
    first = rows[first_of_each(columns.series[rows])]
    first = first[in_judged(case, first)]
    first = first[has_worse(case.index)[columns.indicator[first]]]
    found: Ints = first[baselines_of(case.index, first) == ABSENT]
    return found


@rule(
    "TGT-05",
    ("target rentang tertulis runtut", "interval targets are in order"),
    clause(
        "interval-reversed",
        "error",
        (
            "{subject} tertulis dari tinggi ke rendah, padahal arahnya {polarity}: {got}",
            "{subject} is written from high to low, but its polarity is {polarity}: {got}",
        ),
        (
            "tulis batas bawah lebih dahulu; bila makin rendah makin baik, perbaiki 'arah' menjadi turun",
            "write the lower end first; if less is better, mend 'polarity' to down",
        ),
    ),
    clause(
        "interval-against-polarity",
        "warning",
        (
            "{subject} bergerak melawan arahnya ({polarity}): {steps}",
            "{subject} moves against its polarity ({polarity}): {steps}",
        ),
        _REASON,
    ),
)
def intervals(case: Case) -> Outcome:
    """Intervals are printed low to high, falling indicators also high to low; they never get worse over the years."""
    rows = _reversed(case)
    polarity = polarities(case.index)[targets_of(case.index).indicator[rows]]
    for series, cells in grouped(case, rows[(polarity != DOWN) & (polarity != ABSENT)]):
        facts: dict[str, Fact] = {
            "got": tuple(printed(case, row) for row in cells),
            "polarity": polarity_of(case, cells[0]),
            "home": home_of(case, cells[0]),
        }
        yield Violation(None, "interval-reversed", facts, row=("series", series))
    yield from lacking(case, rows[polarity == ABSENT], ("arah (rentang terbalik)", "polarity (intervals high to low)"))
    steps = yearly_steps(case.index)
    yield from _against(case, steps.where(_has_interval(case, steps)), "interval-against-polarity")


def _reversed(case: Case) -> Ints:
    """Return the targets of chosen documents that are intervals from high to low."""
    columns = targets_of(case.index)
    rows = np.flatnonzero(columns.kind == INTERVAL)
    rows = rows[(columns.role[rows] == SERIES_ROLES.index("target")) & (columns.indicator[rows] >= 0)]
    rows = rows[in_judged(case, rows)]
    falling = [_falls(columns, int(cell)) for cell in columns.cell[rows]]
    found: Ints = rows[np.array(falling, np.bool_)]
    return found


def _falls(columns: TargetColumns, cell: int) -> bool:
    value = columns.cells[cell].value
    return isinstance(value, Interval) and value.first > value.last


RULES: tuple[Rule, ...] = (against_polarity, worse_than_baseline, intervals)
