"""Plan to networkx: one node a record with an id, one edge a relation, keyed by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regplan.model.plan import Plan
from regplan.model.tables import ID_TABLES, NODE_TABLES, RECORD_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

__all__ = ["alignment_graph"]

_KINDS = {table: name for name, table in RECORD_NAMES.items()}


def alignment_graph(plan: Plan) -> nx.MultiDiGraph[str]:
    """
    Return the plan as a frozen ``networkx.MultiDiGraph``, made once.

    Every edge reads as a sentence and points to what is served: a goal's ``parent`` is its mission, a Renstra goal
    ``adopts`` an RPJMD objective. So ``nx.descendants(g, program)`` is all the program leads to, up to the vision, and
    ``nx.ancestors(g, "M2")`` is all that serves mission 2.

    Refused links are in it too, with ``status="refused"``, and so are ``agency``, ``needs`` and ``replaces``: leave them out
    by key or attribute where a walk should follow alignment alone. ``trace`` and ``coverage`` do so.

    Args:
        plan: Any plan; ids that dangle become nodes with ``kind="missing"``.

    Returns:
        A graph whose nodes are the ids of nodes, OPD, references, indicators, documents, places and commitments, with
        the attributes ``kind`` (``goal``, ``program``, ``agency`` …), ``title``, ``code``, ``document`` and
        ``agency``; its edges are keyed by relation: ``parent``, ``owner`` (indicator to node), ``agency`` (node to the
        OPD it states), ``promises`` (commitment to node), and the kinds of links, which carry ``weight``, ``status``,
        ``role`` and ``document``. The attribute ``relation`` is the key without number: of two links of one kind
        between two nodes the second has the key ``supports#2``.

    Example:
        >>> import networkx as nx
        >>> from regplan.model import Goal, Mission
        >>> g = alignment_graph(Plan(missions=[Mission(id="M1")], goals=[Goal(id="T1", parent="M1")]))
        >>> list(g.edges(keys=True)), nx.ancestors(g, "M1")
        ([('T1', 'M1', 'parent')], {'T1'})
    """
    return plan.remember("alignment_graph", lambda: _build(plan))


def _build(plan: Plan) -> nx.MultiDiGraph[str]:
    import networkx as nx  # noqa: PLC0415 - rules use other questions of this package and need no networkx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for table in ID_TABLES:
        graph.add_nodes_from(_nodes(plan, table))
    known = set(graph)
    for source, target, key, attributes in _edges(plan):
        for end in (source, target):
            if end not in known:
                known.add(end)
                graph.add_node(end, kind="missing", title=None, code=None, document=None, agency=None)
        graph.add_edge(source, target, key=_free(graph, source, target, key), relation=key, **attributes)
    nx.freeze(graph)
    return graph


def _free(graph: nx.MultiDiGraph[str], source: str, target: str, key: str) -> str:
    """Return the relation as key; the second of one kind between two nodes is ``supports#2``, and so on."""
    number, free = 1, key
    while graph.has_edge(source, target, key=free):
        number += 1
        free = f"{key}#{number}"
    return free


def _nodes(plan: Plan, table: str) -> Iterator[tuple[str, dict[str, object]]]:
    kind = _KINDS[table]
    rows = plan.table(table)
    for name, row in rows.by_id.items():
        yield (
            name,
            {
                "kind": kind,
                "title": getattr(row, "title", None) or getattr(row, "name", None) or getattr(row, "text", None),
                "code": getattr(row, "code", None),
                "document": getattr(row, "document", None),
                "agency": getattr(row, "agency", None),
            },
        )


def _edges(plan: Plan) -> Iterator[tuple[str, str, str, dict[str, object]]]:
    for table in (*NODE_TABLES, "agencies", "places", "references"):
        for row in plan.table(table):
            if row.parent is not None:
                yield row.id, row.parent, "parent", {}
            if getattr(row, "agency", None) is not None:
                yield row.id, row.agency, "agency", {}
    for indicator in plan.indicators:
        if indicator.owner is not None:
            yield indicator.id, indicator.owner, "owner", {}
    for commitment in plan.commitments:
        for node in commitment.nodes:
            yield commitment.id, node, "promises", {}
    for link in plan.links:
        facts: dict[str, object] = {
            "weight": link.weight,
            "status": link.status,
            "role": link.role,
            "document": link.document,
        }
        yield link.source, link.target, link.kind, facts
