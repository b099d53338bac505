"""What the XML of an .xlsx workbook tells that the reading library passes over: bare formulas, errors, hidden rows, size."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from typing import Final

import attrs

from regplan.model.origins import letters_of

__all__ = ["Look", "cell_name", "files_by_name", "files_of_relations", "grid_size", "sheet_files", "xlsx_looks"]

_ERROR: Final = re.compile(rb'<c ([^>]*?t="e"[^>]*)>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_FORMULA: Final = re.compile(rb'<c [^>]*?r="([A-Z]+[0-9]+)"[^>]*>\s*<f[ >/](?:(?!</c>).)*?</c>', re.DOTALL)
_VALUE: Final = re.compile(rb'<v>[^<]|<is>|^<c [^>]*?t="str"')
_HIDDEN: Final = re.compile(rb'<row\s[^>]*?\bhidden="(?:1|true)"[^>]*?(/?)>(.{0,4})', re.DOTALL)
_FILTER: Final = re.compile(rb"<autoFilter\b[^>]*>\s*<filterColumn")
_SHEET: Final = re.compile(rb"<sheet\s([^>]*)/?>")
_RELATION: Final = re.compile(rb"<Relationship\s([^>]*)/?>")
_FILLED: Final = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
"""A cell with something in it; one that only has a format closes itself."""
_COLUMNS_OF_TWO_LETTERS: Final = 702


@attrs.frozen
class Look:
    """
    What was seen in the XML of a sheet.

    Attributes:
        bare: Cells with a formula and no stored value.
        errors: Cells that hold an error, with it.
        hidden_rows: How many rows with cells are hidden, by hand or by a filter.
        is_filtered: Whether a filter with a condition is on.
    """

    bare: tuple[str, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    hidden_rows: int = 0
    is_filtered: bool = False


def xlsx_looks(archive: zipfile.ZipFile) -> dict[str, Look]:
    """Look into each sheet of packed XML, by its name."""
    return {name: _look(archive.read(file)) for name, file in files_by_name(archive).items()}


def _look(text: bytes) -> Look:
    formulas = _FORMULA.finditer(text) if b"<f" in text else ()
    bare = tuple(match[1].decode() for match in formulas if _VALUE.search(match.group()) is None)
    broken = _ERROR.finditer(text) if b't="e"' in text else ()
    errors = tuple((_cell(match[1]), match[2].decode()) for match in broken)
    hidden = 0
    if b"hidden=" in text:
        hidden = sum(not match[1] and match[2].startswith(b"<c") for match in _HIDDEN.finditer(text))
    return Look(bare, errors, hidden, _FILTER.search(text) is not None)


def files_by_name(archive: zipfile.ZipFile) -> dict[str, str]:
    """Pair the names of sheets with their files through the relations of the workbook; files have an order of their own."""
    try:
        book = archive.read("xl/workbook.xml")
    except KeyError:
        return {}
    sheets = [_attributes(match[1]) for match in _SHEET.finditer(book)]
    return files_of_relations(
        archive,
        "xl/_rels/workbook.xml.rels",
        [(one["name"], next((one[key] for key in one if key.endswith(":id")), "")) for one in sheets if "name" in one],
    )


def files_of_relations(archive: zipfile.ZipFile, relations: str, sheets: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Pair names with files, each by the relation that leads to it; those that lead nowhere are left out."""
    known = set(archive.namelist())
    if relations not in known:
        return {}
    told = [_attributes(match[1]) for match in _RELATION.finditer(archive.read(relations))]
    targets = {
        one["Id"]: posixpath.normpath(posixpath.join("xl", one["Target"]))
        if not one["Target"].startswith("/")
        else one["Target"].lstrip("/")
        for one in told
        if {"Id", "Target"} <= one.keys()
    }
    return {name: targets[relation] for name, relation in sheets if targets.get(relation) in known}


def _attributes(text: bytes) -> dict[str, str]:
    """Read the attributes of an element."""
    found = re.findall(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", text.decode("utf-8", "replace"))
    return {key: unescape(one or other) for key, one, other in found}


def sheet_files(archive: zipfile.ZipFile) -> list[str]:
    """List the files of sheets."""
    return [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]


def grid_size(text: bytes, most: int) -> int:
    """
    Count the cells of the full grid of a sheet: one far cell makes it huge, and the reading library would hold it all.

    Cells that have a format and nothing in them are no part of that grid: a column formatted to row 1,048,576 is harmless.
    """
    last = text.rfind(b"<row ")
    number = re.search(rb'<row [^>]*?r="(\d{1,7})"', text[last:]) if last >= 0 else None
    rows = int(number[1]) if number else 0
    if rows * _COLUMNS_OF_TWO_LETTERS <= most and not re.search(rb' r="[A-Z]{3}\d', text):
        return 0
    rows = columns = 0
    for match in _FILLED.finditer(text):
        rows = max(rows, int(match[2]))
        columns = max(columns, _column(match[1]))
    return rows * columns


@lru_cache(maxsize=20_000)
def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column


def cell_name(row: int, column: int) -> str:
    """
    Name a cell by its position, from 0.

    Example:
        >>> cell_name(0, 0), cell_name(9, 27)
        ('A1', 'AB10')
    """
    return f"{letters_of(column + 1)}{row + 1}"


def _cell(attributes: bytes) -> str:
    found = re.search(rb'r="([A-Z]+[0-9]+)"', attributes)
    return found[1].decode() if found else "A1"
