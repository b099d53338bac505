"""What the records of .xls and .xlsb workbooks tell that the reading library passes over: errors, hidden rows, size."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterator
from typing import Final

from regplan.io.carriers._xlsx_parts import Look, cell_name

__all__ = ["is_xls_locked", "xls_looks", "xlsb_cells", "xlsb_look", "xlsb_names"]

_ERRORS: Final = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}  # fmt: skip
_FREE: Final = 0xFFFFFFFA
"""Numbers of sectors from here on are marks, no sectors."""


def xls_looks(raw: bytes) -> dict[str, Look]:
    """Look into each sheet of an .xls workbook, by its name; nothing of what is too broken to be looked into."""
    try:
        stream = _stream(raw)
        return {name: _xls_look(stream, at) for name, at in _xls_sheets(stream)}
    except (struct.error, IndexError, ValueError):
        return {}


def is_xls_locked(raw: bytes) -> bool:
    """Tell whether the first records of an .xls workbook say that the others are encrypted."""
    try:
        return any(kind == 0x2F for kind, _ in itertools.islice(_xls_records(_stream(raw), 0), _FIRST))
    except (struct.error, IndexError, ValueError):
        return False


_FIRST: Final = 20
"""Records of which one says whether a password locks the workbook."""


def _stream(raw: bytes) -> bytes:
    """Return the stream of the workbook out of its OLE container: chains of sectors, small ones within the stream of the root."""
    size, small = (1 << power for power in struct.unpack_from("<HH", raw, 30))
    body = raw[size:]
    most = len(body) // size + 1
    a_table = max(size // 4, 1)
    first_directory, _, least, first_small, _ = struct.unpack_from("<5I", raw, 48)
    more, left, *tables = struct.unpack_from("<111I", raw, 68)
    left = min(left, most // a_table + 1)
    while left and more < _FREE:
        *told, more = _numbers(body[more * size : (more + 1) * size])
        tables, left = [*tables, *told], left - 1
    used = [at for at in tables if at < most][: most // a_table + 1]
    following = [one for at in used for one in _numbers(body[at * size : (at + 1) * size])]
    directory = _chain(body, size, following, first_directory)
    root, _ = struct.unpack_from("<II", directory, 116)
    for at in range(0, len(directory) - 127, 128):
        name = directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        first, length = struct.unpack_from("<II", directory, at + 116)
        if name.casefold() in {"workbook", "book"}:
            if length >= least:
                return _chain(body, size, following, first)[:length]
            within = _numbers(_chain(body, size, following, first_small))
            return _chain(_chain(body, size, following, root), small, within, first)[:length]
    return b""


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chain(body: bytes, size: int, following: list[int], at: int) -> bytes:
    """Join the sectors of a chain; one that runs in a circle ends when it is as long as the file."""
    parts: list[bytes] = []
    while at < len(following) and len(parts) <= len(following):
        parts.append(body[at * size : (at + 1) * size])
        at = following[at]
    return b"".join(parts)


def _xls_records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _xls_sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Name the sheets, each with where its records begin."""
    for kind, data in _xls_records(stream, 0):
        if kind == 0x85 and len(data) > 8:
            wide = data[7] & 1
            yield data[8:].decode("utf-16-le" if wide else "latin-1", "replace"), struct.unpack_from("<I", data)[0]
        if kind == 0x0A:
            return


def _xls_look(stream: bytes, at: int) -> Look:
    errors: list[tuple[str, str]] = []
    hidden: set[int] = set()
    filled: set[int] = set()
    is_filtered = False
    for kind, data in _xls_records(stream, at):
        if kind == 0x0A:
            break
        if kind == 0x208 and data[12] & 0x20:
            hidden.add(struct.unpack_from("<H", data)[0])
        elif kind == 0x9B:
            is_filtered = True
        elif kind in _XLS_CELLS:
            row, column = struct.unpack_from("<HH", data)
            filled.add(row)
            code = data[6] if kind == 0x205 and data[7] else data[8] if kind == 6 and data[12:14] == b"\xff\xff" and data[6] == 2 else None  # fmt: skip
            if code is not None:
                errors.append((cell_name(row, column), _ERRORS.get(code, "#N/A")))
    return Look((), tuple(errors), len(hidden & filled), is_filtered)


_XLS_CELLS: Final = frozenset({0x06, 0x203, 0x204, 0x205, 0xFD, 0x27E, 0xBD, 0xD6})
"""Records of cells with something in them: formula, number, label, error, shared text, RK, several RK, rich text."""


def xlsb_names(book: bytes) -> Iterator[tuple[str, str]]:
    """Name the sheets of ``workbook.bin``, each with the relation that leads to its file."""
    for kind, data in _xlsb_records(book):
        if kind == 156:
            relation, at = _wide(data, 8)
            yield _wide(data, at)[0], relation


def xlsb_look(sheet: bytes) -> Look:
    """Look into the records of a sheet of an .xlsb workbook."""
    errors: list[tuple[str, str]] = []
    hidden: set[int] = set()
    is_filtered = False
    row, is_hidden = 0, False
    for kind, data in _xlsb_records(sheet):
        if kind == 0 and len(data) > 11:
            row, is_hidden = struct.unpack_from("<I", data)[0], bool(data[11] & 0x10)
        elif kind in _XLSB_CELLS and len(data) >= 8:
            if is_hidden:
                hidden.add(row)
            if kind in {3, 11}:
                column = struct.unpack_from("<I", data)[0]
                errors.append((cell_name(row, column), _ERRORS.get(data[8], "#N/A")))
        is_filtered |= kind == 163
    return Look((), tuple(errors), len(hidden), is_filtered)


def xlsb_cells(sheet: bytes) -> int:
    """
    Count the cells of the full grid of a sheet, to its last row and last column with something in them.

    Raises:
        ValueError: Its records do not follow one another to its end.
    """
    rows = columns = row = stated = 0
    kind, length = -1, 0
    for kind, data in _xlsb_records(sheet):
        length = len(data)
        if kind <= _LAST_CELL and length < (12 if kind == 0 else 8):
            msg = "a record of a sheet is too short"
            raise ValueError(msg)
        if kind == 148 and len(data) >= 16:  # the reading library holds room for what this says
            first, last, left, right = struct.unpack_from("<4I", data)
            stated = max(stated, (last - first + 1) * (right - left + 1)) if last >= first and right >= left else 2**40
        elif kind == 0 and len(data) >= 4:
            row = struct.unpack_from("<I", data)[0] + 1
        elif kind in _XLSB_CELLS and len(data) >= 4:
            rows, columns = max(rows, row), max(columns, struct.unpack_from("<I", data)[0] + 1)
    if kind != 130 or length or rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        msg = "the records of a sheet do not end with its end"
        raise ValueError(msg)
    return max(rows * columns, stated)


_LAST_CELL: Final = 11
"""Records up to here are rows and cells."""
_MOST_ROWS: Final = 2**20
_MOST_COLUMNS: Final = 2**14
_XLSB_CELLS: Final = frozenset({*range(2, 12), 62})


def _xlsb_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Go through records: a kind of one or two bytes, a size of one to four, seven bits each."""
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80 and at < len(data):
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in range(0, 28, 7):
            if at >= len(data):
                return
            part = data[at]
            at += 1
            size |= (part & 0x7F) << shift
            if not part & 0x80:
                break
        yield kind, data[at : at + size]
        at += size


def _wide(data: bytes, at: int) -> tuple[str, int]:
    """Read a text of two-byte letters behind its length, and say where it ends."""
    length = struct.unpack_from("<I", data, at)[0]
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
