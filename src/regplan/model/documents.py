"""Who speaks, for when: planning and budget documents and the promises of the head of the region."""

from __future__ import annotations

import attrs

from regplan.model.base import Record
from regplan.model.schema import (
    AgencyRef,
    Date,
    Dates,
    DocumentRef,
    Id,
    Line,
    LinkEnd,
    Text,
    Whole,
    Year,
    checked,
    frozen_events,
    frozen_texts,
    several,
    several_or_none,
)
from regplan.model.words import BudgetStage, DocumentKind, Ground, Level, Nomenclature, Regime, Restates, Stage
from regplan.values.frozen import FrozenMap

__all__ = ["Commitment", "Document"]


@checked
@attrs.frozen(kw_only=True, repr=False)
class Document(Record):
    """
    *Dokumen perencanaan atau penganggaran*: who speaks about the plan, and for which years (UU 23/2014 Arts 260–320).

    Attributes:
        id: Identity.
        kind: What it is (RPJMD, RENSTRA, RKPD, APBD …).
        title: Its name as printed.
        first_year: First year it is for.
        last_year: Last year it is for.
        agency: The OPD whose document it is; None for the region's own.
        revision: 0 for the original, 1 for the first change, and so on.
        amends: The document it changes.
        restates: Whether a change restates all of the document or a part.
        stage: How far it has come: technocratic, initial draft, draft, final.
        covers: The levels it lists in full; None is not said, and the document is taken as whole (conventions §7).
        regime: The guidance it was made under.
        nomenclature: The version of codes and names it uses.
        instrument: The regulation that sets it (*Perda 5/2021*).
        budget_stage: Of a budget: the original, a shift (*pergeseran*), the change, a shift after it (PP 12/2019 Arts 161–168).
        grounds: Why a change is made.
        explanation: What a change says of assumptions that differ and targets that rise and fall (PP 12/2019 Art 162).
        events: Days that count for schedules, by event (``inauguration``, ``enacted``); the glossary lists them, and an event
            of one's own begins with ``x-``.
    """

    id: Id
    kind: DocumentKind
    title: Line | None = None
    first_year: Year | None = None
    last_year: Year | None = None
    agency: AgencyRef | None = None
    revision: Whole | None = None
    amends: DocumentRef | None = None
    restates: Restates | None = None
    stage: Stage | None = None
    covers: tuple[Level, ...] | None = attrs.field(default=None, converter=several_or_none)
    regime: Regime | None = None
    nomenclature: Nomenclature | None = None
    instrument: Line | None = None
    budget_stage: BudgetStage | None = None
    grounds: tuple[Ground, ...] = attrs.field(default=(), converter=several)
    explanation: Text | None = None
    events: Dates = attrs.field(default=FrozenMap[str | None](), converter=frozen_events)

    def covers_level(self, level: Level) -> bool:
        """Tell whether it says or is taken to list all of *level*."""
        return self.is_whole if self.covers is None else level in self.covers

    @property
    def is_whole(self) -> bool:
        """Whether it is taken as whole: it neither says what it covers nor restates a part alone (conventions §7)."""
        return self.covers is None and self.restates != "partial"


@checked
@attrs.frozen(kw_only=True, repr=False)
class Commitment(Record):
    """
    *Komitmen*: a promise with a date: a pact signed (*perjanjian kinerja*), a 100-day program.

    Attributes:
        id: Identity.
        text: What is promised.
        made_on: The day it was made.
        deadline: The day it is due.
        nodes: The nodes that carry it out.
        signatories: The OPD that signed, each with the day, or None where the day is not known.
    """

    id: Id
    text: Text | None = None
    made_on: Date | None = None
    deadline: Date | None = None
    nodes: tuple[LinkEnd, ...] = attrs.field(default=(), converter=several)
    signatories: Dates = attrs.field(default=FrozenMap[str | None](), converter=frozen_texts)
