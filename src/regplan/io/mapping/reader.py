"""Mapping files to mappings: every error at once, with its line and near matches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from regplan.io._bytes import Found, as_text, read_bytes
from regplan.io._yaml import parse_yaml
from regplan.io.mapping.model import ByPeriod, ColumnMapping, Condition, Field, RecordMap, Skip, TableMap
from regplan.io.mapping.templates import FILTERS, Template, parse_template
from regplan.io.sheets import column_key
from regplan.model._said import RECORD, brief, shape_of
from regplan.model._scalars import printable
from regplan.model.keys import RECORD_KEYS, field_keys
from regplan.model.rows import RowReader
from regplan.model.tables import TABLES
from regplan.values.lang import Bilingual
from regplan.values.marked import Place, place_of
from regplan.values.period import read_years
from regplan.values.text import near

__all__ = ["FORMAT", "SUFFIX", "read_mapping"]

FORMAT: Final = "regplan-mapping/1"
SUFFIX: Final = ".peta.yaml"
"""The ending of a mapping that lies beside its table."""
_TOP: Final = ("format", "plan", "records", "tables", "note")
_TABLE: Final = ("sheet", "head", "fill_down", "let", "skip", "ignore", "rows")
_ROW: Final = ("record", "when", "each", "by", "same")
_SAME: Final = ("once", "keep", "sum")
_SPAN: Final = re.compile(r"(\d{4})\.\.(\d{4})")
_MAPPING: Final = Bilingual("peta kolom", "a mapping")
_A_MAP: Final = Bilingual("pemetaan", "a mapping of keys")
_A_LIST: Final = Bilingual("daftar", "a list")
_A_TEXT: Final = Bilingual("teks", "a text")
_CURE: Final = Bilingual("tulis dalam bentuk itu", "write it in that form")


def read_mapping(path: Path, reader: RowReader) -> ColumnMapping | None:
    """Read a mapping file; None where something is wrong, all of which the reader keeps."""
    found = Found(path, printable(str(path)))
    raw = read_bytes(found, "yaml", reader)
    text = None if raw is None else as_text(raw, found, reader)
    data = None if text is None else parse_yaml(text, reader)
    if data is None or reader.findings:
        return None
    return _Reader(reader).mapping(data)


class _Reader:
    """Goes through plain data and notes what does not fit."""

    def __init__(self, reader: RowReader) -> None:
        self.reader = reader

    def mapping(self, data: Any) -> ColumnMapping | None:
        if not self.is_map(data, "mapping", data):
            return None
        self.known(data, _TOP, _MAPPING)
        if data.get("format") != FORMAT:
            self.reader.problem("FILE-17", place_of(data, "format"), got=brief(data.get("format")), expected=FORMAT)
        tables = tuple(self.table(one) for one in self.maps(data, "tables"))
        if not tables:
            self.reader.problem("FILE-10", place_of(data), key="tables", record=_MAPPING, where="")
        constants = tuple(one for one in self.maps(data, "records") if self.is_constant(one))
        heading = data.get("plan") or {}
        self.is_map(data, "plan", heading)
        if any(one.severity == "error" for one in self.reader.findings):
            return None
        return ColumnMapping(str(self.reader.file), tuple(one for one in tables if one), constants, heading)

    def is_constant(self, row: Any) -> bool:
        return self.word(row, row.get("record"), place_of(row, "record"))

    def word(self, row: Any, word: Any, place: Place | None) -> bool:
        if word is None:
            self.reader.problem("FILE-10", place_of(row), key="record", record=_MAPPING, where="")
        elif word not in RECORD_KEYS:
            self.reader.problem("FILE-06", place, key=str(word)[:80], record=RECORD, near=near(str(word), RECORD_KEYS))
        return word in RECORD_KEYS

    def table(self, data: Any) -> TableMap | None:
        self.known(data, _TABLE, Bilingual("tabel", "a table"))
        head = self.whole(data, "head", 1)
        let = {column_key(name): self.template(data["let"], name) for name in self.keys(data, "let")}
        ignore = {
            column_key(name): (str(data["ignore"][name]), place_of(data["ignore"], name))
            for name in self.keys(data, "ignore")
        }
        rows = tuple(self.record(one) for one in self.maps(data, "rows"))
        if not rows:
            self.reader.problem("FILE-10", place_of(data), key="rows", record=Bilingual("tabel", "a table"), where="")
        filled = data.get("fill_down") or []
        if not self.is_list(data, "fill_down", filled):
            filled = []
        return TableMap(
            sheet=data.get("sheet"),
            head=head,
            fill_down=tuple((str(one), place_of(filled, at)) for at, one in enumerate(filled)),
            let=let,
            skip=tuple(self.skip(one) for one in self.maps(data, "skip")),
            ignore=ignore,
            rows=rows,
            place=place_of(data),
        )

    def skip(self, data: Any) -> Skip:
        said = Bilingual("baris yang dilewati", "skipped rows")
        self.known(data, ("when", "rows", "because"), said)
        if not data.get("because"):
            self.reader.problem("FILE-10", place_of(data), key="because", record=said, where="")
        if "when" not in data and "rows" not in data:
            self.reader.problem("FILE-10", place_of(data), key="when", record=said, where="")
        spans = []
        for part in str(data.get("rows") or "").split(","):
            found = re.fullmatch(r"\s*(\d+)(?:-(\d+))?\s*", part)
            if found:
                spans.append((int(found[1]), int(found[2] or found[1])))
            elif part.strip():
                self.unfit(data, "rows", Bilingual("nomor baris, 1-3, 7", "numbers of rows, 1-3, 7"))
        return Skip(self.conditions(data), str(data.get("because")), tuple(spans))

    def conditions(self, data: Any) -> tuple[Condition, ...]:
        return tuple(self.condition(data["when"], name) for name in self.keys(data, "when"))

    def condition(self, data: Any, name: str) -> Condition:
        wanted = data[name]
        subject = self.parsed("{" + name + "}" if "{" not in name else name, place_of(data, name))
        if wanted == "*":
            return Condition(subject, filled=True)
        if isinstance(wanted, Mapping):
            self.known(wanted, ("begins",), Bilingual("syarat", "a condition"))
            begins = wanted.get("begins") or ()
            return Condition(subject, begins=(begins,) if isinstance(begins, str) else tuple(map(str, begins)))
        items = wanted if isinstance(wanted, list) else [wanted]
        return Condition(subject, tuple(None if one is None else str(one) for one in items))

    def record(self, data: Any) -> RecordMap:
        word = data.get("record")
        template = self.parsed(str(word), place_of(data, "record"))
        if word is None or not template.holes:
            self.word(data, word, place_of(data, "record"))
        cls = TABLES[RECORD_KEYS[word]] if word in RECORD_KEYS else None
        fields: dict[str, Field] = {}
        for key, value in data.items():
            if key in _ROW:
                continue
            if cls is not None and key not in field_keys(cls) and not key.startswith("x-"):
                known = (*_ROW, *(one for one in field_keys(cls) if one != "extra"))
                self.reader.problem(
                    "FILE-06", place_of(data, key), key=key[:80], record=str(word), near=near(key, known)
                )
            elif value is not None:
                fields[key] = self.field(data, key, value)
        same = data.get("same")
        if same not in {None, *_SAME}:
            self.unfit(data, "same", Bilingual(", ".join(_SAME), ", ".join(_SAME)))
        each = None if data.get("each") is None else self.parsed("{" + str(data["each"]) + "}", place_of(data, "each"))
        by = str(data.get("by") or "\n").replace("\\n", "\n")
        return RecordMap(template, self.conditions(data), fields, each, by, same, place_of(data))

    def field(self, data: Any, key: str, value: Any) -> Field:
        if isinstance(value, Mapping):
            return ByPeriod(tuple(pair for period in value for pair in self.periods(value, period)))
        if isinstance(value, list):
            return tuple(self.parsed(str(one), place_of(value, at)) for at, one in enumerate(value) if one is not None)
        return self.template(data, key)

    def periods(self, data: Any, period: str) -> Iterable[tuple[Template, Template]]:
        """Read one period, or each year of ``2026..2030``, for which ``<year>`` and ``<n>`` stand."""
        text, place = data[period], place_of(data, period)
        span = _SPAN.fullmatch(str(period))
        if span is None:
            yield self.parsed(str(period), place), self.template(data, period)
            return
        first, last = int(span[1]), int(span[2])
        if not read_years(f"{first}-{last}") or last - first > 30 or not isinstance(text, str):
            self.unfit(data, period, Bilingual("tahun pertama..terakhir", "first..last year"))
            return
        for number, year in enumerate(range(first, last + 1), start=1):
            yield (
                self.parsed(str(year), place),
                self.parsed(text.replace("<year>", str(year)).replace("<n>", str(number)), place),
            )

    def template(self, data: Any, key: str) -> Template:
        value = data[key]
        if not isinstance(value, str):
            self.reader.problem("FILE-05", place_of(data, key), key=str(key), expected=_A_TEXT, got=shape_of(value))
        return self.parsed(str(value), place_of(data, key))

    def parsed(self, text: str, place: Place | None) -> Template:
        template, wrong = parse_template(text, place)
        for one in wrong:
            self.reader.problem(
                "FILE-06",
                place,
                key=one,
                record=Bilingual("olahan kolom", "filters"),
                near=near(one, FILTERS) or tuple(FILTERS),
            )
        return template

    def keys(self, data: Any, key: str) -> tuple[str, ...]:
        value = data.get(key)
        return tuple(value) if value and self.is_map(data, key, value) else ()

    def maps(self, data: Any, key: str) -> list[Any]:
        value = data.get(key)
        if value is None or not self.is_list(data, key, value):
            return []
        return [one for at, one in enumerate(value) if self.is_map(value, f"{key}[{at + 1}]", one, at)]

    def whole(self, data: Any, key: str, default: int) -> int:
        value = data.get(key)
        if value is None:
            return default
        if not str(value).isdigit() or int(value) < 1:
            self.unfit(data, key, Bilingual("nomor baris", "the number of a row"))
            return default
        return int(value)

    def known(self, data: Any, keys: tuple[str, ...], record: Bilingual) -> None:
        for key in data:
            if key not in keys and not str(key).startswith("x-"):
                offer = near(str(key), keys) or keys
                self.reader.problem("FILE-06", place_of(data, key), key=str(key)[:80], record=record, near=offer)

    def unfit(self, data: Any, key: str, expected: Bilingual) -> None:
        self.reader.problem(
            "FILE-08", place_of(data, key), key=key, expected=expected, got=brief(data[key]), cure=_CURE
        )

    def is_map(self, data: Any, key: str, value: Any, at: int | None = None) -> bool:
        if not isinstance(value, Mapping):
            place = place_of(data, key if at is None else at)
            self.reader.problem("FILE-05", place, key=key, expected=_A_MAP, got=shape_of(value))
        return isinstance(value, Mapping)

    def is_list(self, data: Any, key: str, value: Any) -> bool:
        if not isinstance(value, list):
            self.reader.problem("FILE-05", place_of(data, key), key=key, expected=_A_LIST, got=shape_of(value))
        return isinstance(value, list)
