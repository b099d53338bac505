"""ORG-01…05: fields that no OPD holds, OPD that a region lacks, units and OPD that others replaced (regulations §5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from regplan.calc.agencies.fields import fields_held, own_fields
from regplan.calc.agencies.structure import ANY_OPD, holders_of, programs_by_field
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.checks.structure.authority import region_level
from regplan.diagnostics.finding import Fact
from regplan.graph.agencies.units import units_of
from regplan.index.tree import link_rows
from regplan.values.agency_code import code_unit
from regplan.values.lang import Bilingual
from regplan.values.period import is_date

__all__ = ["RULES"]

_REGIONAL = ("RPJMD", "RPD", "RKPD", "KUA", "PPAS", "KUA_PPAS", "APBD")
_NO_FIELDS = Bilingual("bidang_urusan atau kode OPD", "functions or codes of OPD")


@rule(
    "ORG-01",
    ("bidang urusan mempunyai OPD", "a field has an OPD"),
    clause(
        "field-without-agency",
        "warning",
        (
            "bidang {field} mempunyai {count} program, tetapi tidak dipegang OPD mana pun",
            "the field {field} has {count} program(s) and no OPD holds it",
        ),
        (
            "lengkapi 'bidang_urusan' OPD yang memegangnya, atau perbaiki kode programnya",
            "complete 'functions' of the OPD that holds it, or mend the codes of the programs",
        ),
    ),
)
def fields_without_agency(case: Case) -> Outcome:
    """Every bidang urusan with programs is held by an OPD, by what it states or by its code."""
    judged = case.judged()
    by_field, _ = programs_by_field(case.index)
    asked = {field: [at for at in rows if judged[at]] for field, rows in by_field.items() if field != ANY_OPD}
    standing = units_of(case.index, roll_up=True).standing
    held = holders_of(case.plan, standing)
    bare = {field: rows for field, rows in sorted(asked.items()) if rows and field not in held}
    unknown = [case.plan.agencies[at].id for at in standing if not fields_held(case.plan, case.plan.agencies[at])]
    if bare and (unknown or not held):
        yield Lacking(None, _NO_FIELDS)
        return
    for field, rows in bare.items():
        facts: dict[str, Fact] = {"field": case.law.affairs.name(field), "count": len(rows)}
        yield Violation(rows[0], None, facts, tuple(case.index.ids[at] for at in rows[1:]))


@rule(
    "ORG-02",
    ("banyaknya bidang urusan satu OPD", "how many fields an OPD holds"),
    clause(
        "too-many-fields",
        "warning",
        (
            "{subject} memegang {got} bidang urusan ({fields}); kode OPD memuat paling banyak {expected}",
            "{subject} holds {got} fields ({fields}); the code of an OPD has room for {expected}",
        ),
        (
            "periksa 'bidang_urusan', atau bagi tugasnya ke OPD lain",
            "see to 'functions', or give a part of its tasks to another OPD",
        ),
    ),
)
def too_many_fields(case: Case) -> Outcome:
    """An OPD holds no more fields than its code has room for."""
    held = [(at, own_fields(one)) for at, one in enumerate(case.plan.agencies)]
    years = [one.last_year or one.first_year for _, one in case.documents()]
    known = [year for year in years if year is not None]
    if held and not any(fields for _, fields in held):
        yield Lacking(None, _NO_FIELDS)
    elif held and not known and (years or not case.plan.documents):
        yield Lacking(None, Bilingual("tahun dokumen", "the years of a document"))
    elif held and known:
        parameter = case.law.parameter("organisation.fields_most")
        if date(max(known), 1, 1) < parameter.values[0].start:
            return
        most = int(parameter.of_year(max(known)).number)
        for at, fields in held:
            if len(fields) > most:
                facts: dict[str, Fact] = {"got": len(fields), "fields": fields, "expected": most}
                yield Violation(case.index.starts["agencies"] + at, None, facts)


@rule(
    "ORG-03",
    ("perangkat daerah yang wajib ada", "the OPD no region lacks"),
    clause(
        "mandatory-agency-missing",
        "warning",
        (
            "daftar OPD tidak memuat yang wajib ada: {missing}",
            "the list of OPD lacks what every region has: {missing}",
        ),
        (
            "tambahkan OPD-nya, atau lengkapi 'bidang_urusan' OPD yang memegangnya",
            "add the OPD, or complete 'functions' of the OPD that holds it",
        ),
    ),
)
def mandatory_agencies(case: Case) -> Outcome:
    """A region has secretariats, inspectorate, planning, finance, the six basic services and kecamatan; asked of regional documents."""
    if not any(True for _ in case.documents(*_REGIONAL)):
        return
    level, _ = region_level(case.plan.region, case.law.markers["first_city"])
    if level is None:
        yield Lacking(None, Bilingual("daerah: kode atau tingkat", "region: code or level"))
        return
    asked = case.law.affairs.mandatory_for(level)
    standing = [case.plan.agencies[at] for at in units_of(case.index, roll_up=True).standing]
    held = {field for one in standing for field in fields_held(case.plan, one)}
    kinds = {one.kind for one in standing}
    if len(standing) < len(asked):  # fewer OPD than any region has: a list of some, not of all
        yield Lacking(None, Bilingual("daftar semua OPD", "the list of all OPD"))
        return
    missing = [one for one in asked if one.field not in held and not kinds & set(one.kinds)]
    if missing and not all(fields_held(case.plan, one) or one.kind for one in standing):
        yield Lacking(None, _NO_FIELDS)
    elif missing:
        names = [case.law.affairs.name(one.field) for one in missing]
        told = Bilingual("; ".join(one.id for one in names), "; ".join(one.en for one in names))
        yield Violation(None, None, {"missing": told})


@rule(
    "ORG-04",
    ("unit khusus di bawah OPD", "special units below an OPD"),
    clause(
        "unit-without-agency",
        "info",
        ("unit {subject} tidak menyebut OPD induknya", "the unit {subject} names no OPD that it belongs to"),
        ("isi 'induk' dengan OPD-nya", "give its OPD as 'parent'"),
    ),
    clause(
        "unit-with-code-of-agency",
        "info",
        (
            "unit {subject} berkode {code}, kode OPD sendiri: nomor unitnya 0",
            "the unit {subject} has the code {code}, that of an OPD: its unit number is 0",
        ),
        ("pakai nomor unit sendiri di akhir kode", "use a unit number of its own at the end of the code"),
    ),
)
def special_units(case: Case) -> Outcome:
    """Hospitals and UPTD belong to an OPD and have unit numbers of their own in their codes."""
    for at, one in enumerate(case.plan.agencies, start=case.index.starts["agencies"]):
        if one.kind not in {"uptd", "hospital"}:
            continue
        if one.parent is None:
            yield Violation(at, "unit-without-agency")
        if code_unit(one.code or "") == 0:
            yield Violation(at, "unit-with-code-of-agency", {"code": one.code})


@rule(
    "ORG-05",
    ("tugas OPD lama berpindah", "the work of a former OPD moves on"),
    clause(
        "replaced-agency-carries-work",
        "warning",
        (
            "{subject} diganti {other} sejak {day}, tetapi masih memegang {count} simpul atau pagu pada {documents}",
            "{subject} was replaced by {other} from {day} on and still carries {count} nodes or amounts in {documents}",
        ),
        (
            "pindahkan simpul, target, dan pagunya ke OPD pengganti, tanpa mengubah jumlahnya",
            "move nodes, targets and ceilings to the OPD that replaces it, with the same totals",
        ),
    ),
)
def replaced_agencies(case: Case) -> Outcome:
    """An OPD that another replaced carries no work and no money in documents for later years."""
    index = case.index
    first, last = index.starts["agencies"], index.starts["agencies"] + len(case.plan.agencies)
    bare = False
    for row in link_rows(index, ("replaces",)).tolist():
        new, old = int(index.links.source[row]), int(index.links.target[row])
        if not (first <= old < last and first <= new < last):
            continue
        day = case.plan.links[row].start
        if day is None or not is_date(day):
            bare = bare or bool(list(_carried(case, old - first, 0)))
            continue
        carried = list(_carried(case, old - first, int(day[:4])))
        if carried:
            documents = tuple(dict.fromkeys(carried))
            facts: dict[str, Fact] = {
                "other": index.ids[new],
                "day": day,
                "count": len(carried),
                "documents": documents,
            }
            yield Violation(old, None, facts, (index.ids[new],))
    if bare:
        yield Lacking(None, Bilingual("'mulai' pada kaitan 'menggantikan'", "'start' of the links 'replaces'"))


def _carried(case: Case, agency: int, after: int) -> Iterator[str]:
    """Go through the documents for years after one in which an OPD carries a node or has an amount, once for each of these."""
    index, documents = case.index, case.plan.documents
    late = np.zeros(len(documents) + 2, np.bool_)
    late[[at for at, one in case.documents() if one.first_year is not None and one.first_year > after]] = True
    nodes = np.flatnonzero((index.agency == agency) & late[index.document])
    yield from (documents[at].id for at in index.document[nodes].tolist())
    rows = index.allocations
    stated = np.flatnonzero((rows.subject == index.starts["agencies"] + agency) & late[rows.document])
    yield from (documents[at].id for at in rows.document[stated].tolist())


RULES = (
    fields_without_agency,
    too_many_fields,
    mandatory_agencies,
    special_units,
    replaced_agencies,
)
