"""Comparisons and sums that make no sense are refused by name (peers §4.1, traps 2 and 3)."""

from __future__ import annotations

from typing import Final

from regplan.errors import CallError
from regplan.values.lang import Bilingual

__all__ = [
    "WORD_TO_ADD_UP_BY",
    "BasesDifferError",
    "DocumentsOverlapError",
    "LevelsDifferError",
    "NoDocumentError",
    "NoMoneyError",
]

WORD_TO_ADD_UP_BY: Final = Bilingual("kata untuk menjumlahkan", "word to add up by")


class DocumentsOverlapError(CallError):
    """Documents that speak of the same money were to be added: RPJMD and RKPD, an APBD and its change."""


class NoDocumentError(CallError):
    """A word that names documents chose none."""


class LevelsDifferError(CallError):
    """Money of unlike levels was to be compared: what one document gives by program, by sub activity."""


class BasesDifferError(CallError):
    """Money of unlike bases was to be compared: ceilings, forward estimates, realised money."""


class NoMoneyError(CallError):
    """Documents were chosen that state no money to be compared, or totals alone, which are never added."""
