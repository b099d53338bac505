"""What a typed cell looks like, before it is decided what it says: the grammar of target cells (conventions §11)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import attrs

from regplan.values.cell_words import (
    ARTEFACT,
    AT_LEAST_AFTER,
    AT_MOST_AFTER,
    BOUNDS,
    BROKEN,
    DASHED,
    DATE,
    FORMULA,
    MISSING,
    MONTH,
    NIL,
    ROUGHLY,
    SCALED,
    SPELT_OUT,
    YEAR,
    ZERO,
    tidy,
)
from regplan.values.numeral import Numeral
from regplan.values.scale import scales_with

__all__ = ["Fault", "Form", "Shape", "shape_of"]

Form: TypeAlias = Literal[
    "empty", "missing", "words", "number", "bound", "range", "colon", "double", "slash", "several", "unread"
]
Fault: TypeAlias = Literal[
    "empty",
    "artefact",
    "formula",
    "mojibake",
    "date",
    "year",
    "exponent",
    "approximate",
    "marks",
    "mixed-marks",
    "magnitude",
    "malformed",
    "colon",
    "slash",
    "scale",
    "off-scale",
    "sign",
    "blank",
    "dash",
    "open-end",
    "nil",
    "grades",
    "repeated",
    "ratios",
    "unread",
]
"""Why a cell has no value, or what is doubtful in it."""


@attrs.frozen
class Shape:
    """
    The form of one cell or line.

    Attributes:
        form: What it looks like.
        numerals: Its typed numbers.
        unit: The unit written in it.
        sign: The sign of a bound.
        words: Its words, where it is words or says that there is no value.
        fault: What its form alone makes doubtful.
        parts: The values of a cell with several.
    """

    form: Form
    numerals: tuple[Numeral, ...] = ()
    unit: str | None = None
    sign: Literal["<=", "<", ">=", ">"] | None = None
    words: str = ""
    fault: Fault | None = None
    parts: tuple[Shape, ...] = ()

    @property
    def leaves(self) -> tuple[Shape, ...]:
        """The shapes of single values, in the order of the source."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) if self.parts else (self,)


LONGEST: Final = 300
"""No single target has a longer line with digits in it; the grammar is not asked about such lines."""

_N: Final = r"(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,']\d+)*|[.,]\d+)"
_PAY: Final = r"(?:(?:rp\.?|idr|usd|us\$|\$) ?)?"
_TO: Final = r"(?:-|s\. ?d\.?|s ?/ ?d\.?|(?-i:sd)|sampai dengan|sampai|hingga|to|until)"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_NUMBER: Final = _form(
    rf"(?P<pay>{_PAY})(?P<minus>minus |[-+] ?)?(?P<pay2>{_PAY})(?P<a>{_N})(?P<exp>e[-+]?\d+)?(?P<sen>,-)?(?P<rest>\D.*|)"
)
_RANGE: Final = _form(
    rf"(?P<pay>{_PAY})(?P<m>-?)(?P<a>{_N})(?P<u>[^\d<>=:;&/]*?) ?{_TO} ?{_PAY}(?P<n>-?)(?P<b>{_N})(?P<rest>\D.*|)"
)
_COLON: Final = _form(rf"(?P<m>)(?P<n>)(?P<a>{_N})(?P<u> ?%?) ?: ?(?P<b>{_N})(?P<rest>\D.*|)")
_SLASH: Final = _form(rf"(?P<m>)(?P<n>)(?P<a>{_N})(?P<u>) ?/ ?(?P<b>{_N})(?P<rest>\D.*|)")
_DOUBLE: Final = _form(rf"({_N}) ?: ?({_N}) ?: ?({_N}) ?: ?({_N})")
_NOTED: Final = _form(r"([^()]+?) ?\(([^()]+)\)")
_UNIT: Final = re.compile(r"(?:[^\W\d]|[%‰°(/³²½\"'])(?:[^\d<>=:;&]|(?<=[^\W\d])\d)*")
_PER: Final = _form(r"(?:(?:per|setiap|tiap) ?\d[\d.]*|/ ?1[.,]?00[.,0]*)(?: [^\d<>=:;&]+)?")


@lru_cache(maxsize=65536)
def shape_of(text: str) -> Shape:
    r"""
    Tell what a cell looks like; every text has a shape.

    Example:
        >>> shape_of("4.43-4.47").form, shape_of("1 : 30").form, shape_of("40.231 Peserta").unit
        ('range', 'colon', 'Peserta')
        >>> [leaf.form for leaf in shape_of("-\n\n75 %").leaves]
        ['missing', 'number']
    """
    lines = [line for line in map(str.strip, tidy(text).splitlines()) if line]
    if not lines:
        return Shape("empty", fault="empty")
    parts = tuple(_line(line) for line in lines)
    if len(parts) == 1:
        return parts[0]
    if any(_is_plain(part) for part in parts):
        whole = _line(" ".join(lines))
        if whole.form != "unread":
            return whole
    return Shape("several", parts=parts)


def _is_plain(shape: Shape) -> bool:
    return shape.form == "words" and not scales_with(shape.words)


def _line(line: str) -> Shape:
    """Tell what one line looks like."""
    if ARTEFACT.fullmatch(line):
        return Shape("unread", fault="artefact")
    if FORMULA.match(line):
        return Shape("unread", fault="formula")
    if MISSING.fullmatch(line):
        return Shape("missing", words=line)
    if scales_with(line):
        return Shape("words", words=line)
    if not any(sign.isdecimal() for sign in line):
        return _wordy(line)
    if len(line) > LONGEST:
        return Shape("unread", fault="unread")
    if YEAR.search(line):
        return Shape("unread", fault="year")
    if DATE.search(line) or MONTH.search(line):
        return Shape("unread", fault="date")
    return _noted(line) or _numeric(line) or _separated(line) or Shape("unread", fault="unread")


def _wordy(line: str) -> Shape:
    if BROKEN.search(line):
        return Shape("unread", fault="mojibake")
    dashed = DASHED.fullmatch(line)
    if dashed:
        return Shape("missing", words="-", unit=dashed["words"], fault=None if dashed["words"] == "%" else "dash")
    if NIL.fullmatch(line):
        return Shape("missing", words=line, fault="nil")
    if ZERO.fullmatch(line):
        return Shape("number", (Numeral("0"),))
    grades = re.split(r" ?(?:[-/,;]|s\.?d\.?|\bdan\b) ?", line)
    if len(grades) > 1 and all(scales_with(grade) for grade in grades):
        return Shape("several", parts=tuple(Shape("words", words=grade) for grade in grades), fault="grades")
    meant = sum(sign.isalpha() for sign in line) > 1
    return Shape("words", words=line) if meant else Shape("unread", fault="unread")


def _numeric(line: str) -> Shape | None:
    """Tell which form of numbers a line has, if any."""
    roughly = ROUGHLY.match(line)
    if roughly:
        found = _number(line[roughly.end() :])
        return attrs.evolve(found, fault="approximate") if found else None
    for words, sign in BOUNDS:
        found_words = words.match(line)
        if found_words:
            return _bound(line[found_words.end() :], sign, said="min" if found_words[0].strip(". ") == "min" else "")
    return _double(line) or _number(line) or _bracketed(line) or _pair(line)


def _bound(rest: str, sign: Literal["<=", "<", ">=", ">"], *, said: str) -> Shape | None:
    """Read the number of a bound; ``min 5`` can be a bound or minus five."""
    found = _number(rest)
    if found is None or found.form != "number":
        return None
    return attrs.evolve(found, form="bound", sign=sign, fault="sign" if said else found.fault)


def _number(line: str) -> Shape | None:
    """Read one number with its unit."""
    found = _NUMBER.fullmatch(line)
    if not found:
        return None
    rest, minus = found["rest"].strip(), found["minus"] or ""
    pay = (found["pay"] or found["pay2"]).strip()
    unit, sign = _unit_after(rest.removesuffix("-").rstrip() if rest.endswith("-") else rest)
    if unit is None:
        return None
    fault: Fault | None = "open-end" if rest.endswith("-") else None
    if " " in found["a"] and found["a"].count(" ") == 1 and not re.search(r"[.,]", found["a"]):
        fault = "blank"
    if minus.strip() in {"-", "+"} and minus.endswith(" "):
        fault = "sign"
    if found["exp"]:
        fault = "exponent"
    money = bool(pay.lower().startswith(("rp", "idr")) or found["sen"]) and not SCALED.match(unit)
    numeral = _numeral(found["a"] + (found["exp"] or ""), minus.strip().lower() in {"-", "minus"}, money=money)
    written = " ".join(filter(None, (pay, unit)))
    broken = fault or ("mojibake" if BROKEN.search(written) else None)
    return Shape("bound" if sign else "number", (numeral,), written or None, sign, fault=broken)


def _unit_after(rest: str) -> tuple[str | None, Literal["<=", ">="] | None]:
    """Read what stands behind a number: a unit, or words that make it a bound; None where it is neither."""
    rest = SPELT_OUT.sub("", rest).strip()
    for words, sign in ((AT_LEAST_AFTER, ">="), (AT_MOST_AFTER, "<=")):
        found = words.search(rest)
        if found:
            unit, _ = _unit_after(rest[: found.start()].strip())
            return unit, ">=" if sign == ">=" else "<="
    if not rest or _UNIT.fullmatch(rest) or _PER.fullmatch(rest):
        return rest, None
    return None, None


def _numeral(text: str, negative: bool, *, money: bool = False) -> Numeral:  # noqa: FBT001 - private
    return Numeral(text.replace(" ", "'"), negative, money)


def _bracketed(line: str) -> Shape | None:
    """Read a number in brackets: negative to an accountant, a note to others."""
    if not (line.startswith("(") and line.endswith(")")):
        return None
    found = _number(line[1:-1])
    return attrs.evolve(found, fault="sign") if found and found.form == "number" else None


def _double(line: str) -> Shape | None:
    found = _DOUBLE.fullmatch(line)
    return Shape("double", tuple(_numeral(one, negative=False) for one in found.groups())) if found else None


def _pair(line: str) -> Shape | None:
    """Read two numbers with a sign between them."""
    line = re.sub(r"^antara (.*?) dan ", r"\1 - ", line, flags=re.IGNORECASE)
    forms: tuple[tuple[re.Pattern[str], Form], ...] = ((_RANGE, "range"), (_COLON, "colon"), (_SLASH, "slash"))
    for pattern, form in forms:
        found = pattern.fullmatch(line)
        if not found:
            continue
        unit, sign = _unit_after(found["rest"].strip())
        inner = found["u"].strip()
        if unit is None or sign or (inner and unit and inner.casefold() != unit.casefold()):
            return None
        if inner and not _UNIT.fullmatch(inner):
            return None
        pay = found["pay"].strip() if form == "range" else ""
        money = bool(pay) and not SCALED.match(unit)
        numerals = tuple(
            _numeral(found[at], found[minus] == "-", money=money) for at, minus in (("a", "m"), ("b", "n"))
        )
        if form == "range" and any(re.fullmatch(r"0\d+", one.text) for one in numerals):
            return Shape("unread", fault="date")
        return Shape(form, numerals, " ".join(filter(None, (pay, unit or inner))) or None)
    return None


def _noted(line: str) -> Shape | None:
    """Read a number with its grade in brackets, or the other way round: one thing said twice."""
    found = _NOTED.fullmatch(line)
    if not found:
        return None
    first, second = (Shape("words", words=one) if scales_with(one) else _number(one) for one in found.groups())
    if first is None or second is None or first.form == second.form:
        return None
    return Shape("several", parts=(first, second))


def _separated(line: str) -> Shape | None:
    """Read several values on one line, each with its own unit."""
    pieces = re.split(r" ?(?:[;&]|\bdan\b|\band\b) ?", line)
    parts = [_number(piece) for piece in pieces if piece]
    found = tuple(part for part in parts if part is not None)
    return Shape("several", parts=found) if len(found) == len(parts) > 1 else None
