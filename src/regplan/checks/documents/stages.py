"""STG-01…16: what may change at which stage of a budget (regulations §3.6)."""

from __future__ import annotations

from typing import Final

from regplan.calc.cycle.moves import Moved, Moves
from regplan.calc.schedule.changes import budget_stage, instrument_of
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.documents._budgets import BASE, amended, budgets, moves_of, unstaged
from regplan.checks.documents.amendments import GROUNDS_LACK, day_in, enacted, grounds_fact
from regplan.diagnostics.finding import Fact
from regplan.errors import NoValueError
from regplan.model.documents import Document
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen

__all__ = ["RULES"]

_NAMES: Final = {
    "agency": Bilingual("OPD", "OPD"),
    "unit": Bilingual("unit OPD", "units of an OPD"),
    "program": Bilingual("program", "programs"),
    "activity": Bilingual("kegiatan", "activities"),
    "sub_activity": Bilingual("sub kegiatan", "sub activities"),
    "group": Bilingual("kelompok belanja", "groups of accounts"),
    "kind": Bilingual("jenis belanja", "kinds of accounts"),
    "object": Bilingual("objek belanja", "objects"),
    "detail": Bilingual("rincian objek", "details of an object"),
}
_BY_LAW: Final = frozenset(("agency", "unit", "program", "activity", "kind"))
_SHOWN: Final = 3


def _items(moved: Moved) -> tuple[str, ...]:
    """Write the first things that gain or lose, with how much."""
    told = [f"{name} {'+' if sen(gain) > 0 else '-'}Rp{abs(gain):,}".replace(",", ".") for name, gain in moved.items]
    more = len(told) - _SHOWN
    return (*told[:_SHOWN], *([f"… {more}"] if more > 0 else []))


def _moved_rp(moved: Moved) -> Rupiah:
    return from_sen(
        max(
            sum(sen(gain) for _, gain in moved.items if gain > 0),
            -sum(sen(gain) for _, gain in moved.items if gain < 0),
        )
    )


def _facts(moved: Moved, base: str) -> dict[str, Fact]:
    return {"between": _NAMES[moved.between], "home": base, "got": _items(moved), "moved_rp": _moved_rp(moved)}


_ACROSS: Final = (
    "{subject} adalah pergeseran, tetapi terhadap {home} menggeser {moved_rp} antar-{between}: {got}",
    "{subject} is a shift, but against {home} it moves {moved_rp} between {between}: {got}",
)
_ACROSS_HINT: Final = (
    "bawa ke perubahan APBD (Perda), atau tulis 'alasan_perubahan' bila memang refocusing atau penyesuaian transfer",
    "take it to the change of the APBD (Perda), or state 'grounds' where it is an ordered refocusing or follows transfers",
)


@rule(
    "STG-01",
    (
        "pergeseran tetap di dalam program, kegiatan, dan jenis belanja",
        "a shift stays within programs, activities, kinds",
    ),
    clause("moves-what-a-perda-must", "error", _ACROSS, _ACROSS_HINT),
    clause("moves-sub-activity-or-group", "warning", _ACROSS, _ACROSS_HINT),
)
def across(case: Case) -> Outcome:
    """A shift moves no money between OPD, programs, activities, sub activities, groups or kinds (PP 12/2019 Arts 163, 164(1))."""
    yield from unstaged(case)
    for at, document in budgets(case, "shift", "shift_after_change"):
        found = moves_of(case, document)
        if found is None or found.reason is not None:
            yield Lacking(document.id, BASE if found is None or found.reason is None else found.reason)
        elif not {"refocusing", "transfers"} & set(document.grounds):
            for name, sorts in (
                ("moves-what-a-perda-must", _BY_LAW),
                ("moves-sub-activity-or-group", {"sub_activity", "group"}),
            ):
                moved = next((one for one in found.moved if one.between in sorts), None)
                if moved is not None and not (sorts is not _BY_LAW and found.moved[0].between in _BY_LAW):
                    yield Violation(case.position(at), name, _facts(moved, found.before))


def _needs_perkada(code: str, between: str, title: tuple[str, str]) -> Rule:
    """Make the rule that a shift between things of one sort takes a Perkada."""

    @rule(
        code,
        title,
        clause(
            "without-perkada",
            "error",
            (
                "{subject} menggeser {moved_rp} antar-{between} ({got}), tetapi dasarnya {instrument}",
                "{subject} moves {moved_rp} between {between} ({got}), but is set by {instrument}",
            ),
            (
                "ubah Perkada penjabaran APBD lebih dahulu, lalu DPA; atau betulkan 'dasar_hukum'",
                "change the Perkada on the APBD's details first, then the DPA; or correct 'instrument'",
            ),
        ),
    )
    def by_perkada(case: Case) -> Outcome:
        for at, document in budgets(case, "shift", "shift_after_change"):
            found, instrument = moves_of(case, document), instrument_of(document)
            if found is None or found.reason is not None:
                yield Lacking(document.id, BASE if found is None or found.reason is None else found.reason)
                continue
            moved = next((one for one in found.moved if one.between == between), None)
            if moved is not None and instrument is None:
                yield Lacking(
                    document.id,
                    Bilingual(
                        "peraturan yang menetapkannya ('dasar_hukum')", "the regulation that sets it ('instrument')"
                    ),
                )
            elif moved is not None and instrument == "dpa":
                yield Violation(
                    case.position(at), None, _facts(moved, found.before) | {"instrument": document.instrument}
                )

    return by_perkada


between_objects = _needs_perkada(
    "STG-02", "object", ("pergeseran antarobjek dengan Perkada", "shifts between objects by Perkada")
)
between_details = _needs_perkada(
    "STG-03", "detail", ("pergeseran antarrincian objek dengan Perkada", "shifts between details by Perkada")
)


@rule(
    "STG-06",
    ("pergeseran ditampung dalam perubahan APBD", "shifts are taken into the change of the APBD"),
    clause(
        "shift-not-taken-in",
        "warning",
        (
            "{subject} ditetapkan {day}, sesudah pergeseran {got} ({expected}), tetapi mengubah {home}",
            "{subject} was enacted on {day}, after the shift {got} ({expected}), but amends {home}",
        ),
        (
            "tulis pergeseran terakhir pada 'mengubah', dan pastikan angkanya ditampung",
            "name the last shift in 'amends', and make sure its numbers are taken in",
        ),
    ),
)
def taken_in(case: Case) -> Outcome:
    """The change of an APBD lies over the shifts made before it (PP 12/2019 Art 164(5))."""
    yield from unstaged(case)
    for at, document in budgets(case, "change"):
        day, home = enacted(document), document.amends
        shifts = [
            (since, one)
            for one in case.plan.documents
            if one.kind == "APBD"
            and one.first_year == document.first_year
            and one.agency == document.agency
            and budget_stage(one) == "shift"
            and (since := enacted(one))
        ]
        if day is None:
            yield Lacking(
                document.id, Bilingual("hari penetapannya ('penetapan')", "the day it was enacted ('enacted')")
            )
            continue
        below = _below(case, document)
        for since, shift in sorted(shifts, key=lambda pair: (pair[0], pair[1].id)):
            if since <= day and shift.id not in below:
                facts: dict[str, Fact] = {"day": str(day), "got": shift.id, "expected": str(since), "home": home}
                yield Violation(case.position(at), None, facts, related=(shift.id,))


def _below(case: Case, document: Document) -> set[str]:
    """Name the documents a change amends, one after the other."""
    found: set[str] = set()
    up = amended(case, document)
    while up is not None and case.plan.documents[up].id not in found:
        found.add(case.plan.documents[up].id)
        up = amended(case, case.plan.documents[up])
    return found


_CHANGE_GROUNDS: Final = frozenset(("assumptions", "shifts", "surplus", "emergency", "extraordinary"))


@rule(
    "STG-07",
    ("alasan perubahan APBD", "the grounds to change an APBD"),
    clause(
        "ground-not-for-apbd",
        "error",
        (
            "{subject}: alasannya {got}, bukan alasan perubahan APBD",
            "{subject}: its grounds are {got}, which are none to change an APBD",
        ),
        (
            "periksa 'alasan_perubahan': asumsi KUA, pergeseran_anggaran, silpa, keadaan_darurat, keadaan_luar_biasa",
            "check 'grounds': assumptions of the KUA, shifts, surplus, emergency, extraordinary",
        ),
    ),
)
def change_grounds(case: Case) -> Outcome:
    """An APBD is changed on one of five grounds (PP 12/2019 Art 161(2); UU 23/2014 Art 316(1))."""
    yield from unstaged(case)
    for at, document in budgets(case, "change"):
        if not document.grounds:
            yield Lacking(document.id, GROUNDS_LACK)
        elif not _CHANGE_GROUNDS & set(document.grounds):
            yield Violation(case.position(at), None, {"got": grounds_fact(document)})


@rule(
    "STG-08",
    ("APBD diubah sekali setahun", "an APBD is changed once a year"),
    clause(
        "changed-again",
        "error",
        (
            "{subject} adalah perubahan APBD ke-{count} tahun {year}, tanpa alasan keadaan luar biasa; paling banyak {expected}",
            "{subject} is change {count} of the APBD of {year}, without extraordinary circumstances; at most {expected}",
        ),
        (
            "bila ini pergeseran, tulis 'tahap_anggaran: pergeseran'; bila memang perubahan kedua, alasannya keadaan luar biasa",
            "where it is a shift, write 'budget_stage: shift'; a second change needs extraordinary circumstances",
        ),
    ),
)
def once_a_year(case: Case) -> Outcome:
    """An APBD is changed once a year but for extraordinary circumstances (PP 12/2019 Art 167(1); UU 23/2014 Art 316(2))."""
    yield from unstaged(case)
    by_year: dict[tuple[int | None, str | None], list[tuple[str, int, int, int]]] = {}
    for at, document in budgets(case, "change"):
        rank = (document.events.get("enacted") or "9999", document.revision or 0, len(_below(case, document)), at)
        by_year.setdefault((document.first_year, document.agency), []).append(rank)
    for (year, _), ranks in by_year.items():
        if year is None:
            continue
        try:
            most = case.law.parameter("budget.changes_most").of_year(year).value
        except NoValueError:
            continue  # a year before the rule
        for number, rank in enumerate(sorted(ranks), 1):
            document = case.plan.documents[rank[3]]
            if number > most and "extraordinary" not in document.grounds:
                facts: dict[str, Fact] = {"count": number, "year": year, "expected": most}
                yield Violation(case.position(rank[3]), None, facts)


@rule(
    "STG-11",
    ("program dan kegiatan baru masuk lewat perubahan APBD", "new programs and activities enter through the change"),
    clause(
        "new-in-a-shift",
        "error",
        (
            "{subject} adalah pergeseran, tetapi memuat {count} program atau kegiatan yang belum ada dalam {home}: {got}",
            "{subject} is a shift, but has {count} programs or activities that are not in {home}: {got}",
        ),
        (
            "bawa ke perubahan KUA, PPAS, dan APBD; atau cantumkan pada APBD murni bila terlewat",
            "take them to the changed KUA, PPAS and APBD; or add them to the original where they were left out",
        ),
    ),
)
def nothing_new(case: Case) -> Outcome:
    """New programs and activities enter through the change of the APBD, not through a shift (PP 12/2019 Arts 162(4), 170(2))."""
    yield from unstaged(case)
    for at, document in budgets(case, "shift", "shift_after_change"):
        found = moves_of(case, document)
        if found is None or found.reason is not None:
            yield Lacking(document.id, BASE if found is None or found.reason is None else found.reason)
        elif found.new and "refocusing" not in document.grounds:
            facts: dict[str, Fact] = {"count": len(found.new), "home": found.before, "got": _few(found)}
            yield Violation(case.position(at), None, facts, related=found.new[:_SHOWN])


def _few(found: Moves) -> tuple[str, ...]:
    more = len(found.new) - _SHOWN
    return (*found.new[:_SHOWN], *([f"… {more}"] if more > 0 else []))


@rule(
    "STG-16",
    ("refocusing didahului perintah", "a refocusing follows an order"),
    clause(
        "before-the-order",
        "error",
        (
            "{subject} beralasan refocusing dan ditetapkan {day}, sebelum perintahnya {expected}",
            "{subject} rests on an ordered refocusing and was enacted on {day}, before the order of {expected}",
        ),
        (
            "periksa kedua harinya; tanpa perintah, pergeseran antarprogram menunggu perubahan APBD",
            "check both days; without an order, money moves between programs by the change of the APBD",
        ),
    ),
)
def after_order(case: Case) -> Outcome:
    """Money is refocused in an emergency after the ministers ordered it (UU 1/2022 Art 173)."""
    for at, document in budgets(case, "shift", "change", "shift_after_change"):
        if "refocusing" not in document.grounds:
            continue
        day, ordered = enacted(document), day_in(document, "refocusing_ordered")
        if day is None or ordered is None:
            lacks = (
                Bilingual(
                    "hari perintah refocusing ('perintah_refocusing')", "the day of the order ('refocusing_ordered')"
                )
                if ordered is None
                else Bilingual("hari penetapannya ('penetapan')", "the day it was enacted ('enacted')")
            )
            yield Lacking(document.id, lacks)
        elif day < ordered:
            yield Violation(case.position(at), None, {"day": str(day), "expected": str(ordered)})


RULES = (across, between_objects, between_details, taken_in, change_grounds, once_a_year, nothing_new, after_order)
