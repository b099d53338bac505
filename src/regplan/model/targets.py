"""How results are measured: indicators and their baselines, targets and results in documents."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar

import attrs

from regplan.model.base import Record
from regplan.model.schema import (
    DocumentRef,
    Id,
    IndicatorRef,
    Line,
    LinkEnd,
    Targets,
    Text,
    checked,
    frozen_texts,
    several,
)
from regplan.model.words import Accumulation, Flag, IndicatorKind, Polarity, SeriesRole
from regplan.values.frozen import FrozenMap

__all__ = ["Indicator", "Series"]


@checked
@attrs.frozen(kw_only=True, repr=False)
class Indicator(Record):
    """
    *Indikator kinerja*: the measure of success of a node, in numbers or in words (PP 8/2008 Art 1(15)).

    Attributes:
        id: Identity.
        owner: The node, or OPD, it measures.
        name: Its wording; None where the source gives none.
        unit: Its unit, as printed (*satuan*).
        statement: The result it measures (*kinerja*: outcome or output statement).
        kind: Impact, outcome, intermediate outcome, output or input.
        polarity: Whether more is better; never guessed.
        accumulation: How values of periods make one: sum, last, mean, max, min, or what is added to the baseline (increment).
        formula: How it is computed from others: ``mean(I1, I2)`` and the like, or prose (conventions §13).
        flags: What it counts as (IKU, IKD, IKK, SPM).
    """

    id: Id
    owner: LinkEnd | None = None
    name: Line | None = None
    unit: Line | None = None
    statement: Text | None = None
    kind: IndicatorKind | None = None
    polarity: Polarity | None = None
    accumulation: Accumulation | None = None
    formula: Line | None = None
    flags: tuple[Flag, ...] = attrs.field(default=(), converter=several)


@checked
@attrs.frozen(kw_only=True, repr=False)
class Series(Record):
    """
    *Kondisi awal, target, realisasi*: what a document says an indicator was, shall be or has been.

    Attributes:
        indicator: The indicator.
        document: The document that says so.
        role: Baseline, target or result; a baseline is never a target.
        values: The text of the source by period key; None is unknown, no pair is absent.
    """

    key_of: ClassVar[Any] = attrgetter("indicator", "document", "role")

    indicator: IndicatorRef
    document: DocumentRef
    role: SeriesRole
    values: Targets = attrs.field(default=FrozenMap[str | None](), converter=frozen_texts)

    @property
    def key(self) -> tuple[Any, ...]:
        """The natural key."""
        key: tuple[Any, ...] = self.key_of(self)
        return key
