"""Lists in one cell beside lists in another: paired where that is sure, and never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

__all__ = ["SORTED", "UNEVEN", "Pairing", "pair"]

UNEVEN: Final = "lists of different length"
SORTED: Final = "values sorted as text"


@attrs.frozen
class Pairing:
    """
    What became of the lists of a row.

    Attributes:
        names: The first list.
        paired: The lists whose values belong to the names, one each.
        lost: The lists of which nobody knows which value belongs to which name.
        why: Of each lost list, why not.
    """

    names: tuple[str, ...]
    paired: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]
    why: Mapping[str, str]


def pair(names: tuple[str, ...], lists: Mapping[str, tuple[str, ...]], *, doubt_sorted: bool) -> Pairing:
    """
    Pair the values of lists with names by their place.

    Not paired is a list of another length.

    Args:
        names: What the values belong to.
        lists: Values by what they are.
        doubt_sorted: Whether a list in the order of text is not paired either, because the export sorts values and leaves out
            those that repeat, and so has lost which belongs to which.

    Example:
        >>> pair(("Panjang jalan", "Jumlah jembatan"), {"target": ("4", "12")}, doubt_sorted=True).paired
        {'target': ('4', '12')}
        >>> found = pair(("Literasi", "Numerasi"), {"target": ("59.09", "68.95"), "result": ("47",)}, doubt_sorted=True)
        >>> found.paired, found.why
        ({}, {'target': 'values sorted as text', 'result': 'lists of different length'})
    """
    why: dict[str, str] = {}
    for key, values in lists.items():
        if values and len(values) != len(names):
            why[key] = UNEVEN
        elif doubt_sorted and len(values) > 1 and len(set(values)) == len(values) and list(values) == sorted(values):
            why[key] = SORTED
    paired = {key: values for key, values in lists.items() if values and key not in why}
    return Pairing(names, paired, {key: lists[key] for key in why}, why)
