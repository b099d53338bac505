"""Apportionment by largest remainder: money over parts, in whole units, so that the parts make the whole (methods D4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import SEN, Share, sen_of, share_of
from regplan.errors import CallError, UnknownNameError, WeightsError
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen
from regplan.values.text import near

__all__ = ["Apportionment", "MoneyUnit", "Split", "Ties", "apportion", "in_units", "split", "unit_sen"]

MoneyUnit: TypeAlias = Literal["sen", "rupiah", "thousand"]
"""What parts are whole numbers of."""

Ties: TypeAlias = Literal["first", "last", "larger"]
"""Who of equal remainders is served before the others: who stands first, who stands last, whose quota is larger."""

_UNITS: Final = MappingProxyType({"sen": 1, "rupiah": SEN, "thousand": 1000 * SEN})


@attrs.frozen(kw_only=True)
class Apportionment:
    """
    An amount in whole units over parts.

    Attributes:
        awards: What each part gets; their sum is the amount.
        quotas: What each would get exactly, in rupiah.
        odd: What of the amount is below one unit; it is in the award of the part next in line.
        variant: Method, unit and rule for ties.
    """

    awards: tuple[Rupiah, ...]
    quotas: tuple[Fraction, ...]
    odd: Rupiah
    variant: str


def apportion(
    amount: Rupiah, weights: Sequence[Share], *, unit: MoneyUnit = "rupiah", ties: Ties = "first"
) -> Apportionment:
    """
    Divide an amount in proportion to weights by largest remainder (Hare, Hamilton).

    Each part gets its quota rounded down, then the largest remainders one unit more until nothing is left. A part
    differs from its quota by less than one unit, the sum is exact, a weight of zero gets nothing. A negative amount
    is the mirror of the positive one.

    Args:
        amount: To be divided.
        weights: Of the parts, on any scale, none below zero, not all zero.
        unit: What awards are whole numbers of; what of the amount is below one unit goes to the part next in line.
        ties: Which of equal remainders comes first.

    Raises:
        WeightsError: No weight, one below zero, or all zero.

    Example:
        >>> apportion(7, (41, 27, 20, 12)).awards
        (3, 2, 1, 1)
        >>> apportion(100_500, (1, 1, 1), unit="thousand").awards
        (34000, 33500, 33000)
    """
    parts = [share_of(weight) for weight in weights]
    total = sum(parts, Fraction(0))
    if any(part < 0 for part in parts) or total <= 0:
        msg = "weights are zero or above and not all zero: leave out parts that have no share, or state their weights"
        raise WeightsError(msg)
    whole, size = sen_of(amount), unit_sen(unit)
    sign = -1 if whole < 0 else 1
    quotas = [abs(whole) * part / total for part in parts]
    awards = in_units(quotas, size, ties)
    return Apportionment(
        awards=tuple(from_sen(sign * one) for one in awards),
        quotas=tuple(sign * one / SEN for one in quotas),
        odd=from_sen(sign * (abs(whole) % size)),
        variant=f"D4 largest remainder (Hare), {unit}, ties: {ties}",
    )


def unit_sen(unit: MoneyUnit) -> int:
    """Return the sen of a unit; another word is refused."""
    if unit not in _UNITS:
        raise UnknownNameError(str(unit), "unit of money", near(str(unit), _UNITS))
    return _UNITS[unit]


def in_units(
    quotas: Sequence[Fraction], size: int, ties: Ties = "first", limits: Sequence[int] | None = None
) -> list[int]:
    """
    Round quotas in sen to whole units so that their sum, a whole number of sen, stays.

    Args:
        quotas: In sen, none negative.
        size: The sen of a unit.
        ties: Which of equal remainders comes first.
        limits: The most each may get in whole sen, not below its quota; a quota that is the limit is met exactly.

    Returns:
        Sen of each part.
    """
    if ties not in get_args(Ties):
        raise UnknownNameError(str(ties), "rule for ties", near(str(ties), get_args(Ties)))
    awards = [(quota / size).__floor__() * size for quota in quotas]
    if limits is not None:
        awards = [limit if quota == limit else one for one, quota, limit in zip(awards, quotas, limits, strict=True)]
    exact_left = sum(quotas, Fraction(0)) - sum(awards)
    left = int(exact_left)
    if left != exact_left:
        msg = "quotas make whole sen together"
        raise CallError(msg)

    def place(at: int) -> tuple[Fraction, Fraction, int]:
        second = -quotas[at] if ties == "larger" else Fraction(0)
        return awards[at] - quotas[at], second, -at if ties == "last" else at

    for at in sorted(range(len(quotas)), key=place):
        more = min(size, left, size if limits is None else limits[at] - awards[at])
        awards[at] += more
        left -= more
    return awards


@attrs.frozen(kw_only=True)
class Split:
    """
    An amount over links or tags by the shares they declare.

    Attributes:
        awards: By link or tag, sorted by name; empty where there is a reason.
        rest: What no share claims; None where there is a reason.
        variant: Method and unit.
        reason: Why there is no split.
    """

    awards: dict[str, Rupiah] = attrs.field(factory=dict)
    rest: Rupiah | None = None
    variant: str
    reason: Bilingual | None = None


def split(amount: Rupiah | None, shares: Mapping[str, Share | None], *, unit: MoneyUnit = "rupiah") -> Split:
    """
    Divide an amount over links or tags that each declare a share of it; shares are never guessed or stretched.

    Args:
        amount: To be divided; None is unknown.
        shares: By link or tag, the declared share, 0 to 1; None is not stated. Together at most 1: what they leave is
            the rest. Tags that count the same money twice are not split but counted one by one.
        unit: What awards are whole numbers of.

    Returns:
        Awards and rest, which make the amount exactly; ties by name, so that the order given does not matter.

    Raises:
        WeightsError: A share is below zero, or they are more than 1 together.

    Example:
        >>> from fractions import Fraction
        >>> told = split(100, {"stunting": Fraction(1, 3), "poverty": Fraction(1, 3)})
        >>> told.awards, told.rest
        ({'poverty': 34, 'stunting': 33}, 33)
    """
    variant = f"D4 split by declared shares, {unit}"
    names = sorted(shares)
    gone = [name for name in names if shares[name] is None]
    if amount is None or gone:
        lack = reasons.NO_AMOUNT if amount is None else reasons.said(reasons.NO_SHARE, ", ".join(gone))
        return Split(variant=variant, reason=lack)
    parts = [share_of(one) for one in (shares[name] for name in names) if one is not None]
    rest = 1 - sum(parts, Fraction(0))
    if rest < 0 or any(part < 0 for part in parts):
        msg = f"shares are zero or above and at most 1 together, not {', '.join(map(str, parts))}"
        raise WeightsError(msg)
    *awards, left = apportion(amount, [*parts, rest], unit=unit).awards
    return Split(awards=dict(zip(names, awards, strict=True)), rest=left, variant=variant)
