"""What is always true of deadlines: earlier is never worse, holidays only give time, and a week later is the same week later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from regplan.calc.schedule import Due, WorkCalendar, dues_of
from regplan.checks import check
from regplan.law import Deadline, current
from regplan.model import Document, Plan, Region
from regplan.model.events import EVENTS
from regplan.testing import strategies as records
from regplan.values.workdays import due

WEEK = timedelta(days=7)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=40)
LATEST = [one for one in current().schedule if one.side == "latest" and one.anchor != "quarter_end"]
WORSE = {"done": 0, "unknown": 1, "late": 2}
EVENT_DAYS = st.dictionaries(
    st.sampled_from(sorted(EVENTS)), st.one_of(st.none(), DAYS.map(date.isoformat)), max_size=12
)


def judge(deadline: Deadline, anchor: date, happened: date, holidays: frozenset[date] = frozenset()) -> Due | None:
    """Judge one deadline on a document that states its event and what it is counted from."""
    counted = {deadline.anchor: anchor.isoformat()} if isinstance(deadline.anchor, str) else {}
    change: dict[str, Any] = {"amends": "a", "budget_stage": "change"} if deadline.change else {}
    document = Document(
        id="d",
        kind=deadline.documents[0],  # type: ignore[arg-type] # the kinds of the law are those of the model
        first_year=2027,
        last_year=2027,
        agency="x" if deadline.whose == "agency" else None,
        events={**counted, deadline.event: happened.isoformat()},
        **change,
    )
    plan = Plan(region=Region(level=deadline.levels[0]), documents=[document])
    found = dues_of(plan, document, current(), rule=deadline.rule, holidays=WorkCalendar(holidays))
    return next((one for one in found if one.deadline.name == deadline.name), None)


@given(st.sampled_from(LATEST), DAYS, DAYS, st.integers(0, 400), HOLIDAYS)
def test_earlier_is_never_worse(
    deadline: Deadline, anchor: date, happened: date, days: int, holidays: frozenset[date]
) -> None:
    """Moving an event to an earlier day never turns in time into doubt, nor doubt into late."""
    later = judge(deadline, anchor, happened, holidays)
    earlier = judge(deadline, anchor, happened - timedelta(days=days), holidays)
    assert (later is None) == (earlier is None)
    if later and earlier:
        assert WORSE[earlier.status] <= WORSE[later.status]


COUNTED = [
    one
    for one in LATEST
    if one.offset and one.offset.unit in {"days", "weeks", "working_days"} and isinstance(one.anchor, str)
]


@given(st.sampled_from(COUNTED), DAYS, DAYS, st.integers(-20, 20))
def test_a_week_later_is_the_same(deadline: Deadline, anchor: date, happened: date, weeks: int) -> None:
    """Moving all days of a document by whole weeks moves its limit as far and judges it alike, where no holiday is known."""
    one, other = (judge(deadline, anchor + move, happened + move) for move in (WEEK * 0, WEEK * weeks))
    if one and other and one.limit and other.limit:
        assert (other.limit - one.limit, other.status) == (WEEK * weeks, one.status)


WORKING = [
    one
    for one in current().schedule
    if one.offset and one.offset.unit == "working_days" and isinstance(one.anchor, str)
]


@given(st.sampled_from(WORKING), DAYS, HOLIDAYS, HOLIDAYS)
def test_holidays_never_take_time(
    deadline: Deadline, anchor: date, some: frozenset[date], more: frozenset[date]
) -> None:
    """More holidays never make a limit that is counted forward earlier, nor one that is counted back later."""
    assert deadline.offset is not None
    few, many = due(anchor, deadline.offset, some), due(anchor, deadline.offset, some | more)
    assert few <= many if deadline.offset.count > 0 else few >= many


@given(st.sampled_from(WORKING), DAYS, DAYS, HOLIDAYS)
def test_what_is_certain_stays(deadline: Deadline, anchor: date, happened: date, holidays: frozenset[date]) -> None:
    """In time without any holiday known stays in time whatever holidays there are: they only give time."""
    before = judge(deadline, anchor, happened)
    after = judge(deadline, anchor, happened, holidays)
    if before and after and before.status == "done":
        assert after.status == "done"


@given(
    st.lists(
        st.builds(lambda one, events: attrs.evolve(one, events=events), records.documents(), EVENT_DAYS), max_size=6
    )
)
def test_no_rule_on_time_crashes(documents: list[Document]) -> None:
    """Whatever documents say of themselves, the rules on time and change end without a crash."""
    report = check(Plan(documents=documents), select=["SCH", "BUD-P", "AMD", "STG", "VER", "PER-06"])
    assert "RULE-01" not in {one.code for one in report.findings}
