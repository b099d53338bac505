"""What rules on alignment share: own documents, nodes tied to a framework, items that are one in two documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, TypeAlias

import numpy as np

from regplan.checks._case import Case
from regplan.checks.targets.yearly import national_documents
from regplan.index.columns import Bools, Ints
from regplan.index.selecting import is_for
from regplan.index.tree import count_below, from_above, link_rows
from regplan.model.documents import Document
from regplan.model.structure import Node
from regplan.model.words import LEVELS, Framework, Level
from regplan.values.code import cleaned

__all__ = [
    "GIVEN_KINDS",
    "Items",
    "Key",
    "in_force_for",
    "items_of",
    "leaf_references",
    "own_documents",
    "tied_to",
    "touched",
]

GIVEN_KINDS: Final = ("supports", "adopts", "aligned_with")
"""The kinds of links by which a document says what it is aligned with."""


def own_documents(case: Case, *kinds: str, judged: bool = True) -> Iterator[tuple[int, Document]]:
    """Go through the region's own documents of some kinds, those of the nation and the province left out."""
    foreign = case.remember("national documents", lambda: national_documents(case))
    every = case.documents() if judged else enumerate(case.plan.documents)
    return ((at, one) for at, one in every if one.kind in kinds and at not in foreign)


def in_force_for(case: Case, document: Document, kinds: Collection[str], *, agency: bool) -> list[int]:
    """Return the own documents of some kinds that are for the year of a document, of its OPD where asked for."""
    years = [year for year in (document.first_year, document.last_year) if year is not None]
    return [
        at
        for at, one in own_documents(case, *kinds, judged=False)
        if (not agency or one.agency == document.agency)
        and (not years or one.first_year is None or one.last_year is None or any(is_for(one, year) for year in years))
    ]


def tied_to(case: Case, frameworks: Collection[str], documents: Callable[[int, Document], bool]) -> Bools:
    """Mark the records that are linked with a reference of a framework, or with a node of some documents."""
    index = case.index
    marked = np.zeros(len(index.ids), np.bool_)
    for framework in frameworks:
        marked[case.aligned_with(framework)] = True  # type: ignore[arg-type] # a framework's word
    upper = [at for at, one in enumerate(case.plan.documents) if documents(at, one)]
    if upper:
        inside = np.append(case.at_home_in(upper), np.zeros(len(index.ids) - index.nodes, np.bool_))
        inside[[case.position(at) for at in upper]] = True
        rows = link_rows(index, GIVEN_KINDS)
        marked[index.links.source[rows[inside[index.links.target[rows]]]]] = True
    return marked


def touched(case: Case, marked: Bools) -> Bools:
    """Mark the nodes that are marked themselves, or below or above a marked one in the tree."""
    nodes = marked[: case.index.nodes]
    return from_above(case.index, nodes) | (count_below(case.index, nodes) > 0)


def leaf_references(case: Case, framework: Framework, document: str | None = None) -> list[int]:
    """Return the positions of the references of a framework that have no part below them."""
    rows = case.plan.references
    upper = {one.parent for one in rows if one.parent is not None}
    first = case.index.starts["references"]
    return [
        first + at
        for at, one in enumerate(rows)
        if one.framework == framework and one.id not in upper and (document is None or one.document == document)
    ]


Key: TypeAlias = tuple[str, str, int]
"""Level, code and OPD of an item; -1 for no OPD."""


class Items:
    """The nodes of some levels that documents state, and the codes under which they are known."""

    def __init__(self, case: Case, documents: Iterable[int], *levels: Level) -> None:
        """Gather them."""
        self._case = case
        parts = [case.nodes(at, *levels) for at in documents]
        self.nodes: Ints = np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int64)
        self._set = set(self.nodes.tolist())
        self.keys = {key for at in self._set if (key := self.key(at))}

    def key(self, at: int) -> Key | None:
        """Return level, code and OPD of a node; None where it has no code."""
        node: Node = self._case.index.node(at)
        if node.code is None:
            return None
        return LEVELS[int(self._case.index.level[at])], cleaned(node.code), int(self._case.index.agency[at])

    def __contains__(self, at: object) -> bool:
        """Tell whether a node is among them: itself, or one of its level, code and OPD; X.XX and no OPD fit all."""
        if at in self._set:
            return True
        key = self.key(at) if isinstance(at, int) else None
        if key is None:
            return False
        level, code, agency = key
        generic = f"X.XX{code[4:]}"
        return any((level, one, opd) in self.keys for one in (code, generic) for opd in {agency, -1})


def items_of(case: Case, documents: Iterable[int], *levels: Level) -> Items:
    """Gather the nodes of some levels that documents state; made once for a check."""
    names = tuple(documents)
    return case.remember(f"items {names} {levels}", lambda: Items(case, names, *levels))
