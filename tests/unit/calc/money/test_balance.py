"""Balance of the budget and loans: the worked examples of methods G3 and the deficit of DEF-00."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.money import (
    Budget,
    amendment,
    annuity,
    budget_balance,
    debt_deficit,
    debt_stock_ratio,
    dscr,
    dscr_2018,
    loan_schedule,
    silpa_breaks,
)
from regplan.errors import CallError


def test_worked_example() -> None:
    """Revenue 1200, spending 1260, receipts 80, outlays 20: deficit 60, financing 60, totals 1280, balanced."""
    told = budget_balance(Budget(revenue=1200, spending=1260, financing_receipts=80, financing_outlays=20))
    assert (told.deficit.rupiah, told.net_financing.rupiah, told.end_surplus.rupiah) == (60, 60, 0)
    assert told.all_receipts.rupiah == told.all_outlays.rupiah == 1280
    assert told.is_balanced is True


def test_gap_of_a_draft() -> None:
    """A draft with 10 too little financing has 10 uncovered; a realisation that spent less has it as SiLPA."""
    draft = budget_balance(Budget(revenue=1200, spending=1260, financing_receipts=70, financing_outlays=20))
    assert (draft.uncovered.rupiah, draft.is_balanced) == (10, False)
    done = budget_balance(Budget(revenue=1200, spending=Decimal("1199.5"), financing_receipts=80, financing_outlays=20))
    assert (done.deficit.rupiah, done.end_surplus.rupiah) == (Decimal("-0.50"), Decimal("60.50"))


def test_known_parts_of_a_budget() -> None:
    """Without financing the deficit is still known; whether it is covered is not."""
    told = budget_balance(Budget(revenue=1200, spending=1260, financing_receipts=None, financing_outlays=0))
    assert told.deficit.rupiah == 60
    assert told.is_balanced is None
    assert told.end_surplus.reason is not None
    assert told.end_surplus.reason.en == "the amount is not known: financing receipts"


def test_amendment() -> None:
    """Lines kept, added and dropped are told apart; an unknown amount leaves its delta unknown."""
    told = amendment({"a": 10, "b": 5, "n": None}, {"a": 12, "c": 0, "n": 3})
    assert [(name, one.fate, one.delta.rupiah) for name, one in told.items()] == [
        ("a", "kept", 2),
        ("b", "dropped", -5),
        ("c", "added", 0),
        ("n", "kept", None),
    ]


def test_silpa_links_the_years() -> None:
    """What a year leaves is what the next receives; only years that follow each other are compared."""
    told = silpa_breaks({"2023": 1, "2024": 80, "2025": None}, {"2024": 1, "2025": 85, "2026": 0, "2030": 5})
    assert {year: one.rupiah for year, one in told.items()} == {"2024": 0, "2025": 5, "2026": None}
    assert silpa_breaks({"2024": 1}, {"2026": 1}) == {}


@pytest.mark.parametrize(
    ("spending", "borrowing", "gross", "debt"),
    [
        (1030, 30, 30, 30),
        (1030, 0, 30, 0),
        (1030, 50, 30, 30),
        (990, 50, 0, 0),
        (1030, None, 30, None),
        (990, None, 0, 0),
    ],
)
def test_deficit_the_law_caps(spending: int, borrowing: int | None, gross: int, debt: int | None) -> None:
    """Only what borrowing finances is capped: fixture 3 of regulations §7.2; with no gap nothing is, known or not."""
    told = debt_deficit(revenue=1000, spending=spending, borrowing=borrowing)
    assert (told.gross.rupiah, told.debt.rupiah) == (gross, debt)
    assert told.gross_share.exact == Fraction(gross, 1000)
    assert told.debt_share.exact == (None if debt is None else Fraction(debt, 1000))


def test_deficit_without_revenue() -> None:
    """Shares of a revenue of zero, or not known, have reasons."""
    assert debt_deficit(revenue=0, spending=5, borrowing=5).debt_share.reason is not None
    told = debt_deficit(revenue=None, spending=5, borrowing=5)
    assert told.gross.reason == told.gross_share.reason
    assert told.gross.reason is not None


def test_annuity() -> None:
    """100 at 8 percent over five years costs 25.0456 a year; without interest a fifth."""
    told = annuity(100, Decimal("0.08"), 5).exact
    assert told is not None
    assert round(told, 4) == Fraction(250456, 10_000)
    assert annuity(100, 0, 5).exact == 20


def test_schedule() -> None:
    """Principals add up to the loan in whole rupiah, interest falls, nothing is owed at the end."""
    rows = loan_schedule(1_000_000_000, Decimal("0.0725"), 7)
    assert sum(row.principal for row in rows) == 1_000_000_000
    assert rows[-1].owed == 0
    assert all(isinstance(row.interest, int) for row in rows)
    assert [row.interest for row in rows] == sorted((row.interest for row in rows), reverse=True)


@pytest.mark.parametrize("given", [(-1, 0, 5), (1, Decimal("-0.1"), 5), (1, 0, 0), (1, 0, 10**6)])
def test_loans_that_are_none(given: tuple[Any, ...]) -> None:
    """A negative loan or rate, and no or endless periods, are refused."""
    with pytest.raises(CallError):
        annuity(*given)


def test_ability_to_repay() -> None:
    """Both coverages name themselves; no debt service has none, and unknown parts stay unknown."""
    assert dscr(unearmarked=900, mandatory=600, principal=100, interest=20).exact == Fraction(5, 2)
    assert dscr(unearmarked=900, mandatory=600, principal=0, interest=0).reason is not None
    assert dscr(unearmarked=900, mandatory=None, principal=1, interest=0).reason is not None
    told = dscr_2018(
        own_revenue=300,
        dau=500,
        dbh=120,
        dbh_reforestation=20,
        obligatory=1000,
        principal=100,
        interest=0,
        other_costs=0,
    )
    assert told.exact == -1
    assert "PP 56/2018" in told.variant
    assert debt_stock_ratio(outstanding=200, new=100, unearmarked_last_year=600).exact == Fraction(1, 2)
