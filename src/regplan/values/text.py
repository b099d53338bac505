"""What text a plan may hold, stated once (conventions §2), and near matches for what was misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, Literal

__all__ = [
    "FORMULA_SIGNS",
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "REGION",
    "TextFault",
    "id_fault",
    "line_fault",
    "near",
    "quoted",
    "repaired",
    "squeezed",
    "text_fault",
]

FORMULA_SIGNS: Final = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""How formulas begin in what spreadsheets open; wide signs too, which some programs take for the others."""

LONGEST_LINE: Final = 10_000
LONGEST_TEXT: Final = 1_000_000
REGION: Final = "/"
"""The region itself where an id is asked for; ``/T1`` in an OPD's file is the region's ``T1``."""

TextFault = Literal["empty", "blank", "control", "surrogate", "form", "long", "slash"]

MOST_KNOWN: Final = 20_000
LONGEST_MISSPELT: Final = 200
LONGEST_QUOTE: Final = 120
SHORT: Final = 4
_FORBIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})


def line_fault(text: str) -> TextFault | None:
    r"""
    Tell what keeps *text* from being one line of a plan: a title, a code, a unit.

    A line is not empty, has no outer blanks, is in Unicode form NFC and holds neither control nor format
    characters nor blanks other than the ordinary one, so that two lines that look alike are alike.

    Args:
        text: Any text.

    Returns:
        The first fault found, or None for a good line.

    Example:
        >>> line_fault("Meningkatnya derajat kesehatan"), line_fault("dua\nbaris"), line_fault(" x")
        (None, 'control', 'blank')
    """
    if text.isascii() and text.isprintable() and text == text.strip() and 0 < len(text) <= LONGEST_LINE:
        return None
    return _fault(text, LONGEST_LINE, "")


def text_fault(text: str) -> TextFault | None:
    r"""
    Tell what keeps *text* from being a longer text of a plan; as a line, but line breaks (``\n``) are allowed.

    Example:
        >>> text_fault("dua\nbaris"), text_fault("tab\tulasi")
        (None, 'control')
    """
    if text.isascii() and text.isprintable() and text == text.strip() and 0 < len(text) <= LONGEST_LINE:
        return None
    return _fault(text, LONGEST_TEXT, "\n")


def id_fault(text: str) -> TextFault | None:
    """
    Tell what keeps *text* from being an id: a line that neither begins nor ends with ``/``.

    Example:
        >>> id_fault("dinkes/T1"), id_fault("/T1")
        (None, 'slash')
    """
    if text.startswith("/") or text.endswith("/"):
        return "slash"
    return line_fault(text)


def _fault(text: str, longest: int, allowed: str) -> TextFault | None:
    if not text:
        return "empty"
    if len(text) > longest:
        return "long"
    if text != text.strip():
        return "blank"
    for character in text:
        category = unicodedata.category(character)
        if category in _FORBIDDEN and character != " " and character not in allowed:
            return "surrogate" if category == "Cs" else "control"
    if not unicodedata.is_normalized("NFC", text):
        return "form"
    return None


def repaired(text: str, *, lines: bool = False) -> str | None:
    r"""
    Mend what can be mended without a guess: outer blanks, Unicode form, control characters, exotic blanks.

    Args:
        text: What a file holds.
        lines: Whether line breaks may stay.

    Returns:
        The mended text, or None where nothing is left or the text is too long to be meant.

    Example:
        >>> repaired(" Dinas\u00a0Kesehatan\n")
        'Dinas Kesehatan'
    """
    longest = LONGEST_TEXT if lines else LONGEST_LINE
    if len(text) > LONGEST_TEXT:
        return None
    if text.isascii() and text.isprintable():
        text = text.strip()
        return text if 0 < len(text) <= longest else None
    kept = []
    for character in text.replace("\r\n", "\n"):
        category = unicodedata.category(character)
        if character == "\n" and lines:
            kept.append(character)
        elif category in {"Cc", "Zl", "Zp", "Zs"}:
            kept.append(" ")
        elif category not in {"Cf", "Cs"}:
            kept.append(character)
    mended = unicodedata.normalize("NFC", "".join(kept)).strip()
    return mended if 0 < len(mended) <= longest else None


def quoted(value: object) -> str:
    """
    Quote any value for a message, cut short; one nested without end, or of thousands of digits, by its type alone.

    Example:
        >>> quoted("x"), quoted(10**9999)
        ("'x'", '<int>')
    """
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        return f"<{type(value).__name__}>"
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


def near(word: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """
    Offer the known words nearest to a misspelt one, best first; one with the same letters in another order is best.

    Example:
        >>> near("sasran", ["sasaran", "tujuan"])
        ('sasaran',)
    """
    words: dict[str, list[str]] = {}
    for name in known:
        words.setdefault(name.lower(), []).append(name)
    if len(words) > MOST_KNOWN or len(word) > LONGEST_MISSPELT:
        return ()
    lowered = word.lower()
    found = get_close_matches(lowered, words, n=8 * most, cutoff=0.5 if len(word) < SHORT else 0.6)
    found.sort(key=lambda match: sorted(match) != sorted(lowered))
    return tuple(name for match in found for name in words[match])[:most]


_WORDS: Final = re.compile(r"\w+")


def squeezed(text: str) -> str:
    """
    Write a text without case, blanks and marks, for wordings that differ in typing alone.

    Example:
        >>> squeezed("Rehab ilitasi TPS-3R") == squeezed("Rehabilitasi TPS 3R")
        True
    """
    return "".join(_WORDS.findall(text.casefold()))
