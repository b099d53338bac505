"""The benchmark of the calculators for targets compares what gives the same numbers."""

from __future__ import annotations

from benchmarks.targets import target_ratios


def test_target_ratios() -> None:
    """Columns and quantities give the same achievements, and the row says how many times faster columns are."""
    ((name, size, ratio),) = target_ratios([200, 10**9], runs=1)
    assert (name, size) == ("achievements", 200)
    assert ratio > 1
