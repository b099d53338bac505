"""A change of a document as an edit: the next revision, with what it restates, for further edits to change."""

from __future__ import annotations

from typing import ClassVar

import attrs

from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.structure import Entry
from regplan.scenario.edit import Edit, located, of
from regplan.scenario.refusals import EditError
from regplan.scenario.rows import with_rows
from regplan.values.lang import Bilingual

__all__ = ["Amend"]


@attrs.frozen(kw_only=True)
class Amend(Edit):
    """
    Amend a document by a next revision that restates all of it: nodes, targets and money.

    Edits of the revision then leave the original as it is.

    Attributes:
        document: The id of the document.
        id: The id of the revision.
        enacted: The day it is enacted; not stated when left out.
        title: Its title.
    """

    word: ClassVar[str] = "amend"

    document: str = of("text")
    id: str = of("text")
    enacted: str | None = of("text", default=None)
    title: str | None = of("text", default=None)

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the revision."""
        _, _, old = located(plan, self.document, ("documents",))
        if any(self.id in plan.table(name).by_id for name in ("documents", "agencies", "indicators")):
            msg = Bilingual(
                f"rencana sudah memuat catatan dengan id {self.id!r}: beri perubahan itu id lain",
                f"the plan has a record with the id {self.id!r} already: give the revision another id",
            )
            raise EditError(msg)
        events = {name: day for name, day in old.events.items() if name != "enacted"}
        if self.enacted is not None:
            events["enacted"] = self.enacted
        new = attrs.evolve(
            old,
            id=self.id,
            title=self.title or old.title,
            revision=(old.revision or 0) + 1,
            amends=self.document,
            restates="full",
            instrument=None,
            events=events,
        )
        stated = {one.node for one in plan.entries if one.document == self.document}
        at_home = [one.id for one in plan.nodes if one.document == self.document and one.id not in stated]
        rows: list[Record] = [Entry(document=self.id, node=name) for name in dict.fromkeys(at_home)]
        for table in ("entries", "series", "allocations"):
            rows += [attrs.evolve(row, document=self.id) for row in plan.table(table) if row.document == self.document]
        return with_rows(plan, {}, [new, *rows])

    def told(self) -> Bilingual:
        """Say what it does."""
        day = f" ({self.enacted})" if self.enacted else ""
        return Bilingual(
            f"ubah dokumen {self.document} dengan {self.id}{day}", f"amend {self.document} by {self.id}{day}"
        )
