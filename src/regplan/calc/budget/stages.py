"""One stage of the flow of money: some documents, their entries of one year and basis, placed on items of one level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs
import numpy as np

from regplan.calc.budget.attribution import nearest_above
from regplan.calc.budget.chosen import Words, choose, refuse_overlap, standing
from regplan.calc.budget.keys import Keys
from regplan.calc.budget.refusals import BasesDifferError, LevelsDifferError, NoMoneyError
from regplan.calc.budget.spending import spending_rows
from regplan.calc.budget.sums import total_of
from regplan.errors import PeriodsDifferError
from regplan.index.build import BASES, of
from regplan.index.columns import Bools, Index, Ints
from regplan.index.selecting import Revision, versions
from regplan.model.keys import indonesian
from regplan.model.plan import Plan
from regplan.model.words import LEVELS, Basis, Level
from regplan.values.lang import Bilingual
from regplan.values.period import period_year

__all__ = ["Stage", "coverage_of", "document_sets", "stage_of"]


@attrs.frozen(eq=False, kw_only=True)
class Stage:
    """
    The money of some documents, item by item.

    Attributes:
        name: The id of its document, or the word that chose several.
        documents: Positions of the documents.
        index: The index of the plan as they tell it.
        rows: Rows of money on items.
        items: The number of the item of each row.
        nodes: The node of the level at or above the subject of each row.
        outside: Rows of money on no item: of an OPD, of the region, below no node of the level, without a code.
        covers: Whether the documents list the level in full, by the number of an OPD; the last two places are for none.
        listed: The numbers of items that the documents list, with or without money.
        agencies: The number of the OPD of each node, after crosswalk and ``replaces``; negative for none.
        titles: The number of the title of each node as they tell it; -1 for none.
    """

    name: str
    documents: tuple[int, ...]
    index: Index
    rows: Ints
    items: Ints
    nodes: Ints
    outside: Ints
    covers: Bools
    listed: Ints
    agencies: Ints
    titles: Ints

    @property
    def total(self) -> int:
        """Sen of all its known money, on items or not."""
        amount = self.index.money.amount
        return total_of(amount[self.rows]) + total_of(amount[self.outside])

    @property
    def unknown(self) -> int:
        """How many of its amounts are unknown."""
        known = self.index.money.known
        return int((~known[self.rows]).sum() + (~known[self.outside]).sum())


def document_sets(
    plan: Plan,
    documents: Iterable[Words],
    *,
    year: int,
    basis: Basis,
    agency: str | None,
    on: date | str | None,
    revision: Revision | None,
) -> list[tuple[str, tuple[int, ...]]]:
    """
    Choose the documents of each stage; without a revision each version is a stage of its own.

    Args:
        plan: The plan.
        documents: One word, or several, for each stage.
        year: The year of the amounts.
        basis: Their basis.
        agency: Only documents of this OPD.
        on: Only documents in force on this day.
        revision: Only this version of each.

    Returns:
        Name and documents of each stage.
    """
    sets: list[tuple[str, tuple[int, ...]]] = []
    for word in documents:
        chosen = choose(plan, word, year=year, basis=basis, agency=agency, on=on, revision=revision)
        groups = versions(plan, chosen)
        steps = max(map(len, groups))
        for step in range(steps):
            some = tuple(sorted(group[min(step, len(group) - 1)] for group in groups))
            told = word if isinstance(word, str) else ", ".join(word)
            name = f"{told} ({step})" if steps > 1 else told
            sets.append((plan.documents[some[0]].id if len(some) == 1 else name, some))
    return sets


def stage_of(
    plan: Plan, name: str, documents: tuple[int, ...], *, year: int, basis: Basis, level: Level, keys: Keys
) -> Stage:
    """
    Gather the money of some documents on the items of a level.

    Args:
        plan: The plan.
        name: What the stage is called.
        documents: Positions of its documents.
        year: The year of the amounts.
        basis: Their basis.
        level: The level of the items.
        keys: How items of different documents are told to be the same.

    Raises:
        BasesDifferError: The documents give money of another basis only.
        DocumentsOverlapError: Two of them speak of the same money.
        LevelsDifferError: They give money above the level.
        NoMoneyError: They give no money, or totals alone.
        PeriodsDifferError: They give no money for the year, or for parts that do not make it up.
    """
    refuse_overlap(plan, documents)
    here = standing(of(plan), documents)
    rows = _of_year(here, name, _of_basis(here, name, documents, basis), year)
    height = LEVELS.index(level)
    subject = here.money.subject[rows]
    on_node = (subject >= 0) & (subject < here.nodes)
    _refuse_above(here, name, rows[on_node], level)
    to_item = here.remember(f"nearest {level}", lambda: nearest_above(here, here.level == height))
    node = np.full(len(rows), -1)
    node[on_node] = to_item[subject[on_node]]
    items = keys.items(here, documents)
    item = np.append(items, -1)[node]
    placed = item >= 0
    if not placed.any() and here.money.amount[rows].any():
        msg = Bilingual(
            f"{name} tidak mencatat uang {year} pada tingkat {level}: pilih tingkat lain",
            f"{name} gives its money for {year} on no {level}: choose another level",
        )
        raise LevelsDifferError(msg)
    listed = items[_listed(here, documents) & (here.level == height)]
    return Stage(
        name=name,
        documents=documents,
        index=here,
        rows=rows[placed],
        items=item[placed],
        nodes=node[placed],
        outside=rows[~placed],
        covers=coverage_of(plan, keys, documents, level),
        listed=np.unique(listed[listed >= 0]),
        agencies=keys.agencies[here.agency],
        titles=keys.titles(documents),
    )


def _of_basis(index: Index, name: str, documents: Sequence[int], basis: Basis) -> Ints:
    rows = spending_rows(index, documents, basis)
    if len(rows):
        return rows
    others = [other for other in BASES if len(spending_rows(index, documents, other))]  # type: ignore[arg-type] # words of Basis
    if others:
        ours = ", ".join(map(indonesian, others))
        msg = Bilingual(
            f"{name} tidak memuat {indonesian(basis)}, hanya {ours}: uang dengan dasar berbeda tidak dibandingkan",
            f"{name} gives no {basis}, only {', '.join(others)}: money of different bases is not compared",
        )
        raise BasesDifferError(msg)
    msg = Bilingual(
        f"{name} tidak memuat rincian uang; jumlah yang dicantumkan tidak dijumlahkan: tulis yang bukan jumlah sebagai rincian",
        f"{name} has no entries of money; totals it states are not added: write what is no sum as an entry",
    )
    raise NoMoneyError(msg)


def _of_year(index: Index, name: str, rows: Ints, year: int) -> Ints:
    """Keep the rows of a year; refuse other spans, and parts that are not all of the year."""
    money = index.money
    mine = rows[np.array([period_year(key) == year for key in money.periods], np.bool_)[money.period[rows]]]
    keys = {money.periods[at] for at in np.unique(money.period[mine]).tolist()}
    if not keys:
        there = sorted({money.periods[at] for at in np.unique(money.period[rows]).tolist()})
        told = ", ".join(there)
        msg = Bilingual(
            f"{name} memuat uang untuk {told}, bukan {year}: rentang lain tidak dibandingkan dengan satu tahun",
            f"{name} gives money for {told}, not for {year}: another span is not compared with a year",
        )
        raise PeriodsDifferError(msg)
    if keys not in _wholes(year):
        told = ", ".join(sorted(keys))
        msg = Bilingual(
            f"{name} memuat uang untuk {told}: itu belum terbukti tahun {year}, satu kali",
            f"{name} gives money for {told}: that is not proved to be the year {year}, once",
        )
        raise PeriodsDifferError(msg)
    return mine


def _wholes(year: int) -> tuple[set[str], ...]:
    """Return the sets of periods that make up a year."""
    quarters = {f"{year}-Q{quarter}" for quarter in range(1, 5)}
    return {str(year)}, quarters, {f"{year}-{month:02}" for month in range(1, 13)}


def _refuse_above(index: Index, name: str, rows: Ints, level: Level) -> None:
    """Refuse money on nodes above a level: it would be missing there, and seem dropped."""
    money = index.money
    height = index.level[money.subject[rows]]
    above = np.flatnonzero((height < LEVELS.index(level)) & ((money.amount[rows] != 0) | ~money.known[rows]))
    if len(above):
        highest = LEVELS[int(height[above].min())]
        first = index.ids[int(money.subject[rows[above[0]]])]
        msg = Bilingual(
            f"{name} memuat {len(above)} jumlah di atas tingkat {level}, yang pertama pada {first}: itu tidak dibandingkan "
            f"dengan yang dinyatakan lebih rendah; bandingkan pada level={highest!r}",
            f"{name} gives {len(above)} amount(s) above the level {level}, the first on {first}: they are not compared "
            f"with what others give lower; compare at level={highest!r}",
        )
        raise LevelsDifferError(msg)


def _listed(index: Index, documents: Sequence[int]) -> Bools:
    """Mark the nodes that stand in documents: at home there, or by an entry."""
    marks = np.zeros(index.nodes, np.bool_)
    for at in documents:
        marks |= index.document == at
        node = index.entries.node[index.entries.document == at]
        marks[node[(node >= 0) & (node < index.nodes)]] = True
    return marks


def coverage_of(plan: Plan, keys: Keys, documents: Sequence[int], level: Level) -> Bools:
    """Tell for each OPD, and for none, whether a document that speaks for it lists a level in full."""
    covers = np.zeros(len(plan.agencies) + 2, np.bool_)
    for at in documents:
        document = plan.documents[at]
        if document.covers_level(level) and document.agency is None:
            covers[:] = True
        elif document.covers_level(level):
            covers[keys.agencies[:-2][_of_agency(plan, document.agency)]] = True
    return covers


def _of_agency(plan: Plan, agency: str | None) -> Bools:
    """Mark an OPD and all below it."""
    parents = {one.id: one.parent for one in reversed(plan.agencies)}
    marks = np.zeros(len(plan.agencies), np.bool_)
    for at, one in enumerate(plan.agencies):
        up: str | None = one.id
        seen: set[str] = set()
        while up is not None and up not in seen and up != agency:
            seen.add(up)
            up = parents.get(up)
        marks[at] = up == agency
    return marks
