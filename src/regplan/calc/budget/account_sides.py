"""Revenue and financing of documents by account, which totals of spending leave out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

import attrs

from regplan.calc.budget.frame import Frame, HeadSum, frame
from regplan.model.plan import Plan
from regplan.model.words import Basis
from regplan.values.account import account_parts
from regplan.values.money import from_sen, sen

__all__ = ["AccountSide", "account_sides"]

SideName: TypeAlias = Literal["revenue", "financing_receipts", "financing_outlays"]

_SIDES: Final[tuple[tuple[SideName, str], ...]] = (
    ("revenue", "4"),
    ("financing_receipts", "6.1"),
    ("financing_outlays", "6.2"),
)


@attrs.frozen(kw_only=True)
class AccountSide:
    """
    Revenue, receipts or outlays of financing.

    Attributes:
        name: Which side it is; the two of financing are never added.
        whole: What is said of the account of the side: 4, 6.1 or 6.2.
        lines: What is said of the accounts right below it.
    """

    name: SideName
    whole: HeadSum
    lines: tuple[HeadSum, ...]


def account_sides(
    plan: Plan, documents: Sequence[str], *, year: int | None = None, basis: Basis = "ceiling"
) -> tuple[AccountSide, ...]:
    """
    Read revenue and financing of documents by account, as ``frame`` reads each of them.

    Args:
        plan: The plan.
        documents: Ids of documents that speak of different money.
        year: The year; every year they have amounts for when left out.
        basis: The basis of the amounts.

    Returns:
        Revenue, receipts and outlays of financing. Documents that do not speak of an account add nothing to it; where one says an amount
        that is not known, the sum is not known.

    Raises:
        PeriodsDifferError: One subject has amounts for the year and for parts of it.
        UnknownNameError: No such document or basis; near matches are offered.

    Example:
        >>> from regplan.model import Allocation, Document
        >>> lines = {"4.1": 300, "4.2": 900, "6.1.01": 80}
        >>> plan = Plan(
        ...     documents=[Document(id="apbd", kind="APBD")],
        ...     allocations=[Allocation(document="apbd", subject="/", account=one, amounts={"2026": lines[one]}) for one in lines],
        ... )
        >>> for side in account_sides(plan, ["apbd"]):
        ...     print(side.name, side.whole.amount, side.whole.state, [(one.account, one.amount) for one in side.lines])
        revenue 1200 known [('4.1', 300), ('4.2', 900)]
        financing_receipts 80 known [('6.1.01', 80)]
        financing_outlays None absent []
    """
    wanted, accounts = set(documents), set()
    years = set() if year is None else {year}
    for one in plan.allocations:
        if one.document in wanted and one.basis == basis:
            accounts.add(account_parts(one.account or "") or ())
            years.update(int(str(period)[:4]) for period in one.amounts if year is None and str(period)[:4].isdecimal())
    frames = [frame(plan, name, each, basis) for name in documents for each in sorted(years)]
    return tuple(_side(name, head, accounts, frames) for name, head in _SIDES)


def _side(name: SideName, head: str, accounts: Iterable[tuple[int, ...]], frames: Sequence[Frame]) -> AccountSide:
    above = account_parts(head) or ()
    size = len(above)
    below = sorted({one[: size + 1] for one in accounts if one[:size] == above and len(one) > size})
    lines = (_added(_written(account), frames) for account in below)
    return AccountSide(
        name=name, whole=_added(head, frames), lines=tuple(one for one in lines if one.state != "absent")
    )


def _written(account: tuple[int, ...]) -> str:
    """Write an account: 4, 4.1, and from the third part on with two digits."""
    return ".".join(str(one) if at < 2 else f"{one:02}" for at, one in enumerate(account))


def _added(head: str, frames: Iterable[Frame]) -> HeadSum:
    """Add up what frames say of an account."""
    told = [found for found in (one.of(head) for one in frames) if found.state != "absent"]
    unknown = next((one for one in told if one.state == "unknown"), None)
    if unknown is not None:
        return attrs.evolve(unknown, account=head)
    if not told:
        return HeadSum(account=head, state="absent")
    said_by = {one.said_by for one in told}
    whole = from_sen(sum(sen(one.amount) for one in told if one.amount is not None))
    return HeadSum(account=head, state="known", amount=whole, said_by=said_by.pop() if len(said_by) == 1 else None)
