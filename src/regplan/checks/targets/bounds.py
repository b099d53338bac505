"""TGT-04: values within what their unit allows (regulations §4.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._steps import by_series, in_judged
from regplan.checks.targets._told import grouped, home_of, in_own_unit, lacking, printed
from regplan.diagnostics.finding import Fact
from regplan.index.columns import Bools, Ints
from regplan.index.targets import MEASURES, NO_COUNT, Floats, TargetColumns, targets_of, units_of
from regplan.model.targets import Indicator

__all__ = ["RULES"]

_GROWTH: Final = (
    *("pertumbuhan", "laju", "peningkatan", "kenaikan", "penurunan", "perubahan", "pertambahan", "penambahan"),
    *("selisih", "inflasi", "deflasi", "surplus", "defisit"),
)
"""What may be negative, or more than the whole: changes. Regulations TGT-04 "declared growth"; inflation and balances added."""
_RATIO: Final = ("rasio", "capaian", "realisasi", "perbandingan", "elastisitas", "kemandirian", "ketergantungan")
"""What may be more than the whole: one thing against another. Regulations TGT-04 "declared ratio", and results against targets."""
_GROSS: Final = ("partisipasi kasar", "apk")
"""Gross enrolment counts pupils of any age: 102,68 % in Bengkulu Utara, bengkulu_utara_indikator_2025_2030.csv."""
_LEADING: Final = r"(?:(?:persentase|prosentase|tingkat|angka|nilai|rata-rata|jumlah)\s+)*"
_CHANGES: Final = re.compile(rf"\W*{_LEADING}(?:{'|'.join(_GROWTH)})\b", re.IGNORECASE)
_WITHOUT_WHOLE: Final = re.compile(
    rf"\W*{_LEADING}(?:{'|'.join((*_GROWTH, *_RATIO))})\b|.*\b(?:{'|'.join(_GROSS)})\b", re.IGNORECASE | re.DOTALL
)
_NO_THINGS: Final = re.compile(rf"\W*{_LEADING}(?:{'|'.join((*_GROWTH, *NO_COUNT))})\b", re.IGNORECASE)

_Excuse: TypeAlias = Callable[[Indicator], bool]
_SINGLE: Final = tuple(MEASURES.index(name) for name in ("number", "interval", "bound"))


@rule(
    "TGT-04",
    ("nilai dalam batas satuannya", "values within the bounds of their unit"),
    clause(
        "share-out-of-bounds",
        "warning",
        (
            "{subject} bernilai {got}, di luar 0 sampai {whole} {unit}",
            "{subject} is {got}, outside 0 to {whole} {unit}",
        ),
        (
            "periksa tanda desimalnya; untuk pertumbuhan atau rasio, mulai nama dengan Pertumbuhan, Laju, Persentase kenaikan, Rasio …",
            "check the decimal mark; of a growth or ratio, let the name begin with Pertumbuhan, Laju, Persentase kenaikan, Rasio …",
        ),
    ),
    clause(
        "count-negative",
        "error",
        (
            "{subject} bernilai {got}, padahal {unit} dihitung mulai 0",
            "{subject} is {got}, but {unit} is counted from 0",
        ),
        (
            "perbaiki nilainya; untuk selisih, mulai nama dengan Perubahan, Peningkatan, Penurunan …",
            "mend the value; of a difference, let the name begin with Perubahan, Peningkatan, Penurunan …",
        ),
    ),
    clause(
        "count-not-whole",
        "error",
        ("{subject} bernilai {got}, padahal {unit} dihitung utuh", "{subject} is {got}, but {unit} is counted whole"),
        (
            "periksa tanda ribuannya; untuk rata-rata, mulai nama dengan Rata-rata atau isi 'akumulasi: rata_rata'",
            "check the thousands mark; of a mean, let the name begin with Rata-rata or give 'accumulation: mean'",
        ),
    ),
)
def bounds(case: Case) -> Outcome:
    """Shares lie within 0 and the whole, things that are counted are whole and not negative."""
    columns, units = targets_of(case.index), units_of(case.index)
    rows = case.index.remember("values with units", lambda: _values(case, columns))
    rows = rows[in_judged(case, rows)]
    number = units.number[columns.indicator[rows]]
    wholes = [float(1 / unit.factor) if unit is not None and unit.is_share else np.inf for unit in units.units]
    counted = np.array([unit is not None and unit.is_countable for unit in units.units], np.bool_)[number]
    low, high = columns.low[rows], columns.high[rows]
    nameless: list[int] = []
    whole = np.array(wholes, np.float64)[number]
    share = np.isfinite(whole) & ((low < 0) | (high < 0) | (high > whole) | (low > whole))
    yield from _out(case, rows[share], "share-out-of-bounds", _has_no_whole, nameless)
    negative = counted & ((low < 0) | (high < 0))
    yield from _out(case, rows[negative], "count-negative", _is_change, nameless)
    part = counted & ~negative & (_is_part(low) | _is_part(high))
    yield from _out(case, rows[part], "count-not-whole", _is_no_count, nameless)
    told = ("nama (nilai di luar batas satuan)", "name (values beyond their unit)")
    yield from lacking(case, np.array(nameless, np.int64), told)


def _values(case: Case, columns: TargetColumns) -> Ints:
    """Return the rows of numbers, intervals and bounds whose indicator has a unit, by series and period."""
    known = np.isin(columns.kind, _SINGLE) & (columns.indicator >= 0) & (columns.document >= 0)
    rows = np.flatnonzero(known)
    return by_series(columns, rows[units_of(case.index).number[columns.indicator[rows]] >= 0])


def _is_part(values: Floats) -> Bools:
    found: Bools = ~np.isnan(values) & (values != np.floor(values))
    return found


def _has_no_whole(indicator: Indicator) -> bool:
    return _WITHOUT_WHOLE.match(indicator.name or "") is not None


def _is_change(indicator: Indicator) -> bool:
    return _CHANGES.match(indicator.name or "") is not None


def _is_no_count(indicator: Indicator) -> bool:
    return indicator.accumulation == "mean" or _NO_THINGS.match(indicator.name or "") is not None


def _out(case: Case, rows: Ints, name: str, excuse: _Excuse, nameless: list[int]) -> Outcome:
    """Yield one violation a series, unless its name says that the bound is not for it; gather those without a name."""
    columns = targets_of(case.index)
    for series, cells in grouped(case, rows):
        indicator = case.plan.indicators[int(columns.indicator[cells[0]])]
        own = [row for row in cells if in_own_unit(case, row)]
        if not own or excuse(indicator):
            continue
        if indicator.name is None:
            nameless.append(own[0])
            continue
        facts: dict[str, Fact] = {
            "got": tuple(printed(case, row) for row in own),
            "unit": indicator.unit,
            "home": home_of(case, own[0]),
        }
        unit = units_of(case.index).of(int(columns.indicator[own[0]]))
        if unit is not None and unit.is_share:
            facts["whole"] = str(1 / unit.factor)
        yield Violation(None, name, facts, row=("series", series))


RULES: tuple[Rule, ...] = (bounds,)
