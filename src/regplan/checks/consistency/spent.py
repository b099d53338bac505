"""BUD-I08: what was spent against what the budget allows."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from regplan.calc.budget.flow import TEN_PERCENT
from regplan.calc.budget.stages import Stage
from regplan.calc.budget.steps import Step, step_between
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, clause, rule
from regplan.checks.consistency._items import at_item
from regplan.checks.consistency._pairs import WORK, Pair, keys_of, money_stage, years_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.selecting import versions
from regplan.values.lang import Bilingual

__all__ = ["RULES"]


@rule(
    "BUD-I08",
    ("realisasi tidak melebihi anggaran", "no more is spent than budgeted"),
    clause(
        "spent-above-budget",
        "error",
        (
            "{subject}: realisasi {year} {after_rp}, anggarannya {before_rp} dalam {other}; lebih {difference_rp}",
            "{subject}: {after_rp} was spent in {year}, the budget in {other} is {before_rp}; {difference_rp} more",
        ),
        (
            "periksa realisasi dan kodenya; bila benar, belanja itu tidak tersedia anggarannya",
            "look at what was spent and at its code; if it is right, there was no budget for it",
        ),
    ),
)
def spent_within_budget(case: Case) -> Outcome:
    """Of no item is more spent in a year than the budget in its last version allows."""
    for pair in _pairs(case):
        if isinstance(pair, Lacking):
            yield pair
            continue
        step = _step(case, pair)
        if isinstance(step, Lacking):
            yield step
            continue
        for change in step:
            if change.kind in {"resized", "new"} and change.delta and change.delta > 0:
                other, home = pair.names(case)
                facts: dict[str, Fact] = {
                    "home": home,
                    "other": other,
                    "year": str(pair.year),
                    "before_rp": change.before or 0,
                    "after_rp": change.after,
                    "difference_rp": change.delta,
                }
                yield at_item(case, pair, change, "spent-above-budget", facts)


def _pairs(case: Case) -> Iterator[Pair | Lacking]:
    """Pair what has realised money, realisations and budgets, with the last final version of the budget of its year."""
    money, documents = case.index.money, case.plan.documents
    realised = set(money.document[money.basis == BASES.index("realised")].tolist())
    final = [at for at, one in enumerate(documents) if one.kind == "APBD" and one.stage in {None, "final"}]
    last = {years_of(documents[group[-1]]): group[-1] for group in versions(case.plan, final)}
    for at, document in case.documents("REALISATION", "APBD"):
        years = years_of(document)
        if at not in realised or len(years) != 1:
            continue
        if years in last:
            yield Pair(year=years[0], before=(last[years],), after=(at,))
        else:
            yield Lacking(document.id, Bilingual(f"APBD untuk {years[0]}", f"the APBD for {years[0]}"))


def _step(case: Case, pair: Pair) -> Step | Lacking:
    """Compare at the lowest level at which both give money."""
    last = case.plan.documents[pair.before[0]]
    if last.restates == "partial":
        whole = Bilingual(f"anggaran utuh dalam {last.id}", f"the budget in full in {last.id}")
        return Lacking(case.plan.documents[pair.after[0]].id, whole)
    lack: Bilingual | None = None
    for level in WORK:
        other, home = pair.names(case)
        first = money_stage(case, pair.before, other, pair.year, level, "ceiling")
        second = money_stage(case, pair.after, home, pair.year, level, "realised")
        if isinstance(first, Stage) and isinstance(second, Stage):
            return step_between(first, second, keys_of(case), Fraction(TEN_PERCENT))
        lack = lack or next(one for one in (second, first) if isinstance(one, Bilingual))
    assert lack
    return Lacking(case.plan.documents[pair.after[0]].id, lack)


RULES: tuple[Rule, ...] = (spent_within_budget,)
