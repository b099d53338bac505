"""CSV files to sheets: every cell is text as it stands."""

from __future__ import annotations

import csv
import io
from typing import Final

from regplan.io._bytes import Found, as_text
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.model.origins import FilePart
from regplan.model.rows import RowReader

__all__ = ["read_csv"]

_DELIMITERS: Final = ",;\t|"


def read_csv(raw: bytes, found: Found, into: Intake) -> tuple[Sheet, ...]:
    """Read a CSV file; the mark between fields is the one of ``, ; tab |`` that parts the first line most often."""
    reader = RowReader(file=found.name)
    text = as_text(raw, found, reader)
    into.findings += reader.findings
    if text is None:
        return ()
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    grid: list[list[str]] = []
    numbers: list[int] = []
    line = 1
    try:
        for row in lines:
            grid.append(row)
            numbers.append(line)
            line = lines.line_num + 1
    except csv.Error as error:
        into.problem("FILE-19", FilePart(found.name).where(line), path=found.name, got=str(error))
        return ()
    return (Sheet(FilePart(found.name), grid, numbers),)
