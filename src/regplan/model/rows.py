"""Plain rows to records: reads one field after another, mends nothing in silence, gathers every problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from regplan.diagnostics.finding import Fact, Finding, Where
from regplan.diagnostics.problems import PROBLEMS
from regplan.model.base import Record
from regplan.model.keys import FIELD_KEYS, field_keys, indonesian, read_word
from regplan.model.schema import FieldSpec, freeze, schema_of, value_fault
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.marked import Number, Place, place_of
from regplan.values.money import MOST_RUPIAH, Rupiah, is_money, read_rupiah
from regplan.values.period import UNSTATED, read_period, read_years
from regplan.values.text import REGION, id_fault, line_fault, near, repaired, text_fault

__all__ = ["Loss", "RowReader"]

ABSENT: Final = object()
_SPAN_KEYS: Final = ("tahun", "years")


@attrs.frozen(kw_only=True)
class Loss:
    """
    Something a reader dropped, defaulted, guessed or mended, so that nothing is lost in silence.

    Attributes:
        kind: ``dropped``, ``defaulted``, ``guessed`` or ``mended``.
        what: The key, row or file.
        got: What stood there.
        kept: What the plan has instead; None where it has nothing.
        where: The place in the file.
    """

    kind: str
    what: str
    got: str
    kept: str | None = None
    where: Where | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        where = self.where.to_dict() if self.where else None
        return {"kind": self.kind, "what": self.what, "got": self.got, "kept": self.kept, "where": where}


@attrs.define
class RowReader:
    """
    Reads rows of one file into records and keeps what went wrong.

    Attributes:
        file: The file the rows come from, for places.
        scope: The OPD whose file it is; its local ids become ``scope/id``.
        findings: What is wrong, so far.
        loss: What was not kept as it was, so far.
    """

    file: str | None = None
    scope: str | None = None
    findings: list[Finding] = attrs.field(factory=list)
    loss: list[Loss] = attrs.field(factory=list)

    def problem(self, code: str, place: Place | None, /, **facts: Fact) -> None:
        """Note a problem at a place."""
        line, column = place or (None, None)
        where = Where(self.file, line=line, column=column) if self.file or place else None
        self.findings.append(PROBLEMS[code].finding(None, facts, where=where))

    def lose(self, kind: str, place: Place | None, what: str, got: Any, kept: str | None = None) -> None:
        """Note a loss at a place."""
        line, column = place or (None, None)
        where = Where(self.file, line=line, column=column) if self.file or place else None
        self.loss.append(Loss(kind=kind, what=what, got=_brief(got), kept=kept, where=where))

    def record(self, cls: type[Record], row: Mapping[str, Any], given: Mapping[str, Any]) -> Record | None:
        """
        Read one record.

        Args:
            cls: Its class.
            row: Its keys and values, as a file or database has them; keys that are nested tables are taken out before.
            given: Fields that its place in the file gives (parent, document); the row must not contradict them.

        Returns:
            The record, or None where a required field is missing or unreadable; the problem is noted.
        """
        keys = field_keys(cls)
        specs = {spec.name: spec for spec in schema_of(cls)}
        values: dict[str, Any] = dict(given)
        own: dict[str, Any] = {}
        for key, value in row.items():
            name = keys.get(key)
            if str(key).startswith("x-"):
                self._own(own, row, key, value)
            elif name == "extra":
                self._extra(own, row, key, value)
            elif key in _SPAN_KEYS and "first_year" in specs:
                self.years(values, row, key, value)
            elif name is None:
                self._unknown_key(cls, row, key, value)
            elif (read := self.field(specs[name], row, key, value)) is not ABSENT:
                self._keep(values, name, read, row, key)
        if own:
            values["extra"] = FrozenMap(own)
        missing = [spec for spec in specs.values() if spec.required and values.get(spec.name) is None]
        for spec in missing:
            if not any(keys.get(key) == spec.name for key in row):
                self.problem("FILE-10", place_of(row), key=_key(spec.name), record=cls.__name__)
        if missing:
            self.lose("dropped", place_of(row), cls.__name__, dict(row))
            return None
        return cls(**values)

    def _keep(self, values: dict[str, Any], name: str, read: Any, row: Any, key: str) -> None:
        if name in values and values[name] != read:
            place = place_of(row, key)
            self.problem("FILE-08", place, key=key, expected=_both(values[name]), got=_brief(read), cure=_SAME)
        values.setdefault(name, read)

    def years(self, values: dict[str, Any], row: Any, key: str, value: Any) -> None:
        """Read ``tahun: 2019-2024``, the short form of first and last year."""
        text = _as_text(value)
        span = read_years(text) if text else None
        if span is None:
            self._unfit(place_of(row, key), key, _WANT["span"], value, _CURE)
            return
        for name, year in zip(("first_year", "last_year"), span, strict=True):
            self._keep(values, name, year, row, key)

    def _unknown_key(self, cls: type[Record], row: Any, key: Any, value: Any) -> None:
        known = [name for name in field_keys(cls) if name != "extra"]
        known += _SPAN_KEYS if "first_year" in known else ()
        offer: Fact = near(str(key), known)
        if value is None and str(key).strip().isdigit():
            offer = _COMMA
        self.problem("FILE-06", place_of(row, key), key=str(key)[:80], record=cls.__name__, near=offer)
        self.lose("dropped", place_of(row, key), str(key)[:100], value)

    def _own(self, own: dict[str, Any], row: Any, key: str, value: Any) -> None:
        kept = _plain(value)
        spec = FieldSpec("extra", "extra", False, False)
        fault = "float" if kept is ABSENT else value_fault(spec, FrozenMap({key: kept}))
        if fault:
            self.problem("FILE-08", place_of(row, key), key=key, expected=_WANT["extra"], got=_brief(value), cure=_CURE)
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
        self.problem("FILE-05", place_of(row, key), key=key, expected=_WANT[expected], got=_shape(value))
        self.lose("dropped", place_of(row, key), key, value)

    def field(self, spec: FieldSpec, row: Any, key: str, value: Any) -> Any:
        """Read one field; ABSENT where it says nothing or cannot be read."""
        if value is None:
            return ABSENT
        place = place_of(row, key)
        if spec.kind in {"targets", "amounts", "dates"}:
            return self._by_key(spec, key, value, place)
        if not spec.many:
            return self.scalar(spec, key, value, place)
        items = value if isinstance(value, list | tuple) else [value]
        read = [
            self.scalar(spec, key, item, place_of(value, at) or place)
            for at, item in enumerate(items)
            if item is not None
        ]
        return tuple(item for item in read if item is not ABSENT)

    def scalar(self, spec: FieldSpec, key: str, value: Any, place: Place | None) -> Any:
        """Read one value of a field."""
        if isinstance(value, Mapping | list | tuple):
            self.problem("FILE-05", place, key=key, expected=_WANT["value"], got=_shape(value))
            self.lose("dropped", place, key, value)
            return ABSENT
        text = _as_text(value)
        if text is None:
            self._unfit(place, key, _WANT.get(spec.kind, _WANT["line"]), value, _CURE)
            return ABSENT
        return _SCALARS.get(spec.kind, RowReader.read_line)(self, spec, key, text, place)

    def read_line(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        fault = (text_fault if spec.kind == "text" else line_fault)(text)
        if not fault:
            return text
        mended = repaired(text, lines=spec.kind == "text")
        if mended is None:
            if fault == "empty" or not text.strip():
                self.lose("mended", place, key, text, None)
                self.problem("FILE-15", place, key=key, why=_WHY["empty"], got=_NOTHING)
            else:
                self._unfit(place, key, _WANT[spec.kind], text, _CURE)
            return ABSENT
        self.problem("FILE-15", place, key=key, why=_WHY[fault], got=repr(mended[:80]))
        self.lose("mended", place, key, text, mended)
        return mended

    def read_id(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        line = self.read_line(spec, key, text, place)
        if line is ABSENT:
            return ABSENT
        if line in {REGION, "daerah", "region"} and "region" in spec.tables:
            return REGION
        scoped = self.scoped(line, local=_is_local(spec))
        if id_fault(scoped):
            self._unfit(place, key, _WANT["id"], text, _CURE)
            return ABSENT
        return scoped

    def scoped(self, text: str, *, local: bool = True) -> str:
        """Give an id the scope of its file: ``T1`` becomes ``dinkes/T1``, ``/T1`` is the region's."""
        if text.startswith("/"):
            return text[1:]
        return f"{self.scope}/{text}" if self.scope and local and "/" not in text else text

    def read_a_word(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        word = read_word(text, spec.words)
        if word is None:
            known = {indonesian(word) for word in spec.words} | set(spec.words)
            offer = near(text, known) or tuple(sorted(indonesian(word) for word in spec.words))
            self._unfit(
                place,
                key,
                _one_of(spec.words),
                text,
                Bilingual(f"mungkin: {', '.join(offer)}", f"perhaps: {', '.join(offer)}"),
            )
            return ABSENT
        return word

    def read_whole(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        good = text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 12
        number = int(text) if good else None
        if number is None or value_fault(spec, number):
            self._unfit(place, key, _WANT[spec.kind], text, _CURE)
            return ABSENT
        return number

    def read_date(self, spec: FieldSpec, key: str, text: str, place: Place | None) -> Any:
        if value_fault(spec, text):
            self._unfit(place, key, _WANT["date"], text, _CURE)
            return ABSENT
        return text

    def _by_key(self, spec: FieldSpec, key: str, value: Any, place: Place | None) -> Any:
        if not isinstance(value, Mapping):
            if spec.kind == "dates" or isinstance(value, list | tuple):
                self.problem("FILE-05", place, key=key, expected=_WANT["map"], got=_shape(value))
                self.lose("dropped", place, key, value)
                return ABSENT
            value = {UNSTATED: value}
        items: dict[str, Any] = {}
        for name, item in value.items():
            at = place_of(value, name) or place
            period = self._map_key(spec, key, name, at)
            if period is None:
                self.lose("dropped", at, f"{key}.{name}", item)
            elif period in items:
                self.problem("FILE-07", at, key=str(name), line=(place or (0, 0))[0])
            elif (read := self._item(spec, f"{key}.{name}", item, at)) is not ABSENT:
                items[period] = read
        return FrozenMap(items)

    def _map_key(self, spec: FieldSpec, key: str, name: Any, place: Place | None) -> str | None:
        if spec.kind == "dates":
            text = self.read_line(FieldSpec(key, "line", False, False), key, str(name), place)
            if text is ABSENT:
                return None
            return self.scoped(text, local=False) if key in {"signatories", "penanda_tangan"} else str(text)
        period = read_period(str(name))
        if period is None:
            self._unfit(place, key, _WANT["period"], name, _CURE)
        return period

    def _item(self, spec: FieldSpec, key: str, item: Any, place: Place | None) -> Any:
        if item is None:
            return None
        if spec.kind == "amounts":
            return self._money(key, item, place)
        if spec.kind == "dates":
            return self.scalar(FieldSpec(key, "date", False, False), key, item, place)
        return self.scalar(FieldSpec(key, "text", False, False), key, item, place)

    def _money(self, key: str, item: Any, place: Place | None) -> Rupiah | None:
        """Read one amount; an unreadable one is kept as unknown, never as zero or absent."""
        if type(item) is int or isinstance(item, Decimal):
            text, number = f"{item:f}" if isinstance(item, Decimal) else str(item), True
        elif isinstance(item, str):
            text, number = item, isinstance(item, Number)
        else:
            self._unfit(place, key, _WANT["amounts"], item, _CURE)
            self.lose("dropped", place, key, item)
            return None
        reading = read_rupiah(text, number=number)
        if reading.fault == "ambiguous":
            self.problem("FILE-09", place, key=key, got=repr(text), readings=reading.readings)
        elif reading.fault:
            self._unfit(place, key, _WANT["amounts"], text, _MONEY_CURES[reading.fault])
        if reading.amount is None:
            self.lose("dropped", place, key, text)
            return None
        assert is_money(reading.amount)
        return reading.amount

    def _unfit(self, place: Place | None, key: str, expected: Bilingual, got: Any, cure: Bilingual) -> None:
        self.problem("FILE-08", place, key=key, expected=expected, got=_brief(got), cure=cure)


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


def _as_text(value: Any) -> str | None:
    """Return a scalar's own text; None for what has none that can be trusted: floats, booleans, bytes."""
    if isinstance(value, str):
        return str(value)
    if type(value) is int:
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else None
    return value.isoformat() if isinstance(value, date) else None


def _plain(value: Any) -> Any:
    """Turn an x-… value into frozen text, lists and mappings of text; ABSENT for a float."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        items = {str(key): _plain(item) for key, item in value.items()}
        return ABSENT if ABSENT in items.values() else freeze(items)
    if isinstance(value, list | tuple):
        parts = [_plain(item) for item in value]
        return ABSENT if any(part is ABSENT for part in parts) else tuple(parts)
    text = _as_text(value)
    return ABSENT if text is None else text


def _brief(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = text if len(text) <= 80 else f"{text[:77]}…"
    return repr(text) if isinstance(value, str) else text


def _key(name: str) -> str:
    keys = FIELD_KEYS.get(name, ())
    return f"{keys[0]} ({name})" if keys else name


def _shape(value: Any) -> Bilingual:
    if isinstance(value, Mapping):
        return Bilingual("pemetaan", "a mapping")
    if isinstance(value, list | tuple):
        return Bilingual("daftar", "a list")
    return Bilingual(f"satu nilai ({_brief(value)})", f"one value ({_brief(value)})")


def _both(value: Any) -> Bilingual:
    return Bilingual(_brief(value), _brief(value))


def _one_of(words: tuple[str, ...]) -> Bilingual:
    return Bilingual("salah satu dari " + ", ".join(indonesian(word) for word in words), "one of " + ", ".join(words))


_WANT: Final = {
    "map": Bilingual("pemetaan", "a mapping"),
    "list": Bilingual("daftar", "a list"),
    "value": Bilingual("satu nilai", "one value"),
    "id": Bilingual("id tanpa '/' di awal atau akhir", "an id that does not begin or end with '/'"),
    "ref": Bilingual("id sebuah catatan", "the id of a record"),
    "line": Bilingual("teks satu baris", "one line of text"),
    "text": Bilingual("teks", "text"),
    "weight": Bilingual("bobot desimal sebagai teks", "a decimal weight as text"),
    "date": Bilingual("tanggal seperti 2026-03-31", "a date as 2026-03-31"),
    "year": Bilingual("tahun seperti 2026", "a year as 2026"),
    "span": Bilingual("tahun seperti 2026 atau 2019-2024", "years as 2026 or 2019-2024"),
    "whole": Bilingual("bilangan bulat", "a whole number"),
    "period": Bilingual(
        "periode: 2026, 2026-TW1, 2026-03, akhir, tanpa_tahun", "a period: 2026, 2026-Q1, 2026-03, end, unstated"
    ),
    "amounts": Bilingual("rupiah yang tepat", "exact rupiah"),
    "word": Bilingual("kata dari daftar", "a word of the list"),
    "extra": Bilingual("teks, daftar, atau pemetaan teks", "text, a list or a mapping of text"),
}
_CURE: Final = Bilingual("tulis nilainya sebagai teks dalam bentuk itu", "write the value as text in that form")
_COMMA: Final = Bilingual(
    'koma di dalam {…} memisahkan isian: tulis angka desimal dalam tanda kutip, "0,70"',
    'a comma inside {…} parts two fields: put decimal numbers in quotes, "0,70"',
)
_SAME: Final = Bilingual(
    "letaknya di berkas sudah menyatakan nilai itu: hapus salah satu",
    "its place in the file says so already: remove one of the two",
)
_NOTHING: Final = Bilingual("tidak ada", "absent")
_WHY: Final = {
    "empty": Bilingual("kosong", "is empty"),
    "blank": Bilingual("mempunyai spasi di awal atau akhir", "has blanks before or after"),
    "control": Bilingual(
        "berisi karakter kendali atau spasi tak lazim", "holds a control character or an unusual blank"
    ),
    "surrogate": Bilingual("berisi setengah karakter", "holds half a character"),
    "form": Bilingual("bukan bentuk Unicode NFC", "is not in Unicode form NFC"),
    "long": Bilingual("terlalu panjang", "is too long"),
    "slash": Bilingual("diawali atau diakhiri '/'", "begins or ends with '/'"),
}
_MONEY_CURES: Final = {
    "not-money": Bilingual("contoh: 1500000, 1.500.000, 1,5 miliar", "for example 1500000, 1.500.000, 1,5 miliar"),
    "below-sen": Bilingual(
        "uang paling kecil satu sen: bulatkan di sumbernya", "money has no part below a sen: round it at its source"
    ),
    "too-large": Bilingual(f"paling besar Rp{MOST_RUPIAH:,}", f"at most Rp{MOST_RUPIAH:,}"),
    "exponent": Bilingual("tulis semua angkanya, tanpa pangkat", "write all digits, without an exponent"),
    "not-finite": Bilingual(
        "tulis null bila tidak diketahui, hapus bila tidak ada", "write null where unknown, leave out where absent"
    ),
}
