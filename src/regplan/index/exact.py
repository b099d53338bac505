"""The proof that sums of sen stay within 64 bits (conventions §1)."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.index.columns import Ints

__all__ = ["fits"]


def fits(amounts: Ints) -> bool:
    """Prove that no sum of these amounts passes 64 bits."""
    if len(amounts) * max(int(amounts.max(initial=0)), -int(amounts.min(initial=0))) < 2**63:
        return True
    sizes = np.abs(amounts)
    high, low = sizes >> _HALF, sizes & ((1 << _HALF) - 1)
    return (int(high.sum()) << _HALF) + int(low.sum()) < 2**63


_HALF: Final = 32
"""Bits of the lower half of an amount; sums of halves cannot wrap, because one amount is bounded (conventions §1)."""
