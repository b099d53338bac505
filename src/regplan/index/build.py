"""Plan to index: one pass over each table, the tree by levels."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, Final, get_args

import numpy as np

from regplan.index.columns import ABSENT, DANGLING, Edges, Index, Ints, Money, SeriesColumns
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
    position: dict[str | None, int] = dict(zip(reversed(ids), range(len(ids) - 1, -1, -1), strict=True))
    position[None] = ABSENT
    nodes = starts[_ORDER[len(NODE_TABLES)]]
    sizes = [len(plan.table(name)) for name in _ORDER]
    node_level = np.repeat(np.arange(len(NODE_TABLES)), sizes[: len(NODE_TABLES)])
    parent = _positions((node.parent for name in NODE_TABLES for node in plan.table(name)), position)
    parent[parent >= nodes] = DANGLING
    document = _positions(_column(plan, "document"), _local(plan, "documents"))
    own_agency = _positions(_column(plan, "agency"), _local(plan, "agencies"))
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
        agency=_carriers(plan, parent, depth, document, own_agency),
        own_agency=own_agency,
        indicator_owner=_positions(map(attrgetter("owner"), plan.indicators), position),
        indicator_kind=_positions(map(attrgetter("kind"), plan.indicators), _KINDS),
        indicator_unit=np.array([one.unit is not None for one in plan.indicators], np.bool_),
        money=_money(plan, position),
        series=_series(plan),
        links=_links(plan, position),
    )


def _column(plan: Plan, field: str) -> Iterable[Any]:
    get = attrgetter(field)
    return (value for name in NODE_TABLES for value in map(get, plan.table(name)))


def _local(plan: Plan, table: str) -> dict[str | None, int]:
    """Map the ids of one table to positions in it, the first of each."""
    ids = [row.id for row in plan.table(table)]
    return {**dict(zip(reversed(ids), range(len(ids) - 1, -1, -1), strict=True)), None: ABSENT}


def _positions(ids: Iterable[str | None], position: dict[str | None, int]) -> Ints:
    get = position.get
    return np.array([get(key, DANGLING) for key in ids], np.int64)


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
    count = len(parent)
    keys = (np.arange(count), parent) if sibling_order is None else (np.arange(count), sibling_order, parent)
    by_parent = np.lexsort(keys)
    first = np.searchsorted(parent[by_parent], np.arange(count), side="left")
    last = np.searchsorted(parent[by_parent], np.arange(count), side="right")
    rows = [_roots(by_parent, parent, sibling_order)]
    while len(rows[-1]):
        rows.append(by_parent[_spans(first[rows[-1]], last[rows[-1]])])
    depth = np.full(count, -1, np.int64)
    size = np.zeros(count, np.int64)
    for level, row in enumerate(rows):
        depth[row] = level
        size[row] = 1
    for row in reversed(rows[1:]):
        np.add.at(size, parent[row], size[row])
    preorder = _preorder(rows, parent, size)
    end = np.where(preorder >= 0, preorder + size, -1)
    order = np.flatnonzero(preorder >= 0)
    return depth, order[np.argsort(preorder[order], kind="stable")], preorder, end


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
            first_child = np.r_[True, parent[row][1:] != parent[row][:-1]]
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


def _carriers(plan: Plan, parent: Ints, depth: Ints, document: Ints, own: Ints) -> Ints:
    """Give each node its OPD: its own, else its parent's, else that of its home document."""
    asks = (own == ABSENT) & (depth > 0)
    source = np.where(asks, parent, np.arange(len(own)))
    while not np.array_equal(further := source[source], source):
        source = further
    carrier = own[source] if len(own) else own.copy()
    home = _positions((each.agency for each in plan.documents), _local(plan, "agencies"))
    bare = np.flatnonzero((carrier == ABSENT) & (document >= 0))
    carrier[bare] = home[document[bare]]
    return carrier


def _money(plan: Plan, position: dict[str | None, int]) -> Money:
    rows = plan.allocations
    counts = np.array([len(row.amounts) for row in rows], np.int64)
    amounts = [amount for row in rows for amount in row.amounts.values()]
    keys = [key for row in rows for key in row.amounts]
    periods = {key: at for at, key in enumerate(sorted(set(keys)))}
    basis = {word: at for at, word in enumerate(BASES)}
    region = len(position)
    subjects = {**position, REGION: region}

    def spread(values: Ints) -> Ints:
        return np.repeat(values, counts)

    return Money(
        allocation=spread(np.arange(len(rows))),
        document=spread(_positions((row.document for row in rows), _local(plan, "documents"))),
        subject=spread(_positions((row.subject for row in rows), subjects)),
        basis=spread(np.array([basis[row.basis] for row in rows], np.int64)),
        stated=spread(np.array([row.role == "stated_total" for row in rows], np.bool_)),  # type: ignore[arg-type] # kept bool
        indicator=spread(_positions((row.indicator for row in rows), position)),
        period=np.array([periods[key] for key in keys], np.int64),
        amount=_sen(amounts),
        known=np.array([amount is not None for amount in amounts], np.bool_),
        periods=tuple(periods),
        region=region,
    )


def _sen(amounts: list[Rupiah | None]) -> Ints:
    """Turn amounts into sen, all at once where all are whole and known."""
    if set(map(type, amounts)) <= {int}:
        return np.array(amounts, np.int64) * 100
    return np.array([0 if amount is None else sen(amount) for amount in amounts], np.int64)


def _series(plan: Plan) -> SeriesColumns:
    role = {word: at for at, word in enumerate(SERIES_ROLES)}
    return SeriesColumns(
        indicator=_positions((row.indicator for row in plan.series), _local(plan, "indicators")),
        document=_positions((row.document for row in plan.series), _local(plan, "documents")),
        role=np.array([role[row.role] for row in plan.series], np.int64),
    )


def _links(plan: Plan, position: dict[str | None, int]) -> Edges:
    kind = {word: at for at, word in enumerate(LINK_KINDS)}
    return Edges(
        kind=np.array([kind[row.kind] for row in plan.links], np.int64),
        source=_positions((row.source for row in plan.links), position),
        target=_positions((row.target for row in plan.links), position),
        live=np.array([row.status != "refused" for row in plan.links], np.bool_),
    )
