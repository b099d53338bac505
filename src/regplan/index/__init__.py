"""The plan compiled once into integer ids and numpy columns; what calculators and checks run on."""

from regplan.index.build import of
from regplan.index.columns import ABSENT, DANGLING, AllocationColumns, Edges, EntryColumns, Index, Money, SeriesColumns

__all__ = ["ABSENT", "DANGLING", "AllocationColumns", "Edges", "EntryColumns", "Index", "Money", "SeriesColumns", "of"]
