"""Edits of records of any table: add, take, revise, link, unlink, set targets."""

from __future__ import annotations

from typing import Any, ClassVar, Final, get_args

import attrs

from regplan.model.alignment import Link as LinkRow
from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.tables import TABLES
from regplan.model.targets import Series
from regplan.model.words import LinkKind, SeriesRole
from regplan.scenario.edit import Edit, choice, located, of
from regplan.scenario.refusals import EditError, NothingSelectedError
from regplan.scenario.rows import RowChange, changed_rows, table_for, with_rows
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual

__all__ = ["Add", "Link", "Remove", "Revise", "SetTarget", "Unlink"]

_KINDS: Final[tuple[str, ...]] = get_args(LinkKind)


_ROLES: Final[tuple[str, ...]] = get_args(SeriesRole)


@attrs.frozen(kw_only=True)
class Add(Edit):
    """
    Add records at the end of their tables; an id or natural key that is there already is refused.

    Attributes:
        records: Records of any table.
    """

    word: ClassVar[str] = "add"

    records: tuple[Record, ...] = of("records")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the records."""
        for record in self.records:
            _refuse_known(plan, record)
        return changed_rows(plan, [RowChange(table_for(one), None, one) for one in self.records])

    def told(self) -> Bilingual:
        """Say what it does."""
        told = ", ".join(map(_named, self.records))
        return Bilingual(f"tambah {told}", f"add {told}")


def _named(record: Record) -> str:
    known = getattr(record, "id", None)
    return f"{type(record).__name__} {known or ' '.join(str(one) for one in getattr(record, 'key', ()) if one)}"


def _refuse_known(plan: Plan, record: Record) -> None:
    known, key = getattr(record, "id", None), getattr(record, "key", None)
    if known is not None and any(known in plan.table(name).by_id for name in TABLES):
        msg = Bilingual(
            f"rencana sudah memuat catatan dengan id {known!r}: ubah catatan itu, atau beri id lain",
            f"the plan has a record with the id {known!r} already: revise it, or give the new one another id",
        )
        raise EditError(msg)
    if key is not None and any(one.key == key for one in plan.table(table_for(record))):
        msg = Bilingual(
            f"rencana sudah menyatakannya: {_named(record)}; ubah saja",
            f"the plan says this already: {_named(record)}; set or revise it instead",
        )
        raise EditError(msg)


@attrs.frozen(kw_only=True)
class Remove(Edit):
    """
    Take one record away, and nothing else; ``drop`` takes a node with all that hangs on it.

    Attributes:
        id: Its id.
    """

    word: ClassVar[str] = "remove"

    id: str = of("text")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan without the record."""
        table, at, _ = located(plan, self.id)
        return with_rows(plan, {table: {at: None}})

    def told(self) -> Bilingual:
        """Say what it does."""
        return Bilingual(f"hapus {self.id} saja", f"remove {self.id} alone")


@attrs.frozen(kw_only=True)
class Revise(Edit):
    """
    Put a record in the place of the one with its id or natural key.

    Attributes:
        record: The record as it shall be.
    """

    word: ClassVar[str] = "revise"

    record: Record = of("record")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the record."""
        record: Any = self.record
        if hasattr(record, "id"):
            table, at, _ = located(plan, record.id, (table_for(record),))
            return with_rows(plan, {table: {at: record}})
        table = table_for(record)
        places = [at for at, one in enumerate(plan.table(table)) if one.key == record.key]
        if len(places) != 1:
            raise NothingSelectedError(_named(record), f"rows of {table} that stand once ({len(places)} do)")
        return with_rows(plan, {table: {places[0]: record}})

    def told(self) -> Bilingual:
        """Say what it does."""
        return Bilingual(f"ubah {_named(self.record)}", f"revise {_named(self.record)}")


@attrs.frozen(kw_only=True)
class Link(Edit):
    """
    Relate two records: source – kind – target.

    Attributes:
        row: The link.
    """

    word: ClassVar[str] = "link"

    row: Record = of("record")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the link."""
        row: Any = self.row
        for end in (row.source, row.target):
            plan.find(end)
        _refuse_known(plan, row)
        return with_rows(plan, {}, [row])

    def told(self) -> Bilingual:
        """Say what it does."""
        row: Any = self.row
        told = f"{row.source} {row.kind} {row.target}"
        return Bilingual(f"kaitkan {told}", f"link {told}")


@attrs.frozen(kw_only=True)
class Unlink(Edit):
    """
    Take the links between two records away.

    Attributes:
        source: Who relates.
        target: To what.
        kind: Which links; all when left out.
    """

    word: ClassVar[str] = "unlink"

    source: str = of("text")
    target: str = of("text")
    kind: str | None = of("text", default=None)

    def __attrs_post_init__(self) -> None:
        """Refuse a kind that there is not."""
        if self.kind is not None:
            LinkRow(kind=self.kind, source="a", target="b")  # type: ignore[arg-type] # refuses other words

    def apply(self, plan: Plan) -> Plan:
        """Return the plan without the links."""
        ends = (self.source, self.target)
        found = {at: row for at, row in enumerate(plan.links) if (row.source, row.target) == ends}
        gone = [at for at, row in found.items() if self.kind in {None, row.kind}]
        if not gone:
            there = [
                f"{row.source} {row.kind} {row.target}" for row in plan.links if {row.source, row.target} & set(ends)
            ]
            asked = f"{self.source} {self.kind or '…'} {self.target}"
            raise NothingSelectedError(asked, "links", there[:8])
        return with_rows(plan, {"links": dict.fromkeys(gone)})

    def told(self) -> Bilingual:
        """Say what it does."""
        told = f"{self.source} {self.kind or '…'} {self.target}"
        return Bilingual(f"lepas kaitan {told}", f"unlink {told}")


@attrs.frozen(kw_only=True)
class SetTarget(Edit):
    """
    Say what an indicator shall be, was or has been in a document, for some periods; others stay.

    Attributes:
        indicator: The id of the indicator.
        document: The id of the document.
        values: Texts by period key as they would be printed; None is not known.
        role: Target, baseline or result.
    """

    word: ClassVar[str] = "set_target"

    indicator: str = of("text")
    document: str = of("text")
    values: FrozenMap[str | None] = of("values")
    role: str = choice(_ROLES, default="target")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the values."""
        located(plan, self.indicator, ("indicators",))
        plan.documents[self.document]  # raises, with near matches
        row = Series(indicator=self.indicator, document=self.document, role=self.role, values=self.values)  # type: ignore[arg-type] # a choice
        places = [at for at, one in enumerate(plan.series) if one.key == row.key]
        if len(places) > 1:
            msg = Bilingual(
                f"{len(places)} deret menyatakan {self.role} {self.indicator} di {self.document}: gabungkan dulu (REF-07)",
                f"{len(places)} series say the {self.role} of {self.indicator} in {self.document}: join them first (REF-07)",
            )
            raise EditError(msg)
        if not places:
            return with_rows(plan, {}, [row])
        old = plan.series[places[0]]
        return with_rows(plan, {"series": {places[0]: attrs.evolve(old, values={**old.values, **self.values})}})

    def told(self) -> Bilingual:
        """Say what it does."""
        told = ", ".join(f"{period}: {value if value is not None else '?'}" for period, value in self.values.items())
        words = Bilingual({"target": "target", "baseline": "kondisi awal", "result": "realisasi"}[self.role], self.role)
        return Bilingual(
            f"tetapkan {words.id} {self.indicator} pada {self.document}: {told}",
            f"set the {words.en} of {self.indicator} in {self.document}: {told}",
        )
