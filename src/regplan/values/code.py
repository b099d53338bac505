"""The grammar of nomenclature codes: urusan, bidang urusan, program, kegiatan, sub kegiatan."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

import attrs

__all__ = ["Code", "CodeLevel", "cleaned", "parse_code"]

CodeLevel = Literal["urusan", "bidang", "program", "activity", "sub_activity"]

_GRAMMAR: Final = re.compile(
    r"(?P<urusan>[1-9X])(?:\.(?P<bidang>\d\d|XX)(?:\.(?P<program>\d\d)"
    r"(?:\.(?P<marker>[1-9])\.(?P<activity>\d\d)(?:\.(?P<sub>\d\d|\d{4}))?)?)?)?",
    re.ASCII,
)
_PREFIXED: Final = re.compile(r"(?P<code>[1-9X](?:\.[\dX]+)+)\.?(?:\s*[-:\u2013]\s*|\s+)(?P<name>[^\W\d].*)", re.DOTALL)


@attrs.frozen
class Code:
    """
    One parsed nomenclature code (Permendagri 90/2019 and its updates).

    Example:
        >>> parse_code("1.01.02.2.01.0001").level, parse_code("1.01.02.2.01.0001").width
        ('sub_activity', 4)
    """

    text: str
    level: CodeLevel
    bidang: str | None
    marker: str | None
    width: int | None
    """Digits of the sub activity's own number."""

    @property
    def generic(self) -> bool:
        """Whether it is of the group X.XX that stands in every OPD."""
        return self.text.startswith("X")


@lru_cache(maxsize=65536)
def parse_code(text: str) -> Code | None:
    """
    Parse a nomenclature code, or return None where the grammar of no version allows it.

    Source: regulations §1.13.2; segments other than the wildcard are never ``00``.

    Example:
        >>> parse_code("1.2.3") is None, parse_code("X.XX.01").generic
        (True, True)
    """
    found = _GRAMMAR.fullmatch(text)
    if not found:
        return None
    urusan, bidang = found["urusan"], found["bidang"]
    if bidang is not None and (urusan == "X") != (bidang == "XX"):
        return None
    numbers = (bidang, found["program"], found["activity"], found["sub"])
    if any(part is not None and part.strip("0") == "" for part in numbers):
        return None
    level: CodeLevel = "urusan"
    if found["sub"]:
        level = "sub_activity"
    elif found["activity"]:
        level = "activity"
    elif found["program"]:
        level = "program"
    elif bidang:
        level = "bidang"
    width = len(found["sub"]) if found["sub"] else None
    return Code(text, level, f"{urusan}.{bidang}" if bidang else None, found["marker"], width)


@lru_cache(maxsize=65536)
def cleaned(text: str) -> str:
    """
    Take off what clings to codes in live data: blanks inside, trailing points, a name behind (CODE-08).

    Example:
        >>> cleaned("2.09.03."), cleaned("1.03.13. 201"), cleaned("1.01.02 - PROGRAM PENGELOLAAN")
        ('2.09.03', '1.03.13.201', '1.01.02')
    """
    joined = re.sub(r"\s*\.\s*", ".", text.strip())
    if joined[:1] == "x":
        joined = joined.upper()
    found = _PREFIXED.fullmatch(joined)
    return found["code"] if found else joined.rstrip(". ")


def opd_of(unit: str) -> str:
    """
    Return the code of the OPD of a sub-unit: the same with sub-unit 0000 (regulations §1.13.8).

    Example:
        >>> opd_of("1.02.0.00.0.00.01.0002"), opd_of("RSUD")
        ('1.02.0.00.0.00.01.0000', 'RSUD')
    """
    return unit[:-4] + _NO_UNIT if len(unit) >= 4 and unit[-4:].isdecimal() and unit.isascii() else unit


_NO_UNIT: Final = "0000"
