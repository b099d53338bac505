"""
For tests of plans and of programs that use them: builders, named faults, ``assert_plan``, hypothesis strategies.

Only the strategies need the extra ``testing`` (``pip install regplan[testing]``): they are in
``regplan.testing.strategies`` and come with hypothesis when first used.
"""

from regplan.testing.asserts import assert_plan
from regplan.testing.budgets import BudgetRow, budget_plan, line, work
from regplan.testing.builders import FAULTS, Fault, faulty, sound_plan

__all__ = ["FAULTS", "BudgetRow", "Fault", "assert_plan", "budget_plan", "faulty", "line", "sound_plan", "work"]
