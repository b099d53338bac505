"""The web of OPD: who should work together, who does, and what waits for whom."""

from regplan.graph.agencies.answers import Answers
from regplan.graph.agencies.build import agency_graph
from regplan.graph.agencies.cooperation import (
    Alone,
    Pair,
    SinglePoint,
    cooperation,
    missing_links,
    single_points,
    working_alone,
)
from regplan.graph.agencies.requests import Request, Roles, requests, roles
from regplan.graph.agencies.standing import Standing, WebNumbers, standings, web_numbers
from regplan.graph.agencies.waiting import Bottleneck, Circle, bottlenecks, circles_of_needs, propagation_cost

__all__ = [
    "Alone",
    "Answers",
    "Bottleneck",
    "Circle",
    "Pair",
    "Request",
    "Roles",
    "SinglePoint",
    "Standing",
    "WebNumbers",
    "agency_graph",
    "bottlenecks",
    "circles_of_needs",
    "cooperation",
    "missing_links",
    "propagation_cost",
    "requests",
    "roles",
    "single_points",
    "standings",
    "web_numbers",
    "working_alone",
]
