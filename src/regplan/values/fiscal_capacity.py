"""The class of fiscal capacity as people write it: the class, a comma, the regulation of its map."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

__all__ = ["CAPACITY_CLASSES", "CapacityClass", "FiscalCapacity", "read_fiscal_capacity"]

CapacityClass: TypeAlias = Literal["very_high", "high", "medium", "low", "very_low"]

CAPACITY_CLASSES: Final[MappingProxyType[str, CapacityClass]] = MappingProxyType(
    {
        "sangat tinggi": "very_high",
        "tinggi": "high",
        "sedang": "medium",
        "rendah": "low",
        "sangat rendah": "very_low",
        "very high": "very_high",
        "high": "high",
        "medium": "medium",
        "low": "low",
        "very low": "very_low",
    }
)
"""The class by its word, in Indonesian and English."""

_MAP: Final = re.compile(r"\d+\s*/.*\d{4}|\d+.*\b(?:tahun\s+)?\d{4}", re.IGNORECASE)


@attrs.frozen
class FiscalCapacity:
    """
    A class of fiscal capacity (*kapasitas fiskal daerah*) in one fiscal year.

    Attributes:
        name: The class; None where the text has none that is known.
        map: The regulation whose map prints the class, as written; None where it is not said.
    """

    name: CapacityClass | None
    map: str | None

    @property
    def is_sourced(self) -> bool:
        """Whether the regulation of the map is told with number and year."""
        return self.map is not None and _MAP.search(self.map) is not None


@lru_cache(maxsize=1024)
def read_fiscal_capacity(text: str) -> FiscalCapacity:
    """
    Read a class and its map; nothing is guessed from either.

    Source: regulations §3.4 DEF-13 (PMK 65/2024 and the maps of its years).

    Example:
        >>> read_fiscal_capacity("Sangat Rendah, PMK 97/2025")
        FiscalCapacity(name='very_low', map='PMK 97/2025')
        >>> read_fiscal_capacity("tinggi").is_sourced, read_fiscal_capacity("kaya").name
        (False, None)
    """
    word, _, told = text.partition(",")
    name = CAPACITY_CLASSES.get(" ".join(word.replace("_", " ").lower().split()))
    return FiscalCapacity(name, told.strip() or None)
