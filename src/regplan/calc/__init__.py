"""
What follows from a plan: pure functions, values in, values out; they never judge.

``regplan.calc.budget`` adds money up, ``regplan.calc.targets`` reads cells and computes achievement, totals, paths,
forms and indices, ``regplan.calc.agencies`` tells the order of work, what is at risk and the structure that objectives need.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regplan.calc import agencies, alignment, budget, cycle, money, schedule, targets, units

__all__ = ["agencies", "alignment", "budget", "cycle", "money", "schedule", "targets", "units"]


def __getattr__(name: str) -> Any:
    """Import a subject on first use (PEP 562)."""
    if name in __all__:
        return importlib.import_module(f"regplan.calc.{name}")
    msg = f"module 'regplan.calc' has no attribute {name!r}"
    raise AttributeError(msg)
