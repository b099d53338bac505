"""Official lists of codes in the shapes in which they go round; they cannot be shipped, but read."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import attrs

from regplan.diagnostics.inputs import InputErrors
from regplan.io._bytes import files_of, read_bytes
from regplan.io.carriers import CARRIERS
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet, Table
from regplan.law import Law, current
from regplan.model.nomenclature import Nomenclature, RegionGroup, Term
from regplan.model.rows import RowReader
from regplan.values.code import cleaned, parse_code
from regplan.values.lang import Bilingual

__all__ = ["is_nomenclature", "read_nomenclature"]

_COLUMNS: Final = frozenset({"urusan", "bidang", "program", "kegiatan", "sub_kegiatan"})
_CODES: Final = ("kode", "kode_bidang", "kode_urusan", "kode_nomenklatur")
_NAMES: Final = ("nomenklatur", "uraian", "nama", "nama_bidang", "nama_urusan")
_REGIONS: Final[Mapping[str, RegionGroup]] = {
    "provinsi": "province",
    "kabkota": "regency",
    "kabupaten": "regency",
    "kota": "regency",
}
_MARKS: Final = re.compile(r"(?:\s|\*+\)?|\\r|\\n)+$")
_GLUED: Final = re.compile(r"\.([1-9])(\d\d)(?=\.|$)")
_SHAPE: Final = Bilingual("kode nomenklatur, 1.02.02.2.01.0001", "a code of the nomenclature, 1.02.02.2.01.0001")
_CURE: Final = Bilingual(
    "simpan kolom kode sebagai teks: angka 1.10 menjadi 1.1 bila disimpan sebagai bilangan",
    "save the column of codes as text: 1.10 becomes 1.1 where it is saved as a number",
)
_SAMPLE: Final = 50
_OF_PLANS: Final = re.compile(r"pagu|anggaran|target|realisasi|tahun|dana|biaya|jumlah|skpd|opd|20\d\d|(^|_)rp(_|$)")
_HEADS: Final = Bilingual(
    "beri kolomnya kepala kode dan nama (atau uraian, nomenklatur); daftar wilayah dibaca dengan --regions (read_regions)",
    "head its columns kode and nama (or uraian, nomenklatur); lists of regions are read by --regions (read_regions)",
)
_WHOLE: Final = Bilingual(
    "unduh ulang daftarnya, atau lengkapi baris itu", "fetch the list again, or complete that row"
)


def read_nomenclature(
    path: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    version: str,
    first_year: int | None = None,
    last_year: int | None = None,
) -> Nomenclature:
    """
    Read an official list of codes and names: one file, several, or a folder.

    Three shapes are known: a code and a name a row (``kode``, ``uraian`` or ``nama``, with or without ``jenis_pemda``, ``indikator``,
    ``satuan``, ``status_data``, ``sub_kegiatan_sebelumnya``); a column for each part of the code (``urusan``, ``bidang``, ``program``,
    ``kegiatan``, ``sub_kegiatan``), whose numbers may have lost their zeros; fields and groups alone (``kode_bidang``).

    Args:
        path: The file or files (``.csv``, workbooks), or a folder.
        version: Which version it is: a key of the law data (``2023_1317``), or a name of your own for another list.
        first_year: First plan year it is for; needed where *version* is a name of your own, for plans do not name it.
        last_year: Last plan year it is for.

    Returns:
        The list; ``loss`` says what was dropped or mended.

    Raises:
        InputErrors: A file cannot be read, is no such list, is cut off in a row, or has codes that are none: saved as numbers.
    """
    into, law = Intake(), current()
    reader = RowReader()
    paths = [path] if isinstance(path, str | os.PathLike) else list(path)
    terms: dict[tuple[str, RegionGroup | None], Term] = {}
    for found in (file for one in paths for file in files_of(Path(one), reader)):
        carrier = CARRIERS.get(found.path.suffix.lower())
        raw = read_bytes(found, "table", reader) if carrier else None
        for sheet in carrier(raw, found, into) if carrier and raw is not None else ():
            _Rows(sheet, into, terms, _width(law, version)).read()
    errors = [one for one in (*reader.findings, *into.findings) if one.severity == "error"]
    if not errors and not terms:
        reader.problem("FILE-02", None, path=", ".join(map(str, paths)), got=Bilingual("tidak ada kode", "no codes"))
        errors = reader.findings
    if errors:
        raise InputErrors.of(errors)
    start, end = _days(law, version)
    return Nomenclature(
        version=version,
        terms=tuple(terms.values()),
        start=start,
        end=end,
        first_year=first_year,
        last_year=last_year,
        loss=tuple(into.loss),
    )


def is_nomenclature(table: Table) -> bool:
    """Tell a table in one of the shapes of these lists, with codes of the nomenclature and nothing of a plan in it."""
    shape = _shape_of(table)
    if shape is None or any(_OF_PLANS.search(key) for key in table.columns):
        return False
    code = shape[1]
    rows = list(itertools.islice(table.rows(), _SAMPLE))
    codes = [_clean(printed) for row in rows if code and (printed := _text(table, row, code))]
    return code is None or 2 * sum(parse_code(one) is not None for one in codes) > len(codes)


def _shape_of(table: Table) -> tuple[str, str | None] | None:
    """Name the columns of the names and of the codes, which may be parted into columns; None where it is no such list."""
    name = next((one for one in _NAMES if one in table.columns), None)
    code = next((one for one in _CODES if one in table.columns), None)
    if name is None or (code is None and not table.columns.keys() >= _COLUMNS):
        return None
    return name, code


def _days(law: Law, version: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a version of the law data."""
    start = law.nomenclature.get(version)
    later = [day for day in law.nomenclature.values() if start is not None and day > start]
    return start, min(later) - timedelta(days=1) if later else None


def _width(law: Law, version: str) -> int:
    """Return how many digits the number of a sub activity has; a list of no known version goes by the newest."""
    day = law.nomenclature.get(version) or max(law.nomenclature.values())
    return int(law.parameter("code.sub_activity_width").at(day).value)


@attrs.define
class _Rows:
    """Goes through the rows of one table."""

    sheet: Sheet
    into: Intake
    terms: dict[tuple[str, RegionGroup | None], Term]
    width: int
    padded: int = 0

    def read(self) -> None:
        table = Table.of(self.sheet)
        shape = _shape_of(table)
        if shape is None:
            heads = tuple(table.columns)[:8]
            shapes = ("kode + nama", "urusan, bidang, program, kegiatan, sub_kegiatan + nomenklatur")
            self.into.problem(
                "FILE-18",
                self.sheet.where(0) if self.sheet.grid else None,
                path=self.sheet.part.file,
                got=heads,
                expected=shapes,
                why="",
                cure=_HEADS,
            )
            return
        name, code = shape
        heads_count = len(self.sheet.grid[0])
        for row in table.rows():
            cells = len(self.sheet.grid[row])
            if cells < heads_count and self.sheet.part.table is None:
                got = Bilingual(
                    f"barisnya {cells} sel, kepalanya {heads_count}: terpotong?",
                    f"a row of {cells} cells, heads of {heads_count}: cut off?",
                )
                self.into.problem("FILE-19", table.where(row), path=self.sheet.part.file, got=got, cure=_WHOLE)
                continue
            self.row(table, row, name, code)
        if self.padded:
            self.into.lose(
                "mended",
                None,
                self.sheet.part.file,
                "numbers without their zeros",
                f"zeros put back in {self.padded} codes",
            )

    def row(self, table: Table, row: int, name: str, column: str | None) -> None:
        """Read one row; what has no code or no name is told."""
        printed = _text(table, row, column) if column else self.composed(table, row)
        title = self.mended(table, row, name)
        if printed is None or title is None:
            self.into.lose("dropped", table.where(row), "row: no code or no name", table.record(row))
            return
        code = _clean(printed)
        parsed = parse_code(code)
        if parsed is None:
            if "?" in printed:
                self.into.lose("dropped", table.where(row, column), "row: the group of the code is not known", printed)
            elif {"00", "0000"} & set(code.split(".")):
                self.into.lose("dropped", table.where(row, column), "row: a number of the code is zero", printed)
            else:
                self.into.problem(
                    "FILE-08", table.where(row, column), key=column or "kode", expected=_SHAPE, got=printed, cure=_CURE
                )
                self.into.lose("dropped", table.where(row, column), "row: no code", printed)
            return
        if column and code != printed:
            self.into.lose("mended", table.where(row, column), "kode", printed, code)
        region = _REGIONS.get((_text(table, row, "jenis_pemda") or "").lower())
        term = Term(
            code=code,
            level=parsed.level,
            name=title,
            region=region,
            statement=self.mended(table, row, "kinerja"),
            indicator=self.mended(table, row, "indikator"),
            unit=self.mended(table, row, "satuan"),
            previous=_previous(_text(table, row, "sub_kegiatan_sebelumnya")),
            retired=_text(table, row, "status_data") == "1",
            basis=_text(table, row, "dasar_hukum"),
        )
        self.keep(table, row, term)

    def keep(self, table: Table, row: int, term: Term) -> None:
        """Keep a row; of two with one code the one in use, else the first, and the other is told. Each may name one that it replaces."""
        key = (term.code, term.region)
        before = self.terms.get(key)
        if before is None or (before.retired and not term.retired):
            self.terms[key] = term
        if before is not None and before.name == term.name and term.previous and before.previous != term.previous:
            previous = tuple(dict.fromkeys((*before.previous, *term.previous)))
            self.terms[key] = attrs.evolve(self.terms[key], previous=previous)
        elif before is not None:
            self.into.lose(
                "dropped",
                table.where(row),
                f"row: code {term.code} stands twice",
                min(before.name, term.name),
                self.terms[key].name,
            )

    def composed(self, table: Table, row: int) -> str | None:
        """Put a code together from its columns and give the numbers their zeros back."""
        parts = [_text(table, row, key) for key in ("urusan", "bidang", "program", "kegiatan", "sub_kegiatan")]
        urusan, bidang, program, activity, sub = parts
        if urusan is None:
            return None
        marker, _, number = (activity or "").partition(".")
        whole = [
            urusan,
            bidang and bidang.zfill(2),
            program and program.zfill(2),
            activity and f"{marker}.{number.ljust(2, '0')}",
            sub and sub.zfill(self.width),
        ]
        code = ".".join(part for part in whole if part)
        self.padded += code != ".".join(part for part in parts if part)
        return code

    def mended(self, table: Table, row: int, key: str) -> str | None:
        """Read a text: runs of blanks go in silence, footnote marks and broken characters are told."""
        text = _text(table, row, key)
        if text is None:
            return None
        plain = " ".join(text.split())
        better = _unbroken(_MARKS.sub("", plain))
        if better != plain:
            self.into.lose("mended", table.where(row, key), key, plain, better)
        return better or None


def _text(table: Table, row: int, key: str) -> str | None:
    cell = table.get(row, key)
    return None if cell is None or not str(cell).strip() else str(cell).strip()


def _clean(printed: str) -> str:
    """Take out blanks and part a level marker from the number it was glued to (``1.03.13. 201``)."""
    code = cleaned(re.sub(r"\s+", "", printed))
    return code if parse_code(code) is not None else _GLUED.sub(r".\1.\2", code)


def _unbroken(text: str) -> str:
    """Mend UTF-8 that was read as Windows-1252 (``MÂ³``); anything else stays."""
    if not any(mark in text for mark in "ÂÃâ"):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _previous(text: str | None) -> tuple[str, ...]:
    """Read the codes of what a row replaces; a name may stand behind each."""
    lines = re.split(r"[\n;|]", text or "")
    found = (cleaned(line).split(" ", 1)[0] for line in lines if line.strip())
    return tuple(code for code in found if parse_code(code) is not None)
