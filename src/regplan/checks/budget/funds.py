"""BUD-I06 and FUND-01…06: sources of money of the work, and what they may pay for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs
import numpy as np

from regplan.calc.budget import frame
from regplan.calc.budget.fund_names import FundName, read_funds
from regplan.calc.budget.sums import joined, sums_of
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._lines import agency_of, rows_under
from regplan.checks.budget._why import why_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools, Ints
from regplan.law.budget_terms import Fund
from regplan.model.budget import Allocation
from regplan.model.words import LEVELS
from regplan.values.account import account_parts
from regplan.values.code import cleaned
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen, sen

__all__ = ["RULES", "YEARLY", "fields_of", "names_of", "work_rows"]

YEARLY: Final = ("RKPD", "RENJA", "KUA", "PPAS", "KUA_PPAS", "RKA", "APBD", "DPA")
"""Documents that print a source of money beside each sub activity."""


def work_rows(case: Case, document: int) -> Ints:
    """Return the rows of ceilings of sub activities of a document, entries whose amount is not zero."""
    money, index = case.index.money, case.index
    rows = case.money_of(document)
    rows = rows[(money.basis[rows] == BASES.index("ceiling")) & ~money.stated[rows] & (money.subject[rows] >= 0)]
    rows = rows[(money.subject[rows] < index.nodes) & ((money.amount[rows] != 0) | ~money.known[rows])]
    found: Ints = rows[index.level[money.subject[rows]] == LEVELS.index("sub_activity")]
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
    """Where a sub activity states a ceiling and sources of money with amounts, these total it."""
    money = case.index.money
    for at, document in case.documents():
        rows = work_rows(case, at)
        rows = np.concatenate([rows, _stated(case, at)])
        place = joined(money.subject[rows], money.period[rows])
        size = int(place.max(initial=-1)) + 1
        bare = funds_at(case, rows) == ABSENT
        with_fund = np.bincount(place[~bare & ~money.stated[rows]], minlength=size) > 0
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


def _stated(case: Case, document: int) -> Ints:
    """Return the stated totals of sub activities that name no source, account or place."""
    money, index = case.index.money, case.index
    rows = case.money_of(document)
    rows = rows[(money.basis[rows] == BASES.index("ceiling")) & money.stated[rows] & (money.indicator[rows] == ABSENT)]
    rows = rows[(money.subject[rows] >= 0) & (money.subject[rows] < index.nodes) & money.known[rows]]
    rows = rows[~index.allocations.narrow[money.allocation[rows]]]
    found: Ints = rows[index.level[money.subject[rows]] == LEVELS.index("sub_activity")]
    return found


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
    elif not money.stated[row]:
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
            "{subject}: kode sumber dana {got} seharusnya berlebar {expected} menurut {version} ({count} rincian)",
            "{subject}: the parts of fund code {got} should have {expected} digits in {version} ({count} line(s))",
        ),
        ("tulis kode menurut versi nomenklatur dokumen", "write the code of the nomenclature version of the document"),
    ),
)
def funded(case: Case) -> Outcome:
    """Each sub activity with a ceiling names one source of money for each amount, by a known name or code."""
    for at, document in case.documents(*YEARLY):
        rows = work_rows(case, at)
        if not len(rows):
            continue
        numbers = funds_at(case, rows)
        if not (numbers != ABSENT).any():
            yield Lacking(document.id, Bilingual("sumber dana pada sub kegiatan", "sources of money of sub activities"))
            continue
        yield from _without_fund(case, rows[numbers == ABSENT], rows[numbers != ABSENT])
        yield from _cells(case, at, rows, numbers)


def _without_fund(case: Case, bare: Ints, named: Ints) -> Iterator[Violation]:
    """Yield the amounts without a source; a ceiling beside its sources is BUD-I06's."""
    money = case.index.money
    size = len(money.periods)
    there = np.isin(money.subject[bare] * size + money.period[bare], money.subject[named] * size + money.period[named])
    for row in bare[~there].tolist():
        yield Violation(None, "sub-activity-without-fund", _facts(case, row), row=_place(case, row))


def _cells(case: Case, document: int, rows: Ints, numbers: Ints) -> Iterator[Violation]:
    """Judge each different cell of sources once, but those that name several: the money of each is not known."""
    names = names_of(case)
    widths = _widths(case, document)
    for number in np.unique(numbers[numbers != ABSENT]).tolist():
        mine = rows[numbers == number]
        found = names.get(number, ())
        first = int(mine[0])
        if len(found) > 1:
            for row in mine.tolist():
                told: dict[str, Fact] = {"count": len(found), "got": " + ".join(one.text for one in found)}
                yield Violation(None, "funds-not-divided", {**_facts(case, row), **told}, row=_place(case, row))
        for one in found:
            told_of: dict[str, Fact] = {"home": case.plan.documents[document].id, "got": one.text, "count": len(mine)}
            if not one.is_known:
                near = ", ".join(one.near) or "–"
                yield Violation(None, "fund-not-known", {**told_of, "near": near}, row=_place(case, first))
            elif one.code and widths and not _fits(one.code, widths.digits):
                more = {"expected": ".".join(map(str, widths.digits)), "version": widths.version}
                yield Violation(None, "fund-code-width", {**told_of, **more}, row=_place(case, first))


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


@rule(
    "FUND-02",
    ("belanja per sumber dana tidak melebihi yang tersedia", "spending by source is not more than there is of it"),
    clause(
        "more-than-available",
        "warning",
        (
            "{subject}: {fund} membiayai {sum_rp} pada {period}, padahal pendapatannya {available_rp}",
            "{subject}: {fund} pays {sum_rp} in {period}, but {available_rp} of it is there",
        ),
        (
            "kurangi belanja dari sumber itu, atau perbaiki perkiraan pendapatan atau SiLPA-nya",
            "cut what it pays, or mend the estimate of its revenue or surplus",
        ),
    ),
)
def available(case: Case) -> Outcome:
    """For each kind of fund, what the work takes is no more than revenue and surplus that name it (or PAD: 4.1)."""
    for at, document in case.documents(*YEARLY):
        found = _by_kind(case, at)
        if not found.spent:
            continue
        if not found.there:
            said = "pendapatan dan SiLPA menurut sumber dana", "revenue and surplus by source of money"
            yield Lacking(document.id, Bilingual(*said))
            continue
        silent: dict[str, None] = {}
        for (kind, period), spent in sorted(found.spent.items()):
            there = found.there.get((kind, period))
            if there is None:
                silent[case.law.funds[kind].title.en] = None
            elif (kind, period) not in found.unknown and spent > there:
                facts: dict[str, Fact] = {
                    "home": document.id,
                    "period": period,
                    "fund": case.law.funds[kind].title,
                    "component": kind,
                    "sum_rp": from_sen(spent),
                    "available_rp": from_sen(there),
                }
                yield Violation(case.position(at), None, facts)
        if silent:
            said = (f"pendapatan dari {', '.join(silent)}", f"revenue of {', '.join(silent)}")
            yield Lacking(document.id, Bilingual(*said))


@attrs.frozen
class _ByKind:
    """Sen by kind of fund and period: what work takes, what there is, and where an amount is unknown."""

    spent: dict[tuple[str, str], int]
    there: dict[tuple[str, str], int]
    unknown: set[tuple[str, str]]


def _by_kind(case: Case, document: int) -> _ByKind:
    money, names = case.index.money, names_of(case)
    found = _ByKind({}, {}, set())
    rows = work_rows(case, document)
    for row, number in zip(rows.tolist(), funds_at(case, rows).tolist(), strict=True):
        kinds = {one.fund.kind for one in names.get(number, ()) if one.fund}
        if len(kinds) == 1:
            _add(found.spent, found.unknown, case, row, kinds.pop())
    lines: dict[tuple[str, str], dict[tuple[int, ...], int]] = {}
    for row in rows_under(case, document, ("4", "6.1")).tolist():
        line = case.plan.allocations[int(money.allocation[row])]
        kind = _kind_of(line) if int(money.subject[row]) == money.region else None
        if kind:
            account = account_parts(line.account or "") or ()
            amounts = lines.setdefault((kind, money.periods[int(money.period[row])]), {})
            amounts[account] = amounts.get(account, 0) + int(money.amount[row])
    for key, amounts in lines.items():
        found.there[key] = sum(amount for account, amount in amounts.items() if not _is_below(account, amounts))
    _put_accounts(case, document, found)
    return found


def _put_accounts(case: Case, document: int, found: _ByKind) -> None:
    """Put in what the document says of the accounts that are funds themselves: 4.1 is PAD, 6.1.01 the surplus."""
    name = case.plan.documents[document].id
    for kind, fund in case.law.funds.items():
        for period in {period for one, period in found.spent if one == kind and fund.account and period.isdigit()}:
            told = frame(case.plan, name, int(period)).of(fund.account or "")
            if told.amount is not None:
                found.there[kind, period] = sen(told.amount)


def _is_below(account: tuple[int, ...], others: Mapping[tuple[int, ...], int]) -> bool:
    return any(account[:size] in others for size in range(1, len(account)))


def _kind_of(line: Allocation) -> str | None:
    """Return the kind of fund that a line of revenue or financing names."""
    kinds = {one.fund.kind for one in read_funds(line.fund or "") if one.fund}
    return kinds.pop() if len(kinds) == 1 else None


def _add(sums: dict[tuple[str, str], int], unknown: set[tuple[str, str]], case: Case, row: int, kind: str) -> None:
    money = case.index.money
    key = kind, money.periods[int(money.period[row])]
    sums[key] = sums.get(key, 0) + int(money.amount[row])
    if not money.known[row]:
        unknown.add(key)


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


RULES: tuple[Rule, ...] = (funds_total, funded, available)
