"""CONS-08 and 09, BUD-T4: targets, places and priorities that go with the money."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._percent import percent_full
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.consistency._listing import listings
from regplan.checks.consistency._pairs import PPAS, WORK, Pair, keys_of, pairs
from regplan.checks.consistency.names import MOST_NAMED
from regplan.checks.targets._pairs import Lacks, apart, beside, found_apart, in_documents, justified, rows_at
from regplan.checks.targets.yearly import national_documents
from regplan.diagnostics.finding import Fact
from regplan.index.columns import Bools, Ints
from regplan.index.tree import leading_to, led_to
from regplan.model.documents import Document
from regplan.model.words import Framework
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_PRIORITIES: Final[tuple[Framework, ...]] = ("RPJMN", "RKP", "ASTA_CITA", "PROVINCIAL_RPJMD")


def _targets(case: Case, before: Collection[str], after: Collection[str], name: str) -> Outcome:
    """Yield the targets of work that differ from those of the same indicator and year in the documents before."""
    national, lacks = national_documents(case), Lacks()

    def targets(kinds: Collection[str], *, judged: bool) -> Ints:
        def is_meant(at: int, document: Document) -> bool:
            return document.kind in kinds and at not in national

        return rows_at(case.index, in_documents(case, "target", is_meant, judged=judged), *WORK)

    rows, others = targets(after, judged=True), targets(before, judged=False)
    one, other = beside(case.index, rows, others)
    for pair in apart(case, one, other, lacks):
        if not justified(case, pair.row):
            yield found_apart(case, pair, name)
    yield from lacks.told(case)


_TARGET = (
    "{subject} untuk {year}: {got}, berbeda dari {expected} dalam {other}",
    "{subject} for {year}: {got}, different from {expected} in {other}",
)
_TARGET_CURE = (
    "samakan dengan {expected}, atau tulis alasannya pada 'x-justifikasi' indikator atau deretnya",
    "make it {expected}, or give the reason in 'x-justification' of the indicator or its series",
)


@rule(
    "CONS-08",
    ("target dan lokasi RKPD sama dalam PPAS dan DPA", "targets and places of the RKPD are those of PPAS and DPA"),
    clause("target-differs-from-rkpd", "warning", _TARGET, _TARGET_CURE),
    clause(
        "place-differs-from-rkpd",
        "warning",
        (
            "lokasi {subject} dalam {home} adalah {got}, berbeda dari {expected} dalam {other}",
            "the places of {subject} in {home} are {got}, different from {expected} in {other}",
        ),
        ("samakan lokasinya, atau ubah RKPD", "make the places agree, or change the RKPD"),
    ),
)
def details_of_rkpd(case: Case) -> Outcome:
    """Work keeps the targets and places of the RKPD in PPAS and DPA."""
    after = (*PPAS, "DPA")
    yield from _targets(case, ("RKPD",), after, "target-differs-from-rkpd")
    for pair in pairs(case, ("RKPD",), after):
        if isinstance(pair, Lacking):
            yield pair
        else:
            yield from _places(case, pair)


def _places(case: Case, pair: Pair) -> Iterator[Violation]:
    """Yield the nodes whose places differ; where one of the two states none, nothing is compared."""
    before = dict(_places_of(case, pair.before))
    other = pair.names(case)[0]
    for document in pair.after:
        for item, (node, places) in _places_of(case, (document,)):
            expected = before.get(item, (0, frozenset()))[1]
            if expected and places and expected != places:
                facts: dict[str, Fact] = {
                    "home": case.plan.documents[document].id,
                    "other": other,
                    "got": tuple(sorted(places)),
                    "expected": tuple(sorted(expected)),
                }
                yield case.violation(document, node, "place-differs-from-rkpd", facts)


def _places_of(case: Case, documents: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, frozenset[str]]]]:
    """Yield item, node and places of the work that documents list and give places, the first document last."""
    items = keys_of(case).items(case.index, documents)
    for document in reversed(documents):
        entries = case.entries_of(document)
        for node in case.nodes(document, *WORK).tolist():
            entry = entries.get(node)
            own = case.index.record(node) if case.index.document[node] == document else None
            places = frozenset(getattr(entry, "places", ()) or getattr(own, "places", ()))
            if places:
                yield int(items[node]), (node, places)


@rule(
    "CONS-09",
    (
        "program diberi label prioritas nasional atau provinsi",
        "programs are tagged with national or provincial priorities",
    ),
    clause(
        "programs-without-priority",
        "info",
        (
            "{count} dari {whole} program {home} selaras dengan prioritas nasional atau provinsi ({score}); tanpa label: {missing}",
            "{count} of the {whole} programs of {home} are aligned with a national or provincial priority ({score}); untagged: {missing}",
        ),
        (
            "tulis kaitan 'selaras_dengan' bila ada prioritasnya; program tanpa prioritas boleh tetap tanpa label",
            "write a link 'aligned_with' where there is a priority; a program without one may stay untagged",
        ),
    ),
)
def tagged_programs(case: Case) -> Outcome:
    """Programs of the APBD of a regency or city are tagged with a national or provincial priority (Annex IX)."""
    region = case.plan.region
    documents = [(at, document) for at, document in case.documents("APBD") if document.first_year is not None]
    if not documents or (region is not None and region.level == "province"):
        return
    aligned = case.remember("aligned with priorities", lambda: _aligned(case))
    lacks = None
    if region is None or region.level is None:
        lacks = Bilingual("tingkat daerah", "the level of the region")
    elif not aligned.any():
        lacks = Bilingual(
            "kaitan dengan prioritas nasional atau provinsi", "links to national or provincial priorities"
        )
    for at, document in documents:
        if lacks:
            yield Lacking(document.id, lacks)
            continue
        assert document.first_year is not None
        nodes = listings(case, Pair(year=document.first_year, before=(at,), after=(at,)), "program").second.nodes
        bare = nodes[~aligned[nodes]]
        if len(bare):
            ids = tuple(case.index.ids[one] for one in bare.tolist())
            named = ids[:MOST_NAMED] + ((f"… ({len(ids)})",) if len(ids) > MOST_NAMED else ())
            count, whole = len(nodes) - len(bare), len(nodes)
            facts: dict[str, Fact] = {"home": document.id, "count": count, "whole": whole}
            facts |= {"score": percent_full(Fraction(count, whole)), "missing": named}
            yield Violation(case.position(at), None, facts, ids)


def _aligned(case: Case) -> Bools:
    """Mark the nodes that are aligned with a priority, or lead up to one that is, or have one that is below."""
    marks = np.zeros(case.index.nodes, np.bool_)
    for framework in _PRIORITIES:
        sources = case.aligned_with(framework)
        marks[sources[sources < case.index.nodes]] = True
    found: Bools = led_to(case.index, marks) | leading_to(case.index, marks)
    return found


@rule(
    "BUD-T4",
    ("target RKA sama dengan Renja", "targets of the RKA are those of the Renja"),
    clause("rka-target-differs", "warning", _TARGET, _TARGET_CURE),
)
def targets_of_rka(case: Case) -> Outcome:
    """The performance that an RKA budgets for is that of the Renja."""
    yield from _targets(case, ("RENJA",), ("RKA",), "rka-target-differs")


RULES: tuple[Rule, ...] = (details_of_rkpd, tagged_programs, targets_of_rka)
