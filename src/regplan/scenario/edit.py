"""What an edit is: a small frozen value that turns a plan into a changed copy and says in words what it does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar, Final, Literal

import attrs

from regplan.errors import CallError, UnknownNameError
from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.tables import ID_TABLES
from regplan.scenario.numbers import amount_of, change_of
from regplan.scenario.refusals import EditError
from regplan.scenario.rows import table_for
from regplan.scenario.selecting import or_under
from regplan.scenario.selection import Compare, Selection
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.period import is_period
from regplan.values.text import near, quoted

__all__ = ["Edit", "Kind", "choice", "kind_of", "located", "nodes_of", "of", "words_of"]

Kind = Literal[
    "text", "texts", "whole", "years", "percent", "money", "where", "nodes", "word", "values", "fields", "record", "records",
    "parts", "rows", "runs", "share",
]  # fmt: skip
"""What a field of an edit holds; the reader and the writer of files go by it."""


@attrs.frozen(kw_only=True)
class Edit:
    """
    One change of a plan.

    Attributes:
        word: What it is called in files.
    """

    word: ClassVar[str] = ""

    def apply(self, plan: Plan) -> Plan:
        """
        Return a changed copy; the plan given stays as it is.

        Raises:
            EditError: It does not fit the plan.
        """
        raise NotImplementedError

    def told(self) -> Bilingual:
        """Say what it does, in both languages."""
        raise NotImplementedError


def of(kind: Kind, **settings: Any) -> Any:
    """Declare a field of an edit by what it holds; what is given is read and checked when the edit is made."""
    converter: Any = _CONVERTERS.get(kind)
    return attrs.field(metadata={"kind": kind}, converter=converter, **settings)


def choice(words: tuple[str, ...], **settings: Any) -> Any:
    """Declare a field that holds one of some words."""

    def one_of(given: Any) -> Any:
        if given not in words:
            there = ", ".join(words)
            kind = Bilingual(f"kata di sini ({there})", f"word here ({there})")
            raise UnknownNameError(str(given), kind, near(str(given), words))
        return given

    return attrs.field(metadata={"kind": "word", "words": words}, converter=one_of, **settings)


def kind_of(field: attrs.Attribute[Any]) -> Kind:
    """Return what a field of an edit holds."""
    kind: Kind = field.metadata["kind"]
    return kind


def words_of(field: attrs.Attribute[Any]) -> tuple[str, ...]:
    """Return the words that a field may be."""
    return tuple(field.metadata.get("words", ()))


def located(plan: Plan, name: str, tables: tuple[str, ...] = ID_TABLES) -> tuple[str, int, Any]:
    """
    Find a record by id: its table, its position, itself.

    Raises:
        UnknownIdError: Nothing has the id; near matches are offered.
        EditError: Several records have it, or it is of another kind.
    """
    record: Any = plan.find(name)
    table = table_for(record)
    if table not in tables:
        msg = Bilingual(
            f"{name!r} ada di {table}; perubahan ini untuk {', '.join(tables)}",
            f"{name!r} is in {table}; this edit is about {', '.join(tables)}",
        )
        raise EditError(msg)
    places = [at for at, one in enumerate(plan.table(table)) if one.id == name]
    if len(places) > 1:
        msg = Bilingual(
            f"{len(places)} catatan {table} ber-id {name!r}: beri id masing-masing sebelum diubah (REF-02)",
            f"{len(places)} records of {table} have the id {name!r}: give each its own before it is edited (REF-02)",
        )
        raise EditError(msg)
    return table, places[0], record


def _text(given: Any) -> Any:
    if given is not None and not isinstance(given, str):
        msg = Bilingual(
            f"{quoted(given)} bukan teks: tulis dalam tanda kutip",
            f"{quoted(given)} is no text: write it in quotes",
        )
        raise CallError(msg)
    return given


def _texts(given: Any) -> tuple[str, ...]:
    items = (given,) if isinstance(given, str) else tuple(given)
    return tuple(_text(one) for one in items)


def _whole(given: Any) -> Any:
    if given is not None and (isinstance(given, bool) or not isinstance(given, int)):
        msg = Bilingual(
            f"{quoted(given)} bukan bilangan bulat",
            f"{quoted(given)} is no whole number",
        )
        raise CallError(msg)
    return given


def _years(given: Any) -> tuple[int, ...]:
    items = (given,) if isinstance(given, int) else tuple(given)
    return tuple(_whole(one) for one in items)


def _where(given: Any) -> Selection | None:
    found = or_under(given)
    if found is not None and not isinstance(found, Selection):
        msg = Bilingual(
            f"{quoted(given)} bukan pilihan: tulis q.fund == 'DAU', atau id simpul atau OPD",
            f"{quoted(given)} is no selection: write q.fund == 'DAU', or the id of a node or OPD",
        )
        raise CallError(msg)
    return found


def nodes_of(given: Any) -> Selection:
    """Take an id for the node alone, whose tree an edit follows by itself; else a selection."""
    found = _where(Compare("id", "==", (given,)) if isinstance(given, str) else given)
    if found is None:
        msg = Bilingual(
            "sebut simpul mana: sebuah id, atau pilihan seperti q.level == 'program'",
            "say which nodes: an id, or a selection as q.level == 'program'",
        )
        raise CallError(msg)
    return found


def _values(given: Any) -> FrozenMap[str | None]:
    faults = [key for key in given if not is_period(str(key))]
    if faults:
        msg = Bilingual(
            f"{', '.join(map(repr, faults))} bukan masa: tulis 2026, 2026-Q1, 2026-03, end, atau unstated",
            f"{', '.join(map(repr, faults))} is no period: write 2026, 2026-Q1, 2026-03, end or unstated",
        )
        raise CallError(msg)
    return FrozenMap({str(key): _target(value) for key, value in sorted(given.items(), key=lambda pair: str(pair[0]))})


def _target(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        msg = Bilingual(
            f"{quoted(value)} bukan target seperti tercetak: tulis teksnya, '0,70'",
            f"{quoted(value)} is no target as it would be printed: write its text, '0,70'",
        )
        raise CallError(msg)
    return str(value)


def _records(given: Any) -> tuple[Record, ...]:
    return tuple(given)


_CONVERTERS: Final = {
    "text": _text,
    "texts": _texts,
    "whole": _whole,
    "years": _years,
    "percent": change_of,
    "money": amount_of,
    "where": _where,
    "nodes": nodes_of,
    "values": _values,
    "records": _records,
    "parts": tuple,
    "rows": tuple,
    "runs": tuple,
    "share": Fraction,
}
