"""Rationing a ceiling (*pagu*) that is below the claims on it, by four rules that share nothing but the sum (methods D4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.apportion import MoneyUnit, Ties, in_units, unit_sen
from regplan.calc.money.exact import SEN, sen_of
from regplan.errors import CallError, UnknownIdError, UnknownNameError
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen
from regplan.values.text import near

__all__ = ["RATION_RULES", "RationRule", "Rationing", "Step", "Waterfall", "ration", "waterfall"]

RationRule: TypeAlias = Literal["proportional", "equal_awards", "equal_losses", "talmud"]


@attrs.frozen(kw_only=True)
class Rationing:
    """
    An estate over claims.

    Attributes:
        awards: By claim, in whole units; their sum and what is left make the estate.
        exact: The same before rounding, in rupiah.
        unmet: By claim, what it does not get.
        left: What is left of the estate when every claim, as capped, is met; None where there is a reason.
        variant: Rule, unit and rule for ties.
        reason: Why there are no awards.
    """

    awards: dict[str, Rupiah] = attrs.field(factory=dict)
    exact: dict[str, Fraction] = attrs.field(factory=dict)
    unmet: dict[str, Rupiah] = attrs.field(factory=dict)
    left: Rupiah | None = None
    variant: str
    reason: Bilingual | None = None


def ration(
    estate: Rupiah | None,
    claims: Mapping[str, Rupiah | None],
    *,
    rule: RationRule,
    floors: Mapping[str, Rupiah] | None = None,
    caps: Mapping[str, Rupiah] | None = None,
    unit: MoneyUnit = "rupiah",
    ties: Ties = "first",
) -> Rationing:
    """
    Divide an estate among claims by a named rule; caps cut claims first, floors are paid next, the rule does the rest.

    ``proportional`` gives E·c/Σc; ``equal_awards`` min(c, λ), the small claims in full; ``equal_losses`` max(0, c − λ),
    the small claims nothing; ``talmud`` equal awards of half-claims up to half the sum, equal losses of them above.
    Exact awards never fall when the estate grows; rounded ones stay within one unit of them.

    Args:
        estate: To be divided, not negative; None is unknown.
        claims: By claim, not negative; None is unknown.
        rule: There is no usual one: the caller chooses.
        floors: What some claims get before all others (mandatory spending), within the claim and its cap.
        caps: The most some claims may get.
        unit: What awards are whole numbers of, floors and fully met claims apart.
        ties: Which of equal remainders is rounded up, in the order of *claims*.

    Raises:
        CallError: A negative amount, or a floor above its claim or cap.
        UnknownIdError: A floor or cap of no claim.

    Example:
        >>> ration(200, {"a": 100, "b": 200, "c": 300}, rule="talmud").awards
        {'a': 50, 'b': 75, 'c': 75}
    """
    if rule not in _RULES:
        raise UnknownNameError(str(rule), "rule of rationing", near(str(rule), _RULES))
    variant = f"D4 {rule.replace('_', ' ')}, {unit}, ties: {ties}"
    gone = [name for name, one in claims.items() if one is None]
    if estate is None or gone:
        return Rationing(variant=variant, reason=reasons.said(reasons.NO_AMOUNT, ", ".join(gone)))
    money = _not_negative("estate", estate)
    wanted = {name: _not_negative(name, one) for name, one in claims.items() if one is not None}
    capped = {name: min(one, bound) for name, one, bound in _bounded(wanted, caps)}
    least = {name: bound or 0 for name, _, bound in _bounded(capped, floors, lower=True)}
    spare = money - sum(least.values())
    if spare < 0:
        return Rationing(variant=variant, reason=reasons.BELOW_FLOORS)
    rest = [capped[name] - least[name] for name in wanted]
    shared = min(spare, sum(rest))
    exact = _RULES[rule](rest, Fraction(shared))
    more = in_units(exact, unit_sen(unit), ties, rest)
    awards = {name: least[name] + one for name, one in zip(wanted, more, strict=True)}
    return Rationing(
        awards={name: from_sen(one) for name, one in awards.items()},
        exact={name: (least[name] + one) / SEN for name, one in zip(wanted, exact, strict=True)},
        unmet={name: from_sen(wanted[name] - one) for name, one in awards.items()},
        left=from_sen(spare - shared),
        variant=variant,
    )


def _not_negative(name: str, amount: Rupiah) -> int:
    found = sen_of(amount)
    if found < 0:
        msg = f"{name} is {amount}: estates, claims, floors and caps are zero or above"
        raise CallError(msg)
    return found


def _bounded(
    claims: Mapping[str, int], bounds: Mapping[str, Rupiah] | None, *, lower: bool = False
) -> Sequence[tuple[str, int, int]]:
    """Put the bound beside each claim: without one, the claim itself as cap and zero as floor."""
    given = bounds or {}
    strange = sorted(given.keys() - claims.keys())
    if strange:
        raise UnknownIdError(strange[0], "claims", near(strange[0], claims))
    found = {name: _not_negative(f"the bound of {name}", one) for name, one in given.items()}
    for name, one in found.items():
        if lower and one > claims[name]:
            msg = f"the floor of {name} is above its claim or cap: raise the claim, or lower the floor"
            raise CallError(msg)
    return [(name, one, found.get(name, 0 if lower else one)) for name, one in claims.items()]


def _proportional(claims: Sequence[int], estate: Fraction) -> list[Fraction]:
    total = sum(claims)
    return [estate * one / total if total else Fraction(0) for one in claims]


def _equal_awards(claims: Sequence[int | Fraction], estate: Fraction) -> list[Fraction]:
    """Serve the smallest claim first: the lesser of it and an equal part of what is left."""
    awards, left = [Fraction(0)] * len(claims), estate
    order = sorted(range(len(claims)), key=lambda at: claims[at])
    for served, at in enumerate(order):
        awards[at] = min(Fraction(claims[at]), left / (len(order) - served))
        left -= awards[at]
    return awards


def _equal_losses(claims: Sequence[int], estate: Fraction) -> list[Fraction]:
    """Share the loss as equal awards would: the two rules are each other's dual."""
    losses = _equal_awards(claims, sum(claims) - estate)
    return [one - loss for one, loss in zip(claims, losses, strict=True)]


def _talmud(claims: Sequence[int], estate: Fraction) -> list[Fraction]:
    total, halves = sum(claims), [Fraction(one, 2) for one in claims]
    if 2 * estate <= total:
        return _equal_awards(halves, estate)
    losses = _equal_awards(halves, total - estate)
    return [one - loss for one, loss in zip(claims, losses, strict=True)]


_RULES: Final[Mapping[str, Callable[[Sequence[int], Fraction], list[Fraction]]]] = MappingProxyType(
    {
        "proportional": _proportional,
        "equal_awards": _equal_awards,
        "equal_losses": _equal_losses,
        "talmud": _talmud,
    }
)

RATION_RULES: Final = tuple(_RULES)
"""The rules by name."""


@attrs.frozen(kw_only=True)
class Step:
    """
    One need in a waterfall.

    Attributes:
        name: Its name.
        need: What it needs; None is unknown.
        award: What it gets; None where its need, or one before it, is unknown.
        unmet: What it does not get.
    """

    name: str
    need: Rupiah | None
    award: Rupiah | None = None
    unmet: Rupiah | None = None


@attrs.frozen(kw_only=True)
class Waterfall:
    """
    Money that flows down an order of needs.

    Attributes:
        steps: The needs, first served first.
        left: What is left after all; None where there is a reason.
        variant: Method and source.
        reason: Why some or all steps have no award.
    """

    steps: tuple[Step, ...]
    left: Rupiah | None = None
    variant: str = "D3 waterfall"
    reason: Bilingual | None = None

    @property
    def unmet(self) -> Rupiah | None:
        """What all needs together do not get; None where an award is not known."""
        known = [sen_of(step.unmet) for step in self.steps if step.unmet is not None]
        return from_sen(sum(known)) if len(known) == len(self.steps) else None


def waterfall(money: Rupiah | None, needs: Mapping[str, Rupiah | None]) -> Waterfall:
    """
    Serve needs strictly in order: each gets the lesser of its need and what is left (Prioritas I, II, III).

    Claims inside one need are divided by ``ration`` of its award. From an unknown need on, nothing is known.

    Args:
        money: To be given out, not negative; None is unknown.
        needs: In the order they are served, not negative; None is unknown.

    Raises:
        CallError: A negative amount.

    Example:
        >>> told = waterfall(1000, {"I": 350, "II": 500, "III": 400})
        >>> [step.award for step in told.steps], told.left, told.unmet
        ([350, 500, 150], 0, 250)
    """
    if money is None:
        return Waterfall(
            steps=tuple(Step(name=name, need=need) for name, need in needs.items()), reason=reasons.NO_AMOUNT
        )
    left: int | None = _not_negative("money", money)
    steps, reason = [], None
    for name, need in needs.items():
        wanted = None if need is None else _not_negative(name, need)
        if wanted is None and reason is None:
            left, reason = None, reasons.said(reasons.NO_AMOUNT, name)
        if left is None or wanted is None:
            steps.append(Step(name=name, need=need))
            continue
        award = min(wanted, left)
        left -= award
        steps.append(Step(name=name, need=need, award=from_sen(award), unmet=from_sen(wanted - award)))
    return Waterfall(steps=tuple(steps), left=None if left is None else from_sen(left), reason=reason)
