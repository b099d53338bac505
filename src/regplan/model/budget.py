"""Money in documents: ceilings, forward estimates and realised spending."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar

import attrs

from regplan.model.base import Record
from regplan.model.schema import (
    Amounts,
    DocumentRef,
    IndicatorRef,
    Line,
    MoneySubject,
    PlaceRef,
    checked,
    frozen_amounts,
)
from regplan.model.words import Basis, MoneyRole
from regplan.values.frozen import FrozenMap
from regplan.values.money import Rupiah

__all__ = ["Allocation"]


@checked
@attrs.frozen(kw_only=True, repr=False)
class Allocation(Record):
    """
    *Pagu, prakiraan maju, realisasi anggaran*: money in a document (UU 23/2014 Art 1(34); PP 8/2008 Art 1(14)).

    Attributes:
        document: The document that says so.
        subject: The node or OPD it is for; ``/`` is the region.
        basis: Ceiling, forward estimate or realised; they are never added to each other.
        role: An entry is added up; a stated total is what the source prints for a sum, and is compared with it.
        indicator: The indicator row on which the source prints this money.
        fund: The source of money, as printed.
        account: The account code.
        place: Where it is spent.
        amounts: Exact rupiah by period key; None is unknown, no pair is absent, 0 is zero.
    """

    key_of: ClassVar[Any] = attrgetter("document", "subject", "basis", "role", "indicator", "fund", "account", "place")

    document: DocumentRef
    subject: MoneySubject
    basis: Basis = "ceiling"
    role: MoneyRole = "entry"
    indicator: IndicatorRef | None = None
    fund: Line | None = None
    account: Line | None = None
    place: PlaceRef | None = None
    amounts: Amounts = attrs.field(default=FrozenMap[Rupiah | None](), converter=frozen_amounts)

    @property
    def key(self) -> tuple[Any, ...]:
        """The natural key."""
        key: tuple[Any, ...] = self.key_of(self)
        return key
