"""Scenarios to plain data and back: what files hold. Every problem is gathered, with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from regplan.errors import CallError, RegplanError
from regplan.model._said import brief, shape_of
from regplan.model.agencies import Agency
from regplan.model.base import Record
from regplan.model.rows import RowReader
from regplan.model.schema import schema_of
from regplan.model.tables import RECORD_NAMES, TABLES
from regplan.scenario.agencies import MergeAgencies, Part, SplitAgency
from regplan.scenario.amendment import Amend
from regplan.scenario.changes import Change, Order
from regplan.scenario.delay import Delay
from regplan.scenario.edit import Edit, kind_of
from regplan.scenario.money import AddMoney, MoveMoney, ScaleMoney, SetMoney
from regplan.scenario.nodes import Drop, Move, Recode, Reword
from regplan.scenario.numbers import percent_text
from regplan.scenario.parse import read_selection
from regplan.scenario.records import Add, Link, Remove, Revise, SetTarget, Unlink
from regplan.scenario.rows import HEADING_TABLES, RowChange, table_for
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.marked import part_of, place_of
from regplan.values.text import near

if TYPE_CHECKING:
    from regplan.scenario.scenario import Scenario

__all__ = ["EDITS", "FORMAT", "data_of", "read_data"]

FORMAT: Final = "regplan-scenario/1"
_CLASSES: Final[tuple[type[Edit], ...]] = (
    ScaleMoney, SetMoney, AddMoney, MoveMoney, Delay, Drop, SetTarget, Add, Remove, Revise, Link, Unlink, Move, Reword, Recode,
    MergeAgencies, SplitAgency, Amend, Change, Order,
)  # fmt: skip
EDITS: Final[Mapping[str, type[Edit]]] = {cls.word: cls for cls in _CLASSES}
"""By the word of files, the class of an edit."""
_NAMES: Final = {table: name for name, table in RECORD_NAMES.items()}


def data_of(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as data that YAML and JSON hold; what an edit leaves at its default is left out."""
    return {
        "format": FORMAT,
        "name": scenario.name,
        "edits": [{edit.word: _edit_data(edit)} for edit in scenario.edits],
    }


def _edit_data(edit: Edit) -> dict[str, Any]:
    data = {}
    for field in _fields(type(edit)):
        value = getattr(edit, field.name)
        if value != field.default or field.default is attrs.NOTHING:
            data[field.name] = None if value is None else _WRITERS.get(kind_of(field), _same)(value)
    return data


def _fields(cls: type[Edit]) -> tuple[attrs.Attribute[Any], ...]:
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    return fields


def _same(value: Any) -> Any:
    return value


def _row(record: Record) -> dict[str, Any]:
    """Write a record with the word for its kind, English keys and only what is said."""
    data: dict[str, Any] = {} if type(record) in HEADING_TABLES.values() else {"record": _NAMES[table_for(record)]}
    for spec in schema_of(type(record)):
        value = getattr(record, spec.name)
        if value is None or spec.name == "extra" or (not spec.optional and value in ((), {})):
            continue
        if spec.many:
            data[spec.name] = list(value)
        elif isinstance(value, FrozenMap):
            data[spec.name] = {key: _amount(item) for key, item in sorted(value.items())}
        else:
            data[spec.name] = value
    return data | {key: _plain(value) for key, value in sorted((record.extra or {}).items())}


def _amount(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _plain(value: Any) -> Any:
    if isinstance(value, FrozenMap):
        return {key: _plain(item) for key, item in sorted(value.items())}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _row_change(change: RowChange) -> dict[str, Any]:
    said = {"table": change.table, "old": change.old, "new": change.new}
    return {name: _row(one) if isinstance(one, Record) else one for name, one in said.items() if one is not None}


_WRITERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "texts": list,
    "years": list,
    "percent": percent_text,
    "money": _amount,
    "where": str,
    "nodes": str,
    "values": dict,
    "record": _row,
    "records": lambda rows: [_row(one) for one in rows],
    "parts": lambda parts: [{"agency": _row(one.agency), "where": str(one.where)} for one in parts],
    "rows": lambda rows: [_row_change(one) for one in rows],
    "runs": lambda runs: [f"{first}-{end}" for first, end in runs],
    "share": str,
}


_NOT_READ: Final = object()
_SCENARIO: Final = Bilingual("berkas skenario", "a scenario file")
_MAP: Final = Bilingual("pemetaan", "a mapping")
_LIST: Final = Bilingual("daftar", "a list")
_TOP: Final = ("format", "name", "edits")


def read_data(data: Any, reader: RowReader) -> tuple[str, tuple[Edit, ...]] | None:
    """
    Read a scenario from plain data.

    Args:
        data: What a file holds, marked with its places or not.
        reader: Gathers the problems: unknown keys, edits and fields with near matches, values that do not fit.

    Returns:
        Name and edits; None where a problem was found.
    """
    told = _errors(reader)
    if not isinstance(data, Mapping):
        reader.problem("FILE-05", place_of(data), key=FORMAT, expected=_MAP, got=shape_of(data))
        return None
    for key in data:
        if key not in _TOP:
            reader.problem(
                "FILE-06", place_of(data, key), key=str(key)[:80], record=_SCENARIO, near=near(str(key), _TOP) or _TOP
            )
    for key in _TOP:
        if data.get(key) is None:
            reader.problem("FILE-10", place_of(data), key=key, record=_SCENARIO, where="")
    if data.get("format") not in {None, FORMAT}:
        reader.problem("FILE-17", place_of(data, "format"), got=repr(data["format"])[:80], expected=FORMAT)
    name, rows = data.get("name"), data.get("edits")
    if name is not None and (not isinstance(name, str) or not name.strip()):
        reader.problem(
            "FILE-08", place_of(data, "name"), key="name", expected=_ONE_LINE, got=repr(name)[:80], cure=_CURE
        )
    if rows is not None and not isinstance(rows, list):
        reader.problem("FILE-05", place_of(data, "edits"), key="edits", expected=_LIST, got=shape_of(rows))
        rows = None
    edits = [_read_edit(rows, at, row, reader) for at, row in enumerate(rows or ())]
    if _errors(reader) > told:
        return None
    assert isinstance(name, str)
    return name, tuple(edit for edit in edits if edit is not None)


def _errors(reader: RowReader) -> int:
    return sum(one.severity == "error" for one in reader.findings)


_CURE: Final = Bilingual("tulis dalam bentuk itu", "write it in that form")
_ONE_LINE: Final = Bilingual("teks satu baris", "one line of text")
_EDIT: Final = Bilingual("sebuah perubahan", "an edit")


def _read_edit(rows: Any, at: int, row: Any, reader: RowReader) -> Edit | None:
    place = place_of(row) or place_of(rows, at)
    if not isinstance(row, Mapping) or len(row) != 1:
        reader.problem("FILE-05", place, key=f"edits[{at + 1}]", expected=_ONE_EDIT, got=shape_of(row))
        return None
    ((word, given),) = row.items()
    cls = EDITS.get(str(word))
    if cls is None:
        offer = near(str(word), EDITS) or tuple(EDITS)
        reader.problem("FILE-06", place_of(row, word), key=str(word)[:80], record=_EDIT, near=offer)
        return None
    if not isinstance(given, Mapping):
        reader.problem("FILE-05", place_of(row, word), key=str(word), expected=_MAP, got=shape_of(given))
        return None
    return _read_fields(cls, given, reader)


_ONE_EDIT: Final = Bilingual(
    "pemetaan dengan satu perubahan, seperti scale: {…}", "a mapping of one edit, as scale: {…}"
)


def _read_fields(cls: type[Edit], given: Mapping[str, Any], reader: RowReader) -> Edit | None:
    told = _errors(reader)
    fields = {field.name: field for field in _fields(cls)}
    for key in given:
        if key not in fields:
            offer = near(str(key), fields) or tuple(fields)
            reader.problem("FILE-06", place_of(given, key), key=str(key)[:80], record=cls.word, near=offer)
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in given:
            reader.problem("FILE-10", place_of(given), key=name, record=cls.word, where="")
    values = {name: _read_value(field, given, name, reader) for name, field in fields.items() if name in given}
    if _errors(reader) > told or _NOT_READ in values.values():
        return None
    try:
        return cls(**values)
    except RegplanError as error:
        reader.problem("FILE-08", place_of(given), key=cls.word, expected=_EDIT, got=_cut(error), cure=_CURE)
        return None


def _cut(error: RegplanError) -> Bilingual:
    """Say what is wrong, not longer than a line or two."""
    return Bilingual(error.told.id[:300], error.told.en[:300])


def _read_value(field: attrs.Attribute[Any], given: Mapping[str, Any], name: str, reader: RowReader) -> Any:
    """Read one field; what does not fit is told at its place."""
    value = given[name]
    kind = kind_of(field)
    if value is None:
        if kind != "money" and field.default is not None:
            reader.problem("FILE-10", place_of(given, name), key=name, record=_EDIT, where="")
        return None
    try:
        read = _READERS[kind](value, reader) if kind in _READERS else _one_text(value)
        if field.converter is not None and read is not _NOT_READ:
            field.converter(read)  # type: ignore[operator] # raises what does not fit, here where the place is known
    except (RegplanError, ValueError, TypeError, KeyError, AttributeError) as error:
        told = _cut(error) if isinstance(error, RegplanError) else brief(value)
        reader.problem(
            "FILE-08",
            place_of(given, name),
            key=name,
            expected=_WANT.get(kind, _ONE_LINE),
            got=told,
            cure=_CURE,
        )
        return _NOT_READ
    return read


_WANT: Final = {
    "percent": Bilingual("persentase seperti '-12 %'", "a percentage as '-12 %'"),
    "money": Bilingual("rupiah yang tepat", "exact rupiah"),
    "where": Bilingual('pilihan seperti fund == "DAU"', 'a selection as fund == "DAU"'),
    "nodes": Bilingual('pilihan seperti id == "P1"', 'a selection as id == "P1"'),
    "whole": Bilingual("bilangan bulat", "a whole number"),
    "years": Bilingual("tahun", "years"),
    "word": Bilingual("kata dari daftar", "a word of the list"),
    "record": Bilingual("sebuah catatan", "a record"),
    "records": Bilingual("daftar catatan", "a list of records"),
}  # fmt: skip


def _one_text(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        msg = f"{value!r}"
        raise CallError(msg)
    return str(value)


def _some_texts(value: Any, _: RowReader) -> tuple[str, ...]:
    return tuple(_one_text(one) for one in (value if isinstance(value, list | tuple) else [value]))


def _whole(value: Any, _: RowReader) -> int:
    return int(_one_text(value))


def _years(value: Any, reader: RowReader) -> tuple[int, ...]:
    return tuple(map(int, _some_texts(value, reader)))


def _values(value: Any, _: RowReader) -> dict[str, str | None]:
    if not isinstance(value, Mapping):
        msg = f"{value!r}"
        raise CallError(msg)
    return {str(key): None if item is None else _one_text(item) for key, item in value.items()}


def _record(value: Any, reader: RowReader) -> Any:
    """Read a record by the word for its kind."""
    word = value.get("record") if isinstance(value, Mapping) else None
    if not isinstance(word, str) or word not in RECORD_NAMES:
        msg = f"record: {word!r}; {', '.join(near(str(word), RECORD_NAMES) or RECORD_NAMES)}"
        raise CallError(msg)
    return _record_of(TABLES[RECORD_NAMES[word]], value, reader)


def _record_of(cls: type[Record], value: Mapping[str, Any], reader: RowReader) -> Any:
    found = reader.record(cls, _without(value, "record"), {})
    return _NOT_READ if found is None else found


def _without(value: Mapping[str, Any], name: str) -> Any:
    return part_of(value, {key: item for key, item in value.items() if key != name})


def _records(value: Any, reader: RowReader) -> Any:
    read = [_record(one, reader) for one in (value if isinstance(value, list | tuple) else [value])]
    return _NOT_READ if _NOT_READ in read else tuple(read)


def _parts(value: Any, reader: RowReader) -> Any:
    read = []
    for one in value:
        agency = (
            _record({"record": "agency", **one["agency"]}, reader) if set(one) == {"agency", "where"} else _NOT_READ
        )
        if not isinstance(agency, Agency):
            msg = "agency and where"
            raise CallError(msg)
        read.append(Part(agency=agency, where=read_selection(_one_text(one["where"]))))
    return tuple(read)


def _rows(value: Any, reader: RowReader) -> Any:
    return tuple(_row_of(one, reader) for one in value)


def _row_of(one: Mapping[str, Any], reader: RowReader) -> RowChange:
    table = one["table"]
    cls = {**TABLES, **HEADING_TABLES}.get(table)
    if cls is None or not {"table", "old", "new"}.issuperset(one):
        msg = f"table: {table!r}, old, new"
        raise CallError(msg)
    old, new = (None if one.get(name) is None else _record_of(cls, one[name], reader) for name in ("old", "new"))
    return RowChange(table, old, new)


def _runs(value: Any, _: RowReader) -> tuple[tuple[int, int], ...]:
    pairs = [_one_text(one).split("-") for one in value]
    return tuple((int(first), int(end)) for first, end in pairs)


_READERS: Final[Mapping[str, Callable[[Any, RowReader], Any]]] = {
    "texts": _some_texts,
    "whole": _whole,
    "years": _years,
    "where": lambda value, _: read_selection(_one_text(value)),
    "nodes": lambda value, _: read_selection(_one_text(value)),
    "values": _values,
    "record": _record,
    "records": _records,
    "parts": _parts,
    "rows": _rows,
    "runs": _runs,
    "share": lambda value, _: Fraction(_one_text(value)),
}
