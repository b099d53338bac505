"""Balance of a budget (APBD): deficit, net financing, SiLPA, amendments and the deficit the law caps (methods G3, BUD-I03/I04)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import rupiah_of, total_of
from regplan.calc.money.results import Amount, Ratio, ratio
from regplan.values.money import Rupiah

__all__ = [
    "Balance",
    "Budget",
    "Change",
    "Deficit",
    "amendment",
    "budget_balance",
    "debt_deficit",
    "silpa_breaks",
]


@attrs.frozen(kw_only=True)
class Budget:
    """
    The four totals of a budget or of its realisation; None is unknown.

    Attributes:
        revenue: Revenue (*pendapatan*).
        spending: Spending (*belanja*).
        financing_receipts: 6.1, with the surplus of last year (SiLPA).
        financing_outlays: 6.2.
    """

    revenue: Rupiah | None
    spending: Rupiah | None
    financing_receipts: Rupiah | None
    financing_outlays: Rupiah | None


@attrs.frozen(kw_only=True)
class Balance:
    """
    What follows from a budget.

    Attributes:
        deficit: Spending less revenue; below zero a surplus.
        net_financing: Financing receipts less outlays.
        end_surplus: SiLPA of the year (*SILPA tahun berkenaan*), net financing less deficit: zero in a balanced plan; of
            a realisation what next year receives.
        uncovered: Deficit less net financing, the gap of a draft; below zero more is financed than needed.
        all_receipts: Revenue and financing receipts.
        all_outlays: Spending and financing outlays.
    """

    deficit: Amount
    net_financing: Amount
    end_surplus: Amount
    uncovered: Amount
    all_receipts: Amount
    all_outlays: Amount

    @property
    def is_balanced(self) -> bool | None:
        """Whether the deficit is exactly covered; None where that is not known."""
        return None if self.end_surplus.exact is None else self.end_surplus.exact == 0


def budget_balance(budget: Budget) -> Balance:
    """
    Compute the identities of a budget, each as far as its parts are known.

    Example:
        >>> told = budget_balance(Budget(revenue=1200, spending=1260, financing_receipts=80, financing_outlays=20))
        >>> told.deficit.rupiah, told.net_financing.rupiah, told.is_balanced
        (60, 60, True)
    """
    revenue, spending = {"revenue": budget.revenue}, {"spending": budget.spending}
    receipts = {"financing receipts": budget.financing_receipts}
    outlays = {"financing outlays": budget.financing_outlays}
    return Balance(
        deficit=_less(spending, revenue, "G3 deficit"),
        net_financing=_less(receipts, outlays, "G3 net financing"),
        end_surplus=_less(revenue | receipts, spending | outlays, "G3 SiLPA"),
        uncovered=_less(spending | outlays, revenue | receipts, "G3 uncovered"),
        all_receipts=_less(revenue | receipts, {}, "G3 receipts"),
        all_outlays=_less(spending | outlays, {}, "G3 outlays"),
    )


def _less(more: Mapping[str, Rupiah | None], less: Mapping[str, Rupiah | None], variant: str) -> Amount:
    plus, lack = total_of(more)
    minus, gone = total_of(less)
    if plus is None or minus is None:
        return Amount(variant=variant, reason=lack or gone)
    return Amount(exact=plus - minus, variant=variant)


Fate: TypeAlias = Literal["kept", "added", "dropped"]


@attrs.frozen(kw_only=True)
class Change:
    """
    What an amendment does to a line.

    Attributes:
        fate: Whether the line is in both versions, in the new one only, or in the old one only.
        before: Its amount; None is absent or unknown.
        after: Its new amount.
        delta: New less old, a line that is not there having nothing; no value where an amount is unknown.
    """

    fate: Fate
    before: Rupiah | None
    after: Rupiah | None
    delta: Amount


def amendment(before: Mapping[str, Rupiah | None], after: Mapping[str, Rupiah | None]) -> dict[str, Change]:
    """
    Compare two versions of a budget line by line; the deltas add up to the change of the total.

    Example:
        >>> told = amendment({"a": 10, "b": 5}, {"a": 12, "c": 1})
        >>> [(name, one.fate, one.delta.rupiah) for name, one in told.items()]
        [('a', 'kept', 2), ('b', 'dropped', -5), ('c', 'added', 1)]
    """
    return {name: _change(name, before, after) for name in sorted({*before, *after})}


def _change(name: str, before: Mapping[str, Rupiah | None], after: Mapping[str, Rupiah | None]) -> Change:
    fate: Fate = "added" if name not in before else "kept" if name in after else "dropped"
    delta = _less({name: after.get(name, 0)}, {name: before.get(name, 0)}, "G3 amendment")
    return Change(fate=fate, before=before.get(name), after=after.get(name), delta=delta)


def silpa_breaks(closing: Mapping[str, Rupiah | None], opening: Mapping[str, Rupiah | None]) -> dict[str, Amount]:
    """
    Compare the SiLPA each year receives with the one the year before left.

    Args:
        closing: By year as ``2026``, the realised SiLPA at its end.
        opening: By year, the SiLPA it received.

    Returns:
        By year, received less left; zero where the years are linked. Years whose year before is not there are left out.

    Example:
        >>> told = silpa_breaks({"2024": 80, "2025": 60}, {"2025": 80, "2026": 65})
        >>> {year: one.rupiah for year, one in told.items()}
        {'2025': 0, '2026': 5}
    """
    years = sorted({*closing, *opening})
    return {
        year: _less({f"opening {year}": opening[year]}, {f"closing {last}": closing[last]}, "G3 link of SiLPA")
        for last, year in pairwise(years)
        if last in closing and year in opening and last.isdecimal() and year.isdecimal() and int(last) + 1 == int(year)
    }


@attrs.frozen(kw_only=True)
class Deficit:
    """
    The deficit in the two senses of DEF-00.

    Attributes:
        gross: Spending less revenue, at least zero.
        debt: The part of it that is financed by borrowing: what the caps of the law are for.
        gross_share: Gross by revenue, for information.
        debt_share: Debt-financed by revenue, to be compared with the cap of the year.
    """

    gross: Amount
    debt: Amount
    gross_share: Ratio
    debt_share: Ratio


def debt_deficit(*, revenue: Rupiah | None, spending: Rupiah | None, borrowing: Rupiah | None) -> Deficit:
    """
    Return the gross deficit and the part that borrowing finances; only the latter is capped.

    Args:
        revenue: Estimated revenue.
        spending: Planned spending.
        borrowing: Borrowing receipts in 6.1; None is unknown, and then so is the capped deficit, unless there is none.

    Law:
        PMK 101/2025 Art 1(7), PP 1/2024 Art 11(2) (regulations DEF-00 to DEF-07).

    Example:
        >>> told = debt_deficit(revenue=1000, spending=1030, borrowing=30)
        >>> told.gross_share.percent, told.debt_share.percent
        (3.0, 3.0)
        >>> debt_deficit(revenue=1000, spending=1030, borrowing=0).debt_share.percent
        0.0
    """
    found = _less({"spending": spending}, {"revenue": revenue}, "DEF-00 gross deficit")
    gross = found if found.exact is None else attrs.evolve(found, exact=max(Fraction(0), found.exact))
    debt = _borrowed(gross, borrowing)
    return Deficit(
        gross=gross,
        debt=debt,
        gross_share=_share(gross, revenue, "DEF-07 gross deficit/revenue"),
        debt_share=_share(debt, revenue, "DEF-00 debt-financed deficit/revenue"),
    )


def _borrowed(gross: Amount, borrowing: Rupiah | None) -> Amount:
    variant = "DEF-00 debt-financed deficit"
    if gross.exact is None or not gross.exact:
        return attrs.evolve(gross, variant=variant)
    if borrowing is None:
        return Amount(variant=variant, reason=reasons.said(reasons.NO_AMOUNT, "borrowing"))
    return Amount(exact=min(gross.exact, max(Fraction(0), rupiah_of(borrowing))), variant=variant)


def _share(part: Amount, revenue: Rupiah | None, variant: str) -> Ratio:
    if part.exact is None:
        return Ratio(variant=variant, reason=part.reason)
    whole = ratio({"revenue": revenue}, {"revenue": revenue}, variant)
    if whole.exact is None or revenue is None:
        return whole
    return Ratio(exact=part.exact / rupiah_of(revenue), variant=variant)
