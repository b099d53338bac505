"""What the law says: dated parameters and the articles behind rules; read from the package's own compiled resource."""

from regplan.law.catalogue import Basis, Law, current
from regplan.law.parameter import Parameter
from regplan.law.scale import Band, Bands, Scale
from regplan.law.schedule import CalendarDay, Deadline
from regplan.law.stages import Change, StageRule, Stages
from regplan.law.value import Tier, Value

__all__ = [
    "Band",
    "Bands",
    "Basis",
    "CalendarDay",
    "Change",
    "Deadline",
    "Law",
    "Parameter",
    "Scale",
    "StageRule",
    "Stages",
    "Tier",
    "Value",
    "current",
]
