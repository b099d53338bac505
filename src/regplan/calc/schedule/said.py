"""What is said of deadlines: how a limit is counted, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from regplan.calc.schedule.calendars import WorkCalendar
from regplan.law import CalendarDay, Deadline
from regplan.model.events import EVENTS, event_label
from regplan.values.lang import Bilingual
from regplan.values.workdays import OffsetUnit, WeekRule

__all__ = ["FIRST_YEAR", "LEVEL", "STAGE", "counted", "day_of", "holidays_of", "limit_of"]

LEVEL: Final = Bilingual("tingkat daerah ('tingkat' pada 'daerah')", "the level of the region ('level' in 'region')")
STAGE: Final = Bilingual(
    "apakah dokumen ini pergeseran atau perubahan ('tahap_anggaran')",
    "whether this document is a shift or a change ('budget_stage')",
)
FIRST_YEAR: Final = Bilingual("tahun dokumen ('tahun' atau 'tahun_awal')", "the years of the document ('first_year')")

_UNITS: Final[dict[OffsetUnit, tuple[str, str, str]]] = {
    "days": ("hari kalender", "calendar day", "calendar days"),
    "working_days": ("hari kerja", "working day", "working days"),
    "weeks": ("minggu", "week", "weeks"),
    "months": ("bulan", "month", "months"),
    "years": ("tahun", "year", "years"),
}
_WEEKS: Final[dict[WeekRule, tuple[str, str]]] = {
    "calendar_7day": ("minggu sebagai tujuh hari kalender", "weeks of seven calendar days"),
    "iso": ("minggu ISO, sampai Minggu", "ISO weeks, to Sunday"),
    "workday": ("minggu kerja, sampai Jumat", "working weeks, to Friday"),
}


def day_of(event: str) -> Bilingual:
    """Name the day of an event as what is lacking."""
    label = event_label(event)
    return Bilingual(
        f"hari {label.id} ('{EVENTS.get(event, event)}' dalam 'peristiwa')",
        f"the day of {label.en} ('{event}' in 'events')",
    )


def holidays_of(years: Iterable[int]) -> Bilingual:
    """Name the holidays of some years as what is lacking."""
    told = ", ".join(map(str, years))
    return Bilingual(
        f"hari libur {told} ('hari_libur' pada 'daerah'): batas dalam hari kerja dapat bergeser",
        f"the holidays of {told} ('holidays' in 'region'): the limit in working days could move",
    )


def limit_of(deadline: Deadline) -> Bilingual:
    """Say a limit that could not be counted."""
    if isinstance(deadline.anchor, CalendarDay) and deadline.offset is None:
        return Bilingual("hari tetap dalam kalender", "a fixed day of the calendar")
    label = (
        Bilingual("akhir triwulan", "the end of the quarter")
        if isinstance(deadline.anchor, CalendarDay)
        else event_label(deadline.anchor)
    )
    return _from(deadline, label)


def counted(deadline: Deadline, start: date, limit: date, calendar: WorkCalendar, weeks: WeekRule) -> Bilingual:
    """
    Say how a limit was counted: from what, in what days, with how many holidays.

    Example:
        >>> from regplan.law import current
        >>> one = current().deadline("SCH-20", "apbd-to-dprd")
        >>> counted(one, date(2026, 11, 30), date(2026, 9, 7), WorkCalendar(), "calendar_7day").en
        '60 working days before 2026-11-30, Monday to Friday, holidays not known'
    """
    anchor = deadline.anchor
    if deadline.offset is None:
        week = anchor.week if isinstance(anchor, CalendarDay) else None
        if week is None:
            return Bilingual("hari tetap dalam kalender", "a fixed day of the calendar")
        return Bilingual(f"minggu ke-{week}, {_WEEKS[weeks][0]}", f"week {week} of the month, {_WEEKS[weeks][1]}")
    if isinstance(anchor, CalendarDay):
        told = _from(deadline, Bilingual(str(start), str(start)))
    else:
        label = event_label(anchor)
        told = _from(deadline, Bilingual(f"{label.id} {start}", f"{label.en} on {start}"))
    if deadline.offset.unit != "working_days":
        return told
    off = calendar.between(start, limit)
    if calendar.knows(start, limit):
        return Bilingual(f"{told.id}, tanpa {off} hari libur", f"{told.en}, {off} holidays left out")
    if off:
        return Bilingual(
            f"{told.id}, tanpa {off} hari libur yang disebut; hari libur lain belum diketahui",
            f"{told.en}, {off} stated holidays left out, others not known",
        )
    return Bilingual(
        f"{told.id}, Senin sampai Jumat, hari libur belum diketahui", f"{told.en}, Monday to Friday, holidays not known"
    )


def _from(deadline: Deadline, label: Bilingual) -> Bilingual:
    offset = deadline.offset
    assert offset is not None
    if not offset.count:
        return Bilingual(f"tidak sebelum {label.id}", f"not before {label.en}")
    name, one, many = _UNITS[offset.unit]
    side = ("setelah", "after") if offset.count > 0 else ("sebelum", "before")
    number = abs(offset.count)
    return Bilingual(
        f"{number} {name} {side[0]} {label.id}", f"{number} {one if number == 1 else many} {side[1]} {label.en}"
    )
