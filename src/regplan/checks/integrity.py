"""REF-01…09 and PER-01…03: ids, trees and periods that cannot be as they are; house rules, no law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Violation, clause, rule
from regplan.checks.structure.cardinality import LEVELS_EN
from regplan.checks.targets import target_years
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools, Ints
from regplan.index.tree import circles
from regplan.model.keys import indonesian
from regplan.model.schema import FieldSpec, schema_of
from regplan.model.tables import ID_TABLES, NODE_TABLES, TABLES
from regplan.model.words import LEVELS, Level
from regplan.values.lang import Bilingual
from regplan.values.period import period_year
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
        ("mungkin maksudnya: {near}; atau tambahkan catatannya", "perhaps meant: {near}; or add the record"),
    ),
)
def dangling(case: Case) -> Outcome:
    """Every id that a record refers to is the id of a record of the right kind."""
    known: dict[tuple[str, ...], set[str]] = {}
    for table, cls in TABLES.items():
        rows = case.plan.table(table)
        for spec in schema_of(cls):
            if spec.kind == "ref" and rows:
                yield from _dangling(case, table, spec, known.setdefault(spec.tables, _known(case, spec.tables)))
    agencies = known.setdefault(("agency",), _known(case, ("agency",)))
    for at, row in enumerate(case.plan.commitments):
        for name in row.signatories:
            if name not in agencies:
                yield _dangle(case, "commitments", at, "signatories", name, ("agency",), agencies)


def _known(case: Case, kinds: tuple[str, ...]) -> set[str]:
    known = {row.id for kind in kinds for table in _TABLES_OF[kind] for row in case.plan.table(table)}
    return known | ({REGION} if "region" in kinds else set())


def _dangling(case: Case, table: str, spec: FieldSpec, known: set[str]) -> Iterable[Violation]:
    rows = case.plan.table(table)
    if spec.many:
        stated = {name for row in rows for name in getattr(row, spec.name)}
    else:
        stated = {getattr(row, spec.name) for row in rows}
    bad = stated - known - {None}
    if not bad:
        return
    for at, row in enumerate(rows):
        value = getattr(row, spec.name)
        for name in value if spec.many else (value,):
            if name in bad:
                yield _dangle(case, table, at, spec.name, name, spec.tables, known)


def _dangle(
    case: Case, table: str, at: int, field: str, name: str, kinds: tuple[str, ...], known: set[str]
) -> Violation:
    facts: dict[str, Fact] = {"field": field, "got": name, "expected": _kinds(kinds), "near": near(name, known)}
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
    if len(set(index.ids)) == len(index.ids):
        return
    for name, count in Counter(index.ids).items():
        if count > 1:
            places = [at for at, one in enumerate(index.ids) if one == name]
            tables = tuple(dict.fromkeys(index.tables[int(index.table[at])] for at in places))
            yield Violation(places[1], None, {"got": name, "count": count, "tables": tables})


@rule(
    "REF-03",
    ("induk tidak melingkar", "parents form no circle"),
    clause(
        "circle-of-parents",
        "error",
        ("induk melingkar: {circle}", "the parents form a circle: {circle}"),
        ("perbaiki 'induk' salah satu catatan itu", "mend the 'parent' of one of these records"),
    ),
)
def circle_of_parents(case: Case) -> Outcome:
    """Following parents never leads back: for nodes, OPD, places, references, and documents that amend."""
    index = case.index
    if (index.depth == -1).any():
        yield from (_circle(case, ring) for ring in circles(index.parent))
    for table, field in (
        ("agencies", "parent"),
        ("places", "parent"),
        ("references", "parent"),
        ("documents", "amends"),
    ):
        rows = case.plan.table(table)
        at = {row.id: number for number, row in reversed(list(enumerate(rows)))}
        up = np.array([at.get(getattr(row, field), ABSENT) for row in rows], np.int64)
        if (up >= 0).any():
            start = index.starts[table]
            yield from (_circle(case, [start + one for one in ring]) for ring in circles(up))


def _circle(case: Case, ring: list[int]) -> Violation:
    names = [case.index.ids[at] for at in ring]
    return Violation(ring[0], None, {"circle": " → ".join([*names, names[0]])}, tuple(names[1:]))


@rule(
    "REF-04",
    ("induk dari tingkat yang benar", "the parent is of a right level"),
    clause(
        "wrong-parent-level",
        "error",
        (
            "{subject} ({level}) berada di bawah {parent} ({got}); seharusnya di bawah {expected}",
            "{subject} ({level}) hangs on {parent} ({got}); it should hang on {expected}",
        ),
        (
            "perbaiki 'induk', atau tulis hubungannya sebagai kaitan 'mendukung'",
            "mend 'parent', or write the relation as a link 'supports'",
        ),
    ),
)
def wrong_parent_level(case: Case) -> Outcome:
    """A node hangs on a level that the regime of its document allows; without a regime, that any regime allows."""
    index = case.index
    allowed: dict[str | None, Bools] = {name: _allowed(case, [name]) for name in case.law.parents}
    allowed[None] = _allowed(case, case.law.parents)
    regimes = [document.regime for document in case.plan.documents]
    tables = np.stack([allowed[regime] for regime in regimes] + [allowed[None]])
    child = np.flatnonzero((index.parent >= 0) & case.judged())
    which = np.where(index.document[child] >= 0, index.document[child], len(regimes))
    good = tables[which, index.level[child], index.level[index.parent[child]]]
    for at in child[~good].tolist():
        level, upper = LEVELS[int(index.level[at])], LEVELS[int(index.level[index.parent[at]])]
        document = int(index.document[at])
        regime = regimes[document] if document >= 0 else None
        fits = [LEVELS[one] for one in np.flatnonzero(allowed[regime][index.level[at]])]
        yield Violation(
            at,
            None,
            {
                "level": _level(level),
                "parent": index.ids[index.parent[at]],
                "got": _level(upper),
                "expected": _levels(fits),
            },
            (index.ids[index.parent[at]],),
        )


def _allowed(case: Case, regimes: Iterable[str]) -> Bools:
    """Return which level may hang on which, under any of some regimes."""
    table = np.zeros((len(LEVELS), len(LEVELS)), np.bool_)
    for regime in regimes:
        for level, uppers in case.law.parents[regime].items():
            for upper in uppers:
                table[LEVELS.index(level), LEVELS.index(upper)] = True
    return table


def _level(level: Level) -> Bilingual:
    return Bilingual(indonesian(level).replace("_", " "), LEVELS_EN[level])


def _levels(levels: Sequence[Level]) -> Bilingual:
    words = [_level(level) for level in levels]
    if not words:
        return Bilingual("tidak ada", "nothing")
    return Bilingual(" / ".join(word.id for word in words), " or ".join(word.en for word in words))


@rule(
    "REF-05",
    ("simpul mempunyai induk", "nodes have a parent"),
    clause(
        "node-without-parent",
        "warning",
        ("{subject} tidak mempunyai induk dalam {home}", "{subject} has no parent in {home}"),
        ("isi 'induk' dengan {expected}", "give {expected} as 'parent'"),
    ),
)
def without_parent(case: Case) -> Outcome:
    """In a plan with a hierarchy of its own, every node below the root hangs on another; CARD-04 asks for objectives."""
    index = case.index
    for at, document in case.documents(*case.law.roots):
        roots = {LEVELS.index(level) for level in case.law.roots[document.kind]}
        skip = {*roots, LEVELS.index("objective")}
        home = np.flatnonzero((index.document == at) & (index.parent == ABSENT))
        for node in home.tolist():
            level = int(index.level[node])
            if level not in skip and level != 0:
                regimes = [document.regime] if document.regime else list(case.law.parents)
                fits = [LEVELS[one] for one in np.flatnonzero(_allowed(case, regimes)[level])]
                yield Violation(node, None, {"home": document.id, "expected": _levels(fits)})


@rule(
    "REF-06",
    ("dinyatakan oleh dokumen", "stated by a document"),
    clause(
        "stated-by-no-document",
        "warning",
        ("{subject} tidak dinyatakan oleh satu dokumen pun", "{subject} is stated by no document"),
        ("isi 'dokumen', atau tulis pencantuman di dokumennya", "give 'document', or an entry in its document"),
    ),
)
def stated_by_none(case: Case) -> Outcome:
    """Every node is stated by a document: its home, or one with an entry for it."""
    index = case.index
    entered = {entry.node for entry in case.plan.entries}
    for at in np.flatnonzero(index.document == ABSENT).tolist():
        if index.ids[at] not in entered:
            yield Violation(at)


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
        keys = [row.key for row in rows]
        if len(set(keys)) < len(keys):
            first: dict[object, int] = {}
            counts = Counter(keys)
            for at, key in enumerate(keys):
                if first.setdefault(key, at) != at and counts[key] > 1:
                    yield Violation(None, None, {"count": counts.pop(key)}, row=(table, at))
                    counts[key] = 0


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
    seen: dict[str, str] = {}
    for at, name in enumerate(case.index.ids):
        folded = "".join(name.split()).casefold()
        other = seen.setdefault(folded, name)
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
    for at in np.flatnonzero(case.judged()).tolist():
        if case.index.node(at).title is None:
            yield Violation(at, "node-without-title")
    start = case.index.starts["indicators"]
    for at, indicator in enumerate(case.plan.indicators):
        if indicator.name is None:
            yield Violation(start + at, "indicator-without-name")


@rule(
    "PER-01",
    ("nilai dalam tahun dokumennya", "values lie in their document's years"),
    clause(
        "value-outside-years",
        "error",
        (
            "{subject} mempunyai {role} untuk {got}; {home} berlaku {expected}",
            "{subject} has a {role} for {got}; {home} is for {expected}",
        ),
        (
            "perbaiki tahunnya, atau pindahkan ke dokumen tahun itu",
            "mend the year, or move the value to the document of that year",
        ),
    ),
)
def outside_years(case: Case) -> Outcome:
    """Targets, ceilings and estimates are for years of their document; a baseline or result is for no later year."""
    spans = {}
    for at, document in case.documents():
        if document.first_year is not None and document.last_year is not None:
            years = target_years(case, document) if document.kind in {"RPJMD", "RENSTRA"} else None
            spans[at] = (document.first_year, max(document.last_year, (years or (0,))[-1]))
    yield from _series_outside(case, spans)
    money = case.index.money
    years_of = np.array([period_year(key) or 0 for key in money.periods], np.int64)
    year = years_of[money.period] if len(money.period) else money.period
    first, last = _bounds(spans, len(case.plan.documents))
    known = (money.document >= 0) & (year > 0)
    speaker = np.where(known, money.document, 0)
    ahead = money.basis == BASES.index("forward_estimate")
    if not len(first):
        return
    outside = known & ((year < first[speaker]) | (year > last[speaker] + ahead))
    for row in np.flatnonzero(outside).tolist():
        at = int(money.document[row])
        facts: dict[str, Fact] = {
            "role": Bilingual(
                indonesian(BASES[int(money.basis[row])]).replace("_", " "),
                BASES[int(money.basis[row])].replace("_", " "),
            ),
            "got": money.periods[int(money.period[row])],
            "home": case.plan.documents[at].id,
            "expected": _span(spans[at]),
        }
        yield Violation(None, None, facts, row=("allocations", int(money.allocation[row])))


def _bounds(spans: dict[int, tuple[int, int]], count: int) -> tuple[Ints, Ints]:
    first, last = np.zeros(count, np.int64), np.full(count, 10**6, np.int64)
    for at, span in spans.items():
        first[at], last[at] = span
    return first, last


def _span(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _series_outside(case: Case, spans: dict[int, tuple[int, int]]) -> Iterable[Violation]:
    ids = {case.plan.documents[at].id: span for at, span in reversed(spans.items())}
    for at, row in enumerate(case.plan.series):
        span = ids.get(row.document)
        if span is None:
            continue
        first, last = span if row.role == "target" else (0, span[1])
        bad = tuple(key for key in row.values if (year := period_year(key)) is not None and not first <= year <= last)
        if bad:
            role = Bilingual(indonesian(row.role).replace("_", " "), row.role)
            facts: dict[str, Fact] = {"role": role, "got": bad, "home": row.document, "expected": _span(span)}
            yield Violation(None, None, facts, row=("series", at))


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
    """No document, work, promise or link ends before it starts."""
    pairs = (("first_year", "last_year"), ("start", "finish"), ("made_on", "deadline"))
    for table, cls in TABLES.items():
        fields = {spec.name for spec in schema_of(cls)}
        for first, last in pairs:
            if {first, last} <= fields:
                for at, row in enumerate(case.plan.table(table)):
                    begin, end = getattr(row, first), getattr(row, last)
                    if begin is not None and end is not None and end < begin:
                        facts: dict[str, Fact] = {"got": str(end), "expected": str(begin)}
                        place = case.index.starts[table] + at if table in ID_TABLES else None
                        yield Violation(place, None, facts, row=None if table in ID_TABLES else (table, at))


@rule(
    "PER-03",
    ("masa berlaku sesuai jenisnya", "the span fits the kind"),
    clause(
        "span-too-long",
        "warning",
        (
            "{document} berlaku {got} tahun; {kind} berlaku {expected} tahun",
            "{document} is for {got} years; a {kind} is for {expected}",
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
    dangling,
    duplicate_ids,
    circle_of_parents,
    wrong_parent_level,
    without_parent,
    stated_by_none,
    repeated_statements,
    look_alikes,
    without_text,
    outside_years,
    ends_before_start,
    span_too_long,
)
