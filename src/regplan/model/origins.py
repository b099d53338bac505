"""Where each record of a plan came from: a side table outside equality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

import attrs

from regplan.diagnostics.finding import Where

__all__ = ["CanonicalOrigins", "FilePart", "NumberedOrigins", "Origins", "Places", "RowOrigins", "letters_of"]


class Origins(Protocol):
    """Anything that knows the place of a record."""

    def where(self, table: str, position: int) -> Where | None:
        """Return the place of the record at *position* of *table*, or None where it is not known."""


@attrs.frozen
class FilePart:
    """
    A file, or one table of it, and how its places are written.

    Attributes:
        file: The file, as it is shown.
        table: The sheet of a workbook, or the list of a JSON file; None for the file as a whole.
        style: ``text`` has lines and columns (of a CSV file: the number of the field), ``cells`` rows and columns of a
            sheet, ``items`` the number of an item in a list.

    Example:
        >>> str(FilePart("rkpd.xlsx", "Tabel 5", "cells").where(12, 28)), str(FilePart("renja.json", "data", "items").where(7))
        ('rkpd.xlsx › Tabel 5!AB12', 'renja.json › data[7]')
    """

    file: str
    table: str | None = None
    style: Literal["text", "cells", "items"] = "text"

    def where(self, row: int, column: int | None = None) -> Where:
        """Write a place; rows and columns count from 1."""
        if self.style == "text":
            return Where(self.file, line=row, column=column)
        if self.style == "items":
            return Where(self.file, cell=f"{self.table or ''}[{row}]", line=None)
        return Where(self.file, sheet=self.table, cell=f"{letters_of(column) if column else 'A'}{row}")


def letters_of(column: int) -> str:
    """
    Name a column, from 1, as spreadsheets do.

    Example:
        >>> letters_of(1), letters_of(28)
        ('A', 'AB')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@attrs.define
class Places:
    """
    The places of the records of a table, as columns: an object for each would cost as much as the record.

    Attributes:
        parts: Of each record the number of its file or table; -1 for one that was made in memory.
        rows: Its row there, from 1.
        columns: Its column, from 1.
    """

    parts: list[int] = attrs.field(factory=list)
    rows: list[int] = attrs.field(factory=list)
    columns: list[int] = attrs.field(factory=list)

    def add(self, parts: Sequence[int], rows: Sequence[int], columns: Sequence[int]) -> None:
        """Add the places of more records."""
        self.parts += parts
        self.rows += rows
        self.columns += columns


@attrs.frozen
class RowOrigins:
    """
    Places gathered while reading: for each table, file, line and column of each record.

    Attributes:
        parts: The files read, and their tables.
        places: By table, the place of each record.
    """

    parts: tuple[FilePart, ...]
    places: Mapping[str, Places]

    def where(self, table: str, position: int) -> Where | None:
        """Look the place up."""
        places = self.places.get(table)
        if places is None or position >= len(places.parts) or places.parts[position] < 0:
            return None
        return self.parts[places.parts[position]].where(places.rows[position], places.columns[position])


@attrs.frozen
class NumberedOrigins:
    """
    Places of records that came as rows: for each table, the number of each row, 1 the first that was given.

    Attributes:
        name: What the caller calls the rows.
        rows: By table, one number a record.
    """

    name: str | None
    rows: Mapping[str, tuple[int, ...]]

    def where(self, table: str, position: int) -> Where | None:
        """Look the number up."""
        rows = self.rows.get(table, ())
        return Where(self.name, row=rows[position]) if position < len(rows) else None


@attrs.frozen
class CanonicalOrigins:
    """
    Places in a canonical file, where record *n* of a table stands *n* lines below the table's key.

    Attributes:
        file: The file.
        first_lines: By table, the line of its first record.
    """

    file: str
    first_lines: Mapping[str, int]

    def where(self, table: str, position: int) -> Where | None:
        """Count the line."""
        first = self.first_lines.get(table)
        return Where(self.file, line=first + position, column=1) if first else None
