"""ALN-10 and MON-02: the money of programs in the plans of OPD against that of the region's plans."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np

from regplan.calc.budget import Change, Step
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, clause, rule
from regplan.checks.consistency._items import AMOUNTS, at_item, resized, told
from regplan.checks.consistency._listing import listings
from regplan.checks.consistency._pairs import PLANS, Pair, keys_of, nodes_of, pairs, step_of
from regplan.index.build import BASES
from regplan.index.columns import Bools
from regplan.values.lang import Bilingual
from regplan.values.period import period_year

__all__ = ["RULES"]


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
    "MON-02",
    (
        "pagu program Renja sejalan dengan RKPD dan Renstra",
        "program ceilings of the Renja are those of RKPD and Renstra",
    ),
    clause(
        "renja-apart-from-rkpd",
        "warning",
        AMOUNTS,
        (
            "samakan pagu Renja dengan RKPD, atau ubah RKPD",
            "make the ceilings of the Renja those of the RKPD, or change the RKPD",
        ),
    ),
    clause(
        "renja-apart-from-renstra",
        "info",
        AMOUNTS,
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
            partial = {} if name.endswith("renstra") else _shared(case, pair, step)
            for change in resized(step):
                if change.key not in partial:
                    yield at_item(case, pair, change, name, told(case, pair, change))
            if partial:
                lacks = Bilingual(
                    f"Renja semua OPD pelaksana untuk {len(partial)} program RKPD (yang pertama: {next(iter(partial))})",
                    f"the Renja of all OPD that carry {len(partial)} program(s) of the RKPD (the first: {next(iter(partial))})",
                )
                yield Lacking(case.plan.documents[pair.after[0]].id, lacks)


def _shared(case: Case, pair: Pair, step: Step) -> dict[str, None]:
    """Return the items of which the Renja of some OPD that carries them is not there, and the sum is lower."""
    lower = (change for change in resized(step) if (change.delta or 0) < 0)
    return {change.key: None for change in lower if not _all_there(case, pair, change)}


RULES: tuple[Rule, ...] = (sum_of_renstra, renja_ceilings)
