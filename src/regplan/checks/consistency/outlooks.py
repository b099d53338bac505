"""MON-01: forward estimates beside the ceilings of the same document."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from regplan.calc.budget import Forward
from regplan.calc.budget.flow import TEN_PERCENT
from regplan.calc.budget.stages import Stage
from regplan.calc.budget.steps import step_between
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, clause, rule
from regplan.checks.consistency._pairs import WORK, keys_of, money_stage, years_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.values.lang import Bilingual

__all__ = ["JUMP", "RULES", "outlook_of"]

JUMP: Final = 2
"""How many times the ceiling an estimate may be; a setting of the house, no norm of law."""


def outlook_of(case: Case, document: int, year: int) -> Forward | Lacking:
    """
    Put the forward estimates of a document beside its ceilings, at the lowest level at which it gives both.

    Args:
        case: The case.
        document: Position of the document.
        year: The year of the ceilings.

    Returns:
        The items with their outlooks, or what is lacking.
    """
    name = case.plan.documents[document].id
    lacks: Bilingual | None = None
    for level in WORK:
        first = money_stage(case, (document,), name, year, level, "ceiling", "instance")
        second = money_stage(case, (document,), name, year + 1, level, "forward_estimate", "instance")
        if isinstance(first, Stage) and isinstance(second, Stage):
            step = step_between(first, second, keys_of(case, "instance"), Fraction(TEN_PERCENT))
            return Forward(step=step, factor=JUMP)
        lacks = lacks or next(one for one in (first, second) if not isinstance(one, Stage))
    assert lacks
    return Lacking(name, lacks)


@rule(
    "MON-01",
    ("prakiraan maju berlanjut wajar", "forward estimates go on plausibly"),
    clause(
        "estimate-vanishes",
        "warning",
        (
            "{subject} dalam {home}: pagu {before_rp}, tetapi prakiraan maju untuk {year} nol",
            "{subject} in {home}: the ceiling is {before_rp}, but the forward estimate for {year} is zero",
        ),
        (
            "tulis prakiraan maju, atau tulis 'selesai' bila pekerjaan memang berakhir",
            "write the forward estimate, or 'finish' where the work does end",
        ),
    ),
    clause(
        "estimate-jumps",
        "info",
        (
            "{subject} dalam {home}: prakiraan maju untuk {year} {after_rp}, lebih dari {factor} kali pagu {before_rp}",
            "{subject} in {home}: the forward estimate for {year} is {after_rp}, more than {factor} times the ceiling {before_rp}",
        ),
        (
            "periksa angkanya, atau jelaskan mengapa pekerjaan membesar",
            "look at the number, or explain why the work grows",
        ),
    ),
)
def forward_estimates(case: Case) -> Outcome:
    """Money of this year has a forward estimate that neither vanishes nor more than doubles."""
    money = case.index.money
    for at, document in case.documents():
        rows = case.money_of(at)
        if not (money.basis[rows] == BASES.index("forward_estimate")).any():
            continue
        for year in years_of(document)[:1]:
            forward = outlook_of(case, at, year)
            if isinstance(forward, Lacking):
                yield forward
                continue
            for outlook, name in (("vanishes", "estimate-vanishes"), ("jumps", "estimate-jumps")):
                for change in forward.having(outlook):  # type: ignore[arg-type] # words of Outlook
                    node = case.index.position[change.key]
                    if outlook == "vanishes" and _ends(case, at, node, year):
                        continue
                    facts: dict[str, Fact] = {
                        "home": document.id,
                        "year": str(year + 1),
                        "before_rp": change.before,
                        "after_rp": change.after,
                        "factor": JUMP,
                    }
                    yield case.violation(at, node, name, facts)


def _ends(case: Case, document: int, node: int, year: int) -> bool:
    """Tell whether a document, or the node itself, says that its work ends in a year."""
    stated = (case.entries_of(document).get(node), case.index.record(node))
    finish = next((day for one in stated if one is not None and (day := getattr(one, "finish", None))), None)
    return finish is not None and finish[:4] <= str(year)


RULES: tuple[Rule, ...] = (forward_estimates,)
