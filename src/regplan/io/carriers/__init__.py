"""Carriers: kinds of files that hold tables, each read into sheets without any idea of what the tables mean."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from regplan.io._bytes import Found
from regplan.io.carriers.csv import read_csv
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet

__all__ = ["CARRIERS", "Carrier"]

Carrier = Callable[[bytes, Found, Intake], tuple[Sheet, ...]]
"""Reads the bytes of a file into sheets; what is wrong with the file is noted in the intake, nothing is raised."""

CARRIERS: Final[MappingProxyType[str, Carrier]] = MappingProxyType({".csv": read_csv, ".tsv": read_csv})
"""By the ending of the file's name."""
