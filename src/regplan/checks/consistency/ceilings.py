"""CONS-04, 07 and 10, ALN-10 and MON-05: money that goes on, program by program, from document to document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from regplan.calc.budget import Change, Step
from regplan.calc.budget.flow import TEN_PERCENT
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.consistency._listing import listings
from regplan.checks.consistency._pairs import PLANS, PPAS, Pair, keys_of, nodes_of, pairs, step_at, step_of
from regplan.checks.consistency.names import percent
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import Bools
from regplan.model.words import Level
from regplan.values.lang import Bilingual
from regplan.values.period import period_year

__all__ = ["RULES", "resized", "told"]

_AMOUNTS = (
    "{subject} untuk {year}: {before_rp} dalam {other}, {after_rp} dalam {home} (selisih {difference_rp})",
    "{subject} for {year}: {before_rp} in {other}, {after_rp} in {home} (difference {difference_rp})",
)


def told(case: Case, pair: Pair, change: Change) -> dict[str, Fact]:
    """Return the facts of an item whose money differs."""
    other, home = pair.names(case)
    return {
        "home": home,
        "other": other,
        "year": str(pair.year),
        "before_rp": change.before,
        "after_rp": change.after,
        "difference_rp": change.delta,
    }


def at_item(case: Case, pair: Pair, change: Change, name: str, facts: dict[str, Fact]) -> Violation:
    """Write a breach at the place where a document after states an item, else at its node."""
    item = case.index.position[change.key]
    same = nodes_of(case, item)
    for document in pair.after:
        members = case.members(document)
        here = same[np.isin(same, members)]
        if len(here):
            return case.violation(document, int(here[0]), name, facts)
    return Violation(item, name, facts)


def resized(step: Step, tolerance: Decimal = TEN_PERCENT) -> Iterator[Change]:
    """
    Yield the items in both whose money differs by more than a part of what was there before; from zero, all.

    The deviation is measured by the amount before, never by the larger one, and zero is no reason to skip (peers §4.1, 2).
    """
    for change in step.changes("resized"):
        if change.deviation is None or abs(change.deviation) > Fraction(tolerance):
            yield change


@rule(
    "CONS-04",
    ("pagu program konsisten antar dokumen", "program ceilings agree between documents"),
    clause(
        "ceilings-apart",
        "info",
        (
            "kesesuaian pagu program {home} dengan {other} untuk {year} adalah {score}: {before_rp} menjadi {after_rp}, {count} program berubah",
            "the ceilings of programs of {home} agree with {other} for {year} by {score}: {before_rp} became {after_rp}, {count} program(s) changed",
        ),
        (
            "lihat program mana: regplan budget PATH --documents {other},{home} --year {year}",
            "see which programs: regplan budget PATH --documents {other},{home} --year {year}",
        ),
    ),
    clause(
        "program-ceiling-apart",
        "warning",
        _AMOUNTS,
        (
            "samakan pagunya, ubah dokumen sebelumnya, atau jelaskan perubahannya",
            "make the ceilings agree, change the document before, or explain the change",
        ),
    ),
)
def program_ceilings(case: Case) -> Outcome:
    """The ceilings of programs are those of the document before: RPJMD and RKPD, RKPD and PPAS, PPAS and APBD."""
    chain: tuple[tuple[Collection[str], Collection[str]], ...] = (
        (PLANS, ("RKPD",)),
        (("RKPD",), PPAS),
        (PPAS, ("APBD",)),
    )
    for before, after in chain:
        for pair in pairs(case, before, after):
            step = pair if isinstance(pair, Lacking) else step_of(case, pair, "program")
            if isinstance(pair, Lacking) or isinstance(step, Lacking):
                yield step  # type: ignore[misc] # what is lacking in either case
                continue
            yield from _closeness(case, pair, step)
            for change in resized(step):
                yield at_item(case, pair, change, "program-ceiling-apart", told(case, pair, change))


def _closeness(case: Case, pair: Pair, step: Step) -> Iterator[Violation | Lacking]:
    """Yield the score where it is not full; say so where it is not known."""
    measures = step.measures
    other, home = pair.names(case)
    if measures.closeness is None:
        told = Bilingual(
            f"pagu semua program dalam {other} dan {home} untuk {pair.year}",
            f"the ceilings of all programs in {other} and {home} for {pair.year}",
        )
        yield Lacking(case.plan.documents[pair.after[0]].id, told)
        return
    if measures.closeness == 1:
        return
    facts: dict[str, Fact] = {
        "home": home,
        "other": other,
        "year": str(pair.year),
        "score": percent(measures.closeness.numerator, measures.closeness.denominator),
        "before_rp": measures.before,
        "after_rp": measures.after,
        "count": sum(measures.counts[kind] for kind in ("resized", "dropped", "new")),
    }
    yield Violation(case.position(pair.after[0]), "ceilings-apart", facts)


@rule(
    "CONS-07",
    ("RKPD, PPAS, dan APBD sama baris demi baris", "RKPD, PPAS and APBD are equal row by row"),
    clause(
        "three-differ",
        "info",
        (
            "{subject} untuk {year}: {rkpd_rp} dalam RKPD, {ppas_rp} dalam PPAS, {apbd_rp} dalam {home}",
            "{subject} for {year}: {rkpd_rp} in the RKPD, {ppas_rp} in the PPAS, {apbd_rp} in {home}",
        ),
        (
            "jelaskan setiap perbedaan dalam Lampiran VIII Perda APBD",
            "explain each difference in Annex VIII of the APBD regulation",
        ),
    ),
)
def three_documents(case: Case) -> Outcome:
    """The three columns of Annex VIII are equal: what the RKPD plans, the PPAS caps, and the APBD grants."""
    second = {(one.year, one.after): one for one in pairs(case, PPAS, ("APBD",)) if isinstance(one, Pair)}
    for pair in pairs(case, ("RKPD",), ("APBD",)):
        if isinstance(pair, Lacking):
            yield pair
            continue
        other = second.get((pair.year, pair.after))
        if other is None:
            missing = Bilingual(f"PPAS atau KUA-PPAS untuk {pair.year}", f"the PPAS or KUA-PPAS for {pair.year}")
            yield Lacking(case.plan.documents[pair.after[0]].id, missing)
            continue
        yield from _rows(case, pair, other)


def _rows(case: Case, pair: Pair, other: Pair) -> Iterator[Violation | Lacking]:
    """Yield the rows that differ, at the lowest level at which all three documents give money."""
    found: tuple[Level, Step] | Lacking = step_at(case, pair)
    if isinstance(found, Lacking):
        yield found
        return
    level, step = found
    caps = step_of(case, other, level)
    if isinstance(caps, Lacking):
        found = step_at(case, other)
        level = "program" if isinstance(found, Lacking) else found[0]
        step_, caps = step_of(case, pair, level), step_of(case, other, level)
        if isinstance(step_, Lacking) or isinstance(caps, Lacking):
            yield step_ if isinstance(step_, Lacking) else caps  # type: ignore[misc] # one of them is
            return
        step = step_
    planned, capped = {one.key: one for one in step}, {one.key: one for one in caps}
    for key in dict.fromkeys([*planned, *capped]):
        row, cap = planned.get(key), capped.get(key)
        if (row is None or row.kind == "kept") and (cap is None or cap.kind == "kept") and row and cap:
            continue
        if any(one is not None and one.kind == "unknown" for one in (row, cap)):
            continue
        either = row or cap
        assert either
        facts: dict[str, Fact] = {
            "home": pair.names(case)[1],
            "year": str(pair.year),
            "rkpd_rp": row.before if row else None,
            "ppas_rp": cap.before if cap else None,
            "apbd_rp": either.after,
        }
        yield at_item(case, pair, either, "three-differ", facts)


@rule(
    "CONS-10",
    ("APBD dibandingkan dengan prakiraan maju tahun sebelumnya", "the APBD against last year's forward estimate"),
    clause(
        "ceiling-off-estimate",
        "info",
        _AMOUNTS,
        (
            "jelaskan mengapa pagu menyimpang dari prakiraan maju, atau perbaiki prakiraannya tahun depan",
            "explain why the ceiling is off the forward estimate, or estimate better next year",
        ),
    ),
    clause(
        "estimate-not-budgeted",
        "info",
        (
            "{subject} diperkirakan {before_rp} untuk {year} dalam {other}, tetapi tidak ada dalam {home}",
            "{subject} was estimated at {before_rp} for {year} in {other}, but is not in {home}",
        ),
        ("anggarkan, atau jelaskan mengapa tidak dilanjutkan", "budget it, or explain why it is not continued"),
    ),
)
def forward_estimates_kept(case: Case) -> Outcome:
    """What the APBD grants is what the RKPD or RKA of the year before estimated for it."""
    for pair in pairs(case, ("RKPD", "RKA"), ("APBD",), years_back=1):
        if isinstance(pair, Lacking):
            yield pair
        else:
            yield from off_estimate(case, pair, "ceiling-off-estimate", "estimate-not-budgeted")


def off_estimate(case: Case, pair: Pair, off: str, gone: str) -> Iterator[Violation | Lacking]:
    """Yield the items whose ceiling is off the forward estimate of the year before by more than the tolerance, or missing."""
    found = step_at(case, pair, basis="forward_estimate")
    if isinstance(found, Lacking):
        yield found
        return
    _, step = found
    for change in resized(step):
        yield at_item(case, pair, change, off, told(case, pair, change))
    for change in step.changes("dropped"):
        if change.before:
            yield at_item(case, pair, change, gone, told(case, pair, change))


@rule(
    "ALN-10",
    ("pagu program RPJMD sama dengan jumlah Renstra", "program ceilings of the RPJMD are the sum of the Renstra"),
    clause(
        "renstra-above-rpjmd",
        "warning",
        (
            "{subject} untuk {year}: Renstra berjumlah {after_rp}, melebihi {before_rp} dalam {other} sebesar {difference_rp}",
            "{subject} for {year}: the Renstra total {after_rp}, above the {before_rp} of {other} by {difference_rp}",
        ),
        (
            "turunkan pagu Renstra sampai pagu RPJMD, atau ubah RPJMD lebih dahulu",
            "lower the ceilings of the Renstra to that of the RPJMD, or change the RPJMD first",
        ),
    ),
    clause(
        "renstra-below-rpjmd",
        "warning",
        (
            "{subject} untuk {year}: Renstra berjumlah {after_rp}, di bawah {before_rp} dalam {other} (selisih {difference_rp})",
            "{subject} for {year}: the Renstra total {after_rp}, below the {before_rp} of {other} (difference {difference_rp})",
        ),
        (
            "hitung pagu RPJMD dari Renstra semua OPD pelaksana, atau lengkapi Renstra yang kurang",
            "compute the ceiling of the RPJMD from the Renstra of all OPD that carry it, or complete the Renstra",
        ),
    ),
)
def sum_of_renstra(case: Case) -> Outcome:
    """The ceiling of a program in the RPJMD for a year is the sum of those in the Renstra of the OPD that carry it."""
    for pair in pairs(case, PLANS, ("RENSTRA",)):
        if isinstance(pair, Pair) and not _is_asked(case, pair):
            continue
        step = pair if isinstance(pair, Lacking) else step_of(case, pair, "program")
        if isinstance(pair, Lacking) or isinstance(step, Lacking):
            yield step  # type: ignore[misc] # what is lacking in either case
            continue
        slack = Fraction(case.law.parameter("alignment.ceiling_tolerance").at(date(pair.year, 12, 31)).number)
        unsure = 0
        for change in (one for one in step if one.kind != "kept"):
            delta = Fraction(change.delta or 0)
            if change.reason == "amount" or (change.kind == "unknown" and change.before is None):
                unsure += change.reason == "amount"
            elif abs(delta) <= slack:
                continue
            elif delta < 0 and not _all_there(case, pair, change):
                unsure += 1
            else:
                name = "renstra-above-rpjmd" if delta > 0 else "renstra-below-rpjmd"
                facts = told(case, pair, change) | {"before_rp": change.before or 0, "after_rp": change.after or 0}
                yield at_item(case, pair, change, name, facts)
        if unsure:
            lacks = Bilingual(
                f"Renstra semua OPD pelaksana untuk {unsure} program RPJMD tahun {pair.year}",
                f"the Renstra of all OPD that carry {unsure} program(s) of the RPJMD in {pair.year}",
            )
            yield Lacking(case.plan.documents[pair.before[0]].id, lacks)


def _is_asked(case: Case, pair: Pair) -> bool:
    """Tell whether the law of the rule is in force in the year of a pair, and one of the two gives ceilings for it."""
    money = case.index.money
    if case.since is not None and pair.year < case.since.year:
        return False
    of_year = np.array([period_year(key) == pair.year for key in money.periods], np.bool_)
    rows = np.concatenate([case.money_of(at) for at in (*pair.before, *pair.after)])
    return bool((of_year[money.period[rows]] & (money.basis[rows] == BASES.index("ceiling"))).any())


def _all_there(case: Case, pair: Pair, change: Change) -> bool:
    """Tell whether each OPD that carries a program anywhere in the plan has a Renstra here that lists its programs in full."""
    covers: Bools = listings(case, pair, "program").second.covers
    nodes = nodes_of(case, case.index.position[change.key])
    return bool(covers[keys_of(case).agencies[case.index.agency[nodes]]].all())


@rule(
    "MON-05",
    (
        "pagu program Renja sejalan dengan RKPD dan Renstra",
        "program ceilings of the Renja are those of RKPD and Renstra",
    ),
    clause(
        "renja-apart-from-rkpd",
        "warning",
        _AMOUNTS,
        (
            "samakan pagu Renja dengan RKPD, atau ubah RKPD",
            "make the ceilings of the Renja those of the RKPD, or change the RKPD",
        ),
    ),
    clause(
        "renja-apart-from-renstra",
        "info",
        _AMOUNTS,
        (
            "jelaskan perbedaannya dalam Renja, atau sesuaikan Renstra",
            "explain the difference in the Renja, or adjust the Renstra",
        ),
    ),
)
def renja_ceilings(case: Case) -> Outcome:
    """The ceiling of a program in the Renja differs little from that of the RKPD, and from that of the Renstra for the year."""
    for before, name in ((("RKPD",), "renja-apart-from-rkpd"), (("RENSTRA",), "renja-apart-from-renstra")):
        for pair in pairs(case, before, ("RENJA",)):
            step = pair if isinstance(pair, Lacking) else step_of(case, pair, "program")
            if isinstance(pair, Lacking) or isinstance(step, Lacking):
                yield step  # type: ignore[misc] # what is lacking in either case
                continue
            partial = [] if name.endswith("renstra") else _shared(case, pair, step)
            for change in resized(step):
                if change.key not in partial:
                    yield at_item(case, pair, change, name, told(case, pair, change))
            if partial:
                lacks = Bilingual(
                    f"Renja semua OPD pelaksana untuk {len(partial)} program RKPD (yang pertama: {partial[0]})",
                    f"the Renja of all OPD that carry {len(partial)} program(s) of the RKPD (the first: {partial[0]})",
                )
                yield Lacking(case.plan.documents[pair.after[0]].id, lacks)


def _shared(case: Case, pair: Pair, step: Step) -> list[str]:
    """Return the items of which the Renja of some OPD that carries them is not there, and the sum is lower."""
    return [change.key for change in resized(step) if (change.delta or 0) < 0 and not _all_there(case, pair, change)]


RULES: tuple[Rule, ...] = (program_ceilings, three_documents, forward_estimates_kept, sum_of_renstra, renja_ceilings)
