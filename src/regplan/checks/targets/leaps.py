"""TGT-07: yearly targets that leap, or turn without a polarity (regulations §4.4: a heuristic)."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._baselines import first_steps
from regplan.checks.targets._steps import (
    FLOW,
    GRADE,
    INTERVAL,
    NOT_SAID,
    NUMBER,
    STOCK,
    Steps,
    flows,
    in_judged,
    polarities,
    yearly_steps,
)
from regplan.checks.targets._told import comparable, home_of, lacking, printed, rounded, told_by_series
from regplan.diagnostics.finding import Fact
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT, Bools
from regplan.index.targets import Floats, targets_of

__all__ = ["RULES"]

MOST_OF_MEAN: Final = 3
"""A change of more than so many times the mean change is a leap (regulations §4.4 TGT-07: a heuristic, no law)."""
FEWEST_CHANGES: Final = MOST_OF_MEAN + 1
"""Of n changes none is more than n times their mean, so that of fewer none is a leap."""
_DUST: Final = 1 + 1e-9


@rule(
    "TGT-07",
    ("target tanpa lompatan", "targets without leaps"),
    clause(
        "target-leap",
        "info",
        (
            "{subject} melompat: {got}; perubahan rata-ratanya {mean} per tahun",
            "{subject} leaps: {got}; its mean change is {mean} a year",
        ),
        (
            "periksa angkanya (tanda desimal, 0 untuk data yang belum ada), atau bagi kenaikannya ke tahun lain",
            "check the number (decimal mark, 0 for no data), or spread the change over other years",
        ),
    ),
    clause(
        "targets-turn",
        "info",
        (
            "{subject} naik dan turun: {steps}; salah satunya melawan arah mana pun",
            "{subject} rises and falls: {steps}; one of them is against any polarity",
        ),
        ("isi 'arah' dan periksa targetnya", "give 'polarity' and check the targets"),
    ),
)
def leaps(case: Case) -> Outcome:
    """No yearly change is far larger than the others, and targets without polarity do not turn."""
    steps, size = _changes(case)
    series = targets_of(case.index).series[steps.after]
    years = np.bincount(series, minlength=1)[series]
    count = np.bincount(series[size > 0], minlength=int(series.max(initial=0)) + 1)[series]
    total = np.bincount(series, size, minlength=1)[series]
    among = np.where(count < FEWEST_CHANGES, years, count)
    leap = (size * among > MOST_OF_MEAN * total * _DUST) & ((count >= FEWEST_CHANGES) | _lone(case, steps, size))
    odd: list[int] = []
    for at in np.flatnonzero(leap).tolist():
        before, after = int(steps.before[at]), int(steps.after[at])
        if not comparable(case, before, after):
            odd.append(after)
            continue
        facts: dict[str, Fact] = {
            "got": f"{printed(case, before)} → {printed(case, after)}",
            "mean": rounded(float(total[at] / among[at])),
            "home": home_of(case, after),
        }
        yield Violation(None, "target-leap", facts, row=("series", int(series[at])))
    few = steps.after[(count > 1) & (years < FEWEST_CHANGES)]
    told = (f"{FEWEST_CHANGES} perubahan tahunan", f"{FEWEST_CHANGES} yearly changes")
    yield from lacking(case, few, told)
    yield from lacking(case, np.array(odd, np.int64), ("target dalam satu satuan", "targets in one unit"))
    yield from _turns(case)


def _lone(case: Case, steps: Steps, size: Floats) -> Bools:
    """Mark changes of more than three times the smaller of the two values; from zero only where a baseline is zero."""
    columns = targets_of(case.index)
    before, after = (np.abs(columns.low + columns.high)[rows] / 2 for rows in (steps.before, steps.after))
    smaller = np.minimum(before, after)
    of_nothing = (before == 0) & (columns.role[steps.before] == SERIES_ROLES.index("baseline"))
    found: Bools = (size > MOST_OF_MEAN * smaller * _DUST) & ((smaller > 0) | of_nothing)
    return found


def _changes(case: Case) -> tuple[Steps, Floats]:
    """Return the steps of one year from baseline to last target, and the size of each; no change has none."""
    columns = targets_of(case.index)
    first, yearly = first_steps(case.index), yearly_steps(case.index)
    before, after = (np.concatenate((getattr(first, end), getattr(yearly, end))) for end in ("before", "after"))
    single = np.isin(columns.kind, (NUMBER, INTERVAL))
    kept = single[before] & single[after] & (columns.year[after] - columns.year[before] == 1) & columns.yearly[before]
    kept &= in_judged(case, after)
    of_stock = columns.role[before] == SERIES_ROLES.index("baseline")
    kept &= ~(of_stock & (flows(case.index)[columns.indicator[after]] == FLOW))  # a stock is no year's addition
    before, after = before[kept], after[kept]
    middle = (columns.low + columns.high) / 2
    change = middle[after] - middle[before]
    apart = np.maximum(columns.low[after] - columns.high[before], columns.low[before] - columns.high[after])
    mixed = columns.kind[before] != columns.kind[after]  # a number within an interval is no change
    return Steps(before, after, change > 0, change < 0), np.where(mixed, np.maximum(apart, 0), np.abs(change))


def _turns(case: Case) -> Outcome:
    """Find series without polarity that rise and fall; with one, TGT-01 tells which step is wrong."""
    columns, steps = targets_of(case.index), yearly_steps(case.index)
    one_way = (steps.rises != steps.falls) & (columns.kind[steps.after] != GRADE) & in_judged(case, steps.after)
    steps = steps.where(one_way & (polarities(case.index)[columns.indicator[steps.after]] == ABSENT))
    series = columns.series[steps.after]
    size = int(series.max(initial=0)) + 1
    turning = (np.bincount(series[steps.rises], minlength=size) > 0) & (
        np.bincount(series[steps.falls], minlength=size) > 0
    )
    steps = steps.where(turning[series])
    flow = flows(case.index)[columns.indicator[steps.after]]
    sure = steps.where(flow == STOCK)
    pairs = list(zip(sure.before.tolist(), sure.after.tolist(), strict=True))
    for at, told, last in told_by_series(case, pairs):
        yield Violation(None, "targets-turn", {"steps": told, "home": home_of(case, last)}, row=("series", at))
    yield from lacking(case, steps.after[flow == NOT_SAID], ("akumulasi", "accumulation"))


RULES: tuple[Rule, ...] = (leaps,)
