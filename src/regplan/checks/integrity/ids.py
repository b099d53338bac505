"""REF-01, 02, 07, 08, 09: ids that dangle, repeat or look alike; statements that repeat or say nothing."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import chain
from operator import attrgetter
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.index.columns import DANGLING, Bools, Index, Ints, alike
from regplan.model.base import Record
from regplan.model.documents import Document
from regplan.model.keys import FIELD_KEYS, TABLE_KEYS
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.tables import ID_TABLES, NODE_TABLES, TABLES
from regplan.values.lang import Bilingual
from regplan.values.text import REGION, near

__all__ = ["RULES"]

_TABLES_OF = {
    "node": NODE_TABLES,
    "document": ("documents",),
    "agency": ("agencies",),
    "place": ("places",),
    "reference": ("references",),
    "indicator": ("indicators",),
    "commitment": ("commitments",),
    "region": (),
}


@rule(
    "REF-01",
    ("id yang dirujuk ada", "ids that are referred to exist"),
    clause(
        "dangling-id",
        "error",
        (
            "{subject}: '{field}' merujuk '{got}', yang tidak ada di antara {expected}",
            "{subject}: '{field}' refers to '{got}', which is not among the {expected}",
        ),
        ("perbaiki id itu{near}, atau tambahkan catatannya", "mend the id{near}, or add the record"),
    ),
)
def dangling(case: Case) -> Outcome:
    """Every id that a record refers to is the id of a record of the right kind."""
    known: dict[tuple[str, ...], _Known] = {}
    agencies = ("agency",)
    resolved = _resolved(case)
    for table, cls in TABLES.items():
        rows = case.plan.table(table)
        for spec in schema_of(cls):
            if spec.kind == "ref" and rows and (table, spec.name) not in resolved and (used := _stated(spec, rows)):
                if spec.tables not in known:
                    known[spec.tables] = _Known(case, spec.tables)
                yield from _dangling(case, table, spec, used, known[spec.tables])
    for at, row in enumerate(case.plan.commitments):
        for name in row.signatories:
            among = known.setdefault(agencies, known.get(agencies) or _Known(case, agencies))
            if name not in among.ids:
                yield _dangle(case, "commitments", at, "signatories", name, among)


def _resolved(case: Case) -> set[tuple[str, str]]:
    """Name the columns in which the index has found every id already, each of the right kind."""
    index = case.index
    columns = (
        ("parent", NODE_TABLES, index.parent, NODE_TABLES),
        ("document", NODE_TABLES, index.document, ()),
        ("agency", NODE_TABLES, index.own_agency, ()),
        ("owner", ("indicators",), index.indicator_owner, (*NODE_TABLES, "agencies")),
        ("indicator", ("series",), index.series.indicator, ()),
        ("document", ("series",), index.series.document, ()),
        ("document", ("allocations",), index.allocations.document, ()),
        ("subject", ("allocations",), index.allocations.subject, (*NODE_TABLES, "agencies", REGION)),
        ("indicator", ("allocations",), index.allocations.indicator, ("indicators",)),
        ("place", ("allocations",), index.allocations.place, ("places",)),
        ("document", ("entries",), index.entries.document, ()),
        ("node", ("entries",), index.entries.node, NODE_TABLES),
        ("source", ("links",), index.links.source, _ENDS),
        ("target", ("links",), index.links.target, _ENDS),
    )
    kind = np.append(index.table, (len(index.tables), *_LAST_TWO))
    whole = set()
    for field, tables, column, kinds in columns:
        if not (_wrong(index.tables, kinds)[kind[column]] if kinds else column == DANGLING).any():
            whole |= {(table, field) for table in tables}
    return whole


_LAST_TWO: Final = (-2, -1)
"""The kinds of what dangles and of what is absent, counted from the end of ``_wrong``, as positions are."""


@functools.cache
def _wrong(names: tuple[str, ...], kinds: tuple[str, ...]) -> Bools:
    """Mark the tables, and the region behind them, that a field may not refer to; nothing may dangle, all may be absent."""
    return np.array([*(name not in kinds for name in (*names, REGION)), True, False], np.bool_)


_ENDS = tuple(name for name in ID_TABLES if name != "places")
"""What a link may lead from and to."""


class _Known:
    """The ids that a field may refer to, and the offers made for those that are not among them."""

    def __init__(self, case: Case, kinds: tuple[str, ...]) -> None:
        self.kinds = kinds
        self.ids = {row.id for kind in kinds for table in _TABLES_OF[kind] for row in case.plan.table(table)}
        self.ids |= {REGION} if "region" in kinds else set()
        self.offers: dict[str, Bilingual] = {}

    def offer(self, name: str) -> Bilingual:
        """Offer near ids; after many different names no more are looked for, they are all wrong in one way."""
        if name not in self.offers:
            found = near(name, self.ids) if len(self.offers) < MOST_OFFERS else ()
            told = ", ".join(repr(one) for one in found)
            self.offers[name] = Bilingual(f" (mungkin {told})", f" (perhaps {told})") if found else Bilingual("", "")
        return self.offers[name]


MOST_OFFERS = 50
"""For how many different dangling ids near matches are looked up in one check."""


def _stated(spec: FieldSpec, rows: Iterable[Record]) -> set[str]:
    """Return the ids that some records state in a field."""
    values = map(attrgetter(spec.name), rows)
    stated = set(chain.from_iterable(values) if spec.many else values)
    stated.discard(None)
    return stated


def _dangling(case: Case, table: str, spec: FieldSpec, stated: set[str], known: _Known) -> Iterable[Violation]:
    bad = stated - known.ids
    if not bad:
        return
    for at, row in enumerate(case.plan.table(table)):
        value = getattr(row, spec.name)
        for name in value if spec.many else (value,):
            if name in bad and _is_judged(case, row):
                yield _dangle(case, table, at, spec.name, name, known)


def _is_judged(case: Case, row: Record) -> bool:
    """Tell whether a row is of a chosen document, or of none that the plan has."""
    home = row.id if isinstance(row, Document) else getattr(row, "document", None)
    chosen = {case.plan.documents[at].id for at in case.chosen}
    return home in chosen or home not in case.plan.documents.by_id


def _dangle(case: Case, table: str, at: int, field: str, name: str, known: _Known) -> Violation:
    facts: dict[str, Fact] = {
        "field": Bilingual(FIELD_KEYS[field][0], field),
        "got": name,
        "expected": _kinds(known.kinds),
        "near": known.offer(name),
    }
    if table in ID_TABLES:
        return Violation(case.index.starts[table] + at, None, facts, (name,))
    return Violation(None, None, facts, (name,), row=(table, at))


def _kinds(kinds: tuple[str, ...]) -> Bilingual:
    pairs = [_KIND_WORDS[kind] for kind in kinds]
    return Bilingual(", ".join(pair[0] for pair in pairs), ", ".join(pair[1] for pair in pairs))


_KIND_WORDS = {
    "node": ("simpul rencana", "nodes"),
    "document": ("dokumen", "documents"),
    "agency": ("perangkat daerah", "OPD"),
    "place": ("wilayah", "places"),
    "reference": ("acuan", "references"),
    "indicator": ("indikator", "indicators"),
    "commitment": ("komitmen", "commitments"),
    "region": ("daerah", "region"),
}


@rule(
    "REF-02",
    ("id hanya sekali", "an id stands once"),
    clause(
        "duplicate-id",
        "error",
        ("id '{got}' dipakai {count} catatan: {tables}", "id '{got}' is that of {count} records: {tables}"),
        (
            "beri masing-masing id sendiri; yang dipakai sekarang hanya yang pertama",
            "give each an id of its own; only the first is found now",
        ),
    ),
)
def duplicate_ids(case: Case) -> Outcome:
    """No two records have one id, of whatever kind they are."""
    index = case.index
    if _distinct_ids(index) == len(index.ids):
        return
    places: dict[str, list[int]] = {}
    for at, name in enumerate(index.ids):
        places.setdefault(name, []).append(at)
    for name, rows in places.items():
        if len(rows) > 1:
            tables = list(dict.fromkeys(index.tables[int(index.table[at])] for at in rows))
            words = Bilingual(", ".join(TABLE_KEYS[one][0] for one in tables), ", ".join(tables))
            yield Violation(rows[1], None, {"got": name, "count": len(rows), "tables": words})


def _distinct_ids(index: Index) -> int:
    """Count the different ids: the index maps each to a position, and None besides."""
    return len(index.position) - 1


@rule(
    "REF-07",
    ("satu pernyataan sekali", "one statement stands once"),
    clause(
        "statement-repeated",
        "error",
        ("{subject} ditulis {count} kali", "{subject} stands {count} times"),
        ("gabungkan nilainya dalam satu catatan", "join the values in one record"),
    ),
)
def repeated_statements(case: Case) -> Outcome:
    """No two entries, series, allocations or links have the same natural key."""
    for table in ("entries", "series", "allocations", "links"):
        rows = case.plan.table(table)
        stated: dict[object, list[int]] = {}
        for at in alike(*_key_columns(case, table)).tolist():
            stated.setdefault(rows[at].key, []).append(at)
        for places in sorted(stated.values(), key=lambda places: places[1:2]):
            if len(places) > 1:
                yield Violation(None, None, {"count": len(places)}, row=(table, places[1]))


def _key_columns(case: Case, table: str) -> tuple[Ints, ...]:
    """Return what the index knows of the natural keys of a table; rows of one key agree in all of it."""
    index = case.index
    if table == "entries":
        return index.entries.document, index.entries.node
    if table == "series":
        return index.series.indicator, index.series.document, index.series.role
    if table == "links":
        return index.links.kind, index.links.source, index.links.target
    rows = index.allocations
    return (
        *(rows.document, rows.subject, rows.basis, rows.stated.astype(np.int64)),
        *(rows.indicator, rows.fund, rows.account, rows.place),
    )


@rule(
    "REF-08",
    ("id yang mirip sekali", "ids that look alike"),
    clause(
        "ids-look-alike",
        "warning",
        (
            "id '{got}' dan '{other}' hanya berbeda huruf besar atau spasi",
            "ids '{got}' and '{other}' differ in case or blanks only",
        ),
        (
            "pastikan keduanya memang dua catatan; bila tidak, samakan",
            "make sure that they are two records; if not, make them one",
        ),
    ),
)
def look_alikes(case: Case) -> Outcome:
    """No two ids differ in case or blanks only."""
    ids = case.index.ids
    folded = "\n".join(ids).casefold().replace(" ", "").split("\n")
    if not ids or len(set(folded)) == _distinct_ids(case.index):
        return
    seen: dict[str, str] = {}
    for at, (name, form) in enumerate(zip(ids, folded, strict=True)):
        other = seen.setdefault(form, name)
        if other != name:
            yield Violation(at, None, {"got": name, "other": other}, (other,))


@rule(
    "REF-09",
    ("pernyataan mempunyai teks", "statements have a text"),
    clause(
        "node-without-title",
        "warning",
        ("{subject} tidak mempunyai uraian", "{subject} has no title"),
        ("isi 'uraian' seperti tercetak dalam dokumennya", "give 'title' as its document prints it"),
    ),
    clause(
        "indicator-without-name",
        "warning",
        ("{subject} tidak mempunyai nama", "{subject} has no name"),
        ("isi 'nama' dengan bunyi indikatornya", "give 'name' as the indicator is worded"),
    ),
)
def without_text(case: Case) -> Outcome:
    """Every node has a title and every indicator a name."""
    judged = case.judged()
    for at, node in enumerate(chain.from_iterable(map(case.plan.table, NODE_TABLES))):
        if node.title is None and judged[at]:
            yield Violation(at, "node-without-title")
    for at, indicator in enumerate(case.plan.indicators, start=case.index.starts["indicators"]):
        if indicator.name is None:
            yield Violation(at, "indicator-without-name")


RULES = (
    dangling,
    duplicate_ids,
    repeated_statements,
    look_alikes,
    without_text,
)
