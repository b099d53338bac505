"""Which components give a wanted IPM (methods B7)? Of many answers this one follows a stated path, and says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, get_args

import attrs

from regplan.calc.targets.exact import Exact, float_of
from regplan.calc.targets.human_development import Bounds, Component, Components, bounds_on, held, ipm, shares_of
from regplan.errors import CallError, UnknownNameError
from regplan.law import Law
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["IpmTargets", "ipm_targets"]

ONE_OF_MANY: Final = Bilingual(
    "satu dari banyak jawaban: sasaran komponen lain dapat memberi IPM yang sama",
    "one of many solutions: other component targets give the same IPM",
)


@attrs.frozen(kw_only=True)
class IpmTargets:
    """
    Component targets that give a wanted IPM: one of many solutions.

    Attributes:
        components: The targets; None where the wanted value cannot be reached.
        value: The IPM of the targets; where there are none, the most that moving those components could give.
        moved: The components that were moved.
        at_bound: Those of them that ended at their bound.
        variant: The path that was followed.
        note: That other targets give the same IPM.
        reason: Why there are no targets.
    """

    components: Components | None = None
    value: float | None = None
    moved: tuple[str, ...] = ()
    at_bound: tuple[str, ...] = ()
    variant: str = "MAC-05 inverse, equal growth of the moved dimension indices"
    note: Bilingual = ONE_OF_MANY
    reason: Bilingual | None = None


_UNREACHABLE = Bilingual(
    "tidak tercapai dengan komponen yang boleh berubah", "out of reach with the components that may move"
)
_AT_ZERO = Bilingual("indeks dimensi nol tidak dapat tumbuh", "a dimension index of zero cannot grow")


def ipm_targets(
    wanted: Exact, now: Components, *, move: Iterable[Component], on: date, law: Law | None = None
) -> IpmTargets:
    """
    Return component targets that give a wanted IPM, the others held as they are.

    The indices of the dimensions that move grow by one common factor; a component that meets its bound stays there
    and the rest goes on. Within education both years of schooling grow by one factor, or the one that may move.

    Args:
        wanted: The IPM to be reached, above 0 to 100.
        now: The components today.
        move: Which components may move.
        on: The day whose bounds are used.
        law: The law; that of this version when omitted.

    Raises:
        UnknownNameError: A component has another name.
        CallError: No component may move, or the wanted value is not above 0 and at most 100.

    Example:
        >>> from datetime import date
        >>> from regplan.calc.targets.human_development import EXAMPLE
        >>> told = ipm_targets(78.5, EXAMPLE, move=["life_expectancy"], on=date(2026, 1, 1))
        >>> round(told.components.life_expectancy, 3), round(told.value, 9), told.components.spending
        (75.066, 78.5, 13500000)
    """
    moved, wanted = _moved(move), float_of(wanted)
    if not 0 < wanted <= 100:
        msg = f"an IPM is above 0 and at most 100, not {wanted}"
        raise CallError(msg)
    told = ipm(now, on=on, law=law)
    if told.value is None:
        return IpmTargets(moved=moved, reason=told.reason)
    if not told.value:
        return IpmTargets(moved=moved, value=0.0, reason=_AT_ZERO)
    bounds = bounds_on(on, law)
    shares = {name: held(share) for name, share in shares_of(now, bounds).items()}
    best = _value(_grown(shares, moved, math.inf))
    if wanted > best * (1 + _DUST):
        return IpmTargets(moved=moved, value=best, reason=_UNREACHABLE)
    least = _value(_grown(shares, moved, 0.0))
    if wanted < least:
        return IpmTargets(moved=moved, value=least, reason=_UNREACHABLE)
    grown = _grown(shares, moved, _factor(shares, moved, wanted))
    targets = attrs.evolve(now, **{name: _component(name, grown[name], bounds) for name in moved})
    at_bound = tuple(name for name in moved if grown[name] >= 1)
    return IpmTargets(components=targets, value=ipm(targets, on=on, law=law).value, moved=moved, at_bound=at_bound)


_DUST: Final = 1e-12
_SCHOOLING: Final = ("expected_schooling", "mean_schooling")


def _moved(move: Iterable[str]) -> tuple[str, ...]:
    asked = set(move)
    for name in sorted(asked):
        if name not in get_args(Component):
            raise UnknownNameError(name, "component of the IPM", near(name, get_args(Component)))
    if not asked:
        msg = f"name at least one component that may move: {', '.join(get_args(Component))}"
        raise CallError(msg)
    return tuple(name for name in get_args(Component) if name in asked)


def _value(shares: dict[str, float]) -> float:
    education = (shares["expected_schooling"] + shares["mean_schooling"]) / 2
    return 100 * math.cbrt(shares["life_expectancy"] * education * shares["spending"])


def _grown(shares: dict[str, float], moved: tuple[str, ...], factor: float) -> dict[str, float]:
    """Let each moved dimension index grow by a factor, as far as its components can."""
    grown = {name: held(share * factor) if name in moved and share else share for name, share in shares.items()}
    schooling = [name for name in _SCHOOLING if name in moved]
    if schooling:
        before = sum(shares[name] for name in _SCHOOLING)
        grown |= _spread(before * factor, shares, schooling)
    return grown


def _spread(total: float, shares: dict[str, float], schooling: Sequence[str]) -> dict[str, float]:
    """Give two years of schooling the sum of indices that is wanted: by one factor, what is over to the other."""
    still = sum(shares[name] for name in _SCHOOLING if name not in schooling)
    if len(schooling) == 1:
        return {schooling[0]: held(total - still)}
    first, second = schooling
    whole = shares[first] + shares[second]
    part = shares[first] / whole if whole else 0.5
    if total >= len(_SCHOOLING):
        return {first: 1.0, second: 1.0}
    one = min(1.0, total * part)
    other = min(1.0, total - one)
    return {first: min(1.0, total - other), second: other}


def _factor(shares: dict[str, float], moved: tuple[str, ...], wanted: float) -> float:
    """Find the common factor by bisection: the index never falls as it grows."""
    low, high = 0.0, 1.0
    while _value(_grown(shares, moved, high)) < wanted * (1 - _DUST) and high < 2.0**60:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if _value(_grown(shares, moved, middle)) < wanted:
            low = middle
        else:
            high = middle
    return high


def _component(name: str, share: float, bounds: Bounds) -> float:
    """Turn the place between bounds back into years or rupiah."""
    if name == "life_expectancy":
        return bounds.health[0] + share * (bounds.health[1] - bounds.health[0])
    if name == "spending":
        return float(bounds.spending[0] * (bounds.spending[1] / bounds.spending[0]) ** share)
    return share * (bounds.expected if name == "expected_schooling" else bounds.mean)
