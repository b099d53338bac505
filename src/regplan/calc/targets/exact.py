"""Exact numbers at the door of the calculators."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Final, TypeAlias

from regplan.errors import CallError

__all__ = ["HUNDRED", "Exact", "fraction_of"]

Exact: TypeAlias = int | float | Decimal | Fraction
"""A number a caller may give; a float means the shortest decimal that reads back as it."""

HUNDRED: Final = Fraction(100)
_LARGEST_EXPONENT: Final = 150
"""So that a quotient of two of them is still a float."""


def fraction_of(value: Exact) -> Fraction:
    """
    Return a number as an exact fraction; 0.7 is seven tenths, not the binary number nearest to it.

    Raises:
        CallError: It is not finite, or of a size no indicator has.

    Example:
        >>> fraction_of(0.7) == fraction_of(Decimal("0.70"))
        True
    """
    if isinstance(value, Fraction | int):
        return Fraction(value)
    if isinstance(value, float):
        if not isfinite(value):
            msg = f"{value} is no number to calculate with; a missing value is None"
            raise CallError(msg)
        value = Decimal(repr(float(value)))
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_EXPONENT:
        msg = f"{value:.6} is no number to calculate with: it is not finite, or beyond 10^±{_LARGEST_EXPONENT}"
        raise CallError(msg)
    return Fraction(value)
