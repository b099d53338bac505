"""What a region is organised by: the *bidang urusan* with their names, and the OPD that no region lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from regplan.law.fields import Level, asked_levels, confidence_faults, key_faults, level_faults, levels_of, text_faults
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual

__all__ = ["Affairs", "Mandatory", "affairs_built", "affairs_faults"]


@attrs.frozen(kw_only=True)
class Mandatory:
    """
    What a region must have an OPD for.

    Attributes:
        field: The *bidang urusan*.
        kinds: Kinds of OPD that are for it, whatever their code says.
        levels: The levels of region it is for.
    """

    field: str
    kinds: tuple[str, ...]
    levels: tuple[Level, ...]


@attrs.frozen(kw_only=True)
class Affairs:
    """
    The *bidang urusan* and elements (UU 23/2014 Art 12; regulations §1.13.4).

    Attributes:
        groups: By the first digit of a code, the group of affairs or the element.
        fields: By code (``1.02``), its name.
        support_program: Number of the program that stands in every OPD.
        territorial: The group of fields that every kecamatan holds.
        mandatory: What a region must have an OPD for.
    """

    groups: Mapping[str, Bilingual]
    fields: Mapping[str, Bilingual]
    support_program: str
    territorial: str
    mandatory: tuple[Mandatory, ...]

    def name(self, field: str) -> Bilingual:
        """
        Name a *bidang urusan* for a message; one that is not known is named by its code.

        Example:
            >>> from regplan.law import current
            >>> current().affairs.name("1.02").id, current().affairs.name("1.99").id
            ('1.02 kesehatan', '1.99')
        """
        known = self.fields.get(field)
        return Bilingual(f"{field} {known.id}", f"{field} {known.en}") if known else Bilingual(field, field)

    def mandatory_for(self, level: str) -> tuple[Mandatory, ...]:
        """
        Return what a region of a level must have an OPD for.

        Example:
            >>> from regplan.law import current
            >>> len(current().affairs.mandatory_for("province")), len(current().affairs.mandatory_for("city"))
            (11, 12)
        """
        asked = set(asked_levels(level))
        return tuple(one for one in self.mandatory if asked & set(one.levels))


def affairs_built(data: Mapping[str, Any]) -> Affairs:
    """Build them from data that are known to have no fault."""
    return Affairs(
        groups=_names(data["groups"]),
        fields=_names(data["fields"]),
        support_program=data["support_program"],
        territorial=data["territorial"],
        mandatory=tuple(
            Mandatory(
                field=row["field"],
                kinds=tuple(row.get("kinds", ())),
                levels=levels_of(row["levels"]),
            )
            for row in data["mandatory"]
        ),
    )


def _names(rows: Mapping[str, Mapping[str, str]]) -> FrozenMap[Bilingual]:
    return FrozenMap({code: Bilingual(row["id"], row["en"]) for code, row in rows.items()})


def affairs_faults(data: Any) -> Iterator[str]:
    """Name all faults of the file: keys, texts, levels, and a mandatory field that has no name."""
    place = "affairs"
    faults = [
        *key_faults(
            place, data, ("source", "confidence", "groups", "fields", "support_program", "territorial", "mandatory")
        )
    ]
    yield from faults
    if faults:
        return
    yield from confidence_faults(place, data["confidence"])
    yield from text_faults(place, data, ("source", "support_program", "territorial"))
    for code, row in (*data["groups"].items(), *data["fields"].items()):
        inner = [*key_faults(f"{place} {code}", row, ("id", "en"))]
        yield from inner or text_faults(f"{place} {code}", row, ("id", "en"))
    yield from (f"{place} {code}: its group has no name" for code in data["fields"] if code[:1] not in data["groups"])
    for row in data["mandatory"]:
        where = f"{place} mandatory"
        inner = [*key_faults(where, row, ("field", "levels"), ("kinds",))]
        yield from inner
        if not inner:
            yield from level_faults(where, row["levels"])
            if row["field"] not in data["fields"]:
                yield f"{where}: {row['field']!r} is not one of the fields"
