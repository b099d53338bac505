"""The graph as text that other tools read: GraphML, DOT, Mermaid and node-link JSON; whatever stands in labels stays a label."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from regplan.errors import THIS_PLAN, UnknownIdError, UnknownNameError
from regplan.graph.build import alignment_graph
from regplan.index import of
from regplan.model.plan import Plan
from regplan.model.words import LEVELS, Level
from regplan.values.text import near

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["GraphFormat", "export_graph", "subgraph"]

GraphFormat: TypeAlias = Literal["graphml", "dot", "mermaid", "json"]

_LONGEST: Final = 80
_UP: Final = frozenset({"parent", "owner", "supports", "adopts", "aligned_with"})


def export_graph(
    plan: Plan,
    format: GraphFormat = "graphml",  # noqa: A002 - the word of the command line
    *,
    under: str | None = None,
    level: Level | None = None,
) -> str:
    """
    Write the alignment graph for another program.

    Nodes and edges have the attributes of ``alignment_graph``; what is not stated is left out (GraphML knows no null).
    Edges of GraphML and JSON are numbered ``e0``, ``e1`` …, and their relation is an attribute. In DOT and Mermaid a node
    shows kind, id and the beginning of its wording; refused links are dotted.

    Args:
        plan: The plan.
        format: ``graphml`` (Gephi, yEd, Cytoscape), ``dot`` (Graphviz), ``mermaid`` (Markdown), ``json`` (node-link, networkx and D3).
        under: Only this record and what leads up to it.
        level: The lowest level of nodes to write; indicators, references and the rest are then left out.

    Returns:
        The text.

    Raises:
        UnknownIdError: Nothing has the id *under*; near matches are offered.
        UnknownNameError: The format or level is none; near matches are offered.

    Example:
        >>> from regplan.model import Goal, Mission
        >>> plan = Plan(missions=[Mission(id="M1", title='Maju "bersama"')], goals=[Goal(id="T1", parent="M1")])
        >>> print(export_graph(plan, "mermaid"))
        flowchart BT
          n0["mission M1<br/>Maju #34;bersama#34;"]
          n1["goal T1"]
          n1 -->|parent| n0
        <BLANKLINE>
    """
    if format not in _WRITERS:
        raise UnknownNameError(str(format), "format of graphs", near(str(format), _WRITERS))
    text: str = _WRITERS[format](subgraph(plan, under=under, level=level))
    return text


def subgraph(plan: Plan, *, under: str | None = None, level: Level | None = None) -> nx.MultiDiGraph[str]:
    """
    Return a part of the alignment graph as a new plain networkx graph, in the order of the plan.

    Args:
        plan: The plan.
        under: Only this record and what leads up to it, by parents, owners and links that are not refused.
        level: The lowest level of nodes; indicators, references, OPD and the rest are then left out.

    Raises:
        UnknownIdError: Nothing has the id *under*; near matches are offered.
        UnknownNameError: The level is none; near matches are offered.
    """
    import networkx as nx  # noqa: PLC0415 - loaded where a graph is asked for

    graph = alignment_graph(plan)
    kept: set[str] = set(graph)
    if level is not None:
        if level not in LEVELS:
            raise UnknownNameError(str(level), "level", near(str(level), LEVELS))
        shown = LEVELS[: LEVELS.index(level) + 1]
        kept = {name for name, data in graph.nodes(data=True) if data["kind"] in shown}
    if under is not None:
        if under not in graph or graph.nodes[under]["kind"] == "missing":
            raise UnknownIdError(under, THIS_PLAN, near(under, graph))
        kept &= {under} | nx.ancestors(_upward(graph), under)
    part: Any = nx.MultiDiGraph()
    order = dict.fromkeys(name for name in (*of(plan).ids, *graph) if name in kept)
    part.add_nodes_from((name, dict(graph.nodes[name])) for name in order)
    part.add_edges_from(
        (low, high, key, dict(data))
        for low in order
        for _, high, key, data in graph.out_edges(low, keys=True, data=True)
        if high in kept
    )
    made: nx.MultiDiGraph[str] = part
    return made


def _upward(graph: nx.MultiDiGraph[str]) -> Any:
    """Return what leads up; a link that is refused does not."""
    import networkx as nx  # noqa: PLC0415 - loaded where a graph is asked for

    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(graph)
    found.add_edges_from(
        (low, high)
        for low, high, data in graph.edges(data=True)
        if data["relation"] in _UP and data.get("status") != "refused"
    )
    return found


def _stated(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}


def _in_xml(text: str) -> str:
    """Take the place of the two characters that a plan may hold and XML may not."""
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _numbered(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Leave out what is not stated, and give each edge a key of its own: tools take it for an id."""
    import networkx as nx  # noqa: PLC0415 - loaded where a graph is asked for

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.add_nodes_from((name, _stated(data)) for name, data in graph.nodes(data=True))
    for number, (low, high, data) in enumerate(graph.edges(data=True)):
        plain.add_edge(low, high, key=f"e{number}", **_stated(data))
    return plain


def _graphml(graph: nx.MultiDiGraph[str]) -> str:
    import networkx as nx  # noqa: PLC0415 - loaded where a graph is asked for

    file = io.BytesIO()
    nx.write_graphml_xml(_numbered(graph), file, encoding="utf-8", prettyprint=True)
    return _in_xml(file.getvalue().decode("utf-8")) + "\n"


def _json(graph: nx.MultiDiGraph[str]) -> str:
    import networkx as nx  # noqa: PLC0415 - loaded where a graph is asked for

    data = nx.node_link_data(_numbered(graph), edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _label(name: str, data: dict[str, Any]) -> tuple[str, str]:
    """Return the two lines of a label: kind and id, and the beginning of the wording."""
    title = data.get("title") or ""
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    return f"{data['kind'].replace('_', ' ')} {name}", short


def _dot(graph: nx.MultiDiGraph[str]) -> str:
    lines = ["digraph plan {", "  rankdir=BT;", '  node [shape=box, fontname="sans-serif"];']
    for name, data in graph.nodes(data=True):
        label = "\\n".join(_dot_text(line) for line in _label(name, data) if line)
        lines.append(f'  "{_dot_text(name)}" [label="{label}", kind="{_dot_text(data["kind"])}"];')
    for low, high, data in graph.edges(data=True):
        told = _edge_text(data)
        style = ", style=dotted" if data.get("status") == "refused" else ""
        lines.append(f'  "{_dot_text(low)}" -> "{_dot_text(high)}" [label="{_dot_text(told)}"{style}];')
    return "\n".join([*lines, "}", ""])


def _dot_text(text: str) -> str:
    """Escape what ends a quoted text of DOT, and the backslash, which begins its own codes."""
    return " ".join(text.splitlines()).replace("\\", "\\\\").replace('"', '\\"')


def _edge_text(data: dict[str, Any]) -> str:
    weight = data.get("weight")
    return data["relation"] if weight is None else f"{data['relation']} {weight}"


def _mermaid(graph: nx.MultiDiGraph[str]) -> str:
    numbers = {name: f"n{at}" for at, name in enumerate(graph)}
    lines = ["flowchart BT"]
    for name, data in graph.nodes(data=True):
        label = "<br/>".join(_mermaid_text(line) for line in _label(name, data) if line)
        lines.append(f'  {numbers[name]}["{label}"]')
    for low, high, data in graph.edges(data=True):
        arrow = "-.->" if data.get("status") == "refused" else "-->"
        lines.append(f"  {numbers[low]} {arrow}|{_mermaid_text(_edge_text(data))}| {numbers[high]}")
    return "\n".join([*lines, ""])


def _mermaid_text(text: str) -> str:
    """Write every character that Mermaid or HTML could take for its own as a number."""
    return "".join(one if one.isalnum() or one in _PLAIN else f"#{ord(one)};" for one in text)


_PLAIN: Final = frozenset(" .,:/_-–…+")

_WRITERS: Final[dict[str, Any]] = {"graphml": _graphml, "dot": _dot, "mermaid": _mermaid, "json": _json}
