"""Fiscal capacity of a region (KFD) by the formulas of their years, its index and class (methods A5, regulations DEF-13)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

from regplan.calc.money import reasons
from regplan.calc.money.exact import total_of
from regplan.calc.money.results import Amount, Ratio
from regplan.calc.targets.scales import Rating, rate
from regplan.errors import NoValueError
from regplan.law import Law, current
from regplan.values.money import Rupiah

__all__ = [
    "RegionLevel",
    "capacity_class",
    "capacity_indices",
    "capacity_ratio_2024",
    "fiscal_capacity_2018",
    "fiscal_capacity_2023",
]

RegionLevel: TypeAlias = Literal["province", "regency"]
"""Maps are made for provinces, and for regencies and cities."""


def fiscal_capacity_2018(
    *, revenue: Rupiah | None, earmarked: Rupiah | None, certain_spending: Rupiah | None
) -> Amount:
    """
    Return fiscal capacity as of the maps of 2018 to 2020: revenue − (earmarked revenue + certain spending).

    Law:
        PMK 107/PMK.07/2018, PMK 120/PMK.07/2020 (methods A5, R9). The map of 2014 had yet another formula.

    Example:
        >>> fiscal_capacity_2018(revenue=1000, earmarked=200, certain_spending=450).rupiah
        350
    """
    return _capacity(
        {"revenue": revenue}, {"earmarked": earmarked, "certain spending": certain_spending}, "A5 2018–2020"
    )


def fiscal_capacity_2023(
    *,
    revenue: Rupiah | None,
    silpa: Rupiah | None,
    earmarked: Rupiah | None,
    mandated: Rupiah | None,
    principal: Rupiah | None,
) -> Amount:
    """
    Return fiscal capacity as of 2023: (revenue + SiLPA) − (earmarked revenue + mandated spending + loan principal).

    Law:
        PMK 84/2023 (methods A5, R8).

    Example:
        >>> fiscal_capacity_2023(revenue=1000, silpa=50, earmarked=200, mandated=450, principal=10).rupiah
        390
    """
    less = {"earmarked": earmarked, "mandated spending": mandated, "loan principal": principal}
    return _capacity({"revenue": revenue, "SiLPA": silpa}, less, "A5 2023")


def _capacity(more: Mapping[str, Rupiah | None], less: Mapping[str, Rupiah | None], variant: str) -> Amount:
    plus, lack = total_of(more)
    minus, gone = total_of(less)
    if plus is None or minus is None:
        return Amount(variant=variant, reason=lack or gone)
    return Amount(exact=plus - minus, variant=variant)


def capacity_indices(capacities: Mapping[str, Amount]) -> dict[str, Ratio]:
    """
    Return the index of each region: its capacity by the mean of all, so that the mean of indices is 1.

    Args:
        capacities: By region, all of one level; one that is unknown makes the mean, and so every index, unknown.

    Example:
        >>> told = capacity_indices({name: Amount(exact=Fraction(n), variant="A5 2018–2020") for name, n in [("a", 3), ("b", 1)]})
        >>> told["a"].exact, told["b"].exact
        (Fraction(3, 2), Fraction(1, 2))
    """
    variant = "A5 index: capacity/mean"
    known = {name: one.exact for name, one in capacities.items() if one.exact is not None}
    gone = sorted(capacities.keys() - known.keys())
    mean = sum(known.values(), Fraction(0)) / max(1, len(known))
    reason = None
    if gone:
        reason = reasons.said(reasons.NO_AMOUNT, ", ".join(gone))
    elif mean <= 0:
        reason = reasons.NEGATIVE_DIVISOR if mean else reasons.ZERO_DIVISOR
    if reason:
        return {name: Ratio(variant=variant, reason=reason) for name in capacities}
    return {name: Ratio(exact=one / mean, variant=variant) for name, one in known.items()}


def capacity_ratio_2024(
    *,
    revenue: Rupiah | None,
    financing_receipts: Rupiah | None,
    earmarked: Rupiah | None,
    certain_outlays: Rupiah | None,
    personnel: Rupiah | None,
) -> Ratio:
    """
    Return the ratio of fiscal capacity as of 2024, by personnel spending.

    (revenue + certain financing receipts − earmarked revenue − certain spending and financing outlays) / personnel.

    Law:
        PMK 65/2024 as amended by PMK 127/2024 (regulations DEF-13).

    Example:
        >>> capacity_ratio_2024(
        ...     revenue=1000, financing_receipts=50, earmarked=200, certain_outlays=450, personnel=400
        ... ).exact
        Fraction(1, 1)
    """
    variant = "DEF-13 2024 capacity/personnel"
    top = _capacity(
        {"revenue": revenue, "financing receipts": financing_receipts},
        {"earmarked": earmarked, "certain outlays": certain_outlays},
        variant,
    )
    divisor, lack = total_of({"personnel": personnel})
    if top.exact is None or divisor is None:
        return Ratio(variant=variant, reason=top.reason or lack)
    if divisor <= 0:
        return Ratio(variant=variant, reason=reasons.NEGATIVE_DIVISOR if divisor else reasons.ZERO_DIVISOR)
    return Ratio(exact=top.exact / divisor, variant=variant)


def capacity_class(index: Ratio, *, map_year: int, level: RegionLevel, law: Law | None = None) -> Rating:
    """
    Find the class of an index with the bounds of one map; bounds of other years are never taken for it.

    The class that counts in law is the one printed in the map: this shows what an index would give.

    Args:
        index: Index or ratio of fiscal capacity.
        map_year: The year of the regulation that made the map.
        level: Province, or regency and city.
        law: The law; that of this version when omitted.

    Raises:
        NoValueError: The bounds of that map are not known; the message names those that are.

    Example:
        >>> index = Ratio(exact=Fraction(3, 2), variant="A5 index: capacity/mean")
        >>> [capacity_class(index, map_year=year, level="province").band.code for year in (2014, 2020)]
        ['high', 'high']
    """
    scales = (law or current()).scales
    names = (f"FISCAL-CAPACITY-{map_year}", f"FISCAL-CAPACITY-{map_year}-{level.upper()}")
    for name in names:
        if name in scales:
            return rate(index.exact, scales[name].versions[0])
    known = sorted(name for name in scales if name.startswith("FISCAL-CAPACITY-"))
    msg = f"no bounds of the map of {map_year} for a {level}: known are {', '.join(known) or 'none'}"
    raise NoValueError(msg)
