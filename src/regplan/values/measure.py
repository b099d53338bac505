"""What the cell of a baseline, target or result says: a number, an interval, a ratio, a grade, words, or nothing (conventions §11)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

__all__ = ["Bound", "Grade", "Interval", "Measure", "NotAvailable", "Number", "Ratio", "Several", "Words"]


@attrs.frozen
class Number:
    """One number, exact."""

    value: Decimal


@attrs.frozen
class Ratio:
    """
    Two numbers beside each other (*rasio*): ``1 : 30``.

    Example:
        >>> Ratio(Decimal(1), Decimal(30)).quotient
        Fraction(1, 30)
    """

    left: Decimal
    right: Decimal

    @property
    def quotient(self) -> Fraction | None:
        """The left number by the right one; None where the right one is zero."""
        return Fraction(self.left) / Fraction(self.right) if self.right else None


@attrs.frozen
class Interval:
    """
    From one value to another, both inside, in the order of the source: a falling indicator is printed high to low.

    Example:
        >>> Interval(Decimal("0.50"), Decimal("0.49")).low
        Decimal('0.49')
    """

    first: Decimal
    last: Decimal

    @property
    def low(self) -> Decimal:
        """The smaller end."""
        return min(self.first, self.last)

    @property
    def high(self) -> Decimal:
        """The larger end."""
        return max(self.first, self.last)


@attrs.frozen
class Bound:
    """An open interval: at most, less than, at least, more than a number."""

    sign: Literal["<=", "<", ">=", ">"]
    value: Decimal


@attrs.frozen
class Grade:
    """
    A grade on a named scale.

    Attributes:
        scale: Name of the scale.
        text: The grade, as the scale writes it.
        rank: Its place, 1 the lowest of the scale; a higher rank is better.
    """

    scale: str
    text: str
    rank: int


@attrs.frozen
class Words:
    """A target in words that is on no scale."""

    text: str


@attrs.frozen
class NotAvailable:
    """The source says that there is no value, and why where it does."""

    reason: str


@attrs.frozen
class Several:
    """Several values in one cell, in the order of the source."""

    parts: tuple[Measure, ...]


Measure: TypeAlias = Number | Ratio | Interval | Bound | Grade | Words | NotAvailable | Several
"""Whatever a cell can say."""
