"""
Changes of a plan as values: scenarios, what they change, how two plans differ, three-way merging.

A ``Scenario`` is a named, immutable list of edits. ``apply`` makes a changed copy of a plan; the same way from plan to
findings is then gone again and set beside the first. What makes one plan of another is a scenario too (``diff``).
"""

from regplan.scenario.agencies import MergeAgencies, Part, SplitAgency
from regplan.scenario.amendment import Amend
from regplan.scenario.carry_over import Task, Worklist, carry_over
from regplan.scenario.changes import Change, Order
from regplan.scenario.compare import Comparison, Sweep, compare, sweep
from regplan.scenario.conserved import Conservation, MoneyKept, conserved
from regplan.scenario.delay import Delay
from regplan.scenario.diff import diff
from regplan.scenario.edit import Edit
from regplan.scenario.fates import Fate, fates
from regplan.scenario.merge import Merged, merge
from regplan.scenario.migrate import Migration, migrate
from regplan.scenario.money import AddMoney, MoveMoney, ScaleMoney, SetMoney
from regplan.scenario.nodes import Drop, Move, Recode, Reword
from regplan.scenario.outcome import Failure, Outcome
from regplan.scenario.parse import read_selection
from regplan.scenario.records import Add, Link, Remove, Revise, SetTarget, Unlink
from regplan.scenario.refusals import EditError, NoCommonGroundError, NothingSelectedError, UnknownFieldError
from regplan.scenario.rows import RowChange
from regplan.scenario.scenario import Effect, Scenario
from regplan.scenario.selection import Selection, q

__all__ = [
    "Add",
    "AddMoney",
    "Amend",
    "Change",
    "Comparison",
    "Conservation",
    "Delay",
    "Drop",
    "Edit",
    "EditError",
    "Effect",
    "Failure",
    "Fate",
    "Link",
    "MergeAgencies",
    "Merged",
    "Migration",
    "MoneyKept",
    "Move",
    "MoveMoney",
    "NoCommonGroundError",
    "NothingSelectedError",
    "Order",
    "Outcome",
    "Part",
    "Recode",
    "Remove",
    "Revise",
    "Reword",
    "RowChange",
    "ScaleMoney",
    "Scenario",
    "Selection",
    "SetMoney",
    "SetTarget",
    "SplitAgency",
    "Sweep",
    "Task",
    "UnknownFieldError",
    "Unlink",
    "Worklist",
    "carry_over",
    "compare",
    "conserved",
    "diff",
    "fates",
    "merge",
    "migrate",
    "q",
    "read_selection",
    "sweep",
]
