"""CARD-14…17: what a document must hold at all (UU 23/2014 Arts 263, 272, 273)."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.checks.structure.cardinality import LEVELS_EN, not_covered
from regplan.diagnostics.finding import Fact
from regplan.index import Index
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools, Ints
from regplan.index.members import Members, any_under, members_of
from regplan.model.base import Record
from regplan.model.documents import Document
from regplan.model.keys import indonesian
from regplan.model.words import LEVELS, Level
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_PROGRAM, _ACTIVITY = LEVELS.index("program"), LEVELS.index("activity")

_COMPONENT = (
    "lengkapi bagian itu; bila berkas ini memang hanya memuat sebagian dokumennya, nyatakan dengan 'mencakup'",
    "add that part; where the file holds only a part of the document, say which with 'covers'",
)


@rule(
    "CARD-14",
    ("bagian wajib RPJMD", "required parts of an RPJMD"),
    clause(
        "rpjmd-component-missing",
        "error",
        ("{document} tidak memuat {component}", "{document} has no {component}"),
        _COMPONENT,
    ),
)
def rpjmd_components(case: Case) -> Outcome:
    """An RPJMD has strategies, policy directions, programs and a funding frame; CARD-01, 02 and 04 ask for the rest."""
    for at, document in case.documents("RPJMD", "RPD"):
        yield from _levels(case, at, document, "strategy", "policy_direction", "program")
        yield from _money(case, at, document, "ceiling", _FUNDING)
        yield Lacking(document.id, Bilingual("penanda program lintas OPD", "a mark of cross-OPD programs"))


@rule(
    "CARD-15",
    ("bagian wajib Renstra", "required parts of a Renstra"),
    clause(
        "renstra-component-missing",
        "error",
        ("{document} tidak memuat {component}", "{document} has no {component}"),
        _COMPONENT,
    ),
    clause(
        "renstra-without-ministry",
        "info",
        (
            "{document} tidak merujuk Renstra kementerian/lembaga",
            "{document} refers to no ministry Renstra",
        ),
        (
            "tambahkan acuan dengan kerangka RENSTRA_KL, lalu tulis 'selaras_dengan'",
            "add a reference of framework MINISTRY_RENSTRA and 'aligned_with'",
        ),
    ),
)
def renstra_components(case: Case) -> Outcome:
    """A Renstra has programs and activities, and is aligned with the ministry's Renstra; CARD-04 asks for the rest."""
    aligned = np.zeros(len(case.index.ids), np.bool_)
    aligned[case.aligned_with("MINISTRY_RENSTRA")] = True
    for at, document in case.documents("RENSTRA"):
        yield from _levels(case, at, document, "program", "activity")
        if not (aligned[case.position(at)] or aligned[case.members(at)].any()):
            yield Violation(case.position(at), "renstra-without-ministry")


@rule(
    "CARD-16",
    ("baris Renja lengkap", "rows of a Renja are complete"),
    clause(
        "renja-row-incomplete",
        "error",
        ("{subject} dalam {home} belum memuat {missing}", "{subject} in {home} lacks {missing}"),
        ("lengkapi {missing}", "give {missing}"),
    ),
    clause(
        "renja-column-missing",
        "error",
        (
            "{subject}: tidak satu pun dari {count} program dan kegiatannya memuat {missing}",
            "{subject}: none of its {count} programs and activities has {missing}",
        ),
        (
            "lengkapi kolom {missing}; bila ada dalam dokumennya tetapi tidak dalam berkas ini, ambil dari sumber yang memuatnya",
            "give the column {missing}; where the document has it and this file has not, take it from a source that has",
        ),
    ),
)
def renja_rows(case: Case) -> Outcome:
    """Each program and activity of a Renja has location, target group and funding; CARD-09 asks for its indicator."""
    index, members = case.index, members_of(case.index)
    document, node, level = members.document, members.node, index.level[members.node]
    renja = case.marks("RENJA")
    rows = np.flatnonzero(renja[document] & ((level == _PROGRAM) | (level == _ACTIVITY)))
    asked = (document[rows], node[rows])
    found = (
        (_LOCATION, any_under(index, _located(case, members, renja), asked)),
        (_GROUP, _said(case, members, "target_group")[rows]),
        (_FUNDS, any_under(index, _funded(index, renja), asked)),
    )
    size = np.bincount(document[rows], minlength=len(case.plan.documents))
    kept = [(name, there, _without(document[rows], there, size)) for name, there in found]
    for home in np.flatnonzero(size).tolist():
        for name, _, bare in kept:
            if bare[home]:
                yield Violation(
                    case.position(home), "renja-column-missing", {"missing": name, "count": int(size[home])}
                )
    whole = np.logical_and.reduce([there | bare[document[rows]] for _, there, bare in kept])
    for at in np.flatnonzero(~whole).tolist():
        home = int(document[rows[at]])
        missing = [name for name, there, bare in kept if not there[at] and not bare[home]]
        names = Bilingual(", ".join(name.id for name in missing), ", ".join(name.en for name in missing))
        facts: dict[str, Fact] = {"missing": names, "home": case.plan.documents[home].id}
        yield case.violation(home, int(node[rows[at]]), "renja-row-incomplete", facts)


def _without(document: Ints, there: Bools, size: Ints) -> Bools:
    """Mark the documents of several rows of which none has what is asked: a column that the source does not have."""
    marked: Bools = (size > 1) & (np.bincount(document[there], minlength=len(size)) == 0)
    return marked


def _said(case: Case, members: Members, field: str) -> Bools:
    """Mark the members for which a field is stated: by the node itself, or by the entry of the document."""
    said = _work_that(case, field)[members.node]
    entries = case.index.entries
    rows = members.rows_of(entries.document, entries.node)
    said[rows[_stated(case.plan.entries, field) & (rows != ABSENT)]] = True
    return said


def _located(case: Case, members: Members, wanted: Bools) -> tuple[Ints, Ints]:
    """Return documents and the nodes that have a place in them: by the node, by an entry, or by where money goes."""
    rows, placed = case.index.allocations, _said(case, members, "places") & wanted[members.document]
    paid = (rows.place != ABSENT) & wanted[rows.document] & (rows.subject >= 0) & (rows.subject < case.index.nodes)
    document = np.concatenate((members.document[placed], rows.document[paid]))
    return document, np.concatenate((members.node[placed], rows.subject[paid]))


def _funded(index: Index, wanted: Bools) -> tuple[Ints, Ints]:
    """Return documents and the nodes for which they state a ceiling that is known."""
    money = index.money
    rows = (money.basis == BASES.index("ceiling")) & money.known & wanted[money.document]
    rows &= (money.subject >= 0) & (money.subject < index.nodes)
    return money.document[rows], money.subject[rows]


def _work_that(case: Case, field: str) -> Bools:
    """Mark the programs, activities and sub activities that state a field; they are the last of the nodes."""
    marked = np.zeros(case.index.nodes, np.bool_)
    for name in ("programs", "activities", "sub_activities"):
        rows, first = case.plan.table(name), case.index.starts[name]
        marked[first : first + len(rows)] = _stated(rows, field)
    return marked


def _stated(rows: Sequence[Record], field: str) -> Bools:
    """Mark the records in which a text or a list is not empty."""
    return np.fromiter(map(bool, map(attrgetter(field), rows)), np.bool_, len(rows))


@rule(
    "CARD-17",
    ("bagian wajib RKPD", "required parts of an RKPD"),
    clause(
        "rkpd-component-missing",
        "error",
        ("{document} tidak memuat {component}", "{document} has no {component}"),
        _COMPONENT,
    ),
    clause(
        "rkpd-without-forward-estimate",
        "warning",
        ("{document} tidak memuat prakiraan maju", "{document} has no forward estimate"),
        ("isi 'prakiraan_maju' untuk tahun berikutnya", "give 'forward_estimate' for the following year"),
    ),
)
def rkpd_components(case: Case) -> Outcome:
    """An RKPD has priorities, a work plan with funding, and forward estimates."""
    for at, document in case.documents("RKPD"):
        stated = [row for row in case.plan.references if row.document == document.id]
        if any(row.framework == "YEARLY_PRIORITY" for row in stated):
            pass
        elif not document.is_whole:
            yield Lacking(document.id, _PRIORITIES)
        else:
            yield Violation(case.position(at), "rkpd-component-missing", {"component": _PRIORITIES})
        yield from _levels(case, at, document, "program", name="rkpd-component-missing")
        yield from _money(case, at, document, "ceiling", _FUNDS, name="rkpd-component-missing")
        yield from _money(case, at, document, "forward_estimate", _FORWARD, name="rkpd-without-forward-estimate")
        yield Lacking(document.id, Bilingual("kerangka ekonomi daerah", "the regional economic framework"))


def _levels(case: Case, at: int, document: Document, *levels: Level, name: str | None = None) -> Outcome:
    """Yield what is missing of some levels; unknown where the document does not list them in full."""
    name = name or ("renstra-component-missing" if document.kind == "RENSTRA" else None)
    yield from not_covered(document, *levels)
    for level in levels:
        if document.covers_level(level) and not len(case.nodes(at, level)):
            component = Bilingual(indonesian(level).replace("_", " "), LEVELS_EN[level])
            yield Violation(case.position(at), name, {"component": component})


def _money(
    case: Case, at: int, document: Document, basis: str, component: Bilingual, name: str | None = None
) -> Outcome:
    """Yield that a document has no money of a basis; unknown where it does not say that it is whole."""
    money = case.index.money
    if ((money.document == at) & (money.basis == BASES.index(basis))).any():
        return
    if not document.is_whole:
        yield Lacking(document.id, component)
    else:
        facts = {"component": component} if name != "rkpd-without-forward-estimate" else {}
        yield Violation(case.position(at), name, facts)


_FUNDING = Bilingual("kerangka pendanaan indikatif", "indicative funding frame")
_FUNDS = Bilingual("pendanaan (pagu)", "funding (ceiling)")
_FORWARD = Bilingual("prakiraan maju", "forward estimates")
_PRIORITIES = Bilingual("prioritas pembangunan", "development priorities")
_LOCATION = Bilingual("lokasi", "location")
_GROUP = Bilingual("kelompok sasaran", "target group")

RULES = (rpjmd_components, renstra_components, renja_rows, rkpd_components)
