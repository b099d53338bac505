"""The alignment graph, and questions to it in planning words; the only place that knows networkx."""

from regplan.graph.build import alignment_graph
from regplan.graph.coverage import Coverage, coverage
from regplan.graph.trace import MoneyLine, Step, Trace, trace

__all__ = ["Coverage", "MoneyLine", "Step", "Trace", "alignment_graph", "coverage", "trace"]
