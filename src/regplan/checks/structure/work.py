"""CARD-08, 10 and 11: programs with what is below them, who carries them, and where their codes stand (regulations §1.4)."""

from __future__ import annotations

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Violation, clause, rule
from regplan.checks.structure.cardinality import not_covered
from regplan.index.columns import ABSENT
from regplan.index.members import members_of
from regplan.index.tree import link_rows
from regplan.model.words import LEVELS, Level

__all__ = ["RULES"]

_WORK = ("RENSTRA", "RENJA", "APBD")
_WORK_LEVELS: tuple[tuple[Level, Level, str], ...] = (
    ("program", "activity", "program-without-activity"),
    ("activity", "sub_activity", "activity-without-sub-activity"),
)


@rule(
    "CARD-08",
    ("program, kegiatan, sub kegiatan", "program, activity, sub activity"),
    clause(
        "program-without-activity",
        "error",
        ("{subject} dalam {home} tidak mempunyai kegiatan", "{subject} in {home} has no activity"),
        ("tulis sedikitnya satu kegiatan di bawahnya", "write at least one activity below it"),
    ),
    clause(
        "activity-without-sub-activity",
        "warning",
        ("{subject} dalam {home} tidak mempunyai sub kegiatan", "{subject} in {home} has no sub activity"),
        ("tulis sedikitnya satu sub kegiatan di bawahnya", "write at least one sub activity below it"),
    ),
)
def work_levels(case: Case) -> Outcome:
    """In Renstra, Renja and APBD each program has activities and each activity sub activities."""
    index, members = case.index, members_of(case.index)
    listed = {lower: np.zeros(len(case.plan.documents), np.bool_) for _, lower, _ in _WORK_LEVELS}
    for at, document in case.documents(*_WORK):
        yield from not_covered(document, *listed)
        for lower, listing in listed.items():
            listing[at] = document.covers_level(lower)
    level = index.level[members.node]
    above = members.rows_of(members.document, index.parent[members.node])
    bare: dict[int, str] = {}
    for upper, lower, name in _WORK_LEVELS:
        asked = listed[lower][members.document] & (level == LEVELS.index(upper))
        asked[above[(level == LEVELS.index(lower)) & (above != ABSENT)]] = False
        bare |= dict.fromkeys(np.flatnonzero(asked).tolist(), name)
    for row, name in sorted(bare.items()):
        home = int(members.document[row])
        yield case.violation(home, int(members.node[row]), name, {"home": case.plan.documents[home].id})


@rule(
    "CARD-10",
    ("program mempunyai OPD", "a program has an OPD"),
    clause(
        "program-without-agency",
        "error",
        ("{subject} tidak mempunyai OPD pelaksana", "{subject} is carried by no OPD"),
        (
            "isi 'opd' pada program, induknya, atau dokumennya",
            "give 'agency' of the program, its parent or its document",
        ),
    ),
)
def program_without_agency(case: Case) -> Outcome:
    """Each program is carried by an OPD: its own, its document's, or one that contributes."""
    index = case.index
    bare = np.flatnonzero(case.of_level("program") & (index.agency == ABSENT) & case.judged()).tolist()
    if not bare:
        return
    rows = link_rows(index, ("contributes",))
    by_agency = index.table[index.links.source[rows]] == index.tables.index("agencies")
    helped = set(index.links.target[rows[by_agency]].tolist())
    helped |= {index.position.get(entry.node, ABSENT) for entry in case.plan.entries if entry.agency is not None}
    yield from (Violation(program) for program in bare if program not in helped)


@rule(
    "CARD-11",
    ("kode program di beberapa tempat", "one program code in several places"),
    clause(
        "code-in-several-places",
        "info",
        (
            "kode {code} berada di bawah {count} induk: jangan sampai dananya terhitung ganda",
            "code {code} stands under {count} parents: take care that its money counts once",
        ),
        (
            "sisakan uang pada satu catatan; yang lain cukup kaitan 'mendukung'",
            "keep the money on one record; link the others with 'supports'",
        ),
    ),
)
def code_in_several_places(case: Case) -> Outcome:
    """One program code of one OPD and document stands under several parents."""
    seen: dict[tuple[str, int, int], list[int]] = {}
    judged, first = case.judged(), case.index.starts["programs"]
    for at, program in enumerate(case.plan.programs, start=first):
        if judged[at] and program.code is not None and program.parent is not None:
            key = (program.code, int(case.index.agency[at]), int(case.index.document[at]))
            seen.setdefault(key, []).append(at)
    for (code, _, _), places in seen.items():
        parents = {case.index.node(at).parent for at in places} if len(places) > 1 else ()
        if len(parents) > 1:
            related = tuple(case.index.ids[at] for at in places[1:])
            yield Violation(places[0], None, {"code": code, "count": len(parents)}, related)


RULES = (
    work_levels,
    program_without_agency,
    code_in_several_places,
)
