"""The roll-out of one program over the budgets of a plan: coverage after each, what is left, how even it is (methods D5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from regplan.calc.cycle.placed import Placed, placed_money
from regplan.calc.money.exact import Share
from regplan.calc.money.rollout import Decision, Phase, Residual, Rollout, phased_rollout
from regplan.errors import CallError, UnknownNameError
from regplan.index.build import of
from regplan.model.agencies import Place
from regplan.model.plan import Plan
from regplan.model.words import PlaceKind
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen
from regplan.values.text import near

__all__ = ["CycleStep", "Evenness", "FairnessVariant", "PlaceRollout", "PlanRollout", "plan_rollout"]

FairnessVariant: TypeAlias = Literal["share_of_units", "money_per_unit", "money_per_head"]
"""The part of a place's RT that is reached; rupiah so far for each of its RT; rupiah so far for each inhabitant."""


@attrs.frozen(kw_only=True)
class CycleStep:
    """
    What one budget does for the program.

    Attributes:
        document: The id of the budget.
        year: Its fiscal year.
        money: What it adds to what was there for the year.
        units: New units; None where an amount is not known.
        done: Units so far.
        coverage: What part of all units that is; None where their number is not known.
        remaining: Units still without.
        cost_to_finish: What these cost at the present unit cost.
        commitment: What all units so far cost again next year.
        shortfall: What is due again for units of earlier years and not paid.
        reason: What is not known.
    """

    document: str
    year: int
    money: Rupiah | None
    units: int | None = None
    done: int | None = None
    coverage: Fraction | None = None
    remaining: int | None = None
    cost_to_finish: Rupiah | None = None
    commitment: Rupiah | None = None
    shortfall: Rupiah | None = None
    reason: Bilingual | None = None


@attrs.frozen(kw_only=True)
class PlaceRollout:
    """
    The roll-out in one place.

    Attributes:
        place: Its id; None for the program as a whole, where the plan does not divide its money by place.
        name: Its name.
        units: How many are to get it; None where that is not known.
        rollout: The phases, one for each budget; remaining units count only where *units* is known.
        money: What has been given so far, after each budget.
    """

    place: str | None
    name: str | None
    units: int | None
    rollout: Rollout
    money: tuple[Rupiah, ...]


@attrs.frozen(kw_only=True)
class Evenness:
    """
    How even places are served.

    Attributes:
        variant: What is compared.
        by_place: The measure of each place; None where its count is not known.
        spread: The largest less the smallest; None where one is not known.
        none: The part of the places that have nothing; None where one is not known.
    """

    variant: FairnessVariant
    by_place: Mapping[str, Fraction | None]
    spread: Fraction | None
    none: Fraction | None


@attrs.frozen(kw_only=True)
class PlanRollout:
    """
    The roll-out of a program over the budgets of a plan.

    Attributes:
        node: The id of the program, activity or sub activity.
        unit_cost: What one unit costs before any rise.
        steps: One for each budget, in their order.
        places: One for each place, or one for the whole.
        completion: The budget with which the last unit is reached; None where there is none, or that is not known.
        variant: Method and settings.
    """

    node: str
    unit_cost: Rupiah
    steps: tuple[CycleStep, ...]
    places: tuple[PlaceRollout, ...]
    completion: str | None
    variant: str
    _plan: Plan = attrs.field(repr=False, eq=False, alias="plan")

    def fairness(self, document: str, *, variant: FairnessVariant) -> Evenness:
        """
        Measure how even the places are served once a budget is in force.

        Args:
            document: The id of the budget.
            variant: What is compared; authors differ, so the caller chooses.

        Raises:
            CallError: The plan does not divide the money by place.
            UnknownNameError: There is no such budget or variant; near matches are offered.
        """
        names = [step.document for step in self.steps]
        for word, known, what in ((document, names, "budget"), (variant, get_args(FairnessVariant), "variant")):
            if word not in known:
                raise UnknownNameError(str(word), f"{what} of the roll-out", near(str(word), known))
        if self.places and self.places[0].place is None:
            msg = f"{self.node}: the plan does not divide its money by place; state 'place' on its allocations"
            raise CallError(msg)
        at = names.index(document)
        values = {str(one.place): self._measure(one, at, variant) for one in self.places}
        counted = [value for value in values.values() if value is not None]
        whole = len(counted) == len(values) and bool(counted)
        return Evenness(
            variant=variant,
            by_place=values,
            spread=max(counted) - min(counted) if whole else None,
            none=Fraction(sum(not value for value in counted), len(counted)) if whole else None,
        )

    def _measure(self, one: PlaceRollout, at: int, variant: FairnessVariant) -> Fraction | None:
        place = self._plan.places.get(str(one.place))
        count = one.units if variant != "money_per_head" else (place.population if place else None)
        if not count or at >= len(one.rollout.phases):
            return None
        if variant == "share_of_units":
            return Fraction(one.rollout.phases[at].done, count)
        return Fraction(sen(one.money[at]), 100 * count)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one record a budget, for a DataFrame."""
        return [{**attrs.asdict(step), "reason": step.reason and step.reason.en} for step in self.steps]


def plan_rollout(
    plan: Plan,
    node: str,
    documents: Sequence[str],
    *,
    unit_cost: Rupiah,
    residual: Residual,
    recurrent: Share = 0,
    rises: Mapping[str, Share] | None = None,
    units: int | None = None,
    kind: PlaceKind = "kelurahan",
) -> PlanRollout:
    """
    Roll a program out to all RT of all kelurahan, as the budgets of a plan give money for it.

    A budget adds what it states for its year beyond the budget before it of that year: a change states new amounts, not
    additions. Where all money of the program has a place, each place is served from its own money; where some has none, the
    program is taken as a whole.

    Args:
        plan: The plan; the number of RT of a place is its ``neighbourhoods``.
        node: The id of the program, activity or sub activity; money below it counts.
        documents: The ids of the budgets, in order of time.
        unit_cost: Of one RT before any rise.
        residual: What happens to money that makes no whole unit; the caller chooses.
        recurrent: The part of the unit cost an RT needs again each later year: 0 for one-off, 1 for yearly support.
        rises: By budget, the growth of the unit cost since the budget before.
        units: How many units there are in all, where the plan does not say so place by place.
        kind: What places are served.

    Returns:
        A step for each budget, in all and by place.

    Raises:
        CallError: A budget has no single year, takes money back, or is out of order.
        UnknownIdError: The node or a budget is not in the plan; near matches are offered.

    Law:
        None: methods D5.

    Example:
        >>> from regplan.model import Allocation, Document, SubActivity
        >>> places = [Place(id="A", kind="kelurahan", neighbourhoods=30), Place(id="B", kind="kelurahan", neighbourhoods=20)]
        >>> years = [("apbd", 2021, "A", 500), ("apbd-p", 2021, "A", 900), ("apbd-p", 2021, "B", 600), ("apbd-22", 2022, "A", 600)]
        >>> plan = Plan(
        ...     documents=[
        ...         Document(id="apbd", kind="APBD", first_year=2021, last_year=2021),
        ...         Document(id="apbd-p", kind="APBD", first_year=2021, last_year=2021, amends="apbd", restates="full"),
        ...         Document(id="apbd-22", kind="APBD", first_year=2022, last_year=2022),
        ...     ],
        ...     places=places,
        ...     sub_activities=[SubActivity(id="rt")],
        ...     allocations=[Allocation(document=d, subject="rt", place=p, amounts={str(y): rp}) for d, y, p, rp in years],
        ... )
        >>> told = plan_rollout(plan, "rt", ["apbd", "apbd-p", "apbd-22"], unit_cost=50, residual="released")
        >>> [(step.done, step.remaining, step.cost_to_finish) for step in told.steps]
        [(10, 40, 2000), (30, 20, 1000), (42, 8, 400)]
        >>> told.fairness("apbd-p", variant="share_of_units").spread
        Fraction(0, 1)
    """
    found = placed_money(of(plan), node, documents, kind)
    parts = _parts(plan, found, units, kind)
    rolled = [
        _place(place, count, money, found, unit_cost, residual, recurrent, rises or {}) for place, count, money in parts
    ]
    steps = tuple(_step(at, name, found, rolled) for at, name in enumerate(found.documents))
    variant = next((one.rollout.variant for one in rolled), "D5")
    return PlanRollout(
        node=node,
        unit_cost=unit_cost,
        steps=steps,
        places=tuple(rolled),
        completion=next((step.document for step in steps if step.remaining == 0), None),
        variant=f"{variant}, {'by place' if rolled and rolled[0].place else 'as a whole'}",
        plan=plan,
    )


_Part: TypeAlias = tuple[Place | None, int | None, Sequence[int | None]]
_NOTHING: Final = 0


def _parts(plan: Plan, found: Placed, units: int | None, kind: PlaceKind) -> list[_Part]:
    """Divide the program by place where all its money has one."""
    served = [one for one in plan.places if one.kind == kind]
    counts = [one.neighbourhoods for one in served]
    if not found.is_placed:
        known = [count for count in counts if count is not None]
        total = units if units is not None else sum(known) if counts and len(known) == len(counts) else None
        return [(None, total, found.whole())]
    idle = [_NOTHING] * len(found.documents)
    return [(one, one.neighbourhoods, found.by_place.get(one.id, idle)) for one in served]


def _place(
    place: Place | None,
    count: int | None,
    added: Sequence[int | None],
    found: Placed,
    unit_cost: Rupiah,
    residual: Residual,
    recurrent: Share,
    rises: Mapping[str, Share],
) -> PlaceRollout:
    """Roll out in one place; where the number of units is not known it bounds nothing."""
    where = place.id if place else found.node
    for name, money in zip(found.documents, added, strict=True):
        if money is not None and money < 0:
            msg = f"{name} takes {from_sen(-money):,} back from {where}: a roll-out counts forward; ask moves() what became of it"
            raise CallError(msg)
    decisions = [
        Decision(name=name, year=year, money=None if money is None else from_sen(money), rise=rises.get(name, 0))
        for name, year, money in zip(found.documents, found.years, added, strict=True)
    ]
    enough = 1 + sum(money or 0 for money in added) // max(1, sen(unit_cost))
    wanted = enough * (len(added) + 1) if count is None else count
    so_far: list[Rupiah] = []
    for money in added:
        if money is None:
            break
        so_far.append(from_sen(money + (sen(so_far[-1]) if so_far else 0)))
    return PlaceRollout(
        place=place.id if place else None,
        name=place.name if place else None,
        units=count,
        rollout=phased_rollout(wanted, unit_cost, decisions, residual=residual, recurrent=recurrent),
        money=tuple(so_far),
    )


def _step(at: int, name: str, found: Placed, rolled: Sequence[PlaceRollout]) -> CycleStep:
    """Add the places up after one budget; a sum with an unknown part is unknown."""
    money = found.whole()[at]
    phases = [one.rollout.phases[at] for one in rolled if at < len(one.rollout.phases)]
    base = CycleStep(document=name, year=found.years[at], money=None if money is None else from_sen(money))
    if len(phases) < len(rolled) or not rolled:
        return attrs.evolve(base, reason=_NO_AMOUNT if rolled else _NO_PLACE)
    done = sum(phase.done for phase in phases)
    base = attrs.evolve(
        base,
        units=sum(phase.units for phase in phases),
        done=done,
        commitment=_sum(phases, lambda phase: phase.commitment),
        shortfall=_sum(phases, lambda phase: phase.shortfall),
    )
    silent = [one.name or one.place or found.node for one in rolled if one.units is None]
    if silent:
        return attrs.evolve(base, reason=_no_count(silent))
    units = sum(one.units or 0 for one in rolled)
    return attrs.evolve(
        base,
        coverage=Fraction(done, units) if units else None,
        remaining=sum(phase.remaining for phase in phases),
        cost_to_finish=_sum(phases, lambda phase: phase.cost_to_finish),
    )


def _sum(phases: Iterable[Phase], what: Callable[[Phase], Rupiah]) -> Rupiah:
    return from_sen(sum(sen(what(phase)) for phase in phases))


_NO_AMOUNT: Final = Bilingual("sebagian pagunya tidak diketahui", "a part of its money is not known")
_NO_PLACE: Final = Bilingual("tidak ada wilayah yang dilayani dalam rencana", "the plan has no place to serve")


def _no_count(silent: Sequence[str]) -> Bilingual:
    told = ", ".join(silent[:3]) + (", …" if len(silent) > 3 else "")
    return Bilingual(f"jumlah RT tidak tercantum: {told}", f"the number of RT is not stated: {told}")
