"""What a rule is given: the plan, its index, the law, and the documents to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import attrs
import numpy as np

from regplan.calc.schedule.calendars import WorkCalendar
from regplan.diagnostics.finding import Fact
from regplan.index import Index
from regplan.index.columns import ABSENT, DANGLING, Bools, Groups, Ints
from regplan.index.members import members_of
from regplan.index.tree import link_rows
from regplan.law import Law
from regplan.model.agencies import Agency
from regplan.model.documents import Document
from regplan.model.nomenclature import Nomenclature
from regplan.model.plan import Plan
from regplan.model.regions import Regions
from regplan.model.structure import Entry
from regplan.model.words import LEVELS, Framework, Level
from regplan.values.code import cleaned
from regplan.values.workdays import WeekRule

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
        holidays: Days off besides weekends, for limits in working days.
        weeks: What a week of a month is, for limits that name one.
        lists: The official lists of codes that are at hand.
        regions: The official list of regions; None where it is not at hand.
    """

    plan: Plan
    index: Index
    law: Law
    chosen: tuple[int, ...]
    since: date | None = None
    holidays: WorkCalendar = attrs.field(factory=WorkCalendar)
    weeks: WeekRule = "calendar_7day"
    lists: tuple[Nomenclature, ...] = ()
    regions: Regions | None = None
    _memo: dict[str, object] = attrs.field(factory=dict)

    def documents(self, *kinds: str) -> Iterator[tuple[int, Document]]:
        """Go through the chosen documents of some kinds to which the law of the rule applies; all kinds when none."""
        least = self.since.year if self.since else 0
        for at, document in self.remember("chosen", lambda: [(one, self.plan.documents[one]) for one in self.chosen]):
            last = document.last_year
            if (not kinds or document.kind in kinds) and (last is None or last >= least):
                yield at, document

    def position(self, document: int) -> int:
        """Return the position in the index of a document."""
        return self.index.starts["documents"] + document

    def marks(self, *kinds: str) -> Bools:
        """Mark the documents that ``documents`` goes through; the two marks at the end are of none and of unknown ids."""

        def make() -> Bools:
            marked = np.zeros(len(self.plan.documents) + 2, np.bool_)
            marked[[at for at, _ in self.documents(*kinds)]] = True
            return marked

        return self.remember(f"marks {kinds} {self.since}", make)

    def entries_of(self, document: int) -> dict[int, Entry]:
        """Map the nodes a document states by entries to these."""
        entries = self.index.entries
        rows = self.index.remember("entries by document", lambda: Groups.of(entries.document)).rows(document)
        node = entries.node[rows]
        known = rows[(node >= 0) & (node < self.index.nodes)].tolist()
        return {int(entries.node[row]): self.plan.entries[row] for row in known}

    def money_of(self, document: int) -> Ints:
        """Return the rows of money of a document."""
        column = self.index.money.document
        return self.index.remember("money by document", lambda: Groups.of(column)).rows(document)

    def members(self, document: int) -> Ints:
        """Return the nodes a document states, in order: those at home in it and those of its entries."""
        return members_of(self.index).of(document)

    def fields_of(self, agency: Agency) -> tuple[str, ...]:
        """Return the bidang urusan of an OPD, clean; a unit without its own takes those of the OPD above."""
        above: Agency | None = agency
        for _ in range(len(self.plan.agencies)):
            if above is None or above.functions:
                break
            above = self.plan.agencies.get(above.parent) if above.parent else None
        return tuple(cleaned(one) for one in above.functions) if above else ()

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
        row = self.index.remember("entry rows", self._rows_of_entries).get((document, node))
        if self.index.document[node] == document or row is None:
            return Violation(node, clause, facts)
        return Violation(None, clause, facts, row=("entries", row))

    def _rows_of_entries(self) -> dict[tuple[int, int], int]:
        """Map document and node to the first entry that states the one in the other."""
        entries = self.index.entries
        pairs = list(zip(entries.document.tolist(), entries.node.tolist(), strict=True))
        return {pair: row for row, pair in reversed(list(enumerate(pairs)))}

    def nodes(self, document: int, *levels: Level) -> Ints:
        """Return the nodes of some levels that a document states, in order."""
        members = members_of(self.index)
        parts = [members.of_level(document, level) for level in sorted(map(LEVELS.index, levels))]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

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
        return self.remember("judged", lambda: self.at_home_in([*self.chosen, ABSENT, DANGLING]))

    def at_home_in(self, documents: Iterable[int]) -> Bools:
        """Mark the nodes at home in some documents."""
        marked = np.zeros(len(self.plan.documents) + 2, np.bool_)
        marked[[*documents]] = True
        found: Bools = marked[self.index.document]
        return found

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """Return what the rules of this check share under *name*; what needs the plan alone is kept with its index."""
        if name not in self._memo:
            self._memo[name] = make()
        return self._memo[name]  # type: ignore[return-value] # kept by name
