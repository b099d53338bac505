"""One value from the values of parts of the tree: own value, children or both (regulations §4.5; methods B6)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias, get_args

import attrs

from regplan.calc.targets import reasons
from regplan.calc.targets.achievement import Achievement
from regplan.calc.targets.aggregation import Aggregate, Missing, present
from regplan.calc.targets.exact import Exact, fraction_of
from regplan.calc.targets.policy import RAW, Policy
from regplan.errors import CallError, UnitsDifferError, UnknownNameError, WeightsError
from regplan.values.lang import Bilingual
from regplan.values.units import find_unit

__all__ = ["Part", "Take", "TreeMethod", "mean_achievement", "over_tree"]

TreeMethod: TypeAlias = Literal["weighted", "minimum", "geometric"]
"""Weighted mean; the weakest part; weighted geometric mean, which punishes weak parts."""

Take: TypeAlias = Literal["own", "children", "both"]
"""Whether a node is told by its own value, by its children, or by both as parts of equal standing."""


@attrs.frozen(kw_only=True)
class Part:
    """
    A value that is part of another one.

    Attributes:
        id: Whose it is.
        value: The value; None is missing, which is never zero.
        weight: Its weight; stated for all parts, or for none, which then weigh the same.
        unit: Its unit as text; parts of different units are never put together.
    """

    id: str
    value: Exact | None
    weight: Exact | None = None
    unit: str | None = None


def over_tree(
    children: Iterable[Part],
    *,
    own: Part | None = None,
    method: TreeMethod = "weighted",
    take: Take = "children",
    missing: Missing = "propagate",
    normalise: bool = False,
    policy: Policy = RAW,
) -> Aggregate:
    """
    Make the value of a node of its own value, of its children, or of both.

    Args:
        children: The parts, in any order: achievements in percent, or values of one unit.
        own: The node's own value.
        method: Weighted mean, minimum, or geometric mean.
        take: What counts; "both" makes the own value one more part, with its own weight.
        missing: What a missing value does; with "skip" the weights of the others are made to total 1.
        normalise: Whether weights that do not total 1 are made to.
        policy: Floor and cap of each part before anything else; average achievements capped, never raw.

    Returns:
        The value; the coverage is the share of the weight that has data.

    Raises:
        UnitsDifferError: Parts have different units.
        WeightsError: Weights are negative, stated for some parts only, or do not total 1.
        MissingValueError: A value is missing and ``missing`` is "error".

    Example:
        >>> parts = [Part(id=i, value=v, weight=w) for i, v, w in [("a", 0.9, 0.5), ("b", 0.6, 0.3), ("c", 1.1, 0.2)]]
        >>> over_tree(parts).value, over_tree(parts, method="minimum").value
        (0.85, 0.6)
    """
    for word, kind, known in ((method, "method", get_args(TreeMethod)), (take, "choice of parts", get_args(Take))):
        if word not in known:
            raise UnknownNameError(str(word), kind, known)
    parts = sorted(_taken(children, own, take), key=lambda part: part.id)
    _refuse_mixture(parts)
    weights = _weights(parts, normalise=normalise)
    values = {part.id: policy.apply(fraction_of(part.value))[0] for part in parts if part.value is not None}
    gone = present((part.id for part in parts), values, missing)
    weighed = [(values[part.id], weight) for part, weight in zip(parts, weights, strict=True) if part.id in values]
    covered = sum((weight for _, weight in weighed), Fraction(0))
    told = Aggregate(exact=None, variant=_NAMES[method], used=tuple(values), missing=gone, coverage=covered)
    if not weighed or (gone and missing == "propagate"):
        return attrs.evolve(told, used=(), reason=reasons.said(reasons.NO_VALUE, ", ".join(gone)))
    if not covered:
        return attrs.evolve(told, reason=reasons.ZERO_DIVISOR)
    exact = _together([(value, weight / covered) for value, weight in weighed], method)
    return attrs.evolve(told, exact=exact, reason=None if exact is not None else _NOT_POSITIVE)


_NAMES = {"weighted": "weighted mean", "minimum": "minimum", "geometric": "geometric mean"}
_NOT_POSITIVE = Bilingual(
    "rata-rata geometrik tidak untuk nilai negatif", "a geometric mean is not for negative values"
)


def _taken(children: Iterable[Part], own: Part | None, take: Take) -> list[Part]:
    parts = [] if take == "own" else list(children)
    return parts if take == "children" or own is None else [*parts, own]


def _refuse_mixture(parts: list[Part]) -> None:
    """Refuse parts of several units, and two parts of one id, one of which would count for nothing."""
    twice = sorted({one.id for one, other in pairwise(parts) if one.id == other.id})
    if twice:
        msg = f"{', '.join(twice)} is there twice: give each part once"
        raise CallError(msg)
    units = sorted({part.unit or "" for part in parts})
    if len({find_unit(unit) or unit for unit in units}) > 1:
        msg = f"units {', '.join(map(repr, units))} cannot be put together: aggregate achievements, which have none"
        raise UnitsDifferError(msg)


def _weights(parts: list[Part], *, normalise: bool) -> list[Fraction]:
    """Return weights that total 1, or refuse."""
    stated = [fraction_of(part.weight) for part in parts if part.weight is not None]
    if not stated:
        return [Fraction(1, len(parts)) for _ in parts]
    total = sum(stated, Fraction(0))
    if len(stated) < len(parts):
        msg = f"{len(parts) - len(stated)} of {len(parts)} parts have no weight: state all weights, or none"
        raise WeightsError(msg)
    if min(stated) < 0 or not total:
        msg = "weights are negative, or all of them zero"
        raise WeightsError(msg)
    if total != 1 and not normalise:
        msg = f"weights total {float(total):g}, not 1: mend them, or choose normalise=True"
        raise WeightsError(msg)
    return [weight / total for weight in stated]


def _together(weighed: list[tuple[Fraction, Fraction]], method: TreeMethod) -> Fraction | None:
    if method == "minimum":
        return min(value for value, _ in weighed)
    if method == "weighted":
        return sum((value * weight for value, weight in weighed), Fraction(0))
    if min(value for value, _ in weighed) < 0:
        return None
    if any(value == 0 and weight > 0 for value, weight in weighed):
        return Fraction(0)
    return Fraction(math.exp(math.fsum(float(weight) * _log(value) for value, weight in weighed if weight)))


def _log(value: Fraction) -> float:
    return math.log(value.numerator) - math.log(value.denominator)


def mean_achievement(
    achievements: Iterable[tuple[str, Achievement]],
    *,
    policy: Policy,
    weights: dict[str, Exact] | None = None,
    missing: Missing = "propagate",
    normalise: bool = False,
) -> Aggregate:
    """
    Average achievements of rows, as the foot of an evaluation form asks for: the mean of the capped rates.

    It is never the sum of results by the sum of targets, which adds units.

    Args:
        achievements: Id and achievement of each row; the raw percentages are capped by *policy*.
        policy: Floor and cap of each; averages of raw achievements let one outlier hide failures.
        weights: By id, the weight of each (its ceiling); the same for all when omitted.
        missing: What an achievement without a percentage does.
        normalise: Whether weights that do not total 1 are made to.

    Example:
        >>> from regplan.calc.targets.achievement import achievement
        >>> from regplan.calc.targets.policy import CAP_100
        >>> rows = [(str(r), achievement(r, 10, polarity="up", method="ratio")) for r in (50, 5)]
        >>> mean_achievement(rows, policy=CAP_100).value, mean_achievement(rows, policy=RAW).value
        (75.0, 275.0)
    """
    parts = [
        Part(
            id=name, value=one.exact if one.raw is None else one.raw, weight=None if weights is None else weights[name]
        )
        for name, one in achievements
    ]
    return over_tree(parts, missing=missing, normalise=normalise, policy=policy)
