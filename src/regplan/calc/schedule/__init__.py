"""
Deadlines of a plan: which limit of the law each document has, how it is counted, and whether it was kept (regulations §1.11).

Nothing here judges: a day that is not stated makes an answer unknown, and so does a limit in working days that a holiday
regplan does not know could move.
"""

from regplan.calc.schedule.calendars import DOUBTFUL, WorkCalendar, calendar_of
from regplan.calc.schedule.changes import Instrument, budget_stage, instrument_of, is_change
from regplan.calc.schedule.limits import Due, DueStatus, dues_of
from regplan.calc.schedule.timetable import timetable

__all__ = [
    "DOUBTFUL",
    "Due",
    "DueStatus",
    "Instrument",
    "WorkCalendar",
    "budget_stage",
    "calendar_of",
    "dues_of",
    "instrument_of",
    "is_change",
    "timetable",
]
