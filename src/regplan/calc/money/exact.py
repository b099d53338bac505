"""Exact money and shares at the door of the calculators: no float comes in, none is made on the way (conventions §1)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

from regplan.calc.money import reasons
from regplan.calc.targets.exact import fraction_of
from regplan.errors import CallError
from regplan.values.lang import Bilingual
from regplan.values.money import MOST_RUPIAH, Rupiah, digits_of, from_sen, is_money, sen

__all__ = ["SEN", "Share", "amounts_of", "nearest", "rupiah_of", "sen_of", "share_of", "total_of"]

Share: TypeAlias = int | Decimal | Fraction
"""An exact share, rate or weight; a float is refused, because 0.1 is no tenth."""

SEN: Final = 100
"""Sen of a rupiah."""


def sen_of(amount: Rupiah) -> int:
    """
    Return an amount in sen.

    Raises:
        CallError: It is a float, finer than a sen, or beyond the largest amount.

    Example:
        >>> sen_of(12)
        1200
    """
    if not is_money(amount):
        told = digits_of(amount) if isinstance(amount, Decimal) else repr(amount)
        msg = f"{told} is no amount: give whole rupiah as int, or a Decimal with sen, at most {MOST_RUPIAH} in size"
        raise CallError(msg)
    return sen(amount)


def rupiah_of(amount: Rupiah) -> Fraction:
    """Return an amount in rupiah as an exact fraction; what ``sen_of`` refuses is refused."""
    return Fraction(sen_of(amount), SEN)


def share_of(value: Share) -> Fraction:
    """
    Return a share, rate or weight as an exact fraction.

    Raises:
        CallError: It is a float, or no finite number.

    Example:
        >>> share_of(Decimal("0.7"))
        Fraction(7, 10)
    """
    given: Any = value
    if isinstance(given, bool) or not isinstance(given, int | Decimal | Fraction):
        msg = f"{given!r} is no exact number: give int, Decimal('0.7') or Fraction(7, 10)"
        raise CallError(msg)
    return fraction_of(given)


def nearest(amount: Fraction, unit: int = 1) -> Rupiah:
    """
    Round a fraction of rupiah, half away from zero.

    Args:
        amount: In rupiah.
        unit: In sen: 1 rounds to sen, 100 to whole rupiah.

    Example:
        >>> nearest(Fraction(1, 3)), nearest(Fraction(5, 2), 100)
        (Decimal('0.33'), 3)
    """
    steps = (abs(amount) * SEN / unit + Fraction(1, 2)).__floor__()
    return from_sen(steps * unit if amount >= 0 else -steps * unit)


def amounts_of(given: Mapping[str, Rupiah | None]) -> tuple[dict[str, Fraction], Bilingual | None]:
    """
    Return the known amounts in rupiah, and the reason why others are not known.

    Example:
        >>> amounts_of({"PAD": 5, "DAU": None})[1].en
        'the amount is not known: DAU'
    """
    known = {name: rupiah_of(one) for name, one in given.items() if one is not None}
    gone = [name for name, one in given.items() if one is None]
    return known, reasons.said(reasons.NO_AMOUNT, ", ".join(gone)) if gone else None


def total_of(given: Mapping[str, Rupiah | None]) -> tuple[Fraction | None, Bilingual | None]:
    """Add amounts up; a sum with an unknown part is unknown (conventions §3)."""
    known, reason = amounts_of(given)
    return (None, reason) if reason else (sum(known.values(), Fraction(0)), None)
