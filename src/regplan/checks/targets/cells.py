"""TGT-16 and IND-10: cells and units that say nothing sure."""

from __future__ import annotations

from regplan.checks._rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
