"""STG-09, 12, 14: what a change of the budget must show: how much changes, why, and what was there before (regulations §3.6)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from regplan.calc.cycle.effective import Lines, effective
from regplan.calc.schedule.changes import budget_stage, is_change
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.checks.documents._budgets import BASE, amended, budgets, unstaged
from regplan.diagnostics.finding import Fact
from regplan.errors import NoValueError
from regplan.model.documents import Document
from regplan.values.account import is_under
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES"]

_RECEIPTS, _OUTLAYS = ("4", "6.1"), ("5", "6.2")


@rule(
    "STG-09",
    ("keadaan luar biasa: lebih dari separuh", "extraordinary circumstances: more than half"),
    clause(
        "not-extraordinary",
        "error",
        (
            "{subject} beralasan keadaan luar biasa, tetapi pengeluaran berubah {before_rp} menjadi {after_rp}{receipts}, tidak lebih dari {expected}",
            "{subject} rests on extraordinary circumstances, but outlays change from {before_rp} to {after_rp}{receipts}, not by more than {expected}",
        ),
        (
            "periksa angkanya; bila benar, perubahan ini memerlukan alasan lain dan hanya sekali setahun",
            "check the numbers; where they are right, this change needs another ground, and only one a year",
        ),
    ),
)
def extraordinary(case: Case) -> Outcome:
    """Circumstances are extraordinary where receipts or outlays rise or fall by more than half (PP 12/2019 Art 167(2))."""
    for at, document in budgets(case, "change"):
        if "extraordinary" not in document.grounds:
            continue
        before = amended(case, document)
        if before is None or document.first_year is None:
            yield Lacking(document.id, BASE)
            continue
        year = document.first_year
        sides = [effective(case.index, one, year) for one in (before, at)]
        outlays = [_total(case, one, _OUTLAYS) for one in sides]
        receipts = [_total(case, one, _RECEIPTS) for one in sides]
        try:
            above = Fraction(case.law.parameter("budget.extraordinary_change_above").of_year(year).number)
        except NoValueError:
            continue  # a year before the rule
        shares = [_share(pair) for pair in (outlays, receipts)]
        if any(share is not None and share > above for share in shares):
            continue
        if None in shares:
            lacks = Bilingual("pengeluaran dan penerimaan sebelum dan sesudah", "outlays and receipts before and after")
            yield Lacking(document.id, lacks)
            continue
        facts: dict[str, Fact] = {
            "before_rp": from_sen(outlays[0] or 0),
            "after_rp": from_sen(outlays[1] or 0),
            "receipts": _told(receipts),
            "expected": f"{float(above * 100):g}%",
        }
        yield Violation(case.position(at), None, facts)


def _total(case: Case, lines: Lines, accounts: tuple[str, ...]) -> int | None:
    """Add up the lines of some accounts, in sen; for outlays also lines of work without an account."""
    if not lines.is_known:
        return None
    found = [
        amount or 0
        for (subject, account, _, _), amount in lines.amounts.items()
        if any(is_under(account, head) for head in accounts)
        or (account is None and accounts is _OUTLAYS and subject < case.index.nodes)
    ]
    return sum(found) if found else None


def _share(pair: list[int | None]) -> Fraction | None:
    before, after = pair
    return None if before is None or after is None or not before else abs(Fraction(after - before, before))


def _told(receipts: list[int | None]) -> Bilingual:
    before, after = (f"Rp{from_sen(one or 0):,}".replace(",", ".") for one in receipts)
    return Bilingual(f" dan penerimaan {before} menjadi {after}", f" and receipts from {before} to {after}")


_KINDS: Final = ("APBD", "KUA", "PPAS", "KUA_PPAS")


@rule(
    "STG-12",
    ("perubahan dijelaskan", "a change is explained"),
    clause(
        "change-without-explanation",
        "warning",
        (
            "{subject} mengubah {got} terhadap dokumen yang diubahnya, tanpa 'penjelasan'",
            "{subject} changes {got} against the document it amends, without an 'explanation'",
        ),
        (
            "tulis pada 'penjelasan' perbedaan asumsi serta target program yang naik dan turun",
            "write in 'explanation' how assumptions differ and which targets of programs rise and fall",
        ),
    ),
)
def explained(case: Case) -> Outcome:
    """A change explains how assumptions differ and which targets rise and fall (PP 12/2019 Art 162(3), (4))."""
    for at, document in _changes(case):
        before = amended(case, document)
        if document.explanation is not None:
            continue
        if before is None or document.first_year is None:
            yield Lacking(document.id, BASE)
            continue
        old, new = (_targets(case, one, str(document.first_year)) for one in (before, at))
        changed = sorted(name for name, value in new.items() if name in old and old[name] != value)
        if changed or "assumptions" in document.grounds:
            yield Violation(case.position(at), None, {"got": _what_changes(document, changed)})
        elif not (old and new):
            yield Lacking(document.id, Bilingual("target sebelum dan sesudah", "targets before and after"))


def _what_changes(document: Document, changed: list[str]) -> Bilingual:
    """Name what a change alters that has to be explained."""
    shown = ", ".join(changed[:3]) + (", …" if len(changed) > 3 else "")
    targets = [Bilingual(f"{len(changed)} target ({shown})", f"{len(changed)} target(s) ({shown})")] if changed else []
    assumptions = [Bilingual("asumsi KUA", "assumptions of the KUA")] if "assumptions" in document.grounds else []
    told = [*assumptions, *targets]
    return Bilingual(" dan ".join(one.id for one in told), " and ".join(one.en for one in told))


def _changes(case: Case) -> list[tuple[int, Document]]:
    """List the changes of budgets and their general policies, and no shifts."""
    return [
        (at, one)
        for at, one in case.documents(*_KINDS)
        if is_change(one) and one.agency is None and (one.kind != "APBD" or budget_stage(one) == "change")
    ]


def _targets(case: Case, document: int, year: str) -> Mapping[str, str | None]:
    """Return the targets of a year that a document states, by indicator."""
    return case.index.remember(f"targets of {year}", lambda: _by_document(case, year)).get(
        case.plan.documents[document].id, {}
    )


def _by_document(case: Case, year: str) -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = {}
    for one in case.plan.series:
        if one.role == "target" and year in one.values:
            found.setdefault(one.document, {})[one.indicator] = one.values[year]
    return found


@rule(
    "STG-14",
    ("nilai sebelum perubahan disimpan", "what was there before a change is kept"),
    clause(
        "target-before-not-kept",
        "warning",
        (
            "{subject} menyatakan target {year} untuk {count} indikator yang dalam {home} tidak bertarget: {got}",
            "{subject} states targets of {year} for {count} indicators that have none in {home}: {got}",
        ),
        (
            "cantumkan target sebelum perubahan pada dokumen aslinya; bila indikatornya baru, cantumkan bersama simpul barunya",
            "add the target before the change to the document it amends; a new indicator comes with its new node",
        ),
    ),
    clause(
        "ceiling-before-not-kept",
        "warning",
        (
            "{subject} menyatakan pagu {year} untuk {count} simpul yang dicantumkan {home} tanpa pagu: {got}",
            "{subject} states ceilings of {year} for {count} nodes that {home} lists without one: {got}",
        ),
        (
            "cantumkan pagu sebelum perubahan pada dokumen aslinya; tulis 0 bila memang belum ada uangnya",
            "add the ceiling before the change to the document it amends; write 0 where it had no money",
        ),
    ),
)
def before_and_after(case: Case) -> Outcome:
    """A changed target or ceiling is kept with its value before and after (PP 12/2019 Art 173(3))."""
    yield from unstaged(case)
    for at, document in _changes(case):
        before = amended(case, document)
        if before is None or document.first_year is None:
            yield Lacking(document.id, BASE)
            continue
        year, home = document.first_year, case.plan.documents[before].id
        listed = set(case.members(before).tolist())
        old, new = (_targets(case, one, str(year)) for one in (before, at))
        lost = [
            name
            for name in new
            if name not in old
            and (owner := case.plan.indicators.get(name))
            and case.index.position.get(owner.owner, -1) in listed
        ]
        yield from _lost(case, at, "target-before-not-kept", year, home, sorted(lost))
        had = {line[0] for line in effective(case.index, before, year).amounts}
        has = {line[0] for line in effective(case.index, at, year).amounts}
        bare = [case.index.ids[node] for node in sorted(has - had) if node in listed]
        yield from _lost(case, at, "ceiling-before-not-kept", year, home, bare)


def _lost(case: Case, at: int, name: str, year: int, home: str, found: list[str]) -> Outcome:
    if found:
        shown = (*found[:3], *([f"… {len(found) - 3}"] if len(found) > 3 else []))
        facts: dict[str, Fact] = {"year": year, "count": len(found), "home": home, "got": shown}
        yield Violation(case.position(at), name, facts, related=tuple(found[:3]))


RULES = (extraordinary, explained, before_and_after)
