"""The formulas that can be computed, and the prose that cannot."""

from __future__ import annotations

import pytest

from regplan.values.formula import Formula, read_formula


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("mean(a, b)", Formula("mean", ("a", "b"))),
        (" SUM ( dinkes/T1.I1 ,x,y ) ", Formula("sum", ("dinkes/T1.I1", "x", "y"))),
        ("ratio(Jumlah siswa, /I2)", Formula("ratio", ("Jumlah siswa", "/I2"))),
        ("ipm(RLS=c, uhh = a, hls=b, pengeluaran=d)", Formula("ipm", ("a", "b", "c", "d"))),
    ],
)
def test_a_formula(text: str, formula: Formula) -> None:
    """A formula has one of four names and the ids of indicators, in any case and spacing."""
    assert read_formula(text) == formula


@pytest.mark.parametrize(
    "text",
    [
        "jumlah siswa dibagi jumlah penduduk",
        "mean(a)",
        "mean()",
        "mean(a,,b)",
        "sum(a, a)",
        "ratio(a, b, c)",
        "median(a, b)",
        "mean(sum(a, b), c)",
        "ipm(a, b, c, d)",
        "ipm(uhh=a, hls=b, rls=c)",
        "ipm(uhh=a, hls=b, rls=c, uhh=d)",
        "ipm(uhh=a, hls=b, rls=c, pengeluaran=a)",
        "ipm(uhh=, hls=b, rls=c, pengeluaran=d)",
        "ipm(uhh=a=b, hls=b, rls=c, pengeluaran=d)",
        "mean(a, b) x 100",
        "sum(a=b, c)",
    ],
)
def test_prose(text: str) -> None:
    """Any other text is prose, also one that is nearly a formula."""
    assert read_formula(text) is None


def test_long_prose_is_read_at_once() -> None:
    """A text of the greatest length does not take longer than its length asks for."""
    assert read_formula("ipm(" + "a = " * 2_400 + ")") is None
