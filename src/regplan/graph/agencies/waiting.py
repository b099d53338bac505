"""What waits for what: circles and deadlocks of needs, bottlenecks, how far a delay spreads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from regplan.graph.agencies.answers import Answers
from regplan.graph.agencies.requests import agency_at
from regplan.index import Index, of
from regplan.index.circles import shortest_circle
from regplan.index.tree import link_rows
from regplan.index.web import rings_among
from regplan.model.plan import Plan
from regplan.model.words import LEVELS

__all__ = [
    "Bottleneck",
    "Circle",
    "Waits",
    "bottlenecks",
    "circles_of_needs",
    "closure_of",
    "propagation_cost",
    "waits_of",
]

_WORK = LEVELS.index("program")


@attrs.frozen(kw_only=True)
class Waits:
    """
    What waits for what, by positions of the index.

    Attributes:
        needs: For each record that waits, what it waits for, each once, in order.
        waiters: For each record that is waited for, what waits for it.
    """

    needs: Mapping[int, Sequence[int]]
    waiters: Mapping[int, Sequence[int]]


@attrs.frozen(kw_only=True)
class Circle:
    """
    Records that wait for each other, so that none can begin.

    Attributes:
        kind: ``needs``: the requests alone go round; ``tree``: they do because a part waits for what waits for the whole.
        records: The records, each once, each waiting for the next one or being a part of it or its whole.
        agencies: The OPD that carry them, each once.
        requests: The requests in it, as ``A → B``.
    """

    kind: Literal["needs", "tree"]
    records: tuple[str, ...]
    agencies: tuple[str, ...]
    requests: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Bottleneck:
    """
    A record that others wait for.

    Attributes:
        record: What is waited for.
        agency: The OPD that carries it.
        direct: What waits for it.
        all: How many wait for it at any distance.
        agencies: The OPD of all that wait, its own left out.
    """

    record: str
    agency: str | None
    direct: tuple[str, ...]
    all: int
    agencies: tuple[str, ...]


def waits_of(index: Index) -> Waits:
    """Read the live ``needs`` of a plan; refused ones make nobody wait."""

    def make() -> Waits:
        rows = link_rows(index, ("needs",))
        pairs = sorted(set(zip(index.links.source[rows].tolist(), index.links.target[rows].tolist(), strict=True)))
        needs: dict[int, list[int]] = {}
        waiters: dict[int, list[int]] = {}
        for source, target in pairs:
            needs.setdefault(source, []).append(target)
            waiters.setdefault(target, []).append(source)
        return Waits(needs=needs, waiters=waiters)

    return index.remember("waits", make)


def circles_of_needs(plan: Plan) -> Answers[Circle]:
    """
    List the circles of needs, the shortest first: one shortest circle of the records that are in circles together.

    Besides requests that go round, those are found that lock through the tree: a program begins before its activities and ends after
    them, so that it cannot wait for its own activity, nor an activity for what waits for its program.

    Example:
        >>> from regplan.model import Activity, Link, Program
        >>> plan = Plan(
        ...     programs=[Program(id="P"), Program(id="Q")],
        ...     activities=[Activity(id="A", parent="P")],
        ...     links=[Link(kind="needs", source="P", target="Q"), Link(kind="needs", source="Q", target="A")],
        ... )
        >>> [(one.kind, one.records) for one in circles_of_needs(plan)]
        [('tree', ('P', 'Q', 'A'))]
    """
    index = of(plan)
    needs = waits_of(index).needs
    circles = [_circle(index, "needs", shortest_circle(ring, needs), needs) for ring in rings_among(needs)]
    circles += _through_tree(index, needs)
    return Answers(sorted(circles, key=lambda one: (len(one.records), one.kind)))


def _circle(
    index: Index, kind: Literal["needs", "tree"], records: Sequence[int], needs: Mapping[int, Sequence[int]]
) -> Circle:
    steps = zip(records, [*records[1:], records[0]], strict=True)
    carriers = (agency_at(index, at) for at in records)
    return Circle(
        kind=kind,
        records=tuple(index.ids[at] for at in records),
        agencies=tuple(dict.fromkeys(one for one in carriers if one is not None)),
        requests=tuple(f"{index.ids[low]} → {index.ids[high]}" for low, high in steps if high in needs.get(low, ())),
    )


def _through_tree(index: Index, needs: Mapping[int, Sequence[int]]) -> Iterator[Circle]:
    """Find circles of begins and ends: 2·n is the begin of a record, 2·n + 1 its end; an edge leads to what comes before."""
    edges: dict[int, list[int]] = {}
    inside: set[int] = set()
    for at in (*needs, *(one for targets in needs.values() for one in targets)):
        above = at
        while above not in inside:
            inside.add(above)
            edges.setdefault(2 * above + 1, []).append(2 * above)
            parent = int(index.parent[above]) if above < index.nodes else -1
            if parent < 0 or min(int(index.level[one]) for one in (above, parent)) < _WORK:
                break
            edges.setdefault(2 * above, []).append(2 * parent)
            edges.setdefault(2 * parent + 1, []).append(2 * above + 1)
            above = parent
    for source, targets in needs.items():
        edges.setdefault(2 * source, []).extend(2 * target + 1 for target in targets)
    for ring in rings_among(edges):
        events = shortest_circle(ring, edges)
        steps = zip(events, [*events[1:], events[0]], strict=True)
        if any(low // 2 != high // 2 and high // 2 not in needs.get(low // 2, ()) for low, high in steps):
            yield _circle(index, "tree", _records(events), needs)


def _records(events: Iterable[int]) -> list[int]:
    """Name the records of a circle of events in their order, each once, from the smallest on."""
    records = list(dict.fromkeys(event // 2 for event in events))
    turn = records.index(min(records))
    return records[turn:] + records[:turn]


def closure_of(waits: Waits) -> dict[int, int]:
    """Return for each record that is waited for or waits, as bits, all that wait for it at any distance; bit n is the n-th key."""
    records = sorted({*waits.needs, *waits.waiters})
    bit = {at: 1 << place for place, at in enumerate(records)}
    heads = {at: min(ring) for ring in rings_among(waits.waiters) for at in ring}
    rings: dict[int, list[int]] = {}
    for at in records:
        rings.setdefault(heads.get(at, at), []).append(at)
    above = {
        head: {heads.get(one, one) for at in members for one in waits.waiters.get(at, ())} - {head}
        for head, members in rings.items()
    }
    found: dict[int, int] = {}
    for head in _waiters_first(above):
        bits = 0
        for other in above[head]:
            bits |= found[other] | sum(bit[at] for at in rings[other])
        found[head] = bits | (sum(bit[at] for at in rings[head]) if head in heads.values() else 0)
    return {at: found[heads.get(at, at)] & ~bit[at] for at in records}


def _waiters_first(above: Mapping[int, set[int]]) -> Iterator[int]:
    """Go through records so that what waits for one comes before it; there are no circles."""
    done: set[int] = set()
    for start in above:
        work = [start]
        while work:
            at = work[-1]
            missing = [one for one in above[at] if one not in done]
            if at in done:
                work.pop()
            elif missing:
                work += missing
            else:
                done.add(work.pop())
                yield at


def bottlenecks(plan: Plan) -> Answers[Bottleneck]:
    """
    List what others wait for, that for which most wait first.

    Example:
        >>> from regplan.model import Link, Program
        >>> plan = Plan(
        ...     programs=[Program(id="A"), Program(id="B"), Program(id="C")],
        ...     links=[Link(kind="needs", source="A", target="B"), Link(kind="needs", source="B", target="C")],
        ... )
        >>> [(one.record, one.direct, one.all) for one in bottlenecks(plan)]
        [('C', ('B',), 2), ('B', ('A',), 1)]
    """
    index = of(plan)
    waits = waits_of(index)
    closure = closure_of(waits)
    records = sorted(closure)
    found = []
    for at in records:
        if at in waits.waiters:
            own = agency_at(index, at)
            waiting = [one for place, one in enumerate(records) if closure[at] >> place & 1]
            carriers = dict.fromkeys(agency_at(index, one) for one in waiting)
            found.append(
                Bottleneck(
                    record=index.ids[at],
                    agency=own,
                    direct=tuple(index.ids[one] for one in waits.waiters[at]),
                    all=len(waiting),
                    agencies=tuple(name for name in carriers if name is not None and name != own),
                )
            )
    return Answers(sorted(found, key=lambda one: -one.all))


def propagation_cost(plan: Plan) -> float | None:
    """
    Tell how far a delay spreads: of all pairs of records in needs, each with itself too, the part in which one waits for the other.

    1 / n where nothing waits, 1 where all wait for all (a design structure matrix closed, row i waiting for column j). None
    where the plan has no needs.

    Example:
        >>> from regplan.model import Link, Program
        >>> plan = Plan(
        ...     programs=[Program(id=name) for name in "ABCD"],
        ...     links=[Link(kind="needs", source=one, target=other) for one, other in ("AB", "BC", "DC")],
        ... )
        >>> propagation_cost(plan)
        0.5
    """
    closure = closure_of(waits_of(of(plan)))
    size = len(closure)
    return sum(one.bit_count() + 1 for one in closure.values()) / size**2 if size else None
