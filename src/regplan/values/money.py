"""Exact rupiah: an ``int`` of rupiah, or a ``Decimal`` with two places where a source has sen (conventions §1)."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Final, Literal, NamedTuple, TypeAlias

__all__ = [
    "MOST_DIGITS",
    "MOST_RUPIAH",
    "MoneyFault",
    "MoneyReading",
    "Rupiah",
    "digits_of",
    "from_sen",
    "is_money",
    "read_rupiah",
    "rupiah",
    "sen",
]

Rupiah: TypeAlias = int | Decimal
"""An exact amount of rupiah; never a float."""

MOST_RUPIAH: Final = 10**15
"""The largest size of one amount, Rp 1,000 trillion: ten times the largest regional budget."""

MoneyFault = Literal["not-money", "ambiguous", "below-sen", "too-large", "exponent", "not-finite"]


class MoneyReading(NamedTuple):
    """What a text says as money: an amount, or the fault and what it could mean."""

    amount: Rupiah | None
    fault: MoneyFault | None = None
    readings: tuple[str, ...] = ()


_SCALES: Final = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_SHAPE: Final = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+\u2212])?\s*(?P<mark>rp\.?|idr)?\s*(?P<sign2>[-\u2212])?\s*"
    r"(?P<number>\d[\d.,]*)(?P<dash>,-)?\s*(?P<scale>[a-z]+)?\s*(?P<close>\))?",
    re.IGNORECASE | re.ASCII,
)
_PLAIN: Final = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)


def is_money(value: object) -> bool:
    """Tell whether *value* is an exact amount within bounds: an int, or a Decimal with sen."""
    if type(value) is int:
        return abs(value) <= MOST_RUPIAH
    return isinstance(value, Decimal) and value.is_finite() and _is_within(value) and _is_of_sen(value)


def _is_within(value: Decimal) -> bool:
    return -MOST_RUPIAH <= value <= MOST_RUPIAH


def _is_of_sen(value: Decimal) -> bool:
    """Tell whether an amount within bounds has no part smaller than a sen; comparing Decimals is exact."""
    return value == value.quantize(Decimal("0.01"))


def digits_of(value: Decimal) -> str:
    """
    Write a Decimal in plain digits; where these would be hundreds, or there are none, as it writes itself.

    Example:
        >>> digits_of(Decimal("1.5E+3")), digits_of(Decimal("1E+9999"))
        ('1500', '1E+9999')
    """
    small = value.is_finite() and abs(value.adjusted()) < MOST_DIGITS and len(value.as_tuple().digits) < MOST_DIGITS
    return f"{value:f}" if small else str(value)


MOST_DIGITS: Final = 60
"""Longer numbers are neither amounts nor targets."""


def rupiah(value: Decimal) -> Rupiah:
    """Write an amount the one way equal plans share: int when whole, else Decimal with two places."""
    whole = int(value)
    return whole if whole == value else value.quantize(Decimal("0.01"))


def sen(value: Rupiah) -> int:
    """
    Turn an amount of rupiah into sen, the unit of the index.

    Example:
        >>> sen(12), sen(Decimal("0.13"))
        (1200, 13)
    """
    return int(value) * 100 if isinstance(value, int) else int(value * 100)


def from_sen(value: int) -> Rupiah:
    """Turn sen back into rupiah."""
    return value // 100 if value % 100 == 0 else Decimal(value).scaleb(-2)


def read_rupiah(text: str, *, number: bool = False) -> MoneyReading:
    """
    Read money as people write it: ``1500000``, ``1.500.000``, ``Rp2.500.000,50``, ``1,5 miliar``, ``(5.000.000)``.

    A single group of three digits after one mark (``1.500``) can be 1500 or 1.5: without ``Rp`` before it, it is not
    guessed but returned with both readings.

    Args:
        text: The text of a cell.
        number: Whether the text is a number of JSON, where the point is always decimal.

    Returns:
        The exact amount, or the fault and the possible readings.

    Example:
        >>> read_rupiah("1.500.000").amount, read_rupiah("1,5 miliar").amount
        (1500000, 1500000000)
        >>> read_rupiah("1.500")
        MoneyReading(amount=None, fault='ambiguous', readings=('1500', '1.5'))
    """
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < len(str(MOST_RUPIAH)):
        return MoneyReading(int(text))
    lowered = text.lower().lstrip("+-.")
    if lowered in {"nan", "inf", "infinity"}:
        return MoneyReading(None, "not-finite")
    if len(text) > MOST_DIGITS:
        return MoneyReading(None, "too-large" if _PLAIN.fullmatch(text) else "not-money")
    if re.fullmatch(r"[-+]?\d[\d.,]*e[-+]?\d+", text, re.IGNORECASE | re.ASCII):
        return MoneyReading(None, "exponent")
    if number:
        return _bounded(Decimal(text)) if _PLAIN.fullmatch(text) else MoneyReading(None, "not-money")
    found = _SHAPE.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        return MoneyReading(None, "not-money")
    scale = 1
    if found["scale"]:
        if found["scale"].lower() not in _SCALES:
            return MoneyReading(None, "not-money")
        scale = _SCALES[found["scale"].lower()]
    readings = _numbers(found["number"].rstrip(",") if found["dash"] else found["number"], marked=bool(found["mark"]))
    if not readings:
        return MoneyReading(None, "not-money")
    negative = bool(found["open"]) or bool(found["sign"] in {"-", "\u2212"}) or bool(found["sign2"])
    scale = -scale if negative else scale
    if len(readings) > 1:
        return MoneyReading(None, "ambiguous", tuple(_told(_times(value, scale)) for value in readings))
    return _bounded(_times(readings[0], scale))


def _times(value: Decimal, scale: int) -> Decimal:
    """Multiply exactly: the product has no more digits than the two together."""
    return Context(prec=2 * MOST_DIGITS).multiply(value, Decimal(scale))


def _told(value: Decimal) -> str:
    whole = int(value)
    return str(whole) if whole == value else f"{value:f}".rstrip("0")


def _numbers(text: str, *, marked: bool) -> tuple[Decimal, ...]:
    """List what a number with points and commas can mean; *marked* says that ``Rp`` stands before it."""
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return (Decimal(text),)
    if len(set(marks)) == 2:
        last = marks[-1]
        group = "." if last == "," else ","
        whole, _, part = text.rpartition(last)
        if marks.count(last) == 1 and part and _grouped(whole, group):
            return (Decimal(whole.replace(group, "") + "." + part),)
        return ()
    mark = marks[0]
    if len(marks) > 1:
        return (Decimal(text.replace(mark, "")),) if _grouped(text, mark) else ()
    whole, _, part = text.partition(mark)
    if not part:
        return ()
    decimal = Decimal(whole + "." + part)
    if len(part) != 3 or not _grouped(text, mark):
        return (decimal,)
    grouped = Decimal(whole + part)
    return (grouped,) if marked and mark == "." else (grouped, decimal.normalize())


def _grouped(text: str, mark: str) -> bool:
    first, *rest = text.split(mark)
    return bool(rest) and 1 <= len(first) <= 3 and first != "0" and all(len(part) == 3 for part in rest)


def _bounded(value: Decimal) -> MoneyReading:
    if not _is_within(value):
        return MoneyReading(None, "too-large")
    if not _is_of_sen(value):
        return MoneyReading(None, "below-sen")
    return MoneyReading(rupiah(value))
