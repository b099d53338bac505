"""
A nation of plans as Parquet, a folder a plan: written, read back, and summed over all of them, with memory bounded.

Run by itself: ``python -m benchmarks.nation [--plans 552] [--records 40000]``; it needs the extra ``tables``. Writing, reading and summing
are processes of their own, so that the peak of one is not that of another. Exit code 1 where the peak grows with the number of plans.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import attrs

from benchmarks.plans import synthetic_plan
from regplan.io import load
from regplan.io.tables_out import write_parquet

__all__ = ["LIMIT", "Step", "measure"]

LIMIT: Final = 1.5
"""What the peak of all plans may be of the peak after the first tenth of them."""


@attrs.frozen
class Step:
    """
    What one step over all plans took.

    Attributes:
        name: ``write``, ``read`` or ``sum``.
        seconds: By the clock on the wall.
        first: Peak memory of the process after the first plan, in MB.
        tenth: The same after a tenth of the plans.
        last: The same at the end.
        told: What it counted: bytes written, records read, rupiah of ceilings summed.
    """

    name: str
    seconds: float
    first: float
    tenth: float
    last: float
    told: str

    @property
    def is_bounded(self) -> bool:
        """Whether the peak does not grow with the plans; a sum is one query, so that only its peak is told."""
        return self.last <= LIMIT * self.tenth


def measure(plans: int, records: int, folder: str) -> Iterator[Step]:
    """Write, read and sum *plans* plans of *records* records in *folder*, each step in a process of its own."""
    for name in _STEPS:
        words = [sys.executable, "-m", "benchmarks.nation", "--step", name, "--folder", folder]
        words += ["--plans", str(plans), "--records", str(records)]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
        yield Step(**json.loads(done.stdout))


def _write(folder: Path, plans: int, records: int) -> Iterator[int]:
    """Write plan after plan, each from its own seed; yield the bytes of each."""
    for number in range(plans):
        files = write_parquet(synthetic_plan(records, seed=number + 1), folder / str(number))
        yield sum(file.stat().st_size for file in files)


def _read(folder: Path, plans: int, records: int) -> Iterator[int]:
    """Read plan after plan as the library reads any folder; yield the records of each."""
    for number in range(plans):
        count = len(load(folder / str(number)))
        if count != records:
            msg = f"plan {number}: {count} of {records} records came back"
            raise AssertionError(msg)
        yield count


def _sum(folder: Path, plans: int, records: int) -> Iterator[Decimal]:  # noqa: ARG001 - as the others
    """Sum the ceilings of all plans in one lazy query of Polars, as a researcher would."""
    import polars as pl  # noqa: PLC0415 - an extra, and not of the other steps

    rows = pl.scan_parquet(folder / "*" / "allocations.parquet").filter(
        (pl.col("basis") == "ceiling") & (pl.col("role") == "entry")
    )
    yield rows.select(pl.col("amount").sum()).collect(engine="streaming").item()


_STEPS: Final[dict[str, Callable[[Path, int, int], Iterator[Any]]]] = {"write": _write, "read": _read, "sum": _sum}


_UNITS: Final = {"write": "bytes", "read": "records", "sum": "rupiah"}


def _run(name: str, folder: Path, plans: int, records: int) -> Step:
    start = time.perf_counter()
    first = tenth = 0.0
    whole: Any = 0
    for number, counted in enumerate(_STEPS[name](folder, plans, records), start=1):
        whole += counted
        first = first or _peak()
        tenth = _peak() if number <= max(1, plans // 10) else tenth
    return Step(name, time.perf_counter() - start, first, tenth, _peak(), f"{whole:,}")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str] | None = None) -> int:
    """Print what each step took; exit code 1 where memory is not bounded."""
    words = argparse.ArgumentParser()
    words.add_argument("--plans", type=int, default=552)
    words.add_argument("--records", type=int, default=40_000)
    words.add_argument("--step", choices=tuple(_STEPS), help=argparse.SUPPRESS)
    words.add_argument("--folder", help=argparse.SUPPRESS)
    given = words.parse_args(arguments)
    if given.step:
        sys.stdout.write(json.dumps(attrs.asdict(_run(given.step, Path(given.folder), given.plans, given.records))))
        return 0
    bounded = True
    with tempfile.TemporaryDirectory() as folder:
        for step in measure(given.plans, given.records, folder):
            peaks = (
                f"peak {step.first:.0f} MB after the first, {step.tenth:.0f} after a tenth, {step.last:.0f} at the end"
            )
            sys.stdout.write(f"{step.name:<5} {step.seconds:7.1f} s  {peaks}  {step.told} {_UNITS[step.name]}\n")
            sys.stdout.flush()
            bounded &= step.is_bounded
    return 0 if bounded else 1


if __name__ == "__main__":
    raise SystemExit(main())
