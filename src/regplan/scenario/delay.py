"""Money and targets of a node and all below it, some years later."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, ClassVar

import attrs

from regplan.index.build import of as index_of
from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.structure import WorkNode
from regplan.scenario.edit import Edit, of
from regplan.scenario.refusals import EditError, NothingSelectedError
from regplan.scenario.rows import with_rows
from regplan.scenario.selecting import documents_of, nodes_selected
from regplan.scenario.selection import Selection
from regplan.values.lang import Bilingual
from regplan.values.period import period_year

__all__ = ["Delay"]


@attrs.frozen(kw_only=True)
class Delay(Edit):
    """
    Do something later: the ceilings, forward estimates and targets of nodes and all below them move by whole years.

    What was realised, baselines, the end of a period and amounts without a year stay. A first year that is left has no
    amount (it is absent, not zero). Days of work move too where *since* is left out.

    Attributes:
        where: Nodes, by id or selection.
        by: Years later; negative for earlier.
        documents: Kinds, ids, or kind and year.
        since: The first year that moves; all when left out.
    """

    word: ClassVar[str] = "delay"

    where: Selection = of("nodes")
    by: int = of("whole", default=1)
    documents: tuple[str, ...] = of("texts")
    since: int | None = of("whole", default=None)

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the periods moved."""
        index = index_of(plan)
        nodes = {at for found in nodes_selected(plan, self.where) for at in index.subtree(found).tolist()}
        names = {index.ids[at] for at in nodes}
        documents = {plan.documents[at].id for at in documents_of(plan, self.documents)}
        if not self.by:
            return plan
        swaps: dict[str, dict[int, Record | None]] = {
            "allocations": self._moved(plan, "allocations", "amounts", names, documents),
            "series": self._moved(plan, "series", "values", names, documents),
        }
        if not any(swaps.values()):
            told = f"{self.where}{f' since {self.since}' if self.since is not None else ''}"
            raise NothingSelectedError(told, f"ceilings, estimates and targets by year of {', '.join(self.documents)}")
        if self.since is None:
            for at in nodes:
                node, table = index.node(at), index.tables[int(index.table[at])]
                if isinstance(node, WorkNode) and (node.start or node.finish):
                    days: dict[str, Any] = {field: _day(getattr(node, field), self.by) for field in ("start", "finish")}
                    swaps.setdefault(table, {})[at - index.starts[table]] = attrs.evolve(node, **days)
        return with_rows(plan, swaps)

    def _moved(
        self, plan: Plan, table: str, field: str, names: Collection[str], documents: Collection[str]
    ) -> dict[int, Record | None]:
        owners = {one.id: one.owner for one in plan.indicators}
        found: dict[int, Record | None] = {}
        for at, row in enumerate(plan.table(table)):
            about: Any = row.subject if table == "allocations" else owners.get(row.indicator)
            told = row.basis != "realised" if table == "allocations" else row.role == "target"
            if about in names and told and row.document in documents:
                values = self._later(getattr(row, field), about)
                if values is not None:
                    found[at] = attrs.evolve(row, **{field: values})
        return found

    def _later(self, values: Mapping[str, Any], about: str) -> dict[str, Any] | None:
        """Move the periods of values; None where none moves."""
        moves = {key: _later(key, self.by, self.since) for key in values}
        if all(key == new for key, new in moves.items()):
            return None
        if len(set(moves.values())) < len(moves):
            clash = sorted(new for new in moves.values() if list(moves.values()).count(new) > 1)
            msg = Bilingual(
                f"{about} sudah memuat nilai untuk {clash[0]}: digeser {self.by} tahun, dua nilai jatuh pada satu masa",
                f"{about} has values for {clash[0]} already: moving by {self.by} years would put two into one period",
            )
            raise EditError(msg)
        return {moves[key]: value for key, value in values.items()}

    def told(self) -> Bilingual:
        """Say what it does."""
        since = "" if self.since is None else f" ({self.since}+)"
        names = ", ".join(self.documents)
        return Bilingual(
            f"geser {self.where}{since} {self.by:+d} tahun pada {names}",
            f"move {self.where}{since} by {self.by:+d} years in {names}",
        )


def _later(period: str, by: int, since: int | None) -> str:
    """Write the period some years later; one without a year stays."""
    year = period_year(period)
    if year is None or (since is not None and year < since):
        return period
    if len(period) == len("2026-03-31"):
        return _day(period, by) or period
    return f"{year + by:04d}{period[4:]}"


def _day(day: str | None, by: int) -> str | None:
    """Return the same day some years later; 29 February becomes the 28th."""
    if day is None:
        return None
    old = date.fromisoformat(day)
    last = monthrange(old.year + by, old.month)[1]
    return old.replace(year=old.year + by, day=min(old.day, last)).isoformat()
