"""Exact numbers at the door of the calculators."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Final, TypeAlias

from regplan.errors import CallError, UnknownNameError
from regplan.values.measure import Number
from regplan.values.text import near, quoted

__all__ = ["HUNDRED", "Exact", "among", "float_of", "fraction_of"]

Exact: TypeAlias = int | float | Decimal | Fraction
"""A number a caller may give; a float means the shortest decimal that reads back as it (conventions §11)."""

HUNDRED: Final = Fraction(100)
_LARGEST_EXPONENT: Final = 150
"""So that a quotient of two of them is still a float."""


def among(word: object, kind: str, known: Collection[str]) -> None:
    """
    Refuse a word that chooses nothing.

    Raises:
        UnknownNameError: It is not among the known ones, which are offered.
    """
    if word not in known:
        raise UnknownNameError(str(word), kind, near(str(word), known) or tuple(known))


def _own(value: object) -> Exact:
    """Return a number of Python for one of numpy; what is no number is refused."""
    if not isinstance(value, int | float | Decimal | Fraction) and hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        msg = f"{quoted(value)} is no number to calculate with"
        raise CallError(msg)
    return value


def fraction_of(value: Exact) -> Fraction:
    """
    Return a number as an exact fraction; 0.7 is seven tenths, not the binary number nearest to it.

    Raises:
        CallError: It is not finite, or of a size no indicator has.

    Example:
        >>> fraction_of(0.7) == fraction_of(Decimal("0.70"))
        True
    """
    value = value.value if isinstance(value, Number) else _own(value)
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


def float_of(value: Exact) -> float:
    """
    Return a number as a float, for formulas with roots and logarithms; nan stays nan.

    Raises:
        CallError: It is no number, or of a size no indicator has.

    Example:
        >>> float_of(Decimal("0.70")), float_of(3)
        (0.7, 3.0)
    """
    own = value.value if isinstance(value, Number) else _own(value)
    return own if isinstance(own, float) else float(fraction_of(own))
