"""Nodes that are one though documents give them ids of their own: by code, by title where there is no code, by ``adopts``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from regplan.calc.budget.sums import joined
from regplan.index.columns import Index, Ints
from regplan.index.tree import link_rows
from regplan.model.agencies import Agency
from regplan.values.code import cleaned

__all__ = ["alike"]

_ADOPTS: Final = ("adopts",)
_GENERIC: Final = "X.XX"


def alike(index: Index, codes: Ints, titles: Ints) -> list[tuple[int, int]]:
    """
    Pair nodes of one level that are the same thing in several documents.

    Args:
        index: The index of the plan.
        codes: The number of the code of each node; -1 for none.
        titles: The number of the title of each node; -1 for none.

    Returns:
        Pairs of positions. Nodes with one code are paired over all OPD, because a program that several OPD carry has one ceiling
        in the RPJMD; a node without a code is paired with the first of its title.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Plan, Program
        >>> rows = [("a", "1.02.02", "Kesehatan"), ("b", "1.02.02", "Upaya"), ("c", None, "KESEHATAN")]
        >>> index = of(Plan(programs=[Program(id=id, code=code, title=title) for id, code, title in rows]))
        >>> alike(index, np.array([0, 0, -1]), np.array([0, 1, 0]))
        [(1, 0), (2, 0)]
    """
    coded = np.flatnonzero(codes >= 0)
    pairs = [*_with_first(index, coded, codes, coded), *_generic(index, coded)]
    bare = np.flatnonzero((codes < 0) & (titles >= 0))
    pairs += _with_first(index, np.flatnonzero(titles >= 0), titles, bare)
    rows = link_rows(index, _ADOPTS)
    source, target = index.links.source[rows], index.links.target[rows]
    inside = (source < index.nodes) & (target < index.nodes)
    source, target = source[inside], target[inside]
    same = index.level[source] == index.level[target]
    return pairs + list(zip(source[same].tolist(), target[same].tolist(), strict=True))


def _with_first(index: Index, nodes: Ints, texts: Ints, wanted: Ints) -> Iterator[tuple[int, int]]:
    """Pair some of the nodes with the first of all that have their level and text."""
    if not len(nodes):
        return
    _, first, group = np.unique(joined(index.level[nodes], texts[nodes]), return_index=True, return_inverse=True)
    head = np.full(index.nodes, -1)
    head[nodes] = nodes[first][group]
    other = wanted[head[wanted] != wanted]
    yield from zip(other.tolist(), head[other].tolist(), strict=True)


def _by_code(index: Index, coded: Ints) -> dict[tuple[int, str], int]:
    """Map level and code to the first node that has them."""
    nodes, level = index.plan.nodes, index.level
    found: dict[tuple[int, str], int] = {}
    for at, node in enumerate(nodes):
        if node.code is not None:
            found.setdefault((int(level[at]), cleaned(node.code)), at)
    return found if len(coded) else {}


def _generic(index: Index, coded: Ints) -> Iterator[tuple[int, int]]:
    """Pair ``X.XX.01`` of an OPD with the program of its first bidang urusan, where the plan has that too."""
    agencies = index.plan.agencies
    generic = [
        (at, cleaned(node.code))
        for at, node in enumerate(index.plan.nodes)
        if node.code is not None and node.code[:1] in {"X", "x"} and 0 <= index.agency[at] < len(agencies)
    ]
    known = _by_code(index, coded) if generic else {}
    for at, code in generic:
        fields = _fields(index, agencies[int(index.agency[at])], agencies)
        there = known.get((int(index.level[at]), fields[0] + code[len(_GENERIC) :])) if fields else None
        if there is not None and code.startswith(_GENERIC):
            yield at, there


def _fields(index: Index, agency: Agency, agencies: Sequence[Agency]) -> tuple[str, ...]:
    """Return the bidang urusan of an OPD; a unit without its own takes those of the OPD above."""
    above: Agency | None = agency
    for _ in range(len(agencies)):
        if above is None or above.functions:
            break
        above = index.plan.agencies.get(above.parent) if above.parent else None
    return tuple(map(cleaned, above.functions)) if above else ()
