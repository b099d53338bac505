"""Targets beside the targets another document gives for the same indicator and year, and how the two compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import inf
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np

from regplan.checks._case import Case, Violation
from regplan.checks._rule import Lacking
from regplan.checks.targets._told import period_told
from regplan.checks.targets.required import is_justified
from regplan.diagnostics.finding import Fact
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT, DANGLING, Bools, Groups, Index, Ints
from regplan.index.targets import MEASURES, TargetColumns, targets_of, units_of
from regplan.index.twins import same_name, twins_of
from regplan.model.documents import Document
from regplan.model.words import LEVELS, Level, SeriesRole
from regplan.values.cell import Cell
from regplan.values.lang import Bilingual
from regplan.values.measure import Bound, Grade, Interval, Measure, NotAvailable, Number, Ratio, Several, Words
from regplan.values.period import END
from regplan.values.units import Unit

__all__ = [
    "Apart",
    "Lacks",
    "Verdict",
    "apart",
    "beside",
    "compared",
    "facts_of",
    "found_apart",
    "in_documents",
    "justified",
    "rows_at",
    "unmatched",
]

Verdict: TypeAlias = Literal["equal", "within", "above", "below", "differs", "unit", "value", "better", "polarity"]
"""
How a value compares with another one: the same, inside its interval, higher, lower, other; or why it cannot be compared
(no common unit, no value, no polarity). "better" is what a rule makes of above and below by the polarity.
"""
_UNTOLD: Final = frozenset({"unit", "value", "polarity"})


@attrs.frozen
class Apart:
    """A row, the row it is compared with, and how it compares."""

    row: int
    other: int
    verdict: Verdict


@attrs.define
class Lacks:
    """What rows lack to be judged, counted by document and cause."""

    _counts: dict[tuple[int, Bilingual], tuple[int, str]] = attrs.field(factory=dict)

    def add(self, document: int, cause: Bilingual, first: str, count: int = 1) -> None:
        """Count one or more; *cause* has the places ``{count}`` and ``{first}``."""
        before, known = self._counts.get((document, cause), (0, first))
        self._counts[document, cause] = before + count, known

    def told(self, case: Case) -> Iterator[Lacking]:
        """Write one line for each document and cause."""
        for (document, cause), (count, first) in self._counts.items():
            number = str(count)
            lacks = cause.filled({"count": (number, number), "first": (first, first)})
            yield Lacking(case.plan.documents[document].id if document >= 0 else None, lacks)


_CAUSES: Final[dict[str, Bilingual]] = {
    "value": Bilingual(
        "nilai yang dapat dibandingkan untuk {count} baris (yang pertama: {first})",
        "values that can be compared for {count} row(s) (the first: {first})",
    ),
    "unit": Bilingual(
        "satuan yang sama untuk {count} baris (yang pertama: {first})",
        "one unit for {count} row(s) (the first: {first})",
    ),
    "polarity": Bilingual(
        "arah indikator (polaritas) untuk {count} baris (yang pertama: {first})",
        "polarity of the indicator for {count} row(s) (the first: {first})",
    ),
}
_NAMESAKES: Final = Bilingual(
    "kepastian yang mana dari beberapa indikator bernama sama untuk {count} baris (yang pertama: {first})",
    "which of several indicators of one name is meant for {count} row(s) (the first: {first})",
)


def in_documents(
    case: Case, role: SeriesRole, chosen: Callable[[int, Document], bool], *, judged: bool = True, ends: bool = False
) -> Ints:
    """
    Return the rows of whole years that documents give in a role.

    Args:
        case: The case.
        role: Baseline, target or result.
        chosen: Tells by position and document whether it is asked for.
        judged: Whether only documents that are judged are meant.
        ends: Whether values at the end of the period (*akhir*) are meant as well.
    """
    columns = targets_of(case.index)
    documents = case.documents() if judged else enumerate(case.plan.documents)
    marked = np.zeros(len(case.plan.documents) + 2, np.bool_)
    marked[[at for at, document in documents if chosen(at, document)]] = True
    periods = columns.yearly | (ends & _at_end(columns))
    wanted = periods & (columns.role == SERIES_ROLES.index(role)) & marked[columns.document]
    return np.flatnonzero(wanted & (columns.indicator >= 0))


def _at_end(columns: TargetColumns) -> Bools:
    """Mark the values at the end of a period."""
    found: Bools = columns.period == (columns.periods.index(END) if END in columns.periods else ABSENT)
    return found


def rows_at(index: Index, rows: Ints, *levels: Level) -> Ints:
    """Keep the rows of indicators that measure nodes of some levels."""
    marked = np.zeros(len(LEVELS) + 1, np.bool_)
    marked[[LEVELS.index(level) for level in levels]] = True
    kept: Ints = rows[marked[index.remember("indicator levels", lambda: _levels(index))[_indicators(index)[rows]]]]
    return kept


def _levels(index: Index) -> Ints:
    """Return the level of the node each indicator measures; ABSENT where it measures none."""
    beyond = np.full(len(index.ids) - index.nodes + 2, ABSENT)
    found: Ints = np.append(index.level, beyond)[index.indicator_owner]
    return found


def _indicators(index: Index) -> Ints:
    return targets_of(index).indicator


def beside(index: Index, rows: Ints, others: Ints) -> tuple[Ints, Ints]:
    """
    Pair rows with the rows of other documents for the same indicator and year; the same record first, if it is there.

    The end of a period is that of another one where both end in one year.

    Returns:
        Two columns, one line a pair, in the order of *rows*.
    """
    columns, group = targets_of(index), twins_of(index).group
    key = np.append(group, (DANGLING, DANGLING))[columns.indicator] * len(columns.periods) + columns.period
    by_key = Groups.of(key[others])
    first, last = (np.searchsorted(by_key.values, key[rows], side) for side in ("left", "right"))
    length = last - first
    place = np.repeat(first - (np.cumsum(length) - length), length) + np.arange(length.sum())
    one, other = np.repeat(rows, length), others[by_key.order[place]]
    foreign = columns.document[one] != columns.document[other]
    closing = np.array([each.last_year or 0 for each in index.plan.documents], np.int64)
    last, others_last = closing[columns.document[one]], closing[columns.document[other]]
    foreign &= ~_at_end(columns)[one] | ((last == others_last) & (last > 0))
    one, other = one[foreign], other[foreign]
    itself = columns.indicator[one] == columns.indicator[other]
    told = np.zeros(len(key), np.bool_)
    told[one[itself]] = True
    kept = itself | ~told[one]
    return one[kept], other[kept]


def unmatched(case: Case, rows: Ints, pairs: Ints, cause: Bilingual, lacks: Lacks) -> None:
    """Count the rows that have nothing beside them."""
    columns, doubtful = targets_of(case.index), twins_of(case.index).doubtful
    paired = np.zeros(len(columns.cell), np.bool_)
    paired[pairs] = True
    left = rows[~paired[rows]]
    unclear = doubtful[columns.indicator[left]]
    for told, which in ((cause, left[~unclear]), (_NAMESAKES, left[unclear])):
        documents, first, counts = np.unique(columns.document[which], return_index=True, return_counts=True)
        for document, row, count in zip(documents.tolist(), which[first].tolist(), counts.tolist(), strict=True):
            lacks.add(document, told, _named(case, columns, row), count)


def _named(case: Case, columns: TargetColumns, row: int) -> str:
    indicator = case.plan.indicators[int(columns.indicator[row])].id
    period = columns.periods[int(columns.period[row])]
    return f"{indicator} {'akhir' if period == END else period}"


def apart(
    case: Case,
    rows: Ints,
    others: Ints,
    lacks: Lacks,
    read: Callable[[int, int, Verdict], Verdict] = lambda _row, _other, verdict: verdict,
) -> Iterator[Apart]:
    """
    Go through the rows that agree with none of the rows beside them.

    Where several documents or records stand beside a row (a plan and its change), it is enough that it agrees with
    one; where it does not, it is told against the latest. What cannot be compared is counted and is no finding.

    Args:
        case: The case.
        rows: The rows, one line a pair (``beside``).
        others: What stands beside them.
        lacks: Where what cannot be compared is counted.
        read: Reads a comparison by the polarity of the indicator; "better" agrees as "equal" does.
    """
    columns = targets_of(case.index)
    told = columns.kind != MEASURES.index("not_available")
    alike = (columns.cell[rows] == columns.cell[others]) & (columns.kind[rows] != ABSENT) & told[rows]
    agreed = np.zeros(len(columns.cell), np.bool_)
    agreed[rows[alike]] = True
    left = ~agreed[rows]
    found: dict[int, list[Apart]] = {}
    for row, other in zip(rows[left].tolist(), others[left].tolist(), strict=True):
        verdict = read(row, other, compared(case.index, row, other))
        found.setdefault(row, []).append(Apart(row, other, verdict))
    for row, pairs in found.items():
        verdicts = {one.verdict for one in pairs}
        if verdicts & {"equal", "better"}:
            continue
        if untold := sorted(verdicts & _UNTOLD):
            lacks.add(int(columns.document[row]), _CAUSES[untold[0]], _named(case, columns, row))
        else:
            yield max(pairs, key=lambda one: _age(case, int(columns.document[one.other])))


def _age(case: Case, document: int) -> tuple[int, int, str]:
    """Order documents: a change after what it changes, a later period after an earlier one."""
    one = case.plan.documents[document]
    return one.revision or 0, one.first_year or 0, one.id


def facts_of(case: Case, pair: Apart) -> dict[str, Fact]:
    """Give the numbers of a pair as they are printed, the year and the documents."""
    columns = targets_of(case.index)
    documents = case.plan.documents
    return {
        "year": period_told(columns.periods[int(columns.period[pair.row])]),
        "got": columns.cells[int(columns.cell[pair.row])].text,
        "expected": columns.cells[int(columns.cell[pair.other])].text,
        "home": documents[int(columns.document[pair.row])].id,
        "other": documents[int(columns.document[pair.other])].id,
    }


def found_apart(case: Case, pair: Apart, clause: str, facts: dict[str, Fact] | None = None) -> Violation:
    """Write the finding for a row that stands apart, with the other record where there are two."""
    columns = targets_of(case.index)
    one, other = (int(columns.indicator[at]) for at in (pair.row, pair.other))
    related = () if one == other else (case.plan.indicators[other].id,)
    told = facts_of(case, pair) | (facts or {})
    return Violation(None, clause, told, related, row=("series", int(columns.series[pair.row])))


def justified(case: Case, row: int) -> bool:
    """Tell whether the indicator or the series of a row gives a reason for an exception."""
    columns = targets_of(case.index)
    indicator = case.plan.indicators[int(columns.indicator[row])]
    return is_justified(indicator, case.plan.series[int(columns.series[row])])


def compared(index: Index, row: int, other: int) -> Verdict:
    """Compare the values of two rows, exactly; numbers of different units are not compared."""
    columns = targets_of(index)
    cells = [columns.cells[at] if (at := int(columns.cell[one])) != ABSENT else None for one in (row, other)]
    values = [cell.value if cell else None for cell in cells]
    if any(value is None or isinstance(value, NotAvailable) for value in values):
        return "value"
    units = [_unit(index, cell, int(columns.indicator[one])) for cell, one in zip(cells, (row, other), strict=True)]
    return _compared(*values) if _one_unit(*units) else "unit"  # type: ignore[arg-type] # none of them is None


def _unit(index: Index, cell: Cell | None, indicator: int) -> Unit | str | None:
    """Return the unit of a value: that in its cell, else that of its indicator; a text where it says no unit."""
    if cell and cell.unit:
        return units_of(index).find(cell.unit) or same_name(cell.unit)
    text = index.plan.indicators[indicator].unit
    return None if text is None else units_of(index).of(indicator) or same_name(text)


def _one_unit(one: Unit | str | None, other: Unit | str | None) -> bool:
    """Tell whether numbers of two units may be compared; one that is not stated is taken for the other."""
    if one is None or other is None:
        return True
    if isinstance(one, Unit) and isinstance(other, Unit):
        return (one.dimension, one.factor) == (other.dimension, other.factor)
    return one == other


def _compared(one: Measure, other: Measure) -> Verdict:
    match one, other:
        case Words(), Words():
            return "equal" if same_name(one.text) == same_name(other.text) else "differs"
        case Several(), Several():
            same = len(one.parts) == len(other.parts) and all(
                _compared(*pair) == "equal" for pair in zip(one.parts, other.parts, strict=True)
            )
            return "equal" if same else "differs"
        case Grade(), Grade() if one.scale != other.scale:
            return "value"
        case (Grade(), Grade()) | (Ratio(), Ratio()):
            return _ordered(one, other)
        case (Number() | Interval() | Bound(), Number() | Interval() | Bound()):
            found = _ordered(one, other)
            if found == "equal" and isinstance(one, Bound) and isinstance(other, Bound) and one.sign != other.sign:
                return "differs" if one.sign.endswith("=") else "within"
            return found
    return "value"


def _ordered(one: Measure, other: Measure) -> Verdict:
    """Compare the ends of two values."""
    ends, others = _ends(one), _ends(other)
    if ends is None or others is None:
        return "value"
    (low, high), (least, most) = ends, others
    if (low, high) == (least, most):
        return "equal"
    if least <= low and high <= most:
        return "within"
    if low >= least and high >= most:
        return "above"
    return "below" if low <= least and high <= most else "differs"


def _ends(value: Measure) -> tuple[Fraction | float, Fraction | float] | None:
    """Return the ends of a value, exact; infinite where it has none."""
    match value:
        case Number(value=Decimal() as number):
            return Fraction(number), Fraction(number)
        case Interval():
            return Fraction(value.low), Fraction(value.high)
        case Bound(sign=sign, value=number):
            return (-inf, Fraction(number)) if sign.startswith("<") else (Fraction(number), inf)
        case Ratio():
            quotient = value.quotient
            return None if quotient is None else (quotient, quotient)
        case Grade(rank=rank):
            return Fraction(rank), Fraction(rank)
    return None
