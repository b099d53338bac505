"""Two stages side by side in columns: each item once, and what became of it, over all and by OPD, mission, place or fund."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs
import numpy as np

from regplan.calc.budget.attribution import attribution
from regplan.calc.budget.grouping import agencies_of, column_of
from regplan.calc.budget.keys import Keys
from regplan.calc.budget.measures import KINDS, Sides
from regplan.calc.budget.stages import Stage
from regplan.calc.budget.sums import dense, fits, joined, sums_of
from regplan.index.columns import Bools, Ints

__all__ = ["Columns", "Side", "cells_by", "paired", "with_outside"]

Side: TypeAlias = Literal["agency", "mission", "place", "fund", "account"]
"""What measures may be taken by."""


@attrs.frozen(eq=False, kw_only=True)
class Columns:
    """
    The items of two stages.

    Attributes:
        first: The stage before.
        second: The stage after.
        keys: How items are told to be the same.
        items: The number of each item, sorted.
        sides: Their amounts and what became of them.
        is_renamed: Whether no title of it is the same.
        is_moved: Whether no OPD of it is.
    """

    first: Stage
    second: Stage
    keys: Keys
    items: Ints
    sides: Sides
    is_renamed: Bools
    is_moved: Bools


def paired(first: Stage, second: Stage, keys: Keys) -> Columns:
    """Find the items of two stages, and what became of each."""
    items, number = dense(np.r_[first.items, second.items])
    size, cut = len(items), len(first.items)
    sides = _sides(first, second, number, size)
    sides = attrs.evolve(sides, kind=_kinds(sides, *_covered(first, second, number, size)))
    renamed, moved = (
        _disjoint(number[:cut], before[first.nodes], number[cut:], after[second.nodes], size)
        for before, after in ((first.titles, second.titles), (first.agencies, second.agencies))
    )
    return Columns(first=first, second=second, keys=keys, items=items, sides=sides, is_renamed=renamed, is_moved=moved)


def _sides(first: Stage, second: Stage, number: Ints, size: int, rows: tuple[Ints, Ints] | None = None) -> Sides:
    """Add up both stages by the numbers of their rows; in Python's integers where 64 bits may not hold both together."""
    both = rows or (first.rows, second.rows)
    amounts = [one.index.money.amount[mine] for one, mine in zip((first, second), both, strict=True)]
    blanks = [~one.index.money.known[mine] for one, mine in zip((first, second), both, strict=True)]
    numbers = (number[: len(both[0])], number[len(both[0]) :])
    before, after = (sums_of(at, some, size) for at, some in zip(numbers, amounts, strict=True))
    if not fits(np.concatenate(amounts)):
        before, after = before.astype(np.object_), after.astype(np.object_)
    unknown = [np.bincount(at[blank], minlength=size) > 0 for at, blank in zip(numbers, blanks, strict=True)]
    return Sides(
        before=before,
        after=after,
        in_before=np.bincount(numbers[0], minlength=size) > 0,
        in_after=np.bincount(numbers[1], minlength=size) > 0,
        unknown_before=unknown[0],
        unknown_after=unknown[1],
        kind=np.zeros(size, np.int64),
    )


def _covered(first: Stage, second: Stage, number: Ints, size: int) -> tuple[Bools, Bools]:
    """Tell for each item whether the second stage would list it if it were there, and the first."""
    cut = len(first.rows)
    found = []
    for one, other, at in ((first, second, number[:cut]), (second, first, number[cut:])):
        covered = np.zeros(size, np.bool_)
        covered[at] = other.covers[one.agencies[one.nodes]]
        found.append(covered)
    return found[0], found[1]


def _kinds(sides: Sides, in_second: Bools, in_first: Bools) -> Ints:
    """Tell what became of each item."""
    both = sides.in_before & sides.in_after
    same = (sides.before == sides.after).astype(np.bool_)
    return np.select(
        [both & sides.unknown, both & same, both, sides.in_before & in_second, sides.in_after & in_first],
        [KINDS.index(word) for word in ("unknown", "kept", "resized", "dropped", "new")],
        KINDS.index("unknown"),
    )


def _disjoint(first: Ints, before: Ints, second: Ints, after: Ints, size: int) -> Bools:
    """Mark the items that have values on both sides, all of them known, and none of them on both."""
    one, other = np.full(size, -1), np.full(size, -1)
    one[first], other[second] = before, after
    several = np.zeros(size, np.bool_)
    several[first[one[first] != before]] = True
    several[second[other[second] != after]] = True
    apart: Bools = (one >= 0) & (other >= 0) & (one != other)
    if several.any():
        mine, theirs = several[first], several[second]
        apart &= ~several
        apart |= several & _none_shared(first[mine], before[mine], second[theirs], after[theirs], size)
    return apart


def _none_shared(first: Ints, before: Ints, second: Ints, after: Ints, size: int) -> Bools:
    """Do the same where items have several values on a side."""
    apart = (np.bincount(first, minlength=size) > 0) & (np.bincount(second, minlength=size) > 0)
    apart[first[before < 0]] = False
    apart[second[after < 0]] = False
    width = int(max(before.max(initial=0), after.max(initial=0))) + 1
    shared = np.intersect1d(first * width + before, second * width + after)
    apart[shared[shared >= 0] // width] = False
    return apart


def with_outside(columns: Columns) -> Sides:
    """Return the amounts of all items, and of what is on no item as one row more, so that parts of the gap total all of it."""
    first, second, sides = columns.first, columns.second, columns.sides
    if not len(first.outside) and not len(second.outside):
        return sides
    rows = (first.outside, second.outside)
    one = _sides(first, second, np.zeros(len(rows[0]) + len(rows[1]), np.int64), 1, rows)
    one = attrs.evolve(one, kind=np.array([KINDS.index("outside")]))
    names = [field.name for field in attrs.fields(Sides)]
    return Sides(**{name: np.concatenate([getattr(sides, name), getattr(one, name)]) for name in names})


def cells_by(columns: Columns, side: Side) -> tuple[Sides, Ints, list[str | None]]:
    """Divide the items of a step by what their rows are of: cells, the number of what each is of, and its names."""
    stages = (columns.first, columns.second)
    rows = tuple(np.r_[one.rows, one.outside] for one in stages)
    size = len(columns.items)
    item = np.concatenate(
        [np.r_[np.searchsorted(columns.items, one.items), np.full(len(one.outside), size)] for one in stages]
    )
    number, names = _numbered(columns, side, rows)
    cell = joined(item, number)
    _, first = np.unique(cell, return_index=True)
    sides = _sides(*stages, cell, len(first), (rows[0], rows[1]))
    return attrs.evolve(sides, kind=_kinds_of_cells(columns.sides, sides, item[first])), number[first], names


def _kinds_of_cells(items: Sides, cells: Sides, item: Ints) -> Ints:
    """Tell what became of each item within one OPD, fund …: it may go on in another."""
    pad = np.array([False])
    in_before, in_after = np.r_[items.in_before, pad][item], np.r_[items.in_after, pad][item]
    kind = np.r_[items.kind, KINDS.index("outside")][item]
    both = cells.in_before & cells.in_after
    same = (cells.before == cells.after).astype(np.bool_)
    outside = kind == KINDS.index("outside")
    return np.select(
        [outside, both & cells.unknown, both & same, both, cells.in_before & in_after, cells.in_after & in_before],
        [KINDS.index(word) for word in ("outside", "unknown", "kept", "resized", "moved_out", "moved_in")],
        kind,
    )


def _numbered(columns: Columns, side: Side, rows: tuple[Ints, ...]) -> tuple[Ints, list[str | None]]:
    """Number what all rows of both stages are of, and name the numbers in order; None is last."""
    found: list[list[str | None]] = []
    for stage, mine in zip((columns.first, columns.second), rows, strict=True):
        if side == "agency":
            found.append(_agency_names(columns.keys, stage))
        elif side == "mission":
            found.append(_mission_names(stage))
        else:
            column = column_of(stage.index, mine, side)
            found.append([column.labels[at] for at in column.codes.tolist()])
    names: list[str | None] = [*sorted({name for column in found for name in column if name is not None}), None]
    place = {name: at for at, name in enumerate(names)}
    return np.array([place[name] for column in found for name in column], np.int64), names


def _agency_names(keys: Keys, stage: Stage) -> list[str | None]:
    """Name the OPD of each row by the first id of those that are the same."""
    outside = keys.agencies[agencies_of(stage.index, stage.index.money.subject[stage.outside])]
    ids = [one.id for one in stage.index.plan.agencies]
    return [ids[at] if at >= 0 else None for at in np.r_[stage.agencies[stage.nodes], outside].tolist()]


def _mission_names(stage: Stage) -> list[str | None]:
    """Name the mission of each row where all its money is for one."""
    index = stage.index
    marks: Bools = index.table == index.tables.index("missions")
    shares = attribution(index, np.unique(stage.nodes).tolist(), marks, ("supports", "adopts")).shares
    names = {at: index.ids[one[0][0]] if len(one) == 1 and one[0][0] >= 0 else None for at, one in shares.items()}
    return [*(names[at] for at in stage.nodes.tolist()), *([None] * len(stage.outside))]
