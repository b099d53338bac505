"""CSV files to sheets: every cell is text as it stands; the encoding and the mark between fields are found out."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from regplan.io._bytes import EMPTY_FILE, Found, as_text
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.model.origins import FilePart
from regplan.model.rows import RowReader
from regplan.values.lang import Bilingual

__all__ = ["WEB_PAGE", "is_web_page", "read_csv"]

_DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 20
_WIDE: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|head|body|table|\?xml)\b", re.IGNORECASE)
WEB_PAGE: Final = Bilingual("berkasnya halaman web", "it is a page of the web")
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def is_web_page(text: str) -> bool:
    """
    Tell whether text is HTML or XML, as systems answer where data were asked for.

    Example:
        >>> is_web_page("<!DOCTYPE html><html>"), is_web_page("kode,nama")
        (True, False)
    """
    return _PAGE.match(text) is not None


def read_csv(raw: bytes, found: Found, into: Intake) -> tuple[Sheet, ...]:
    """
    Read a CSV file.

    The mark between fields is the one of ``, ; tab |`` that parts most of the first lines alike. A file that is no UTF-8 as a whole is
    read as UTF-16 or Windows-1252, which is told as a guess; a UTF-8 file with single bytes of Windows-1252 is FILE-03.
    """
    text = _text(raw, found, into)
    if text is None:
        return ()
    if is_web_page(text):
        into.problem("FILE-23", FilePart(found.name).where(1), path=found.name, got=WEB_PAGE)
        return ()
    delimiter, skip = _delimiter(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    grid: list[list[str]] = []
    numbers: list[int] = []
    line = 1
    try:
        for row in lines:
            if line > skip:
                grid.append(row)
                numbers.append(line)
            line = lines.line_num + 1
    except csv.Error as error:
        into.problem("FILE-19", FilePart(found.name).where(line), path=found.name, got=str(error))
        return ()
    return (Sheet(FilePart(found.name), grid, numbers),)


def _text(raw: bytes, found: Found, into: Intake) -> str | None:
    """Decode a file, by its byte order mark, as UTF-8, or as the encoding that its bytes speak for."""
    wide = next((name for mark, name in _WIDE if raw.startswith(mark)), None) or _bare_wide(raw)
    if wide:
        try:
            text = raw.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError:
            text = ""
        if text.strip():
            into.lose("guessed", None, found.name, f"no UTF-8, read as {wide}", wide)
            return text
        into.problem("FILE-02", None, path=found.name, got=EMPTY_FILE)
        return None
    if _is_single_byte(raw):
        name = "cp1252" if _decodes(raw, "cp1252") else "latin-1"
        into.lose("guessed", None, found.name, f"no UTF-8, read as {name}", name)
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
    first = text.partition("\n")[0].strip()
    if re.fullmatch(r"sep=[,;\t|]", first, re.IGNORECASE):
        return first[-1], 1
    sample = [line for line in text[: 2**16].split("\n")[:_SAMPLE] if line.strip()]

    def votes(mark: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=mark)]
        except csv.Error:
            return 0, 0
        head = widths[0] if widths else 1
        alike = sum(width == head for width in widths) if head > 1 else 0
        return (1 if 2 * alike > len(widths) else 0) * head, first.count(mark)

    return max(_DELIMITERS, key=votes), 0
