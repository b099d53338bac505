"""What the XML of an .ods workbook tells that the reading library passes over: bare formulas, errors, hidden rows, size."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from xml.parsers import expat

import attrs

from regplan.io.carriers._xlsx_parts import Look, cell_name

__all__ = ["ods_cells", "ods_looks"]

_TAG: Final = re.compile(
    rb'<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"\']|"[^"]*"|\'[^\']*\')*?)(/?)>'
)
_ERROR: Final = re.compile(rb"\s*<text:p[^>]*>(#[A-Z0-9/!?]{2,8}|Err:\d{1,4})</text:p>")
_ROWS: Final = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_COLUMNS: Final = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_NAME: Final = re.compile(rb'table:name="([^"]*)"')
_FILTER: Final = b'table:visibility="filter"'


@attrs.define
class _Seen:
    """What was seen of a sheet so far; the row that is open, and how often it stands."""

    bare: list[str] = attrs.field(factory=list)
    errors: list[tuple[str, str]] = attrs.field(factory=list)
    hidden_rows: int = 0
    is_filtered: bool = False
    row: int = 0
    rows: int = 1
    column: int = 0
    row_tag: bytes = b""
    is_filled: bool = False
    height: int = 0
    width: int = 0

    def begin_row(self, tag: bytes) -> None:
        self.row_tag, self.column, self.is_filled = tag, 0, False
        self.rows = int(found[1]) if (found := _ROWS.search(tag)) else 1

    def end_row(self) -> None:
        if self.is_filled:
            self.height = self.row + self.rows
            if b'table:visibility="' in self.row_tag and b'="visible"' not in self.row_tag:
                self.hidden_rows += self.rows
                self.is_filtered |= _FILTER in self.row_tag
        self.row += self.rows

    def cell(self, tag: bytes, text: bytes, end: int, *, is_empty: bool) -> None:
        count = int(found[1]) if (found := _COLUMNS.search(tag)) else 1
        if not is_empty or b"office:value-type=" in tag or b"table:formula=" in tag:
            self.is_filled = True
            self.width = max(self.width, self.column + count)
            error = None if is_empty else _ERROR.match(text, end)
            name = cell_name(self.row, self.column)
            if error and (b"table:formula=" in tag or b'="error"' in tag):
                self.errors.append((name, error[1].decode()))
            elif b"table:formula=" in tag and b"office:value-type=" not in tag and is_empty:
                self.bare.append(name)
        self.column += count


def ods_looks(text: bytes) -> dict[str, Look]:
    """Look into each sheet of ``content.xml``, by its name."""
    return {
        name: Look(tuple(seen.bare), tuple(seen.errors), seen.hidden_rows, seen.is_filtered)
        for name, seen in _seen(text).items()
    }


def ods_cells(text: bytes) -> int:
    """
    Count the cells that the sheets have when rows and cells that are said to repeat are written out.

    Raises:
        ValueError: It is no XML to its end; the reading library would look for the end of a sheet for ever.
    """
    try:
        expat.ParserCreate().Parse(text, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return sum(seen.height * seen.width for seen in _seen(text).values())


def _seen(text: bytes) -> dict[str, _Seen]:
    found: dict[str, _Seen] = {}
    now = _Seen()
    for match in _TAG.finditer(text):
        closes, what, tag, is_empty = match.groups()
        if what == b"table":
            if not closes:
                name = _NAME.search(tag)
                now = found[unescape(name[1].decode("utf-8", "replace")) if name else ""] = _Seen()
        elif what == b"table-row":
            if closes:
                now.end_row()
            else:
                now.begin_row(tag)
                if is_empty:
                    now.end_row()
        elif not closes:
            now.cell(tag, text, match.end(), is_empty=bool(is_empty))
    return found
