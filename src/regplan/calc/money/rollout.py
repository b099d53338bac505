"""Phased roll-out over decision points of the budget (APBD, Perubahan, next APBD): what is done, what is left (methods D5)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.apportion import MoneyUnit, unit_sen
from regplan.calc.money.exact import SEN, Share, nearest, sen_of, share_of
from regplan.errors import CallError, UnknownNameError
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen
from regplan.values.text import near

__all__ = ["Decision", "Phase", "Residual", "Rollout", "phased_rollout"]

Residual: TypeAlias = Literal["carried", "released"]
"""Whether money that does not make a whole unit waits for the next decision or goes back."""


@attrs.frozen(kw_only=True)
class Decision:
    """
    A point at which the budget gives money.

    Attributes:
        name: "APBD 2026", "Perubahan 2026".
        year: Its fiscal year.
        money: What it gives; "enough" gives what all the rest costs; None is unknown.
        rise: Growth of the unit cost since the decision before, as a share; of the first, since the given cost.
        capacity: The most units that can be done with it; None for no limit.
    """

    name: str
    year: int
    money: Rupiah | Literal["enough"] | None
    rise: Share = 0
    capacity: int | None = None


@attrs.frozen(kw_only=True)
class Phase:
    """
    What one decision does.

    Attributes:
        name: Of the decision.
        year: Its fiscal year.
        unit_cost: Cost of a unit at that point, in whole units of money.
        money: What it gives.
        carried: What was left by the decision before.
        due: What units of earlier years cost again in this one and is not paid yet.
        paid: What of that is paid, before any new unit.
        units: New units.
        spent: What they cost.
        residual: What is left of the money.
        done: Units so far.
        remaining: Units still without.
        cost_to_finish: What these cost at the present unit cost.
        commitment: What all units so far cost again next year, at the present unit cost.
    """

    name: str
    year: int
    unit_cost: Rupiah
    money: Rupiah
    carried: Rupiah
    due: Rupiah
    paid: Rupiah
    units: int
    spent: Rupiah
    residual: Rupiah
    done: int
    remaining: int
    cost_to_finish: Rupiah
    commitment: Rupiah

    @property
    def shortfall(self) -> Rupiah:
        """What is due for units of earlier years and not paid."""
        return from_sen(sen(self.due) - sen(self.paid))


@attrs.frozen(kw_only=True)
class Rollout:
    """
    A roll-out over its decisions.

    Attributes:
        phases: One for each decision whose money, and that of all before, is known.
        completion: The name of the decision with which the last unit is done; None where there is none.
        remaining: Units without after the last known phase.
        variant: Method and settings.
        reason: Why later decisions have no phase.
    """

    phases: tuple[Phase, ...]
    completion: str | None
    remaining: int
    variant: str
    reason: Bilingual | None = None


def phased_rollout(
    units: int,
    unit_cost: Rupiah,
    decisions: Sequence[Decision],
    *,
    residual: Residual,
    recurrent: Share = 0,
    rounding: MoneyUnit = "rupiah",
) -> Rollout:
    """
    Roll a support out to all units as money comes: n_t = min(remaining, floor(money / cost), capacity).

    Args:
        units: How many are to get it: RT, kelurahan, schools.
        unit_cost: Of one unit before the rise of the first decision; above zero.
        decisions: In order of time.
        residual: What happens to money left over; the caller chooses.
        recurrent: The part of the unit cost that a unit needs again in every later year; 0 for one-off support, 1 for
            yearly support. It is due at the first decision of the year and is paid before new units are begun; what is
            not paid stays due until the year ends.
        rounding: The unit cost is rounded to whole units of money, half up, so that it can be paid; rises compound
            without rounding.

    Returns:
        The phases, and when it is complete.

    Raises:
        CallError: Units, cost, money or capacity below what makes sense, or decisions out of order.

    Example:
        >>> from decimal import Decimal
        >>> told = phased_rollout(
        ...     650,
        ...     50_000_000,
        ...     [
        ...         Decision(name="APBD 2026", year=2026, money=2_500_000_000),
        ...         Decision(name="Perubahan 2026", year=2026, money=10_000_000_000),
        ...         Decision(name="APBD 2027", year=2027, money="enough", rise=Decimal("0.03")),
        ...     ],
        ...     residual="released",
        ... )
        >>> [(phase.units, phase.remaining) for phase in told.phases], told.phases[-1].spent, told.completion
        ([(50, 600), (200, 400), (400, 0)], 20600000000, 'APBD 2027')
    """
    again = _refuse(units, unit_cost, decisions, residual, recurrent)
    exact, phases, reason = Fraction(sen_of(unit_cost), SEN), list[Phase](), None
    before: Phase | None = None
    started = 0
    for decision in decisions:
        if decision.money is None:
            reason = reasons.said(reasons.NO_AMOUNT, decision.name)
            break
        exact *= 1 + share_of(decision.rise)
        cost = sen(nearest(exact, unit_sen(rounding)))
        if cost <= 0:
            msg = f"{decision.name}: the unit cost rounds to nothing; choose a smaller rounding"
            raise CallError(msg)
        if before is None or before.year != decision.year:
            started = 0 if before is None else before.done
            due = _part(started * cost, again)
        else:
            due = sen(before.shortfall)
        carried = sen(before.residual) if before and residual == "carried" else 0
        before = _phase(decision, cost, carried, due, before.remaining if before else units, units, again)
        phases.append(before)
    completion = next((phase.name for phase in phases if not phase.remaining), None)
    return Rollout(
        phases=tuple(phases),
        completion=completion,
        remaining=before.remaining if before else units,
        variant=f"D5, residual {residual}, {'one-off' if not again else f'recurrent {again}'}",
        reason=reason,
    )


def _refuse(
    units: int, unit_cost: Rupiah, decisions: Sequence[Decision], residual: Residual, recurrent: Share
) -> Fraction:
    if residual not in get_args(Residual):
        raise UnknownNameError(str(residual), "fate of residual money", near(str(residual), get_args(Residual)))
    again = share_of(recurrent)
    if units < 0 or sen_of(unit_cost) <= 0 or again < 0:
        msg = "there are zero units or more, a unit costs more than nothing, and the recurrent part is not negative"
        raise CallError(msg)
    years = [decision.year for decision in decisions]
    if years != sorted(years) or len({decision.name for decision in decisions}) < len(decisions):
        msg = "decisions stand in order of time, each with its own name"
        raise CallError(msg)
    for one in decisions:
        given = 0 if one.money is None or one.money == "enough" else sen_of(one.money)
        if given < 0 or (one.capacity or 0) < 0 or share_of(one.rise) <= -1:
            msg = f"{one.name}: money and capacity are zero or above, and a cost does not fall by the whole"
            raise CallError(msg)
    return again


def _phase(decision: Decision, cost: int, carried: int, due: int, left: int, units: int, again: Fraction) -> Phase:
    """Pay what is due, then begin as many units as money and capacity allow."""
    possible = left if decision.capacity is None else min(left, decision.capacity)
    assert decision.money is not None
    money = max(0, due + possible * cost - carried) if decision.money == "enough" else sen_of(decision.money)
    paid = min(due, money + carried)
    new = min(possible, (money + carried - paid) // cost)
    done, remaining = units - left + new, left - new
    return Phase(
        name=decision.name,
        year=decision.year,
        unit_cost=from_sen(cost),
        money=from_sen(money),
        carried=from_sen(carried),
        due=from_sen(due),
        paid=from_sen(paid),
        units=new,
        spent=from_sen(new * cost),
        residual=from_sen(money + carried - paid - new * cost),
        done=done,
        remaining=remaining,
        cost_to_finish=from_sen(remaining * cost),
        commitment=from_sen(_part(done * cost, again)),
    )


def _part(money: int, part: Fraction) -> int:
    """Return a part of money in whole sen, half up."""
    return (money * part + Fraction(1, 2)).__floor__()
