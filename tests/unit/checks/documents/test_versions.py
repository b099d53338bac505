"""Documents in one place, changes without an original, events that are none."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.checks import check
from regplan.model import Document, Plan


def rkpd(name: str, **fields: Any) -> Document:
    """Build an RKPD of 2026."""
    stated: dict[str, Any] = {"kind": "RKPD", "first_year": 2026, "last_year": 2026} | fields
    return Document(id=name, **stated)


def found(code: str, *documents: Document) -> list[tuple[str, str | None]]:
    """Return clause and subject of what a rule finds."""
    return [(one.name, one.subject) for one in check(Plan(documents=list(documents)), select=code).findings]


@pytest.mark.parametrize(
    "other",
    [
        {"first_year": 2027, "last_year": 2027},
        {"agency": "x", "kind": "RENJA"},
        {"stage": "draft"},
        {"amends": "a"},
        {"revision": 1},
        {"first_year": None, "last_year": None},
    ],
)
def test_not_the_same(other: dict[str, Any]) -> None:
    """Another year, kind or OPD, a draft, a change, and one without years claim no place that is taken."""
    assert found("VER-01", rkpd("a", revision=0 if "revision" in other else None), rkpd("b", **other)) == []


def test_each_rival_is_told_once() -> None:
    """Three documents in one place are two findings, each beside the first, and the first has none."""
    told = found("VER-01", rkpd("a"), rkpd("b"), rkpd("c"))
    assert told == [("same-document-twice", "b"), ("same-document-twice", "c")]


def test_reports_may_be_several() -> None:
    """Reports of realisation of one year may be one a quarter."""
    assert found("VER-01", rkpd("a", kind="REALISATION"), rkpd("b", kind="REALISATION")) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"revision": 1}, "change-without-original"),
        ({"kind": "APBD", "budget_stage": "change"}, "change-without-original"),
        ({"amends": "x"}, "amends-another-kind"),
        ({"amends": "old"}, "amends-another-kind"),
        ({"amends": "b"}, "changes-in-a-circle"),
        ({"amends": "gone"}, None),
        ({"revision": 0}, None),
        ({}, None),
    ],
)
def test_originals(fields: dict[str, Any], expected: str | None) -> None:
    """A change has an original of its kind and time, and is not its own; an id that is not there is another rule's."""
    others = (
        Document(id="x", kind="RENJA", agency="x", first_year=2026, last_year=2026),
        rkpd("old", first_year=2025, last_year=2025),
    )
    told = found("VER-02", *others, rkpd("b", **fields))
    assert told == ([] if expected is None else [(expected, "b")])


def test_circle_beside_a_change() -> None:
    """A change of a document in a circle is not in the circle itself, and the search for that ends."""
    documents = (rkpd("a", amends="b"), rkpd("b", amends="a"), rkpd("c", amends="a"))
    assert [subject for _, subject in found("VER-02", *documents)] == ["a", "b"]


def test_years_that_meet() -> None:
    """An RPJMD whose years were changed still amends the one it was, as long as they have a year in common."""
    first = Document(id="a", kind="RPJMD", first_year=2021, last_year=2026)
    second = Document(id="b", kind="RPJMD", first_year=2025, last_year=2029, amends="a")
    assert found("VER-02", first, second) == []


def test_misspelt_event() -> None:
    """A misspelt event is told with near words of both languages; one's own, and one whose day is unknown, are not."""
    events = {"enactd": "2026-01-05", "x-rapat": "2026-01-05", "musrenbang": None}
    (one,) = check(Plan(documents=[rkpd("a", events=events)]), select="PER-06").findings
    assert (one.facts["got"], "'enacted'" in one.text("en")) == ("enactd", True)
