"""Weights of links: text to an exact fraction, or nothing where the text says none."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

__all__ = ["read_weight"]

_NUMBER: Final = re.compile(r"[-+]?\d{1,30}(?:[.,]\d{1,30})?", re.ASCII)
_QUOTIENT: Final = re.compile(r"[-+]?\d{1,30}/0*[1-9]\d{0,29}", re.ASCII)


def read_weight(text: str) -> Fraction | None:
    """
    Read a weight: a decimal with point or comma, or a quotient of whole numbers, which alone makes thirds total 1.

    Whether it lies between 0 and 1 is for rules to say.

    Args:
        text: As it stands in the plan.

    Returns:
        The exact fraction; None where the text says no number.

    Example:
        >>> read_weight("0,25"), read_weight("1/3"), read_weight("separuh")
        (Fraction(1, 4), Fraction(1, 3), None)
    """
    if _NUMBER.fullmatch(text):
        return Fraction(text.replace(",", "."))
    return Fraction(text) if _QUOTIENT.fullmatch(text) else None
