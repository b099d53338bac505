"""ARI-01…03 and CARD-12: arithmetic of money, and years left out; house rules but for CARD-12."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from regplan.calc.budget import Difference, Ledger, explain_difference, ledger
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.checks.budget._follows import Differing, below_facts
from regplan.checks.budget._other_totals import clause_of, nothing_for, other_totals
from regplan.checks.budget._why import why
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools, Ints, distinct, first_of_each
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES"]

_TOO_LARGE = Bilingual("jumlah dalam 64 bit", "sums within 64 bits")


def ledger_of(case: Case) -> Ledger | None:
    """Return the sorted entries of the plan, made once for all rules."""
    return case.index.remember("ledger", lambda: ledger(case.index))


def entered(case: Case) -> Ints:
    """Return the rows of entries that are not zero, of the documents that are judged, with a node as subject."""
    money = case.index.money
    return np.flatnonzero(in_chosen(case) & ~money.stated & (money.amount != 0))


def in_chosen(case: Case) -> Bools:
    """Mark the rows of money of the documents that are judged, with a node as subject."""
    money = case.index.money
    return case.marks()[money.document] & (money.subject >= 0) & (money.subject < case.index.nodes)


@rule(
    "ARI-01",
    ("jumlah tercantum sama dengan rinciannya", "stated totals equal their parts"),
    clause(
        "stated-total-differs",
        "error",
        (
            "{subject}: jumlah tercantum dalam {home} untuk {period} {stated_rp}, rinciannya {sum_rp}, selisih {difference_rp}{why}",
            "{subject}: the total stated in {home} for {period} is {stated_rp}, its parts are {sum_rp}, difference {difference_rp}{why}",
        ),
        (
            "perbaiki jumlah atau rinciannya; jumlah sebaiknya dihitung, bukan diketik",
            "mend the total or its parts; totals are better computed than typed",
        ),
    ),
    clause(
        "stated-total-rounded",
        "info",
        (
            "{subject}: jumlah tercantum dalam {home} untuk {period} {stated_rp} adalah pembulatan rinciannya, {sum_rp}",
            "{subject}: the total stated in {home} for {period}, {stated_rp}, is its parts rounded, {sum_rp}",
        ),
        ("tulis jumlahnya sampai sen seperti rinciannya", "write the total to the sen, as its parts are"),
    ),
    clause(
        "stated-total-follows",
        "info",
        (
            "{subject}: jumlah tercantum dalam {home} untuk {period} {stated_rp}, rinciannya {sum_rp}; selisihnya dari {count} jumlah di bawahnya ({below})",
            "{subject}: the total stated in {home} for {period} is {stated_rp}, its parts are {sum_rp}; it differs as {count} total(s) below it do ({below})",
        ),
        (
            "perbaiki dulu jumlah di bawahnya, lalu jumlah ini mengikutinya",
            "mend the totals below it first, and let this one follow",
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
    money, index = case.index.money, case.index
    stated = np.flatnonzero(in_chosen(case) & money.stated)
    entries = ledger_of(case)
    if entries is None:
        yield from other_totals(case, Differing(index))
        yield Lacking(None, _TOO_LARGE)
        return
    narrow = index.allocations.narrow[money.allocation[stated]]
    whole = stated[~narrow & money.known[stated] & (index.preorder[money.subject[stated]] >= 0)]
    on_indicator = money.indicator[whole] != ABSENT
    totals = whole[~on_indicator]
    sums, counts, unknown = entries.under(totals)
    silent = (counts == 0) | (unknown > 0)
    yield from _without_entries(case, totals[silent])
    wrong = np.flatnonzero(~silent & (sums != money.amount[totals]))
    found = Differing.of(case, totals[wrong], sums[wrong]) if len(wrong) else Differing(index)
    yield from other_totals(case, found)
    for at in wrong.tolist():
        yield _explained(case, entries, found, int(totals[at]), int(sums[at]))
    yield from _indicator_totals(case, totals, whole[on_indicator])


def _without_entries(case: Case, rows: Ints) -> Iterator[Lacking]:
    """Say for each document how many stated totals have nothing to be compared with."""
    money = case.index.money
    for document in distinct(money.document[rows]).tolist():
        here = rows[money.document[rows] == document]
        name = f"{case.index.ids[int(money.subject[here[0]])]} {money.periods[int(money.period[here[0]])]}"
        yield nothing_for(case.plan.documents[document].id, len(here), name)


def _indicator_totals(case: Case, totals: Ints, parts: Ints) -> Iterator[Violation]:
    """Compare the stated total of a node with the sum of those on its indicator rows, in Python's own integers."""
    if not len(parts):
        return
    amount = case.index.money.amount
    cells, number = np.unique(_cells(case, parts), return_inverse=True)
    sums = np.zeros(len(cells), np.object_)
    np.add.at(sums, number, amount[parts].astype(np.object_))
    wanted = _cells(case, totals)
    place = np.searchsorted(cells, wanted)
    there = np.flatnonzero(np.append(cells, -1)[place] == wanted)
    for at in there[(sums[place[there]] != amount[totals[there]]).astype(np.bool_)].tolist():
        yield _differs(case, int(totals[at]), int(sums[place[at]]), "indicator-totals-differ")


def _cells(case: Case, rows: Ints) -> Ints:
    """Number document, basis, node and period of rows of money."""
    money = case.index.money
    group = money.document[rows] * len(BASES) + money.basis[rows]
    cells: Ints = (group * case.index.nodes + money.subject[rows]) * len(money.periods) + money.period[rows]
    return cells


def _explained(case: Case, entries: Ledger, found: Differing, row: int, got: int) -> Violation:
    """Write that the total of a node differs, with the totals it follows from or what may explain it."""
    if row in found.causes:
        follows = _differs(case, row, got, "stated-total-follows")
        return attrs.evolve(follows, facts={**follows.facts, **below_facts(found.names(found.causes[row]))})
    rows = entries.rows_under(row)
    parts = [from_sen(amount) for amount in case.index.money.amount[rows].tolist()]
    told = explain_difference(from_sen(int(case.index.money.amount[row])), from_sen(got), parts)
    told_of = _differs(case, row, got, clause_of(told))
    return attrs.evolve(told_of, facts={**told_of.facts, "why": why(told, _names(case, rows, told))})


def _names(case: Case, rows: Ints, told: Difference) -> tuple[str, ...]:
    """Name the subjects of parts, where one of them is meant."""
    if told.part is None:
        return ()
    found = [case.plan.allocations[at].subject for at in case.index.money.allocation[rows].tolist()]
    return tuple("" if one is None else one for one in found)


def _differs(case: Case, row: int, got: int, name: str) -> Violation:
    money = case.index.money
    stated = int(money.amount[row])
    facts: dict[str, Fact] = {
        "home": case.plan.documents[int(money.document[row])].id,
        "period": money.periods[int(money.period[row])],
        "stated_rp": from_sen(stated),
        "sum_rp": from_sen(got),
        "difference_rp": from_sen(stated - got),
    }
    return Violation(int(money.subject[row]), name, facts)


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
    money, index = case.index.money, case.index
    rows = entered(case)
    yield from _stated_twice(case, rows)
    entries = ledger_of(case)
    if entries is None:
        yield Lacking(None, _TOO_LARGE)
        return
    rows = rows[index.end[money.subject[rows]] - index.preorder[money.subject[rows]] > 1]
    below, counts, _ = entries.under(rows, itself=False)
    rows, below = rows[counts > 0], below[counts > 0]
    together, _, _ = entries.under(rows)
    cells = dict(zip(_cells(case, rows).tolist()[::-1], range(len(rows) - 1, -1, -1), strict=True))
    for at in sorted(cells.values()):
        row = int(rows[at])
        facts: dict[str, Fact] = {
            "home": case.plan.documents[int(money.document[row])].id,
            "period": money.periods[int(money.period[row])],
            "own_rp": from_sen(int(together[at] - below[at])),
            "sum_rp": from_sen(int(below[at])),
        }
        yield Violation(int(money.subject[row]), "money-at-two-levels", facts)


def _stated_twice(case: Case, rows: Ints) -> Iterator[Violation]:
    """Yield nodes whose money stands on themselves and on indicator rows, or for a year and for parts of it."""
    money = case.index.money
    size = len(money.periods)
    key = _cells(case, rows)
    period = money.period[rows]
    bare = money.indicator[rows] == ABSENT
    years = {name: at for at, name in enumerate(money.periods)}
    year_of = np.array(
        [years.get(name[:4], ABSENT) if len(name) > len("2026") else ABSENT for name in money.periods], np.int64
    )
    part = (year_of[period] != ABSENT) if size else np.zeros(0, np.bool_)
    twice = (
        ("money-on-node-and-indicator", key[~bare], key[bare]),
        ("money-for-year-and-part", key[part] - period[part] + year_of[period[part]], key),
    )
    for name, some, others in twice:
        cells = np.intersect1d(some, others) if len(some) else some
        for cell in cells.tolist():
            rest, at = divmod(cell, size)
            group, node = divmod(rest, case.index.nodes)
            facts: dict[str, Fact] = {"home": case.plan.documents[group // len(BASES)].id, "period": money.periods[at]}
            yield Violation(node, name, facts)


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
    money, index = case.index.money, case.index
    whole = np.array([key.isdigit() for key in money.periods], np.bool_)
    rows = np.flatnonzero(in_chosen(case) & (money.basis == BASES.index("ceiling")) & ~money.stated)
    rows = rows[whole[money.period[rows]]]
    cells = distinct((money.document[rows] * index.nodes + money.subject[rows]) * len(whole) + money.period[rows])
    subject, period = np.divmod(cells, max(len(whole), 1))
    first = first_of_each(subject)
    document, node = np.divmod(subject[first], max(index.nodes, 1))
    stated = np.zeros((len(case.plan.documents), len(whole)), np.bool_)
    stated[np.repeat(document, np.diff(first, append=len(cells))), period] = True
    short = np.diff(first, append=len(cells)) < stated.sum(axis=1)[document]
    for at in np.flatnonzero(short).tolist():
        own = set(period[subject == subject[first[at]]].tolist())
        years = np.flatnonzero(stated[document[at]]).tolist()
        missing = tuple(money.periods[year] for year in years if year not in own)
        home = case.plan.documents[int(document[at])].id
        yield Violation(int(node[at]), None, {"home": home, "missing": missing})


RULES = (stated_totals, negative_amounts, two_levels, year_left_out)
