"""The tree people write to flat records: what is nested in a record belongs to it (docs/guide/files.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from regplan.io._yaml import DEEPEST
from regplan.model.base import Record
from regplan.model.keys import TABLE_KEYS, field_keys, indonesian
from regplan.model.plan import join_heading, read_heading
from regplan.model.rows import RowReader
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.values.lang import Bilingual
from regplan.values.marked import MarkedList, part_of, place_of
from regplan.values.text import id_fault, near

__all__ = ["FORMAT", "OFFERED", "FileTables", "is_plan", "read_tree"]

FORMAT: Final = "regplan/1"
_SCOPE_KEYS: Final = ("agency", "opd")
_HEADING_KEYS: Final = (
    "title",
    "judul",
    "uraian",
    "region",
    "daerah",
    "tahun",
    "years",
    "first_year",
    "tahun_awal",
    "last_year",
    "tahun_akhir",
    "extra",
    "tambahan",
)

Rows = tuple[int, int] | None


@attrs.define
class FileTables:
    """What one file gave: records by table, each with its place, and the heading."""

    records: dict[str, list[Record]] = attrs.field(factory=lambda: {name: [] for name in TABLES})
    places: dict[str, list[Rows]] = attrs.field(factory=lambda: {name: [] for name in TABLES})
    heading: dict[str, Any] = attrs.field(factory=dict)

    def add(self, table: str, record: Record | None, place: Rows) -> None:
        """Keep a record that could be read."""
        if record is not None:
            self.records[table].append(record)
            self.places[table].append(place)


def _keys(names: Mapping[str, str]) -> dict[str, str]:
    """Map the English and Indonesian keys to what they name."""
    return {key: name for name in names for key in (name, names[name])}


_MONEY: Final = {
    "ceiling": {"basis": "ceiling"},
    "forward_estimate": {"basis": "forward_estimate"},
    "realised_amount": {"basis": "realised"},
    "stated_total": {"basis": "ceiling", "role": "stated_total"},
}
_MONEY_KEYS: Final = _keys(
    {
        "ceiling": "pagu",
        "forward_estimate": "prakiraan_maju",
        "realised_amount": "realisasi_anggaran",
        "stated_total": "jumlah_tercantum",
    }
)
_LINK_KEYS: Final = _keys(
    {kind: indonesian(kind) for kind in ("supports", "adopts", "aligned_with", "needs", "replaces")}
)
_SERIES_KEYS: Final = _keys({role: indonesian(role) for role in ("baseline", "target", "result")})


def _nested_tables() -> dict[str, dict[str, str]]:
    """By table, the keys of the tables that may be nested in its records."""
    inner: dict[str, tuple[str, ...]] = {
        "documents": (*NODE_TABLES, "entries", "indicators", "series", "allocations", "references", "links"),
        "agencies": ("agencies",),
        "places": ("places",),
        "references": ("references",),
        "indicators": ("series", "allocations"),
    }
    for at, name in enumerate(NODE_TABLES):
        inner[name] = (*NODE_TABLES[at + 1 :], "indicators", "allocations")
    return {outer: {key: name for name in names for key in (name, *TABLE_KEYS[name])} for outer, names in inner.items()}


NESTED: Final = _nested_tables()


def read_tree(data: Any, reader: RowReader, into: FileTables) -> None:
    """Read the data of one file into tables; every problem is noted in *reader*."""
    if not isinstance(data, Mapping):
        got = _LIST if isinstance(data, list) else _VALUE
        reader.problem("FILE-05", place_of(data) or (1, 1), key=str(reader.file), expected=_MAPPING, got=got)
        return
    if data.get("format", FORMAT) != FORMAT:
        reader.problem("FILE-17", place_of(data, "format"), got=repr(data["format"])[:80], expected=FORMAT)
        return
    _read_scope(data, reader)
    heading = {key: value for key, value in data.items() if key in _HEADING_KEYS or str(key).startswith("x-")}
    for key, value in data.items():
        table = _table_at(key, value)
        if table is not None:
            _read_list(table, key, data, value, {}, {}, reader, into)
        elif key in {"plan", "rencana"}:
            if isinstance(value, Mapping):
                join_heading(reader, into.heading, read_heading(reader, value), place_of(data, key))
            else:
                reader.wrong_shape(data, key, value)
        elif key not in heading and key not in {"format", *_SCOPE_KEYS}:
            offer = near(str(key), (*_TOP, *_HEADING_KEYS, *_SCOPE_KEYS, "plan", "rencana"))
            reader.problem("FILE-06", place_of(data, key), key=str(key)[:80], record=_FILE, near=offer)
            reader.lose("dropped", place_of(data, key), str(key)[:80], value)
    if heading:
        join_heading(reader, into.heading, read_heading(reader, part_of(data, heading)), place_of(data))


def _table_at(key: str, value: Any) -> str | None:
    """Return the table that a key at the top holds; ``opd`` names whose file it is, and a list of records is the table."""
    return "agencies" if key in _SCOPE_KEYS and _are_records(value) else _TOP.get(key)


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(row, Mapping) for row in value)


def is_plan(data: Any) -> bool:
    """
    Tell whether data are those of a plan file: it says its format, or half of its keys at the top, and of all but ``id``, are plans'.

    Example:
        >>> is_plan({"judul": "RPJMD", "tujuan": [], "tujun": []}), is_plan({"status": True, "data": []}), is_plan([])
        (True, False, False)
        >>> is_plan({"tujuan": [{"id_tujuan": 1, "tujuan_teks": "Sehat", "urut": 1}]})
        False
    """
    if not isinstance(data, Mapping):
        return False
    if "format" in data or not data:
        return True
    top = {key: key in _TOP or key in _OTHERS or str(key).startswith("x-") for key in data}
    if 2 * sum(top.values()) < len(top):
        return False
    keys: dict[tuple[str, str], bool] = {("", str(key)): known for key, known in top.items()}
    for key, value in data.items():
        if key in _TOP:
            _gather_keys(_TOP[key], value, keys, 0)
    said = [known for (_, key), known in keys.items() if key != "id"]
    return 2 * sum(said) >= len(said)


def _gather_keys(table: str, rows: Any, keys: dict[tuple[str, str], bool], depth: int) -> None:
    """Note by table which keys its records have, and whether those are a plan's; the first records speak for all."""
    fields, nested, short = field_keys(TABLES[table]), NESTED.get(table, {}), _short_keys(table)
    for row in (rows if isinstance(rows, list) else [rows])[:_SAMPLE]:
        for key, value in row.items() if isinstance(row, Mapping) else ():
            is_own = str(key).startswith("x-") or key in {"tahun", "years"}
            keys[table, str(key)] = key in fields or key in nested or key in short or is_own
            if key in nested and key not in fields and depth < DEEPEST:
                _gather_keys(nested[key], value, keys, depth + 1)


def _read_scope(data: Any, reader: RowReader) -> None:
    """Read whose file it is."""
    for key in _SCOPE_KEYS:
        if key not in data or _are_records(data[key]):
            continue
        scope = data[key]
        if not isinstance(scope, str) or id_fault(scope):
            reader.wrong_shape(data, key, scope, "id")
        elif reader.scope not in {None, scope}:
            reader.problem("FILE-07", place_of(data, key), key=key, line=(place_of(data, _SCOPE_KEYS[0]) or (0, 0))[0])
        else:
            reader.scope = scope


def _read_list(
    table: str,
    key: str,
    outer: Any,
    rows: Any,
    given: dict[str, Any],
    inherited: dict[str, Any],
    reader: RowReader,
    into: FileTables,
) -> None:
    """Read the rows under one table key; a single mapping is one row."""
    if rows is None:
        return
    if isinstance(rows, Mapping):
        _read_row(table, rows, given, inherited, reader, into)
        return
    if not isinstance(rows, list):
        reader.wrong_shape(outer, key, rows, "list")
        return
    for at, row in enumerate(rows):
        if isinstance(row, Mapping):
            _read_row(table, row, given, inherited, reader, into)
        elif row is not None:
            place = place_of(rows, at) or place_of(row)
            reader.problem(
                "FILE-05",
                place,
                key=f"{key}[{at + 1}]",
                expected=_MAPPING,
                got=_LIST if isinstance(row, list) else _VALUE,
            )
            reader.lose("dropped", place, f"{key}[{at + 1}]", row)


def _read_row(
    table: str,
    row: Any,
    given: dict[str, Any],
    inherited: dict[str, Any],
    reader: RowReader,
    into: FileTables,
) -> None:
    """Read one record and what is nested in it."""
    cls = TABLES[table]
    nested = NESTED.get(table, {})
    fields = field_keys(cls)
    short = _short_keys(table)
    plain = row
    if not (row.keys().isdisjoint(nested) and row.keys().isdisjoint(short)):
        plain = part_of(
            row, {key: value for key, value in row.items() if not _is_nested(key, value, nested, fields, short)}
        )
    defaults = {name: value for name, value in inherited.items() if not any(fields.get(key) == name for key in plain)}
    if table == "documents" and reader.scope and not any(fields.get(key) == "agency" for key in plain):
        defaults["agency"] = reader.scope
    known = {name: value for name, value in {**defaults, **given}.items() if name in fields}
    record = reader.record(cls, plain, known)
    into.add(table, record, place_of(row))
    if plain is row:
        return
    home = getattr(record, "document", None) or inherited.get("document")
    own_id = getattr(record, "id", None)
    inner = {"document": own_id if table == "documents" else home}
    for key, value in row.items():
        if key in plain or value is None:
            continue
        if key in short:
            _read_short(table, key, row, value, record, home, reader, into)
        else:
            inner_given = _given(table, nested[key], record) if record is not None else {}
            _read_list(nested[key], key, row, value, inner_given, inner, reader, into)


def _is_nested(
    key: str, value: Any, nested: Mapping[str, str], fields: Mapping[str, str], short: Mapping[str, str]
) -> bool:
    if key in short:
        return True
    return key in nested and (key not in fields or isinstance(value, Mapping | list))


def _short_keys(table: str) -> Mapping[str, str]:
    if table in NODE_TABLES:
        return _NODE_SHORT
    return _INDICATOR_SHORT if table == "indicators" else {}


_NODE_SHORT: Final = {**_MONEY_KEYS, **_LINK_KEYS}
_INDICATOR_SHORT: Final = {**_MONEY_KEYS, **_SERIES_KEYS}


def _given(outer: str, inner: str, record: Any) -> dict[str, Any]:
    """Say what its place in *record* gives a nested record."""
    if outer == "documents":
        return {} if inner == "indicators" else {"document": record.id}
    if outer == "indicators":
        return {"indicator": record.id, **({"subject": record.owner} if inner == "allocations" else {})}
    if inner == "indicators":
        return {"owner": record.id}
    return {"subject": record.id} if inner == "allocations" else {"parent": record.id}


def _read_short(
    table: str, key: str, row: Any, value: Any, record: Any, home: str | None, reader: RowReader, into: FileTables
) -> None:
    """Read a short form: ``pagu:`` of a node, ``target:`` of an indicator, ``mendukung:`` of a node."""
    if record is None:
        reader.lose("dropped", place_of(row, key), key, value)
        return
    given: dict[str, Any]
    if key in _LINK_KEYS:
        for at, target in enumerate(value if isinstance(value, list) else [value]):
            fields = part_of(row, {"kind": _LINK_KEYS[key], "target": target}, key)
            if isinstance(value, MarkedList):
                fields.places = dict.fromkeys(fields, value.places[at])
            given = {"source": record.id, **({"document": home} if home else {})}
            link = reader.record(TABLES["links"], fields, given, {"target": key})
            into.add("links", link, place_of(value, at) or place_of(row, key))
        return
    fields = part_of(row, {"amounts" if key in _MONEY_KEYS else "values": value}, key)
    given = {"document": home} if home else {}
    if key in _SERIES_KEYS and table == "indicators":
        given |= {"indicator": record.id, "role": _SERIES_KEYS[key]}
        into.add("series", reader.record(TABLES["series"], fields, given, {"values": key}), place_of(row, key))
        return
    given |= _MONEY[_MONEY_KEYS[key]]
    given |= {"subject": record.owner, "indicator": record.id} if table == "indicators" else {"subject": record.id}
    into.add("allocations", reader.record(TABLES["allocations"], fields, given, {"amounts": key}), place_of(row, key))


_SAMPLE: Final = 100
OFFERED: Final = {cls.__name__: (*NESTED.get(table, ()), *_short_keys(table)) for table, cls in TABLES.items()}
"""By class, the keys that may be nested in its records; for near matches."""
_TOP: Final = {key: table for table in TABLES for key in (table, *TABLE_KEYS[table])}
_OTHERS: Final = frozenset((*_HEADING_KEYS, *_SCOPE_KEYS, "plan", "rencana"))
_MAPPING: Final = Bilingual("pemetaan (kunci: nilai)", "a mapping (key: value)")
_LIST: Final = Bilingual("daftar", "a list")
_VALUE: Final = Bilingual("satu nilai", "one value")
_FILE: Final = Bilingual("berkas rencana", "a plan file")
