"""One value of the law: a number, numbers by class, or numbers by amount; from a day on, for some levels of region."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs

from regplan.errors import LawError
from regplan.law.fields import LEVELS, Level
from regplan.values.frozen import FrozenMap
from regplan.values.text import near

__all__ = ["Tier", "Value"]


@attrs.frozen(kw_only=True)
class Tier:
    """
    A number for amounts up to a bound.

    Attributes:
        most: The largest amount it is for; None for the last tier.
        stated: The number.
    """

    most: Decimal | Fraction | None
    stated: Decimal | Fraction


@attrs.frozen(kw_only=True)
class Value:
    """
    A value in force from a day on, with the law it stands in.

    Attributes:
        start: First day.
        until: Last day, where the law states one; else it holds until the next value.
        levels: The kinds of region it is for.
        stated: The number; None where it is by class or by amount, or not known.
        classes: Numbers by class, as *very_high* to *very_low* of fiscal capacity.
        tiers: Numbers by amount, smallest first.
        instrument: The regulation.
        article: The article or annex.
        confidence: How well it is known.
        source: Where it was read.
        note: What else is to be known about it.
    """

    start: date
    until: date | None = None
    levels: tuple[Level, ...] = LEVELS
    stated: Decimal | Fraction | None = None
    classes: FrozenMap[Decimal | Fraction] = attrs.field(factory=FrozenMap[Decimal | Fraction])
    tiers: tuple[Tier, ...] = ()
    instrument: str = ""
    article: str = ""
    confidence: str = ""
    source: str = ""
    note: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether it says any number; a value that is known to exist and was not read says none."""
        return self.stated is not None or bool(self.classes) or bool(self.tiers)

    @property
    def exact(self) -> Decimal | Fraction:
        """
        The number as it is stated.

        Raises:
            LawError: It is by class or by amount; ask with ``of`` or ``for_amount``.
        """
        if self.stated is None:
            asks = f"of(class), one of {', '.join(self.classes)}" if self.classes else "for_amount(amount)"
            msg = f"{self.instrument} {self.article} states no single number: ask {asks}"
            raise LawError(msg)
        return self.stated

    @property
    def number(self) -> Decimal:
        """
        The number as a decimal.

        Raises:
            LawError: It is a fraction as 1/12, that no decimal equals, or by class or amount.
        """
        if isinstance(self.exact, Fraction):
            msg = f"{self.exact} is no decimal: ask for exact"
            raise LawError(msg)
        return self.exact

    @property
    def value(self) -> int:
        """
        The number where it is whole.

        Raises:
            LawError: It is not; ask for ``number``.
        """
        whole = int(self.exact)
        if whole != self.exact:
            msg = f"{self.exact} is no whole number: ask for number"
            raise LawError(msg)
        return whole

    def of(self, name: str) -> Decimal | Fraction:
        """
        Return the number of a class; a number that is stated without classes holds for every class.

        Raises:
            LawError: There is no such class; those there are stand in the message.
        """
        if self.stated is not None:
            return self.stated
        if name not in self.classes:
            known = ", ".join(self.classes) or "none: ask for_amount(amount)"
            msg = f"{self.instrument} has no class {name!r}; its classes are {known}; near: {near(name, self.classes)}"
            raise LawError(msg)
        return self.classes[name]

    def for_amount(self, amount: int | Decimal | Fraction) -> Decimal | Fraction:
        """
        Return the number for an amount; a number that is stated without tiers holds for every amount.

        Args:
            amount: In the unit the tiers are written in; an amount on a bound is in the tier below it.

        Raises:
            LawError: The numbers are by class, or *amount* is a float.

        Example:
            >>> from regplan.law import current
            >>> supervision = current().parameter("supervision.spending_least").of_year(2026, level="regency")
            >>> supervision.for_amount(1_500_000_000_000)
            Decimal('0.0075')
        """
        if isinstance(amount, float | bool):
            msg = f"an amount is exact: an int, a Decimal or a Fraction, not {amount!r}"
            raise LawError(msg)
        for tier in self.tiers:
            if tier.most is None or Fraction(amount) <= Fraction(tier.most):
                return tier.stated
        return self.exact
