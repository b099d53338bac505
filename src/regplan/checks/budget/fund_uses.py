"""FUND-03…06: what earmarked money, loans and the own revenue of service agencies may pay for."""

from __future__ import annotations

from collections.abc import Iterator

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget.funds import YEARLY, fields_of, named, work_rows
from regplan.diagnostics.finding import Fact
from regplan.index.columns import Ints
from regplan.law.budget_terms import Fund
from regplan.values.account import is_under
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES"]

_KELURAHAN, _LOAN, _BLUD = "dau_kelurahan", "loan", "blud"
_EARMARKED_DAU = "dau_"


@rule(
    "FUND-03",
    ("dana terikat dipakai untuk bidangnya", "earmarked money is used in its field"),
    clause(
        "earmarked-fund-elsewhere",
        "warning",
        (
            "{subject}: {fund} (paling banyak {sum_rp}) pada bidang {got}, seharusnya {expected}",
            "{subject}: {fund} (at most {sum_rp}) stands in field {got}; it is for {expected}",
        ),
        ("ganti sumber dananya, atau pindahkan ke bidang yang berhak", "change the source, or move it to its field"),
    ),
)
def earmarked(case: Case) -> Outcome:
    """Money that is earmarked for a *bidang urusan* pays for work of that field, or of an OPD that holds it."""
    for fund in case.law.funds.values():
        if fund.restricted and fund.fields and fund.kind not in {_KELURAHAN, _BLUD}:
            yield from _outside(case, fund, "earmarked-fund-elsewhere")


@rule(
    "FUND-04",
    ("DAU kelurahan ada pada kecamatan", "DAU for kelurahan stands with kecamatan"),
    clause(
        "kelurahan-money-elsewhere",
        "warning",
        (
            "{subject}: {fund} (paling banyak {sum_rp}) pada bidang {got}, seharusnya {expected} (kecamatan dan kelurahan)",
            "{subject}: {fund} (at most {sum_rp}) stands in field {got}; it is for {expected} (kecamatan and kelurahan)",
        ),
        (
            "anggarkan pada sub kegiatan kelurahan di bawah kecamatan (7.01)",
            "budget it on sub activities of kelurahan under kecamatan (7.01)",
        ),
    ),
)
def kelurahan(case: Case) -> Outcome:
    """DAU for kelurahan is under field 7.01."""
    yield from _outside(case, case.law.funds[_KELURAHAN], "kelurahan-money-elsewhere")


@rule(
    "FUND-05",
    ("pinjaman untuk belanja modal", "loans pay for capital"),
    clause(
        "loan-outside-capital",
        "info",
        (
            "{subject}: pinjaman {sum_rp} pada rekening {got}, bukan belanja modal ({expected})",
            "{subject}: a loan of {sum_rp} stands on account {got}, which is no capital spending ({expected})",
        ),
        (
            "biayai prasarana yang umurnya tidak lebih pendek dari pinjamannya",
            "pay for infrastructure that lasts as long as the loan",
        ),
    ),
)
def loans(case: Case) -> Outcome:
    """What a loan pays for stands on an account of capital spending; without accounts this is not known."""
    fund, capital = case.law.funds[_LOAN], case.law.accounts["capital"].codes
    for at, document in case.documents(*YEARLY):
        rows = work_rows(case, at)
        rows = rows[named(case, rows, fund)]
        lines = case.index.money.allocation[rows]
        accounts = [case.plan.allocations[place].account for place in lines.tolist()]
        silent = sum(account is None for account in accounts)
        if silent:
            said = f"rekening {silent} rincian dari pinjaman", f"the account of {silent} line(s) paid by loans"
            yield Lacking(document.id, Bilingual(*said))
        for row, account in zip(rows.tolist(), accounts, strict=True):
            if account is not None and not any(is_under(account, head) for head in capital):
                facts: dict[str, Fact] = {**_facts(case, row), "got": account, "expected": tuple(capital)}
                yield Violation(None, None, facts, row=_place(case, row))


@rule(
    "FUND-06",
    ("pendapatan BLUD pada unit layanan", "own revenue of BLUD stands with service units"),
    clause(
        "blud-money-elsewhere",
        "info",
        (
            "{subject}: {fund} (paling banyak {sum_rp}) pada bidang {got}, bukan unit layanan ({expected})",
            "{subject}: {fund} (at most {sum_rp}) stands in field {got}, which is no service unit ({expected})",
        ),
        ("anggarkan pada unit layanan yang menerapkan BLUD", "budget it with the service unit that is a BLUD"),
    ),
)
def service_agencies(case: Case) -> Outcome:
    """Own revenue of BLUD pays for work of health or education units."""
    yield from _outside(case, case.law.funds[_BLUD], "blud-money-elsewhere")


def _outside(case: Case, fund: Fund, name: str) -> Outcome:
    """
    Yield the money of a fund on work of other fields; where neither code nor OPD says the field, that is lacking.

    Of an APBD, MAN-14 tells what of the earmarked DAU stands elsewhere, once for each part of it.
    """
    for at, document in case.documents(*YEARLY):
        if document.kind == "APBD" and fund.kind.startswith(_EARMARKED_DAU):
            continue
        rows = work_rows(case, at)
        rows = rows[named(case, rows, fund)]
        fields = fields_of(case, at, rows)
        silent = sum(not one for one in fields)
        if silent:
            said = (
                f"bidang urusan {silent} rincian dari {fund.title.id}",
                f"the field (bidang urusan) of {silent} line(s) of {fund.title.en}",
            )
            yield Lacking(document.id, Bilingual(*said))
        yield from _strange(case, rows, fields, fund, name)


def _strange(case: Case, rows: Ints, fields: list[tuple[str, ...]], fund: Fund, name: str) -> Iterator[Violation]:
    for row, found in zip(rows.tolist(), fields, strict=True):
        if found and not set(found) & set(fund.fields):
            facts: dict[str, Fact] = {
                **_facts(case, row),
                "fund": fund.title,
                "component": fund.kind,
                "got": found[0],
                "expected": tuple(fund.fields),
            }
            yield Violation(None, name, facts, row=_place(case, row))


def _facts(case: Case, row: int) -> dict[str, Fact]:
    money = case.index.money
    return {
        "home": case.plan.documents[int(money.document[row])].id,
        "period": money.periods[int(money.period[row])],
        "sum_rp": from_sen(int(money.amount[row])),
    }


def _place(case: Case, row: int) -> tuple[str, int]:
    return "allocations", int(case.index.money.allocation[row])


RULES: tuple[Rule, ...] = (earmarked, kelurahan, loans, service_agencies)
