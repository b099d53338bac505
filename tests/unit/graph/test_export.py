"""export_graph: what stands in a label stays a label; every format can be read back or has been escaped."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from regplan.errors import UnknownIdError, UnknownNameError
from regplan.graph import export_graph, subgraph
from regplan.model import Agency, Goal, Indicator, Link, Mission, Plan, Program

EVIL = '"]; evil [label="x\\" <script>alert(1)</script> --> n9 | & end #quot;'
PLAN = Plan(
    agencies=[Agency(id="dinkes")],
    missions=[Mission(id="M1", title=EVIL)],
    goals=[Goal(id='T "1"\\', parent="M1")],
    programs=[Program(id="P", parent='T "1"\\', agency="dinkes"), Program(id="Q")],
    indicators=[Indicator(id="I", owner="P")],
    links=[
        Link(kind="supports", source="Q", target="M1", weight="0.5"),
        Link(kind="supports", source="Q", target="gone", status="refused"),
        Link(kind="supports", source="Q", target="M1", weight="0.5", document="d"),
    ],
)


def test_graphml_has_no_nulls_and_unique_edges() -> None:
    """GraphML reads back with the same nodes and edges, weights as text, and an id of its own for each edge."""
    text = export_graph(PLAN, "graphml")
    back = nx.parse_graphml(text, force_multigraph=True)
    assert back.nodes["M1"] == {"kind": "mission", "title": EVIL}
    assert sorted(data["relation"] for *_, data in back.edges(data=True)).count("supports") == 3
    edges = [one.get("id") for one in ET.fromstring(text).iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(set(edges)) == len(edges)


def test_what_xml_cannot_hold() -> None:
    """The two characters that a plan may hold and XML may not are replaced."""
    text = export_graph(Plan(goals=[Goal(id="T", title="a\ufffeb\uffffc")]), "graphml")
    assert nx.parse_graphml(text).nodes["T"]["title"] == "a\ufffdb\ufffdc"


def test_json_reads_back() -> None:
    """Node-link JSON makes the same graph again."""
    back = nx.node_link_graph(json.loads(export_graph(PLAN, "json")), edges="edges")
    assert back.nodes["M1"]["title"] == EVIL
    assert back.number_of_edges() == 7


def test_dot_labels_are_quoted() -> None:
    """In DOT every quote and backslash of a label is escaped, so that no statement of its own can begin."""
    (line,) = (one for one in export_graph(PLAN, "dot").splitlines() if one.startswith('  "M1" ['))
    inside = line.partition('label="')[2].rpartition('", kind=')[0]
    assert '"' not in inside.replace("\\\\", "").replace('\\"', "")
    assert '  "Q" -> "gone" [label="supports", style=dotted];' in export_graph(PLAN, "dot")
    assert '[label="supports 0.5"]' in export_graph(PLAN, "dot")


def test_mermaid_labels_are_numbers() -> None:
    """In Mermaid every character that could mean something is written as a number, and ids are numbered."""
    text = export_graph(PLAN, "mermaid")
    for line in text.splitlines():
        bare = line.replace("<br/>", "").replace("-->", "").replace("-.->", "")
        assert not set(bare) & set("<>&`\\{}()")
        assert bare.count('"') in {0, 2}
    assert "script" in text
    assert "-.->|supports| n" in text


def test_under_and_level() -> None:
    """A part of the graph is a record and what leads up to it, down to a level, as a graph that can be changed."""
    assert set(subgraph(PLAN, under="M1")) == {"M1", 'T "1"\\', "P", "Q", "I"}
    assert set(subgraph(PLAN, under="M1", level="goal")) == {"M1", 'T "1"\\'}
    assert set(subgraph(PLAN, level="program")) == {"M1", 'T "1"\\', "P", "Q"}
    assert not nx.is_frozen(subgraph(PLAN))
    assert list(subgraph(PLAN))[:2] == ["M1", 'T "1"\\']


def test_refused() -> None:
    """Unknown formats, levels and ids come with near ones; an id that dangles is not in the plan."""
    with pytest.raises(UnknownNameError) as caught:
        export_graph(PLAN, "mermeid")  # type: ignore[arg-type] # wrong on purpose
    assert caught.value.near == ("mermaid",)
    with pytest.raises(UnknownNameError):
        export_graph(PLAN, "dot", level="goals")  # type: ignore[arg-type] # wrong on purpose
    for name in ("M2", "gone"):
        with pytest.raises(UnknownIdError):
            export_graph(PLAN, "dot", under=name)
