"""CSV files to sheets: every cell is text as it stands; the encoding and the mark between fields are found out."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from typing import Final

import attrs

from regplan.io._bytes import EMPTY_FILE, Found, as_text
from regplan.io.carriers._kinds import REOPEN, Kind, kind_of, web_page
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.model.origins import FilePart
from regplan.model.rows import RowReader
from regplan.values.lang import Bilingual

__all__ = ["is_text", "read_csv"]

_DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 20
_WIDE: Final = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_STRANGE: Final = "^~#:\x1f"
_NO_TEXT: Final = Kind(Bilingual("isinya bukan teks", "it is no text"), REOPEN)
_CLOSE: Final = Bilingual(
    'tutup atau hapus tanda kutip itu ("), atau ekspor ulang tabelnya dari lembar kerja',
    'close or remove that quote ("), or export the table from its spreadsheet again',
)
_OPEN: Final = Kind(Bilingual("tanda kutip tidak ditutup", "a quote is not closed"), _CLOSE)
_LONG: Final = Kind(
    Bilingual(
        "sel lebih dari 131.072 huruf; biasanya tanda kutip tidak ditutup",
        "a cell of more than 131,072 letters; mostly a quote is not closed",
    ),
    _CLOSE,
)
_ONE_MARK: Final = Bilingual(
    "pakai satu tanda pemisah di semua baris: simpan ulang dari lembar kerja sebagai CSV atau .xlsx",
    "part all lines by one mark: save the table from a spreadsheet program as CSV or .xlsx again",
)
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def is_text(raw: bytes) -> bool:
    """
    Tell text in any encoding from pictures, documents and other bytes: few signs at its beginning are control characters.

    Example:
        >>> is_text(b"kode,nama"), is_text("kode,nama".encode("utf-16")), is_text(bytes(range(40)))
        (True, True, False)
    """
    if kind_of(raw):
        return False
    start = raw[:4096]
    if any(start.startswith(mark) for mark, _ in _WIDE) or _bare_wide(raw):
        return True
    return len(_CONTROL.findall(start)) * 20 <= len(start)


def read_csv(raw: bytes, found: Found, into: Intake) -> tuple[Sheet, ...]:
    """
    Read a CSV file.

    The mark between fields is the one of ``, ; tab |`` that parts most of the first lines alike. A file that is no UTF-8 as a whole is
    read as UTF-16 or Windows-1252, which is told as a guess; a UTF-8 file with single bytes of Windows-1252 is FILE-03. Where rows
    cannot be told apart (a quote that is not closed, lines parted by another mark than the heads) nothing is read: FILE-19.
    """
    part = FilePart(found.name)
    if not is_text(raw):
        kind = kind_of(raw) or _NO_TEXT
        into.problem("FILE-19", part.where(1), path=found.name, got=kind.got, cure=kind.cure)
        return ()
    text = _text(raw, found, into)
    if text is None:
        return ()
    if page := web_page(text):
        into.problem("FILE-23", part.where(1), path=found.name, got=page.got, cure=page.cure)
        return ()
    delimiter, skip = _delimiter(text)
    rows = CsvRows(text, delimiter)
    grid: list[list[str]] = []
    numbers: list[int] = []
    for line, row in rows:
        if line > skip:
            grid.append(row)
            numbers.append(line)
    if rows.fault is None and grid:
        rows.fault = _other_mark(grid, numbers, delimiter)
    if rows.fault is not None:
        line, why = rows.fault
        into.problem("FILE-19", part.where(line), path=found.name, got=why.got, cure=why.cure)
        return ()
    for line, printed in rows.mended:
        into.lose("mended", part.where(line), "quotes within a cell", printed.strip(), "read without them")
    return (Sheet(part, grid, numbers),)


@attrs.define
class CsvRows:
    """
    The rows of a CSV text, each with the number of its first line.

    Attributes:
        text: The text.
        delimiter: The mark between fields.
        mended: Lines in which text follows a quoted cell, as printed.
        fault: The line, and why no row from there on can be told; None where all can.
    """

    text: str
    delimiter: str
    mended: list[tuple[int, str]] = attrs.field(factory=list)
    fault: tuple[int, Kind] | None = None

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Go through the rows, to the end or to the fault."""
        last = [""]
        reader = csv.reader(_kept(self.text, last), delimiter=self.delimiter, strict=True)
        while True:
            begun = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if reader.line_num > begun or not _is_loose(error):
                    self.fault = begun, _why(error)
                    return
                self.mended.append((begun, last[0]))
                row = next(csv.reader(last, delimiter=self.delimiter))
            yield begun, row


def _kept(text: str, last: list[str]) -> Iterator[str]:
    """Go through the lines of a text, and keep the one that is read."""
    for last[0] in io.StringIO(text, newline=""):
        yield last[0]


def _is_loose(error: csv.Error) -> bool:
    """Tell a line in which text follows a closed quote."""
    return "expected after" in str(error)


def _why(error: csv.Error) -> Kind:
    return _LONG if "field limit" in str(error) else _OPEN


def _other_mark(grid: list[list[str]], numbers: list[int], delimiter: str) -> tuple[int, Kind] | None:
    """Find the first row of one cell that another mark parts into as many as there are heads."""
    wanted = len(grid[0])
    for row, line in zip(grid, numbers, strict=True):
        if wanted > 2 and len(row) == 1:
            other = next((mark for mark in _DELIMITERS if mark != delimiter and row[0].count(mark) == wanted - 1), None)
            if other:
                got = Bilingual(
                    f"barisnya dipisah {other!r}, kepalanya {delimiter!r}",
                    f"its line is parted by {other!r}, the heads by {delimiter!r}",
                )
                return line, Kind(got, _ONE_MARK)
    if wanted == 1 and len(grid) > 1:
        head = grid[0][0]
        strange = next((mark for mark in _STRANGE if head.count(mark) > 1 and grid[1][0].count(mark) > 1), None)
        if strange:
            got = Bilingual(
                f"kolomnya dipisah {strange!r}, bukan koma, titik koma, tab, atau garis tegak",
                f"its columns are parted by {strange!r}, not by a comma, semicolon, tab or bar",
            )
            return numbers[0], Kind(got, _ONE_MARK)
    return None


def _text(raw: bytes, found: Found, into: Intake) -> str | None:
    """Decode a file, by its byte order mark, as UTF-8, or as the encoding that its bytes speak for."""
    wide = next((name for mark, name in _WIDE if raw.startswith(mark)), None) or _bare_wide(raw)
    where = FilePart(found.name).where(1)
    if wide:
        try:
            text = raw.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError:
            text = ""
        if text.strip():
            into.lose("guessed", where, found.name, f"no UTF-8, read as {wide}", wide)
            return text
        into.problem("FILE-02", None, path=found.name, got=EMPTY_FILE)
        return None
    if _is_single_byte(raw):
        name = "cp1252" if _decodes(raw, "cp1252") else "latin-1"
        into.lose("guessed", where, found.name, f"no UTF-8, read as {name}", name)
        raw = raw.decode(name).encode()
    reader = RowReader(file=found.name)
    text_or_none = as_text(raw, found, reader)
    into.findings += reader.findings
    return text_or_none


def _bare_wide(raw: bytes) -> str | None:
    """Name the UTF-16 that a file without mark is: every second byte of its beginning is zero."""
    start = raw[:200]
    if len(start) < 8:
        return None
    for name, zeros, others in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if zeros.count(0) * 10 >= len(zeros) * 9 and others.count(0) == 0:
            return name
    return None


def _decodes(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _is_single_byte(raw: bytes) -> bool:
    """Tell whether bytes are of a one-byte encoding: no UTF-8, and no sign beyond ASCII in them is written as UTF-8 writes it."""
    return not _decodes(raw, "utf-8") and _MULTIBYTE.search(raw.removeprefix(b"\xef\xbb\xbf")) is None


def _delimiter(text: str) -> tuple[str, int]:
    """Find the mark between fields, and how many lines say it (``sep=;``)."""
    start = list(itertools.islice(io.StringIO(text[: 2**16], newline=""), _SAMPLE))
    first = start[0].strip()
    if re.fullmatch(r"sep=[,;\t|]", first, re.IGNORECASE):
        return first[-1], 1
    sample = [line for line in start if line.strip()]

    def votes(mark: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=mark)]
        except csv.Error:
            return 0, 0
        head = widths[0] if widths else 1
        alike = sum(width == head for width in widths) if head > 1 else 0
        return (1 if 2 * alike > len(widths) else 0) * head, first.count(mark)

    return max(_DELIMITERS, key=votes), 0
