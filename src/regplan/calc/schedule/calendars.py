"""Which days are off, and for which years that is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, get_args

import attrs

from regplan.errors import CallError, UnknownNameError
from regplan.model.plan import Plan
from regplan.values.period import is_date
from regplan.values.text import near
from regplan.values.workdays import WeekRule

__all__ = ["DOUBTFUL", "WorkCalendar", "calendar_of", "known_weeks"]

DOUBTFUL: Final = 5
"""
A limit in working days is in doubt up to so many working days on the side to which holidays could move it, where the
holidays of a year are not known (regulations §1.11); a setting of the house, no norm of law.
"""


@attrs.frozen
class WorkCalendar:
    """
    Days off besides weekends.

    Attributes:
        days: The days; a year of which none is listed is not known, for every year has holidays.
    """

    days: frozenset[date] = frozenset()

    def knows(self, first: date, last: date) -> bool:
        """
        Tell whether the holidays of all years from one day to another are known.

        Example:
            >>> WorkCalendar(frozenset([date(2026, 1, 1)])).knows(date(2026, 11, 1), date(2027, 1, 5))
            False
        """
        years = {day.year for day in self.days}
        return years.issuperset(range(min(first, last).year, max(first, last).year + 1))

    def between(self, first: date, last: date) -> int:
        """Count the days off from Monday to Friday after *first*, up to *last*."""
        early, late = min(first, last), max(first, last)
        return sum(early < day <= late and day.weekday() < 5 for day in self.days)


def calendar_of(plan: Plan, holidays: Iterable[date | str] = ()) -> WorkCalendar:
    """
    Join the holidays of a plan's region with those of the caller.

    Args:
        plan: The plan; ``hari_libur`` of its region counts.
        holidays: More days off, dates or ``2026-08-17``.

    Raises:
        CallError: One is no day.

    Example:
        >>> sorted(calendar_of(Plan(), ["2026-08-17", date(2026, 12, 25)]).days)[0]
        datetime.date(2026, 8, 17)
    """
    stated = plan.region.holidays if plan.region else ()
    return WorkCalendar(frozenset(_day(one) for one in (*stated, *holidays)))


def known_weeks(weeks: str) -> WeekRule:
    """
    Check the name of a rule for weeks.

    Raises:
        UnknownNameError: It is none; near matches are offered.
    """
    if weeks not in get_args(WeekRule):
        raise UnknownNameError(str(weeks), "rule for weeks", near(str(weeks), get_args(WeekRule)))
    return weeks  # type: ignore[return-value] # just looked up


def _day(day: date | str) -> date:
    if type(day) is date:
        return day
    if isinstance(day, str) and is_date(day):
        return date.fromisoformat(day)
    msg = f"holidays are dates, or texts as 2026-08-17, not {day!r}"
    raise CallError(msg)
