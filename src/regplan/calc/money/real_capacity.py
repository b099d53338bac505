"""Real capacity (*kapasitas riil*) of the funding frame and its three priorities (methods G1, regulations §3.8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regplan.calc.money import reasons
from regplan.calc.money.exact import total_of
from regplan.calc.money.rationing import Step, Waterfall, waterfall
from regplan.calc.money.results import Amount
from regplan.errors import CallError
from regplan.values.money import Rupiah

__all__ = ["PRIORITIES", "priorities", "real_capacity", "real_silpa"]

PRIORITIES: Final = ("I", "II", "III")
"""Flagship and mandated programmes; other programme needs of the OPD; what remains."""


def real_silpa(silpa: Rupiah | None, committed: Mapping[str, Rupiah | None]) -> Amount:
    """
    Return the surplus of last year that is free: gross SiLPA less committed uses (FRM-03).

    Example:
        >>> real_silpa(100, {"carry-over": 15, "restricted": 5}).rupiah
        80
    """
    gross, lack = total_of({"SiLPA": silpa})
    used, gone = total_of(committed)
    if gross is None or used is None:
        return Amount(variant="FRM-03 real SiLPA", reason=lack or gone)
    return Amount(exact=gross - used, variant="FRM-03 real SiLPA")


def real_capacity(
    *,
    revenue: Rupiah | None,
    reserve_withdrawal: Rupiah | None,
    free_silpa: Rupiah | None,
    obligatory: Mapping[str, Rupiah | None],
    financing_outlays: Mapping[str, Rupiah | None],
) -> Amount:
    """
    Return real capacity: receipts less binding and mandatory spending and binding financing outlays.

    Args:
        revenue: Of the year.
        reserve_withdrawal: From reserve funds.
        free_silpa: As of ``real_silpa``.
        obligatory: By item: personnel, interest, mandated transfers, multi-year contracts …; the plan says which.
        financing_outlays: By item: principal, reserve formation.

    Returns:
        The capacity; below zero the frame is infeasible.

    Example:
        >>> real_capacity(
        ...     revenue=1200,
        ...     reserve_withdrawal=0,
        ...     free_silpa=80,
        ...     obligatory={"personnel": 650},
        ...     financing_outlays={"principal": 30},
        ... ).rupiah
        600
    """
    receipts, lack = total_of({"revenue": revenue, "reserve withdrawal": reserve_withdrawal, "free SiLPA": free_silpa})
    binding, gone = total_of(obligatory)
    outlays, none = total_of(financing_outlays)
    if receipts is None or binding is None or outlays is None:
        return Amount(variant="G1 real capacity", reason=lack or gone or none)
    return Amount(exact=receipts - binding - outlays, variant="G1 real capacity")


def priorities(capacity: Amount, needs: Mapping[str, Rupiah | None]) -> Waterfall:
    """
    Give real capacity to Prioritas I, II and III in this order; what is unmet is told for each.

    Args:
        capacity: As of ``real_capacity``.
        needs: Of "I", "II" and "III"; a priority that is not there, or None, is not known.

    Raises:
        CallError: A priority of another name, or a need below zero.

    Example:
        >>> from fractions import Fraction
        >>> told = priorities(Amount(exact=Fraction(600), variant="G1"), {"I": 420, "II": 260, "III": 50})
        >>> [(step.name, step.award, step.unmet) for step in told.steps], told.unmet
        ([('I', 420, 0), ('II', 180, 80), ('III', 0, 50)], 130)
    """
    strange = sorted(needs.keys() - set(PRIORITIES))
    if strange:
        msg = f"{', '.join(strange)} is no priority: there are {', '.join(PRIORITIES)}"
        raise CallError(msg)
    ordered = {name: needs.get(name) for name in PRIORITIES}
    if capacity.exact is not None and capacity.exact >= 0:
        return waterfall(capacity.rupiah, ordered)
    reason = capacity.reason if capacity.exact is None else reasons.INFEASIBLE
    return Waterfall(steps=tuple(Step(name=name, need=need) for name, need in ordered.items()), reason=reason)
