"""Budget credibility after PEFA 2016, PI-1 to PI-3: outturn against the original budget (methods A2, regulations §3.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import amounts_of
from regplan.calc.money.results import Ratio
from regplan.errors import CallError
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen

__all__ = ["Heads", "Variance", "composition_variance", "contingency_share", "main_heads", "outturn"]


@attrs.frozen(kw_only=True)
class Variance(Ratio):
    """
    How far the composition of an outturn is from that of its budget.

    Attributes:
        deviations: By head in rupiah, outturn less adjusted budget; they add up to zero.
    """

    deviations: dict[str, Fraction] = attrs.field(factory=dict)


def outturn(budget: Rupiah | None, realised: Rupiah | None, *, indicator: str = "PI-1") -> Ratio:
    """
    Return the outturn by the original budget: spending for PI-1, revenue for PI-3.1.

    Args:
        budget: As originally approved, never as changed; None is unknown.
        realised: At the end of the year; None is unknown.
        indicator: The name in the variant.

    Example:
        >>> outturn(1000, 960).percent
        96.0
    """
    variant = f"A2 {indicator}"
    known, lack = amounts_of({"budget": budget, "outturn": realised})
    if lack:
        return Ratio(variant=variant, reason=lack)
    if known["budget"] <= 0:
        return Ratio(variant=variant, reason=reasons.NEGATIVE_DIVISOR if known["budget"] else reasons.NO_BUDGET)
    return Ratio(exact=known["outturn"] / known["budget"], variant=variant)


def composition_variance(
    budget: Mapping[str, Rupiah | None], realised: Mapping[str, Rupiah | None], *, indicator: str = "PI-2.1"
) -> Variance:
    """
    Return the variance of composition: Σ|outturn − adjusted budget| by the total of the adjusted budget.

    The budget of each head is adjusted by the total outturn over the total budget, so that only the composition counts.

    Args:
        budget: By head, originally approved; without contingency, and for PI-2.1 without interest. A head that is
            not here was made during the year and had nothing.
        realised: By head; a head of the budget that is not here is not stated, which is not zero.
        indicator: The name in the variant: PI-2.1, PI-2.2 or PI-3.2.

    Example:
        >>> told = composition_variance({"a": 400, "b": 200, "c": 250, "d": 150}, {"a": 380, "b": 230, "c": 180, "d": 170})
        >>> told.exact, [int(told.deviations[head]) for head in "abcd"]
        (Fraction(2, 15), [-4, 38, -60, 26])
    """
    variant = f"A2 {indicator} composition variance"
    before, lack = amounts_of(budget)
    after, gone = amounts_of(realised)
    silent = sorted(budget.keys() - realised.keys())
    if lack or gone or silent:
        return Variance(variant=variant, reason=lack or gone or reasons.said(reasons.NO_OUTTURN, ", ".join(silent)))
    whole, spent = sum(before.values(), Fraction(0)), sum(after.values(), Fraction(0))
    if whole <= 0 or spent <= 0:
        return Variance(variant=variant, reason=_no_total(whole, spent))
    deviations = {head: after[head] - before.get(head, Fraction(0)) * spent / whole for head in sorted(after)}
    return Variance(exact=sum(map(abs, deviations.values())) / spent, variant=variant, deviations=deviations)


def _no_total(whole: Fraction, spent: Fraction) -> Bilingual:
    if whole < 0 or spent < 0:
        return reasons.NEGATIVE_DIVISOR
    return reasons.ZERO_DIVISOR if whole else reasons.NO_BUDGET


@attrs.frozen(kw_only=True)
class Heads:
    """
    Budget and outturn by main head.

    Attributes:
        budget: By head.
        realised: By head.
        others: The heads put together in one line, by name.
    """

    budget: dict[str, Rupiah | None]
    realised: dict[str, Rupiah | None]
    others: tuple[str, ...] = ()


def main_heads(
    budget: Mapping[str, Rupiah],
    realised: Mapping[str, Rupiah | None],
    *,
    most: int,
    share: Fraction,
    rest: str = "others",
) -> Heads:
    """
    Put all but the largest heads of a budget in one line.

    Args:
        budget: By head; all known, because they decide which are the largest.
        realised: By head.
        most: Up to so many heads stay as they are; PEFA has 20, which is also the least for administrative heads.
        share: With more heads, the largest that make up this share of the budget stay; PEFA has three quarters.
        rest: The name of the line of the others.

    Returns:
        Heads for ``composition_variance``; the largest by budget, ties by name.

    Raises:
        CallError: A head has the name of the line.

    Example:
        >>> main_heads({"a": 60, "b": 30, "c": 10}, {"a": 1, "b": 2, "c": 3}, most=2, share=Fraction(3, 4)).others
        ('c',)
    """
    if rest in budget or rest in realised:
        msg = f"{rest!r} is a head: give the line of the others another name"
        raise CallError(msg)
    names = sorted({*budget, *realised}, key=lambda head: (-budget.get(head, 0), head))
    if len(names) <= most:
        return Heads(budget=dict(budget), realised=dict(realised))
    whole, above, kept = sum(map(sen, budget.values())), 0, 0
    while kept < len(names) and (kept < most or above < share * whole):
        above += sen(budget.get(names[kept], 0))
        kept += 1
    main, others = names[:kept], names[kept:]
    return Heads(
        budget={
            **{head: budget[head] for head in main if head in budget},
            rest: from_sen(sum(sen(budget.get(head, 0)) for head in others)),
        },
        realised={
            **{head: realised[head] for head in main if head in realised},
            **_line(rest, others, budget, realised),
        },
        others=tuple(sorted(others)),
    )


def _line(
    rest: str, others: Sequence[str], budget: Mapping[str, Rupiah], realised: Mapping[str, Rupiah | None]
) -> dict[str, Rupiah | None]:
    """Add up the outturn of the others; absent where one of them is not stated, unknown where one is not known."""
    if any(head in budget and head not in realised for head in others):
        return {}
    known = [one for head in others if (one := realised[head]) is not None]
    return {rest: from_sen(sum(map(sen, known))) if len(known) == len(others) else None}


def contingency_share(contingency: Rupiah | None, budget: Rupiah | None) -> Ratio:
    """
    Return the spending charged to contingency (BTT) by the original budget of all spending (PI-2.3).

    Example:
        >>> contingency_share(20, 1000).percent
        2.0
    """
    return outturn(budget, contingency, indicator="PI-2.3")
