"""Which OPD stand for themselves, and which are rolled up to the OPD they are units of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

import attrs
import numpy as np

from regplan.errors import OPD_OF_PLAN, UnknownIdError
from regplan.index import Index
from regplan.index.build import LINK_KINDS
from regplan.values.text import near

__all__ = ["RollUp", "Units", "units_of"]

RollUp: TypeAlias = bool | Collection[str]
"""False: each OPD and unit stands for itself; True: units are rolled up to the OPD on top; or the ids of the OPD that stand."""


@attrs.frozen(kw_only=True)
class Units:
    """
    The OPD of a plan, by position in its table.

    Attributes:
        stands: For each OPD the one that stands for it.
        top: For each OPD the one on top of it: OPD with one top are one family.
        standing: The OPD that stand for themselves, in order; OPD that others replaced and that
            carry nothing any more are none of them.
        succeeded: Pairs of an OPD and one it replaces, by what stands for them.
    """

    stands: tuple[int, ...]
    top: tuple[int, ...]
    standing: tuple[int, ...]
    succeeded: frozenset[frozenset[int]]


def units_of(index: Index, roll_up: RollUp) -> Units:
    """
    Tell which OPD stand for which.

    Raises:
        UnknownIdError: *roll_up* names an OPD that the plan does not have.
    """
    agencies = index.plan.agencies
    names = [one.id for one in agencies]
    known = _known(names, roll_up)
    first = index.starts["agencies"]
    at = {name: place for place, name in reversed(list(enumerate(names)))}
    above = [at.get(one.parent, -1) if one.parent else -1 for one in agencies]
    top = tuple(_climb(place, above, ()) for place in range(len(names)))
    if roll_up is False:
        stands = tuple(range(len(names)))
    else:
        stands = tuple(_climb(place, above, known) for place in range(len(names)))
    pairs = [(one - first, other - first) for one, other in _replaced(index)]
    inside = [(one, other) for one, other in pairs if 0 <= one < len(names) and 0 <= other < len(names)]
    busy = set(np.unique(index.agency).tolist())
    gone = {other for _, other in inside if other not in busy}
    standing = tuple(place for place in sorted(set(stands)) if place not in gone)
    succeeded = frozenset(frozenset((stands[one], stands[other])) for one, other in inside)
    return Units(stands=stands, top=top, standing=standing, succeeded=succeeded)


def _known(names: Collection[str], roll_up: RollUp) -> Collection[int]:
    if isinstance(roll_up, bool):
        return ()
    places = {name: at for at, name in enumerate(names)}
    for name in roll_up:
        if name not in places:
            raise UnknownIdError(name, OPD_OF_PLAN, near(name, names))
    return {places[name] for name in roll_up}


def _climb(place: int, above: list[int], known: Collection[int]) -> int:
    """Go up to an OPD that stands by its name, else to the top; a circle ends where it began."""
    seen = {place}
    while place not in known and above[place] >= 0 and above[place] not in seen:
        place = above[place]
        seen.add(place)
    return place


def _replaced(index: Index) -> Iterable[tuple[int, int]]:
    links = index.links
    rows = (links.kind == LINK_KINDS.index("replaces")) & links.live
    return zip(links.source[rows].tolist(), links.target[rows].tolist(), strict=True)
