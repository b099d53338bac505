"""ARI-01 the obvious way: Decimal sums over walks of the drawn plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from benchmarks.oracle_graph import Found, Graph, children
from regplan.model import Allocation, Plan
from regplan.model.tables import NODE_TABLES

__all__ = ["totals_found"]

_Key: TypeAlias = tuple[str, str, str]


def totals_found(plan: Plan, graph: Graph) -> Iterator[Found]:
    """ARI-01: a stated total is what stands at and below its node in the same document."""
    entries: dict[_Key, list[Allocation]] = defaultdict(list)
    totals: list[Allocation] = []
    for row in plan.allocations:
        table = graph.nodes[row.subject]["table"] if row.subject in graph else None
        if table in NODE_TABLES and row.document in plan.documents.by_id:
            if row.role == "entry":
                entries[row.document, row.basis, row.subject].append(row)
            elif not (row.fund or row.account or row.place):
                totals.append(row)
    gaps = _Gaps()
    for row in totals:
        if row.indicator is None:
            for period, gap in _gaps(row, _parts_below(graph, row, entries)):
                gaps[row.document, row.basis, period].setdefault(row.subject, []).append(gap)
    for cell in gaps.values():
        for node, own in cell.items():
            below = _nearest_below(graph, node, cell)
            for gap in own:
                yield Found("ARI-01", _name_of(gap, below), node)
    yield from _indicator_totals(totals)
    yield from _agency_totals(plan, graph, entries, gaps)


_Cell: TypeAlias = tuple[str, str, str]
"""Document, basis and period."""


class _Gaps(defaultdict[_Cell, dict[str, list[Decimal]]]):
    """By document, basis and period, the nodes whose totals differ and by how much."""

    def __init__(self) -> None:
        super().__init__(dict)


def _name_of(gap: Decimal, below: list[Decimal]) -> str:
    return "stated-total-follows" if below and sum(below, Decimal(0)) == gap else "stated-total-differs"


def _nearest_below(graph: Graph, node: str, cell: dict[str, list[Decimal]]) -> list[Decimal]:
    """Walk down from a node, on each way to the first total that differs."""
    found: list[Decimal] = []
    for child in children(graph, node):
        found += cell[child] if child in cell else _nearest_below(graph, child, cell)
    return found


def _agency_totals(plan: Plan, graph: Graph, entries: dict[_Key, list[Allocation]], gaps: _Gaps) -> Iterator[Found]:
    """Compare the total of an OPD with the entries of what it carries, and of its sub-units without a total."""
    totals = [row for row in plan.allocations if row.role == "stated_total" and row.subject in plan.agencies.by_id]
    totals = [row for row in totals if not (row.fund or row.account or row.place)]
    heads = {(row.document, row.basis, row.subject) for row in totals}
    carried: dict[_Key, list[Allocation]] = defaultdict(list)
    for (document, basis, node), rows in entries.items():
        office = _carrier(plan, graph, node)
        for _ in plan.agencies:
            if office is None or (document, basis, office) in heads:
                break
            record = plan.agencies.get(office)
            office = record.parent if record else None
        if office is not None:
            carried[document, basis, office] += rows
    for row in totals:
        for period, gap in _gaps(row, carried.get((row.document, row.basis, row.subject), [])):
            cell = gaps.get((row.document, row.basis, period), {})
            hidden = {below for node in cell for below in _all_below(graph, node)}
            tops = [node for node in cell if node not in hidden and _carrier(plan, graph, node) == row.subject]
            yield Found("ARI-01", _name_of(gap, [one for node in tops for one in cell[node]]), row.subject)


def _carrier(plan: Plan, graph: Graph, node: str) -> str | None:
    """Return the OPD a node states, else that of the node above it, else that of its home document."""
    above: list[str] = []
    name: str | None = node
    while name is not None and name in graph and graph.nodes[name]["table"] in NODE_TABLES and name not in above:
        above.append(name)
        if graph.nodes[name]["record"].agency:
            return str(graph.nodes[name]["record"].agency)
        name = graph.nodes[name]["record"].parent
    homes = (plan.documents.get(graph.nodes[name]["record"].document or "") for name in reversed(above))
    return next((home.agency for home in homes if home and home.agency), None)


def _all_below(graph: Graph, node: str) -> list[str]:
    tree = [node]
    for name in tree:
        tree += children(graph, name)
    return tree[1:]


def _parts_below(graph: Graph, total: Allocation, entries: dict[_Key, list[Allocation]]) -> list[Allocation]:
    """Walk all that hangs below a node and collect its entries."""
    tree = [total.subject, *_all_below(graph, total.subject)]
    return [row for name in tree for row in entries.get((total.document, total.basis, name), ())]


def _gaps(total: Allocation, rows: list[Allocation]) -> Iterator[tuple[str, Decimal]]:
    """Yield the years, and by how much, in which a total is not the sum of entries all of which are known."""
    for period, stated in total.amounts.items():
        parts = [row.amounts[period] for row in rows if period in row.amounts]
        if stated is None or not parts or None in parts:
            continue
        gap = Decimal(stated) - sum((Decimal(part) for part in parts if part is not None), Decimal(0))
        if gap:
            yield period, gap


def _indicator_totals(totals: list[Allocation]) -> Iterator[Found]:
    """Compare the total of a node with the totals on its indicator rows."""
    whole: dict[tuple[_Key, str], Decimal] = {}
    by_indicator: dict[tuple[_Key, str], Decimal] = {}
    for row in totals:
        for period, amount in row.amounts.items():
            node: _Key = (row.document, row.basis, row.subject)
            key = (node, period)
            if amount is not None and row.indicator is None:
                whole[key] = Decimal(amount)
            elif amount is not None:
                by_indicator[key] = by_indicator.get(key, Decimal(0)) + Decimal(amount)
    for key, total in whole.items():
        if by_indicator.get(key, total) != total:
            yield Found("ARI-01", "indicator-totals-differ", key[0][2])
