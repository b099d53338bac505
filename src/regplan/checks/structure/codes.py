"""CODE-01…12: nomenclature codes by version (regulations §1.13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.errors import NoValueError
from regplan.model.agencies import Agency
from regplan.model.documents import Document
from regplan.model.heading import Region
from regplan.model.words import LEVELS
from regplan.values.code import Code, cleaned, parse_code
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_OPD_DOCUMENTS = ("RENSTRA", "RENJA", "RKA", "DPA", "APBD")
_NO_LIST = Bilingual("daftar nomenklatur versinya", "the nomenclature list of its version")


@attrs.frozen
class Coded:
    """A node with a code: its position, the printed code, and what it parses to once clean."""

    at: int
    printed: str
    clean: str
    code: Code | None


def coded_nodes(case: Case) -> tuple[Coded, ...]:
    """Gather the programs, activities and sub activities that print a code."""

    def gather() -> tuple[Coded, ...]:
        found = []
        nodes = case.plan.nodes
        for at in np.flatnonzero(case.of_level("program", "activity", "sub_activity") & case.judged()).tolist():
            printed = nodes[at].code
            if printed is not None:
                clean = cleaned(printed)
                found.append(Coded(at, printed, clean, parse_code(clean)))
        return tuple(found)

    return case.remember("coded", gather)


@rule(
    "CODE-01",
    ("susunan kode", "the grammar of codes"),
    clause(
        "code-not-in-grammar",
        "error",
        (
            "kode {code} pada {subject} tidak mengikuti susunan nomenklatur",
            "code {code} of {subject} follows no nomenclature",
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
            "pindahkan catatannya ke tingkat itu, atau perbaiki kodenya",
            "move the record to that level, or mend its code",
        ),
    ),
    clause(
        "sub-activity-width",
        "error",
        (
            "kode {code} berakhir {got} angka; versi {version} memakai {expected} angka",
            "code {code} ends in {got} digits; version {version} uses {expected}",
        ),
        (
            "calon kodenya {candidate}: pastikan dengan namanya di daftar versi itu (CODE-09)",
            "a candidate is {candidate}: confirm it by its name in that version's list (CODE-09)",
        ),
    ),
)
def grammar(case: Case) -> Outcome:
    """A code parses under the grammar of the version in force for the fiscal year, and is of its record's level."""
    widths = {at: _width(case, document) for at, document in case.documents()}
    undated: dict[int, int] = {}
    for one in coded_nodes(case):
        if one.code is None:
            yield Violation(one.at, "code-not-in-grammar", {"code": one.printed})
            continue
        level = LEVELS[int(case.index.level[one.at])]
        if one.code.level != level:
            yield Violation(one.at, "code-of-another-level", {"code": one.clean, "got": _LEVEL_WORDS[one.code.level]})
        elif level == "sub_activity":
            document = int(case.index.document[one.at])
            width, version = widths.get(document) or (None, "")
            if width is None:
                undated[document] = undated.get(document, 0) + 1
            elif one.code.width != width:
                yield Violation(one.at, "sub-activity-width", _width_facts(one, width, version))
    for document, count in undated.items():
        name = case.plan.documents[document].id if document >= 0 else None
        yield Lacking(
            name, Bilingual(f"versi nomenklatur (untuk {count} kode)", f"the nomenclature version (for {count} codes)")
        )


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
    by_node = {one.at: one for one in coded_nodes(case)}
    for one in by_node.values():
        above = by_node.get(int(case.index.parent[one.at]))
        if above is None or above.code is None or one.code is None:
            continue
        tail, head = one.clean, above.clean
        if tail.startswith("X") != head.startswith("X"):
            tail, head = tail.split(".", 2)[-1], head.split(".", 2)[-1]
        if not tail.startswith(f"{head}."):
            yield Violation(one.at, None, {"code": one.clean, "parent": above.clean}, (case.index.ids[above.at],))
    yield from _without_list(case)


def _without_list(case: Case) -> Iterator[Lacking]:
    """Say that the list of a version, which cannot be shipped, is not at hand."""
    stated = {int(case.index.document[one.at]) for one in coded_nodes(case)}
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
        key = (one.clean, int(index.agency[one.at]), int(index.document[one.at]), int(index.parent[one.at]))
        seen.setdefault(key, []).append(one.at)
    for (code, *_), places in seen.items():
        if len(places) > 1:
            related = tuple(index.ids[at] for at in places[1:])
            yield Violation(places[0], None, {"code": code, "count": len(places)}, related)


@rule(
    "CODE-04",
    ("penanda tingkat daerah dalam kode", "the level marker in codes"),
    clause(
        "level-marker",
        "error",
        (
            "kode {code} bertanda {got}; di {region} yang berlaku {expected}",
            "code {code} is marked {got}; in {region} it is {expected}",
        ),
        ("pakai kode dari daftar tingkat daerah ini", "use the code of the list for this level of region"),
    ),
    clause(
        "level-marker-papua",
        "info",
        (
            "kode {code} bertanda {got}: penanda 3 dan 4 berbagi daerah di Papua",
            "code {code} is marked {got}: markers 3 and 4 share the regions of Papua",
        ),
        ("periksa daftar mana yang berlaku di provinsi ini", "see which list applies in this province"),
    ),
)
def level_marker(case: Case) -> Outcome:
    """The fourth part of a code fits the level of the region: 1 province, 2 regency and city, others special."""
    marked = [one for one in coded_nodes(case) if one.code is not None and one.code.marker is not None]
    if not marked:
        return
    region = case.plan.region
    level = _region_level(region, case.law.markers["first_city"])
    if region is None or level is None:
        yield Lacking(None, Bilingual("daerah: kode atau tingkat", "region: code or level"))
        return
    allowed, special = _markers(case, region, level)
    for one in marked:
        marker = one.code.marker if one.code else None
        facts = {
            "code": one.clean,
            "got": marker,
            "region": region.name or region.code,
            "expected": tuple(sorted(allowed)),
        }
        if marker not in allowed:
            yield Violation(one.at, "level-marker", facts)
        elif marker in special and len(special) > 1:
            yield Violation(one.at, "level-marker-papua", {"code": one.clean, "got": marker})


def _region_level(region: Region | None, first_city: int) -> str | None:
    """Return the level of a region, from what it says or from its Kemendagri code."""
    if region is None or region.level is not None or region.code is None:
        return region.level if region else None
    province, _, local = region.code.partition(".")
    if not province.isdigit() or (local and not local.isdigit()):
        return None
    if not local:
        return "province"
    return "city" if int(local) >= first_city else "regency"


def _markers(case: Case, region: Region, level: str) -> tuple[set[str], set[str]]:
    allowed = set(case.law.markers[level])
    province = (region.code or "").partition(".")[0]
    for row in case.law.markers["special"].values():
        if province in row["provinces"] and level != "province":
            return allowed | set(row["markers"]), set(row["markers"])
    return allowed, set()


@rule(
    "CODE-05",
    ("X.XX diganti bidang urusan OPD", "X.XX gives way to the OPD's field"),
    clause(
        "generic-code-in-opd-plan",
        "warning",
        (
            "kode umum {code} belum diganti bidang urusan OPD",
            "the generic code {code} does not name the OPD's field yet",
        ),
        ("tulis {candidate}", "write {candidate}"),
    ),
)
def generic_code(case: Case) -> Outcome:
    """In the document of an OPD, X.XX is replaced by the OPD's first bidang urusan."""
    opd = {at for at, _ in case.documents(*_OPD_DOCUMENTS)}
    for one in coded_nodes(case):
        if one.code is not None and one.code.generic and int(case.index.document[one.at]) in opd:
            agency = _agency(case, one.at)
            field = agency.functions[0] if agency and agency.functions else "…"
            yield Violation(one.at, None, {"code": one.clean, "candidate": field + one.clean[4:]})


def _agency(case: Case, at: int) -> Agency | None:
    carrier = int(case.index.agency[at])
    return case.plan.agencies[carrier] if carrier >= 0 else None


@rule(
    "CODE-06",
    ("program dalam bidang urusan OPD", "programs lie in the OPD's fields"),
    clause(
        "program-outside-functions",
        "warning",
        (
            "program {code} di luar bidang urusan {agency} ({expected})",
            "program {code} is outside the fields of {agency} ({expected})",
        ),
        (
            "pindahkan program ke OPD bidangnya, atau lengkapi 'bidang_urusan'",
            "move the program to the OPD of its field, or complete 'functions'",
        ),
    ),
)
def outside_functions(case: Case) -> Outcome:
    """An OPD uses the programs of the bidang urusan it holds, and X.XX."""
    unknown: set[str] = set()
    program = LEVELS.index("program")
    for one in coded_nodes(case):
        if case.index.level[one.at] != program or one.code is None or one.code.generic:
            continue
        agency = _agency(case, one.at)
        if agency is None:
            continue
        if not agency.functions:
            unknown.add(agency.id)
        elif one.code.bidang not in agency.functions:
            yield Violation(
                one.at, None, {"code": one.clean, "agency": agency.name or agency.id, "expected": agency.functions}
            )
    for name in sorted(unknown):
        yield Lacking(None, Bilingual(f"bidang_urusan OPD {name}", f"functions of OPD {name}"))


@rule(
    "CODE-07",
    ("kewenangan ada di tingkat ini", "there is authority at this level"),
    clause(
        "no-authority",
        "warning",
        (
            "kode {code} tidak menjadi kewenangan tingkat daerah ini",
            "code {code} is no authority of this level of region",
        ),
        ("hapus barisnya", "remove the row"),
    ),
)
def no_authority(case: Case) -> Outcome:
    """Rows that the decree marks as no authority at this level cannot be planned; needs the decree's list."""
    yield from _without_list(case)


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
            yield Violation(one.at, None, {"got": one.printed, "code": one.clean})


@rule(
    "CODE-10",
    ("teks sama dengan nomenklatur", "texts equal the nomenclature"),
    clause(
        "text-not-of-nomenclature",
        "warning",
        ("teks {subject} lain dari nomenklatur", "the text of {subject} differs from the nomenclature"),
        ("pakai teks keputusan", "use the text of the decree"),
    ),
)
def not_of_nomenclature(case: Case) -> Outcome:
    """Name, kinerja, indicator and unit equal the decree's text for the version; needs the decree's list."""
    yield from _without_list(case)


@rule(
    "CODE-11",
    ("satu versi per tahun", "one version a year"),
    clause(
        "versions-mixed",
        "info",
        (
            "dokumen tahun {year} memakai beberapa versi nomenklatur: {versions}",
            "documents of {year} use several versions of the nomenclature: {versions}",
        ),
        ("pakai satu versi, atau sertakan tabel pemetaannya", "use one version, or bring a mapping table"),
    ),
)
def versions_mixed(case: Case) -> Outcome:
    """The yearly documents of one year use one version of the nomenclature."""
    by_year: dict[int, dict[str, list[int]]] = {}
    for at, document in case.documents():
        if document.nomenclature and document.first_year is not None and document.first_year == document.last_year:
            by_year.setdefault(document.first_year, {}).setdefault(document.nomenclature, []).append(at)
    for year, versions in sorted(by_year.items()):
        if len(versions) > 1:
            places = sorted(at for rows in versions.values() for at in rows)
            related = tuple(case.plan.documents[at].id for at in places[1:])
            yield Violation(
                case.position(places[0]), None, {"year": year, "versions": tuple(sorted(versions))}, related
            )


@rule(
    "CODE-12",
    ("kode fungsi dari daftar versinya", "fungsi codes are of their version's list"),
    clause(
        "fungsi-not-listed",
        "warning",
        (
            "fungsi {got} pada {subject} tidak ada dalam daftar {version}",
            "fungsi {got} of {subject} is not in the list of {version}",
        ),
        (
            "pakai salah satu dari {expected}; daftar sebelas fungsi negara tidak berlaku",
            "use one of {expected}; the state's list of eleven does not apply",
        ),
    ),
)
def fungsi_not_listed(case: Case) -> Outcome:
    """The fungsi code of a program is in the list of the plan's version."""
    for at, document in case.documents():
        programs = [one for one in case.nodes(at, "program") if getattr(case.index.node(one), "fungsi", None)]
        if not programs:
            continue
        codes = case.law.fungsi.get(document.nomenclature or "")
        if codes is None:
            yield Lacking(document.id, Bilingual("daftar fungsi versinya", "the list of fungsi of its version"))
            continue
        for one in programs:
            got = getattr(case.index.node(one), "fungsi", "")
            if got.partition(".")[0] not in codes:
                yield Violation(int(one), None, {"got": got, "version": document.nomenclature, "expected": codes})


_LEVEL_WORDS = {
    "urusan": Bilingual("urusan", "group of affairs"),
    "bidang": Bilingual("bidang urusan", "field"),
    "program": Bilingual("program", "program"),
    "activity": Bilingual("kegiatan", "activity"),
    "sub_activity": Bilingual("sub kegiatan", "sub activity"),
}

RULES = (
    grammar,
    under_parent,
    repeated,
    level_marker,
    generic_code,
    outside_functions,
    no_authority,
    not_clean,
    not_of_nomenclature,
    versions_mixed,
    fungsi_not_listed,
)
