"""BUD-I06 and FUND-01: the sources of money that work names, and whether they total its ceiling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs
import numpy as np

from regplan.calc.budget.fund_names import FundName, read_funds
from regplan.calc.budget.sums import joined, sums_of
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._lines import agency_of
from regplan.checks.budget._why import why_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools, Ints
from regplan.law.budget_terms import Fund
from regplan.model.words import LEVELS, Level
from regplan.values.code import cleaned
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES", "YEARLY", "fields_of", "funds_at", "named", "names_of", "work_rows"]

YEARLY: Final = ("RKPD", "RENJA", "KUA", "PPAS", "KUA_PPAS", "RKA", "APBD", "DPA")
"""Documents that print a source of money beside each sub activity."""


def work_rows(case: Case, document: int, level: Level = "sub_activity") -> Ints:
    """Return the rows of ceilings of a document at and below a level of work, entries whose amount is not zero."""
    money, index = case.index.money, case.index
    rows = case.money_of(document)
    rows = rows[(money.basis[rows] == BASES.index("ceiling")) & ~money.stated[rows] & (money.subject[rows] >= 0)]
    rows = rows[(money.subject[rows] < index.nodes) & ((money.amount[rows] != 0) | ~money.known[rows])]
    found: Ints = rows[index.level[money.subject[rows]] >= LEVELS.index(level)]
    return found


def names_of(case: Case) -> Mapping[int, tuple[FundName, ...]]:
    """Read each different source of money of the plan once, by its number in the index."""
    return case.index.remember("fund names", lambda: _names(case))


def _names(case: Case) -> Mapping[int, tuple[FundName, ...]]:
    numbers, first = np.unique(case.index.allocations.fund, return_index=True)
    texts = (case.plan.allocations[at].fund for at in first.tolist())
    return {number: read_funds(text) for number, text in zip(numbers.tolist(), texts, strict=True) if text}


def funds_at(case: Case, rows: Ints) -> Ints:
    """Return the number of the source of money of rows of money."""
    found: Ints = case.index.allocations.fund[case.index.money.allocation[rows]]
    return found


@rule(
    "BUD-I06",
    ("jumlah sumber dana sama dengan pagu", "sources of money total the ceiling"),
    clause(
        "funds-differ-from-ceiling",
        "warning",
        (
            "{subject}: pagu {period} {stated_rp}, sumber dananya {sum_rp}, selisih {difference_rp}{why}",
            "{subject}: the ceiling for {period} is {stated_rp}, its sources of money {sum_rp}, difference {difference_rp}{why}",
        ),
        ("perbaiki pagu atau pembagian sumber dananya", "mend the ceiling or its division among sources"),
    ),
    clause(
        "ceiling-beside-its-funds",
        "warning",
        (
            "{subject}: pagu {period} {stated_rp} ditulis sebagai rincian di samping sumber dananya: keduanya akan dijumlah",
            "{subject}: the ceiling for {period}, {stated_rp}, is an entry beside its sources of money: both would be added",
        ),
        (
            "tulis pagunya sebagai 'jumlah_tercantum', atau hanya sumber dananya",
            "write the ceiling as 'stated_total', or the sources alone",
        ),
    ),
)
def funds_total(case: Case) -> Outcome:
    """Where a sub activity has a ceiling and sources of money with amounts, these total it; stated totals are ARI-01's."""
    money = case.index.money
    for at, document in case.documents():
        rows = work_rows(case, at)
        place = joined(money.subject[rows], money.period[rows])
        size = int(place.max(initial=-1)) + 1
        bare = funds_at(case, rows) == ABSENT
        with_fund = np.bincount(place[~bare], minlength=size) > 0
        unknown = np.bincount(place[~money.known[rows]], minlength=size) > 0
        sums = sums_of(place[~bare], money.amount[rows[~bare]], size)
        for row, cell in zip(rows[bare].tolist(), place[bare].tolist(), strict=True):
            if not with_fund[cell]:
                continue
            if unknown[cell]:
                told = (
                    f"jumlah tiap sumber dana {_subject(case, row)}",
                    f"the amount of each source of {_subject(case, row)}",
                )
                yield Lacking(document.id, Bilingual(*told))
                continue
            yield from _apart(case, row, int(sums[cell]))


def _apart(case: Case, row: int, got: int) -> Iterator[Violation]:
    money = case.index.money
    ceiling = int(money.amount[row])
    facts: dict[str, Fact] = {
        "home": case.plan.documents[int(money.document[row])].id,
        "period": money.periods[int(money.period[row])],
        "stated_rp": from_sen(ceiling),
        "sum_rp": from_sen(got),
        "difference_rp": from_sen(ceiling - got),
        "why": why_of(from_sen(ceiling), from_sen(got)),
    }
    where = ("allocations", int(money.allocation[row]))
    if got != ceiling:
        yield Violation(None, "funds-differ-from-ceiling", facts, row=where)
    else:
        yield Violation(None, "ceiling-beside-its-funds", facts, row=where)


def _subject(case: Case, row: int) -> str:
    return case.index.ids[int(case.index.money.subject[row])]


@rule(
    "FUND-01",
    ("setiap sub kegiatan menyebut sumber dana", "each sub activity names its source of money"),
    clause(
        "sub-activity-without-fund",
        "warning",
        (
            "{subject}: {sum_rp} untuk {period} tanpa sumber dana",
            "{subject}: {sum_rp} for {period} has no source of money",
        ),
        ("tulis 'sumber_dana'", "write 'fund'"),
    ),
    clause(
        "funds-not-divided",
        "warning",
        (
            "{subject} menyebut {count} sumber dana dalam satu sel: {got}; pembagian {sum_rp} tidak diketahui",
            "{subject} names {count} sources in one cell: {got}; how {sum_rp} is divided is not known",
        ),
        ("tulis satu anggaran untuk setiap sumber dana", "write one allocation for each source"),
    ),
    clause(
        "fund-not-known",
        "info",
        (
            "{subject}: '{got}' bukan nama sumber dana yang dikenal ({count} rincian); mirip: {near}",
            "{subject}: '{got}' is no known source of money ({count} line(s)); near: {near}",
        ),
        ("tulis nama atau kode sumber dana menurut nomenklatur", "write the name or code of the nomenclature"),
    ),
    clause(
        "fund-code-width",
        "info",
        (
            "{subject}: lebar kode sumber dana {got} seharusnya {expected} menurut {version} ({count} rincian seperti itu)",
            "{subject}: the parts of fund code {got} should have {expected} digits in {version} ({count} such line(s))",
        ),
        ("tulis kode menurut versi nomenklatur dokumen", "write the code of the nomenclature version of the document"),
    ),
)
def funded(case: Case) -> Outcome:
    """Each sub activity with a ceiling names one source of money for each amount, by a known name or code."""
    for at, document in case.documents(*YEARLY):
        rows, every = work_rows(case, at), work_rows(case, at, "program")
        numbers = funds_at(case, rows)
        if (numbers != ABSENT).any():
            yield from _without_fund(case, rows[numbers == ABSENT], rows[numbers != ABSENT])
        elif len(rows):
            yield Lacking(document.id, Bilingual("sumber dana pada sub kegiatan", "sources of money of sub activities"))
        yield from _cells(case, at, every, funds_at(case, every))


def _without_fund(case: Case, bare: Ints, named: Ints) -> Iterator[Violation]:
    """Yield the amounts without a source; a ceiling beside its sources is BUD-I06's."""
    money = case.index.money
    size = len(money.periods)
    there = np.isin(money.subject[bare] * size + money.period[bare], money.subject[named] * size + money.period[named])
    for row in bare[~there].tolist():
        yield Violation(None, "sub-activity-without-fund", _facts(case, row), row=_place(case, row))


def _cells(case: Case, document: int, rows: Ints, numbers: Ints) -> Iterator[Violation]:
    """Judge the cells of sources: several in one, and each different name that is not known."""
    names = names_of(case)
    for number in np.unique(numbers[numbers != ABSENT]).tolist():
        mine = rows[numbers == number]
        found = names.get(number, ())
        if len(found) > 1:
            for row in mine.tolist():
                told: dict[str, Fact] = {"count": len(found), "got": " + ".join(one.text for one in found)}
                yield Violation(None, "funds-not-divided", {**_facts(case, row), **told}, row=_place(case, row))
        for one in found:
            if not one.is_known:
                facts: dict[str, Fact] = {
                    "home": case.plan.documents[document].id,
                    "got": one.text,
                    "count": len(mine),
                    "near": ", ".join(one.near) or "–",
                }
                yield Violation(None, "fund-not-known", facts, row=_place(case, int(mine[0])))
    yield from _codes(case, document, rows, numbers)


def _codes(case: Case, document: int, rows: Ints, numbers: Ints) -> Iterator[Violation]:
    """Tell a document once that codes have not the widths of its version, with the first of them."""
    widths = _widths(case, document)
    if widths is None:
        return
    wrong = {
        number: one.code
        for number, found in names_of(case).items()
        for one in found
        if one.code and not _fits(one.code, widths.digits)
    }
    mine = np.flatnonzero(np.isin(numbers, list(wrong)))
    if len(mine):
        facts: dict[str, Fact] = {
            "home": case.plan.documents[document].id,
            "got": wrong[int(numbers[mine[0]])],
            "count": len(mine),
            "expected": ".".join(map(str, widths.digits)),
            "version": widths.version,
        }
        yield Violation(None, "fund-code-width", facts, row=_place(case, int(rows[mine[0]])))


@attrs.frozen
class _Widths:
    """The digits of the six parts of a fund code in a version of the nomenclature."""

    digits: tuple[int, ...]
    version: str


_PARTS: Final = ("code.fund_third_width", "code.fund_fourth_width", "code.fund_fifth_width", "code.fund_sixth_width")


def _widths(case: Case, document: int) -> _Widths | None:
    """Return the widths of the version a document names; None where it names none."""
    version = case.plan.documents[document].nomenclature
    if version is None:
        return None
    day = case.law.nomenclature[version]
    return _Widths((1, 1, *(case.law.parameter(name).at(day).value for name in _PARTS)), version)


def _fits(code: str, widths: tuple[int, ...]) -> bool:
    return all(len(part) == width for part, width in zip(code.split("."), widths, strict=False))


def _facts(case: Case, row: int) -> dict[str, Fact]:
    money = case.index.money
    return {
        "home": case.plan.documents[int(money.document[row])].id,
        "period": money.periods[int(money.period[row])],
        "sum_rp": from_sen(int(money.amount[row])),
    }


def _place(case: Case, row: int) -> tuple[str, int]:
    return "allocations", int(case.index.money.allocation[row])


def fields_of(case: Case, document: int, rows: Ints) -> list[tuple[str, ...]]:
    """Return for rows of money of work the *bidang urusan* they are for: of the code, and those of the OPD."""
    index, money = case.index, case.index.money
    agencies = agency_of(case, document, rows).tolist()
    by_agency = {at: case.fields_of(case.plan.agencies[at]) for at in set(agencies) if at >= 0}
    found: list[tuple[str, ...]] = []
    for node, at in zip(money.subject[rows].tolist(), agencies, strict=True):
        field = ".".join(cleaned(index.node(node).code or "").split(".")[:2])
        own = (field,) if field and field[:1].isdigit() else ()
        found.append((*own, *by_agency.get(at, ())))
    return found


def named(case: Case, rows: Ints, fund: Fund) -> Bools:
    """Mark the rows whose cell names a kind of fund, alone or with others."""
    numbers = funds_at(case, rows)
    wanted = [number for number, found in names_of(case).items() if any(one.fund == fund for one in found)]
    return np.isin(numbers, wanted)


RULES: tuple[Rule, ...] = (funds_total, funded)
