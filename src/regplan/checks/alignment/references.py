"""ALN-01…03, 14…17 and CTL: what a plan is aligned with outside itself (regulations §1.6, §2.1)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.alignment._ties import GIVEN_KINDS, leaf_references, own_documents, tied_to, touched
from regplan.index.build import BASES
from regplan.index.columns import Bools
from regplan.index.tree import from_above, link_rows
from regplan.index.twins import homes_of, same_name
from regplan.model.documents import Document
from regplan.model.words import Framework, Level
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_LINK = (
    "tulis 'selaras_dengan' pada simpul itu dengan id acuannya",
    "write 'aligned_with' on the node with the id of its reference",
)


def _provincial(case: Case) -> frozenset[str]:
    """Return the ids of documents that a reference names the province's."""
    rows = case.plan.references
    return frozenset(one.document for one in rows if one.framework == "PROVINCIAL_RPJMD" and one.document)


def _upper(case: Case, name: str) -> Bools:
    """Mark the nodes tied to one of the plans above: RPJPD, RPJMN, RPJMD of the province, RPJPN, RTRW."""
    provincial = _provincial(case)
    frameworks, documents = {
        "RPJPD": (("RPJPD",), lambda _, one: one.kind == "RPJPD"),
        "RPJMN": (("RPJMN", "ASTA_CITA", "RKP"), lambda _, one: one.kind == "RPJMN"),
        "PROVINCIAL_RPJMD": (("PROVINCIAL_RPJMD",), lambda _, one: one.id in provincial),
        "RPJPN": (("RPJPN",), lambda _, one: one.kind == "RPJPN"),
        "RTRW": (("RTRW",), lambda _, _one: False),
    }[name]
    return case.remember(f"tied to {name}", lambda: tied_to(case, frameworks, documents))


_NAMES: Final = {
    "RPJPD": Bilingual("RPJPD", "the RPJPD"),
    "RPJMN": Bilingual("RPJMN", "the RPJMN"),
    "PROVINCIAL_RPJMD": Bilingual("RPJMD provinsi", "the RPJMD of the province"),
    "RPJPN": Bilingual("RPJPN", "the RPJPN"),
    "RTRW": Bilingual("RTRW", "the spatial plan (RTRW)"),
}


def _links_to(name: str) -> Bilingual:
    return Bilingual(f"kaitan ke {_NAMES[name].id}", f"links to {_NAMES[name].en}")


def _unlinked(case: Case, name: str, level: Level, clause_name: str) -> Outcome:
    """Yield the nodes of a level that are tied to no part of a plan above, where the document gives such ties at all."""
    linked = touched(case, _upper(case, name))
    for at, document in own_documents(case, "RPJMD", "RPD"):
        nodes = case.nodes(at, level)
        if not len(nodes):
            continue
        if not linked[nodes].any():
            yield Lacking(document.id, _links_to(name))
            continue
        for node in nodes[~linked[nodes]].tolist():
            yield Violation(node, clause_name, {"home": document.id})


@rule(
    "ALN-01",
    ("tujuan RPJMD merujuk RPJPD", "goals of the RPJMD refer to the RPJPD"),
    clause(
        "goal-without-rpjpd",
        "warning",
        (
            "{subject} tidak dikaitkan dengan sasaran pokok RPJPD, padahal tujuan lain dalam {home} dikaitkan",
            "{subject} is tied to no main target of the RPJPD, though other goals of {home} are",
        ),
        _LINK,
    ),
)
def rpjpd(case: Case) -> Outcome:
    """Each goal of an RPJMD refers to the RPJPD, itself or by a node above or below it; unknown where none does."""
    yield from _unlinked(case, "RPJPD", "goal", "goal-without-rpjpd")


@rule(
    "ALN-02",
    ("RPJMD sejalan dengan RPJMN", "the RPJMD is aligned with the RPJMN"),
    clause(
        "goal-without-rpjmn",
        "warning",
        (
            "{subject} tidak dikaitkan dengan RPJMN, padahal tujuan lain dalam {home} dikaitkan",
            "{subject} is not tied to the RPJMN, though other goals of {home} are",
        ),
        _LINK,
    ),
    clause(
        "assigned-indicator-missing",
        "info",
        (
            "{subject} ditugaskan kepada daerah (IUP), tetapi tidak ada indikator bernama sama dalam {home}",
            "{subject} is assigned to the region (IUP), but {home} has no indicator of that name",
        ),
        (
            "muat indikator itu dalam RPJMD dengan nama yang sama, atau lepaskan tanda IUP",
            "state the indicator in the RPJMD under the same name, or take the flag IUP away",
        ),
    ),
)
def rpjmn(case: Case) -> Outcome:
    """Goals refer to the RPJMN, and indicators that the nation assigns (IUP) stand in the RPJMD under their names."""
    yield from _unlinked(case, "RPJMN", "goal", "goal-without-rpjmn")
    assigned = [at for at, one in enumerate(case.plan.indicators) if "IUP" in one.flags and one.name]
    homes = homes_of(case.index)
    first = case.index.starts["indicators"]
    for at, document in own_documents(case, "RPJMD"):
        stated = {row.indicator for row in case.plan.series if row.document == document.id}
        names = {
            same_name(one.name)
            for number, one in enumerate(case.plan.indicators)
            if one.name and (homes[number] == at or one.id in stated)
        }
        if names:
            for number in assigned:
                if same_name(case.plan.indicators[number].name or "") not in names:
                    yield Violation(first + number, "assigned-indicator-missing", {"home": document.id})


@rule(
    "ALN-03",
    ("sasaran kabupaten/kota sejalan dengan RPJMD provinsi", "objectives agree with the RPJMD of the province"),
    clause(
        "objective-without-province",
        "warning",
        (
            "{subject} tidak dikaitkan dengan RPJMD provinsi, padahal sasaran lain dalam {home} dikaitkan",
            "{subject} is not tied to the RPJMD of the province, though other objectives of {home} are",
        ),
        _LINK,
    ),
)
def provincial_rpjmd(case: Case) -> Outcome:
    """Each objective of a kabupaten or kota refers to the RPJMD of its province; unknown where none does."""
    region = case.plan.region
    if region is None or region.level is None:
        for _, document in own_documents(case, "RPJMD", "RPD"):
            yield Lacking(document.id, _LEVEL)
    elif region.level != "province":
        yield from _unlinked(case, "PROVINCIAL_RPJMD", "objective", "objective-without-province")


_LEVEL: Final = Bilingual("tingkat daerah (provinsi, kabupaten, kota)", "level of the region (province, regency, city)")


@rule(
    "ALN-14",
    ("sasaran RPJMD bertanda TPB", "objectives of the RPJMD carry SDG tags"),
    clause(
        "objective-without-sdg",
        "info",
        (
            "{subject} tidak bertanda TPB, padahal sasaran lain dalam {home} bertanda",
            "{subject} carries no SDG tag, though other objectives of {home} do",
        ),
        _LINK,
    ),
)
def sdg_tags(case: Case) -> Outcome:
    """Each objective, or something above or below it, carries an SDG tag; unknown where the document tags nothing."""
    linked = touched(case, tied_to(case, ("SDG",), lambda _, _one: False))
    for at, document in own_documents(case, "RPJMD"):
        nodes = case.nodes(at, "objective")
        if len(nodes) and not linked[nodes].any():
            yield Lacking(document.id, Bilingual("tanda TPB", "SDG tags"))
            continue
        for node in nodes[~linked[nodes]].tolist():
            yield Violation(node, None, {"home": document.id})


def _unanswered(case: Case, framework: Framework, lacks: Bilingual) -> Outcome:
    """Yield the references of a framework that nothing is linked with, where an RPJMD is judged."""
    documents = [document for _, document in own_documents(case, "RPJMD", "RPD")]
    found = leaf_references(case, framework)
    answered = _answered(case)
    if not any(answered[at] for at in found):
        yield from (Lacking(document.id, lacks) for document in documents)
    elif documents:
        yield from (Violation(at) for at in found if not answered[at])


def _answered(case: Case) -> Bools:
    """Mark what a live link leads to, and what lies below such a reference."""
    index = case.index
    marked = np.zeros(len(index.ids), np.bool_)
    marked[index.links.target[link_rows(index, GIVEN_KINDS)]] = True
    for at, one in enumerate(case.plan.references):
        seen: set[str] = set()
        up = one.parent
        while up is not None and up not in seen and (there := index.position.get(up, -1)) >= 0:
            marked[index.starts["references"] + at] |= marked[there]
            seen.add(up)
            above = case.plan.references.get(up)
            up = above.parent if above else None
    return marked


_ANSWER = (
    "tulis 'selaras_dengan' pada isu, strategi, atau program yang menjawabnya",
    "write 'aligned_with' on the strategy or program that answers it",
)


@rule(
    "ALN-15",
    ("rekomendasi KLHS dijawab RPJMD", "recommendations of the KLHS are answered by the RPJMD"),
    clause(
        "klhs-unanswered",
        "info",
        ("{subject} dari KLHS tidak dijawab unsur mana pun", "{subject} of the KLHS is answered by nothing"),
        _ANSWER,
    ),
)
def klhs(case: Case) -> Outcome:
    """Each recommendation of the KLHS has an element linked with it; unknown where no link to the KLHS is given."""
    yield from _unanswered(case, "KLHS", Bilingual("kaitan ke KLHS", "links to the KLHS"))


@rule(
    "ALN-16",
    ("RPJMD selaras dengan RTRW", "the RPJMD is aligned with the spatial plan"),
    clause(
        "rtrw-unanswered",
        "warning",
        ("{subject} dari RTRW tidak dijawab unsur mana pun", "{subject} of the RTRW is answered by nothing"),
        _ANSWER,
    ),
)
def rtrw(case: Case) -> Outcome:
    """Each part of the RTRW that the plan names has an element linked with it; unknown where no link is given."""
    yield from _unanswered(case, "RTRW", _links_to("RTRW"))


@rule(
    "ALN-17",
    ("tiap jenis SPM punya sub kegiatan berdana", "each SPM service has a funded sub activity"),
    clause(
        "spm-without-sub-activity",
        "warning",
        ("{subject} (SPM) tidak dilayani sub kegiatan mana pun", "{subject} (SPM) is served by no sub activity"),
        (
            "tulis 'selaras_dengan' pada sub kegiatan yang memenuhi SPM itu",
            "write 'aligned_with' on the sub activity that fulfils it",
        ),
    ),
    clause(
        "spm-not-funded",
        "warning",
        (
            "{subject} (SPM) dilayani {count} sub kegiatan, tetapi tidak satu pun berpagu",
            "{subject} (SPM) is served by {count} sub activities, none of which has a ceiling",
        ),
        ("beri pagu pada salah satunya", "give one of them a ceiling"),
    ),
)
def minimum_services(case: Case) -> Outcome:
    """Each SPM service that the plan names is aligned with a sub activity that has money; unknown without such links."""
    found = leaf_references(case, "SPM")
    answered = _answered(case)
    if not any(answered[at] for at in found):
        for _, document in own_documents(case, "RKPD", "APBD"):
            yield Lacking(document.id, Bilingual("kaitan sub kegiatan ke jenis SPM", "links of sub activities to SPM"))
        return
    lowest, rich = case.of_level("sub_activity"), _funded(case)
    for at in found:
        served = _serving(case, at) & lowest
        if not served.any():
            yield Violation(at, "spm-without-sub-activity")
        elif not (served & rich).any():
            yield Violation(at, "spm-not-funded", {"count": int(np.count_nonzero(served))})


def _funded(case: Case) -> Bools:
    """Mark the nodes for which some document states a ceiling above zero."""
    money = case.index.money
    rows = (money.basis == BASES.index("ceiling")) & money.known & (money.amount > 0) & (money.document >= 0)
    rows &= (money.subject >= 0) & (money.subject < case.index.nodes)
    marked = np.zeros(case.index.nodes, np.bool_)
    marked[money.subject[rows]] = True
    return marked


def _serving(case: Case, reference: int) -> Bools:
    """Mark the nodes aligned with a reference or with one above it, and all below them."""
    index = case.index
    wanted = np.zeros(len(index.ids), np.bool_)
    at, seen = reference, set[int]()
    while at >= 0 and at not in seen:
        wanted[at] = True
        seen.add(at)
        at = index.position.get(getattr(index.record(at), "parent", None), -1)
    rows = link_rows(index, GIVEN_KINDS)
    source = index.links.source[rows[wanted[index.links.target[rows]]]]
    marked = np.zeros(index.nodes, np.bool_)
    marked[source[source < index.nodes]] = True
    return from_above(index, marked)


_SHOWN = clause(
    "conformity-not-shown",
    "warning",
    (
        "{document} tidak memuat satu pun kaitan ke {component}, padahal kaitan ke rencana lain dimuat",
        "{document} has no link to {component}, though it has links to other plans above it",
    ),
    (
        "kaitkan tujuan atau sasarannya dengan {component} ('selaras_dengan')",
        "tie its goals or objectives to {component} ('aligned_with')",
    ),
)


def _conformity(case: Case, documents: Iterator[tuple[int, Document]], names: Collection[str]) -> Outcome:
    """Yield the plans above that a document is not tied to at all; unknown where it is tied to none."""
    for at, document in documents:
        members, position = case.members(at), case.position(at)
        tied = {name: bool(_upper(case, name)[[*members.tolist(), position]].any()) for name in names}
        for name, there in tied.items():
            if not any(tied.values()):
                yield Lacking(document.id, _links_to(name))
            elif not there:
                yield Violation(position, None, {"component": _NAMES[name]})


def _at_level(case: Case, province: bool, judge: Callable[[], Outcome]) -> Outcome:  # noqa: FBT001 - a private helper
    region = case.plan.region
    if region is not None and region.level is not None and (region.level == "province") is province:
        yield from judge()


@rule("CTL-01", ("RPJMD provinsi sesuai RPJPD dan RPJMN", "a provincial RPJMD conforms to RPJPD and RPJMN"), _SHOWN)
def province_conforms(case: Case) -> Outcome:
    """The RPJMD of a province is tied to its RPJPD and to the RPJMN."""
    names = ("RPJPD", "RPJMN")
    yield from _at_level(case, True, lambda: _conformity(case, own_documents(case, "RPJMD"), names))


@rule(
    "CTL-02",
    ("RPJMD kabupaten/kota sesuai rencana di atasnya", "the RPJMD of a kabupaten or kota conforms to the plans above"),
    _SHOWN,
)
def regency_conforms(case: Case) -> Outcome:
    """The RPJMD of a kabupaten or kota is tied to its RPJPD, the RPJMD of the province and the RPJMN."""
    names = ("RPJPD", "PROVINCIAL_RPJMD", "RPJMN")
    yield from _at_level(case, False, lambda: _conformity(case, own_documents(case, "RPJMD"), names))


@rule("CTL-04", ("RPJPD sesuai RPJPN dan RTRW", "an RPJPD conforms to the RPJPN and the spatial plan"), _SHOWN)
def long_term_conforms(case: Case) -> Outcome:
    """An RPJPD is tied to the RPJPN and the RTRW."""
    yield from _conformity(case, own_documents(case, "RPJPD"), ("RPJPN", "RTRW"))


RULES: tuple[Rule, ...] = (
    rpjpd,
    rpjmn,
    provincial_rpjmd,
    sdg_tags,
    klhs,
    rtrw,
    minimum_services,
    province_conforms,
    regency_conforms,
    long_term_conforms,
)
