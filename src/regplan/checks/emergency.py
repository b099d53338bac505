"""EMG-02: contingency that was spent beyond its budget (regulations §3.5)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from regplan.calc.budget import frame
from regplan.checks._case import Case, Violation
from regplan.checks._rule import Outcome, Rule, clause
from regplan.checks.shares._rules import share_rule, whole_sheets
from regplan.checks.shares._verdict import lacking, money_of, whole_of
from regplan.diagnostics.finding import Fact
from regplan.errors import PeriodsDifferError
from regplan.index.selecting import select_documents
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_CONTINGENCY: Final = "5.3"


@share_rule(
    "EMG-02",
    ("belanja tidak terduga dalam pagunya", "contingency within its budget"),
    clause(
        "contingency-above-budget",
        "warning",
        (
            "{document} tahun {year}: belanja tidak terduga {part_rp}, pagunya dalam {budget} {base_rp}; lebih {gap_rp}",
            "{document} {year}: contingency spending is {part_rp}, its budget in {budget} {base_rp}; {gap_rp} too much",
        ),
        (
            "jadwalkan ulang program lain atau gunakan kas yang tersedia, dan tuangkan dulu dalam perubahan DPA; cantumkan perubahan APBD-nya",
            "reschedule other programs or use cash at hand, first in a changed DPA; add the changed budget to the plan",
        ),
    ),
)
def contingency(case: Case) -> Outcome:
    """Contingency (BTT, 5.3) that was realised is within the budget of the year, by its last change."""
    for sheet in whole_sheets(case):
        if sheet.document.kind != "REALISATION":
            continue
        spent = whole_of(sheet, _CONTINGENCY, Bilingual("belanja tidak terduga (5.3)", "contingency (5.3)"))
        if spent.amount is None:
            yield lacking(sheet, spent.lack)
        elif spent.amount:
            found = select_documents(case.plan, "APBD", year=sheet.year, revision="latest")
            budgets = [case.plan.documents[at] for at in found if case.plan.documents[at].agency is None]
            budget = budgets[0] if len(budgets) == 1 else None
            try:
                told = frame(case.plan, budget.id, sheet.year).of(_CONTINGENCY) if budget else None
            except PeriodsDifferError:
                told = None
            if budget is None or told is None or told.amount is None:
                yield lacking(
                    sheet, Bilingual(f"pagu 5.3 dalam APBD {sheet.year}", f"the budget of 5.3 in the APBD {sheet.year}")
                )
            elif spent.amount > Fraction(told.amount):
                facts: dict[str, Fact] = {
                    "year": sheet.year,
                    "part_rp": money_of(spent.amount),
                    "budget": budget.id,
                    "base_rp": told.amount,
                    "gap_rp": money_of(spent.amount - Fraction(told.amount)),
                }
                yield Violation(case.position(sheet.at), None, facts)


RULES: tuple[Rule, ...] = (contingency,)
