"""Which programs or sub activities documents list, with or without money, and of which OPD they would list all."""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from regplan.calc.budget.attribution import nearest_above
from regplan.calc.budget.chosen import standing
from regplan.calc.budget.stages import coverage_of
from regplan.checks._case import Case
from regplan.checks.consistency._pairs import Pair, keys_of
from regplan.index.build import BASES
from regplan.index.columns import Bools, Index, Ints
from regplan.model.words import LEVELS, Level
from regplan.values.period import period_year

__all__ = ["Listing", "Listings", "listings"]

_CEILING: Final = BASES.index("ceiling")


@attrs.frozen(eq=False, kw_only=True)
class Listing:
    """
    What documents list of one level.

    Attributes:
        items: The numbers of the items, sorted.
        nodes: A node for each, that of the first id.
        agencies: The number of the OPD of each.
        titles: The number of the title of each as the documents tell it.
        covers: By the number of an OPD, whether the documents list the level in full.
    """

    items: Ints
    nodes: Ints
    agencies: Ints
    titles: Ints
    covers: Bools

    def lacks(self, other: Listing) -> tuple[Ints, Ints]:
        """Return the places of what it lists and *other* would list and does not, and of what cannot be told."""
        missing = np.flatnonzero(~np.isin(self.items, other.items))
        sure = other.covers[self.agencies[missing]] if len(other.items) else np.zeros(len(missing), np.bool_)
        return missing[sure], missing[~sure]


@attrs.frozen(eq=False, kw_only=True)
class Listings:
    """The listings of a pair."""

    first: Listing
    second: Listing

    def renamed(self) -> tuple[Ints, Ints]:
        """Return the places, in both, of the items whose titles differ, letter case and blanks aside."""
        _, one, other = np.intersect1d(self.first.items, self.second.items, assume_unique=True, return_indices=True)
        before, after = self.first.titles[one], self.second.titles[other]
        apart = (before >= 0) & (after >= 0) & (before != after)
        return one[apart], other[apart]


def listings(case: Case, pair: Pair, level: Level) -> Listings:
    """List what both documents of a pair name of a level; of a plan of several years, what is active in the year."""
    return Listings(first=_listing(case, pair.before, level, pair.year), second=_listing(case, pair.after, level, None))


def _listing(case: Case, documents: tuple[int, ...], level: Level, year: int | None) -> Listing:
    name = f"listing {documents} {level} {year}"
    return case.index.remember(name, lambda: _list(case, documents, level, year))


def _list(case: Case, documents: tuple[int, ...], level: Level, year: int | None) -> Listing:
    keys, here = keys_of(case), standing(case.index, documents)
    above = nearest_above(here, here.level == LEVELS.index(level))
    marks = np.zeros(here.nodes, np.bool_)
    for document in documents:
        marks |= _named(case, here, document, above, year)
    nodes = np.flatnonzero(marks)
    nodes = nodes[np.argsort(np.array([here.ids[at] for at in nodes.tolist()], np.object_))]
    items, first = np.unique(keys.items(here, documents)[nodes], return_index=True)
    nodes = nodes[first]
    return Listing(
        items=items,
        nodes=nodes,
        agencies=keys.agencies[here.agency[nodes]],
        titles=keys.titles(documents)[nodes],
        covers=coverage_of(case.plan, keys, documents, level),
    )


def _named(case: Case, index: Index, document: int, above: Ints, year: int | None) -> Bools:
    """Mark the nodes of the level that a document names: itself, by what is below, or by money."""
    money = index.money
    rows = case.money_of(document)
    rows = rows[(money.subject[rows] >= 0) & (money.subject[rows] < index.nodes)]
    ceilings = rows[money.basis[rows] == _CEILING]
    of_year = np.array([period_year(key) == year for key in money.periods], np.bool_)[money.period[ceilings]]
    marks = np.zeros(index.nodes + 1, np.bool_)
    marks[above[case.members(document)]] = True
    marks[above[money.subject[rows]]] = True
    span = case.plan.documents[document]
    if year is not None and span.first_year != span.last_year and of_year.any():
        active = ceilings[of_year & ((money.amount[ceilings] != 0) | ~money.known[ceilings])]
        told = np.zeros(index.nodes + 1, np.bool_)
        told[above[money.subject[ceilings]]] = True
        marks &= ~told
        marks[above[money.subject[active]]] = True
    return marks[: index.nodes]
