"""The words and signs in target cells: bounds, "not available", words of programs, dates, what replaces what."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import Final, Literal

__all__ = [
    "ARTEFACT",
    "AT_LEAST_AFTER",
    "AT_MOST_AFTER",
    "BOUNDS",
    "BROKEN",
    "DASHED",
    "DATE",
    "FORMULA",
    "MISSING",
    "MONTH",
    "NIL",
    "ROUGHLY",
    "SCALED",
    "SPELT_OUT",
    "YEAR",
    "ZERO",
    "tidy",
]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


ARTEFACT: Final = _words(
    r"(?:#(?:ref|n/a|div/0|value|name\??|num|null|spill|calc)!?"
    r"|(?:(?:undefined|none|null|nan|nat|[-+]?inf(?:inity)?|true|false|\[object object\])\s*)+)"
)
"""What a program writes where it has lost or never had a value; no source prints it."""
FORMULA: Final = _words(r"=(?![<>])|[+@-][a-z]{2,}\(")
MISSING: Final = _words(
    r"-? ?(?:data )?(?:tidak|tdk|belum) (?:tersedia|ada data|diisi|dihitung|dinilai|diukur|dievaluasi|rilis|terbit"
    r"|ditetapkan|ditargetkan|dapat dihitung|ada target)"
    r"|data (?:tidak|tdk|belum) ada|belum ada|kosong|not (?:yet )?available|no data"
    r"|-+|_+|\.{2,}|\u2026|n/?a|n\. ?a\.?|tbd|tba"
)
"""The source says that there is no value."""
DASHED: Final = _words(r"- ?(?P<words>[^\W\d-][^\d]*|%)")
"""A dash with words behind it: no value and a unit (``- Unit``), or a line of a list."""
NIL: Final = _words(r"nihil|nil")
ZERO: Final = _words(r"nol|zero")
BROKEN: Final = re.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf\u2018-\u201d\u0152-\u0178]|\u00e2\u20ac")
"""Text that was read in a wrong encoding."""
SCALED: Final = _words(r"(?:ribu|rb|juta|jt|mil[iy]ar|trili?[uy]n|m\b|t\b|thousand|million|billion|trillion)")
"""A word behind an amount that makes it thousands or millions, so that three digits can be a fraction."""
SPELT_OUT: Final = _words(
    r"^\((?:(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|se(?:puluh|belas|ratus|ribu|juta)"
    r"|puluh|belas|ratus|ribu|juta|mil[iy]ar|koma)\s*)+\)"
)
"""A number repeated in words behind its digits: ``12 (dua belas) dokumen``."""
ROUGHLY: Final = _words(
    r"(?:\+/-|\u00b1|~|\u2248|sekitar|kurang lebih|lebih kurang|kira-kira|about|approx\.?|circa|ca\.)\s*"
)
DATE: Final = _words(
    r"(?<![\d.,])(?:\d{1,2}(?P<a>[/.-])\d{1,2}(?P=a)\d{4}|\d{4}(?P<b>[/.-])\d{1,2}(?P=b)\d{1,2}|\d{1,2}/\d{1,2}/\d{2})(?![\d.,])"
    r"|(?<![\d:])\d{1,2}:\d\d:\d\d(?![\d:])|\b(?:pukul|jam) \d"
)
YEAR: Final = _words(r"\b(?:tahun|thn?\.?|ta|t\.a\.|year|fy) ?(?:19|20)\d\d\b")
MONTH: Final = _words(
    r"\b(?:januari|january|jan|[fp]ebruari|february|feb|maret|march|mar|april|apr|mei|may|juni|june|jun|juli|july|jul"
    r"|agustus|august|agu|agt|ags|aug|september|sept|sep|oktober|october|okt|oct|november|nopember|nov|nop"
    r"|desember|december|des|dec)\b"
)
AT_LEAST_AFTER: Final = _words(r"(?:^| )(?:ke ?atas|atau lebih|or more|at least)$|^\+$")
AT_MOST_AFTER: Final = _words(r"(?:^| )(?:ke ?bawah|atau kurang|or less|at most)$")
BOUNDS: Final[tuple[tuple[re.Pattern[str], Literal["<=", "<", ">=", ">"]], ...]] = (
    (
        _words(r"(?:<=|=<|\u2264|\u2a7d|(?:kurang dari|lebih kecil)(?: atau)? sama dengan|less than or equal to) ?"),
        "<=",
    ),
    (_words(r"(?:>=|=>|\u2265|\u2a7e|lebih (?:dari|besar)(?: atau)? sama dengan|greater than or equal to) ?"), ">="),
    (_words(r"(?:minimal|minimum|min\b\.?|paling (?:sedikit|kurang|rendah)|sekurang-kurangnya|at least) ?"), ">="),
    (_words(r"(?:maksimal|maksimum|maximum|maks\b\.?|max\b\.?|paling (?:banyak|lama|tinggi|lambat)) ?"), "<="),
    (_words(r"(?:setinggi-tingginya|sebanyak-banyaknya|at most) ?"), "<="),
    (_words(r"(?:<|kurang dari|lebih kecil dari|di ?bawah|less than|below) ?"), "<"),
    (_words(r"(?:>|lebih (?:besar )?dari|di ?atas|more than|greater than|above) ?"), ">"),
)
"""Words and signs before a number that make it a bound; the longer ones first."""

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SIGNS: Final = MappingProxyType({ord(dash): "-" for dash in _DASHES})
_THIN: Final = re.compile("(?<=\\d)[\u00a0\u2007\u2009\u202f](?=\\d{3}(?!\\d))", re.ASCII)


def tidy(text: str) -> str:
    r"""
    Write all dashes one way and all blanks one way; a thin or no-break blank between thousands becomes ``'``.

    Example:
        >>> tidy("1\u00a0234\u20131\u00a0300 \u00a0m"), tidy("80<br/>90")
        ("1'234-1'300 m", '80\n90')
    """
    if "<" in text:
        text = re.sub(r"<br ?/?>", "\n", text, flags=re.IGNORECASE)
    if not text.isascii():
        text = _THIN.sub("'", text).translate(_SIGNS)
        text = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text)
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return re.sub(r"[ \t]+", " ", text)
