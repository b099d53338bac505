"""Stated totals of documents against the sums of their entries, each difference with what explains it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import numpy as np

from regplan.calc.budget.account_lines import SPENDING, UNREAD, Lines
from regplan.calc.budget.chosen import Words, basis_of, choose, entry_rows, standing
from regplan.calc.budget.compare import Difference, explain_difference
from regplan.calc.budget.grouping import heads_of, offices_of
from regplan.calc.budget.sums import joined, total_of
from regplan.index.build import BASES, of
from regplan.index.columns import ABSENT, Bools, Groups, Index, Ints
from regplan.index.selecting import Revision
from regplan.model.plan import Plan
from regplan.model.words import Basis
from regplan.values.account import account_parts
from regplan.values.money import Rupiah, from_sen
from regplan.values.period import period_year

__all__ = ["StatedTotal", "compare_rows", "stated_totals"]


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
    carry, but for those that have a total of their own (as hospitals do under a health office); that of the region of OPD and
    their work. Where there is no work, the lines of the OPD or of the region itself are its entries; lines and work are never
    added. Without an account a total is of spending. One that names a fund, account or place is of the entries that name it,
    an account below it, or a place in it. Totals on indicator rows are left out.

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
        money = here.money
        stated = np.flatnonzero((money.document == at) & (money.basis == BASES.index(basis)) & money.stated)
        stated = stated[(money.indicator[stated] == ABSENT) & (money.subject[stated] >= 0)]
        if year is not None:
            in_year = np.array([period_year(key) == year for key in money.periods], np.bool_)
            stated = stated[in_year[money.period[stated]]]
        found += compare_rows(here, at, basis, stated, precision)
    return tuple(sorted(found, key=lambda one: one.allocation))


def compare_rows(
    index: Index, document: int, basis: Basis, stated: Ints, precision: Rupiah | None = None
) -> Iterator[StatedTotal]:
    """
    Compare some stated totals of one document and basis, together those of the same fund, account, place and period.

    Args:
        index: The index of the plan as the document tells it.
        document: Position of the document.
        basis: The basis.
        stated: Rows of money: its stated totals, none on an indicator row.
        precision: One unit of the last printed place.
    """
    if not len(stated):
        return
    money, own = index.money, index.allocations
    entries = Lines.of(index, entry_rows(index, (document,), basis))
    from_, of_ = money.allocation[stated], money.allocation[entries.rows]
    kinds = joined(own.fund[from_], own.account[from_], own.place[from_], money.period[stated])
    groups = Groups.of(kinds)
    for number in np.unique(kinds).tolist():
        rows = groups.rows(number)
        first = int(rows[0])
        asked = int(from_[first])
        fund, place = int(own.fund[asked]), int(own.place[asked])
        fits = money.period[entries.rows] == money.period[stated[first]]
        if fund != ABSENT:
            fits &= own.fund[of_] == fund
        if place != ABSENT:
            fits &= _within(index, own.place[of_], place)
        of_account, above = _of_account(entries, index.plan.allocations[asked].account)
        yield from _compared(index, document, stated[rows], entries.only(fits & (of_account | above)), precision)


def _within(index: Index, places: Ints, place: int) -> Bools:
    """Mark the places that are one place or lie in it; one that is no place of the plan is itself alone."""
    start = index.starts["places"]
    at = place - start
    if not 0 <= at < len(index.plan.places):
        same: Bools = places == place
        return same
    inside = heads_of(index.plan.places, {at}) == at
    found: Bools = inside[np.where(places >= start, places - start, ABSENT)]
    return found


def _of_account(entries: Lines, account: str | None) -> tuple[Bools, Bools]:
    """Mark the entries at or below an account, those of spending where none is asked; and those of accounts above it."""
    head = SPENDING if account is None else account_parts(account)
    if head is None:
        texts = [
            entries.index.plan.allocations[at].account for at in entries.index.money.allocation[entries.rows].tolist()
        ]
        return np.array([text == account for text in texts], np.bool_), np.zeros(len(texts), np.bool_)
    below = [one[: len(head)] == head or (one == UNREAD and account is None) for one in entries.accounts]
    above = [0 < len(one) < len(head) and head[: len(one)] == one for one in entries.accounts]
    return np.array(below, np.bool_)[entries.account], np.array(above, np.bool_)[entries.account]


def _compared(
    index: Index, document: int, stated: Ints, entries: Lines, precision: Rupiah | None
) -> Iterator[StatedTotal]:
    """Compare totals of one period and account with the entries they may be of."""
    money = index.money
    subject = money.subject[entries.rows]
    on_tree = np.flatnonzero(subject < index.nodes)
    on_tree = on_tree[index.preorder[subject[on_tree]] >= 0]
    place = index.preorder[subject[on_tree]]
    order = np.argsort(place, kind="stable")
    by_place, places = entries.rows[on_tree[order]], place[order]
    units = _units(index, stated, entries)
    for row in stated.tolist():
        at = int(money.subject[row])
        if at == money.region:
            mine = _of_region(entries)
        elif at >= index.nodes:
            mine = units.get(at, entries.rows[:0])
        elif index.preorder[at] < 0:
            mine = entries.rows[subject == at]
        else:
            mine = by_place[slice(*np.searchsorted(places, (index.preorder[at], index.end[at])))]
        yield _told(index, document, row, mine, precision)


def _of_region(entries: Lines) -> Ints:
    """Return what a total of the region is of: lines of OPD and work of OPD without; where there is neither, its own lines."""
    lines = entries.of_office & entries.is_topmost
    heads = offices_of(entries.index, set(np.unique(entries.office[lines]).tolist()))
    work = (entries.subject < entries.index.nodes) & (heads[entries.office] == ABSENT)
    parts = lines | work
    return entries.rows[parts if parts.any() else entries.of_region & entries.is_topmost]


def _units(index: Index, stated: Ints, entries: Lines) -> dict[int, Ints]:
    """Give each OPD with a total its work and that of sub-units that have no total themselves; else its own lines."""
    money = index.money
    start = index.starts["agencies"]
    with_total = {at - start for at in money.subject[stated].tolist() if index.nodes <= at != money.region}
    if not with_total:
        return {}
    office = offices_of(index, with_total)[entries.office]
    work = entries.subject < index.nodes
    lines = entries.of_office & entries.is_topmost
    found: dict[int, Ints] = {}
    for at in with_total:
        mine = office == at
        found[at + start] = entries.rows[mine & (work if (mine & work).any() else lines)]
    return found


def _told(index: Index, document: int, row: int, entries: Ints, precision: Rupiah | None) -> StatedTotal:
    money = index.money
    at = int(money.subject[row])
    stated = from_sen(int(money.amount[row])) if money.known[row] else None
    account = index.plan.allocations[int(money.allocation[row])].account
    known = bool(len(entries)) and bool(money.known[entries].all()) and _is_detailed(index, entries, account)
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


def _is_detailed(index: Index, entries: Ints, account: str | None) -> bool:
    """Tell whether entries are detailed as far as the account of their total, so that all of their money is for it."""
    head = account_parts(account) if account else None
    if head is None or head == SPENDING:
        return True
    texts = {index.plan.allocations[at].account for at in index.money.allocation[entries].tolist()}
    return all(text is not None and (account_parts(text) or head)[: len(head)] == head for text in texts)
