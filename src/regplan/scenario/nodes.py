"""Edits of nodes: drop, move, re-word, re-code."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

import attrs

from regplan.index.build import of as index_of
from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.tables import NODE_TABLES
from regplan.scenario.edit import Edit, located, of
from regplan.scenario.refusals import EditError
from regplan.scenario.rows import with_rows
from regplan.scenario.selecting import nodes_selected
from regplan.scenario.selection import Selection
from regplan.values.lang import Bilingual

__all__ = ["Drop", "Move", "Recode", "Reword", "Swaps"]

Swaps = dict[str, dict[int, Record | None]]


@attrs.frozen(kw_only=True)
class Drop(Edit):
    """
    Drop nodes with all that hangs on them.

    That is the nodes below, their indicators with baselines, targets and results, their money, entries and links. Commitments stay without the nodes. ``Scenario.effects`` says what fell.

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
        return Bilingual(
            f"hapus {self.where} beserta semua yang bergantung padanya", f"drop {self.where} and all that hangs on it"
        )


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
            msg = Bilingual(
                f"sebut ke mana {self.node!r} pindah: parent='…', agency='…', atau keduanya",
                f"say where {self.node!r} goes: parent='…', agency='…', or both",
            )
            raise EditError(msg)
        if self.parent is not None:
            located(plan, self.parent, NODE_TABLES)
            index = index_of(plan)
            if index.position[self.parent] in index.subtree(index.position[self.node]):
                msg = Bilingual(
                    f"{self.parent!r} berada di bawah {self.node!r} atau simpul itu sendiri: simpul tidak dapat bergantung pada dirinya",
                    f"{self.parent!r} lies below {self.node!r} or is it: a node cannot hang on itself",
                )
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
            msg = Bilingual(
                f"catatan {table} tidak mempunyai kode",
                f"records of {table} have no code",
            )
            raise EditError(msg)
        return with_rows(plan, {table: {at: attrs.evolve(record, code=self.code)}})

    def told(self) -> Bilingual:
        """Say what it does."""
        return Bilingual(f"ubah kode {self.id} menjadi {self.code}", f"give {self.id} the code {self.code}")
