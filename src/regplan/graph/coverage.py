"""What is covered by what: objectives by programs, missions by goals, any level by any other."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np

from regplan.errors import CallError, UnknownNameError
from regplan.index import Index, of
from regplan.index.tree import leading_to, led_to
from regplan.model.plan import Plan
from regplan.model.words import LEVELS, Level
from regplan.values.text import near

__all__ = ["Coverage", "coverage"]


@attrs.frozen(kw_only=True)
class Coverage:
    """
    How one level of a plan is covered by another.

    Attributes:
        upper: The level to be covered.
        lower: The level that covers it.
        covered: Ids of the upper nodes that a lower one leads up to.
        uncovered: Ids of those to which none does.
        unattached: Ids of the lower nodes that lead to no upper one.
    """

    upper: Level
    lower: Level
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    unattached: tuple[str, ...]

    @property
    def share(self) -> tuple[int, int]:
        """Covered nodes out of all upper nodes, as two exact numbers."""
        return len(self.covered), len(self.covered) + len(self.uncovered)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return attrs.asdict(self) | {"share": list(self.share)}


def coverage(plan: Plan, upper: Level = "objective", lower: Level = "program") -> Coverage:
    """
    Tell which nodes of one level are reached from another, by parents and by ``supports`` and ``adopts``.

    Args:
        plan: The plan.
        upper: The level to be covered.
        lower: The level that covers it.

    Returns:
        Ids of covered, uncovered and unattached nodes, in the order of the plan.

    Raises:
        CallError: *lower* does not lie below *upper*.
        UnknownNameError: A level is none; near matches are offered.

    Example:
        >>> from regplan.model import Objective, Program
        >>> plan = Plan(objectives=[Objective(id="S1"), Objective(id="S2")], programs=[Program(id="P", parent="S1")])
        >>> coverage(plan).uncovered, coverage(plan).share
        (('S2',), (1, 2))
    """
    for level in (upper, lower):
        if level not in LEVELS:
            raise UnknownNameError(level, "level", near(level, LEVELS))
    if LEVELS.index(lower) <= LEVELS.index(upper):
        msg = f"{lower} does not lie below {upper}; ask for coverage(plan, {lower!r}, {upper!r})"
        raise CallError(msg)
    index = of(plan)
    above = index.level == LEVELS.index(upper)
    below = index.level == LEVELS.index(lower)
    reached = led_to(index, below)
    leading = leading_to(index, above)
    return Coverage(
        upper=upper,
        lower=lower,
        covered=_ids(index, above & reached),
        uncovered=_ids(index, above & ~reached),
        unattached=_ids(index, below & ~leading),
    )


def _ids(index: Index, marked: np.ndarray[Any, Any]) -> tuple[str, ...]:
    return tuple(index.ids[at] for at in np.flatnonzero(marked))
