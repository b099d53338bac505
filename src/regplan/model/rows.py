"""Plain rows to records: reads one field after another, mends nothing in silence, gathers every problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import attrs

from regplan.diagnostics.finding import Fact, Finding, Where
from regplan.diagnostics.problems import PROBLEMS
from regplan.model._said import (
    CURE,
    KEY_WANT,
    MONEY_CURES,
    NOTHING,
    SAME,
    SHORT,
    WANT,
    WHY,
    both,
    brief,
    cure_of,
    key_of,
    one_of,
    record_word,
    shape_of,
)
from regplan.model._scalars import MOST_WHOLE, NOT_READ, as_text, plain, printable, unmistakable
from regplan.model.base import Record
from regplan.model.events import read_event
from regplan.model.keys import field_keys, indonesian, read_word
from regplan.model.loss import Loss
from regplan.model.schema import FieldSpec, required_of, specs_of, value_fault
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.marked import Number, Place, place_of
from regplan.values.money import Rupiah, digits_of, is_money, read_rupiah
from regplan.values.period import UNSTATED, read_period, read_years
from regplan.values.text import REGION, id_fault, line_fault, near, repaired, text_fault

__all__ = ["RowReader"]

_WHOLE: Final = re.compile(r"-?\d{1,10}", re.ASCII)
_SPAN_KEYS: Final = ("tahun", "years")
_BY_KEY: Final = frozenset(("targets", "amounts", "dates"))


@attrs.define
class RowReader:
    """
    Reads rows of one file into records and keeps what went wrong.

    Attributes:
        file: The file the rows come from, for places.
        row: The number of the row that is read, where rows have numbers and no lines.
        scope: The OPD whose file it is; its local ids become ``scope/id``.
        nested: By class, keys that a reader of trees takes out before; offered for misspelt ones.
        findings: What is wrong, so far.
        loss: What was not kept as it was, so far.
    """

    file: str | None = None
    row: int | None = None
    scope: str | None = None
    nested: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    findings: list[Finding] = attrs.field(factory=list)
    loss: list[Loss] = attrs.field(factory=list)

    def problem(self, code: str, place: Place | None, /, *, field: str | None = None, **facts: Fact) -> None:
        """Note a problem at a place; *field* where its key is told in two languages."""
        safe = {name: printable(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
        key = safe.get("key")
        where = self._where(place, field or (key if isinstance(key, str) else None))
        self.findings.append(PROBLEMS[code].finding(None, safe, where=where))

    def lose(self, kind: str, place: Place | None, what: str, got: Any, kept: str | None = None) -> None:
        """Note a loss at a place."""
        told = printable(brief(got))
        field = printable(what)
        self.loss.append(Loss(kind=kind, what=field, got=told, kept=kept, where=self._where(place, field)))

    def _where(self, place: Place | None, field: str | None) -> Where | None:
        if self.row is not None:
            return Where(self.file, row=self.row, field=field)
        line, column = place or (None, None)
        return Where(self.file, line=line, column=column) if self.file or place else None

    def record(
        self,
        cls: type[Record],
        row: Mapping[str, Any],
        given: Mapping[str, Any],
        called: Mapping[str, str] = MappingProxyType({}),
    ) -> Record | None:
        """
        Read one record.

        Args:
            cls: Its class.
            row: Its keys and values, as a file or database has them; keys that are nested tables are taken out before.
            given: Fields that its place in the file gives (parent, document); the row must not contradict them.
            called: What messages call a key, where the file has a short form of it.

        Returns:
            The record, or None where a required field is missing or unreadable; the problem is noted.
        """
        values, unread = self._values(cls, row, given, called)
        missing = [spec for spec in required_of(cls) if values.get(spec.name) is None]
        for spec in missing:
            if spec.name not in unread:
                self.problem(
                    "FILE-10",
                    place_of(row),
                    field=spec.name,
                    key=key_of(spec.name),
                    record=record_word(cls),
                    where=SHORT if called else "",
                )
        if missing:
            self.lose("dropped", place_of(row), cls.__name__, dict(row))
            return None
        return cls(**values)

    def _values(
        self, cls: type[Record], row: Mapping[str, Any], given: Mapping[str, Any], called: Mapping[str, str]
    ) -> tuple[dict[str, Any], set[str]]:
        """Read the fields of a record; name besides those of which an error has told already why they could not be."""
        keys = field_keys(cls)
        specs = specs_of(cls)
        values: dict[str, Any] = dict(given)
        own: dict[str, Any] = {}
        unread: set[str] = set()
        for key, value in row.items():
            name = keys.get(key)
            if name is None:
                self._other(cls, values, own, row, key, value)
            elif name == "extra":
                self._extra(own, row, key, value)
            elif value is not None:
                told = len(self.findings)
                read = self.field(specs[name], row, key, value, called.get(key, key))
                if read is not NOT_READ:
                    self._same(values.setdefault(name, read), read, row, key)
                elif any(one.severity == "error" for one in self.findings[told:]):
                    unread.add(name)
        if own:
            values["extra"] = FrozenMap(own)
        return values, unread

    def _other(
        self, cls: type[Record], values: dict[str, Any], own: dict[str, Any], row: Any, key: Any, value: Any
    ) -> None:
        """Read what is no field: a key of the user's own, the short form of two years, or a misspelt one."""
        if str(key).startswith("x-"):
            self._own(own, row, key, value)
        elif key in _SPAN_KEYS and "first_year" in specs_of(cls):
            self.years(values, row, key, value)
        else:
            self._unknown_key(cls, row, key, value)

    def _same(self, kept: Any, read: Any, row: Any, key: str) -> None:
        """Note that a field is given twice, and differs."""
        if kept is not read and kept != read:
            self.problem("FILE-08", place_of(row, key), key=key, expected=both(kept), got=brief(read), cure=SAME)

    def years(self, values: dict[str, Any], row: Any, key: str, value: Any) -> None:
        """Read ``tahun: 2019-2024``, the short form of first and last year."""
        text = as_text(value)
        span = read_years(text) if text else None
        if span is None:
            self._unfit(place_of(row, key), key, WANT["span"], value, CURE)
            return
        for name, year in zip(("first_year", "last_year"), span, strict=True):
            self._same(values.setdefault(name, year), year, row, key)

    def _unknown_key(self, cls: type[Record], row: Any, key: Any, value: Any) -> None:
        known = [name for name in field_keys(cls) if name != "extra"] + list(self.nested.get(cls.__name__, ()))
        known += _SPAN_KEYS if "first_year" in known else ()
        offer: Fact = near(str(key), known)
        self.problem("FILE-06", place_of(row, key), key=str(key)[:80], record=record_word(cls), near=offer)
        self.lose("dropped", place_of(row, key), str(key)[:100], value)

    def _own(self, own: dict[str, Any], row: Any, key: str, value: Any) -> None:
        kept = plain(value)
        spec = FieldSpec("extra", "extra", required=False, optional=True, many=False)
        fault = "float" if kept is NOT_READ else value_fault(spec, FrozenMap({key: kept}))
        if fault:
            self.problem("FILE-08", place_of(row, key), key=key, expected=WANT["extra"], got=brief(value), cure=CURE)
            self.lose("dropped", place_of(row, key), key, value)
        else:
            own[key] = kept

    def _extra(self, own: dict[str, Any], row: Any, key: str, value: Any) -> None:
        if value is None:
            return
        if not isinstance(value, Mapping):
            self.wrong_shape(row, key, value)
            return
        for inner, item in value.items():
            self._own(own, value, str(inner), item)

    def wrong_shape(self, row: Any, key: str, value: Any, expected: str = "map") -> None:
        """Note that a mapping or list was expected and something else stands there."""
        self.problem("FILE-05", place_of(row, key), key=key, expected=WANT[expected], got=shape_of(value))
        self.lose("dropped", place_of(row, key), key, value)

    def field(self, spec: FieldSpec, row: Any, key: str, value: Any, called: str | None = None) -> Any:
        """Read one field; NOT_READ where it says nothing or cannot be read."""
        if value is None:
            return NOT_READ
        place, key = place_of(row, key), called or key
        if spec.kind in _BY_KEY:
            return self._by_key(spec, key, value, place)
        if not spec.many:
            return self.scalar(spec, key, value, place)
        items = value if isinstance(value, list | tuple) else [value]
        read = [
            self.scalar(spec, key, item, place_of(value, at) or place)
            for at, item in enumerate(items)
            if item is not None
        ]
        return tuple(item for item in read if item is not NOT_READ)

    def scalar(self, spec: FieldSpec, key: str, value: Any, place: Place | None) -> Any:
        """Read one value of a field."""
        if not isinstance(value, str) and isinstance(value, Mapping | list | tuple):
            self.problem("FILE-05", place, key=key, expected=WANT["value"], got=shape_of(value))
            self.lose("dropped", place, key, value)
            return NOT_READ
        text = as_text(value)
        if text is None:
            self._unfit(place, key, WANT.get(spec.kind, WANT["line"]), value, cure_of(value))
            return NOT_READ
        return _SCALARS.get(spec.kind, RowReader.read_line)(self, spec, key, text, place)

    def read_line(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        """Read text, mended where that takes no guess."""
        fault = (text_fault if spec.kind == "text" else line_fault)(text)
        if not fault:
            return text
        mended = repaired(text, lines=spec.kind == "text")
        if mended is None:
            if fault == "empty" or not text.strip():
                self.lose("mended", place, key, text, None)
                self.problem("FILE-15", place, key=key, why=WHY["empty"], got=NOTHING)
            else:
                self._unfit(place, key, WANT[spec.kind], text, CURE)
            return NOT_READ
        self.problem("FILE-15", place, key=key, why=WHY[fault], got=repr(mended[:80]))
        self.lose("mended", place, key, text, mended)
        return mended

    def read_id(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        """Read an id and give it the scope of its file."""
        line = self.read_line(spec, key, text, place)
        if line is NOT_READ:
            return NOT_READ
        if line in {REGION, "daerah", "region"} and "region" in spec.tables:
            return REGION
        scoped = self.scoped(line, local=_is_local(spec))
        if id_fault(scoped):
            self._unfit(place, key, WANT["id"], text, CURE)
            return NOT_READ
        return scoped

    def scoped(self, text: str, *, local: bool = True) -> str:
        """Give an id the scope of its file: ``T1`` becomes ``dinkes/T1``, ``/T1`` is the region's."""
        if text.startswith("/"):
            return text[1:]
        return f"{self.scope}/{text}" if self.scope and local and "/" not in text else text

    def read_a_word(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        """Read a word of a closed vocabulary."""
        word = read_word(text, spec.words)
        if word is None:
            known = {indonesian(word) for word in spec.words} | set(spec.words)
            offer = near(text, known) or tuple(sorted(indonesian(word) for word in spec.words))
            self._unfit(
                place,
                key,
                one_of(spec.words),
                text,
                Bilingual(f"mungkin: {', '.join(offer)}", f"perhaps: {', '.join(offer)}"),
            )
            return NOT_READ
        return word

    def read_whole(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        """Read a whole number or a year."""
        number = int(text) if _WHOLE.fullmatch(text) else None
        if number is None or value_fault(spec, number):
            self._unfit(place, key, WANT[spec.kind], text, CURE)
            return NOT_READ
        return number

    def read_date(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        """Read a day."""
        if value_fault(spec, text):
            self._unfit(place, key, WANT["date"], text, CURE)
            return NOT_READ
        return text

    def _by_key(self, spec: FieldSpec, key: str, value: Any, place: Place | None) -> Any:
        if not isinstance(value, Mapping):
            if spec.kind == "dates" or isinstance(value, list | tuple):
                expected = WANT["map" if spec.kind == "dates" else "by_period"]
                self.problem("FILE-05", place, key=key, expected=expected, got=shape_of(value))
                self.lose("dropped", place, key, value)
                return NOT_READ
            value = {UNSTATED: value}
        items: dict[str, Any] = {}
        seen: dict[str, str] = {}
        called = key
        for name, item in value.items():
            at = place_of(value, name) or place
            period = self._map_key(spec, key, name, at)
            if period is None:
                self.lose("dropped", at, f"{key}.{name}", item)
            elif period in items:
                self.problem("FILE-07", at, key=str(name), line=(place_of(value, seen[period]) or (0, 0))[0])
                self.lose("dropped", at, f"{key}.{name}", item)
            elif (read := self._item(spec, called if name == UNSTATED else f"{key}.{name}", item, at)) is not NOT_READ:
                items[period] = read
            seen.setdefault(str(period), str(name))
        return FrozenMap(items)

    def _map_key(self, spec: FieldSpec, key: str, name: Any, place: Place | None) -> str | None:
        if spec.kind == "dates":
            spec = _SIGNATORY if key in {"signatories", "penanda_tangan"} else _EVENT
            read = self.scalar(spec, key, str(name), place)
            if read is not NOT_READ and id_fault(read):
                self._unfit(place, key, WANT["id"], read, CURE)
                return None
            if read is NOT_READ:
                return None
            return read_event(str(read)) if spec is _EVENT else str(read)
        period = read_period(str(name))
        if period is None:
            self._unfit(place, key, KEY_WANT, name, WANT["period"])
        return period

    def _item(self, spec: FieldSpec, key: str, item: Any, place: Place | None) -> Any:
        if item is None:
            return None
        if spec.kind == "amounts":
            return self._money(key, item, place)
        if spec.kind == "dates":
            return self.scalar(_DAY, key, item, place)
        text = as_text(item) if isinstance(item, Decimal | Number) else None
        return self.scalar(_TARGET, key, item if text is None else unmistakable(text), place)

    def _money(self, key: str, item: Any, place: Place | None) -> Rupiah | None:
        """Read one amount; an unreadable one is kept as unknown, never as zero or absent."""
        if type(item) is int or isinstance(item, Decimal):
            is_huge = type(item) is int and abs(item) >= MOST_WHOLE
            text, number = brief(item) if is_huge else digits_of(Decimal(item)), True
        elif isinstance(item, str):
            text, number = item, isinstance(item, Number)
        else:
            self._unfit(place, key, WANT["amounts"], item, cure_of(item))
            self.lose("dropped", place, key, item)
            return None
        reading = read_rupiah(text, number=number)
        if reading.fault == "ambiguous":
            self.problem("FILE-09", place, key=key, got=repr(text), readings=reading.readings)
        elif reading.fault:
            self._unfit(place, key, WANT["amounts"], text, MONEY_CURES[reading.fault])
        if reading.amount is None:
            self.lose("dropped", place, key, text)
            return None
        assert is_money(reading.amount)
        return reading.amount

    def _unfit(self, place: Place | None, key: str, expected: Bilingual, got: Any, cure: Bilingual) -> None:
        self.problem("FILE-08", place, key=key, expected=expected, got=brief(got), cure=cure)


_SIGNATORY: Final = FieldSpec("signatory", "id", required=True, optional=False, many=False, tables=("agency",))
_TARGET: Final = FieldSpec("target", "text", required=False, optional=True, many=False)
_DAY: Final = FieldSpec("day", "date", required=False, optional=True, many=False)
_EVENT: Final = FieldSpec("event", "line", required=True, optional=False, many=False)


def _is_local(spec: FieldSpec) -> bool:
    """Tell whether an id is local to the file's OPD; OPD and places are the region's registers and are not."""
    return not set(spec.tables) & {"agency", "place"} or "node" in spec.tables


_SCALARS: Final[dict[str, Callable[[RowReader, FieldSpec, str, str, Place | None], Any]]] = {
    "id": RowReader.read_id,
    "ref": RowReader.read_id,
    "word": RowReader.read_a_word,
    "whole": RowReader.read_whole,
    "year": RowReader.read_whole,
    "date": RowReader.read_date,
}
