"""Values expressed in another unit, and added across units: exact, or refused with the reason (conventions §12)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from regplan.calc.targets.exact import Exact, fraction_of
from regplan.errors import CallError, UnitMismatchError, UnknownUnitError
from regplan.values.units import Unit, find_unit, near_units

__all__ = ["Exact", "added", "convert", "factor_between", "same_dimension", "unit_of"]


def unit_of(text: Unit | str) -> Unit:
    """
    Return the unit a text says.

    Raises:
        UnknownUnitError: It says none; near matches are offered.

    Example:
        >>> unit_of("Dok.").name
        'dokumen'
        >>> unit_of("Dokuman")
        Traceback (most recent call last):
        regplan.errors.UnknownUnitError: 'Dokuman' is no unit of measurement; did you mean 'dokumen', 'domain', 'aduan'?
    """
    if isinstance(text, Unit):
        return text
    unit = find_unit(text)
    if unit is None:
        raise UnknownUnitError(text, "unit of measurement", near_units(text))
    return unit


def same_dimension(unit: Unit | str, to: Unit | str) -> bool:
    """
    Tell whether values in one unit can be expressed in another.

    Raises:
        UnknownUnitError: One of the texts says no unit.

    Example:
        >>> same_dimension("m3/hari", "liter/detik"), same_dimension("dokumen", "laporan")
        (True, False)
    """
    return unit_of(unit).dimension == unit_of(to).dimension


def factor_between(unit: Unit | str, to: Unit | str) -> Fraction:
    """
    Return what a value is multiplied with to be expressed in another unit: both are counted in one base unit.

    Args:
        unit: The unit of the value.
        to: The unit wanted.

    Returns:
        ``unit.factor / to.factor``, exact.

    Raises:
        UnitMismatchError: They measure different things.
        UnknownUnitError: One of the texts says no unit.

    Example:
        >>> factor_between("ton/ha", "kg/m2"), factor_between("%", "‰")
        (Fraction(1, 10), Fraction(10, 1))
        >>> factor_between("dokumen", "laporan")
        Traceback (most recent call last):
        regplan.errors.UnitMismatchError: 'dokumen' measures dokumen, 'laporan' measures laporan: they can be neither converted nor added; state both values in one unit, or keep two totals
    """
    first, second = unit_of(unit), unit_of(to)
    if first.dimension != second.dimension:
        raise UnitMismatchError(first.text, first.dimension, second.text, second.dimension)
    return first.factor / second.factor


@overload
def convert(value: Exact, unit: Unit | str, to: Unit | str) -> Fraction: ...
@overload
def convert(value: NDArray[Any], unit: Unit | str, to: Unit | str) -> NDArray[np.float64]: ...
def convert(value: Exact | NDArray[Any], unit: Unit | str, to: Unit | str) -> Fraction | NDArray[np.float64]:
    """
    Express a value in another unit.

    Args:
        value: A number, taken exactly, or an array of numbers.
        unit: Its unit.
        to: The unit wanted.

    Returns:
        The exact value; for an array floats, multiplied once and divided once (NaN stays NaN).

    Raises:
        CallError: The value is no number or not finite, or the unit is a grade.
        UnitMismatchError: The units measure different things.
        UnknownUnitError: One of the texts says no unit.

    Example:
        >>> convert(41.21, "Juta Rupiah", "Rp"), convert(432, "m3/hari", "liter/detik")
        (Fraction(41210000, 1), Fraction(5, 1))
    """
    factor = factor_between(unit, to)
    if not unit_of(unit).is_number:
        msg = f"{unit_of(unit).text!r} says a grade, not a number: compare its place on the scale instead"
        raise CallError(msg)
    if isinstance(value, np.ndarray):
        return value.astype(np.float64) * float(factor.numerator) / float(factor.denominator)
    return fraction_of(value) * factor


def added(parts: Iterable[tuple[Exact | None, Unit | str]], *, to: Unit | str) -> Fraction | None:
    """
    Add values stated in several units of one dimension.

    The sum is only as good as the parts: that they do not overlap, and that shares are of one whole, no unit says.

    Args:
        parts: Values with their units; None where the value is not known.
        to: The unit of the sum.

    Returns:
        The exact sum; None where a part is not known (conventions §3).

    Raises:
        CallError: There are no parts, a value is no number or not finite, or the unit has no sum (scores and grades).
        UnitMismatchError: A part measures something else than *to*.
        UnknownUnitError: One of the texts says no unit.

    Example:
        >>> added([(2, "ton"), (7.5, "kuintal")], to="kg")
        Fraction(2750, 1)
        >>> added([(3, "dokumen"), (None, "dok")], to="dokumen") is None
        True
    """
    sum_unit = unit_of(to)
    if not sum_unit.has_sum:
        msg = f"{sum_unit.text!r} is a place on a scale: scores and grades have no sum; state their mean"
        raise CallError(msg)
    stated = [(value, factor_between(unit, sum_unit)) for value, unit in parts]
    if not stated:
        raise CallError("there is nothing to add: a sum of no values is absent, not zero")
    total = Fraction(0)
    for value, factor in stated:
        if value is None:
            return None
        total += fraction_of(value) * factor
    return total
