"""Why is this here, and what rests on it: the way of a node up to the vision and down to the money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import attrs
import numpy as np

from regplan.errors import THIS_PLAN, UnknownIdError
from regplan.index import Index, of
from regplan.index.build import BASES
from regplan.index.columns import DANGLING
from regplan.model.plan import Plan
from regplan.model.tables import RECORD_NAMES
from regplan.values.money import Rupiah, from_sen
from regplan.values.text import near

__all__ = ["MoneyLine", "Step", "Trace", "money_line", "trace"]

MOST_PATHS: Final = 100
"""Of the ways up, no more than these are listed; ``Trace.more_paths`` tells whether there are others."""
_UPWARD: Final = ("supports", "adopts", "aligned_with")


@attrs.frozen(kw_only=True)
class Step:
    """
    One step of a trace.

    Attributes:
        relation: How the step before relates to it: ``parent``, ``adopts``, ``supports`` …; empty for the start.
        id: The record.
        kind: What it is (``goal``, ``program`` …); ``missing`` where the id dangles.
        title: Its wording.
        code: Its printed code.
        document: Its home document.
    """

    relation: str
    id: str
    kind: str
    title: str | None = None
    code: str | None = None
    document: str | None = None


@attrs.frozen(kw_only=True)
class MoneyLine:
    """
    Money at and below a node in one document, basis, role and period; never added over these.

    Attributes:
        document: The document.
        basis: Ceiling, forward estimate or realised.
        role: Entries added up, or the stated total of the node itself.
        period: The period key.
        amount: Exact rupiah; None where a part is unknown.
        parts: How many allocations were added up.
    """

    document: str
    basis: str
    role: str
    period: str
    amount: Rupiah | None
    parts: int

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data; an amount with sen is text."""
        amount = self.amount
        plain = amount if amount is None or isinstance(amount, int) else str(amount)
        return attrs.asdict(self) | {"amount": plain}


def money_line(index: Index, document: int, basis: int, period: int, sen: int | None, parts: int) -> MoneyLine:
    """Write a line of entries from the numbers of the index; *sen* is None where a part is unknown."""
    return MoneyLine(
        document=index.plan.documents[document].id,
        basis=BASES[basis],
        role="entry",
        period=index.money.periods[period],
        amount=None if sen is None else from_sen(sen),
        parts=parts,
    )


@attrs.frozen(kw_only=True)
class Trace:
    """
    The way of one node through the plan.

    Attributes:
        start: The node.
        paths: Every way up, each from the node to where it ends.
        reaches_vision: Whether one of them ends at a vision.
        below: The nodes below it in the tree, by kind.
        indicators: The indicators of the node.
        money: Money at the node and below it.
        more_paths: Whether there are more ways up than are listed.
    """

    start: Step
    paths: tuple[tuple[Step, ...], ...]
    reaches_vision: bool
    below: tuple[tuple[str, int], ...]
    indicators: tuple[Step, ...]
    money: tuple[MoneyLine, ...]
    more_paths: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON holds."""
        data = attrs.asdict(self)
        data["below"] = dict(self.below)
        data["money"] = [line.to_dict() for line in self.money]
        return data


def trace(plan: Plan, node: str) -> Trace:
    """
    Follow a node up to the vision and down to the money.

    Up go parents and the links ``supports``, ``adopts`` and ``aligned_with``; refused links do not count. Down goes
    the tree: entries of money at and below the node are added up by document, basis and period.

    Args:
        plan: The plan.
        node: Id of a node; also of an indicator, whose way begins at its owner.

    Returns:
        The trace.

    Raises:
        UnknownIdError: Nothing has the id; near matches are offered.

    Example:
        >>> from regplan.model import Goal, Mission, Vision
        >>> plan = Plan(
        ...     visions=[Vision(id="V")], missions=[Mission(id="M1", parent="V")], goals=[Goal(id="T1", parent="M1")]
        ... )
        >>> [step.id for step in trace(plan, "T1").paths[0]], trace(plan, "T1").reaches_vision
        (['T1', 'M1', 'V'], True)
    """
    index = of(plan)
    at = index.position.get(node, -1)
    if at < 0:
        raise UnknownIdError(node, THIS_PLAN, near(node, index.ids))
    paths = list(_paths(index, at))
    inside = at < index.nodes
    return Trace(
        start=_step(index, at, ""),
        paths=tuple(paths[:MOST_PATHS]),
        reaches_vision=_reaches_vision(index, at),
        below=tuple(_below(index, at)) if inside else (),
        indicators=tuple(_indicators(index, at)),
        money=tuple(_money(index, at)) if inside else (),
        more_paths=len(paths) > MOST_PATHS,
    )


def _is_indicator(index: Index, at: int) -> bool:
    return index.tables[int(index.table[at])] == "indicators"


def _step(index: Index, at: int, relation: str, name: str = "") -> Step:
    if at < 0:
        return Step(relation=relation, id=name, kind="missing")
    record: Any = index.record(at)
    return Step(
        relation=relation,
        id=record.id,
        kind=_KINDS[index.tables[int(index.table[at])]],
        title=getattr(record, "title", None) or getattr(record, "name", None),
        code=getattr(record, "code", None),
        document=getattr(record, "document", None),
    )


_KINDS: Final = {table: name for name, table in RECORD_NAMES.items()}


def _paths(index: Index, at: int) -> Iterator[tuple[Step, ...]]:
    """Walk every way up, one more than are listed at the most; a circle ends where it closes."""
    ways = _ways_up(index, at)
    stack: list[tuple[tuple[Step, int], ...]] = [((_step(index, at, ""), at),)]
    found = 0
    while stack and found <= MOST_PATHS:
        path = stack.pop()
        seen = {position for _, position in path}
        following = [(relation, up, name) for relation, up, name in ways(path[-1][1]) if up not in seen or up < 0]
        if not following:
            found += 1
            yield tuple(step for step, _ in path)
        stack += [(*path, (_step(index, up, relation, name), up)) for relation, up, name in reversed(following)]


def _reaches_vision(index: Index, start: int) -> bool:
    """Tell whether any way up ends at a vision, however many ways there are."""
    ways = _ways_up(index, start)
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        if 0 <= at < index.nodes and index.level[at] == 0:
            return True
        fresh = {up for _, up, _ in ways(at)} - seen
        seen |= fresh
        waiting += fresh
    return False


class _Way(NamedTuple):
    """One step up: by what relation, to which position (ABSENT or DANGLING where there is none), and which id."""

    relation: str
    up: int
    name: str


def _ways_up(index: Index, start: int) -> Callable[[int], list[_Way]]:
    """Return a function that lists the steps up from a position; only the indicator one starts at leads to its owner."""
    plan = index.plan
    links: dict[int, list[_Way]] = {}
    for row, link in enumerate(plan.links):
        source = int(index.links.source[row])
        if link.kind in _UPWARD and index.links.live[row] and source >= 0:
            links.setdefault(source, []).append(_Way(link.kind, int(index.links.target[row]), link.target))

    def ways(at: int) -> list[_Way]:
        if at < 0:
            return []
        record: Any = index.record(at)
        relation = "owner" if at == start and _is_indicator(index, at) else "parent"
        upper = getattr(record, relation, None)
        tree = [_Way(relation, index.position.get(upper, DANGLING), upper)] if upper is not None else []
        return [*tree, *links.get(at, [])]

    return ways


def _below(index: Index, at: int) -> Iterator[tuple[str, int]]:
    levels, counts = np.unique(index.level[index.subtree(at)[1:]], return_counts=True)
    for level, count in zip(levels.tolist(), counts.tolist(), strict=True):
        yield _KINDS[index.tables[level]], count


def _indicators(index: Index, at: int) -> Iterator[Step]:
    for row in np.flatnonzero(index.indicator_owner == at).tolist():
        yield _step(index, index.starts["indicators"] + row, "owner")


def _money(index: Index, at: int) -> Iterator[MoneyLine]:
    """Add up exactly, in Python's own integers."""
    money = index.money
    below = np.isin(money.subject, index.subtree(at))
    lines: dict[tuple[int, int, bool, int], list[int]] = {}
    unknown = set()
    for row in np.flatnonzero(below & (~money.stated | (money.subject == at)) & (money.document >= 0)).tolist():
        allocation = index.plan.allocations[int(money.allocation[row])]
        if money.stated[row] and (allocation.indicator or allocation.fund or allocation.account or allocation.place):
            continue
        key = (int(money.document[row]), int(money.basis[row]), bool(money.stated[row]), int(money.period[row]))
        lines.setdefault(key, []).append(int(money.amount[row]))
        if not money.known[row]:
            unknown.add(key)
    for key in sorted(lines):
        document, basis, stated, period = key
        yield MoneyLine(
            document=index.plan.documents[document].id,
            basis=BASES[basis],
            role="stated_total" if stated else "entry",
            period=money.periods[period],
            amount=None if key in unknown else from_sen(sum(lines[key])),
            parts=len(lines[key]),
        )
