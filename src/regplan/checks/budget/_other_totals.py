"""ARI-01 beyond nodes: the totals of the region, of OPD, and of one fund, account or place."""

from __future__ import annotations

import numpy as np

from regplan.calc.budget import Difference, StatedTotal
from regplan.calc.budget.chosen import basis_of, standing
from regplan.calc.budget.grouping import agencies_of
from regplan.calc.budget.ledger import groups_of
from regplan.calc.budget.stated import compare_rows
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation
from regplan.checks.budget._follows import Differing, below_facts
from regplan.checks.budget._why import why
from regplan.diagnostics.finding import Fact
from regplan.index import Index
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools, Ints, distinct
from regplan.index.exact import fits
from regplan.model.documents import Document
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
    totals = np.flatnonzero(other & case.marks()[money.document])
    open_to = totals[~_plainly_equal(index, totals)]
    closely, used = set(money.document[open_to].tolist()), set(money.document[totals].tolist())
    for at, document in case.documents():
        if at not in used:
            continue
        here = standing(index, (at,))
        if document.restates == "partial":
            yield Lacking(document.id, _RESTATED)
        elif here is not index:  # its entries move nodes, so that an OPD may have other work in it
            yield from _compared(here, document, nodes, totals[money.document[totals] == at])
        elif at in closely:
            yield from _compared(here, document, nodes, open_to[money.document[open_to] == at])


def _compared(here: Index, document: Document, nodes: Differing, rows: Ints) -> Outcome:
    """Compare totals of one document with their parts, basis by basis."""
    money = here.money
    for number in distinct(money.basis[rows]).tolist():
        asked = rows[money.basis[rows] == number]
        found = tuple(compare_rows(here, int(money.document[asked[0]]), basis_of(BASES[number]), asked))
        silent = [one for one in found if one.difference.kind == "unknown"]
        if silent:
            yield nothing_for(document.id, len(silent), f"{silent[0].subject} {silent[0].period}")
        wrong = [one for one in found if one.difference.kind not in {"unknown", "equal", "float_trace"}]
        for one in wrong:
            yield _other(one, nodes.below(here, int(money.document[asked[0]]), one, wrong))


def _plainly_equal(index: Index, totals: Ints) -> Bools:
    """
    Mark totals of OPD that need no closer look: each the only one of its document, basis and period, and the sum of all entries there.

    All of these are known, work of that OPD, and of no account; so what the total is of is not in question.
    """
    money = index.money
    group = groups_of(index, np.arange(len(money.stated)))
    cells, at, count = np.unique(group[totals], return_inverse=True, return_counts=True)
    office = np.zeros(len(cells), np.int64)
    office[at] = money.subject[totals] - index.starts["agencies"]
    entries = np.flatnonzero(~money.stated)
    place = np.searchsorted(cells, group[entries])
    here = np.append(cells, -1)[place] == group[entries]
    entries, place = entries[here], place[here]
    if not fits(money.amount[entries]):
        return np.zeros(len(totals), np.bool_)
    plain = money.known[entries] & (money.subject[entries] >= 0) & (money.subject[entries] < index.nodes)
    plain &= index.allocations.account[money.allocation[entries]] == ABSENT
    plain &= agencies_of(index, money.subject[entries]) == office[place]
    sums = np.zeros(len(cells), np.int64)
    np.add.at(sums, place, money.amount[entries])
    sound = (count == 1) & (office >= 0) & (np.bincount(place, minlength=len(cells)) > 0)
    sound[place[~plain]] = False
    found: Bools = sound[at] & (sums[at] == money.amount[totals]) & ~index.allocations.narrow[money.allocation[totals]]
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
