"""Deadlines of the law: read, counted, chosen by document, day and level; refused when their file is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

import compile_law
from regplan.errors import LawError, UnknownNameError
from regplan.law import current
from regplan.law.fields import CONFIDENCES
from regplan.law.schedule import deadlines_from
from regplan.model.words import DocumentKind

BAD = Path(__file__).parent / "bad" / "schedule"


@pytest.mark.parametrize(
    ("rule", "name", "year", "day"),
    [
        ("SCH-18", "kua-ppas-to-dprd", 2027, date(2026, 7, 14)),
        ("SCH-20", "apbd-to-dprd", 2027, date(2026, 9, 7)),
        ("SCH-21", "apbd-approved", 2027, date(2026, 11, 30)),
        ("SCH-29", "change-apbd-decided", 2026, date(2026, 9, 30)),
        ("SCH-32", "agency-performance-report", 2023, date(2024, 2, 29)),
        ("SCH-39", "lkpj", 2025, date(2026, 3, 31)),
    ],
)
def test_days_of_the_calendar(rule: str, name: str, year: int, day: date) -> None:
    """A deadline fixed in the calendar follows from the first year of the document."""
    assert current().deadline(rule, name).day(year=year) == day


@pytest.mark.parametrize(
    ("rule", "name", "events", "day"),
    [
        ("SCH-10", "rpjmd-enacted", {"inauguration": date(2025, 2, 20)}, date(2025, 8, 20)),
        ("SCH-07", "draft-to-evaluator", {"joint_approval": date(2026, 8, 14)}, date(2026, 8, 19)),
        ("SCH-34", "long-term-musrenbang", {"previous_period_end": date(2025, 12, 31)}, date(2024, 12, 31)),
        ("SCH-12", "renstra-after-rpjmd", {"rpjmd_enacted": date(2025, 8, 20)}, date(2025, 8, 20)),
    ],
)
def test_days_after_events(rule: str, name: str, events: dict[str, date], day: date) -> None:
    """A deadline counted from an event follows from its day."""
    assert current().deadline(rule, name).day(events=events) == day


def test_holidays_move_working_days() -> None:
    """Holidays move a limit in working days and no other."""
    events, holidays = {"joint_approval": date(2026, 8, 14)}, [date(2026, 8, 17)]
    assert current().deadline("SCH-07", "draft-to-evaluator").day(events=events, holidays=holidays) == date(2026, 8, 20)
    assert current().deadline("SCH-21", "apbd-approved").day(year=2027, holidays=[date(2026, 11, 30)]) == date(
        2026, 11, 30
    )


def test_unknown_events_give_no_day() -> None:
    """Where the event or the year is not known there is no day, not a guessed one."""
    assert current().deadline("SCH-10", "rpjmd-enacted").day(year=2025, events={"enacted": date(2025, 8, 1)}) is None
    assert current().deadline("SCH-18", "kua-ppas-to-dprd").day() is None


def test_deadlines_of_a_document() -> None:
    """Deadlines are chosen by kind, day in force, level, and whether the document is a change."""
    law, day = current(), date(2026, 1, 1)
    assert {one.rule for one in law.deadlines("RKPD", day, level="province")} == {f"SCH-{n}" for n in (13, 14, 15, 16)}
    assert [one.name for one in law.deadlines("RKPD", day, level="city") if one.rule == "SCH-16"] == [
        "rkpd-of-regency-or-city"
    ]
    assert all(one.change for one in law.deadlines("APBD", day, change=True))
    assert [one.rule for one in law.deadlines("RPJPD", date(2008, 1, 1))] == ["SCH-34"]
    with pytest.raises(UnknownNameError):
        law.deadlines("RKPD", day, level="kota")


def test_misspelt_deadline() -> None:
    """A misspelt deadline comes with a near one."""
    with pytest.raises(UnknownNameError) as caught:
        current().deadline("SCH-10", "rpjmd-enacte")
    assert caught.value.near[0] == "SCH-10 rpjmd-enacted"


def test_words_of_the_schedule() -> None:
    """Documents are kinds of the model, and every deadline has instrument, article, confidence and source."""
    for one in current().schedule:
        assert set(one.documents) <= set(get_args(DocumentKind))
        assert one.confidence in CONFIDENCES
        assert one.instrument
        assert one.article
        assert one.source.startswith("regulations §")


def test_law_that_was_recalled_stays_recalled() -> None:
    """The limits of Permendagri 86/2017 that were not read are not passed off as read."""
    recalled = {one.rule for one in current().schedule if one.confidence == "recalled"}
    assert recalled == {"SCH-04", "SCH-06", "SCH-13", "SCH-15", "SCH-16", "SCH-17"}


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_bad_schedule(path: Path) -> None:
    """Each bad schedule is refused, with all words of its first line in one message."""
    with pytest.raises(LawError) as caught:
        deadlines_from(compile_law.read(path))
    for words in path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(" | "):
        assert words in str(caught.value)
