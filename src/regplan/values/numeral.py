"""Numbers as they are typed: which number mark is decimal, where that can be told, and the exact value under each."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import attrs

__all__ = ["BOTH", "Mark", "Numeral", "proved"]

Mark: TypeAlias = Literal[",", "."]
"""A number mark; where the one is decimal the other parts the thousands."""

BOTH: Final[tuple[Mark, ...]] = (",", ".")

LONGEST: Final = 40
_MONEY: Final = re.compile(r"\d{1,3}\.\d{3}", re.ASCII)


@attrs.frozen
class Numeral:
    """
    A typed number, before it is known what its marks mean.

    Attributes:
        text: Digits and marks, without sign; ``'`` stands for a blank between thousands.
        negative: Whether a minus stands before it.
        money: Whether it is an amount of rupiah, not of thousands or millions of them: at most two digits are sen.
    """

    text: str
    negative: bool = False
    money: bool = False

    def value(self, decimal: Mark) -> Decimal | None:
        """
        Return the exact value where *decimal* is the decimal mark; None where the numeral is not well formed then.

        Example:
            >>> Numeral("40.231").value(","), Numeral("40.231").value("."), Numeral("4.43").value(",")
            (Decimal('40231'), Decimal('40.231'), None)
        """
        return _value(self.text, decimal, self.negative)

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The different values it can have: none where it is badly formed, two where its mark says nothing."""
        return _values(self.text, self.negative)

    @property
    def sure(self) -> Decimal | None:
        """Its value, where its own form leaves only one."""
        return self.values[0] if len(self.values) == 1 else None


@lru_cache(maxsize=65536)
def proved(numeral: Numeral, *, whole: bool = False) -> tuple[Mark, ...]:
    """
    List the decimal marks that the typist of a numeral can have meant.

    ``1.512,47`` and ``0,28`` leave the comma, ``4.43`` and ``1,234,567`` the point; ``100`` and ``40.231`` leave both.
    A number of things that are counted is no fraction, which leaves the comma for ``40.231`` (but not for ``40.000``).

    Args:
        numeral: A typed number.
        whole: Whether its unit is one that is counted in whole numbers.

    Returns:
        One mark where the numeral proves it, both where it proves nothing, none where it is badly formed.

    Example:
        >>> proved(Numeral("40.231")), proved(Numeral("40.231"), whole=True), proved(Numeral("4.43"))
        ((',', '.'), (',',), ('.',))
    """
    if numeral.text.isdigit():
        return BOTH
    found = tuple(mark for mark in BOTH if numeral.value(mark) is not None)
    if len(numeral.values) < 2:
        return found
    if numeral.money and _MONEY.fullmatch(numeral.text):
        return (",",)
    if whole:
        return tuple(mark for mark in found if _is_whole(numeral.value(mark)))
    return found


def _is_whole(value: Decimal | None) -> bool:
    return value is not None and value == value.to_integral_value()


@lru_cache(maxsize=65536)
def _values(text: str, negative: bool) -> tuple[Decimal, ...]:  # noqa: FBT001 - a key of the cache
    found = (_value(text, mark, negative) for mark in BOTH)
    return tuple(dict.fromkeys(value for value in found if value is not None))


def _value(text: str, decimal: Mark, negative: bool) -> Decimal | None:  # noqa: FBT001 - a key of the cache
    if len(text) > LONGEST:
        return None
    whole, mark, part = text.partition(decimal)
    if mark and not (part.isascii() and part.isdigit()):
        return None
    digits = _ungrouped(whole, "." if decimal == "," else ",", marked=bool(mark))
    if digits is None:
        return None
    value = Decimal(f"{digits}{'.' if mark else ''}{part}")
    return value.copy_negate() if negative and value else value


def _ungrouped(text: str, group: str, *, marked: bool) -> str | None:
    """Take the marks out of the thousands; None where they do not stand before every third digit from the right."""
    if not text:
        return "0" if marked else None
    parts = text.split("'" if "'" in text else group)
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    first, *rest = parts
    if not rest:
        return first if not marked or first == "0" or not first.startswith("0") else None
    if len(first) > 3 or first.startswith("0") or any(len(part) != 3 for part in rest):
        return None
    return "".join(parts)
