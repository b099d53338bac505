"""What hangs on what: everything below and above a record, and the money, OPD and targets that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import attrs
import numpy as np

from regplan.errors import THIS_PLAN, CallError, UnknownIdError
from regplan.graph.cells import entries_at
from regplan.graph.trace import MoneyLine
from regplan.index import Index, of
from regplan.index.build import LINK_KINDS, SERIES_ROLES
from regplan.index.columns import Bools
from regplan.index.web import Web, spread, web_of
from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.tables import RECORD_NAMES
from regplan.values.text import near

__all__ = ["Impact", "Item", "TargetLine", "What", "impact", "kind_of"]

What: TypeAlias = str | Record | Iterable[str | Record]
"""One id or record, or several."""

_KINDS = {table: name for name, table in RECORD_NAMES.items()}


@attrs.frozen(kw_only=True)
class Item:
    """
    A record in an impact.

    Attributes:
        id: The record.
        kind: What it is (``goal``, ``program``, ``indicator`` …).
        title: Its wording.
    """

    id: str
    kind: str
    title: str | None = None


@attrs.frozen(kw_only=True)
class TargetLine:
    """
    A target that rests on what was asked.

    Attributes:
        indicator: The indicator.
        document: The document that states the target.
        values: The text of the source by period, as in the plan.
    """

    indicator: str
    document: str
    values: tuple[tuple[str, str | None], ...]


@attrs.frozen(kw_only=True)
class Impact:
    """
    What is touched where some records change or go; each record, row of money and target counts once.

    Attributes:
        start: What was asked, with what it stands for: an OPD for the nodes it carries, a document for the nodes at home in it, a
            commitment for the nodes it promises.
        upstream: What it leads up to, at any distance, in the order of the plan.
        downstream: What leads up to it, at any distance.
        stranded: Of the start and what is below, the nodes whose every way to a vision goes through the start.
        agencies: The OPD that carry the start and what is below.
        money: Entries at the start and below it, by document, basis and period; never added over these.
        stranded_money: The part of it that stands at stranded nodes.
        targets: Targets of indicators of the start and below.
        waiting: What waits for any of it by ``needs``, at any distance.
        commitments: Promises that name any of it.
    """

    start: tuple[Item, ...]
    upstream: tuple[Item, ...]
    downstream: tuple[Item, ...]
    stranded: tuple[Item, ...]
    agencies: tuple[Item, ...]
    money: tuple[MoneyLine, ...]
    stranded_money: tuple[MoneyLine, ...]
    targets: tuple[TargetLine, ...]
    waiting: tuple[Item, ...]
    commitments: tuple[Item, ...]

    def counts(self, direction: str = "downstream") -> dict[str, int]:
        """
        Count by kind.

        Args:
            direction: ``downstream`` or ``upstream``.

        Raises:
            CallError: It is neither.
        """
        if direction not in {"downstream", "upstream"}:
            msg = f"direction takes 'downstream' or 'upstream', not {direction!r}"
            raise CallError(msg)
        found: dict[str, int] = {}
        for item in self.downstream if direction == "downstream" else self.upstream:
            found[item.kind] = found.get(item.kind, 0) + 1
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON holds."""
        data = attrs.asdict(self)
        for name in ("money", "stranded_money"):
            data[name] = [line.to_dict() for line in getattr(self, name)]
        for row, line in zip(data["targets"], self.targets, strict=True):
            row["values"] = dict(line.values)
        return data


def impact(plan: Plan, what: What) -> Impact:
    """
    Tell what rests on a record, or on several, and what these serve.

    Up and down go parents, owners of indicators, and the links ``supports``, ``adopts`` and ``aligned_with``; refused
    links do not count, and circles are survived.

    Args:
        plan: The plan.
        what: Ids or records of any kind.

    Returns:
        The impact.

    Raises:
        UnknownIdError: Nothing has an id; near matches are offered.

    Example:
        >>> from regplan.model import Allocation, Document, Goal, Mission, Program
        >>> plan = Plan(
        ...     documents=[Document(id="apbd", kind="APBD")],
        ...     missions=[Mission(id="M1")],
        ...     goals=[Goal(id="T1", parent="M1")],
        ...     programs=[Program(id="P", parent="T1")],
        ...     allocations=[Allocation(document="apbd", subject="P", amounts={"2026": 500})],
        ... )
        >>> found = impact(plan, "T1")
        >>> [one.id for one in found.upstream], [one.id for one in found.downstream], found.money[0].amount
        (['M1'], ['P'], 500)
    """
    index = of(plan)
    asked = _positions(index, what)
    start = _stands_for(index, asked)
    web = web_of(index)
    below = spread(web, start, down=True)
    stranded = _stranded(index, web, start, below)
    measured = [at for at in asked if index.tables[int(index.table[at])] == "indicators"]
    return Impact(
        start=_items(index, start),
        upstream=_items(index, spread(web, start) & ~start),
        downstream=_items(index, below & ~start),
        stranded=_items(index, stranded),
        agencies=_items(index, _carriers(index, below)),
        money=entries_at(index, np.flatnonzero(below), measured),
        stranded_money=entries_at(index, np.flatnonzero(stranded)),
        targets=tuple(_targets(index, below)),
        waiting=_items(index, _waiting(index, below) & ~below),
        commitments=_items(index, _promised(index, below) & ~start),
    )


def kind_of(index: Index, at: int) -> str:
    """Name the kind of a record."""
    return _KINDS[index.tables[int(index.table[at])]]


def _positions(index: Index, what: What) -> list[int]:
    given = [what] if isinstance(what, str | Record) else list(what)
    found = []
    for one in given:
        name = one if isinstance(one, str) else getattr(one, "id", None)
        at = index.position.get(name, -1) if isinstance(name, str) else -1
        if at < 0:
            raise UnknownIdError(str(name), THIS_PLAN, near(str(name), index.ids))
        found.append(at)
    return found


def _stands_for(index: Index, asked: Iterable[int]) -> Bools:
    """Mark the records asked for, and the nodes that an OPD carries, a document has or a commitment promises."""
    marked = np.zeros(len(index.ids), np.bool_)
    for at in asked:
        marked[at] = True
        table = index.tables[int(index.table[at])]
        if table == "agencies":
            marked[: index.nodes] |= index.agency == at - index.starts[table]
        elif table == "documents":
            marked[: index.nodes] |= index.document == at - index.starts[table]
        elif table == "commitments":
            names = index.plan.commitments[at - index.starts[table]].nodes
            marked[[there for name in names if (there := index.position.get(name, -1)) >= 0]] = True
    return marked


def _items(index: Index, marked: Bools) -> tuple[Item, ...]:
    return tuple(_item(index, at) for at in np.flatnonzero(marked).tolist())


def _item(index: Index, at: int) -> Item:
    record: Any = index.record(at)
    title = getattr(record, "title", None) or getattr(record, "name", None) or getattr(record, "text", None)
    return Item(id=index.ids[at], kind=kind_of(index, at), title=title)


def _stranded(index: Index, web: Web, start: Bools, below: Bools) -> Bools:
    """Mark the nodes that reach a vision, and none once the start is taken out."""
    visions = np.zeros(len(index.ids), np.bool_)
    visions[: index.nodes] = index.level == 0
    safe = spread(web, visions, down=True, without=start)
    found = below & spread(web, visions, down=True) & ~safe
    found[index.nodes :] = False
    return found


def _carriers(index: Index, marked: Bools) -> Bools:
    """Mark the OPD that carry marked nodes, and marked OPD."""
    first = index.starts["agencies"]
    found = np.zeros(len(index.ids), np.bool_)
    carrier = index.agency[marked[: index.nodes]]
    found[first + carrier[carrier >= 0]] = True
    span = slice(first, first + len(index.plan.agencies))
    found[span] |= marked[span]
    return found


def _targets(index: Index, marked: Bools) -> Iterator[TargetLine]:
    series, first = index.series, index.starts["indicators"]
    wanted = np.append(marked[first : first + len(index.indicator_owner)], (False, False))
    rows = np.flatnonzero((series.role == SERIES_ROLES.index("target")) & wanted[series.indicator])
    for row in rows.tolist():
        one = index.plan.series[row]
        yield TargetLine(indicator=one.indicator, document=one.document, values=tuple(one.values.items()))


def _waiting(index: Index, marked: Bools) -> Bools:
    """Mark what needs a marked record, at any distance."""
    links = index.links
    rows = (links.kind == LINK_KINDS.index("needs")) & links.live & (links.source >= 0) & (links.target >= 0)
    reached = marked.copy()
    source, target = links.source[rows], links.target[rows]
    while len(fresh := np.flatnonzero(reached[target] & ~reached[source])):
        reached[source[fresh]] = True
    return reached


def _promised(index: Index, marked: Bools) -> Bools:
    """Mark the commitments that promise a marked record."""
    found = np.zeros(len(index.ids), np.bool_)
    first = index.starts["commitments"]
    for at, one in enumerate(index.plan.commitments):
        places = (index.position.get(name, -1) for name in one.nodes)
        found[first + at] = any(there >= 0 and marked[there] for there in places)
    return found
