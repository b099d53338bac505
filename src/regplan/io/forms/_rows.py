"""What the forms share: nodes in the order of the tree, their indicators and series in a document, titles."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from regplan.index.selecting import select_documents
from regplan.model.plan import Plan
from regplan.model.structure import Node
from regplan.model.targets import Indicator, Series
from regplan.model.words import Basis, Level, SeriesRole
from regplan.values.cell import read_cell
from regplan.values.measure import Number
from regplan.values.money import Rupiah

__all__ = [
    "ENDS",
    "EVALUATED",
    "Item",
    "chosen_documents",
    "indicators_by_owner",
    "items_of",
    "last_of",
    "measured_text",
    "money_by_subject",
    "number_of",
    "objectives_above",
    "office_title",
    "offices_of",
    "region_title",
    "results_by_indicator",
    "series_of",
    "stated_nodes",
    "topmost",
    "with_unit",
]


EVALUATED: Final[tuple[Level, ...]] = ("objective", "program", "activity", "sub_activity")
ENDS: Final = (
    "Rata-rata capaian kinerja (%):",
    "Predikat kinerja:",
    "Faktor pendorong keberhasilan kinerja:",
    "Faktor penghambat pencapaian kinerja:",
    "Tindak lanjut yang diperlukan dalam triwulan berikutnya:",
    "Tindak lanjut yang diperlukan dalam rencana berikutnya:",
)
"""The rows that every form of results ends with (regulations §1.7); people fill them in."""


@attrs.frozen
class Item:
    """A node of a form; its OPD and places by name."""

    id: str
    level: Level
    code: str | None
    title: str | None
    agency: str | None
    places: tuple[str, ...]


def items_of(plan: Plan, ids: Container[str], levels: Sequence[Level]) -> Iterator[Item]:
    """Go through nodes of some levels in the order of the tree, each below its parent; of a circle each once."""
    names = {place.id: place.name or place.id for place in plan.places}
    offices = _office_names(plan)
    known = {node.id: node for node in plan.nodes}
    below: dict[str | None, list[Node]] = {}
    for node in plan.nodes:
        below.setdefault(node.parent if node.parent in known else None, []).append(node)
    while below:
        waiting = list(reversed(below.pop(None if None in below else next(iter(below)))))
        while waiting:
            node = waiting.pop()
            waiting += reversed(below.pop(node.id, ()))
            if node.id in ids and node.level in levels:
                places = tuple(names.get(one, one) for one in getattr(node, "places", ()))
                office = offices.get(node.agency, node.agency) if node.agency else None
                yield Item(node.id, node.level, node.code, node.title, office, places)


def chosen_documents(plan: Plan, words: Sequence[str] | str, year: int | None) -> tuple[str, ...]:
    """Return the ids of the documents that words name, in their latest version."""
    return tuple(plan.documents[at].id for at in select_documents(plan, words, year=year, revision="latest"))


def indicators_by_owner(plan: Plan) -> dict[str, list[Indicator]]:
    """Gather the indicators of each node."""
    found: dict[str, list[Indicator]] = {}
    for one in plan.indicators:
        if one.owner is not None:
            found.setdefault(one.owner, []).append(one)
    return found


def series_of(plan: Plan, documents: Container[str]) -> dict[tuple[str, SeriesRole], Series]:
    """Gather series of some documents by indicator and role; of several the last said."""
    return {(one.indicator, one.role): one for one in plan.series if one.document in documents}


def measured_text(plan: Plan, node: str, words: Sequence[str], year: int) -> tuple[str | None, str | None]:
    """Write the indicators of a node and their targets of a year, one a line."""
    known = series_of(plan, chosen_documents(plan, words, year))
    names, targets = [], []
    for one in indicators_by_owner(plan).get(node, ()):
        series = known.get((one.id, "target"))
        value = series.values.get(str(year)) if series else None
        names.append(one.name or "")
        targets.append(with_unit(value, one.unit) or "")
    return "\n".join(names) or None, "\n".join(targets).strip() or None


def with_unit(value: str | None, unit: str | None) -> str | None:
    """
    Write a unit behind a value that does not end with it itself.

    Example:
        >>> with_unit("85", "%"), with_unit("1 Dokumen", "dokumen"), with_unit("5 km", "m"), with_unit(None, "%")
        ('85 %', '1 Dokumen', '5 km m', None)
    """
    if not value or not unit or re.search(rf"(?<![^\W\d_]){re.escape(unit)}\s*$", value, re.IGNORECASE):
        return value or None
    return f"{value} {unit}"


def number_of(text: str | None) -> Fraction | None:
    """Return the number a cell surely is; None for ranges, grades, words and what can be read in two ways."""
    if text is None:
        return None
    value = read_cell(text).value
    return Fraction(value.value) if isinstance(value, Number) else None


def stated_nodes(plan: Plan, homes: Container[str]) -> set[str]:
    """Collect the nodes that documents state: as their own, by an entry, by money, or by a series of an indicator."""
    own = {node.id for node in plan.nodes if node.document in homes}
    own |= {one.node for one in plan.entries if one.document in homes}
    told = {one.indicator for one in plan.series if one.document in homes}
    own |= {one.owner for one in plan.indicators if one.owner is not None and one.id in told}
    return own | {one.subject for one in plan.allocations if one.document in homes}


def money_by_subject(
    plan: Plan, documents: Container[str], period: str, basis: Basis = "ceiling"
) -> dict[str, Rupiah | None]:
    """
    Return what documents print for each subject in a period: its stated total, else the sum of its entries.

    None where an amount is unknown; a subject of which nothing is printed is not there.
    """
    totals: dict[str, Rupiah | None] = {}
    sums: dict[str, Rupiah | None] = {}
    for one in plan.allocations:
        if one.document not in documents or one.basis != basis or period not in one.amounts:
            continue
        amount = one.amounts[period]
        if one.role == "stated_total":
            totals[one.subject] = amount
        else:
            before = sums.get(one.subject, 0)
            sums[one.subject] = None if before is None or amount is None else Decimal(before) + Decimal(amount)
    return {**sums, **totals}


def topmost(plan: Plan, printed: Mapping[str, int]) -> tuple[int, ...]:
    """
    Return the rows of nodes that print money while no node above them does; together they are all the money, each once.

    Args:
        plan: The plan.
        printed: The row of each node that prints money.
    """
    parents = {node.id: node.parent for node in plan.nodes}

    def is_below(node: str, row: int) -> bool:
        seen, above = {node}, parents.get(node)
        while above is not None and above not in seen and above not in printed:
            seen.add(above)
            above = parents.get(above)
        return above is not None and printed.get(above, row) < row

    return tuple(row for node, row in printed.items() if not is_below(node, row))


def region_title(plan: Plan, year: int | None) -> str:
    """Name region and year, as far as the plan does."""
    name = plan.region.name if plan.region and plan.region.name else plan.title or ""
    return f"{name} — TAHUN {year}".strip(" —") if year else name.upper()


def _office_names(plan: Plan) -> dict[str, str]:
    return {one.id: one.name or one.id for one in plan.agencies}


def offices_of(plan: Plan, documents: Container[str]) -> tuple[str, ...]:
    """Name the OPD whose documents these are, each once; empty where one of them is of no OPD."""
    names = _office_names(plan)
    found = dict.fromkeys(one.agency for one in plan.documents if one.id in documents)
    return () if None in found else tuple(names.get(one, one) for one in found if one)


def office_title(plan: Plan, documents: Container[str]) -> tuple[str, ...]:
    """Write the line that names the OPD of a table, where it is of one alone."""
    found = offices_of(plan, documents)
    return (f"PERANGKAT DAERAH: {found[0]}",) if len(found) == 1 else ()


def results_by_indicator(plan: Plan) -> dict[str, dict[str, str | None]]:
    """Gather results of each indicator by period, whichever document says them; of several the last said."""
    found: dict[str, dict[str, str | None]] = {}
    for one in plan.series:
        if one.role == "result":
            found.setdefault(one.indicator, {}).update(one.values)
    return found


def last_of(values: Mapping[str, str | None]) -> str | None:
    years = [period for period in values if period.isdigit()]
    return values[max(years)] if years else None


def objectives_above(plan: Plan) -> dict[str, str]:
    """Name for each node the nearest objective that it is or stands below."""
    nodes = {node.id: node for node in plan.nodes}
    found: dict[str, str] = {}
    for node in plan.nodes:
        at, seen = node, {node.id}
        while at.level != "objective" and at.parent in nodes and at.parent not in seen:
            seen.add(at.parent)
            at = nodes[at.parent]
        if at.level == "objective" and at.title:
            found[node.id] = at.title
    return found
