"""TGT-12 and 13: what counts as history, and when it tells nothing."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.checks import check
from regplan.model import Document, Indicator, Plan, Series
from regplan.model.words import SeriesRole

PAST = {"2019": "70", "2020": "72", "2021": "74,5", "2022": "76", "2023": "78,2", "2024": "80"}


def plan_of(
    target: dict[str, str], *past: tuple[SeriesRole, dict[str, str]], kind: Any = "RPJMD", **fields: Any
) -> Plan:
    """Build a plan with one indicator, its targets, and what other documents say it was."""
    documents = [Document(id=f"past{at}", kind="LKJIP") for at in range(len(past))]
    year = int(min(target))
    series = [
        Series(indicator="I", document=f"past{at}", role=role, values=values) for at, (role, values) in enumerate(past)
    ]
    return Plan(
        documents=[Document(id="d", kind=kind, first_year=year, last_year=year), *documents],
        indicators=[Indicator(id="I", **{"polarity": "up", "accumulation": "last", **fields})],
        series=[*series, Series(indicator="I", document="d", role="target", values=target)],
    )


def told(plan: Plan, code: str) -> tuple[list[str], list[str]]:
    """Return the names of findings, and in English what is lacking."""
    report = check(plan, documents="d", select=code)
    return [one.name for one in report.findings], [one.lacks.en.rsplit(" of ", 1)[0] for one in report.unknown]


@pytest.mark.parametrize(
    ("last", "fields", "found", "lacks"),
    [
        ("92", {}, [], []),
        ("120", {}, ["target-unrealistic"], []),
        ("80", {}, ["target-too-easy"], []),
        ("80", {"polarity": "down"}, ["target-unrealistic"], []),
        ("120", {"polarity": None}, [], ["polarity"]),
        ("120", {"polarity": "range"}, [], []),
        ("120", {"accumulation": "sum"}, [], []),
        ("120", {"accumulation": None}, [], ["accumulation"]),
        ("92", {"accumulation": None}, [], []),
        ("120", {"accumulation": None, "unit": "indeks"}, ["target-unrealistic"], []),
    ],
)
def test_plausible(last: str, fields: dict[str, Any], found: list[str], lacks: list[str]) -> None:
    """A last target is unusual by its polarity; accumulation matters only where something would be found."""
    assert told(plan_of({"2025": "81", "2030": last}, ("result", PAST), **fields), "TGT-12") == (found, lacks)


def test_what_counts_as_history() -> None:
    """A result wins over a baseline, documents that disagree on a year leave it out, and years of targets do not count."""
    few = ["4 yearly changes before the targets"]
    target = {"2025": "81", "2030": "120"}
    assert told(plan_of(target, ("result", PAST), ("baseline", {"2021": "1"})), "TGT-12")[0] == ["target-unrealistic"]
    assert told(plan_of(target, ("result", PAST), ("result", {"2021": "1"})), "TGT-12") == ([], few)
    assert told(plan_of(target, ("result", PAST), ("result", {"2021": "74.50"})), "TGT-12")[0] != []
    assert told(plan_of({"2023": "80"}, ("result", PAST)), "TGT-12") == ([], few)
    assert told(plan_of(target), "TGT-12") == ([], few)


def test_equal_changes_of_fractions_are_equal() -> None:
    """Changes of 0,1 in each year are the same, whatever binary floats make of them."""
    even = {"2019": "0,1", "2020": "0,2", "2021": "0,3", "2022": "0,4", "2023": "0,5", "2024": "0,6"}
    assert told(plan_of({"2025": "0,7", "2030": "1,2"}, ("result", even)), "TGT-12") == ([], [])
    assert told(plan_of({"2025": "0,7", "2030": "9"}, ("result", even)), "TGT-12") == (
        [],
        ["yearly changes that differ"],
    )


def test_history_that_tells_nothing() -> None:
    """Changes that never varied have no deviation; a history in other units is not compared."""
    even = {str(year): str(year - 1949) for year in range(2019, 2025)}
    assert told(plan_of({"2025": "76", "2030": "81"}, ("result", even)), "TGT-12") == ([], [])
    assert told(plan_of({"2025": "76", "2030": "99"}, ("result", even)), "TGT-12") == (
        [],
        ["yearly changes that differ"],
    )
    other = {**PAST, "2020": "72 orang"}
    assert told(plan_of({"2025": "81"}, ("result", other), unit="km"), "TGT-12")[1] == ["a history in one unit"]


def test_numbers_in_the_message() -> None:
    """Targets are told as printed, computed changes with three figures."""
    (found,) = check(plan_of({"2025": "81", "2030": "120"}, ("result", PAST)), documents="d", select="TGT-12").findings
    assert found.text("en").endswith(
        "from 80 (2024) to 120 (2030) takes 6.67 a year; the mean so far is 2, the best 2.5"
    )


@pytest.mark.parametrize(
    ("target", "result", "fields", "found", "lacks"),
    [
        ("80", "80,1", {}, ["target-surpassed"], []),
        ("80", "80,0", {}, [], []),
        ("80", "79", {}, [], []),
        ("80", "79", {"polarity": "down"}, ["target-surpassed"], []),
        ("80", "81", {"polarity": "stable"}, [], []),
        ("80", "81", {"polarity": None}, [], ["polarity"]),
        ("80", "80", {"polarity": None}, [], []),
        ("80-82", "81", {}, [], []),
        ("80-82", "83", {}, ["target-surpassed"], []),
        ("WDP", "WTP", {"polarity": None, "unit": "opini"}, ["target-surpassed"], []),
        ("80", "81", {"accumulation": "sum"}, ["target-surpassed"], []),
        ("80", "90 orang", {"unit": "km"}, [], ["target and result in one unit or on one scale"]),
        ("80", "BB", {"unit": "nilai", "name": "Nilai AKIP"}, [], ["target and result of one kind"]),
        ("80; 90", "70", {}, [], ["targets that can be read"]),
        ("40.231", "70", {"unit": "ton"}, [], ["targets that can be read"]),
        ("80; 90", "70", {"polarity": "range"}, [], []),
        ("WTP", "BB", {"unit": "predikat"}, [], ["target and result in one unit or on one scale"]),
    ],
)
def test_surpassed(target: str, result: str, fields: dict[str, Any], found: list[str], lacks: list[str]) -> None:
    """A result that is better by the polarity has surpassed the target; between the ends of an interval it has not."""
    plan = plan_of({"2026": target}, ("result", {"2024": result}), kind="RKPD", **fields)
    assert told(plan, "TGT-13") == (found, lacks)


def test_year_of_the_result() -> None:
    """The result of two years before counts, the baseline where there is none, and no other year."""
    lacks = ["the result of two years before"]
    assert told(plan_of({"2026": "80"}, ("result", {"2025": "90"}), kind="RKPD"), "TGT-13") == ([], lacks)
    assert told(plan_of({"2026": "80"}, ("baseline", {"2024": "90"}), kind="RKPD"), "TGT-13")[0] != []
    stock = plan_of({"2026": "80"}, ("baseline", {"2024": "90"}), kind="RKPD", accumulation="sum")
    assert told(stock, "TGT-13") == ([], lacks)
    assert told(plan_of({"2026": "80"}, ("result", {"2024": "90"}), kind="RENJA"), "TGT-13") == ([], [])
