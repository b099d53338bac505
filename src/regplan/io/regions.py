"""The official lists of regions (Kemendagri): provinces to villages, codes as text."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import attrs

from regplan.diagnostics.inputs import InputErrors
from regplan.io._bytes import files_of, read_bytes
from regplan.io.carriers import CARRIERS
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet, Table
from regplan.law import current
from regplan.model.agencies import Place
from regplan.model.regions import Regions
from regplan.model.rows import RowReader
from regplan.model.table import Table as Rows
from regplan.model.words import PlaceKind
from regplan.values.lang import Bilingual

__all__ = ["is_regions", "read_regions"]

_CODE: Final = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?", re.ASCII)
_SHAPE: Final = Bilingual("kode wilayah, 12.71.01.1001", "a code of a region, 12.71.01.1001")
_CURE: Final = Bilingual(
    "simpan kolom kode sebagai teks: 11.10 menjadi 11.1 bila disimpan sebagai bilangan",
    "save the column of codes as text: 11.10 becomes 11.1 where it is saved as a number",
)
_CALL_THEM: Final = Bilingual(
    "beri kolomnya kepala kode dan nama; daftar nomenklatur dibaca dengan --nomenclature VERSI=BERKAS (read_nomenclature)",
    "head its columns kode and nama; lists of the nomenclature are read by --nomenclature VERSION=FILE (read_nomenclature)",
)
_HEADS: Final = frozenset(("kode", "nama"))
_SAMPLE: Final = 50
_COUNT: Final = re.compile(r"(\d{1,12})(?:\.0)?", re.ASCII)
_PARENTS: Final = ("kode_kecamatan", "kode_kabkota", "kode_provinsi")
_TO_M2: Final = 1_000_000


def read_regions(
    path: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, version: str | None = None
) -> Regions:
    """
    Read the official lists of regions: one file, several, or a folder.

    Columns: ``kode`` and ``nama``; with ``penduduk_total`` (and ``penduduk_pria``, ``penduduk_wanita``), ``luas_km2``, ``jenis`` where
    they are. What a place lies in is in its code; a column that says otherwise (``kode_provinsi`` …) is an error.

    Args:
        path: The file or files, or a folder.
        version: What to call the list, as the decree that sets it.

    Returns:
        The places; ``loss`` says what was dropped or mended, as codes of a neighbouring table that lost their zeros.

    Raises:
        InputErrors: A file cannot be read or is no such list; codes that are none (saved as numbers), that stand twice, or that
            contradict the column of the region above.
    """
    into, reader = Intake(), RowReader()
    places: dict[str, Place] = {}
    lines: dict[str, tuple[str, int]] = {}
    paths = [path] if isinstance(path, str | os.PathLike) else list(path)
    for found in (file for one in paths for file in files_of(Path(one), reader)):
        carrier = CARRIERS.get(found.path.suffix.lower())
        raw = read_bytes(found, "table", reader) if carrier else None
        for sheet in carrier(raw, found, into) if carrier and raw is not None else ():
            _Rows(sheet, into, places, lines).read()
    errors = [one for one in (*reader.findings, *into.findings) if one.severity == "error"]
    if not errors and not places:
        reader.problem(
            "FILE-02", None, path=", ".join(map(str, paths)), got=Bilingual("tidak ada wilayah", "no regions")
        )
        errors = reader.findings
    if errors:
        raise InputErrors.of(errors)
    ordered = sorted(places.values(), key=lambda one: (one.id.count("."), one.id))
    return Regions(places=Rows(ordered), version=version, loss=tuple(into.loss))


def is_regions(table: Table) -> bool:
    """Tell a table in the shape of these lists, with codes of regions in it."""
    rows = list(itertools.islice(table.rows(), _SAMPLE)) if table.columns.keys() >= _HEADS else []
    return 2 * sum(_CODE.fullmatch(str(table.get(row, "kode")).strip()) is not None for row in rows) > len(rows)


@attrs.define
class _Rows:
    """Goes through the rows of one table."""

    sheet: Sheet
    into: Intake
    places: dict[str, Place]
    lines: dict[str, tuple[str, int]]

    def read(self) -> None:
        table = Table.of(self.sheet)
        if not table.columns.keys() >= _HEADS:
            where = self.sheet.where(0) if self.sheet.grid else None
            self.into.problem(
                "FILE-18",
                where,
                path=self.sheet.part.file,
                got=tuple(table.columns)[:8],
                expected=("kode, nama",),
                why="",
                cure=_CALL_THEM,
            )
            return
        for row in table.rows():
            self.row(table, row)

    def row(self, table: Table, row: int) -> None:
        """Read one place."""
        code = str(table.get(row, "kode") or "").strip()
        where = table.where(row, "kode")
        if not _CODE.fullmatch(code):
            self.into.problem("FILE-08", where, key="kode", expected=_SHAPE, got=repr(code), cure=_CURE)
            return
        parent = code.rpartition(".")[0] or None
        said = next((str(table.get(row, key)).strip() for key in _PARENTS if table.get(row, key) is not None), parent)
        if said != parent:
            self.into.problem(
                "FILE-08", where, key="kode", expected=Bilingual(f"{said}…", f"{said}…"), got=code, cure=_CURE
            )
            return
        if code in self.places:
            file, line = self.lines[code]
            same = file == self.sheet.part.file
            self.into.problem("FILE-07", where, key=code, line=line if same else f"{line} ({file})")
            return
        self.lines[code] = self.sheet.part.file, self.sheet.numbers[row]
        origin = table.get(row, "luas_kode_asli")
        if origin is not None and str(origin).strip() != code:
            self.into.lose("mended", table.where(row, "luas_kode_asli"), "luas_kode_asli", origin, code)
        self.places[code] = Place(
            id=code,
            code=code,
            name=" ".join(str(table.get(row, "nama") or "").split()) or None,
            kind=_kind(code, str(table.get(row, "jenis") or "").strip().lower()),
            parent=parent,
            population=self.population(table, row),
            area_m2=self.area(table, row),
        )

    def population(self, table: Table, row: int) -> int | None:
        """Read the inhabitants; a total that is not the sum of men and women is told."""
        men, women, total = (self.count(table, row, f"penduduk_{key}") for key in ("pria", "wanita", "total"))
        if men is not None and women is not None and total is not None and men + women != total:
            self.into.lose(
                "mended",
                table.where(row, "penduduk_total"),
                "penduduk_total",
                total,
                f"{total}, men and women are {men + women}",
            )
        return total

    def count(self, table: Table, row: int, key: str) -> int | None:
        """Read a number of persons; one with marks for thousands could be a fraction, and is told."""
        cell = table.get(row, key)
        found = _COUNT.fullmatch(str(cell).strip()) if cell is not None else None
        if cell is not None and found is None:
            self.into.lose("dropped", table.where(row, key), key, cell)
        return int(found[1]) if found else None

    def area(self, table: Table, row: int) -> str | None:
        """Read the area in square metres, exactly."""
        cell = table.get(row, "luas_km2")
        if cell is None:
            return None
        try:
            return str(int(Decimal(str(cell)) * _TO_M2))
        except (InvalidOperation, ValueError, OverflowError):
            self.into.lose("dropped", table.where(row, "luas_km2"), "luas_km2", cell)
            return None


def _kind(code: str, said: str) -> PlaceKind:
    """Tell the kind of place by its code: cities have numbers from that of the law data on, kelurahan begin with 1 (§1.13.9)."""
    parts = code.split(".")
    if len(parts) == 1:
        return "province"
    if len(parts) == 2:
        return "city" if int(parts[1]) >= int(current().markers["first_city"]) else "regency"
    if len(parts) == 3:
        return "kecamatan"
    return "kelurahan" if said == "kelurahan" or (not said and parts[3].startswith("1")) else "desa"
