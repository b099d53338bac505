"""The declared units, read from ``units.txt``, the definition file in the form of pint (conventions §12)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

import attrs

__all__ = ["KINDS", "Definition", "UnitKind", "definition_lines", "definitions", "scales", "spelled"]

UnitKind = Literal[
    "count",
    "share",
    "points",
    "rate",
    "ratio",
    "score",
    "grade",
    "money",
    "time",
    "length",
    "area",
    "volume",
    "mass",
    "technical",
    "compound",
]
"""What sort of thing a unit measures."""

KINDS: Final = cast("tuple[UnitKind, ...]", get_args(UnitKind))
_SCALE: Final = "scale"


@attrs.frozen
class Definition:
    """
    One line of the definition file.

    Attributes:
        name: Identifier, as pint knows it.
        kind: Its group; None for a number before a unit (``ribu``).
        relation: What one of it is, as pint reads it.
        spellings: Other ways to write it, in the form of :func:`regplan.values.unit_text.key`.
    """

    name: str
    kind: UnitKind | None
    relation: str
    spellings: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name with blanks, as it is shown."""
        return self.name.replace("_", " ")


def definition_lines() -> tuple[str, ...]:
    """
    Return what pint is told: names and relations, without groups and spellings.

    Spellings are looked up here, before pint is asked: it takes none with a slash or a digit in front (0.26).
    """
    return tuple(f"{one.name} = {one.relation}" for one in _all())


@functools.cache
def definitions() -> tuple[Definition, ...]:
    """
    Return the declared units in the order of the file, without the numbers before a unit.

    Example:
        >>> [one.name for one in definitions() if one.kind == "ratio"]
        ['rasio']
    """
    return tuple(one for one in _all() if one.kind is not None)


@functools.cache
def scales() -> Mapping[str, Definition]:
    """Return the numbers that may stand before a unit, by every spelling."""
    return _by_spelling(one for one in _all() if one.kind is None)


@functools.cache
def spelled() -> Mapping[str, Definition]:
    """
    Return the declared units by their name and by every spelling.

    Example:
        >>> spelled()["dok"].name
        'dokumen'
    """
    return _by_spelling(definitions())


def _by_spelling(declared: Iterator[Definition] | tuple[Definition, ...]) -> Mapping[str, Definition]:
    return MappingProxyType({text: one for one in declared for text in (one.name, *one.spellings)})


@functools.cache
def _all() -> tuple[Definition, ...]:
    file = resources.files("regplan.values") / "units.txt"
    return tuple(_read(file.read_text(encoding="utf-8").splitlines()))


def _read(lines: list[str]) -> Iterator[Definition]:
    group = ""
    for line in lines:
        text = line.partition("#")[0].strip()
        if text.startswith("@"):
            group = text.removeprefix("@group ")
        elif text:
            name, relation, *spellings = (part.strip() for part in text.split("="))
            kind = None if group == _SCALE else cast("UnitKind", group)
            yield Definition(name, kind, relation, tuple(spellings))
