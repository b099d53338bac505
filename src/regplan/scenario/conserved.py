"""What must be the same before and after codes change: money to the sen, targets, links, ids; compared, not assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from regplan.model.base import Record
from regplan.model.plan import Plan
from regplan.model.tables import TABLES
from regplan.values.money import Rupiah, from_sen, sen

__all__ = ["Conservation", "MoneyKept", "conserved"]

_CODES: Final = frozenset({"code", "title"})
_MAY_CHANGE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        **dict.fromkeys(("programs", "activities", "sub_activities", "entries"), _CODES),
        "documents": frozenset({"nomenclature"}),
    }
)
"""The fields that a migration is made to change."""
_HEADING: Final = ("title", "region", "first_year", "last_year", "extra")


@attrs.frozen(kw_only=True)
class MoneyKept:
    """
    Money of one document, basis, role, fund and period, before and after.

    Attributes:
        document: The id of the document.
        basis: Ceiling, forward estimate or realised.
        role: Entry or stated total; the two are never added.
        fund: The fund as it is written; None where none is.
        period: The year or part of it.
        before: Sum of the amounts that are known.
        after: The same afterwards.
        unknown: How many amounts are unknown, before and after.
        rows: How many amounts there are, before and after.
    """

    document: str
    basis: str
    role: str
    fund: str | None
    period: str
    before: Rupiah
    after: Rupiah
    unknown: tuple[int, int]
    rows: tuple[int, int]

    @property
    def is_same(self) -> bool:
        """Whether not a sen and not a row is another."""
        return self.before == self.after and len({*self.unknown}) == len({*self.rows}) == 1


@attrs.frozen(kw_only=True)
class Conservation:
    """
    What was compared between two plans.

    Attributes:
        money: By document, basis, role, fund and period.
        records: How many records were compared.
        altered: What differs in more than code, name and version: ids, or table and number where a record has none.
    """

    money: tuple[MoneyKept, ...]
    records: int
    altered: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of it is the same."""
        return not self.altered and all(one.is_same for one in self.money)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        money = [attrs.asdict(one) | {"is_same": one.is_same} for one in self.money]
        return {"is_whole": self.is_whole, "records": self.records, "altered": list(self.altered), "money": money}


def conserved(before: Plan, after: Plan) -> Conservation:
    """
    Compare a plan with what a migration made of it.

    Every record is held against the one at its place: of programs, activities, sub activities and entries code and name may differ, of documents
    the version of the nomenclature, and of nothing anything else. Money is added up anew on both sides.

    Args:
        before: The plan.
        after: The plan with other codes.

    Returns:
        What is the same and what is not.

    Example:
        >>> from regplan.model import Allocation, Document, Program
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="RENJA")],
        ...     programs=[Program(id="P", code="1.01.02", document="d")],
        ...     allocations=[Allocation(document="d", subject="P", amounts={"2026": 500})],
        ... )
        >>> other = plan.replace(programs=[Program(id="P", code="1.01.05", document="d")])
        >>> found = conserved(plan, other)
        >>> found.is_whole, [(one.period, one.before, one.after) for one in found.money]
        (True, [('2026', 500, 500)])
        >>> conserved(plan, plan.replace(allocations=())).altered
        ('allocations #1',)
    """
    altered = [name for name in _HEADING if getattr(before, name) != getattr(after, name)]
    for table in TABLES:
        altered += _altered(table, before.table(table), after.table(table))
    sides = [_sums(plan) for plan in (before, after)]
    keys = dict.fromkeys((*sides[0], *sides[1]))
    money = (
        _kept(key, *(side.get(key, (0, 0, 0)) for side in sides))
        for key in sorted(keys, key=lambda key: list(map(str, key)))
    )
    return Conservation(money=tuple(money), records=len(before), altered=tuple(altered))


def _altered(table: str, before: Iterable[Record], after: Iterable[Record]) -> Iterator[str]:
    """Name the records of a table that are not the same but for what may change."""
    old, new = list(before), list(after)
    free = _MAY_CHANGE.get(table, frozenset())
    for at in range(max(len(old), len(new))):
        pair = old[at : at + 1], new[at : at + 1]
        if pair[0] == pair[1]:
            continue
        one = (pair[0] or pair[1])[0]
        if not (pair[0] and pair[1]) or pair[1][0] != attrs.evolve(
            pair[0][0], **{name: getattr(pair[1][0], name) for name in free}
        ):
            yield getattr(one, "id", None) or f"{table} #{at + 1}"


_Key = tuple[str, str, str, str | None, str]
_Sum = tuple[int, int, int]
"""Known money in sen, how many amounts are unknown, how many there are."""


def _sums(plan: Plan) -> dict[_Key, _Sum]:
    found: dict[_Key, _Sum] = {}
    for one in plan.allocations:
        for period, amount in one.amounts.items():
            key = (one.document, one.basis, one.role, one.fund, str(period))
            known, unknown, rows = found.get(key, (0, 0, 0))
            found[key] = (known + (0 if amount is None else sen(amount)), unknown + (amount is None), rows + 1)
    return found


def _kept(key: _Key, before: _Sum, after: _Sum) -> MoneyKept:
    document, basis, role, fund, period = key
    return MoneyKept(
        document=document,
        basis=basis,
        role=role,
        fund=fund,
        period=period,
        before=from_sen(before[0]),
        after=from_sen(after[0]),
        unknown=(before[1], after[1]),
        rows=(before[2], after[2]),
    )
