"""Rules on money inside one document: sums, identities, funds, the funding frame."""

from regplan.checks.budget.arithmetic import RULES, ledger_of

__all__ = ["RULES", "ledger_of"]
