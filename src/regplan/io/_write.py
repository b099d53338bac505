"""A plan to YAML as people write it: flat tables, Indonesian keys and words, only what is said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import yaml

from regplan.io._tree import FORMAT
from regplan.model.base import Record
from regplan.model.events import EVENTS
from regplan.model.heading import Heading
from regplan.model.keys import FIELD_KEYS, TABLE_KEYS, indonesian
from regplan.model.plan import Plan
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.tables import TABLES
from regplan.values.frozen import FrozenMap
from regplan.values.period import END, UNSTATED

__all__ = ["to_yaml"]

_DUMPER: Final[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def to_yaml(plan: Plan) -> str:
    """Write a plan as YAML; reading it back gives an equal plan."""
    heading = Heading(title=plan.title, first_year=plan.first_year, last_year=plan.last_year, extra=plan.extra)
    data: dict[str, Any] = {"format": FORMAT, **_row(heading)}
    if plan.region is not None:
        data["daerah"] = _row(plan.region)
    for name in TABLES:
        rows = [_row(record) for record in plan.table(name)]
        if rows:
            data[TABLE_KEYS[name][0]] = rows
    text: str = yaml.dump(data, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=120)
    return text


def _row(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for spec in schema_of(type(record)):
        value = getattr(record, spec.name)
        if value is None or (value == () and spec.name != "covers"):
            continue
        if spec.name == "extra":
            continue
        if spec.kind in {"targets", "amounts", "dates"} and not value:
            continue
        row[(FIELD_KEYS[spec.name] or (spec.name,))[0]] = _value(spec, value)
    for key, value in sorted((record.extra or {}).items()):
        row[key] = _plain(value)
    return row


def _value(spec: FieldSpec, value: Any) -> Any:
    if spec.many:
        return [_word(spec, item) for item in value]
    if spec.kind in {"targets", "amounts"}:
        return {_PERIODS.get(key, key): _amount(item) for key, item in sorted(value.items())}
    if spec.name == "events":
        return {EVENTS.get(event, event): value[event] for event in sorted(value)}
    return dict(sorted(value.items())) if spec.kind == "dates" else _word(spec, value)


def _word(spec: FieldSpec, value: Any) -> Any:
    return indonesian(value) if spec.kind == "word" else value


_PERIODS: Final = {END: "akhir", UNSTATED: "tanpa_tahun"}


def _amount(item: Any) -> Any:
    return f"{item:f}" if isinstance(item, Decimal) else item


def _plain(value: Any) -> Any:
    if isinstance(value, FrozenMap):
        return {key: _plain(item) for key, item in sorted(value.items())}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
