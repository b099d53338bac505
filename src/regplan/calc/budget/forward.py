"""Forward estimates against what they are estimates of (CONS-10; PP 12/2019 Arts 94, 101(2)(b); peers §3, item 23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from regplan.calc.budget.chosen import Words
from regplan.calc.budget.flow import TEN_PERCENT, Share, exact_of, level_of, tolerance_of
from regplan.calc.budget.keys import Match, keys_for
from regplan.calc.budget.refusals import DocumentsOverlapError
from regplan.calc.budget.stages import Stage, document_sets, stage_of
from regplan.calc.budget.steps import Change, Step, step_between
from regplan.errors import CallError
from regplan.index.selecting import Revision
from regplan.model.plan import Plan
from regplan.model.words import Basis, Level

__all__ = ["Forward", "Outlook", "forward_estimates"]

Outlook: TypeAlias = Literal["vanishes", "appears", "jumps", "absent", "unknown", "steady"]
"""
What becomes of the money of an item. ``vanishes``: there is money, then a written zero. ``appears``: the other way round.
``jumps``: it grows by more than the factor. ``absent``: one of the two says nothing. ``steady``: anything else.
"""


@attrs.frozen(eq=False, kw_only=True)
class Forward:
    """
    Forward estimates side by side with ceilings.

    Attributes:
        step: All items, as from one document to the next.
        factor: How many times the first the second is where it jumps.
    """

    step: Step
    factor: Share

    def outlook(self, change: Change) -> Outlook:
        """
        Tell what becomes of the money of one item.

        Args:
            change: One of the changes of the step.
        """
        if change.reason == "amount":
            return "unknown"
        if change.before is None or change.after is None:
            return "absent"
        if not change.before or not change.after:
            return "vanishes" if change.before else "appears" if change.after else "steady"
        is_more = 0 < exact_of(change.before) * exact_of(self.factor) < exact_of(change.after)
        return "jumps" if is_more else "steady"

    def having(self, outlook: Outlook) -> tuple[Change, ...]:
        """
        List the items of one outlook.

        Args:
            outlook: ``vanishes``, ``appears``, ``jumps``, ``absent``, ``unknown`` or ``steady``.
        """
        return tuple(change for change in self.step if self.outlook(change) == outlook)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one record an item, for a DataFrame."""
        return [
            {"from": self.step.before, "to": self.step.after} | change.to_dict() | {"outlook": self.outlook(change)}
            for change in self.step
        ]


def forward_estimates(
    plan: Plan,
    documents: Words,
    next_documents: Words | None = None,
    *,
    year: int,
    level: Level = "sub_activity",
    match: Match = "instance",
    revision: Revision | None = None,
    agency: str | None = None,
    on: date | str | None = None,
    crosswalk: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
    factor: Share = 2,
    tolerance: Share = TEN_PERCENT,
) -> Forward:
    """
    Compare forward estimates with ceilings: of the same documents a year before, or of next year's documents.

    Args:
        plan: The plan.
        documents: The documents that give the estimates for the year after *year*.
        next_documents: The documents whose ceilings for that year the estimates are compared with. When left out, the
            ceilings of *year* in *documents* are compared with the estimates for the year after.
        year: The year of *documents*.
        level: The level of the items.
        match: What makes two items one.
        revision: Only this version of each document.
        agency: Only documents of this OPD.
        on: Only documents in force on this day.
        crosswalk: Old ids, codes or titles, each with the new one.
        agencies: Ids of OPD, each with the id of the OPD that is the same.
        factor: From how many times on the second amount is a jump; more than that counts.
        tolerance: Up to which deviation an item is within.

    Returns:
        The items with their outlooks.

    Raises:
        CallError: As for ``flow``, or *factor* is not above zero.
        DocumentsOverlapError: One of the words chooses several versions of a document.

    Example:
        >>> from regplan.model import Allocation, Document, Program
        >>> money = [("p", "ceiling", "2026", 100), ("p", "forward_estimate", "2027", 0)]
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="RENJA", first_year=2026, last_year=2026)],
        ...     programs=[Program(id="p")],
        ...     allocations=[Allocation(document="d", subject=p, basis=b, amounts={y: rp}) for p, b, y, rp in money],
        ... )
        >>> found = forward_estimates(plan, "RENJA", year=2026, level="program")
        >>> [one.key for one in found.having("vanishes")]
        ['p']
    """
    if exact_of(factor) <= 0:
        msg = f"factor says how many times the first amount is a jump, above zero, not {factor}"
        raise CallError(msg)
    keys = keys_for(plan, match, crosswalk=crosswalk, agencies=agencies)
    height = level_of(level)

    def stage(words: Words, basis: Basis, of_year: int) -> Stage:
        sets = document_sets(plan, [words], year=of_year, basis=basis, agency=agency, on=on, revision=revision)
        if len(sets) > 1:
            msg = f"{words} chooses several versions: say which, as with revision='latest'"
            raise DocumentsOverlapError(msg)
        name, chosen = sets[0]
        told = f"{name} {basis} {of_year}"
        return stage_of(plan, told, chosen, year=of_year, basis=basis, level=height, keys=keys)

    estimates = stage(documents, "forward_estimate", year + 1)
    if next_documents is None:
        first, second = stage(documents, "ceiling", year), estimates
    else:
        first, second = estimates, stage(next_documents, "ceiling", year + 1)
    return Forward(step=step_between(first, second, keys, tolerance_of(tolerance)), factor=factor)
