"""
Changes of a plan as values: scenarios, what they change, how two plans differ, three-way merging.

A ``Scenario`` is a named, immutable list of edits. ``apply`` makes a changed copy of a plan; the same way from plan to
findings is then gone again and set beside the first.
"""

from regplan.scenario.scenario import Effect, Scenario
from regplan.scenario.selection import q

__all__ = ["Effect", "Scenario", "q"]
