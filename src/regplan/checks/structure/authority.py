"""CODE-04…06, 11, 12: codes against region, OPD and the lists of a version (regulations §1.13)."""

from __future__ import annotations

import re

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.checks.structure.codes import codes_of
from regplan.diagnostics.finding import Fact
from regplan.index.columns import distinct
from regplan.model.heading import Region
from regplan.model.words import LEVELS
from regplan.values.lang import Bilingual

__all__ = ["RULES", "region_level"]

_OPD_DOCUMENTS = ("RENSTRA", "RENJA", "RKA", "DPA", "APBD")


@rule(
    "CODE-04",
    ("penanda tingkat daerah dalam kode", "the level marker in codes"),
    clause(
        "level-marker",
        "error",
        (
            "kode {code} pada {subject} berpenanda tingkat {got}; di daerah ini berlaku penanda {expected}",
            "code {code} of {subject} has the level marker {got}; this region uses {expected}",
        ),
        ("pakai kode dari daftar tingkat daerah ini", "use the code of the list for this level of region"),
    ),
    clause(
        "level-marker-papua",
        "info",
        (
            "kode {code} pada {subject} berpenanda {got}: di Tanah Papua berlaku daftar 3 dan 4, pembagiannya belum pasti",
            "code {code} of {subject} is marked {got}: Papua has the lists 3 and 4, and which applies where is not settled",
        ),
        ("periksa daftar mana yang berlaku di provinsi ini", "see which list applies in this province"),
    ),
)
def level_marker(case: Case) -> Outcome:
    """The fourth part of a code fits the level of the region: 1 province, 2 regency and city, others special."""
    codes = codes_of(case)
    marked = codes.fits & (codes.marker > 0)
    if not marked.any():
        return
    level, province = region_level(case.plan.region, case.law.markers["first_city"])
    if level is None:
        yield Lacking(None, Bilingual("daerah: kode atau tingkat", "region: code or level"))
        return
    ordinary = {marker for one in ("province", "regency", "city") for marker in case.law.markers[one]}
    allowed, special = _markers(case, level, province)
    undecided = level == "province" or province is None
    plain = set(case.law.markers[level])
    usual = np.zeros(int(codes.marker.max()) + 1, np.bool_)
    usual[[int(one) for one in plain if int(one) < len(usual)]] = True
    for one in codes.where(marked & ~usual[codes.marker]):
        marker = one.code.marker if one.code else None
        facts: dict[str, Fact] = {"code": one.clean, "got": marker, "expected": tuple(sorted(allowed))}
        if marker not in ordinary and undecided:
            yield Lacking(
                None,
                Bilingual("kode daerah, atau daftar khusus provinsi", "region code, or the province's special list"),
            )
        elif marker not in allowed:
            yield one.violation("level-marker", facts)
        elif marker in special and len(special) > 1:
            yield one.violation("level-marker-papua", {"code": one.clean, "got": marker})


def region_level(region: Region | None, first_city: int) -> tuple[str | None, str | None]:
    """Return the level of a region and the code of its province, from what it says or from its Kemendagri code."""
    digits = re.fullmatch(r"(\d\d)(?:\.?(\d\d))?", (region.code or "") if region else "")
    province = digits[1] if digits else None
    if region is None or region.level is not None or digits is None:
        return (region.level if region else None), province
    if digits[2] is None:
        return "province", province
    return ("city" if int(digits[2]) >= first_city else "regency"), province


def _markers(case: Case, level: str, province: str | None) -> tuple[set[str], set[str]]:
    allowed = set(case.law.markers[level])
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
            "kode umum {code} pada {subject} belum diganti bidang urusan OPD",
            "the generic code {code} of {subject} does not name the OPD's field yet",
        ),
        ("tulis {candidate}", "write {candidate}"),
    ),
)
def generic_code(case: Case) -> Outcome:
    """In the document of an OPD, X.XX is replaced by the OPD's first bidang urusan."""
    opd = {at for at, document in case.documents(*_OPD_DOCUMENTS) if document.kind != "APBD" or document.agency}
    codes = codes_of(case)
    for one in codes.where(codes.fits & codes.generic):
        if one.document in opd:
            functions = _functions(case, one.at)
            if functions:
                yield one.violation(None, {"code": one.clean, "candidate": functions[0] + one.clean[4:]})
            else:
                document = case.plan.documents[one.document].id
                yield Lacking(document, Bilingual("bidang_urusan OPD-nya", "the functions of its OPD"))


def _functions(case: Case, at: int) -> tuple[str, ...]:
    """Return the fields of the OPD that carries a node."""
    carrier = int(case.index.agency[at])
    return case.fields_of(case.plan.agencies[carrier]) if carrier >= 0 else ()


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
    codes, agencies = codes_of(case), case.plan.agencies
    carriers = case.index.agency[codes.at]
    programs = codes.fits & ~codes.generic & (codes.level == LEVELS.index("program")) & (carriers >= 0)
    rows = np.flatnonzero(programs)
    held = {at: case.fields_of(agencies[at]) for at in distinct(carriers[rows]).tolist()}
    for row, carrier in zip(rows.tolist(), carriers[rows].tolist(), strict=True):
        code = codes.parsed[codes.number[row]]
        if held[carrier] and code is not None and code.bidang not in held[carrier]:
            one, agency = codes.one(row), agencies[carrier]
            facts: dict[str, Fact] = {"code": one.clean, "agency": agency.name or agency.id, "expected": held[carrier]}
            yield one.violation(None, facts)
    without = sorted(agencies[at].id for at, functions in held.items() if not functions)
    if without:
        told = f"{len(without)} OPD ({{}}: {without[0]})"
        yield Lacking(
            None,
            Bilingual(f"bidang_urusan {told.format('yang pertama')}", f"functions of {told.format('the first')}"),
        )


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
    first = case.index.starts["programs"]
    stated = {at: one.fungsi for at, one in enumerate(case.plan.programs, start=first) if one.fungsi}
    for at, document in case.documents() if stated else ():
        programs = [one for one in case.nodes(at, "program").tolist() if one in stated]
        if not programs:
            continue
        codes = case.law.fungsi.get(document.nomenclature or "")
        if codes is None:
            yield Lacking(document.id, Bilingual("daftar fungsi versinya", "the list of fungsi of its version"))
            continue
        for one in programs:
            got = stated[one]
            if got.partition(".")[0] not in codes:
                yield Violation(one, None, {"got": got, "version": document.nomenclature, "expected": codes})


RULES = (
    level_marker,
    generic_code,
    outside_functions,
    versions_mixed,
    fungsi_not_listed,
)
