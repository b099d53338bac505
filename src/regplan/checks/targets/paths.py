"""TGT-01…05, 07, 12, 13, 17 and PER-04, 05: targets of one indicator in one document over the years."""

from __future__ import annotations

from regplan.checks._rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
