"""What calculators of money answer: a ratio or an amount, the variant of its formula, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import amounts_of, nearest
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah

__all__ = ["Amount", "Ratio", "ratio"]


@attrs.frozen(kw_only=True)
class Ratio:
    """
    One amount by another, or a share or index.

    Attributes:
        exact: As a fraction, 1 is the whole; None where there is none.
        variant: Formula and source.
        reason: Why there is no value.
    """

    exact: Fraction | None = None
    variant: str
    reason: Bilingual | None = None

    @property
    def percent(self) -> float | None:
        """The ratio in percent, for showing only."""
        return None if self.exact is None else float(self.exact * 100)


@attrs.frozen(kw_only=True)
class Amount:
    """
    An amount that follows from others.

    Attributes:
        exact: In rupiah, not rounded; None where there is none.
        variant: Formula and source.
        reason: Why there is none.
    """

    exact: Fraction | None = None
    variant: str
    reason: Bilingual | None = None

    @property
    def rupiah(self) -> Rupiah | None:
        """The amount, rounded once to sen, half away from zero."""
        return None if self.exact is None else nearest(self.exact)


def ratio(
    top: Mapping[str, Rupiah | None], bottom: Mapping[str, Rupiah | None], variant: str, *, less: str | None = None
) -> Ratio:
    """
    Divide the sum of named amounts by the sum of others; unknown amounts and divisors of zero or below give a reason.

    Args:
        top: The numerator.
        bottom: The divisor.
        variant: Formula and source.
        less: The one amount of *bottom* that is taken off it.

    Example:
        >>> ratio({"PAD": 250}, {"TR": 1000}, "A4 decentralisation").percent
        25.0
        >>> ratio({"PAD": 250}, {"TR": None}, "A4 decentralisation").reason.en
        'the amount is not known: TR'
    """
    upper, lack = amounts_of(top)
    lower, gone = amounts_of(bottom)
    if lack or gone:
        return Ratio(variant=variant, reason=lack or gone)
    divisor = sum((-one if name == less else one for name, one in lower.items()), Fraction(0))
    if divisor <= 0:
        return Ratio(variant=variant, reason=reasons.NEGATIVE_DIVISOR if divisor else reasons.ZERO_DIVISOR)
    return Ratio(exact=sum(upper.values(), Fraction(0)) / divisor, variant=variant)
