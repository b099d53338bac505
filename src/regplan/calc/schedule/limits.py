"""One limit of the law on one document: its day, how it was counted, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

import attrs

from regplan.calc.schedule import said
from regplan.calc.schedule.anchors import QUARTERS, days_of
from regplan.calc.schedule.calendars import DOUBTFUL, WorkCalendar
from regplan.calc.schedule.changes import BUDGETS, budget_stage, is_change
from regplan.law import CalendarDay, Deadline, Law
from regplan.law.fields import LEVELS
from regplan.model.documents import Document
from regplan.model.plan import Plan
from regplan.values.lang import Bilingual
from regplan.values.workdays import WeekRule, working_days

__all__ = ["Due", "DueStatus", "dues_of"]

DueStatus: TypeAlias = Literal["done", "late", "upcoming", "unknown"]
"""
Done in time; done too late (too early, where the law says not before); not done, and still time; not known.
"""


@attrs.frozen(kw_only=True)
class Due:
    """
    One limit on one document.

    Attributes:
        document: The id of the document.
        deadline: The limit of the law, with its rule, article and confidence.
        event: What must have happened.
        status: Whether it was kept.
        limit: The last day that is in time (the first, where the law says not before); None where it is not known.
        happened: The day it happened, or is to happen.
        counted: How the limit was counted.
        days: Calendar days by which it was missed.
        lacks: What is not known.
    """

    document: str
    deadline: Deadline
    event: str
    status: DueStatus
    limit: date | None
    happened: date | None
    counted: Bilingual
    days: int | None = None
    lacks: Bilingual | None = None

    @property
    def law(self) -> str:
        """Instrument and article."""
        return self.deadline.law


def dues_of(
    plan: Plan,
    document: Document,
    law: Law,
    *,
    rule: str | None = None,
    holidays: WorkCalendar | None = None,
    weeks: WeekRule = "calendar_7day",
) -> Iterator[Due]:
    """
    Go through the limits of the law on a document, by rule and name; what is stated is compared, and no day is today.

    A limit counts where its regulation is in force on the last day; where that is not known, in some year of the document.

    Args:
        plan: The plan; some limits are counted from other documents of it.
        document: The document.
        law: The law.
        rule: Only limits of this rule.
        holidays: Days off besides weekends.
        weeks: What a week of a month is.
    """
    own: dict[str, date] | None = None
    for deadline in law.schedule:
        if rule not in {None, deadline.rule} or not _is_for(deadline, document):
            continue
        own = days_of(plan, document) if own is None else own
        if isinstance(deadline.anchor, str) and _ELSE.get(deadline.anchor, "") in own:
            continue
        level = plan.region.level if plan.region else None
        if level is None and deadline.levels != LEVELS:
            yield _unknown(document, deadline, deadline.event, said.LEVEL)
        elif level is not None and level not in deadline.levels:
            continue
        elif deadline.documents[0] in BUDGETS and is_change(document) and budget_stage(document) is None:
            yield _unknown(document, deadline, deadline.event, said.STAGE)
        else:
            for one, event in _parts(deadline):
                due = _due(document, one, event, own, holidays or WorkCalendar(), weeks)
                if due is not None:
                    yield due


_ELSE: Final = {"approval_failed": "joint_approval", "perkada_submitted": "joint_approval"}
"""By what a limit is counted from, the event that rules it out: an APBD that was approved needs no Perkada in its place."""


def _is_for(deadline: Deadline, document: Document) -> bool:
    if document.kind not in deadline.documents:
        return False
    if deadline.whose is not None and (deadline.whose == "agency") != (document.agency is not None):
        return False
    if not is_change(document) or document.kind not in BUDGETS:
        return deadline.change == is_change(document)
    return deadline.change and budget_stage(document) in {"change", None}


def _parts(deadline: Deadline) -> Iterator[tuple[Deadline, str]]:
    """Yield a limit for each quarter of the year, where it is counted from its end."""
    if deadline.anchor != "quarter_end":
        yield deadline, deadline.event
        return
    for number, (month, day) in enumerate(QUARTERS, 1):
        end = CalendarDay(month=month, day=day, year=0)
        yield attrs.evolve(deadline, anchor=end), f"quarter_{number}_reported"


def _due(
    document: Document,
    deadline: Deadline,
    event: str,
    own: Mapping[str, date],
    calendar: WorkCalendar,
    weeks: WeekRule,
) -> Due | None:
    """Judge one limit by what is stated; None where its regulation is not in force."""
    year = document.first_year
    try:
        limit = deadline.day(year=year, events=own, holidays=calendar.days, weeks=weeks)
    except (OverflowError, ValueError):
        limit = None
    if not _in_force(deadline, document, limit):
        return None
    if limit is None:
        lacks = said.FIRST_YEAR if isinstance(deadline.anchor, CalendarDay) else said.day_of(deadline.anchor)
        return _unknown(document, deadline, event, lacks, own.get(event))
    start = deadline.anchor.of(year or 0, weeks) if isinstance(deadline.anchor, CalendarDay) else own[deadline.anchor]
    counted = said.counted(deadline, start, limit, calendar, weeks)
    happened = own.get(event)
    if happened is None:
        return _unknown(document, deadline, event, said.day_of(event), limit=limit, counted=counted)
    status, lacks_holidays = _status(deadline, start, limit, happened, calendar)
    return Due(
        document=document.id,
        deadline=deadline,
        event=event,
        status=status,
        limit=limit,
        happened=happened,
        counted=counted,
        days=abs((happened - limit).days) if status == "late" else None,
        lacks=said.holidays_of(_years(start, limit, calendar)) if lacks_holidays else None,
    )


def _in_force(deadline: Deadline, document: Document, limit: date | None) -> bool:
    if limit is not None:
        return deadline.is_in_force(limit)
    last = document.last_year or document.first_year
    first = document.first_year
    began = last is None or deadline.start.year <= last
    return began and (deadline.until is None or first is None or first <= deadline.until.year)


def _status(
    deadline: Deadline, start: date, limit: date, happened: date, calendar: WorkCalendar
) -> tuple[DueStatus, bool]:
    """Compare a day with its limit; in doubt where holidays that are not known could turn the answer."""
    if deadline.side == "earliest":
        return ("done" if happened >= limit else "late"), False
    offset = deadline.offset
    late = happened > limit
    if offset is not None and offset.unit == "working_days" and not calendar.knows(start, limit):
        moves_later = offset.count > 0
        turns = late if moves_later else not late
        if turns and _is_near(limit, happened, calendar):
            return "unknown", True
    return ("late" if late else "done"), False


def _is_near(limit: date, happened: date, calendar: WorkCalendar) -> bool:
    """Tell whether a day is so near its limit that holidays could lie between."""
    try:
        return abs(working_days(limit, happened, calendar.days)) <= DOUBTFUL
    except OverflowError:  # the first day of the year 1 has no day before
        return False


def _years(start: date, limit: date, calendar: WorkCalendar) -> tuple[int, ...]:
    """Name the years whose holidays are not known."""
    known = {day.year for day in calendar.days}
    return tuple(year for year in range(min(start, limit).year, max(start, limit).year + 1) if year not in known)


def _unknown(
    document: Document,
    deadline: Deadline,
    event: str,
    lacks: Bilingual,
    happened: date | None = None,
    *,
    limit: date | None = None,
    counted: Bilingual | None = None,
) -> Due:
    return Due(
        document=document.id,
        deadline=deadline,
        event=event,
        status="unknown",
        limit=limit,
        happened=happened,
        counted=counted or said.limit_of(deadline),
        lacks=lacks,
    )


def joined(lacks: Iterable[Bilingual]) -> Bilingual:
    """Join what is lacking into one text, each once."""
    found = list(dict.fromkeys(lacks))
    return Bilingual("; ".join(one.id for one in found), "; ".join(one.en for one in found))
