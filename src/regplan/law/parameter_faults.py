"""What can be wrong with a file of a parameter; every fault is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from regplan.law.fields import (
    ALL,
    LEVELS,
    NAMED,
    confidence_faults,
    day_faults,
    exact_of,
    key_faults,
    level_faults,
    number_faults,
    text_faults,
    word_faults,
)
from regplan.law.value import Value
from regplan.values.text import quoted

__all__ = ["UNITS", "parameter_faults", "row_faults", "rows_of", "timeline_faults"]

UNITS: Final = (
    "share",
    "ratio",
    "percent",
    "points",
    "rupiah",
    "count",
    "digits",
    "days",
    "working_days",
    "weeks",
    "months",
    "years",
    "fiscal_year",
)
"""Units of parameters; a share lies between 0 and 1, and whatever is counted is whole."""

_WHOLE: Final = frozenset(UNITS) - {"share", "ratio", "percent", "points"}
_SHAPES: Final = ("value", "classes", "tiers")
_OPTIONAL: Final = ("register", "bound", "part", "base", "condition", "by")
_BOUNDS: Final = ("least", "most", "above", "below", "exact")
_LOOKUPS: Final = ("day", "fiscal_year")
_DAY: Final = timedelta(days=1)


def parameter_faults(name: str, data: Any) -> Iterator[str]:
    """Name the faults of a file, but those of values with each other."""
    yield from key_faults(name, data, ("description", "unit", "values"), _OPTIONAL)
    if not isinstance(data, Mapping):
        return
    yield from text_faults(name, data, ("description", "register", "part", "base", "condition"))
    for key, known in (("unit", UNITS), ("bound", _BOUNDS), ("by", _LOOKUPS)):
        if key in data:
            yield from word_faults(name, key, data[key], known)
    values = data.get("values", {None: None})
    if not isinstance(values, Mapping) or not values:
        yield f"{name} has no values by day"
    elif "values" in data:
        for start, row in rows_of(values):
            yield from row_faults(f"{name} {start}", row, data.get("unit"), start=start)


def rows_of(values: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    """Go through the rows of each day: one, or a list of several levels."""
    for start, rows in values.items():
        for row in rows if isinstance(rows, list) else [rows]:
            yield start, row


def row_faults(place: str, row: Any, unit: Any, *, start: Any = None, needed: tuple[str, ...] = NAMED) -> Iterator[str]:
    """
    Name the faults of one row.

    Args:
        place: What the message begins with.
        row: The row as it was read.
        unit: The unit of the parameter.
        start: Its first day as it was read; None is not looked at.
        needed: The keys it must have besides its number.
    """
    if start is not None:
        yield from day_faults(place, start)
    shapes = [key for key in _SHAPES if isinstance(row, Mapping) and key in row]
    optional: tuple[str, ...] = ("level", "until", "note")
    if isinstance(row, Mapping) and "value" in row and row["value"] is None:
        needed, optional = ("note", "source"), ("level", "until")
        place = f"{place}: null is for what is not known"
    yield from key_faults(place, row, (*(shapes or ["value"]), *needed), optional)
    if not isinstance(row, Mapping):
        return
    if len(shapes) > 1:
        yield f"{place}: {' and '.join(shapes)} exclude each other"
    yield from text_faults(place, row, ("instrument", "article", "source", "note"))
    yield from confidence_faults(place, row["confidence"]) if "confidence" in row else ()
    yield from level_faults(place, row.get("level", ALL))
    if "until" in row:
        yield from _until_faults(place, start, row["until"])
    for key, number in _numbers(row):
        yield from number_faults(place, key, number)
        yield from _unit_faults(place, key, number, unit)
    yield from _table_faults(place, row)


def timeline_faults(name: str, values: Iterable[Value], *, by: str, gaps: bool = False) -> Iterator[str]:
    """
    Name values of one level that overlap or leave a gap, and days that begin no fiscal year.

    Args:
        name: The parameter.
        values: Its values, earliest first.
        by: Whether it is looked up by day or by fiscal year.
        gaps: Whether days without a value may lie between values.
    """
    told = tuple(values)
    for value in told if by == "fiscal_year" else ():
        ends = value.until is None or (value.until.month, value.until.day) == (12, 31)
        if (value.start.month, value.start.day) != (1, 1) or not ends:
            yield f"{name} {value.start}: what is looked up by fiscal year begins on 1 January and ends on 31 December"
    for level in LEVELS:
        own = [value for value in told if level in value.levels]
        for one, other in pairwise(own):
            yield from _pair_faults(f"{name} ({level})" if _differ(told) else name, one, other, gaps=gaps)


def _pair_faults(name: str, one: Value, other: Value, *, gaps: bool) -> Iterator[str]:
    if one.start == other.start:
        yield f"{name} has two values from {one.start} on"
    elif one.until is not None and one.until >= other.start:
        yield f"{name}: the value from {one.start} until {one.until} overlaps that from {other.start}"
    elif one.until is not None and other.start - one.until > _DAY and not gaps:
        lost = f"{one.until + _DAY} until {other.start - _DAY}"
        yield f"{name}: no value from {lost}; where the law is not known, write value: null with a note"


def _differ(values: tuple[Value, ...]) -> bool:
    return any(value.levels != LEVELS for value in values)


def _until_faults(place: str, start: Any, until: Any) -> Iterator[str]:
    faults = [*day_faults(place, until), *(day_faults(place, start) if start is not None else ())]
    yield from faults
    if not faults and start is not None and date.fromisoformat(str(until)) < date.fromisoformat(str(start)):
        yield f"{place}: ends on {until}, before it begins"


def _numbers(row: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    if row.get("value") is not None:
        yield "value", row["value"]
    if isinstance(row.get("classes"), Mapping):
        yield from ((f"class {name}", number) for name, number in row["classes"].items())
    if isinstance(row.get("tiers"), list):
        yield from (("value of a tier", tier["value"]) for tier in row["tiers"] if _is_tier(tier))


def _unit_faults(place: str, key: str, written: Any, unit: Any) -> Iterator[str]:
    """Name a number its unit cannot have: 20 as a share, half a day, less than nothing."""
    if [*number_faults(place, key, written)]:
        return
    number = Fraction(exact_of(written))
    if unit == "share" and not 0 <= number <= 1:
        yield f"{place}: {key} is a share between 0 and 1, not {quoted(written)}"
    elif number < 0:
        yield f"{place}: {key} is not negative, as {quoted(written)} is"
    elif unit in _WHOLE and number.denominator != 1:
        yield f"{place}: {key} in {unit} is a whole number, not {quoted(written)}"


def _table_faults(place: str, row: Mapping[Any, Any]) -> Iterator[str]:
    """Name the faults of a table by class or by amount."""
    if "classes" in row and (not isinstance(row["classes"], Mapping) or not row["classes"]):
        yield f"{place}: classes are numbers by name, not {quoted(row['classes'])}"
    elif "classes" in row:
        wrong = [quoted(name) for name in row["classes"] if not isinstance(name, str) or not name]
        yield from (f"{place}: the name of a class is text in quotes, not {name}" for name in wrong)
    if "tiers" not in row:
        return
    tiers = row["tiers"]
    if not isinstance(tiers, list) or not tiers:
        yield f"{place}: tiers are a list of most and value, not {quoted(tiers)}"
        return
    faults = [fault for tier in tiers for fault in _tier_faults(place, tier)]
    yield from faults
    if not faults:
        yield from _rising_faults(place, [tier["most"] for tier in tiers])


def _tier_faults(place: str, tier: Any) -> Iterator[str]:
    yield from key_faults(f"{place}, tier", tier, ("most", "value"))
    if _is_tier(tier) and tier.get("most") is not None:
        yield from number_faults(f"{place}, tier", "most", tier["most"])


def _rising_faults(place: str, bounds: list[Any]) -> Iterator[str]:
    known = [Fraction(exact_of(bound)) for bound in bounds if bound is not None]
    if bounds[-1] is not None or None in bounds[:-1]:
        yield f"{place}: the last tier, and no other, has most: null"
    if any(upper <= lower for lower, upper in pairwise(known)):
        yield f"{place}: tiers stand smallest first, each bound above the one before"


def _is_tier(tier: Any) -> bool:
    return isinstance(tier, Mapping) and "value" in tier
