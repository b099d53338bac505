"""The money of one budget in rows, each with its account, code, OPD and what the region declares that it counts for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final, Generic, TypeVar

import attrs
import numpy as np

from regplan.calc.budget.chosen import standing
from regplan.checks._case import Case
from regplan.index.build import BASES
from regplan.index.columns import Bools, Index, Ints
from regplan.index.tree import from_above, link_rows
from regplan.model.budget import Allocation
from regplan.model.documents import Document
from regplan.model.structure import Program
from regplan.model.words import LEVELS
from regplan.values.account import account_parts
from regplan.values.code import cleaned, parse_code
from regplan.values.money import Rupiah, from_sen
from regplan.values.period import period_year

__all__ = ["DECLARED_BY", "Column", "Part", "Sheet", "sheets"]

T = TypeVar("T")

DECLARED_BY: Final = ("x-hitung", "x-counts-as")
"""Own fields of an allocation that say what its money counts for."""
_TAGGED_BY: Final = ("hitung:", "counts-as:")
"""How codes of references begin that say the same for nodes and OPD."""
_KINDS: Final = ("APBD", "REALISATION")


@attrs.frozen
class Part:
    """
    A sum of rows.

    Attributes:
        amount: The sum; None where an amount is unknown.
        rows: How many rows are in it.
        unknown: How many of them have no known amount.
    """

    amount: Rupiah | None
    rows: int
    unknown: int = 0


@attrs.frozen(eq=False)
class Column(Generic[T]):
    """
    What rows state, each different value once.

    Attributes:
        values: The different values.
        place: By row, the position of its value.
    """

    values: tuple[T, ...]
    place: Ints

    @classmethod
    def of(cls, values: Iterable[T]) -> Column[T]:
        """Number the values of rows."""
        numbers: dict[T, int] = {}
        place = np.array([numbers.setdefault(one, len(numbers)) for one in values], np.int64)
        return cls(tuple(numbers), place)

    def spread(self, place: Ints) -> Column[T]:
        """Give rows what their places in this column state."""
        return Column(self.values, self.place[place])

    def where(self, fits: Callable[[T], bool]) -> Bools:
        """Mark the rows whose value fits; each value is asked once."""
        found: Bools = np.fromiter(map(fits, self.values), np.bool_, len(self.values))[self.place]
        return found


@attrs.frozen(eq=False, kw_only=True)
class Sheet:
    """
    Entries of one budget for its fiscal year.

    Attributes:
        case: The check.
        at: Position of the document.
        document: The document.
        year: Its fiscal year.
        rows: Rows of money of the index.
        accounts: By row, the numbers of the account; None where it states none that can be read.
        codes: By row, the nomenclature code of what the money is for; empty where there is none.
        fungsi: By row, the number of the *fungsi* that its program states; empty where it states none.
        funds: By row, the printed source of money in small letters; empty where none is printed.
        agencies: By row, the position of the OPD that carries it; negative where none does.
        spending: By row, whether it is spending of work, or of an OPD without work; lines of the region are prints of the whole.
        words: By word, the rows that count for it because the region says so.
    """

    case: Case
    at: int
    document: Document
    year: int
    rows: Ints
    accounts: Column[tuple[int, ...] | None]
    codes: Column[str]
    fungsi: Column[str]
    funds: Column[str]
    agencies: Ints
    spending: Bools
    words: Mapping[str, Bools]
    _memo: dict[str, Bools] = attrs.field(factory=dict, init=False)

    @property
    def none(self) -> Bools:
        """No row."""
        return np.zeros(len(self.rows), np.bool_)

    def under(self, *heads: str) -> Bools:
        """Mark the rows of accounts or of what lies below them."""
        found = self.none
        for head in heads:
            if head not in self._memo:
                parts = account_parts(head) or ()
                self._memo[head] = self.accounts.where(partial(_lies_under, parts))
            found = found | self._memo[head]
        return found

    @property
    def with_account(self) -> Bools:
        """Mark the rows that state an account."""
        return self.accounts.where(lambda one: one is not None)

    def below(self, code: str) -> Bools:
        """Mark the rows of a nomenclature code or of what lies below it."""
        key = f"code {code}"
        if key not in self._memo:
            self._memo[key] = self.codes.where(lambda one: one == code or one.startswith(f"{code}."))
        return self._memo[key]

    @property
    def with_code(self) -> Bools:
        """Mark the rows whose code is known."""
        return self.codes.where(bool)

    def declared(self, word: str) -> Bools:
        """Mark the rows of which the region says that they count for something."""
        return self.words.get(word, self.none)

    def sum(self, marked: Bools) -> Part:
        """Add up the marked rows, in Python's own integers."""
        money, rows = self.case.index.money, self.rows[marked]
        unknown = int((~money.known[rows]).sum())
        amount = None if unknown else from_sen(sum(money.amount[rows].tolist()))
        return Part(amount, len(rows), unknown)


def _lies_under(parts: tuple[int, ...], account: tuple[int, ...] | None) -> bool:
    return account is not None and account[: len(parts)] == parts


def sheets(case: Case, *kinds: str) -> Iterator[Sheet]:
    """Go through the budgets and realisations that are judged and state one fiscal year; each is read once."""
    for at, document in case.documents(*(kinds or _KINDS)):
        year = document.first_year
        if year is not None and year == document.last_year:
            read = partial(_sheet, case, at, document, year)
            yield case.remember(f"share sheet {at}", read)


def _sheet(case: Case, at: int, document: Document, year: int) -> Sheet:
    index = standing(case.index, (at,))
    rows = _rows(case, at, document, year)
    subjects, place = np.unique(index.money.subject[rows], return_inverse=True)
    nodes = _nodes(case, index, at, subjects.tolist())
    codes, fungsi = Column.of(one[0] for one in nodes), Column.of(one[1] for one in nodes)
    agencies = np.array([one[2] for one in nodes], np.int64)[place] if len(rows) else np.zeros(0, np.int64)
    accounts = _stated(case, rows, index.allocations.account, lambda one: account_parts(one.account or ""))
    return Sheet(
        case=case,
        at=at,
        document=document,
        year=year,
        rows=rows,
        accounts=accounts,
        codes=codes.spread(place),
        fungsi=fungsi.spread(place),
        funds=_stated(case, rows, index.allocations.fund, lambda one: " ".join((one.fund or "").lower().split())),
        agencies=agencies,
        spending=_spending(case, index, rows, accounts, agencies),
        words=_words(case, index, rows),
    )


def _stated(case: Case, rows: Ints, numbers: Ints, read: Callable[[Allocation], T]) -> Column[T]:
    """Read what allocations state, each different text once."""
    allocations = case.index.money.allocation[rows]
    _, first, place = np.unique(numbers[allocations], return_index=True, return_inverse=True)
    return Column.of(read(case.plan.allocations[at]) for at in allocations[first].tolist()).spread(place)


def _rows(case: Case, at: int, document: Document, year: int) -> Ints:
    """Return the entries of the year: ceilings of a budget, realised money of a realisation."""
    money = case.index.money
    rows = case.money_of(at)
    basis = BASES.index("realised" if document.kind == "REALISATION" else "ceiling")
    years = np.array([period_year(key) or 0 for key in money.periods], np.int64)
    found: Ints = rows[(money.basis[rows] == basis) & ~money.stated[rows] & (years[money.period[rows]] == year)]
    return found


def _spending(case: Case, index: Index, rows: Ints, accounts: Column[tuple[int, ...] | None], agencies: Ints) -> Bools:
    """Mark spending: of work, and of OPD none of whose work has money, as the frame of the budget reads it."""
    subject = index.money.subject[rows]
    spends = accounts.where(lambda one: one is None or one[0] == _SPENDING)
    work = (subject >= 0) & (subject < index.nodes)
    work[work] = index.level[subject[work]] >= LEVELS.index("program")
    busy: set[int] = set()
    above = {one.id: at for at, one in enumerate(case.plan.agencies)}
    for agency in set(agencies[work & spends].tolist()):
        at: int | None = agency if agency >= 0 else None
        while at is not None and at not in busy:
            busy.add(at)
            parent = case.plan.agencies[at].parent
            at = above.get(parent) if parent else None
    first = index.starts["agencies"]
    of_opd = (subject >= first) & (subject < first + len(case.plan.agencies))
    idle = ~np.isin(agencies, list(busy))
    found: Bools = spends & (work | (of_opd & idle))
    return found


_SPENDING: Final = 5


def _nodes(case: Case, index: Index, at: int, subjects: list[int]) -> list[tuple[str, str, int]]:
    """Give each subject its code, the fungsi of its program, and the OPD that carries it."""
    entries = case.entries_of(at)
    first = index.starts["agencies"]
    last = first + len(case.plan.agencies)
    told: list[tuple[str, str, int]] = []
    for subject in subjects:
        if first <= subject < last:
            functions = case.fields_of(case.plan.agencies[subject - first])
            told.append((functions[0] if len(functions) == 1 else "", "", subject - first))
        elif 0 <= subject < index.nodes:
            agency = int(index.agency[subject])
            entry = entries.get(subject)
            own = entry.code if entry else None
            told.append((*_code_and_fungsi(case, index, subject, agency, own), agency))
        else:
            told.append(("", "", -1))
    return told


def _code_and_fungsi(case: Case, index: Index, node: int, agency: int, own: str | None) -> tuple[str, str]:
    """Climb from a node to the first code that can be read, and to the fungsi of its program."""
    code, fungsi, up = "", "", node
    for _ in range(20):
        record = index.node(up)
        text = cleaned(own or record.code or "")
        own = None
        if not code and parse_code(text):
            code = _resolved(case, text, agency)
        if isinstance(record, Program) and record.fungsi:
            fungsi = record.fungsi.strip().partition(".")[0]
            break
        up = int(index.parent[up])
        if up < 0:
            break
    return code, fungsi


def _resolved(case: Case, code: str, agency: int) -> str:
    """Put the first field of its OPD in the place of X.XX; empty where the OPD states none (CODE-05)."""
    if not code.startswith("X"):
        return code
    functions = case.fields_of(case.plan.agencies[agency]) if agency >= 0 else ()
    return functions[0] + code[4:] if functions else ""


def _words(case: Case, index: Index, rows: Ints) -> Mapping[str, Bools]:
    """Mark by word the rows that are declared: in the allocation, or by a tag on their node or OPD or above it."""
    words: dict[str, Bools] = {}
    money = index.money
    for at, one in enumerate(money.allocation[rows].tolist()):
        extra = case.plan.allocations[one].extra
        if extra:
            for word in _declared(extra):
                words.setdefault(word, np.zeros(len(rows), np.bool_))[at] = True
    subject = money.subject[rows]
    for word, (nodes, agencies) in index.remember("counting tags", lambda: _tags(case, index)).items():
        marked = words.setdefault(word, np.zeros(len(rows), np.bool_))
        inside = (subject >= 0) & (subject < index.nodes)
        marked[inside] |= nodes[subject[inside]]
        carrier = np.full(len(rows), -1, np.int64)
        carrier[inside] = index.agency[subject[inside]]
        first = index.starts["agencies"]
        on_opd = (subject >= first) & (subject < first + len(case.plan.agencies))
        carrier[on_opd] = subject[on_opd] - first
        marked[carrier >= 0] |= agencies[carrier[carrier >= 0]]
    return words


def _declared(extra: Mapping[str, object]) -> Iterator[str]:
    for key in DECLARED_BY:
        told = extra.get(key)
        for word in (told,) if isinstance(told, str) else told if isinstance(told, tuple) else ():
            if isinstance(word, str) and word.strip():
                yield word.strip().lower()


def _tags(case: Case, index: Index) -> dict[str, tuple[Bools, Bools]]:
    """Read the references that say what counts for what, and the nodes and OPD that are aligned with them."""
    first, opd = index.starts["references"], index.starts["agencies"]
    rows = link_rows(index, ("aligned_with",))
    source, target = index.links.source[rows], index.links.target[rows]
    found: dict[str, tuple[Bools, Bools]] = {}
    for at, one in enumerate(case.plan.references):
        code = (one.code or "").strip().lower()
        word = next((code[len(head) :].strip() for head in _TAGGED_BY if code.startswith(head)), "")
        if one.framework != "TAG" or not word:
            continue
        marked = np.zeros(index.nodes, np.bool_)
        agencies = np.zeros(len(case.plan.agencies), np.bool_)
        ends = source[target == first + at]
        marked[ends[ends < index.nodes]] = True
        agencies[ends[(ends >= opd) & (ends < opd + len(agencies))] - opd] = True
        nodes, before = found.get(word, (np.zeros_like(marked), np.zeros_like(agencies)))
        found[word] = nodes | from_above(index, marked), before | agencies
    return found
