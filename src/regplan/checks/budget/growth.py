"""BUD-I10: ceilings of OPD follow from service targets, so that they do not all change alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from regplan.calc.budget import Frame, totals
from regplan.checks._case import Case
from regplan.checks._percent import percent
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._frames import Framed, frames_of
from regplan.diagnostics.finding import Fact
from regplan.errors import RegplanError
from regplan.values.money import from_sen, sen

__all__ = ["LEAST_AGENCIES", "RULES", "SAME_GROWTH"]

SAME_GROWTH: Final = Fraction(1, 1000)
"""House default: growth that differs by no more than a tenth of a percentage point is alike, for amounts are rounded."""
LEAST_AGENCIES: Final = 3
"""House default: two OPD may grow alike by chance."""
_YEARLY: Final = ("RKPD", "KUA", "PPAS", "KUA_PPAS", "APBD")


@rule(
    "BUD-I10",
    ("pagu OPD tidak naik rata", "ceilings of OPD do not all change alike"),
    clause(
        "same-growth-everywhere",
        "info",
        (
            "{subject}: pagu {count} OPD dari {before} ke {period} berubah sama, {got}",
            "{subject}: the ceilings of {count} OPD change alike from {before} to {period}, by {got}",
        ),
        (
            "susun pagu OPD dari target layanan, bukan dari pagu tahun lalu dikali angka yang sama",
            "build ceilings of OPD from service targets, not from last year's times one number",
        ),
    ),
    clause(
        "same-ceiling-everywhere",
        "info",
        (
            "{subject}: pagu {count} OPD untuk {period} sama, {got_rp}",
            "{subject}: the ceilings of {count} OPD for {period} are the same, {got_rp}",
        ),
        (
            "susun pagu OPD dari target layanan, bukan dibagi rata",
            "build ceilings of OPD from service targets, not by equal parts",
        ),
    ),
)
def same_growth(case: Case) -> Outcome:
    """The ceilings of the OPD of a region change by different percentages from one year to the next."""
    by_kind: dict[str, list[Framed]] = {}
    for one in frames_of(case, *_YEARLY):
        if isinstance(one, Lacking):
            yield one
        elif one.document.agency is None:
            by_kind.setdefault(one.document.kind, []).append(one)
    for frames in by_kind.values():
        last: dict[int, Mapping[str, int]] = {}
        for one in sorted(frames, key=lambda found: (found.frame.year, found.document.revision or 0)):
            ceilings = _ceilings(case, one.frame)
            yield from _equal(case, one, ceilings)
            before = last.get(one.frame.year - 1)
            if before is not None:
                yield from _alike(case, one, before, ceilings)
            last.setdefault(one.frame.year, ceilings)


def _ceilings(case: Case, frame: Frame) -> Mapping[str, int]:
    """Return the known ceilings of OPD in sen: their lines, else their work."""
    lines = {agency: found.of("5").amount for agency, found in frame.agencies.items()}
    if not lines:
        try:
            found = totals(case.plan, [frame.document], by="agency", year=frame.year)
        except RegplanError:
            return {}
        lines = {str(one.key[0]): one.amount for one in found if one.key[0] is not None}
    return {agency: sen(amount) for agency, amount in lines.items() if amount}


def _equal(case: Case, one: Framed, ceilings: Mapping[str, int]) -> Iterable[Violation]:
    if len(ceilings) >= LEAST_AGENCIES and len(set(ceilings.values())) == 1:
        facts: dict[str, Fact] = {
            "count": len(ceilings),
            "period": one.year,
            "got_rp": from_sen(next(iter(ceilings.values()))),
        }
        yield Violation(case.position(one.position), "same-ceiling-everywhere", facts)


def _alike(case: Case, one: Framed, before: Mapping[str, int], after: Mapping[str, int]) -> Iterable[Violation]:
    both = sorted(before.keys() & after.keys())
    growth = [Fraction(after[agency], before[agency]) - 1 for agency in both]
    if len(both) >= LEAST_AGENCIES and max(growth) - min(growth) <= SAME_GROWTH:
        facts: dict[str, Fact] = {
            "count": len(both),
            "before": str(one.frame.year - 1),
            "period": one.year,
            "got": percent(sum(growth, Fraction(0)) / len(growth)),
        }
        yield Violation(case.position(one.position), "same-growth-everywhere", facts)


RULES: tuple[Rule, ...] = (same_growth,)
