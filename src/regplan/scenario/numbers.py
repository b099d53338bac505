"""Percentages and amounts at the door of scenarios: exact, never a float (conventions §1)."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

from regplan.errors import CallError
from regplan.values.lang import Bilingual
from regplan.values.money import MOST_RUPIAH, Rupiah, is_money, read_rupiah, rupiah

__all__ = ["Percentage", "amount_of", "change_of", "percent_text"]

Percentage: TypeAlias = str | Fraction | Decimal | int
"""A change: text with a sign and ``%`` (``"-12 %"``), or an exact share (``Fraction(-12, 100)``)."""

_PERCENT: Final = re.compile(r"([+\-\u2212])?\s*(\d{1,12})(?:([.,])(\d{1,12})|/(\d{1,12}))?\s*%", re.ASCII)
_MARKED: Final = 3


def change_of(given: Percentage) -> Fraction:
    """
    Read a change of an amount as an exact share of it.

    Args:
        given: Text as ``"-12 %"``, ``"+2,5 %"``, ``"-100/3 %"``, or a share as Fraction or Decimal; of whole numbers only
            -1, 0 and 1, because 12 may be meant as a percentage.

    Raises:
        CallError: It is a float, no percentage, can be read in two ways, or takes away more than there is.

    Example:
        >>> change_of("-12 %"), change_of(Decimal("0.025"))
        (Fraction(-3, 25), Fraction(1, 40))
    """
    change = _read(given)
    if change < -1:
        msg = Bilingual(
            f"{given!r} mengambil lebih dari yang ada: pemotongan paling besar '-100 %'",
            f"{given!r} takes away more than there is: a cut is at most '-100 %'",
        )
        raise CallError(msg)
    return change


def _read(given: Any) -> Fraction:
    if isinstance(given, str):
        return _of_text(given)
    if isinstance(given, bool) or not isinstance(given, int | Decimal | Fraction):
        msg = Bilingual(
            f"{given!r} berjenis {type(given).__name__}: persentase harus eksak, tulis '-12 %' atau Fraction(-12, 100)",
            f"{given!r} is a {type(given).__name__}: a percentage is exact, write '-12 %' or Fraction(-12, 100)",
        )
        raise CallError(msg)
    if isinstance(given, Decimal) and not given.is_finite():
        msg = Bilingual(
            f"{given!r} bukan persentase: tulis '-12 %' atau Fraction(-12, 100)",
            f"{given!r} is no percentage: write '-12 %' or Fraction(-12, 100)",
        )
        raise CallError(msg)
    share = Fraction(given)
    if share.denominator == 1 and abs(share) > 1:
        msg = Bilingual(
            f"{given!r} bisa bagian atau persentase: tulis '{given} %', atau Fraction({given}, 100)",
            f"{given!r} may be a share or a percentage: write '{given} %', or Fraction({given}, 100)",
        )
        raise CallError(msg)
    return share


def _of_text(text: str) -> Fraction:
    found = _PERCENT.fullmatch(text.strip())
    if not found:
        msg = Bilingual(
            f"{text!r} bukan persentase: tulis dengan tanda dan %, seperti '-12 %' atau '+2,5 %'",
            f"{text!r} is no percentage: write it with a sign and %, as '-12 %' or '+2,5 %'",
        )
        raise CallError(msg)
    sign, whole, mark, part, below = found.groups()
    if mark and len(part) == _MARKED and len(whole) <= _MARKED:
        msg = Bilingual(
            f"{text!r} dapat dibaca {whole}{part} % atau {whole}.{part} %: tulis tanpa tanda ribuan atau dengan dua desimal",
            f"{text!r} can be read as {whole}{part} % or {whole}.{part} %: write it without a mark or with two decimals",
        )
        raise CallError(msg)
    if below and not int(below):
        msg = Bilingual(
            f"{text!r} membagi dengan nol",
            f"{text!r} divides by zero",
        )
        raise CallError(msg)
    value = Fraction(f"{whole}.{part}") if mark else Fraction(int(whole), int(below or 1))
    return -value / 100 if sign in {"-", "\u2212"} else value / 100


def percent_text(change: Fraction) -> str:
    """
    Write a change so that ``change_of`` reads it again.

    Example:
        >>> percent_text(Fraction(-3, 25)), percent_text(Fraction(1, 3)), percent_text(Fraction(0))
        ('-12 %', '+100/3 %', '0 %')
    """
    hundred = change * 100
    sign = "+" if hundred > 0 else ""
    below = hundred.denominator
    places = next((n for n in range(3) if 10**n % below == 0), None)
    if not places:
        return f"{sign}{hundred} %"
    told = Decimal(hundred.numerator * (10**places // below)).scaleb(-places)
    return f"{sign}{told:f} %"


def amount_of(given: Rupiah | str | None) -> Rupiah | None:
    """
    Read an amount: exact rupiah, or text as people write it; None is unknown.

    Raises:
        CallError: It is a float, no amount, or can be read in two ways.

    Example:
        >>> amount_of("Rp1,5 miliar"), amount_of(Decimal("0.50"))
        (1500000000, Decimal('0.50'))
    """
    value: Any = given
    if value is None:
        return None
    if isinstance(value, str):
        reading = read_rupiah(value)
        if reading.amount is None:
            terbaca, told = (
                f" ({word.join(reading.readings)})" if reading.readings else "" for word in (" atau ", " or ")
            )
            msg = Bilingual(
                f"{value!r} bukan jumlah yang eksak{terbaca}: tulis 1500000 atau 'Rp1.500.000'",
                f"{value!r} is no exact amount{told}: write it as 1500000 or 'Rp1.500.000'",
            )
            raise CallError(msg)
        value = reading.amount
    if isinstance(value, bool) or not is_money(value):
        msg = Bilingual(
            f"{value!r} bukan jumlah yang eksak: beri rupiah sebagai int, Decimal dengan sen, atau teks, paling banyak {MOST_RUPIAH}",
            f"{value!r} is no exact amount: give rupiah as int, Decimal with sen or text, at most {MOST_RUPIAH}",
        )
        raise CallError(msg)
    return rupiah(value) if isinstance(value, Decimal) else int(value)
