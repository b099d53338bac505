"""The deadlines of a plan on a day: what is done, late, to come, or not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from regplan.calc.schedule.calendars import calendar_of, known_weeks
from regplan.calc.schedule.limits import Due, dues_of
from regplan.errors import CallError
from regplan.index.selecting import select_documents
from regplan.law import Law, current
from regplan.model.plan import Plan
from regplan.values.lang import Bilingual
from regplan.values.period import is_date
from regplan.values.workdays import WeekRule

__all__ = ["timetable"]

_PASSED = Bilingual("batasnya sudah lewat; ", "its limit has passed; ")


def timetable(
    plan: Plan,
    on: date | str,
    *,
    documents: Iterable[str] | str | None = None,
    holidays: Iterable[date | str] = (),
    weeks: WeekRule = "calendar_7day",
    law: Law | None = None,
) -> tuple[Due, ...]:
    """
    List the deadlines of a plan's documents as they stand on a day.

    An event that is stated for a later day is planned: *upcoming* while its limit leaves time for that, else *late*. An
    event that is not stated is *upcoming* until its limit, and *unknown* after: it may have happened and not been written down.

    Args:
        plan: The plan.
        on: The day, a date or ``2026-07-01``.
        documents: Kinds or ids; all when left out.
        holidays: Days off besides weekends and those of the plan's region.
        weeks: What a week of a month is.
        law: The law; that of this version of regplan when left out.

    Returns:
        By day of the limit, those without one last; then by document and rule.

    Raises:
        CallError: A day is none.
        UnknownNameError: *documents* or *weeks* names nothing; near matches are offered.

    Example:
        >>> from regplan.model import Document
        >>> plan = Plan(documents=[Document(id="apbd-2027", kind="APBD", first_year=2027, last_year=2027)])
        >>> for due in timetable(plan, "2026-07-01")[:3]:
        ...     print(due.limit, due.status, due.event, due.deadline.rule)
        2026-08-31 upcoming deficit_ceilings_set SCH-30
        2026-09-07 upcoming draft_to_dprd SCH-20
        2026-11-30 upcoming joint_approval SCH-21
    """
    day = _day(on)
    weeks = known_weeks(weeks)
    calendar = calendar_of(plan, holidays)
    chosen = (plan.documents[at] for at in select_documents(plan, documents))
    found = [
        _on(due, day)
        for document in chosen
        for due in dues_of(plan, document, law or current(), holidays=calendar, weeks=weeks)
    ]
    return tuple(sorted(found, key=lambda due: (due.limit is None, due.limit or day, due.document, due.deadline.rule)))


def _on(due: Due, day: date) -> Due:
    """Turn what is stated into what is known on a day."""
    if due.limit is None:
        return due
    if due.happened is None:
        if day <= due.limit:
            return attrs.evolve(due, status="upcoming", lacks=None)
        lacks = due.lacks or Bilingual("", "")
        return attrs.evolve(due, lacks=Bilingual(_PASSED.id + lacks.id, _PASSED.en + lacks.en))
    if due.happened > day and due.status == "done":
        return attrs.evolve(due, status="upcoming")
    return due


def _day(on: date | str) -> date:
    if type(on) is date:
        return on
    if isinstance(on, str) and is_date(on):
        return date.fromisoformat(on)
    msg = f"on takes a date, or text as 2026-03-31, not {on!r}"
    raise CallError(msg)
