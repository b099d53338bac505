"""Days of deadlines: working days, months, weeks of a month; what is no day is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from regplan.values.workdays import MOST, Offset, due, is_working_day, week_end, working_days

FRIDAY = date(2026, 8, 14)


@pytest.mark.parametrize(
    ("count", "unit", "day"),
    [
        (0, "working_days", date(2026, 8, 14)),
        (1, "working_days", date(2026, 8, 17)),
        (6, "working_days", date(2026, 8, 24)),
        (-1, "working_days", date(2026, 8, 13)),
        (-5, "working_days", date(2026, 8, 7)),
        (1, "days", date(2026, 8, 15)),
        (-14, "days", date(2026, 7, 31)),
        (2, "weeks", date(2026, 8, 28)),
        (6, "months", date(2027, 2, 14)),
        (-8, "months", date(2025, 12, 14)),
        (-1, "years", date(2025, 8, 14)),
    ],
)
def test_due(count: int, unit: Any, day: date) -> None:
    """The day of the event is not counted, and working days leave weekends out."""
    assert due(FRIDAY, Offset(count, unit)) == day


def test_holidays_are_left_out() -> None:
    """A holiday is no working day; one on a Sunday is not counted twice; other units do not mind."""
    holidays = [date(2026, 8, 17), date(2026, 8, 16)]
    assert due(FRIDAY, Offset(1, "working_days"), holidays) == date(2026, 8, 18)
    assert due(FRIDAY, Offset(3, "days"), holidays) == date(2026, 8, 17)
    assert not is_working_day(date(2026, 8, 17), holidays)
    assert working_days(FRIDAY, date(2026, 8, 21), holidays) == 4


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 31), -1, date(2025, 11, 30)),
    ],
)
def test_short_months(day: date, months: int, end: date) -> None:
    """Where the month has no such day, its last day is meant."""
    assert due(day, Offset(months, "months")) == end


@pytest.mark.parametrize("wrong", ["2026-08-14", datetime(2026, 8, 14), None, 20260814])  # noqa: DTZ001 - wrong on purpose
def test_no_day_is_refused(wrong: Any) -> None:
    """Texts, moments and numbers are no days, neither of events nor of holidays: they would match nothing in silence."""
    with pytest.raises(TypeError, match=r"a day is a datetime\.date"):
        due(wrong, Offset(1, "days"))
    with pytest.raises(TypeError, match=r"a day is a datetime\.date"):
        due(FRIDAY, Offset(1, "working_days"), [wrong])
    with pytest.raises(TypeError, match=r"a day is a datetime\.date"):
        working_days(FRIDAY, wrong)


@pytest.mark.parametrize(
    ("count", "unit"), [(1, "hari"), (1.0, "days"), (True, "days"), (MOST + 1, "days"), ("1", "days")]
)
def test_wrong_offsets_are_refused(count: Any, unit: Any) -> None:
    """An offset has a whole count within bounds and a unit that is known."""
    with pytest.raises(ValueError, match="of an offset is"):
        Offset(count, unit)


@pytest.mark.parametrize(
    "offset", [Offset(-1, "days"), Offset(-1, "working_days"), Offset(-1, "months"), Offset(-9, "years")]
)
def test_beyond_the_calendar(offset: Offset) -> None:
    """A day before the first of the calendar is refused as such."""
    with pytest.raises(OverflowError, match="outside the years 1 to 9999"):
        due(date.min, offset)


@pytest.mark.parametrize(
    ("week", "rule", "day"),
    [
        (1, "calendar_7day", 7),
        (4, "calendar_7day", 28),
        (1, "iso", 5),
        (2, "iso", 12),
        (1, "workday", 3),
        (4, "workday", 24),
    ],
)
def test_weeks_of_july_2026(week: int, rule: Any, day: int) -> None:
    """July 2026 begins on a Wednesday: its first Thursday is the 2nd."""
    assert week_end(2026, 7, week, rule) == date(2026, 7, day)


@pytest.mark.parametrize(("month", "week", "rule"), [(7, 5, "iso"), (7, 0, "iso"), (13, 1, "iso"), (7, 1, "us")])
def test_wrong_weeks_are_refused(month: int, week: int, rule: Any) -> None:
    """There is no fifth week, no thirteenth month and no rule without a name."""
    with pytest.raises(ValueError, match=r"week is 1 to 4|month must be"):
        week_end(2026, month, week, rule)
