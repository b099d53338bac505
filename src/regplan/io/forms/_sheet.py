"""A printable sheet: titles, heads over several rows, rows with formulas and stored values, notes; and how it is written."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from regplan.errors import MissingExtraError
from regplan.io.neutral import neutral
from regplan.model.origins import letters_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["NOBODY", "Column", "FormSheet", "Formula", "Row", "Sum", "sheet_bytes", "sum_of"]

Kind = Literal["text", "money", "number", "percent"]
Sum: TypeAlias = "tuple[int, tuple[int, ...]]"
"""The position of a column, and those of the rows that are added up in it."""

NOBODY: Final = ""
"""A cell that nobody fills, as the code beside a node's second indicator; one that the plan does not know is None."""


@attrs.frozen
class Column:
    """A column: its heads from above to below, what its cells hold, its width."""

    heads: tuple[str, ...]
    kind: Kind = "text"
    width: int = 14


@attrs.frozen
class Formula:
    """
    A formula with the value it has now, so that a viewer that does not calculate shows it too.

    Attributes:
        text: The formula; ``{row}`` is the number of its row.
        value: What it comes to; None where that is not known, and then the cell stays empty.
    """

    text: str
    value: Decimal | int | Fraction | None


@attrs.frozen
class Row:
    """A row: its cells, one a column, and whether it stands out."""

    cells: tuple[Any, ...]
    strong: bool = False


@attrs.frozen
class FormSheet:
    """
    A table as it is printed.

    Attributes:
        name: Name of the sheet.
        titles: Lines above it.
        columns: The columns.
        rows: The rows.
        sums: Columns that the row *Jumlah* adds up, each with the rows that make its sum, as positions; none, no such row.
        notes: Lines below it.
    """

    name: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sums: tuple[Sum, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """Rows of heads, the row of column numbers not counted."""
        return max(len(column.heads) for column in self.columns)

    @property
    def first(self) -> int:
        """Number of the first row of data, from 1."""
        return len(self.titles) + self.depth + 3

    @property
    def empty(self) -> int:
        """How many cells the plan does not fill."""
        return sum(_value(cell) is None for row in self.rows for cell in row.cells)


_MOST_EXACT: Final = 15
"""Digits that a number in a workbook keeps."""
_MOST_PARTS: Final = 200
"""Arguments of one SUM."""
_A4: Final = 9
_A3: Final = 8
_WIDEST: Final = 280
"""Characters of a row that can be read on A4, at about half size."""
_LINE: Final = 15
"""Height of a line of heads in points."""
_LONGEST: Final = 8000
"""Characters of a formula."""


def sum_of(column: int, rows: Sequence[int], values: Sequence[Any]) -> Formula | Decimal | int | None:
    """
    Add cells of a column by a formula that names each; where it would be too long, by its value alone.

    Returns:
        None where no cell is known; cells that are empty add nothing, as in the sheet.
    """
    known = [Decimal(value) for value in values if value not in {None, NOBODY}]
    if not known:
        return None
    letter = letters_of(column + 1)
    chunks = [rows[at : at + _MOST_PARTS] for at in range(0, len(rows), _MOST_PARTS)]
    text = "=" + "+".join(f"SUM({','.join(f'{letter}{row}' for row in chunk)})" for chunk in chunks)
    total = sum(known, Decimal(0))
    return Formula(text, total) if len(text) <= _LONGEST else total


def sheet_bytes(form: FormSheet) -> bytes:
    """Write a form as a workbook: landscape, fitted to the width of A4, or A3 where that is too small, heads on each page, pages numbered."""
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("excel", "xlsxwriter") from None
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": form.titles[0], "comments": "regplan"})
        sheet = book.add_worksheet(form.name)
        formats = _formats(book)
        _write_heads(sheet, form, formats)
        for at, row in enumerate(_all_rows(form)):
            for column, cell in enumerate(row.cells):
                _write_cell(
                    sheet, form.first - 1 + at, column, cell, formats[_shape(form.columns[column], cell), row.strong]
                )
        last = form.first - 1 + len(form.rows) + bool(form.sums)
        for at, note in enumerate(form.notes):
            sheet.write_string(last + 1 + at, 0, neutral(note), formats["note", False])
        sheet.set_landscape()
        sheet.set_paper(_A4 if sum(column.width for column in form.columns) <= _WIDEST else _A3)
        sheet.set_margins(left=0.4, right=0.4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(len(form.titles) + 1, form.first - 2)
        sheet.set_footer("&L&F&C&A&RHalaman &P dari &N")
        sheet.freeze_panes(form.first - 1, 0)
    return out.getvalue()


def _all_rows(form: FormSheet) -> Iterator[Row]:
    yield from form.rows
    if form.sums:
        cells: list[Any] = [None] * len(form.columns)
        text = next((at for at, column in enumerate(form.columns) if column.kind == "text"), 0)
        cells[text] = "JUMLAH"
        for column, parts in form.sums:
            rows = [form.first + at for at in parts]
            cells[column] = sum_of(column, rows, [_value(form.rows[at].cells[column]) for at in parts])
        yield Row(tuple(cells), strong=True)


def _formats(book: Any) -> dict[tuple[str, bool], Any]:
    shapes: dict[str, dict[str, Any]] = {
        "text": {"text_wrap": True},
        "money": {"num_format": "#,##0.00;-#,##0.00;0"},
        "number": {"num_format": "#,##0.0###", "align": "right"},
        "whole": {"num_format": "#,##0", "align": "right"},
        "percent": {"num_format": "0.00"},
    }
    made = {
        (kind, strong): book.add_format({"border": 1, "valign": "top", "bold": strong, **shape})
        for kind, shape in shapes.items()
        for strong in (False, True)
    }
    centre = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
    made["head", False] = book.add_format({**centre, "border": 1, "bg_color": "#DDE7F0"})
    made["title", False] = book.add_format({**centre, "text_wrap": False})
    made["note", False] = book.add_format({"italic": True})
    return made


def _write_heads(sheet: Worksheet, form: FormSheet, formats: dict[tuple[str, bool], Any]) -> None:
    """Write titles over the whole width, heads merged where they are one, and the row of column numbers."""
    last = len(form.columns) - 1
    for row, title in enumerate(form.titles):
        _merge(sheet, (row, 0), (row, last), neutral(title), formats["title", False])
    top = len(form.titles) + 1
    done: set[tuple[int, int]] = set()
    lines = [1] * form.depth
    for at, column in enumerate(form.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(top + form.depth, at, f"({at + 1})", formats["head", False])
        for level, head in enumerate(column.heads):
            if (level, at) in done:
                continue
            right = at
            same = column.heads[: level + 1]
            while level < len(column.heads) - 1 and right < last and form.columns[right + 1].heads[: level + 1] == same:
                right += 1
            bottom = form.depth - 1 if level == len(column.heads) - 1 else level
            width = sum(one.width for one in form.columns[at : right + 1])
            lines[level] = max(lines[level], -(-_lines_of(head, width) // (bottom - level + 1)))
            _merge(sheet, (top + level, at), (top + bottom, right), neutral(head), formats["head", False])
            done.update((level, one) for one in range(at, right + 1))
    for level, count in enumerate(lines):
        sheet.set_row(top + level, _LINE * count)


def _lines_of(head: str, width: int) -> int:
    """Count the lines of a head, as words are parted; a program does not fit the height of merged cells by itself."""
    return len(textwrap.wrap(head, max(1, width - 2))) or 1


def _merge(sheet: Worksheet, first: tuple[int, int], last: tuple[int, int], text: str, shape: Any) -> None:
    if first == last:
        sheet.write_string(*first, text, shape)
    else:
        sheet.merge_range(*first, *last, text, shape)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Any, shape: Any) -> None:
    value = _value(cell)
    if value is None or value == NOBODY:
        sheet.write_blank(row, column, None, shape)
    elif isinstance(cell, Formula):
        sheet.write_formula(row, column, cell.text.format(row=row + 1), shape, _plain(value))
    elif isinstance(value, str):
        sheet.write_string(row, column, neutral(value), shape)
    elif isinstance(value, Fraction) or len(str(value)) <= _MOST_EXACT:
        sheet.write_number(row, column, _plain(value), shape)
    else:
        sheet.write_string(row, column, f"{value:f}" if isinstance(value, Decimal) else str(value), shape)


def _shape(column: Column, cell: Any) -> str:
    """Name the format of a cell: a number that is whole shows no decimal point, which ``0.####`` leaves behind it."""
    value = _value(cell)
    is_whole = isinstance(value, int | Fraction | Decimal) and value == int(value)
    return "whole" if column.kind == "number" and is_whole else column.kind


def _value(cell: Any) -> Any:
    return cell.value if isinstance(cell, Formula) else cell


def _plain(value: Any) -> Any:
    """Give a stored value as a number that the file holds; only shown ones are rounded."""
    return float(value) if isinstance(value, Fraction) else value
