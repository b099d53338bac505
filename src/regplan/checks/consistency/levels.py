"""ALN-11: within a Renja or Renstra the money of a level is the sum of the level below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np

from regplan.calc.budget.ledger import Ledger
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget import ledger_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Ints
from regplan.model.words import LEVELS
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen, sen

__all__ = ["RULES"]

_KINDS: Final = ("RENJA", "RENSTRA", "RKA")
_ABOVE: Final = (LEVELS.index("program"), LEVELS.index("activity"))


@rule(
    "ALN-11",
    (
        "pagu program = jumlah kegiatan = jumlah sub kegiatan",
        "program ceiling = sum of activities = sum of sub activities",
    ),
    clause(
        "below-exceeds-ceiling",
        "warning",
        (
            "{subject} dalam {home}: pagunya untuk {period} {own_rp}, tetapi tingkat di bawahnya berjumlah {sum_rp} (lebih {difference_rp})",
            "{subject} in {home}: its ceiling for {period} is {own_rp}, but the level below totals {sum_rp} ({difference_rp} more)",
        ),
        (
            "turunkan yang di bawah, atau hitung pagu atas dari jumlahnya; tingkat atas dihitung, bukan diketik",
            "lower what is below, or compute the upper ceiling as its sum; upper levels are computed, never typed",
        ),
    ),
    clause(
        "below-short-of-ceiling",
        "warning",
        (
            "{subject} dalam {home}: pagunya untuk {period} {own_rp}, sedangkan tingkat di bawahnya hanya berjumlah {sum_rp} (kurang {difference_rp})",
            "{subject} in {home}: its ceiling for {period} is {own_rp}, while the level below totals only {sum_rp} ({difference_rp} less)",
        ),
        (
            "lengkapi rincian di bawahnya, atau hitung pagu atas dari jumlahnya",
            "complete what is below, or compute the upper ceiling as its sum",
        ),
    ),
)
def level_by_level(case: Case) -> Outcome:
    """
    What is typed as the money of a program or activity is the sum of the next level below.

    A total that is printed is compared with the totals printed below; ARI-01 compares it with entries.
    """
    entries = ledger_of(case)
    for at, document in case.documents(*_KINDS):
        if entries is None:
            yield Lacking(document.id, Bilingual("jumlah dalam 64 bit", "sums within 64 bits"))
            continue
        yield from _of_document(case, entries, at)


def _of_document(case: Case, entries: Ledger, document: int) -> Iterator[Violation]:
    index, money = case.index, case.index.money
    rows = case.money_of(document)
    subject = money.subject[rows]
    plain = (subject >= 0) & (subject < index.nodes) & (money.basis[rows] == BASES.index("ceiling")) & money.known[rows]
    rows = rows[plain & ~index.allocations.narrow[money.allocation[rows]] & (money.indicator[rows] == ABSENT)]
    totals = rows[money.stated[rows]]
    slack = sen(case.law.parameter("alignment.ceiling_tolerance").at(_day(case, document)).number)
    yield from _printed(case, document, totals, slack)
    own = rows[~money.stated[rows] & np.isin(index.level[money.subject[rows]], _ABOVE)]
    own = own[index.preorder[money.subject[own]] >= 0]
    below, counts, unknown = entries.under(own, itself=False)
    together, _, _ = entries.under(own)
    seen: set[tuple[int, int]] = set()
    for place in np.flatnonzero((counts > 0) & (unknown == 0)).tolist():
        row = int(own[place])
        cell = int(money.subject[row]), int(money.period[row])
        mine = int(together[place] - below[place])
        if cell not in seen and mine and abs(mine - int(below[place])) > slack:
            seen.add(cell)
            yield _differs(case, document, row, mine, int(below[place]))


def _day(case: Case, document: int) -> date:
    """Return the last day of a document's years, on which the tolerance is read; that of the rule where it has none."""
    start = case.since or date.min
    last = case.plan.documents[document].last_year
    return start if last is None else max(start, date(last, 12, 31))


def _printed(case: Case, document: int, totals: Ints, slack: int) -> Iterator[Violation]:
    """Compare printed totals with the totals printed for the nodes right below, in Python's own integers."""
    index, money = case.index, case.index.money
    sums: dict[tuple[int, int], int] = {}
    for row in totals.tolist():
        node = int(money.subject[row])
        up = int(index.parent[node])
        if up >= 0 and index.level[node] == index.level[up] + 1:
            cell = up, int(money.period[row])
            sums[cell] = sums.get(cell, 0) + int(money.amount[row])
    whole = _all_printed(case, document, totals)
    for row in totals.tolist():
        cell = int(money.subject[row]), int(money.period[row])
        mine = int(money.amount[row])
        if index.level[cell[0]] in _ABOVE and cell in sums and cell in whole and abs(mine - sums[cell]) > slack:
            yield _differs(case, document, row, mine, sums[cell])


def _all_printed(case: Case, document: int, totals: Ints) -> set[tuple[int, int]]:
    """Return node and period where each child in the document has a printed total, so that their sum is whole."""
    index, money = case.index, case.index.money
    printed = set(zip(money.subject[totals].tolist(), money.period[totals].tolist(), strict=True))
    periods = set(money.period[totals].tolist())
    children = case.members(document)
    missing = {
        (int(index.parent[node]), period)
        for node in children.tolist()
        for period in periods
        if (node, period) not in printed
    }
    return printed - missing


def _differs(case: Case, document: int, row: int, own: int, below: int) -> Violation:
    money = case.index.money
    facts: dict[str, Fact] = {
        "home": case.plan.documents[document].id,
        "period": money.periods[int(money.period[row])],
        "own_rp": from_sen(own),
        "sum_rp": from_sen(below),
        "difference_rp": from_sen(abs(below - own)),
    }
    name = "below-exceeds-ceiling" if below > own else "below-short-of-ceiling"
    return Violation(None, name, facts, row=("allocations", int(money.allocation[row])))


RULES: tuple[Rule, ...] = (level_by_level,)
