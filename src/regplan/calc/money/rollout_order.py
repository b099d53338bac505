"""Who comes first in a phased roll-out, by a transparent rule, and how evenly places are served (methods D5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.apportion import in_units
from regplan.calc.money.exact import Share, share_of
from regplan.calc.money.rollout import Rollout
from regplan.errors import CallError, UnknownIdError, UnknownNameError
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["Fairness", "OrderRule", "Recipient", "Selection", "fairness", "select_phases"]

OrderRule: TypeAlias = Literal["score", "one_each", "largest_remainder"]
"""
By score alone; one in each place that has none yet, then by score; one in each place, then the rest over the places by
largest remainder of the units still without, and by score within a place.
"""


@attrs.frozen(kw_only=True)
class Recipient:
    """
    A unit that is to get the support.

    Attributes:
        id: Its id: the RT.
        place: Where it is: the kelurahan.
        score: Of need, more comes first; None is not stated.
    """

    id: str
    place: str
    score: Share | None


@attrs.frozen(kw_only=True)
class Selection:
    """
    Who is served in which phase.

    Attributes:
        phases: The ids of each phase, in the order they are served.
        variant: The rule.
        reason: Why there is no order.
    """

    phases: tuple[tuple[str, ...], ...] = ()
    variant: str
    reason: Bilingual | None = None


def select_phases(recipients: Iterable[Recipient], phases: Rollout | Sequence[int], *, rule: OrderRule) -> Selection:
    """
    Choose who is served in each phase; equal scores are decided by id, so that the order given does not matter.

    Args:
        recipients: All units, each once.
        phases: A roll-out, or how many units each phase serves.
        rule: There is no usual one: the caller chooses.

    Returns:
        The ids by phase; where a score is not stated there is no order, because it is not zero.

    Raises:
        CallError: Two units of one id, a negative number, or more to be served than there are.

    Example:
        >>> people = [Recipient(id=f"RT {n}", place=place, score=n) for n, place in [(1, "A"), (2, "A"), (3, "B"), (4, "B"), (5, "B")]]
        >>> select_phases(people, [2, 2], rule="score").phases
        (('RT 5', 'RT 4'), ('RT 3', 'RT 2'))
        >>> select_phases(people, [2, 2], rule="one_each").phases
        (('RT 5', 'RT 2'), ('RT 4', 'RT 3'))
    """
    if rule not in get_args(OrderRule):
        raise UnknownNameError(str(rule), "rule for the order", near(str(rule), get_args(OrderRule)))
    people = list(recipients)
    counts = [phase.units for phase in phases.phases] if isinstance(phases, Rollout) else list(phases)
    if len({one.id for one in people}) < len(people) or min(counts, default=0) < 0 or sum(counts) > len(people):
        msg = f"{len(people)} units, each with its own id, are served at most once, not {counts}"
        raise CallError(msg)
    variant = f"D5 order: {rule.replace('_', ' ')}"
    silent = sorted(one.id for one in people if one.score is None)
    if silent:
        return Selection(variant=variant, reason=reasons.said(reasons.NO_SCORE, ", ".join(silent)))
    waiting = sorted(people, key=lambda one: (-share_of(one.score or 0), one.id))
    chosen: list[tuple[str, ...]] = []
    served: set[str] = set()
    for count in counts:
        phase = _phase(waiting, count, rule, served)
        served.update(one.place for one in phase)
        waiting = _without(waiting, phase)
        chosen.append(tuple(one.id for one in phase))
    return Selection(phases=tuple(chosen), variant=variant)


def _phase(waiting: Sequence[Recipient], count: int, rule: OrderRule, served: Collection[str]) -> list[Recipient]:
    """Choose from those waiting, best first."""
    if rule == "score":
        return list(waiting[:count])
    first: dict[str, Recipient] = {}
    for one in waiting:
        if one.place not in served:
            first.setdefault(one.place, one)
    chosen = list(first.values())[:count]
    rest = _without(waiting, chosen)
    more = count - len(chosen)
    return chosen + (rest[:more] if rule == "one_each" else _over_places(rest, more))


def _without(waiting: Sequence[Recipient], chosen: Sequence[Recipient]) -> list[Recipient]:
    gone = {one.id for one in chosen}
    return [one for one in waiting if one.id not in gone]


def _over_places(waiting: Sequence[Recipient], count: int) -> list[Recipient]:
    """Give places whole numbers of units in proportion to those still waiting there; ties to the place with the best score."""
    by_place: dict[str, list[Recipient]] = {}
    for one in waiting:
        by_place.setdefault(one.place, []).append(one)
    if not waiting:
        return []
    quotas = [Fraction(count * len(there), len(waiting)) for there in by_place.values()]
    seats = in_units(quotas, 1)
    taken = {one.id for there, seat in zip(by_place.values(), seats, strict=True) for one in there[:seat]}
    return [one for one in waiting if one.id in taken]


@attrs.frozen(kw_only=True)
class Fairness:
    """
    How evenly places are served.

    Attributes:
        shares: By place, the share of its units that are served.
        spread: The largest less the smallest share; None where there is no place.
        none: The share of places in which nobody is served; None where there is no place.
        variant: The measures.
    """

    shares: dict[str, Fraction]
    spread: Fraction | None
    none: Fraction | None
    variant: str = "D5 fairness: max − min of shares, places with none"


def fairness(recipients: Iterable[Recipient], served: Iterable[str]) -> Fairness:
    """
    Measure how evenly those served are spread over places.

    Args:
        recipients: All units.
        served: The ids of those served so far.

    Raises:
        UnknownIdError: One served is no recipient; near matches are offered.

    Example:
        >>> people = [Recipient(id=str(n), place=place, score=n) for n, place in enumerate("AABC")]
        >>> told = fairness(people, ["0", "2"])
        >>> told.spread, told.none
        (Fraction(1, 1), Fraction(1, 3))
    """
    places: Mapping[str, str] = {one.id: one.place for one in recipients}
    reached = set(served)
    strange = sorted(reached - places.keys())
    if strange:
        raise UnknownIdError(strange[0], "recipients", near(strange[0], places))
    total: dict[str, int] = {}
    there: dict[str, int] = {}
    for name, place in places.items():
        total[place] = total.get(place, 0) + 1
        there[place] = there.get(place, 0) + (name in reached)
    shares = {place: Fraction(there[place], total[place]) for place in sorted(total)}
    if not shares:
        return Fairness(shares={}, spread=None, none=None)
    nobody = sum(not share for share in shares.values())
    return Fairness(
        shares=shares,
        spread=max(shares.values()) - min(shares.values()),
        none=Fraction(nobody, len(shares)),
    )
