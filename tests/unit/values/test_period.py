"""Period keys: for when a value is (conventions §4), as the model has them and as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.values.period import is_date, is_period, period_year, read_period, read_years


@pytest.mark.parametrize(
    "key", ["2026", "2026-Q4", "2026-12", "2026-03-31", "2024-02-29", "end", "unstated", "unstated-Q1"]
)
def test_is_period(key: str) -> None:
    """A year, a quarter, month or day of it, the end, and an unstated year are period keys."""
    assert is_period(key)
    assert read_period(f" {key} ") == key


@pytest.mark.parametrize(
    "key", ["", "26", "20260", "0000", "2026-Q5", "2026-13", "2026-02-30", "2026-Q1-01", "END", "unstated-02-30"]
)
def test_is_no_period(key: str) -> None:
    """Short years, days that no calendar has and words of other cases are none."""
    assert not is_period(key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("akhir", "end"),
        ("Kondisi Akhir", "end"),
        ("tanpa_tahun", "unstated"),
        ("Tanpa Tahun", "unstated"),
        ("2026 TW II", "2026-Q2"),
        ("2026-TW1", "2026-Q1"),
        ("2026 Triwulan IV", "2026-Q4"),
        ("2026q3", "2026-Q3"),
        ("tanpa_tahun-TW3", "unstated-Q3"),
        ("tahun 1", None),
        ("TW I", None),
        ("2026 TW V", None),
    ],
)
def test_read_period(text: str, key: str | None) -> None:
    """Quarters and ends are read as Indonesian tables write them; what names no period gives None."""
    assert read_period(text) == key


@pytest.mark.parametrize(("key", "year"), [("2026", 2026), ("2026-Q1", 2026), ("end", None), ("unstated-Q1", None)])
def test_period_year(key: str, year: int | None) -> None:
    """A key lies in a year, unless it is the end or unstated."""
    assert period_year(key) == year


@pytest.mark.parametrize("dash", ["-", " - ", "–", "—", "/", " s.d. ", " sd ", " S.D "])
def test_read_years(dash: str) -> None:
    """A span of years is read with any dash, and with the words for "until"."""
    assert read_years(f"2025{dash}2029") == (2025, 2029)


@pytest.mark.parametrize("text", ["dua", "2025-", "25-29", "2025-2029-2030", ""])
def test_no_years(text: str) -> None:
    """What is no span gives None."""
    assert read_years(text) is None


@given(st.dates())
def test_every_day_is_a_period(day: object) -> None:
    """Every day of the calendar is a date and a period key."""
    assert is_date(str(day))
    assert is_period(str(day))
