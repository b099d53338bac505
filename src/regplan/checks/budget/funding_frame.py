"""FRM-01, 02, 05, 06 and 07: the funding frame (*kerangka pendanaan*) of an RPJMD or RPD and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from regplan.calc.budget import Frame, frame
from regplan.calc.money import growth_rate
from regplan.checks._case import Case
from regplan.checks._percent import percent, points
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._frames import (
    NO_LAW,
    Framed,
    frames_of,
    is_whole_of_work,
    lacking,
    number_of,
    unknown_of,
    years_of,
)
from regplan.diagnostics.finding import Fact
from regplan.errors import PeriodsDifferError
from regplan.model.documents import Document
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen

__all__ = ["RULES"]

_PLANS: Final = ("RPJMD", "RPD")
_REVENUE, _SPENDING = "4", "5"


_NO_PROJECTION: Final = Bilingual("proyeksi pendapatan daerah (4)", "projected revenue of the region (4)")


@rule(
    "FRM-01",
    ("proyeksi mencakup semua tahun dan berpijak pada APBD", "projections cover all years and begin with the budget"),
    clause(
        "projection-year-missing",
        "warning",
        (
            "{subject}: proyeksi rekening {account} tidak ada untuk {missing}, padahal ada untuk tahun lain",
            "{subject}: account {account} is not projected for {missing}, though it is for other years",
        ),
        ("lengkapi proyeksi setiap tahun rencana", "project every year of the plan"),
    ),
    clause(
        "base-year-differs",
        "warning",
        (
            "{subject}: rekening {account} untuk {period} {stated_rp}, dalam {other} {expected_rp}",
            "{subject}: account {account} for {period} is {stated_rp}, in {other} it is {expected_rp}",
        ),
        (
            "samakan tahun dasar proyeksi dengan APBD-nya, atau sebutkan APBD yang dipakai",
            "make the base year that of the budget, or name the budget that was used",
        ),
    ),
)
def projections(case: Case) -> Outcome:
    """A plan projects revenue and spending for each of its years, and its first years are those of the budget."""
    for at, document in case.documents(*_PLANS):
        frames = {one.frame.year: one.frame for one in _of(case, at, document)}
        sides = [head for head in (_REVENUE, _SPENDING) if any(_projects(one, head) for one in frames.values())]
        if not sides or document.first_year is None or document.last_year is None:
            said = "proyeksi pendapatan dan belanja daerah per tahun", "projections of revenue and spending by year"
            yield Lacking(document.id, Bilingual(*said))
            continue
        for head in sides:
            years = range(document.first_year, document.last_year + 1)
            missing = tuple(str(year) for year in years if year not in frames or not _projects(frames[year], head))
            if missing:
                facts: dict[str, Fact] = {"home": document.id, "account": head, "missing": missing}
                yield Violation(case.position(at), "projection-year-missing", facts)
            yield from _base(case, at, document, frames, head)


def _of(case: Case, at: int, document: Document) -> Iterator[Framed]:
    for year in years_of(case, at, "ceiling"):
        try:
            yield Framed(at, document, frame(case.plan, document.id, year))
        except PeriodsDifferError:
            continue


def _projects(one: Frame, head: str) -> bool:
    """Tell whether lines of the region state an account, also one whose amount is unknown."""
    return one.region(head).state != "absent"


def _base(case: Case, at: int, document: Document, frames: Mapping[int, Frame], head: str) -> Iterator[Violation]:
    """Compare the years up to the first with the original budgets of these years."""
    for budget in case.plan.documents:
        year = budget.first_year
        if budget.kind != "APBD" or budget.agency or budget.amends or not year or year != budget.last_year:
            continue
        if year > (document.first_year or 0) or year not in frames:
            continue
        try:
            own, other = frames[year].region(head).amount, frame(case.plan, budget.id, year).of(head).amount
        except PeriodsDifferError:
            continue
        if own is not None and other is not None and own != other:
            facts: dict[str, Fact] = {
                "home": document.id,
                "account": head,
                "period": str(year),
                "stated_rp": own,
                "expected_rp": other,
                "other": budget.id,
            }
            yield Violation(case.position(at), "base-year-differs", facts, related=(budget.id,))


@rule(
    "FRM-02",
    ("asumsi pertumbuhan wajar", "growth that is assumed is plausible"),
    clause(
        "growth-far-from-history",
        "info",
        (
            "{subject}: pendapatan tumbuh {got} ke {period}; {years} tahun terakhir {expected}, simpangan {spread}",
            "{subject}: revenue grows by {got} to {period}; in the last {years} years by {expected}, deviation {spread}",
        ),
        ("jelaskan asumsinya, atau perbaiki proyeksinya", "explain the assumption, or mend the projection"),
    ),
)
def growth(case: Case) -> Outcome:
    """Yearly growth of projected revenue is within some deviations of that realised in the years before the plan."""
    history = case.remember("realised revenue", lambda: _realised(case))
    for at, document in case.documents(*_PLANS):
        found = {one.frame.year: one.frame.region(_REVENUE).amount for one in _of(case, at, document)}
        known = {year: amount for year, amount in found.items() if amount is not None and amount > 0}
        if len(known) < 2 or document.first_year is None:
            continue
        span, spread = (
            number_of(case, "frame.growth_years", document),
            number_of(case, "frame.growth_spread_most", document),
        )
        if span is None or spread is None:
            yield Lacking(document.id, NO_LAW)
            continue
        needed = int(span)
        years = range(document.first_year - needed - 1, document.first_year)
        past = {str(year): history[year] for year in years if history.get(year, 0) > 0}
        if len(past) <= needed:
            said = f"realisasi pendapatan {years[0]}–{years[-1]}", f"realised revenue of {years[0]}–{years[-1]}"
            yield Lacking(document.id, Bilingual(*said))
            continue
        yield from _implausible(case, at, known, past, spread)


def _realised(case: Case) -> dict[int, Rupiah]:
    """Return realised revenue by year, of the documents of the region; a year that two state differently is left out."""
    found: dict[int, set[Rupiah]] = {}
    for at, document in enumerate(case.plan.documents):
        if document.agency is None:
            for year in years_of(case, at, "realised"):
                try:
                    amount = frame(case.plan, document.id, year, "realised").of(_REVENUE).amount
                except PeriodsDifferError:
                    continue
                if amount is not None:
                    found.setdefault(year, set()).add(amount)
    return {year: amounts.pop() for year, amounts in found.items() if len(amounts) == 1}


def _implausible(
    case: Case, at: int, known: Mapping[int, Rupiah], past: Mapping[str, Rupiah], most: Fraction
) -> Iterator[Violation]:
    usual = growth_rate(past, method="cagr").rate
    rates = [Fraction(past[year]) / Fraction(past[last]) - 1 for last, year in pairwise(sorted(past))]
    if usual is None:
        return
    middle = sum(rates, Fraction(0)) / len(rates)
    variance = sum(((rate - middle) ** 2 for rate in rates), Fraction(0)) / (len(rates) - 1)
    for last, year in pairwise(sorted(known)):
        rate = Fraction(known[year]) / Fraction(known[last]) - 1
        if year == last + 1 and (rate - usual) ** 2 > most**2 * variance:
            facts: dict[str, Fact] = {
                "period": str(year),
                "years": len(rates),
                "got": percent(rate),
                "expected": percent(usual),
                "spread": points(_root(variance)),
            }
            yield Violation(case.position(at), None, facts)


def _root(square: Fraction) -> Fraction:
    """Return a square root to 28 digits, for showing only."""
    return Fraction((Decimal(square.numerator) / Decimal(square.denominator)).sqrt())


@rule(
    "FRM-05",
    ("pagu program tidak melebihi kemampuan keuangan", "ceilings of programs are within what there is to spend"),
    clause(
        "ceilings-above-capacity",
        "error",
        (
            "{subject}: pagu {period} {sum_rp} melebihi pendapatan dan pembiayaan neto {available_rp}, kurang {gap_rp}",
            "{subject}: the ceilings of {period}, {sum_rp}, are above revenue and net financing, {available_rp}; {gap_rp} is lacking",
        ),
        (
            "kurangi pagu, atau sebut sumber penerimaan lain; belanja wajib masih harus dikurangkan lagi",
            "cut ceilings, or name other receipts; obligatory spending has still to be taken off",
        ),
    ),
)
def capacity(case: Case) -> Outcome:
    """Ceilings of a year are no more than revenue and net financing: the most that real capacity can be."""
    for one in frames_of(case, *_PLANS):
        if isinstance(one, Lacking):
            yield one
            continue
        parts, revenue = one.frame.parts(_SPENDING), one.frame.region(_REVENUE)
        if parts.state == "absent":
            continue
        if revenue.state == "absent":
            yield Lacking(one.document.id, _NO_PROJECTION)
            continue
        receipts, outlays = one.frame.of("6.1"), one.frame.of("6.2")
        if parts.amount is None or revenue.amount is None:
            yield unknown_of(one, parts, revenue)
            continue
        there = sen(revenue.amount) + sen(receipts.amount or 0) - sen(outlays.amount or 0)
        gap = sen(parts.amount) - there
        if gap > 0 and (receipts.amount is None or outlays.state == "unknown"):
            yield lacking(one, ("penerimaan pembiayaan (6.1)", "financing receipts (6.1)"))
        elif gap > 0:
            facts: dict[str, Fact] = {
                "home": one.document.id,
                "period": one.year,
                "sum_rp": parts.amount,
                "available_rp": from_sen(there),
                "gap_rp": from_sen(gap),
            }
            yield Violation(case.position(one.position), None, facts)


@rule(
    "FRM-06",
    ("pagu RPJMD sama dengan proyeksi belanja", "ceilings of an RPJMD are the spending it projects"),
    clause(
        "ceilings-differ-from-projection",
        "warning",
        (
            "{subject}: pagu {period} {sum_rp}, proyeksi belanja {stated_rp}, selisih {difference_rp} (paling banyak {most})",
            "{subject}: the ceilings of {period} are {sum_rp}, projected spending {stated_rp}, difference {difference_rp} (at most {most})",
        ),
        (
            "samakan pagu program dengan kerangka pendanaan",
            "make the ceilings of the programs and the funding frame agree",
        ),
    ),
)
def projected_spending(case: Case) -> Outcome:
    """Program ceilings of a year and projected spending differ by no more than the tolerance."""
    for one in frames_of(case, *_PLANS):
        if isinstance(one, Lacking):
            yield one
            continue
        parts, printed = one.frame.parts(_SPENDING), one.frame.region(_SPENDING)
        if not is_whole_of_work(one.document) or "absent" in {parts.state, printed.state}:
            continue
        if parts.amount is None or printed.amount is None:
            yield unknown_of(one, parts, printed)
            continue
        most = number_of(case, "frame.spending_gap_most", one.document)
        if most is None:
            yield Lacking(one.document.id, NO_LAW)
            continue
        gap = sen(parts.amount) - sen(printed.amount)
        if abs(gap) > most * abs(sen(printed.amount)):
            facts: dict[str, Fact] = {
                "home": one.document.id,
                "period": one.year,
                "sum_rp": parts.amount,
                "stated_rp": printed.amount,
                "difference_rp": from_sen(gap),
                "most": percent(most),
            }
            yield Violation(case.position(one.position), None, facts)


@rule(
    "FRM-07",
    ("pagu RKPD dekat dengan RPJMD", "ceilings of an RKPD are near those of the RPJMD"),
    clause(
        "ceiling-deviates-from-rpjmd",
        "info",
        (
            "{subject}: pagu {period} {sum_rp}, dalam {other} {expected_rp}: menyimpang {got} (lebih dari {most})",
            "{subject}: the ceilings of {period} are {sum_rp}, in {other} {expected_rp}: {got} off (more than {most})",
        ),
        ("jelaskan penyimpangannya dalam RKPD", "explain the deviation in the RKPD"),
    ),
)
def deviation(case: Case) -> Outcome:
    """Total ceilings of a year in an RKPD deviate from those of the RPJMD by no more than is told."""
    plans = [(at, one) for at, one in enumerate(case.plan.documents) if one.kind in _PLANS]
    for one in frames_of(case, "RKPD"):
        if isinstance(one, Lacking):
            yield one
            continue
        own = one.frame.of(_SPENDING)
        others = [other for at, other in plans if one.frame.year in years_of(case, at, "ceiling")]
        if own.amount is None or not others:
            said = f"pagu {one.year} dalam RKPD dan RPJMD", f"ceilings of {one.year} in RKPD and RPJMD"
            yield Lacking(one.document.id, Bilingual(*said))
            continue
        for other in others:
            yield from _deviates(case, one, own.amount, other)


def _deviates(case: Case, one: Framed, own: Rupiah, other: Document) -> Outcome:
    try:
        expected = frame(case.plan, other.id, one.frame.year).of(_SPENDING).amount
    except PeriodsDifferError:
        expected = None
    if not expected or expected < 0:
        said = f"pagu {one.year} dalam {other.id}", f"ceilings of {one.year} in {other.id}"
        yield Lacking(one.document.id, Bilingual(*said))
        return
    most = number_of(case, "frame.ceiling_deviation_above", one.document)
    if most is None:
        yield Lacking(one.document.id, NO_LAW)
        return
    off = Fraction(own) / Fraction(expected) - 1
    if abs(off) > most:
        facts: dict[str, Fact] = {
            "home": one.document.id,
            "period": one.year,
            "sum_rp": own,
            "other": other.id,
            "expected_rp": expected,
            "got": percent(off),
            "most": percent(most),
        }
        yield Violation(case.position(one.position), None, facts, related=(other.id,))


RULES: tuple[Rule, ...] = (projections, growth, capacity, projected_spending, deviation)
