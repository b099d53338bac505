"""Sources of money as they are printed: what kind each is by the names of the law's list, and its sum."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from regplan.checks.shares._sheet import Part, Sheet
from regplan.index.columns import Bools
from regplan.law import Law
from regplan.law.budget_terms import Fund

__all__ = ["by_fund", "fund_of"]


def fund_of(law: Law, text: str) -> Fund | None:
    """
    Return the kind of a printed source of money; None where no name of the list is its name or its beginning.

    Example:
        >>> from regplan.law import current
        >>> [one and one.kind for one in (fund_of(current(), name) for name in ("DAK Fisik - Jalan", "P A D"))]
        ['dak_physical', None]
    """
    wanted = _plain(text)
    fits = [
        (len(name), kind)
        for kind, fund in law.funds.items()
        for name, is_whole in (*((one, True) for one in fund.names), *((one, False) for one in fund.begins))
        if wanted == (plain := _plain(name)) or (not is_whole and wanted.startswith(f"{plain} "))
    ]
    return law.funds[max(fits)[1]] if fits else None


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    """Write a name without case and punctuation."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def by_fund(sheet: Sheet, marked: Bools) -> Mapping[str, Part]:
    """Add up the marked rows by their printed source of money; rows without one are left out."""
    used = np.unique(sheet.funds.place[marked]).tolist()
    return {
        sheet.funds.values[at]: sheet.sum(marked & (sheet.funds.place == at)) for at in used if sheet.funds.values[at]
    }
