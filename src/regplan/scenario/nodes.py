"""Edits of records: drop, move, re-word, re-code, revise, add, take, link, set targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Any, ClassVar, Final, get_args

import attrs

from regplan.index.build import of as index_of
from regplan.model.alignment import Link as LinkRow
from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.model.targets import Series
from regplan.model.words import LinkKind, SeriesRole
from regplan.scenario.edit import Edit, choice, located, of
from regplan.scenario.refusals import EditError, NothingSelectedError
from regplan.scenario.rows import RowChange, changed_rows, ordered, table_for, with_rows
from regplan.scenario.selecting import nodes_selected
from regplan.scenario.selection import Selection
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual

__all__ = [
    "Add", "Change", "Drop", "Link", "Move", "Order", "Recode", "Remove", "Revise", "Reword", "SetTarget", "Unlink",
]  # fmt: skip

_KINDS: Final[tuple[str, ...]] = get_args(LinkKind)
_ROLES: Final[tuple[str, ...]] = get_args(SeriesRole)
Swaps = dict[str, dict[int, Record | None]]


@attrs.frozen(kw_only=True)
class Drop(Edit):
    """
    Drop nodes with all that hangs on them: the nodes below, their indicators with baselines, targets and results, their
    money, entries and links. Commitments stay without the nodes. ``Scenario.effects`` says what fell.

    Attributes:
        where: Nodes, by id or selection.
    """

    word: ClassVar[str] = "drop"

    where: Selection = of("nodes")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan without them."""
        index = index_of(plan)
        fallen = {index.ids[at] for found in nodes_selected(plan, self.where) for at in index.subtree(found).tolist()}
        fallen |= {one.id for one in plan.indicators if one.owner in fallen}
        swaps: Swaps = {name: _gone(plan, name, fallen, "id") for name in (*NODE_TABLES, "indicators")}
        swaps["entries"] = _gone(plan, "entries", fallen, "node")
        swaps["series"] = _gone(plan, "series", fallen, "indicator")
        swaps["allocations"] = _gone(plan, "allocations", fallen, "subject", "indicator")
        swaps["links"] = _gone(plan, "links", fallen, "source", "target")
        swaps["commitments"] = {
            at: attrs.evolve(one, nodes=tuple(name for name in one.nodes if name not in fallen))
            for at, one in enumerate(plan.commitments)
            if fallen.intersection(one.nodes)
        }
        return with_rows(plan, swaps)

    def told(self) -> Bilingual:
        """Say what it does."""
        return Bilingual(f"hapus {self.where} beserta semua yang bergantung padanya", f"drop {self.where} and all that hangs on it")


def _gone(plan: Plan, table: str, names: Collection[str], *fields: str) -> dict[int, Record | None]:
    """List the rows of a table that name one of some ids."""
    return {
        at: None for at, row in enumerate(plan.table(table)) if any(getattr(row, field) in names for field in fields)
    }


@attrs.frozen(kw_only=True)
class Move(Edit):
    """
    Hang a node on another parent, give it another OPD, or both.

    Attributes:
        node: The id of the node.
        parent: The id of its new parent.
        agency: The id of its new OPD.
    """

    word: ClassVar[str] = "move"

    node: str = of("text")
    parent: str | None = of("text", default=None)
    agency: str | None = of("text", default=None)

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the node moved."""
        table, at, node = located(plan, self.node, NODE_TABLES)
        if self.parent is None and self.agency is None:
            msg = f"say where {self.node!r} goes: parent='…', agency='…', or both"
            raise EditError(msg)
        if self.parent is not None:
            located(plan, self.parent, NODE_TABLES)
            index = index_of(plan)
            if index.position[self.parent] in index.subtree(index.position[self.node]):
                msg = f"{self.parent!r} lies below {self.node!r} or is it: a node cannot hang on itself"
                raise EditError(msg)
        if self.agency is not None:
            located(plan, self.agency, ("agencies",))
        moved = attrs.evolve(node, parent=self.parent or node.parent, agency=self.agency or node.agency)
        return with_rows(plan, {table: {at: moved}})

    def told(self) -> Bilingual:
        """Say what it does."""
        whither = ", ".join(one for one in (self.parent, self.agency) if one)
        return Bilingual(f"pindahkan {self.node} ke {whither}", f"move {self.node} to {whither}")


@attrs.frozen(kw_only=True)
class Reword(Edit):
    """
    Give a record another wording.

    Attributes:
        id: Its id.
        text: The new title, name or text.
    """

    word: ClassVar[str] = "reword"

    id: str = of("text")
    text: str = of("text")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the new wording."""
        table, at, record = located(plan, self.id)
        field = next((name for name in ("title", "name", "text") if hasattr(record, name)), None)
        assert field is not None
        return with_rows(plan, {table: {at: attrs.evolve(record, **{field: self.text})}})

    def told(self) -> Bilingual:
        """Say what it does."""
        return Bilingual(f"ubah bunyi {self.id} menjadi “{self.text}”", f"word {self.id} “{self.text}”")


@attrs.frozen(kw_only=True)
class Recode(Edit):
    """
    Give a record another code; its id stays.

    Attributes:
        id: Its id.
        code: The new code.
    """

    word: ClassVar[str] = "recode"

    id: str = of("text")
    code: str = of("text")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the new code."""
        table, at, record = located(plan, self.id)
        if not hasattr(record, "code"):
            msg = f"records of {table} have no code"
            raise EditError(msg)
        return with_rows(plan, {table: {at: attrs.evolve(record, code=self.code)}})

    def told(self) -> Bilingual:
        """Say what it does."""
        return Bilingual(f"ubah kode {self.id} menjadi {self.code}", f"give {self.id} the code {self.code}")


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
        msg = f"the plan has a record with the id {known!r} already: revise it, or give the new one another id"
        raise EditError(msg)
    if key is not None and any(one.key == key for one in plan.table(table_for(record))):
        msg = f"the plan says this already: {_named(record)}; set or revise it instead"
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
            attrs.evolve(_ANY_LINK, kind=self.kind)  # raises, with near matches

    def apply(self, plan: Plan) -> Plan:
        """Return the plan without the links."""
        ends = (self.source, self.target)
        found = {at: row for at, row in enumerate(plan.links) if (row.source, row.target) == ends}
        gone = [at for at, row in found.items() if self.kind in {None, row.kind}]
        if not gone:
            there = [f"{row.source} {row.kind} {row.target}" for row in plan.links if {row.source, row.target} & set(ends)]
            raise NothingSelectedError(f"{self.source} {self.kind or '…'} {self.target}", "links", there[:8])
        return with_rows(plan, {"links": dict.fromkeys(gone)})

    def told(self) -> Bilingual:
        """Say what it does."""
        told = f"{self.source} {self.kind or '…'} {self.target}"
        return Bilingual(f"lepas kaitan {told}", f"unlink {told}")


_ANY_LINK: Final = LinkRow(kind="supports", source="a", target="b")


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
            msg = f"{len(places)} series say the {self.role} of {self.indicator} in {self.document}: join them first (REF-07)"
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


CHANGES: Final = {
    "re-worded": "berubah bunyi",
    "re-coded": "berubah kode",
    "split": "dipecah",
    "merged": "digabung",
    "moved": "berpindah",
    "re-targeted": "berubah target",
    "re-funded": "berubah anggaran",
    "added": "baru",
    "removed": "hilang",
    "re-identified": "berganti id",
    "changed": "berubah keterangan",
}
"""The kinds of change that a difference tells, and their Indonesian words."""


@attrs.frozen(kw_only=True)
class Change(Edit):
    """
    One change that a difference between two plans tells, with the rows it is made of.

    Attributes:
        kinds: What kinds of change it is.
        before: Ids as the first plan has them; none where it is new.
        after: Ids as the second plan has them; none where it is gone.
        how: How the records were found to be the same: ``identity``, ``stated`` (by a ``replaces`` link), ``code``, ``text``.
        confidence: From 0 to 1, how sure that is (docs/guide/scenarios.md); a score, no probability.
        wording: Of what it is, for people.
        rows: The rows that go and come.
    """

    word: ClassVar[str] = "change"

    kinds: tuple[str, ...] = of("texts")
    before: tuple[str, ...] = of("texts", default=())
    after: tuple[str, ...] = of("texts", default=())
    how: str = of("text", default="identity")
    confidence: Fraction = of("share", default=Fraction(1))
    wording: str | None = of("text", default=None)
    rows: tuple[RowChange, ...] = of("rows")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the rows changed."""
        return changed_rows(plan, self.rows)

    def told(self) -> Bilingual:
        """Say what it does."""
        names = ", ".join(self.before or self.after)
        if self.before and self.after and self.before != self.after:
            names += f" → {', '.join(self.after)}"
        sure = "" if self.how == "identity" and self.confidence == 1 else f" ({self.how}, {float(self.confidence):.2f})"
        told = f": {self.wording}" if self.wording else ""
        return Bilingual(
            f"{', '.join(CHANGES.get(kind, kind) for kind in self.kinds)}: {names}{sure}{told}",
            f"{', '.join(self.kinds)}: {names}{sure}{told}",
        )


@attrs.frozen(kw_only=True)
class Order(Edit):
    """
    Put the rows of a table in another order.

    Attributes:
        table: The table.
        runs: Slices of the rows as they stand, in the order wanted.
    """

    word: ClassVar[str] = "order"

    table: str = of("text")
    runs: tuple[tuple[int, int], ...] = of("runs")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the table in that order."""
        return ordered(plan, self.table, self.runs)

    def told(self) -> Bilingual:
        """Say what it does."""
        return Bilingual(f"urutkan baris {self.table}", f"order the rows of {self.table}")


def change_rows(edits: Iterable[Change]) -> Iterable[RowChange]:
    """Go through the rows of several changes."""
    return (row for edit in edits for row in edit.rows)


