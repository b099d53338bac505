"""TGT-16 in words: cells of one row with one fault as one breach, the first in full, the others by period and text."""

from __future__ import annotations

from collections.abc import Hashable
from types import MappingProxyType
from typing import Final

from regplan.calc.units import factor_between, same_dimension
from regplan.checks._case import Case, Violation
from regplan.checks.targets._cures import cure_of, told_apart
from regplan.checks.targets._told import period_told
from regplan.diagnostics.finding import Fact, shown
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import Index
from regplan.index.targets import TargetColumns, units_of
from regplan.values.cell import Cell
from regplan.values.cell_reasons import reason_of, told
from regplan.values.lang import Bilingual
from regplan.values.measure import Grade
from regplan.values.scale import SCALES, scales_named

__all__ = [
    "fault_of",
    "named_scales",
    "scale_of",
    "text_of",
    "told_dash",
    "told_fault",
    "told_scale",
    "told_unit",
    "unit_of",
]


def named_scales(index: Index, indicator: int) -> tuple[str, ...]:
    """List the scales an indicator names: in its unit, else in its name."""
    record = index.plan.indicators[indicator]
    return scales_named(record.unit or "") or scales_named(record.name or "")


def fault_of(cell: Cell) -> Hashable:
    """Sort faulty cells by their fault, and by whether they have a value all the same."""
    return cell.fault, cell.value is None


def text_of(cell: Cell) -> Hashable:
    """Sort cells by what is written."""
    return cell.text


def scale_of(cell: Cell) -> Hashable:
    """Sort grades by their scale."""
    return cell.value.scale if isinstance(cell.value, Grade) else None


def unit_of(cell: Cell) -> Hashable:
    """Sort cells by the unit in them."""
    return (cell.unit or "").casefold()


def told_fault(case: Case, columns: TargetColumns, rows: list[int]) -> Violation:
    """Tell of cells that say nothing sure, or are not well written."""
    cells = [columns.cells[at] for at in dict.fromkeys(columns.cell[rows].tolist())]
    first = cells[0]
    assert first.fault is not None
    indicator = int(columns.indicator[rows[0]])
    unit = units_of(case.index).of(indicator) if indicator >= 0 else None
    cure, apart = cure_of(first, with_unit=unit is not None), [told_apart(cell).readings for cell in cells]
    facts: dict[str, Fact] = {
        "reason": reason_of(first.fault, first.text, apart[0]),
        "cure": Bilingual(cure.id + _LIKEWISE.id, cure.en + _LIKEWISE.en) if len(cells) > 1 else cure,
    }
    if apart[0]:
        said = [[told(one) for one in readings] for readings in apart]
        facts["readings"] = Bilingual(
            "; ".join(" atau ".join(one.id for one in each) for each in said),
            "; ".join(" or ".join(one.en for one in each) for each in said),
        )
    name = "doubtful-cell" if first.value is not None else _CLAUSES.get(first.fault, "cell-not-understood")
    return _violation(case, columns, rows, name, facts)


_LIKEWISE: Final = Bilingual("; sel lainnya dengan cara yang sama", "; the other cells likewise")
_CLAUSES: Final = MappingProxyType(
    {
        **dict.fromkeys(("artefact", "formula", "exponent", "mojibake"), "value-lost"),
        **dict.fromkeys(("marks", "mixed-marks", "magnitude", "colon", "slash", "ratios"), "ambiguous-number"),
        **dict.fromkeys(("sign", "blank", "nil"), "ambiguous-number"),
        "year": "year-in-cell",
        "open-end": "interval-without-end",
        "scale": "grade-without-scale",
    }
)
"""The clause of each fault that leaves no value; of all others ``cell-not-understood``."""


def told_dash(case: Case, columns: TargetColumns, rows: list[int]) -> Violation:
    """Tell of signs for no value."""
    return _violation(case, columns, rows, "dash-for-value", {})


def told_scale(case: Case, columns: TargetColumns, rows: list[int]) -> Violation:
    """Tell of grades on another scale than the indicator names."""
    grade = columns.cells[int(columns.cell[rows[0]])].value
    named = named_scales(case.index, int(columns.indicator[rows[0]]))
    facts: dict[str, Fact] = {
        "scale": grade.scale if isinstance(grade, Grade) else _ON_NONE,
        "expected": Bilingual(" atau ".join(named), " or ".join(named)),
        "grades": ", ".join(SCALES[named[0]].order),
    }
    return _violation(case, columns, rows, "grade-not-on-scale", facts)


_ON_NONE: Final = Bilingual("bukan peringkat pada skala mana pun", "a grade of no scale")


def told_unit(case: Case, columns: TargetColumns, rows: list[int]) -> Violation:
    """Tell of cells in another unit than their indicator."""
    unit = units_of(case.index).of(int(columns.indicator[rows[0]]))
    inside = units_of(case.index).find(columns.cells[int(columns.cell[rows[0]])].unit or "")
    assert unit is not None
    assert inside is not None
    facts: dict[str, Fact] = {"unit": unit.name, "inside": inside.name}
    if not same_dimension(unit, inside):
        return _violation(case, columns, rows, "unit-in-cell-differs", facts)
    factor = str(factor_between(inside, unit))
    return _violation(case, columns, rows, "unit-in-cell-converted", facts | {"factor": factor})


def _violation(case: Case, columns: TargetColumns, rows: list[int], name: str, facts: dict[str, Fact]) -> Violation:
    """Write a breach at a series: the first cell in full, the others by period and text."""
    keys = [columns.periods[at] for at in columns.period[rows].tolist()]
    texts = [_shown(columns.cells[at].text) for at in columns.cell[rows].tolist()]
    document = int(columns.document[rows[0]])
    where: dict[str, Fact] = {
        "period": period_told(keys[0]),
        "got": texts[0],
        "more": _more(keys[1:], texts[1:]),
        "periods": tuple(keys),
        "cells": tuple(texts),
        "home": case.plan.documents[document].id,
        "field": SERIES_ROLES[int(columns.role[rows[0]])],
    }
    return Violation(None, name, where | facts, row=("series", int(columns.series[rows[0]])))


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "\u2026"


def _more(keys: list[str], texts: list[str]) -> Bilingual:
    """Name the other cells, the first few by what they say."""
    if not keys:
        return Bilingual("", "")
    told = [(shown("period", period_told(key)), text) for key, text in zip(keys, texts, strict=True)][:_MOST_TOLD]
    left = len(keys) - len(told)
    over = (f" dan {left} lainnya", f" and {left} more") if left else ("", "")
    return Bilingual(
        f"; begitu juga {', '.join(f'{key[0]} {text!r}' for key, text in told)}{over[0]}",
        f"; likewise {', '.join(f'{key[1]} {text!r}' for key, text in told)}{over[1]}",
    )


_MOST_TOLD: Final = 3
_LONGEST: Final = 80
