"""The tables of a plan, in the order of the canonical file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from regplan.model.agencies import Agency, Place
from regplan.model.alignment import Link, Reference
from regplan.model.base import Record
from regplan.model.budget import Allocation
from regplan.model.documents import Commitment, Document
from regplan.model.structure import (
    Activity,
    Entry,
    Goal,
    Mission,
    Node,
    Objective,
    PolicyDirection,
    Program,
    Strategy,
    SubActivity,
    Vision,
)
from regplan.model.targets import Indicator, Series

__all__ = ["ID_TABLES", "NODE_TABLES", "RECORD_NAMES", "TABLES"]

TABLES: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        "documents": Document,
        "agencies": Agency,
        "places": Place,
        "references": Reference,
        "visions": Vision,
        "missions": Mission,
        "goals": Goal,
        "objectives": Objective,
        "strategies": Strategy,
        "policy_directions": PolicyDirection,
        "programs": Program,
        "activities": Activity,
        "sub_activities": SubActivity,
        "entries": Entry,
        "indicators": Indicator,
        "series": Series,
        "allocations": Allocation,
        "links": Link,
        "commitments": Commitment,
    }
)
"""Class of the records of each table."""

NODE_TABLES: Final = tuple(name for name, cls in TABLES.items() if issubclass(cls, Node))
"""The tables of the hierarchy, vision first."""

ID_TABLES: Final = tuple(name for name, cls in TABLES.items() if hasattr(cls, "id"))
"""The tables whose records have an id."""

RECORD_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "document": "documents",
        "agency": "agencies",
        "place": "places",
        "reference": "references",
        "vision": "visions",
        "mission": "missions",
        "goal": "goals",
        "objective": "objectives",
        "strategy": "strategies",
        "policy_direction": "policy_directions",
        "program": "programs",
        "activity": "activities",
        "sub_activity": "sub_activities",
        "entry": "entries",
        "indicator": "indicators",
        "series": "series",
        "allocation": "allocations",
        "link": "links",
        "commitment": "commitments",
    }
)
"""The name of one record of each table."""
