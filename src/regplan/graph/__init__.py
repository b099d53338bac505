"""The alignment graph, and questions to it in planning words; the only place that knows networkx."""

from regplan.graph.agencies import agency_graph
from regplan.graph.build import alignment_graph
from regplan.graph.coverage import Coverage, coverage
from regplan.graph.explain import Explanation, Way, explain
from regplan.graph.export import GraphFormat, export_graph, subgraph
from regplan.graph.gaps import (
    Ambiguity,
    CutNode,
    WeightTotal,
    ambiguous_parents,
    cut_nodes,
    dead_ends,
    orphans,
    weight_totals,
)
from regplan.graph.impact import Impact, Item, TargetLine, impact
from regplan.graph.impacts import ImpactLine, Impacts, impacts
from regplan.graph.matrix import Matrix, coverage_matrix
from regplan.graph.suspects import Suspect, acknowledge, fingerprint, suspects
from regplan.graph.trace import MoneyLine, Step, Trace, trace

__all__ = [
    "Ambiguity",
    "Coverage",
    "CutNode",
    "Explanation",
    "GraphFormat",
    "Impact",
    "ImpactLine",
    "Impacts",
    "Item",
    "Matrix",
    "MoneyLine",
    "Step",
    "Suspect",
    "TargetLine",
    "Trace",
    "Way",
    "WeightTotal",
    "acknowledge",
    "agency_graph",
    "alignment_graph",
    "ambiguous_parents",
    "coverage",
    "coverage_matrix",
    "cut_nodes",
    "dead_ends",
    "explain",
    "export_graph",
    "fingerprint",
    "impact",
    "impacts",
    "orphans",
    "subgraph",
    "suspects",
    "trace",
    "weight_totals",
]
