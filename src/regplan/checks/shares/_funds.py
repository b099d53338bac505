"""Sources of money as they are printed, each with its sum."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from regplan.checks.shares._sheet import Part, Sheet
from regplan.index.columns import Bools

__all__ = ["by_fund", "printed_fund"]


def by_fund(sheet: Sheet, marked: Bools) -> Mapping[str, Part]:
    """Add up the marked rows by their printed source of money; rows without one are left out."""
    used = np.unique(sheet.funds.place[marked]).tolist()
    return {
        sheet.funds.values[at]: sheet.sum(marked & (sheet.funds.place == at)) for at in used if sheet.funds.values[at]
    }


def printed_fund(sheet: Sheet, fund: str) -> str:
    """Return a source of money as it is first printed, for messages: in small letters alone are sources told apart."""
    row = int(np.flatnonzero(sheet.funds.where(lambda one: one == fund))[0])
    allocation = int(sheet.case.index.money.allocation[sheet.rows[row]])
    return sheet.case.plan.allocations[allocation].fund or fund
