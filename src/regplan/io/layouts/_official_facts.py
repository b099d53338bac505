"""What holds for all of an official table: document, years, OPD; from what is given, titles and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, get_args

import attrs

from regplan.io.heads import Heads
from regplan.io.intake import Intake
from regplan.io.layouts._official_columns import Column
from regplan.io.layouts._outline import id_of
from regplan.io.sheets import Sheet, column_key
from regplan.model.documents import Document
from regplan.model.words import DocumentKind

__all__ = ["Facts"]

_KINDS: Final[tuple[tuple[str, DocumentKind], ...]] = (
    (r"renstra|rencana strategis|t-?c\.?\s*2[5678]", "RENSTRA"),
    (r"renja|rencana kerja (?:opd|perangkat|satuan)", "RENJA"),
    (r"rkpd|rencana kerja pemerintah daerah", "RKPD"),
    (r"rpjmd|jangka menengah daerah|t-?c\.?\s*1[456]", "RPJMD"),
    (r"t-?c\.?\s*33", "RENJA"),
)
_SPAN: Final = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-–—/]|s\.?d\.?|sampai(?: dengan)?)\s*(20\d\d)(?!\d)")
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


@attrs.frozen
class Facts:
    """What holds for all of a table: its document, first year, year and OPD."""

    document: Document
    agency: str | None
    first_year: int | None
    year: int | None

    @classmethod
    def of(cls, sheet: Sheet, heads: Heads, columns: Sequence[Column], into: Intake) -> Facts | None:
        """Take them from what is given, the titles, the names of sheet and file, in this order; a guess is told."""
        told = " \n".join(heads.titles)
        names = (
            f"{sheet.part.table or ''} \n{sheet.part.file.replace(chr(92), '/').rpartition('/')[2].replace('_', ' ')}"
        )
        kind = _kind(into.given.get("document", ""), told, names, sheet, into)
        first, last = _years(into, told, names, columns)
        where = sheet.where(heads.first)
        lacking = (
            "document"
            if kind is None
            else "first_year"
            if first is None and any(one.number for one in columns)
            else None
        )
        yearly = any(
            one.holds in {"target", "money", "forward"} and not (one.year or one.number or one.is_end)
            for one in columns
        )
        year = _year(into, told, names, first, last)
        if lacking is None and yearly and year is None:
            lacking = "year"
        if lacking is not None or kind is None:
            into.problem("FILE-20", where, key=lacking, path=sheet.part.table or sheet.part.file)
            return None
        agency = into.given.get("agency") or into.given.get("opd") or _agency(heads.titles)
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


def _kind(given: str, told: str, names: str, sheet: Sheet, into: Intake) -> DocumentKind | None:
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


def _years(into: Intake, told: str, names: str, columns: Sequence[Column]) -> tuple[int | None, int | None]:
    """Return first and last year: given, of a span in titles or names, else of the columns."""
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
    found = _SPAN.search(told) or _SPAN.search(names)
    if found:
        return int(found[1]), int(found[2])
    return None, None


def _year(into: Intake, told: str, names: str, first: int | None, last: int | None) -> int | None:
    given = into.given.get("year") or into.given.get("tahun")
    if given and re.fullmatch(r"20\d\d", given):
        return int(given)
    if first is not None and first == last:
        return first
    found = _YEAR.search(told) or _YEAR.search(names)
    return int(found.group()) if found and first is None else None


def _agency(titles: Sequence[str]) -> str | None:
    """Find the OPD in a title line (``Perangkat Daerah : Dinas Kesehatan``)."""
    for title in titles:
        found = re.match(
            r"\s*(?:nama\s+)?(?:perangkat daerah|opd|skpd|unit kerja)\s*:\s*(\S.{2,120})", title, re.IGNORECASE
        )
        if found:
            return re.sub(r"\s+", " ", found[1]).strip()
    return None
