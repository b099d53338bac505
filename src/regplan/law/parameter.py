"""One number of the law with its dates, article and confidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import attrs

from regplan.errors import LawError, NoValueError
from regplan.values.text import near

__all__ = ["CONFIDENCES", "Parameter", "Value", "day_of", "refuse_unknown"]

CONFIDENCES = ("primary", "official", "application", "press", "recalled_strong", "recalled")


@attrs.frozen(kw_only=True)
class Value:
    """
    A value in force from a day on.

    Attributes:
        start: First day.
        value: The number.
        instrument: The regulation.
        article: The article or annex.
        confidence: How well it is known.
        source: Where it was read.
    """

    start: date
    value: int
    instrument: str
    article: str
    confidence: str
    source: str


@attrs.frozen(kw_only=True)
class Parameter:
    """
    A number of the law over time.

    Attributes:
        name: Its name.
        description: What it is.
        unit: Its unit.
        values: Its values, earliest first.
    """

    name: str
    description: str
    unit: str
    values: tuple[Value, ...]

    def at(self, day: date) -> Value:
        """
        Return the value in force on a day.

        Raises:
            NoValueError: There is none; the message names the first known day.

        Example:
            >>> from regplan.law import current
            >>> current().parameter("code.sub_activity_width").at(date(2026, 1, 1)).value
            4
        """
        at = bisect_right([value.start for value in self.values], day)
        if not at:
            msg = f"{self.name} has no value on {day}: it is known from {self.values[0].start} on"
            raise NoValueError(msg)
        return self.values[at - 1]

    @classmethod
    def from_data(cls, name: str, data: Mapping[str, Any]) -> Parameter:
        """Build a parameter from its file; unknown keys and wrong dates are refused."""
        refuse_unknown(name, data, ("description", "unit", "values"))
        values = []
        for start, row in data["values"].items():
            refuse_unknown(f"{name} {start}", row, ("value", "instrument", "article", "confidence", "source"))
            if row["confidence"] not in CONFIDENCES:
                msg = f"{name} {start}: confidence is one of {', '.join(CONFIDENCES)}, not {row['confidence']!r}"
                raise LawError(msg)
            if type(row["value"]) is not int:
                msg = f"{name} {start}: value takes a whole number, not {row['value']!r}"
                raise LawError(msg)
            values.append(Value(start=day_of(name, start), **row))
        if not values:
            msg = f"{name} has no values"
            raise LawError(msg)
        ordered = tuple(sorted(values, key=lambda value: value.start))
        twice = [str(one.start) for one, other in pairwise(ordered) if one.start == other.start]
        if twice:
            msg = f"{name} has two values from {', '.join(twice)} on"
            raise LawError(msg)
        return cls(name=name, description=data["description"], unit=data["unit"], values=ordered)


def day_of(name: str, text: Any) -> date:
    """Read a day of law data."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        msg = f"{name}: {text!r} is no date as 2026-03-31"
        raise LawError(msg) from None


def refuse_unknown(name: str, data: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    """Refuse keys that are not allowed, and the lack of those that are needed."""
    for key in data:
        if key not in allowed:
            msg = f"{name}: unknown key {key!r}; allowed are {', '.join(allowed)}; near: {near(str(key), allowed)}"
            raise LawError(msg)
    lacking = [key for key in allowed if key not in data]
    if lacking:
        msg = f"{name}: {', '.join(lacking)} missing"
        raise LawError(msg)
