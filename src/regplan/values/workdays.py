"""Days of a deadline: calendar and working days, months, weeks of a month; holidays are the caller's."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final, Literal, get_args

import attrs

__all__ = ["MOST", "Offset", "OffsetUnit", "WeekRule", "due", "is_working_day", "week_end", "working_days"]

OffsetUnit = Literal["days", "working_days", "weeks", "months", "years"]
WeekRule = Literal["calendar_7day", "iso", "workday"]
"""
What "the second week of July" ends with.

``calendar_7day``: its 14th day. ``iso``: the Sunday of the week of its second Thursday. ``workday``: the Friday of that week.
"""

MOST: Final = 10_000
"""The most units an offset may have; no deadline of the law is near it."""

_SATURDAY, _THURSDAY, _WEEK, _YEAR = 5, 3, 7, 12
_MONTHS: Final[dict[str, int]] = {"months": 1, "years": _YEAR}
_DAYS: Final[dict[str, int]] = {"days": 1, "weeks": _WEEK}


@attrs.frozen
class Offset:
    """
    So many days, working days, weeks, months or years after an event; before it where the count is negative.

    Attributes:
        count: How many.
        unit: Of what. The law's *hari* is a working day in UU 23/2014 (Art 1(50)) and PP 12/2019 (Art 1(85)); weeks
            and months are calendar units.
    """

    count: int
    unit: OffsetUnit

    def __attrs_post_init__(self) -> None:
        """Refuse units that are none, and counts that are no whole number or beyond any deadline."""
        if self.unit not in get_args(OffsetUnit):
            msg = f"the unit of an offset is one of {', '.join(get_args(OffsetUnit))}, not {self.unit!r}"
            raise ValueError(msg)
        if type(self.count) is not int or abs(self.count) > MOST:
            msg = f"the count of an offset is a whole number of at most {MOST}, not {self.count!r}"
            raise ValueError(msg)


def due(day_of_event: date, offset: Offset, holidays: Iterable[date] = ()) -> date:
    """
    Return the day an offset leads to; the day of the event itself is not counted.

    Saturdays, Sundays and *holidays* are no working days; they matter for working days alone: a limit in calendar days
    or months that ends on a Sunday ends on that Sunday. A month later is the same day of it, or its last where it has no such
    day.

    Args:
        day_of_event: The day counted from.
        offset: How far; negative counts lead back.
        holidays: Days off besides weekends (*libur nasional*, *cuti bersama*); regplan knows none of its own.

    Returns:
        The last day that is in time; for a negative count, the latest day that is early enough.

    Raises:
        TypeError: A day is no plain ``datetime.date``.
        OverflowError: The day would lie outside the years 1 to 9999.

    Law:
        UU 23/2014 Art 1(50); PP 12/2019 Art 1(85) (regulations §1.3, S02, S04).

    Example:
        Inaugurated on 20 February 2025, an RPJMD is due six months later (UU 23/2014 Art 264(4)); the draft of an APBD is due 60
        working days before 30 November (PP 12/2019 Art 104(1)).

        >>> due(date(2025, 2, 20), Offset(6, "months"))
        datetime.date(2025, 8, 20)
        >>> due(date(2026, 11, 30), Offset(-60, "working_days"))
        datetime.date(2026, 9, 7)
    """
    off = _days(holidays)
    _plain(day_of_event)
    try:
        if offset.unit in _MONTHS:
            return _months_on(day_of_event, offset.count * _MONTHS[offset.unit])
        if offset.unit in _DAYS:
            return day_of_event + timedelta(days=offset.count * _DAYS[offset.unit])
        return _working_days_on(day_of_event, offset.count, off)
    except (OverflowError, ValueError):
        msg = f"{offset.count} {offset.unit} from {day_of_event} lead outside the years 1 to 9999"
        raise OverflowError(msg) from None


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """
    Tell whether a day is neither Saturday, Sunday nor one of *holidays*.

    Example:
        >>> is_working_day(date(2026, 8, 14)), is_working_day(date(2026, 8, 15))
        (True, False)
    """
    return day.weekday() < _SATURDAY and day not in holidays


def working_days(first: date, last: date, holidays: Iterable[date] = ()) -> int:
    """
    Count the working days after *first*, up to *last* and with it; negative where *last* is the earlier.

    Example:
        >>> working_days(date(2026, 8, 14), date(2026, 8, 18), [date(2026, 8, 17)])
        1
    """
    off = _days(holidays)
    _plain(first)
    _plain(last)
    if last < first:
        return -working_days(last - timedelta(days=1), first - timedelta(days=1), off)
    weeks, rest = divmod((last - first).days, _WEEK)
    left = (first + timedelta(days=weeks * _WEEK + one) for one in range(1, rest + 1))
    lost = sum(first < day <= last and day.weekday() < _SATURDAY for day in off)
    return weeks * _SATURDAY + sum(day.weekday() < _SATURDAY for day in left) - lost


def week_end(year: int, month: int, week: int, rule: WeekRule = "calendar_7day") -> date:
    """
    Return the last day of a week of a month, as deadlines name it (*minggu kedua bulan Juli*).

    Args:
        year: The year.
        month: 1 to 12.
        week: 1 to 4; months have a fifth by some rules only, and no deadline names one.
        rule: What a week of a month is: the law does not say.

    Raises:
        ValueError: There is no such month, week or rule.

    Example:
        >>> week_end(2026, 7, 2), week_end(2026, 7, 2, "iso"), week_end(2026, 7, 2, "workday")
        (datetime.date(2026, 7, 14), datetime.date(2026, 7, 12), datetime.date(2026, 7, 10))
    """
    if week not in {1, 2, 3, 4} or rule not in get_args(WeekRule):
        msg = f"a week is 1 to 4, counted by {', '.join(get_args(WeekRule))}; not {week!r} by {rule!r}"
        raise ValueError(msg)
    if rule == "calendar_7day":
        return date(year, month, week * _WEEK)
    first = date(year, month, 1)
    thursday = first + timedelta(days=(_THURSDAY - first.weekday()) % _WEEK + (week - 1) * _WEEK)
    return thursday + timedelta(days=3 if rule == "iso" else 1)


def _months_on(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, _YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days_on(day: date, count: int, holidays: frozenset[date]) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def _days(holidays: Iterable[date]) -> frozenset[date]:
    return frozenset(_plain(day) for day in holidays)


def _plain(day: date) -> date:
    if type(day) is not date:
        msg = f"a day is a datetime.date, not {day!r}"
        raise TypeError(msg)
    return day
