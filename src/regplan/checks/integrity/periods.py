"""PER-01…03: values and documents outside their years."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from operator import attrgetter
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Violation, clause, rule
from regplan.checks.targets.required import target_years
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES, SERIES_ROLES
from regplan.index.columns import Ints
from regplan.index.spans import spans_of
from regplan.model.documents import Document
from regplan.model.keys import indonesian, spoken
from regplan.model.schema import schema_of
from regplan.model.tables import ID_TABLES, TABLES
from regplan.model.targets import Series
from regplan.values.lang import Bilingual
from regplan.values.period import END, period_year

__all__ = ["RULES"]


_FORWARD: Final = frozenset({"RKPD", "RENJA", "RKA", "DPA"})
"""Yearly documents whose forms print target and money of the year after beside those of their own (*prakiraan maju*)."""


@rule(
    "PER-01",
    ("nilai dalam tahun dokumennya", "values lie in their document's years"),
    clause(
        "value-outside-years",
        "error",
        (
            "{subject}: {role} untuk {got}, sedangkan {home} berlaku {expected}",
            "{subject}: {role} for {got}, while {home} is for {expected}",
        ),
        (
            "perbaiki tahunnya, atau pindahkan ke dokumen tahun itu",
            "mend the year, or move the value to the document of that year",
        ),
    ),
)
def outside_years(case: Case) -> Outcome:
    """Targets, ceilings and estimates are for years of their document; what has been may be earlier, not later."""
    spans = {}
    for at, document in case.documents():
        first, last = document.first_year, document.last_year
        if first is not None and last is not None and first <= last:
            years = target_years(case, document) if document.kind in {"RPJMD", "RENSTRA"} else None
            spans[at] = (first, max(last, (years or (0,))[-1]))
    if spans:
        yield from _series_outside(case, spans)
        yield from _money_outside(case, spans)


def _money_outside(case: Case, spans: dict[int, tuple[int, int]]) -> Iterable[Violation]:
    money = case.index.money
    years = np.array([period_year(key) or 0 for key in (*money.periods, "end")], np.int64)[money.period]
    first, last = _bounds(spans, len(case.plan.documents))
    known = (money.document >= 0) & (years > 0)
    speaker = np.where(known, money.document, 0)
    ahead = money.basis == BASES.index("forward_estimate")
    been = money.basis == BASES.index("realised")
    outside = known & (((years < first[speaker]) & ~been) | (years > last[speaker] + ahead))
    rows: dict[int, list[int]] = {}
    for row in np.flatnonzero(outside).tolist():
        rows.setdefault(int(money.allocation[row]), []).append(row)
    for allocation, cells in rows.items():
        at, basis = int(money.document[cells[0]]), BASES[int(money.basis[cells[0]])]
        facts: dict[str, Fact] = {
            "role": spoken(basis),
            "got": tuple(money.periods[int(money.period[row])] for row in cells),
            "home": case.plan.documents[at].id,
            "expected": _span(case.plan.documents[at], spans[at]),
        }
        yield Violation(None, None, facts, row=("allocations", allocation))


def _bounds(spans: dict[int, tuple[int, int]], count: int) -> tuple[Ints, Ints]:
    first, last = np.zeros(count, np.int64), np.full(count, 10**6, np.int64)
    for at, span in spans.items():
        first[at], last[at] = span
    return first, last


def _span(document: Document, span: tuple[int, int]) -> Bilingual:
    """Say for which years a document may have values: its own, and the year its targets run on."""
    own = _years((document.first_year or span[0], document.last_year or span[1]))
    if span[1] == document.last_year:
        return Bilingual(own, own)
    return Bilingual(f"{own} (target sampai {span[1]})", f"{own} (targets to {span[1]})")


def _years(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _series_outside(case: Case, spans: dict[int, tuple[int, int]]) -> Iterable[Violation]:
    series, spanned = case.index.series, spans_of(case.index)
    first, last = _bounds(spans, len(case.plan.documents))
    years = list(map(_years_of, spanned.keys))
    earliest, latest = (np.array(list(map(end, years)), np.int64)[spanned.number] for end in (min, max))
    judged = np.zeros(len(case.plan.documents) + 2, np.bool_)
    judged[list(spans)] = True
    spoken = judged[series.document]
    speaker = np.where(spoken, series.document, 0)
    target = series.role == SERIES_ROLES.index("target")
    early = target & (earliest < first[speaker]) & (latest > 0)
    for at in np.flatnonzero(spoken & (early | (latest > last[speaker]))).tolist():
        row, document = case.plan.series[at], int(series.document[at])
        if _is_forward(row, case.plan.documents[document], int(latest[at])) and not early[at]:
            continue
        begin, end = spans[document] if row.role == "target" else (0, spans[document][1])
        facts: dict[str, Fact] = {
            "role": Bilingual(indonesian(row.role).replace("_", " "), row.role),
            "got": tuple(key for key in row.values if not begin <= (period_year(key) or begin) <= end),
            "home": row.document,
            "expected": _span(case.plan.documents[document], spans[document]),
        }
        yield Violation(None, None, facts, row=("series", at))


def _is_forward(row: Series, document: Document, latest: int) -> bool:
    """Tell whether a target for the year after stands beside that of the document's own year, or of the end."""
    last = document.last_year or 0
    own = any(key == END or period_year(key) == last for key in row.values)
    return row.role == "target" and document.kind in _FORWARD and latest == last + 1 and own


def _years_of(span: tuple[str, ...]) -> list[int]:
    """Return the years of some period keys; 0 where none has a year."""
    return [year for key in span if (year := period_year(key)) is not None] or [0]


@rule(
    "PER-02",
    ("akhir sesudah awal", "the end follows the start"),
    clause(
        "ends-before-start",
        "error",
        ("{subject} berakhir {got}, sebelum mulai {expected}", "{subject} ends {got}, before it starts {expected}"),
        ("tukar atau perbaiki keduanya", "swap or mend the two"),
    ),
)
def ends_before_start(case: Case) -> Outcome:
    """No plan, document, work, promise or link ends before it starts."""
    first_year, last_year = case.plan.first_year, case.plan.last_year
    if first_year is not None and last_year is not None and last_year < first_year:
        yield Violation(None, None, {"got": str(last_year), "expected": str(first_year)})
    for table, first, last in _spanned():
        rows = case.plan.table(table)
        if any(map(attrgetter(last), rows)):
            for at, (begin, end) in enumerate(map(attrgetter(first, last), rows)):
                if begin is not None and end is not None and end < begin:
                    facts: dict[str, Fact] = {"got": str(end), "expected": str(begin)}
                    place = case.index.starts[table] + at if table in ID_TABLES else None
                    yield Violation(place, None, facts, row=None if table in ID_TABLES else (table, at))


@functools.cache
def _spanned() -> tuple[tuple[str, str, str], ...]:
    """Name the tables whose records have a beginning and an end, and these fields."""
    pairs = (("first_year", "last_year"), ("start", "finish"), ("made_on", "deadline"))
    fields = {table: {spec.name for spec in schema_of(cls)} for table, cls in TABLES.items()}
    return tuple((table, *pair) for table, names in fields.items() for pair in pairs if names.issuperset(pair))


@rule(
    "PER-03",
    ("masa berlaku sesuai jenisnya", "the span fits the kind"),
    clause(
        "span-too-long",
        "warning",
        (
            "{document} berlaku {got} tahun; {kind} paling lama {expected} tahun",
            "{document} is for {got} years; the longest span of {kind} is {expected}",
        ),
        ("perbaiki 'tahun' atau 'jenis'", "mend 'years' or 'kind'"),
    ),
)
def span_too_long(case: Case) -> Outcome:
    """A document is for no more years than its kind; a period may print the year it begins in besides."""
    for at, document in case.documents():
        horizon = case.law.horizon.get(document.kind)
        if horizon is None or document.first_year is None or document.last_year is None:
            continue
        span = document.last_year - document.first_year + 1
        if span > horizon + (horizon > 1):
            yield Violation(case.position(at), None, {"got": span, "kind": document.kind, "expected": horizon})


RULES = (
    outside_years,
    ends_before_start,
    span_too_long,
)
