"""Target rows in words, for the messages of rules: values as printed, steps, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking
from regplan.checks.targets._steps import GRADE, Steps, first_of_each
from regplan.checks.targets.required import is_justified
from regplan.index.columns import Ints
from regplan.index.targets import Units, targets_of, units_of
from regplan.model.keys import indonesian
from regplan.values.cell import Cell
from regplan.values.lang import Bilingual
from regplan.values.measure import Grade

__all__ = [
    "comparable",
    "grouped",
    "home_of",
    "in_own_unit",
    "justified",
    "lacking",
    "period_told",
    "polarity_of",
    "printed",
    "rounded",
    "sound_steps",
    "told_by_series",
]


def sound_steps(case: Case, steps: Steps) -> list[tuple[int, int]]:
    """Return the steps that no reason excuses, as pairs of rows."""
    pairs = zip(steps.before.tolist(), steps.after.tolist(), strict=True)
    return [pair for pair in pairs if not justified(case, pair[1])]


def told_by_series(case: Case, pairs: list[tuple[int, int]]) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """Go through series with their steps in words, those in a row joined, and the last row of these."""
    series = targets_of(case.index).series
    for at, group in groupby(pairs, lambda pair: int(series[pair[1]])):
        chains: list[list[int]] = []
        for before, after in group:
            if chains and chains[-1][-1] == before:
                chains[-1].append(after)
            else:
                chains.append([before, after])
        yield at, tuple(" → ".join(printed(case, row) for row in chain) for chain in chains), chains[-1][-1]


def grouped(case: Case, rows: Ints) -> Iterator[tuple[int, list[int]]]:
    """Go through series with their rows."""
    if not len(rows):
        return
    series = targets_of(case.index).series[rows]
    cuts = [*first_of_each(series).tolist(), len(rows)]
    for begin, end in pairwise(cuts):
        yield int(series[begin]), rows[begin:end].tolist()


def comparable(case: Case, before: int, after: int) -> bool:
    """Tell whether two cells are in one unit, or on one scale."""
    columns = targets_of(case.index)
    one, other = (columns.cells[int(columns.cell[row])] for row in (before, after))
    if isinstance(one.value, Grade) and isinstance(other.value, Grade):
        return one.value.scale == other.value.scale
    own, units = case.plan.indicators[int(columns.indicator[after])].unit, units_of(case.index)
    return one.unit == other.unit or _unit(units, one, own) == _unit(units, other, own)


def in_own_unit(case: Case, row: int) -> bool:
    """Tell whether the cell of a row states no other unit than its indicator."""
    columns = targets_of(case.index)
    cell = columns.cells[int(columns.cell[row])]
    own = case.plan.indicators[int(columns.indicator[row])].unit
    units = units_of(case.index)
    return cell.unit is None or _unit(units, cell, own) == (own and (units.find(own) or own.casefold()))


def _unit(units: Units, cell: Cell, own: str | None) -> object:
    """Return the unit of a cell: its own, else that of its indicator; one without meaning is its text."""
    text = cell.unit or own
    return (units.find(text) or text.casefold()) if text else None


def justified(case: Case, row: int) -> bool:
    """Tell whether the indicator or the series of a row gives a reason for an exception."""
    columns = targets_of(case.index)
    indicator = case.plan.indicators[int(columns.indicator[row])]
    return is_justified(indicator, case.plan.series[int(columns.series[row])])


def printed(case: Case, row: int) -> str:
    """Write a value as its source does, and its period: ``84,1 (2026)``."""
    columns = targets_of(case.index)
    period = columns.periods[int(columns.period[row])]
    text = columns.cells[int(columns.cell[row])].text
    return f"{text} ({period})" if columns.year[row] else text


def period_told(key: str) -> str | Bilingual:
    """Write a period in words where it is no time: the end of the period, an unstated year."""
    return _PERIODS.get(key, key)


_PERIODS: Final = MappingProxyType(
    {
        "end": Bilingual("akhir periode", "the end of the period"),
        "unstated": Bilingual("tahun yang tidak disebut", "an unstated year"),
    }
)


def home_of(case: Case, row: int) -> str:
    """Return the id of the document that states a row."""
    return case.plan.documents[int(targets_of(case.index).document[row])].id


def polarity_of(case: Case, row: int) -> Bilingual:
    """Name the polarity of a row; grades have that of their scale."""
    columns = targets_of(case.index)
    if columns.kind[row] == GRADE:
        return Bilingual("predikat lebih tinggi lebih baik", "a higher grade is better")
    polarity = case.plan.indicators[int(columns.indicator[row])].polarity
    return Bilingual(indonesian(polarity or ""), polarity or "")


def lacking(case: Case, rows: Ints, lacks: tuple[str, str]) -> Iterator[Lacking]:
    """Say for each document how many indicators of some rows lack something, and which is the first."""
    if not len(rows):
        return
    columns = targets_of(case.index)
    width = len(case.plan.indicators) + 1
    pairs = np.unique(columns.document[rows] * width + columns.indicator[rows])
    document_of = pairs // width
    first = first_of_each(document_of)
    counts = np.diff(np.append(first, len(pairs))).tolist()
    for document, at, number in zip(document_of[first].tolist(), first.tolist(), counts, strict=True):
        name = case.plan.indicators[int(pairs[at] % width)].id
        told = Bilingual(
            f"{lacks[0]} untuk {number} indikator (yang pertama: {name})",
            f"{lacks[1]} of {number} indicator(s) (the first: {name})",
        )
        yield Lacking(case.plan.documents[document].id, told)


def rounded(value: float) -> Bilingual:
    """Write a computed number with three figures, in the marks of each language."""
    text = f"{Decimal(f'{value:.3g}'):f}"
    return Bilingual(text.replace(".", ","), text)
