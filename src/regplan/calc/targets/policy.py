"""Floor and cap of achievements, as named policies (regulations §4.2; methods B1)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

import attrs

__all__ = ["CAP_100", "CAP_120", "CAP_150", "FLOOR_0", "RAW", "Policy"]

Limit = Literal["floor", "cap"]


@attrs.frozen
class Policy:
    """
    What is done with achievements below nothing and above the whole, in percent.

    Listings show raw achievements; averages are made of capped ones, else one outlier hides failures.

    Attributes:
        name: Its name, printed with every number it touched.
        floor: The least achievement that is told; None for none.
        cap: The largest; None for none.

    Example:
        >>> CAP_100.apply(Fraction(125)), RAW.apply(Fraction(-50))
        ((Fraction(100, 1), 'cap'), (Fraction(-50, 1), None))
    """

    name: str
    floor: int | None = None
    cap: int | None = None

    def apply(self, percent: Fraction) -> tuple[Fraction, Limit | None]:
        """Return the percentage within floor and cap, and which of them it met."""
        if self.floor is not None and percent < self.floor:
            return Fraction(self.floor), "floor"
        if self.cap is not None and percent > self.cap:
            return Fraction(self.cap), "cap"
        return percent, None


RAW: Final = Policy("raw")
"""Neither floor nor cap."""
FLOOR_0: Final = Policy("floor 0", floor=0)
"""Nothing below 0, no cap."""
CAP_100: Final = Policy("0 to 100", floor=0, cap=100)
CAP_120: Final = Policy("0 to 120", floor=0, cap=120)
CAP_150: Final = Policy("0 to 150", floor=0, cap=150)
