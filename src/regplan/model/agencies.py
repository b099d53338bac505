"""Who and where: OPD and places."""

from __future__ import annotations

import attrs

from regplan.model.base import Record
from regplan.model.schema import AgencyId, AgencyRef, Line, PlaceId, PlaceRef, Whole, checked, several
from regplan.model.words import AgencyKind, PlaceKind

__all__ = ["Agency", "Place"]


@checked
@attrs.frozen(kw_only=True, repr=False)
class Agency(Record):
    """
    *Perangkat daerah* (OPD): dinas, badan, kecamatan, kelurahan, UPTD (PP 18/2016).

    Attributes:
        id: Identity.
        name: Its name.
        code: Its code, as printed.
        kind: What it is.
        parent: The OPD it belongs to.
        functions: The *bidang urusan* it holds, by code (``1.02``).
        area: The place it serves.
    """

    id: AgencyId
    name: Line | None = None
    code: Line | None = None
    kind: AgencyKind | None = None
    parent: AgencyRef | None = None
    functions: tuple[Line, ...] = attrs.field(default=(), converter=several)
    area: PlaceRef | None = None


@checked
@attrs.frozen(kw_only=True, repr=False)
class Place(Record):
    """
    *Wilayah atau lokasi*: a region, kecamatan, kelurahan, village, RT or named site.

    Attributes:
        id: Identity.
        name: Its name.
        code: Its Kemendagri code, as text.
        kind: What it is.
        parent: The place it lies in.
        population: Inhabitants.
        neighbourhoods: Number of RT.
        area_m2: Area in square metres.
    """

    id: PlaceId
    name: Line | None = None
    code: Line | None = None
    kind: PlaceKind | None = None
    parent: PlaceRef | None = None
    population: Whole | None = None
    neighbourhoods: Whole | None = None
    area_m2: Line | None = None
