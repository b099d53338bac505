"""
The canonical file: one record a line, the fields of a record in order of name, decoded straight into the model.

msgspec builds records without their constructors, so that what constructors check for one record is proved here for
the whole file at once; a file that does not pass takes the exact path of ``_json`` (docs/design/0003).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from types import NoneType
from typing import Any, Final
from unicodedata import is_normalized

import attrs
import msgspec
import numpy as np
import numpy.typing as npt

from regplan.io._tree import FORMAT
from regplan.model.base import Record
from regplan.model.heading import Heading, Region
from regplan.model.origins import CanonicalOrigins
from regplan.model.plan import Plan
from regplan.model.schema import FieldSpec, freeze, schema_of, value_fault
from regplan.model.tables import TABLES
from regplan.values.frozen import FrozenMap
from regplan.values.money import MOST_RUPIAH, is_money
from regplan.values.text import LONGEST_LINE

__all__ = ["decode", "encode"]


def _from_wire(kind: Any, data: Any) -> Any:
    """Freeze the dates of events and the user's own fields."""
    if type(data) is not dict or (kind.__args__[0] is Any and not data):
        msg = "expected an object; own fields that are none are left out"
        raise ValueError(msg)
    return freeze(data) if kind.__args__[0] is Any else FrozenMap(data)


def _many(cls: Any) -> Any:
    return tuple[cls, ...]


_HeadingWire: Final[Any] = msgspec.defstruct(
    "_HeadingWire",
    [
        ("extra", FrozenMap[Any] | None, None),
        ("first_year", int | None, None),
        ("last_year", int | None, None),
        ("region", Region | None, None),
        ("title", str | None, None),
    ],
    forbid_unknown_fields=True,
)
_FileWire: Final[Any] = msgspec.defstruct(
    "_FileWire",
    [("format", str), ("plan", _HeadingWire), *((name, _many(cls), ()) for name, cls in TABLES.items())],
    forbid_unknown_fields=True,
)
_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_DECODER: Final = msgspec.json.Decoder(_FileWire, dec_hook=_from_wire)


def encode(plan: Plan) -> bytes:
    """Write the canonical file: the same bytes for equal plans, today and tomorrow."""
    heading = _HeadingWire(
        title=plan.title,
        region=plan.region,
        first_year=plan.first_year,
        last_year=plan.last_year,
        extra=plan.extra,
    )
    return b"".join(_parts(heading, plan.table))


def _parts(heading: Any, table: Callable[[str], Iterable[Record]]) -> Iterator[bytes]:
    yield b'{"format":' + _ENCODER.encode(FORMAT) + b',\n"plan":' + _ENCODER.encode(heading)
    for name in TABLES:
        records = table(name)
        if records:
            yield b',\n"' + name.encode() + b'":[\n'
            yield _ENCODER.encode_lines(records)[:-1].replace(b"\n", b",\n")
            yield b"\n]"
    yield b"}\n"


def decode(raw: bytes, file: str) -> Plan | None:
    """
    Read a canonical file; None where it is none, or anything in it is not as it must be.

    Equal bytes after writing it back prove that no key was unknown, doubled or lost.
    """
    if not raw.startswith(b'{"format":"' + FORMAT.encode() + b'",\n"plan":'):
        return None
    try:
        data = _DECODER.decode(raw)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    tables: dict[str, tuple[Record, ...]] = {name: getattr(data, name) for name in TABLES}
    heading = data.plan
    if not _is_equal(raw, _parts(heading, tables.__getitem__)) or not _heading_is_good(heading):
        return None
    region = heading.region and attrs.evolve(heading.region)
    _freeze_maps(tables)
    proved = _proved_kinds(raw)
    if not all(_is_good(TABLES[name], records, proved) for name, records in tables.items() if records):
        return None
    return Plan(
        title=heading.title,
        region=region,
        first_year=heading.first_year,
        last_year=heading.last_year,
        extra=heading.extra,
        origins=CanonicalOrigins(file, _first_lines(tables)),
        **tables,
    )


def _is_equal(raw: bytes, parts: Iterable[bytes]) -> bool:
    """Compare bytes with parts that follow each other, without joining them."""
    at = 0
    for part in parts:
        if not raw.startswith(part, at):
            return False
        at += len(part)
    return at == len(raw)


def _freeze_maps(tables: Mapping[str, tuple[Record, ...]]) -> None:
    """Put FrozenMaps in the place of the plain mappings that were decoded, before anyone has seen the records."""
    for name, cls in TABLES.items():
        for spec in schema_of(cls):
            if spec.kind in {"targets", "amounts"}:
                put = getattr(cls, spec.name).__set__
                deque(map(put, tables[name], map(FrozenMap, map(attrgetter(spec.name), tables[name]))), maxlen=0)


def _first_lines(tables: Mapping[str, tuple[Record, ...]]) -> dict[str, int]:
    """Count where each table begins: a line for its key before, one for its bracket behind."""
    lines, line = {}, 3
    for name, records in tables.items():
        if records:
            lines[name] = line + 1
            line += len(records) + 2
    return lines


def _heading_is_good(heading: Any) -> bool:
    try:
        Heading(title=heading.title, first_year=heading.first_year, last_year=heading.last_year, extra=heading.extra)
        if heading.region is not None:
            attrs.evolve(heading.region)
    except ValueError:
        return False
    return True


_TEXTS: Final = frozenset(("id", "ref", "line", "text", "weight"))


def _proved_kinds(raw: bytes) -> frozenset[str]:
    """
    Prove for all texts of a canonical file at once that they are good lines; return the kinds of field that are proved.

    The file has no blank between its tokens, so that a quote beside a blank, a slash or a quote is the end of a text
    that begins or ends with it, or is empty; a record stands on one line, so that no text is longer than its line.
    """
    if b"\\" in raw or b"\x7f" in raw or not _has_short_lines(raw):
        return frozenset()
    beside, wide = set[str](), []
    for at in range(0, len(raw), _CHUNK):
        signs = np.frombuffer(raw, np.uint8, min(_CHUNK + 1, len(raw) - at), at)
        beside.update(_beside_quotes(signs))
        wide.append(signs[:_CHUNK][signs[:_CHUNK] >= ord("\x80")].tobytes())
    if beside & {'"', " "} or not all(map(_is_plain_sign, set(b"".join(wide).decode()))):
        return frozenset()
    return _TEXTS - {"id", "ref"} if "/" in beside else _TEXTS


def _beside_quotes(signs: npt.NDArray[np.uint8]) -> Iterator[str]:
    """Yield which of quote, blank and slash stands right before or behind a quote."""
    quote, blank, slash = (signs == ord(sign) for sign in '" /')
    either = quote | blank | slash
    if not ((quote[1:] & either[:-1]) | (either[1:] & quote[:-1])).any():
        return
    for sign, other in zip('" /', (quote, blank, slash), strict=True):
        if ((quote[1:] & other[:-1]) | (other[1:] & quote[:-1])).any():
            yield sign


_CHUNK: Final = 2**16
"""Bytes looked at in one go; they fit the cache of the processor."""


def _has_short_lines(raw: bytes) -> bool:
    """Tell whether no line is longer than a text may be, by going from line end to line end as far as is allowed."""
    at = 0
    while len(raw) - at > LONGEST_LINE:
        at = raw.rfind(b"\n", at + 1, at + LONGEST_LINE)
        if at < 0:
            return False
    return True


def _is_plain_sign(sign: str) -> bool:
    """Tell whether a sign beyond ASCII is printable, no blank, and never joins with the sign before it."""
    near = sign < "\u0300" or "\u2010" <= sign <= "\u22ff"
    return near and sign.isprintable() and is_normalized("NFC", sign)


def _is_good(cls: type[Record], records: tuple[Record, ...], proved: frozenset[str]) -> bool:
    """
    Prove for a whole table what the constructor proves for one record.

    Args:
        cls: The class of the records.
        records: All records of the table.
        proved: Kinds of field of which every text is proved to be good.
    """
    return all(
        _column_is_good(spec, records, proved)
        for spec in schema_of(cls)
        if spec.kind != "word" and spec.kind not in proved
    )


def _column_is_good(spec: FieldSpec, records: tuple[Record, ...], proved: frozenset[str]) -> bool:
    values = map(attrgetter(spec.name), records)
    if spec.kind == "amounts":
        return _amounts_are_good(spec, list(values))
    if spec.kind == "targets":
        return _targets_are_good(spec, list(values), proved)
    try:
        distinct = set(chain.from_iterable(values) if spec.many else values)
    except TypeError:  # a list or an object stands where a text belongs
        return False
    distinct.discard(None)
    return all(value_fault(spec, value) is None for value in distinct)


def _keys_are_good(spec: FieldSpec, maps: list[FrozenMap[Any]]) -> bool:
    keys: set[str] = set(chain.from_iterable(maps))
    return value_fault(spec, FrozenMap(dict.fromkeys(keys))) is None


def _targets_are_good(spec: FieldSpec, maps: list[FrozenMap[Any]], proved: frozenset[str]) -> bool:
    if not _keys_are_good(spec, maps):
        return False
    if "text" not in proved:
        return all(value_fault(spec, each) is None for each in maps)
    return set(map(type, chain.from_iterable(map(dict.values, maps)))) <= {str, NoneType}


def _amounts_are_good(spec: FieldSpec, maps: list[FrozenMap[Any]]) -> bool:
    """Prove amounts exact and within bounds, whole ones as int and those with sen as Decimal with two places."""
    values = list(chain.from_iterable(map(dict.values, maps)))
    if not _keys_are_good(spec, maps):
        return False
    if Decimal in set(map(type, values)) and not all(_has_sen(value) for value in values if type(value) is Decimal):
        return False
    stated = list(filter(None, values))  # zero and unknown pass no bound
    return not stated or (max(stated) <= MOST_RUPIAH and min(stated) >= -MOST_RUPIAH)


def _has_sen(value: Decimal) -> bool:
    return is_money(value) and value.as_tuple().exponent == -2 and value != int(value)
