"""Running rules over a plan; a rule that crashes is reported and the others go on."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Final

from regplan.calc.schedule.calendars import calendar_of, known_weeks
from regplan.checks import borrowing, budget, debt, emergency, places
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Rule, Violation
from regplan.checks.agencies import organisation, web
from regplan.checks.alignment import cascade, documents, link_ends, links, references, review
from regplan.checks.consistency import ceilings, details, levels, names, outlooks, spent, sums, verification
from regplan.checks.documents import amendments, changes, schedule, stages, versions
from regplan.checks.integrity import ids, periods, trees
from regplan.checks.shares import basic_services, earmarks, restricted, sectors, staff, villages
from regplan.checks.structure import authority, cardinality, codes, components, listed_codes, work
from regplan.checks.targets import (
    across,
    bounds,
    cells,
    ends,
    formulas,
    funded,
    history,
    kinds,
    leaps,
    paths,
    repeats,
    required,
    wording,
    yearly,
    years,
)
from regplan.diagnostics.definition import Clause, Definition
from regplan.diagnostics.finding import Fact, Finding
from regplan.diagnostics.problems import PROBLEMS
from regplan.diagnostics.report import Report, Unknown
from regplan.errors import DefinitionError, NoValueError, UnknownNameError
from regplan.index import Index, of
from regplan.index.selecting import select_documents
from regplan.law import Law, current
from regplan.model.alignment import Link
from regplan.model.base import Record
from regplan.model.budget import Allocation
from regplan.model.keys import indonesian
from regplan.model.nomenclature import Nomenclature
from regplan.model.plan import Plan
from regplan.model.regions import Regions
from regplan.model.structure import Entry
from regplan.model.tables import RECORD_NAMES
from regplan.model.targets import Series
from regplan.values.lang import Bilingual
from regplan.values.text import REGION, near
from regplan.values.workdays import WeekRule

__all__ = ["CORE", "RULE_SETS", "Progress", "check", "definitions", "registry"]

Progress = Callable[[str, int, int], None]

_MODULES: Final = (
    cardinality.RULES,
    work.RULES,
    components.RULES,
    required.RULES,
    kinds.RULES,
    wording.RULES,
    paths.RULES,
    bounds.RULES,
    ends.RULES,
    leaps.RULES,
    history.RULES,
    years.RULES,
    across.RULES,
    yearly.RULES,
    repeats.RULES,
    formulas.RULES,
    funded.RULES,
    cells.RULES,
    codes.RULES,
    listed_codes.RULES,
    authority.RULES,
    ids.RULES,
    trees.RULES,
    periods.RULES,
    budget.RULES,
    sectors.RULES,
    staff.RULES,
    villages.RULES,
    basic_services.RULES,
    earmarks.RULES,
    restricted.RULES,
    debt.RULES,
    borrowing.RULES,
    emergency.RULES,
    names.RULES,
    ceilings.RULES,
    sums.RULES,
    details.RULES,
    levels.RULES,
    outlooks.RULES,
    verification.RULES,
    spent.RULES,
    versions.RULES,
    schedule.RULES,
    amendments.RULES,
    stages.RULES,
    changes.RULES,
    references.RULES,
    documents.RULES,
    cascade.RULES,
    review.RULES,
    links.RULES,
    link_ends.RULES,
    organisation.RULES,
    web.RULES,
    places.RULES,
)

CORE: Final = ("REF", "PER-01", "PER-02", "PER-03", "CARD", "CODE", "ARI-01", "ARI-02", "ARI-03")
"""Integrity, cardinality, codes and sums: what every plan must pass."""

RULE_SETS: Final = MappingProxyType({"CORE": CORE})
"""Named tuples of code prefixes, for ``select``."""

CRASH: Final = Definition(
    code="RULE-01",
    title=Bilingual("aturan gagal berjalan", "a rule failed to run"),
    clauses=(
        Clause(
            name="rule-crashed",
            severity="error",
            confidence="house",
            message=Bilingual("aturan {rule} gagal: {got}", "rule {rule} failed: {got}"),
            hint=Bilingual(
                "laporkan kepada pembuat aturan ini beserta rencananya; aturan lain tetap berjalan",
                "report it to the makers of the rule with the plan; the other rules ran",
            ),
        ),
    ),
    lifecycle="stable",
)


@functools.cache
def registry() -> Mapping[str, Rule]:
    """
    Collect all rules by code: those of the house, then those of third parties by the entry point ``regplan.rules``.

    Raises:
        DefinitionError: Two rules have one code.
    """
    rules: dict[str, Rule] = {}
    others = (one for entry in entry_points(group="regplan.rules") for one in entry.load())
    for one in (*(one for module in _MODULES for one in module), *others):
        if one.code in rules or one.code in PROBLEMS:
            msg = f"two rules have the code {one.code}"
            raise DefinitionError(msg)
        rules[one.code] = one
    return MappingProxyType(rules)


def definitions() -> tuple[Definition, ...]:
    """Return the definitions of all codes a finding can carry: rules, file problems, a crashed rule."""
    return (*(one.definition for one in registry().values()), *PROBLEMS.values(), CRASH)


def check(
    plan: Plan,
    *,
    documents: Iterable[str] | str | None = None,
    on: date | str | None = None,
    select: Iterable[str] | str | None = None,
    ignore: Iterable[str] | str = (),
    rules: Iterable[Rule] = (),
    holidays: Iterable[date | str] = (),
    weeks: WeekRule = "calendar_7day",
    nomenclature: Nomenclature | Iterable[Nomenclature] = (),
    regions: Regions | None = None,
    progress: Progress | None = None,
) -> Report:
    """
    Judge a plan by the rules: integrity, cardinality, indicators, codes, arithmetic.

    The law applied is that of each document's years, never today's. A rule that lacks its inputs is *unknown* for
    that document: listed, no finding, never a pass.

    Args:
        plan: The plan.
        documents: Kinds or ids of the documents to judge; all when left out.
        on: Judge the documents in force on this day, a date or ``2026-03-31``.
        select: Codes or beginnings of codes (``CARD``, ``CODE-01``), or ``CORE``; when left out, all rules but those
            that rest on recalled law alone.
        ignore: Codes or beginnings of codes to leave out.
        rules: Rules of your own to run as well.
        holidays: Days off besides weekends and those of the plan's region, for limits in working days.
        weeks: What a week of a month is, for limits that name one: ``calendar_7day``, ``iso`` or ``workday``.
        nomenclature: Official lists of codes (``rp.read_nomenclature``); each document is judged by that of the version it names,
            or of its years. Without a list, whether a code exists and is called so is *unknown*.
        regions: The official list of regions (``rp.read_regions``); without it, whether codes of places exist is *unknown*.
        progress: Told which rule runs, how many ran and how many there are.

    Returns:
        The report: findings, what was unknown, which rules ran.

    Raises:
        CallError: *on* or a holiday is no day.
        UnknownNameError: *weeks* is no rule; *select*, *ignore* or *documents* names nothing; near matches are offered.

    Example:
        >>> from regplan.model import Goal, Plan
        >>> report = check(Plan(goals=[Goal(id="T1", parent="M1")]), select="REF-01")
        >>> report.errors[0].text("en")
        "goal T1: 'parent' refers to 'M1', which is not among the nodes"
    """
    index = of(plan)
    law = current()
    judged = select_documents(plan, documents, on=on)
    weeks = known_weeks(weeks)
    calendar = calendar_of(plan, holidays)
    case_of = functools.partial(
        Case,
        plan=plan,
        index=index,
        law=law,
        chosen=judged,
        holidays=calendar,
        weeks=weeks,
        lists=_lists(nomenclature),
        regions=regions,
        memo={},
    )
    chosen = (*_chosen(select, ignore), *rules)
    findings: list[Finding] = []
    unknown: list[Unknown] = []
    for done, one in enumerate(chosen):
        if progress:
            progress(one.code, done, len(chosen))
        case = case_of(since=_since(one, law))
        try:
            for outcome in one.run(case):
                if isinstance(outcome, Lacking):
                    unknown.append(Unknown(code=one.code, document=outcome.document, lacks=outcome.lacks))
                else:
                    findings.append(_finding(case, one.definition, outcome))
        except NoValueError as error:  # a limit that the law did not have, or nobody knows, in that year
            lacks = Bilingual(f"ketentuan yang berlaku pada tahun itu ({error})", f"the law of that year ({error})")
            unknown.append(Unknown(code=one.code, document=None, lacks=lacks))
        except Exception as error:  # noqa: BLE001 - any rule may crash, also one of a third party
            facts: dict[str, Fact] = {"rule": one.code, "got": f"{type(error).__name__}: {error}"[:300]}
            findings.append(CRASH.finding(None, facts))
    return Report(
        findings=tuple(dict.fromkeys(findings)),
        unknown=tuple(dict.fromkeys(unknown)),
        ran=tuple(one.code for one in chosen),
    )


def _lists(given: Nomenclature | Iterable[Nomenclature]) -> tuple[Nomenclature, ...]:
    return (given,) if isinstance(given, Nomenclature) else tuple(given)


def _chosen(select: Iterable[str] | str | None, ignore: Iterable[str] | str) -> tuple[Rule, ...]:
    """Pick the rules by the beginnings of their codes."""
    words = None if select is None else _words(select)
    return _picked(words, _words(ignore))


def _words(given: Iterable[str] | str) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


@functools.lru_cache(maxsize=256)
def _picked(select: tuple[str, ...] | None, ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    known = registry()
    left_out = _prefixes(ignore)
    if select is None:
        picked = [one for one in known.values() if one.definition.default_on]
    else:
        wanted = _prefixes(select)
        picked = [one for one in known.values() if one.code.startswith(wanted)]
    return tuple(one for one in picked if not (left_out and one.code.startswith(left_out)))


def _prefixes(words: tuple[str, ...]) -> tuple[str, ...]:
    codes = [definition.code for definition in definitions()]
    found: list[str] = []
    for word in words:
        upper = str(word).strip().upper()
        prefixes = RULE_SETS.get(upper, (upper,))
        if not upper or not any(code.startswith(prefixes) for code in codes):
            known = {*codes, *(code.partition("-")[0] for code in codes), *RULE_SETS}
            raise UnknownNameError(
                str(word), Bilingual("aturan atau kelompok aturan", "rule or set of rules"), near(upper, known)
            )
        found += prefixes
    return tuple(found)


@functools.cache
def _since(one: Rule, law: Law) -> date | None:
    """Return the first day of the earliest law behind a rule; None for house rules."""
    bases = [law.basis(one.code, clause.name) for clause in one.definition.clauses]
    starts = [basis.start for basis in bases if basis]
    return min(starts) if starts else None


def _finding(case: Case, definition: Definition, found: Violation) -> Finding:
    """Give a violation its subject, place and words; one that names none is about the plan as a whole."""
    if found.row is None and found.subject is None:
        return definition.finding(found.clause, found.facts, subject=REGION, words={"subject": _WHOLE})
    table, at = found.row or _row_of(case.index, found.subject)
    record = case.plan.table(table)[at]
    words: dict[str, Fact] = {"subject": label(table, record)}
    if table == "documents":
        words["document"] = words["subject"]
    if isinstance(record, Entry) and (at_node := case.index.position.get(record.node, -1)) >= 0:
        words["subject"] = label(case.index.tables[int(case.index.table[at_node])], case.index.record(at_node))
    subject = getattr(record, "id", None) or getattr(record, "subject", None) or getattr(record, "indicator", None)
    origins = case.plan.origins
    return definition.finding(
        found.clause,
        found.facts,
        subject=subject or getattr(record, "node", None) or getattr(record, "source", None),
        where=origins.where(table, at) if origins else None,
        related=found.related,
        words=words,
    )


_WHOLE: Final = Bilingual("rencana", "the plan")


def _row_of(index: Index, position: int | None) -> tuple[str, int]:
    assert position is not None
    table = index.tables[int(index.table[position])]
    return table, int(position) - index.starts[table]


_NAMES: Final = {table: name for name, table in RECORD_NAMES.items()}
_INDONESIAN_NAMES: Final = {
    "documents": "dokumen",
    "agencies": "OPD",
    "places": "wilayah",
    "references": "acuan",
    "indicators": "indikator",
    "commitments": "komitmen",
}


def label(table: str, record: Record) -> Bilingual:
    """Name a record for a message: what it is, its id, and its wording in short."""
    name = _NAMES[table]
    own = getattr(record, "id", None)
    if own is None:
        return _row_label(record)
    text = getattr(record, "title", None) or getattr(record, "name", None) or getattr(record, "text", None)
    told = "" if text is None or text == own else f" “{text if len(text) <= 60 else text[:57].rstrip() + '…'}”"
    word = _INDONESIAN_NAMES.get(table) or indonesian(name).replace("_", " ")
    return Bilingual(f"{word} {own}{told}", f"{name.replace('_', ' ')} {own}{told}")


def _row_label(record: Record) -> Bilingual:
    """Name a record without an id by what it says about what, and where."""
    if isinstance(record, Entry):
        return Bilingual(
            f"pencantuman {record.node} dalam {record.document}", f"the entry of {record.node} in {record.document}"
        )
    if isinstance(record, Series):
        word = indonesian(record.role).replace("_", " ")
        return Bilingual(
            f"{word} {record.indicator} dalam {record.document}",
            f"the {record.role} of {record.indicator} in {record.document}",
        )
    if isinstance(record, Allocation):
        word = indonesian(record.basis).replace("_", " ")
        english = record.basis.replace("_", " ")
        return Bilingual(
            f"{word} {record.subject} dalam {record.document}",
            f"the {english} of {record.subject} in {record.document}",
        )
    assert isinstance(record, Link)
    word, english = indonesian(record.kind).replace("_", " "), record.kind.replace("_", " ")
    return Bilingual(
        f"kaitan {record.source} {word} {record.target}", f"the link {record.source} {english} {record.target}"
    )
