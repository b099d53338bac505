"""One step of the flow of money, written out: what becomes of each item between two stages."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, get_args

import attrs
import numpy as np

from regplan.calc.budget.keys import Keys
from regplan.calc.budget.measures import KINDS, Kind, Measures, measured
from regplan.calc.budget.pairing import Columns, Side, cells_by, paired, with_outside
from regplan.calc.budget.stages import Stage
from regplan.errors import UnknownNameError
from regplan.index.columns import Groups, Ints
from regplan.values.money import Rupiah, from_sen
from regplan.values.text import near

__all__ = ["Change", "Step", "step_between"]


@attrs.frozen(kw_only=True)
class Change:
    """
    What became of one item.

    Attributes:
        key: Its id, code or title, as items are matched; the first id of those that ``replaces`` links join.
        kind: ``kept``, ``resized``, ``dropped``, ``new`` or ``unknown``.
        before: Its amount in the first; None where it is absent or unknown.
        after: Its amount in the second.
        delta: What it adds to the gap: after − before, an absent one as zero; None where an amount is unknown.
        deviation: (after − before) / before; None where there is no amount before, or zero.
        titles: Its titles before and after, in small letters, where none is the same; else None.
        agencies: The OPD that carry it before and after, where none is the same; else None.
        listed: Whether a document in which its money is missing lists it all the same.
        reason: Why it is unknown: ``amount`` (one is unknown), ``coverage`` (the document in which it is missing does not say
            that it lists the level in full).
    """

    key: str
    kind: Kind
    before: Rupiah | None
    after: Rupiah | None
    delta: Rupiah | None
    deviation: Fraction | None
    titles: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    agencies: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    listed: bool = False
    reason: Literal["amount", "coverage"] | None = None

    @property
    def is_renamed(self) -> bool:
        """Whether its title differs, letter case and blanks aside."""
        return self.titles is not None

    @property
    def is_moved(self) -> bool:
        """Whether other OPD carry it."""
        return self.agencies is not None

    def to_dict(self) -> dict[str, Any]:
        """Return one record for a DataFrame; amounts are exact, the deviation is a float."""
        return {
            "key": self.key,
            "kind": self.kind,
            "before": self.before,
            "after": self.after,
            "delta": self.delta,
            "deviation": None if self.deviation is None else float(self.deviation),
            "renamed": self.is_renamed,
            "moved": self.is_moved,
            "listed": self.listed,
            "reason": self.reason,
        }


@attrs.frozen(eq=False, kw_only=True)
class Step:
    """
    Items of two stages side by side, in the order of the plan.

    Attributes:
        before: What the first stage is called.
        after: What the second is called.
        measures: How far they agree over all items; ``measures.parts`` totals ``measures.gap``.
        renamed: How many items have another title.
        moved: How many items are carried by other OPD.
    """

    before: str
    after: str
    measures: Measures
    renamed: int
    moved: int
    _columns: Columns = attrs.field(repr=False, alias="columns")
    _tolerance: Fraction = attrs.field(repr=False, alias="tolerance")
    _memo: dict[str, dict[str, int]] = attrs.field(factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        """Count the items."""
        return len(self._columns.items)

    def __iter__(self) -> Iterator[Change]:
        """Go through all changes."""
        return iter(self.changes())

    def changes(self, kind: Kind | Literal["renamed", "moved"] | None = None) -> tuple[Change, ...]:
        """
        List changes.

        Args:
            kind: Only those of this kind, or that are renamed or moved; all when left out.

        Raises:
            UnknownNameError: There is no such kind; near matches are offered.
        """
        columns = self._columns
        special = {"renamed": columns.is_renamed, "moved": columns.is_moved}
        words = (*KINDS, *special)
        if kind is not None and kind not in words:
            raise UnknownNameError(str(kind), "kind of change", near(str(kind), words))
        if kind is None:
            rows = np.arange(len(columns.items))
        elif kind in special:
            rows = np.flatnonzero(special[kind])
        else:
            rows = np.flatnonzero(columns.sides.kind == KINDS.index(kind))
        return tuple(_changes(columns, rows))

    def by(self, side: Side) -> tuple[Measures, ...]:
        """
        Measure by OPD, mission, place, fund or class of account; the gaps of all total that of the step.

        An item that goes on elsewhere is ``moved_out`` of one and ``moved_in`` to another. What has no mission, or money for
        several, has the key None.

        Args:
            side: What to measure by.

        Raises:
            UnknownNameError: *side* is none of the words.
        """
        if side not in get_args(Side):
            raise UnknownNameError(str(side), "side to measure by", near(str(side), get_args(Side)))
        sides, key, names = cells_by(self._columns, side)
        groups = Groups.of(key)
        numbers = np.unique(key).tolist()
        return tuple(measured(sides.of(groups.rows(at)), self._tolerance, names[at]) for at in numbers)

    def rows(self, key: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """
        List what the two amounts of an item were added up from.

        Args:
            key: Its key.

        Returns:
            Positions in ``plan.allocations``, before and after.

        Raises:
            UnknownNameError: There is no such item; near matches are offered.
        """
        columns = self._columns
        if "names" not in self._memo:
            self._memo["names"] = {columns.keys.name(item): item for item in columns.items.tolist()}
        names = self._memo["names"]
        if key not in names:
            raise UnknownNameError(str(key), f"item from {self.before} to {self.after}", near(str(key), names))
        first, second = (
            one.index.money.allocation[one.rows[one.items == names[key]]] for one in (columns.first, columns.second)
        )
        return tuple(np.unique(first).tolist()), tuple(np.unique(second).tolist())

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one record an item, for a DataFrame; amounts are exact, deviations are floats."""
        return [{"from": self.before, "to": self.after} | one.to_dict() for one in self]


def step_between(first: Stage, second: Stage, keys: Keys, tolerance: Fraction) -> Step:
    """
    Put two stages side by side.

    Args:
        first: The stage before.
        second: The stage after.
        keys: How their items are told to be the same.
        tolerance: The deviation that is still within.

    Returns:
        The step.
    """
    columns = paired(first, second, keys)
    return Step(
        before=first.name,
        after=second.name,
        measures=measured(with_outside(columns), tolerance),
        renamed=int(columns.is_renamed.sum()),
        moved=int(columns.is_moved.sum()),
        columns=columns,
        tolerance=tolerance,
    )


def _changes(columns: Columns, rows: Ints) -> Iterator[Change]:
    """Write some items out."""
    sides = columns.sides
    groups = (Groups.of(columns.first.items), Groups.of(columns.second.items))
    listed = (np.isin(columns.items, columns.first.listed), np.isin(columns.items, columns.second.listed))
    for at in rows.tolist():
        item = int(columns.items[at])
        mine = tuple(group.rows(item) for group in groups)
        there = bool(sides.in_before[at]), bool(sides.in_after[at])
        amounts = int(sides.before[at]), int(sides.after[at])
        known = (there[0] and not sides.unknown_before[at], there[1] and not sides.unknown_after[at])
        lost = bool(sides.unknown[at])
        kind = KINDS[int(sides.kind[at])]
        yield Change(
            key=columns.keys.name(item),
            kind=kind,
            before=from_sen(amounts[0]) if known[0] else None,
            after=from_sen(amounts[1]) if known[1] else None,
            delta=None if lost else from_sen(amounts[1] - amounts[0]),
            deviation=Fraction(amounts[1] - amounts[0], amounts[0]) if all(known) and amounts[0] else None,
            titles=_both_titles(columns, mine) if columns.is_renamed[at] else None,
            agencies=_both_agencies(columns, mine) if columns.is_moved[at] else None,
            listed=not all(there) and bool(listed[1 if there[0] else 0][at]),
            reason=("amount" if all(there) else "coverage") if kind == "unknown" else None,
        )


def _both_titles(columns: Columns, rows: tuple[Ints, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = (
        tuple(columns.keys.title(at) for at in np.unique(one.titles[one.nodes[mine]]).tolist())
        for one, mine in zip((columns.first, columns.second), rows, strict=True)
    )
    return first, second


def _both_agencies(columns: Columns, rows: tuple[Ints, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the OPD as each document names them, before any crosswalk."""
    first, second = (
        tuple(one.index.plan.agencies[at].id for at in np.unique(one.index.agency[one.nodes[mine]]).tolist())
        for one, mine in zip((columns.first, columns.second), rows, strict=True)
    )
    return first, second
