"""TGT-16: cells that say nothing sure, and units in cells that contradict the unit of their indicator (regulations §4.4)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Final, TypeAlias

import attrs
import numpy as np

from regplan.calc.units import factor_between, same_dimension
from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._cell_words import (
    fault_of,
    named_scales,
    scale_of,
    text_of,
    told_dash,
    told_fault,
    told_scale,
    told_unit,
    unit_of,
)
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT, Bools, Index, Ints
from regplan.index.targets import MEASURES, Cells, TargetColumns, Units, targets_of, units_of
from regplan.values.cell import Cell
from regplan.values.lang import Bilingual
from regplan.values.measure import Grade, NotAvailable
from regplan.values.scale import SCALES, scales_named

__all__ = ["RULES"]

_Sort: TypeAlias = Callable[[Cell], Hashable]
_Write: TypeAlias = Callable[[Case, TargetColumns, list[int]], Violation]

_SAID: Final = ("{subject} untuk {period}: {reason}{more}", "{subject} for {period}: {reason}{more}")
_CURE: Final = ("agar hanya terbaca satu cara, {cure}", "so that it has one reading, {cure}")


@rule(
    "TGT-16",
    ("sel target terbaca pasti", "target cells have one reading"),
    clause("ambiguous-number", "error", _SAID, _CURE),
    clause("interval-without-end", "error", _SAID, _CURE),
    clause("value-lost", "error", _SAID, _CURE),
    clause("year-in-cell", "warning", _SAID, _CURE),
    clause("grade-without-scale", "warning", _SAID, _CURE),
    clause("cell-not-understood", "warning", _SAID, _CURE),
    clause(
        "doubtful-cell",
        "info",
        (
            "{subject} untuk {period}: {reason}; dibaca {readings}{more}",
            "{subject} for {period}: {reason}; read as {readings}{more}",
        ),
        _CURE,
    ),
    clause(
        "dash-for-value",
        "info",
        (
            "{subject} untuk {period} tertulis '{got}': tidak ada nilai, bukan nol{more}",
            "{subject} for {period} is written '{got}': no value, which is not zero{more}",
        ),
        (
            "tulis null bila nilainya tidak ada atau belum diketahui, 0 bila nol",
            "write null where there is no value or it is not known yet, 0 where it is zero",
        ),
    ),
    clause(
        "grade-not-on-scale",
        "warning",
        (
            "{subject} untuk {period} tertulis '{got}' ({scale}), sedangkan indikatornya menyebut skala {expected}{more}",
            "{subject} for {period} is written '{got}' ({scale}), while its indicator names the scale {expected}{more}",
        ),
        (
            "tulis peringkat dari skala {expected} ({grades}), atau perbaiki nama atau satuan indikatornya",
            "write a grade of {expected} ({grades}), or mend name or unit of the indicator",
        ),
    ),
    clause(
        "unit-in-cell-differs",
        "warning",
        (
            "{subject} untuk {period} tertulis '{got}': {inside} tidak mengukur hal yang sama dengan satuannya, {unit}{more}",
            "{subject} for {period} is written '{got}': {inside} does not measure the same as its unit, {unit}{more}",
        ),
        (
            "tulis angkanya saja dalam {unit}, atau perbaiki 'satuan' indikatornya",
            "write the number alone, in {unit}, or mend the 'unit' of the indicator",
        ),
    ),
    clause(
        "unit-in-cell-converted",
        "warning",
        (
            "{subject} untuk {period} tertulis '{got}' dalam {inside}, sedangkan satuannya {unit}{more}",
            "{subject} for {period} is written '{got}' in {inside}, while its unit is {unit}{more}",
        ),
        (
            "tulis angkanya saja dalam {unit}: 1 {inside} = {factor} {unit}",
            "write the number alone, in {unit}: 1 {inside} = {factor} {unit}",
        ),
    ),
)
def cells_with_one_reading(case: Case) -> Outcome:
    """
    Each baseline, target and result is a cell with one reading, in the unit and on the scale of its indicator.

    Cells of one row with one fault are one finding: what is to be done is the same for all.
    """
    columns = targets_of(case.index)
    doubts = case.index.remember("doubtful cells", lambda: _doubts(case.index, columns))
    judged = np.zeros(len(case.plan.documents) + 2, np.bool_)
    judged[[at for at, _ in case.documents()]] = True
    ways: tuple[tuple[Ints, _Sort, _Write], ...] = (
        (doubts.faulty, fault_of, told_fault),
        (doubts.dashed, text_of, told_dash),
        (doubts.off_scale, scale_of, told_scale),
        (doubts.other_unit, unit_of, told_unit),
    )
    for rows, sort, violation in ways:
        groups: dict[tuple[int, Hashable], list[int]] = {}
        for row in rows[judged[columns.document[rows]]].tolist():
            cell = columns.cells[int(columns.cell[row])]
            groups.setdefault((int(columns.series[row]), sort(cell)), []).append(row)
        for cells in groups.values():
            yield violation(case, columns, cells)
    yield from _not_compared(case, columns, doubts.unit_unknown)


@attrs.frozen(eq=False, kw_only=True)
class _Doubts:
    """
    Rows of the target columns that are to be told of, over all documents.

    Attributes:
        faulty: The cell has a fault.
        dashed: A target or result is a sign for no value.
        off_scale: The grade is on none of the scales that the indicator names.
        other_unit: The unit in the cell is another than that of the indicator.
        unit_unknown: There is a unit in the cell, and one of the two is no unit we know.
    """

    faulty: Ints
    dashed: Ints
    off_scale: Ints
    other_unit: Ints
    unit_unknown: Ints


def _doubts(index: Index, columns: TargetColumns) -> _Doubts:
    cells = _read_in_context(columns.cells)
    faulty = [at for at, cell in cells.items() if cell.fault is not None]
    inside = {at: cell.unit for at, cell in cells.items() if cell.unit and not _may_be_none(cell)}
    other, unknown = _by_unit(index, columns, inside)
    return _Doubts(
        faulty=np.flatnonzero(_marked(faulty, columns)) if faulty else _NONE,
        dashed=_bare_dashes(columns),
        off_scale=_off_scales(index, columns),
        other_unit=other,
        unit_unknown=unknown,
    )


_NONE: Final = np.zeros(0, np.int64)


def _read_in_context(cells: Cells) -> dict[int, Cell]:
    """Return the cells that are no plain numbers, by their numbers; the plain ones are numbered first."""
    return dict(enumerate(cells.others, cells.plain))


def _may_be_none(cell: Cell) -> bool:
    """Tell whether a cell can mean that there is no value, so that what stands beside the dash is no unit of one."""
    return any(isinstance(one, NotAvailable) for one in cell.readings)


def _marked(numbers: list[int], columns: TargetColumns) -> Bools:
    """Mark the rows that have one of some cells; a row without a cell has the number -1, the mark at the end."""
    marked = np.zeros(len(columns.cells) + 1, np.bool_)
    marked[numbers] = True
    return marked[columns.cell]


def _bare_dashes(columns: TargetColumns) -> Ints:
    """
    Find targets and results that say "no value" with a sign alone; ``N/A`` and *belum dinilai* say it in words.

    A dash for a baseline is how official tables print a new index (regulations §1.8, DOC-03).
    """
    ahead = columns.role != SERIES_ROLES.index("baseline")
    rows = np.flatnonzero((columns.kind == MEASURES.index("not_available")) & ahead)
    cells = columns.cell[rows].tolist()
    bare = {at: not any(map(str.isalnum, columns.cells[at].text)) for at in set(cells)}
    return rows[np.array([bare[at] for at in cells], np.bool_)]


def _off_scales(index: Index, columns: TargetColumns) -> Ints:
    """
    Find grades, and words for grades, on none of the scales that unit or name say.

    Yes and no, and levels, answer for things of any name; words do where the unit is not one of grades.
    """
    said = np.isin(columns.kind, (MEASURES.index("grade"), MEASURES.index("words")))
    rows = np.flatnonzero(said & (columns.indicator >= 0))
    pairs = list(zip(columns.indicator[rows].tolist(), columns.cell[rows].tolist(), strict=True))
    off = {pair: _is_off(index, columns.cells[pair[1]], pair[0]) for pair in dict.fromkeys(pairs)}
    return rows[np.array([off[pair] for pair in pairs], np.bool_)]


def _is_off(index: Index, cell: Cell, indicator: int) -> bool:
    named = named_scales(index, indicator)
    if not isinstance(cell.value, Grade):
        unit, text = units_of(index).of(indicator), index.plan.indicators[indicator].unit
        return bool(named) and ((unit is not None and not unit.is_number) or bool(scales_named(text or "")))
    scale = SCALES[cell.value.scale]
    return bool(named) and scale.name not in {*named, "Level"} and scale.confidence != "house"


def _by_unit(index: Index, columns: TargetColumns, inside: dict[int, str]) -> tuple[Ints, Ints]:
    """Find the rows whose cell holds another unit than that of the indicator, and those where this cannot be told."""
    if not inside:
        return _NONE, _NONE
    rows = np.flatnonzero(_marked([*inside], columns) & (columns.indicator >= 0))
    units = units_of(index)
    pairs = list(zip(units.number[columns.indicator[rows]].tolist(), columns.cell[rows].tolist(), strict=True))
    verdicts = {
        (unit, cell): _compared(units, units.texts[unit] if unit != ABSENT else None, inside[cell])
        for unit, cell in dict.fromkeys(pairs)
    }
    verdict = np.array([verdicts[pair] for pair in pairs], np.int64)
    return rows[verdict == _OTHER], rows[verdict == _UNKNOWN]


_SAME, _OTHER, _UNKNOWN = range(3)
_WITHOUT_DIMENSION: Final = frozenset({"share", "points", "rate", "ratio", "score", "grade"})
_ANY_NUMBER: Final = frozenset({"angka", "nilai"})
"""Units that say no more than that there is a number: a cell with a unit of its own says more, not another thing."""


def _compared(units: Units, text: str | None, inside: str) -> int:
    """
    Compare the unit of an indicator with that in its cell.

    Shares, scores, ratios and rates are not told apart, because *persen*, *poin* and *indeks* are used for one another.
    """
    unit, own = units.find(text) if text else None, units.find(inside)
    if unit is None or own is None:
        return _SAME if text and text.casefold() == inside.casefold() else _UNKNOWN
    if same_dimension(unit, own):
        return _SAME if factor_between(own, unit) == 1 else _OTHER
    loose = unit.kind in _WITHOUT_DIMENSION and own.kind in _WITHOUT_DIMENSION
    return _SAME if loose or unit.name in _ANY_NUMBER else _OTHER


def _not_compared(case: Case, columns: TargetColumns, rows: Ints) -> Iterator[Lacking]:
    """Say of which documents units in cells could not be compared."""
    for at, document in case.documents() if len(rows) else ():
        here = np.unique(columns.indicator[rows[columns.document[rows] == at]]).tolist()
        if here:
            first = case.plan.indicators[here[0]].id
            yield Lacking(
                document.id,
                Bilingual(
                    f"satuan yang dikenal, pada {len(here)} indikator yang selnya bersatuan (yang pertama: {first})",
                    f"a known unit, of {len(here)} indicator(s) whose cells hold a unit (the first: {first})",
                ),
            )


RULES: tuple[Rule, ...] = (cells_with_one_reading,)
