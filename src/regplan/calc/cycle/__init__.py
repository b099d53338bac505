"""
The yearly budget cycle on a plan: what a shift or change moves and what that takes, and the roll-out of one program.

Sources: regulations §3.6, methods D5.
"""

from regplan.calc.cycle.effective import Lines, effective
from regplan.calc.cycle.moves import Moved, Moves, moves
from regplan.calc.cycle.rollout import CycleStep, Evenness, PlaceRollout, PlanRollout, plan_rollout

__all__ = [
    "CycleStep",
    "Evenness",
    "Lines",
    "Moved",
    "Moves",
    "PlaceRollout",
    "PlanRollout",
    "effective",
    "moves",
    "plan_rollout",
]
