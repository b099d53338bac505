"""The money of one year a budget comes to: what it states itself, over what it leaves as it was (conventions §7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import attrs
import numpy as np

from regplan.calc.budget.chosen import basis_of
from regplan.index.build import BASES
from regplan.index.columns import Groups, Index, Ints
from regplan.model.plan import Plan

__all__ = ["Line", "Lines", "effective"]

Line: TypeAlias = tuple[int, str | None, str | None, str | None]
"""Position of the subject, account, fund, place."""


@attrs.frozen(eq=False, kw_only=True)
class Lines:
    """
    Entries of money of one year, lines of a budget.

    Attributes:
        amounts: Sen by line; None where an amount is unknown.
        parts: Periods that are a part of the year, of which money was left out.
        lacks: The id of a document that is changed in part and is not in the plan, or amends itself by way of others.
    """

    amounts: Mapping[Line, int | None]
    parts: tuple[str, ...] = ()
    lacks: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether all of it is known."""
        return not self.parts and self.lacks is None and None not in self.amounts.values()


def effective(index: Index, document: int, year: int, *, basis: str = "ceiling") -> Lines:
    """
    Return the lines a budget comes to for a year; a change that restates a part lies over what it amends.

    What a partial change states of a subject takes the place of all that stood for that subject before; other subjects stay as
    they were. A change that does not say whether it restates a part is taken as whole where it covers levels in full, else
    as partial.

    Args:
        index: The index of a plan.
        document: Position of the document.
        year: The year.
        basis: Ceilings, or money of another basis.

    Raises:
        UnknownNameError: *basis* is none.
    """
    plan = index.plan
    chain = [document]
    lacks = None
    while _is_partial(plan, chain[-1]):
        amends = plan.documents[chain[-1]].amends
        at = None if amends is None else _position(plan, amends)
        if at is None or at in chain:
            lacks = amends or plan.documents[chain[-1]].id
            break
        chain.append(at)
    amounts: dict[Line, int | None] = {}
    parts: tuple[str, ...] = ()
    number = BASES.index(basis_of(basis))
    for at in reversed(chain):
        stated, left_out = _stated(index, at, year, number)
        subjects = {line[0] for line in stated}
        amounts = {line: amount for line, amount in amounts.items() if line[0] not in subjects} | stated
        parts += left_out
    return Lines(amounts=amounts, parts=tuple(sorted(set(parts))), lacks=lacks)


def _is_partial(plan: Plan, at: int) -> bool:
    document = plan.documents[at]
    if document.amends is None:
        return False
    return document.restates == "partial" or (document.restates is None and document.covers is None)


def _position(plan: Plan, name: str) -> int | None:
    return next((at for at, one in enumerate(plan.documents) if one.id == name), None)


def _stated(index: Index, document: int, year: int, basis: int) -> tuple[dict[Line, int | None], tuple[str, ...]]:
    """Read what a document states, once for a plan."""
    return index.remember(f"lines {document} {year} {basis}", lambda: _own(index, document, year, basis))


def _own(index: Index, document: int, year: int, basis: int) -> tuple[dict[Line, int | None], tuple[str, ...]]:
    """Read what a document itself states, line by line."""
    money = index.money
    rows: Ints = index.remember("money by document", lambda: Groups.of(money.document)).rows(document)
    rows = rows[~money.stated[rows] & (money.basis[rows] == basis)]
    name = str(year)
    parts = tuple(
        money.periods[at] for at in np.unique(money.period[rows]).tolist() if money.periods[at].startswith(f"{name}-")
    )
    there = [at for at, period in enumerate(money.periods) if period == name]
    rows = rows[np.isin(money.period[rows], there)]
    found: dict[Line, int | None] = {}
    for row in rows.tolist():
        allocation = index.plan.allocations[int(money.allocation[row])]
        line = (int(money.subject[row]), allocation.account, allocation.fund, allocation.place)
        amount = int(money.amount[row]) if money.known[row] else None
        before = found.get(line, 0)
        found[line] = None if amount is None or before is None else before + amount
    return found, parts
