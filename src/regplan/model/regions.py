"""The official list of regions: provinces, regencies and cities, kecamatan, kelurahan and villages, by code."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from regplan.model.agencies import Place
from regplan.model.loss import Loss
from regplan.model.table import Table
from regplan.model.words import PlaceKind

__all__ = ["Regions"]


@attrs.frozen(kw_only=True, repr=False)
class Regions:
    """
    *Kode dan data wilayah administrasi pemerintahan*: places with what they lie in, population and area.

    Attributes:
        places: The places, their codes as ids.
        version: What the list calls itself, as the caller says.
        loss: What of the files was dropped or mended.

    Example:
        >>> medan = Place(id="12.71", code="12.71", name="Kota Medan", kind="city", parent="12")
        >>> Regions(places=Table([medan])).get("12.71").name
        'Kota Medan'
    """

    places: Table[Place]
    version: str | None = None
    loss: tuple[Loss, ...] = attrs.field(default=(), eq=False)
    _depths: frozenset[tuple[str, int]] = attrs.field(init=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        """Note of which regions the places below are listed."""
        depths = frozenset((one.id.rpartition(".")[0], one.id.count(".")) for one in self.places)
        object.__setattr__(self, "_depths", depths)

    def get(self, code: str) -> Place | None:
        """Return the place of a code; None where the list has none."""
        return self.places.get(code)

    def covers(self, code: str) -> bool:
        """Tell whether it can be said that a code is not in it: places of its depth in the same region above are."""
        above, _, _ = code.rpartition(".")
        return (above, code.count(".")) in self._depths

    @property
    def counts(self) -> Mapping[PlaceKind | None, int]:
        """How many places there are of each kind."""
        kinds = dict.fromkeys(one.kind for one in self.places)
        return {kind: sum(one.kind == kind for one in self.places) for kind in kinds}

    def __len__(self) -> int:
        """Count the places."""
        return len(self.places)

    def __repr__(self) -> str:
        """Summarise it for a notebook."""
        counts = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        return f"<Regions {self.version or ''}: {counts or 'empty'}>".replace(" :", ":")
