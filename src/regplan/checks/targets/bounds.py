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
from regplan.values.cell import read_cell
from regplan.values.measure import Interval

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

_BALANCES: Final = ("silpa", "saldo", "neraca", "keseimbangan", "selisih lebih")
"""What may be negative besides changes: what is left of money."""
_MAY_BE_NEGATIVE: Final = re.compile(rf"\W*{_LEADING}(?:{'|'.join((*_GROWTH, *_BALANCES))})\b", re.IGNORECASE)
_FLOORED: Final = frozenset(("length", "area", "volume", "mass", "time", "money", "rate", "ratio", "compound", "score"))
"""Kinds of units that begin at 0; temperature, noise and net emissions (technical units) and points do not."""
_RANGE: Final = ("x-skala", "x-scale")
"""Own field of an indicator in points: the ends of its scale, as ``0-100``; no unit names them."""

_Excuse: TypeAlias = Callable[[Indicator], bool]
_SINGLE: Final = np.array([*(name in {"number", "interval", "bound"} for name in MEASURES), False], np.bool_)
"""Whether a kind of value is a number or an end of one; the last is for what cannot be told."""


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
    clause(
        "amount-negative",
        "warning",
        (
            "{subject} bernilai {got}, padahal {unit} tidak kurang dari 0",
            "{subject} is {got}, but {unit} is never below 0",
        ),
        (
            "periksa tanda minusnya; untuk perubahan atau sisa, mulai nama dengan Pertumbuhan, Perubahan, Selisih, Saldo …",
            "check the minus sign; of a change or balance, let the name begin with Pertumbuhan, Perubahan, Selisih, Saldo …",
        ),
    ),
    clause(
        "score-out-of-scale",
        "error",
        (
            "{subject} bernilai {got}, di luar skala indikatornya ({scale})",
            "{subject} is {got}, outside the scale of its indicator ({scale})",
        ),
        (
            "perbaiki nilainya (tanda desimal?) atau 'x-skala' indikatornya",
            "mend the value (its decimal mark?), or 'x-scale' of the indicator",
        ),
    ),
)
def bounds(case: Case) -> Outcome:
    """Shares lie within 0 and the whole, counted things are whole, no amount is below 0, scores are on their scale."""
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
    floored = np.array([unit is not None and unit.kind in _FLOORED for unit in units.units], np.bool_)[number]
    below = floored & ((low < 0) | (high < 0))
    yield from _out(case, rows[below], "amount-negative", _may_be_negative, nameless)
    scored = np.array([unit is not None and unit.kind == "score" for unit in units.units], np.bool_)[number]
    yield from _off_scale(case, rows[scored & ~below])
    told = ("nama (nilai di luar batas satuan)", "name (values beyond their unit)")
    yield from lacking(case, np.array(nameless, np.int64), told)


def _off_scale(case: Case, rows: Ints) -> Outcome:
    """Yield scores outside the scale that their indicator states, and what lacks one."""
    columns = targets_of(case.index)
    owners, owner = np.unique(columns.indicator[rows], return_inverse=True)
    ends = [_range_of(case.plan.indicators[at]) for at in owners.tolist()]
    least, most = np.array([one or (-np.inf, np.inf) for one in ends], np.float64).reshape(-1, 2)[owner].T
    out = (columns.low[rows] < least) | (columns.high[rows] > most) | (columns.low[rows] > most)
    yield from _out(case, rows[out | (columns.high[rows] < least)], "score-out-of-scale", _never, [])
    without = np.array([one is None for one in ends], np.bool_)[owner]
    yield from lacking(case, rows[without], ("ujung skala ('x-skala')", "the ends of the scale ('x-scale')"))


def _range_of(indicator: Indicator) -> tuple[float, float] | None:
    """Return the ends of the scale an indicator states; None where it states none that can be read."""
    said = _said_range(indicator)
    value = read_cell(said).value if said else None
    return (float(value.low), float(value.high)) if isinstance(value, Interval) else None


def _said_range(indicator: Indicator) -> str | None:
    stated = (indicator.extra.get(name) for name in _RANGE) if indicator.extra else ()
    return next((text for text in stated if isinstance(text, str)), None)


def _values(case: Case, columns: TargetColumns) -> Ints:
    """Return the rows of numbers, intervals and bounds whose indicator has a unit, by series and period."""
    known = _SINGLE[columns.kind] & (columns.indicator >= 0) & (columns.document >= 0)
    rows = np.flatnonzero(known)
    return by_series(columns, rows[units_of(case.index).number[columns.indicator[rows]] >= 0])


def _is_part(values: Floats) -> Bools:
    found: Bools = ~np.isnan(values) & (values != np.floor(values))
    return found


def _has_no_whole(indicator: Indicator) -> bool:
    return _WITHOUT_WHOLE.match(indicator.name or "") is not None


def _is_change(indicator: Indicator) -> bool:
    return _CHANGES.match(indicator.name or "") is not None


def _may_be_negative(indicator: Indicator) -> bool:
    return _MAY_BE_NEGATIVE.match(indicator.name or "") is not None


def _never(_indicator: Indicator) -> bool:
    return False


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
        if indicator.name is None and excuse is not _never:
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
        if excuse is _never:
            facts["scale"] = _said_range(indicator)
        yield Violation(None, name, facts, row=("series", series))


RULES: tuple[Rule, ...] = (bounds,)
