"""Who serves what: a table of one level, framework or all OPD against another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias, get_args

import attrs
import numpy as np

from regplan.errors import CallError, UnknownNameError
from regplan.index import Index, of
from regplan.index.columns import Bools, Ints
from regplan.index.web import ALIGNING, UPWARD, distinct, pairs_above, web_of
from regplan.model.plan import Plan
from regplan.model.words import LEVELS, Framework, Level
from regplan.values.text import near

__all__ = ["Matrix", "Side", "coverage_matrix"]

Side: TypeAlias = str
"""A level (``mission``), a framework of references (``YEARLY_PRIORITY``), or ``agency``, for columns."""

_FRAMEWORKS: Final = get_args(Framework)


@attrs.frozen(kw_only=True)
class Matrix:
    """
    A table of rows that are served and columns that serve them.

    Attributes:
        row_kind: What rows are.
        column_kind: What columns are.
        of: The level of the nodes that are counted.
        rows: Ids of the rows, all of them, in the order of the plan.
        columns: Ids of the columns, all of them.
        cells: Row, column and how many nodes of the level serve the row there; only where there are any.
    """

    row_kind: str
    column_kind: str
    of: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, str, int], ...]

    @property
    def empty_rows(self) -> tuple[str, ...]:
        """The rows that no column serves."""
        served = {row for row, _, _ in self.cells}
        return tuple(row for row in self.rows if row not in served)

    @property
    def empty_columns(self) -> tuple[str, ...]:
        """The columns that serve no row."""
        serving = {column for _, column, _ in self.cells}
        return tuple(column for column in self.columns if column not in serving)

    def __getitem__(self, cell: tuple[str, str]) -> int:
        """Return the count of a row and column; 0 where there is none."""
        return next((count for row, column, count in self.cells if (row, column) == cell), 0)

    def table(self) -> tuple[tuple[int, ...], ...]:
        """Return all counts, row by row."""
        found = {(row, column): count for row, column, count in self.cells}
        return tuple(tuple(found.get((row, column), 0) for column in self.columns) for row in self.rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one dict a row, with a key a column, for pandas or Polars."""
        return [
            {self.row_kind: row, **dict(zip(self.columns, counts, strict=True))}
            for row, counts in zip(self.rows, self.table(), strict=True)
        ]


def coverage_matrix(
    plan: Plan, rows: Side = "objective", columns: Side = "agency", *, of_: Level | None = None
) -> Matrix:
    """
    Count which columns serve which rows.

    A node serves a row that it leads up to, by parents, ``supports`` and ``adopts``, at any distance. Where rows are
    references, ``aligned_with`` leads up too, and a node serves what it or a part of it below is aligned with: labels
    often stand at sub activities.

    Args:
        plan: The plan.
        rows: A level, or a framework of references.
        columns: A level below it, or ``agency``: the OPD that carry the nodes that are counted.
        of_: The level of the nodes to count; for ``agency`` programs when left out, else the level of the columns.

    Returns:
        The matrix.

    Raises:
        CallError: The columns do not lie below the rows.
        UnknownNameError: A word is neither level nor framework; near matches are offered.

    Example:
        >>> from regplan.model import Agency, Objective, Program
        >>> plan = Plan(
        ...     agencies=[Agency(id="dinkes"), Agency(id="dlh")],
        ...     objectives=[Objective(id="S1"), Objective(id="S2")],
        ...     programs=[Program(id="P1", parent="S1", agency="dinkes"), Program(id="P2", parent="S1", agency="dinkes")],
        ... )
        >>> found = coverage_matrix(plan)
        >>> found.to_dicts()
        [{'objective': 'S1', 'dinkes': 2, 'dlh': 0}, {'objective': 'S2', 'dinkes': 0, 'dlh': 0}]
        >>> found.empty_rows, found.empty_columns
        (('S2',), ('dlh',))
    """
    counted = _level_counted(rows, columns, of_)
    index = of(plan)
    upper = _marked(index, rows)
    lower = np.zeros(len(index.ids), np.bool_)
    lower[: index.nodes] = index.level == LEVELS.index(counted)
    by_reference = rows in _FRAMEWORKS
    low, high = _serving(index, lower, upper, by_reference=by_reference)
    column = low if columns != "agency" else index.starts["agencies"] + index.agency[low]
    there = (column >= index.starts["agencies"]) if columns == "agency" else np.ones(len(low), np.bool_)
    size, ids = max(len(index.ids), 1), index.ids
    keys, counts = np.unique(high[there] * size + column[there], return_counts=True)
    return Matrix(
        row_kind=rows,
        column_kind=columns,
        of=counted,
        rows=_ids(index, np.flatnonzero(upper)),
        columns=_ids(index, np.flatnonzero(lower if columns != "agency" else _marked(index, "agency"))),
        cells=tuple(
            (ids[key // size], ids[key % size], count)
            for key, count in zip(keys.tolist(), counts.tolist(), strict=True)
        ),
    )


def _level_counted(rows: Side, columns: Side, of_: str | None) -> str:
    """Prove that the question makes sense; return the level of the nodes to count."""
    if rows not in {*LEVELS, *_FRAMEWORKS}:
        known = (*LEVELS, *_FRAMEWORKS)
        raise UnknownNameError(str(rows), "level or framework", near(str(rows), known))
    counted = of_ or ("program" if columns == "agency" else columns)
    for word in (columns, counted):
        if word not in LEVELS and not (word == "agency" and word is columns):
            raise UnknownNameError(str(word), "level", near(str(word), (*LEVELS, "agency")))
    if columns not in {"agency", counted}:
        msg = f"nodes of level {counted} are counted in columns of their own level; leave 'of_' out"
        raise CallError(msg)
    if rows in LEVELS and LEVELS.index(counted) <= LEVELS.index(rows):
        msg = f"{counted} does not lie below {rows}; ask for coverage_matrix(plan, {counted!r}, {rows!r})"
        raise CallError(msg)
    return counted


def _marked(index: Index, side: Side) -> Bools:
    marked = np.zeros(len(index.ids), np.bool_)
    if side in LEVELS:
        marked[: index.nodes] = index.level == LEVELS.index(side)
        return marked
    table = "agencies" if side == "agency" else "references"
    first = index.starts[table]
    for at, row in enumerate(index.plan.table(table)):
        marked[first + at] = side in {"agency", getattr(row, "framework", None)}
    return marked


def _serving(index: Index, lower: Bools, upper: Bools, *, by_reference: bool) -> tuple[Ints, Ints]:
    """Return pairs of a node that is counted and a row that it serves, each once."""
    web = web_of(index, ALIGNING if by_reference else UPWARD, owners=False)
    deep = lower.copy()
    if by_reference:
        deep[: index.nodes] = True
    holding = np.zeros(web.size, np.bool_)
    holding[web.component[deep]] = True
    members = np.argsort(web.component, kind="stable")
    starts = np.searchsorted(web.component[members], np.arange(web.size + 1))
    found: list[tuple[Ints, Ints]] = []
    for low, high in pairs_above(web, upper):
        some = holding[low]
        one, other = _opened(low[some], high[some], members, starts)
        other, one = _opened(other, one, members, starts)
        kept = deep[one] & upper[other] & (one != other)
        found.append((one[kept], other[kept]))
    low = np.concatenate([pair[0] for pair in found] or [np.zeros(0, np.int64)])
    high = np.concatenate([pair[1] for pair in found] or [np.zeros(0, np.int64)])
    if by_reference:
        low, high = _lifted(index, low, high, lower)
    keys = distinct(low * web.size + high)
    return keys // max(web.size, 1), keys % max(web.size, 1)


def _opened(component: Ints, beside: Ints, members: Ints, starts: Ints) -> tuple[Ints, Ints]:
    """Put the records of components in their place."""
    length = starts[component + 1] - starts[component]
    place = np.repeat(starts[component] - (np.cumsum(length) - length), length) + np.arange(int(length.sum()))
    return members[place], np.repeat(beside, length)


def _lifted(index: Index, low: Ints, high: Ints, lower: Bools) -> tuple[Ints, Ints]:
    """Give what a node serves to the nodes above it in the tree that are counted."""
    parts: list[tuple[Ints, Ints]] = []
    at, row = low, high
    for _ in range(int(index.depth.max(initial=0)) + 1):
        counted = lower[at]
        parts.append((at[counted], row[counted]))
        going = (index.parent[at] >= 0) & (index.depth[at] > 0)
        at, row = index.parent[at[going]], row[going]
    return np.concatenate([one for one, _ in parts]), np.concatenate([other for _, other in parts])


def _ids(index: Index, positions: Iterable[int]) -> tuple[str, ...]:
    return tuple(index.ids[at] for at in positions)
