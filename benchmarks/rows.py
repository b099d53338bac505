"""The rows of architecture §6: what is measured, as ratios within one run."""

from __future__ import annotations

import functools
import json
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import attrs
import yaml

from benchmarks.alignment import alignment_ratios
from benchmarks.flow import MOST, flow_ratios, growth_cases
from benchmarks.oracle import SIX_RULES, findings
from benchmarks.plans import synthetic_plan
from benchmarks.tables import export_ratios
from benchmarks.targets import target_ratios
from benchmarks.timing import Case, bytes_of, import_seconds, medians
from regplan.checks import CORE, check, registry
from regplan.index import Index, of
from regplan.io import dumps, load, loads, save
from regplan.model import Plan

__all__ = ["GOALS", "GROUPS", "Row", "measure", "measured_apart"]


@attrs.frozen
class Row:
    """
    One measured ratio.

    Attributes:
        name: What it is.
        size: Records of the plan; 0 where there is none.
        ratio: The ratio.
        limit: What it must not miss; None where it is only told.
        aim: What is aimed at.
        least: Whether limit and aim are the least instead of the most.
    """

    name: str
    size: int
    ratio: float
    limit: float | None = None
    aim: float | None = None
    least: bool = attrs.field(default=False, kw_only=True)

    @property
    def ok(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or (self.ratio >= self.limit if self.least else self.ratio <= self.limit)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "name": self.name,
            "size": self.size,
            "ratio": round(self.ratio, 4),
            "limit": self.limit,
            "aim": self.aim,
            "ok": self.ok,
        }


@attrs.frozen
class _Bench:
    """The files of a run and how often each thing is timed."""

    folder: Path
    runs: int | None

    def times(self, size: int) -> int:
        """Return how many rounds count at a size."""
        return self.runs or (25 if size <= SMALL else 7 if size <= MEDIUM else 3)

    def file(self, size: int) -> Path:
        """Write the canonical file of a size, once."""
        path = self.folder / f"{size}.json"
        if not path.exists():
            save(synthetic_plan(size), path)
        return path


SMALL: Final = 5_000
MEDIUM: Final = 50_000


def measure(sizes: Sequence[int], runs: int | None, name: str) -> Iterator[Row]:
    """
    Measure the rows of one group.

    Args:
        sizes: Records of the plans.
        runs: Rounds that count; by size when None.
        name: One of ``GROUPS``.

    Yields:
        The rows, as they are measured.
    """
    with tempfile.TemporaryDirectory() as folder:
        yield from GROUPS[name](_Bench(Path(folder), runs), sizes)


def measured_apart(sizes: Sequence[int], runs: int | None, name: str) -> list[Row]:
    """Measure a group in a process of its own: the memory that large plans leave behind weighs on what is measured next."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_rows, sizes, runs, name).result()


def _rows(sizes: Sequence[int], runs: int | None, name: str) -> list[Row]:
    return list(measure(sizes, runs, name))


def _yardstick(path: Path) -> Callable[[], Any]:
    """Return the yardstick: the same file through ``json.loads``."""
    return lambda: json.loads(path.read_bytes())


def _load(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """Canonical file to plan, and to the findings of CORE; no plan is alive meanwhile."""
    for size in sizes:
        path = bench.file(size)
        cases: dict[str, Case] = {
            "json": _yardstick(path),
            "load": functools.partial(load, path),
            "findings": functools.partial(_core_of, path),
        }
        spent = medians(cases, bench.times(size))
        yield Row("load", size, spent["load"] / spent["json"], 1.5, 0.8)
        yield Row("findings", size, spent["findings"] / spent["json"], 2.5, 1.5)


def _core_of(path: Path) -> int:
    return len(check(load(path), select="CORE"))


def _rules(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """One more rule on a ready index: each rule of CORE alone."""
    codes = [code for code in registry() if code.startswith(CORE)]
    for size in sizes:
        path = bench.file(size)
        plan = load(path)
        of(plan)
        cases: dict[str, Case] = {code: functools.partial(check, plan, select=code) for code in codes}
        cases["json"] = _yardstick(path)
        spent = medians(cases, bench.times(size))
        yardstick = spent.pop("json")
        yield Row("rule-median", size, statistics.median(spent.values()) / yardstick, 0.05, 0.01)
        for code in sorted(spent, key=spent.__getitem__, reverse=True)[:SLOWEST]:
            yield Row(f"rule-slow {code}", size, spent[code] / yardstick)


SLOWEST: Final = 3
"""How many of the slowest rules are named."""


def _oracle(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """Six rules, the obvious way against index and rules, on the same objects."""
    for size in (one for one in sizes if one <= MEDIUM):
        plan = load(bench.file(size))
        cases: dict[str, Case] = {
            "obvious": functools.partial(findings, plan, SIX_RULES),
            "ours": (plan.replace, lambda fresh: check(fresh, select=SIX_RULES)),
        }
        spent = medians(cases, bench.times(size))
        yield Row("oracle", size, spent["obvious"] / spent["ours"], 10, 30, least=True)


def _yaml(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """YAML with the place of every record against PyYAML's C loader; only where a person would write it."""
    for size in (one for one in sizes if one <= SMALL):
        text = dumps(load(bench.file(size)), format="yaml")
        cases: dict[str, Case] = {
            "csafe": functools.partial(yaml.load, text, yaml.CSafeLoader),
            "ours": functools.partial(loads, text, format="yaml"),
        }
        spent = medians(cases, min(5, bench.times(size)))
        yield Row("yaml", size, spent["ours"] / spent["csafe"], 0.6, 0.3)


def _tables(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """A flat Renja export to plan and loss report against ``json.loads`` of its rows; and what its carrier and its records take alone."""
    some = [size for size in sizes if size <= MEDIUM]
    for name, size, ratio in export_ratios(bench.folder, some, min(7, bench.times(SMALL))):
        limits = (3, 3) if name == "flat-export" else (None, None)
        yield Row(name, size, ratio, *limits)


def _targets(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """Achievements as columns against one pint quantity a value."""
    for name, size, ratio in target_ratios(sizes, bench.runs):
        yield Row(name, size, ratio, 50, 200, least=True)


def _flow(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """Flow and totals of money against dicts of Decimal."""
    for name, size, ratio in flow_ratios(sizes, bench.runs):
        limits = (10, 30) if size >= MEDIUM else (None, None)
        yield Row(name, size, ratio, *limits, least=True)


def _alignment(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """Circles, ways up, impacts of all nodes and a matrix against networkx walks."""
    for name, size, ratio in alignment_ratios(sizes, bench.runs):
        limits = (10, 30) if size >= MEDIUM else (None, None)
        yield Row(name, size, ratio, *limits, least=True)


def _growth(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """Time of each stage against that of a plan a tenth as large, both in one run."""
    for size in (one for one in sizes if one // 10 in sizes):
        limits = (2.5, 1.5) if size == MEDIUM else (None, None)
        for stage, cases in _stages(bench, size):
            spent = medians(cases, bench.times(size))
            yield Row(f"growth-{stage}", size, spent["large"] / (10 * spent["small"]), *limits)


def _stages(bench: _Bench, size: int) -> Iterator[tuple[str, dict[str, Case]]]:
    small, large = bench.file(size // 10), bench.file(size)
    yield "load", {"small": functools.partial(load, small), "large": functools.partial(load, large)}
    little, great = load(small), load(large)
    yield "index", {"small": (little.replace, of), "large": (great.replace, of)}
    of(little), of(great)
    core = functools.partial(check, select="CORE")
    yield "check", {"small": functools.partial(core, little), "large": functools.partial(core, great)}
    if size <= MOST:
        yield from growth_cases(size)


def _memory(bench: _Bench, sizes: Sequence[int]) -> Iterator[Row]:
    """Bytes a record of a loaded plan and its index."""
    for size in sizes:
        path = bench.file(size)
        of(load(path))
        yield Row("memory", size, bytes_of(functools.partial(_indexed, path)) / size, 1500, 800)


def _indexed(path: Path) -> tuple[Plan, Index]:
    plan = load(path)
    return plan, of(plan)


def _import(bench: _Bench, _: Sequence[int]) -> Iterator[Row]:
    """Import of regplan against that of attrs, each in fresh processes, in turn."""
    runs = max(15, bench.runs or 0)
    pairs = [(import_seconds("regplan"), import_seconds("attrs")) for _ in range(runs)]
    ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
    yield Row("import", 0, ours / theirs, 2.5, 1.8)


GROUPS: Final[dict[str, Callable[[_Bench, Sequence[int]], Iterator[Row]]]] = {
    "load": _load,
    "rules": _rules,
    "oracle": _oracle,
    "targets": _targets,
    "flow": _flow,
    "alignment": _alignment,
    "yaml": _yaml,
    "tables": _tables,
    "growth": _growth,
    "memory": _memory,
    "import": _import,
}
"""What ``--only`` names."""
GOALS: Final = tuple(name for name in GROUPS if name != "tables")
"""The groups that are measured when none is named: those of architecture §6."""
