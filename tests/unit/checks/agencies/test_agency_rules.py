"""ORG and WEB: what makes them unknown, and what they leave alone; the pages of the rules show what they find."""

from __future__ import annotations

from typing import Any

import pytest

import regplan as rp
from regplan.testing import sound_plan

RKPD = rp.Document(id="rkpd", kind="RKPD", first_year=2026, last_year=2026)


def told(plan: rp.Plan, code: str) -> list[str]:
    """Return the findings of a rule, then what it lacks."""
    report = rp.check(plan, select=code)
    return [one.name for one in report.findings] + [f"lacks {one.lacks.en}" for one in report.unknown]


def asked(**facts: Any) -> rp.Plan:
    """Write one request between two programs."""
    return rp.Plan(
        documents=[RKPD],
        programs=[rp.Program(id="P", document="rkpd"), rp.Program(id="Q", document="rkpd")],
        links=[rp.Link(kind="needs", source="P", target="Q", **facts)],
    )


def test_sound_plan() -> None:
    """A sound plan of several OPD has no finding."""
    assert rp.check(sound_plan(agencies=3, programs=2), select=["ORG", "WEB"]).findings == ()


def test_fields_unknown() -> None:
    """ORG-01 and ORG-02 lack their input where OPD say nothing of their fields."""
    plan = rp.Plan(
        documents=[RKPD],
        agencies=[rp.Agency(id="a")],
        programs=[rp.Program(id="P", code="1.02.02", agency="a", document="rkpd")],
    )
    assert told(plan, "ORG-01") == ["lacks functions or codes of OPD"]
    assert told(plan, "ORG-02") == ["lacks functions or codes of OPD"]


def test_generic_program_needs_no_field() -> None:
    """X.XX is every OPD's."""
    plan = rp.Plan(documents=[RKPD], programs=[rp.Program(id="P", code="X.XX.01", document="rkpd")])
    assert told(plan, "ORG-01") == []


def test_years_unknown() -> None:
    """The bound of ORG-02 is read by year; without one it is unknown, before its day nothing is asked."""
    agency = rp.Agency(id="a", functions=["1.01", "1.02", "1.03", "1.04"])
    undated = rp.Plan(agencies=[agency], documents=[rp.Document(id="d", kind="RKPD")])
    early = rp.Plan(agencies=[agency], documents=[rp.Document(id="d", kind="RKPD", first_year=2018, last_year=2018)])
    assert (told(undated, "ORG-02"), told(early, "ORG-02")) == (["lacks the years of a document"], [])


def test_lists_of_some_opd() -> None:
    """ORG-03 does not take a short list for the whole, asks no Renja, and needs the level of the region."""
    some = rp.Plan(region=rp.Region(level="city"), documents=[RKPD], agencies=[rp.Agency(id="a", functions=["1.02"])])
    assert told(some, "ORG-03") == ["lacks the list of all OPD"]
    assert told(some.replace(region=None), "ORG-03") == ["lacks region: code or level"]
    assert told(some.replace(documents=[rp.Document(id="r", kind="RENJA", first_year=2026)]), "ORG-03") == []


def test_former_opd_without_day() -> None:
    """ORG-05 lacks the day of a link only while the former OPD carries work."""
    plan = rp.Plan(
        documents=[RKPD],
        agencies=[rp.Agency(id="new"), rp.Agency(id="old")],
        programs=[rp.Program(id="P", agency="old", document="rkpd")],
        links=[rp.Link(kind="replaces", source="new", target="old")],
    )
    assert told(plan, "ORG-05") == ["lacks 'start' of the links 'replaces'"]
    moved = plan.replace(programs=[rp.Program(id="P", agency="new", document="rkpd")])
    assert told(moved, "ORG-05") == []


def test_money_stays_behind() -> None:
    """Money stated for the former OPD itself in a later year is found, and in the year of the change it is not."""
    links = [rp.Link(kind="replaces", source="new", target="old", start="2025-06-01")]
    amount = [rp.Allocation(document="rkpd", subject="old", amounts={"2026": 5})]
    plan = rp.Plan(
        documents=[RKPD], agencies=[rp.Agency(id="new"), rp.Agency(id="old")], links=links, allocations=amount
    )
    assert told(plan, "ORG-05") == ["replaced-agency-carries-work"]
    same_year = plan.replace(links=[rp.Link(kind="replaces", source="new", target="old", start="2026-06-01")])
    assert told(same_year, "ORG-05") == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"status": "accepted"}, []),
        ({}, []),
        (
            {"status": "proposed"},
            ["lacks 'start' or 'finish' of proposed requests", "lacks events of documents, such as enacted"],
        ),
        ({"status": "proposed", "finish": "2026-01-01"}, ["lacks events of documents, such as enacted"]),
        ({"status": "refused", "reason": "x"}, []),
        ({"status": "refused"}, ["refused-without-reason"]),
    ],
)
def test_requests(facts: dict[str, Any], expected: list[str]) -> None:
    """WEB-02 asks proposed requests for a day and refused ones for a reason, others for nothing."""
    assert told(asked(**facts), "WEB-02") == expected


def test_request_in_time() -> None:
    """A request whose day is that of the last event, or later, is not overdue."""
    dated = RKPD.__class__(id="rkpd", kind="RKPD", first_year=2026, events={"enacted": "2025-07-01"})
    for day, expected in (("2025-06-30", ["request-unanswered"]), ("2025-07-01", []), ("2025-08-01", [])):
        plan = asked(status="proposed", finish=day).replace(documents=[dated])
        assert told(plan, "WEB-02") == expected


def test_carrier_leads() -> None:
    """WEB-03 asks for no lead where the node has an OPD."""
    plan = rp.Plan(
        documents=[RKPD],
        agencies=[rp.Agency(id="a"), rp.Agency(id="b")],
        programs=[rp.Program(id="P", document="rkpd", agency="a")],
        links=[rp.Link(kind="contributes", source="b", target="P", role="member")],
    )
    assert told(plan, "WEB-03") == []


def test_no_links_one_unknown() -> None:
    """A plan without links of cooperation gets one line from WEB-04, however many OPD share objectives."""
    agencies = [rp.Agency(id=f"a{at}") for at in range(40)]
    programs = [rp.Program(id=f"P{at}", parent="S", agency=f"a{at}") for at in range(40)]
    plan = rp.Plan(agencies=agencies, programs=programs, objectives=[rp.Objective(id="S")])
    assert told(plan, "WEB-04") == ["lacks links 'contributes' or 'needs'"]


def test_days_unknown_and_refused() -> None:
    """WEB-06 lacks unstated days once, and leaves refused requests alone."""
    assert told(asked(), "WEB-06") == ["lacks 'start' and 'finish' of the work"]
    assert told(asked(status="refused", reason="x"), "WEB-06") == []
