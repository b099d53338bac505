"""Accounts, OPD and work of one budget: what differs is found, what is not stated is unknown, nothing is counted twice."""

from __future__ import annotations

from typing import Any

import pytest

from regplan import check
from regplan.diagnostics import Report
from regplan.model import Agency, Allocation, Document, Plan, Program, SubActivity


def line(account: str | None, amount: int | None, subject: str = "/", year: str = "2026", **more: Any) -> Allocation:
    """Write a line of the budget ``d``."""
    return Allocation(**{"document": "d", "subject": subject, "account": account, "amounts": {year: amount}, **more})


def judged(code: str, *lines: Allocation, **document: Any) -> Report:
    """Judge a budget of two OPD, a program each, by one rule."""
    told: dict[str, Any] = {"id": "d", "kind": "APBD", "first_year": 2026, "last_year": 2026, **document}
    plan = Plan(
        documents=[Document(**told)],
        agencies=[Agency(id="a"), Agency(id="b"), Agency(id="a1", parent="a")],
        programs=[Program(id="P", document="d", agency="a"), Program(id="Q", document="d", agency="b")],
        sub_activities=[SubActivity(id="S", document="d", parent="P", agency="a1")],
        allocations=lines,
    )
    return check(plan, select=code)


def names(report: Report) -> list[str]:
    """Return the clauses that fired."""
    return [one.name for one in report.findings]


class TestAccounts:
    """BUD-I01 and I02."""

    def test_each_level_is_compared_with_the_next(self) -> None:
        """A wrong account is told where it is wrong and not on the levels above."""
        lines = line("4", 60), line("4.1", 60), line("4.1.01", 40), line("4.1.02", 10)
        (found,) = judged("BUD-I01", *lines).findings
        assert (found.facts["account"], found.facts["stated_rp"], found.facts["sum_rp"]) == ("4.1", 60, 50)

    def test_a_level_may_be_skipped(self) -> None:
        """Revenue above accounts of the third level is their sum."""
        assert names(judged("BUD-I01", line("4", 50), line("4.1.01", 40), line("4.2.01", 10))) == []

    def test_the_sides_of_financing_are_not_added(self) -> None:
        """Account 6 is receipts less outlays, which is BUD-I04's."""
        assert names(judged("BUD-I01", line("6", 60), line("6.1", 80), line("6.2", 20))) == []

    def test_accounts_of_an_opd_too(self) -> None:
        """The lines of an OPD are compared among themselves, not with those of the region."""
        assert names(judged("BUD-I02", line("5", 9, "a"), line("5.1", 8, "a"), line("5.1", 100))) == [
            "spending-differs-from-groups"
        ]

    def test_unknown_parts(self) -> None:
        """An account over an unknown one cannot be compared."""
        report = judged("BUD-I01", line("4", 60), line("4.1", None), line("4.2", 10))
        assert (names(report), [one.lacks.en for one in report.unknown]) == (
            [],
            ["known amounts of account 4 for 2026"],
        )

    def test_leading_zeros_do_not_count(self) -> None:
        """``4.1.1`` and ``4.1.01`` are one account, as exports lose zeros."""
        assert names(judged("BUD-I01", line("4.1", 5), line("4.1.1", 5))) == []

    def test_the_gap_is_explained(self) -> None:
        """Thousands beside rupiah are named as such."""
        (found,) = judged("BUD-I01", line("4.1", 5_000), line("4.1.01", 5_000_000)).findings
        assert found.text("en").endswith("; perhaps the total is written in thousand rupiah")

    def test_sums_beyond_one_amount(self) -> None:
        """Accounts that add up to more than one amount may be are compared all the same."""
        lines = line("4", 10**15), line("4.1", 10**15), line("4.2", 10**15)
        (found,) = judged("BUD-I01", *lines).findings
        assert found.facts["difference_rp"] == -(10**15)


class TestOneTotal:
    """BUD-I05."""

    def test_region_against_groups_alone(self) -> None:
        """Where total spending is not printed, the sum of its groups is what the work is compared with."""
        (found,) = judged("BUD-I05", line("5.1", 60), line("5.2", 40), line(None, 99, "P")).findings
        assert (found.name, found.subject, found.facts["stated_rp"]) == ("parts-differ-from-total", "d", 100)

    def test_account_by_account(self) -> None:
        """Where work states accounts, each account of the region is compared."""
        lines = line("5.1", 60), line("5.2", 40), line("5.1.01", 50, "P"), line("5.2.01", 50, "Q")
        found = [one.facts["account"] for one in judged("BUD-I05", *lines)]
        assert found == ["5.1", "5.2"]

    def test_an_opd_line_stands_for_its_work_and_sub_units(self) -> None:
        """The sub-unit's money is within the line of its OPD; the other OPD counts by its work."""
        lines = line("5", 30), line(None, 20, "a"), line(None, 20, "S"), line(None, 10, "Q")
        assert names(judged("BUD-I05", *lines)) == []
        assert names(judged("BUD-I05", *lines, line(None, 1, "P"))) == ["work-differs-from-agency"]

    @pytest.mark.parametrize("document", [{"restates": "partial"}, {"covers": ("goal",)}, {"kind": "RPJMD"}])
    def test_documents_without_all_work(self, document: dict[str, Any]) -> None:
        """A change in part, a document that lists no work, and a plan of several years are not compared here."""
        assert names(judged("BUD-I05", line("5", 30), line(None, 20, "P"), **document)) == []

    def test_revenue_is_no_spending(self) -> None:
        """Lines of revenue and financing have no part in it."""
        assert names(judged("BUD-I05", line("4", 99), line("6.1", 7), line("5", 20), line(None, 20, "P"))) == []


class TestFinancing:
    """BUD-I03, I04 and I12."""

    def test_spending_may_be_that_of_the_work(self) -> None:
        """The balance of the method book: 1,200 against 1,260, 80 and 20."""
        lines = line("4", 1200), line("6.1", 80), line("6.2", 20)
        assert names(judged("BUD-I04", *lines, line(None, 1260, "P"))) == []
        (found,) = judged("BUD-I04", *lines, line(None, 1261, "P")).findings
        assert (found.name, found.facts["gap_rp"], found.severity) == ("deficit-not-covered", 1, "error")

    def test_a_side_that_is_left_out_is_nothing_where_the_other_is_listed(self) -> None:
        """A region without outlays prints none; one that prints neither side is unknown."""
        assert names(judged("BUD-I04", line("4", 10), line("5", 12), line("6.1", 2))) == []
        report = judged("BUD-I04", line("4", 10), line("5", 12))
        assert (names(report), len(report.unknown)) == ([], 1)

    def test_an_unknown_total_is_named(self) -> None:
        """What is not known of the four totals is what the report says is lacking."""
        report = judged("BUD-I04", line("4", None), line("5", 12), line("6.1", 2), line("6.2", 0))
        assert [one.lacks.en for one in report.unknown] == ["known amounts of account 4 for 2026"]

    def test_a_budget_of_work_alone_is_unknown(self) -> None:
        """A budget without revenue is no balanced one, and no unbalanced one."""
        report = judged("BUD-I04", line(None, 12, "P"))
        assert (names(report), len(report.unknown)) == ([], 1)

    def test_realised(self) -> None:
        """A realised surplus is lawful, one below zero is not; neither is compared with the plan."""
        sides = (("4", 100), ("5", 90), ("6.1", 5), ("6.2", 0))
        kept = [line(account, amount, basis="realised") for account, amount in sides]
        assert names(judged("BUD-I04", *kept, kind="REALISATION")) == []
        spent = [*kept[:1], line("5", 106, basis="realised"), *kept[2:]]
        assert names(judged("BUD-I04", *spent, kind="REALISATION")) == ["realised-surplus-negative"]

    @pytest.mark.parametrize(
        ("stated", "found"), [("-2", []), ("-3", ["surplus-differs"]), ("dua", ["surplus-not-read"])]
    )
    def test_printed_surplus(self, stated: str, found: list[str]) -> None:
        """The own field is read as money; either spelling of its key will do."""
        for key in ("x-surplus-defisit", "x-surplus-deficit"):
            assert names(judged("BUD-I03", line("4", 10), line("5", 12), extra={key: {"2026": stated}})) == found

    def test_surplus_with_unknown_outlays(self) -> None:
        """Outlays of which the amount is not known may be the use of the surplus."""
        assert names(judged("BUD-I12", line("4", 10), line("5", 8), line("6.2", None))) == []
        assert names(judged("BUD-I12", line("4", 10), line("5", 8))) == ["surplus-without-use"]


def test_a_year_beside_its_quarters_is_unknown() -> None:
    """What cannot be put into one frame is lacking for every rule on frames, and none crashes."""
    lines = line("4", 4), Allocation(document="d", subject="/", account="4", fund="x", amounts={"2026-Q1": 1})
    for code in ("BUD-I01", "BUD-I02", "BUD-I04", "BUD-I05", "BUD-I12"):
        report = judged(code, *lines)
        assert (names(report), len(report.unknown)) == ([], 1)
