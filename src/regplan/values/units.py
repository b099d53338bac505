"""Units of measurement (*satuan*): what a text says, what it counts, how many of its dimension one is (conventions §12)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

import attrs

from regplan.values.text import near
from regplan.values.unit_list import UnitKind, definition_lines, definitions, spelled
from regplan.values.unit_phrase import phrase_of
from regplan.values.unit_text import LONGEST_UNIT, key, unmangled, without_number

if TYPE_CHECKING:
    from pint import UnitRegistry

__all__ = ["Unit", "find_unit", "near_units", "number_of_definitions"]

_MOST_TEXTS: Final = 16_384
_POWERS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@attrs.frozen
class Unit:
    """
    A unit of measurement (*satuan*): the column of that name beside each indicator (Permendagri 86/2017, T-C.27, E.81).

    Two units are equal when they are the same unit, however they are written. Equal dimensions say that numbers can
    be expressed in each other, not that their sum means something: shares of different wholes have one dimension.

    Attributes:
        text: As it was written; no part of equality.
        name: Canonical Indonesian name; :func:`find_unit` reads it as the same unit.
        kind: What sort of thing it measures.
        dimension: What is measured, in words: ``dokumen``, ``panjang²``, ``massa/panjang²``.
        factor: How many base units of its dimension one is, exact.
    """

    text: str = attrs.field(eq=False)
    name: str
    kind: UnitKind
    dimension: str
    factor: Fraction

    @property
    def is_countable(self) -> bool:
        """
        Whether only whole, not negative numbers of it exist (TGT-04): single things.

        Thousands and dozens of things are not: 12,5 ribu orang are whole persons.
        """
        return self.kind == "count" and self.factor == 1

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole; 1 is the whole, so a value times ``factor`` lies within 0 and 1 (TGT-04)."""
        return self.kind == "share"

    @property
    def is_number(self) -> bool:
        """Whether values are numbers at all; grades (*predikat*, *opini*) are not."""
        return self.kind != "grade"

    @property
    def has_sum(self) -> bool:
        """Whether adding values can mean something: places on a scale (*skor*, *predikat*) have no sum."""
        return self.kind not in {"grade", "score"}


@functools.lru_cache(maxsize=_MOST_TEXTS)
def find_unit(text: str) -> Unit | None:
    """
    Find the unit a text says.

    Case, blanks, dots, superscripts and the declared spellings make no difference. A slash is a product or "one of
    the two" where that is declared (``orang/bulan``, ``desa/kelurahan``), a quotient where it can be nothing else
    (``ton/ha``), else the text says no unit; *per* is always a quotient. Misspelt words are not mended.

    Args:
        text: The unit as a plan writes it.

    Returns:
        The unit, or None: then :func:`near_units` may have an offer.

    Example:
        >>> find_unit("Dok.").name, find_unit("M³/Hari").dimension, find_unit("Juta Rupiah").factor
        ('dokumen', 'panjang³/waktu', Fraction(1000000, 1))
        >>> find_unit("OB") == find_unit("Orang / Bulan"), find_unit("Dokuman")
        (True, None)
    """
    if len(text) > LONGEST_UNIT:
        return None
    phrase = phrase_of(key(text))
    if phrase is None:
        return None
    dimension, factor = _measured(phrase.powers)
    return Unit(text, phrase.name, phrase.kind, dimension, factor)


def near_units(text: str, *, most: int = 3) -> tuple[str, ...]:
    """
    Offer the units a text that says none may mean, best first; none for a text that says one.

    Example:
        >>> near_units("Dokuman")[0], near_units("MÂ³/Hari"), near_units("11 Desa"), near_units("0")
        ('dokumen', ('meter kubik per hari',), ('desa',), ())
        >>> near_units("Kelurahan/Tahun")
        ('kelurahan per tahun', 'kelurahan', 'tahun')
    """
    if len(text) > LONGEST_UNIT or find_unit(text) is not None:
        return ()
    for meant in _meant(text):
        names = [unit.name for again in meant if (unit := find_unit(again)) is not None]
        if names:
            return tuple(dict.fromkeys(names))[:most]
    found = near(key(text).replace("_", " "), _offers(), most=2 * most)
    return tuple(dict.fromkeys(_offers()[spelling] for spelling in found))[:most]


def number_of_definitions() -> int:
    """Return how many units are declared; thousands, rates and quotients of them are not counted."""
    return len(definitions())


def _meant(text: str) -> Iterator[list[str]]:
    """Give the texts that may be meant: the mangled one read again, the one without its number, the parts of a slash."""
    yield [again for again in (unmangled(text), without_number(text)) if again]
    if "/" in text:
        yield [text.replace("/", " per "), *text.split("/")]


@functools.cache
def _offers() -> Mapping[str, str]:
    """Return what near matches are sought among: every spelling of two letters or more, and the name it stands for."""
    return {text.replace("_", " "): one.title for text, one in spelled().items() if len(text) > 1}


@functools.lru_cache(maxsize=_MOST_TEXTS)
def _measured(powers: tuple[tuple[str, int], ...]) -> tuple[str, Fraction]:
    """Ask pint, once for each distinct unit, for its dimension and how many base units one is."""
    registry = _registry()
    unit = registry.parse_units(" * ".join(f"{name} ** {power}" for name, power in powers))
    factor, _ = registry.get_root_units(unit)
    powers_of = {str(name): int(cast("Fraction", power)) for name, power in unit.dimensionality.items()}
    return _told(powers_of), Fraction(cast("Fraction", factor))


@functools.cache
def _registry() -> UnitRegistry[Fraction]:
    """Build the one registry, when the first unit is asked for: exact numbers, our own definitions and no others."""
    from pint import UnitRegistry  # noqa: PLC0415 - heavy, and only needed where a unit is

    return UnitRegistry(definition_lines(), non_int_type=Fraction)


def _told(powers: Mapping[str, int]) -> str:
    """Write a dimension in words: ``massa/panjang²``."""
    above = "·".join(_power(name, power) for name, power in sorted(powers.items()) if power > 0)
    below = "".join("/" + _power(name, -power) for name, power in sorted(powers.items()) if power < 0)
    return (above or "1") + below


def _power(name: str, power: int) -> str:
    word = name.strip("[]").replace("_", " ")
    return word if power == 1 else word + str(power).translate(_POWERS)
