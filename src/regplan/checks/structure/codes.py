"""CODE-01, 02, 03, 08: the grammar of nomenclature codes, by version (regulations §1.13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs
import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.errors import NoValueError
from regplan.index.columns import ABSENT, DANGLING
from regplan.model.documents import Document
from regplan.model.words import LEVELS, Level
from regplan.values.code import Code, cleaned, parse_code
from regplan.values.lang import Bilingual

__all__ = ["RULES", "Coded", "coded_nodes", "without_list"]

_OPD_DOCUMENTS = ("RENSTRA", "RENJA", "RKA", "DPA", "APBD")
_NO_LIST = Bilingual("daftar nomenklatur versinya", "the nomenclature list of its version")


@attrs.frozen
class Coded:
    """A node with a code: its position, its document, the printed code, what it parses to once clean, its entry."""

    at: int
    document: int
    printed: str
    clean: str
    code: Code | None
    level: Level
    entry: int | None = None

    @property
    def fits(self) -> bool:
        """Whether the code parses and is of the level of its node."""
        return self.code is not None and self.code.level == self.level

    def violation(self, name: str | None, facts: Mapping[str, Fact], related: tuple[str, ...] = ()) -> Violation:
        """Write a breach at the node, or at the entry that prints the code."""
        if self.entry is not None:
            return Violation(None, name, facts, related, row=("entries", self.entry))
        return Violation(self.at, name, facts, related)


def coded_nodes(case: Case) -> tuple[Coded, ...]:
    """Gather the codes of programs, activities and sub activities in the documents to which the law applies."""
    judged = {at for at, _ in case.documents()} | {ABSENT, DANGLING}
    return tuple(one for one in case.remember("coded", lambda: _coded(case)) if one.document in judged)


def _coded(case: Case) -> tuple[Coded, ...]:
    nodes, documents = case.plan.nodes, case.index.document.tolist()
    work = case.of_level("program", "activity", "sub_activity")
    found = []
    for at in np.flatnonzero(work & case.judged()).tolist():
        printed = nodes[at].code
        if printed is not None:
            found.append(_parsed(case, at, documents[at], printed))
    by_id = {document.id: at for at, document in enumerate(case.plan.documents)}
    for row, entry in enumerate(case.plan.entries):
        at = case.index.position.get(entry.node, DANGLING)
        if entry.code is not None and 0 <= at < case.index.nodes and work[at]:
            found.append(_parsed(case, at, by_id.get(entry.document, DANGLING), entry.code, row))
    return tuple(found)


def _parsed(case: Case, at: int, document: int, printed: str, entry: int | None = None) -> Coded:
    clean = cleaned(printed)
    level = LEVELS[int(case.index.level[at])]
    return Coded(at, document, printed, clean, parse_code(clean), level, entry)


@rule(
    "CODE-01",
    ("susunan kode", "the grammar of codes"),
    clause(
        "code-not-in-grammar",
        "error",
        (
            "kode {code} pada {subject} tidak mengikuti susunan nomenklatur",
            "code {code} of {subject} has the form of no version",
        ),
        (
            "bentuknya: 1.02 (bidang), 1.02.02 (program), 1.02.02.2.01 (kegiatan), 1.02.02.2.01.0001 (sub kegiatan)",
            "its form: 1.02 (field), 1.02.02 (program), 1.02.02.2.01 (activity), 1.02.02.2.01.0001 (sub activity)",
        ),
    ),
    clause(
        "code-of-another-level",
        "error",
        ("kode {code} pada {subject} adalah kode {got}", "code {code} of {subject} is a code of a {got}"),
        (
            "perbaiki kodenya, atau letak catatannya dalam pohon",
            "mend the code, or the place of the record in the tree",
        ),
    ),
    clause(
        "sub-activity-width",
        "error",
        (
            "kode {code} pada {subject} berakhir {got} angka; versi {version} memakai {expected} angka",
            "code {code} of {subject} ends in {got} digits; version {version} uses {expected}",
        ),
        (
            "calon kodenya {candidate}: pastikan dengan namanya di daftar versi itu",
            "a candidate is {candidate}: confirm it by its name in that version's list",
        ),
    ),
)
def grammar(case: Case) -> Outcome:
    """A code parses under the grammar of the version in force for the fiscal year, and is of its record's level."""
    widths = {at: _width(case, document) for at, document in case.documents()}
    undated: dict[int, int] = {}
    for one in coded_nodes(case):
        if one.code is None:
            yield one.violation("code-not-in-grammar", {"code": one.printed})
        elif not one.fits:
            yield one.violation("code-of-another-level", {"code": one.clean, "got": _LEVEL_WORDS[one.code.level]})
        elif one.level == "sub_activity":
            width, version = widths.get(one.document) or (None, "")
            if width is None:
                undated[one.document] = undated.get(one.document, 0) + 1
            elif one.code.width != width:
                yield one.violation("sub-activity-width", _width_facts(one, width, version))
    for document, count in undated.items():
        name = case.plan.documents[document].id if document >= 0 else None
        lacks = Bilingual(f"versi nomenklatur (untuk {count} kode)", f"the nomenclature version (for {count} code(s))")
        yield Lacking(name, lacks)


def _width(case: Case, document: Document) -> tuple[int | None, str]:
    """Return the digits of sub activity numbers in a document: by its version, else where all versions in force agree."""
    parameter = case.law.parameter("code.sub_activity_width")
    if document.nomenclature is not None:
        return parameter.at(case.law.nomenclature[document.nomenclature]).value, document.nomenclature
    if document.first_year is None or document.last_year is None:
        return None, ""
    versions = case.law.versions_on(date(document.first_year, 1, 1), date(document.last_year, 12, 31))
    try:
        widths = {parameter.at(case.law.nomenclature[version]).value for version in versions}
    except NoValueError:
        return None, ""
    return (widths.pop(), "/".join(versions)) if len(widths) == 1 else (None, "")


def _width_facts(one: Coded, width: int, version: str) -> dict[str, Fact]:
    head, _, number = one.clean.rpartition(".")
    candidate = f"{head}.{number.zfill(width)}" if len(number) < width else f"{head}.{number[-width:]}"
    return {"code": one.clean, "got": len(number), "expected": width, "version": version, "candidate": candidate}


@rule(
    "CODE-02",
    ("kode berada di bawah kode induknya", "a code lies under its parent's"),
    clause(
        "code-not-under-parent",
        "warning",
        (
            "kode {code} pada {subject} tidak berada di bawah kode induknya {parent}",
            "code {code} of {subject} does not lie under its parent's {parent}",
        ),
        ("perbaiki kode atau 'induk'-nya", "mend the code or its 'parent'"),
    ),
)
def under_parent(case: Case) -> Outcome:
    """The code of an activity begins with its program's, that of a sub activity with its activity's."""
    by_node = {one.at: one for one in coded_nodes(case) if one.fits and one.entry is None}
    for one in by_node.values():
        above = by_node.get(int(case.index.parent[one.at]))
        if above is None:
            continue
        tail, head = one.clean, above.clean
        if tail.startswith("X") != head.startswith("X"):
            tail, head = tail.split(".", 2)[-1], head.split(".", 2)[-1]
        if not tail.startswith(f"{head}."):
            yield one.violation(None, {"code": one.clean, "parent": above.clean}, (case.index.ids[above.at],))
    yield from without_list(case)


def without_list(case: Case) -> Iterator[Lacking]:
    """Say that the list of a version, which cannot be shipped, is not at hand."""
    stated = {one.document for one in coded_nodes(case)}
    for at, document in case.documents():
        if at in stated:
            yield Lacking(document.id, _NO_LIST)


@rule(
    "CODE-03",
    ("kode tidak berulang", "codes are not repeated"),
    clause(
        "code-repeated",
        "warning",
        (
            "kode {code} ditulis {count} kali oleh OPD yang sama dalam satu dokumen",
            "code {code} stands {count} times for one OPD in one document",
        ),
        (
            "gabungkan barisnya menjadi satu catatan dengan beberapa indikator, atau perbaiki kodenya",
            "join the rows into one record with several indicators, or mend the codes",
        ),
    ),
)
def repeated(case: Case) -> Outcome:
    """One code stands more than once for one OPD in one document, under one parent."""
    index = case.index
    seen: dict[tuple[str, int, int, int], list[int]] = {}
    for one in coded_nodes(case):
        if one.code is not None and one.entry is None:
            key = (one.clean, int(index.agency[one.at]), one.document, int(index.parent[one.at]))
            seen.setdefault(key, []).append(one.at)
    for (code, *_), places in seen.items():
        if len(places) > 1:
            related = tuple(index.ids[at] for at in places[1:])
            yield Violation(places[0], None, {"code": code, "count": len(places)}, related)


@rule(
    "CODE-08",
    ("kode ditulis bersih", "codes are written clean"),
    clause(
        "code-not-clean",
        "info",
        ("kode {got} pada {subject} dibaca sebagai {code}", "code {got} of {subject} is read as {code}"),
        ("tulis {code} saja", "write {code} alone"),
    ),
)
def not_clean(case: Case) -> Outcome:
    """A code has blanks inside, a trailing point, or a name behind it."""
    for one in coded_nodes(case):
        if one.clean != one.printed and one.code is not None:
            yield one.violation(None, {"got": one.printed, "code": one.clean})


_LEVEL_WORDS = {
    "urusan": Bilingual("urusan", "group of affairs"),
    "bidang": Bilingual("bidang urusan", "field"),
    "program": Bilingual("program", "program"),
    "activity": Bilingual("kegiatan", "activity"),
    "sub_activity": Bilingual("sub kegiatan", "sub activity"),
}

RULES = (grammar, under_parent, repeated, not_clean)
