"""Which rows of money are spending, each counted once: budget lines of accounts beside the work they pay for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regplan.calc.budget.account_lines import Lines
from regplan.calc.budget.chosen import entry_rows
from regplan.calc.budget.grouping import agencies_of, offices_of
from regplan.calc.budget.sums import joined
from regplan.index.columns import ABSENT, Bools, Index, Ints
from regplan.model.words import Basis
from regplan.values.account import account_parts

__all__ = ["is_line", "spending_rows"]


def spending_rows(index: Index, documents: Sequence[int], basis: Basis) -> Ints:
    """
    Return the entries of some documents and a basis that are added up: spending, said once.

    A *line* is an entry of the region or an OPD that states an account: what a budget prints by account. Lines of revenue (4)
    and financing (6) are no spending. A line of spending says what the work says that it pays for: one of an OPD counts where its
    document has no money on the OPD's work for that time, one of the region where nothing else is left. Of the lines of
    one subject that of an account is the whole, those below it are its parts.

    Args:
        index: The index of the plan as the documents tell it.
        documents: Positions of the documents.
        basis: The basis.

    Returns:
        Rows of the money of the index, in order.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Allocation, Document, Plan, Program
        >>> plan = Plan(
        ...     documents=[Document(id="apbd", kind="APBD")],
        ...     programs=[Program(id="p", document="apbd")],
        ...     allocations=[
        ...         Allocation(document="apbd", subject="p", account="5.1.02", amounts={"2026": 90}),
        ...         *(Allocation(document="apbd", subject="/", account=one, amounts={"2026": 90}) for one in ("4", "5")),
        ...     ],
        ... )
        >>> spending_rows(of(plan), (0,), "ceiling").tolist()
        [0]
    """
    rows = entry_rows(index, documents, basis)
    marks = is_line(index, rows)
    if not marks.any():
        return rows
    lines, others = Lines.of(index, rows[marks]), rows[~marks]
    kept = np.concatenate([others, _of_offices(lines, others)])
    left = _not_said(_times(index, lines.rows), _times(index, kept))
    return np.sort(np.concatenate([kept, lines.rows[_whole(lines) & lines.of_region & left]]))


def is_line(index: Index, rows: Ints) -> Bools:
    """Mark the rows of the region or an OPD that state an account that can be read."""
    money = index.money
    account = index.allocations.account[money.allocation[rows]]
    found: Bools = (account != ABSENT) & (money.subject[rows] >= index.nodes)
    at = np.flatnonzero(found)
    _, first, places = np.unique(account[at], return_index=True, return_inverse=True)
    texts = [index.plan.allocations[one].account or "" for one in money.allocation[rows[at[first]]].tolist()]
    found[at] = np.array([account_parts(text) is not None for text in texts], np.bool_)[places]
    return found


def _of_offices(lines: Lines, others: Ints) -> Ints:
    """Return the lines of spending of OPD of whose work nothing is said in that document and period."""
    index = lines.index
    offices = lines.office[lines.of_office & lines.spends]
    heads = offices_of(index, set(offices.tolist()))
    carried = heads[agencies_of(index, index.money.subject[others])]
    left = _not_said(_times(index, lines.rows, lines.office), _times(index, others, carried))
    found: Ints = lines.rows[_whole(lines) & lines.of_office & left]
    return found


def _whole(lines: Lines) -> Bools:
    """Mark the lines of spending that are no part of another line of their subject in that document and period."""
    money = lines.index.money
    times = joined(money.document[lines.rows], money.period[lines.rows])
    top = np.zeros(len(lines.rows), np.bool_)
    for time in np.unique(times).tolist():
        here = times == time
        top[here] = lines.only(here).is_topmost
    return top & lines.spends


def _times(index: Index, rows: Ints, offices: Ints | None = None) -> list[tuple[int, ...]]:
    """Return document and period of rows, with their office where it counts."""
    money = index.money
    columns = [money.document[rows], money.period[rows], *([offices] if offices is not None else [])]
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _not_said(wanted: list[tuple[int, ...]], there: list[tuple[int, ...]]) -> Bools:
    """Mark what does not stand elsewhere."""
    known = set(there)
    return np.array([one not in known for one in wanted], np.bool_)
