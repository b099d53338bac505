"""Value for money: economy, efficiency, effectiveness, unit cost, cost-effectiveness (methods A6, regulations §3.9, §4.9)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import Share, amounts_of, rupiah_of, share_of
from regplan.calc.money.results import Amount, Ratio, ratio
from regplan.errors import CallError, UnknownNameError
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah
from regplan.values.text import near

__all__ = [
    "Comparison",
    "Incremental",
    "LkjipVariant",
    "Verdict",
    "budget_elasticity",
    "economy",
    "effectiveness",
    "incremental_cost",
    "lkjip_efficiency",
    "regional_cost",
    "unit_cost",
    "unit_cost_outliers",
    "value_efficiency",
]


def economy(planned: Rupiah | None, actual: Rupiah | None) -> Ratio:
    """
    Return economy: planned by actual cost of inputs; above 1 cheaper than planned.

    Example:
        >>> economy(2000, 1600).exact
        Fraction(5, 4)
    """
    return ratio({"planned cost": planned}, {"actual cost": actual}, "A6 economy")


def value_efficiency(
    *,
    output: Share | None,
    cost: Rupiah | None,
    planned_output: Share | None,
    planned_cost: Rupiah | None,
) -> Ratio:
    """
    Return efficiency: output by input as done, by the same as planned; above 1 more for the money than planned.

    Example:
        >>> round(float(value_efficiency(output=90, cost=1700, planned_output=100, planned_cost=2000).exact), 4)
        1.0588
    """
    done = _by("output", output, "cost", None if cost is None else rupiah_of(cost), "A6 efficiency")
    plan = _by(
        "planned output",
        planned_output,
        "planned cost",
        None if planned_cost is None else rupiah_of(planned_cost),
        "A6 efficiency",
    )
    if done.exact is None or plan.exact is None:
        return done if done.exact is None else plan
    if plan.exact <= 0:
        return Ratio(variant=plan.variant, reason=reasons.said(reasons.ZERO_DIVISOR, "planned output"))
    return attrs.evolve(done, exact=done.exact / plan.exact)


def _by(top: str, upper: Share | None, bottom: str, lower: Share | None, variant: str) -> Ratio:
    """Divide two quantities; a divisor of zero or below gives a reason."""
    if upper is None or lower is None:
        return Ratio(variant=variant, reason=reasons.said(reasons.NO_AMOUNT, top if upper is None else bottom))
    divisor = share_of(lower)
    if divisor <= 0:
        lack = reasons.NEGATIVE_DIVISOR if divisor else reasons.ZERO_DIVISOR
        return Ratio(variant=variant, reason=reasons.said(lack, bottom))
    return Ratio(exact=share_of(upper) / divisor, variant=variant)


def effectiveness(outcome: Share | None, planned: Share | None) -> Ratio:
    """
    Return effectiveness: outcome by planned outcome, of an outcome of which more is better.

    Example:
        >>> effectiveness(45, 50).percent
        90.0
    """
    return _by("outcome", outcome, "planned outcome", planned, "A6 effectiveness")


def unit_cost(spending: Rupiah | None, output: Share | None) -> Amount:
    """
    Return the cost of a unit of output, or of effect (CER), in rupiah a unit.

    Example:
        >>> unit_cost(2_500_000_000, 50).rupiah
        50000000
    """
    found = _by("spending", None if spending is None else rupiah_of(spending), "output", output, "A6 unit cost")
    return Amount(exact=found.exact, variant=found.variant, reason=found.reason)


def regional_cost(reference: Rupiah | None, index: Share | None, reference_index: Share | None) -> Amount:
    """
    Return a cost at the prices of another region: cost × IKK / IKK of the reference (construction cost index, *IKK*).

    Example:
        >>> regional_cost(100_000_000, 110, 100).rupiah
        110000000
    """
    variant = "A6 regional price by construction cost index"
    found = _by("index", index, "index of the reference", reference_index, variant)
    if found.exact is None or reference is None:
        return Amount(variant=variant, reason=found.reason or reasons.said(reasons.NO_AMOUNT, "cost"))
    return Amount(exact=found.exact * rupiah_of(reference), variant=variant)


Verdict: TypeAlias = Literal["costs_more", "dominated", "dominant", "saves", "same"]
"""More for more money; no more for more money; at least as much for less; less for less; no difference."""


@attrs.frozen(kw_only=True)
class Comparison:
    """
    Cost and effect of an option.

    Attributes:
        cost: In rupiah.
        effect: In any unit of which more is better.
    """

    cost: Rupiah
    effect: Share


@attrs.frozen(kw_only=True)
class Incremental:
    """
    An option against another.

    Attributes:
        exact: Added rupiah by added effect (ICER); None where it says nothing.
        verdict: How the two compare.
        variant: A6 ICER.
        reason: Why there is no ratio.
    """

    exact: Fraction | None = None
    verdict: Verdict
    variant: str = "A6 ICER"
    reason: Bilingual | None = None


def incremental_cost(option: Comparison, against: Comparison) -> Incremental:
    """
    Return the added cost by the added effect of an option against another.

    Example:
        >>> told = incremental_cost(Comparison(cost=500, effect=30), Comparison(cost=300, effect=20))
        >>> told.exact, told.verdict
        (Fraction(20, 1), 'costs_more')
        >>> incremental_cost(Comparison(cost=500, effect=20), Comparison(cost=300, effect=20)).verdict
        'dominated'
    """
    more = rupiah_of(option.cost) - rupiah_of(against.cost)
    gain = share_of(option.effect) - share_of(against.effect)
    if more > 0 and gain <= 0:
        return Incremental(verdict="dominated", reason=reasons.DOMINATED)
    if not gain:
        return Incremental(verdict="dominant" if more else "same", reason=reasons.NOT_COMPARABLE)
    verdict: Verdict = "saves" if gain < 0 else "costs_more" if more > 0 else "dominant"
    if gain < 0 and not more:
        return Incremental(verdict="dominated", reason=reasons.DOMINATED)
    return Incremental(exact=more / gain, verdict=verdict)


LkjipVariant: TypeAlias = Literal["difference", "saving"]
"""Performance less absorption, or 1 − absorption / performance (for a performance of the whole or more; recalled)."""


def lkjip_efficiency(performance: Share | None, absorption: Share | None, *, variant: LkjipVariant) -> Ratio:
    """
    Return efficiency as performance reports (LKjIP) have it, of two variants; shares, 1 is the whole.

    Example:
        >>> lkjip_efficiency(Fraction(105, 100), Fraction(84, 100), variant="saving").percent
        20.0
    """
    if variant not in {"difference", "saving"}:
        known = ("difference", "saving")
        raise UnknownNameError(str(variant), "variant of efficiency in LKjIP", near(str(variant), known))
    named = f"§4.9 LKjIP efficiency, {variant}"
    if performance is None or absorption is None:
        return Ratio(variant=named, reason=reasons.NO_SHARE)
    reached, used = share_of(performance), share_of(absorption)
    if variant == "difference":
        return Ratio(exact=reached - used, variant=named)
    if reached < 1:
        return Ratio(variant=named, reason=reasons.BELOW_WHOLE)
    return Ratio(exact=1 - used / reached, variant=named)


def budget_elasticity(
    *, target: Share | None, target_before: Share | None, ceiling: Rupiah | None, ceiling_before: Rupiah | None
) -> Ratio:
    """
    Return the relative change of a target by that of its ceiling (§3.9, a heuristic; below zero they part).

    Example:
        >>> budget_elasticity(target=105, target_before=100, ceiling=120, ceiling_before=100).exact
        Fraction(1, 4)
    """
    variant = "§3.9 elasticity of target to ceiling"
    money, before = (None if one is None else rupiah_of(one) for one in (ceiling, ceiling_before))
    aims = _by("target", target, "target before", target_before, variant)
    funds = _by("ceiling", money, "ceiling before", before, variant)
    if aims.exact is None or funds.exact is None:
        return aims if aims.exact is None else funds
    if funds.exact == 1:
        return Ratio(variant=variant, reason=reasons.said(reasons.ZERO_DIVISOR, "change of the ceiling"))
    return Ratio(exact=(aims.exact - 1) / (funds.exact - 1), variant=variant)


def unit_cost_outliers(costs: Mapping[str, Rupiah | None], *, times: Share) -> dict[str, Fraction]:
    """
    Find unit costs far from the median, by the median absolute deviation (§3.9, a heuristic).

    Args:
        costs: By OPD or year, of one output; unknown ones are left out.
        times: From how many deviations on a cost is far, above zero.

    Returns:
        By name, how many deviations it is from the median, below zero where it is cheap. Empty where half of the costs
        are the same, because then there is no measure of what is usual.

    Example:
        >>> unit_cost_outliers({"a": 10, "b": 11, "c": 12, "d": 13, "e": 40}, times=3)
        {'e': Fraction(28, 1)}
    """
    limit = share_of(times)
    if limit <= 0:
        msg = f"an outlier is some deviations above zero away, not {times}"
        raise CallError(msg)
    known, _ = amounts_of(costs)
    if not known:
        return {}
    middle = _median(list(known.values()))
    usual = _median([abs(one - middle) for one in known.values()])
    if not usual:
        return {}
    found = {name: (one - middle) / usual for name, one in sorted(known.items())}
    return {name: one for name, one in found.items() if abs(one) >= limit}


def _median(values: list[Fraction]) -> Fraction:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
