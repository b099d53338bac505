"""
Calculators for money: exact sums, totals, what explains a difference, and the flow between documents.

Nothing here judges and nothing guesses: an unknown amount makes a sum unknown, and what cannot be compared is refused by
name. Entries are added up; stated totals never are (conventions §1, 3, 7).
"""

from regplan.calc.budget.account_sides import AccountSide, account_sides
from regplan.calc.budget.compare import Difference, explain_difference
from regplan.calc.budget.doubts import Doubt
from regplan.calc.budget.flow import Flow, flow
from regplan.calc.budget.forward import Forward, forward_estimates
from regplan.calc.budget.frame import AccountLines, Frame, HeadSum, frame
from regplan.calc.budget.ledger import Ledger, Rollup, ledger, rollup
from regplan.calc.budget.measures import Measures
from regplan.calc.budget.refusals import (
    BasesDifferError,
    DocumentsOverlapError,
    LevelsDifferError,
    NoDocumentError,
    NoMoneyError,
)
from regplan.calc.budget.stated import StatedTotal, stated_totals
from regplan.calc.budget.steps import Change, Step
from regplan.calc.budget.totals import Total, Totals, totals

__all__ = [
    "AccountLines",
    "AccountSide",
    "BasesDifferError",
    "Change",
    "Difference",
    "DocumentsOverlapError",
    "Doubt",
    "Flow",
    "Forward",
    "Frame",
    "HeadSum",
    "Ledger",
    "LevelsDifferError",
    "Measures",
    "NoDocumentError",
    "NoMoneyError",
    "Rollup",
    "StatedTotal",
    "Step",
    "Total",
    "Totals",
    "account_sides",
    "explain_difference",
    "flow",
    "forward_estimates",
    "frame",
    "ledger",
    "rollup",
    "stated_totals",
    "totals",
]
