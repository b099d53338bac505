"""
Interleaved medians of processor time: every case is run in every round, so that all see the same load of the machine.

The clock is the process's own: on a shared machine the longer of two cases waits more often for others than the
shorter one, and their ratio would tell of the neighbours.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

__all__ = ["Case", "bytes_of", "import_seconds", "medians"]

Case: TypeAlias = Callable[[], Any] | tuple[Callable[[], Any], Callable[[Any], Any]]
"""What is timed; or what prepares it, untimed, and what is timed with that."""


def medians(cases: Mapping[str, Case], runs: int) -> dict[str, float]:
    """
    Time cases in turn, after one round that does not count, with the garbage collector as the user has it.

    Args:
        cases: What to time, by name.
        runs: How many rounds count.

    Returns:
        Median seconds by name.
    """
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(runs + 1):
        for name, case in cases.items():
            spent = _seconds(case)
            if number:
                seconds[name].append(spent)
    return {name: statistics.median(spent) for name, spent in seconds.items()}


def _seconds(case: Case) -> float:
    """Time one run; what it makes is freed after the clock has stopped."""
    if isinstance(case, tuple):
        prepare, run = case
        given = prepare()
        gc.collect()
        start = time.thread_time()
        made = run(given)
    else:
        gc.collect()
        start = time.thread_time()
        made = case()
    spent = time.thread_time() - start
    del made
    return spent


def bytes_of(make: Callable[[], Any]) -> int:
    """Count the bytes of what is still alive when *make* has returned it."""
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        made = make()
        gc.collect()
        after = tracemalloc.get_traced_memory()[0]
        del made
    finally:
        tracemalloc.stop()
    return after - before


_IMPORT: Final = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"


def import_seconds(module: str) -> float:
    """Time the import of a module in a fresh process."""
    command = [sys.executable, "-c", _IMPORT.format(module)]
    told = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - our own two modules
    return float(told.stdout)
