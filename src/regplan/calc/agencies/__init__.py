"""What follows from the web of OPD: the order of work, what is at risk, and the structure that objectives need."""

from regplan.calc.agencies.order import Order, Task, order_of_work
from regplan.calc.agencies.risk import AtRisk, RiskLine, at_risk, risks
from regplan.calc.agencies.structure import Field, Needed, Structure, structure, structure_needed

__all__ = [
    "AtRisk",
    "Field",
    "Needed",
    "Order",
    "RiskLine",
    "Structure",
    "Task",
    "at_risk",
    "order_of_work",
    "risks",
    "structure",
    "structure_needed",
]
