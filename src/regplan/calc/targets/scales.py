"""Which band of a rating scale a value lies in; the bands are law of a date, the gaps between them a stated policy."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias, get_args

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from regplan.calc.targets import reasons
from regplan.calc.targets.exact import Exact, fraction_of
from regplan.errors import UnknownNameError
from regplan.law.scale import Band, Bands
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["Gaps", "Rating", "rate", "ratings"]

Gaps: TypeAlias = Literal["lower_bound", "round", "refuse"]
"""
What a value between two printed bands gets (90.5 of 76–90 and 91–100): the band whose lower bound it has reached; the
band of the nearest whole point, half up; or none.
"""


@attrs.frozen(kw_only=True)
class Rating:
    """
    The band of a value.

    Attributes:
        band: The band; None where there is none.
        gaps: The policy for values between bands.
        in_gap: Whether the value lies between two printed bands, so that the policy decided.
        reason: Why there is no band.
    """

    band: Band | None = None
    gaps: Gaps = "lower_bound"
    in_gap: bool = False
    reason: Bilingual | None = None


_OUTSIDE = Bilingual("nilai di luar skala", "the value is outside the scale")
_BETWEEN = Bilingual("nilai berada di antara dua kategori", "the value lies between two bands")


def rate(value: Exact | None, bands: Bands, *, gaps: Gaps = "lower_bound") -> Rating:
    """
    Find the band of a value.

    Args:
        value: A percentage or score, in the unit of the scale; None is missing.
        bands: The bands in force: ``current().scale("SCALE-86").at(day)``.
        gaps: What a value between two printed bands gets.

    Returns:
        The band, or the reason why there is none.

    Raises:
        UnknownNameError: *gaps* is no known policy.

    Example:
        >>> from datetime import date
        >>> from regplan.law import current
        >>> bands = current().scale("SCALE-86").at(date(2026, 1, 1))
        >>> rate(90.5, bands).band.code, rate(90.5, bands, gaps="round").band.code
        ('T', 'ST')
        >>> rate(90.5, bands, gaps="refuse").reason.en
        'the value lies between two bands'
    """
    if gaps not in get_args(Gaps):
        raise UnknownNameError(str(gaps), "policy for gaps", near(str(gaps), get_args(Gaps)))
    if value is None:
        return Rating(gaps=gaps, reason=reasons.NO_VALUE)
    point = fraction_of(value)
    if (bands.lowest is not None and point < bands.lowest) or (bands.highest is not None and point > bands.highest):
        return Rating(gaps=gaps, reason=_OUTSIDE)
    between = _in_gap(point, bands)
    if between and gaps == "refuse":
        return Rating(gaps=gaps, in_gap=True, reason=_BETWEEN)
    if between and gaps == "round":
        point = Fraction((point + Fraction(1, 2)).__floor__())
    return Rating(band=_band(point, bands), gaps=gaps, in_gap=between)


def _in_gap(point: Fraction, bands: Bands) -> bool:
    """Tell whether a value is above the top of one band and below the bottom of the next."""
    return any(
        lower.most is not None and upper.least is not None and lower.most < point < upper.least
        for upper, lower in pairwise(bands.bands)
    )


def _band(point: Fraction, bands: Bands) -> Band:
    inclusive = bands.boundary == "lower_inclusive"
    for band in bands.bands[:-1]:
        assert band.least is not None
        if point > band.least or (inclusive and point == band.least):
            return band
    return bands.bands[-1]


def ratings(values: ArrayLike, bands: Bands) -> NDArray[np.int64]:
    """
    Find the bands of a column, with the policy "lower_bound".

    Args:
        values: Percentages or scores; nan is missing.
        bands: The bands in force.

    Returns:
        The position of each band in ``bands.bands`` (0 the best); −1 where a value is missing or outside.

    Example:
        >>> from datetime import date
        >>> from regplan.law import current
        >>> ratings([80, 80.1, 101], current().scale("AKIP-GRADE").at(date(2026, 1, 1))).tolist()
        [2, 1, -1]
    """
    column = np.asarray(values, np.float64)
    bounds = np.array([float(band.least) for band in reversed(bands.bands[:-1]) if band.least is not None])
    side: Literal["left", "right"] = "right" if bands.boundary == "lower_inclusive" else "left"
    at = len(bands.bands) - 1 - np.searchsorted(bounds, column, side)
    low = -np.inf if bands.lowest is None else float(bands.lowest)
    high = np.inf if bands.highest is None else float(bands.highest)
    return np.where((column >= low) & (column <= high), at, -1)
