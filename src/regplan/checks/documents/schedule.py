"""SCH-01…39 and BUD-P1…P6: events of documents and the deadlines of the law (regulations §1.11, §3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, cast

from regplan.calc.schedule.limits import Due, dues_of, joined
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.documents._deadlines import HINTS, LESS, TITLES, Pair
from regplan.diagnostics.definition import CAPS, Confidence
from regplan.diagnostics.finding import Fact, Severity
from regplan.law import Deadline, current
from regplan.model.documents import Document
from regplan.model.events import event_label
from regplan.values.lang import Bilingual

__all__ = ["RULES", "clause_hint"]

_LATE: Final[Pair] = (
    "{subject}: {event} {day}, batasnya {limit} ({counted}): lewat {days} hari",
    "{subject}: {event} on {day}, the limit was {limit} ({counted}): {days} day(s) late",
)
_EARLY: Final[Pair] = (
    "{subject}: {event} {day}, paling cepat {limit} ({counted}): terlalu cepat {days} hari",
    "{subject}: {event} on {day}, not before {limit} ({counted}): {days} day(s) too early",
)
_NO_EVENTS: Final = Bilingual(
    "hari-hari peristiwanya ('peristiwa'); tidak satu pun tercantum",
    "the days of its events ('events'); it states none",
)
_SEVERAL_YEARS: Final = frozenset(("RPJPD", "RPJMD", "RENSTRA"))


def _rule_for(code: str, deadlines: Sequence[Deadline]) -> Rule:
    """Make the rule of one id: a clause for each of its deadlines."""

    @rule(code, TITLES[code], *(_clause_for(one) for one in deadlines))
    def in_time(case: Case) -> Outcome:
        for at, document, dues in dues_in(case, code):
            yield from lacking_in(document, dues)
            for due in dues:
                if due.status == "late":
                    yield Violation(case.position(at), due.deadline.clause, facts_of(due))

    return in_time


def _clause_for(deadline: Deadline) -> tuple[str, Severity, Bilingual, Bilingual]:
    name = f"{deadline.rule} {deadline.clause}"
    severity = LESS.get(name, LESS.get(deadline.rule, CAPS[cast("Confidence", deadline.confidence)]))
    told = _LATE if deadline.side == "latest" else _EARLY
    return clause(deadline.clause, severity, told, clause_hint(deadline))


def clause_hint(deadline: Deadline) -> Pair:
    """Choose what to do when a deadline was missed: of the clause, else of the rule, else of the sort of document."""
    several = bool(_SEVERAL_YEARS & set(deadline.documents))
    names = (f"{deadline.rule} {deadline.clause}", deadline.rule, "plan" if several else "year")
    return next(HINTS[name] for name in names if name in HINTS)


def dues_in(case: Case, code: str) -> Iterator[tuple[int, Document, list[Due]]]:
    """Go through the documents that are judged, with their limits of one rule."""
    kinds = {kind for one in case.law.schedule if one.rule == code for kind in one.documents}
    for at, document in case.documents(*kinds):
        dues = dues_of(case.plan, document, case.law, rule=code, holidays=case.holidays, weeks=case.weeks)
        if found := list(dues):
            yield at, document, found


def lacking_in(document: Document, dues: Iterable[Due]) -> Iterator[Lacking]:
    """Say once for a document what is lacking to judge some of its limits."""
    lacks = [due.lacks for due in dues if due.status == "unknown" and due.lacks is not None]
    if lacks:
        yield Lacking(document.id, joined(lacks) if document.events else _NO_EVENTS)


def facts_of(due: Due) -> dict[str, Fact]:
    """Tell a limit: the event, its day, the limit, and how it was counted."""
    return {
        "event": event_label(due.event),
        "day": str(due.happened),
        "limit": str(due.limit),
        "counted": due.counted,
        "days": due.days,
    }


# two limits on one event: between them information, past both a warning

_BETWEEN: Final[Pair] = (
    "{subject}: {event} {day}, di antara dua batas: {limit} ({counted}) dan {last} ({last_counted})",
    "{subject}: {event} on {day}, between two limits: {limit} ({counted}) and {last} ({last_counted})",
)
_PAST_BOTH: Final[Pair] = (
    "{subject}: {event} {day}, lewat kedua batas: {limit} ({counted}) dan {last} ({last_counted})",
    "{subject}: {event} on {day}, past both limits: {limit} ({counted}) and {last} ({last_counted})",
)


def _two_limits(code: str, title: Pair, between: Pair, past: Pair) -> Rule:
    """Make a rule on an event for which law and ministry set a limit each."""

    @rule(
        code,
        title,
        clause("between-two-limits", "info", _BETWEEN, between),
        clause("past-both-limits", "warning", _PAST_BOTH, past),
    )
    def in_time(case: Case) -> Outcome:
        for at, document, dues in dues_in(case, code):
            yield from lacking_in(document, dues)
            known = sorted((due for due in dues if due.limit and due.happened), key=lambda due: str(due.limit))
            late = [due for due in known if due.status == "late"]
            if late and len(known) == len(dues):
                name = "past-both-limits" if len(late) == len(known) else "between-two-limits"
                last: dict[str, Fact] = {"last": str(known[-1].limit), "last_counted": known[-1].counted}
                yield Violation(case.position(at), name, facts_of(known[0]) | last)

    return in_time


_TWO: Final = {
    "SCH-05": _two_limits(
        "SCH-05",
        ("Musrenbang RPJMD tepat waktu", "the Musrenbang of an RPJMD in time"),
        (
            "tidak ada yang wajib diperbaiki: batas undang-undang lewat, batas peraturan menteri terpenuhi; catat batas yang dipakai",
            "nothing has to be mended: the limit of the law has passed, that of the ministry is kept; write down which one you use",
        ),
        HINTS["plan"],
    ),
    "SCH-15": _two_limits(
        "SCH-15",
        ("Musrenbang RKPD tepat waktu", "the Musrenbang of an RKPD in time"),
        (
            "tidak ada yang wajib diperbaiki: satu batas lewat, batas lain terpenuhi; catat batas yang dipakai",
            "nothing has to be mended: one limit has passed, the other is kept; write down which one you use",
        ),
        HINTS["year"],
    ),
}


def _rules() -> Iterator[Rule]:
    for code, group in groupby(sorted(current().schedule, key=lambda one: one.rule), key=lambda one: one.rule):
        yield _TWO.get(code) or _rule_for(code, list(group))


RULES = tuple(_rules())
