"""Baselines, targets and results as columns of numbers; each different cell is read once, in the context of its row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain, count
from operator import attrgetter
from typing import Final, overload

import attrs
import numpy as np
import numpy.typing as npt

from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT, Bools, Groups, Index, Ints
from regplan.model.targets import Indicator
from regplan.values.cell import Cell, CellContext, context_of, read_cell
from regplan.values.measure import Bound, Grade, Interval, Measure, Number, Ratio
from regplan.values.period import period_year
from regplan.values.unit_own import NO_OWN_UNITS, OwnUnits, own_units
from regplan.values.units import Unit

__all__ = ["MEASURES", "NO_COUNT", "OWN_UNITS", "Cells", "TargetColumns", "Units", "is_plain", "targets_of", "units_of"]

Floats = npt.NDArray[np.float64]

MEASURES: Final = ("number", "interval", "bound", "ratio", "grade", "words", "not_available", "several")
"""The kinds of values, in the order of their numbers in ``TargetColumns.kind``; ABSENT is a value that is not known."""
_KIND_OF: Final = {"".join(part.capitalize() for part in name.split("_")): at for at, name in enumerate(MEASURES)}
_PLAIN: Final = re.compile(
    r"(?!20[0-5]\d(?:\n|\Z))(?:-(?=[\d.,]*[1-9]))?(?:0|[1-9]\d{0,11})(?:[.,](?:\d{1,2}|\d{4,6}))?", re.ASCII
)
"""A whole number that is no year, or one mark that cannot stand before thousands."""
_PLAIN_LINES: Final = re.compile(rf"(?:{_PLAIN.pattern}\n)*+", re.ASCII)


class Cells(Sequence[Cell]):
    """
    The different cells of a plan, by their numbers; a plain number is made an object when it is asked for.

    Attributes:
        plain: How many are plain numbers; these come first.
        others: The cells behind them.
    """

    def __init__(self, plain: Iterable[str], others: Iterable[Cell]) -> None:
        """Keep the texts of plain numbers, and the other cells behind them."""
        self._texts = tuple(plain)
        self.others = tuple(others)
        self.plain = len(self._texts)

    def __len__(self) -> int:
        """Count them."""
        return self.plain + len(self.others)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> list[Cell]: ...
    def __getitem__(self, at: int | slice) -> Cell | list[Cell]:
        """Return the cell of a number."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return _plain(self._texts[at]) if at < self.plain else self.others[at - self.plain]

    def columns(self) -> tuple[Ints, Floats, Floats]:
        """Return kind, lower and upper end of each, and behind the last what stands for no cell at all."""
        plain = np.fromstring(" ".join(self._texts).replace(",", "."), np.float64, sep=" ")
        others = np.array([*map(_facts, self.others), _UNTOLD], np.float64)
        kinds = np.concatenate((np.full(self.plain, _KIND_OF["Number"]), others[:, 0].astype(np.int64)))
        return kinds, np.concatenate((plain, others[:, 1])), np.concatenate((plain, others[:, 2]))


NO_COUNT: Final = (
    "persentase",
    "prosentase",
    "rasio",
    "rata-rata",
    "rerata",
    "indeks",
    "angka",
    "kepadatan",
    "proporsi",
)
"""How names begin of what is no count of things, though its unit is one: means, rates and percentages."""
_NO_COUNT: Final = re.compile(rf"\W*(?:{'|'.join(NO_COUNT)})\b", re.IGNORECASE)


@attrs.frozen(eq=False, kw_only=True)
class TargetColumns:
    """
    Values of series, one row a series × period, in the order of series and period.

    Attributes:
        series: Position of the series.
        indicator: Position of the indicator in its table.
        document: Position of the document.
        role: Position in the words of ``SeriesRole``.
        period: Position in ``periods``.
        year: The year of the period; 0 where it has none (``end``, ``unstated``).
        yearly: Whether the period is a whole year.
        kind: Position in ``MEASURES``; ABSENT where the source says unknown, or the cell cannot be told.
        low: The number, or the lower end of an interval; NaN where there is none.
        high: The number, or the upper end of an interval.
        cell: Position in ``cells``; ABSENT where the source says unknown.
        periods: The period keys, sorted.
        cells: The different cells that were read.
    """

    series: Ints
    indicator: Ints
    document: Ints
    role: Ints
    period: Ints
    year: Ints
    yearly: Bools
    kind: Ints
    low: Floats
    high: Floats
    cell: Ints
    periods: tuple[str, ...]
    cells: Cells

    def rows_of(self, role: str) -> Ints:
        """Return the rows of baselines, targets or results."""
        return np.flatnonzero(self.role == SERIES_ROLES.index(role))


@attrs.frozen(eq=False)
class Units:
    """
    The units of all indicators; each different text is looked up once.

    Attributes:
        number: Position in ``texts`` of each indicator's unit, or ABSENT.
        texts: The different unit texts.
        units: What they say; None for a text that is no unit.
        own: The units that the plan declares for itself.
    """

    number: Ints
    texts: tuple[str, ...]
    units: tuple[Unit | None, ...]
    own: OwnUnits = NO_OWN_UNITS

    def find(self, text: str) -> Unit | None:
        """Find the unit a text says in this plan: on the list, else among its own."""
        return self.own.find(text)

    def of(self, indicator: int) -> Unit | None:
        """Return the unit of an indicator; None where it states none, or a text that is no unit."""
        at = int(self.number[indicator])
        return self.units[at] if at >= 0 else None

    def marked(self, property_of_unit: str) -> Bools:
        """Mark the indicators whose unit has a property, as ``is_share``."""
        known = [unit is not None and bool(getattr(unit, property_of_unit)) for unit in self.units]
        found: Bools = np.array([*known, False], np.bool_)[self.number]
        return found


def units_of(index: Index) -> Units:
    """Look up the units of a plan's indicators, once."""
    return index.remember("units", lambda: _units(index))


def _units(index: Index) -> Units:
    texts = list(map(attrgetter("unit"), index.plan.indicators))
    distinct = tuple(dict.fromkeys(filter(None, texts)))
    numbers = {None: ABSENT, "": ABSENT, **{text: at for at, text in enumerate(distinct)}}
    number = np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))
    own = _own_units(index.plan.extra)
    return Units(number, distinct, tuple(map(own.find, distinct)), own)


OWN_UNITS: Final = ("x-satuan", "x-units")
"""Own field of the heading of a plan: the units it declares, by name."""


def _own_units(extra: Mapping[str, object] | None) -> OwnUnits:
    stated = [extra[name] for name in OWN_UNITS if name in extra] if extra else []
    declared = {str(name): told for one in stated if isinstance(one, Mapping) for name, told in one.items()}
    return own_units(declared) if declared else NO_OWN_UNITS


def targets_of(index: Index) -> TargetColumns:
    """
    Read all baselines, targets and results of a plan, once.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Document, Goal, Indicator, Plan, Series
        >>> plan = Plan(
        ...     documents=[Document(id="d", kind="RPJMD")],
        ...     goals=[Goal(id="T", document="d")],
        ...     indicators=[Indicator(id="I", owner="T", unit="Orang")],
        ...     series=[Series(indicator="I", document="d", role="target", values={"2026": "40.231", "2027": "41.236"})],
        ... )
        >>> targets_of(of(plan)).low.tolist()
        [40231.0, 41236.0]
    """
    return index.remember("targets", lambda: _build(index))


def is_plain(text: str) -> bool:
    """
    Tell whether a cell is one number whatever stands beside it, so that its row need not be asked.

    Example:
        >>> is_plain("84,1"), is_plain("40.231"), is_plain("2026")
        (True, False, False)
    """
    return _PLAIN.fullmatch(text) is not None


def _build(index: Index) -> TargetColumns:
    series = index.series
    maps = list(map(attrgetter("values"), index.plan.series))
    rows = np.repeat(np.arange(len(maps)), np.fromiter(map(len, maps), np.int64, len(maps)))
    keys = list(chain.from_iterable(maps))
    periods = {key: at for at, key in enumerate(sorted(set(keys)))}
    period = np.fromiter(map(periods.__getitem__, keys), np.int64, len(keys))
    years = np.array([period_year(key) or 0 for key in (*periods, "end")], np.int64)
    whole = np.array([len(key) == len("2026") for key in (*periods, "2026")], np.bool_)
    texts: list[str | None] = list(chain.from_iterable(map(dict.values, maps)))
    cell, cells = _cells(index, rows, texts)
    kind, low, high = cells.columns()
    return TargetColumns(
        series=rows,
        indicator=series.indicator[rows],
        document=series.document[rows],
        role=series.role[rows],
        period=period,
        year=years[period],
        yearly=whole[period],
        kind=kind[cell],
        low=low[cell],
        high=high[cell],
        cell=cell,
        periods=tuple(periods),
        cells=cells,
    )


_UNTOLD: Final = (ABSENT, float("nan"), float("nan"))


def _cells(index: Index, rows: Ints, texts: list[str | None]) -> tuple[Ints, Cells]:
    """Read the cells: plain numbers by their text alone, the others in the context of indicator and document."""
    numbers: defaultdict[str | None, int] = defaultdict(count().__next__)
    number = np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))
    distinct = list(numbers)
    plain = _plain_among(list(filter(None, distinct)))
    if len(plain) == len(distinct):
        return number, Cells(plain, ())
    places = dict(zip(plain, range(len(plain)), strict=True))
    found = np.array([places.get(text, ABSENT) for text in distinct], np.int64)[number]  # type: ignore[arg-type] # None has no place
    open_to = {int(rows[at]) for at in np.flatnonzero(found == ABSENT).tolist() if texts[at] is not None}
    return found, Cells(plain, _read_open(index, open_to, rows, texts, found) if open_to else ())


def _plain_among(texts: list[str]) -> list[str]:
    """Return the texts that are plain numbers; where all are, as in most plans, that is seen in one look."""
    lines = "\n".join((*texts, ""))
    if _PLAIN_LINES.fullmatch(lines) and lines.count("\n") == len(texts):
        return texts
    return list(filter(_PLAIN.fullmatch, texts))


def _plain(text: str) -> Cell:
    value = Number(Decimal(text.replace(",", ".")))
    return Cell(text, value, readings=(value,))


def _read_open(
    index: Index, open_rows: Iterable[int], rows: Ints, texts: list[str | None], found: Ints
) -> dict[Cell, int]:
    """Read the cells that need the other cells of their indicator in their document, and its unit and name."""
    indicator, document = index.series.indicator, index.series.document
    key = indicator * (len(index.plan.documents) + 2) + document
    lost: dict[tuple[str, str], int] = {}
    for at in np.flatnonzero((indicator < 0) | (document < 0)).tolist():  # of what the plan has not: told apart by name
        row = index.plan.series[at]
        key[at] = -1 - lost.setdefault((row.indicator, row.document), len(lost))
    beside, cell_rows = Groups.of(key), Groups.of(rows)
    first = int(found.max()) + 1
    numbers: dict[Cell, int] = {}
    for group in sorted({int(key[row]) for row in open_rows}):
        members = [at for row in beside.rows(group).tolist() for at in cell_rows.rows(row).tolist()]
        owner = int(indicator[beside.rows(group)[0]])
        told = [text for at in members if (text := texts[at]) is not None]
        context = _context(told, index.plan.indicators[owner] if owner >= 0 else None, units_of(index))
        for at in members:
            text = texts[at]
            if text is not None and found[at] == ABSENT:
                found[at] = numbers.setdefault(read_cell(text, context), first + len(numbers))
    return numbers


def _context(told: list[str], indicator: Indicator | None, units: Units) -> CellContext:
    if indicator is None:
        return context_of(told)
    unit = units.find(indicator.unit) if indicator.unit else None
    countable = unit.is_countable if unit else None
    if indicator.accumulation == "mean" or _NO_COUNT.match(indicator.name or ""):
        countable = None  # means and rates of things that are counted may be fractions
    return context_of(told, unit=indicator.unit, name=indicator.name, countable=countable)


def _facts(cell: Cell) -> tuple[int, float, float]:
    """Return kind and ends of a cell as numbers."""
    if cell.value is None:
        return _UNTOLD
    low, high = _ends(cell.value)
    return _KIND_OF[type(cell.value).__name__], low, high


def _ends(value: Measure) -> tuple[float, float]:
    none = float("nan")
    match value:
        case Number(value=number):
            return float(number), float(number)
        case Interval():
            return float(value.low), float(value.high)
        case Bound(sign=sign, value=number):
            return (none, float(number)) if sign.startswith("<") else (float(number), none)
        case Ratio():
            quotient = value.quotient
            return (none, none) if quotient is None else (float(quotient), float(quotient))
        case Grade(rank=rank):
            return float(rank), float(rank)
        case _:
            return none, none
