"""What a layout is: one way in which planners and their systems lay a plan out in tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.values.lang import Bilingual

__all__ = ["Claim", "Layout"]


@attrs.frozen(eq=False)
class Claim:
    """
    What a layout recognises of some sheets.

    Attributes:
        sheets: Those it reads.
        how: How it knew them, for people.
        weight: How much speaks for it, the number of heads it knows; of two layouts that claim a sheet the heavier has it.
    """

    sheets: tuple[Sheet, ...]
    how: Bilingual
    weight: int


class Layout(Protocol):
    """
    One way of laying out a plan, as a small module; others add theirs by the entry point ``regplan.layouts``.

    Attributes:
        name: What ``layout=`` calls it.
        title: What people call it.
    """

    name: str
    title: Bilingual

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Say which sheets it knows; None for none."""
        ...

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read the sheets it claimed; what is wrong or lost is noted in *into*, nothing is raised."""
        ...
