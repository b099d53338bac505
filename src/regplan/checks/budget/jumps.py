"""FRM-09: an amount that jumps from one year to the next by more than money does."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._frames import NO_LAW, number_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import Ints
from regplan.model.documents import Document
from regplan.values.money import from_sen

__all__ = ["RULES"]


@rule(
    "FRM-09",
    ("tidak ada lompatan besaran antartahun", "no jump of magnitude from year to year"),
    clause(
        "magnitude-jump",
        "warning",
        (
            "{subject}: {got_rp} pada {period}, {expected_rp} pada {before}: lebih dari {times} kali",
            "{subject}: {got_rp} in {period}, {expected_rp} in {before}: more than {times} times",
        ),
        (
            "periksa pemisah ribuan dan desimal serta satuan (ribu, juta) angka itu",
            "look at the marks of thousands and decimals and at the unit (thousand, million) of the number",
        ),
    ),
)
def magnitude_jumps(case: Case) -> Outcome:
    """Of a line of the region or an OPD, years that follow each other differ by no more than the times of the law."""
    for at, document in case.documents():
        rows = _lines(case, at)
        if len(rows) > 1:
            times = number_of(case, "frame.jump_above", document)
            if times is None:
                yield Lacking(document.id, NO_LAW)
            else:
                yield from _jumps(case, document, rows, times)


def _lines(case: Case, document: int) -> Ints:
    """Return the rows of the region and of OPD, above zero and for a year, by allocation and year."""
    money, index = case.index.money, case.index
    rows = case.money_of(document)
    rows = rows[(money.subject[rows] >= index.nodes) & (money.basis[rows] == BASES.index("ceiling"))]
    years = np.array([name.isdigit() for name in money.periods], np.bool_)
    rows = rows[money.known[rows] & (money.amount[rows] > 0) & years[money.period[rows]]]
    found: Ints = rows[np.lexsort((money.period[rows], money.allocation[rows]))]
    return found


def _jumps(case: Case, document: Document, rows: Ints, times: Fraction) -> Iterator[Violation]:
    money = case.index.money
    names = np.array([int(name) if name.isdigit() else 0 for name in money.periods], np.int64)
    years = names[money.period[rows]]
    same = (money.allocation[rows[1:]] == money.allocation[rows[:-1]]) & (years[1:] == years[:-1] + 1)
    for at in np.flatnonzero(same).tolist():
        before, after = int(money.amount[rows[at]]), int(money.amount[rows[at + 1]])
        if max(before, after) > times * min(before, after):
            facts: dict[str, Fact] = {
                "home": document.id,
                "before": str(int(years[at])),
                "period": str(int(years[at + 1])),
                "expected_rp": from_sen(before),
                "got_rp": from_sen(after),
                "times": str(times),
            }
            yield Violation(None, None, facts, row=("allocations", int(money.allocation[rows[at]])))


RULES: tuple[Rule, ...] = (magnitude_jumps,)
