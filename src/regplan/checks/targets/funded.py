"""TGT-15: targets beside the money of the same node, document and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs
import numpy as np

from regplan.calc.budget import Ledger
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.budget import ledger_of
from regplan.checks.targets._pairs import Lacks, in_documents, rows_at
from regplan.checks.targets.required import position_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools, Ints
from regplan.index.targets import MEASURES, TargetColumns, targets_of
from regplan.model.documents import Document
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES"]

_CEILING: Final = BASES.index("ceiling")


@rule(
    "TGT-15",
    ("target dan pagu sama-sama ada atau sama-sama nol", "targets and ceilings are both there or both zero"),
    clause(
        "zero-target-with-ceiling",
        "warning",
        (
            "{subject} untuk {year} nol, padahal pagunya {ceiling_rp}",
            "{subject} for {year} is zero, but its ceiling is {ceiling_rp}",
        ),
        (
            "tulis apa yang dihasilkan dengan pagu itu, atau nolkan pagunya",
            "write what the money yields, or make the ceiling zero",
        ),
    ),
    clause(
        "target-with-zero-ceiling",
        "warning",
        (
            "{subject} untuk {year}: {got}, padahal pagunya {ceiling_rp}",
            "{subject} for {year}: {got}, but its ceiling is {ceiling_rp}",
        ),
        (
            "beri pagu untuk target itu, atau tulis target nol untuk tahun tanpa pelaksanaan",
            "give the target a ceiling, or write a target of zero for an idle year",
        ),
    ),
)
def funded_targets(case: Case) -> Outcome:
    """A zero target has no money and another one has some, in one document and year; what is not stated is no zero."""
    index, columns, lacks = case.index, targets_of(case.index), Lacks()
    told = rows_at(index, in_documents(case, "target", _any), "program", "activity", "sub_activity")
    zero, more = _is_zero(columns, told), _is_more(columns, told)
    unclear = ~zero & ~more & (columns.cell[told] != ABSENT) & (columns.kind[told] != _SAID_EMPTY)
    asked = np.flatnonzero(zero | ((more | unclear) & _in_idle_years(case, told)))
    if not len(asked):
        return
    entries = ledger_of(case)
    if entries is None:
        yield Lacking(None, Bilingual("jumlah dalam 64 bit", "sums within 64 bits"))
        return
    busy = np.isin(_cells(case, told[asked]), _cells(case, told[~zero]))
    for at, ceiling, idle in zip(asked.tolist(), _ceilings(case, entries, told[asked]), ~busy, strict=True):
        row = int(told[at])
        if ceiling is None:
            if zero[at]:
                lacks.add(int(columns.document[row]), _NO_CEILING, _name(case, row))
        elif zero[at] and ceiling.sen > 0 and (idle or ceiling.own):
            yield from _without_work(case, row, ceiling, lacks)
        elif more[at] and ceiling.sen == 0:
            yield _found(case, row, "target-with-zero-ceiling", ceiling)
        elif unclear[at] and ceiling.sen == 0:
            lacks.add(int(columns.document[row]), _NO_VALUE, _name(case, row))
    yield from lacks.told(case)


def _is_zero(columns: TargetColumns, rows: Ints) -> Bools:
    """Mark the targets of nothing: the number 0."""
    found: Bools = np.isin(columns.kind[rows], _NUMBERS) & (columns.low[rows] == 0) & (columns.high[rows] == 0)
    return found


def _is_more(columns: TargetColumns, rows: Ints) -> Bools:
    """Mark the targets that are surely not zero: numbers, intervals, bounds and ratios beyond it, grades above the lowest."""
    kind, low, high = columns.kind[rows], columns.low[rows], columns.high[rows]
    found: Bools = (np.isin(kind, _NUMBERS) & ((low > 0) | (high < 0))) | ((kind == _GRADE) & (low > 1))
    return found


_NUMBERS: Final = tuple(MEASURES.index(name) for name in ("number", "interval", "bound", "ratio"))
_GRADE: Final = MEASURES.index("grade")
_SAID_EMPTY: Final = MEASURES.index("not_available")


_NO_CEILING: Final = Bilingual(
    "pagu yang diketahui untuk {count} target nol (yang pertama: {first})",
    "a known ceiling for {count} target(s) of zero (the first: {first})",
)
_NO_VALUE: Final = Bilingual(
    "angka yang dapat dibaca untuk {count} target berpagu nol (yang pertama: {first})",
    "a number that can be read of {count} target(s) with a ceiling of zero (the first: {first})",
)
_NO_POLARITY: Final = Bilingual(
    "arah indikator (polaritas) untuk {count} target nol (yang pertama: {first})",
    "polarity of the indicator for {count} target(s) of zero (the first: {first})",
)


def _any(_at: int, _document: Document) -> bool:
    return True


def _cells(case: Case, rows: Ints) -> Ints:
    """Number node, document and period of rows of targets."""
    columns = targets_of(case.index)
    node = case.index.indicator_owner[columns.indicator[rows]]
    place: Ints = (node * len(case.plan.documents) + columns.document[rows]) * len(columns.periods)
    return place + columns.period[rows]


def _periods(case: Case) -> Ints:
    """Return for each period of targets its number among those of money."""
    known = {name: at for at, name in enumerate(case.index.money.periods)}
    return np.array([known.get(name, ABSENT) for name in targets_of(case.index).periods], np.int64)


def _in_idle_years(case: Case, rows: Ints) -> Bools:
    """Mark the targets of documents and years in which some ceiling is zero."""
    money, columns = case.index.money, targets_of(case.index)
    nothing = np.flatnonzero((money.amount == 0) & money.known & (money.basis == _CEILING) & (money.document >= 0))
    if not len(nothing):
        return np.zeros(len(rows), np.bool_)
    size = len(money.periods)
    cell = columns.document[rows] * size + _periods(case)[columns.period[rows]]
    there = _periods(case)[columns.period[rows]] != ABSENT
    found: Bools = there & np.isin(cell, money.document[nothing] * size + money.period[nothing])
    return found


@attrs.frozen
class _Ceiling:
    """The money of a node in a document and year, in sen, and whether it is that of the indicator alone."""

    sen: int
    own: bool


def _ceilings(case: Case, entries: Ledger, rows: Ints) -> Iterator[_Ceiling | None]:
    """Give the ceiling of each target: of its indicator where stated, else of its node; None where it is not known."""
    index, money, columns = case.index, case.index.money, targets_of(case.index)
    node, document = index.indicator_owner[columns.indicator[rows]], columns.document[rows]
    period = _periods(case)[columns.period[rows]]
    wanted = np.zeros(index.nodes, np.bool_)
    wanted[node] = True
    on_nodes = np.flatnonzero((money.basis == _CEILING) & (money.subject >= 0) & (money.subject < index.nodes))
    stated: dict[tuple[int, int, int], list[int]] = {}
    for at in on_nodes[wanted[money.subject[on_nodes]]].tolist():
        key = int(money.document[at]), int(money.subject[at]), int(money.period[at])
        stated.setdefault(key, []).append(at)
    sums, counts, unknown = _sums(case, entries, node, document, period)
    for place, key in enumerate(zip(document.tolist(), node.tolist(), period.tolist(), strict=True)):
        indicator = position_of(case, int(columns.indicator[rows[place]]))
        found = _printed(case, stated.get(key, ()), indicator)
        if found is None and counts[place] and not unknown[place]:
            found = _Ceiling(int(sums[place]), own=False)
        yield found if found is None or found.sen >= 0 else None


def _printed(case: Case, rows: Iterable[int], indicator: int) -> _Ceiling | None:
    """Return the money on the row of the indicator, else the stated total of its node; None where neither is known."""
    money, narrow = case.index.money, case.index.allocations.narrow
    own = [at for at in rows if money.indicator[at] == indicator]
    totals = [at for at in own or rows if money.stated[at] and not narrow[money.allocation[at]]]
    totals = totals if own else [at for at in totals if money.indicator[at] == ABSENT]
    used = totals[:1] or own
    if not used:
        return None
    if not all(money.known[at] for at in used):
        return _Ceiling(-1, own=bool(own))
    return _Ceiling(sum(int(money.amount[at]) for at in used), own=bool(own))


def _sums(case: Case, entries: Ledger, node: Ints, document: Ints, period: Ints) -> tuple[Ints, Ints, Ints]:
    """Add up the entries at and below nodes, each in its document and year: sums in sen, entries, unknown amounts."""
    index = case.index
    group = ((document * len(BASES) + _CEILING) * len(index.money.periods) + period) * (index.nodes + 1)
    first = np.searchsorted(entries.keys, group + index.preorder[node])
    last = np.searchsorted(entries.keys, group + index.end[node])
    none = (period == ABSENT) | (index.preorder[node] < 0)
    first, last = np.where(none, 0, first), np.where(none, 0, last)
    return entries.sums[last] - entries.sums[first], last - first, entries.unknown[last] - entries.unknown[first]


def _without_work(case: Case, row: int, ceiling: _Ceiling, lacks: Lacks) -> Iterator[Violation]:
    """Judge a zero target with money by the polarity: zero is nothing where more is better, and for every output."""
    columns = targets_of(case.index)
    indicator = case.plan.indicators[int(columns.indicator[row])]
    if indicator.polarity == "up" or (indicator.polarity is None and indicator.kind == "output"):
        yield _found(case, row, "zero-target-with-ceiling", ceiling)
    elif indicator.polarity is None:
        lacks.add(int(columns.document[row]), _NO_POLARITY, _name(case, row))


def _name(case: Case, row: int) -> str:
    columns = targets_of(case.index)
    return f"{case.plan.indicators[int(columns.indicator[row])].id} {columns.periods[int(columns.period[row])]}"


def _found(case: Case, row: int, clause_name: str, ceiling: _Ceiling) -> Violation:
    columns = targets_of(case.index)
    facts: dict[str, Fact] = {
        "year": columns.periods[int(columns.period[row])],
        "got": columns.cells[int(columns.cell[row])].text,
        "ceiling_rp": from_sen(ceiling.sen),
        "home": case.plan.documents[int(columns.document[row])].id,
    }
    return Violation(None, clause_name, facts, row=("series", int(columns.series[row])))


RULES: tuple[Rule, ...] = (funded_targets,)
