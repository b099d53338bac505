"""For when the columns of tables of results are, and of which document: years by number, by distance from *n*, by quarter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from regplan.io.heads import Heads
from regplan.io.intake import Intake
from regplan.io.layouts._official_columns import Column
from regplan.io.layouts._official_facts import Facts, agency_said, kind_of, number_of
from regplan.io.layouts._official_reviews import HELD, LONG
from regplan.io.layouts._official_titles import LOOKS_BACK, SPAN, plain, spans_of, years_named
from regplan.io.layouts._official_words import YEAR
from regplan.io.layouts._official_years import given_year, names_of, sole
from regplan.io.layouts._outline import id_of
from regplan.io.sheets import Sheet, column_key
from regplan.model.documents import Document
from regplan.model.words import DocumentKind
from regplan.values.period import END

__all__ = ["reviewed"]

_RUNNING: Final = re.compile(
    rf"(?:s\s?/\s?d\.?|sampai dengan)\s{{0,3}}tahun\s{{1,3}}{YEAR}|{YEAR}\s{{0,3}}\(tahun berjalan\)", re.IGNORECASE
)
"""A title that names the running year, which is *n-1*."""
_EVALUATED: Final[Mapping[str, int]] = {"19": -1, "29": -2}
"""The year that the columns of a table evaluate where they do not say it, by its number (T-C.19 n-1, T-C.29 n-2; regulations §1.7)."""


_SPANNING: Final[tuple[DocumentKind, ...]] = ("RENSTRA", "RPJMD", "RPJPD")
"""Plans of which a title can say the years from one to another."""


@attrs.frozen
class _Years:
    """First and last year of the longer plan; the year *n*; the year that is evaluated. None where nobody says it."""

    first: int | None
    last: int | None
    n: int | None
    evaluated: int | None

    def period(self, one: Column, kind: DocumentKind) -> str | None:
        """Return the period of a column."""
        if one.is_end or (one.holds in {"target", "money"} and kind in LONG and not one.is_dated):
            return END
        if one.year:
            return str(one.year)
        if one.number:
            return None if self.first is None else str(self.first + one.number - 1)
        if one.offset is not None:
            return None if self.n is None else str(self.n + one.offset)
        if self.evaluated is None:
            return None
        return f"{self.evaluated}-Q{one.quarter}" if one.quarter else str(self.evaluated)


def reviewed(sheet: Sheet, heads: Heads, columns: Sequence[Column], into: Intake) -> Facts | None:
    """
    Say of each column of a table of results its document and period.

    Documents that are only known from such columns list no level in full (``covers``): the table is a review, not the document.
    None where something is lacking, which is asked for (FILE-20).
    """
    told, names = " \n".join(heads.titles), names_of(sheet)
    kind = kind_of(into.given.get("document", ""), told, names, sheet, into)
    years = _years(sheet, heads, columns, into)
    named = {one.kind for one in columns if one.kind and one.holds in HELD}
    others = named.pop() if len(named) == 1 else kind  # what names no document is of the only one that is named
    kinds = {one.at: one.kind or others for one in columns if one.holds in HELD}
    lacking = ["document"] if kind is None else []
    periods: dict[int, str] = {}
    for one in columns:
        home = kinds.get(one.at)
        if home is not None or (one.at in kinds and one.is_dated):
            period = years.period(one, home or "RENSTRA")  # what is dated has its period in any document
            if period is None:
                lacking.append("first_year" if one.number else "year")
            periods[one.at] = period or ""
    if lacking or kind is None:
        for key in dict.fromkeys(lacking):
            into.ask(key, sheet.where(heads.first), sheet.part.table or sheet.part.file)
        return None
    agency = agency_said(sheet, heads, into)
    agency = id_of(agency) if agency else None
    places = {at: (_document(home, periods[at], years, agency), periods[at]) for at, home in kinds.items() if home}
    long = next((document for document, _ in places.values() if document.kind in LONG), None)
    same = [document for document, _ in places.values() if document.kind == kind]
    own = same[0] if same else _document(kind, str(years.evaluated or ""), years, agency)
    home_document = long or own
    _tell(sheet, heads, columns, places, years, into)
    return Facts(home_document, home_document.agency, years.first, years.evaluated, places)


def _document(kind: DocumentKind, period: str, years: _Years, agency: str | None) -> Document:
    year = int(period[:4]) if period[:4].isdigit() else None
    first, last = (years.first, years.last) if kind in LONG else (year, year)
    owner = agency if kind in {"RENSTRA", "RENJA"} else None
    parts = [kind.lower(), *([str(first)] if first else []), *([column_key(owner)[:40]] if owner else [])]
    return Document(id="-".join(parts), kind=kind, agency=owner, first_year=first, last_year=last, covers=())


def _years(sheet: Sheet, heads: Heads, columns: Sequence[Column], into: Intake) -> _Years:
    """Take the years from what is given, the heads, the titles, the names of sheet and file, in this order."""
    is_quarterly = any(one.quarter for one in columns)
    first, last = _span(sheet, heads, columns, into)
    dated = {one.year - one.offset for one in columns if one.year and one.offset is not None}
    said = {
        one.year
        for one in columns
        if is_quarterly and one.year and one.holds in {"target", "money"} and one.kind not in LONG
    }
    n = given_year(into)
    if n is not None:
        n += is_quarterly
    elif len(dated) == 1:
        n = dated.pop()
    elif len(said) == 1:
        n = said.pop() + 1
    elif not dated:
        n = _titled(sheet, heads.titles, into, is_quarterly=is_quarterly)
    behind = -1 if is_quarterly else _EVALUATED.get(number_of(" ".join([*heads.titles, names_of(sheet)])) or "", 0)
    return _Years(first, last, n, None if n is None else n + behind)


def _span(sheet: Sheet, heads: Heads, columns: Sequence[Column], into: Intake) -> tuple[int | None, int | None]:
    """Return first and last year of the longer plan: given, said, or those that the heads call *tahun ke-*."""
    numbers = [one.number for one in columns if one.number]
    if (given := into.given.get("first_year", "")).isdigit():
        first, last = int(given), into.given.get("last_year", "")
        return first, int(last) if last.isdigit() else first + max(numbers) - 1 if numbers else None
    spans = spans_of(" \n".join(heads.titles), *_SPANNING)
    if not spans and (spans := spans_of(names_of(sheet), *_SPANNING)) and len(spans) == 1:
        told = names_of(sheet).strip().replace(" \n", ", ")
        into.lose("guessed", sheet.where(0), "first_year", told, "-".join(map(str, *spans)))
    said = sole(spans)
    years = [one.year for one in columns if one.year and one.holds in {"target", "money"} and "tahun_ke/" in one.path]
    return said or ((min(years), max(years)) if years else (None, None))


def _titled(sheet: Sheet, titles: Sequence[str], into: Intake, *, is_quarterly: bool) -> int | None:
    """
    Return the year *n* that the titles say, else what the names of sheet and file do, as a told guess.

    Of a table by quarter a year in the title is the one evaluated. Of the others it can be any: it counts where a line names the
    plan (*Renja Tahun 2026*), or the running year; a title that evaluates something of a year does not say which year that is.
    """
    lines = [SPAN.sub(" ", line) for line in plain(" \n".join(titles))]
    if is_quarterly:
        found = {int(year) + 1 for line in lines for year in re.findall(YEAR, line)}
    else:
        found = {int(one[1] or one[2]) + 1 for line in lines if (one := _RUNNING.search(line))}
        found |= years_named(lines, "RENJA", "RKPD")
    if found:
        return sole(found)
    names = SPAN.sub(" ", "\n".join(plain(names_of(sheet))))
    told = re.findall(rf"(?:renja|rkpd)[^\n]{{0,40}}?{YEAR}", names, re.IGNORECASE)
    if len(set(told)) != 1 or (LOOKS_BACK.search(names) and not is_quarterly):
        return None
    into.lose("guessed", sheet.where(0), "year", names.strip().replace(" \n", ", "), told[0])
    return int(told[0]) + is_quarterly


def _tell(
    sheet: Sheet,
    heads: Heads,
    columns: Sequence[Column],
    places: Mapping[int, tuple[Document, str]],
    years: _Years,
    into: Intake,
) -> None:
    """Tell what is taken for granted of a column: the end of a plan, the budget of a year, the year of a baseline."""
    for one in columns:
        where = sheet.where(heads.below - 1, one.at)
        if one.holds == "baseline" and one.year is None and years.first is not None:
            into.lose("guessed", where, one.path, "the year before the first", str(years.first - 1))
        if one.at not in places:
            continue
        document, period = places[one.at]
        if period == END and not one.is_end:
            into.lose("guessed", where, one.path, "a target of no year", END)
        if document.kind == "APBD":
            into.lose("guessed", where, one.path, "the budget of a year", document.id)
        elif not (one.year or one.number or one.is_end or one.quarter or period == END):
            into.lose("guessed", where, one.path, f"counted from the year {years.n} of the plan", period)
