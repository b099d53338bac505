"""What the other cells, the unit and the name of an indicator prove about its cells (conventions §11)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import attrs

from regplan.values.cell_shape import Shape, shape_of
from regplan.values.numeral import BOTH, Mark, Numeral, proved
from regplan.values.scale import SCALES, is_evident, scales_named, scales_with

__all__ = ["NO_CONTEXT", "CellContext", "Marks", "Proof", "context_of", "is_year"]

Proof: TypeAlias = Literal["declared", "row", "unit", "name", "column"]
"""Where a thing was proved: said by the caller, other cells of the row, unit or name of the indicator, the column."""
Colon: TypeAlias = Literal["ratio", "interval"]

FAR: Final = 100
"""How many times the largest number of a row, or part of its smallest, is too far for a proof by marks alone."""
THOUSAND: Final = 1000
_FIRST_YEAR, _LAST_YEAR = 2005, 2050


@attrs.frozen
class Marks:
    """
    Which mark is decimal in numbers of one form.

    Attributes:
        decimal: The decimal mark; None where nothing proves one.
        proof: Where it was proved.
        mixed: Whether the proofs contradict each other, so that none counts.
    """

    decimal: Mark | None = None
    proof: Proof | None = None
    mixed: bool = False


@attrs.frozen(kw_only=True)
class CellContext:
    """
    What is declared or proved about the cells of one indicator.

    Single numbers and pairs (intervals, ratios) are proved apart, because they are often not of one typist: in Bengkulu
    Utara's list of indicators the rows that have both write ``4,43`` beside ``4.43-4.47``.

    Attributes:
        single: Number marks of single numbers.
        pair: Number marks of intervals and ratios.
        scales: Names of the scales its grades can be on; empty where nothing is known.
        scale_proof: Where the scales were proved.
        colon: What two numbers with a colon between them are.
        colon_proof: Where that was proved.
        countable: Whether its unit is counted in whole numbers; None where not known.
        unit: Its unit, as printed.
        smallest: The smallest sure number of the row that is not zero, without sign.
        largest: The largest.
        thousands: Whether the row has a sure number of a thousand or more that cannot be a year.
    """

    single: Marks = Marks()
    pair: Marks = Marks()
    scales: tuple[str, ...] = ()
    scale_proof: Proof | None = None
    colon: Colon | None = None
    colon_proof: Proof | None = None
    countable: bool | None = None
    unit: str | None = None
    smallest: Decimal | None = None
    largest: Decimal | None = None
    thousands: bool = False

    @property
    def decimal(self) -> Mark | None:
        """The decimal mark of single numbers."""
        return self.single.decimal

    @property
    def scale(self) -> str | None:
        """The one scale of the grades, where it is known."""
        return self.scales[0] if len(self.scales) == 1 else None

    def joined(self, shape: Shape) -> CellContext:
        """Add what a cell proves about itself: the values in one cell are of one typist."""
        smallest, largest = _span(shape.leaves, (self.smallest, self.largest))
        return attrs.evolve(
            self,
            single=_narrowed(self.single, _singles(shape.leaves), whole=self.countable is True),
            pair=_narrowed(self.pair, _pairs(shape.leaves), whole=self.countable is True),
            smallest=smallest,
            largest=largest,
        )


NO_CONTEXT: Final = CellContext()


def context_of(
    cells: Iterable[str],
    *,
    unit: str | None = None,
    name: str | None = None,
    countable: bool | None = None,
    column: Iterable[str] = (),
    decimal: Mark | None = None,
    scale: str | None = None,
    colon: Colon | None = None,
) -> CellContext:
    """
    Prove what can be proved about the cells of one indicator.

    The row is the strongest proof. The column counts only where the row, the unit and the caller say nothing, and only
    if every cell of it that proves anything agrees; give it only cells of one typist. The order of cells never matters.

    Args:
        cells: The cells of the row: baseline, targets and results of one indicator.
        unit: Its unit, as printed.
        name: Its wording, which may name a scale (*Nilai AKIP*); nothing else is taken from it.
        countable: Whether the unit is counted in whole numbers, so that ``40.231`` is no fraction.
        column: Other cells of the same column, file or office.
        decimal: The decimal mark, where the caller knows it.
        scale: The scale of its grades, where the caller knows it.
        colon: What a colon means, where the caller knows it.

    Returns:
        The context to read each of the cells with.

    Example:
        >>> context_of(["1.512,47", "1.520"]).single
        Marks(decimal=',', proof='row', mixed=False)
        >>> context_of(["4,43", "87.59"]).single
        Marks(decimal=None, proof=None, mixed=True)
        >>> context_of(["63:64", "64:65", "65:66"]).colon
        'interval'
    """
    leaves = _leaves(cells)
    beside = _leaves(column)
    scales, scale_proof = _scales(leaves, unit, name, scale)
    colon, colon_proof = (colon, "declared") if colon else _colon(leaves, unit)
    smallest, largest = _span(leaves, (None, None))
    whole = countable is True
    return CellContext(
        single=_marks(_singles(leaves), _singles(beside), whole=whole, declared=decimal),
        pair=_marks(_pairs(leaves), _pairs(beside), whole=whole, declared=decimal),
        scales=scales,
        scale_proof=scale_proof,
        colon=colon,
        colon_proof=colon_proof,
        countable=countable,
        unit=unit,
        smallest=smallest,
        largest=largest,
        thousands=any(_says_thousands(leaf) for leaf in leaves),
    )


def is_year(shape: Shape) -> bool:
    """Tell whether a shape is a bare number, or two of them, that look like a year or a span of years."""
    return (
        shape.form in {"number", "range", "slash"}
        and shape.unit is None
        and all(_is_year(numeral) for numeral in shape.numerals)
    )


def _is_year(numeral: Numeral) -> bool:
    return (
        numeral.text.isdigit()
        and len(numeral.text) == 4
        and not numeral.negative
        and _FIRST_YEAR <= int(numeral.text) <= _LAST_YEAR
    )


def _says_thousands(shape: Shape) -> bool:
    return any(
        numeral.sure is not None and abs(numeral.sure) >= THOUSAND and not _is_year(numeral)
        for numeral in shape.numerals
    )


def _leaves(cells: Iterable[str]) -> tuple[Shape, ...]:
    return tuple(leaf for cell in cells for leaf in shape_of(cell).leaves)


def _singles(shapes: Iterable[Shape]) -> tuple[Numeral, ...]:
    return tuple(one for shape in shapes if shape.form in {"number", "bound"} for one in shape.numerals)


def _pairs(shapes: Iterable[Shape]) -> tuple[Numeral, ...]:
    return tuple(
        one for shape in shapes if shape.form in {"range", "colon", "double", "slash"} for one in shape.numerals
    )


def _left(numerals: Iterable[Numeral], *, whole: bool, start: tuple[Mark, ...] = BOTH) -> tuple[Mark, ...]:
    """List the decimal marks that all numerals leave; those that are badly formed prove nothing."""
    proofs = (proved(numeral, whole=whole) for numeral in numerals)
    return reduce(lambda left, proof: tuple(mark for mark in left if mark in proof), filter(None, proofs), start)


def _marks(row: tuple[Numeral, ...], column: tuple[Numeral, ...], *, whole: bool, declared: Mark | None) -> Marks:
    start = (declared,) if declared else BOTH
    by_row = _left(row, whole=False, start=start)
    by_unit = _left(row, whole=whole, start=by_row)
    if not by_unit:
        return Marks(mixed=True)
    if len(by_unit) == 1:
        return Marks(by_unit[0], "declared" if declared else "row" if len(by_row) == 1 else "unit")
    by_column = _left(column, whole=False)
    return Marks(by_column[0], "column") if len(by_column) == 1 else Marks()


def _narrowed(marks: Marks, own: tuple[Numeral, ...], *, whole: bool) -> Marks:
    """Add what the numerals of a cell prove to what is proved about its row."""
    if marks.mixed:
        return marks
    start: tuple[Mark, ...] = (marks.decimal,) if marks.decimal and marks.proof != "column" else BOTH
    left = _left(own, whole=whole, start=start)
    if not left:
        return Marks(mixed=True)
    if len(left) == 2:
        return marks
    if marks.decimal == left[0] and marks.proof != "column":
        return marks
    return Marks(left[0], "row" if len(_left(own, whole=False, start=start)) == 1 else "unit")


def _span(
    shapes: Iterable[Shape], start: tuple[Decimal | None, Decimal | None]
) -> tuple[Decimal | None, Decimal | None]:
    """Find the smallest and largest size of the sure numbers that are not zero."""
    sizes = [one for one in start if one is not None]
    for shape in shapes:
        if not is_year(shape):
            sizes.extend(numeral.sure.copy_abs() for numeral in shape.numerals if numeral.sure)
    return (min(sizes), max(sizes)) if sizes else (None, None)


def _scales(
    shapes: tuple[Shape, ...], unit: str | None, name: str | None, declared: str | None
) -> tuple[tuple[str, ...], Proof | None]:
    """
    Find the scales that all grades of a row can be on; what the unit or name says narrows them.

    Where the grades of a row share no scale, only what the unit or name says is left.
    """
    if declared:
        return (declared,), "declared"
    words = [shape.words for shape in shapes if shape.form == "words" and scales_with(shape.words)]
    shared = tuple(scale for scale in SCALES if words and all(scale in scales_with(word) for word in words))
    apart = bool(words) and not shared
    in_unit, in_name = (
        tuple(scale for scale in scales_named(said or "") if apart or scale in shared) for said in (unit, name)
    )
    if in_unit:
        return in_unit, "unit"
    if in_name:
        return in_name, "name"
    evident = len(shared) == 1 and any(is_evident(shared[0], word) for word in words)
    return shared, "row" if evident else None


def _colon(shapes: tuple[Shape, ...], unit: str | None) -> tuple[Colon | None, Proof | None]:
    """
    Prove what a colon means: intervals where three or more different pairs touch end to end, else what the unit says.

    ``1 : n`` is a ratio by its form, unless it is one of a chain of intervals.
    """
    pairs = {
        (first, last)
        for shape in shapes
        if shape.form == "colon"
        for first, last in [tuple(numeral.sure for numeral in shape.numerals)]
        if first is not None and last is not None
    }
    touches = max(_touches(sorted(pairs)), _touches(sorted(pairs, reverse=True)))
    if len(pairs) > 2 and touches == len(pairs) - 1:
        return "interval", "row"
    if any(1 in pair for pair in pairs) and not touches:
        return "ratio", "row"
    if unit and "rasio" in unit.casefold() and not touches:
        return "ratio", "unit"
    return None, None


def _touches(pairs: list[tuple[Decimal, Decimal]]) -> int:
    """Count the pairs that begin where the one before them ends."""
    return sum(before[1] == after[0] for before, after in pairwise(pairs))
