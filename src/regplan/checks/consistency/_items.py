"""Items whose money differs between two documents: which, where they stand, and the facts of a message."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

import numpy as np

from regplan.calc.budget import Change, Step
from regplan.calc.budget.flow import TEN_PERCENT
from regplan.checks._case import Case, Violation
from regplan.checks.consistency._pairs import Pair, nodes_of
from regplan.diagnostics.finding import Fact

__all__ = ["AMOUNTS", "at_item", "resized", "told"]

AMOUNTS: Final = (
    "{subject} untuk {year}: {before_rp} dalam {other}, {after_rp} dalam {home} (selisih {difference_rp})",
    "{subject} for {year}: {before_rp} in {other}, {after_rp} in {home} (difference {difference_rp})",
)


def told(case: Case, pair: Pair, change: Change) -> dict[str, Fact]:
    """Return the facts of an item whose money differs."""
    other, home = pair.names(case)
    return {
        "home": home,
        "other": other,
        "year": str(pair.year),
        "before_rp": change.before,
        "after_rp": change.after,
        "difference_rp": change.delta,
    }


def at_item(case: Case, pair: Pair, change: Change, name: str, facts: dict[str, Fact]) -> Violation:
    """Write a breach where a document after states an item, else one before; of several nodes at that of the first id."""
    index = case.index
    item = index.position[change.key]
    same = nodes_of(case, item)
    for document in (*pair.after, *pair.before):
        here = same[np.isin(same, case.members(document))].tolist()
        if here:
            return case.violation(document, min(here, key=index.ids.__getitem__), name, facts)
    return Violation(item, name, facts)


def resized(step: Step, tolerance: Decimal = TEN_PERCENT) -> Iterator[Change]:
    """
    Yield the items in both whose money differs by more than a part of what was there before; from zero, all.

    The deviation is measured by the amount before, never by the larger one, and zero is no reason to skip (peers §4.1, 2).
    """
    for change in step.changes("resized"):
        if change.deviation is None or abs(change.deviation) > Fraction(tolerance):
            yield change
