"""Look into a workbook, of whichever kind, for what the reading library passes over."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Final

from regplan.io.carriers._binary_parts import is_xls_locked, xls_looks, xlsb_cells, xlsb_look, xlsb_names
from regplan.io.carriers._kinds import LOCKED, ZIP, ole_kind
from regplan.io.carriers._ods_parts import ods_cells, ods_looks
from regplan.io.carriers._xlsx_parts import Look, files_of_relations, grid_size, sheet_files, xlsx_looks

__all__ = ["grid_cells", "is_locked", "looks_of"]

_ODS: Final = "content.xml"
_XLSB: Final = "xl/workbook.bin"
_MANIFEST: Final = "META-INF/manifest.xml"


def is_locked(raw: bytes) -> bool:
    """Tell whether a password locks a workbook; an .ods says so in its manifest, an .xls in a record."""
    if not raw.startswith(ZIP):
        return ole_kind(raw) is LOCKED or is_xls_locked(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return _MANIFEST in archive.namelist() and b":encryption-data" in archive.read(_MANIFEST)


def looks_of(raw: bytes) -> dict[str, Look]:
    """Look into each sheet, by its name."""
    if not raw.startswith(ZIP):
        return xls_looks(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = set(archive.namelist())
        if _ODS in names:
            return ods_looks(archive.read(_ODS))
        if _XLSB in names:
            try:
                sheets = list(xlsb_names(archive.read(_XLSB)))
                files = files_of_relations(archive, "xl/_rels/workbook.bin.rels", sheets)
                return {name: xlsb_look(archive.read(file)) for name, file in files.items()}
            except (struct.error, IndexError):
                return {}
        return xlsx_looks(archive)


def grid_cells(archive: zipfile.ZipFile, most: int) -> int:
    """Count the cells of all sheets as full grids; of sheets of XML that are surely below *most* nothing is counted."""
    names = archive.namelist()
    return (
        sum(grid_size(archive.read(name), most) for name in sheet_files(archive))
        + sum(
            xlsb_cells(archive.read(one)) for one in names if one.startswith("xl/worksheets/") and one.endswith(".bin")
        )
        + (ods_cells(archive.read(_ODS)) if _ODS in names else 0)
    )
