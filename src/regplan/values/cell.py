"""Reading target cells: what each one says, or why that cannot be told (conventions §11)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import attrs

from regplan.values.cell_context import FAR, NO_CONTEXT, CellContext, Colon, Marks, context_of, is_year
from regplan.values.cell_reasons import reason_of
from regplan.values.cell_shape import Fault, Shape, shape_of
from regplan.values.lang import Bilingual
from regplan.values.measure import (
    Bound,
    Interval,
    Measure,
    NotAvailable,
    Number,
    Ratio,
    Several,
    Words,
)
from regplan.values.numeral import BOTH, Mark, Numeral
from regplan.values.scale import grade_on, is_evident, scales_with

__all__ = ["NO_CONTEXT", "Cell", "CellContext", "Fault", "context_of", "read_cell"]

_DOUBTS: Final = frozenset({"repeated", "mojibake"})
_COLONS: Final[tuple[Colon, ...]] = ("ratio", "interval")


@attrs.frozen
class Cell:
    """
    One cell as it was read.

    Attributes:
        text: The text of the cell, as it came.
        value: What it says; None where it is empty or that cannot be told.
        unit: The unit written in the cell (``%``, ``Peserta``, ``Rp miliar``), not that of its row.
        readings: Everything it can say; one where it has a value, several where it is ambiguous.
        fault: Why there is no value, or what is doubtful about it; None for a cell that is read without doubt.
        reason: The fault in words.
        parts: The values of a cell with several, each with its own unit and fault.
    """

    text: str
    value: Measure | None = None
    unit: str | None = None
    readings: tuple[Measure, ...] = ()
    fault: Fault | None = None
    reason: Bilingual | None = None
    parts: tuple[Cell, ...] = ()


def read_cell(text: str, context: CellContext = NO_CONTEXT) -> Cell:
    """
    Read one target cell; what cannot be told from it or its context is not guessed.

    Args:
        text: The text of the cell; any text.
        context: What is declared or proved about its row (``context_of``).

    Returns:
        The cell with its value, or with its fault, the reason and all readings.

    Example:
        >>> read_cell("4.43-4.47").value
        Interval(first=Decimal('4.43'), last=Decimal('4.47'))
        >>> cell = read_cell("40.231")
        >>> cell.value, cell.fault, cell.readings
        (None, 'marks', (Number(value=Decimal('40231')), Number(value=Decimal('40.231'))))
        >>> read_cell("40.231", context_of(["40.231", "41.236"], countable=True)).value
        Number(value=Decimal('40231'))
    """
    shape = shape_of(text)
    open_marks = any(numeral.sure is None for leaf in shape.leaves for numeral in leaf.numerals)
    return _read(text, shape, context.joined(shape) if open_marks else context)


def _read(text: str, shape: Shape, context: CellContext) -> Cell:
    if shape.parts:
        return _several(text, shape, context)
    readings = tuple(dict.fromkeys(_readings(shape, context)))
    fault = _fault(shape, context, readings)
    value = readings[0] if len(readings) == 1 and (fault is None or fault in _DOUBTS) else None
    return Cell(text, value, shape.unit, readings, fault, reason_of(fault, text, readings))


def _several(text: str, shape: Shape, context: CellContext) -> Cell:
    """Read the values of a cell one by one; it has a value where each of them has."""
    parts = tuple(_read(_told(part), part, context) for part in shape.parts)
    values = tuple(part.value for part in parts if part.value is not None)
    fault = shape.fault or next((part.fault for part in parts if part.fault), None)
    whole = Several(values) if len(values) == len(parts) else None
    readings = (whole,) if whole else _uniform(parts)
    value = whole if fault is None or fault in _DOUBTS else None
    units = {part.unit for part in parts}
    unit = parts[0].unit if len(units) == 1 else None
    doubted = next((part.reason for part in parts if part.fault == fault), None)
    reason = doubted if shape.fault is None else reason_of(fault, text, readings)
    return Cell(text, value, unit, readings, fault, reason, parts)


def _uniform(parts: tuple[Cell, ...]) -> tuple[Measure, ...]:
    """List the readings of a cell with several values where one question decides them all; else none, the parts tell."""
    width = max(len(part.readings) for part in parts)
    asked = {part.fault for part in parts if len(part.readings) != 1}
    if asked not in ({"marks"}, {"colon"}):
        return ()
    columns = [part.readings if len(part.readings) == width else part.readings * width for part in parts]
    return tuple(Several(tuple(column[at] for column in columns)) for at in range(width))


def _told(shape: Shape) -> str:
    """Write a part of a cell again, for its reason."""
    signs = ["-" if numeral.negative else "" for numeral in shape.numerals]
    joined = " \u2026 ".join(sign + numeral.text for sign, numeral in zip(signs, shape.numerals, strict=True))
    return " ".join(filter(None, (shape.sign, joined, shape.words, shape.unit)))


def _fault(shape: Shape, context: CellContext, readings: tuple[Measure, ...]) -> Fault | None:
    """Say why a single value is doubtful or has no reading."""
    if shape.fault == "dash" and shape.unit and shape.unit.casefold() == (context.unit or "").casefold():
        return None
    if shape.fault:
        return shape.fault
    if is_year(shape) and not context.thousands:
        return "year"
    if not readings:
        return "off-scale" if shape.form == "words" else "malformed"
    if shape.form == "double":
        return "repeated" if len(readings) == 1 else "ratios"
    if len(readings) == 1:
        return None
    if shape.form == "words":
        return "scale"
    if shape.form == "slash":
        return "slash"
    if len(_decimals(shape, context)) == 1 or all(numeral.sure is not None for numeral in shape.numerals):
        return "colon"
    marks = _marks(shape, context)
    return "mixed-marks" if marks.mixed else "magnitude" if marks.decimal else "marks"


def _readings(shape: Shape, context: CellContext) -> Iterator[Measure]:
    """Go through all that a single value can say."""
    if shape.form == "missing":
        yield from _missing(shape, context)
    elif shape.form == "words":
        yield from _words(shape, context)
    elif shape.numerals:
        for decimal in _decimals(shape, context):
            values = tuple(_value(numeral, decimal) for numeral in shape.numerals)
            known = tuple(value for value in values if value is not None)
            if len(known) == len(values):
                yield from _measures(shape, known, context)


def _missing(shape: Shape, context: CellContext) -> Iterator[Measure]:
    if shape.fault == "nil":
        yield Number(Decimal(0))
    yield NotAvailable(shape.words)
    if shape.fault == "dash" and shape.unit and shape.unit.casefold() != (context.unit or "").casefold():
        yield Words(shape.unit)


def _words(shape: Shape, context: CellContext) -> Iterator[Measure]:
    """Read a grade on the scales it can be on; words that are on none are words."""
    scales = scales_with(shape.words)
    if not scales:
        if context.scale_proof != "declared":
            yield Words(shape.words)
        return
    left = tuple(scale for scale in scales if scale in context.scales) if context.scales else scales
    if context.scale_proof != "declared":
        left = left or scales
    for scale in left:
        grade = grade_on(scale, shape.words)
        if grade is not None:
            yield grade
    if len(left) == 1 and context.scale_proof is None and not is_evident(left[0], shape.words):
        yield Words(shape.words)
    if shape.words.casefold() == "tidak ada" and context.scale != "Ada/Tidak":
        yield NotAvailable(shape.words)


def _measures(shape: Shape, values: tuple[Decimal, ...], context: CellContext) -> Iterator[Measure]:
    """Build what a shape says once its numbers are known."""
    first, *others = values
    if shape.form in {"number", "bound"}:
        yield from _single(shape, first)
    elif shape.form == "range":
        yield Interval(first, others[0])
    elif shape.form == "colon":
        for meaning in _colons(shape, context):
            yield Ratio(first, others[0]) if meaning == "ratio" else Interval(first, others[0])
    elif shape.form == "slash":
        yield Ratio(first, others[0])
        yield Several((Number(first), Number(others[0])))
    elif shape.form == "double":
        yield Ratio(first, others[0])
        yield Ratio(others[1], others[2])


def _single(shape: Shape, value: Decimal) -> Iterator[Measure]:
    if shape.sign:
        yield Bound(shape.sign, value)
    else:
        yield Number(value)
    if shape.fault == "sign":
        yield Number(value.copy_negate())
    elif shape.fault == "open-end":
        yield Bound(">=", value)
    elif shape.fault == "blank":
        yield Several(tuple(Number(Decimal(part)) for part in shape.numerals[0].text.split("'")))


def _colons(shape: Shape, context: CellContext) -> tuple[Colon, ...]:
    """List what a colon can mean here; ``1 : n`` is a ratio by its form."""
    if context.colon:
        return (context.colon,)
    return ("ratio",) if any(numeral.sure == 1 for numeral in shape.numerals) else _COLONS


def _marks(shape: Shape, context: CellContext) -> Marks:
    return context.single if shape.form in {"number", "bound"} else context.pair


def _decimals(shape: Shape, context: CellContext) -> tuple[Mark, ...]:
    """List the decimal marks to read the numbers of a shape with: the proved one, or both."""
    marks = _marks(shape, context)
    if marks.decimal is None or (marks.proof in {"row", "column"} and _is_far(shape, marks.decimal, context)):
        return BOTH
    return (marks.decimal,)


def _is_far(shape: Shape, decimal: Mark, context: CellContext) -> bool:
    """Tell whether a proof by marks alone puts a number far from all sure ones, and the other reading does not."""
    for numeral in shape.numerals:
        if len(numeral.values) == 2:
            taken, other = (numeral.value(mark) for mark in (decimal, "." if decimal == "," else ","))
            if taken and other and _outside(taken, context) and not _outside(other, context):
                return True
    return False


def _outside(value: Decimal, context: CellContext) -> bool:
    if context.smallest is None or context.largest is None:
        return False
    size = value.copy_abs()
    return size * FAR < context.smallest or size > context.largest * FAR


def _value(numeral: Numeral, decimal: Mark) -> Decimal | None:
    """Return the value under a decimal mark, or the only one that the form of a numeral leaves."""
    value = numeral.value(decimal)
    return numeral.sure if value is None else value
