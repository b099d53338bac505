"""FUND-02: what the work takes of each kind of fund, beside what there is of it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from regplan.calc.budget import frame
from regplan.calc.budget.fund_names import read_funds
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget._lines import rows_under
from regplan.checks.budget.funds import YEARLY, funds_at, names_of, work_rows
from regplan.diagnostics.finding import Fact
from regplan.errors import PeriodsDifferError
from regplan.model.budget import Allocation
from regplan.values.account import account_parts
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen

__all__ = ["RULES"]


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
        silent: dict[Bilingual, None] = {}
        for (kind, period), spent in sorted(found.spent.items()):
            there = found.there.get((kind, period))
            if there is None:
                silent[case.law.funds[kind].title] = None
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
            names = ", ".join(one.id for one in silent), ", ".join(one.en for one in silent)
            yield Lacking(document.id, Bilingual(f"pendapatan dari {names[0]}", f"revenue of {names[1]}"))


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
            amount = _amount(case, name, int(period), fund.account or "")
            if amount is not None:
                found.there[kind, period] = sen(amount)


def _amount(case: Case, document: str, year: int, account: str) -> Rupiah | None:
    try:
        return frame(case.plan, document, year).of(account).amount
    except PeriodsDifferError:
        return None


def _is_below(account: tuple[int, ...], others: Mapping[tuple[int, ...], int]) -> bool:
    return any(account[:size] in others for size in range(1, len(account)))


def _kind_of(line: Allocation) -> str | None:
    """Return the kind of fund that a line of revenue or financing names."""
    kinds = {one.fund.kind for one in read_funds(line.fund or (line.account or "").partition(" ")[2]) if one.fund}
    return kinds.pop() if len(kinds) == 1 else None


def _add(sums: dict[tuple[str, str], int], unknown: set[tuple[str, str]], case: Case, row: int, kind: str) -> None:
    money = case.index.money
    key = kind, money.periods[int(money.period[row])]
    sums[key] = sums.get(key, 0) + int(money.amount[row])
    if not money.known[row]:
        unknown.add(key)


RULES: tuple[Rule, ...] = (available,)
