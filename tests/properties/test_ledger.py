"""The sorted ledger and the roll-up are two ways to one sum (conventions §1)."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from regplan.calc.budget import ledger, rollup
from regplan.index import of
from regplan.model import Plan
from regplan.testing.strategies import sound_plans


@given(plan=sound_plans())
def test_ledger_is_the_rollup(plan: Plan) -> None:
    """Under every node with money, in every document and period, the ledger gives the sum that the roll-up gives."""
    index = of(plan)
    entries = ledger(index)
    assert entries is not None
    rows = np.arange(len(index.money.amount))
    sums, counts, _ = entries.under(rows)
    below, _, _ = entries.under(rows, itself=False)
    for row in rows.tolist():
        sheet = rollup(index, int(index.money.document[row]))
        assert sheet is not None
        node, column = int(index.money.subject[row]), sheet.periods.index(index.money.periods[index.money.period[row]])
        assert sums[row] == sheet.own[node, column] + sheet.below[node, column]
        assert below[row] == sheet.below[node, column]
        assert counts[row] == sheet.own_rows[node, column] + sheet.below_rows[node, column]
