"""AMD-01…08: when and why an RPJPD, RPJMD, RKPD may be changed, and what must follow (regulations §1.12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from regplan.calc.schedule.changes import budget_stage, instrument_of, is_change
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.errors import NoValueError
from regplan.model.documents import Document
from regplan.model.keys import indonesian
from regplan.values.lang import Bilingual
from regplan.values.workdays import Offset, due

__all__ = ["GROUNDS_LACK", "RULES", "changes", "day_in", "enacted", "grounds_fact"]

GROUNDS_LACK: Final = Bilingual("alasan perubahan ('alasan_perubahan')", "the grounds of the change ('grounds')")
_EVALUATED: Final = Bilingual(
    "hari hasil pengendalian dan evaluasi ('evaluasi_dasar_perubahan' dalam 'peristiwa')",
    "the day of the evaluation it rests on ('change_evaluated' in 'events')",
)
_PROPOSED: Final = Bilingual(
    "hari usul perubahan ('usul_perubahan' dalam 'peristiwa')",
    "the day the change was proposed ('change_proposed' in 'events')",
)
_INSTRUMENT: Final = Bilingual(
    "peraturan yang menetapkannya ('dasar_hukum')", "the regulation that sets it ('instrument')"
)
_YEARS: Final = Bilingual("tahun dokumen", "the years of the document")


def changes(case: Case, *kinds: str) -> Iterator[tuple[int, Document]]:
    """Go through the documents that are judged and change another."""
    return ((at, one) for at, one in case.documents(*kinds) if is_change(one))


def day_in(document: Document, event: str) -> date | None:
    """Return the day of an event as stated."""
    day = document.events.get(event)
    return date.fromisoformat(day) if day else None


def enacted(document: Document) -> date | None:
    """Return the day a document was enacted."""
    return day_in(document, "enacted")


def grounds_fact(document: Document) -> Bilingual:
    """Name the grounds of a change."""
    told = ", ".join(indonesian(one).replace("_", " ") for one in document.grounds)
    return Bilingual(told, ", ".join(one.replace("_", " ") for one in document.grounds))


@rule(
    "AMD-01",
    ("perubahan rencana didahului evaluasi", "a plan is changed after an evaluation"),
    clause(
        "changed-before-evaluation",
        "error",
        (
            "{subject}: perubahan diusulkan {day}, sebelum hasil pengendalian dan evaluasi {evaluated}",
            "{subject}: the change was proposed on {day}, before the evaluation of {evaluated}",
        ),
        (
            "periksa kedua harinya; selain penyesuaian kebijakan pusat, perubahan berdasar hasil pengendalian dan evaluasi",
            "check both days; but for central policy, a change rests on what control and evaluation showed",
        ),
    ),
)
def after_evaluation(case: Case) -> Outcome:
    """An RPJPD, RPJMD or RKPD is changed after an evaluation, or to follow central policy (UU 23/2014 Art 264(5))."""
    for at, document in changes(case, "RPJPD", "RPJMD", "RKPD"):
        if "central_policy" in document.grounds:
            continue
        evaluated, proposed = day_in(document, "change_evaluated"), day_in(document, "change_proposed")
        if evaluated is None or proposed is None:
            yield Lacking(document.id, _EVALUATED if evaluated is None else _PROPOSED)
        elif proposed < evaluated:
            yield Violation(case.position(at), None, {"day": str(proposed), "evaluated": str(evaluated)})


@rule(
    "AMD-02",
    ("RPJPD dan RPJMD diubah dengan Perda", "RPJPD and RPJMD are changed by Perda"),
    clause(
        "changed-without-perda",
        "error",
        (
            "{subject} ditetapkan dengan {got}; RPJPD dan RPJMD diubah dengan Perda",
            "{subject} is set by {got}; an RPJPD or RPJMD is changed by a Perda",
        ),
        (
            "periksa 'dasar_hukum'; bila benar, tetapkan perubahan dengan Perda",
            "check 'instrument'; where it is right, make the change by a Perda",
        ),
    ),
)
def by_perda(case: Case) -> Outcome:
    """A change of an RPJPD or RPJMD is set by a Perda (PP 8/2008 Art 50)."""
    for at, document in changes(case, "RPJPD", "RPJMD"):
        found = instrument_of(document)
        if found is None:
            yield Lacking(document.id, _INSTRUMENT)
        elif found != "perda":
            yield Violation(case.position(at), None, {"got": document.instrument})


_PLAN_GROUNDS: Final = frozenset(("process", "substance", "fundamental", "central_policy"))


@rule(
    "AMD-03",
    ("alasan perubahan RPJPD dan RPJMD", "the grounds to change an RPJPD or RPJMD"),
    clause(
        "ground-not-for-plans",
        "warning",
        (
            "{subject}: alasannya {got}; yang dikenal: proses, substansi, perubahan mendasar, kebijakan pusat",
            "{subject}: its grounds are {got}; known are process, substance, fundamental change, central policy",
        ),
        (
            "periksa 'alasan_perubahan'; alasan tahunan diubah lewat RKPD dan APBD, bukan lewat RPJMD",
            "check 'grounds'; what is of one year is changed in RKPD and APBD, not in the RPJMD",
        ),
    ),
)
def plan_grounds(case: Case) -> Outcome:
    """An RPJPD or RPJMD is changed on a ground the regulation knows (Permendagri 86/2017 Art 342)."""
    for at, document in changes(case, "RPJPD", "RPJMD"):
        if not document.grounds:
            yield Lacking(document.id, GROUNDS_LACK)
        elif not _PLAN_GROUNDS & set(document.grounds):
            yield Violation(case.position(at), None, {"got": grounds_fact(document)})


_LEAST: Final = {"RPJMD": "amendment.rpjmd_remaining_least", "RPJPD": "amendment.rpjpd_remaining_least"}


@rule(
    "AMD-04",
    ("sisa masa berlaku saat RPJPD atau RPJMD diubah", "how long a plan must still run to be changed"),
    clause(
        "too-near-the-end",
        "warning",
        (
            "{subject}: diusulkan {day} dengan alasan {got}, sisa masa berlaku sampai {end} kurang dari {expected} tahun",
            "{subject}: proposed on {day} for {got}, with less than {expected} years left until {end}",
        ),
        (
            "periksa hari usul dan alasannya; perubahan mendasar tidak dibatasi, yang lain masuk ke rencana berikutnya",
            "check day and grounds; a fundamental change is not barred, others go into the next plan",
        ),
    ),
)
def time_left(case: Case) -> Outcome:
    """A plan is not changed for its process or substance when it has less than three (RPJPD: seven) years to run."""
    for at, document in changes(case, *_LEAST):
        barred = {"process", "substance"} & set(document.grounds)
        if not document.grounds:
            yield Lacking(document.id, GROUNDS_LACK)
        if not barred or {"fundamental", "central_policy"} & set(document.grounds):
            continue
        proposed = day_in(document, "change_proposed")
        if proposed is None or document.last_year is None:
            yield Lacking(document.id, _PROPOSED if proposed is None else _YEARS)
            continue
        end = day_in(document, "period_end") or date(document.last_year, 12, 31)
        try:
            years = case.law.parameter(_LEAST[document.kind]).at(proposed).value
        except NoValueError:
            continue
        if _is_past(proposed, years, end):
            facts: dict[str, Fact] = {
                "day": str(proposed),
                "got": grounds_fact(document),
                "end": str(end),
                "expected": years,
            }
            yield Violation(case.position(at), None, facts)


def _is_past(day: date, years: int, end: date) -> bool:
    """Tell whether so many years from a day lead past another."""
    try:
        return due(day, Offset(years, "years")) > end
    except OverflowError:
        return True


_YEAR_GROUNDS: Final = frozenset(
    (
        "assumptions",
        "surplus",
        "emergency",
        "extraordinary",
        "shifts",
        "activity_changes",
        "target_changes",
        "fundamental",
        "central_policy",
    )
)


@rule(
    "AMD-05",
    ("perubahan RKPD dalam tahunnya, dengan alasannya", "an RKPD is changed in its year, on its grounds"),
    clause(
        "ground-not-for-rkpd",
        "warning",
        (
            "{subject}: alasannya {got}, bukan alasan mengubah RKPD",
            "{subject}: its grounds are {got}, which are none to change an RKPD",
        ),
        (
            "periksa 'alasan_perubahan': asumsi, SiLPA, keadaan darurat atau luar biasa, pergeseran, perubahan kegiatan atau target",
            "check 'grounds': assumptions, surplus, emergency, extraordinary, shifts, changes of activities or targets",
        ),
    ),
    clause(
        "outside-its-year",
        "warning",
        (
            "{subject}: perubahan diusulkan {day}, di luar tahun RKPD {expected}",
            "{subject}: the change was proposed on {day}, outside the year of the RKPD, {expected}",
        ),
        (
            "periksa hari usulnya; RKPD diubah dalam tahun berjalan, sebelumnya ia masih dapat ditetapkan ulang",
            "check the day; an RKPD is changed in its running year",
        ),
    ),
)
def rkpd_changes(case: Case) -> Outcome:
    """An RKPD is changed in its own year, on a ground the regulation knows (Permendagri 86/2017 Art 343)."""
    for at, document in changes(case, "RKPD"):
        proposed = day_in(document, "change_proposed")
        if not document.grounds:
            yield Lacking(document.id, GROUNDS_LACK)
        elif not _YEAR_GROUNDS & set(document.grounds):
            yield Violation(case.position(at), "ground-not-for-rkpd", {"got": grounds_fact(document)})
        if proposed is None or document.first_year is None:
            yield Lacking(document.id, _PROPOSED if proposed is None else _YEARS)
        elif proposed.year != document.first_year:
            facts: dict[str, Fact] = {"day": str(proposed), "expected": document.first_year}
            yield Violation(case.position(at), "outside-its-year", facts)


@rule(
    "AMD-07",
    ("perubahan RKPD mendahului perubahan APBD", "the RKPD is changed before the APBD"),
    clause(
        "no-changed-rkpd",
        "warning",
        (
            "{subject} mengubah anggaran {year}, tetapi RKPD {year} dalam rencana ini ({got}) tidak punya perubahan",
            "{subject} changes the budget of {year}, but the RKPD of {year} in this plan ({got}) has no change",
        ),
        (
            "cantumkan perubahan RKPD tahun itu; bila belum ada, tetapkan lebih dahulu",
            "add the changed RKPD of that year; where there is none, set it first",
        ),
    ),
    clause(
        "before-the-changed-rkpd",
        "error",
        (
            "{subject}: {event} {day}, sebelum perubahan RKPD {got} ditetapkan {expected}",
            "{subject}: {event} on {day}, before the changed RKPD {got} was set on {expected}",
        ),
        (
            "periksa kedua harinya; perubahan KUA dan PPAS disusun atas dasar perubahan RKPD",
            "check both days; the changed KUA and PPAS rest on the changed RKPD",
        ),
    ),
)
def rkpd_first(case: Case) -> Outcome:
    """The change of an APBD, KUA or PPAS comes after the changed RKPD of its year (PP 12/2019 Art 162(2))."""
    for at, document in changes(case, "APBD", "KUA", "PPAS", "KUA_PPAS"):
        if document.agency is not None or (document.kind == "APBD" and budget_stage(document) != "change"):
            continue
        of_year = [
            one
            for one in case.plan.documents
            if one.kind == "RKPD" and one.agency is None and one.first_year == document.first_year is not None
        ]
        changed = [one for one in of_year if is_change(one)]
        if not of_year:
            yield Lacking(document.id, Bilingual("RKPD tahun itu", "the RKPD of its year"))
        elif not changed:
            facts: dict[str, Fact] = {"year": document.first_year, "got": tuple(one.id for one in of_year)}
            yield Violation(case.position(at), "no-changed-rkpd", facts)
        else:
            yield from _order(case, at, document, changed)


_STEPS: Final = {
    "draft_to_dprd": Bilingual("rancangan ke DPRD", "draft to the DPRD"),
    "agreed": Bilingual("kesepakatan", "agreed"),
    "joint_approval": Bilingual("persetujuan bersama", "joint approval"),
    "enacted": Bilingual("penetapan", "enacted"),
}


def _order(case: Case, at: int, document: Document, changed: list[Document]) -> Outcome:
    """Compare the first step of a change that is stated with the day of the first changed RKPD."""
    step = next((name for name in _STEPS if document.events.get(name)), None)
    days = sorted((day, one.id) for one in changed if (day := enacted(one)))
    if step is None or not days:
        lacks = (
            Bilingual("hari rancangan perubahan ke DPRD ('rancangan_ke_dprd')", "the day the draft reached the DPRD")
            if step is None
            else Bilingual("hari penetapan perubahan RKPD ('penetapan')", "the day the changed RKPD was enacted")
        )
        yield Lacking(document.id, lacks)
        return
    day, name = days[0]
    happened = date.fromisoformat(str(document.events[step]))
    if happened < day:
        facts: dict[str, Fact] = {"event": _STEPS[step], "day": str(happened), "got": name, "expected": str(day)}
        yield Violation(case.position(at), "before-the-changed-rkpd", facts, related=(name,))


_FOLLOWS: Final = {"RPJMD": "RENSTRA", "RKPD": "RENJA"}


@rule(
    "AMD-08",
    ("Renstra dan Renja mengikuti perubahan", "Renstra and Renja follow a change"),
    clause(
        "not-realigned",
        "info",
        (
            "{subject} ditetapkan {day}; {count} {kind} belum disesuaikan sesudahnya: {got}",
            "{subject} was enacted on {day}; {count} {kind} were not adjusted after it: {got}",
        ),
        (
            "sesuaikan dan cantumkan perubahannya, atau nyatakan bahwa tidak ada yang berubah",
            "adjust them and add the changes, or say that nothing of theirs changes",
        ),
    ),
)
def realigned(case: Case) -> Outcome:
    """After a change of the RPJMD every Renstra, after one of the RKPD every Renja is adjusted (Permendagri 86/2017)."""
    for at, document in changes(case, *_FOLLOWS):
        day = enacted(document)
        kind = _FOLLOWS[document.kind]
        below = [one for one in case.plan.documents if one.kind == kind and one.first_year == document.first_year]
        if day is None or not below:
            lacks = Bilingual("hari penetapannya ('penetapan')", "the day it was enacted ('enacted')")
            yield Lacking(
                document.id, lacks if day is None else Bilingual(f"{kind} tahun itu", f"the {kind} of its years")
            )
            continue
        adjusted = {one.agency for one in below if is_change(one) and (since := enacted(one)) and since >= day}
        left = sorted({one.agency or one.id for one in below} - {one for one in adjusted if one})
        if left:
            facts: dict[str, Fact] = {"day": str(day), "count": len(left), "kind": kind, "got": tuple(left)}
            yield Violation(case.position(at), None, facts)


RULES = (after_evaluation, by_perda, plan_grounds, time_left, rkpd_changes, rkpd_first, realigned)
