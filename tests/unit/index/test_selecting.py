"""The one selector of documents: kind, id, year, OPD, and in force on a day (conventions §7)."""

from __future__ import annotations

from datetime import date

import pytest

from regplan.errors import CallError, UnknownNameError
from regplan.index.selecting import select_documents
from regplan.model import Document, Plan

PLAN = Plan(
    documents=[
        Document(id="rpjmd", kind="RPJMD", first_year=2025, last_year=2029, events={"enacted": "2025-08-01"}),
        Document(
            id="rpjmd-1",
            kind="RPJMD",
            first_year=2025,
            last_year=2029,
            amends="rpjmd",
            restates="full",
            events={"enacted": "2027-03-01"},
        ),
        Document(id="kerja", kind="RENJA", first_year=2026, last_year=2026, agency="dinkes"),
        Document(
            id="apbd-p", kind="APBD", first_year=2026, last_year=2026, amends="apbd", restates="partial", revision=1
        ),
        Document(id="apbd", kind="APBD", first_year=2026, last_year=2026),
        Document(id="bare", kind="LKPJ"),
    ]
)


def chosen(documents: list[str] | str | None = None, **only: object) -> list[str]:
    """Return the ids of the documents a selection gives."""
    return [PLAN.documents[at].id for at in select_documents(PLAN, documents, **only)]  # type: ignore[arg-type] # by name


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (None, ["rpjmd", "rpjmd-1", "kerja", "apbd-p", "apbd", "bare"]),
        ("RPJMD", ["rpjmd", "rpjmd-1"]),
        (["APBD 2026", "rpjmd"], ["rpjmd", "apbd-p", "apbd"]),
        ("APBD 2027", []),
        (["apbd", "APBD"], ["apbd-p", "apbd"]),
        ([], []),
    ],
)
def test_words(words: list[str] | None, ids: list[str]) -> None:
    """A word is a kind, a kind and a year, or an id; the answer keeps the order of the plan and has none twice."""
    assert chosen(words) == ids


def test_year_and_agency() -> None:
    """A year lies in the years of the document; a document without years is for none that is asked for."""
    assert chosen(year=2025) == ["rpjmd", "rpjmd-1"]
    assert chosen(year=2026, agency="dinkes") == ["kerja"]


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        (date(2025, 7, 31), ["bare"]),
        (date(2025, 8, 1), ["rpjmd", "bare"]),
        (date(2026, 1, 1), ["rpjmd", "kerja", "apbd-p", "apbd", "bare"]),
        (date(2027, 3, 1), ["rpjmd-1", "bare"]),
    ],
)
def test_in_force(day: date, ids: list[str]) -> None:
    """On a day: what was enacted by then, in its years, without what a full restatement replaced; a partial one stands beside."""
    assert chosen(on=day) == ids


def test_day_as_text() -> None:
    """A day may be given as text, and gives the same documents as the date."""
    assert chosen(on="2027-03-01") == chosen(on=date(2027, 3, 1)) != chosen(on="2025-07-31")


@pytest.mark.parametrize("day", ["besok", "2026-02-30", "2026", ""])
def test_no_day(day: str) -> None:
    """Text that is no day is refused with the form that is wanted, not taken as all or none."""
    with pytest.raises(CallError, match="2026-03-31"):
        chosen(on=day)


def test_restated_though_not_chosen() -> None:
    """A document that was replaced by then is not in force, also where its change is not among the words."""
    assert chosen("rpjmd", on=date(2028, 1, 1)) == []


@pytest.mark.parametrize(
    ("word", "near"), [("RENSRA", "RENSTRA"), ("rpjmd-2", "rpjmd-1"), ("RENJAA", "RENJA"), ("RENSRA 2026", "RENSTRA")]
)
def test_unknown_word(word: str, near: str) -> None:
    """A word that names nothing is refused with near kinds and ids."""
    with pytest.raises(UnknownNameError) as caught:
        chosen(word)
    assert near in caught.value.near
