"""OPD merged, split and renamed: history stays by ``replaces`` links, every rupiah stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import attrs

from regplan.errors import OPD_OF_PLAN, UnknownIdError
from regplan.index.build import of as index_of
from regplan.model.agencies import Agency
from regplan.model.alignment import Link
from regplan.model.base import Record
from regplan.model.budget import Allocation
from regplan.model.plan import Plan
from regplan.model.tables import NODE_TABLES
from regplan.scenario.edit import Edit, nodes_of, of
from regplan.scenario.nodes import Swaps
from regplan.scenario.refusals import EditError
from regplan.scenario.rows import with_rows
from regplan.scenario.selecting import nodes_selected
from regplan.scenario.selection import Selection
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen, sen
from regplan.values.text import near

__all__ = ["MergeAgencies", "Part", "SplitAgency"]


@attrs.frozen(kw_only=True)
class MergeAgencies(Edit):
    """
    Merge OPD into a new one; with one OPD alone this is a new name that keeps the old one as history.

    The new OPD carries what the old ones carried, holds their functions, money, indicators and links, and *replaces* each by
    a link. The old OPD stay in the plan, and documents stay theirs, because they spoke then.

    Attributes:
        agencies: Ids of the OPD.
        into: The OPD that comes; functions, kind and area that it does not state are those of the old ones.
    """

    word: ClassVar[str] = "merge_agencies"

    agencies: tuple[str, ...] = of("texts")
    into: Agency = of("record")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the new OPD; the money of every document stays, to the sen."""
        old = [_agency(plan, name) for name in self.agencies]
        if not old or len(set(self.agencies)) < len(old):
            msg = Bilingual(
                "sebut OPD yang digabung, masing-masing sekali",
                "name the OPD to be merged, each once",
            )
            raise EditError(msg)
        new = attrs.evolve(
            self.into,
            functions=self.into.functions or tuple(dict.fromkeys(code for one in old for code in one.functions)),
            kind=self.into.kind or _shared(old, "kind"),
            area=self.into.area or _shared(old, "area"),
            parent=self.into.parent or _shared(old, "parent"),
        )
        _refuse_known(plan, new)
        carriers = _carried_by(plan, self.agencies)
        nodes = dict.fromkeys(carriers, new.id)
        return _handed_over(plan, nodes, dict.fromkeys(self.agencies, new.id), [new], self.agencies)

    def told(self) -> Bilingual:
        """Say what it does."""
        names = ", ".join(self.agencies)
        told = f"{self.into.id}{f' “{self.into.name}”' if self.into.name else ''}"
        if len(self.agencies) == 1:
            return Bilingual(f"ganti OPD {names} dengan {told}", f"replace OPD {names} by {told}")
        return Bilingual(f"gabungkan OPD {names} menjadi {told}", f"merge OPD {names} into {told}")


@attrs.frozen(kw_only=True)
class Part:
    """
    What one OPD gets of another.

    Attributes:
        agency: The OPD; one that is in the plan already is taken as it is there.
        where: The nodes it gets, with all below them.
    """

    agency: Agency
    where: Selection = attrs.field(converter=nodes_of)


@attrs.frozen(kw_only=True)
class SplitAgency(Edit):
    """
    Split an OPD: each part takes over the nodes its selection selects, with all below them and their money.

    What no part takes stays with the OPD, and so does money stated for the OPD itself. A part that is an OPD of the plan
    already takes nodes back.

    Attributes:
        agency: The id of the OPD.
        parts: Who gets what.
    """

    word: ClassVar[str] = "split_agency"

    agency: str = of("text")
    parts: tuple[Part, ...] = of("parts")

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the parts; the money of every document stays, to the sen."""
        old = _agency(plan, self.agency)
        index = index_of(plan)
        own = set(_carried_by(plan, (self.agency,), tops=False))
        taken: dict[int, str] = {}
        for part in self.parts:
            for found in nodes_selected(plan, part.where):
                for at in index.subtree(found).tolist():
                    if at in own and taken.setdefault(at, part.agency.id) != part.agency.id:
                        msg = Bilingual(
                            f"{index.ids[at]!r} diberikan kepada {taken[at]!r} dan {part.agency.id!r}: pilih sekali saja",
                            f"{index.ids[at]!r} is given to {taken[at]!r} and to {part.agency.id!r}: select it once",
                        )
                        raise EditError(msg)
        empty = [part.agency.id for part in self.parts if part.agency.id not in taken.values()]
        if empty:
            msg = Bilingual(
                f"{', '.join(empty)} tidak mendapat apa pun: tidak ada simpul {self.agency!r} yang dipilih untuknya",
                f"{', '.join(empty)} would get nothing: no node that {self.agency!r} carries is selected for it",
            )
            raise EditError(msg)
        tops = {at: name for at, name in taken.items() if taken.get(int(index.parent[at])) != name}
        there = plan.agencies.by_id
        new = [
            attrs.evolve(part.agency, kind=part.agency.kind or old.kind)
            for part in self.parts
            if part.agency.id not in there
        ]
        for one in new:
            _refuse_known(plan, one)
        rest = {at: self.agency for at in own - set(taken) if int(index.parent[at]) in taken}
        return _handed_over(plan, {**tops, **rest}, {}, new, (self.agency,))

    def told(self) -> Bilingual:
        """Say what it does."""
        told = "; ".join(f"{part.agency.id}: {part.where}" for part in self.parts)
        return Bilingual(f"pecah OPD {self.agency}: {told}", f"split OPD {self.agency}: {told}")


def _agency(plan: Plan, name: str) -> Agency:
    found = plan.agencies.get(name)
    if found is None:
        raise UnknownIdError(name, OPD_OF_PLAN, near(name, plan.agencies.by_id))
    return found


def _shared(records: list[Agency], field: str) -> Any:
    """Return what all of them state."""
    values = {getattr(one, field) for one in records}
    return values.pop() if len(values) == 1 else None


def _refuse_known(plan: Plan, new: Agency) -> None:
    if any(new.id in plan.table(name).by_id for name in (*NODE_TABLES, "agencies", "documents", "indicators")):
        msg = Bilingual(
            f"rencana sudah memuat catatan dengan id {new.id!r}: beri OPD baru id lain",
            f"the plan has a record with the id {new.id!r} already: give the new OPD another id",
        )
        raise EditError(msg)


def _carried_by(plan: Plan, names: tuple[str, ...], *, tops: bool = True) -> list[int]:
    """List the nodes that some OPD carry: those that must say so anew, or all of them."""
    index = index_of(plan)
    wanted = {at for at, one in enumerate(plan.agencies) if one.id in names}
    carried = [int(one) in wanted for one in index.agency]
    found = []
    for at in range(index.nodes):
        above = int(index.parent[at])
        inherits = int(index.own_agency[at]) == -1 and above >= 0 and int(index.depth[at]) > 0
        if carried[at] and not (tops and inherits and carried[above]):
            found.append(at)
    return found


def _handed_over(
    plan: Plan, nodes: Mapping[int, str], names: Mapping[str, str], new: list[Agency], old: tuple[str, ...]
) -> Plan:
    """
    Give nodes and all that names an OPD to another one.

    Args:
        plan: The plan.
        nodes: By position, the OPD a node gets.
        names: By id of an OPD, the one that takes its place wherever it is named.
        new: The OPD that come.
        old: The OPD they replace.
    """
    index = index_of(plan)
    swaps: Swaps = {}
    for at, name in nodes.items():
        table = index.tables[int(index.table[at])]
        swaps.setdefault(table, {})[at - index.starts[table]] = attrs.evolve(index.node(at), agency=name)
    if names:
        for table, change in _NAMED.items():
            for at, row in enumerate(plan.table(table)):
                changed = change(row, names)
                if changed != row:
                    swaps.setdefault(table, {})[at] = changed
        swaps["allocations"] = _joined(plan, swaps.get("allocations", {}))
    history = [Link(kind="replaces", source=one.id, target=name) for one in new for name in old]
    return with_rows(plan, swaps, [*new, *history])


def _renamed(*fields: str) -> Callable[[Any, Mapping[str, str]], Any]:
    def change(row: Any, names: Mapping[str, str]) -> Any:
        said = {field: names[value] for field in fields if (value := getattr(row, field)) in names}
        return attrs.evolve(row, **said) if said else row

    return change


def _commitment(row: Any, names: Mapping[str, str]) -> Any:
    return attrs.evolve(
        row,
        nodes=tuple(names.get(one, one) for one in row.nodes),
        signatories=FrozenMap({names.get(key, key): day for key, day in row.signatories.items()}),
    )


_NAMED: dict[str, Callable[[Any, Mapping[str, str]], Any]] = {
    "agencies": _renamed("parent"),
    "entries": _renamed("agency"),
    "indicators": _renamed("owner"),
    "allocations": _renamed("subject"),
    "links": lambda row, names: row if row.kind == "replaces" else _renamed("source", "target")(row, names),
    "commitments": _commitment,
}
"""By table, how its rows name another OPD; documents stay with who spoke, and history stays."""


def _joined(plan: Plan, swaps: Mapping[int, Record | None]) -> dict[int, Record | None]:
    """Add up money of OPD that says the same thing now: the stated totals of two that are one."""
    found: dict[Any, int] = {}
    rows: dict[int, Allocation | None] = {}
    told = {row.key for row in swaps.values() if isinstance(row, Allocation)}
    for at, old in enumerate(plan.allocations):
        row = swaps.get(at, old)
        assert isinstance(row, Allocation)
        if row.key not in told:
            continue
        first = found.setdefault(row.key, at)
        if first == at:
            rows[at] = row
        else:
            both = rows[first]
            assert both is not None
            rows[first] = attrs.evolve(both, amounts=_sum(both.amounts, row.amounts))
            rows[at] = None
    return dict(rows)


def _sum(one: Mapping[str, Rupiah | None], other: Mapping[str, Rupiah | None]) -> dict[str, Rupiah | None]:
    """Add amounts by period; with an unknown one the sum is unknown (conventions §3)."""
    total: dict[str, Rupiah | None] = {}
    for period in {**one, **other}:
        parts = [amounts[period] for amounts in (one, other) if period in amounts]
        known = [part for part in parts if part is not None]
        total[period] = from_sen(sum(map(sen, known))) if len(known) == len(parts) else None
    return total
