"""Rules on money inside one document: sums, identities, funds, the funding frame."""

from regplan.checks.budget import (
    arithmetic,
    financing,
    fund_balance,
    fund_uses,
    funding_frame,
    funds,
    growth,
    identities,
    jumps,
    purposes,
)
from regplan.checks.budget.arithmetic import ledger_of

__all__ = ["RULES", "ledger_of"]

RULES = (
    *arithmetic.RULES,
    *identities.RULES,
    *financing.RULES,
    *purposes.RULES,
    *growth.RULES,
    *funds.RULES,
    *fund_balance.RULES,
    *fund_uses.RULES,
    *funding_frame.RULES,
    *jumps.RULES,
)
