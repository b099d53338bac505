"""ALN-04…09 and 12: what carries over from the RPJMD to Renstra, RKPD, Renja and budget (regulations §1.6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.alignment._ties import Items, in_force_for, items_of, own_documents
from regplan.checks.structure.cardinality import not_covered
from regplan.diagnostics.finding import Fact
from regplan.index.columns import Bools
from regplan.index.tree import link_rows
from regplan.index.twins import homes_of, same_name, twins_of
from regplan.index.web import UPWARD
from regplan.model.documents import Document
from regplan.model.words import Flag
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_RESTATE = (
    "cantumkan sasaran itu dalam {home} ('pencantuman'), atau tulis 'mengadopsi' pada sasaran yang menggantikannya",
    "state the objective in {home} by an entry, or write 'adopts' on the objective that takes its place",
)
_REWORD = (
    "samakan bunyinya dengan {expected}, atau jelaskan perubahannya",
    "word it as {expected}, or explain the change",
)


def _restated(case: Case, at: int, document: Document, upper: Iterable[int], names: tuple[str, str]) -> Outcome:
    """Yield the objectives of plans above that a document leaves out or words otherwise, where it lists objectives."""
    index = case.index
    stated = case.nodes(at, "objective")
    if not len(stated):
        yield Lacking(document.id, Bilingual("sasaran dokumen ini", "objectives of this document"))
        return
    plans = list(upper)
    if not plans:
        yield Lacking(document.id, Bilingual("rencana di atasnya dalam berkas", "the plan above it in the file"))
        return
    home = case.at_home_in(plans)
    expected = case.nodes(plans[0], "objective") if len(plans) == 1 else items_of(case, plans, "objective").nodes
    present = np.zeros(index.nodes, np.bool_)
    present[stated] = True
    rows = link_rows(index, UPWARD)
    source, target = index.links.source[rows], index.links.target[rows]
    inside = (source < index.nodes) & (target < index.nodes)
    source, target = source[inside], target[inside]
    adopted = np.zeros(index.nodes, np.bool_)
    adopted[target[present[source]]] = True
    worded = {same_name(index.node(one).title or "") for one in stated.tolist()}
    if document.covers_level("objective"):
        for node in expected[home[expected]].tolist():
            title = same_name(index.node(node).title or "")
            if not (present[node] or adopted[node] or (title and title in worded)):
                yield Violation(node, names[0], {"home": document.id})
    else:
        yield from not_covered(document, "objective")
    for node, entry in case.entries_of(at).items():
        own = index.node(node).title
        if home[node] and entry.title and own and same_name(entry.title) != same_name(own):
            facts: dict[str, Fact] = {"home": document.id, "got": f"“{entry.title}”", "expected": f"“{own}”"}
            yield case.violation(at, node, names[1], facts)


@rule(
    "ALN-04",
    ("sasaran RPJMD dimuat RKPD dengan bunyi yang sama", "the RKPD restates the objectives of the RPJMD"),
    clause(
        "objective-not-in-rkpd",
        "warning",
        ("{subject} dari RPJMD tidak dimuat dalam {home}", "{subject} of the RPJMD is not stated in {home}"),
        _RESTATE,
    ),
    clause(
        "rkpd-words-differ",
        "warning",
        (
            "{subject} berbunyi {got} dalam {home}, padahal dalam RPJMD {expected}",
            "{subject} reads {got} in {home}, but {expected} in the RPJMD",
        ),
        _REWORD,
    ),
)
def rkpd_objectives(case: Case) -> Outcome:
    """An RKPD that lists objectives lists those of the RPJMD for its year, in the same words; targets are TGT-08."""
    for at, document in own_documents(case, "RKPD"):
        upper = in_force_for(case, document, ("RPJMD", "RPD"), agency=False)
        yield from _restated(case, at, document, upper, ("objective-not-in-rkpd", "rkpd-words-differ"))


@rule(
    "ALN-06",
    ("sasaran Renstra dimuat Renja dengan bunyi yang sama", "the Renja restates the objectives of the Renstra"),
    clause(
        "objective-not-in-renja",
        "warning",
        ("{subject} dari Renstra tidak dimuat dalam {home}", "{subject} of the Renstra is not stated in {home}"),
        _RESTATE,
    ),
    clause(
        "renja-words-differ",
        "warning",
        (
            "{subject} berbunyi {got} dalam {home}, padahal dalam Renstra {expected}",
            "{subject} reads {got} in {home}, but {expected} in the Renstra",
        ),
        _REWORD,
    ),
)
def renja_objectives(case: Case) -> Outcome:
    """A Renja that lists objectives lists those of the Renstra of its OPD, in the same words; targets are TGT-11."""
    for at, document in own_documents(case, "RENJA"):
        upper = in_force_for(case, document, ("RENSTRA",), agency=True)
        yield from _restated(case, at, document, upper, ("objective-not-in-renja", "renja-words-differ"))


@rule(
    "ALN-05",
    ("sasaran RPJMD diadopsi tujuan Renstra", "objectives of the RPJMD are adopted by goals of a Renstra"),
    clause(
        "objective-not-adopted",
        "warning",
        (
            "{subject} tidak diadopsi tujuan Renstra OPD mana pun",
            "{subject} is adopted by no goal of any Renstra",
        ),
        (
            "tulis 'mengadopsi' pada tujuan Renstra OPD yang mengampunya",
            "write 'adopts' on the goal in the Renstra of the OPD in charge",
        ),
    ),
    clause(
        "objective-indicator-not-adopted",
        "warning",
        (
            "{subject} mengadopsi {other}, tetapi tidak satu pun indikatornya menjadi indikator tujuan itu",
            "{subject} adopts {other}, but has none of its indicators",
        ),
        (
            "pakai indikator {other} sebagai indikator tujuan Renstra, dengan nama yang sama",
            "take an indicator of {other} as indicator of the Renstra goal, under the same name",
        ),
    ),
)
def adopted_objectives(case: Case) -> Outcome:
    """Each objective of an RPJMD is adopted by a Renstra goal, with an indicator; unknown until all Renstra are there."""
    index = case.index
    renstra = case.at_home_in(at for at, _ in own_documents(case, "RENSTRA", judged=False))
    adopted = np.zeros(index.nodes, np.bool_)
    goals = renstra & case.of_level("goal", "objective")
    for row in link_rows(index, UPWARD).tolist():
        source, target = int(index.links.source[row]), int(index.links.target[row])
        if source < index.nodes and target < index.nodes and goals[source]:
            adopted[target] = True
    hung = np.flatnonzero(goals & (index.parent >= 0))
    adopted[index.parent[hung]] = True
    missing, every = _without_renstra(case)
    for at, document in own_documents(case, "RPJMD", "RPD"):
        objectives = case.nodes(at, "objective")
        left = objectives[~adopted[objectives]].tolist()
        if left and (missing or not every):
            yield Lacking(document.id, _renstra_here(every - missing, every))
            continue
        yield from (Violation(node, "objective-not-adopted") for node in left)
    yield from _without_indicator(case, renstra)


def _without_renstra(case: Case) -> tuple[int, int]:
    """Count the OPD that must have a Renstra and have none here, and all that must have one; sub-units need none."""
    having = {one.agency for _, one in own_documents(case, "RENSTRA", judged=False)}
    asked = [one for one in case.plan.agencies if one.parent is None and one.kind not in {"kelurahan", "uptd", "desa"}]
    return sum(one.id not in having for one in asked), len(asked)


def _renstra_here(here: int, every: int) -> Bilingual:
    return Bilingual(f"Renstra semua OPD (ada {here} dari {every})", f"the Renstra of every OPD ({here} of {every})")


def _without_indicator(case: Case, renstra: Bools) -> Outcome:
    """Yield the Renstra goals that adopt an objective with indicators and share none of them."""
    index, twins = case.index, twins_of(case.index)
    owned: dict[int, set[int]] = {}
    for at, owner in enumerate(index.indicator_owner.tolist()):
        if owner >= 0 and case.plan.indicators[at].name:
            owned.setdefault(owner, set()).add(int(twins.group[at]))
    judged = case.judged()
    for row in link_rows(index, ("adopts",)).tolist():
        goal, objective = int(index.links.source[row]), int(index.links.target[row])
        if goal >= index.nodes or not (renstra[goal] and judged[goal]):
            continue
        mine, theirs = owned.get(goal, set()), owned.get(objective, set())
        if mine and theirs and not mine & theirs:
            other = index.ids[objective]
            yield Violation(goal, "objective-indicator-not-adopted", {"other": other}, (other,))


def _indicators_restated(
    case: Case, upper: tuple[str, ...], lower: str, flags: tuple[Flag, ...], *, agency: bool
) -> Outcome:
    """Yield the flagged indicators of a plan that a yearly document leaves out, where it restates any of them."""
    index, twins, homes = case.index, twins_of(case.index), homes_of(case.index)
    flagged = [at for at, one in enumerate(case.plan.indicators) if set(flags) & set(one.flags)]
    first = index.starts["indicators"]
    for at, document in own_documents(case, lower):
        plans = set(in_force_for(case, document, upper, agency=agency))
        expected = [one for one in flagged if int(homes[one]) in plans]
        rows = (index.series.document == at) & (index.series.indicator >= 0)
        stated = {int(group) for group in twins.group[index.series.indicator[rows]]}
        stated |= {int(group) for group in twins.group[homes == at]}
        left = [one for one in expected if int(twins.group[one]) not in stated]
        names = "/".join(flags)
        if not expected:
            yield Lacking(document.id, Bilingual(f"indikator bertanda {names}", f"indicators with the flag {names}"))
        elif len(left) == len(expected):
            told = Bilingual(f"indikator {names} yang dimuat ulang", f"{names} that are restated")
            yield Lacking(document.id, told)
        else:
            yield from (Violation(first + one, None, {"home": document.id}) for one in left)


_STATE = (
    "cantumkan targetnya untuk tahun itu dalam {home} ('deret')",
    "state its target for the year in {home} (a series)",
)


@rule(
    "ALN-07",
    ("IKU dan IKD RPJMD dimuat ulang RKPD", "the RKPD restates the IKU and IKD of the RPJMD"),
    clause(
        "iku-not-in-rkpd",
        "warning",
        ("{subject} (IKU/IKD RPJMD) tidak dimuat dalam {home}", "{subject} (IKU/IKD of the RPJMD) is not in {home}"),
        _STATE,
    ),
)
def rkpd_indicators(case: Case) -> Outcome:
    """An RKPD that restates IKU or IKD of the RPJMD restates all; unknown where it restates none."""
    yield from _indicators_restated(case, ("RPJMD", "RPD"), "RKPD", ("IKU", "IKD"), agency=False)


@rule(
    "ALN-08",
    ("IKU dan IKK Renstra dimuat ulang Renja", "the Renja restates the IKU and IKK of the Renstra"),
    clause(
        "iku-not-in-renja",
        "warning",
        (
            "{subject} (IKU/IKK Renstra) tidak dimuat dalam {home}",
            "{subject} (IKU/IKK of the Renstra) is not in {home}",
        ),
        _STATE,
    ),
)
def renja_indicators(case: Case) -> Outcome:
    """A Renja that restates IKU or IKK of its Renstra restates all; unknown where it restates none."""
    yield from _indicators_restated(case, ("RENSTRA",), "RENJA", ("IKU", "IKK"), agency=True)


@rule(
    "ALN-09",
    ("program RPJMD adalah gabungan program Renstra", "the programs of the RPJMD are those of all Renstra"),
    clause(
        "renstra-program-not-in-rpjmd",
        "warning",
        (
            "{subject} dalam {other} tidak ada dalam daftar program {home}",
            "{subject} in {other} is not in the list of programs of {home}",
        ),
        (
            "tambahkan program itu ke RPJMD, atau lepaskan dari Renstra",
            "add the program to the RPJMD, or take it out of the Renstra",
        ),
    ),
    clause(
        "rpjmd-program-not-in-renstra",
        "warning",
        (
            "{subject} dalam {home} tidak ada dalam {other}, Renstra OPD pelaksananya",
            "{subject} in {home} is not in {other}, the Renstra of the OPD that carries it",
        ),
        (
            "tambahkan program itu ke Renstra, atau perbaiki OPD pelaksananya",
            "add the program to the Renstra, or mend the OPD that carries it",
        ),
    ),
)
def programs_of_all(case: Case) -> Outcome:
    """Each program of a Renstra is in the RPJMD and the reverse, by node or by code and OPD; sums are ALN-10."""
    index = case.index
    renstra = list(own_documents(case, "RENSTRA", judged=False))
    for at, document in own_documents(case, "RPJMD", "RPD"):
        listed = items_of(case, (at,), "program")
        if not len(listed.nodes) or not document.covers_level("program"):
            yield Lacking(document.id, Bilingual("daftar lengkap program", "a full list of program"))
            continue
        if not renstra:
            yield Lacking(document.id, _renstra_here(0, _without_renstra(case)[1]))
        for number, other in renstra:
            own = items_of(case, (number,), "program")
            facts: dict[str, Fact] = {"home": document.id, "other": other.id}
            for node in own.nodes.tolist():
                if node not in listed:
                    yield case.violation(number, node, "renstra-program-not-in-rpjmd", facts)
            if other.agency and len(own.nodes) and other.covers_level("program"):
                carrier = case.plan.agencies.ids.index(other.agency) if other.agency in case.plan.agencies.by_id else -3
                for node in listed.nodes[index.agency[listed.nodes] == carrier].tolist():
                    if node not in own:
                        yield case.violation(at, node, "rpjmd-program-not-in-renstra", facts)


_STAGES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("RKPD", ("RKPD",)),
    ("PPAS", ("PPAS", "KUA_PPAS")),
    ("APBD", ("APBD",)),
)


@rule(
    "ALN-12",
    ("program RPJMD sampai ke APBD", "programs of the RPJMD arrive in the budget"),
    clause(
        "program-lost",
        "info",
        (
            "{subject} dari RPJMD ada dalam {other} {year}, tetapi tidak dalam {home}",
            "{subject} of the RPJMD is in the {other} of {year}, but not in {home}",
        ),
        (
            "anggarkan program itu, atau jelaskan dalam dokumennya mengapa ditunda",
            "budget the program, or say in the document why it is put off",
        ),
    ),
)
def program_chain(case: Case) -> Outcome:
    """A program of the RPJMD that a yearly document lists is in the next stages of that year, if these list programs."""
    plans = [at for at, _ in own_documents(case, "RPJMD", "RPD", judged=False)]
    listed = items_of(case, plans, "program")
    for _, document in own_documents(case, "RKPD"):
        if document.first_year is None or document.amends is not None:
            continue
        if not len(listed.nodes):
            yield Lacking(document.id, Bilingual("program RPJMD", "programs of the RPJMD"))
            continue
        yield from _lost(case, document, listed)


def _lost(case: Case, document: Document, listed: Items) -> Outcome:
    """Follow the programs of an RKPD through the later stages of its year."""
    year = str(document.first_year)
    here = items_of(case, [*in_force_for(case, document, ("RKPD",), agency=False)], "program")
    before, wanted = "RKPD", [node for node in here.nodes.tolist() if node in listed]
    followed = False
    for name, kinds in _STAGES[1:]:
        documents = in_force_for(case, document, kinds, agency=False)
        whole = [one for one in documents if case.plan.documents[one].covers_level("program")]
        stage = items_of(case, documents, "program")
        if not whole or not len(stage.nodes):
            continue
        followed = True
        for node in [one for one in wanted if one not in stage]:
            home = case.plan.documents[whole[0]].id
            yield Violation(node, None, {"home": home, "other": before, "year": year})
        before, wanted = name, [one for one in wanted if one in stage]
    if not followed:
        yield Lacking(document.id, Bilingual("PPAS atau APBD tahun itu", "the PPAS or APBD of that year"))


RULES: tuple[Rule, ...] = (
    rkpd_objectives,
    renja_objectives,
    adopted_objectives,
    rkpd_indicators,
    renja_indicators,
    programs_of_all,
    program_chain,
)
