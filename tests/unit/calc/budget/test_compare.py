"""Why a stated total differs: each cause by itself, told by the precision that is printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.calc.budget import explain_difference
from regplan.errors import CallError


@pytest.mark.parametrize(
    ("stated", "computed", "parts", "kind"),
    [
        (450, 450, [200, 250], "equal"),
        (0, 0, [], "equal"),
        ("59911114.13", Decimal("59911114.129999995"), [], "float_trace"),
        (-450, 450, [200, 250], "sign"),
        (1_235, 1_234_567, [], "unit"),
        (1_234, 1_234_567, [], "unit"),
        (1_234_567_890, 1_235, [], "unit"),
        (1_235, 1_234_567_890, [], "unit"),
        (540, 450, [200, 250], "digit_swap"),
        (405, 504, [], "other"),
        (123_000, 1_230_000, [], "digit_lost"),
        (1_230_000, 123_000, [], "digit_lost"),
        (200, 450, [200, 250], "missing_part"),
        (700, 450, [200, 250], "part_twice"),
        (450, 600, [100, 200, 250, 50], "few_rows"),
        (100, 600, [100, 200, 250, 50], "few_rows"),
        (350, 600, [100, 200, 250, 50], "missing_part"),
        (150, 600, [100, 200, 250, 50], "other"),
        ("12,3 miliar", 12_345_000_000, [], "rounding"),
        ("12,3 miliar", 12_351_000_000, [], "other"),
        (0, 10**11, [6 * 10**10, 4 * 10**10 - 1, 1], "other"),
        (449, 450, [200, 250], "other"),
        (None, 450, [200, 250], "unknown"),
        (450, 450, [200, None], "unknown"),
        (450, None, [], "unknown"),
    ],
)
def test_kind(stated: Any, computed: Any, parts: list[int | None], kind: str) -> None:
    """Each cause is told from the others; one rupiah is not rounding where whole rupiah are printed."""
    assert explain_difference(stated, computed, parts).kind == kind


def test_rounded_parts_may_leave_more() -> None:
    """Parts that are rounded to millions too leave half a million each, and the total half a million (methods §0)."""
    parts = [3_000_000, 4_000_000, 5_000_000]
    assert explain_difference(13_000_000, 12_000_000, parts, precision=10**6).kind == "rounding"
    assert explain_difference(13_000_000, 12_000_000, parts, precision=10**6).rounding == 2_000_000
    exact = [3_000_001, 4_000_000, 4_999_999]
    assert explain_difference(13_000_000, 12_000_000, exact, precision=10**6).kind == "other"


def test_all_that_fits_is_told() -> None:
    """Where several causes fit, the first is the kind and the others stand beside it."""
    found = explain_difference(540, 450, [90, 360])
    assert (found.kind, found.others, found.part, found.difference) == ("digit_swap", ("part_twice",), 0, 90)


def test_facts() -> None:
    """The explanation carries its facts: which part, which factor, which precision."""
    assert explain_difference(200, 450, [200, 250]).part == 1
    assert explain_difference(1_235, 1_234_567_890).factor == 10**6
    assert explain_difference(1_234_567_890, 1_235).factor == Fraction(1, 10**6)
    assert explain_difference("12,3 miliar", 0).precision == 100_000_000


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1.500.000", 1),
        ("Rp2.500.000,50", Decimal("0.01")),
        ("0,25 juta", 10_000),
        ("7 juta", 1_000_000),
        ("Rp1.000,-", 1),
        ("(5.000.000)", 1),
    ],
)
def test_precision_is_read_from_the_text(text: str, precision: Any) -> None:
    """One unit of the last printed place: points of thousands are no decimals, a word behind multiplies."""
    assert explain_difference(text, 1).precision == precision


@pytest.mark.parametrize(
    ("stated", "more"), [("1.500", {}), ("banyak", {}), (0.1, {}), (5, {"precision": 0}), (5, {"precision": -1})]
)
def test_what_says_no_amount_is_refused(stated: Any, more: dict[str, Any]) -> None:
    """Ambiguous or unreadable text, a float, a precision of nothing: refused, not guessed."""
    with pytest.raises(CallError):
        explain_difference(stated, 1, **more)
