"""Ratios of local finance; where authors differ under one name, the name here says the variant (methods A4, §3.9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from regplan.calc.money import reasons
from regplan.calc.money.exact import amounts_of
from regplan.calc.money.results import Ratio, ratio
from regplan.calc.targets.scales import Gaps, Rating, rate
from regplan.errors import CallError, UnknownNameError
from regplan.law.scale import Scale
from regplan.values.money import Rupiah
from regplan.values.text import near

__all__ = [
    "Dependence",
    "Independence",
    "collection_effectiveness",
    "concentration",
    "decentralisation",
    "dependence",
    "efficiency_of_collection",
    "efficiency_of_spending_to_budget",
    "efficiency_of_spending_to_revenue",
    "growth_of",
    "independence",
    "part_of_spending",
    "ratio_class",
]

Independence: TypeAlias = Literal["transfers_and_loans", "transfers", "central_transfers", "equalisation_fund"]
"""What own revenue is divided by: TP + TV + LN, TP + TV, TP, or the equalisation fund (*dana perimbangan*) alone."""

Dependence: TypeAlias = Literal["transfers_by_revenue", "own_by_unsubsidised_revenue"]
"""(TP + TV) / TR, or PAD / (TR − subsidies); in the second, of Depdagri–UGM, a high value means little dependence."""


def decentralisation(own_revenue: Rupiah | None, total_revenue: Rupiah | None) -> Ratio:
    """
    Return the degree of fiscal decentralisation (*derajat desentralisasi*): PAD / TR.

    Example:
        >>> decentralisation(250, 1000).percent
        25.0
    """
    return ratio({"own revenue": own_revenue}, {"total revenue": total_revenue}, "A4 decentralisation PAD/TR")


_INDEPENDENCE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "transfers_and_loans": ("central transfers", "provincial transfers", "loans"),
        "transfers": ("central transfers", "provincial transfers"),
        "central_transfers": ("central transfers",),
        "equalisation_fund": ("equalisation fund",),
    }
)


def independence(
    own_revenue: Rupiah | None,
    *,
    variant: Independence,
    central: Rupiah | None = None,
    provincial: Rupiah | None = None,
    loans: Rupiah | None = None,
    equalisation: Rupiah | None = None,
) -> Ratio:
    """
    Return the independence of local finance (*kemandirian*): own revenue by what comes from outside.

    Args:
        own_revenue: PAD.
        variant: What counts as coming from outside.
        central: Transfers from central government.
        provincial: Transfers from the province.
        loans: Loans.
        equalisation: The equalisation fund.

    Returns:
        The ratio; what the variant needs and is not given is unknown, not zero.

    Example:
        >>> told = independence(250, variant="transfers_and_loans", central=700, provincial=50, loans=0)
        >>> told.exact, told.variant
        (Fraction(1, 3), 'A4 independence, transfers and loans')
    """
    if variant not in _INDEPENDENCE:
        raise UnknownNameError(str(variant), "variant of independence", near(str(variant), _INDEPENDENCE))
    given = {
        "central transfers": central,
        "provincial transfers": provincial,
        "loans": loans,
        "equalisation fund": equalisation,
    }
    bottom = {name: given[name] for name in _INDEPENDENCE[variant]}
    return ratio({"own revenue": own_revenue}, bottom, f"A4 independence, {variant.replace('_', ' ')}")


def dependence(
    *,
    variant: Dependence,
    total_revenue: Rupiah | None,
    central: Rupiah | None = None,
    provincial: Rupiah | None = None,
    own_revenue: Rupiah | None = None,
    subsidies: Rupiah | None = None,
) -> Ratio:
    """
    Return dependence (*ketergantungan*); the two variants point in opposite directions.

    Example:
        >>> dependence(variant="transfers_by_revenue", total_revenue=1000, central=700, provincial=50).percent
        75.0
    """
    if variant == "transfers_by_revenue":
        top = {"central transfers": central, "provincial transfers": provincial}
        return ratio(top, {"total revenue": total_revenue}, "A4 dependence, (TP + TV)/TR: high is dependent")
    if variant != "own_by_unsubsidised_revenue":
        known = ("transfers_by_revenue", "own_by_unsubsidised_revenue")
        raise UnknownNameError(str(variant), "variant of dependence", near(str(variant), known))
    bottom = {"total revenue": total_revenue, "subsidies": subsidies}
    named = "A4 dependence, PAD/(TR − subsidies): high is independent"
    return ratio({"own revenue": own_revenue}, bottom, named, less="subsidies")


def collection_effectiveness(realised: Rupiah | None, target: Rupiah | None) -> Ratio:
    """
    Return the effectiveness of own revenue: realised by target.

    Example:
        >>> round(collection_effectiveness(250, 240).percent, 2)
        104.17
    """
    return ratio({"realised PAD": realised}, {"target of PAD": target}, "A4 effectiveness of PAD")


def efficiency_of_collection(cost: Rupiah | None, own_revenue: Rupiah | None) -> Ratio:
    """Return "efficiency", variant 1: the cost of collecting PAD by realised PAD; less is better."""
    return ratio({"cost of collection": cost}, {"realised PAD": own_revenue}, "A4 efficiency 1: cost/PAD")


def efficiency_of_spending_to_revenue(spending: Rupiah | None, revenue: Rupiah | None) -> Ratio:
    """Return "efficiency", variant 2: realised spending by realised revenue; less is better."""
    return ratio({"spending": spending}, {"revenue": revenue}, "A4 efficiency 2: spending/revenue")


def efficiency_of_spending_to_budget(spending: Rupiah | None, budget: Rupiah | None) -> Ratio:
    """
    Return "efficiency", variant 3: realised by budgeted spending.

    Authors differ whether less is better (saving) or more (absorption), so that it has no classes here.
    """
    return ratio({"spending": spending}, {"budget": budget}, "A4 efficiency 3: spending/budget")


def growth_of(now: Rupiah | None, before: Rupiah | None) -> Ratio:
    """
    Return the growth from one year to the next: (X_t − X_t−1) / X_t−1.

    Example:
        >>> growth_of(110, 100).percent
        10.0
    """
    found = ratio({"now": now}, {"before": before}, "A4 growth")
    return found if found.exact is None else Ratio(exact=found.exact - 1, variant=found.variant)


def part_of_spending(part: Rupiah | None, spending: Rupiah | None, *, name: str) -> Ratio:
    """
    Return the part of spending that is operating, capital, of an OPD, a function or a tag (*keserasian* and §3.9).

    Example:
        >>> part_of_spending(220, 1000, name="capital").variant
        'A4 harmony: capital/spending'
    """
    return ratio({name: part}, {"spending": spending}, f"A4 harmony: {name}/spending")


def concentration(ceilings: Mapping[str, Rupiah | None]) -> Ratio:
    """
    Return how concentrated ceilings are: the Herfindahl–Hirschman index Σ s², 1/n to 1 (§3.9, a heuristic).

    Example:
        >>> concentration({"a": 50, "b": 50}).exact
        Fraction(1, 2)
    """
    variant = "§3.9 concentration (HHI)"
    known, lack = amounts_of(ceilings)
    if lack:
        return Ratio(variant=variant, reason=lack)
    if min(known.values(), default=0) < 0:
        return Ratio(variant=variant, reason=reasons.NEGATIVE_DIVISOR)
    whole = sum(known.values(), Fraction(0))
    if not whole:
        return Ratio(variant=variant, reason=reasons.ZERO_DIVISOR)
    return Ratio(exact=sum(((one / whole) ** 2 for one in known.values()), Fraction(0)), variant=variant)


def ratio_class(found: Ratio, scale: Scale, *, on: date, gaps: Gaps = "lower_bound") -> Rating:
    """
    Find the class of a ratio on a scale of the law or the literature.

    Args:
        found: The ratio.
        scale: ``current().scale("FINANCE-INDEPENDENCE")`` and the like; in percent, or an index.
        on: The day.
        gaps: What a value between two printed classes gets.

    Raises:
        CallError: The scale is in another unit.

    Example:
        >>> from regplan.law import current
        >>> told = decentralisation(250, 1000)
        >>> ratio_class(told, current().scale("FINANCE-DECENTRALISATION"), on=date(2026, 1, 1)).band.name.id
        'Sedang'
    """
    if scale.unit not in {"percent", "index"}:
        msg = f"{scale.name} rates {scale.unit}: a ratio is rated in percent or as an index"
        raise CallError(msg)
    value = None if found.exact is None else found.exact * (100 if scale.unit == "percent" else 1)
    return rate(value, scale.at(on), gaps=gaps)
