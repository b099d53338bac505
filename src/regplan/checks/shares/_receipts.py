"""Receipts by name: DAU, DBH, DAK and taxes, found by what is printed or declared, added up by account."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

import attrs
import numpy as np

from regplan.checks.shares._sheet import DECLARED_BY, Sheet
from regplan.checks.shares._verdict import frame_of
from regplan.index.build import BASES
from regplan.model.budget import Allocation
from regplan.values.account import account_parts, is_under
from regplan.values.lang import Bilingual
from regplan.values.period import period_year

__all__ = ["Receipts", "receipts_of"]


@attrs.frozen(kw_only=True)
class Receipts:
    """
    Receipts of one name.

    Attributes:
        amount: In rupiah; None is not known.
        lack: What is lacking where it is not.
        accounts: The accounts that were added.
    """

    amount: Fraction | None
    lack: Bilingual
    accounts: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the budget has a line of that name."""
        return bool(self.accounts)


def receipts_of(sheet: Sheet, name: str) -> Receipts:
    """
    Add up the receipts of a name, its parts included; of accounts that lie one below the other the upper is taken.

    Args:
        sheet: The budget.
        name: A subject of the law's list with printed names: ``dau``, ``dbh``, ``vehicle_tax`` …
    """
    subjects = sheet.case.law.counting.subjects
    wanted = {name, *(one.name for one in subjects.values() if one.part_of == name)}
    word, printed = subjects[name].word, max(subjects[name].prints, key=len)
    lack = Bilingual(
        f"pendapatan {printed}: baris rekening 4 yang bernama demikian, atau 'x-hitung: {word}'",
        f"receipts of {printed}: a line of account 4 printed so, or 'x-hitung: {word}'",
    )
    found = sheet.case.remember(f"receipts {sheet.at}", lambda: _named(sheet))
    accounts = [account for account, called in found.items() if called in wanted]
    tops = [one for one in accounts if not any(one != other and is_under(one, other) for other in accounts)]
    frame = frame_of(sheet)
    if not tops or frame is None:
        return Receipts(amount=None, lack=lack)
    sums = [frame.of(one) for one in tops]
    if any(one.amount is None for one in sums):
        why = Bilingual(f"jumlah pendapatan {printed}", f"the amount of receipts of {printed}")
        return Receipts(amount=None, lack=why, accounts=tuple(tops))
    total = sum((Fraction(one.amount) for one in sums if one.amount is not None), Fraction(0))
    return Receipts(amount=total, lack=lack, accounts=tuple(tops))


def _named(sheet: Sheet) -> dict[str, str]:
    """Map the accounts of revenue and financing to what they are called."""
    case, money = sheet.case, sheet.case.index.money
    rows = case.money_of(sheet.at)
    basis = BASES.index("realised" if sheet.document.kind == "REALISATION" else "ceiling")
    years = np.array([period_year(key) or 0 for key in money.periods], np.int64)
    rows = rows[(money.basis[rows] == basis) & (years[money.period[rows]] == sheet.year)]
    found: dict[str, str] = {}
    for at in np.unique(money.allocation[rows]).tolist():
        one = case.plan.allocations[at]
        parts = account_parts(one.account) if one.account else None
        if parts and parts[0] in {4, 6}:
            called = _called(sheet, one)
            if called:
                found[".".join(map(str, parts))] = called
    return found


def _called(sheet: Sheet, one: Allocation) -> str | None:
    """Return the subject a line of receipts is of: as declared, else by the longest name that is printed on it."""
    subjects = sheet.case.law.counting.subjects
    declared = {
        str(word).strip().lower() for key in DECLARED_BY for word in _several(one.extra.get(key) if one.extra else None)
    }
    for subject in subjects.values():
        if subject.prints and subject.word in declared:
            return subject.name
    text = f"{one.account or ''} {one.fund or ''}".lower()
    fits = [(len(name), subject.name) for subject in subjects.values() for name in subject.prints if _has(text, name)]
    if fits:
        return max(fits)[1]
    listed = (
        (len(by.code), subject.name)
        for subject in subjects.values()
        for by in subject.accounts
        if subject.prints and is_under(one.account, by.code)
    )
    return max(listed, default=(0, ""))[1] or None


def _several(told: object) -> tuple[object, ...]:
    return told if isinstance(told, tuple) else () if told is None else (told,)


@lru_cache(maxsize=65536)
def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w])", text) is not None
