"""Weights: exact, and never a crash."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.values.weight import read_weight


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", Fraction(1, 4)),
        ("0,25", Fraction(1, 4)),
        ("1/3", Fraction(1, 3)),
        ("-0.5", Fraction(-1, 2)),
        ("25", Fraction(25)),
        ("1/0", None),
        ("1/00", None),
        ("1e9", None),
        ("1.000,5", None),
        ("25 %", None),
        ("½", None),
        ("٠,٥", None),
        ("", None),
        ("9" * 31, None),
    ],
)
def test_read_weight(text: str, value: Fraction | None) -> None:
    """Decimals and quotients are exact; what is neither says no number."""
    assert read_weight(text) == value


@given(text=st.text(max_size=12))
def test_never_raises(text: str) -> None:
    """Any text is read or is none."""
    assert read_weight(text) is None or isinstance(read_weight(text), Fraction)
