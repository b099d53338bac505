"""Deadlines of the law as data: what must have happened to which document by when (regulations §1.11)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any, Final, Literal, get_args

import attrs

from regplan.law.fields import (
    ALL,
    NAMED,
    Level,
    confidence_faults,
    day_faults,
    key_faults,
    level_faults,
    levels_of,
    refuse,
    text_faults,
    word_faults,
)
from regplan.values.text import quoted
from regplan.values.workdays import MOST, Offset, OffsetUnit, WeekRule, due, week_end

__all__ = ["CalendarDay", "Deadline", "built", "deadlines_from", "schedule_faults"]

Side = Literal["latest", "earliest"]


@attrs.frozen(kw_only=True)
class CalendarDay:
    """
    A day of the calendar, told from the first year of a document.

    Attributes:
        month: 1 to 12.
        day: Day of the month; None where a week is named.
        week: Week of the month whose last day it is; None where a day is named.
        year: 0 the first year of the document, -1 the year before.
    """

    month: int
    day: int | None = None
    week: int | None = None
    year: int = 0

    def of(self, year: int, weeks: WeekRule = "calendar_7day") -> date:
        """
        Return the day for a document whose first year is *year*.

        Example:
            >>> CalendarDay(month=7, week=2, year=-1).of(2027)
            datetime.date(2026, 7, 14)
        """
        if self.week is not None:
            return week_end(year + self.year, self.month, self.week, weeks)
        return date(year + self.year, self.month, self.day or 1)


@attrs.frozen(kw_only=True)
class Deadline:
    """
    A deadline in force from a day on.

    Attributes:
        rule: Its rule in the regulations (``SCH-10``).
        name: Its name within the rule.
        says: What must happen by when.
        documents: Kinds of documents it is for.
        whose: Whether only documents of an OPD or only those of the region; None for both.
        change: Whether it is for changes of a document, or for originals.
        levels: Kinds of region it is for.
        event: What must have happened.
        side: Whether the day is the latest or the earliest that is in time.
        anchor: The event or the calendar day it is counted from, or itself where *offset* is None.
        offset: How far from the anchor; before it where negative.
        start: First day the instrument is in force.
        until: Last day, where it is no longer.
        instrument: The regulation.
        article: The article or annex.
        confidence: How well it is known.
        source: Where it was read.
        note: What else is to be known about it.
        register: Its id in the register of the regulations (§7).
    """

    rule: str
    name: str
    says: str
    documents: tuple[str, ...]
    whose: Literal["agency", "region"] | None = None
    change: bool = False
    levels: tuple[Level, ...]
    event: str
    side: Side
    anchor: str | CalendarDay
    offset: Offset | None
    start: date
    until: date | None = None
    instrument: str
    article: str
    confidence: str
    source: str
    note: str | None = None
    register: str | None = None

    def day(
        self,
        *,
        year: int | None = None,
        events: Mapping[str, date] | None = None,
        holidays: Iterable[date] = (),
        weeks: WeekRule = "calendar_7day",
    ) -> date | None:
        """
        Return the day of the deadline for one document, or None where what it is counted from is not known.

        Args:
            year: The first year of the document.
            events: Its events, and those of others it is counted from (``rpjmd_enacted``), with their days.
            holidays: Days off besides weekends; without them a limit in working days comes out too early, one counted back too late.
            weeks: What a week of a month is.

        Example:
            >>> from regplan.law import current
            >>> enacted = current().deadline("SCH-10", "rpjmd-enacted")
            >>> enacted.day(events={"inauguration": date(2025, 2, 20)})
            datetime.date(2025, 8, 20)
            >>> current().deadline("SCH-20", "apbd-to-dprd").day(year=2027)
            datetime.date(2026, 9, 7)
        """
        if isinstance(self.anchor, CalendarDay):
            counted = None if year is None else self.anchor.of(year, weeks)
        else:
            counted = (events or {}).get(self.anchor)
        if counted is None or self.offset is None:
            return counted
        return due(counted, self.offset, holidays)

    @property
    def law(self) -> str:
        """
        Instrument and article as findings name them; several instruments have their articles in the same order.

        Example:
            >>> from regplan.law import current
            >>> current().deadline("SCH-30", "deficit-ceilings-set").law
            'UU 1/2022 Pasal 172(a); PP 12/2019 Pasal 86(2)'
        """
        if not any(sign.isdigit() for sign in self.article):
            return self.instrument
        article = self.article.replace("about", "sekitar")
        instruments, articles = self.instrument.split("; "), article.split("; ")
        if len(instruments) != len(articles):
            return f"{self.instrument} Pasal {article}"
        return "; ".join(f"{one} Pasal {which}" for one, which in zip(instruments, articles, strict=True))

    @property
    def clause(self) -> str:
        """The clause of its rule that finds it missed."""
        return f"{self.name}-{'late' if self.side == 'latest' else 'too-early'}"

    def is_in_force(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        return self.start <= day and (self.until is None or day <= self.until)


_NEEDED: Final = ("says", "documents", "event", "from", *NAMED)
_OPTIONAL: Final = ("latest", "earliest", "level", "whose", "change", "until", "note", "register")
_SIDES: Final = get_args(Side)
_DAYS_OF_FEBRUARY: Final = 28


def deadlines_from(data: Any) -> tuple[Deadline, ...]:
    """
    Build the deadlines from their file, by rule and name.

    Raises:
        LawError: Keys, days, words or limits are wrong, or two deadlines of one event and document overlap; all faults are named.
    """
    refuse(schedule_faults(data))
    return built(data)


def built(data: Mapping[str, Any]) -> tuple[Deadline, ...]:
    """Build the deadlines from data that are known to have no fault: what ships was proved when it was compiled."""
    return tuple(
        _deadline(rule, name, row) for rule, rows in sorted(data.items()) for name, row in sorted(rows.items())
    )


def schedule_faults(data: Any) -> Iterator[str]:
    """Name all faults of a file: of its rows, then of deadlines with each other."""
    faults = [*_faults(data)]
    yield from faults
    if not faults:
        yield from _overlaps(built(data))


def _deadline(rule: str, name: str, row: Mapping[str, Any]) -> Deadline:
    side: Side = "latest" if "latest" in row else "earliest"
    anchor, offset = _limit(row[side])
    told = {key: row[key] for key in ("says", "event", "whose", "change", "note", "register", *NAMED) if key in row}
    return Deadline(
        rule=rule,
        name=name,
        documents=tuple(row["documents"]),
        levels=levels_of(row.get("level", ALL)),
        side=side,
        anchor=anchor,
        offset=offset,
        start=date.fromisoformat(str(row["from"])),
        until=date.fromisoformat(str(row["until"])) if "until" in row else None,
        **told,
    )


def _limit(limit: Mapping[str, Any]) -> tuple[str | CalendarDay, Offset | None]:
    if "count" not in limit:
        return CalendarDay(**limit), None
    anchor = limit["after"] if "after" in limit else limit["before"]
    count = limit["count"] if "after" in limit else -limit["count"]
    return (CalendarDay(**anchor) if isinstance(anchor, Mapping) else anchor), Offset(count, limit["unit"])


# what can be wrong


def _faults(data: Any) -> Iterator[str]:
    if not isinstance(data, Mapping):
        yield f"schedule: deadlines by rule expected, not {quoted(data)}"
        return
    for rule, rows in data.items():
        if not isinstance(rows, Mapping) or not rows:
            yield f"schedule {rule}: deadlines by name expected, not {quoted(rows)}"
            continue
        for name, row in rows.items():
            yield from _row_faults(f"{rule} {name}", row)


def _row_faults(place: str, row: Any) -> Iterator[str]:
    yield from key_faults(place, row, _NEEDED, _OPTIONAL)
    if not isinstance(row, Mapping):
        return
    yield from text_faults(place, row, ("says", "event", "instrument", "article", "source", "note", "register"))
    for key in ("from", "until"):
        yield from day_faults(f"{place}: {key}", row[key]) if key in row else ()
    yield from confidence_faults(place, row["confidence"]) if "confidence" in row else ()
    yield from level_faults(place, row.get("level", ALL))
    yield from word_faults(place, "whose", row["whose"], ("agency", "region")) if "whose" in row else ()
    if row.get("change", True) is not True:
        yield f"{place}: change is true or left out, not {quoted(row['change'])}"
    documents = row.get("documents", [""])
    if not isinstance(documents, list) or not documents or not all(isinstance(one, str) for one in documents):
        yield f"{place}: documents are a list of kinds, not {quoted(documents)}"
    sides = [side for side in _SIDES if side in row]
    if len(sides) != 1:
        yield f"{place}: one of {' and '.join(_SIDES)} expected, not {' and '.join(sides) or 'none'}"
    for side in sides:
        yield from _limit_faults(f"{place}: {side}", row[side])


def _limit_faults(place: str, limit: Any) -> Iterator[str]:
    if not isinstance(limit, Mapping) or "count" not in limit:
        yield from _calendar_faults(place, limit)
        return
    anchors = [key for key in ("after", "before") if key in limit] or ["after"]
    yield from key_faults(place, limit, ("count", "unit", *anchors))
    if len(anchors) > 1:
        yield f"{place}: after and before exclude each other"
    if type(limit["count"]) is not int or not 0 <= limit["count"] <= MOST:
        yield f"{place}: count is a whole number from 0 to {MOST}, not {quoted(limit['count'])}"
    yield from word_faults(place, "unit", limit["unit"], get_args(OffsetUnit)) if "unit" in limit else ()
    for anchor in (limit[key] for key in anchors if key in limit):
        if isinstance(anchor, Mapping):
            yield from _calendar_faults(place, anchor)
        else:
            yield from text_faults(place, {"event": anchor}, ("event",))


def _calendar_faults(place: str, limit: Any) -> Iterator[str]:
    part = "week" if isinstance(limit, Mapping) and "week" in limit else "day"
    faults = [*key_faults(place, limit, ("month", part, "year"))]
    yield from faults
    if faults:
        return
    wrong = [key for key in limit if type(limit[key]) is not int]
    if wrong:
        yield f"{place}: {', '.join(wrong)} of a calendar day is a whole number, not {quoted(limit[wrong[0]])}"
    elif not 1 <= limit["month"] <= 12 or not 1 <= limit[part] <= _largest(part, limit["month"]):
        yield f"{place}: there is no {part} {limit[part]} of month {limit['month']} in every year"


def _largest(part: str, month: int) -> int:
    if part == "week":
        return 4
    return _DAYS_OF_FEBRUARY if month == 2 else monthrange(1, month)[1]


def _overlaps(built: tuple[Deadline, ...]) -> Iterator[str]:
    """Name two deadlines of one instrument that give one event of one document two days."""
    for one, other in combinations(built, 2):
        same = one.event == other.event and one.side == other.side and one.instrument == other.instrument
        kinds = set(one.documents) & set(other.documents) and one.change == other.change
        who = set(one.levels) & set(other.levels) and (one.whose is None or other.whose in {None, one.whose})
        from_one = one.anchor == other.anchor
        first, second = sorted((one, other), key=lambda deadline: deadline.start)
        if same and kinds and who and from_one and (first.until is None or first.until >= second.start):
            yield f"{one.rule} {one.name} and {other.rule} {other.name} overlap: {one.event} of {', '.join(one.documents)}"
