"""BUD-T1, 2, 3, 10 and 11: what the TAPD verifies of an RKA, as far as data say (PP 12/2019 Art 101(2))."""

from __future__ import annotations

from collections.abc import Iterator

from regplan.calc.budget.keys import plain_title
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.consistency._items import at_item, told
from regplan.checks.consistency._pairs import PPAS, WORK, pairs, step_at, years_of
from regplan.checks.consistency.ceilings import off_estimate
from regplan.checks.consistency.names import appeared
from regplan.checks.consistency.outlooks import outlook_of
from regplan.diagnostics.finding import Fact
from regplan.model.structure import Node
from regplan.values.code import cleaned

__all__ = ["RULES"]

_AMOUNTS = (
    "{subject} untuk {year}: {after_rp} dalam {home}, {before_rp} dalam {other} (selisih {difference_rp})",
    "{subject} for {year}: {after_rp} in {home}, {before_rp} in {other} (difference {difference_rp})",
)


@rule(
    "BUD-T1",
    ("RKA dalam batas PPAS", "the RKA is within the PPAS"),
    clause(
        "rka-above-ppas",
        "error",
        _AMOUNTS,
        (
            "turunkan RKA sampai plafon PPAS, atau ubah KUA-PPAS lebih dahulu",
            "lower the RKA to the ceiling of the PPAS, or change the KUA-PPAS first",
        ),
    ),
    clause(
        "rka-without-ceiling",
        "error",
        (
            "{subject} dianggarkan {after_rp} dalam {home}, tetapi tidak mempunyai plafon dalam {other} untuk {year}",
            "{subject} is budgeted at {after_rp} in {home}, but has no ceiling in {other} for {year}",
        ),
        ("hapus dari RKA, atau masukkan ke PPAS", "take it out of the RKA, or take it into the PPAS"),
    ),
)
def within_ppas(case: Case) -> Outcome:
    """No RKA asks for more than the PPAS allows, at the lowest level at which both give money."""
    for pair in pairs(case, PPAS, ("RKA",)):
        found = pair if isinstance(pair, Lacking) else step_at(case, pair)
        if isinstance(pair, Lacking) or isinstance(found, Lacking):
            yield found  # type: ignore[misc] # what is lacking in either case
            continue
        _, step = found
        for change in step.changes("resized"):
            if change.delta is not None and change.delta > 0:
                yield at_item(case, pair, change, "rka-above-ppas", told(case, pair, change))
        for change in step.changes("new"):
            if change.after:
                yield at_item(case, pair, change, "rka-without-ceiling", told(case, pair, change))


@rule(
    "BUD-T2",
    ("RKA sesuai prakiraan maju tahun sebelumnya", "the RKA follows last year's forward estimate"),
    clause(
        "rka-off-estimate",
        "warning",
        _AMOUNTS,
        (
            "jelaskan penyimpangannya dari prakiraan maju yang disetujui, atau sesuaikan RKA",
            "explain what is off the approved forward estimate, or adjust the RKA",
        ),
    ),
    clause(
        "estimate-not-continued",
        "warning",
        (
            "{subject} diperkirakan {before_rp} untuk {year} dalam {other}, tetapi tidak ada dalam {home}",
            "{subject} was estimated at {before_rp} for {year} in {other}, but is not in {home}",
        ),
        (
            "anggarkan, atau jelaskan mengapa tidak dilanjutkan",
            "budget it, or explain why it is not continued",
        ),
    ),
)
def follows_estimate(case: Case) -> Outcome:
    """An RKA follows the forward estimate that was approved the year before."""
    for pair in pairs(case, ("RKA", "RENJA", "RKPD"), ("RKA",), years_back=1):
        if isinstance(pair, Lacking):
            yield pair
        else:
            yield from off_estimate(case, pair, "rka-off-estimate", "estimate-not-continued")


@rule(
    "BUD-T3",
    ("sub kegiatan RKA ada dalam Renja", "sub activities of the RKA are in the Renja"),
    clause(
        "sub-activity-not-in-renja",
        "warning",
        (
            "{subject} ada dalam {home}, tetapi tidak dalam {other} untuk {year}",
            "{subject} is in {home}, but not in {other} for {year}",
        ),
        (
            "hapus dari RKA, ubah Renja lebih dahulu, atau tulis alasannya pada 'x-justifikasi'",
            "take it out of the RKA, change the Renja first, or give the reason in 'x-justification'",
        ),
    ),
)
def planned_before(case: Case) -> Outcome:
    """What an RKA budgets was planned: in the Renja, else in the RKPD."""
    yield from appeared(case, ("RENJA", "RKPD"), ("RKA",), "sub_activity", "sub-activity-not-in-renja")


@rule(
    "BUD-T10",
    ("RKA memuat prakiraan maju", "an RKA has forward estimates"),
    clause(
        "rka-without-estimate",
        "error",
        (
            "{subject} mempunyai pagu {before_rp} dalam {home}, tetapi tidak mempunyai prakiraan maju untuk {year}",
            "{subject} has a ceiling of {before_rp} in {home}, but no forward estimate for {year}",
        ),
        (
            "tulis prakiraan maju; 0 bila pekerjaan selesai tahun ini",
            "write the forward estimate; 0 where the work ends this year",
        ),
    ),
)
def estimates_of_rka(case: Case) -> Outcome:
    """Each item that an RKA funds has a forward estimate for the next year; a written zero is one."""
    for at, document in case.documents("RKA"):
        for year in years_of(document):
            forward = outlook_of(case, at, year)
            if isinstance(forward, Lacking):
                yield forward
                continue
            for change in forward.having("absent"):
                if change.before:
                    facts: dict[str, Fact] = {"home": document.id, "year": str(year + 1), "before_rp": change.before}
                    yield case.violation(at, case.index.position[change.key], None, facts)


@rule(
    "BUD-T11",
    ("satu kode, satu nama di semua RKA", "one code, one name in all RKA"),
    clause(
        "one-code-two-names",
        "warning",
        (
            "{subject} berkode {code} dalam {home} dan bernama lain daripada dalam {other}: '{expected}'",
            "{subject} has the code {code} in {home} and another name than in {other}: '{expected}'",
        ),
        (
            "pakai nama menurut nomenklatur di semua RKA",
            "use the name of the nomenclature in all RKA",
        ),
    ),
)
def one_name(case: Case) -> Outcome:
    """Programs, activities and sub activities of one code have one name in the RKA of all OPD for a year."""
    first: dict[tuple[object, ...], tuple[str, str, str]] = {}
    for at, document in case.documents("RKA"):
        entries = case.entries_of(document=at)
        for position in case.nodes(at, *WORK).tolist():
            node = case.index.record(position)
            assert isinstance(node, Node)
            entry = entries.get(position)
            code = (entry and entry.code) or node.code
            title = (entry and entry.title) or node.title
            if code is None or title is None:
                continue
            key = (document.first_year, node.level, cleaned(code))
            plain, told_title, home = first.setdefault(key, (plain_title(title), title, document.id))
            if plain != plain_title(title):
                yield from _named_otherwise(case, at, position, cleaned(code), told_title, home)


def _named_otherwise(case: Case, document: int, node: int, code: str, title: str, home: str) -> Iterator[Violation]:
    facts: dict[str, Fact] = {"home": case.plan.documents[document].id, "code": code, "expected": title, "other": home}
    yield case.violation(document, node, None, facts)


RULES: tuple[Rule, ...] = (within_ppas, follows_estimate, planned_before, estimates_of_rka, one_name)
