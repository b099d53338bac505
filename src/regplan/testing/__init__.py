"""
For tests of plans and of programs that use them: builders, named faults, ``assert_plan``, hypothesis strategies.

Only the strategies need the extra ``testing`` (``pip install regplan[testing]``): they are in
``regplan.testing.strategies`` and come with hypothesis when first used.
"""

from regplan.testing.asserts import assert_plan
from regplan.testing.builders import FAULTS, Fault, faulty, sound_plan

__all__ = ["FAULTS", "Fault", "assert_plan", "faulty", "sound_plan"]
