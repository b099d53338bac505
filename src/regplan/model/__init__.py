"""What a plan says: frozen records in flat tables, and the Plan that holds them."""

from regplan.model.agencies import Agency, Place
from regplan.model.alignment import Link, Reference
from regplan.model.base import Record
from regplan.model.budget import Allocation
from regplan.model.documents import Commitment, Document
from regplan.model.heading import Region
from regplan.model.loss import Loss
from regplan.model.nomenclature import Nomenclature, Term
from regplan.model.plan import Plan
from regplan.model.regions import Regions
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
from regplan.model.table import Table
from regplan.model.targets import Indicator, Series

__all__ = [
    "Activity",
    "Agency",
    "Allocation",
    "Commitment",
    "Document",
    "Entry",
    "Goal",
    "Indicator",
    "Link",
    "Loss",
    "Mission",
    "Node",
    "Nomenclature",
    "Objective",
    "Place",
    "Plan",
    "PolicyDirection",
    "Program",
    "Record",
    "Reference",
    "Region",
    "Regions",
    "Series",
    "Strategy",
    "SubActivity",
    "Table",
    "Term",
    "Vision",
]
