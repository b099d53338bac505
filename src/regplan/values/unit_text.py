"""The text of a unit in one form for all its spellings (conventions §12)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["LONGEST_UNIT", "key", "unmangled", "without_number"]

LONGEST_UNIT: Final = 200
"""Characters after which a text is no longer looked at as a unit: it is a sentence in the wrong cell."""

_DOTS: Final = re.compile(r"\.(?!\d)|(?<!\d)\.")
_BLANKS: Final = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")
_SLASH: Final = re.compile(r"_*/_*")
_NUMBER: Final = re.compile(r"[\d.,]+\s+(?=\D)")


def key(text: str) -> str:
    """
    Write a unit in the one form in which spellings are compared.

    Compatibility form (``m³`` as ``m3``), lower case, dots only between digits, a dash as a blank, one ``_`` for
    blanks, none around a slash, no brackets around the whole.

    Example:
        >>> key(" Orang / Bulan."), key("M³/Hari"), key("( % )"), key("Per 100.000 Kelahiran  Hidup")
        ('orang/bulan', 'm3/hari', '%', 'per_100.000_kelahiran_hidup')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _BLANKS.sub("_", _DOTS.sub(" ", plain))
    plain = _SLASH.sub("/", plain).strip("_,;:")
    if plain.startswith("(") and plain.endswith(")") and plain.count("(") == 1:
        plain = plain[1:-1].strip("_")
    return plain


def unmangled(text: str) -> str | None:
    """
    Read text again that was stored as UTF-8 and opened as Windows-1252 (*mojibake*); None where it was not.

    Example:
        >>> unmangled("MÂ³/Hari"), unmangled("M³/Hari")
        ('M³/Hari', None)
    """
    if text.isascii():
        return None
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def without_number(text: str) -> str | None:
    """
    Take the number off a text that holds a value and its unit in one; None where it begins with none.

    Example:
        >>> without_number("11 Desa"), without_number("Desa")
        ('Desa', None)
    """
    text = text.strip()
    found = _NUMBER.match(text)
    return text[found.end() :] if found else None
