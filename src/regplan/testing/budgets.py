"""Small budgets for tests: rows of work by code and account, lines of the region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from regplan.model import Allocation, Document, Plan, Program, Region
from regplan.model.schema import frozen_extra
from regplan.model.words import DocumentKind, RegionLevel
from regplan.values.frozen import FrozenMap
from regplan.values.money import Rupiah

__all__ = ["BudgetRow", "budget_plan", "line", "work"]

_REGION: Final = "/"


@attrs.frozen(kw_only=True)
class BudgetRow:
    """
    One amount of a budget.

    Attributes:
        code: The nomenclature code of a program of its own; ``/`` for a line of the region, None for work without a code.
        amount: Its amount; None is unknown.
        account: Its account.
        fund: Its source of money.
        counts: What the region says that it counts for, as ``"pendidikan"``.
    """

    code: str | None
    amount: Rupiah | None
    account: str | None = None
    fund: str | None = None
    counts: str | None = None


def work(
    code: str | None,
    amount: Rupiah | None,
    account: str | None = None,
    *,
    fund: str | None = None,
    counts: str | None = None,
) -> BudgetRow:
    """Write spending of a program of a code."""
    return BudgetRow(code=code, amount=amount, account=account, fund=fund, counts=counts)


def line(account: str, amount: Rupiah | None, *, fund: str | None = None, counts: str | None = None) -> BudgetRow:
    """Write a line of the region: revenue, financing, or what is printed of spending as a whole."""
    return BudgetRow(code=_REGION, amount=amount, account=account, fund=fund, counts=counts)


def budget_plan(
    *rows: BudgetRow,
    year: int = 2026,
    level: RegionLevel | None = "regency",
    kind: DocumentKind = "APBD",
    fungsi: str | None = None,
    fiscal_capacity: Mapping[str, str] | None = None,
    events: Mapping[str, str] | None = None,
    extra: Mapping[str, object] | None = None,
) -> Plan:
    """
    Build a plan with one budget; each row of work has a program of its own.

    Args:
        rows: Its amounts.
        year: Its fiscal year.
        level: The level of the region.
        kind: ``APBD``, or ``REALISATION``, whose money is realised.
        fungsi: The *fungsi* that every program states.
        fiscal_capacity: The class of fiscal capacity of the region, by year.
        events: Days of the budget.
        extra: Own fields of the budget.

    Returns:
        The plan; the id of the budget is ``d``.

    Example:
        >>> plan = budget_plan(work("1.01.02", 30), work("1.03.02", 70), line("4", 100))
        >>> [(one.subject, one.account, one.amounts["2026"]) for one in plan.allocations]
        [('p0', None, 30), ('p1', None, 70), ('/', '4', 100)]
    """
    programs, allocations = [], []
    for at, row in enumerate(rows):
        if row.code != _REGION:
            programs.append(Program(id=f"p{at}", document="d", code=row.code, fungsi=fungsi))
        allocations.append(
            Allocation(
                document="d",
                subject=row.code if row.code == _REGION else f"p{at}",
                basis="realised" if kind == "REALISATION" else "ceiling",
                account=row.account,
                fund=row.fund,
                amounts=FrozenMap({str(year): row.amount}),
                extra=FrozenMap({"x-hitung": row.counts}) if row.counts else None,
            )
        )
    document = Document(
        id="d",
        kind=kind,
        first_year=year,
        last_year=year,
        events=FrozenMap(events or {}),
        extra=frozen_extra(extra),
    )
    region = Region(level=level, fiscal_capacity=FrozenMap(fiscal_capacity or {}))
    return Plan(region=region, documents=[document], programs=programs, allocations=allocations)
