"""
What leads up to what, for all records with an id at once: parents, owners and links as columns, circles and layers.

Sets are spread along edges; what every node reaches is gathered layer by layer from the top, as lists where these are short (a
plan is nearly a tree), else in blocks of bits, so that memory is bounded. Circles are put together to one component first:
inside one, all reach all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from regplan.index.columns import Bools, Index, Ints
from regplan.index.tree import all_parents, link_rows

__all__ = ["ALIGNING", "UPWARD", "Web", "distinct", "pairs_above", "rings_among", "spread", "web_of"]

UPWARD: Final = ("supports", "adopts")
"""The links that lead up to a mission or vision (conventions §9)."""
ALIGNING: Final = ("supports", "adopts", "aligned_with")
"""The links that a trace follows: those, and what a record is aligned with."""

_BLOCK: Final = 4096
_BITS: Final = 64
Words = npt.NDArray[np.uint64]


@attrs.frozen(eq=False, kw_only=True)
class Web:
    """
    Edges between positions of the index, from below to above, each pair once.

    Attributes:
        size: How many records there are.
        source: The lower ends, sorted.
        target: The upper ends.
        component: A number for each record; those in one circle have one number.
        rings: The circles, each as the positions in it; one that leads to itself is a circle of one.
        layer: For each component the longest way up from it, circles counted as one step.
        edges: Source and target component of each edge between components, each pair once, sorted by source.
    """

    size: int
    source: Ints
    target: Ints
    component: Ints
    rings: tuple[tuple[int, ...], ...]
    layer: Ints
    edges: tuple[Ints, Ints]


def web_of(index: Index, kinds: Collection[str] = ALIGNING, *, owners: bool = True) -> Web:
    """
    Return the web of an index, made once for each choice.

    Args:
        index: The index.
        kinds: The kinds of links that lead up; refused links never do.
        owners: Whether indicators lead up to what they measure.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Goal, Link, Mission, Plan
        >>> plan = Plan(missions=[Mission(id="M")], goals=[Goal(id="T", parent="M"), Goal(id="U")],
        ...             links=[Link(kind="supports", source="U", target="T")])
        >>> web = web_of(of(plan))
        >>> web.source.tolist(), web.target.tolist(), web.layer.tolist()
        ([1, 2], [0, 1], [0, 1, 2])
    """
    key = f"web {','.join(sorted(kinds))} {owners}"
    return index.remember(key, lambda: _build(len(index.ids), *_edges(index, kinds, owners=owners)))


def _edges(index: Index, kinds: Collection[str], *, owners: bool) -> tuple[Ints, Ints]:
    above = all_parents(index)
    if owners:
        first = index.starts["indicators"]
        above[first : first + len(index.indicator_owner)] = index.indicator_owner
    low = np.flatnonzero(above >= 0)
    rows = link_rows(index, kinds)
    source, target = np.r_[low, index.links.source[rows]], np.r_[above[low], index.links.target[rows]]
    return _distinct(source, target, len(index.ids))


def _distinct(source: Ints, target: Ints, size: int) -> tuple[Ints, Ints]:
    """Keep each pair once, sorted by source."""
    keys = distinct(source * max(size, 1) + target)
    return keys // max(size, 1), keys % max(size, 1)


def distinct(keys: Ints) -> Ints:
    """
    Sort numbers and keep each once; columns that are nearly sorted take little time.

    Example:
        >>> distinct(np.array([3, 1, 3])).tolist()
        [1, 3]
    """
    keys = np.sort(keys, kind="stable")
    return keys[np.r_[True, keys[1:] != keys[:-1]]] if len(keys) else keys


def _build(size: int, source: Ints, target: Ints) -> Web:
    component = np.arange(size)
    layer = _layers(size, source, target)
    if (layer >= 0).all():
        return Web(
            size=size, source=source, target=target, component=component, rings=(), layer=layer, edges=(source, target)
        )
    rings = _rings(layer, source, target)
    for ring in rings:
        component[list(ring)] = min(ring)
    between = component[source] != component[target]
    edges = _distinct(component[source[between]], component[target[between]], size)
    layer = np.maximum(_layers(size, *edges), 0)
    return Web(size=size, source=source, target=target, component=component, rings=rings, layer=layer, edges=edges)


def _layers(size: int, source: Ints, target: Ints) -> Ints:
    """Give each record the length of its longest way up; -1 in circles and below them."""
    layer = np.full(size, -1, np.int64)
    waits = np.bincount(source, minlength=size)
    by_target = np.argsort(target, kind="stable")
    starts = np.searchsorted(target[by_target], np.arange(size + 1))
    ready = np.flatnonzero(waits == 0)
    depth = 0
    while len(ready):
        layer[ready] = depth
        low = source[by_target[_spans(starts[ready], starts[ready + 1])]]
        if len(low) * _MANY > size:
            counts = np.bincount(low, minlength=size)
            waits -= counts
            ready = np.flatnonzero((counts > 0) & (waits == 0))
        else:
            touched, counts = np.unique(low, return_counts=True)
            waits[touched] -= counts
            ready = touched[waits[touched] == 0]
        depth += 1
    return layer


_MANY: Final = 32
"""One part in so many of all records is better counted in one go than sorted."""


def _spans(first: Ints, last: Ints) -> Ints:
    """Join the ranges first[i]..last[i] into one column."""
    lengths = last - first
    offsets = np.repeat(first - (np.cumsum(lengths) - lengths), lengths)
    return offsets + np.arange(int(lengths.sum()))


def _rings(layer: Ints, source: Ints, target: Ints) -> tuple[tuple[int, ...], ...]:
    """Find the strongly connected components of several records, and records that lead to themselves."""
    stuck = (layer < 0) & (_layers(len(layer), *_turned(source, target)) < 0)
    inside = stuck[source] & stuck[target]
    above: dict[int, list[int]] = {}
    for low, high in zip(source[inside].tolist(), target[inside].tolist(), strict=True):
        above.setdefault(low, []).append(high)
    return rings_among(above)


def rings_among(above: Mapping[int, Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """
    Find the circles among some records, given what each leads to; what is in one circle with another stands together.

    Example:
        >>> rings_among({1: [2], 2: [1, 3], 3: [], 4: [4]})
        ((1, 2), (4,))
    """
    return tuple(sorted(tuple(sorted(ring)) for ring in _connected(above)))


def _turned(source: Ints, target: Ints) -> tuple[Ints, Ints]:
    order = np.argsort(target, kind="stable")
    return target[order], source[order]


def _connected(above: Mapping[int, Sequence[int]]) -> Iterator[list[int]]:
    """Yield the circles among a few records (Tarjan's algorithm, without recursion)."""
    number: dict[int, int] = {}
    least: dict[int, int] = {}
    kept: list[int] = []
    open_: set[int] = set()

    def enter(at: int) -> tuple[int, Iterator[int]]:
        number[at] = least[at] = len(number)
        kept.append(at)
        open_.add(at)
        return at, iter(above.get(at, ()))

    for start in above:
        work = [] if start in number else [enter(start)]
        while work:
            at, ways = work[-1]
            following = next(ways, None)
            if following is None:
                work.pop()
                if work:
                    least[work[-1][0]] = min(least[work[-1][0]], least[at])
                if least[at] == number[at]:
                    ring = _taken(kept, at)
                    open_.difference_update(ring)
                    if len(ring) > 1 or at in above.get(at, ()):
                        yield ring
            elif following not in number:
                work.append(enter(following))
            elif following in open_:
                least[at] = min(least[at], number[following])


def _taken(kept: list[int], last: int) -> list[int]:
    """Take records off the end, down to one."""
    ring = [kept.pop()]
    while ring[-1] != last:
        ring.append(kept.pop())
    return ring


def spread(web: Web, marked: Bools, *, down: bool = False, without: Bools | None = None) -> Bools:
    """
    Mark what marked records lead up to at any distance, themselves too; or, downward, what leads up to them.

    Args:
        web: The web.
        marked: Marks among all records with ids; they are left as they are.
        down: Whether to go from above to below.
        without: Records that are taken out: nothing goes through them.
    """
    reached = marked.copy() if without is None else marked | without
    tail, head = _turned(web.source, web.target) if down else (web.source, web.target)
    starts = np.searchsorted(tail, np.arange(web.size + 1))
    fresh = np.flatnonzero(marked if without is None else marked & ~without)
    while len(fresh):
        found = head[_spans(starts[fresh], starts[fresh + 1])]
        fresh = distinct(found[~reached[found]])
        reached[fresh] = True
    return reached if without is None else reached & ~without


def pairs_above(web: Web, wanted: Bools) -> Iterator[tuple[Ints, Ints]]:
    """
    Go through all pairs of a component and a wanted component at or above it, block by block.

    Args:
        web: The web.
        wanted: Marks among all records; components are numbered by one of their records.

    Yields:
        Two columns, lower and upper component; every pair once, each component with itself where it is wanted.
    """
    marks = np.zeros(web.size, np.bool_)
    marks[web.component[np.flatnonzero(wanted)]] = True
    order, cuts = _by_layer(web)
    lists = _lists(web, marks, order, cuts)
    if lists is not None:
        yield lists
        return
    chosen = np.flatnonzero(marks)
    for first in range(0, len(chosen), _BLOCK):
        block = chosen[first : first + _BLOCK]
        yield _pairs(_bits(web, block, order, cuts), block)


def _lists(web: Web, marks: Bools, order: Ints, cuts: Ints) -> tuple[Ints, Ints] | None:
    """List for each component the marked ones at or above it; None where that would be too many."""
    first, length = np.zeros(web.size, np.int64), np.zeros(web.size, np.int64)
    top = np.flatnonzero(marks & (web.layer == 0))
    first[top], length[top] = np.arange(len(top)), 1
    owners, above, total = _room(top, 4 * web.size), _room(top, 4 * web.size), len(top)
    source, target = web.edges[0][order], web.edges[1][order]
    for begin, end in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        low, high = source[begin:end], target[begin:end]
        if total + int(length[high].sum()) + len(low) > _MOST_PAIRS:
            return None
        owner, found = _layer_lists(low, marks, above, first[high], length[high], web.size)
        heads = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]) if len(owner) else owner
        first[owner[heads]] = total + heads
        length[owner[heads]] = np.diff(np.r_[heads, len(owner)])
        last = total + len(owner)
        if last > len(above):
            owners, above = _room(owners, 2 * last), _room(above, 2 * last)
        owners[total:last], above[total:last] = owner, found
        total = last
    return owners[:total], above[:total]


def _room(column: Ints, size: int) -> Ints:
    """Return a column with room for more."""
    found = np.empty(max(size, len(column)), np.int64)
    found[: len(column)] = column
    return found


def _layer_lists(low: Ints, marks: Bools, above: Ints, first: Ints, length: Ints, size: int) -> tuple[Ints, Ints]:
    """Put together the lists of one layer: each record, where it is marked, and what the records right above it list."""
    alone = np.r_[True, low[1:] != low[:-1]]
    own = marks[low] & alone
    rows = length + own
    start = np.cumsum(rows) - rows
    found = np.empty(int(rows.sum()), np.int64)
    found[start[own]] = low[own]
    place = np.repeat(start + own - (np.cumsum(length) - length), length) + np.arange(int(length.sum()))
    found[place] = above[_spans(first, first + length)]
    owner = np.repeat(low, rows)
    if alone.all():
        return owner, found
    keys = distinct(owner * size + found)
    return keys // size, keys % size


_MOST_PAIRS: Final = 20_000_000
"""More pairs than these are not held at once."""


def _by_layer(web: Web) -> tuple[Ints, Ints]:
    """Sort the edges between components by the layer of their lower ends."""
    source, _ = web.edges
    order = np.lexsort((source, web.layer[source]))
    deepest = int(web.layer.max(initial=0))
    return order, np.searchsorted(web.layer[source[order]], np.arange(1, deepest + 2))


def _bits(web: Web, block: Ints, order: Ints, cuts: Ints) -> Words:
    """Set for each component the bits of those of a block that are at or above it."""
    bits: Words = np.zeros((web.size, -(-len(block) // _BITS)), np.uint64)
    place = np.arange(len(block))
    bits[block, place // _BITS] = np.uint64(1) << (place % _BITS).astype(np.uint64)
    source, target = web.edges[0][order], web.edges[1][order]
    for first, last in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        if first == last:
            continue
        low = source[first:last]
        starts = np.flatnonzero(np.r_[True, low[1:] != low[:-1]])
        bits[low[starts]] |= np.bitwise_or.reduceat(bits[target[first:last]], starts, axis=0)
    return bits


def _pairs(bits: Words, block: Ints) -> tuple[Ints, Ints]:
    low, word = np.nonzero(bits)
    each = np.unpackbits(bits[low, word].astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    at, bit = np.nonzero(each)
    return low[at], block[word[at] * _BITS + bit]
