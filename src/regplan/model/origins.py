"""Where each record of a plan came from: a side table outside equality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import attrs

from regplan.diagnostics.finding import Where

__all__ = ["CanonicalOrigins", "NumberedOrigins", "Origins", "RowOrigins"]


class Origins(Protocol):
    """Anything that knows the place of a record."""

    def where(self, table: str, position: int) -> Where | None:
        """Return the place of the record at *position* of *table*, or None where it is not known."""


@attrs.frozen
class RowOrigins:
    """
    Places gathered while reading: for each table, file, line and column of each record.

    Attributes:
        files: The files read.
        rows: By table, one ``(file number, line, column)`` a record; None for a record made in memory.
    """

    files: tuple[str, ...]
    rows: Mapping[str, tuple[tuple[int, int, int] | None, ...]]

    def where(self, table: str, position: int) -> Where | None:
        """Look the place up."""
        rows = self.rows.get(table, ())
        row = rows[position] if position < len(rows) else None
        return Where(self.files[row[0]], line=row[1], column=row[2]) if row else None


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
