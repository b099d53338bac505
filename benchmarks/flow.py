"""
The obvious flow of money: dicts, Decimals and walks up the tree, nothing of ``regplan.index`` or ``regplan.calc``.

It is the second opinion that tests compare the flow and the totals with, and what the columns are timed against.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from benchmarks.timing import Case, medians
from regplan.calc.budget import flow, totals
from regplan.checks import check
from regplan.index import of
from regplan.model import Activity, Allocation, Document, Plan, Program, SubActivity
from regplan.model.tables import NODE_TABLES
from regplan.values.money import Rupiah, rupiah

__all__ = ["MOST", "Outcome", "chain_plan", "flow_ratios", "growth_cases", "obvious_flow", "obvious_totals", "our_flow"]

MOST: Final = 50_000
"""More nodes than this only take longer."""
CHAIN: Final = ("RPJMD", "RKPD", "PPAS", "APBD", "DPA")


class Outcome(NamedTuple):
    """What two versions of the flow must agree on, for one item."""

    kind: str
    before: Rupiah | None
    after: Rupiah | None


def obvious_flow(plan: Plan, documents: Sequence[str], year: int, level: str) -> list[dict[str, Outcome]]:
    """
    Follow money through documents, one id each, item by item.

    Args:
        plan: A plan without circles, without entries that move nodes, and with one document for all OPD at each step.
        documents: Ids of documents.
        year: The year.
        level: The level of the items.

    Returns:
        For each step the outcome of each item.
    """
    nodes = {node.id: node for table in NODE_TABLES for node in plan.table(table)}
    stages = [_amounts_of(plan, nodes, one, str(year), level) for one in documents]
    covers = [plan.documents[one].covers_level(level) for one in documents]  # type: ignore[arg-type] # a level's word
    steps = []
    for at in range(len(documents) - 1):
        first, second = stages[at], stages[at + 1]
        names = [*first, *(one for one in second if one not in first)]
        steps.append({one: _outcome(one, first, second, covers[at : at + 2]) for one in names})
    return steps


def _amounts_of(plan: Plan, nodes: dict[str, Any], document: str, year: str, level: str) -> dict[str, Decimal | None]:
    """Add up what stands at and below each item; None where a part is unknown."""
    found: dict[str, Decimal | None] = {}
    for row in plan.allocations:
        if row.document != document or row.basis != "ceiling" or row.role != "entry" or year not in row.amounts:
            continue
        node = nodes.get(row.subject)
        while node is not None and node.level != level:
            node = nodes.get(node.parent) if node.parent else None
        if node is None:
            continue
        amount, before = row.amounts[year], found.get(node.id, Decimal(0))
        found[node.id] = None if amount is None or before is None else before + Decimal(amount)
    return found


def _outcome(
    name: str, first: dict[str, Decimal | None], second: dict[str, Decimal | None], covers: Sequence[bool]
) -> Outcome:
    a, b = first.get(name), second.get(name)
    before, after = (None if one is None else rupiah(one) for one in (a, b))
    if name in first and name in second:
        kind = "unknown" if a is None or b is None else "kept" if a == b else "resized"
    elif name in first:
        kind = "dropped" if covers[1] else "unknown"
    else:
        kind = "new" if covers[0] else "unknown"
    return Outcome(kind, before, after)


def obvious_totals(plan: Plan, document: str, year: int) -> dict[str, Rupiah | None]:
    """
    Add up the money at and below each node of one document.

    Args:
        plan: A plan without circles.
        document: The id of a document.
        year: The year.

    Returns:
        The sum of each node that has entries at it or below; None where one is unknown.
    """
    nodes = {node.id: node for table in NODE_TABLES for node in plan.table(table)}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    unknown: set[str] = set()
    for row in plan.allocations:
        if row.document != document or row.basis != "ceiling" or row.role != "entry" or str(year) not in row.amounts:
            continue
        amount = row.amounts[str(year)]
        node = nodes.get(row.subject)
        while node is not None:
            sums[node.id] += Decimal(amount or 0)
            if amount is None:
                unknown.add(node.id)
            node = nodes.get(node.parent) if node.parent else None
    return {name: None if name in unknown else rupiah(total) for name, total in sums.items()}


def our_flow(plan: Plan, documents: Sequence[str], year: int, level: str) -> list[dict[str, Outcome]]:
    """Return what ``regplan`` finds, in the same form."""
    found = flow(plan, documents, year=year, level=level)  # type: ignore[arg-type] # a level's word
    return [{one.key: Outcome(one.kind, one.before, one.after) for one in step} for step in found.steps]


def chain_plan(nodes: int) -> Plan:
    """
    Build a plan of about so many nodes of which five documents speak, each a little otherwise.

    Example:
        >>> plan = chain_plan(500)
        >>> len(plan.nodes), len(plan.documents), len(plan.allocations) > 1000
        (500, 5, True)
    """
    programs = [Program(id=f"p{at}", code=f"1.{at}", title=f"Program {at}") for at in range(nodes // 20)]
    activities = [Activity(id=f"k{at}", parent=f"p{at // 4}") for at in range(4 * len(programs))]
    lowest = [SubActivity(id=f"s{at}", parent=f"k{at % len(activities)}") for at in range(nodes - 5 * len(programs))]
    return Plan(
        documents=[Document(id=one.lower(), kind=one, first_year=2026, last_year=2026) for one in CHAIN],
        programs=programs,
        activities=activities,
        sub_activities=lowest,
        allocations=[
            Allocation(document=document.lower(), subject=node.id, fund="DAU", amounts={"2026": _amount(at, step)})
            for step, document in enumerate(CHAIN)
            for at, node in enumerate(lowest)
            if (at * 7 + step * 3) % 11
        ],
    )


def _amount(at: int, step: int) -> Rupiah:
    """Make an amount; every ninth changes at a step, every hundredth has sen."""
    amount = (at * 7919 % 900_000 + 1) * 1000 + (step * 1000 if at % 9 == 0 else 0)
    return Decimal(amount) + Decimal("0.91") if at % 100 == 0 else amount


def flow_ratios(sizes: Sequence[int], runs: int | None = None) -> Iterator[tuple[str, int, float]]:
    """
    Time the flow of five documents, and totals by node, with all measures, on a ready index, against the obvious way.

    Args:
        sizes: How many nodes.
        runs: Rounds that count; 5 when None.

    Yields:
        Name, size, and how many times faster the columns are; at least 10 is promised.

    Raises:
        AssertionError: The two find different things.
    """
    for size in (one for one in sizes if one <= MOST):
        plan = chain_plan(size)
        of(plan)
        names = [one.lower() for one in CHAIN]
        assert our_flow(plan, names, 2026, "sub_activity") == obvious_flow(plan, names, 2026, "sub_activity")
        found = totals(plan, "APBD", by="node", year=2026)
        assert {one.key[0]: one.amount for one in found} == obvious_totals(plan, "apbd", 2026)
        cases: dict[str, Case] = {
            "obvious flow": functools.partial(obvious_flow, plan, names, 2026, "sub_activity"),
            "flow": functools.partial(flow, plan, names, year=2026, level="sub_activity"),
            "obvious totals": functools.partial(obvious_totals, plan, "apbd", 2026),
            "totals": functools.partial(totals, plan, "APBD", by="node", year=2026),
        }
        spent = medians(cases, runs or 5)
        for name in ("flow", "totals"):
            yield name, size, spent[f"obvious {name}"] / spent[name]


def growth_cases(size: int) -> Iterator[tuple[str, dict[str, Case]]]:
    """
    Give the flow of five documents, and the rules on money between them, on a plan and on one a tenth as large.

    Args:
        size: How many nodes the larger has.

    Yields:
        Name, and both cases; the index is ready.
    """
    little, great = chain_plan(size // 10), chain_plan(size)
    of(little), of(great)
    names = [one.lower() for one in CHAIN]
    walk = functools.partial(flow, documents=names, year=2026, level="sub_activity")
    judge = functools.partial(check, select=("CONS-01", "CONS-02", "CONS-03", "CONS-04", "CONS-05"))
    for name, work in (("flow", walk), ("consistency", judge)):
        yield name, {"small": functools.partial(work, little), "large": functools.partial(work, great)}
