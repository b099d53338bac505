"""What is wrong with a plan: the rules, their sets, and ``check``."""

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks._run import CORE, RULE_SETS, check, definitions, registry

__all__ = [
    "CORE",
    "RULE_SETS",
    "Case",
    "Lacking",
    "Outcome",
    "Rule",
    "Violation",
    "check",
    "clause",
    "definitions",
    "registry",
    "rule",
]
