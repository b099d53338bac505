"""Lines of money of one document by account: read, added up, and how far they are detailed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np

from regplan.calc.budget.grouping import agencies_of
from regplan.calc.budget.sums import joined, sums_of
from regplan.calc.money import reasons
from regplan.index.columns import Bools, Index, Ints
from regplan.model.words import LEVELS
from regplan.values.account import account_parts
from regplan.values.lang import Bilingual

__all__ = [
    "FINANCING",
    "NOT_DETAILED",
    "SPENDING",
    "UNREAD",
    "Account",
    "Cells",
    "Lines",
    "Sum",
    "added",
    "detail_of",
    "first_of",
    "printed",
    "summed",
    "written",
]

Account: TypeAlias = tuple[int, ...]

SPENDING: Final[Account] = (5,)
"""*Belanja*: the account of money for work that states none (regulations §3.1)."""
FINANCING: Final[Account] = (6,)
"""*Pembiayaan*: receipts 6.1 and outlays 6.2."""

_NO_ACCOUNT: Final = Bilingual("rekening yang tidak dapat dibaca", "an account that cannot be read")
NOT_DETAILED: Final = Bilingual(
    "uang yang tidak dirinci sampai rekening itu", "money that is not detailed as far as the account"
)


@attrs.frozen(kw_only=True)
class Sum:
    """A sum in sen while it is found; None where there is none: by *lack*, what is unknown, else the account is absent."""

    sen: int | None = None
    lack: Bilingual | None = None


Cells: TypeAlias = Mapping[Account, Sum]


def first_of(index: Index, rows: Ints) -> Ints:
    """Keep of stated totals the first of each subject and account; others repeat it (REF-07)."""
    allocation = index.money.allocation[rows]
    line = joined(index.money.subject[rows], index.allocations.account[allocation])
    first = np.full(int(line.max(initial=-1)) + 1, len(index.plan.allocations))
    np.minimum.at(first, line, allocation)
    found: Ints = rows[allocation == first[line]]
    return found


UNREAD: Final[Account] = ()
"""Of money whose account cannot be read."""


@attrs.frozen(eq=False, kw_only=True)
class Lines:
    """Rows of money of one role, with what they are of."""

    index: Index
    rows: Ints
    office: Ints
    account: Ints
    accounts: tuple[Account, ...]

    @classmethod
    def of(cls, index: Index, rows: Ints) -> Lines:
        """Read the account of each row, each text once; of work what cannot be read is spending too."""
        column = index.money.allocation[rows]
        on_work = (index.money.subject[rows] < index.nodes).astype(np.int64)
        numbers = joined(index.allocations.account[column], on_work)
        _, first = np.unique(numbers, return_index=True)
        texts = [(index.plan.allocations[int(column[at])].account, bool(on_work[at])) for at in first.tolist()]
        accounts = tuple(
            SPENDING if text is None else account_parts(text) or (SPENDING if work else UNREAD) for text, work in texts
        )
        office = agencies_of(index, index.money.subject[rows])
        return cls(index=index, rows=rows, office=office, account=numbers, accounts=accounts)

    @property
    def of_region(self) -> Bools:
        """Lines of the region itself."""
        found: Bools = self.subject == self.index.money.region
        return found

    @property
    def of_office(self) -> Bools:
        """Lines of OPD."""
        start = self.index.starts["agencies"]
        found: Bools = (self.subject >= start) & (self.subject < start + len(self.index.plan.agencies))
        return found

    @property
    def of_work(self) -> Bools:
        """Programs, activities and sub activities."""
        found = self.subject < self.index.nodes
        found[found] = self.index.level[self.subject[found]] >= LEVELS.index("program")
        return found

    @property
    def spends(self) -> Bools:
        """Accounts of spending, and those that cannot be read."""
        return np.array([one[:1] in (SPENDING, UNREAD) for one in self.accounts], np.bool_)[self.account]

    @property
    def subject(self) -> Ints:
        """The subject of each."""
        return self.index.money.subject[self.rows]

    @property
    def is_topmost(self) -> Bools:
        """Lines of accounts above which their subject has no line: those below one are parts of it."""
        pair = joined(self.subject, self.account)
        _, first, places = np.unique(pair, return_index=True, return_inverse=True)
        lines = [(int(self.subject[at]), self.accounts[int(self.account[at])]) for at in first.tolist()]
        there = set(lines)
        top = [not any((one, account[:size]) in there for size in range(1, len(account))) for one, account in lines]
        return np.array(top, np.bool_)[places]

    def only(self, mask: Bools) -> Lines:
        """Return the marked rows."""
        return attrs.evolve(self, rows=self.rows[mask], office=self.office[mask], account=self.account[mask])

    def cells(self, mask: Bools, office: Ints) -> dict[int, dict[Account, Sum]]:
        """Add up the marked rows by office and account."""
        money = self.index.money
        at = np.flatnonzero(mask)
        if not len(at):
            return {}
        group = joined(office[at], self.account[at])
        _, first = np.unique(group, return_index=True)
        sums = sums_of(group, money.amount[self.rows[at]], len(first)).tolist()
        unknown = np.bincount(group[~money.known[self.rows[at]]], minlength=len(first)).tolist()
        found: dict[int, dict[Account, Sum]] = {}
        for number, row in enumerate(at[first].tolist()):
            lines = found.setdefault(int(office[row]), {})
            account = self.accounts[int(self.account[row])]
            cell = Sum(lack=reasons.NO_AMOUNT) if unknown[number] else Sum(sen=sums[number])
            lines[account] = summed([lines[account], cell]) if account in lines else cell
        return found


def written(index: Index, rows: Ints) -> dict[Account, tuple[str, int]]:
    """Return for each account of rows how it is written, and the position in ``plan.allocations`` of its first line."""
    found: dict[Account, tuple[str, int]] = {}
    for at in np.unique(index.money.allocation[rows]).tolist():
        text = index.plan.allocations[at].account
        parts = SPENDING if text is None else account_parts(text)
        if parts and (text or parts not in found):
            before = found.get(parts, ("", at))
            found[parts] = before[0] or text or "", before[1]
    return {one: (found[one][0] or "5", found[one][1]) for one in sorted(found)}


def summed(parts: Iterable[Sum]) -> Sum:
    """Add up; a sum with an unknown part is unknown, one of nothing is nothing."""
    found = list(parts)
    lack = next((one.lack for one in found if one.lack), None)
    known = [one.sen for one in found if one.sen is not None]
    return Sum(lack=lack) if lack or not known else Sum(sen=sum(known))


def printed(lines: Cells, account: Account) -> Sum:
    """Return the line of an account, else the sum of those right below."""
    if account in lines:
        return lines[account]
    if UNREAD in lines:
        return Sum(lack=_NO_ACCOUNT)
    size = len(account)
    right_below = {one[: size + 1] for one in lines if len(one) > size and one[:size] == account}
    if right_below:
        return summed(printed(lines, one) for one in sorted(right_below))
    return Sum(lack=NOT_DETAILED) if detail_of(lines, account) == "coarse" else Sum()


def detail_of(lines: Cells, account: Account) -> Literal["listed", "coarse", "silent"]:
    """Tell how far lines are detailed towards an account: as far as it, not so far, or they are of other accounts."""
    for size in range(len(account), 0, -1):
        way = account[:size]
        if any(len(one) > size and one[:size] == way for one in lines):
            return "listed"
        if way in lines:
            return "listed" if way == account else "coarse"
    return "silent"


def added(lines: Cells, account: Account) -> Sum:
    """Add up entries at and below an account; where entries stand on an account above it, part of them may be for it."""
    size = len(account)
    if any(cell.sen != 0 for one, cell in lines.items() if len(one) < size and account[: len(one)] == one):
        return Sum(lack=NOT_DETAILED)
    return summed(cell for one, cell in lines.items() if one[:size] == account)
