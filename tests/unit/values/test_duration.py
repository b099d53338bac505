"""Spans of time: read as ISO 8601 writes them, exact on the calendar, and never past what a calendar has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.values.agency_code import code_fields, code_unit
from regplan.values.duration import Duration, read_duration


@pytest.mark.parametrize("text", ["", "P", "PT3H", "3M", "P-3M", "P3", "P3M2Y", "3 bulan", "P1,5M"])
def test_what_is_no_span(text: str) -> None:
    """Hours, signs, fractions, parts out of order and words are no span."""
    assert read_duration(text) is None


def test_past_the_calendar() -> None:
    """A span that leads past the year 9999 is an OverflowError, whether by months or by days."""
    for text in ("P9999Y", "P9999999D"):
        span = read_duration(text)
        assert span is not None
        with pytest.raises(OverflowError):
            span.after(date(2026, 1, 1))


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 30), st.integers(0, 400))
def test_before_is_the_last_day_that_leads_there(day: date, months: int, days: int) -> None:
    """From the day before, the span leads to the day or earlier; from one day later it leads past it."""
    span = Duration(months=months, days=days)
    found = span.before(day)
    assert span.after(found) <= day < span.after(found + timedelta(days=1))


@pytest.mark.parametrize(
    ("code", "fields", "unit"),
    [
        ("1.01.2.22.0.00.01.0000", ("1.01", "2.22"), 0),
        ("7.01.0.00.0.00.06.0006", ("7.01",), 6),
        ("5.02.0.00.0.00.02.000", ("5.02",), 0),
        ("5.01.5.05.0.00.01", ("5.01", "5.05"), None),
        ("1.02", (), None),
        ("Dinas Kesehatan", (), None),
    ],
)
def test_codes_of_opd(code: str, fields: tuple[str, ...], unit: int | None) -> None:
    """The first parts of the code of an OPD are its fields, the last is its unit; cut ends are read, other texts are not."""
    assert (code_fields(code), code_unit(code)) == (fields, unit)
