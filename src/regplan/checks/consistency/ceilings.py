"""CONS-04, 07 and 10: ceilings that go on from document to document, and forward estimates that are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from regplan.calc.budget import Step
from regplan.checks._case import Case
from regplan.checks._percent import percent_full
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.consistency._items import AMOUNTS, at_item, resized, told
from regplan.checks.consistency._pairs import PLANS, PPAS, WORK, Pair, pairs, step_at, step_of
from regplan.diagnostics.finding import Fact
from regplan.values.lang import Bilingual

__all__ = ["RULES", "off_estimate"]


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
        AMOUNTS,
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
        for pair in pairs(case, before, after, of_changes=False):
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
        "score": percent_full(measures.closeness),
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
    second = {
        (one.year, one.after): one for one in pairs(case, PPAS, ("APBD",), of_changes=False) if isinstance(one, Pair)
    }
    for pair in pairs(case, ("RKPD",), ("APBD",), of_changes=False):
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
    for level in WORK:
        step, caps = step_of(case, pair, level), step_of(case, other, level)
        if isinstance(step, Step) and isinstance(caps, Step):
            yield from _unequal(case, pair, step, caps)
            return
    yield step if isinstance(step, Lacking) else caps  # type: ignore[misc] # one of them is lacking


def _unequal(case: Case, pair: Pair, step: Step, caps: Step) -> Iterator[Violation]:
    planned, capped = {one.key: one for one in step}, {one.key: one for one in caps}
    for key in dict.fromkeys([*planned, *capped]):
        there = [one for one in (planned.get(key), capped.get(key)) if one is not None]
        kinds = {one.kind for one in there}
        if "unknown" in kinds or (kinds == {"kept"} and len(there) == 2):
            continue
        facts: dict[str, Fact] = {
            "home": pair.names(case)[1],
            "year": str(pair.year),
            "rkpd_rp": planned[key].before if key in planned else None,
            "ppas_rp": capped[key].before if key in capped else None,
            "apbd_rp": there[0].after,
        }
        yield at_item(case, pair, there[0], "three-differ", facts)


@rule(
    "CONS-10",
    ("APBD dibandingkan dengan prakiraan maju tahun sebelumnya", "the APBD against last year's forward estimate"),
    clause(
        "ceiling-off-estimate",
        "info",
        AMOUNTS,
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
    for pair in pairs(case, ("RKPD", "RKA"), ("APBD",), years_back=1, of_changes=False):
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


RULES: tuple[Rule, ...] = (program_ceilings, three_documents, forward_estimates_kept)
