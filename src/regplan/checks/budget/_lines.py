"""Lines of money by what their account means, and the OPD that has them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from regplan.calc.budget.chosen import standing
from regplan.calc.budget.grouping import agencies_of
from regplan.checks._case import Case
from regplan.index.build import BASES
from regplan.index.columns import Bools, Ints
from regplan.values.account import is_under

__all__ = ["agency_of", "rows_under"]


def rows_under(case: Case, document: int, codes: Iterable[str]) -> Ints:
    """Return the rows of ceilings of a document, entries above or below zero, at or below some accounts."""
    money = case.index.money
    rows = case.money_of(document)
    rows = rows[(money.basis[rows] == BASES.index("ceiling")) & ~money.stated[rows] & (money.amount[rows] != 0)]
    heads = tuple(codes)
    found: Ints = rows[_marks(case, heads)[money.allocation[rows]]]
    return found


def _marks(case: Case, heads: tuple[str, ...]) -> Bools:
    """Mark the allocations at or below some accounts; each account is read once."""
    return case.remember(f"accounts {heads}", lambda: _marked(case, heads))


def _marked(case: Case, heads: tuple[str, ...]) -> Bools:
    column = case.index.allocations.account
    _, first, places = np.unique(column, return_index=True, return_inverse=True)
    texts = [case.plan.allocations[at].account for at in first.tolist()]
    return np.array([any(is_under(text, head) for head in heads) for text in texts], np.bool_)[places]


def agency_of(case: Case, document: int, rows: Ints) -> Ints:
    """Return the position of the OPD of rows of money, as a document tells it; negative where there is none."""
    here = standing(case.index, (document,))
    return agencies_of(here, here.money.subject[rows])
