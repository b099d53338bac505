"""Money by account as tables: revenue, spending, financing; the sides are shown beside each other and never added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from regplan.calc.budget import AccountSide, HeadSum, Totals
from regplan.model.plan import Plan
from regplan.report.money import total_records, totals_sheet
from regplan.report.sheets import Amount, Sheet
from regplan.values.lang import Bilingual, Lang

__all__ = ["account_records", "account_sheets", "side_data"]

_SIDES: Final = {
    "revenue": Bilingual("Pendapatan", "Revenue"),
    "financing_receipts": Bilingual("Penerimaan pembiayaan", "Financing receipts"),
    "financing_outlays": Bilingual("Pengeluaran pembiayaan", "Financing outlays"),
}
_SPENDING: Final = Bilingual("Belanja", "Spending")
_ACCOUNT: Final = Bilingual("Rekening", "Account")
_RUPIAH: Final = Bilingual("Rupiah", "Rupiah")
_ABSENT: Final = Bilingual("tidak dinyatakan", "not stated")
_TOTAL: Final = Bilingual("Jumlah", "Total")


def account_sheets(plan: Plan, found: Totals, sides: Sequence[AccountSide], lang: Lang) -> Iterator[Sheet]:
    """Write revenue, spending, and the two sides of financing as a table each."""
    tables = {one.name: _sheet(one, lang) for one in sides}
    yield tables["revenue"]
    if len(found):
        spending = totals_sheet(plan, found, lang)
        yield attrs.evolve(spending, title=f"{_SPENDING.text(lang)}: {spending.title}")
    yield tables["financing_receipts"]
    yield tables["financing_outlays"]


def account_records(plan: Plan, found: Totals, sides: Sequence[AccountSide], lang: Lang) -> list[dict[str, Any]]:
    """Return one record an account and part, for CSV; only of spending it is known how many rows are in it."""
    spending = [{"part": "spending"} | one for one in total_records(plan, found, lang)]
    heads = spending[0] if spending else {"part": None, "account": None, "account_name": None, "amount": None}
    bare = dict.fromkeys(heads)
    others = {
        side.name: [
            bare | {"part": side.name, "account": one.account, "account_name": one.account, "amount": one.amount}
            for one in (side.lines or ((side.whole,) if side.whole.state != "absent" else ()))
        ]
        for side in sides
    }
    return [*others["revenue"], *spending, *others["financing_receipts"], *others["financing_outlays"]]


def side_data(sides: Sequence[AccountSide]) -> list[dict[str, Any]]:
    """Return the sides as plain data, for JSON; amounts are exact, and what is not stated is no zero."""
    return [{"part": side.name, **_head(side.whole), "lines": [_head(one) for one in side.lines]} for side in sides]


def _head(one: HeadSum) -> dict[str, Any]:
    reason = None if one.reason is None else {"id": one.reason.id, "en": one.reason.en}
    return {"account": one.account, "state": one.state, "amount": one.amount, "said_by": one.said_by, "reason": reason}


def _sheet(side: AccountSide, lang: Lang) -> Sheet:
    heads = (_ACCOUNT.text(lang), _RUPIAH.text(lang))
    told = [*side.lines, side.whole]
    notes = dict.fromkeys(
        f"{one.account}: {one.reason.text(lang)}" for one in told if one.state == "unknown" and one.reason
    )
    total = (f"{_TOTAL.text(lang)} {side.whole.account}", (_amount(side.whole, lang),)) if side.lines else None
    return Sheet(
        title=_SIDES[side.name].text(lang),
        heads=heads,
        rows=tuple((one.account, (_amount(one, lang),)) for one in (side.lines or (side.whole,))),
        total=total,
        notes=tuple(notes),
    )


def _amount(one: HeadSum, lang: Lang) -> Amount:
    return _ABSENT.text(lang) if one.state == "absent" else "?" if one.amount is None else one.amount
