"""MAN-01, MAN-02 and MAN-04: at the bound, just below, unknown, outside the window, and what is counted."""

from __future__ import annotations

import pytest

from regplan import check
from regplan.checks.shares import mandatory_shares
from regplan.model import Agency, Document, Link, Plan, Reference
from regplan.testing import budget_plan, line, work

TRILLION = 10**12


def found(plan: Plan, code: str) -> list[str]:
    """Return severity and clause of what one rule finds."""
    return [f"{one.severity} {one.name}" for one in check(plan, select=code).findings]


def lacks(plan: Plan, code: str) -> list[str]:
    """Return what one rule lacks."""
    return [one.lacks.en for one in check(plan, select=code).unknown]


class TestEducation:
    """A fifth of spending is for education."""

    @pytest.mark.parametrize(("amount", "below"), [(200, False), (199, True)])
    def test_bound(self, amount: int, *, below: bool) -> None:
        """Exactly a fifth is enough, one rupiah less is not."""
        plan = budget_plan(work("1.01.02", amount), work("1.03.02", 1000 - amount))
        assert found(plan, "MAN-01") == (["warning education-below-least-by-field"] if below else [])

    def test_stated_fungsi_goes_before_the_field(self) -> None:
        """Where programs state their fungsi the field says nothing, and the finding may be an error."""
        plan = budget_plan(work("1.01.02", 900), work("1.03.02", 100), fungsi="03")
        assert found(plan, "MAN-01") == ["error education-below-least"]
        assert found(budget_plan(work("1.03.02", 100), fungsi="08"), "MAN-01") == []

    @pytest.mark.parametrize(("year", "fungsi", "below"), [(2019, "10", False), (2019, "08", True), (2026, "10", True)])
    def test_number_of_the_version(self, year: int, fungsi: str, *, below: bool) -> None:
        """Before 2020 education is number 10 of the state's list, from then on 08 of the regions'."""
        plan = budget_plan(work("1.01.02", 100), year=year, fungsi=fungsi)
        assert bool(found(plan, "MAN-01")) is below

    def test_unknown_amount(self) -> None:
        """An unknown amount of education is no zero: the rule is unknown."""
        plan = budget_plan(work("1.01.02", None), work("1.03.02", 900))
        assert found(plan, "MAN-01") == []
        assert lacks(plan, "MAN-01")

    def test_spending_without_code_may_count(self) -> None:
        """Spending without a code may be for education, so that the share is told only where that does not matter."""
        assert lacks(budget_plan(work("1.01.02", 10), work(None, 90)), "MAN-01")
        assert found(budget_plan(work("1.03.02", 90), work(None, 10)), "MAN-01")

    def test_a_total_beyond_its_parts(self) -> None:
        """A printed total that the work does not cover leaves open what the rest is for."""
        plan = budget_plan(work("1.01.02", 10), work("1.03.02", 40), line("5", 100))
        assert lacks(plan, "MAN-01") == [
            "what counts: tag it 'hitung:pendidikan', or complete codes and accounts (between 10.00 % – 60.00 %)"
        ]

    def test_transfers_of_the_region_are_no_education(self) -> None:
        """Contingency and transfers that the region's lines print are part of the whole and not open."""
        plan = budget_plan(
            work("1.01.02", 10, "5.1.02"), work("1.03.02", 70, "5.1.02"), line("5", 100), line("5.4", 20)
        )
        assert found(plan, "MAN-01") == ["warning education-below-least-by-field"]

    def test_total_below_its_parts(self) -> None:
        """Lines of the region that are less than its work are no total, and the rule says so."""
        plan = budget_plan(work("1.01.02", 10), work("1.03.02", 90), line("5.3", 7))
        assert "lines of the region" in lacks(plan, "MAN-01")[0]

    def test_generic_program_takes_the_field_of_its_opd(self) -> None:
        """X.XX.01 of the education office is spending for education."""
        plan = budget_plan(work("X.XX.01", 30), work("1.03.02", 70))
        assert lacks(plan, "MAN-01")
        first, *rest = plan.programs

        opd = Agency(id="disdik", functions=("1.01",))
        owned = first.__class__(id=first.id, document="d", code=first.code, agency="disdik")
        assert found(plan.replace(agencies=[opd], programs=[owned, *rest]), "MAN-01") == []

    def test_tag_counts_with_all_below(self) -> None:
        """A TAG counts what is aligned with it; bukan-pendidikan takes out what the field counts."""
        plan = budget_plan(work("1.01.02", 10), work("2.23.02", 10), work("1.03.02", 80))
        tag = Reference(id="T", framework="TAG", code="hitung:pendidikan")
        link = Link(kind="aligned_with", source="p1", target="T")
        assert found(plan, "MAN-01")
        assert found(plan.replace(references=[tag], links=[link]), "MAN-01") == []
        out = budget_plan(work("1.01.02", 30, counts="bukan-pendidikan"), work("1.03.02", 70))
        assert found(out, "MAN-01")

    def test_message_holds_the_numbers(self) -> None:
        """A finding shows part, whole, share, number of the law, gap and what was counted."""
        plan = budget_plan(work("1.01.02", 199_999), work("1.03.02", 800_001))
        (one,) = check(plan, select="MAN-01").findings
        assert (one.facts["part_rp"], one.facts["base_rp"], one.facts["gap_rp"]) == (199_999, 1_000_000, 1)
        for text in ("19.9999 %", "20.00 %", "UU 20/2003 Art 49(1)", "1 row(s)", "Rp1 short"):
            assert text in one.message.en

    def test_only_whole_budgets_of_the_region(self) -> None:
        """A budget of one OPD is not judged; one without a year, and a change that restates a part, are unknown."""
        plan = budget_plan(work("1.01.02", 1), work("1.03.02", 99))
        for more, known in (
            ({"agency": "opd"}, []),
            ({"restates": "partial"}, ["a whole budget: this one restates a part"]),
        ):
            changed = plan.replace(documents=[Document(id="d", kind="APBD", first_year=2026, last_year=2026, **more)])  # type: ignore[arg-type] # words
            assert (found(changed, "MAN-01"), lacks(changed, "MAN-01")) == ([], known)
        assert lacks(plan.replace(documents=[Document(id="d", kind="APBD")]), "MAN-01") == ["one fiscal year"]

    def test_realisation_is_judged_by_realised_money(self) -> None:
        """A realisation is judged by what was spent, not by ceilings that stand in it."""
        plan = budget_plan(work("1.01.02", 10), work("1.03.02", 90), kind="REALISATION")
        assert found(plan, "MAN-01") == ["warning education-below-least-by-field"]


class TestInfrastructure:
    """Infrastructure by the widest count, until the region declares what counts."""

    @pytest.mark.parametrize(("year", "name"), [(2021, []), (2026, ["-early"]), (2027, [""])])
    def test_window(self, year: int, name: list[str]) -> None:
        """The share of spending is of 2022 and later, and binds from 2027."""
        plan = budget_plan(work("1.03.02", 39, "5.2.04"), work("1.01.02", 61, "5.1.01"), year=year)
        got = [one for one in found(plan, "MAN-02") if "transfer" not in one]
        assert got == [f"{'warning' if one else 'error'} infrastructure-below-least{one}" for one in name]

    @pytest.mark.parametrize(
        ("road", "goods", "state"), [(40, 0, "kept"), (39, 0, "broken"), (20, 19, "broken"), (20, 20, "unknown")]
    )
    def test_bound_and_range(self, road: int, goods: int, state: str) -> None:
        """Goods may be maintenance: what even with them is too little is broken, what needs them is unknown."""
        plan = budget_plan(
            work("1.03.02", road, "5.2.04"),
            work("1.03.02", goods, "5.1.02"),
            work("1.01.02", 100 - road - goods, "5.1.01"),
        )
        assert [one.state for one in mandatory_shares(plan, "APBD") if one.code == "MAN-02"] == [state]

    def test_declared_closes_the_range(self) -> None:
        """Once something is declared, only that and 5.2.04 count."""
        rows = (
            work("1.03.02", 20, "5.2.04"),
            work("1.03.02", 19, "5.1.02", counts="infrastruktur"),
            work("1.01.02", 61, "5.1.02"),
        )
        assert found(budget_plan(*rows), "MAN-02") == ["warning infrastructure-below-least-early"]

    def test_transfers_are_no_part_of_the_whole(self) -> None:
        """Account 5.4 is taken off what the share is measured against."""
        plan = budget_plan(
            work("1.03.02", 40, "5.2.04"), work("1.01.02", 60, "5.1.01"), work("5.02.02", 100, "5.4.01"), year=2027
        )
        assert found(plan, "MAN-02") == []

    @pytest.mark.parametrize(("road", "state"), [(25, "kept"), (24, "unknown"), (22, "broken")])
    def test_variants_of_the_transfer_fund(self, road: int, state: str) -> None:
        """A quarter of DAU and DBH, by both ways to count them; where they differ it is unknown."""
        plan = budget_plan(
            work("1.03.02", road, "5.2.04"),
            work("1.01.02", 60, "5.1.01"),
            line("4.2.01.01.01 DBH Pajak", 20),
            line("4.2.01.01.02 DBH Cukai Hasil Tembakau", 10),
            line("4.2.01.02 Dana Alokasi Umum", 70),
            year=2019,
        )
        got = [one.split()[1] for one in found(plan, "MAN-02")]
        assert got == (["infrastructure-below-transfer-share"] if state == "broken" else [])
        assert bool(lacks(plan, "MAN-02")) is (state == "unknown")


class TestHealth:
    """A tenth without salaries, until 2023."""

    @pytest.mark.parametrize(("year", "judged"), [(2009, False), (2010, True), (2023, True), (2024, False)])
    def test_window(self, year: int, *, judged: bool) -> None:
        """Judged are the budgets in whose first days the act was in force."""
        plan = budget_plan(work("1.02.02", 9, "5.1.02"), work("1.01.02", 91, "5.1.02"), year=year)
        assert (found(plan, "MAN-04") == ["warning health-below-least"]) is judged

    @pytest.mark.parametrize(("health", "below"), [(95, False), (89, True)])
    def test_salaries_leave_both_sides(self, health: int, *, below: bool) -> None:
        """95 of 1,400 with salaries of 500 is more than a tenth of the 900 that are left."""
        plan = budget_plan(
            work("1.02.02", health, "5.1.02"),
            work("1.02.01", 200, "5.1.01.01.01.0001"),
            work("1.01.02", 300, "5.1.01.01.01.0001"),
            work("1.03.02", 900 - health, "5.2.04"),
            year=2022,
        )
        assert bool(found(plan, "MAN-04")) is below

    def test_shallow_accounts(self) -> None:
        """Where personnel is not detailed as far as salaries, the share is unknown."""
        plan = budget_plan(work("1.02.02", 9, "5.1.01"), work("1.01.02", 91, "5.1.02"), year=2022)
        assert found(plan, "MAN-04") == []
        assert any("5.1.01.01.01" in one for one in lacks(plan, "MAN-04"))
