"""JSON of other systems to sheets: each list of objects is a table, lists inside its objects are tables below it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from regplan.io._bytes import Found
from regplan.io._yaml import DEEPEST
from regplan.io.sheets import ABOVE, Cell, Sheet
from regplan.model._scalars import printable
from regplan.model.origins import FilePart
from regplan.values.marked import Number

__all__ = ["ABOVE", "quick_json", "sheets_of"]


def quick_json(text: str) -> Any:
    """
    Read JSON fast and exactly, or return None where something is odd: broken, doubled keys, NaN, too deep.

    The exact reader of plan files then says what and where.

    Example:
        >>> quick_json('[{"pagu": 1500000.50}]'), quick_json('{"a": 1, "a": 2}') is None
        ([{'pagu': Decimal('1500000.50')}], True)
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_object)
    except (ValueError, RecursionError, ArithmeticError):
        return None


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def sheets_of(data: Any, found: Found) -> tuple[Sheet, ...]:
    """
    Lay data out as tables, for each list of objects one; empty where there is no such list.

    Objects inside an object become columns (``target.2026``); a list of texts or numbers stays one cell. What stands beside
    the lists at the top is the table ``(top)`` of one row. In a list of objects what is no object is a row with a cell without a head.

    Raises:
        RecursionError: Objects inside an object, or tables below tables, are nested too deep.

    Example:
        >>> from pathlib import Path
        >>> data = {"status": True, "data": [{"kode": "1.02", "dana": [{"nama": "DAU"}, {"nama": "PAD"}]}]}
        >>> [(one.part.table, list(one.grid)) for one in sheets_of(data, Found(Path("a.json"), "a.json"))]
        [('(top)', [['status'], [True]]), ('data', [['kode'], ['1.02']]), ('data.dana', [['#', 'nama'], [1, 'DAU'], [1, 'PAD']])]
    """
    tables: dict[str, list[tuple[int | None, dict[str, Any]]]] = {}
    data = _dumped(data)
    if isinstance(data, list):
        _take("data", None, data, tables)
    elif isinstance(data, dict):
        _take("(top)", None, [data], tables)
    return tuple(_sheet(found, name, rows) for name, rows in tables.items() if any(row for _, row in rows))


def _dumped(data: Any) -> Any:
    """Take the tables out of what phpMyAdmin writes: a list of objects, of which those of type ``table`` hold one each."""
    if not isinstance(data, list) or not data or not all(isinstance(one, dict) and "type" in one for one in data):
        return data
    if {str(one["type"]) for one in data} - {"header", "database", "table"}:
        return data
    found: dict[str, Any] = {}
    for one in data:
        if isinstance(one.get("data"), list):
            found.setdefault(str(one.get("name")), []).extend(one["data"])
    return found


def _take(
    name: str, above: int | None, items: list[Any], tables: dict[str, list[tuple[int | None, dict[str, Any]]]]
) -> None:
    """Add the objects of a list to a table, and the lists of objects inside to tables below it."""
    rows = tables.setdefault(name, [])
    for item in items:
        row: dict[str, Any] = {}
        rows.append((above, row))
        at = len(rows)
        for path, value in _fields(item):
            if isinstance(value, list) and any(isinstance(one, dict) for one in value):
                below = path if name == "(top)" else f"{name}.{path}"
                _take(below, None if name == "(top)" else at, value, tables)
            else:
                row[path] = _cell(value)


def _fields(item: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Go through the fields of an object; those of objects inside have paths."""
    if not isinstance(item, dict):
        yield "", item
        return
    if depth > DEEPEST:
        raise RecursionError("objects inside objects without end")
    for key, value in item.items():
        if isinstance(value, dict) and value:
            yield from ((f"{key}.{inner}" if inner else key, one) for inner, one in _fields(value, depth + 1))
        else:
            yield key, value


def _cell(value: Any) -> Cell:
    """Take a value as a cell; the exact reader gives numbers as their digits."""
    if isinstance(value, Number):
        return _number(str(value))
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return None if value == {} else value


def _number(word: str) -> Cell:
    """Take a number of the exact reader; one that is beyond all sense stays the text it is."""
    if word in _WORDS:
        return _WORDS[word]
    if not set(word) & set(".eE"):
        return int(word) if len(word) <= _LONGEST else word
    try:
        return Decimal(word)
    except InvalidOperation:
        return word


_WORDS: Final = {"true": True, "false": False}
_LONGEST: Final = 4_000
"""Digits of a whole number that Python converts without asking."""


def _sheet(found: Found, name: str, rows: list[tuple[int | None, dict[str, Any]]]) -> Sheet:
    heads = list(dict.fromkeys(key for _, row in rows for key in row))
    below = any(above is not None for above, _ in rows)
    grid: list[list[Cell]] = [[ABOVE, *heads] if below else heads]
    for above, row in rows:
        cells = [row.get(head) for head in heads]
        grid.append([above, *cells] if below else cells)
    return Sheet(FilePart(found.name, printable(name), "items"), grid, range(len(grid)))
