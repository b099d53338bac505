"""
What a field of a record may hold, read from its annotation: one home for constructors, readers, writers and tests.

``Annotated[str, LINE]`` is a ``str`` to the type checker and a checked line of text to regplan.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType, NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from regplan.errors import RecordError
from regplan.model.events import read_event
from regplan.values.frozen import FrozenMap
from regplan.values.money import MOST_RUPIAH, Rupiah, is_money
from regplan.values.period import is_date, is_period
from regplan.values.text import LONGEST_TEXT, REGION, id_fault, line_fault, near, quoted, text_fault

__all__ = [
    "Amounts",
    "Dates",
    "Extra",
    "ExtraValue",
    "FieldSpec",
    "Id",
    "Line",
    "Ref",
    "Targets",
    "Text",
    "checked",
    "freeze",
    "required_of",
    "schema_of",
    "specs_of",
    "value_fault",
]

Kind = Literal[
    "id", "ref", "line", "text", "date", "year", "whole", "weight", "word", "targets", "amounts", "dates", "extra"
]


@attrs.frozen
class Marker:
    """What an annotation says beyond its Python type."""

    kind: Kind
    tables: tuple[str, ...] = ()


Id: TypeAlias = Annotated[str, Marker("id")]
AgencyId: TypeAlias = Annotated[str, Marker("id", ("agency",))]
PlaceId: TypeAlias = Annotated[str, Marker("id", ("place",))]
Ref: TypeAlias = Annotated[str, Marker("ref", ("node",))]
DocumentRef: TypeAlias = Annotated[str, Marker("ref", ("document",))]
AgencyRef: TypeAlias = Annotated[str, Marker("ref", ("agency",))]
PlaceRef: TypeAlias = Annotated[str, Marker("ref", ("place",))]
ReferenceRef: TypeAlias = Annotated[str, Marker("ref", ("reference",))]
IndicatorRef: TypeAlias = Annotated[str, Marker("ref", ("indicator",))]
MoneySubject: TypeAlias = Annotated[str, Marker("ref", ("node", "agency", "region"))]
LinkEnd: TypeAlias = Annotated[
    str, Marker("ref", ("node", "agency", "reference", "indicator", "commitment", "document"))
]
Line: TypeAlias = Annotated[str, Marker("line")]
Text: TypeAlias = Annotated[str, Marker("text")]
Date: TypeAlias = Annotated[str, Marker("date")]
Weight: TypeAlias = Annotated[str, Marker("weight")]
Year: TypeAlias = Annotated[int, Marker("year")]
Whole: TypeAlias = Annotated[int, Marker("whole")]

ExtraValue: TypeAlias = "str | tuple[ExtraValue, ...] | FrozenMap[ExtraValue] | None"

if TYPE_CHECKING:
    Targets: TypeAlias = Annotated[FrozenMap[str | None], Marker("targets")]
    Amounts: TypeAlias = Annotated[FrozenMap[Rupiah | None], Marker("amounts")]
else:  # what msgspec decodes without a call back into Python; the reader of canonical files freezes it (design 0003)
    Targets = Annotated[dict[str, str | None], Marker("targets")]
    Amounts = Annotated[dict[str, Rupiah | None], Marker("amounts")]
Dates: TypeAlias = Annotated[FrozenMap[str | None], Marker("dates")]
Extra: TypeAlias = Annotated[FrozenMap[Any], Marker("extra")]


@attrs.frozen
class FieldSpec:
    """
    One field of a record.

    Attributes:
        name: The field.
        kind: What it holds.
        required: Whether a record must give it.
        optional: Whether it may be None, for not stated.
        many: Whether it is a tuple of such values.
        words: The words it may be, for a closed vocabulary.
        tables: What kinds of record it may refer to.
    """

    name: str
    kind: Kind
    required: bool
    optional: bool
    many: bool
    words: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def schema_of(cls: type[Any]) -> tuple[FieldSpec, ...]:
    """Read the fields of a record class, in the order they are written."""
    return _schema_of(cast("Hashable", cls))


def specs_of(cls: type[Any]) -> Mapping[str, FieldSpec]:
    """Read the fields of a record class, by name."""
    return _specs_of(cast("Hashable", cls))


def required_of(cls: type[Any]) -> tuple[FieldSpec, ...]:
    """Return the fields that a record must give."""
    return _required_of(cast("Hashable", cls))


@functools.cache
def _required_of(cls: Any) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in _schema_of(cls) if spec.required)


@functools.cache
def _specs_of(cls: Any) -> Mapping[str, FieldSpec]:
    return MappingProxyType({spec.name: spec for spec in _schema_of(cls)})


@functools.cache
def _schema_of(cls: Any) -> tuple[FieldSpec, ...]:
    hints = get_type_hints(cls, include_extras=True)
    return tuple(
        _spec(field.name, hints[field.name], required=field.default is attrs.NOTHING)
        for field in attrs.fields(cls)
        if not field.name.startswith("_")
    )


def _spec(name: str, hint: Any, *, required: bool) -> FieldSpec:
    optional = get_origin(hint) in {Union, UnionType}
    if optional:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    if get_origin(hint) is Annotated:
        marker = next(part for part in get_args(hint) if isinstance(part, Marker))
        return FieldSpec(name, marker.kind, required, optional, many, (), marker.tables)
    return FieldSpec(name, "word", required, optional, many, get_args(hint))


def value_fault(spec: FieldSpec, value: Any) -> str | None:
    """Say what keeps *value* out of a field, or None where it fits; for one value of a field with many."""
    if spec.kind == "word" and value in spec.words:
        return None
    if spec.kind in _NUMBERS:
        if type(value) is not int:
            return f"{spec.name} takes a whole number, not {quoted(value)}"
        low, high = (1000, 9999) if spec.kind == "year" else (-(2**31), 2**31 - 1)
        return None if low <= value <= high else f"{spec.name} takes {low} to {high}, not {quoted(value)}"
    if spec.kind in _MAPS:
        return _map_fault(spec, value)
    if type(value) is not str:
        return f"{spec.name} takes text, not {quoted(value)}"
    if spec.kind == "word":
        offer = near(value, spec.words)
        return f"{spec.name} takes one of {', '.join(spec.words)}, not {quoted(value)}" + (
            f" (did you mean {offer[0]!r}?)" if offer else ""
        )
    if spec.kind == "date":
        return None if is_date(value) else f"{spec.name} takes a date as 2026-03-31, not {quoted(value)}"
    if spec.kind == "ref" and value == REGION and "region" in spec.tables:
        return None
    fault = _TEXT_FAULTS.get(spec.kind, line_fault)(value)
    return f"{spec.name} {_WHY[fault]}: {value[:80]!r}" if fault else None


_NUMBERS: Final = frozenset(("whole", "year"))
_MAPS: Final = frozenset(("targets", "amounts", "dates", "extra"))
_TEXT_FAULTS: Final[dict[str, Callable[[str], Any]]] = {"id": id_fault, "ref": id_fault, "text": text_fault}
_WHY: Final = {
    "empty": "is empty; leave it out where it is not known",
    "blank": "has blanks before or after",
    "control": "holds a control character or an unusual blank",
    "surrogate": "holds half a character",
    "form": "is not in Unicode form NFC",
    "long": "is too long",
    "slash": "begins or ends with '/'",
}


def _map_fault(spec: FieldSpec, value: Any) -> str | None:
    if not isinstance(value, FrozenMap):
        return f"{spec.name} takes a mapping, not {quoted(value)}"
    for key, item in value.items():
        if not isinstance(key, str):
            return f"{spec.name} has a key that is no text: {quoted(key)}"
        if spec.kind in {"targets", "amounts"} and not is_period(key):
            return f"{spec.name} has {quoted(key)}, which is no period (2026, 2026-Q1, 2026-03, end, unstated)"
        fault = _item_fault(spec, key, item)
        if fault:
            return fault
    return None


def _item_fault(spec: FieldSpec, key: str, item: Any) -> str | None:
    if spec.kind == "extra":
        if not key.startswith("x-") or line_fault(key):
            return f"extra has {quoted(key)}; own fields begin with 'x-'"
        return _extra_fault(item)
    if spec.name == "events" and read_event(key) != key:
        return f"events has {quoted(key)} beside {quoted(read_event(key))}, which is the same event"
    if spec.kind == "dates" and id_fault(key):
        return f"{spec.name} has a key that is no good line of text: {quoted(key)}"
    if item is None:
        return None
    if spec.kind == "amounts":
        good = is_money(item)
        return None if good else f"{spec.name}[{key}] takes exact rupiah within {MOST_RUPIAH:,}, not {quoted(item)}"
    if spec.kind == "dates":
        good = type(item) is str and is_date(item)
        return None if good else f"{spec.name}[{key}] takes a date as 2026-03-31, not {quoted(item)}"
    good = type(item) is str and text_fault(item) is None
    return None if good else f"{spec.name}[{key}] takes the target's own text, not {quoted(item)}"


DEEPEST_EXTRA: Final = 20
_HALF: Final = re.compile("[\ud800-\udfff]")


def _extra_fault(item: Any, depth: int = 0) -> str | None:
    if item is None:
        return None
    if depth > DEEPEST_EXTRA:
        return f"extra is nested deeper than {DEEPEST_EXTRA}"
    if type(item) is str:
        if len(item) > LONGEST_TEXT:
            return f"extra holds a text of {len(item):,} characters; the limit is {LONGEST_TEXT:,}"
        return "extra holds half a character" if not item.isascii() and _HALF.search(item) else None
    if isinstance(item, tuple):
        return next((fault for part in item if (fault := _extra_fault(part, depth + 1))), None)
    if isinstance(item, FrozenMap):
        parts = (fault for key, part in item.items() for fault in (_extra_fault(key), _extra_fault(part, depth + 1)))
        return next(filter(None, parts), None)
    return f"extra keeps text, lists and mappings of text, not {quoted(item)}"


def freeze(value: Any, depth: int = 0) -> Any:
    """
    Freeze plain data: mappings to FrozenMap, lists to tuples; a converter for fields. What is nested too deep stays.

    Example:
        >>> freeze({"2026": "0.70"})
        {'2026': '0.70'}
    """
    if isinstance(value, FrozenMap) or depth > DEEPEST_EXTRA + 1:
        return value
    if isinstance(value, Mapping):
        return FrozenMap({key: freeze(value[key], depth + 1) for key in sorted(value, key=str)})
    if isinstance(value, list | tuple):
        return tuple(freeze(item, depth + 1) for item in value)
    return value


def several(values: Iterable[Any]) -> tuple[Any, ...]:
    """Make a tuple of any values; a converter for fields with many. What is no collection is left to be refused."""
    is_one = isinstance(values, str) or not isinstance(values, Iterable)
    return values if is_one else tuple(values)  # type: ignore[return-value]


def several_or_none(values: Iterable[Any] | None) -> tuple[Any, ...] | None:
    """Make a tuple of any values; None stays None."""
    return None if values is None else several(values)


def frozen_amounts(value: Mapping[str, Rupiah | None]) -> FrozenMap[Rupiah | None]:
    """Freeze amounts by period; a Decimal without sen becomes an int, so that equal money is equal."""
    if not isinstance(value, Mapping):
        return value  # what is no mapping is left to be refused
    return FrozenMap({key: _one_way(value[key]) for key in sorted(value, key=str)})


def _one_way(item: Rupiah | None) -> Rupiah | None:
    if isinstance(item, Decimal) and is_money(item):
        return int(item) if item == int(item) else item.quantize(Decimal("0.01"))
    return item


def frozen_texts(value: Mapping[str, str | None]) -> FrozenMap[str | None]:
    """Freeze texts by period or event."""
    if isinstance(value, FrozenMap) or not isinstance(value, Mapping):
        return value  # what is no mapping is left to be refused
    return FrozenMap({key: value[key] for key in sorted(value, key=str)})


def frozen_events(value: Mapping[str, str | None]) -> FrozenMap[str | None]:
    """Freeze days by event, the events by their English names; two words for one event are left to be refused."""
    if not isinstance(value, Mapping):
        return value  # what is no mapping is left to be refused
    frozen = frozen_texts(value)
    named = {read_event(key) if type(key) is str else key: key for key in frozen}
    if len(named) < len(frozen):
        return frozen
    return frozen_texts({event: frozen[key] for event, key in named.items()})


def frozen_extra(value: Mapping[str, Any] | None) -> FrozenMap[Any] | None:
    """Freeze x-… fields; none at all is None."""
    return freeze(value) if value else None


T = TypeVar("T")


def checked(cls: type[T]) -> type[T]:
    """
    Make the constructor of a record class refuse what its fields cannot hold, all faults at once.

    The check is in ``__init__`` and not in ``__attrs_post_init__``: the reader of canonical files builds records
    without it and proves the same things for the whole file at once (docs/design/0003).
    """
    build: Callable[..., None] = cls.__init__

    @functools.wraps(build)
    def __init__(self: Any, *args: Any, **fields: Any) -> None:  # noqa: N807 - it becomes the class's
        build(self, *args, **fields)
        faults: list[str] = []
        for spec in schema_of(cls):
            value = getattr(self, spec.name)
            if value is not None or not spec.optional:
                faults += _faults(spec, value)
        if faults:
            raise RecordError(cls.__name__, faults)

    cls.__init__ = __init__  # type: ignore[method-assign] # the point of this decorator
    return cls


def _faults(spec: FieldSpec, value: Any) -> Iterable[str]:
    if not spec.many:
        fault = value_fault(spec, value)
        return (fault,) if fault else ()
    if not isinstance(value, tuple):
        return [f"{spec.name} takes several values, not {quoted(value)}"]
    return [fault for item in value if (fault := value_fault(spec, item))]
