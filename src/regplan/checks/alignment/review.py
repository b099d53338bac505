"""REV-12, 21, 22 and 31: steps of the review by the inspectorate and Bappenas that a machine can take (regulations §2.2)."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.alignment._ties import GIVEN_KINDS, in_force_for, items_of, leaf_references, own_documents
from regplan.diagnostics.finding import Fact
from regplan.index.columns import Bools
from regplan.index.tree import link_rows
from regplan.model.documents import Document
from regplan.model.words import Level
from regplan.values.lang import Bilingual

__all__ = ["RULES"]


@rule(
    "REV-12",
    ("indikator program mendukung indikator sasaran", "program indicators support indicators of objectives"),
    clause(
        "program-indicator-supports-none",
        "info",
        (
            "{subject} tidak mendukung indikator di atasnya, padahal indikator program lain dalam {home} mendukung",
            "{subject} supports no indicator above it, though other program indicators of {home} do",
        ),
        (
            "tulis kaitan 'mendukung' ke indikator sasarannya",
            "write a link 'supports' to the indicator of its objective",
        ),
    ),
)
def program_indicators(case: Case) -> Outcome:
    """Each indicator of a program supports one above it; unknown where the document links no program indicator."""
    index = case.index
    first = index.starts["indicators"]
    supporting = np.zeros(len(index.ids), np.bool_)
    supporting[index.links.source[link_rows(index, ("supports",))]] = True
    owned: dict[int, list[int]] = {}
    for at, owner in enumerate(index.indicator_owner.tolist()):
        owned.setdefault(owner, []).append(first + at)
    for at, document in own_documents(case, "RPJMD", "RPD", "RENSTRA"):
        found = [one for node in case.nodes(at, "program").tolist() for one in owned.get(node, ())]
        if found and not supporting[found].any():
            told = Bilingual("kaitan indikator program ke indikator sasaran", "links of program indicators")
            yield Lacking(document.id, told)
        else:
            yield from (Violation(one, None, {"home": document.id}) for one in found if not supporting[one])


_LEVELS: Final[tuple[Level, ...]] = ("program", "activity")


@rule(
    "REV-21",
    ("RKPD dan Renja memuat program dan kegiatan yang sama", "RKPD and Renja list the same programs and activities"),
    clause(
        "rkpd-item-not-in-renja",
        "warning",
        (
            "{subject} dalam {other} tidak ada dalam {home}, Renja OPD pelaksananya",
            "{subject} in {other} is not in {home}, the Renja of the OPD that carries it",
        ),
        ("tarik ke Renja, atau keluarkan dari RKPD", "take it up in the Renja, or take it out of the RKPD"),
    ),
    clause(
        "renja-item-not-in-rkpd",
        "warning",
        ("{subject} dalam {home} tidak ada dalam {other}", "{subject} in {home} is not in {other}"),
        ("muat dalam RKPD, atau keluarkan dari Renja", "state it in the RKPD, or take it out of the Renja"),
    ),
)
def same_items(case: Case) -> Outcome:
    """Programs and activities of a Renja are those of its OPD in the RKPD of the year, where both list the level."""
    for at, document in own_documents(case, "RENJA"):
        rkpd = [one for one in in_force_for(case, document, ("RKPD",), agency=False) if _listing(case, one)]
        if not rkpd or not _listing(case, at):
            lacks = Bilingual("program RKPD dan Renja tahun itu", "programs of RKPD and Renja of that year")
            yield Lacking(document.id, lacks)
            continue
        for level in _LEVELS:
            yield from _apart(case, at, document, rkpd, level)


def _listing(case: Case, at: int) -> bool:
    return len(case.nodes(at, "program")) > 0


def _apart(case: Case, at: int, document: Document, rkpd: list[int], level: Level) -> Outcome:
    index, documents = case.index, case.plan.documents
    mine, theirs = items_of(case, (at,), level), items_of(case, rkpd, level)
    other = documents[rkpd[0]].id
    facts: dict[str, Fact] = {"home": document.id, "other": other}
    if len(theirs.nodes) and all(documents[one].covers_level(level) for one in rkpd):
        for node in mine.nodes.tolist():
            if node not in theirs:
                yield case.violation(at, node, "renja-item-not-in-rkpd", facts)
    if len(mine.nodes) and document.covers_level(level) and document.agency in case.plan.agencies.by_id:
        carrier = case.plan.agencies.ids.index(document.agency)
        for node in theirs.nodes[index.agency[theirs.nodes] == carrier].tolist():
            if node not in mine:
                yield case.violation(rkpd[0], node, "rkpd-item-not-in-renja", facts)


@rule(
    "REV-22",
    ("program Renja bersumber dari Renstra", "programs of a Renja come from the Renstra"),
    clause(
        "renja-program-without-renstra",
        "warning",
        (
            "{subject} dalam {home} tidak ada dalam {other}, Renstra OPD itu",
            "{subject} in {home} is not in {other}, the Renstra of that OPD",
        ),
        (
            "tambahkan program itu ke Renstra (perubahan), atau keluarkan dari Renja",
            "add the program to the Renstra by a change, or take it out of the Renja",
        ),
    ),
)
def renja_programs(case: Case) -> Outcome:
    """Each program of a Renja is one of the Renstra of its OPD: the node itself, or one of its code."""
    for at, document in own_documents(case, "RENJA"):
        if not _listing(case, at):
            continue
        renstra = [one for one in in_force_for(case, document, ("RENSTRA",), agency=True) if _listing(case, one)]
        if not renstra or not all(case.plan.documents[one].covers_level("program") for one in renstra):
            yield Lacking(
                document.id, Bilingual("daftar program Renstra OPD-nya", "the programs of the Renstra of its OPD")
            )
            continue
        facts: dict[str, Fact] = {"home": document.id, "other": case.plan.documents[renstra[0]].id}
        sources = items_of(case, renstra, "program")
        for node in case.nodes(at, "program").tolist():
            if node not in sources:
                yield case.violation(at, node, None, facts)


@rule(
    "REV-31",
    ("prioritas RKPD dipetakan ke RPJMD dan program", "priorities of the RKPD are mapped to RPJMD and programs"),
    clause(
        "priority-without-program",
        "info",
        (
            "{subject} dalam {home} tidak didukung program, kegiatan, atau sub kegiatan mana pun",
            "{subject} in {home} is served by no program, activity or sub activity",
        ),
        (
            "tulis 'selaras_dengan' pada program yang melaksanakannya",
            "write 'aligned_with' on the program that carries it out",
        ),
    ),
    clause(
        "priority-without-rpjmd",
        "info",
        (
            "{subject} dalam {home} tidak dikaitkan dengan misi, tujuan, atau sasaran RPJMD",
            "{subject} in {home} is not tied to a mission, goal or objective of the RPJMD",
        ),
        (
            "tulis kaitan 'mendukung' dari prioritas ke misi atau sasaran RPJMD",
            "write a link 'supports' from the priority to a mission or objective of the RPJMD",
        ),
    ),
)
def priorities(case: Case) -> Outcome:
    """Each priority of an RKPD is served by work and tied to the RPJMD; each is unknown where no priority has such a link."""
    served, tied = _priority_links(case)
    for _, document in own_documents(case, "RKPD"):
        found = leaf_references(case, "YEARLY_PRIORITY", document.id)
        for marked, name, lacks in (
            (
                served,
                "priority-without-program",
                Bilingual("kaitan program ke prioritas", "links of programs to priorities"),
            ),
            (
                tied,
                "priority-without-rpjmd",
                Bilingual("kaitan prioritas ke RPJMD", "links of priorities to the RPJMD"),
            ),
        ):
            if found and not marked[found].any():
                yield Lacking(document.id, lacks)
            else:
                yield from (Violation(at, name, {"home": document.id}) for at in found if not marked[at])


def _priority_links(case: Case) -> tuple[Bools, Bools]:
    """Mark the references that work is linked with, and those tied to a node of vision to objective; parts take after the whole."""
    index = case.index
    work = np.append(
        case.of_level("program", "activity", "sub_activity"), np.zeros(len(index.ids) - index.nodes, np.bool_)
    )
    aims = np.append(
        case.of_level("vision", "mission", "goal", "objective"), np.zeros(len(index.ids) - index.nodes, np.bool_)
    )
    rows = link_rows(index, GIVEN_KINDS)
    source, target = index.links.source[rows], index.links.target[rows]
    served, tied = np.zeros(len(index.ids), np.bool_), np.zeros(len(index.ids), np.bool_)
    served[target[work[source]]] = True
    tied[source[aims[target]]] = True
    tied[target[aims[source]]] = True
    first = index.starts["references"]
    for at, one in enumerate(case.plan.references):
        seen: set[str] = set()
        up = one.parent
        while up is not None and up not in seen and (there := index.position.get(up, -1)) >= 0:
            served[first + at] |= served[there]
            tied[first + at] |= tied[there]
            seen.add(up)
            above = case.plan.references.get(up)
            up = above.parent if above else None
    return served, tied


RULES: tuple[Rule, ...] = (program_indicators, same_items, renja_programs, priorities)
