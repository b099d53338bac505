"""Printed achievements: which formula gives a printed figure, and figures printed in the wrong place."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from regplan.calc.targets.exact import HUNDRED, Exact, fraction_of
from regplan.calc.targets.points import Direction, Method, against

__all__ = ["Reproduction", "is_misplaced", "prints_as", "reproductions"]


class Reproduction(NamedTuple):
    """A way to compute a printed achievement."""

    polarity: Direction
    method: Method
    variant: str


_WAYS: Final[tuple[tuple[Direction, Method], ...]] = (
    ("up", "ratio"),
    ("down", "ratio"),
    ("down", "mirrored"),
    ("down", "complement"),
    ("up", "from_baseline"),
    ("down", "from_baseline"),
)


def reproductions(
    printed: Decimal, result: Exact, target: Exact, *, baseline: Exact | None = None
) -> tuple[Reproduction, ...]:
    """
    Name every polarity and method that give a printed percentage, to the digits it is printed with.

    A figure that only the formula of the other polarity gives was computed the wrong way round.

    Args:
        printed: The percentage as printed; its decimals say how it was rounded.
        result: The printed result.
        target: The printed target.
        baseline: Where it began.

    Returns:
        The ways, none where no formula gives the figure.

    Example:
        >>> reproductions(Decimal("105.25"), Decimal("0.421"), Decimal("0.4"))
        (Reproduction(polarity='up', method='ratio', variant='ACH-01'),)
    """
    reached, aim = fraction_of(result), fraction_of(target)
    began = None if baseline is None else fraction_of(baseline)
    found = []
    for direction, method in _WAYS:
        made = against(reached, aim, direction, method, began)
        if made.share is not None and prints_as(HUNDRED * made.share, printed):
            found.append(Reproduction(direction, method, made.variant))
    return tuple(found)


def prints_as(exact: Fraction, printed: Decimal) -> bool:
    """
    Tell whether a number rounds to a printed one: half a unit of its last digit off at most.

    Example:
        >>> prints_as(Fraction(90592, 1000), Decimal("90.59")), prints_as(Fraction(906, 10), Decimal("90.59"))
        (True, False)
    """
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(exact - Fraction(printed)) <= Fraction(10) ** min(exponent, 0) / 2


def is_misplaced(value: Decimal, *, result: Decimal, percent: Decimal) -> bool:
    """
    Tell whether a value printed as a result is an achievement that slipped into the column, sign aside.

    Args:
        value: The value in question.
        result: The result that is printed elsewhere for the same period.
        percent: The achievement printed for it.

    Example:
        >>> is_misplaced(Decimal("24.65"), result=Decimal("110.84"), percent=Decimal("-24.65"))
        True
    """
    agrees = prints_as(Fraction(result), value) or prints_as(Fraction(value), result)
    return not agrees and value != 0 and abs(value) == abs(percent)
