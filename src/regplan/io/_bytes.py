"""Files on a disk: which there are, their bytes, their text. The only place that opens one for reading."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from regplan.model._said import size_of
from regplan.model._scalars import printable
from regplan.model.loss import Loss
from regplan.model.rows import RowReader
from regplan.values.lang import Bilingual
from regplan.values.marked import Place

__all__ = [
    "LARGEST_JSON",
    "LARGEST_YAML",
    "SUFFIXES",
    "TABLE_SUFFIXES",
    "Found",
    "as_text",
    "files_of",
    "place_at",
    "read_bytes",
]

LARGEST_YAML: Final = 64 * 2**20
LARGEST_JSON: Final = 2 * 2**30
LARGEST_TABLE: Final = 2**30
SUFFIXES: Final = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
TABLE_SUFFIXES: Final = (".csv", ".tsv", ".parquet", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""The endings of files of tables; each has a carrier."""
PACKAGE: Final = "datapackage.json"
"""Describes a folder of tables (Frictionless) and says nothing of the plan."""


@attrs.frozen
class Found:
    """A file to read, and the name it is shown by."""

    path: Path
    name: str


def files_of(path: Path, reader: RowReader) -> tuple[Found, ...]:
    """
    List the plan files at *path*: the file itself, or the files of a folder and its subfolders, in order of name.

    Other files are left out and told in the loss; links to folders are not followed, so no loop is entered.
    """
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        reader.problem("FILE-01", None, path=printable(str(path)), got=_why(error))
        return ()
    if not stat.S_ISDIR(kind):
        return (Found(path, printable(str(path))),)
    found = []
    for file in _walk(path, reader):
        if file.suffix.lower() in {*SUFFIXES, *TABLE_SUFFIXES} and file.name != PACKAGE:
            found.append(Found(file, printable(str(file))))
        elif file.name != PACKAGE:
            reader.lose("dropped", None, printable(str(file)), "neither a plan file nor a table")
    if not found and not reader.findings:
        reader.problem("FILE-02", None, path=printable(str(path)), got=_nothing_in(reader.loss))
    return tuple(found)


def _nothing_in(loss: Sequence[Loss]) -> Bilingual:
    """Say that a folder holds neither plans nor tables, and what it holds."""
    names = [Path(one.what).name for one in loss]
    held = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
    return Bilingual(
        f"tidak ada berkas rencana atau tabel di dalamnya; yang ada: {held or 'tidak ada'}",
        f"neither plan files nor tables are in it; there are: {held or 'none'}",
    )


def _walk(path: Path, reader: RowReader) -> Iterator[Path]:
    def tell(error: OSError) -> None:
        reader.problem("FILE-01", None, path=printable(str(error.filename or path)), got=_why(error))

    for folder, folders, names in os.walk(path, onerror=tell):
        for name in sorted(folders):
            if Path(folder, name).is_symlink():
                reader.lose("dropped", None, printable(str(Path(folder, name))), "a link to a folder is not followed")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def read_bytes(found: Found, kind: str, reader: RowReader) -> bytes | None:
    """Read a regular file of a size that can be held; None where that fails, and why is noted."""
    try:
        status = found.path.stat()
        if not stat.S_ISREG(status.st_mode):
            reader.problem("FILE-01", None, path=found.name, got=_NOT_REGULAR)
            return None
        largest = LARGEST_JSON if kind == "json" else LARGEST_YAML if kind == "yaml" else LARGEST_TABLE
        if status.st_size > largest:
            reader.problem(
                "FILE-14",
                None,
                what=found.name,
                got=size_of(status.st_size, "bytes"),
                expected=size_of(largest, "bytes"),
            )
            return None
        with found.path.open("rb") as file:
            return file.read(status.st_size + 1)
    except (OSError, ValueError) as error:
        reader.problem("FILE-01", None, path=found.name, got=_why(error))
        return None


def as_text(raw: bytes, found: Found, reader: RowReader) -> str | None:
    """Decode UTF-8, with or without byte order mark; None for another encoding or nothing at all."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        reader.problem("FILE-03", (1, 1), got=_UTF_16)
        return None
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if not raw.strip():
        reader.problem("FILE-02", None, path=found.name, got=EMPTY_FILE)
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        reader.problem("FILE-03", (line, column), got=_bad_byte(raw[error.start]))
        return None


def place_at(text: str, offset: int) -> Place:
    """Return line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _why(error: Exception) -> Bilingual:
    if isinstance(error, FileNotFoundError):
        return Bilingual("tidak ada", "does not exist")
    if isinstance(error, PermissionError):
        return Bilingual("tidak boleh dibaca", "may not be read")
    reason = getattr(error, "strerror", None) or str(error)
    return Bilingual(f"gagal dibaca ({reason})", f"reading failed ({reason})")


def _bad_byte(byte: int) -> Bilingual:
    return Bilingual(f"bita 0x{byte:02x} (Latin-1 atau Windows-1252?)", f"byte 0x{byte:02x} (Latin-1 or Windows-1252?)")


_MOST_NAMES: Final = 5
EMPTY_FILE: Final = Bilingual("berkasnya kosong", "the file is empty")
_NOT_REGULAR: Final = Bilingual("bukan berkas biasa", "is no regular file")
_UTF_16: Final = Bilingual("tampaknya UTF-16", "it looks like UTF-16")
