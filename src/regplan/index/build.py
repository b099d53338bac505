"""Plan to index: one pass over each table, the tree by levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, count
from operator import attrgetter, eq
from typing import Any, Final, get_args

import numpy as np

from regplan.index.columns import (
    ABSENT,
    DANGLING,
    AllocationColumns,
    Bools,
    Edges,
    EntryColumns,
    Index,
    Ints,
    Money,
    SeriesColumns,
)
from regplan.model.plan import Plan
from regplan.model.tables import ID_TABLES, NODE_TABLES
from regplan.model.words import Basis, IndicatorKind, LinkKind, SeriesRole
from regplan.values.money import Rupiah, sen
from regplan.values.text import REGION

__all__ = ["BASES", "INDICATOR_KINDS", "LINK_KINDS", "SERIES_ROLES", "of"]

BASES: Final[tuple[str, ...]] = get_args(Basis)
SERIES_ROLES: Final[tuple[str, ...]] = get_args(SeriesRole)
LINK_KINDS: Final[tuple[str, ...]] = get_args(LinkKind)
INDICATOR_KINDS: Final[tuple[str, ...]] = get_args(IndicatorKind)
_KINDS: Final[dict[str | None, int]] = {None: ABSENT, **{kind: at for at, kind in enumerate(INDICATOR_KINDS)}}
_ORDER: Final = (*NODE_TABLES, *(name for name in ID_TABLES if name not in NODE_TABLES))


def of(plan: Plan) -> Index:
    """
    Compile a plan, once; the index is kept with the plan and does not count in its equality.

    Args:
        plan: Any plan, also one with dangling ids, doubled ids or circles.

    Returns:
        Its index.

    Example:
        >>> from regplan.model import Goal, Mission
        >>> index = of(Plan(missions=[Mission(id="M1")], goals=[Goal(id="T1", parent="M1")]))
        >>> index.parent.tolist(), index.depth.tolist()
        ([-1, 0], [0, 1])
    """
    return plan.remember("index", lambda: _build(plan))


def _build(plan: Plan) -> Index:
    ids: list[str] = []
    starts: dict[str, int] = {}
    for name in _ORDER:
        starts[name] = len(ids)
        ids += map(attrgetter("id"), plan.table(name))
    position = _first_of(ids)
    nodes = starts[_ORDER[len(NODE_TABLES)]]
    sizes = [len(plan.table(name)) for name in _ORDER]
    node_level = np.repeat(np.arange(len(NODE_TABLES)), sizes[: len(NODE_TABLES)])
    documents, agencies = (_first_of([row.id for row in plan.table(name)]) for name in ("documents", "agencies"))
    parent = _positions(_column(plan, "parent"), position)
    parent[parent >= nodes] = DANGLING
    document = _positions(_column(plan, "document"), documents)
    own_agency = _positions(_column(plan, "agency"), agencies)
    allocations = _allocations(plan, position, documents, len(ids))
    depth, order, preorder, end = _tree(parent, _sibling_order(plan))
    return Index(
        plan=plan,
        ids=tuple(ids),
        position=position,
        table=np.repeat(np.arange(len(_ORDER)), sizes),
        tables=_ORDER,
        starts=starts,
        nodes=nodes,
        level=node_level,
        parent=parent,
        depth=depth,
        order=order,
        preorder=preorder,
        end=end,
        document=document,
        agency=_carriers(parent, depth, document, own_agency, _positions_of(plan.documents, "agency", agencies)),
        own_agency=own_agency,
        indicator_owner=_positions_of(plan.indicators, "owner", position),
        indicator_kind=_positions_of(plan.indicators, "kind", _KINDS),
        indicator_unit=~_are(plan.indicators, "unit", None),
        allocations=allocations,
        money=_money(plan, allocations, len(ids)),
        series=_series(plan, documents),
        entries=EntryColumns(
            document=_positions_of(plan.entries, "document", documents),
            node=_positions_of(plan.entries, "node", position),
        ),
        links=_links(plan, position),
    )


class _Positions(dict[str | None, int]):
    """Positions by name; DANGLING for what nothing is called."""

    def __missing__(self, _: str | None) -> int:
        return DANGLING


def _first_of(ids: Sequence[str]) -> _Positions:
    """Map ids to positions, each to its first, and None to ABSENT."""
    found = _Positions(zip(ids, range(len(ids)), strict=True))
    if len(found) < len(ids):
        found = _Positions(zip(reversed(ids), range(len(ids) - 1, -1, -1), strict=True))
    found[None] = ABSENT
    return found


def _numbers() -> dict[str | None, int]:
    """Number texts as they come up, and None as none of them."""
    return defaultdict(count().__next__, {None: ABSENT})


def _column(plan: Plan, field: str) -> list[Any]:
    """Return one field of all nodes."""
    return list(chain.from_iterable(_of(plan.table(name), field) for name in NODE_TABLES))


def _of(rows: Sequence[Any], field: str) -> list[Any]:
    return list(map(attrgetter(field), rows))


def _positions(names: Sequence[str | None], position: Mapping[str | None, int]) -> Ints:
    return np.fromiter(map(position.__getitem__, names), np.int64, len(names))


def _positions_of(rows: Sequence[Any], field: str, position: Mapping[str | None, int]) -> Ints:
    names = _of(rows, field)
    if names and names.count(names[0]) == len(names):  # a field that nobody fills, or all alike
        return np.full(len(names), position[names[0]], np.int64)
    return _positions(names, position)


def _are(rows: Sequence[Any], field: str, value: str | None) -> Bools:
    """Mark the rows whose field is a value."""
    return np.fromiter(map(partial(eq, value), map(attrgetter(field), rows)), np.bool_, len(rows))


def _sibling_order(plan: Plan) -> Ints | None:
    """Return the explicit order of nodes, where any node states one; a node that states none comes after."""
    orders = list(_column(plan, "order"))
    if orders.count(None) == len(orders):
        return None
    return np.array([2**40 if order is None else order for order in orders], np.int64)


def _tree(parent: Ints, sibling_order: Ints | None) -> tuple[Ints, Ints, Ints, Ints]:
    """
    Lay the forest out in pre-order, level by level from the roots, without recursion.

    A node whose parent is absent or dangling is a root. Nodes in or below a circle are never reached.
    """
    total = len(parent)
    by_parent = np.argsort(parent, kind="stable") if sibling_order is None else np.lexsort((sibling_order, parent))
    children = np.bincount(parent[parent >= 0], minlength=total)
    last = np.cumsum(children) + np.count_nonzero(parent < 0)
    first = last - children
    rows = [_roots(by_parent, parent, sibling_order)]
    while len(rows[-1]):
        rows.append(by_parent[_spans(first[rows[-1]], last[rows[-1]])])
    depth = np.full(total, -1, np.int64)
    size = np.zeros(total, np.int64)
    for level, row in enumerate(rows):
        depth[row] = level
        size[row] = 1
    for row in reversed(rows[1:]):
        np.add.at(size, parent[row], size[row])
    preorder = _preorder(rows, parent, size)
    end = np.where(preorder >= 0, preorder + size, -1)
    placed = np.flatnonzero(preorder >= 0)
    order = np.empty_like(placed)
    order[preorder[placed]] = placed
    return depth, order, preorder, end


def _preorder(rows: list[Ints], parent: Ints, size: Ints) -> Ints:
    """
    Place every node after its parent and after the whole subtrees of the siblings before it.

    Node 0 with children 1 (a subtree of 3) and 2: node 0 is placed at 0, node 1 at 0 + 1 + 0 = 1, node 2 at
    0 + 1 + 3 = 4. Siblings stand side by side in a row, so what is before each is a running sum of sizes that starts
    anew with each parent.
    """
    placed = np.full(len(parent), -1, np.int64)
    for level, row in enumerate(rows):
        if not len(row):
            continue
        before = np.cumsum(size[row]) - size[row]
        if level:
            first_child = np.ones(len(row), np.bool_)
            np.not_equal(parent[row][1:], parent[row][:-1], out=first_child[1:])
            before -= np.maximum.accumulate(np.where(first_child, before, 0))
            before += placed[parent[row]] + 1
        placed[row] = before
    return placed


def _roots(by_parent: Ints, parent: Ints, sibling_order: Ints | None) -> Ints:
    roots = by_parent[parent[by_parent] < 0]
    keys = (roots,) if sibling_order is None else (roots, sibling_order[roots])
    return roots[np.lexsort(keys)]


def _spans(first: Ints, last: Ints) -> Ints:
    """Join the ranges first[i]..last[i] into one column."""
    lengths = last - first
    offsets = np.repeat(first - (np.cumsum(lengths) - lengths), lengths)
    return offsets + np.arange(lengths.sum())


def _carriers(parent: Ints, depth: Ints, document: Ints, own: Ints, home: Ints) -> Ints:
    """Give each node its OPD: its own, else its parent's, else that of its home document."""
    asks = (own == ABSENT) & (depth > 0)
    source = np.where(asks, parent, np.arange(len(own)))
    while not np.array_equal(further := source[source], source):
        source = further
    carrier = own[source] if len(own) else own.copy()
    bare = np.flatnonzero((carrier == ABSENT) & (document >= 0))
    carrier[bare] = home[document[bare]]
    return carrier


def _allocations(plan: Plan, position: _Positions, documents: _Positions, region: int) -> AllocationColumns:
    rows = plan.allocations
    subjects = _Positions({**position, REGION: region})
    funds, accounts = _numbers(), _numbers()
    return AllocationColumns(
        document=_positions_of(rows, "document", documents),
        subject=_positions_of(rows, "subject", subjects),
        basis=_positions_of(rows, "basis", _numbered(BASES)),
        stated=_are(rows, "role", "stated_total"),
        indicator=_positions_of(rows, "indicator", position),
        fund=_positions_of(rows, "fund", funds),
        account=_positions_of(rows, "account", accounts),
        place=_positions_of(rows, "place", position),
    )


def _numbered(words: Iterable[str]) -> dict[str | None, int]:
    return {word: at for at, word in enumerate(words)}


def _money(plan: Plan, allocations: AllocationColumns, region: int) -> Money:
    maps = _of(plan.allocations, "amounts")
    rows = np.repeat(np.arange(len(maps)), np.fromiter(map(len, maps), np.int64, len(maps)))
    amounts = list(chain.from_iterable(map(dict.values, maps)))
    keys = list(chain.from_iterable(maps))
    periods = _numbered(sorted(set(keys)))
    amount, known = _sen(amounts)
    return Money(
        allocation=rows,
        document=allocations.document[rows],
        subject=allocations.subject[rows],
        basis=allocations.basis[rows],
        stated=allocations.stated[rows],
        indicator=allocations.indicator[rows],
        period=_positions(keys, periods),
        amount=amount,
        known=known,
        periods=tuple(periods),  # type: ignore[arg-type] # keys of amounts are text
        region=region,
    )


def _sen(amounts: list[Rupiah | None]) -> tuple[Ints, Bools]:
    """Turn amounts into sen and mark the known ones: whole ones all at once, the others one by one, unknown ones into 0."""
    known = np.ones(len(amounts), np.bool_)
    others = [at for at, kind in enumerate(map(type, amounts)) if kind is not int]
    apart = {at: amounts[at] for at in others}
    for at in others:
        amounts[at] = 0
    found = np.array(amounts, np.int64) * 100
    for at, amount in apart.items():
        known[at] = amount is not None
        found[at] = sen(amount or 0)
    return found, known


def _series(plan: Plan, documents: _Positions) -> SeriesColumns:
    return SeriesColumns(
        indicator=_positions_of(plan.series, "indicator", _first_of([row.id for row in plan.indicators])),
        document=_positions_of(plan.series, "document", documents),
        role=_positions_of(plan.series, "role", _numbered(SERIES_ROLES)),
    )


def _links(plan: Plan, position: _Positions) -> Edges:
    return Edges(
        kind=_positions_of(plan.links, "kind", _numbered(LINK_KINDS)),
        source=_positions_of(plan.links, "source", position),
        target=_positions_of(plan.links, "target", position),
        live=~_are(plan.links, "status", "refused"),
    )
