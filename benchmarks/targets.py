"""Rows of the calculators for targets: columns against one pint quantity a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.timing import Case, medians
from regplan.calc.targets import achievements

__all__ = ["target_ratios"]

MOST: Final = 50_000
"""More quantities than this only take longer."""


def target_ratios(sizes: Sequence[int], runs: int | None = None) -> Iterator[tuple[str, int, float]]:
    """
    Time achievements of mixed polarity as columns, and with one pint quantity a value, the obvious way.

    Args:
        sizes: How many indicators.
        runs: Rounds that count; 5 when None.

    Yields:
        Name, size, and how many times faster the columns are; at least 50 is promised.

    Raises:
        AssertionError: The two give other numbers.
    """
    for size in (one for one in sizes if one <= MOST):
        results, targets, rising = _made(size)
        quantities = _quantities(results, targets)
        polarity = np.where(rising, 0, 1).astype(np.int8)

        def columns(given: tuple[Any, ...] = (results, targets, polarity)) -> Any:
            return achievements(given[0], given[1], polarity=given[2], method="mirrored").percents

        def one_by_one(given: tuple[Any, ...] = (quantities, rising.tolist())) -> list[float]:
            return [_obvious(result, target, up=up) for (result, target), up in zip(*given, strict=True)]

        np.testing.assert_allclose(columns(), one_by_one(), rtol=1e-12, atol=1e-10)
        cases: dict[str, Case] = {"columns": columns, "quantities": one_by_one}
        spent = medians(cases, runs or 5)
        yield "achievements", size, spent["quantities"] / spent["columns"]


def _made(size: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Make results and targets of one decimal, and which indicators rise."""
    random = np.random.default_rng(7)
    targets = random.integers(1, 1000, size) / 10
    return random.integers(0, 1500, size) / 10, targets, random.random(size) < 0.7


def _quantities(results: NDArray[np.float64], targets: NDArray[np.float64]) -> list[tuple[Any, Any]]:
    """Make the quantities before the clock runs: only the arithmetic is timed."""
    import pint  # noqa: PLC0415 - heavy

    registry: Any = pint.UnitRegistry()
    unit = registry.Unit("kilometer")
    pairs = zip(results.tolist(), targets.tolist(), strict=True)
    return [(registry.Quantity(result, unit), registry.Quantity(target, unit)) for result, target in pairs]


def _obvious(result: Any, target: Any, *, up: bool) -> float:
    share = result / target if up else (2 * target - result) / target
    return float((100 * share).magnitude)
