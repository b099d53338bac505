"""Carriers: kinds of files that hold tables, each read into sheets without any idea of what the tables mean."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from regplan.io._bytes import Found
from regplan.io.carriers.csv import read_csv
from regplan.io.carriers.parquet import read_parquet
from regplan.io.carriers.workbook import WORKBOOKS, is_workbook, read_workbook
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.model.origins import FilePart

__all__ = ["CARRIERS", "Carrier"]

Carrier = Callable[[bytes, Found, Intake], tuple[Sheet, ...]]
"""Reads the bytes of a file into sheets; what is wrong with the file is noted in the intake, nothing is raised."""


def read_any(raw: bytes, found: Found, into: Intake) -> tuple[Sheet, ...]:
    """Read a file of tables by what it is: a workbook that is called .csv is read as a workbook, and that is told."""
    if is_workbook(raw):
        into.lose("guessed", FilePart(found.name).where(1), found.name, "called a text file", "read as a workbook")
        return read_workbook(raw, found, into)
    return read_csv(raw, found, into)


CARRIERS: Final[MappingProxyType[str, Carrier]] = MappingProxyType(
    {".csv": read_any, ".tsv": read_any, ".parquet": read_parquet, **dict.fromkeys(WORKBOOKS, read_workbook)}
)
"""By the ending of the file's name."""
