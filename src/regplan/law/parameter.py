"""One number of the law with its dates, article and confidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

import attrs

from regplan.errors import LawError, NoValueError
from regplan.values.text import near

__all__ = [
    "CONFIDENCES",
    "Parameter",
    "Value",
    "day_of",
    "decimal_of",
    "in_order",
    "known_confidence",
    "refuse_unknown",
]

CONFIDENCES = ("primary", "official", "application", "press", "recalled_strong", "recalled")


@attrs.frozen(kw_only=True)
class Value:
    """
    A value in force from a day on.

    Attributes:
        start: First day.
        number: The number, exact.
        instrument: The regulation.
        article: The article or annex.
        confidence: How well it is known.
        source: Where it was read.
    """

    start: date
    number: Decimal
    instrument: str
    article: str
    confidence: str
    source: str

    @property
    def value(self) -> int:
        """
        The number where it is whole.

        Raises:
            LawError: It is not; ask for ``number``.
        """
        whole = int(self.number)
        if whole != self.number:
            msg = f"{self.number} is no whole number: ask for number"
            raise LawError(msg)
        return whole


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
            place = f"{name} {start}"
            refuse_unknown(place, row, ("value", "instrument", "article", "confidence", "source"))
            known_confidence(place, row["confidence"])
            number = decimal_of(place, row["value"])
            told = {key: row[key] for key in ("instrument", "article", "confidence", "source")}
            values.append(Value(start=day_of(name, start), number=number, **told))
        in_order(name, values)
        ordered = tuple(sorted(values, key=lambda value: value.start))
        return cls(name=name, description=data["description"], unit=data["unit"], values=ordered)


def decimal_of(place: str, written: Any) -> Decimal:
    """
    Read a number of law data: a whole number, or a decimal in quotes, so that nothing passes through a float.

    Example:
        >>> decimal_of("share", "0.80"), decimal_of("years", 5)
        (Decimal('0.80'), Decimal('5'))
    """
    if type(written) is int:
        return Decimal(written)
    try:
        number = Decimal(written) if isinstance(written, str) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        msg = f"{place}: value takes a whole number, or a decimal in quotes, not {written!r}"
        raise LawError(msg)
    return number


def known_confidence(place: str, word: Any) -> None:
    """Refuse a confidence that is none."""
    if word not in CONFIDENCES:
        msg = f"{place}: confidence is one of {', '.join(CONFIDENCES)}, not {word!r}"
        raise LawError(msg)


def in_order(name: str, dated: Iterable[Any]) -> None:
    """Refuse dated law without values, and two values of one day."""
    starts = sorted(one.start for one in dated)
    if not starts:
        msg = f"{name} has no values"
        raise LawError(msg)
    twice = [str(one) for one, other in pairwise(starts) if one == other]
    if twice:
        msg = f"{name} has two values from {', '.join(twice)} on"
        raise LawError(msg)


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
