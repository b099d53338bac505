"""TGT-06, 08…11, 14, 15, 18 and ARI-04: targets of documents against each other, against money and against their children."""

from __future__ import annotations

from regplan.checks._rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
