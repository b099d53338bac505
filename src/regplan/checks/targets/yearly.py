"""TGT-08, 09, 11 and 18: the target of a year in one document against that of the same year in another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._pairs import (
    Apart,
    Lacks,
    Verdict,
    apart,
    beside,
    facts_of,
    found_apart,
    in_documents,
    justified,
    rows_at,
    unmatched,
)
from regplan.checks.targets._told import period_told
from regplan.diagnostics.finding import shown
from regplan.index.columns import ABSENT, Ints
from regplan.index.targets import targets_of
from regplan.index.tree import link_rows
from regplan.model.documents import Document
from regplan.model.words import LEVELS
from regplan.values.lang import Bilingual
from regplan.values.measure import Grade, Number

__all__ = ["RULES", "national_documents"]

_JUSTIFY = (
    "samakan dengan {expected}, atau tulis alasannya pada 'x-justifikasi' indikator atau deretnya",
    "make it {expected}, or give the reason in 'x-justification' of the indicator or its series",
)
_NO_TARGETS = Bilingual("target per tahun", "targets by year")


def national_documents(case: Case) -> frozenset[int]:
    """Return the documents of the nation and the province: RPJPN, RPJMN, and what a reference names the province's."""
    ids = {one.document for one in case.plan.references if one.framework == "PROVINCIAL_RPJMD" and one.document}
    found = (at for at, one in enumerate(case.plan.documents) if one.kind in {"RPJPN", "RPJMN"} or one.id in ids)
    return frozenset(found)


def _own(case: Case, *kinds: str) -> Callable[[int, Document], bool]:
    """Choose the region's own documents of some kinds."""
    national = case.remember("national documents", lambda: national_documents(case))
    return lambda at, document: document.kind in kinds and at not in national


def _same(name: str, english: str) -> Bilingual:
    """Say that there is nothing to compare with in a document."""
    return Bilingual(
        f"target {name} dari indikator dan tahun yang sama untuk {{count}} target (yang pertama: {{first}})",
        f"a target in {english} of the same indicator and year for {{count}} target(s) (the first: {{first}})",
    )


_NO_RPJMD = _same("RPJMD", "the RPJMD")
_NO_RENSTRA = _same("Renstra OPD-nya", "the Renstra of the OPD")
_NO_RENJA = _same("Renja atau DPA OPD-nya", "the Renja or DPA of the OPD")


def _silent(case: Case, rows: Ints, chosen: Callable[[int, Document], bool]) -> Outcome:
    """Say which documents give no targets by year."""
    speaking = set(np.flatnonzero(np.bincount(targets_of(case.index).document[rows])).tolist())
    for at, document in case.documents():
        if chosen(at, document) and at not in speaking:
            yield Lacking(document.id, _NO_TARGETS)


@rule(
    "TGT-08",
    ("target RKPD sejalan dengan RPJMD", "targets of the RKPD are those of the RPJMD"),
    clause(
        "rkpd-worse-than-rpjmd",
        "warning",
        (
            "{subject} untuk {year}: {got}, lebih buruk daripada {expected} dalam {other}",
            "{subject} for {year}: {got}, worse than {expected} in {other}",
        ),
        _JUSTIFY,
    ),
    clause(
        "rkpd-differs-from-rpjmd",
        "warning",
        (
            "{subject} untuk {year}: {got}, berbeda dari {expected} dalam {other}",
            "{subject} for {year}: {got}, different from {expected} in {other}",
        ),
        _JUSTIFY,
    ),
)
def rkpd_targets(case: Case) -> Outcome:
    """The target of an RKPD is that of the RPJMD for the year, or better, or has its reason."""
    chosen, lacks = _own(case, "RKPD"), Lacks()
    rows = in_documents(case, "target", chosen)
    yield from _silent(case, rows, chosen)
    plans = in_documents(case, "target", _own(case, "RPJMD", "RPD"), judged=False)
    one, other = beside(case.index, rows, plans)
    unmatched(case, rows_at(case.index, rows, "goal", "objective", "program"), one, _NO_RPJMD, lacks)
    for pair in apart(case, one, other, lacks, lambda *compared: _by_polarity(case, *compared)):
        if not justified(case, pair.row):
            worse = pair.verdict in {"above", "below"}
            yield found_apart(case, pair, "rkpd-worse-than-rpjmd" if worse else "rkpd-differs-from-rpjmd")
    yield from lacks.told(case)


def _by_polarity(case: Case, row: int, other: int, verdict: Verdict) -> Verdict:
    """Read which of two targets is better; a value inside the interval of the RPJMD keeps it."""
    if verdict == "within":
        return "equal"
    if verdict not in {"above", "below", "differs"}:
        return verdict
    columns = targets_of(case.index)
    indicators = (case.plan.indicators[int(columns.indicator[at])] for at in (row, other))
    stated = {one.polarity for one in indicators if one.polarity is not None}
    if isinstance(columns.cells[int(columns.cell[row])].value, Grade):
        stated = {"up"}
    if len(stated) != 1:
        return "polarity"
    (polarity,) = stated
    if polarity not in {"up", "down"}:
        return "differs"
    return "better" if verdict == ("above" if polarity == "up" else "below") else verdict


@rule(
    "TGT-09",
    ("target tujuan Renstra sama dengan sasaran RPJMD", "targets of Renstra goals are those of RPJMD objectives"),
    clause(
        "renstra-differs-from-rpjmd",
        "warning",
        (
            "{subject} untuk {year}: {got}, sedangkan {expected} dalam {other}",
            "{subject} for {year}: {got}, but {expected} in {other}",
        ),
        (
            "samakan target tujuan Renstra dengan {expected}; target sasaran RPJMD yang diadopsi tidak diubah OPD",
            "make the target of the goal {expected}; an OPD does not change that of the objective it adopts",
        ),
    ),
)
def renstra_goals(case: Case) -> Outcome:
    """A Renstra goal, or objective, that adopts one of the RPJMD has the targets of its indicators, by year and at the end."""
    index, chosen, lacks = case.index, _own(case, "RENSTRA"), Lacks()
    rows = rows_at(index, in_documents(case, "target", chosen, ends=True), "goal", "objective")
    plans = in_documents(case, "target", _own(case, "RPJMD", "RPD"), judged=False, ends=True)
    one, other = beside(index, rows, rows_at(index, plans, "objective"))
    yield from _not_adopted(case, rows, one, lacks)
    for pair in apart(case, one, other, lacks):
        yield found_apart(case, pair, "renstra-differs-from-rpjmd")
    yield from lacks.told(case)


_NO_OBJECTIVE = Bilingual(
    "indikator yang sama pada sasaran yang diadopsi untuk {count} tujuan (yang pertama: {first})",
    "an indicator of the adopted objective for {count} goal(s) (the first: {first})",
)


def _not_adopted(case: Case, rows: Ints, paired: Ints, lacks: Lacks) -> Outcome:
    """Count the goals that adopt an objective, and of which no target stands beside one of the objective."""
    index = case.index
    columns, owner = targets_of(index), index.indicator_owner
    there = np.zeros(len(index.ids) + 2, np.bool_)
    there[owner[columns.indicator[paired]]] = True
    goal, objective = LEVELS.index("goal"), LEVELS.index("objective")
    links = link_rows(index, ("adopts",))
    source, target = index.links.source[links], index.links.target[links]
    inside = (source < index.nodes) & (target < index.nodes)
    source, target = source[inside], target[inside]
    adopts = source[(index.level[source] == goal) & (index.level[target] == objective)]
    judged = {at for at, _ in case.documents("RENSTRA")}
    for node in sorted(set(adopts[~there[adopts]].tolist())):
        if (home := int(index.document[node])) in judged:
            lacks.add(home, _NO_OBJECTIVE, index.ids[node])
    speaking = {int(columns.document[row]) for row in paired.tolist()}
    adopting = set(index.document[adopts].tolist())
    for at in sorted(judged - speaking - adopting):
        if (columns.document[rows] == at).any():
            yield Lacking(case.plan.documents[at].id, _ADOPTS_NONE)


_ADOPTS_NONE = Bilingual("tujuan yang mengadopsi sasaran RPJMD", "a goal that adopts an objective of the RPJMD")


@rule(
    "TGT-11",
    ("target tahunan OPD sama dengan rencananya", "yearly targets of an OPD are those of its plans"),
    clause(
        "renja-differs-from-renstra",
        "warning",
        (
            "{subject} untuk {year}: {got}, sedangkan {expected} dalam {other}",
            "{subject} for {year}: {got}, but {expected} in {other}",
        ),
        _JUSTIFY,
    ),
    clause(
        "pk-differs-from-renja",
        "warning",
        (
            "{subject} untuk {year}: {got}, sedangkan {expected} dalam {other}",
            "{subject} for {year}: {got}, but {expected} in {other}",
        ),
        _JUSTIFY,
    ),
)
def yearly_plans(case: Case) -> Outcome:
    """The target of a program in a Renja is that of the Renstra for the year; that of a PK is the one of Renja or DPA."""
    renja = rows_at(case.index, in_documents(case, "target", _own(case, "RENJA")), "program")
    yield from _silent(case, renja, _own(case, "RENJA"))
    yield from _against(case, renja, _own(case, "RENSTRA"), _NO_RENSTRA, "renja-differs-from-renstra")
    pact = in_documents(case, "target", _own(case, "PK"))
    yield from _silent(case, pact, _own(case, "PK"))
    yield from _against(case, pact, _own(case, "RENJA", "DPA"), _NO_RENJA, "pk-differs-from-renja")


def _against(case: Case, rows: Ints, chosen: Callable[[int, Document], bool], cause: Bilingual, name: str) -> Outcome:
    """Compare rows with those of other documents of the same OPD; a document that says no OPD is of any."""
    lacks, columns = Lacks(), targets_of(case.index)
    one, other = beside(case.index, rows, in_documents(case, "target", chosen, judged=False))
    known = [document.agency for document in case.plan.documents]
    numbers = {None: ABSENT} | {agency: at for at, agency in enumerate(dict.fromkeys(filter(None, known)))}
    agency = np.array([numbers[each] for each in known], np.int64)
    mine, theirs = agency[columns.document[one]], agency[columns.document[other]]
    kept = (mine == theirs) | (mine == ABSENT) | (theirs == ABSENT)
    unmatched(case, rows, one[kept], cause, lacks)
    for pair in apart(case, one[kept], other[kept], lacks):
        if not justified(case, pair.row):
            yield found_apart(case, pair, name)
    yield from lacks.told(case)


@rule(
    "TGT-18",
    ("selisih terhadap target nasional dan provinsi", "the gap to national and provincial targets"),
    clause(
        "gap-to-assigned-target",
        "info",
        (
            "{subject} berbeda dari {other}: {gaps}",
            "{subject} differs from {other}: {gaps}",
        ),
        (
            "jelaskan selisihnya dalam dokumen, atau sesuaikan target daerah",
            "explain the gap in the document, or adapt the target of the region",
        ),
    ),
)
def assigned_targets(case: Case) -> Outcome:
    """What the region aims at stands beside what nation and province assign to it; each gap is told."""
    index, columns = case.index, targets_of(case.index)
    national = case.remember("national documents", lambda: national_documents(case))
    chosen, lacks = _own(case, "RPJPD", "RPJMD", "RPD"), Lacks()
    rows = in_documents(case, "target", chosen, ends=True)
    theirs = in_documents(case, "target", lambda at, _: at in national, judged=False, ends=True)
    one, other = beside(index, rows, theirs)
    speaking = set(columns.document[one].tolist())
    for at, document in case.documents():
        if chosen(at, document) and at not in speaking:
            yield Lacking(document.id, _NO_ASSIGNED)
    found: dict[tuple[int, int], list[Apart]] = {}
    for pair in apart(case, one, other, lacks):
        key = int(columns.series[pair.row]), int(columns.document[pair.other])
        found.setdefault(key, []).append(pair)
    for (series, _), pairs in found.items():
        told = facts_of(case, pairs[0])
        gaps = [_gap(case, pair) for pair in sorted(pairs, key=lambda pair: columns.periods[columns.period[pair.row]])]
        text = Bilingual("; ".join(gap.id for gap in gaps), "; ".join(gap.en for gap in gaps))
        facts = {"home": told["home"], "other": told["other"], "gaps": text}
        yield Violation(None, None, facts, (str(told["other"]),), row=("series", series))
    yield from lacks.told(case)


_NO_ASSIGNED = Bilingual(
    "target indikator yang sama dalam RPJPN, RPJMN, atau RPJMD provinsi",
    "a target of the same indicator in the RPJPN, the RPJMN or the RPJMD of the province",
)


def _gap(case: Case, pair: Apart) -> Bilingual:
    """Write one year: what the region says, what is assigned, and the difference of numbers."""
    columns = targets_of(case.index)
    cells = [columns.cells[int(columns.cell[row])] for row in (pair.row, pair.other)]
    year = shown("year", period_told(columns.periods[int(columns.period[pair.row])]))
    one, other = (cell.value for cell in cells)
    said = Bilingual(
        f"{year[0]} {cells[0].text} terhadap {cells[1].text}", f"{year[1]} {cells[0].text} against {cells[1].text}"
    )
    if not (isinstance(one, Number) and isinstance(other, Number)):
        return said
    gap = f"{one.value - other.value:+f}"
    return Bilingual(f"{said.id} ({gap.replace('.', ',')})", f"{said.en} ({gap})")


RULES: tuple[Rule, ...] = (rkpd_targets, renstra_goals, yearly_plans, assigned_targets)
