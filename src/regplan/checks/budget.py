"""ARI-01…03 and CARD-12: arithmetic of money, and years left out; house rules but for CARD-12."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from regplan.calc.budget import Rollup, rollup
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.tree import count_below
from regplan.model.budget import Allocation
from regplan.model.words import Basis
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES"]

_PARTS = Bilingual(
    "perbandingan jumlah per sumber dana, rekening, atau lokasi", "the comparison of totals by fund, account or place"
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
        if any(_is_of_parts(row) for row in case.plan.allocations if row.document == document.id):
            yield Lacking(document.id, _PARTS)


def _totals(case: Case, at: int, basis: Basis, sums: Rollup) -> Iterator[Violation]:
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
        if _is_of_parts(allocation):
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


def _is_of_parts(allocation: Allocation) -> bool:
    """Whether it is a stated total of one fund, account or place, which is not compared yet."""
    narrow = allocation.fund or allocation.account or allocation.place
    return allocation.role == "stated_total" and bool(narrow)


def _against_parts(case: Case, at: int, sums: Rollup, row: int) -> Iterator[Violation]:
    money = case.index.money
    node, key = int(money.subject[row]), money.periods[int(money.period[row])]
    if key not in sums.periods:
        return
    column = sums.periods.index(key)
    if sums.unknown[node, column] or not sums.own_rows[node, column] + sums.below_rows[node, column]:
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
)
def two_levels(case: Case) -> Outcome:
    """A node has entries of its own while nodes below it have entries for the same document, basis and period."""
    for at, document in case.documents():
        for _, sums in rollups(case, at) if _has_two_levels(case, at) else ():
            if sums is None:
                continue
            twice = (sums.own != 0) & (sums.below_rows > 0)
            for node, column in np.argwhere(twice).tolist():
                yield Violation(
                    node,
                    None,
                    {
                        "home": document.id,
                        "period": sums.periods[column],
                        "own_rp": from_sen(int(sums.own[node, column])),
                        "sum_rp": from_sen(int(sums.below[node, column])),
                    },
                )


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
