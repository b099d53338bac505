"""A shortest circle among records that are in circles together."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["MOST_STARTS", "shortest_circle"]

MOST_STARTS: Final = 200
"""From how many records of a ring a shortest circle is looked for."""


def shortest_circle(ring: Sequence[int], edges: Mapping[int, Sequence[int]]) -> list[int]:
    """
    Find a shortest circle among records that are in circles together; of a large ring only some are begun at.

    Args:
        ring: The records, of which each leads to each.
        edges: What each leads to, inside the ring and outside.

    Returns:
        The circle, from its smallest record on.

    Example:
        >>> shortest_circle([1, 2, 3], {1: [2], 2: [3, 1], 3: [1]})
        [1, 2]
    """
    inside, best = set(ring), list(ring)
    for start in ring[:MOST_STARTS]:
        before: dict[int, int] = {}
        queue = deque([start])
        while queue and start not in before:
            at = queue.popleft()
            for high in edges.get(at, ()):
                if high in inside and high not in before:
                    before[high] = at
                    queue.append(high)
        circle = [start]
        while (at := before[circle[-1]]) != start:
            circle.append(at)
        circle = [start, *reversed(circle[1:])]
        if len(circle) < len(best) or len(ring) == len(circle) == len(best):
            best = circle
            if len(best) == 1:
                break
    turn = best.index(min(best))
    return best[turn:] + best[:turn]
