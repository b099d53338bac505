"""
Achievement (*capaian*) of one result against one target, with the variant that was applied.

The field has several formulas under one name, and for falling indicators they disagree: of a target of 10 and a result
of 12, ACH-02 makes 83.3, ACH-03 80.0 and ACH-04 97.8. So the caller names the method, and the answer its variant
(regulations §4.2; methods B1). Numbers of every situation: docs/achievement.md.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias, get_args

import attrs

from regplan.calc.targets import reasons
from regplan.calc.targets.exact import HUNDRED, Exact, among, fraction_of
from regplan.calc.targets.points import HIT, Direction, Method, Outcome, against, formula_of, stable
from regplan.calc.targets.policy import RAW, Limit, Policy
from regplan.errors import CallError, MixedValuesError
from regplan.model.words import Polarity
from regplan.values.lang import Bilingual
from regplan.values.measure import Bound, Grade, Interval, Measure, NotAvailable, Number, Ratio, Words

__all__ = ["Achievement", "achievement"]

_Value: TypeAlias = Measure | Fraction
_Aim: TypeAlias = Fraction | Interval | Bound


@attrs.frozen(kw_only=True)
class Achievement:
    """
    *Tingkat capaian kinerja*: how much of a target a result reaches, in percent.

    Attributes:
        exact: The percentage within the policy's floor and cap; None where there is none.
        raw: The percentage before floor and cap.
        variant: The formula applied, by its id (``ACH-03``); None where none applies. Of an interval that is missed
            also the formula applied to its end (``ACH-07/ACH-03``).
        policy: Name of the policy.
        limited: Whether floor or cap was met.
        met: Whether the target is met, whatever the formula makes of it; None where it cannot be told.
        reason: Why there is no percentage.
    """

    exact: Fraction | None = None
    raw: Fraction | None = None
    variant: str | None = None
    policy: str = RAW.name
    limited: Limit | None = None
    met: bool | None = None
    reason: Bilingual | None = None

    @property
    def percent(self) -> float | None:
        """The percentage as a float, for showing; rounding is the last step."""
        return None if self.exact is None else float(self.exact)

    @property
    def formula(self) -> str:
        """The formula of the variant, in letters: R result, T target, B baseline, L and U ends of an interval."""
        return formula_of(self.variant) if self.variant else ""


def achievement(
    result: Measure | Exact | None,
    target: Measure | Exact | None,
    *,
    polarity: Polarity | None,
    method: Method,
    baseline: Measure | Exact | None = None,
    policy: Policy = RAW,
    beyond: bool = False,
) -> Achievement:
    """
    Compare a result with its target.

    Args:
        result: What was reached, in the unit of the target; None or not available is missing, which is never 0.
        target: What was to be reached: a number, an interval, an open bound, a ratio, a grade or words. Plain
            numbers may be given as they are.
        polarity: Whether more is better; without it there is no percentage, but for grades, whose scale says it.
        method: The family of formulas for falling indicators; there is no default, because they disagree.
        baseline: Where it began; needed by ``from_baseline`` and by a missed target of zero, else without effect.
        policy: Floor and cap; raw by default.
        beyond: Whether passing the far end of an interval counts for more than 100.

    Returns:
        The percentage with its variant, or the reason why there is none.

    Raises:
        MixedValuesError: Result and target are of kinds that cannot be compared.
        CallError: A number is not finite, or a rank is below 1.
        UnknownNameError: The polarity or the method is no known word.

    Law:
        Permendagri 86/2017 names no formula; variants as in regulations §4.2.

    Example:
        >>> one = achievement(12, 10, polarity="down", method="mirrored")
        >>> one.percent, one.variant, one.met
        (80.0, 'ACH-03', False)
    """
    _known(polarity, method)
    absent = _absent(result, reasons.NO_RESULT) or _absent(target, reasons.NO_TARGET)
    if absent is not None:
        return Achievement(policy=policy.name, reason=absent)
    reached, aim = _plain(result), _plain(target)
    if isinstance(reached, Grade) or isinstance(aim, Grade):
        return _told(_ordinal(reached, aim, polarity), policy)
    if polarity is None:
        return Achievement(policy=policy.name, reason=reasons.NO_POLARITY)
    if isinstance(reached, Words) and isinstance(aim, Words):
        return _told(_in_words(reached, aim), policy)
    if isinstance(reached, Ratio) and isinstance(aim, Ratio):
        reached, aim = reached.quotient, aim.quotient
    if reached is None or aim is None:
        return Achievement(policy=policy.name, reason=reasons.ZERO_DIVISOR)
    if not isinstance(reached, Fraction) or not isinstance(aim, Fraction | Interval | Bound):
        raise _mixed(reached, aim)
    if polarity == "up" or polarity == "down":  # noqa: PLR1714 - narrows the type
        return _told(_directed(reached, aim, polarity, method, _began(baseline), beyond=beyond), policy)
    return _told(_undirected(reached, aim, polarity), policy)


def _known(polarity: Polarity | None, method: Method) -> None:
    if polarity is not None:
        among(polarity, "polarity", get_args(Polarity))
    among(method, "method", get_args(Method))


def _plain(value: Measure | Exact | None) -> _Value | None:
    """Return numbers as fractions and everything else as it is."""
    if isinstance(value, Number):
        return fraction_of(value.value)
    return value if value is None or isinstance(value, Measure) else fraction_of(value)


def _absent(value: object, reason: Bilingual) -> Bilingual | None:
    if value is None:
        return reason
    return reasons.said(reason, value.reason) if isinstance(value, NotAvailable) else None


def _told(found: Outcome, policy: Policy) -> Achievement:
    if found.boundless and policy.cap is not None:
        cap = Fraction(policy.cap)
        return Achievement(exact=cap, variant=found.variant, policy=policy.name, limited="cap", met=found.met)
    if found.share is None:
        return Achievement(variant=found.variant, policy=policy.name, met=found.met, reason=found.reason)
    raw = HUNDRED * found.share
    exact, limited = policy.apply(raw)
    return Achievement(exact=exact, raw=raw, variant=found.variant, policy=policy.name, limited=limited, met=found.met)


def _ordinal(result: _Value | None, target: _Value | None, polarity: Polarity | None) -> Outcome:
    """ACH-09, or ACH-10 for a binary indicator; a grade knows which of two is better."""
    if not (isinstance(result, Grade) and isinstance(target, Grade)) or result.scale != target.scale:
        raise _mixed(result, target)
    if min(result.rank, target.rank) < 1:
        msg = f"ranks of {result.scale!r} begin at 1, not {min(result.rank, target.rank)}"
        raise CallError(msg)
    met = result.rank >= target.rank
    if polarity == "binary":
        return Outcome("ACH-10", Fraction(met), met)
    return Outcome("ACH-09", Fraction(result.rank, target.rank), met)


def _in_words(result: Words, target: Words) -> Outcome:
    """ACH-10: equal words are met; what unequal ones mean nobody can compute."""
    if result.text.casefold().split() == target.text.casefold().split():
        return Outcome("ACH-10", HIT, met=True)
    return Outcome("ACH-10", None, None, reasons.WORDS_DIFFER)


def _began(baseline: Measure | Exact | None) -> Fraction | None:
    """Return the baseline as a number; None where it says none, so that formulas that need it say so."""
    began = _plain(baseline)
    if began is None or isinstance(began, Fraction):
        return began
    if isinstance(began, Ratio):
        return began.quotient
    if isinstance(began, NotAvailable):
        return None
    msg = f"a baseline is one number, not {_kind(began)}"
    raise MixedValuesError(msg)


def _directed(
    result: Fraction, target: _Aim, direction: Direction, method: Method, baseline: Fraction | None, *, beyond: bool
) -> Outcome:
    """ACH-01…05, 08 and 11 for numbers; ACH-06 and 07 for intervals and bounds."""
    if isinstance(target, Interval):
        low, high = fraction_of(target.low), fraction_of(target.high)
        limit, far = (low, high) if direction == "up" else (high, low)
        return _within(result, limit, far if beyond else None, direction, method, baseline)
    if isinstance(target, Bound):
        limit = fraction_of(target.value)
        if target.sign.startswith(">") != (direction == "up"):
            return Outcome(_interval_variant(direction), None, None, reasons.BOUND_AGAINST_POLARITY)
        found = _within(result, limit, None, direction, method, baseline)
        return found._replace(met=holds(target, result))
    return against(result, target, direction, method, baseline)


def _interval_variant(direction: Direction) -> str:
    return "ACH-06" if direction == "up" else "ACH-07"


def _within(
    result: Fraction,
    limit: Fraction,
    far: Fraction | None,
    direction: Direction,
    method: Method,
    baseline: Fraction | None,
) -> Outcome:
    """Give 100 from the near limit on; before it, or past the far end where that counts, the formula of the method."""
    sign = 1 if direction == "up" else -1
    variant = _interval_variant(direction)
    past = far is not None and sign * (result - far) > 0
    if not past and sign * (result - limit) >= 0:
        return Outcome(variant, HIT, met=True)
    found = against(result, far if past and far is not None else limit, direction, method, baseline)
    return found._replace(variant=f"{variant}/{found.variant}")


def holds(bound: Bound, value: Fraction) -> bool:
    """Tell whether a value is on the right side of an open bound."""
    limit = fraction_of(bound.value)
    if bound.sign == "<=":
        return value <= limit
    if bound.sign == "<":
        return value < limit
    return value >= limit if bound.sign == ">=" else value > limit


def _undirected(result: Fraction, target: _Aim, polarity: Polarity) -> Outcome:
    if polarity == "binary":
        met = _is_met(result, target)
        return Outcome("ACH-10", Fraction(met), met)
    if isinstance(target, Interval):
        return _in_range(result, fraction_of(target.low), fraction_of(target.high))
    if polarity == "range" or isinstance(target, Bound):
        return Outcome("B1-range", None, None, reasons.NO_RANGE)
    return stable(result, target)


def _is_met(result: Fraction, target: _Aim) -> bool:
    if isinstance(target, Interval):
        return fraction_of(target.low) <= result <= fraction_of(target.high)
    return holds(target, result) if isinstance(target, Bound) else result == target


def _in_range(result: Fraction, low: Fraction, high: Fraction) -> Outcome:
    distance = max(low - result, result - high, Fraction(0))
    if not distance:
        return Outcome("B1-range", HIT, met=True)
    if low == high:
        return Outcome("B1-range", None, None, reasons.NO_RANGE)
    return Outcome("B1-range", 1 - distance / (high - low), met=False)


def _mixed(result: object, target: object) -> MixedValuesError:
    """Say which two kinds were to be compared, and how to mend it."""
    if isinstance(result, Grade) and isinstance(target, Grade):
        msg = f"grades of {result.scale!r} and {target.scale!r} cannot be compared: state both on one scale"
        return MixedValuesError(msg)
    msg = (
        f"a result that is {_kind(result)} cannot be compared with a target that is {_kind(target)}: "
        "number with number, interval or bound; ratio with ratio; grade with grade; words with words"
    )
    return MixedValuesError(msg)


def _kind(value: object) -> str:
    return "Number" if isinstance(value, Fraction) else type(value).__name__
