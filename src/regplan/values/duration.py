"""Spans of time as ISO 8601 writes them (``P3M``), exact on the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Final

import attrs

__all__ = ["Duration", "read_duration"]

_WRITTEN: Final = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})W)?(?:(\d{1,7})D)?", re.ASCII)


@attrs.frozen(kw_only=True)
class Duration:
    """
    A span of whole days; months and years are those of the calendar.

    Attributes:
        months: Months, years as twelve.
        days: Days, weeks as seven.

    Example:
        >>> read_duration("P1M").after(date(2026, 1, 31)), read_duration("P2W").after(date(2026, 1, 31))
        (datetime.date(2026, 2, 28), datetime.date(2026, 2, 14))
    """

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """
        Return the day that lies this long after another; a day that its month does not have is the last of the month.

        Raises:
            OverflowError: The day lies past the year 9999.
        """
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        if year > MAXYEAR:
            msg = "the day lies past the year 9999"
            raise OverflowError(msg)
        within = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return within + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """
        Return the last day from which this leads to another day at the latest.

        Example:
            >>> read_duration("P1M").before(date(2026, 2, 28)), read_duration("P1M").before(date(2026, 3, 1))
            (datetime.date(2026, 1, 31), datetime.date(2026, 2, 1))
        """
        back = day - timedelta(days=self.days)
        year, month = divmod(back.year * 12 + back.month - 1 - self.months, 12)
        found = date(year, month + 1, min(back.day, monthrange(year, month + 1)[1]))
        step = timedelta(days=1)
        while self.after(found + step) <= day:
            found += step
        return found


@lru_cache(maxsize=1024)
def read_duration(text: str) -> Duration | None:
    """
    Read years, months, weeks and days; None where the text is no such span. Hours are none: plans count days.

    Example:
        >>> read_duration("P1Y2M10D"), read_duration("3 bulan") is None, read_duration("PT5H") is None
        (Duration(months=14, days=10), True, True)
    """
    found = _WRITTEN.fullmatch(text.strip().upper())
    if not found:
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return Duration(months=12 * years + months, days=7 * weeks + days)
