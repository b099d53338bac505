"""One number of the law with its dates, levels of region, article and confidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Any, Final, Literal

import attrs

from regplan.errors import CallError, NoValueError
from regplan.law.fields import ALL, LEVELS, Level, asked_levels, exact_of, levels_of, refuse
from regplan.law.parameter_faults import parameter_faults, row_faults, rows_of, timeline_faults
from regplan.law.value import Tier, Value
from regplan.values.frozen import FrozenMap

__all__ = ["Bound", "Parameter", "Written", "WrittenNumber", "faults_in"]

Bound = Literal["least", "most", "above", "below", "exact"]
"""How a measured value is compared: at least, at most, more than, less than, or equal to the number."""

WrittenNumber = int | str | Decimal | Fraction
"""An exact number as callers write it: 5, "0.35", Decimal("0.35"), Fraction(1, 12)."""

Written = WrittenNumber | Mapping[Any, Any]
"""What a caller may set a parameter to: one number for every day and level, or rows by day as in its file."""

_DAY: Final = timedelta(days=1)
_TOLD: Final = ("description", "unit", "register", "bound", "part", "base", "condition", "by")


@attrs.frozen(kw_only=True)
class Parameter:
    """
    A number of the law over time and by level of region.

    Attributes:
        name: Its name.
        description: What it is.
        unit: Its unit.
        values: The law's values, earliest first.
        register: Its id in the regulations: in their register (§7) where it stands there, else of its rule.
        bound: How it is compared with what is measured.
        part: What is measured: the numerator of a share.
        base: What it is measured against: the denominator of a share.
        condition: Where it holds at all.
        by: Whether it is looked up by a day, or by the first day of a fiscal year (regulations §0.4).
        changes: What callers set instead, newest first; empty in the law itself.
    """

    name: str
    description: str
    unit: str
    values: tuple[Value, ...]
    register: str | None = None
    bound: Bound | None = None
    part: str | None = None
    base: str | None = None
    condition: str | None = None
    by: Literal["day", "fiscal_year"] = "day"
    changes: tuple[tuple[Value, ...], ...] = ()

    def at(self, day: date, *, level: str = ALL) -> Value:
        """
        Return the value in force on a day.

        Args:
            day: The day of the document, or the first day of its fiscal year; never today's.
            level: province, regency, city; or all, for a value that is the same for these three.

        Raises:
            NoValueError: There is none, or it is not known, or it differs by level; the message names the days and levels that are
                known.
            UnknownNameError: *level* is no level.
            CallError: *day* is no date.

        Example:
            >>> from regplan.law import current
            >>> current().parameter("code.sub_activity_width").at(date(2026, 1, 1)).value
            4
            >>> current().parameter("training.spending_least").at(date(2026, 1, 1), level="regency").number
            Decimal('0.0016')
        """
        if type(day) is not date:
            msg = f"{self.name}: a value is asked for on a datetime.date, not {day!r}"
            raise CallError(msg)
        asked = asked_levels(level)
        found = [self._on(day, one) for one in asked]
        value = found[0]
        if value is None or not value.is_known or any(one is not value for one in found):
            raise NoValueError(_no_value(self, day, level, found))
        return value

    def of_year(self, year: int, *, level: str = ALL) -> Value:
        """
        Return the value for a fiscal year: that in force on its first day.

        Raises:
            NoValueError: As ``at``.

        Example:
            >>> from regplan.law import current
            >>> current().parameter("deficit.ceiling").of_year(2025).of("high")
            Decimal('0.0365')
        """
        if type(year) is not int or not date.min.year <= year <= date.max.year:
            msg = f"{self.name}: a fiscal year is a whole number as 2026, not {year!r}"
            raise CallError(msg)
        return self.at(date(year, 1, 1), level=level)

    def known(self, level: Level) -> tuple[tuple[date, date | None], ...]:
        """
        Return first and last day of each span with a known value for a level; None where it has no end.

        Example:
            >>> from regplan.law import current
            >>> [(str(first), str(last)) for first, last in current().parameter("health.spending_least").known("city")]
            [('2009-10-13', '2023-08-07')]
        """
        layers = (*self.changes, self.values)
        spans = sorted((span for layer in layers for span in _spans(layer, level)), key=lambda span: span[0])
        joined: list[tuple[date, date | None]] = []
        for first, last in spans:
            before = joined[-1][1] if joined else None
            if joined and (before is None or first <= before or first - before == _DAY):
                joined[-1] = (joined[-1][0], None if before is None or last is None else max(before, last))
            else:
                joined.append((first, last))
        return tuple(joined)

    def with_values(self, written: Written) -> Parameter:
        """
        Return the parameter with values a caller sets; where these do not reach, the law's own still hold.

        Args:
            written: One exact number for every day and level, or rows by day as a file of law data has them.

        Raises:
            LawError: It is no exact number, or a row has a fault; all are named.
        """
        if not isinstance(written, Mapping):
            row = {"value": _told(written)}
            refuse(row_faults(self.name, row, self.unit, needed=()))
            layer: tuple[Value, ...] = (
                Value(
                    start=date.min, stated=exact_of(row["value"]), instrument="set by the caller", confidence="house"
                ),
            )
        else:
            refuse(_layer_faults(self, written))
            layer = _built(written)
            refuse(timeline_faults(self.name, layer, by=self.by, gaps=True))
        return attrs.evolve(self, changes=(layer, *self.changes))

    @classmethod
    def from_data(cls, name: str, data: Any) -> Parameter:
        """
        Build a parameter from its file.

        Raises:
            LawError: Keys, numbers, dates, words, overlaps or gaps are wrong; all faults are named.
        """
        refuse(faults_in(name, data))
        return cls.built(name, data)

    @classmethod
    def built(cls, name: str, data: Mapping[str, Any]) -> Parameter:
        """Build a parameter from data that are known to have no fault: what ships was proved when it was compiled."""
        told = {key: data[key] for key in _TOLD if key in data}
        return cls(name=name, values=_built(data["values"]), **told)

    def _on(self, day: date, level: Level) -> Value | None:
        layers = (_in_force(layer, day, level) for layer in (*self.changes, self.values))
        return next((value for value in layers if value is not None), None)


def faults_in(name: str, data: Any) -> Iterator[str]:
    """Name all faults of a file: of its rows, then of their days with each other."""
    faults = [*parameter_faults(name, data)]
    yield from faults
    if not faults:
        yield from timeline_faults(name, _built(data["values"]), by=data.get("by", "day"))


def _in_force(values: tuple[Value, ...], day: date, level: Level) -> Value | None:
    """Return the last value for a level that has begun, unless it has ended."""
    begun = [value for value in values if value.start <= day and level in value.levels]
    last = begun[-1] if begun else None
    return None if last is None or (last.until is not None and last.until < day) else last


def _spans(values: tuple[Value, ...], level: Level) -> Iterator[tuple[date, date | None]]:
    own = [value for value in values if level in value.levels]
    for value, following in zip_longest(own, own[1:]):
        superseded = following.start - _DAY if following else None
        if value.is_known:
            yield value.start, value.until or superseded


def _told(written: WrittenNumber) -> int | str:
    """Write an exact number as a file of law data has it; what is no such number stays as it is, to be refused."""
    if isinstance(written, Decimal):
        return f"{written:f}"
    return str(written) if isinstance(written, Fraction) else written


def _layer_faults(parameter: Parameter, written: Mapping[Any, Any]) -> Iterator[str]:
    """Name the faults of rows a caller sets."""
    if not written:
        yield f"{parameter.name} has no values"
    for start, row in rows_of(written):
        yield from row_faults(f"{parameter.name} {start}", row, parameter.unit, start=start)
        if isinstance(row, Mapping) and row.get("value", 0) is None:
            yield f"{parameter.name} {start}: null takes no value away; set a number, or leave the day out"


def _built(written: Mapping[Any, Any]) -> tuple[Value, ...]:
    """Build values from rows without faults, earliest first."""
    values = (_value(str(start), row) for start, row in rows_of(written))
    return tuple(sorted(values, key=lambda value: (value.start, [LEVELS.index(level) for level in value.levels])))


def _value(start: str, row: Mapping[str, Any]) -> Value:
    told = {key: row[key] for key in ("instrument", "article", "confidence", "source", "note") if key in row}
    stated = None if row.get("value") is None else exact_of(row["value"])
    return Value(
        start=date.fromisoformat(start),
        until=date.fromisoformat(str(row["until"])) if "until" in row else None,
        levels=levels_of(row.get("level", ALL)),
        stated=stated,
        classes=FrozenMap({name: exact_of(number) for name, number in row.get("classes", {}).items()}),
        tiers=tuple(
            Tier(most=None if tier["most"] is None else exact_of(tier["most"]), stated=exact_of(tier["value"]))
            for tier in row.get("tiers", ())
        ),
        **told,
    )


# what is said where there is no value


def _no_value(parameter: Parameter, day: date, level: str, found: list[Value | None]) -> str:
    name, asked = parameter.name, "" if level == ALL else f" for {level}"
    unknown = next((value for value in found if value is not None and not value.is_known), None)
    if all(found) and unknown is None:
        return f"{name} differs by level on {day}: ask with level= one of {', '.join(LEVELS)}"
    known = f"it is known {_known(parameter)}"
    if unknown is not None:
        return f"{name} has a value on {day} that is not known ({unknown.note}); {known}"
    return f"{name} has no value on {day}{asked}: {known}"


def _known(parameter: Parameter) -> str:
    """Write the days that are known, by level where levels differ."""
    by_span: dict[str, list[str]] = {}
    for level in LEVELS:
        text = ", ".join(_span(*span) for span in parameter.known(level))
        by_span.setdefault(text, []).append(level)
    if len(by_span) == 1:
        return next(iter(by_span)) or "on no day"
    return "; ".join(f"for {', '.join(levels)} {text}" for text, levels in by_span.items() if text)


def _span(first: date, last: date | None) -> str:
    return f"from {first} on" if last is None else f"from {first} until {last}"
