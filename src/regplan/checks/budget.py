"""ARI-01…03 and CARD-12: arithmetic of money, and years left out; house rules but for CARD-12."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from regplan.calc.budget import Rollup, rollup
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT
from regplan.index.tree import count_below
from regplan.model.budget import Allocation
from regplan.model.words import Basis
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES"]

_OTHERS = Bilingual(
    "perbandingan jumlah daerah, OPD, sumber dana, rekening, atau lokasi",
    "the comparison of totals of the region, an OPD, a fund, an account or a place",
)
_TOO_LARGE = Bilingual("jumlah dalam 64 bit", "sums within 64 bits")


def rollups(case: Case, document: int) -> list[tuple[Basis, Rollup | None]]:
    """Return the sums of a document by basis, for those it states."""

    def gather() -> list[tuple[Basis, Rollup | None]]:
        money = case.index.money
        used = np.unique(money.basis[money.document == document])
        return [(BASES[at], rollup(case.index, document, BASES[at])) for at in used]

    return case.remember(f"rollups {document}", gather)


@rule(
    "ARI-01",
    ("jumlah tercantum sama dengan rinciannya", "stated totals equal their parts"),
    clause(
        "stated-total-differs",
        "error",
        (
            "{subject} dalam {home}: jumlah tercantum {period} {stated_rp}, rinciannya {sum_rp}, selisih {difference_rp}",
            "{subject} in {home}: the stated total for {period} is {stated_rp}, its parts are {sum_rp}, difference {difference_rp}",
        ),
        (
            "perbaiki jumlah atau rinciannya; jumlah sebaiknya dihitung, bukan diketik",
            "mend the total or its parts; totals are better computed than typed",
        ),
    ),
    clause(
        "indicator-totals-differ",
        "error",
        (
            "{subject} dalam {home}: jumlah pada baris indikator {period} {sum_rp}, jumlah tercantum {stated_rp}, selisih {difference_rp}",
            "{subject} in {home}: the totals on its indicator rows for {period} are {sum_rp}, the stated total {stated_rp}, difference {difference_rp}",
        ),
        ("perbaiki jumlah pada baris indikatornya", "mend the totals on its indicator rows"),
    ),
)
def stated_totals(case: Case) -> Outcome:
    """What a document prints as the total of a node equals the sum of its entries at and below the node."""
    money = case.index.money
    for at, document in case.documents():
        if not (money.stated & (money.document == at)).any():
            continue
        for basis, sums in rollups(case, at):
            if sums is None:
                yield Lacking(document.id, _TOO_LARGE)
                continue
            yield from _totals(case, at, basis, sums)
        yield from (Lacking(document.id, _OTHERS) for row in _others(case, at)[:1])


def _totals(case: Case, at: int, basis: Basis, sums: Rollup) -> Outcome:
    money, index = case.index.money, case.index
    rows = np.flatnonzero(
        (money.document == at)
        & (money.basis == BASES.index(basis))
        & money.stated
        & money.known
        & (money.subject >= 0)
        & (money.subject < index.nodes)
    )
    by_indicator: dict[tuple[int, int], int] = {}
    totals: dict[tuple[int, int], int] = {}
    for row in rows.tolist():
        node, period = int(money.subject[row]), int(money.period[row])
        allocation = case.plan.allocations[int(money.allocation[row])]
        if _is_narrow(allocation):
            continue
        if allocation.indicator is not None:
            by_indicator[node, period] = by_indicator.get((node, period), 0) + int(money.amount[row])
            continue
        totals[node, period] = int(money.amount[row])
        yield from _against_parts(case, at, sums, row)
    for key, total in totals.items():
        if key in by_indicator and by_indicator[key] != total:
            facts = _facts(case, at, key[1], total, by_indicator[key])
            yield Violation(key[0], "indicator-totals-differ", facts)


def _is_narrow(allocation: Allocation) -> bool:
    """Tell whether it is of one fund, account or place alone."""
    return bool(allocation.fund or allocation.account or allocation.place)


def _others(case: Case, document: int) -> list[int]:
    """Return the stated totals that are not compared yet: of the region, of an OPD, of one fund, account or place."""
    money = case.index.money
    rows = np.flatnonzero(money.stated & (money.document == document)).tolist()
    return [
        row
        for row in rows
        if money.subject[row] >= case.index.nodes or _is_narrow(case.plan.allocations[int(money.allocation[row])])
    ]


def _against_parts(case: Case, at: int, sums: Rollup, row: int) -> Iterator[Violation | Lacking]:
    """Compare a stated total with its entries; without entries for its period, or with unknown ones, it is unknown."""
    money = case.index.money
    node, key = int(money.subject[row]), money.periods[int(money.period[row])]
    column = sums.periods.index(key) if key in sums.periods else -1
    entries = sums.own_rows[node, column] + sums.below_rows[node, column] if column >= 0 else 0
    if not entries or sums.unknown[node, column]:
        name = case.index.ids[node]
        lacks = Bilingual(f"rincian {name} untuk {key} yang diketahui", f"known entries of {name} for {key}")
        yield Lacking(case.plan.documents[at].id, lacks)
        return
    got = int(sums.own[node, column] + sums.below[node, column])
    if got != int(money.amount[row]):
        facts = _facts(case, at, int(money.period[row]), int(money.amount[row]), got)
        yield Violation(node, "stated-total-differs", facts)


def _facts(case: Case, at: int, period: int, stated: int, got: int) -> dict[str, Fact]:
    return {
        "home": case.plan.documents[at].id,
        "period": case.index.money.periods[period],
        "stated_rp": from_sen(stated),
        "sum_rp": from_sen(got),
        "difference_rp": from_sen(stated - got),
    }


@rule(
    "ARI-02",
    ("uang tidak negatif", "money is not negative"),
    clause(
        "negative-amount",
        "warning",
        ("{subject} bernilai negatif untuk {periods} ({got_rp})", "{subject} is negative for {periods} ({got_rp})"),
        (
            "periksa angkanya; pengurangan ditulis sebagai dokumen perubahan dengan jumlah barunya",
            "look at the number; a cut is written as a change document with the new amounts",
        ),
    ),
)
def negative_amounts(case: Case) -> Outcome:
    """No ceiling, estimate or realised amount is below zero."""
    money = case.index.money
    rows: dict[int, list[int]] = {}
    for row in np.flatnonzero(money.amount < 0).tolist():
        rows.setdefault(int(money.allocation[row]), []).append(row)
    for allocation, cells in rows.items():
        facts: dict[str, Fact] = {
            "got_rp": from_sen(int(money.amount[cells[0]])),
            "periods": tuple(money.periods[int(money.period[row])] for row in cells),
        }
        yield Violation(None, None, facts, row=("allocations", allocation))


@rule(
    "ARI-03",
    ("uang dirinci di satu tingkat", "money is entered at one level"),
    clause(
        "money-at-two-levels",
        "warning",
        (
            "{subject} dalam {home} mempunyai rincian {own_rp} untuk {period} dan bawahannya {sum_rp}: keduanya akan dijumlah",
            "{subject} in {home} has entries of {own_rp} for {period} and those below it {sum_rp}: both would be added",
        ),
        (
            "bila yang atas adalah jumlah, tulis 'jumlah_tercantum' sebagai ganti 'pagu'",
            "where the upper one is a total, write 'stated_total' instead of 'ceiling'",
        ),
    ),
    clause(
        "money-on-node-and-indicator",
        "warning",
        (
            "{subject} dalam {home} mempunyai rincian untuk {period} pada dirinya dan pada baris indikatornya: keduanya akan dijumlah",
            "{subject} in {home} has entries for {period} on itself and on its indicator rows: both would be added",
        ),
        (
            "bila yang satu mengulang yang lain, tulis 'jumlah_tercantum' sebagai ganti 'pagu'",
            "where one repeats the other, write 'stated_total' instead of 'ceiling'",
        ),
    ),
    clause(
        "money-for-year-and-part",
        "warning",
        (
            "{subject} dalam {home} mempunyai rincian untuk {period} dan untuk bagian tahun itu: keduanya berdiri sendiri",
            "{subject} in {home} has entries for {period} and for parts of that year: each stands for itself",
        ),
        (
            "tulis tahunnya atau bagian-bagiannya; jumlahnya ditulis sebagai 'jumlah_tercantum'",
            "write the year or its parts; what is their sum is written as 'stated_total'",
        ),
    ),
)
def two_levels(case: Case) -> Outcome:
    """A node has entries of its own while nodes below it have entries for the same document, basis and period."""
    for at, document in case.documents():
        yield from _stated_twice(case, at)
        for _, sums in rollups(case, at) if _has_two_levels(case, at) else ():
            if sums is None:
                continue
            twice = (sums.own != 0) & (sums.below_rows > 0)
            for node, column in np.argwhere(twice).tolist():
                yield Violation(
                    node,
                    "money-at-two-levels",
                    {
                        "home": document.id,
                        "period": sums.periods[column],
                        "own_rp": from_sen(int(sums.own[node, column])),
                        "sum_rp": from_sen(int(sums.below[node, column])),
                    },
                )


def _stated_twice(case: Case, document: int) -> Iterator[Violation]:
    """Yield nodes whose money stands on themselves and on indicator rows, or for a year and for parts of it."""
    money, index = case.index.money, case.index
    here = (money.document == document) & ~money.stated & (money.subject >= 0) & (money.subject < index.nodes)
    rows = np.flatnonzero(here & (money.amount != 0))
    if not len(rows):
        return
    basis = money.basis[rows] * len(money.periods)
    key = (money.subject[rows] * len(BASES) * len(money.periods)) + basis + money.period[rows]
    bare = money.indicator[rows] == ABSENT
    parts = np.array([len(period) > len("2026") and period[:4].isdigit() for period in money.periods], np.bool_)
    years = {period: at for at, period in enumerate(money.periods)}
    whole = np.array([years.get(period[:4], ABSENT) for period in money.periods], np.int64)
    home = case.plan.documents[document].id
    for both in np.intersect1d(key[bare], key[~bare]).tolist():
        node, period = both // (len(BASES) * len(money.periods)), money.periods[both % len(money.periods)]
        yield Violation(node, "money-on-node-and-indicator", {"home": home, "period": period})
    part = parts[money.period[rows]] & (whole[money.period[rows]] != ABSENT)
    of_year = key[part] - money.period[rows][part] + whole[money.period[rows]][part]
    for both in np.intersect1d(of_year, key).tolist():
        node, period = both // (len(BASES) * len(money.periods)), money.periods[both % len(money.periods)]
        yield Violation(node, "money-for-year-and-part", {"home": home, "period": period})


def _has_two_levels(case: Case, document: int) -> bool:
    """Tell at little cost whether any node and one below it have entries in a document."""
    money, index = case.index.money, case.index
    here = (money.document == document) & ~money.stated & (money.subject >= 0) & (money.subject < index.nodes)
    entered = np.zeros(index.nodes, np.bool_)
    entered[money.subject[here]] = True
    return bool((entered & (count_below(index, entered) > 0)).any())


@rule(
    "CARD-12",
    ("tahun tanpa kegiatan ditulis nol", "an idle year is written as zero"),
    clause(
        "year-left-out",
        "info",
        (
            "{subject} dalam {home} tidak mempunyai pagu untuk {missing}, padahal dokumen itu merinci pagu tahun tersebut",
            "{subject} in {home} has no ceiling for {missing}, for which that document states ceilings",
        ),
        (
            "tulis 0 bila memang tidak berjalan, null bila belum diketahui",
            "write 0 where it is idle, null where it is not known",
        ),
    ),
)
def year_left_out(case: Case) -> Outcome:
    """A subject with a ceiling in some years of a document has none, not even zero, in others."""
    money = case.index.money
    ceilings = (money.basis == BASES.index("ceiling")) & ~money.stated & (money.subject >= 0)
    for at, document in case.documents():
        rows = np.flatnonzero(ceilings & (money.document == at) & (money.subject < case.index.nodes))
        periods = np.unique(money.period[rows])
        years = [int(one) for one in periods if money.periods[int(one)].isdigit()]
        if len(years) < 2:
            continue
        used, node = np.unique(money.subject[rows], return_inverse=True)
        there = np.zeros((len(used), len(money.periods)), np.bool_)
        there[node, money.period[rows]] = True
        there = there[:, years]
        for row in np.flatnonzero(there.any(axis=1) & ~there.all(axis=1)).tolist():
            missing = tuple(money.periods[year] for year, said in zip(years, there[row], strict=True) if not said)
            yield Violation(int(used[row]), None, {"home": document.id, "missing": missing})


RULES = (stated_totals, negative_amounts, two_levels, year_left_out)
