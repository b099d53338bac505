"""
JSON text to marked plain data, exactly: duplicate keys, places and the digits of numbers are kept.

The slow, exact path for JSON that regplan did not write itself; no library gives places and keeps ``0.70``.
"""

from __future__ import annotations

import re
from json import decoder
from json.decoder import JSONDecodeError
from typing import Any, Final, NoReturn

from regplan.io._bytes import place_at
from regplan.io._yaml import DEEPEST, ONE_TEXT
from regplan.model._said import size_of
from regplan.model.rows import RowReader
from regplan.values.lang import Bilingual
from regplan.values.marked import MarkedDict, MarkedList, Number, Place
from regplan.values.text import LONGEST_TEXT

__all__ = ["parse_json"]

_BLANK: Final = re.compile(r"[ \t\n\r]*")
_TOKEN: Final = re.compile(
    r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.+-])|true|false|null|-?Infinity|NaN", re.ASCII
)


def parse_json(text: str, reader: RowReader) -> Any:
    """
    Build plain data from JSON: text is text, numbers keep their digits (``Number``), null is None.

    After a problem that ends the parse, what was read so far is returned; the problem is noted.
    """
    parser = _Parser(text, reader)
    try:
        parser.run()
    except _Stop:
        return None
    except JSONDecodeError as error:
        reader.problem(
            "FILE-04",
            place_at(text, error.pos),
            got=Bilingual(_REASONS.get(error.msg.partition(" starting at")[0], error.msg), error.msg),
            cure=_SYNTAX,
        )
        return None
    for place, key, value in parser.lost:
        reader.lose("dropped", place, key, value)
    return parser.result


class _Parser:
    """Goes through the text once, without recursion; ``stack`` holds the open containers."""

    def __init__(self, text: str, reader: RowReader) -> None:
        self.text = text
        self.reader = reader
        self.result: Any = None
        self.stack: list[MarkedDict | MarkedList] = []
        self.lost: list[tuple[Place, str, Any]] = []
        self.line = 1
        self.line_start = 0
        self.seen = 0

    def place(self, at: int) -> Place:
        """Return line and column; offsets only grow."""
        lines = self.text.count("\n", self.seen, at)
        if lines:
            self.line += lines
            self.line_start = self.text.rfind("\n", 0, at) + 1
        self.seen = at
        return self.line, at - self.line_start + 1

    def run(self) -> None:
        at = self.value(self.skip(0), None)
        while self.stack:
            at = self.next(at)
        at = self.skip(at)
        if at < len(self.text) and not self.reader.findings:
            self.fail("something stands after the end", at)

    def skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def next(self, at: int) -> int:
        """Read one more item of the innermost container, or close it."""
        container = self.stack[-1]
        at = self.skip(at)
        close = "}" if type(container) is MarkedDict else "]"
        if self.text[at : at + 1] == close:
            self.stack.pop()
            return at + 1
        if container or getattr(container, "places", None):
            if self.text[at : at + 1] != ",":
                self.fail(f"expected ',' or '{close}'", at)
            at = self.skip(at + 1)
        if type(container) is MarkedList:
            container.places.append(self.place(at))
            return self.value(at, None)
        if self.text[at : at + 1] != '"':
            self.fail("expected a key in double quotes", at)
        start = at
        key, at = _string(self.text, at + 1)
        at = self.skip(at)
        if self.text[at : at + 1] != ":":
            self.fail("expected ':' after a key", at)
        return self.value(self.skip(at + 1), (key, self.place(start)))

    def value(self, at: int, key: tuple[str, Place] | None) -> int:
        """Read the value at *at* and put it where it belongs."""
        mark = self.text[at : at + 1]
        if mark in {"{", "["}:
            if len(self.stack) >= DEEPEST:
                self.reader.problem("FILE-13", self.place(at), expected=DEEPEST)
                raise _Stop
            new = MarkedDict(self.place(at)) if mark == "{" else MarkedList(self.place(at))
            self.put(new, key)
            self.stack.append(new)
            return at + 1
        if mark == '"':
            text, end = _string(self.text, at + 1)
            if len(text) > LONGEST_TEXT:
                got, expected = (size_of(one, "characters") for one in (len(text), LONGEST_TEXT))
                self.reader.problem("FILE-14", self.place(at), what=ONE_TEXT, got=got, expected=expected)
            self.put(text if len(text) <= LONGEST_TEXT else None, key)
            return end
        token = _TOKEN.match(self.text, at)
        if token is None:
            self.fail("expected a value", at)
        word = token.group()
        if word in {"NaN", "Infinity", "-Infinity"}:
            name = key[0] if key else "[…]"
            self.reader.problem("FILE-08", self.place(at), key=name, expected=_NUMBER, got=word, cure=_NULL)
        self.put(None if word == "null" or word[-1] in "Ny" else Number(word), key)
        return token.end()

    def fail(self, reason: str, at: int) -> NoReturn:
        raise JSONDecodeError(reason, self.text, at)

    def put(self, value: Any, key: tuple[str, Place] | None) -> None:
        if not self.stack:
            self.result = value
            return
        container = self.stack[-1]
        if type(container) is MarkedList:
            container.append(value)
        elif type(container) is MarkedDict and key is not None:
            name, place = key
            if name in container.places:
                self.reader.problem("FILE-07", place, key=name, line=container.places[name][0])
                self.lost.append((place, name, value))
                return
            container[name] = value
            container.places[name] = place


def _string(text: str, at: int) -> tuple[str, int]:
    """Read the string whose opening quote is behind; the standard library's own scanner."""
    string, end = decoder.scanstring(text, at, True)  # type: ignore[attr-defined] # not in the stubs
    return str(string), int(end)


class _Stop(Exception):
    """The parse ends; the problem is noted already."""


_SYNTAX: Final = Bilingual("periksa koma, tanda kutip, dan kurung", "check commas, quotes and brackets")
_REASONS: Final = {
    "something stands after the end": "ada sesuatu setelah akhirnya",
    "expected ',' or '}'": "seharusnya ada ',' atau '}'",
    "expected ',' or ']'": "seharusnya ada ',' atau ']'",
    "expected a key in double quotes": "seharusnya ada kunci dalam tanda kutip ganda",
    "expected ':' after a key": "seharusnya ada ':' setelah kunci",
    "expected a value": "seharusnya ada nilai",
    "Unterminated string": "tanda kutip tidak ditutup",
    "Invalid control character": "karakter kendali di dalam teks (baris baru ditulis \\n)",
    "Invalid \\uXXXX escape": "\\u tanpa empat angka heksadesimal",
    "Invalid \\escape": "tanda \\ yang tidak dikenal (garis miring terbalik ditulis \\\\)",
}
"""What this reader and the scanner of the standard library say, in Indonesian."""
_NUMBER: Final = Bilingual("bilangan", "a number")
_NULL: Final = Bilingual("tulis null bila tidak diketahui", "write null where it is not known")
