"""What belongs together beyond the tree: links, and references to what lies outside the plan."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar

import attrs

from regplan.model.base import Record
from regplan.model.schema import Date, DocumentRef, Id, Line, LinkEnd, ReferenceRef, Text, Weight, checked
from regplan.model.words import Framework, LinkKind, Role, Status

__all__ = ["Link", "Reference"]


@checked
@attrs.frozen(kw_only=True, repr=False)
class Reference(Record):
    """
    *Acuan*: something outside the tree that the plan is aligned with (UU 23/2014 Art 263; Perpres 111/2022).

    Attributes:
        id: Identity.
        framework: Whose it is (RPJMN, RPJPD, SDG, SPM, yearly theme, yearly priority, tag).
        code: Its code there.
        title: Its wording.
        parent: The reference above it.
        document: The document that states it (an RKPD for its priorities).
    """

    id: Id
    framework: Framework
    code: Line | None = None
    title: Line | None = None
    parent: ReferenceRef | None = None
    document: DocumentRef | None = None


@checked
@attrs.frozen(kw_only=True, repr=False)
class Link(Record):
    """
    *Kaitan*: a relation that is not the tree; read it as a sentence, source – kind – target.

    Attributes:
        kind: ``supports``, ``adopts`` (Renstra goal adopts RPJMD objective), ``aligned_with`` (a reference),
            ``contributes`` (OPD to node), ``needs`` (source waits for target), ``replaces`` (new replaces old).
        source: Who relates.
        target: To what.
        document: The document that says so.
        weight: Share of the source that goes this way, decimal text from 0 to 1.
        role: Lead or member, for ``contributes``.
        what: What is needed, for ``needs``.
        lag: How long after, ISO duration (``P3M``), for ``needs``.
        start: First day it holds.
        finish: Last day it holds.
        status: Proposed, accepted or refused.
        reason: Why, above all where refused.
        acknowledged: The fingerprint of both ends when somebody last looked at the link (``rp.acknowledge``).
    """

    key_of: ClassVar[Any] = attrgetter("kind", "source", "target", "document")

    kind: LinkKind
    source: LinkEnd
    target: LinkEnd
    document: DocumentRef | None = None
    weight: Weight | None = None
    role: Role | None = None
    what: Text | None = None
    lag: Line | None = None
    start: Date | None = None
    finish: Date | None = None
    status: Status | None = None
    reason: Text | None = None
    acknowledged: Line | None = None

    @property
    def key(self) -> tuple[Any, ...]:
        """The natural key."""
        key: tuple[Any, ...] = self.key_of(self)
        return key
