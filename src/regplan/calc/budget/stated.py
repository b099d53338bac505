"""Stated totals of documents against the sums of their entries, each difference with what explains it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import numpy as np

from regplan.calc.budget.chosen import Words, basis_of, choose, entry_rows, standing
from regplan.calc.budget.compare import Difference, explain_difference
from regplan.calc.budget.grouping import agencies_of, offices_of
from regplan.calc.budget.sums import joined, total_of
from regplan.index.build import BASES, of
from regplan.index.columns import ABSENT, AllocationColumns, Groups, Index, Ints
from regplan.index.selecting import Revision
from regplan.model.plan import Plan
from regplan.model.words import Basis
from regplan.values.money import Rupiah, from_sen
from regplan.values.period import period_year

__all__ = ["StatedTotal", "stated_totals"]


@attrs.frozen(kw_only=True)
class StatedTotal:
    """
    One printed total and the sum of the entries it is of.

    Attributes:
        subject: The id of the node or OPD; ``/`` is the region.
        document: The id of the document.
        period: The period.
        allocation: Position of the stated total in ``plan.allocations``.
        entries: How many entries were added up.
        difference: Stated, computed, and what explains that they differ; ``unknown`` where nothing is known to compare with.
    """

    subject: str
    document: str
    period: str
    allocation: int
    entries: int
    difference: Difference

    def to_dict(self) -> dict[str, Any]:
        """Return one record for a DataFrame."""
        told = self.difference
        return {
            "subject": self.subject,
            "document": self.document,
            "period": self.period,
            "stated": told.stated,
            "computed": told.computed,
            "difference": told.difference,
            "kind": told.kind,
            "others": list(told.others),
            "entries": self.entries,
        }


def stated_totals(
    plan: Plan,
    documents: Words,
    *,
    year: int | None = None,
    basis: Basis = "ceiling",
    agency: str | None = None,
    on: date | str | None = None,
    revision: Revision | None = None,
    precision: Rupiah | None = None,
) -> tuple[StatedTotal, ...]:
    """
    Compare each total that documents state with the sum of what the same document enters.

    The total of a node is of the entries at it and below; that of an OPD of all that it carries and of what its sub-units
    carry, but for those that have a total of their own (as hospitals do under a health office); that of the region of all.
    One that names a fund, account or place is of the entries that name it too. Totals on indicator rows are left out.

    Args:
        plan: The plan.
        documents: Kinds, ids, or kind and year; each document is compared with itself alone.
        year: Only totals for this year; all when left out.
        basis: The basis of the amounts.
        agency: Only documents of this OPD.
        on: Only documents in force on this day.
        revision: Only this version of each.
        precision: One unit of the last printed place, in rupiah; of each amount as it stands when left out.

    Returns:
        One for each stated total and period, in the order of the plan.

    Raises:
        CallError: No documents are named.
        NoDocumentError: None is chosen.
        UnknownNameError: A word names nothing; near matches are offered.

    Example:
        >>> from regplan.model import Allocation, Document, Program
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="RENJA")],
        ...     programs=[Program(id="p", document="d")],
        ...     allocations=[
        ...         Allocation(document="d", subject="p", role="stated_total", amounts={"2026": 540}),
        ...         Allocation(document="d", subject="p", amounts={"2026": 450}),
        ...     ],
        ... )
        >>> [(one.subject, one.difference.kind, one.difference.difference) for one in stated_totals(plan, "RENJA")]
        [('p', 'digit_swap', 90)]
    """
    index = of(plan)
    chosen = choose(plan, documents, year=year, basis=basis_of(basis), agency=agency, on=on, revision=revision)
    found: list[StatedTotal] = []
    for at in chosen:
        here = standing(index, (at,))
        found += _of_document(here, at, basis, year, precision)
    return tuple(sorted(found, key=lambda one: one.allocation))


def _of_document(
    index: Index, document: int, basis: Basis, year: int | None, precision: Rupiah | None
) -> Iterator[StatedTotal]:
    """Compare the totals of one document, together those of the same fund, account and place."""
    money, own = index.money, index.allocations
    stated = np.flatnonzero(
        (money.document == document)
        & (money.basis == BASES.index(basis))
        & money.stated
        & (money.indicator == ABSENT)
        & (money.subject >= 0)
    )
    if year is not None:
        stated = stated[np.array([period_year(key) == year for key in money.periods], np.bool_)[money.period[stated]]]
    if not len(stated):
        return
    entries = entry_rows(index, (document,), basis)
    sides = [(column[money.allocation[stated]], column[money.allocation[entries]]) for column in _narrow(own)]
    kinds = joined(*(one for one, _ in sides), money.period[stated])
    groups = Groups.of(kinds)
    for number in np.unique(kinds).tolist():
        rows = groups.rows(number)
        fits = money.period[entries] == money.period[stated[rows[0]]]
        for one, other in sides:
            fits &= (one[rows[0]] == ABSENT) | (other == one[rows[0]])
        yield from _compared(index, document, stated[rows], entries[fits], precision)


def _narrow(own: AllocationColumns) -> tuple[Ints, ...]:
    return own.fund, own.account, own.place


def _compared(
    index: Index, document: int, stated: Ints, entries: Ints, precision: Rupiah | None
) -> Iterator[StatedTotal]:
    """Compare totals of one period with the entries they may be of."""
    money = index.money
    subject = money.subject[entries]
    on_tree = np.flatnonzero((subject >= 0) & (subject < index.nodes))
    on_tree = on_tree[index.preorder[subject[on_tree]] >= 0]
    place = index.preorder[subject[on_tree]]
    order = np.argsort(place, kind="stable")
    by_place, places = entries[on_tree[order]], place[order]
    units = _units(index, stated, entries)
    for row in stated.tolist():
        at = int(money.subject[row])
        if at == money.region:
            mine = entries
        elif at >= index.nodes:
            mine = units.get(at, entries[:0])
        elif index.preorder[at] < 0:
            mine = entries[subject == at]
        else:
            mine = by_place[slice(*np.searchsorted(places, (index.preorder[at], index.end[at])))]
        yield _told(index, document, row, mine, precision)


def _units(index: Index, stated: Ints, entries: Ints) -> dict[int, Ints]:
    """Give each OPD with a total its entries: its own and those of sub-units that have no total themselves."""
    money = index.money
    start = index.starts["agencies"]
    with_total = {at - start for at in money.subject[stated].tolist() if index.nodes <= at != money.region}
    if not with_total:
        return {}
    head = offices_of(index, with_total)
    groups = Groups.of(head[agencies_of(index, money.subject[entries])])
    return {at + start: entries[groups.rows(at)] for at in with_total}


def _told(index: Index, document: int, row: int, entries: Ints, precision: Rupiah | None) -> StatedTotal:
    money = index.money
    at = int(money.subject[row])
    stated = from_sen(int(money.amount[row])) if money.known[row] else None
    known = bool(len(entries)) and bool(money.known[entries].all())
    total = total_of(money.amount[entries])
    differs = known and stated is not None and total != int(money.amount[row])
    parts = [from_sen(amount) for amount in money.amount[entries].tolist()] if differs else ()
    return StatedTotal(
        subject=index.ids[at] if at != money.region else "/",
        document=index.plan.documents[document].id,
        period=money.periods[int(money.period[row])],
        allocation=int(money.allocation[row]),
        entries=len(entries),
        difference=explain_difference(stated, from_sen(total) if known else None, parts, precision=precision),
    )
