"""The alignment graph: a frozen networkx.MultiDiGraph whose edges read as sentences."""

from __future__ import annotations

import networkx as nx
import pytest

from regplan.graph import alignment_graph
from regplan.model import Agency, Commitment, Document, Goal, Indicator, Link, Mission, Plan, Program, Vision

PLAN = Plan(
    documents=[Document(id="d", kind="RPJMD")],
    agencies=[Agency(id="dinkes", name="Dinas Kesehatan")],
    visions=[Vision(id="V")],
    missions=[Mission(id="M1", parent="V")],
    goals=[Goal(id="T1", parent="M1", title="Sehat", document="d")],
    programs=[Program(id="P", parent="T1", code="1.02.02", agency="dinkes")],
    indicators=[Indicator(id="I", owner="T1")],
    links=[
        Link(kind="supports", source="P", target="T1", weight="0.5"),
        Link(kind="supports", source="P", target="gone", status="refused"),
    ],
    commitments=[Commitment(id="K", text="Janji", nodes=("P",))],
)


def test_edges_are_keyed_by_relation() -> None:
    """Parallel edges between two nodes are kept, each under the name of its relation, with what its link says."""
    g = alignment_graph(PLAN)
    assert set(g["P"]["T1"]) == {"parent", "supports"}
    assert g["P"]["T1"]["supports"]["weight"] == "0.5"
    assert set(g.edges(keys=True)) == {
        ("M1", "V", "parent"),
        ("T1", "M1", "parent"),
        ("P", "T1", "parent"),
        ("P", "dinkes", "agency"),
        ("I", "T1", "owner"),
        ("K", "P", "promises"),
        ("P", "T1", "supports"),
        ("P", "gone", "supports"),
    }


def test_nodes_say_what_they_are() -> None:
    """Every record with an id is a node with its kind, wording, code, document and OPD; a dangling id is missing."""
    g = alignment_graph(PLAN)
    assert g.nodes["P"] == {"kind": "program", "title": None, "code": "1.02.02", "document": None, "agency": "dinkes"}
    assert g.nodes["T1"]["title"] == "Sehat"
    assert g.nodes["dinkes"]["title"] == "Dinas Kesehatan"
    assert g.nodes["K"]["title"] == "Janji"
    assert g.nodes["gone"]["kind"] == "missing"
    assert len(g) == 9


def test_ancestors_and_descendants() -> None:
    """Descendants are all that a node leads to, ancestors all that serves it."""
    g = alignment_graph(PLAN)
    assert nx.descendants(g, "T1") == {"M1", "V"}
    assert nx.ancestors(g, "M1") == {"T1", "P", "I", "K"}


def test_frozen_and_made_once() -> None:
    """The graph is made once and cannot be changed; a copy can."""
    g = alignment_graph(PLAN)
    assert isinstance(g, nx.MultiDiGraph)
    assert alignment_graph(PLAN) is g
    with pytest.raises(nx.NetworkXError):
        g.add_edge("T1", "V")
    assert nx.is_frozen(g)
    assert not nx.is_frozen(g.copy())


def test_two_links_of_one_kind() -> None:
    """Two links of one kind between two nodes, stated by two documents, are two edges: neither hides the other."""
    links = [Link(kind="supports", source="a", target="b", document=name) for name in ("d1", "d2")]
    g = alignment_graph(Plan(goals=[Goal(id="a"), Goal(id="b")], links=links))
    assert [facts["document"] for *_, facts in g.edges(data=True)] == ["d1", "d2"]
    assert {facts["relation"] for *_, facts in g.edges(data=True)} == {"supports"}
    assert next(key for *_, key in g.edges(keys=True)) == "supports"
