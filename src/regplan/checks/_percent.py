"""Shares in messages: exact, with the decimal comma of Indonesian."""

from __future__ import annotations

from fractions import Fraction

from regplan.values.lang import Bilingual

__all__ = ["percent", "percent_full", "points"]


def percent(share: Fraction, *, beside: Fraction | None = None) -> Bilingual:
    """
    Write a share in percent with two decimals, with more where it would look equal to what it differs from.

    Example:
        >>> percent(Fraction(1, 3)).en, percent(Fraction(19_999_999, 10**8), beside=Fraction(1, 5)).en
        ('33.33 %', '19.999999 %')
    """
    places = 2
    while (
        beside is not None and share != beside and places < 12 and _rounded(share, places) == _rounded(beside, places)
    ):
        places += 1
    text = _rounded(share, places)
    return Bilingual(text.replace(".", ",") + " %", text + " %")


def _rounded(share: Fraction, places: int) -> str:
    scaled = share * 100 * 10**places
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    sign = "-" if scaled < 0 and whole else ""
    digits = str(whole).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def percent_full(share: Fraction) -> Bilingual:
    """
    Write how full something is, rounded down, so that 100 % means all.

    Example:
        >>> percent_full(Fraction(2, 3)).id, percent_full(Fraction(999_999, 1_000_000)).id, percent_full(Fraction(1)).en
        ('66,66 %', '99,99 %', '100 %')
    """
    hundredths = int(share * 10_000)
    text = _rounded(Fraction(hundredths, 10_000), 2).rstrip("0").rstrip(".")
    return Bilingual(text.replace(".", ",") + " %", text + " %")


def points(share: Fraction) -> Bilingual:
    """Write a difference of shares in percentage points."""
    told = percent(share)
    return Bilingual(told.id.replace(" %", " poin persen"), told.en.replace(" %", " percentage points"))
