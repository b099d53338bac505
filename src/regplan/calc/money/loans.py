"""Loans of a region: annuity, its schedule in whole sen, and the tests of the ability to repay (methods G3, DEF-08a, DEF-11)."""

from __future__ import annotations

from typing import Final

import attrs

from regplan.calc.money.apportion import MoneyUnit, unit_sen
from regplan.calc.money.exact import Share, nearest, rupiah_of, sen_of, share_of
from regplan.calc.money.results import Amount, Ratio, ratio
from regplan.errors import CallError
from regplan.values.money import Rupiah, from_sen, sen

__all__ = ["Payment", "annuity", "debt_stock_ratio", "dscr", "dscr_2018", "loan_schedule"]

_MOST_PERIODS: Final = 1_200
"""A hundred years of months."""


def annuity(loan: Rupiah, rate: Share, periods: int) -> Amount:
    """
    Return the constant payment that repays a loan: L r / (1 − (1 + r)^−n), exactly; L / n without interest.

    Args:
        loan: Borrowed.
        rate: Interest for one period, as a share: Decimal("0.08"); not negative.
        periods: How many payments.

    Raises:
        CallError: A negative loan or rate, or no sensible number of periods.

    Example:
        >>> from decimal import Decimal
        >>> float(round(annuity(100, Decimal("0.08"), 5).exact, 4))
        25.0456
    """
    owed, part = rupiah_of(loan), share_of(rate)
    if owed < 0 or part < 0 or not 1 <= periods <= _MOST_PERIODS:
        msg = f"a loan and its rate are not negative, and there are 1 to {_MOST_PERIODS} periods"
        raise CallError(msg)
    if not part:
        return Amount(exact=owed / periods, variant="G3 equal instalments")
    grown = (1 + part) ** periods
    return Amount(exact=owed * part * grown / (grown - 1), variant="G3 annuity")


@attrs.frozen(kw_only=True)
class Payment:
    """
    One payment of a loan.

    Attributes:
        period: 1, 2, …
        interest: For the period, on what was owed.
        principal: Repaid.
        owed: What is still owed after it.
    """

    period: int
    interest: Rupiah
    principal: Rupiah
    owed: Rupiah


def loan_schedule(loan: Rupiah, rate: Share, periods: int, *, unit: MoneyUnit = "rupiah") -> tuple[Payment, ...]:
    """
    List the payments of an annuity in whole units; the last one repays what rounding left.

    Returns:
        The payments; their principals add up to the loan exactly, and nothing is owed at the end.

    Example:
        >>> from decimal import Decimal
        >>> [(one.interest, one.principal) for one in loan_schedule(100, Decimal("0.08"), 5)]
        [(8, 17), (7, 18), (5, 20), (4, 21), (2, 24)]
    """
    size, part = unit_sen(unit), share_of(rate)
    paid = annuity(loan, rate, periods).exact
    assert paid is not None
    whole = sen(nearest(paid, size))
    left, rows = sen_of(loan), []
    for period in range(1, periods + 1):
        interest = sen(nearest(left * part / 100, size))
        principal = left if period == periods else min(left, max(0, whole - interest))
        left -= principal
        rows.append(
            Payment(period=period, interest=from_sen(interest), principal=from_sen(principal), owed=from_sen(left))
        )
    return tuple(rows)


def dscr(
    *, unearmarked: Rupiah | None, mandatory: Rupiah | None, principal: Rupiah | None, interest: Rupiah | None
) -> Ratio:
    """
    Return the debt service coverage of methods G3: (unearmarked revenue − mandatory spending) / (principal + interest).

    Example:
        >>> dscr(unearmarked=900, mandatory=600, principal=100, interest=20).exact
        Fraction(5, 2)
    """
    return _coverage(
        {"unearmarked revenue": unearmarked},
        {"mandatory spending": mandatory},
        {"principal": principal, "interest": interest},
        "G3 DSCR",
    )


def dscr_2018(
    *,
    own_revenue: Rupiah | None,
    dau: Rupiah | None,
    dbh: Rupiah | None,
    dbh_reforestation: Rupiah | None,
    obligatory: Rupiah | None,
    principal: Rupiah | None,
    interest: Rupiah | None,
    other_costs: Rupiah | None,
) -> Ratio:
    """
    Return debt service coverage as of PP 56/2018: {PAD + DAU + (DBH − DBH reforestation) − obligatory} / debt service.

    Law:
        PP 56/2018 Art 15 (regulations DEF-11); whether PP 1/2024 changes it from 2024 on is to be checked.

    Example:
        >>> dscr_2018(
        ...     own_revenue=300, dau=500, dbh=120, dbh_reforestation=20, obligatory=600, principal=100, interest=15,
        ...     other_costs=5,
        ... ).exact
        Fraction(5, 2)
    """
    return _coverage(
        {"PAD": own_revenue, "DAU": dau, "DBH": dbh},
        {"DBH reforestation": dbh_reforestation, "obligatory spending": obligatory},
        {"principal": principal, "interest": interest, "other costs": other_costs},
        "DEF-11 DSCR (PP 56/2018)",
    )


def _coverage(
    more: dict[str, Rupiah | None], less: dict[str, Rupiah | None], service: dict[str, Rupiah | None], variant: str
) -> Ratio:
    plus, minus = ratio(more, service, variant), ratio(less, service, variant)
    if plus.exact is None or minus.exact is None:
        return plus if plus.exact is None else minus
    return Ratio(exact=plus.exact - minus.exact, variant=variant)


def debt_stock_ratio(*, outstanding: Rupiah | None, new: Rupiah | None, unearmarked_last_year: Rupiah | None) -> Ratio:
    """
    Return debt outstanding and still to be drawn by last year's unearmarked revenue (DEF-08a, DEF-11).

    Example:
        >>> debt_stock_ratio(outstanding=200, new=100, unearmarked_last_year=600).exact
        Fraction(1, 2)
    """
    debt = {"outstanding": outstanding, "new": new}
    return ratio(debt, {"unearmarked revenue of last year": unearmarked_last_year}, "DEF-08a debt/unearmarked revenue")
