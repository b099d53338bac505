"""What holds for all of an official table: document, years, OPD; from what is given, titles and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, get_args

import attrs

from regplan.io.heads import Heads
from regplan.io.intake import Intake
from regplan.io.layouts._official_columns import Column
from regplan.io.layouts._outline import id_of
from regplan.io.sheets import Sheet, column_key
from regplan.model.documents import Document
from regplan.model.words import DocumentKind
from regplan.values.period import UNSTATED

__all__ = ["SPAN", "Facts", "agency_of", "kind_of", "names_of", "number_of", "said_span"]

_KINDS: Final[tuple[tuple[str, DocumentKind], ...]] = (
    (r"t-?c\.?\s*2[345678]\b|\be[-.]\s?(?:80|54)\b", "RENSTRA"),
    (r"t-?c\.?\s*(?:29|3[012])\b|\be[-.]\s?(?:81|55)\b", "RENJA"),
    (r"t-?c\.?\s*19\b|\be[-.]\s?(?:79|19|60)\b", "RKPD"),
    (r"\be[-.]\s?(?:78|17|58)\b", "RPJMD"),
    (r"renstra|rencana strategis", "RENSTRA"),
    (r"renja|rencana kerja (?:opd|perangkat|satuan)", "RENJA"),
    (r"rkpd|rencana kerja pemerintah daerah", "RKPD"),
    (r"rpjmd|jangka menengah daerah|t-?c\.?\s*1[456]", "RPJMD"),
    (r"t-?c\.?\s*33", "RENJA"),
)
"""Numbers of tables that only one document has, then words, then numbers that more than one has."""
_NUMBER: Final = re.compile(r"t-?c\.?\s{0,3}(\d\d)\b", re.IGNORECASE)
SPAN: Final = re.compile(
    r"(?<!\d)(20\d\d)\s{0,3}(?:[-–—/]|s\s?[./]?\s?d\.?|sampai(?:\s{1,3}dengan)?)\s{0,3}(?:tahun\s{1,3})?(20\d\d)(?!\d)",
    re.IGNORECASE,
)
"""Years from one to another."""
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


@attrs.frozen
class Facts:
    """
    What holds for all of a table: its document, first year, year and OPD.

    Attributes:
        document: The document that states its nodes.
        agency: The OPD whose document it is.
        first_year: The first year of the document.
        year: The year of what says no other.
        places: Of columns by position the document and period of their values, where these are not the table's own.
    """

    document: Document
    agency: str | None
    first_year: int | None
    year: int | None
    places: Mapping[int, tuple[Document, str]] = attrs.field(factory=dict)

    @property
    def documents(self) -> dict[str, Document]:
        """All documents that the columns speak for, by id."""
        return {one.id: one for one in (self.document, *(document for document, _ in self.places.values()))}

    def place(self, column: Column) -> tuple[str, str]:
        """Return the document and period of what a column holds."""
        if column.at in self.places:
            document, period = self.places[column.at]
            return document.id, period
        if column.holds == "baseline":
            before = self.first_year - 1 if self.first_year else UNSTATED
            return self.document.id, str(column.year or before)
        return self.document.id, column.period(self.first_year, self.year) or UNSTATED

    @classmethod
    def of(
        cls, sheet: Sheet, heads: Heads, columns: Sequence[Column], into: Intake, kind: DocumentKind | None = None
    ) -> Facts | None:
        """Take them from what is given, the titles, the names of sheet and file, in this order; a guess is told."""
        told = " \n".join(heads.titles)
        names = names_of(sheet)
        kind = kind or kind_of(into.given.get("document", ""), told, names, sheet, into)
        first, last = _years(into, told, names, columns)
        where = sheet.where(heads.first)
        yearly = any(
            one.holds in {"target", "money", "forward"} and not (one.year or one.number or one.is_end)
            for one in columns
        )
        year = _year(into, told, names, first, last)
        numbered = any(one.number for one in columns)
        lacking = {"document": kind is None, "first_year": numbered and first is None, "year": yearly and year is None}
        if kind is None or any(lacking.values()):
            for key in filter(lacking.get, lacking):
                into.ask(key, where, sheet.part.table or sheet.part.file)
            return None
        agency = into.given.get("agency") or into.given.get("opd") or agency_of(heads.titles)
        if kind in {"RENJA", "RKPD"} and year is not None:
            first = last = year
        parts = [
            kind.lower(),
            *([str(first)] if first else []),
            *([column_key(agency)[:40]] if agency and kind in {"RENSTRA", "RENJA"} else []),
        ]
        agency = id_of(agency) if agency else None
        home = agency if kind in {"RENSTRA", "RENJA"} else None
        document = Document(id="-".join(parts), kind=kind, agency=home, first_year=first, last_year=last)
        for one in columns:
            if one.holds == "baseline" and one.year is None and first is not None:
                into.lose(
                    "guessed",
                    sheet.where(heads.below - 1, one.at),
                    one.path,
                    "the year before the first",
                    str(first - 1),
                )
        return cls(document, home, first, year)


def names_of(sheet: Sheet) -> str:
    """Return the names of sheet and file, as words."""
    return f"{sheet.part.table or ''} \n{sheet.part.file.replace(chr(92), '/').rpartition('/')[2].replace('_', ' ')}"


def number_of(text: str) -> str | None:
    """Find the number of a table in titles and names (``Tabel T-C.29``)."""
    found = _NUMBER.search(text)
    return found[1] if found else None


def kind_of(given: str, told: str, names: str, sheet: Sheet, into: Intake) -> DocumentKind | None:
    """Find the kind of the document: given, or by numbers and words in the titles, else in names, as a told guess."""
    word = given.strip().upper()
    if word:
        return next((kind for kind in get_args(DocumentKind) if kind == word), None)
    for text, is_guess in ((told, False), (names, True)):
        for words, kind in _KINDS:
            if re.search(words, text, re.IGNORECASE):
                if is_guess:
                    into.lose("guessed", sheet.where(0), "document", names.strip().replace(" \n", ", "), kind)
                return kind
    return None


def said_span(told: str, names: str) -> tuple[int, int] | None:
    """Return the span of years in titles, else in names (``Renstra 2025-2029``)."""
    found = SPAN.search(told) or SPAN.search(names)
    return (int(found[1]), int(found[2])) if found else None


def _years(into: Intake, told: str, names: str, columns: Sequence[Column]) -> tuple[int | None, int | None]:
    """Return first and last year: given, of the columns, else of a span in titles or names."""
    years = sorted(
        {one.year for one in columns if one.year and one.holds in {"target", "money"} and "maju" not in one.path}
    )
    numbers = [one.number for one in columns if one.number]
    if (given := into.given.get("first_year", "")).isdigit():
        first = int(given)
        return first, int(last) if (last := into.given.get("last_year", "")).isdigit() else (
            first + max(numbers) - 1 if numbers else max([first, *years])
        )
    if years:
        return years[0], years[-1]
    return said_span(told, names) or (None, None)


def _year(into: Intake, told: str, names: str, first: int | None, last: int | None) -> int | None:
    given = into.given.get("year") or into.given.get("tahun")
    if given and re.fullmatch(r"20\d\d", given):
        return int(given)
    if first is not None and first == last:
        return first
    found = _YEAR.search(told) or _YEAR.search(names)
    return int(found.group()) if found and first is None else None


def agency_of(titles: Sequence[str]) -> str | None:
    """Find the OPD in a title line (``Perangkat Daerah : Dinas Kesehatan``)."""
    for title in titles:
        found = re.match(
            r"\s*(?:nama\s+)?(?:perangkat daerah|opd|skpd|unit kerja)\s*:\s*(\S.{2,120})", title, re.IGNORECASE
        )
        if found:
            return re.sub(r"\s+", " ", found[1]).strip()
    return None
