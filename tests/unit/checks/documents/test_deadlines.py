"""The edges of every rule on a deadline: on the day, a day late, no day, another law, another region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from regplan.calc.schedule import WorkCalendar, dues_of
from regplan.checks import check, registry
from regplan.diagnostics import Report
from regplan.errors import CallError, UnknownNameError
from regplan.law import Deadline, current
from regplan.model import Agency, Document, Plan, Region
from regplan.values.workdays import Offset, due

NEW_YEARS = [date(year, 1, 1) for year in range(2023, 2030)]
ANCHOR = date(2026, 6, 1)
DEADLINES = [pytest.param(one, id=f"{one.rule} {one.name}") for one in current().schedule]
TWO_LIMITS = {"SCH-05", "SCH-15"}
FROM_AN_EVENT = [
    pytest.param(one, id=f"{one.rule} {one.name}")
    for one in current().schedule
    if isinstance(one.anchor, str) and one.anchor != "quarter_end"
]


def event_of(deadline: Deadline) -> str:
    """Name the event of a deadline as a document states it; of the quarters the first."""
    return "quarter_1_reported" if deadline.anchor == "quarter_end" else deadline.event


def plan_for(deadline: Deadline, events: Mapping[str, date | None], year: int | None = 2026) -> Plan:
    """Build a plan with one document that has the deadline, and what it is counted from."""
    anchor = {deadline.anchor: ANCHOR} if isinstance(deadline.anchor, str) and deadline.anchor != "quarter_end" else {}
    stated = {name: day.isoformat() for name, day in {**anchor, **events}.items() if day is not None}
    fields: dict[str, Any] = {"kind": deadline.documents[0], "first_year": year, "last_year": year}
    fields |= {"amends": "asli", "budget_stage": "change"} if deadline.change else {}
    fields |= {"agency": "dinkes"} if deadline.whose == "agency" else {}
    document = Document(id="d", events=stated, **fields)
    return Plan(region=Region(level=deadline.levels[0]), agencies=[Agency(id="dinkes")], documents=[document])


def limit_of(deadline: Deadline) -> date:
    """Return the limit of the document of ``plan_for``, all holidays known."""
    found = dues_of(plan := plan_for(deadline, {}), plan.documents[0], current(), rule=deadline.rule, holidays=CALENDAR)
    return next(
        one.limit
        for one in found
        if one.deadline.name == deadline.name and one.event == event_of(deadline) and one.limit
    )


CALENDAR = WorkCalendar(frozenset(NEW_YEARS))


def judged(deadline: Deadline, day: date | None, *, holidays: list[date] | None = None) -> list[str]:
    """Return what the rule finds for an event on a day; then what is unknown, in English."""
    report = check(
        plan_for(deadline, {event_of(deadline): day}),
        select=deadline.rule,
        holidays=NEW_YEARS if holidays is None else holidays,
    )
    assert not [one for one in report.findings if one.code == "RULE-01"]
    names = {deadline.clause, "between-two-limits", "past-both-limits"}
    return [one.name for one in report.findings if one.name in names] + [one.lacks.en for one in report.unknown]


@pytest.mark.parametrize("deadline", DEADLINES)
def test_on_the_day_is_in_time(deadline: Deadline) -> None:
    """An event on the very day of its limit is no finding."""
    assert deadline.clause not in judged(deadline, limit_of(deadline))


@pytest.mark.parametrize("deadline", DEADLINES)
def test_a_day_past_is_found(deadline: Deadline) -> None:
    """An event a day past its limit (before, where the law says not before) is a finding, when all holidays are known."""
    past = timedelta(days=1 if deadline.side == "latest" else -1)
    found = judged(deadline, limit_of(deadline) + past)
    expected = {"between-two-limits", "past-both-limits"} if deadline.rule in TWO_LIMITS else {deadline.clause}
    assert expected & set(found)


@pytest.mark.parametrize("deadline", DEADLINES)
def test_no_event_is_unknown(deadline: Deadline) -> None:
    """A document that does not state the event is unknown, with the word to write, and never a pass or a finding."""
    plan = plan_for(deadline, {"x-other": date(2026, 1, 1)})
    report = check(plan, select=deadline.rule, holidays=NEW_YEARS)
    assert not report.findings
    assert any(f"'{event_of(deadline)}' in 'events'" in one.lacks.en for one in report.unknown)


@pytest.mark.parametrize("deadline", FROM_AN_EVENT)
def test_no_anchor_is_unknown(deadline: Deadline) -> None:
    """A limit that is counted from a day nobody stated is unknown, also where the event is stated."""
    plan = plan_for(deadline, {event_of(deadline): date(2026, 6, 10)}, year=2026)
    bare = plan.documents[0]
    kept = {name: day for name, day in bare.events.items() if name != deadline.anchor}
    document = Document(
        **{
            name: getattr(bare, name)
            for name in ("id", "kind", "first_year", "last_year", "agency", "amends", "budget_stage")
        },
        events=kept,
    )
    report = check(plan.replace(documents=[document]), select=deadline.rule, holidays=NEW_YEARS)
    assert deadline.clause not in [one.name for one in report.findings]
    assert any(f"'{deadline.anchor}' in 'events'" in one.lacks.en for one in report.unknown)


WORKING = [
    pytest.param(one, id=f"{one.rule} {one.name}")
    for one in current().schedule
    if one.offset is not None and one.offset.unit == "working_days"
]


@pytest.mark.parametrize("deadline", WORKING)
@pytest.mark.parametrize(("margin", "unknown"), [(1, True), (5, True), (6, False)])
def test_margin_without_holidays(deadline: Deadline, margin: int, unknown: bool) -> None:  # noqa: FBT001 - of the table
    """Without holidays up to five working days on the side to which these move the limit are unknown, the sixth is decided."""
    assert deadline.offset is not None
    forward = deadline.offset.count > 0
    day = due(limit_of_plain(deadline), Offset(margin if forward else -margin, "working_days"))
    found = judged(deadline, day, holidays=[])
    assert any("holidays of" in text for text in found) == unknown
    assert (deadline.clause in found) == (forward and not unknown)


def limit_of_plain(deadline: Deadline) -> date:
    """Return the limit where no holiday is known."""
    plan = plan_for(deadline, {})
    found = dues_of(plan, plan.documents[0], current(), rule=deadline.rule)
    return next(
        one.limit
        for one in found
        if one.deadline.name == deadline.name and one.event == event_of(deadline) and one.limit
    )


@pytest.mark.parametrize("deadline", WORKING)
def test_certain_side_without_holidays(deadline: Deadline) -> None:
    """Holidays only give more time after an event and take time before a day: the other side is certain without them."""
    assert deadline.offset is not None
    limit = limit_of_plain(deadline)
    if deadline.offset.count > 0:
        assert not any("holidays of" in text for text in judged(deadline, limit, holidays=[]))
    else:
        assert deadline.clause in judged(deadline, limit + timedelta(days=1), holidays=[])


@pytest.mark.parametrize(
    ("code", "clause", "severity"),
    [
        ("SCH-10", "rpjmd-enacted-late", "error"),
        ("SCH-02", "initial-draft-to-dprd-late", "warning"),
        ("SCH-04", "initial-draft-consulted-late", "info"),
        ("SCH-08", "evaluated-late", "warning"),
        ("SCH-30", "deficit-ceilings-set-late", "info"),
    ],
)
def test_severity(code: str, clause: str, severity: str) -> None:
    """What was read may be an error, the press warns, memory informs; another authority's delay is less than the law allows."""
    assert registry()[code].definition.clause(clause).severity == severity


def rpjmd(inaugurated: str, enacted: str) -> Plan:
    """Build a plan with an RPJMD."""
    events = {"inauguration": inaugurated, "enacted": enacted}
    return Plan(documents=[Document(id="d", kind="RPJMD", first_year=2025, last_year=2029, events=events)])


def test_the_laws_own_example() -> None:
    """Inaugurated on 20 February 2025, an RPJMD is in time on 20 August and late on the 21st, with the article and both days."""
    assert not check(rpjmd("2025-02-20", "2025-08-20"), select="SCH-10").findings
    (found,) = check(rpjmd("2025-02-20", "2025-08-21"), select="SCH-10").findings
    assert found.law == "UU 23/2014 Pasal 264(4)"
    assert found.text("en") == (
        "document d: enacted on 2025-08-21, the limit was 2025-08-20 (6 months after inauguration on 2025-02-20): 1 day(s) late"
    )


def test_a_limit_follows_its_law() -> None:
    """A plan that ended before the law on its deadline began is not judged by it."""
    old = Document(id="d", kind="APBD", first_year=2015, last_year=2015, events={"draft_to_dprd": "2014-12-20"})
    report = check(Plan(documents=[old]), select="SCH-20")
    assert (report.findings, report.unknown) == ((), ())


def test_weeks_are_the_callers() -> None:
    """The second week of July 2026 ends on Tuesday 14, Sunday 12 or Friday 10, as the caller counts weeks; no rule is unknown."""
    events = {"draft_to_dprd": "2026-07-13"}
    plan = Plan(documents=[Document(id="k", kind="KUA_PPAS", first_year=2027, last_year=2027, events=events)])
    found = {
        weeks: len(check(plan, select="SCH-18", weeks=weeks).findings) for weeks in ("calendar_7day", "iso", "workday")
    }
    assert found == {"calendar_7day": 0, "iso": 1, "workday": 1}
    with pytest.raises(UnknownNameError, match="calendar_7day"):
        check(plan, weeks="calendar_7days")  # type: ignore[arg-type] # what a caller may type


def test_holidays_of_plan_and_caller() -> None:
    """Days off that the region states and those the caller gives count alike; what is no day is refused."""
    events = {"joint_approval": "2026-08-14", "sent_for_evaluation": "2026-08-20"}
    plan = Plan(documents=[Document(id="d", kind="RPJMD", first_year=2026, last_year=2030, events=events)])
    stated = plan.replace(region=Region(holidays=["2026-08-17"]))
    without = check(plan, select="SCH-07", holidays=["2026-01-01"])
    assert [len(one.findings) for one in (without, check(stated, select="SCH-07"))] == [1, 0]
    assert not check(plan, select="SCH-07", holidays=[date(2026, 8, 17)]).findings
    with pytest.raises(CallError, match="2026-08-17"):
        check(plan, holidays=["17 Agustus"])


def test_shift_or_change() -> None:
    """The calendar of the change is not for shifts; where an amendment says neither, that is what is lacking."""

    def amended(**fields: str) -> Report:
        events = {"joint_approval": "2026-10-05"}
        document = Document(id="p", kind="APBD", first_year=2026, last_year=2026, amends="a", events=events, **fields)  # type: ignore[arg-type] # by name
        return check(Plan(documents=[document]), select="SCH-29")

    assert not amended(budget_stage="shift").findings
    assert [one.name for one in amended(budget_stage="change")] == ["change-apbd-decided-late"]
    assert [one.name for one in amended(instrument="Perda 9/2026")] == ["change-apbd-decided-late"]
    assert "budget_stage" in amended().unknown[0].lacks.en


def test_level_of_region_is_needed() -> None:
    """Where regencies and provinces have different limits and the region does not say what it is, nothing is found."""
    events = {"musrenbang": "2026-04-10"}
    plan = Plan(documents=[Document(id="r", kind="RKPD", first_year=2027, last_year=2027, events=events)])
    report = check(plan, select="SCH-15")
    assert (report.findings, "level" in report.unknown[0].lacks.en) == ((), True)
    regency = check(plan.replace(region=Region(level="regency")), select="SCH-15")
    province = check(plan.replace(region=Region(level="province")), select="SCH-15")
    assert [one.findings[0].name for one in (regency, province)] == ["past-both-limits", "between-two-limits"]
