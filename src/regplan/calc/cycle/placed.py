"""What each budget adds for a program, place by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from regplan.calc.cycle.effective import Line, effective
from regplan.errors import CallError, UnknownIdError
from regplan.index.columns import Index
from regplan.model.plan import Plan
from regplan.model.structure import WorkNode
from regplan.model.words import PlaceKind
from regplan.values.text import near

__all__ = ["Placed", "placed_money"]


@attrs.frozen(eq=False, kw_only=True)
class Placed:
    """
    What budgets add for a node.

    Attributes:
        node: The id of the node.
        documents: The budgets, in order.
        years: Their years.
        by_place: Sen by place, one amount for each budget; None where it is not known.
        unplaced: Sen without a place, likewise.
    """

    node: str
    documents: tuple[str, ...]
    years: tuple[int, ...]
    by_place: Mapping[str, tuple[int | None, ...]]
    unplaced: tuple[int | None, ...]

    @property
    def is_placed(self) -> bool:
        """Whether all of the money has a place."""
        return bool(self.by_place) and not any(amount != 0 for amount in self.unplaced)

    def whole(self) -> tuple[int | None, ...]:
        """Return what each budget adds in all."""
        rows = [*self.by_place.values(), self.unplaced]
        return tuple(_sum([row[at] for row in rows]) for at in range(len(self.documents)))


def placed_money(index: Index, node: str, documents: Sequence[str], kind: PlaceKind) -> Placed:
    """
    Find what each budget adds for a node beyond the budget before it of the same year.

    Args:
        index: The index of a plan.
        node: The id of the node.
        documents: The ids of the budgets, in order of time.
        kind: The kind of place money is gathered at; money at an RT counts for the kelurahan it lies in.

    Raises:
        CallError: No budgets, one twice, without a single year, or out of order; money at a place that lies in none of *kind*.
        UnknownIdError: The node or a budget is not in the plan; near matches are offered.
    """
    at = index.position.get(node, -1)
    if not 0 <= at < index.nodes:
        raise UnknownIdError(node, "nodes", near(node, index.ids[: index.nodes]))
    below = set(index.subtree(at).tolist())
    places = [_position(index.plan, name) for name in documents]
    years = [_year(index.plan, one) for one in places]
    if not places or years != sorted(years) or len(set(places)) < len(places):
        msg = "name the budgets in order of time, each once: ['apbd-2021', 'apbd-2021-p', 'apbd-2022']"
        raise CallError(msg)
    totals = [_by_place(index, one, year, below, kind) for one, year in zip(places, years, strict=True)]
    names = sorted({name for total in totals for name in total if name is not None})
    added: dict[str | None, tuple[int | None, ...]] = {}
    for name in (*names, None):
        amounts = [total.get(name, 0) for total in totals]
        added[name] = tuple(
            _less(amount, amounts[step - 1]) if step and years[step] == years[step - 1] else amount
            for step, amount in enumerate(amounts)
        )
    return Placed(
        node=node,
        documents=tuple(documents),
        years=tuple(years),
        by_place={name: added[name] for name in names},
        unplaced=added[None],
    )


def _position(plan: Plan, name: str) -> int:
    found = next((at for at, one in enumerate(plan.documents) if one.id == name), None)
    if found is None:
        raise UnknownIdError(name, "documents", near(name, plan.documents.ids))
    return found


def _year(plan: Plan, at: int) -> int:
    document = plan.documents[at]
    if document.first_year is None or document.first_year != document.last_year:
        msg = f"{document.id} is for {document.first_year}–{document.last_year}: a budget of the cycle is for one year"
        raise CallError(msg)
    return document.first_year


def _by_place(index: Index, document: int, year: int, below: set[int], kind: PlaceKind) -> dict[str | None, int | None]:
    """Add up what a budget comes to for a node, by place; the key None has what states no place."""
    lines = effective(index, document, year)
    name = index.plan.documents[document].id
    if lines.parts or lines.lacks is not None:
        what = f"states money of {', '.join(lines.parts)}" if lines.parts else "changes a part of what the plan has not"
        msg = f"{name} {what}: a roll-out counts whole years and whole budgets"
        raise CallError(msg)
    found: dict[str | None, int | None] = {}
    for line, amount in lines.amounts.items():
        if line[0] in below:
            place = _place_of(index, line, kind, name)
            found[place] = _sum([found.get(place, 0), amount])
    return found


def _place_of(index: Index, line: Line, kind: PlaceKind, document: str) -> str | None:
    """Find the place of a kind in which money is spent: as its line says, else the only place of its node."""
    subject, place = line[0], line[3]
    node = index.node(subject)
    if place is None and isinstance(node, WorkNode) and len(node.places) == 1:
        (place,) = node.places
    seen: set[str] = set()
    at = place
    while at is not None and at not in seen:
        record = index.plan.places.get(at)
        if record is None:
            break
        if record.kind == kind:
            return at
        seen.add(at)
        at = record.parent
    if place is None:
        return None
    msg = f"{document} states money at {place}, which is no {kind} and lies in none"
    raise CallError(msg)


def _less(amount: int | None, before: int | None) -> int | None:
    return None if amount is None or before is None else amount - before


def _sum(amounts: Sequence[int | None]) -> int | None:
    return None if None in amounts else sum(amount or 0 for amount in amounts)
