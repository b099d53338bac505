"""Workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods) to sheets, by calamine; misnamed ones are known by their first bytes."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from regplan.diagnostics.finding import Where
from regplan.errors import MissingExtraError
from regplan.io._bytes import EMPTY_FILE, Found
from regplan.io.carriers._kinds import BOOK, LOCKED, OLE, REOPEN, ZIP, Kind, damaged, kind_of, ole_kind
from regplan.io.carriers._looks import grid_cells, is_locked, looks_of
from regplan.io.carriers._xlsx_parts import Look
from regplan.io.carriers.csv import is_text, read_csv
from regplan.io.intake import Intake
from regplan.io.sheets import CHECK, Cell, Sheet
from regplan.model._said import size_of
from regplan.model.origins import FilePart, letters_of
from regplan.values.lang import Bilingual

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["WORKBOOKS", "is_workbook", "read_workbook"]

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LARGEST: Final = 2**30
"""What the parts of a workbook may come to when they are unpacked."""
_MOST_CELLS: Final = 50_000_000


def is_workbook(raw: bytes) -> bool:
    """Tell whether bytes are those of a workbook, whatever the file is called."""
    return raw.startswith((ZIP, OLE))


def read_workbook(raw: bytes, found: Found, into: Intake) -> tuple[Sheet, ...]:
    """
    Read all sheets, hidden ones too; what the file hides and what formulas lack is told.

    Raises:
        MissingExtraError: It is a workbook, and the extra ``excel`` is not installed; the message has the line that installs it.
    """
    if not is_workbook(raw):
        return _text_named_so(raw, found, into)
    if raw.startswith(ZIP) and not _is_safe(raw, found, into):
        return ()
    if is_locked(raw):
        _broken(found, into, LOCKED)
        return ()
    try:
        import python_calamine as calamine  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("excel", "python-calamine", found.name) from None
    try:
        with _no_panic():
            book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except calamine.PasswordError:
        _broken(found, into, LOCKED)
        return ()
    except (calamine.CalamineError, ValueError, OSError) as error:
        _broken(found, into, _what(raw, error))
        return ()
    return tuple(_sheets(book, raw, found, into))


def _text_named_so(raw: bytes, found: Found, into: Intake) -> tuple[Sheet, ...]:
    """Read text that is called a workbook, as systems name their exports; but nothing, or what is no text, is no table."""
    if not raw.strip() or not is_text(raw):
        _broken(found, into, kind_of(raw) or (_NO_WORKBOOK if raw.strip() else _EMPTY))
        return ()
    sheets = read_csv(raw, found, into)
    if sheets:
        into.lose("guessed", FilePart(found.name).where(1), found.name, "called a workbook", "read as text (CSV)")
    return sheets


@contextlib.contextmanager
def _no_panic() -> Iterator[None]:
    """Make an error of what the reading library throws at broken files, which is no ``Exception`` and would end the program."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError(str(error)) from None
        raise


def _sheets(book: CalamineWorkbook, raw: bytes, found: Found, into: Intake) -> Iterator[Sheet]:
    import python_calamine as calamine  # noqa: PLC0415 - an extra

    looks = looks_of(raw)
    if not looks:
        into.lose("guessed", FilePart(found.name).where(1), found.name, "errors in cells cannot be told", "empty cells")
    for number, told in enumerate(book.sheets_metadata):
        if told.typ != calamine.SheetTypeEnum.WorkSheet:
            into.lose("dropped", FilePart(found.name, told.name, "cells").where(1), told.name, "a chart or macro sheet")
            continue
        try:
            with _no_panic():
                sheet = book.get_sheet_by_index(number)
        except (calamine.CalamineError, ValueError, OSError) as error:
            got = Bilingual(f"lembar {told.name} rusak ({error})", f"sheet {told.name} is damaged ({error})")
            _broken(found, into, Kind(got, REOPEN))
            continue
        part = FilePart(found.name, told.name, "cells")
        notes = []
        if told.visible != calamine.SheetVisibleEnum.Visible:
            into.lose("guessed", part.where(1), told.name, "a hidden sheet", "read")
            notes.append(_HIDDEN)
        yield _sheet(sheet, part, tuple(notes), looks.get(told.name, Look()), into)


def _sheet(sheet: CalamineSheet, part: FilePart, notes: tuple[Bilingual, ...], look: Look, into: Intake) -> Sheet:
    """Take the cells of a sheet; rows with nothing in them are left out, and the numbers of the others stay."""
    grid: list[list[Cell]] = []
    numbers: list[int] = []
    lead = sheet.start[1] if sheet.start else 0
    for at, row in enumerate(sheet.iter_rows()):
        cells = [None] * lead + [_cell(value) for value in row]
        if any(cell is not None for cell in cells):
            grid.append(cells)
            numbers.append(at + 1)
    checks = _own_checks(grid, look.bare)
    if checks:
        into.lose(
            "dropped", part.where(1), CHECK, f"{len(checks)} formulas without a value in the column that checks rows"
        )
    for name in look.bare:
        if name in checks:
            continue
        where = Where(part.file, sheet=part.table, cell=name)
        into.problem("FILE-21", where, path=f"{part.table}!{name}")
        into.lose("dropped", where, name, "a formula without a value")
    for name, error in look.errors:
        where = Where(part.file, sheet=part.table, cell=name)
        into.problem("FILE-22", where, got=error)
        into.lose("dropped", where, name, error)
    if look.hidden_rows:
        told = f"{look.hidden_rows} hidden rows" + (", a filter is on" if look.is_filtered else "")
        into.lose("guessed", part.where(1), str(part.table), told, "read")
        notes = (*notes, _HIDDEN_ROWS)
    return Sheet(part, grid, numbers, notes, tuple(sheet.merged_cell_ranges or ()))


def _own_checks(grid: list[list[Cell]], bare: tuple[str, ...]) -> set[str]:
    """Return the cells of the column with which our workbooks check their rows; what it comes to says nothing of the plan."""
    head = grid[0] if grid else []
    columns = {letters_of(at + 1) for at, cell in enumerate(head) if cell == CHECK}
    return {name for name in bare if columns and name.rstrip("0123456789") in columns}


def _cell(value: Any) -> Cell:
    """Take a value: numbers are floats in workbooks, and become the decimal that was typed."""
    if value is None or value == "":
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else Decimal(repr(value))
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return value if isinstance(value, str | bool | int | date) else str(value)


def _is_safe(raw: bytes, found: Found, into: Intake) -> bool:
    """Tell whether a packed workbook, unpacked, and its sheets, as full grids, are of a size that can be held."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            cells = 0 if size > _LARGEST else grid_cells(archive, _MOST_CELLS)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        _broken(found, into, damaged(error))
        return False
    if size > _LARGEST:
        into.problem("FILE-14", None, what=found.name, got=size_of(size, "bytes"), expected=size_of(_LARGEST, "bytes"))
    if cells > _MOST_CELLS:
        into.problem(
            "FILE-14", None, what=found.name, got=size_of(cells, "cells"), expected=size_of(_MOST_CELLS, "cells")
        )
    return size <= _LARGEST and cells <= _MOST_CELLS


def _what(raw: bytes, error: Exception) -> Kind:
    """Say what a file is that the reading library refuses: of another kind, or a workbook that is damaged."""
    kind = ole_kind(raw) if raw.startswith(OLE) else kind_of(raw)
    return damaged(error) if kind is None or kind is BOOK else kind


def _broken(found: Found, into: Intake, kind: Kind) -> None:
    into.problem("FILE-19", FilePart(found.name).where(1), path=found.name, got=kind.got, cure=kind.cure)


_NO_WORKBOOK: Final = Kind(Bilingual("isinya bukan buku kerja", "it is no workbook"), REOPEN)
_EMPTY: Final = Kind(EMPTY_FILE, REOPEN)
_HIDDEN_ROWS: Final = Bilingual("baris tersembunyi ikut dibaca", "hidden rows are read")
_HIDDEN: Final = Bilingual("lembar tersembunyi", "a hidden sheet")
