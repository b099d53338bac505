"""Workbooks of kinds that no library here writes, made record by record: .xls, .xlsb and .ods in small."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from typing import TypeAlias

__all__ = ["ERROR", "Cells", "ods", "ods_rows", "xls", "xlsb", "zipped"]

Cells: TypeAlias = Sequence[Sequence[str | int | None]]
ERROR = "#REF!"
"""A cell of this text is written as the error, not as the text."""
_CODE = 0x17
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """Pack parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def xls(name: str, rows: Cells, *, hidden: Sequence[int] = (), locked: bool = False) -> bytes:
    """Write an .xls workbook (BIFF8 in an OLE container) with one sheet; *hidden* are positions of rows."""
    begin = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0x0600)
    sheet = _xls_record(0x809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0x0600))
    for row in range(len(rows)):
        flags = 0x120 if row in hidden else 0x100
        sheet += _xls_record(0x208, struct.pack("<HHHHHHHH", row, 0, len(rows[row]), 255, 0, 0, flags, 15))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            at = struct.pack("<HHH", row, column, 15)
            if cell == ERROR:
                sheet += _xls_record(0x205, at + bytes((_CODE, 1)))
            elif isinstance(cell, int):
                sheet += _xls_record(0x203, at + struct.pack("<d", cell))
            elif cell is not None:
                sheet += _xls_record(0x204, at + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    sheet += _xls_record(0x0A, b"")
    head = _xls_record(0x809, begin) + (_xls_record(0x2F, b"\0" * 54) if locked else b"")
    head += _xls_record(0x42, struct.pack("<H", 1200))
    told = struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le")
    first = len(head) + len(told) + 8 + 4
    stream = head + _xls_record(0x85, struct.pack("<I", first) + told) + _xls_record(0x0A, b"") + sheet
    return _ole(stream)


def _xls_record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _ole(stream: bytes) -> bytes:
    """Put a stream into an OLE container: a table of sectors, a directory, the stream, each a chain of its own."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    table = [0xFFFFFFFD, _END, *range(3, count + 2), _END]
    table += [_FREE] * (128 - len(table))
    entries = [("Root Entry", 5, 1, _END, 0), ("Workbook", 2, _FREE, 2, len(stream))]
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB3I", 2 * len(name) + 2, kind, 1, _FREE, _FREE, child)
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
        for name, kind, child, first, size in entries
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    return head + struct.pack("<128I", *table) + directory.ljust(512, b"\0") + stream


def xlsb(name: str, rows: Cells, *, hidden: Sequence[int] = (), far: int | None = None) -> bytes:
    """Write an .xlsb workbook with one sheet; *far* is the position of a last column of a last row with a 1 in it."""
    sheet = _xlsb_record(129) + _xlsb_record(148, struct.pack("<4I", 0, len(rows), 0, 20)) + _xlsb_record(145)
    for row, cells in enumerate(rows):
        sheet += _xlsb_row(row, is_hidden=row in hidden)
        for column, cell in enumerate(cells):
            at = struct.pack("<II", column, 0)
            if cell == ERROR:
                sheet += _xlsb_record(3, at + bytes((_CODE,)))
            elif isinstance(cell, int):
                sheet += _xlsb_record(5, at + struct.pack("<d", cell))
            elif cell is not None:
                sheet += _xlsb_record(6, at + _wide(cell))
    if far is not None:
        sheet += _xlsb_row(1_048_575, is_hidden=False) + _xlsb_record(5, struct.pack("<IId", far, 0, 1))
    sheet += _xlsb_record(146) + _xlsb_record(130)
    bundle = _xlsb_record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name))
    book = _xlsb_record(131) + _xlsb_record(143) + bundle + _xlsb_record(144) + _xlsb_record(132)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": relations.format(
                f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.bin"/>'
            ),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations.format(
                f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.bin"/>'
            ),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _xlsb_row(row: int, *, is_hidden: bool) -> bytes:
    return _xlsb_record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0x10 if is_hidden else 0, 0, 0))


def _xlsb_record(kind: int, data: bytes = b"") -> bytes:
    """Write a record: its kind and size seven bits a byte."""
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size = len(data)
    while True:
        head += bytes((size & 0x7F | (0x80 if size > 127 else 0),))
        size >>= 7
        if not size:
            return head + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def ods(name: str, rows: str, *, locked: bool = False) -> bytes:
    """Write an .ods workbook with one sheet, its rows as XML (``ods_rows``)."""
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    entry = "<manifest:encryption-data/>" if locked else ""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": (
                '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{entry}'
                "</manifest:file-entry></manifest:manifest>"
            ),
            "content.xml": (
                f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
                f'<table:table table:name="{name}">{rows}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


def ods_rows(rows: Cells, *, hidden: Sequence[int] = ()) -> str:
    """Write rows for ``ods``."""
    return "".join(
        f"<table:table-row{_COLLAPSED if at in hidden else ''}>{''.join(map(_ods_cell, cells))}</table:table-row>"
        for at, cells in enumerate(rows)
    )


_COLLAPSED = ' table:visibility="collapse"'


def _ods_cell(cell: str | int | None) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if cell == ERROR:
        value = 'table:formula="of:=#REF!" office:value-type="string" office:string-value=""'
        return f"<table:table-cell {value}><text:p>#REF!</text:p></table:table-cell>"
    if isinstance(cell, int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
