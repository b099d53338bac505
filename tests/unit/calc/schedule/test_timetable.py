"""The deadlines of a plan on a day: done, late, to come, not known."""

from __future__ import annotations

import pytest

from regplan.calc.schedule import Due, timetable
from regplan.errors import CallError, UnknownNameError
from regplan.law import current
from regplan.model import Agency, Document, Plan

APBD = Document(
    id="apbd",
    kind="APBD",
    first_year=2027,
    last_year=2027,
    events={"draft_to_dprd": "2026-08-03", "joint_approval": "2026-12-04", "enacted": "2026-12-20"},
)


def due(rule: str, on: str, document: Document = APBD) -> Due:
    """Return the first deadline of a rule, on a day."""
    return next(
        one
        for one in timetable(Plan(documents=[document]), on, holidays=["2026-01-01", "2027-01-01"])
        if one.deadline.rule == rule
    )


def test_done_late_and_planned() -> None:
    """What happened in time is done, what came after its limit late; what is stated for a later day is to come until then."""
    assert due("SCH-20", "2026-08-03").status == "done"
    assert (due("SCH-21", "2026-12-05").status, due("SCH-21", "2026-12-05").days) == ("late", 4)
    assert [due("SCH-23", day).status for day in ("2026-12-19", "2026-12-20")] == ["upcoming", "done"]


def test_late_before_it_happens() -> None:
    """An event that is planned after its limit is late already, and not to come."""
    assert due("SCH-21", "2026-10-01").status == "late"


def test_not_stated() -> None:
    """An event that is not stated is to come until its limit, on that day too; after that nobody knows."""
    told = [due("SCH-31", day) for day in ("2027-01-31", "2027-02-01")]
    assert [one.status for one in told] == ["upcoming", "unknown"]
    assert told[1].lacks is not None
    assert (
        told[1].lacks.en == "its limit has passed; the day of reported to finance ('reported_to_finance' in 'events')"
    )


def test_order_and_choice() -> None:
    """The list goes by the day of the limit; those that cannot be counted come last; documents are chosen by kind or id."""
    plan = Plan(documents=[APBD, Document(id="kua", kind="KUA_PPAS", first_year=2027, last_year=2027)])
    days = [one.limit for one in timetable(plan, "2026-06-01")]
    known = [day for day in days if day is not None]
    assert days == [*sorted(known), *([None] * (len(days) - len(known)))]
    assert {one.document for one in timetable(plan, "2026-06-01", documents="KUA_PPAS")} == {"kua"}


def test_counted_from_other_documents() -> None:
    """A Renstra's limit counts from the RPJMD of its years; where two could be meant it is not known."""
    renstra = Document(id="r", kind="RENSTRA", agency="x", first_year=2025, last_year=2029)
    rpjmd = Document(id="a", kind="RPJMD", first_year=2025, last_year=2029, events={"enacted": "2025-08-20"})
    other = Document(id="b", kind="RPJMD", first_year=2025, last_year=2029, events={"enacted": "2025-08-27"})

    def limit(*documents: Document) -> str:
        plan = Plan(agencies=[Agency(id="x")], documents=[renstra, *documents])
        found = [
            one for one in timetable(plan, "2025-01-01", documents="r") if one.deadline.name == "renstra-within-a-month"
        ]
        return str(found[0].limit)

    assert limit(rpjmd) == "2025-09-20"
    assert limit(rpjmd, other) == limit() == "None"


def test_no_perkada_for_an_approved_budget() -> None:
    """A budget that was approved has no deadline for a Perkada in its place."""
    assert "BUD-P4" not in {one.deadline.rule for one in timetable(Plan(documents=[APBD]), "2026-12-31")}


def test_law_beside_the_answer() -> None:
    """Each deadline says its article and how it was counted, with the holidays that were left out."""
    found = due("SCH-22", "2026-12-05")
    assert found.law == "PP 12/2019 Pasal 1(85), 107"
    assert found.counted.en == "60 working days after draft to DPRD on 2026-08-03, 0 holidays left out"


def test_without_years() -> None:
    """A document without years has no day in the calendar: unknown, in words, and no error."""
    bare = Document(id="d", kind="APBD")
    told = {one.deadline.rule: one.lacks.en for one in timetable(Plan(documents=[bare]), "2026-01-01") if one.lacks}
    assert "first_year" in told["SCH-21"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"on": "1 Juli"}, CallError),
        ({"on": "2026-07-01", "weeks": "isoo"}, UnknownNameError),
        ({"on": "2026-07-01", "documents": "APBDD"}, UnknownNameError),
        ({"on": "2026-07-01", "holidays": ["17-08-2026"]}, CallError),
    ],
)
def test_bad_calls(given: dict[str, object], error: type[Exception]) -> None:
    """Days, weeks and documents that are none are refused by name."""
    with pytest.raises(error):
        timetable(Plan(documents=[APBD]), **given)  # type: ignore[arg-type] # what callers may type


def test_schedule_covers_each_rule_once() -> None:
    """No deadline of the law is left out: each kind of document has those that name it."""
    kinds = {kind for one in current().schedule for kind in one.documents}
    assert kinds == {
        "RPJPD",
        "RPJMD",
        "RENSTRA",
        "RKPD",
        "RENJA",
        "KUA",
        "PPAS",
        "KUA_PPAS",
        "APBD",
        "REALISATION",
        "LKJIP",
        "LPPD",
        "LKPJ",
    }
