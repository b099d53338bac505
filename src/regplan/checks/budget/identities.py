"""BUD-I01, I02 and I05: accounts, OPD and work of one budget add up to the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from regplan.calc.budget import AccountLines, HeadSum
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._frames import Framed, frames_of, is_whole_of_work, unknown_of
from regplan.checks.budget._why import why_of
from regplan.diagnostics.finding import Fact
from regplan.values.account import account_parts
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen

__all__ = ["RULES"]

_FRAMES: Final = ("RPJMD", "RPD", "RPJPD", "RENSTRA")
"""Plans of several years, whose projections the rules of the funding frame judge."""
_WHERE: Final = Bilingual(
    "{subject}: rekening {account} untuk {period} {stated_rp}, rekening di bawahnya {sum_rp}, selisih {difference_rp}{why}",
    "{subject}: account {account} for {period} is {stated_rp}, the accounts below it {sum_rp}, difference {difference_rp}{why}",
)


@rule(
    "BUD-I01",
    ("rekening sama dengan jumlah rekening di bawahnya", "an account is the sum of the accounts below it"),
    clause(
        "account-differs-from-those-below",
        "error",
        (_WHERE.id, _WHERE.en),
        (
            "perbaiki jumlah rekening itu atau rekening di bawahnya; bila ada yang belum ditulis, tambahkan",
            "mend the account or those below it; where one is not written yet, add it",
        ),
    ),
    clause(
        "account-not-read",
        "warning",
        (
            "{subject}: '{got}' bukan kode rekening ({count} rincian)",
            "{subject}: '{got}' is no account code ({count} line(s))",
        ),
        (
            "tulis kode rekening, seperti 5.1.02.01.01.0024; namanya boleh menyusul di belakangnya",
            "write the code of the account, as 5.1.02.01.01.0024; its name may stand behind it",
        ),
    ),
)
def accounts(case: Case) -> Outcome:
    """Where the region or an OPD prints an account and accounts right below it, the former is their sum."""
    yield from _accounts(case, total=False)
    yield from _unread(case)


@rule(
    "BUD-I02",
    ("belanja sama dengan jumlah kelompoknya", "spending is the sum of its groups"),
    clause(
        "spending-differs-from-groups",
        "error",
        (_WHERE.id, _WHERE.en),
        (
            "belanja adalah operasi, modal, tidak terduga, dan transfer (5.1–5.4): perbaiki jumlahnya atau kelompoknya",
            "spending is operating, capital, contingency and transfer spending (5.1–5.4): mend the total or its groups",
        ),
    ),
    clause(
        "spending-outside-groups",
        "warning",
        (
            "{subject}: rekening {account} bukan kelompok belanja ({expected})",
            "{subject}: account {account} is no group of spending ({expected})",
        ),
        ("perbaiki kode rekeningnya", "mend the account code"),
    ),
)
def spending(case: Case) -> Outcome:
    """Total spending is the sum of its four groups, and there is no fifth."""
    yield from _accounts(case, total=True)
    yield from _outside(case)


def _accounts(case: Case, *, total: bool) -> Outcome:
    """Compare each line with those below it: the line of all spending, or all others."""
    for one in frames_of(case, with_lines=True):
        if isinstance(one, Lacking):
            yield one
            continue
        for lines in (one.frame.region_lines, *one.frame.agencies.values()):
            for account in lines.accounts:
                if account_parts(account) != (6,) and (account_parts(account) == (5,)) == total:
                    yield from _line(one, lines, account, total=total)


def _unread(case: Case) -> Iterator[Violation]:
    """Yield each different text that is no account, once for a document, at its first line."""
    column, document = case.index.allocations.account, case.index.allocations.document
    numbers, first = np.unique(column, return_index=True)
    texts = [case.plan.allocations[at].account for at in first.tolist()]
    wrong = [number for number, text in zip(numbers.tolist(), texts, strict=True) if text and not account_parts(text)]
    if not wrong:
        return
    for at, one in case.documents():
        mine = np.flatnonzero((document == at) & np.isin(column, wrong))
        for number in np.unique(column[mine]).tolist():
            lines = mine[column[mine] == number]
            place = int(lines[0])
            facts: dict[str, Fact] = {"home": one.id, "got": case.plan.allocations[place].account, "count": len(lines)}
            yield Violation(None, "account-not-read", facts, row=("allocations", place))


def _line(one: Framed, lines: AccountLines, account: str, *, total: bool) -> Outcome:
    own, below = lines.of(account), lines.below(account)
    if below.state == "absent":
        return
    if own.amount is None or below.amount is None:
        yield unknown_of(one, own, below)
    elif own.amount != below.amount:
        name = "spending-differs-from-groups" if total else "account-differs-from-those-below"
        yield _found(one, name, lines.place(account), own, below, account)


def _outside(case: Case) -> Iterator[Violation]:
    groups = case.law.accounts["spending_groups"].codes
    known = {account_parts(code) for code in groups}
    for one in frames_of(case, with_lines=True):
        if isinstance(one, Lacking):
            continue
        for lines in (one.frame.region_lines, *one.frame.agencies.values()):
            for account in lines.accounts:
                parts = account_parts(account) or ()
                place = lines.place(account)
                if parts[:1] == (5,) and len(parts) > 1 and parts[:2] not in known and place is not None:
                    facts: dict[str, Fact] = {"home": one.document.id, "account": account, "expected": tuple(groups)}
                    yield Violation(None, "spending-outside-groups", facts, row=("allocations", place))


@rule(
    "BUD-I05",
    ("jumlah menurut OPD, rekening dan sub kegiatan sama", "totals by OPD, account and sub activity are one"),
    clause(
        "parts-differ-from-total",
        "warning",
        (
            "{subject}: belanja {account} daerah {period} {stated_rp}, OPD dan pekerjaannya {sum_rp}, selisih {difference_rp}{why}",
            "{subject}: spending {account} in {period} is {stated_rp}, OPD and their work {sum_rp}, difference {difference_rp}{why}",
        ),
        (
            "cari OPD atau sub kegiatan yang tidak ikut atau ikut dua kali; perbaiki jumlahnya atau rinciannya",
            "look for the OPD or sub activity that is left out or in it twice; mend the total or its parts",
        ),
    ),
    clause(
        "work-differs-from-agency",
        "warning",
        (
            "{subject}: pagu OPD untuk {period} {stated_rp}, pekerjaannya {sum_rp}, selisih {difference_rp}{why}",
            "{subject}: the ceiling of the OPD for {period} is {stated_rp}, its work {sum_rp}, difference {difference_rp}{why}",
        ),
        ("samakan pagu OPD dengan jumlah pekerjaannya", "make the ceiling of the OPD the sum of its work"),
    ),
)
def one_total(case: Case) -> Outcome:
    """Lines of the region, lines of OPD and their work state one spending; totals that are stated as such are ARI-01's."""
    for one in frames_of(case, with_lines=True):
        if isinstance(one, Lacking):
            yield one
        elif one.document.kind not in _FRAMES and is_whole_of_work(one.document):
            yield from _region(case, one)
            yield from _agencies(case, one)


def _region(case: Case, one: Framed) -> Outcome:
    heads = {account for account in one.frame.lines if (account_parts(account) or ())[:1] == (5,)}
    if not heads:
        return
    for head in sorted({*heads, "5"}):
        printed, parts = one.frame.region(head), one.frame.parts(head)
        place = one.frame.region_lines.place(head)
        if _is_stated(case, place) or printed.state == "absent" or parts.state == "absent":
            continue
        if printed.amount is None or parts.amount is None:
            if head == "5":
                yield unknown_of(one, *(found for found in (printed, parts) if found.amount is None))
        elif printed.amount != parts.amount:
            yield _found(one, "parts-differ-from-total", place, printed, parts, head, case)


def _agencies(case: Case, one: Framed) -> Outcome:
    for agency, lines in one.frame.agencies.items():
        own, work = lines.of("5"), one.frame.work_of(agency, "5")
        place = lines.place("5")
        if _is_stated(case, place) or own.state == "absent" or work.state == "absent":
            continue
        if own.amount is None or work.amount is None:
            yield unknown_of(one, own, work)
        elif own.amount != work.amount:
            at = place if place is not None else lines.place(lines.accounts[0])
            yield _found(one, "work-differs-from-agency", at, own, work, "5", case)


def _is_stated(case: Case, place: int | None) -> bool:
    """Tell whether a line is a stated total, which ARI-01 compares."""
    return place is not None and case.plan.allocations[place].role == "stated_total"


def _found(
    one: Framed,
    name: str,
    place: int | None,
    stated: HeadSum,
    parts: HeadSum,
    account: str,
    case: Case | None = None,
) -> Violation:
    """Write a breach at the line it is about; at the document, where there is none."""
    own, sums = stated.amount or 0, parts.amount or 0
    facts: Mapping[str, Fact] = {
        "home": one.document.id,
        "account": account,
        "period": one.year,
        "stated_rp": own,
        "sum_rp": sums,
        "difference_rp": _less(own, sums),
        "why": why_of(own, sums),
    }
    if place is not None:
        return Violation(None, name, facts, row=("allocations", place))
    assert case is not None
    return Violation(case.position(one.position), name, facts)


def _less(one: Rupiah, other: Rupiah) -> Rupiah:
    return from_sen(sen(one) - sen(other))


RULES: tuple[Rule, ...] = (accounts, spending, one_total)
