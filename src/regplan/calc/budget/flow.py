"""The flow of money from document to document: kept, resized, dropped, new, step by step (methods A1; regulations §2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, TypeAlias

import attrs

from regplan.calc.budget.chosen import Words, basis_of
from regplan.calc.budget.doubts import Doubt, doubts_of
from regplan.calc.budget.keys import Keys, Match, keys_for
from regplan.calc.budget.stages import Stage, document_sets, stage_of
from regplan.calc.budget.steps import Step, step_between
from regplan.errors import CallError, UnknownNameError
from regplan.index.selecting import Revision
from regplan.model.plan import Plan
from regplan.model.words import LEVELS, Basis, Level
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["TEN_PERCENT", "Flow", "Share", "exact_of", "flow", "level_of", "tolerance_of"]

Share: TypeAlias = int | Decimal | Fraction
"""An exact number, as a part of an amount: ``Decimal("0.10")`` is ten percent."""

TEN_PERCENT: Final = Decimal("0.10")
"""The deviation of methods A1's example and of CONS-04; a setting of the house, no norm of law."""


@attrs.frozen(eq=False, kw_only=True)
class Flow:
    """
    Documents one after the other.

    Attributes:
        stages: What the stages are called.
        year: The year of the amounts.
        basis: Their basis.
        level: The level of the items.
        match: What makes two items one.
        steps: What becomes of the items from each stage to the next; the gaps of all steps total that of ``direct``.
        direct: From the first stage to the last: the retention of a chain is measured here, not as a product of steps.
    """

    stages: tuple[str, ...]
    year: int
    basis: Basis
    level: Level
    match: Match
    steps: tuple[Step, ...]
    direct: Step
    _stages: tuple[Stage, ...] = attrs.field(repr=False, alias="stage_columns")

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What was added as the plan has it, though it may be the same money said twice."""
        return tuple(doubt for one in self._stages for doubt in doubts_of(one.index, one.rows))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one record an item and step, for a DataFrame."""
        return [record for step in self.steps for record in step.to_dicts()]

    def measures_to_dicts(self) -> list[dict[str, Any]]:
        """Return one record a step with all its measures, for a DataFrame."""
        return [{"from": step.before, "to": step.after} | step.measures.to_dict() for step in self.steps]


def flow(
    plan: Plan,
    documents: Sequence[Words],
    *,
    year: int,
    basis: Basis = "ceiling",
    level: Level = "program",
    match: Match = "instance",
    revision: Revision | None = None,
    agency: str | None = None,
    on: date | str | None = None,
    crosswalk: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
    tolerance: Share = TEN_PERCENT,
) -> Flow:
    """
    Follow the money of one year through documents.

    An item is in a document where that states money for the year, at it or below it; a written zero and an unknown amount are
    money too. It is ``dropped`` only where the next document lists the level in full, ``new`` only where the one before
    does; else it is not known what became of it.

    Args:
        plan: The plan.
        documents: At least two stages, in order: a word each (kind, id, kind and year), or several words for one.
        year: The year of the amounts.
        basis: Ceilings, forward estimates or realised money, the same in all documents.
        level: The level of the items.
        match: What makes two items one. Nodes and OPD that a ``replaces`` link joins are one in any case.
        revision: Only this version of each document; when left out, an amendment is one step more.
        agency: Only documents of this OPD.
        on: Only documents in force on this day.
        crosswalk: Old ids, codes or titles (as *match* asks), each with the new one.
        agencies: Ids of OPD, each with the id of the OPD that is the same.
        tolerance: Up to which deviation an item is within.

    Returns:
        The steps.

    Raises:
        BasesDifferError: A document gives money of another basis only.
        CallError: Fewer than two stages, a year or a tolerance that is none.
        DocumentsOverlapError: Documents of one stage speak of the same money.
        LevelsDifferError: A document gives money above the level, or at none of its items.
        NoDocumentError: A word chooses no document.
        NoMoneyError: A document states no money, or totals alone.
        PeriodsDifferError: A document gives money for other spans of years, or for parts that are not the year.
        UnknownIdError: A crosswalk names what is not there.
        UnknownNameError: A word names nothing; near matches are offered.

    Example:
        >>> from regplan.model import Allocation, Document, Program
        >>> money = [("a", "p", 300), ("a", "q", 500), ("b", "q", 600), ("b", "r", 200)]
        >>> plan = Plan(
        ...     documents=[Document(id="a", kind="RKPD"), Document(id="b", kind="APBD")],
        ...     programs=[Program(id=one) for one in "pqr"],
        ...     allocations=[Allocation(document=one, subject=p, amounts={"2026": rp}) for one, p, rp in money],
        ... )
        >>> (step,) = flow(plan, ["RKPD", "APBD"], year=2026).steps
        >>> [(one.key, one.kind, one.delta) for one in step]
        [('p', 'dropped', -300), ('q', 'resized', 100), ('r', 'new', 200)]
        >>> step.measures.gap, str(step.measures.total_ratio), str(step.measures.min_max)
        (0, '1', '5/11')
    """
    words = [documents] if isinstance(documents, str) else list(documents)
    basis = basis_of(basis)
    keys = keys_for(plan, match, crosswalk=crosswalk, agencies=agencies)
    sets = document_sets(plan, words, year=year, basis=basis, agency=agency, on=on, revision=revision)
    if len(sets) < 2:
        told = ", ".join(name for name, _ in sets)
        msg = Bilingual(
            f"perbandingan perlu dua tahap atau lebih, sedangkan {told or 'tanpa kata'} hanya {len(sets)}: sebut dokumennya berurutan",
            f"a flow needs two stages or more, and {told or 'no word'} is {len(sets)}: name the documents in order",
        )
        raise CallError(msg)
    stages = [stage_of(plan, *one, year=year, basis=basis, level=level_of(level), keys=keys) for one in sets]
    share = tolerance_of(tolerance)
    steps = _steps(stages, keys, share)
    return Flow(
        stages=tuple(one.name for one in stages),
        year=year,
        basis=basis,
        level=level,
        match=match,
        steps=steps,
        direct=steps[0] if len(steps) == 1 else step_between(stages[0], stages[-1], keys, share),
        stage_columns=tuple(stages),
    )


def _steps(stages: Sequence[Stage], keys: Keys, tolerance: Fraction) -> tuple[Step, ...]:
    return tuple(step_between(first, second, keys, tolerance) for first, second in pairwise(stages))


def level_of(level: str) -> Level:
    """
    Check the name of a level.

    Raises:
        UnknownNameError: It is none; near matches are offered.
    """
    if level not in LEVELS:
        raise UnknownNameError(str(level), "level", near(str(level), LEVELS))
    return level


def tolerance_of(tolerance: Share) -> Fraction:
    """
    Read a tolerance.

    Raises:
        CallError: It is negative, or no exact number.
    """
    share = exact_of(tolerance)
    if share < 0:
        msg = f"tolerance is a part of an amount, 0 or more (0.10 is ten percent), not {tolerance}"
        raise CallError(msg)
    return share


def exact_of(number: object) -> Fraction:
    """
    Read an exact number.

    Raises:
        CallError: It is a float, or no number: what money is measured by is exact.
    """
    if isinstance(number, Fraction | int) or (isinstance(number, Decimal) and number.is_finite()):
        return Fraction(number)
    msg = f"give an exact number (int, Decimal('0.10'), Fraction), not {number!r}"
    raise CallError(msg)
