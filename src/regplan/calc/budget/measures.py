"""
Measures of consistency of two documents (methods A1; regulations CONS-01…04): sets and money together, never one ratio alone.

A and B are the items with money in the document before and after, a and b their amounts. An item with zero on both sides
is left out. A measure is None where it is not known: nothing to divide by, an amount unknown, or items missing in a document
that does not say that it lists them in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

import attrs
import numpy as np

from regplan.calc.budget.sums import Sums
from regplan.index.columns import Bools, Ints
from regplan.values.money import Rupiah, from_sen

__all__ = ["KINDS", "Kind", "Measures", "Sides", "measured"]

Kind: TypeAlias = Literal["kept", "resized", "dropped", "new", "moved_out", "moved_in", "unknown", "outside"]
"""
What became of an item. ``kept``: the same amount. ``moved_out`` and ``moved_in``: gone from or come to one OPD, fund …, while the
item goes on. ``unknown``: an amount is unknown, or the item is missing where the document does not list the level in full.
``outside``: money that is on no item.
"""

KINDS: Final[tuple[Kind, ...]] = (
    "kept",
    "resized",
    "dropped",
    "new",
    "moved_out",
    "moved_in",
    "unknown",
    "outside",
)


@attrs.frozen(kw_only=True)
class Measures:
    """
    How far two documents agree, as exact fractions.

    Attributes:
        key: The OPD, mission, place, fund … it is of; None for what states none, and for the whole.
        before: Sum of the first; None where an amount is unknown.
        after: Sum of the second.
        gap: after − before; None where one of them is.
        parts: What each kind contributes to the gap, over the known amounts; they total it exactly.
        counts: How many items are of each kind.
        retention: F = ``|A∩B| / |A|``, how much of the first is found in the second.
        grounding: G = ``|A∩B| / |B|``, how much of the second comes from the first.
        overlap: J = ``|A∩B| / |A∪B|`` (Jaccard).
        total_ratio: T = Σb / Σa; it is 1 also where money only went elsewhere.
        min_max: M = Σ min(a, b) / Σ max(a, b) (Ruzicka); not where an amount is negative.
        within: Part of A∪B that is in both and differs by the tolerance at most, measured by a.
        closeness: 1 − Σ|a − b| / Σa (CONS-04); below 0 where more than everything changed.
    """

    key: str | None
    before: Rupiah | None
    after: Rupiah | None
    gap: Rupiah | None
    parts: Mapping[Kind, Rupiah]
    counts: Mapping[Kind, int]
    retention: Fraction | None
    grounding: Fraction | None
    overlap: Fraction | None
    total_ratio: Fraction | None
    min_max: Fraction | None
    within: Fraction | None
    closeness: Fraction | None

    def to_dict(self) -> dict[str, Any]:
        """Return one record for a DataFrame; amounts are exact, measures are floats."""
        ratios = ("retention", "grounding", "overlap", "total_ratio", "min_max", "within", "closeness")
        told = {name: getattr(self, name) for name in ratios}
        return (
            {"key": self.key, "before": self.before, "after": self.after, "gap": self.gap}
            | {f"{kind}_rp": self.parts[kind] for kind in KINDS}
            | {kind: self.counts[kind] for kind in KINDS}
            | {name: None if value is None else float(value) for name, value in told.items()}
        )


@attrs.frozen(eq=False, kw_only=True)
class Sides:
    """
    Items of two documents in columns.

    Attributes:
        before: Sen in the first, 0 where absent.
        after: Sen in the second.
        in_before: Whether the first states money for it, zero and unknown amounts too.
        in_after: Whether the second does.
        unknown_before: Whether an amount of it in the first is unknown.
        unknown_after: Whether one in the second is.
        kind: Place in ``KINDS``.
    """

    before: Sums
    after: Sums
    in_before: Bools
    in_after: Bools
    unknown_before: Bools
    unknown_after: Bools
    kind: Ints

    @property
    def unknown(self) -> Bools:
        """Whether an amount of it is unknown."""
        found: Bools = self.unknown_before | self.unknown_after
        return found

    def of(self, rows: Ints) -> Sides:
        """Return some of the items."""
        return Sides(
            before=self.before[rows],
            after=self.after[rows],
            in_before=self.in_before[rows],
            in_after=self.in_after[rows],
            unknown_before=self.unknown_before[rows],
            unknown_after=self.unknown_after[rows],
            kind=self.kind[rows],
        )


def measured(sides: Sides, tolerance: Fraction, key: str | None = None) -> Measures:
    """
    Measure the items of two documents.

    Args:
        sides: The items; those of kind ``outside`` count in the sums alone.
        tolerance: The deviation up to which an item is within, as a part of the first amount.
        key: What the measures are of.

    Returns:
        The measures.
    """
    kinds = {kind: sides.kind == at for at, kind in enumerate(KINDS)}
    delta = sides.after - sides.before
    before, after = _total(sides.before), _total(sides.after)
    is_known = not bool(sides.unknown_before.any()), not bool(sides.unknown_after.any())
    return Measures(
        key=key,
        before=from_sen(before) if is_known[0] else None,
        after=from_sen(after) if is_known[1] else None,
        gap=from_sen(after - before) if all(is_known) else None,
        parts={kind: from_sen(_total(delta[rows])) for kind, rows in kinds.items()},
        counts={kind: int(rows.sum()) for kind, rows in kinds.items()},
        **_ratios(sides, tolerance, is_whole=all(is_known)),
    )


def _total(amounts: Sums) -> int:
    """Add up sums, which may be Python's own integers; 64-bit ones were proved to hold the sum of all."""
    return int(amounts.sum()) if len(amounts) else 0


def _ratios(sides: Sides, tolerance: Fraction, *, is_whole: bool) -> dict[str, Fraction | None]:
    counted = ((sides.before != 0) | (sides.after != 0) | sides.unknown).astype(np.bool_)
    counted &= sides.kind != KINDS.index("outside")
    first, second = counted & sides.in_before, counted & sides.in_after
    both = first & second
    missing = counted & (sides.kind == KINDS.index("unknown")) & ~both
    gone, come = bool((missing & sides.in_before).any()), bool((missing & sides.in_after).any())
    a, b = sides.before[counted], sides.after[counted]
    money = is_whole and not gone and not come
    union = int((first | second).sum())
    return {
        "retention": None if gone else _part(int(both.sum()), int(first.sum())),
        "grounding": None if come else _part(int(both.sum()), int(second.sum())),
        "overlap": None if gone or come else _part(int(both.sum()), union),
        "total_ratio": _part(_total(b), _total(a)) if money else None,
        "min_max": _part(_total(np.minimum(a, b)), _total(np.maximum(a, b))) if money and _is_positive(a, b) else None,
        "within": _part(_within(sides, both, tolerance), union) if money else None,
        "closeness": _closeness(a, b) if money else None,
    }


def _part(number: int, whole: int) -> Fraction | None:
    return Fraction(number, whole) if whole else None


def _is_positive(a: Sums, b: Sums) -> bool:
    return not bool((a < 0).any() or (b < 0).any())


def _within(sides: Sides, both: Bools, tolerance: Fraction) -> int:
    """Count items within the tolerance, exactly: |b − a| · denominator ≤ numerator · |a|, so never from zero."""
    a, b = sides.before[both], sides.after[both]
    top, bottom = tolerance.numerator, tolerance.denominator
    largest = max(int(np.abs(a).max(initial=0)), int(np.abs(b).max(initial=0)))
    if 2 * largest * max(top, bottom) >= 2**63:
        a, b = a.astype(np.object_), b.astype(np.object_)
    return int((np.abs(b - a) * bottom <= top * np.abs(a)).sum())


def _closeness(a: Sums, b: Sums) -> Fraction | None:
    whole = _total(a)
    return 1 - Fraction(_total(np.abs(a - b)), whole) if whole > 0 else None
