"""A rating scale of the law with its dates, article and confidence: which band a percentage or score lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal, get_args

import attrs

from regplan.errors import LawError, NoValueError
from regplan.law.fields import day_of, decimal_of, in_order, known_confidence, refuse_unknown
from regplan.values.lang import Bilingual

__all__ = ["Band", "Bands", "Boundary", "Scale"]

Boundary = Literal["lower_inclusive", "lower_exclusive"]
"""Whether a value that equals the lower bound of a band lies in it, or in the band below."""


@attrs.frozen(kw_only=True)
class Band:
    """
    One band of a scale.

    Attributes:
        code: Its short name.
        name: Its name in words.
        least: Its lower bound as printed; None for the lowest band of a scale that is open below.
        most: Its upper bound as printed; None where none is printed or the scale is open above.
    """

    code: str
    name: Bilingual
    least: Decimal | None
    most: Decimal | None


@attrs.frozen(kw_only=True)
class Bands:
    """
    The bands of a scale in force from a day on, best first.

    Attributes:
        start: First day.
        bands: The bands, best first.
        boundary: Where a value on a bound belongs.
        lowest: The least value the scale is for; None where it is open below.
        highest: The largest; None where it is open above.
        instrument: The regulation.
        article: The article or annex.
        confidence: How well it is known.
        source: Where it was read.
    """

    start: date
    bands: tuple[Band, ...]
    boundary: Boundary
    lowest: Decimal | None
    highest: Decimal | None
    instrument: str
    article: str
    confidence: str
    source: str


@attrs.frozen(kw_only=True)
class Scale:
    """
    A rating scale over time.

    Attributes:
        name: Its name.
        description: What it rates.
        unit: The unit of what is rated.
        versions: Its bands, earliest first.
    """

    name: str
    description: str
    unit: str
    versions: tuple[Bands, ...]

    def at(self, day: date) -> Bands:
        """
        Return the bands in force on a day.

        Raises:
            NoValueError: There are none; the message names the first known day.
        """
        at = bisect_right([version.start for version in self.versions], day)
        if not at:
            msg = f"{self.name} has no bands on {day}: it is known from {self.versions[0].start} on"
            raise NoValueError(msg)
        return self.versions[at - 1]

    @classmethod
    def from_data(cls, name: str, data: Mapping[str, Any]) -> Scale:
        """Build a scale from its file; unknown keys, wrong numbers and bands out of order are refused."""
        refuse_unknown(name, data, ("description", "unit", "values"))
        versions = [_bands(f"{name} {start}", day_of(name, start), row) for start, row in data["values"].items()]
        in_order(name, versions)
        ordered = tuple(sorted(versions, key=lambda version: version.start))
        return cls(name=name, description=data["description"], unit=data["unit"], versions=ordered)


_KEYS = ("bands", "boundary", "lowest", "highest", "instrument", "article", "confidence", "source")


def _bands(place: str, start: date, row: Mapping[str, Any]) -> Bands:
    refuse_unknown(place, row, _KEYS)
    known_confidence(place, row["confidence"])
    if row["boundary"] not in get_args(Boundary):
        msg = f"{place}: boundary is one of {', '.join(get_args(Boundary))}, not {row['boundary']!r}"
        raise LawError(msg)
    bands = tuple(_band(place, band) for band in row["bands"])
    _best_first(place, bands)
    lowest, highest = (_number(place, row[key]) for key in ("lowest", "highest"))
    told = {key: row[key] for key in ("boundary", "instrument", "article", "confidence", "source")}
    return Bands(start=start, bands=bands, lowest=lowest, highest=highest, **told)


def _band(place: str, row: Mapping[str, Any]) -> Band:
    refuse_unknown(place, row, ("code", "id", "en", "from", "to"))
    wrong = [key for key in ("code", "id", "en") if not isinstance(row[key], str)]
    if wrong:
        msg = f"{place}: {', '.join(wrong)} of a band is text in quotes, not {row[wrong[0]]!r}"
        raise LawError(msg)
    least, most = _number(place, row["from"]), _number(place, row["to"])
    return Band(code=row["code"], name=Bilingual(row["id"], row["en"]), least=least, most=most)


def _number(place: str, written: Any) -> Decimal | None:
    return None if written is None else decimal_of(place, written)


def _best_first(place: str, bands: tuple[Band, ...]) -> None:
    """Refuse bands that are not in falling order, or of which another than the lowest is open below."""
    bounds = [band.least for band in bands[:-1]]
    if not bands or None in bounds:
        msg = f"{place}: only the lowest band may lack a lower bound, and there is at least one band"
        raise LawError(msg)
    known = [bound for bound in (*bounds, bands[-1].least) if bound is not None]
    if any(upper <= lower for upper, lower in pairwise(known)):
        msg = f"{place}: bands stand best first, each below the one before"
        raise LawError(msg)
