"""Versions of documents: the latest, the original, a number (architecture §4)."""

from __future__ import annotations

import pytest

from regplan.errors import CallError
from regplan.index.selecting import Revision, select_documents, versions
from regplan.model import Document, Plan


def document(name: str, **fields: object) -> Document:
    """Build an APBD of 2026."""
    return Document(**{"id": name, "kind": "APBD", "first_year": 2026, "last_year": 2026, **fields})  # type: ignore[arg-type] # by name


PLAN = Plan(
    documents=[
        document("p2", amends="p1", restates="partial", events={"enacted": "2026-10-01"}),
        document("apbd"),
        document("p1", amends="apbd", revision=1, restates="full", events={"enacted": "2026-06-01"}),
        document("next", first_year=2027, last_year=2027),
        document("numbered", kind="RKPD", revision=3),
        document("first", kind="RKPD", revision=0),
        document("lost", kind="KUA", amends="gone"),
        document("a", kind="RENJA", amends="b"),
        document("b", kind="RENJA", amends="a"),
    ]
)


def chosen(words: list[str] | str | None = None, *, revision: Revision | None, on: str | None = None) -> list[str]:
    """Return the ids of the documents of a version."""
    return [PLAN.documents[at].id for at in select_documents(PLAN, words, revision=revision, on=on)]


@pytest.mark.parametrize(
    ("revision", "ids"),
    [
        ("latest", ["p2", "next", "numbered", "lost", "b"]),
        ("original", ["apbd", "next", "first"]),
        (0, ["apbd", "next", "first"]),
        (1, ["p1"]),
        (3, ["numbered"]),
        (7, []),
        (None, [one.id for one in PLAN.documents]),
    ],
)
def test_revision(revision: Revision | None, ids: list[str]) -> None:
    """The latest ends the chain of changes or has the highest number; a change without a number has none."""
    assert chosen(revision=revision) == ids


def test_latest_on_a_day() -> None:
    """On a day the latest is the last that was enacted by then."""
    assert chosen("APBD 2026", revision="latest", on="2026-07-01") == ["p1"]
    assert chosen("APBD 2026", revision="latest", on="2026-05-31") == ["apbd"]


@pytest.mark.parametrize("revision", ["last", True, 1.0, ""])
def test_no_revision(revision: Revision) -> None:
    """What is no version is refused with the words that are."""
    with pytest.raises(CallError, match="'latest', 'original' or a number"):
        chosen(revision=revision)


def test_versions_are_groups_in_order() -> None:
    """Versions of one document form a group from the original to the last change, whatever their order in the plan."""
    groups = [[PLAN.documents[at].id for at in group] for group in versions(PLAN, range(len(PLAN.documents)))]
    assert groups == [["apbd", "p1", "p2"], ["next"], ["first", "numbered"], ["lost"], ["a", "b"]]


def test_equal_numbers_are_no_versions() -> None:
    """Two documents with one number, or none, are two documents; only a link or different numbers join them."""
    plan = Plan(documents=[document("x", revision=1), document("y", revision=1), document("z")])
    assert versions(plan, (0, 1, 2)) == ((0,), (1,), (2,))
