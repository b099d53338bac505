"""What a text says in declared units: one of them, thousands of it, a rate, a quotient (conventions §12)."""

from __future__ import annotations

import re
from typing import Final

import attrs

from regplan.values.unit_list import Definition, UnitKind, scales, spelled

__all__ = ["Phrase", "phrase_of"]


@attrs.frozen
class Phrase:
    """
    Declared units put together.

    Attributes:
        name: Canonical Indonesian name; it says the same phrase again.
        kind: What sort of thing it measures.
        powers: Identifiers of declared units with their powers.
        scaled: Whether a number stands before the unit.
    """

    name: str
    kind: UnitKind
    powers: tuple[tuple[str, int], ...]
    scaled: bool = False


_MEASURED: Final = frozenset({"length", "area", "volume", "mass", "technical", "money"})
_SPACE: Final = frozenset({"length", "area", "volume"})
_SCALABLE: Final = frozenset({"count", "length", "area", "volume", "mass", "technical", "compound"})
_PERSONS: Final = frozenset({"orang", "jiwa", "penduduk", "kapita", "warga"})
_SIGN: Final = re.compile(r"(/|_per_)")
_BRACKET: Final = re.compile(r"(.+?)_?\(([^()]+)\)")
_MOST_PARTS: Final = 4


def phrase_of(key: str) -> Phrase | None:
    """
    Read the key of a text as a unit.

    A declared spelling is first, so that ``orang/bulan`` is persons times months and ``desa/kelurahan`` one of the
    two. Then ``ribu ton``; ``sambungan rumah (sr)`` where both say the same; ``orang-orang``; then quotients:
    with *per*, or with a slash where it can mean nothing else.

    Args:
        key: A text in the form of :func:`regplan.values.unit_text.key`.

    Returns:
        The phrase; None where the text is no unit, or a slash could mean several things.

    Example:
        >>> phrase_of("per_1000_penduduk")
        Phrase(name='per 1.000 penduduk', kind='rate', powers=(('ribu', -1), ('penduduk', -1)), scaled=False)
        >>> phrase_of("kelurahan/tahun") is None
        True
    """
    return _one(key) or _bracketed(key) or _doubled(key) or _divided(key)


def _one(key: str) -> Phrase | None:
    """Read a declared unit, or a number in words before one."""
    if key in spelled():
        return _declared(spelled()[key])
    scale, _, rest = key.partition("_")
    one = spelled().get(rest)
    if not scale.isalpha() or scale not in scales() or one is None or one.kind not in _SCALABLE:
        return None
    before, unit = scales()[scale], _declared(one)
    return Phrase(f"{before.title} {unit.name}", unit.kind, ((before.name, 1), *unit.powers), scaled=True)


def _declared(one: Definition) -> Phrase:
    assert one.kind is not None
    return Phrase(one.title, one.kind, ((one.name, 1),))


def _bracketed(key: str) -> Phrase | None:
    """Read a unit with another spelling of it in brackets."""
    found = _BRACKET.fullmatch(key)
    if not found:
        return None
    first, second = _one(found[1]), _one(found[2])
    return first if first == second else None


def _doubled(key: str) -> Phrase | None:
    """Read the plural by doubling: ``orang-orang``."""
    first, _, second = key.partition("_")
    return _one(first) if first == second else None


def _divided(key: str) -> Phrase | None:
    """Read a quotient; *per* before a number and a unit alone is a rate of something not stated."""
    if key.startswith("per_"):
        below = _rated(key.removeprefix("per_"))
        return Phrase(f"per {below.name}", "rate", _inverse(below)) if below and below.scaled else None
    text, *rest = _SIGN.split(key)
    if not rest or len(rest) > 2 * _MOST_PARTS:
        return None
    top = _one(text)
    parts = [(sign, _rated(part)) for sign, part in zip(rest[::2], rest[1::2], strict=True)]
    if top is None or any(part is None for _, part in parts):
        return None
    known = [(sign, part) for sign, part in parts if part is not None]
    return _as_declared(top, known) or _quotient(top, known)


def _rated(text: str) -> Phrase | None:
    """Read what stands below a slash or after *per*: a number in words or digits and a counted thing, or a unit."""
    for scale, one in scales().items():
        rest = text.removeprefix(f"{scale}_")
        if rest != text and rest in spelled() and spelled()[rest].kind == "count":
            unit = _declared(spelled()[rest])
            number = f"{int(one.relation):,}".replace(",", ".")
            return Phrase(f"{number} {unit.name}", unit.kind, ((one.name, 1), *unit.powers), scaled=True)
    return _one(text)


def _as_declared(top: Phrase, below: list[tuple[str, Phrase]]) -> Phrase | None:
    """Look the parts up once more by their names: ``org/bln`` is ``orang/bulan``."""
    if any(sign != "/" for sign, _ in below):
        return None
    one = spelled().get("/".join(part.name.replace(" ", "_") for part in (top, *(part for _, part in below))))
    return _declared(one) if one else None


def _quotient(top: Phrase, below: list[tuple[str, Phrase]]) -> Phrase | None:
    if not all(_divides(top, sign, part) for sign, part in below):
        return None
    kind: UnitKind = "rate" if any(part.scaled for _, part in below) else "compound"
    powers = (*top.powers, *(power for _, part in below for power in _inverse(part)))
    return Phrase(" per ".join([top.name, *(part.name for _, part in below)]), kind, powers)


def _divides(top: Phrase, sign: str, below: Phrase) -> bool:
    """Tell whether a sign between two units can only mean a quotient."""
    if below.kind not in _MEASURED | {"time", "count"}:
        return False
    if top.kind in _MEASURED:
        return True
    if top.kind == "share":
        return below.kind == "time"
    if top.kind != "count":
        return False
    if below.kind in _SPACE or below.scaled:
        return True
    if sign == "/":
        return top.name == "kali" and below.kind == "time"
    return not (below.kind == "time" and top.name in _PERSONS)


def _inverse(phrase: Phrase) -> tuple[tuple[str, int], ...]:
    return tuple((name, -power) for name, power in phrase.powers)
