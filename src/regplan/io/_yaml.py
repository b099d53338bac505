"""YAML events to marked plain data; types nothing, so that codes stay as they are written (docs/design/0004)."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from regplan.io._bytes import place_at
from regplan.model._said import COMMA, size_of
from regplan.model.rows import RowReader
from regplan.values.lang import Bilingual
from regplan.values.marked import MarkedDict, MarkedList, Place
from regplan.values.text import LONGEST_TEXT

__all__ = ["DEEPEST", "ONE_TEXT", "parse_yaml"]

DEEPEST: Final = 64
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NO_KEY: Final = object()
_BLOCKS: Final = frozenset({"|", ">"})
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


def parse_yaml(text: str, reader: RowReader) -> Any:
    """
    Build plain data from the events of libyaml: every scalar is text, a plain null is None.

    Aliases, tags, second documents and nesting deeper than ``DEEPEST`` are refused where they stand, before they
    can do harm. After a problem that ends the parse, what was read so far is returned; the problem is noted.
    """
    builder = _Builder(reader)
    parser = None
    try:
        parser = _LOADER(text)
        while builder.take(parser.get_event()):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else None
        if error.problem == _TOO_DEEP:
            reader.problem("FILE-13", place, expected=DEEPEST)
            return None
        reason = " ".join(part for part in (error.context, error.problem) if part)
        tabs = mark is not None and "\t" in _line(text, mark.line)
        got = Bilingual(_REASONS.get(str(error.problem), reason), reason)
        reader.problem("FILE-04", place, got=got, cure=_TABS if tabs else _QUOTES)
        return None
    except yaml.YAMLError:
        found = _CONTROLS.search(text)
        place = place_at(text, found.start()) if found else None
        got = Bilingual("karakter kendali", "a control character")
        reader.problem("FILE-04", place, got=got, cure=_CONTROL)
        return None
    finally:
        if parser is not None:
            parser.dispose()
    builder.tell_lost()
    return None if builder.broken else builder.result


def _line(text: str, number: int) -> str:
    lines = text.split("\n", number + 1)
    return lines[number] if number < len(lines) else ""


class _Builder:
    """Keeps the container being filled and those around it; one event at a time."""

    def __init__(self, reader: RowReader) -> None:
        self.reader = reader
        self.result: Any = None
        self.current: MarkedDict | MarkedList | None = None
        self.key: Any = _NO_KEY
        self.key_place: Place = (1, 1)
        self.around: list[tuple[MarkedDict | MarkedList | None, Any, Place]] = []
        self.key_end = -1
        self.documents = 0
        self.lost: list[tuple[Place, str, Any]] = []
        self.broken = False

    def take(self, event: Any) -> bool:
        """Take one event; False ends the parse, as does the end of the text."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self.open(event, MarkedDict if kind is yaml.MappingStartEvent else MarkedList)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.current, self.key, self.key_place = self.around.pop()
        elif kind is yaml.AliasEvent:
            self.refuse(event, f"*{event.anchor}")
            return self.put(None, _place(event))
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.reader.problem("FILE-12", _place(event))
                return False
        return kind is not yaml.StreamEndEvent

    def scalar(self, event: Any) -> bool:
        value = event.value
        if event.tag is not None:
            self.refuse(event, event.tag)
        current, key = self.current, self.key
        if key is _NO_KEY and type(current) is MarkedDict:
            self.key = value
            self.key_place = _place(event)
            self.key_end = event.end_mark.index
            return True
        if not event.style:
            if not value and key is not _NO_KEY and event.start_mark.index == self.key_end:
                got = Bilingual(f"'{key[:60]}' tanpa ':'", f"'{key[:60]}' without ':'")
                self.reader.problem("FILE-04", self.key_place, got=got, cure=COMMA)
                self.key = _NO_KEY
                return True
            if value in _NULLS:
                value = None
        elif event.style in _BLOCKS:
            value = value.removesuffix("\n")
        if value is not None and len(value) > LONGEST_TEXT:
            size = size_of(len(value), "characters")
            self.reader.problem("FILE-14", _place(event), what=ONE_TEXT, got=size, expected=_LONGEST)
            value = None
        if type(current) is MarkedDict and key not in current:
            current[key] = value
            current.places[key] = self.key_place
            self.key = _NO_KEY
            return True
        return self.put(value, _place(event))

    def open(self, event: Any, make: type[MarkedDict | MarkedList]) -> bool:
        place = _place(event)
        if event.tag is not None:
            self.refuse(event, event.tag)
        if len(self.around) >= DEEPEST:
            self.reader.problem("FILE-13", place, expected=DEEPEST)
            self.broken = True
            return False
        if self.key is _NO_KEY and type(self.current) is MarkedDict:
            self.reader.problem("FILE-05", place, key="?", expected=_KEY, got=_NO_TEXT)
            self.broken = True
            return False
        new = make(place)
        around = (self.current, self.key, self.key_place)
        self.put(new, place)
        self.around.append((around[0], _NO_KEY, place))
        self.current = new
        self.key = _NO_KEY
        return True

    def put(self, value: Any, place: Place) -> bool:
        current = self.current
        if current is None:
            self.result = value
        elif type(current) is MarkedList:
            current.append(value)
            current.places.append(place)
        elif type(current) is MarkedDict:
            if self.key in current:
                self.reader.problem("FILE-07", self.key_place, key=self.key, line=current.places[self.key][0])
                self.lost.append((self.key_place, self.key, value))
            else:
                current[self.key] = value
                current.places[self.key] = self.key_place
            self.key = _NO_KEY
        return True

    def tell_lost(self) -> None:
        """Tell what was doubled, once it is read in full."""
        for place, key, value in self.lost:
            self.reader.lose("dropped", place, key, value)

    def refuse(self, event: Any, what: str) -> None:
        self.reader.problem("FILE-11", _place(event), got=what[:80])


def _place(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


_TOO_DEEP: Final = "exceeded maximum nesting depth"
"""What libyaml 0.2.6 says of 1,000 levels, which it may find while it looks ahead, before its events tell of the first."""
_LONGEST: Final = size_of(LONGEST_TEXT, "characters")
_REASONS: Final = {
    "mapping values are not allowed in this context": "ada ':' di tempat yang tidak boleh",
    "could not find expected ':'": "tidak ada ':' setelah kunci",
    "did not find expected key": "seharusnya ada kunci di sini; periksa indentasi dan tanda kutip",
    "did not find expected '-' indicator": "seharusnya ada '-' di sini; periksa indentasi",
    "did not find expected ',' or '}'": "seharusnya ada ',' atau '}'",
    "did not find expected ',' or ']'": "seharusnya ada ',' atau ']'",
    "did not find expected node content": "seharusnya ada nilai di sini",
    "did not find expected <document start>": "ada sesuatu setelah akhir dokumen",
    "found character that cannot start any token": "tanda ini tidak boleh mengawali nilai",
    "found unexpected end of stream": "tanda kutip tidak ditutup",
    "found unknown escape character": "tanda \\ yang tidak dikenal",
    "block sequence entries are not allowed in this context": "'-' tidak boleh di sini",
    "found a tab character that violates indentation": "tab dipakai sebagai indentasi",
    "control characters are not allowed": "karakter kendali",
}
"""What libyaml says, in Indonesian; the rare rest is not translated."""
_TABS: Final = Bilingual("YAML tidak menerima tab: ganti dengan spasi", "YAML takes no tabs: use blanks instead")
_QUOTES: Final = Bilingual(
    "teks yang berisi ': ' atau diawali tanda khusus ditulis di antara tanda kutip",
    "put text that holds ': ' or begins with a special mark in quotes",
)
_CONTROL: Final = Bilingual("hapus karakter kendali", "remove control characters")
ONE_TEXT: Final = Bilingual("satu teks", "one text")
_KEY: Final = Bilingual("teks sebagai kunci", "a text as key")
_NO_TEXT: Final = Bilingual("pemetaan atau daftar", "a mapping or a list")
