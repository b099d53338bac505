"""Through which record every way up of another goes: dominators of the web turned upside down."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.index.columns import Ints
from regplan.index.web import Web

__all__ = ["NONE", "TOP", "dominators"]

NONE: Final = -1
"""Of a record that reaches no top."""
TOP: Final = -2
"""Of a record whose ways have nothing in common, and of the tops."""


def dominators(web: Web, tops: Ints) -> Ints:
    """
    Find for each record the nearest other one through which all its ways to the tops go.

    After Cooper, Harvey and Kennedy, A Simple, Fast Dominance Algorithm (2001); circles are no hindrance.

    Args:
        web: The web.
        tops: Positions where ways may end.

    Returns:
        Positions; NONE or TOP where there is none.

    Example:
        >>> from regplan.index import of
        >>> from regplan.index.web import web_of
        >>> from regplan.model import Goal, Mission, Plan, Vision
        >>> plan = Plan(visions=[Vision(id="V")], missions=[Mission(id="M", parent="V")], goals=[Goal(id="T", parent="M")])
        >>> dominators(web_of(of(plan)), np.array([0])).tolist()
        [-2, 0, 1]
    """
    size = web.size
    order = _order(web, tops)
    place = np.full(size + 1, -1, np.int64)
    place[order] = np.arange(1, len(order) + 1)
    place[size] = 0  # the top of all tops
    at_place = [size, *order.tolist()]
    above = _above(web, tops, place)
    through = [-1] * len(at_place)
    through[0] = 0
    changed = True
    while changed:
        changed = False
        for number in range(1, len(at_place)):
            found = -1
            for way in above[number]:
                if through[way] >= 0:
                    found = way if found < 0 else _common(found, way, through)
            if found != through[number]:
                through[number] = found
                changed = True
    result = np.full(size, NONE, np.int64)
    result[order] = [TOP if one == 0 else at_place[one] for one in through[1:]]
    return result


def _common(one: int, other: int, through: list[int]) -> int:
    while one != other:
        while one > other:
            one = through[one]
        while other > one:
            other = through[other]
    return one


def _order(web: Web, tops: Ints) -> Ints:
    """Put what reaches the tops in an order in which, circles apart, all that is above a record comes before it."""
    low = np.argsort(web.target, kind="stable")
    starts = np.searchsorted(web.target[low], np.arange(web.size + 1)).tolist()
    below = web.source[low].tolist()
    seen = np.zeros(web.size, np.bool_).tolist()
    after: list[int] = []
    for top in reversed(tops.tolist()):
        if seen[top]:
            continue
        seen[top] = True
        work = [(top, starts[top])]
        while work:
            at, way = work.pop()
            if way == starts[at + 1]:
                after.append(at)
                continue
            work.append((at, way + 1))
            following = below[way]
            if not seen[following]:
                seen[following] = True
                work.append((following, starts[following]))
    return np.array(after[::-1], np.int64)


def _above(web: Web, tops: Ints, place: Ints) -> list[list[int]]:
    """List for each place the places right above it."""
    above: list[list[int]] = [[] for _ in range(int(place.max()) + 1)]
    source, target = place[web.source], place[web.target]
    there = (source > 0) & (target > 0)
    for low, high in zip(source[there].tolist(), target[there].tolist(), strict=True):
        above[low].append(high)
    for top in place[tops].tolist():
        above[top].append(0)
    return above
