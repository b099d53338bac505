"""The walks of networkx and ours find the same on the plan of the benchmark."""

from __future__ import annotations

from benchmarks.alignment import (
    alignment_ratios,
    cascade_plan,
    obvious_impacts,
    obvious_matrix,
    obvious_rings,
    our_impacts,
    upward,
)

from regplan.graph import coverage_matrix
from regplan.index import of
from regplan.index.web import web_of


def test_both_agree() -> None:
    """Impacts of all nodes, circles and matrices are equal on a plan of 54 OPD with shared programs."""
    plan = cascade_plan(3_000)
    graph = upward(plan)
    assert our_impacts(plan) == obvious_impacts(plan, graph)
    assert (web_of(of(plan)).rings, obvious_rings(graph)) == ((), set())
    narrow = upward(plan, ("supports", "adopts"), owners=False)
    cells = coverage_matrix(plan, of_="sub_activity").cells
    assert {(row, column): count for row, column, count in cells} == obvious_matrix(plan, narrow, "sub_activity")


def test_ratios() -> None:
    """The rows name what is timed; sizes past the largest are left out."""
    rows = list(alignment_ratios([400, 10**9], runs=1))
    assert [(name, size) for name, size, _ in rows] == [
        (f"align-{name}", 400) for name in ("circles", "trace", "impact", "matrix")
    ]
