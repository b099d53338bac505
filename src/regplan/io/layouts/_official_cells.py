"""The cells of the rows of an official table, by what they hold."""

from __future__ import annotations

import re
from typing import Final

import attrs

from regplan.io.cells import line_of
from regplan.io.layouts._official_columns import Column
from regplan.io.layouts._official_facts import Facts
from regplan.io.layouts._official_rows import joined
from regplan.io.layouts._outline import Spot
from regplan.io.layouts._rows import Rows
from regplan.model.words import LEVELS, Basis, Level
from regplan.values.code import cleaned

__all__ = ["BASES", "NAMES", "NOTHING", "OF_CODE", "SILENT", "Cells", "name_of"]

_NOTE: Final = re.compile(r"\s*(?:catatan|keterangan|ket|sumber)\s*[:.]", re.IGNORECASE)
OF_CODE: Final[dict[int, Level]] = {3: "program", 5: "activity", 6: "sub_activity"}
NAMES: Final = frozenset({"text", *LEVELS})
SILENT: Final = frozenset({"number", "money", "forward", "realised", "derived", "so_far", "projection", "either"})
"""Columns that do not say whose money a row has."""
NOTHING: Final = frozenset({"0", "-", "–", "#N/A"})
"""What formulas and habit leave in cells of text that say nothing."""
BASES: Final[tuple[tuple[str, Basis], ...]] = (
    ("money", "ceiling"),
    ("forward", "forward_estimate"),
    ("realised", "realised"),
)


@attrs.define
class Cells:
    """
    The rows of one table.

    Attributes:
        rows: The rows.
        columns: The columns that hold something.
        facts: What holds for all of the table.
    """

    rows: Rows
    columns: tuple[Column, ...]
    facts: Facts
    _merged: dict[int, dict[int, int]] = attrs.field(factory=dict, init=False)
    _texts: tuple[int, dict[int, str | None]] = attrs.field(default=(-1, {}), init=False)
    _parts: tuple[int, list[tuple[Column, str, str]]] = attrs.field(default=(-1, []), init=False)

    def spot(self, row: int, at: int = 0) -> Spot:
        return Spot(self.rows.table.sheet, row, at)

    def look(self, row: int, column: Column) -> str | None:
        """Return a cell as one line without taking it; those of one row are read once."""
        if self._texts[0] != row:
            self._texts = row, {}
        texts = self._texts[1]
        if column.at not in texts:
            texts[column.at] = line_of(self.rows.table, row, name_of(column), self.rows.into)
        return texts[column.at]

    def said(self, row: int, column: Column) -> str | None:
        """Return a cell that says something."""
        text = self.look(row, column)
        return None if text is None or text in NOTHING else text

    def first(self, row: int, holds: str) -> tuple[str | None, int]:
        """Take the first text of the columns that hold something, and its column; what says nothing is left and told."""
        for one in self.columns:
            if one.holds == holds and (text := self.look(row, one)) and text not in NOTHING:
                self.rows.take(row, name_of(one))
                return text, one.at
        return None, 0

    def name(self, row: int) -> str | None:
        """Return the first name of a row."""
        return next((text for one in self.columns if one.holds in NAMES and (text := self.said(row, one))), None)

    def said_first(self, row: int) -> str | None:
        """Return the first text of a row where numbers, codes and names stand."""
        kinds = {"number", "code", *NAMES}
        return next((text for one in self.columns if one.holds in kinds and (text := self.said(row, one))), None)

    def has_text(self, row: int) -> bool:
        """Tell whether a row names something in a column of names."""
        return any(one.holds == "text" and (self.look(row, one) or "0") not in NOTHING for one in self.columns)

    def is_note(self, row: int) -> bool:
        """Tell a note below the table: a row of one cell that begins with *Catatan*, *Keterangan* or *Sumber*."""
        cells = [str(cell) for cell in self.rows.table.sheet.grid[row] if cell is not None]
        return len(cells) == 1 and _NOTE.match(cells[0]) is not None

    def kinds(self, row: int) -> set[str]:
        """Return what the cells of a row hold that say something."""
        return {
            str(one.holds)
            for one in self.columns
            if (cell := self.rows.peek(row, name_of(one))) is not None and str(cell).strip() not in NOTHING
        }

    def is_silent(self, row: int) -> bool:
        """Tell a row that has money, and no word of what it is for."""
        kinds = self.kinds(row)
        return bool(kinds & dict(BASES).keys()) and kinds <= SILENT

    def parts(self, row: int) -> list[tuple[Column, str, str]]:
        """Return the cells of a row's code, each with the code so far."""
        if self._parts[0] != row:
            found: list[tuple[Column, str, str]] = []
            for one in self.columns:
                if one.holds == "code" and (part := self.look(row, one)):
                    found.append((one, part, joined(found[-1][2] if found else "", part)))
            self._parts = row, found
        return self._parts[1]

    def code(self, row: int) -> str | None:
        """Join the code of a row, which may stand in a column for each of its parts; ``node`` takes it."""
        parts = self.parts(row)
        return (cleaned(parts[-1][2]) or None) if parts else None

    def codes(self, row: int) -> dict[Level, str]:
        """Return the code of each level of a row whose code is whole; where it is none, no part is sure to be of a level."""
        parts = [code for _, _, text in self.parts(row) if (code := cleaned(text))]
        found = {level: code for code in parts if (level := OF_CODE.get(len(code.split(".")))) is not None}
        return found if parts and parts[-1] in found.values() else {}

    def take_code(self, row: int, code: str) -> None:
        """Take the cells that a code is made of; what of them is mended is told."""
        for one, printed, so_far in self.parts(row):
            if not cleaned(so_far).startswith(f"{code}."):
                self.rows.take(row, name_of(one))
                if printed.casefold() not in code.casefold():
                    self.rows.lose(row, name_of(one), printed, code, "mended")

    def is_kept(self, row: int, column: Column) -> bool:
        """Tell whether the plan has a cell as it stands; a code that was mended is told again."""
        return column.holds != "code" or (self.look(row, column) or "").casefold() in (self.code(row) or "").casefold()

    def opd(self, row: int) -> str | None:
        """Return the OPD of a row; what is merged over rows is said of each."""
        for one in self.columns:
            if one.holds == "agency" and (text := self.said(self.top_of(row, one), one)):
                return text
        return None

    def top_of(self, row: int, column: Column) -> int:
        """Return the first row of the merged cell that a cell is in, or the row itself."""
        if column.at not in self._merged:
            sheet = self.rows.table.sheet
            at = {number - 1: place for place, number in enumerate(sheet.numbers)}
            self._merged[column.at] = {
                at[below]: at[top]
                for (top, left), (bottom, right) in sheet.merged
                if left <= column.at <= right and top in at
                for below in range(top + 1, bottom + 1)
                if below in at
            }
        return self._merged[column.at].get(row, row)


def name_of(column: Column) -> str:
    """Name a column for messages; two of one path are told apart by their letters' number."""
    return f"{column.path} [{column.at + 1}]"
