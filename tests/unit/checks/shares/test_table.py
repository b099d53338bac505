"""Shares as records: kept ones too, for scripts and tables."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regplan.checks.shares import mandatory_shares
from regplan.errors import UnknownNameError
from regplan.law import current
from regplan.testing import budget_plan, work

PLAN = budget_plan(work("1.01.02", 300, "5.1.01"), work("1.03.02", 400, "5.2.04"), work("6.01.02", 300, "5.1.02"))


def test_kept_shares_are_told() -> None:
    """A share that is kept has its numbers as well as one that is broken."""
    shares = {one.code: one for one in mandatory_shares(PLAN, "APBD 2026")}
    assert shares["MAN-01"].state == shares["MAN-03"].state == shares["MAN-06"].state == "kept"
    assert shares["MAN-01"].share == Fraction(3, 10)
    assert shares["MAN-08"].state == "broken"
    assert shares["MAN-08"].share == 0


def test_what_if() -> None:
    """Another law gives other verdicts on the same budget, and leaves the law as it is."""
    stricter = current().with_values({"education.spending_least": "0.31"})
    assert [mandatory_shares(PLAN, "APBD", law=law)[0].state for law in (stricter, current())] == ["broken", "kept"]


def test_records_for_a_table() -> None:
    """A record has plain values: whole rupiah, floats for shares, English."""
    told = mandatory_shares(PLAN, "APBD")[0].to_dict()
    assert (told["part"], told["share"], told["law"][:8]) == (300, 0.3, "UUD 1945")


def test_unknown_document() -> None:
    """A document that the plan has not is named with near matches."""
    with pytest.raises(UnknownNameError, match="APBDP"):
        mandatory_shares(PLAN, "APBDP")
