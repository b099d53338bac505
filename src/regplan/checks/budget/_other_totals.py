"""ARI-01 beyond nodes: the totals of the region, of OPD, and of one fund, account or place."""

from __future__ import annotations

from collections import Counter

import numpy as np

from regplan.calc.budget import Difference, StatedTotal
from regplan.calc.budget.chosen import basis_of, standing
from regplan.calc.budget.grouping import agencies_of
from regplan.calc.budget.stated import compare_rows
from regplan.calc.budget.sums import total_of
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation
from regplan.checks.budget._follows import Differing, below_facts
from regplan.checks.budget._why import why
from regplan.diagnostics.finding import Fact
from regplan.index import Index
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools, Ints, distinct
from regplan.values.lang import Bilingual

__all__ = ["clause_of", "nothing_for", "other_totals"]

_RESTATED = Bilingual(
    "dokumen penuh: perubahan sebagian tidak memuat semua rincian dari jumlahnya",
    "a whole document: a change in part does not hold all the parts of its totals",
)


def other_totals(case: Case, nodes: Differing) -> Outcome:
    """Compare the totals of the region, of OPD, and of one fund, account or place."""
    money, index = case.index.money, case.index
    other = (money.subject >= index.nodes) | index.allocations.narrow[money.allocation]
    other &= money.stated & money.known & (money.indicator == ABSENT) & (money.subject >= 0)
    used = set(money.document[other].tolist())
    for at, document in case.documents():
        if at not in used:
            continue
        if document.restates == "partial":
            yield Lacking(document.id, _RESTATED)
            continue
        here = standing(index, (at,))
        rows = case.money_of(at)
        mine = rows[other[rows]]
        mine = mine[~_plainly_equal(here, rows[~money.stated[rows]], mine)]
        for number in distinct(money.basis[mine]).tolist():
            asked = mine[money.basis[mine] == number]
            found = tuple(compare_rows(here, at, basis_of(BASES[number]), asked))
            silent = [one for one in found if one.difference.kind == "unknown"]
            if silent:
                yield nothing_for(document.id, len(silent), f"{silent[0].subject} {silent[0].period}")
            wrong = [one for one in found if one.difference.kind not in {"unknown", "equal", "float_trace"}]
            for one in wrong:
                below = nodes.below(here, at, one, wrong)
                yield _other(one, below)


def _plainly_equal(index: Index, entries: Ints, totals: Ints) -> Bools:
    """
    Mark totals of OPD that need no closer look: each the only one of its basis and period, and the sum of all entries there.

    All of these are known, work of that OPD, and of no account; so what the total is of is not in question.
    """
    money = index.money
    cell = money.basis * len(money.periods) + money.period
    office = agencies_of(index, money.subject[entries]) + index.starts["agencies"]
    plain = (money.subject[entries] < index.nodes) & money.known[entries]
    plain &= index.allocations.account[money.allocation[entries]] == ABSENT
    found = np.zeros(len(totals), np.bool_)
    cells = cell[totals].tolist()
    counts = Counter(cells)
    for at, row in enumerate(totals.tolist()):
        if counts[cells[at]] > 1 or index.allocations.narrow[money.allocation[row]]:
            continue
        there = np.flatnonzero(cell[entries] == cells[at])
        is_its = len(there) and (plain[there] & (office[there] == money.subject[row])).all()
        found[at] = is_its and total_of(money.amount[entries[there]]) == int(money.amount[row])
    return found


def _other(one: StatedTotal, below: tuple[str, ...]) -> Violation:
    told = one.difference
    facts: dict[str, Fact] = {
        "home": one.document,
        "period": one.period,
        "stated_rp": told.stated,
        "sum_rp": told.computed,
        "difference_rp": told.difference,
        **(below_facts(below) if below else {"why": why(told)}),
    }
    name = "stated-total-follows" if below else clause_of(told)
    return Violation(None, name, facts, row=("allocations", one.allocation))


def nothing_for(document: str, count: int, first: str) -> Lacking:
    told = (
        f"rincian yang diketahui untuk {count} jumlah tercantum (yang pertama: {first})",
        f"known entries for {count} stated total(s) (the first: {first})",
    )
    return Lacking(document, Bilingual(*told))


def clause_of(told: Difference) -> str:
    return "stated-total-rounded" if told.kind == "rounding" else "stated-total-differs"
