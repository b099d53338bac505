"""DEF and EMG: what is capped, by year and class; what is not known is not judged."""

from __future__ import annotations

import pytest

from regplan import check
from regplan.model import Plan
from regplan.testing import BudgetRow, budget_plan, line, work

LOAN = "6.1.04 Penerimaan Pinjaman Daerah"


def found(plan: Plan, code: str = "DEF") -> list[str]:
    """Return rule, severity and clause of what is found."""
    return [f"{one.code} {one.severity} {one.name}" for one in check(plan, select=code).findings]


def lacks(plan: Plan, code: str = "DEF") -> list[str]:
    """Return what rules lack."""
    return [one.lacks.en for one in check(plan, select=code).unknown]


def gap(spending: int, *financing: BudgetRow, year: int = 2026, capacity: str | None = None) -> Plan:
    """Build a budget with revenue of 10,000."""
    classes = {str(year): capacity} if capacity else None
    return budget_plan(work("1.03.02", spending), line("4", 10_000), *financing, year=year, fiscal_capacity=classes)


def test_loan_above_the_cap() -> None:
    """3.0 % financed by a loan is above the 2.5 % of 2026."""
    plan = gap(10_300, line(LOAN, 300))
    (one,) = check(plan, select="DEF-03").findings
    assert (one.severity, one.facts["gap_rp"]) == ("error", 50)
    assert "3.00 %" in one.message.en


def test_same_gap_from_surplus() -> None:
    """The same gap covered by SiLPA is within the law; the gross share is information."""
    plan = gap(10_300, line("6.1.01 SiLPA", 300))
    assert found(plan) == ["DEF-07 info gross-deficit-above-cap"]


def test_financing_not_given() -> None:
    """Without detail of the financing a gap above the cap is unknown, one within it passes."""
    assert found(gap(10_300), "DEF-03") == []
    assert "borrowing receipts" in lacks(gap(10_300), "DEF-03")[0]
    assert lacks(gap(10_300, line("6.1", 300)), "DEF-03")
    assert lacks(gap(10_250), "DEF-03") == []


@pytest.mark.parametrize(("loan", "above"), [(250, False), (251, True)])
def test_bound(loan: int, *, above: bool) -> None:
    """Exactly the cap is kept; the smaller of gap and loan is what debt finances."""
    assert bool(found(gap(10_400, line(LOAN, loan), line("6.1.01", 400 - loan)), "DEF-03")) is above
    assert found(gap(10_200, line(LOAN, 900)), "DEF-03") == []


@pytest.mark.parametrize(
    ("capacity", "outcome"),
    [
        ("sangat rendah, PMK 84/2023", ["DEF-01 warning deficit-above-cap"]),
        ("rendah, PMK 84/2023", []),
        (None, "unknown"),
    ],
)
def test_class_decides(capacity: str | None, outcome: list[str] | str) -> None:
    """4.30 % in 2024 is above the cap of the lowest class and below that of the next; without a class it is unknown."""
    plan = gap(10_430, line(LOAN, 430), year=2024, capacity=capacity)
    assert found(plan, "DEF-01") == (outcome if capacity else [])
    assert bool(lacks(plan, "DEF-01")) is (outcome == "unknown")


def test_above_every_class() -> None:
    """What is above the highest cap is found without a class, and so is said."""
    (one,) = check(gap(10_500, line(LOAN, 500), year=2024), select="DEF-01").findings
    assert "every class" in one.message.en


@pytest.mark.parametrize(("year", "code"), [(2016, "DEF-01"), (2019, "DEF-01"), (2027, "DEF-03")])
def test_years_without_a_cap(year: int, code: str) -> None:
    """In years whose cap is not known a deficit is unknown, with the years that are known; without a deficit it passes."""
    known = lacks(gap(10_500, line(LOAN, 500), year=year), code)
    assert known == [f"the cap of deficits of {year}; known are 2015, 2017–2018, 2020–2026"]
    assert lacks(gap(9_000, year=year), code) == []


@pytest.mark.parametrize(("year", "code"), [(2024, "DEF-01"), (2025, "DEF-02"), (2026, "DEF-03")])
def test_one_rule_a_year(year: int, code: str) -> None:
    """Each year is judged by one of the three rules alone; years before the first are by none."""
    plan = gap(19_000, line(LOAN, 9_000), year=year)
    assert [one.partition(" ")[0] for one in found(plan) if "above-cap" in one] == [code]
    assert found(gap(19_000, line(LOAN, 9_000), year=2014)) == []


def test_approval_lets_it_pass() -> None:
    """With the minister's approval a deficit may exceed the cap; asked for too late it is a finding of its own."""
    rows = work("1.03.02", 10_300), line("4", 10_000), line(LOAN, 300)
    days = {"deficit_approved": "2025-12-20", "sent_for_evaluation": "2025-11-20"}
    assert found(budget_plan(*rows, events=days), "DEF-03") == []
    assert lacks(budget_plan(*rows, events=days), "DEF-08")
    late = budget_plan(*rows, events={**days, "deficit_approval_requested": "2025-11-21"})
    assert found(late, "DEF-08") == ["DEF-08 error approval-after-evaluation"]
    early = budget_plan(*rows, events={**days, "deficit_approval_requested": "2025-11-20"})
    assert found(early, "DEF-08") == []


def test_a_side_is_missing() -> None:
    """Without revenue, or with unknown spending, nothing is judged: a side that is not stated is not zero."""
    without = budget_plan(work("1.03.02", 5), line(LOAN, 5))
    assert (found(without, "DEF-03"), lacks(without, "DEF-03")) == (
        [],
        ["revenue: the document does not state the account"],
    )
    unknown = budget_plan(work("1.03.02", None), line("4", 10_000), line(LOAN, 5))
    assert (found(unknown, "DEF-03"), len(lacks(unknown, "DEF-03"))) == ([], 1)


class TestBorrowing:
    """The tests of the ability to repay."""

    ROWS = (
        work("1.03.02", 1000, "5.2.04"),
        work("5.02.02", 20, "5.1.03"),
        line("4.1", 300),
        line("4.2.01.01 DBH", 120),
        line("4.2.01.01.05 DBH Dana Reboisasi", 20),
        line("4.2.01.02 DAU", 500),
        line("6.2.03 Cicilan Pokok Utang", 100),
    )

    @pytest.mark.parametrize(("obligatory", "below"), [("600", False), ("601", True)])
    def test_coverage(self, obligatory: str, *, below: bool) -> None:
        """(300 + 500 + 120 − 20 − 600) ÷ (100 + 20) is 2.5, which is enough; a rupiah more of obligations is not."""
        own = {"x-pinjaman": {"belanja_wajib": obligatory, "sisa_utang": "0", "penerimaan_umum_lalu": "1000"}}
        plan = budget_plan(*self.ROWS, line(LOAN, 10), extra=own)
        assert bool(found(plan, "DEF-11")) is below

    @pytest.mark.parametrize(("outstanding", "above"), [("740", False), ("741", True)])
    def test_stock(self, outstanding: str, *, above: bool) -> None:
        """Debt outstanding and new of 75 % of last year's general receipts is enough, more is not."""
        own = {"x-pinjaman": {"belanja_wajib": "0", "sisa_utang": outstanding, "penerimaan_umum_lalu": "1000"}}
        assert bool(found(budget_plan(*self.ROWS, line(LOAN, 10), extra=own), "DEF-11")) is above

    def test_without_its_data(self) -> None:
        """A budget that borrows and states nothing more is unknown, and told what to write; one that does not borrow is not judged."""
        assert all("x-pinjaman" in one for one in lacks(budget_plan(*self.ROWS, line(LOAN, 10)), "DEF-11"))
        assert len(lacks(budget_plan(*self.ROWS, line(LOAN, 10)), "DEF-11")) == 2
        assert lacks(budget_plan(*self.ROWS), "DEF-11") == []

    @pytest.mark.parametrize("told", ["seratus", ["600"], {"belanja_wajib": "banyak"}, {"belanja_wajib": {"a": "1"}}])
    def test_data_that_cannot_be_read(self, told: object) -> None:
        """What is no money in the own field is not known, and never a crash."""
        plan = budget_plan(*self.ROWS, line(LOAN, 10), extra={"x-pinjaman": told})
        assert found(plan, "DEF-11") == []
        assert len(lacks(plan, "DEF-11")) == 2


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("tinggi, PMK 65/2024", None),
        ("High, PMK No. 65 Tahun 2024", None),
        ("tinggi", "capacity-without-map"),
        ("tinggi, peta KFD", "capacity-without-map"),
        ("1,92", "capacity-class-unknown"),
        ("tinggi sekali, PMK 65/2024", "capacity-class-unknown"),
    ],
)
def test_fiscal_capacity(text: str, clause: str | None) -> None:
    """A class is one of five words with the regulation of its map; an index is no class."""
    plan = budget_plan(fiscal_capacity={"2025": text})
    assert [one.name for one in check(plan, select="DEF-13").findings] == ([clause] if clause else [])


def test_class_of_its_year() -> None:
    """2015 and 2017 had four classes; the fifth is unknown there, and no cap is taken for it."""
    plan = gap(10_330, line(LOAN, 330), year=2015, capacity="sangat rendah, PMK 54/PMK.07/2014")
    assert [one.name for one in check(plan, select="DEF-13").findings] == ["capacity-class-unknown"]
    assert lacks(plan, "DEF-01")


@pytest.mark.parametrize(("spent", "over"), [(100, False), (101, True)])
def test_contingency(spent: int, *, over: bool) -> None:
    """Contingency that was realised above its budget is found; without the budget of the year it is unknown."""
    real = budget_plan(line("5.3", spent), kind="REALISATION")
    assert lacks(real, "EMG-02") == ["the budget of 5.3 in the APBD 2026"]
    plan = budget_plan(line("5.3", 100))
    document = type(real.documents[0])(id="lra", kind="REALISATION", first_year=2026, last_year=2026)
    row = type(real.allocations[0])(
        document="lra", subject="/", basis="realised", account="5.3", amounts={"2026": spent}
    )
    both = plan.replace(documents=[*plan.documents, document], allocations=[*plan.allocations, row])
    assert bool(found(both, "EMG-02")) is over
