"""Fields of law data: read exactly, or refused with every fault and its cure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, Literal, TypeVar, cast, get_args

from regplan.errors import LawError, UnknownNameError
from regplan.values.period import is_date
from regplan.values.text import line_fault, near, quoted

__all__ = [
    "ALL",
    "CONFIDENCES",
    "LEVELS",
    "NAMED",
    "Level",
    "asked_levels",
    "confidence_faults",
    "day_faults",
    "day_of",
    "decimal_of",
    "exact_of",
    "in_order",
    "key_faults",
    "known_confidence",
    "level_faults",
    "levels_of",
    "number_faults",
    "refuse",
    "refuse_unknown",
    "text_faults",
    "word_faults",
]

Level = Literal["province", "regency", "city"]
"""A kind of region; law and model do not know each other, and a test holds their words together."""

T = TypeVar("T")

LEVELS: Final = get_args(Level)
ALL: Final = "all"
CONFIDENCES: Final = ("primary", "official", "application", "press", "recalled_strong", "recalled")
NAMED: Final = ("instrument", "article", "confidence", "source")
"""What every value of the law says of itself."""

_NUMBER: Final = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_FRACTION: Final = re.compile(r"-?\d{1,30}/[1-9]\d{0,29}", re.ASCII)
_EXPONENT: Final = re.compile(r"-?\d+(\.\d*)?[eE][+-]?\d+", re.ASCII)
_COMMA: Final = re.compile(r"-?\d+,\d+", re.ASCII)
_LARGEST_EXPONENT: Final = 30


def refuse(faults: Iterable[str]) -> None:
    """
    Raise one error that names all faults, where there are any.

    Raises:
        LawError: There is a fault.
    """
    told = tuple(dict.fromkeys(faults))
    if told:
        raise LawError("; ".join(told))


def key_faults(place: str, data: Any, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[str]:
    """Name what is no mapping, keys that are not allowed, and the lack of those that are needed."""
    if not isinstance(data, Mapping):
        yield f"{place}: {', '.join(needed)} expected, not {quoted(data)}"
        return
    allowed = (*needed, *optional)
    for key in data:
        if key not in allowed:
            yield f"{place}: unknown key {key!r}; allowed are {', '.join(allowed)}; near: {near(str(key), allowed)}"
    lacking = [key for key in needed if key not in data]
    if lacking:
        yield f"{place}: {', '.join(lacking)} missing"


def text_faults(place: str, data: Mapping[str, Any], keys: Iterable[str]) -> Iterator[str]:
    """Name texts that are no line of text: numbers and yes/no that YAML took for something else, empty texts."""
    for key in keys:
        if key in data and (not isinstance(data[key], str) or line_fault(data[key])):
            yield f"{place}: {key} is one line of text in quotes, not {quoted(data[key])}"


def word_faults(place: str, key: str, word: Any, known: Iterable[str]) -> Iterator[str]:
    """Name a word that is not in its list, with the list."""
    words = tuple(known)
    if word not in words:
        yield f"{place}: {key} is one of {', '.join(words)}, not {quoted(word)}"


def number_faults(place: str, key: str, written: Any) -> Iterator[str]:
    """Name what is no exact number, and say how to write it."""
    if type(written) is int or (
        isinstance(written, str) and (_NUMBER.fullmatch(written) or _FRACTION.fullmatch(written))
    ):
        return
    yield f"{place}: {key} takes a whole number, or a decimal in quotes, not {quoted(written)}{_cure(written)}"


def day_faults(place: str, written: Any) -> Iterator[str]:
    """Name what is no day written 2026-03-31."""
    if not is_date(str(written)):
        yield f"{place}: {quoted(str(written))} is no date as 2026-03-31"


def confidence_faults(place: str, word: Any) -> Iterator[str]:
    """Name a confidence that is none."""
    return word_faults(place, "confidence", word, CONFIDENCES)


def level_faults(place: str, written: Any) -> Iterator[str]:
    """Name levels that are none or stand twice."""
    several = written if isinstance(written, list) else [written]
    if not several or (len(several) > 1 and ALL in several):
        yield f"{place}: level is {ALL}, one of {', '.join(LEVELS)}, or a list of these, not {quoted(written)}"
        return
    for one in several:
        yield from word_faults(place, "level", one, (ALL, *LEVELS))
    if len(set(map(str, several))) < len(several):
        yield f"{place}: a level stands twice in {quoted(written)}"


def levels_of(written: Any) -> tuple[Level, ...]:
    """
    Read the levels a value is for, in the order of LEVELS.

    Example:
        >>> levels_of("all"), levels_of(["city", "regency"])
        (('province', 'regency', 'city'), ('regency', 'city'))
    """
    several = written if isinstance(written, list) else [written]
    return tuple(level for level in LEVELS if level in several or ALL in several)


def asked_levels(level: str) -> tuple[Level, ...]:
    """
    Return the levels a caller asks for.

    Raises:
        UnknownNameError: It is no level; near matches are offered.
    """
    if level == ALL:
        return LEVELS
    if level not in LEVELS:
        raise UnknownNameError(level, "region level", near(level, (ALL, *LEVELS)))
    return (cast("Level", level),)


def exact_of(written: Any) -> Decimal | Fraction:
    """
    Read a number that has no fault: a decimal where it can be one, else a fraction.

    Example:
        >>> exact_of("0.80"), exact_of("1/12"), exact_of(5)
        (Decimal('0.80'), Fraction(1, 12), Decimal('5'))
    """
    return Fraction(written) if isinstance(written, str) and "/" in written else Decimal(written)


def decimal_of(place: str, written: Any, key: str = "value") -> Decimal:
    """
    Read a number of law data: a whole number, or a decimal in quotes, so that nothing passes through a float.

    Raises:
        LawError: It is neither; the message says how to write it.

    Example:
        >>> decimal_of("share", "0.80"), decimal_of("years", 5)
        (Decimal('0.80'), Decimal('5'))
    """
    refuse(number_faults(place, key, written))
    number = exact_of(written)
    if isinstance(number, Fraction):
        msg = f"{place}: {key} takes a whole number, or a decimal in quotes, not the fraction {written!r}"
        raise LawError(msg)
    return number


def day_of(place: str, written: Any) -> date:
    """Read a day of law data."""
    refuse(day_faults(place, written))
    return date.fromisoformat(str(written))


def known_confidence(place: str, word: Any) -> None:
    """Refuse a confidence that is none."""
    refuse(confidence_faults(place, word))


def refuse_unknown(place: str, data: Any, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
    """Refuse keys that are not allowed, and the lack of those that are needed."""
    refuse(key_faults(place, data, needed, optional))


def in_order(name: str, dated: Iterable[Any]) -> None:
    """Refuse dated law without values, and two values of one day."""
    starts = sorted(one.start for one in dated)
    if not starts:
        msg = f"{name} has no values"
        raise LawError(msg)
    twice = [str(one) for one, other in pairwise(starts) if one == other]
    if twice:
        msg = f"{name} has two values from {', '.join(twice)} on"
        raise LawError(msg)


def _cure(written: Any) -> str:
    if isinstance(written, bool):
        return ": YAML takes yes, no, on and off for truth values"
    if isinstance(written, float):
        return f': a float is not exact, write it in quotes: "{written}"'
    if not isinstance(written, str):
        return ""
    if _COMMA.fullmatch(written):
        return f': write a decimal point: "{written.replace(",", ".")}"'
    if _EXPONENT.fullmatch(written):
        number = Decimal(written)
        exponent = number.adjusted()
        shown = f": {number:f}" if abs(exponent) <= _LARGEST_EXPONENT else ""
        return f": YAML reads an exponent as text or as a float, write all digits{shown}"
    return ""
