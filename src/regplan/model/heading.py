"""What a plan says about itself as a whole."""

from __future__ import annotations

import attrs

from regplan.model.base import Record
from regplan.model.schema import Line, Year, checked
from regplan.model.words import RegionLevel

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
    """

    code: Line | None = None
    name: Line | None = None
    level: RegionLevel | None = None


@checked
@attrs.frozen(kw_only=True, repr=False)
class Heading(Record):
    """The fields of a plan that are neither tables nor its region."""

    title: Line | None = None
    first_year: Year | None = None
    last_year: Year | None = None
