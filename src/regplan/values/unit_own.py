"""Units that a plan declares for itself, beside the list of regplan (conventions §12)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from regplan.values.unit_text import LONGEST_UNIT, key
from regplan.values.units import Unit, find_unit

__all__ = ["NO_OWN_UNITS", "OwnFault", "OwnUnits", "own_units"]

OwnFault: TypeAlias = Literal["known", "twice", "no-name", "no-definition"]
"""The name says another unit already; it is declared twice; it is no name; what it is defined as is no unit."""

_COUNTED: Final = frozenset({"hitungan", "dihitung", "counted"})
_AMOUNT: Final = re.compile(r"(?:(\d{1,12})(?:/(\d{1,12})|[.,](\d{1,2}))?\s+)?(\S.*)", re.ASCII | re.DOTALL)


@attrs.frozen
class OwnUnits:
    """
    The units of one plan, besides those of the list.

    Attributes:
        units: By the key of their text.
        faults: Names that were declared and are not taken, with what is wrong.
    """

    units: Mapping[str, Unit]
    faults: tuple[tuple[str, str, OwnFault], ...] = ()

    def find(self, text: str) -> Unit | None:
        """Find the unit a text says: on the list, else among those the plan declares."""
        known = find_unit(text)
        if known is not None or not self.units or len(text) > LONGEST_UNIT:
            return known
        own = self.units.get(key(text))
        return None if own is None else attrs.evolve(own, text=text)


NO_OWN_UNITS: Final = OwnUnits({})


def own_units(declared: Mapping[str, object]) -> OwnUnits:
    """
    Read the units a plan declares.

    Each is *hitungan* (``counted``): a thing that is counted, a dimension of its own; or so many of another unit, which
    is known or declared: ``20 lembar``, ``1/12 lusin``, ``0,5 kg``, ``lembar`` for another word of it.

    Args:
        declared: By name, what one of it is.

    Returns:
        The units that can be taken, and what is wrong with the others.

    Example:
        >>> own = own_units({"nasabah": "hitungan", "bundel": "50 lembar", "rapot": "dokumen", "orang": "hitungan"})
        >>> own.find("Nasabah").dimension, own.find("bundel").factor, own.find("rapot").name, own.faults
        ('nasabah', Fraction(50, 1), 'dokumen', (('orang', 'hitungan', 'known'),))
    """
    found: dict[str, Unit] = {}
    faults: list[tuple[str, str, OwnFault]] = []
    left = {name: str(told) for name, told in declared.items()}
    for name in list(left):
        fault = _fault(name, [*declared])
        if fault:
            faults.append((name, left.pop(name), fault))
    while read := {
        name: unit for name, told in left.items() if (unit := _read(name, told, OwnUnits(found))) is not None
    }:
        found |= {key(name): unit for name, unit in read.items()}
        left = {name: told for name, told in left.items() if name not in read}
    return OwnUnits(found, (*faults, *((name, told, "no-definition") for name, told in left.items())))


def _fault(name: str, names: list[str]) -> OwnFault | None:
    if not any(map(str.isalpha, name)) or len(name) > LONGEST_UNIT:
        return "no-name"
    if find_unit(name) is not None:
        return "known"
    return "twice" if [key(one) for one in names].count(key(name)) > 1 else None


def _read(name: str, told: str, known: OwnUnits) -> Unit | None:
    """Read one definition; None where it says no unit that is known so far."""
    if told.strip().casefold() in _COUNTED:
        return Unit(name, name, "count", key(name).replace("_", " "), Fraction(1))
    said = _AMOUNT.fullmatch(told.strip())
    base = known.find(said[4]) if said else None
    if said is None or base is None or not base.is_number:
        return None
    if said[1] is None:
        return attrs.evolve(base, text=name)
    number = Fraction(f"{said[1]}.{said[3]}") if said[3] else Fraction(int(said[1]), int(said[2] or 1) or 1)
    return attrs.evolve(base, text=name, name=name, factor=number * base.factor) if number and said[2] != "0" else None
