"""Changes of plans: grounds, days, years left, and what must come first or after; the edges of AMD-01…08."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.checks import check
from regplan.model import Agency, Document, Plan


def change(kind: str = "RPJMD", first: int = 2025, last: int = 2029, **fields: Any) -> Document:
    """Build a change of a plan."""
    return Document(id="p", kind=kind, first_year=first, last_year=last, amends="a", **fields)  # type: ignore[arg-type] # by name


def outcome(code: str, *documents: Document) -> list[str]:
    """Return what a rule finds; then what it lacks, in English."""
    report = check(Plan(agencies=[Agency(id="x"), Agency(id="y")], documents=list(documents)), select=code)
    return [one.name for one in report.findings] + [one.lacks.en for one in report.unknown]


@pytest.mark.parametrize(
    ("proposed", "found"),
    [
        ("2026-12-31", []),
        ("2027-01-01", ["too-near-the-end"]),
        ("2029-12-31", ["too-near-the-end"]),
        ("2024-02-29", []),
    ],
)
def test_three_years_left(proposed: str, found: list[str]) -> None:
    """On the day that leaves three years a change of substance is still allowed, a day later it is not."""
    assert outcome("AMD-04", change(grounds=["substance"], events={"change_proposed": proposed})) == found


def test_leap_day_in_the_years_left() -> None:
    """A plan that ends on 28 February has three years left on the 29th of a leap year: there is no later day to lose."""
    events = {"change_proposed": "2024-02-29", "period_end": "2027-02-28"}
    assert outcome("AMD-04", change(grounds=["process"], events=events)) == []


@pytest.mark.parametrize(("proposed", "found"), [("2038-12-31", []), ("2039-01-01", ["too-near-the-end"])])
def test_seven_years_of_an_rpjpd(proposed: str, found: list[str]) -> None:
    """An RPJPD needs seven years."""
    document = change("RPJPD", 2025, 2045, grounds=["process"], events={"change_proposed": proposed})
    assert outcome("AMD-04", document) == found


@pytest.mark.parametrize("ground", ["fundamental", "central_policy"])
def test_fundamental_change_is_not_barred(ground: str) -> None:
    """A fundamental change may come in the last year, also beside another ground."""
    events = {"change_proposed": "2029-06-01"}
    assert outcome("AMD-04", change(grounds=[ground], events=events)) == []
    assert outcome("AMD-04", change(grounds=["substance", ground], events=events)) == []


@pytest.mark.parametrize(
    ("code", "kind", "lacks"),
    [
        ("AMD-01", "RPJMD", "change_evaluated"),
        ("AMD-02", "RPJMD", "instrument"),
        ("AMD-03", "RPJMD", "grounds"),
        ("AMD-04", "RPJMD", "grounds"),
        ("AMD-05", "RKPD", "grounds"),
        ("AMD-07", "APBD", "RKPD"),
        ("AMD-08", "RPJMD", "enacted"),
    ],
)
def test_nothing_stated_is_unknown(code: str, kind: str, lacks: str) -> None:
    """A change that states nothing is unknown to every rule, in the word of the field, and never a finding."""
    told = outcome(code, change(kind, 2026, 2026, budget_stage="change" if kind == "APBD" else None))
    assert told
    assert all(" " in text for text in told), "a finding, though nothing is known"
    assert lacks in told[0]


@pytest.mark.parametrize(
    ("instrument", "found"),
    [
        ("Perda 5/2023", []),
        ("Qanun Aceh 2/2023", []),
        ("Peraturan Daerah Kota Blitar Nomor 5 Tahun 2023", []),
        ("Peraturan Walikota Blitar 12/2023", ["changed-without-perda"]),
        ("PERBUP 3/2023", ["changed-without-perda"]),
    ],
)
def test_regulations_people_write(instrument: str, found: list[str]) -> None:
    """A regulation is known by the words it begins with, in any case."""
    assert outcome("AMD-02", change(instrument=instrument)) == found


def test_central_policy_needs_no_evaluation() -> None:
    """A change that follows central policy rests on that, and on no evaluation of the region."""
    assert outcome("AMD-01", change(grounds=["central_policy"])) == []


def test_originals_are_no_changes() -> None:
    """An original is judged by none of these rules, whatever it states."""
    original = Document(id="a", kind="RPJMD", first_year=2025, last_year=2029, events={"enacted": "2025-08-01"})
    assert [outcome(code, original) for code in ("AMD-01", "AMD-02", "AMD-03", "AMD-04", "AMD-08")] == [[]] * 5


class TestChangedRkpdFirst:
    """AMD-07: the changed RKPD comes before the changed budget."""

    ORIGINALS = (
        Document(id="rkpd", kind="RKPD", first_year=2026, last_year=2026),
        Document(id="a", kind="APBD", first_year=2026, last_year=2026),
    )

    def rkpd(self, day: str | None) -> Document:
        """Build the changed RKPD."""
        events = {"enacted": day} if day else {}
        return Document(id="rkpd-p", kind="RKPD", first_year=2026, last_year=2026, amends="rkpd", events=events)

    def apbd(self, **events: str) -> Document:
        """Build the changed APBD."""
        return change("APBD", 2026, 2026, budget_stage="change", events=events)

    def test_same_day_is_in_order(self) -> None:
        """A draft that reaches the DPRD on the day the RKPD was changed follows it; a day before does not."""
        for day, found in (("2026-08-03", []), ("2026-08-02", ["before-the-changed-rkpd"])):
            assert outcome("AMD-07", *self.ORIGINALS, self.rkpd("2026-08-03"), self.apbd(draft_to_dprd=day)) == found

    def test_first_step_counts(self) -> None:
        """The draft came too early, though the approval did not: the first stated step is compared."""
        budget = self.apbd(draft_to_dprd="2026-08-01", joint_approval="2026-09-30")
        assert outcome("AMD-07", *self.ORIGINALS, self.rkpd("2026-08-03"), budget) == ["before-the-changed-rkpd"]

    def test_days_that_lack(self) -> None:
        """Without a step of the budget, or the day of the RKPD, the order is not known."""
        assert "reached the DPRD" in outcome("AMD-07", *self.ORIGINALS, self.rkpd("2026-08-03"), self.apbd())[0]
        told = outcome("AMD-07", *self.ORIGINALS, self.rkpd(None), self.apbd(draft_to_dprd="2026-08-01"))
        assert "changed RKPD was enacted" in told[0]

    def test_a_shift_needs_none(self) -> None:
        """A shift is no change, and follows no changed RKPD."""
        assert outcome("AMD-07", *self.ORIGINALS, change("APBD", 2026, 2026, budget_stage="shift")) == []


def test_realigned_on_the_day() -> None:
    """A Renstra that was changed on the day of the RPJMD's change follows it; one changed the day before does not."""

    def renstra(agency: str, day: str) -> list[Document]:
        years: dict[str, Any] = {"kind": "RENSTRA", "agency": agency, "first_year": 2025, "last_year": 2029}
        return [
            Document(id=f"{agency}/r", **years),
            Document(id=f"{agency}/rp", amends=f"{agency}/r", events={"enacted": day}, **years),
        ]

    document = change(events={"enacted": "2027-03-02"})
    report = check(
        Plan(documents=[document, *renstra("x", "2027-03-02"), *renstra("y", "2027-03-01")]), select="AMD-08"
    )
    assert [one.facts["got"] for one in report.findings] == [("y",)]
