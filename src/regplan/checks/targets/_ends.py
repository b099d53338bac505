"""The value at the end of a period beside the yearly targets: which accumulation gives it (regulations §4.3 AGG-10)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import attrs

from regplan.calc.targets import explained_by, over_time, prints_as
from regplan.model.words import Accumulation
from regplan.values.measure import Bound, Grade, Interval, Measure, Number, Ratio

__all__ = ["End", "Verdict", "judge_end"]

Verdict: TypeAlias = Literal[
    "fits",
    "differs",
    "misdeclared",
    "undeclared",
    "unexplained",
    "no values",
    "no years",
    "no baseline",
    "not comparable",
]
"""
It fits; it is not the last target; another accumulation gives it than is declared, or one that must be declared; none
does; or what is lacking to tell.
"""

_COMPUTED: Final[tuple[Accumulation, ...]] = ("sum", "mean", "increment")
"""Made by arithmetic, so that a printed end may be rounded."""
_TAKEN: Final[frozenset[Accumulation]] = frozenset(("last", "sum"))
"""What an end value may be without an accumulation (regulations §4.3 AGG-10: a sum, else a stock, "neither → error")."""


@attrs.frozen(kw_only=True)
class End:
    """
    An end value and what it is compared with.

    Attributes:
        value: The end value.
        targets: By year, the yearly targets that are stated; None is unknown.
        declared: The accumulation of the indicator.
        has_sum: Whether values of its unit have a sum.
        final: The last year the document must print a target for; None where that is not known.
        last_year: The last year of the document, which may be one before.
        baseline: The baseline, which additions are added to.
    """

    value: Measure
    targets: Mapping[int, Measure | None]
    declared: Accumulation | None = None
    has_sum: bool = True
    final: int | None = None
    last_year: int | None = None
    baseline: Measure | None = None


def judge_end(end: End) -> tuple[Verdict, tuple[Accumulation, ...]]:
    """
    Tell whether an end value is what the accumulation makes of the yearly targets.

    Without a declared accumulation what equals the sum is a sum, what equals the last one a stock, and a mean or an
    extreme must be declared. A year that is not printed is not guessed; an end value then stands for the last one
    (CARD-05).

    Returns:
        The verdict, and with "misdeclared" and "undeclared" the accumulations that give the value.

    Example:
        >>> ten = Number(Decimal(10))
        >>> judge_end(End(value=Number(Decimal(20)), targets={2026: ten, 2027: ten}, declared="last", final=2027))
        ('misdeclared', ('sum',))
        >>> judge_end(End(value=Number(Decimal(9)), targets={2026: ten, 2027: ten}, declared="last", final=2027))
        ('differs', ())
    """
    known = {year: value for year, value in sorted(end.targets.items()) if value is not None}
    if not known:
        return "no values", ()
    if not _comparable([end.value, *known.values()]):
        return "not comparable", ()
    printed = end.final is not None and max(end.targets) >= end.final
    whole = len(known) == max(end.targets) - min(end.targets) + 1
    ways = _ways_of(end, known)
    right = _TAKEN if end.declared is None else {end.declared}
    if right.intersection(ways) or (not printed and end.final is not None and end.declared in {None, "last"}):
        return "fits", ()
    if not printed:
        return "no years", ()
    if end.declared == "increment" and end.baseline is None:
        return "no baseline", ()
    if not whole and (end.declared != "last" or end.targets[max(end.targets)] is None):
        return ("no values" if len(known) < len(end.targets) else "no years"), ()
    if end.declared is None:
        numbers = isinstance(end.value, Number | Interval)  # the highest of grades and words is told by no arithmetic
        return ("undeclared", ways) if ways and numbers else ("unexplained", ())
    return _verdict(end.declared, ways if whole else ())


def _verdict(declared: Accumulation, ways: tuple[Accumulation, ...]) -> tuple[Verdict, tuple[Accumulation, ...]]:
    """Name the accumulation that fits: the last year or a sum before the others, which may fit by chance."""
    sure: tuple[set[Accumulation], ...] = ({"last"}, {"sum", "increment"})
    plain = next((found for some in sure if (found := [way for way in ways if way in some])), [])
    if plain or (ways and declared != "last"):
        return "misdeclared", tuple(plain) or ways
    return ("differs" if declared == "last" else "unexplained"), ()


def _comparable(values: list[Measure]) -> bool:
    """Tell whether values are all numbers or intervals, or all of another sort."""
    sorts = {Number if isinstance(value, Interval) else type(value) for value in values}
    return len(sorts) == 1 and sorts <= {Number, Bound, Ratio, Grade}


def _ways_of(end: End, known: Mapping[int, Measure]) -> tuple[Accumulation, ...]:
    """Name the accumulations that give the end from all years, or from those of the document alone."""
    spans = [known]
    if end.last_year is not None and end.last_year in known:
        spans.append({year: value for year, value in known.items() if year <= end.last_year})
    found = {way for span in spans for way in _ways(end, span)}
    if not end.has_sum:
        found -= {"sum", "increment"}
    order: tuple[Accumulation, ...] = ("last", "sum", "increment", "mean", "max", "min")
    return tuple(way for way in order if way in found)


def _ways(end: End, known: Mapping[int, Measure]) -> set[Accumulation]:
    if not isinstance(end.value, Number | Interval):
        like = [_same(end.value, value) for value in known.values()]
        return {*(("last",) if like[-1] else ()), *(("max", "min") if any(like) else ())}
    low = _ways_of_numbers(_low(end.value), {year: _low(value) for year, value in known.items()}, _low(end.baseline))
    if all(isinstance(value, Number) for value in (end.value, *known.values())):
        return low
    high = {year: _high(value) for year, value in known.items()}
    return low & _ways_of_numbers(_high(end.value), high, _high(end.baseline))


def _ways_of_numbers(
    end: Decimal | None, targets: Mapping[int, Decimal | None], baseline: Decimal | None
) -> set[Accumulation]:
    assert end is not None
    values = {str(year): value for year, value in targets.items()}
    found = set(explained_by(end, values, baseline=baseline))
    for way in _COMPUTED:
        if way != "increment" or baseline is not None:
            exact = over_time(values, way, baseline=baseline).exact
            if exact is not None and prints_as(exact, end):
                found.add(way)
    return found


def _low(value: Measure | None) -> Decimal | None:
    return value.low if isinstance(value, Interval) else value.value if isinstance(value, Number) else None


def _high(value: Measure | None) -> Decimal | None:
    return value.high if isinstance(value, Interval) else value.value if isinstance(value, Number) else None


def _same(one: Measure, other: Measure) -> bool:
    """Tell whether two values are one; a grade is its place on its scale, a ratio its quotient."""
    if isinstance(one, Grade) and isinstance(other, Grade):
        return (one.scale, one.rank) == (other.scale, other.rank)
    if isinstance(one, Ratio) and isinstance(other, Ratio):
        return one.quotient == other.quotient and one.quotient is not None
    return one == other
