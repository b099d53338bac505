"""Period keys: for when a value is (conventions §4)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

__all__ = ["END", "UNSTATED", "is_date", "is_period", "period_year", "read_period", "read_years"]

END: Final = "end"
"""The end of the document's period (*kondisi akhir*)."""
UNSTATED: Final = "unstated"
"""The source gives a value and does not say for when."""

_KEY: Final = re.compile(
    r"(?P<year>\d{4}|unstated)(?:-(?:Q[1-4]|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?))?|end", re.ASCII
)
_YEARS: Final = re.compile(
    r"([1-9]\d{3})(?:\s*(?:-|\u2013|\u2014|/|s\.?d\.?)\s*([1-9]\d{3}))?", re.ASCII | re.IGNORECASE
)
_QUARTERS: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "1": "1", "2": "2", "3": "3", "4": "4"}
_WRITTEN: Final = re.compile(
    r"(?P<year>\d{4}|tanpa[-_ ]tahun)[-_ ]?(?:tw|triwulan|q)[-_ ]?(?P<quarter>iv|i{1,3}|[1-4])", re.ASCII
)


@lru_cache(maxsize=4096)
def is_period(key: str) -> bool:
    """
    Tell whether *key* is a period key: a year, a quarter, month or day of it, ``end`` or ``unstated``.

    A quarter or month of an unstated year (``unstated-Q1``) is one too; Deli Serdang's files have them.

    Example:
        >>> [is_period(key) for key in ("2026", "2026-Q1", "2026-03-31", "unstated-Q4", "2026-02-30", "26")]
        [True, True, True, True, False, False]
    """
    found = _KEY.fullmatch(key)
    if not found:
        return False
    if found["day"]:
        return is_date(key)
    return found["year"] is None or found["year"] == UNSTATED or int(found["year"]) > 0


@lru_cache(maxsize=4096)
def is_date(text: str) -> bool:
    """Tell whether *text* is a day written ``2026-03-31``."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def period_year(key: str) -> int | None:
    """Return the year a period key lies in, or None for ``end`` and unstated years."""
    return int(key[:4]) if key[:4].isdigit() else None


def read_period(text: str) -> str | None:
    """
    Read a period key as people write it, in Indonesian or English.

    Example:
        >>> read_period("2026"), read_period("akhir"), read_period("2026 TW II"), read_period("tahun 1")
        ('2026', 'end', '2026-Q2', None)
    """
    key = text.strip()
    if is_period(key):
        return key
    lowered = key.lower()
    if lowered in {"akhir", "kondisi_akhir", "kondisi akhir"}:
        return END
    if re.fullmatch(r"tanpa[-_ ]tahun", lowered):
        return UNSTATED
    found = _WRITTEN.fullmatch(lowered)
    if found:
        year = found["year"] if found["year"].isdigit() else UNSTATED
        return f"{year}-Q{_QUARTERS[found['quarter']]}"
    return None


def read_years(text: str) -> tuple[int, int] | None:
    """
    Read a year or a span of years.

    Example:
        >>> read_years("2019-2024"), read_years("2022"), read_years("dua")
        ((2019, 2024), (2022, 2022), None)
    """
    found = _YEARS.fullmatch(text.strip())
    if not found:
        return None
    return int(found[1]), int(found[2] or found[1])
