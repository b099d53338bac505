"""CONS-01, 02, 03, 05 and 06: which programs and sub activities go on from document to document, and which appear."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Final

from regplan.checks._case import Case
from regplan.checks._percent import percent_full
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.consistency._listing import Listing, Listings, listings
from regplan.checks.consistency._pairs import PLANS, PPAS, Pair, has_reason, pairs
from regplan.checks.structure.cardinality import LEVELS_EN
from regplan.diagnostics.finding import Fact
from regplan.index.columns import Ints
from regplan.model.base import Record
from regplan.model.keys import indonesian
from regplan.model.words import Level
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

MOST_NAMED: Final = 10
"""How many ids a message tells; all are in ``related``."""

_MISSING = (
    "{home} memuat {count} dari {whole} program {other} untuk {year} ({score}); tidak ada: {missing}",
    "{home} lists {count} of the {whole} programs of {other} for {year} ({score}); missing: {missing}",
)
_RENAMED = (
    "{count} program dalam {home} bernama lain daripada dalam {other}: {missing}",
    "{count} program(s) in {home} have another name than in {other}: {missing}",
)
_CURE = (
    "cantumkan program itu, tulis kode dan namanya seperti dalam dokumen sebelumnya, atau jelaskan penundaannya",
    "list these programs, write code and name as in the document before, or explain why they are put off",
)
_RENAME = (
    "pakai satu nama menurut nomenklatur; bila memang program lain, beri kode lain",
    "use one name, that of the nomenclature; where it is another program, give it another code",
)


def _score(case: Case, before: Collection[str], after: Collection[str]) -> Outcome:
    """Yield, for each pair, the programs that did not go on, with the score, and those that have another name."""
    for pair in pairs(case, before, after):
        if isinstance(pair, Lacking):
            yield pair
            continue
        both = listings(case, pair, "program")
        gone, unsure = both.first.lacks(both.second)
        if not len(both.first.items) or len(unsure):
            yield _not_listed(case, pair.after if len(unsure) else pair.before, pair, "program", len(unsure))
        whole = len(both.first.items) - len(unsure)
        if len(gone):
            facts = _told(case, pair, both.first, gone)
            facts |= {
                "count": whole - len(gone),
                "whole": whole,
                "score": percent_full(Fraction(whole - len(gone), whole)),
            }
            yield _of_document(case, pair, "programs-missing", both.first, gone, facts)
        yield from _renamed(case, pair, both)


def _renamed(case: Case, pair: Pair, both: Listings) -> Iterator[Violation]:
    first, second = both.renamed()
    if len(first):
        facts = _told(case, pair, both.second, second) | {"count": len(first)}
        yield _of_document(case, pair, "programs-renamed", both.second, second, facts)


def _told(case: Case, pair: Pair, listing: Listing, places: Ints) -> dict[str, Fact]:
    ids = [case.index.ids[at] for at in listing.nodes[places].tolist()]
    other, home = pair.names(case)
    named = tuple(ids[:MOST_NAMED]) + ((f"… ({len(ids)})",) if len(ids) > MOST_NAMED else ())
    return {"home": home, "other": other, "year": str(pair.year), "missing": named}


def _of_document(
    case: Case, pair: Pair, name: str, listing: Listing, places: Ints, facts: dict[str, Fact]
) -> Violation:
    related = tuple(case.index.ids[at] for at in listing.nodes[places].tolist())
    return Violation(case.position(pair.after[0]), name, facts, related)


def _not_listed(case: Case, documents: tuple[int, ...], pair: Pair, level: Level, count: int) -> Lacking:
    """Say that a document does not list a level in full, so that what is missing there cannot be judged."""
    names = ", ".join(case.plan.documents[at].id for at in documents[:3])
    word, english = indonesian(level).replace("_", " "), LEVELS_EN[level]
    told = (f", {count} tidak dinilai" if count else "", f"; {count} not judged" if count else "")
    return Lacking(
        case.plan.documents[pair.after[0]].id,
        Bilingual(f"daftar lengkap {word} dalam {names}{told[0]}", f"a full list of {english} in {names}{told[1]}"),
    )


@rule(
    "CONS-01",
    ("program RPJMD ada dalam RKPD", "programs of the RPJMD are in the RKPD"),
    clause("programs-missing", "info", _MISSING, _CURE),
    clause("programs-renamed", "info", _RENAMED, _RENAME),
)
def from_rpjmd_to_rkpd(case: Case) -> Outcome:
    """The programs that the RPJMD funds in a year are listed in the RKPD of that year, by one name."""
    yield from _score(case, PLANS, ("RKPD",))


@rule(
    "CONS-02",
    ("program RKPD ada dalam PPAS", "programs of the RKPD are in the PPAS"),
    clause("programs-missing", "info", _MISSING, _CURE),
    clause("programs-renamed", "info", _RENAMED, _RENAME),
)
def from_rkpd_to_ppas(case: Case) -> Outcome:
    """The programs of the RKPD are listed in the KUA-PPAS, by one name."""
    yield from _score(case, ("RKPD",), PPAS)


@rule(
    "CONS-03",
    ("program PPAS ada dalam APBD", "programs of the PPAS are in the APBD"),
    clause("programs-missing", "info", _MISSING, _CURE),
    clause("programs-renamed", "info", _RENAMED, _RENAME),
)
def from_ppas_to_apbd(case: Case) -> Outcome:
    """The programs of the KUA-PPAS are listed in the APBD, by one name."""
    yield from _score(case, PPAS, ("APBD",))


def appeared(
    case: Case, before: Collection[str], after: Collection[str], level: Level, name: str
) -> Iterator[Violation | Lacking]:
    """
    Yield what documents list and those before them do not, though they list the level in full; what has a reason is left out.

    Args:
        case: The case.
        before: Kinds of documents before.
        after: Kinds of documents after.
        level: The level.
        name: The name of the clause.
    """
    for pair in pairs(case, before, after):
        if isinstance(pair, Lacking):
            yield pair
            continue
        both = listings(case, pair, level)
        new, unsure = both.second.lacks(both.first)
        if len(unsure):
            yield _not_listed(case, pair.before, pair, level, len(unsure))
        other, home = pair.names(case)
        for at in both.second.nodes[new].tolist():
            if not has_reason(*_records(case, pair, at)):
                facts: dict[str, Fact] = {"home": home, "other": other, "year": str(pair.year)}
                yield case.violation(pair.after[0], at, name, facts)


def _records(case: Case, pair: Pair, node: int) -> Iterator[Record | None]:
    """Yield the records of a node that may give the reason: itself, and its entries in the documents that list it."""
    yield case.index.record(node)
    for document in pair.after:
        yield case.entries_of(document).get(node)


@rule(
    "CONS-05",
    ("tidak ada program baru dalam APBD", "no new programs in the APBD"),
    clause(
        "program-not-in-rkpd",
        "error",
        (
            "{subject} ada dalam {home}, tetapi tidak dalam {other} untuk {year}",
            "{subject} is in {home}, but not in {other} for {year}",
        ),
        (
            "masukkan ke RKPD atau perubahannya lebih dahulu, atau tulis perintah peraturan atau keadaan darurat pada 'x-justifikasi'",
            "take it into the RKPD or its change first, or give the higher rule or emergency in 'x-justification'",
        ),
    ),
)
def new_programs(case: Case) -> Outcome:
    """No program enters the APBD that the RKPD does not have, but by a higher rule or in an emergency."""
    yield from appeared(case, ("RKPD",), ("APBD",), "program", "program-not-in-rkpd")


@rule(
    "CONS-06",
    ("tidak ada sub kegiatan baru dalam APBD", "no new sub activities in the APBD"),
    clause(
        "sub-activity-not-in-ppas",
        "warning",
        (
            "{subject} ada dalam {home}, tetapi tidak dalam {other} untuk {year}",
            "{subject} is in {home}, but not in {other} for {year}",
        ),
        (
            "hapus, masukkan ke PPAS atau perubahannya, atau tulis alasannya pada 'x-justifikasi'",
            "take it out, take it into the PPAS or its change, or give the reason in 'x-justification'",
        ),
    ),
)
def new_sub_activities(case: Case) -> Outcome:
    """No sub activity enters the draft APBD that the PPAS does not have."""
    yield from appeared(case, PPAS, ("APBD",), "sub_activity", "sub-activity-not-in-ppas")


RULES: tuple[Rule, ...] = (from_rpjmd_to_rkpd, from_rkpd_to_ppas, from_ppas_to_apbd, new_programs, new_sub_activities)
