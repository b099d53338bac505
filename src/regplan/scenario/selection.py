"""
Selections: which nodes and which money an edit is about, as values that read like a sentence.

``q.fund == "DAU"``, ``q.under("M2")``, ``q.agency.kind == "dinas"``, joined by ``&``, ``|`` and ``~``. A selection is frozen,
hashable and printable; ``str`` writes the text that files have and ``regplan.scenario.parse.read_selection`` reads again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, Literal, NoReturn

import attrs

from regplan.errors import CallError
from regplan.scenario.refusals import FIELD_OF, UnknownFieldError
from regplan.values.text import near

__all__ = ["FIELDS", "MONEY_FIELDS", "Compare", "Either", "Every", "Field", "Fields", "Not", "Selection", "Under", "q"]

Operator = Literal["==", "!=", "in", "startswith", "endswith", "contains"]

_AGENCY: Final = ("agency", "agency.code", "agency.kind", "agency.name", "agency.parent")
_NODE: Final = ("code", "document", "id", "level", "tag", "title")
MONEY_FIELDS: Final = ("account", "basis", "fund", "place", "role")
"""What only money has; a node is selected by them where money on it is."""
FIELDS: Final = (*_NODE, *_AGENCY, *MONEY_FIELDS)
"""What can be asked for."""


class Selection:
    """What nodes and money may be asked; join with ``&`` (and), ``|`` (or), ``~`` (not)."""

    __slots__ = ()

    def __and__(self, other: Selection) -> Selection:
        """Select what both select."""
        return Every((*_parts(self, Every), *_parts(other, Every)))

    def __or__(self, other: Selection) -> Selection:
        """Select what one of them selects."""
        return Either((*_parts(self, Either), *_parts(other, Either)))

    def __invert__(self) -> Selection:
        """Select what it does not select."""
        return self.part if isinstance(self, Not) else Not(self)

    def __bool__(self) -> NoReturn:
        """Refuse: ``and``, ``or``, ``not`` and ``in`` would lose a part in silence."""
        msg = "a selection is neither true nor false: join selections with & | ~, each in brackets, and use .in_(…) for 'in'"
        raise CallError(msg)

    def leaves(self) -> tuple[Selection, ...]:
        """List the questions it is made of."""
        if isinstance(self, Every | Either):
            return tuple(leaf for part in self.parts for leaf in part.leaves())
        return self.part.leaves() if isinstance(self, Not) else (self,)


def _parts(one: Selection, kind: type[Every | Either]) -> tuple[Selection, ...]:
    if not isinstance(one, Selection):
        msg = f"{one!r} is no selection: write each side in brackets, as (q.fund == 'DAU') & (q.level == 'program')"
        raise CallError(msg)
    return one.parts if isinstance(one, kind) else (one,)


@attrs.frozen(repr=False)
class Compare(Selection):
    """
    One question to one field.

    Attributes:
        field: One of ``FIELDS``.
        operator: How it is compared.
        values: With what; one value but for ``in``. None asks for what states none.
    """

    field: str
    operator: Operator
    values: tuple[str | None, ...]

    def __str__(self) -> str:
        """Write the text of files."""
        told = ", ".join("null" if value is None else json.dumps(value, ensure_ascii=False) for value in self.values)
        if self.operator == "in":
            return f"{self.field} in ({told}{',' if len(self.values) == 1 else ''})"
        if self.operator in {"==", "!="}:
            return f"{self.field} {self.operator} {told}"
        return f"{self.field}.{self.operator}({told})"

    def __repr__(self) -> str:
        """Write it as it is typed."""
        told = ", ".join(map(repr, self.values))
        if self.operator == "in":
            return f"q.{self.field}.in_({told})"
        return f"(q.{self.field} {self.operator} {told})" if self.operator in {"==", "!="} else f"q.{self}"


@attrs.frozen(repr=False)
class Under(Selection):
    """A node with all that leads up to it by tree and links, or what an OPD and its sub-units carry."""

    id: str

    def __str__(self) -> str:
        """Write the text of files."""
        return f"under({json.dumps(self.id, ensure_ascii=False)})"

    def __repr__(self) -> str:
        """Write it as it is typed."""
        return f"q.under({self.id!r})"


@attrs.frozen(repr=False)
class Every(Selection):
    """What every part selects."""

    parts: tuple[Selection, ...]

    def __str__(self) -> str:
        """Write the text of files."""
        return " and ".join(f"({part})" if isinstance(part, Either) else str(part) for part in self.parts)

    def __repr__(self) -> str:
        """Write it as it is typed."""
        return " & ".join(f"({part!r})" if isinstance(part, Either) else repr(part) for part in self.parts)


@attrs.frozen(repr=False)
class Either(Selection):
    """What one of the parts selects."""

    parts: tuple[Selection, ...]

    def __str__(self) -> str:
        """Write the text of files."""
        return " or ".join(map(str, self.parts))

    def __repr__(self) -> str:
        """Write it as it is typed."""
        return " | ".join(map(repr, self.parts))


@attrs.frozen(repr=False)
class Not(Selection):
    """What the part does not select."""

    part: Selection

    def __str__(self) -> str:
        """Write the text of files."""
        return f"not ({self.part})" if isinstance(self.part, Every | Either) else f"not {self.part}"

    def __repr__(self) -> str:
        """Write it as it is typed."""
        return f"~({self.part!r})" if isinstance(self.part, Every | Either) else f"~{self.part!r}"


class Field:
    """A field to be compared: ``==``, ``!=``, ``in_``, ``startswith``, ``endswith``, ``contains``."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        """Keep the name."""
        self.name = name

    def __getattr__(self, name: str) -> Field:
        """Return a field of the OPD: ``q.agency.kind``."""
        if name.startswith("__"):
            raise AttributeError(name)
        full = f"{self.name}.{name}"
        if full not in FIELDS:
            known = [one.partition(".")[2] for one in FIELDS if one.startswith(f"{self.name}.")]
            raise UnknownFieldError(full, FIELD_OF, near(name, known) or known)
        return Field(full)

    def __eq__(self, value: object) -> Selection:  # type: ignore[override] # a question, not an answer
        """Ask for one value; None for what states none."""
        return Compare(self.name, "==", (_value(value),))

    def __ne__(self, value: object) -> Selection:  # type: ignore[override] # a question, not an answer
        """Ask for all but one value."""
        return Compare(self.name, "!=", (_value(value),))

    def __hash__(self) -> int:
        """Hash by name."""
        return hash(self.name)

    def in_(self, *values: Any) -> Selection:
        """Ask for one of several values."""
        given: Iterable[Any] = values[0] if len(values) == 1 and isinstance(values[0], list | tuple | set) else values
        return Compare(self.name, "in", tuple(sorted(map(_value, given), key=str)))

    def startswith(self, text: str) -> Selection:
        """Ask for what begins with a text; codes by their segments would be ``"1.02."``."""
        return Compare(self.name, "startswith", (_text(text),))

    def endswith(self, text: str) -> Selection:
        """Ask for what ends with a text."""
        return Compare(self.name, "endswith", (_text(text),))

    def contains(self, text: str) -> Selection:
        """Ask for what holds a text, whatever its case."""
        return Compare(self.name, "contains", (_text(text),))

    def __contains__(self, value: object) -> NoReturn:
        """Refuse: Python makes true or false of ``in``."""
        msg = f"write q.{self.name}.in_({value!r}), because Python makes true or false of 'in'"
        raise CallError(msg)

    def __repr__(self) -> str:
        """Write it as it is typed."""
        return f"q.{self.name}"


def _value(value: object) -> str | None:
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        msg = f"a selection compares with text, not {value!r}: write it in quotes"
        raise CallError(msg)
    return value


class Fields:
    """
    The fields of a selection: ``q.fund``, ``q.agency.kind``, and ``q.under(id)``.

    Example:
        >>> q.fund == "DAU"
        (q.fund == 'DAU')
        >>> str((q.fund == "DAU") & ~q.under("M2"))
        'fund == "DAU" and not under("M2")'
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Field:
        """Return a field; another name is refused with near matches."""
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in FIELDS:
            known = [*(one for one in FIELDS if "." not in one), "under"]
            raise UnknownFieldError(name, FIELD_OF, near(name, known) or known)
        return Field(name)

    def under(self, id: str) -> Selection:  # noqa: A002 - the field's own word
        """Ask for a node and all that leads up to it by tree and links, or for what an OPD with its sub-units carries."""
        return Under(_text(id))

    def __dir__(self) -> list[str]:
        """List the fields."""
        return [*(one for one in FIELDS if "." not in one), "under"]

    def __repr__(self) -> str:
        """Name the fields."""
        return f"q: {', '.join(FIELDS)}, under(id)"


q: Final = Fields()
"""Begin a selection."""
