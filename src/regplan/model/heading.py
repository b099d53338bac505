"""What a plan says about itself as a whole."""

from __future__ import annotations

import attrs

from regplan.model.base import Record
from regplan.model.schema import Date, Line, Targets, Year, checked, frozen_texts, several
from regplan.model.words import RegionLevel
from regplan.values.frozen import FrozenMap

__all__ = ["Heading", "Region"]


@checked
@attrs.frozen(kw_only=True, repr=False)
class Region(Record):
    """
    *Daerah*: the province, regency or city whose plan it is.

    Attributes:
        code: Kemendagri code, as text (``12.07``).
        name: Its name.
        level: Province, regency or city.
        fiscal_capacity: By fiscal year, the class of fiscal capacity as its map prints it, with the regulation of the map:
            ``{2025: "tinggi, PMK 65/2024"}``; it caps the deficit, and is never computed (regulations DEF-13).
        holidays: Days off besides weekends (*libur nasional*, *cuti bersama*); a year of which none is listed is not known.
    """

    code: Line | None = None
    name: Line | None = None
    level: RegionLevel | None = None
    fiscal_capacity: Targets = attrs.field(default=FrozenMap[str | None](), converter=frozen_texts)
    holidays: tuple[Date, ...] = attrs.field(default=(), converter=several)


@checked
@attrs.frozen(kw_only=True, repr=False)
class Heading(Record):
    """The fields of a plan that are neither tables nor its region."""

    title: Line | None = None
    first_year: Year | None = None
    last_year: Year | None = None
