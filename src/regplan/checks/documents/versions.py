"""VER-01, VER-02, PER-06: documents that claim the same place, changes with no original, misspelt events; house rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from regplan.calc.schedule.changes import is_change
from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.index.versions import ancestors, families
from regplan.model.documents import Document
from regplan.model.events import EVENTS
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["RULES"]

_REPORTS: Final = frozenset(("REALISATION", "LKPJ", "LPPD", "LKJIP", "PK", "RKT"))


@rule(
    "VER-01",
    ("satu dokumen di satu tempat", "one document in one place"),
    clause(
        "same-document-twice",
        "error",
        (
            "{subject} dan {got} sama-sama {kind} {years} milik {owner}, dan tak satu pun mengubah yang lain",
            "{subject} and {got} are both the {kind} of {years} of {owner}, and neither amends the other",
        ),
        (
            "tulis 'mengubah' dan 'revisi' pada yang lebih baru, 'tahap' pada rancangannya, atau hapus salah satu",
            "write 'amends' and 'revision' on the newer one, 'stage' on a draft, or take one out",
        ),
    ),
    clause(
        "same-revision-twice",
        "error",
        (
            "{subject} dan {got} sama-sama perubahan ke-{revision} dari {home}",
            "{subject} and {got} are both revision {revision} of {home}",
        ),
        ("betulkan 'revisi' atau 'mengubah' salah satunya", "correct 'revision' or 'amends' of one of them"),
    ),
)
def one_place(case: Case) -> Outcome:
    """No two documents claim to be the same in force: one kind, OPD and years without one amending the other."""
    family = families(case.plan)
    originals: dict[tuple[object, ...], int] = {}
    revisions: dict[tuple[object, ...], int] = {}
    for at, document in case.documents():
        if document.stage not in {None, "final"}:
            continue
        if document.amends is not None and document.revision is not None:
            first = revisions.setdefault((document.amends, document.revision, document.budget_stage), at)
            if first != at:
                told: dict[str, Fact] = {
                    "got": case.plan.documents[first].id,
                    "revision": document.revision,
                    "home": document.amends,
                }
                yield Violation(case.position(at), "same-revision-twice", told, related=(str(told["got"]),))
        if is_change(document) or document.first_year is None or document.kind in _REPORTS:
            continue
        key = (
            document.kind,
            document.agency,
            document.first_year,
            document.last_year,
            document.title if document.kind in {"RKA", "DPA"} else None,
        )
        first = originals.setdefault(key, at)
        if first != at and family[first] != family[at]:
            yield _twice(case, at, document, case.plan.documents[first])


def _twice(case: Case, at: int, document: Document, first: Document) -> Violation:
    years = sorted({document.first_year or 0, document.last_year or document.first_year or 0})
    owner = Bilingual(document.agency or "daerah", document.agency or "the region")
    facts: dict[str, Fact] = {
        "got": first.id,
        "kind": document.kind,
        "years": "–".join(map(str, years)),
        "owner": owner,
    }
    return Violation(case.position(at), "same-document-twice", facts, related=(first.id,))


@rule(
    "VER-02",
    ("perubahan mempunyai asli", "a change has an original"),
    clause(
        "change-without-original",
        "warning",
        (
            "{subject} adalah perubahan ({got}), tetapi tidak menyebut apa yang diubah dan aslinya tidak ada dalam rencana",
            "{subject} is a change ({got}), but does not say of what, and the plan has no original of it",
        ),
        (
            "cantumkan dokumen aslinya dan tulis idnya pada 'mengubah'",
            "add the original and write its id in 'amends'",
        ),
    ),
    clause(
        "amends-another-kind",
        "error",
        (
            "{subject} mengubah {got}, yang lain jenis, OPD, atau tahunnya ({kind} {years})",
            "{subject} amends {got}, which is of another kind, OPD or time ({kind} {years})",
        ),
        ("tulis pada 'mengubah' dokumen yang memang diubah", "name in 'amends' the document that is changed"),
    ),
    clause(
        "changes-in-a-circle",
        "error",
        (
            "{subject} mengubah dirinya sendiri lewat {got}",
            "{subject} amends itself by way of {got}",
        ),
        ("hapus 'mengubah' pada dokumen yang asli", "take 'amends' out of the original"),
    ),
)
def has_original(case: Case) -> Outcome:
    """A change says what it changes, and that is a document of its kind, OPD and years."""
    places = {one.id: at for at, one in reversed(list(enumerate(case.plan.documents)))}
    up = ancestors(case.plan)
    for at, document in case.documents():
        if document.amends is None:
            if is_change(document) and not up[at]:
                yield Violation(case.position(at), "change-without-original", {"got": _said(document)})
            continue
        original = places.get(document.amends)
        if original is None:
            continue
        first = case.plan.documents[original]
        way = [document.amends, *_amends(case, original, places)]
        if document.id in way:
            yield Violation(
                case.position(at), "changes-in-a-circle", {"got": tuple(way[: way.index(document.id)]) or way[0]}
            )
        elif (first.kind, first.agency) != (document.kind, document.agency) or _apart(first, document):
            facts: dict[str, Fact] = {"got": first.id, "kind": first.kind, "years": _years(first)}
            yield Violation(case.position(at), "amends-another-kind", facts, related=(first.id,))


def _amends(case: Case, at: int, places: dict[str, int]) -> Iterator[str]:
    """Go up from a document by what it amends, each once."""
    seen = {at}
    amends = case.plan.documents[at].amends
    while amends is not None:
        yield amends
        above = places.get(amends)
        if above is None or above in seen:
            return
        seen.add(above)
        amends = case.plan.documents[above].amends


def _said(document: Document) -> Bilingual:
    if document.budget_stage not in {None, "original"}:
        return Bilingual("'tahap_anggaran'", "'budget_stage'")
    return Bilingual(f"revisi {document.revision}", f"revision {document.revision}")


def _apart(first: Document, second: Document) -> bool:
    """Tell whether the years of two documents have none in common."""
    years = (first.first_year, first.last_year, second.first_year, second.last_year)
    if None in years:
        return False
    return bool((first.last_year or 0) < (second.first_year or 0) or (second.last_year or 0) < (first.first_year or 0))


def _years(document: Document) -> str:
    return "–".join(str(year) for year in dict.fromkeys((document.first_year, document.last_year)) if year is not None)


@rule(
    "PER-06",
    ("peristiwa dikenal", "events are known"),
    clause(
        "unknown-event",
        "warning",
        (
            "{subject}: peristiwa '{got}' tidak dikenal{offer}; tidak satu batas waktu pun memakainya",
            "{subject}: the event '{got}' is not known{offer}; no deadline uses it",
        ),
        (
            "tulis katanya seperti dalam glosarium; peristiwa sendiri diawali 'x-'",
            "write the word as the glossary has it; an event of your own begins with 'x-'",
        ),
    ),
)
def known_events(case: Case) -> Outcome:
    """Each event of a document is one the schedule knows, or one's own."""
    words = {**{word: word for word in EVENTS}, **{word: word for word in EVENTS.values()}}
    for at, document in case.documents():
        for event in document.events:
            if event in EVENTS or event.startswith("x-"):
                continue
            found = near(event, words)
            told = ", ".join(f"'{word}'" for word in found)
            offer = Bilingual(f" (maksudnya {told}?)", f" (did you mean {told}?)") if found else Bilingual("", "")
            yield Violation(case.position(at), None, {"got": event, "offer": offer, "field": f"events.{event}"})


RULES = (one_place, has_original, known_events)
