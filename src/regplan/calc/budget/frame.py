"""The frame of a budget: what one document says is its revenue, spending and financing in one year, by account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias

import attrs
import numpy as np

from regplan.calc.budget.account_lines import (
    FINANCING,
    NOT_DETAILED,
    UNREAD,
    Account,
    Cells,
    Lines,
    Sum,
    added,
    detail_of,
    first_of,
    printed,
    summed,
    written,
)
from regplan.calc.budget.chosen import basis_of, periods_of, standing
from regplan.calc.budget.grouping import offices_of
from regplan.calc.money.balance import Budget
from regplan.errors import CallError, UnknownNameError
from regplan.index.build import BASES, of
from regplan.index.columns import ABSENT, Groups, Index, Ints
from regplan.model.plan import Plan
from regplan.model.words import Basis
from regplan.values.account import account_parts
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah, from_sen
from regplan.values.text import near

__all__ = ["AccountLines", "Frame", "HeadSum", "frame"]

State: TypeAlias = Literal["known", "unknown", "absent"]


@attrs.frozen(kw_only=True)
class HeadSum:
    """
    What a document says of one account.

    Attributes:
        account: The account.
        state: ``known``; ``unknown`` where an amount is, or where money is not detailed this far; ``absent`` where the
            document does not speak of the account: that is not zero, but what a list in full leaves out may be read so.
        amount: The exact sum; None unless it is known.
        said_by: Lines of the ``region``, or ``parts``: OPD and their work.
        reason: Why there is no amount.
    """

    account: str
    state: State
    amount: Rupiah | None = None
    said_by: Literal["region", "parts"] | None = None
    reason: Bilingual | None = None


@attrs.frozen(eq=False, kw_only=True)
class AccountLines:
    """
    The lines of the region or of an OPD, by account.

    Attributes:
        accounts: Their accounts in order, as they are written; a line that states none is ``5``.
    """

    accounts: tuple[str, ...] = ()
    _cells: Cells = attrs.field(factory=dict, repr=False, alias="cells")
    _places: Mapping[Account, int] = attrs.field(factory=dict, repr=False, alias="places")

    def place(self, account: str) -> int | None:
        """Return the position in ``plan.allocations`` of the first line of an account."""
        return self._places.get(account_parts(account) or ())

    def of(self, head: str) -> HeadSum:
        """
        Return the line of an account, else the sum of the lines right below it.

        Raises:
            CallError: It is no account code, or 6, whose sides are never added.
        """
        return _told(head, printed(self._cells, _account(head)), "region")

    def below(self, head: str) -> HeadSum:
        """
        Return the sum of the lines right below an account, passing over the line of the account itself.

        Raises:
            CallError: It is no account code, or 6, whose sides are never added.
        """
        account = _account(head)
        rest = {one: cell for one, cell in self._cells.items() if one != account}
        return _told(head, printed(rest, account), "region")


@attrs.frozen(eq=False, kw_only=True)
class Frame:
    """
    What one document says of its accounts in one year and basis.

    Attributes:
        document: The id of the document.
        year: The year.
        basis: The basis of the amounts.
        region_lines: The region's own lines.
        agencies: By the id of an OPD that has lines of spending or revenue, its lines.
    """

    document: str
    year: int
    basis: Basis
    region_lines: AccountLines
    agencies: Mapping[str, AccountLines]
    _offices: Mapping[int, Cells] = attrs.field(repr=False, alias="offices")
    _work: Mapping[int, Cells] = attrs.field(repr=False, alias="work")
    _numbers: Mapping[str, int] = attrs.field(repr=False, alias="numbers")

    @property
    def lines(self) -> tuple[str, ...]:
        """The accounts that the region's own lines state, in order, as they are written."""
        return self.region_lines.accounts

    @property
    def _region(self) -> Cells:
        return self.region_lines._cells  # noqa: SLF001 - of this module

    def of(self, head: str) -> HeadSum:
        """
        Return what the document says of an account: by the region's lines, else by its parts; the two are never added.

        Args:
            head: An account: ``4``, ``4.1``, ``5.1.01``, ``6.2`` …

        Raises:
            CallError: It is no account code, or 6, whose sides are never added.
        """
        account = _account(head)
        line = printed(self._region, account)
        if line.sen is not None or line.lack not in (None, NOT_DETAILED):
            return _told(head, line, "region")
        parts = self._parts(account)
        if parts.sen is None and (detail_of(self._region, account) == "listed" or parts.lack is None):
            return _told(head, line, "region")
        return _told(head, parts, "parts")

    def region(self, head: str) -> HeadSum:
        """
        Return what the region's own lines say: the line of the account, else the sum of the lines right below it.

        Raises:
            CallError: It is no account code, or 6, whose sides are never added.
        """
        return self.region_lines.of(head)

    def below(self, head: str) -> HeadSum:
        """
        Return the sum of the region's lines right below an account, passing over the line of the account itself.

        Raises:
            CallError: It is no account code, or 6, whose sides are never added.
        """
        return self.region_lines.below(head)

    def parts(self, head: str) -> HeadSum:
        """
        Return what OPD and their work add up to; an OPD that has a line of its own counts with that alone.

        Raises:
            CallError: It is no account code, or 6, whose sides are never added.
        """
        return _told(head, self._parts(_account(head)), "parts")

    def work_of(self, agency: str, head: str) -> HeadSum:
        """
        Return what the work of an OPD that has lines, and of its sub-units without, adds up to.

        Raises:
            CallError: The head is no account code, or 6, whose sides are never added.
        """
        cells = self._work.get(self._numbers.get(agency, ABSENT - 1), {})
        return _told(head, added(cells, _account(head)), "parts")

    @property
    def net_financing(self) -> HeadSum:
        """The region's line of account 6, *pembiayaan neto*: 6.1 less 6.2 as the document prints it."""
        return _told("6", self._region.get(FINANCING, Sum()), "region")

    @property
    def budget(self) -> Budget:
        """Revenue, spending, financing receipts and outlays, for ``calc.money.budget_balance``."""
        return Budget(
            revenue=self.of("4").amount,
            spending=self.of("5").amount,
            financing_receipts=self.of("6.1").amount,
            financing_outlays=self.of("6.2").amount,
        )

    def _parts(self, account: Account) -> Sum:
        """Add up OPD, each by its own lines or else by its work, and work of no OPD that has lines."""
        return summed(self._of_office(office, account) for office in sorted({*self._offices, *self._work}))

    def _of_office(self, office: int, account: Account) -> Sum:
        own = self._offices.get(office, {})
        work = added(self._work.get(office, {}), account)
        if (work.sen is None and work.lack is None) or detail_of(own, account) == "listed" or UNREAD in own:
            return printed(own, account)
        return work


def frame(plan: Plan, document: str, year: int, basis: Basis = "ceiling") -> Frame:
    """
    Read revenue (4), spending (5) and financing (6.1, 6.2) of one document in one year.

    Money without an account is spending: of programs, activities, sub activities and OPD by nature, of the region because a
    ceiling of the whole is one. Lines whose subject is the region (``/``) are what the document prints for the whole; OPD
    and their work are its parts and are compared with them, never added. So too with an OPD: where it has a line, that is the
    whole of it and of its sub-units without a line, and its work is not added. Of lines of one subject the line of an account
    is the whole, those below it its parts: nothing counts twice. A stated total is such a line and goes before
    entries. Entries of work are all added, as everywhere (conventions §1); money of goals, missions and the like is the
    same money once more and is left out.

    Args:
        plan: The plan.
        document: The id of the document.
        year: The year, whole or in parts.
        basis: The basis of the amounts; there is one, so that bases are never added.

    Returns:
        The frame; made once for a plan.

    Raises:
        CallError: *year* is no year.
        PeriodsDifferError: One subject has amounts for the year and for parts of it.
        UnknownNameError: No such document or basis; near matches are offered.

    Example:
        >>> from regplan.model import Allocation, Document, Program
        >>> lines = {"4.1": 300, "4.2": 900, "6.1": 80}
        >>> plan = Plan(
        ...     documents=[Document(id="apbd", kind="APBD")],
        ...     programs=[Program(id="p", document="apbd")],
        ...     allocations=[
        ...         Allocation(document="apbd", subject="p", amounts={"2026": 1260}),
        ...         *(Allocation(document="apbd", subject="/", account=one, amounts={"2026": lines[one]}) for one in lines),
        ...     ],
        ... )
        >>> found = frame(plan, "apbd", 2026)
        >>> found.of("4").amount, found.of("5").amount, found.of("5.1").reason.en
        (1200, 1260, 'money that is not detailed as far as the account')
        >>> found.budget.financing_outlays, found.of("6.2").state
        (None, 'absent')
    """
    if isinstance(year, bool) or not isinstance(year, int):
        msg = f"year takes one year as a number (2026), not {year!r}"
        raise CallError(msg)
    basis = basis_of(basis)
    index = of(plan)
    ids = [one.id for one in plan.documents]
    if document not in ids:
        raise UnknownNameError(str(document), "document", near(str(document), ids))
    at = ids.index(document)
    return index.remember(f"frame {at} {year} {basis}", lambda: _frame(index, at, year, basis))


def _frame(index: Index, document: int, year: int, basis: Basis) -> Frame:
    here = standing(index, (document,))
    money, own = here.money, here.allocations
    mine = index.remember("money by document", lambda: Groups.of(money.document)).rows(document)
    mine = mine[(money.basis[mine] == BASES.index(basis)) & (money.subject[mine] >= 0)]
    entries = Lines.of(here, periods_of(here, mine[~money.stated[mine]], year))
    stated = mine[money.stated[mine] & (money.indicator[mine] == ABSENT)]
    stated = stated[(own.fund[money.allocation[stated]] == ABSENT) & (own.place[money.allocation[stated]] == ABSENT)]
    totals = Lines.of(here, first_of(here, periods_of(here, stated, year)))
    sides = (entries, totals)
    with_line = np.unique(np.concatenate([one.office[one.of_office & one.spends] for one in sides]))
    heads = offices_of(here, set(with_line.tolist()))
    region = [one.cells(one.of_region, np.zeros(len(one.rows), np.int64)).get(0, {}) for one in sides]
    offices = [one.cells(one.of_office, one.office) for one in sides]
    merged = {at: {**offices[0].get(at, {}), **offices[1].get(at, {})} for at in sorted({*offices[0], *offices[1]})}
    ids = index.plan.agencies.ids
    return Frame(
        document=index.plan.documents[document].id,
        year=year,
        basis=basis,
        region_lines=_lines(here, [one.rows[one.of_region] for one in sides], {**region[0], **region[1]}),
        agencies={
            ids[at]: _lines(here, [one.rows[one.of_office & (one.office == at)] for one in sides], cells)
            for at, cells in merged.items()
        },
        offices=merged,
        work=entries.cells(entries.of_work, heads[entries.office]),
        numbers={ids[at]: at for at in reversed(merged)},
    )


def _lines(index: Index, rows: list[Ints], cells: Cells) -> AccountLines:
    found = written(index, np.concatenate(rows))
    places = {account: place for account, (_, place) in found.items()}
    return AccountLines(accounts=tuple(text for text, _ in found.values()), cells=cells, places=places)


_NOT_STATED: Final = Bilingual("rekening itu tidak disebut dokumen", "the document does not state the account")


def _account(head: str) -> Account:
    given: Any = head
    found = account_parts(given) if isinstance(given, str) else None
    if found is None:
        msg = f"{head!r} is no account: 4, 4.1, 5.1.01, 6.2 …"
        raise CallError(msg)
    if found == FINANCING:
        msg = "6 has two sides that are never added: ask for 6.1 and 6.2, or for net_financing"
        raise CallError(msg)
    return found


def _told(head: str, found: Sum, said_by: Literal["region", "parts"]) -> HeadSum:
    if found.sen is not None:
        return HeadSum(account=head, state="known", amount=from_sen(found.sen), said_by=said_by)
    if found.lack:
        return HeadSum(account=head, state="unknown", said_by=said_by, reason=found.lack)
    return HeadSum(account=head, state="absent", reason=_NOT_STATED)
