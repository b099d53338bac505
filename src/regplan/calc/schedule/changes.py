"""Whether a document is an original, a shift or a change, and by what regulation it is set (regulations §1.12, §3.6)."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from regplan.model.documents import Document
from regplan.model.words import BudgetStage

__all__ = ["BUDGETS", "Instrument", "budget_stage", "instrument_of", "is_change"]

Instrument: TypeAlias = Literal["perda", "perkada", "dpa"]
"""A regulation of region and DPRD, one of the head of region alone, a document of an OPD."""

BUDGETS: Final = frozenset(("APBD", "DPA", "RKA"))
"""Kinds of which an amendment may be a shift (*pergeseran*) and no change (*perubahan*)."""

_INSTRUMENTS: Final[tuple[tuple[Instrument, re.Pattern[str]], ...]] = (
    ("perda", re.compile(r"(perda|peraturan daerah|qanun)\b", re.IGNORECASE)),
    (
        "perkada",
        re.compile(
            r"(perkada|pergub|perbup|perwal|perwali|perwako|perkot|peraturan (kepala daerah|gubernur|bupati|wali ?kota))\b",
            re.IGNORECASE,
        ),
    ),
    ("dpa", re.compile(r"(dpa|dppa|dokumen pelaksanaan)\b", re.IGNORECASE)),
)


def instrument_of(document: Document) -> Instrument | None:
    """
    Tell the sort of the regulation that sets a document, by how its text begins; None where none is stated or known.

    Example:
        >>> instrument_of(Document(id="a", kind="APBD", instrument="Peraturan Wali Kota Blitar 12/2021"))
        'perkada'
    """
    text = document.instrument or ""
    return next((name for name, pattern in _INSTRUMENTS if pattern.match(text)), None)


def is_change(document: Document) -> bool:
    """Tell whether a document says that it changes another: it amends one, has a number of revision, or is a later stage."""
    later = document.budget_stage not in {None, "original"}
    return document.amends is not None or (document.revision or 0) > 0 or later


def budget_stage(document: Document) -> BudgetStage | None:
    """
    Tell the stage of a budget: as stated, else by its regulation: a Perda changes, a Perkada shifts.

    Returns:
        The stage; None where an amendment says neither.

    Law:
        PP 12/2019 Arts 163, 164 (regulations §3.6 STG-01…03).

    Example:
        >>> budget_stage(Document(id="b", kind="APBD", amends="a", instrument="Perda 7/2021"))
        'change'
        >>> budget_stage(Document(id="b", kind="APBD", amends="a")) is None
        True
    """
    if document.budget_stage is not None:
        return document.budget_stage
    if not is_change(document):
        return "original"
    by: dict[Instrument | None, BudgetStage] = {"perda": "change", "perkada": "shift", "dpa": "shift"}
    return by.get(instrument_of(document))
