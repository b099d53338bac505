"""Values a caller sets instead: a changed law beside the law, which stays as it is."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.errors import LawError, NoValueError, UnknownNameError
from regplan.law import current

CAP = "personnel.spending_most"
ROW: dict[str, Any] = {"instrument": "Perda 1/2026", "article": "2", "confidence": "primary", "source": "JDIH"}


@pytest.mark.parametrize("written", ["0.28", Decimal("0.28"), Fraction(7, 25), Decimal("28E-2")])
def test_one_number_holds_always(written: Any) -> None:
    """One exact number takes the place of the law's on every day and for every level, and says who set it."""
    value = current().with_values({CAP: written}).parameter(CAP).of_year(1999, level="city")
    assert value.exact == Fraction(7, 25)
    assert (value.confidence, value.instrument) == ("house", "set by the caller")


def test_the_law_stays() -> None:
    """The law a change is made from is not changed, and other parameters are the same objects."""
    before = current().parameter(CAP)
    changed = current().with_values({CAP: "0.28"})
    assert current().parameter(CAP) is before
    assert before.of_year(2027).number == Decimal("0.30")
    assert changed.parameter("deficit.ceiling") is current().parameter("deficit.ceiling")


def test_rows_hold_where_they_say() -> None:
    """A region's own rule holds for its days and level; outside, the law's own values show."""
    rows = {"2026-01-01": {"value": "0.27", "level": "regency", "until": "2026-12-31", **ROW}}
    cap = current().with_values({CAP: rows}).parameter(CAP)
    assert cap.of_year(2026, level="regency").instrument == "Perda 1/2026"
    assert [cap.of_year(year, level="regency").number for year in (2025, 2027)] == [Decimal("0.30")] * 2
    assert cap.of_year(2026, level="city").number == Decimal("0.30")
    with pytest.raises(NoValueError, match="differs by level"):
        cap.of_year(2026)


def test_the_newest_change_holds() -> None:
    """A change on a change holds before it, and where the newer ends the older shows again."""
    first = current().with_values({"deficit.ceiling": {date(2027, 1, 1): {"value": "0.02", **ROW}}})
    second = first.with_values({"deficit.ceiling": {"2027-01-01": {"value": "0.01", "until": "2027-12-31", **ROW}}})
    ceiling = second.parameter("deficit.ceiling")
    assert [ceiling.of_year(year).number for year in (2027, 2028)] == [Decimal("0.01"), Decimal("0.02")]
    assert ceiling.of_year(2025).of("high") == Decimal("0.0365")
    assert ceiling.known("city")[-1] == (date(2020, 1, 1), None)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (0.28, 'write it in quotes: "0.28"'),
        ("28%", "a decimal in quotes, not '28%'"),
        (True, "truth values"),
        (None, "null is for what is not known"),
        (Decimal("NaN"), "not 'NaN'"),
        (28, "a share between 0 and 1, not 28"),
        ({}, "has no values"),
        ({"2026-01-01": {"value": "0.2"}}, "instrument, article, confidence, source missing"),
        ({"2026-01-01": {"value": None, "note": "x", "source": "y"}}, "null takes no value away"),
        ({"2026-02-01": {"value": "0.2", **ROW}}, "begins on 1 January"),
        ({"2026-01-01": {"value": 0.2, "level": "kota", **ROW}}, "level is one of"),
    ],
)
def test_wrong_values_are_refused(written: Any, words: str) -> None:
    """What a file of law data may not say, a caller may not either."""
    with pytest.raises(LawError) as caught:
        current().with_values({CAP: written})
    assert words in str(caught.value)
    assert CAP in str(caught.value)


def test_law_goes_to_other_processes() -> None:
    """A changed law survives pickling, and cannot be changed in place."""
    changed = current().with_values({CAP: "0.28"})
    copy = pickle.loads(pickle.dumps(changed))
    assert copy.parameters == changed.parameters
    assert copy.schedule == current().schedule
    with pytest.raises(TypeError):
        copy.parameters[CAP] = current().parameter(CAP)


def test_unknown_names_are_refused() -> None:
    """A misspelt parameter is not added, but refused with a near one."""
    with pytest.raises(UnknownNameError) as caught:
        current().with_values({"personel.spending_most": "0.3"})
    assert caught.value.near[0] == CAP
