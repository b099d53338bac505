"""Templates of a mapping: text with ``{column}`` holes, filled from a row; what a filter mends is told."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from regplan.io.sheets import column_key
from regplan.model.words import LEVELS
from regplan.values.code import cleaned, parse_code
from regplan.values.marked import Place

__all__ = ["FILTERS", "MENDING", "Hole", "Template", "parse_template"]

_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_NAMED: Final = re.compile(r"\s*(?P<code>[0-9Xx][0-9Xx.]*[0-9Xx])\.?(?:\s*[-:\u2013]\s*|\s+)(?P<name>.*)", re.DOTALL)
_TAGS: Final = re.compile(r"<[^<>]*>")


def _pad(text: str) -> str:
    """Write the bidang and program numbers of a code with two digits, as ``1.3.02`` lost them."""
    parts = cleaned(text).split(".")
    return ".".join(part.zfill(2) if at in {1, 2} and part.isdigit() else part for at, part in enumerate(parts))


def _code(text: str) -> str:
    found = _NAMED.fullmatch(text)
    return found["code"] if found else cleaned(text)


def _name(text: str) -> str | None:
    found = _NAMED.fullmatch(text)
    return found["name"].strip() or None if found else text


def _level(text: str) -> str | None:
    code = parse_code(cleaned(text))
    return code.level if code and code.level in LEVELS else None


def _above(text: str) -> str | None:
    """Return the code one level above; the marker of an activity belongs to its own number."""
    code = parse_code(cleaned(text))
    if code is None or "." not in code.text:
        return None
    return ".".join(code.text.split(".")[: -2 if code.level == "activity" else -1])


FILTERS: Final[Mapping[str, Callable[[str], str | None]]] = MappingProxyType(
    {
        "clean": cleaned,
        "code": _code,
        "name": _name,
        "pad": _pad,
        "level": _level,
        "above": _above,
        "plain": lambda text: " ".join(html.unescape(_TAGS.sub(" ", text)).split()) or None,
        "day": lambda text: text[:10],
        "month": lambda text: text[:7],
        "year": lambda text: text[:4],
        "slug": lambda text: column_key(text)[:80] or None,
    }
)
"""What may stand behind a column: ``{KODE|pad|level}``."""
MENDING: Final = frozenset({"pad", "plain"})
"""Filters that change what the source says; each change is told in the loss."""


@attrs.frozen
class Hole:
    """
    One hole of a template.

    Attributes:
        kind: ``cell``, ``top`` (the row of what stands beside the lists of a JSON file), ``last`` (the id of the last record
            of a kind made from this table), ``each``, ``number`` or ``row``.
        name: Key of the column, or the word of the kind of record.
        printed: The column as the mapping writes it.
        up: How many tables above the column stands (``{^.nama}``).
        filters: What is done to the text.
    """

    kind: str
    name: str
    printed: str
    up: int = 0
    filters: tuple[str, ...] = ()


@attrs.frozen
class Template:
    """Text and holes, and where the mapping writes them."""

    parts: tuple[str | Hole, ...]
    place: Place | None = None

    @property
    def lone(self) -> Hole | None:
        """The hole, where there is nothing else."""
        return self.parts[0] if len(self.parts) == 1 and isinstance(self.parts[0], Hole) else None

    @property
    def holes(self) -> tuple[Hole, ...]:
        """The holes."""
        return tuple(part for part in self.parts if isinstance(part, Hole))


def parse_template(text: str, place: Place | None = None) -> tuple[Template, tuple[str, ...]]:
    """
    Read a template; besides, the filters in it that there are not.

    Example:
        >>> template, wrong = parse_template("{kode_opd}/{KODE|pad}")
        >>> [one.name for one in template.holes], template.parts[1], wrong
        (['kode_opd', 'kode'], '/', ())
        >>> parse_template("{^.nama|polos}")[1]
        ('polos',)
    """
    parts: list[str | Hole] = []
    wrong: list[str] = []
    at = 0
    for found in _HOLE.finditer(text):
        if found.start() > at:
            parts.append(text[at : found.start()])
        hole = _hole(found[1])
        wrong += [one for one in hole.filters if one not in FILTERS]
        parts.append(hole)
        at = found.end()
    if at < len(text) or not parts:
        parts.append(text[at:])
    return Template(tuple(parts), place), tuple(wrong)


def _hole(text: str) -> Hole:
    name, *filters = (part.strip() for part in text.split("|"))
    up = len(name) - len(name.lstrip("^"))
    name = name.lstrip("^")
    if up:
        name = name.removeprefix(".")
    if name in {"each", "number", "row"} and not up:
        return Hole(name, name, name, 0, tuple(filters))
    if name.startswith("@"):
        return Hole("last", name[1:], name, 0, tuple(filters))
    if name.startswith("/"):
        return Hole("top", column_key(name[1:]), name[1:], 0, tuple(filters))
    return Hole("cell", column_key(name), name, up, tuple(filters))
