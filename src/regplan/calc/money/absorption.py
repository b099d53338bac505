"""Absorption (*serapan*), physical against financial progress, and deviation from the disbursement plan (methods A3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import Share, amounts_of, share_of
from regplan.calc.money.results import Ratio, ratio
from regplan.errors import CallError
from regplan.values.money import Rupiah

__all__ = [
    "IKPA_2022",
    "Ikpa",
    "Month",
    "absorption",
    "disbursement_deviation",
    "disbursement_score",
    "ikpa_score",
    "physical_financial_gap",
    "weighted_progress",
]


def absorption(realised: Rupiah | None, ceiling: Rupiah | None) -> Ratio:
    """
    Return realised spending by its ceiling (regulations §4.9).

    Example:
        >>> absorption(45, 60).percent
        75.0
    """
    return ratio({"realised": realised}, {"ceiling": ceiling}, "A3 absorption")


def physical_financial_gap(physical: Share | None, financial: Ratio) -> Ratio:
    """
    Return physical less financial progress, as a share; below zero money runs ahead of work.

    Args:
        physical: Share of the work that is done, 0 to 1; None is unknown.
        financial: As of ``absorption``.

    Example:
        >>> physical_financial_gap(Fraction(6, 10), absorption(45, 60)).percent
        -15.0
    """
    variant = "A3 physical less financial"
    if physical is None or financial.exact is None:
        return Ratio(variant=variant, reason=financial.reason or reasons.said(reasons.NO_SHARE, "physical"))
    return Ratio(exact=share_of(physical) - financial.exact, variant=variant)


def weighted_progress(ceilings: Mapping[str, Rupiah | None], progress: Mapping[str, Share | None]) -> Ratio:
    """
    Return physical progress weighted by ceilings: Σ w p.

    Args:
        ceilings: By package or activity, its ceiling.
        progress: The share of each that is done; one that is not stated makes the whole unknown.

    Example:
        >>> weighted_progress({"road": 300, "drain": 100}, {"road": Fraction(1, 2), "drain": 1}).percent
        62.5
    """
    variant = "A3 weighted physical progress"
    known, lack = amounts_of(ceilings)
    gone = sorted(name for name in ceilings if progress.get(name) is None)
    if lack or gone:
        return Ratio(variant=variant, reason=lack or reasons.said(reasons.NO_SHARE, ", ".join(gone)))
    whole = sum(known.values(), Fraction(0))
    if whole <= 0 or min(known.values()) < 0:
        return Ratio(variant=variant, reason=reasons.NEGATIVE_DIVISOR if known and whole else reasons.ZERO_DIVISOR)
    done = sum((known[name] * share_of(one) for name in known if (one := progress[name]) is not None), Fraction(0))
    return Ratio(exact=done / whole, variant=variant)


@attrs.frozen(kw_only=True)
class Ikpa:
    """
    A profile of the IKPA, the indicators of budget execution of central government; for regions it is optional.

    Attributes:
        name: Its name, part of every variant it gave.
        source: Where it was read.
        confidence: How well the weights are known.
        weights: Of the indicators, in percent.
        cap: The most one type of spending deviates in a month; None for no cap. Recalled.
        tolerance: A month's deviation up to this counts as none; None for none. Recalled.
    """

    name: str
    source: str
    confidence: Literal["application", "recalled"]
    weights: tuple[tuple[str, int], ...]
    cap: Fraction | None
    tolerance: Fraction | None


IKPA_2022: Final = Ikpa(
    name="IKPA 2022–2024",
    source="methods A3, R4; cap and tolerance recalled",
    confidence="application",
    weights=(
        ("revision", 10),
        ("deviation", 15),
        ("absorption", 20),
        ("contracts", 10),
        ("bills", 10),
        ("cash_advances", 10),
        ("output", 25),
    ),
    cap=Fraction(1),
    tolerance=Fraction(5, 100),
)


@attrs.frozen(kw_only=True)
class Month:
    """
    Planned and realised disbursement of a month by type of spending.

    Attributes:
        plan: By type.
        realised: By type; a type of the plan that is not here is not stated.
    """

    plan: Mapping[str, Rupiah | None]
    realised: Mapping[str, Rupiah | None]


def disbursement_deviation(month: Month, ceilings: Mapping[str, Rupiah | None], *, profile: Ikpa) -> Ratio:
    """
    Return the deviation of a month from its disbursement plan: Σ w ``|realised − plan|`` / plan, weighted by ceilings.

    Args:
        month: Plan and realisation by type of spending.
        ceilings: By type; the weights.
        profile: Cap and tolerance. Nothing planned and something spent deviates by the whole.

    Example:
        >>> told = Month(plan={"goods": 100, "capital": 50}, realised={"goods": 80, "capital": 50})
        >>> disbursement_deviation(told, {"goods": 300, "capital": 100}, profile=IKPA_2022).percent
        15.0
    """
    variant = f"A3 deviation from the disbursement plan, {profile.name}"
    plan, lack = amounts_of({kind: month.plan.get(kind) for kind in ceilings})
    done, gone = amounts_of({kind: month.realised.get(kind) for kind in ceilings})
    weights, none = amounts_of(ceilings)
    if lack or gone or none:
        return Ratio(variant=variant, reason=lack or gone or none)
    strange = sorted({*month.plan, *month.realised} - ceilings.keys())
    if strange:
        msg = f"{', '.join(strange)} has no ceiling to be weighted by: state the ceilings of all types"
        raise CallError(msg)
    whole = sum(weights.values(), Fraction(0))
    if whole <= 0:
        return Ratio(variant=variant, reason=reasons.ZERO_DIVISOR)
    if min((*plan.values(), *done.values(), *weights.values())) < 0:
        return Ratio(variant=variant, reason=reasons.NEGATIVE_DIVISOR)
    found = sum((weights[kind] / whole * _deviation(plan[kind], done[kind], profile.cap) for kind in plan), Fraction(0))
    within = profile.tolerance is not None and found <= profile.tolerance
    return Ratio(exact=Fraction(0) if within else found, variant=variant)


def _deviation(plan: Fraction, realised: Fraction, cap: Fraction | None) -> Fraction:
    if not plan:
        return Fraction(bool(realised))
    found = abs(realised - plan) / plan
    return found if cap is None else min(found, cap)


def disbursement_score(
    months: Sequence[Month], ceilings: Mapping[str, Rupiah | None], *, profile: Ikpa = IKPA_2022
) -> Ratio:
    """
    Return the indicator of the disbursement plan: the whole less the mean deviation of the months.

    Example:
        >>> told = Month(plan={"goods": 100}, realised={"goods": 80})
        >>> disbursement_score([told, Month(plan={"goods": 50}, realised={"goods": 50})], {"goods": 300}).percent
        90.0
    """
    variant = f"A3 indicator of the disbursement plan, {profile.name}"
    each = [disbursement_deviation(month, ceilings, profile=profile) for month in months]
    known = [one.exact for one in each if one.exact is not None]
    if not each or len(known) < len(each):
        return Ratio(variant=variant, reason=next((one.reason for one in each if one.reason), reasons.FEW_POINTS))
    return Ratio(exact=1 - sum(known, Fraction(0)) / len(known), variant=variant)


def ikpa_score(indicators: Mapping[str, Share | None], *, profile: Ikpa = IKPA_2022) -> Ratio:
    """
    Return the weighted score of all indicators, each 0 to 1; weights of one that is missing are not given to others.

    Example:
        >>> ikpa_score({name: Fraction(9, 10) for name, _ in IKPA_2022.weights}).percent
        90.0
    """
    gone = [name for name, _ in profile.weights if indicators.get(name) is None]
    if gone:
        return Ratio(variant=profile.name, reason=reasons.said(reasons.NO_SHARE, ", ".join(gone)))
    whole = sum(weight for _, weight in profile.weights)
    total = sum(
        (weight * share_of(one) for name, weight in profile.weights if (one := indicators[name]) is not None),
        Fraction(0),
    )
    return Ratio(exact=total / whole, variant=profile.name)
