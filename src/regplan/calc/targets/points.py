"""Achievement of one number against one number: ACH-01…05, 08, 11 (regulations §4.2; methods B1)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, NamedTuple, TypeAlias

from regplan.calc.targets import reasons
from regplan.calc.targets.exact import HUNDRED
from regplan.values.lang import Bilingual

__all__ = ["FORMULAS", "HIT", "Direction", "Method", "Outcome", "against", "formula_of", "stable"]

Method: TypeAlias = Literal["ratio", "mirrored", "complement", "from_baseline"]
"""The family of formulas: ACH-01 with ACH-02, ACH-03 or ACH-04 for falling indicators, or ACH-05 for both."""

Direction: TypeAlias = Literal["up", "down"]

FORMULAS: Final[dict[str, str]] = {
    "ACH-01": "R / T × 100",
    "ACH-02": "T / R × 100",
    "ACH-03": "(2T − R) / T × 100",
    "ACH-04": "(100 − R) / (100 − T) × 100",
    "ACH-05": "(R − B) / (T − B) × 100",
    "ACH-06": "100 at or above the lower end L, else (ACH-06/ACH-01 …) the formula named, with T = L",
    "ACH-07": "100 at or below the upper end U, else (ACH-07/ACH-03 …) the formula named, with T = U",
    "ACH-08": "100 where the baseline is kept, else ACH-01 (rising) or ACH-02 (falling)",
    "ACH-09": "rank(R) / rank(T) × 100",
    "ACH-10": "100 where met, else 0",
    "ACH-11": "T = 0, falling: 100 at R = 0, else max(0, 1 − R / B) × 100; rising: none",
    "B1-range": "100 inside [L, U], else (1 − distance / (U − L)) × 100",
    "B1-stable": "(1 − |R − T| / |T|) × 100",
}
"""What each variant computes: R result, T target, B baseline; B1 is a section of methods.md."""


def formula_of(variant: str) -> str:
    """
    Return the formula of a variant; of an interval, that of the point formula applied to one of its ends.

    Example:
        >>> formula_of("ACH-07/ACH-03")
        '(2T − R) / T × 100, T the end that was missed or passed'
    """
    outer, _, inner = variant.partition("/")
    return f"{FORMULAS[inner]}, T the end that was missed or passed" if inner else FORMULAS[outer]


class Outcome(NamedTuple):
    """What a formula gives: its variant, the share of the target reached (1 is all of it), or why there is none."""

    variant: str
    share: Fraction | None
    met: bool | None
    reason: Bilingual | None = None

    @property
    def boundless(self) -> bool:
        """Whether the share is larger than any number, so that only a cap can tell it."""
        return self.reason is reasons.ZERO_RESULT


HIT: Final = Fraction(1)


def against(
    result: Fraction, target: Fraction, direction: Direction, method: Method, baseline: Fraction | None
) -> Outcome:
    """Compute the share of a target that is reached, by the variant that method, direction and values call for."""
    met = result >= target if direction == "up" else result <= target
    if method == "from_baseline":
        return _from_baseline(result, target, direction, baseline, met=met)
    if direction == "up":
        return _rising(result, target, met=met)
    if method == "complement":
        return _complement(result, target, met=met)
    if target == 0:
        return _falling_to_zero(result, baseline, met=met)
    return _falling(result, target, method, met=met)


def _rising(result: Fraction, target: Fraction, *, met: bool) -> Outcome:
    if target == 0:
        return Outcome("ACH-11", None, met, reasons.ZERO_TARGET_RISING)
    if target < 0:
        return Outcome("ACH-01", None, met, reasons.NEGATIVE)
    return Outcome("ACH-01", result / target, met)


def _falling(result: Fraction, target: Fraction, method: Method, *, met: bool) -> Outcome:
    variant = "ACH-02" if method == "ratio" else "ACH-03"
    if target < 0 or (result < 0 and variant == "ACH-02"):
        return Outcome(variant, None, met, reasons.NEGATIVE)
    if variant == "ACH-03":
        return Outcome(variant, (2 * target - result) / target, met)
    if result == 0:
        return Outcome(variant, None, met, reasons.ZERO_RESULT)
    return Outcome(variant, target / result, met)


def _complement(result: Fraction, target: Fraction, *, met: bool) -> Outcome:
    if not (0 <= target < HUNDRED and 0 <= result <= HUNDRED):
        return Outcome("ACH-04", None, met, reasons.NOT_A_PERCENTAGE)
    return Outcome("ACH-04", (HUNDRED - result) / (HUNDRED - target), met)


def _falling_to_zero(result: Fraction, baseline: Fraction | None, *, met: bool) -> Outcome:
    if result == 0:
        return Outcome("ACH-11", HIT, met)
    if result < 0:
        return Outcome("ACH-11", None, met, reasons.NEGATIVE)
    if baseline is None or baseline <= 0:
        return Outcome("ACH-11", None, met, reasons.ZERO_TARGET_FALLING)
    return Outcome("ACH-11", max(Fraction(0), 1 - result / baseline), met)


def _from_baseline(
    result: Fraction, target: Fraction, direction: Direction, baseline: Fraction | None, *, met: bool
) -> Outcome:
    if baseline is None:
        return Outcome("ACH-05", None, met, reasons.NO_BASELINE)
    if target == baseline:
        return _maintained(result, target, direction, met=met)
    if (target > baseline) != (direction == "up"):
        return Outcome("ACH-05", None, met, reasons.WRONG_SIDE)
    return Outcome("ACH-05", (result - baseline) / (target - baseline), met)


def _maintained(result: Fraction, target: Fraction, direction: Direction, *, met: bool) -> Outcome:
    if met:
        return Outcome("ACH-08", HIT, met)
    over, under = (result, target) if direction == "up" else (target, result)
    if result < 0 or target < 0:
        return Outcome("ACH-08", None, met, reasons.NEGATIVE)
    return Outcome("ACH-08", over / under, met)  # missed and not negative: the larger of the two is above zero


def stable(result: Fraction, target: Fraction) -> Outcome:
    """Compute how near a result stays to a target from which neither side is better."""
    met = result == target
    if target == 0:
        return Outcome("B1-stable", HIT, met) if met else Outcome("B1-stable", None, met, reasons.ZERO_DIVISOR)
    return Outcome("B1-stable", 1 - abs(result - target) / abs(target), met)
