"""The frame of a budget: each side once, by the lines of the region, else by OPD, else by their work."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from regplan.calc.budget import Frame, frame
from regplan.errors import CallError, PeriodsDifferError, UnknownNameError
from regplan.model import Activity, Agency, Allocation, Document, Goal, Plan, Program


def _line(subject: str, amount: object, account: str | None = None, **more: Any) -> Allocation:
    amounts = more.pop("amounts", {"2026": amount})
    return Allocation(document="apbd", subject=subject, account=account, amounts=amounts, **more)


def _plan(*lines: Allocation) -> Plan:
    """Health with its hospital, and public works; a program each and an activity below that of health."""
    return Plan(
        documents=[Document(id="apbd", kind="APBD", first_year=2026, last_year=2026)],
        agencies=[Agency(id="dinkes"), Agency(id="rsud", parent="dinkes"), Agency(id="pupr")],
        goals=[Goal(id="T", document="apbd")],
        programs=[
            Program(id="P1", document="apbd", agency="dinkes"),
            Program(id="P2", document="apbd", agency="rsud"),
            Program(id="P3", document="apbd", agency="pupr"),
        ],
        activities=[Activity(id="K1", document="apbd", parent="P1")],
        allocations=lines,
    )


def _frame(*lines: Allocation) -> Frame:
    return frame(_plan(*lines), "apbd", 2026)


def test_money_of_work_and_opd_without_an_account_is_spending() -> None:
    """What a program, an activity and an OPD are given is spending, and no revenue or financing."""
    told = _frame(_line("P1", 5), _line("K1", 7), _line("pupr", 11))
    assert (told.of("5").amount, told.of("5").said_by) == (23, "parts")
    assert [told.of(one).state for one in ("4", "6.1", "6.2")] == ["absent"] * 3


def test_an_opd_total_and_its_work_are_never_added() -> None:
    """An OPD with a line counts with that line; one without counts with its programs."""
    assert _frame(_line("dinkes", 20), _line("P1", 5), _line("P3", 3)).of("5").amount == 23


def test_a_sub_unit_with_a_line_keeps_its_money() -> None:
    """A hospital without a line is within its health office; with one it stands beside it."""
    work = _line("P1", 5), _line("P2", 6)
    assert _frame(_line("dinkes", 20), *work).of("5").amount == 20
    assert _frame(_line("dinkes", 20), _line("rsud", 9), *work).of("5").amount == 29


def test_a_line_of_the_region_goes_before_its_parts() -> None:
    """The region's line says what the whole is; the parts stay beside it, to be compared."""
    told = _frame(_line("/", 30), _line("P1", 5), _line("P3", 3))
    assert (told.of("5").amount, told.of("5").said_by) == (30, "region")
    assert told.parts("5").amount == 8


def test_a_parent_account_is_the_sum_of_the_lines_below_or_its_own_line() -> None:
    """The line of an account and those below it are the same money, so only one of them counts."""
    below = _line("/", 100, "4.1.01"), _line("/", 20, "4.1.02"), _line("/", 900, "4.2")
    assert _frame(*below).of("4").amount == 1020
    told = _frame(_line("/", 125, "4.1"), *below)
    assert (told.of("4.1").amount, told.below("4.1").amount, told.of("4").amount) == (125, 120, 1025)


def test_a_stated_total_goes_before_entries_of_the_same_line() -> None:
    """A printed total of the region is the line; entries by fund of the same account are not added to it."""
    told = _frame(_line("/", 50, "4.1", role="stated_total"), _line("/", 48, "4.1", fund="PAD"))
    assert told.of("4").amount == 50


def test_lines_by_fund_of_one_account_are_added() -> None:
    """Entries that differ in their fund alone are parts of one line."""
    assert _frame(_line("/", 48, "4.1", fund="A"), _line("/", 2, "4.1", fund="B")).of("4.1").amount == 50


def test_an_unknown_amount_makes_a_sum_unknown_and_never_zero() -> None:
    """Revenue with an unknown part has no amount, but a reason."""
    told = _frame(_line("/", None, "4.1"), _line("/", 900, "4.2")).of("4")
    assert (told.amount, told.state, told.reason and told.reason.en) == (None, "unknown", "the amount is not known")


def test_money_that_is_not_detailed_so_far_is_unknown_below() -> None:
    """Where one program states no account, nobody knows how much is personnel."""
    told = _frame(_line("P1", 5, "5.1.01"), _line("P3", 3))
    assert (told.of("5").amount, told.of("5.1.01").state) == (8, "unknown")
    assert _frame(_line("P1", 5, "5.1.01"), _line("P3", 3, "5.2.02")).of("5.1.01").amount == 5


def test_what_a_detailed_list_leaves_out_is_absent_and_what_is_not_detailed_is_unknown() -> None:
    """A list of 5.1 and 5.3 has no 5.2; a total of 5 alone may have one."""
    assert _frame(_line("/", 1, "5.1"), _line("/", 1, "5.3"), _line("P1", 2)).of("5.2").state == "absent"
    assert _frame(_line("/", 2, "5")).of("5.2").state == "unknown"


def test_details_of_the_work_serve_where_the_region_prints_totals_alone() -> None:
    """A total of the region does not hide what its programs say of personnel."""
    told = _frame(_line("/", 10, "5"), _line("P1", 4, "5.1.01"), _line("P3", 6, "5.2.02"))
    assert (told.of("5.1.01").amount, told.of("5.1.01").said_by) == (4, "parts")


def test_an_account_that_cannot_be_read_is_unknown_on_the_region_and_spending_on_work() -> None:
    """'Pendapatan' typed as an account may be anything; a program's money is spending whatever is typed."""
    assert _frame(_line("/", 9, "Pendapatan"), _line("/", 1, "4.1")).of("4").state == "unknown"
    assert _frame(_line("P1", 9, "Belanja Pegawai")).of("5").amount == 9


def test_money_of_goals_is_the_money_of_programs_once_more() -> None:
    """A ceiling printed for a goal is not added to those of the programs."""
    assert _frame(_line("T", 100), _line("P1", 5)).of("5").amount == 5


def test_quarters_are_added_and_never_beside_their_year() -> None:
    """Parts of a year total it; a year and its parts of one subject are refused."""
    quarters = {"2026-Q1": 1, "2026-Q2": Decimal("2.50")}
    assert _frame(_line("P1", 0, amounts=quarters)).of("5").amount == Decimal("3.50")
    with pytest.raises(PeriodsDifferError):
        _frame(_line("P1", 0, amounts={"2026": 4, "2026-Q1": 1}))


def test_sums_beyond_64_bits_are_exact() -> None:
    """Many of the largest amounts do not wrap."""
    assert _frame(*(_line("P1", 10**15, fund=str(at)) for at in range(200))).of("5").amount == 200 * 10**15


def test_another_year_basis_and_document_is_another_frame() -> None:
    """Nothing of another year, basis or document is in a frame."""
    plan = _plan(_line("P1", 5), _line("P1", 6, basis="realised"), _line("P1", 0, amounts={"2027": 7}))
    assert (frame(plan, "apbd", 2026).of("5").amount, frame(plan, "apbd", 2026, "realised").of("5").amount) == (5, 6)


def test_wrong_names_are_refused_with_near_ones() -> None:
    """A misspelt document, basis or account is a named exception."""
    plan = _plan(_line("P1", 5))
    with pytest.raises(UnknownNameError, match="apbd"):
        frame(plan, "apdb", 2026)
    with pytest.raises(UnknownNameError, match="ceiling"):
        frame(plan, "apbd", 2026, "ceilin")  # type: ignore[arg-type] # what a user may type
    with pytest.raises(CallError, match="is no account"):
        frame(plan, "apbd", 2026).of("belanja")
    with pytest.raises(CallError, match="one year"):
        frame(plan, "apbd", "2026")  # type: ignore[arg-type] # what a user may type


def test_the_lines_of_an_opd_stand_beside_its_work() -> None:
    """What an OPD prints and what its work adds up to can be compared, with the place of the line."""
    told = _frame(_line("P1", 5), _line("dinkes", 20), _line("P2", 6), _line("/", 3, "4.1"))
    assert (told.agencies["dinkes"].of("5").amount, told.work_of("dinkes", "5").amount) == (20, 11)
    assert (told.agencies["dinkes"].place("5"), told.region_lines.place("4.1"), told.lines) == (1, 3, ("4.1",))
    assert told.work_of("pupr", "5").state == "absent"


def test_the_sides_of_financing_are_never_added() -> None:
    """Account 6 is printed as a difference, so it is asked for as such and never summed."""
    told = _frame(_line("/", 60, "6"), _line("/", 80, "6.1"), _line("/", 20, "6.2"))
    assert (told.net_financing.amount, told.of("6.1").amount) == (60, 80)
    with pytest.raises(CallError, match="two sides"):
        told.of("6")


def test_the_budget_of_a_frame_goes_into_the_balance() -> None:
    """The four totals are those the balance takes; what is absent stays unknown there."""
    told = _frame(_line("/", 8, "4.1"), _line("P1", 10), _line("/", 2, "6.1.01")).budget
    assert (told.revenue, told.spending, told.financing_receipts, told.financing_outlays) == (8, 10, 2, None)
