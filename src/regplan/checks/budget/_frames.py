"""The frames of the documents that are judged, year by year, for all rules that compare accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs
import numpy as np

from regplan.calc.budget import Frame, HeadSum, frame
from regplan.checks._case import Case
from regplan.checks._rule import Lacking
from regplan.errors import NoValueError, PeriodsDifferError
from regplan.index.build import BASES
from regplan.model.documents import Document
from regplan.model.words import Basis
from regplan.values.lang import Bilingual
from regplan.values.money import is_money
from regplan.values.period import period_year

__all__ = [
    "BUDGETS",
    "NO_LAW",
    "Framed",
    "frames_of",
    "is_whole_of_work",
    "lacking",
    "number_of",
    "unknown_of",
    "years_of",
]

BUDGETS = ("KUA", "PPAS", "KUA_PPAS", "APBD")
"""Budgets of the region, from the general policy to the regulation."""


@attrs.frozen
class Framed:
    """A document that is judged, and its frame of one year."""

    position: int
    document: Document
    frame: Frame

    @property
    def year(self) -> str:
        """The year, as a period key."""
        return str(self.frame.year)


def frames_of(
    case: Case, *kinds: str, basis: Basis = "ceiling", with_lines: bool = False
) -> Iterator[Framed | Lacking]:
    """
    Go through the frames of the chosen documents of some kinds, all when none, for each year of which they state money.

    What cannot be put into one frame, as a year beside its quarters, is lacking.

    Args:
        case: The case.
        kinds: Kinds of documents.
        basis: The basis of the amounts.
        with_lines: Only documents that state lines of the region or of OPD.
    """
    for at, document in case.documents(*kinds):
        if with_lines and at not in _with_lines(case):
            continue
        for year in years_of(case, at, basis):
            try:
                yield Framed(at, document, frame(case.plan, document.id, year, basis))
            except PeriodsDifferError:
                told = f"jumlah tahun {year} dalam satu bentuk periode", f"amounts of {year} in one kind of period"
                yield Lacking(document.id, Bilingual(*told))


def _with_lines(case: Case) -> set[int]:
    money = case.index.money
    return case.index.remember(
        "documents with lines", lambda: set(money.document[money.subject >= case.index.nodes].tolist())
    )


def years_of(case: Case, document: int, basis: Basis) -> list[int]:
    """Return the years of which a document states money of a basis."""
    money = case.index.money
    rows = case.money_of(document)
    rows = rows[money.basis[rows] == BASES.index(basis)]
    return sorted({year for at in np.unique(money.period[rows]).tolist() if (year := period_year(money.periods[at]))})


def is_whole_of_work(document: Document) -> bool:
    """Tell whether a document holds all of its work: it restates no part alone and lists programs or what is below."""
    if document.restates == "partial":
        return False
    return document.covers is None or bool({"program", "activity", "sub_activity"}.intersection(document.covers))


def lacking(one: Framed, said: tuple[str, str]) -> Lacking:
    """Say what a year of a document lacks."""
    return Lacking(one.document.id, Bilingual(f"{said[0]} untuk {one.year}", f"{said[1]} for {one.year}"))


def unknown_of(one: Framed, *sums: HeadSum) -> Lacking:
    """Say of which accounts a year of a document has no amounts."""
    told = ", ".join(found.account for found in sums if found.amount is None or not is_money(found.amount))
    return lacking(one, (f"jumlah rekening {told} yang diketahui", f"known amounts of account {told}"))


NO_LAW = Bilingual("angka peraturan untuk tahun dokumen itu", "the number of the law for the years of the document")


def number_of(case: Case, name: str, document: Document) -> Fraction | None:
    """Return a number of the law in force at the end of a document; None where none is known."""
    day = date(document.last_year or document.first_year or date.max.year, 12, 31)
    try:
        return Fraction(case.law.parameter(name).at(day).exact)
    except NoValueError:
        return None
