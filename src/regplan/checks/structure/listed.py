"""Which list of the nomenclature a document is judged by, and which of its codes can be looked up in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking
from regplan.checks.structure.codes import Coded, Codes, codes_of, without_list
from regplan.model.documents import Document
from regplan.model.nomenclature import Nomenclature, RegionGroup, Term, generic_of, group_of
from regplan.values.lang import Bilingual

__all__ = ["Listed", "Row", "rows_of"]


@attrs.frozen
class Listed:
    """
    The lists that a document is judged by.

    Attributes:
        lists: Those that may hold its codes.
        wanted: The versions that were in force in its years, or the one it names.
        whole: Whether all of these are given, so that a code that is in none is in no version.
        region: The kind of region.
    """

    lists: tuple[Nomenclature, ...]
    wanted: tuple[str, ...]
    whole: bool
    region: RegionGroup | None

    @property
    def name(self) -> str:
        """The versions in words."""
        return "/".join(one.version for one in self.lists)

    def find(self, code: str) -> tuple[Term, ...]:
        """Return the rows of a code for the kind of region, of each list one."""
        found = (one.resolve(code, self.region) for one in self.lists)
        return tuple(term for term in found if term is not None)

    def elsewhere(self, code: str) -> Term | None:
        """Return the row of a code that is in the lists for the other kind of region alone."""
        return next((term for one in self.lists if (term := one.resolve(code)) is not None), None)

    def tells(self, code: str) -> bool:
        """Tell whether it can be said that a code is in no version: all lists are given and have its field and level."""
        forms = [code, *([generic] if (generic := generic_of(code)) else [])]
        return self.whole and all(any(one.covers(form) for form in forms) for one in self.lists)


@attrs.frozen
class Row:
    """A code of a plan, and the lists it is judged by."""

    coded: Coded
    listed: Listed
    found: tuple[Term, ...]


def rows_of(case: Case) -> Iterator[Row | Lacking]:
    """
    Go through the codes that fit their level, in the documents that have a list; the others lack it.

    Each distinct code of a document is looked up once.
    """
    if not case.lists:
        yield from without_list(case)
        return
    codes = codes_of(case)
    for at, document in case.documents():
        rows = np.flatnonzero(codes.fits & (codes.document == at))
        if not len(rows):
            continue
        listed = _listed(case, document)
        if not listed.lists:
            yield Lacking(document.id, _missing(listed, case.lists))
            continue
        yield from _found(codes, rows.tolist(), listed)


def _found(codes: Codes, rows: list[int], listed: Listed) -> Iterator[Row]:
    known: dict[str, tuple[Term, ...]] = {}
    for row in rows:
        one = codes.one(row)
        if one.clean not in known:
            known[one.clean] = listed.find(one.clean)
        yield Row(one, listed, known[one.clean])


def _listed(case: Case, document: Document) -> Listed:
    """Choose the lists of a document: of the version it names, else of its years."""
    region = group_of(case.plan.region.level) if case.plan.region else None
    version, first, last = document.nomenclature, document.first_year, document.last_year
    if version is not None:
        lists = tuple(one for one in case.lists if one.version == version)
        return Listed(lists, (version,), bool(lists), region)
    if first is None or last is None:
        return Listed((), (), whole=False, region=region)
    own = tuple(one for one in case.lists if one.first_year is not None and _spans(one, first, last))
    if own:
        return Listed(own, tuple(one.version for one in own), whole=True, region=region)
    wanted = case.law.versions_on(date(first, 1, 1), date(last, 12, 31))
    lists = tuple(one for one in case.lists if one.version in wanted)
    return Listed(lists, wanted, {one.version for one in lists} == set(wanted), region)


def _spans(one: Nomenclature, first: int, last: int) -> bool:
    return (one.first_year or 0) <= first and (one.last_year is None or last <= one.last_year)


def _missing(listed: Listed, given: tuple[Nomenclature, ...]) -> Bilingual:
    """Say which list is missing, and which were given."""
    got = ", ".join(one.version for one in given)
    wanted = ", ".join(listed.wanted)
    if not wanted:
        return Bilingual(
            f"versi nomenklatur atau tahun dokumen (diberikan: {got})",
            f"the nomenclature version or the years of the document (given: {got})",
        )
    return Bilingual(
        f"daftar nomenklatur {wanted} (diberikan: {got})", f"the nomenclature list {wanted} (given: {got})"
    )
