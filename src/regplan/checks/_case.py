"""What a rule is given: the plan, its index, the law, and the documents to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import attrs
import numpy as np

from regplan.diagnostics.finding import Fact
from regplan.index import Index
from regplan.index.columns import Bools, Ints
from regplan.index.tree import link_rows
from regplan.law import Law
from regplan.model.documents import Document
from regplan.model.plan import Plan
from regplan.model.structure import Entry
from regplan.model.words import LEVELS, Framework, Level

__all__ = ["Case", "Violation"]

T = TypeVar("T")


@attrs.frozen
class Violation:
    """
    One breach a rule found.

    Attributes:
        subject: Position of the record in the index; None with *row*, or for the plan as a whole.
        clause: Which clause of the rule; None where it has one.
        facts: The numbers and texts the message needs.
        related: Ids of other records it concerns.
        row: Table and position of a row without an id.
    """

    subject: int | None
    clause: str | None = None
    facts: Mapping[str, Fact] = attrs.field(factory=dict)
    related: tuple[str, ...] = ()
    row: tuple[str, int] | None = None


@attrs.frozen(eq=False, kw_only=True)
class Case:
    """
    One check of one plan.

    Attributes:
        plan: The plan.
        index: Its index.
        law: The law to judge by.
        chosen: Positions of the documents to judge.
        since: First day of the law of the rule that runs; documents that ended before are not judged.
    """

    plan: Plan
    index: Index
    law: Law
    chosen: tuple[int, ...]
    since: date | None = None
    _memo: dict[str, object] = attrs.field(factory=dict)

    def documents(self, *kinds: str) -> Iterator[tuple[int, Document]]:
        """Go through the chosen documents of some kinds to which the law of the rule applies; all kinds when none."""
        for at in self.chosen:
            document = self.plan.documents[at]
            old = self.since and document.last_year is not None and document.last_year < self.since.year
            if (not kinds or document.kind in kinds) and not old:
                yield at, document

    def position(self, document: int) -> int:
        """Return the position in the index of a document."""
        return self.index.starts["documents"] + document

    def members(self, document: int) -> Ints:
        """Return the nodes a document states, in order: those at home in it and those of its entries."""
        return self.remember(f"members {document}", lambda: self._members(document))

    def _members(self, document: int) -> Ints:
        order, homes = self.remember("by document", self._by_document)
        first, last = np.searchsorted(homes, (document, document + 1))
        entered = list(self.entries_of(document))
        return np.union1d(order[first:last], entered) if entered else order[first:last]

    def _by_document(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.index.document, kind="stable")
        return order, self.index.document[order]

    def entries_of(self, document: int) -> dict[int, Entry]:
        """Map the nodes a document states by entries to these."""
        rows = self.remember("entries by document", self._entries_by_document)
        return rows.get(self.plan.documents[document].id, {})

    def _entries_by_document(self) -> dict[str, dict[int, Entry]]:
        found: dict[str, dict[int, Entry]] = {}
        for entry in self.plan.entries:
            at = self.index.position.get(entry.node, -1)
            if 0 <= at < self.index.nodes:
                found.setdefault(entry.document, {})[at] = entry
        return found

    def stated(self, document: int) -> Bools:
        """Mark the nodes a document states."""
        marked = np.zeros(self.index.nodes, np.bool_)
        marked[self.members(document)] = True
        return marked

    def aligned_with(self, framework: Framework) -> Ints:
        """Return the positions of what is aligned with a reference of a framework."""
        index = self.index
        rows = link_rows(index, ("aligned_with",))
        wanted = np.zeros(len(index.ids), np.bool_)
        first = index.starts["references"]
        wanted[[first + at for at, one in enumerate(self.plan.references) if one.framework == framework]] = True
        sources: Ints = index.links.source[rows[wanted[index.links.target[rows]]]]
        return sources

    def violation(self, document: int, node: int, clause: str | None, facts: Mapping[str, Fact]) -> Violation:
        """Write a breach at the place where a document states a node: its entry there, else the node itself."""
        if self.index.document[node] != document:
            name = self.plan.documents[document].id
            for row, entry in enumerate(self.plan.entries):
                if entry.document == name and entry.node == self.index.ids[node]:
                    return Violation(None, clause, facts, row=("entries", row))
        return Violation(node, clause, facts)

    def nodes(self, document: int, *levels: Level) -> Ints:
        """Return the nodes of some levels that a document states."""
        members = self.members(document)
        spans = [self._span(level) for level in levels]
        parts = [members[slice(*np.searchsorted(members, (span.start, span.stop)))] for span in spans]
        return parts[0] if len(parts) == 1 else np.sort(np.concatenate(parts))

    def of_level(self, *levels: Level) -> Bools:
        """Mark the nodes of some levels; levels stand one after the other in the index."""
        marked = np.zeros(self.index.nodes, np.bool_)
        for level in levels:
            marked[self._span(level)] = True
        return marked

    def _span(self, level: Level) -> slice:
        at = LEVELS.index(level)
        first = self.index.starts[self.index.tables[at]]
        return slice(first, first + len(self.plan.table(self.index.tables[at])))

    def judged(self) -> Bools:
        """Mark the nodes at home in a chosen document, and those with no document."""
        chosen = np.zeros(len(self.plan.documents) + 2, np.bool_)
        chosen[[*self.chosen]] = True
        chosen[[-1, -2]] = True
        return self.remember("judged", lambda: chosen[self.index.document])

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """Return what rules share under *name*, made on first use."""
        if name not in self._memo:
            self._memo[name] = make()
        return self._memo[name]  # type: ignore[return-value] # kept by name
