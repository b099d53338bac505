"""What gathers the rows of a synthetic plan, and draws its titles and values by chance."""

from __future__ import annotations

from random import Random

import attrs

from regplan.model import Link
from regplan.model.base import Record

__all__ = ["Builder", "Opd"]

_MEASURED_IN_PARTS = ("%", "Ha", "Km", "Indeks", "M³/Hari")
_DEEDS = ("Penyediaan", "Pengelolaan", "Peningkatan Kapasitas", "Koordinasi dan Penyusunan", "Fasilitasi", "Pembinaan")
_THINGS = (
    *("Dokumen Perencanaan Perangkat Daerah", "Layanan Kesehatan bagi Masyarakat", "Sarana dan Prasarana Sekolah"),
    *("Jaringan Irigasi Permukaan", "Jalan Kabupaten dan Jembatan", "Data dan Informasi Pembangunan"),
)


@attrs.frozen
class Opd:
    """One OPD: its id, its Renstra and Renja, its objective there, and the fields its programs lie in."""

    id: str
    renstra: str
    renja: str
    objective: str
    fields: tuple[str, ...]


@attrs.define
class Builder:
    """
    Gathers the rows of a plan.

    Attributes:
        random: Where chance comes from.
        plain: Whether units beyond ASCII and sen are left out.
        tables: The rows so far.
        labels: The rows of which some are cut to reach the size.
        count: How many rows there are.
        totals: Money by document and node, and year.
        seldom: How often each seldom thing could have stood.
        paths: The baseline and the yearly values of each indicator, equal in all documents.
    """

    random: Random
    plain: bool = False
    tables: dict[str, list[Record]] = attrs.field(factory=dict)
    labels: list[Link] = attrs.field(factory=list)
    count: int = 0
    totals: dict[tuple[str, str], int] = attrs.field(factory=dict)
    seldom: dict[str, int] = attrs.field(factory=dict)
    paths: dict[str, tuple[str, ...]] = attrs.field(factory=dict)

    def is_one_in(self, number: int, what: str) -> bool:
        """Be true for the first of every *number* things, so that the smallest plan has one; never in a plain plan."""
        self.seldom[what] = self.seldom.get(what, -1) + 1
        return not self.plain and self.seldom[what] % number == 0

    def add(self, table: str, record: Record) -> None:
        """Add one row."""
        self.tables.setdefault(table, []).append(record)
        self.count += 1

    def title(self, number: int | str) -> str:
        """Write a title of ordinary length."""
        return f"{self.random.choice(_DEEDS)} {self.random.choice(_THINGS)} {number}"

    def chance(self, share: float) -> bool:
        """Be true in a share of cases."""
        return self.random.random() < share

    def path(self, unit: str) -> tuple[str, ...]:
        """Write a baseline and six values that never fall, as files do: whole numbers, or hundredths after a comma."""
        steps = [self.random.randint(1, 1500), *(self.random.randint(0, 60) for _ in range(6))]
        values = [sum(steps[: at + 1]) for at in range(len(steps))]
        if unit in _MEASURED_IN_PARTS and self.chance(0.5):
            return tuple(f"{value // 20},{value % 20 * 5:02}" for value in values)
        return tuple(str(value // 20 if unit == "%" else value) for value in values)

    def values(self, indicator: str, *years: str) -> dict[str, str]:
        """Return values of an indicator by year."""
        return {year: self.paths[indicator][int(year) - 2024] for year in years}
