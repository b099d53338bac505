"""
The obvious version of nine rules: networkx walks, Decimal money, one pint quantity a value.

Nothing of ``regplan.index`` or ``regplan.checks`` is in it. It is the second opinion that tests compare findings with;
six of the rules are what the compiled way is timed against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import Any, Final

import networkx as nx
import pint

from benchmarks.oracle_graph import Found, Graph, children
from benchmarks.oracle_totals import totals_found
from regplan.model import Document, Indicator, Plan
from regplan.model.schema import schema_of
from regplan.model.tables import ID_TABLES, NODE_TABLES, TABLES
from regplan.values.code import cleaned, parse_code

__all__ = ["RULES", "SIX_RULES", "Found", "findings"]

SIX_RULES: Final = ("REF-01", "CARD-08", "ARI-01", "TGT-01", "TGT-02", "TGT-04")
"""The rules that are timed: ids, levels, sums, and three on targets, for which the obvious way makes quantities."""


def findings(plan: Plan, codes: Collection[str] | None = None) -> frozenset[Found]:
    """
    Judge a plan by the rules written here, the obvious way.

    Args:
        plan: A plan in which no id stands twice and no money stands below a circle of parents.
        codes: Which rules; all when left out.

    Returns:
        Code, name and subject of all findings.
    """
    graph = _graph(plan)
    chosen = [rule for code, rule in RULES.items() if codes is None or code in codes]
    return frozenset(found for rule in chosen for found in rule(plan, graph))


def _graph(plan: Plan) -> Graph:
    """Draw the plan: a node for each record with an id, an edge for each parent, owner and link."""
    graph: Graph = nx.MultiDiGraph()
    for table in ID_TABLES:
        for row in plan.table(table):
            graph.add_node(row.id, table=table, record=row)
    for low, high, relation in _edges(plan):
        if low in graph and high in graph:
            graph.add_edge(low, high, key=relation)
    return graph


def _edges(plan: Plan) -> Iterator[tuple[str, Any, str]]:
    for table in (*NODE_TABLES, "agencies", "places", "references"):
        for row in plan.table(table):
            yield row.id, row.parent, "parent"
    for document in plan.documents:
        yield document.id, document.amends, "amends"
    for indicator in plan.indicators:
        yield indicator.id, indicator.owner, "owner"
    for link in plan.links:
        yield link.source, link.target, link.kind


_TABLES_OF: Final = {
    "node": frozenset(NODE_TABLES),
    "document": frozenset({"documents"}),
    "agency": frozenset({"agencies"}),
    "place": frozenset({"places"}),
    "reference": frozenset({"references"}),
    "indicator": frozenset({"indicators"}),
    "commitment": frozenset({"commitments"}),
    "region": frozenset[str](),
}


def _dangling(plan: Plan, graph: Graph) -> Iterator[Found]:
    """REF-01: each id that a record refers to is that of a record of the right kind."""
    for table, cls in TABLES.items():
        refs = [spec for spec in schema_of(cls) if spec.kind == "ref"]
        for row in plan.table(table):
            for spec in refs:
                value = getattr(row, spec.name)
                for name in value if spec.many else (value,):
                    if name is not None and not _is_known(graph, name, spec.tables):
                        yield Found("REF-01", "dangling-id", _subject(row))
    for commitment in plan.commitments:
        for name in commitment.signatories:
            if not _is_known(graph, name, ("agency",)):
                yield Found("REF-01", "dangling-id", commitment.id)


def _is_known(graph: Graph, name: str, kinds: tuple[str, ...]) -> bool:
    if name == "/" and "region" in kinds:
        return True
    return name in graph and any(graph.nodes[name]["table"] in _TABLES_OF[kind] for kind in kinds)


def _subject(row: Any) -> str | None:
    """Return the id of a record, or of what a row without an id is about."""
    for field in ("id", "subject", "indicator", "node", "source"):
        name: str | None = getattr(row, field, None)
        if name is not None:
            return name
    return None


def _circles(plan: Plan, graph: Graph) -> Iterator[Found]:
    """REF-03: following parents never leads back."""
    order = {name: at for at, name in enumerate(graph)}
    for tables, relation in (
        (NODE_TABLES, "parent"),
        (("agencies",), "parent"),
        (("places",), "parent"),
        (("references",), "parent"),
        (("documents",), "amends"),
    ):
        upward: nx.DiGraph[str] = nx.DiGraph()
        upward.add_nodes_from(row.id for table in tables for row in plan.table(table))
        upward.add_edges_from(
            (low, high) for low, high, key in graph.edges(upward.nodes, keys=True) if key == relation and high in upward
        )
        for ring in nx.simple_cycles(upward):
            yield Found("REF-03", "circle-of-parents", min(ring, key=order.__getitem__))


_WORK: Final = ("RENSTRA", "RENJA", "APBD")
_MEASURED: Final = ("RPJMD", "RPD", "RENSTRA", "RENJA", "RKPD", "PPAS", "KUA_PPAS", "RKA", "APBD", "DPA")
_SINCE: Final = {"CARD-08": 2019, "CARD-09": 2014}
"""The year of the law behind a rule; documents that ended before are not judged."""


def _judged(plan: Plan, code: str, kinds: tuple[str, ...]) -> Iterator[Document]:
    for document in plan.documents:
        if document.kind in kinds and (document.last_year is None or document.last_year >= _SINCE[code]):
            yield document


def _stated(plan: Plan, graph: Graph) -> dict[str, dict[str, set[str]]]:
    """Gather by document and table the nodes that stand in it: at home there, or by an entry."""
    stated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for table in NODE_TABLES:
        for node in plan.table(table):
            stated[node.document][table].add(node.id)
    for entry in plan.entries:
        if entry.node in graph:
            stated[entry.document][graph.nodes[entry.node]["table"]].add(entry.node)
    return stated


def _work_levels(plan: Plan, graph: Graph) -> Iterator[Found]:
    """CARD-08: programs have activities, activities have sub activities, in each document that lists them."""
    stated = _stated(plan, graph)
    for document in _judged(plan, "CARD-08", _WORK):
        here = stated[document.id]
        if document.covers_level("activity"):
            for name in here["programs"]:
                if not children(graph, name) & here["activities"]:
                    yield Found("CARD-08", "program-without-activity", name)
        if document.covers_level("sub_activity"):
            for name in here["activities"]:
                if not children(graph, name) & here["sub_activities"]:
                    yield Found("CARD-08", "activity-without-sub-activity", name)


def _work_measured(plan: Plan, graph: Graph) -> Iterator[Found]:
    """CARD-09: programs, activities and sub activities have an indicator, and it has a unit."""
    stated = _stated(plan, graph)
    work: set[str] = set()
    for document in _judged(plan, "CARD-09", _MEASURED):
        for table in ("programs", "activities", "sub_activities"):
            work |= stated[document.id][table]
    for name in work:
        indicators = children(graph, name, "owner")
        if not indicators:
            yield Found("CARD-09", "work-without-indicator", name)
        for indicator in indicators:
            if graph.nodes[indicator]["record"].unit is None:
                yield Found("CARD-09", "work-indicator-without-unit", indicator)


def _codes_under_parents(plan: Plan, graph: Graph) -> Iterator[Found]:
    """CODE-02: the code of a node begins with that of the node above it."""
    for table in ("activities", "sub_activities"):
        for node in plan.table(table):
            upper = graph.nodes[node.parent] if node.parent in graph else None
            if upper is None or upper["table"] not in {"programs", "activities", "sub_activities"}:
                continue
            code, parent = _code(node), _code(upper["record"])
            if code is not None and parent is not None and not _lies_under(code, parent):
                yield Found("CODE-02", "code-not-under-parent", node.id)


def _code(node: Any) -> str | None:
    """Return the clean code of a node, where it is one of its level."""
    if node.code is None:
        return None
    clean = node.code if parse_code(node.code) else cleaned(node.code)
    parsed = parse_code(clean)
    return clean if parsed is not None and parsed.level == type(node).level else None


def _lies_under(code: str, parent: str) -> bool:
    if code.startswith("X") != parent.startswith("X"):
        code, parent = code.split(".", 2)[-1], parent.split(".", 2)[-1]
    return code.startswith(parent + ".")


def _against_polarity(plan: Plan, graph: Graph) -> Iterator[Found]:
    """TGT-01: the yearly targets of an indicator never get worse; those whose years add up may."""
    units = _Units()
    for row in plan.series:
        indicator = graph.nodes[row.indicator]["record"] if row.indicator in graph else None
        if indicator is None or row.role != "target" or not _is_directed(indicator):
            continue
        path = [units.quantity(text, indicator.unit) for _, text in sorted(row.values.items()) if text is not None]
        if any(_is_worse(later, earlier, indicator.polarity) for earlier, later in pairwise(path)):
            yield Found("TGT-01", "target-against-polarity", row.indicator)


def _worse_than_baseline(plan: Plan, graph: Graph) -> Iterator[Found]:
    """TGT-02: the first target is no worse than the last baseline before it."""
    units = _Units()
    series = {row.key: row for row in plan.series}
    for row in plan.series:
        indicator = graph.nodes[row.indicator]["record"] if row.indicator in graph else None
        baseline = series.get((row.indicator, row.document, "baseline"))
        if indicator is None or baseline is None or row.role != "target" or not _is_directed(indicator):
            continue
        first, last = min(row.values), max(baseline.values)
        told, before = row.values[first], baseline.values[last]
        if told is None or before is None or last >= first:
            continue
        if _is_worse(units.quantity(told, indicator.unit), units.quantity(before, indicator.unit), indicator.polarity):
            yield Found("TGT-02", "first-target-worse-than-baseline", row.indicator)


def _bounds(plan: Plan, graph: Graph) -> Iterator[Found]:
    """TGT-04: a percentage lies within 0 and 100, what is counted is whole and not negative."""
    units = _Units()
    for row in plan.series:
        indicator = graph.nodes[row.indicator]["record"] if row.indicator in graph else None
        if indicator is None:
            continue
        values = [units.quantity(text, indicator.unit) for text in row.values.values() if text is not None]
        least, most = units.quantity("0", indicator.unit), units.quantity("100", indicator.unit)
        if indicator.unit == "%" and any(value < least or value > most for value in values):
            yield Found("TGT-04", "share-out-of-bounds", row.indicator)
        elif indicator.unit in _COUNTED and any(value < least for value in values):
            yield Found("TGT-04", "count-negative", row.indicator)
        elif indicator.unit in _COUNTED and any(not value.magnitude.is_integer() for value in values):
            yield Found("TGT-04", "count-not-whole", row.indicator)


_COUNTED: Final = ("Dokumen", "Laporan", "Unit", "Orang", "Paket", "Ruang", "Lembaga", "Kegiatan")
"""The units of the synthetic plans that are counted."""


class _Units:
    """Quantities in units that are each their own dimension, as printed; the registry knows no others."""

    def __init__(self) -> None:
        self.registry: pint.UnitRegistry[float] = pint.UnitRegistry(None)
        self.names: dict[str | None, str] = {}

    def quantity(self, text: str, unit: str | None) -> Any:
        if unit not in self.names:
            self.names[unit] = f"unit{len(self.names)}"
            self.registry.define(f"{self.names[unit]} = [{self.names[unit]}]")
        return self.registry.Quantity(float(text.replace(",", ".")), self.names[unit])


def _is_directed(indicator: Indicator) -> bool:
    return indicator.polarity in {"up", "down"} and indicator.accumulation not in {None, "sum", "increment"}


def _is_worse(one: Any, other: Any, polarity: str) -> bool:
    return bool(one < other if polarity == "up" else one > other)


RULES: Final[dict[str, Callable[[Plan, Graph], Iterator[Found]]]] = {
    "REF-01": _dangling,
    "REF-03": _circles,
    "CARD-08": _work_levels,
    "CARD-09": _work_measured,
    "CODE-02": _codes_under_parents,
    "ARI-01": totals_found,
    "TGT-01": _against_polarity,
    "TGT-02": _worse_than_baseline,
    "TGT-04": _bounds,
}
"""The rules that are written here a second time."""
