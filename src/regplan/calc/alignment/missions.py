"""The money that reaches each mission beside the weight it declares."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import attrs

from regplan.calc.budget import totals
from regplan.model.plan import Plan
from regplan.model.structure import Mission
from regplan.model.words import Basis
from regplan.values.money import Rupiah
from regplan.values.weight import read_weight

__all__ = ["MissionWeight", "mission_weights"]

_FIELDS: Final = ("x-bobot", "x-weight")


@attrs.frozen(kw_only=True)
class MissionWeight:
    """
    One mission, what it declares and what it gets.

    Attributes:
        mission: The mission; None for money that reaches none.
        declared: Its own field ``x-bobot`` (or ``x-weight``), exact; None where it states none that is a number.
        amount: The money that reaches it; None where an amount is unknown or links do not say how much goes its way.
        funded: The part of all money; None where the amount is not known.
        gap: Funded less declared; None where one of them is not known.
    """

    mission: str | None
    declared: Fraction | None
    amount: Rupiah | None
    funded: Fraction | None
    gap: Fraction | None


def mission_weights(
    plan: Plan, documents: Iterable[str] | str, *, year: int | None = None, basis: Basis = "ceiling"
) -> tuple[MissionWeight, ...]:
    """
    Compare the money of missions with the weights they declare (methods C1).

    Money goes along the tree and along links by their weights, as in ``calc.budget.totals(by="mission")``, which refuses
    what cannot be added. Missions without money are told with zero.

    Args:
        plan: The plan.
        documents: The documents whose money it is: kinds or ids.
        year: The year; all years of the documents when left out.
        basis: Ceilings, forward estimates or realised money.

    Returns:
        One line a mission in the order of the plan, then what reaches none, if anything does.

    Example:
        >>> from regplan.model import Allocation, Document, Plan, Program
        >>> plan = Plan(
        ...     documents=[Document(id="apbd", kind="APBD", first_year=2026, last_year=2026)],
        ...     missions=[Mission(id="M1", extra={"x-bobot": "0,5"}), Mission(id="M2", extra={"x-bobot": "0,5"})],
        ...     programs=[Program(id="P1", parent="M1"), Program(id="P2", parent="M2")],
        ...     allocations=[
        ...         Allocation(document="apbd", subject="P1", amounts={"2026": 300}),
        ...         Allocation(document="apbd", subject="P2", amounts={"2026": 100}),
        ...     ],
        ... )
        >>> [(one.mission, str(one.funded), str(one.gap)) for one in mission_weights(plan, "APBD", year=2026)]
        [('M1', '3/4', '1/4'), ('M2', '1/4', '-1/4')]
    """
    found = {one.key[0]: one for one in totals(plan, documents, by="mission", year=year, basis=basis)}
    lines = []
    for mission in plan.missions:
        one, declared = found.pop(mission.id, None), _declared(mission)
        amount = one.amount if one else 0
        funded = one.share if one else Fraction(0)
        gap = None if funded is None or declared is None else funded - declared
        lines.append(MissionWeight(mission=mission.id, declared=declared, amount=amount, funded=funded, gap=gap))
    rest = (
        MissionWeight(mission=one.key[0], declared=None, amount=one.amount, funded=one.share, gap=None)
        for one in found.values()
    )
    return (*lines, *rest)


def _declared(mission: Mission) -> Fraction | None:
    texts = (mission.extra.get(name) for name in _FIELDS) if mission.extra else ()
    return next((read_weight(text) for text in texts if isinstance(text, str)), None)
