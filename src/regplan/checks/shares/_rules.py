"""How a rule on budgets is written: which budgets it judges, and which it says are unknown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeAlias

import attrs

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, rule
from regplan.checks.shares._sheet import Sheet, sheets
from regplan.checks.shares._verdict import Measured, Measures
from regplan.diagnostics.finding import Severity
from regplan.values.lang import Bilingual

__all__ = ["ShareRule", "share_rule", "whole_sheets"]

MeasureFunction: TypeAlias = Callable[[Case], Measures]


@attrs.frozen(kw_only=True)
class ShareRule(Rule):
    """
    A rule on budgets that measures shares.

    Attributes:
        measure: What it measures, broken or not.
    """

    measure: MeasureFunction = attrs.field(eq=False, repr=False)


def share_rule(
    code: str, title: tuple[str, str], *clauses: tuple[str, Severity, Bilingual, Bilingual]
) -> Callable[[MeasureFunction], ShareRule]:
    """Write a rule on budgets; one that does not say its fiscal year, or restates a part alone, is unknown to it."""

    def make(function: MeasureFunction) -> ShareRule:
        @wraps(function)
        def run(case: Case) -> Outcome:
            yield from _unjudged(case)
            for one in function(case):
                if isinstance(one, Measured):
                    yield from one.outcome()
                else:
                    yield one

        made = rule(code, title, *clauses)(run)
        return ShareRule(definition=made.definition, run=made.run, measure=function)

    return make


def _unjudged(case: Case) -> Outcome:
    for _, document in case.documents("APBD", "REALISATION"):
        if document.agency is None:
            if document.first_year is None or document.first_year != document.last_year:
                yield Lacking(document.id, Bilingual("satu tahun anggaran", "one fiscal year"))
            elif document.restates == "partial":
                yield Lacking(
                    document.id,
                    Bilingual(
                        "anggaran utuh: dokumen ini menyatakan ulang sebagian",
                        "a whole budget: this one restates a part",
                    ),
                )


def whole_sheets(case: Case) -> list[Sheet]:
    """Return the budgets of the region that are whole: not those of one OPD, nor changes that restate a part alone."""
    return [one for one in sheets(case) if one.document.agency is None and one.document.restates != "partial"]
