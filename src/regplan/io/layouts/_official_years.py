"""The years of an official table of a plan: given, of titles, columns, names, in this order; what disagrees is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final, TypeVar

import attrs

from regplan.io.heads import Heads
from regplan.io.intake import Intake
from regplan.io.layouts._official_columns import Column
from regplan.io.layouts._official_titles import spans_of, years_of
from regplan.io.layouts._unknown import printed_heads
from regplan.io.sheets import Sheet
from regplan.model.origins import letters_of
from regplan.model.words import DocumentKind
from regplan.values.lang import Bilingual

__all__ = ["OF_A_YEAR", "Years", "given_year", "names_of", "path_of", "sole", "years_said"]

OF_A_YEAR: Final[frozenset[DocumentKind]] = frozenset({"RENJA", "RKPD"})
"""Plans of one year."""
T = TypeVar("T")
_OWN: Final = frozenset({"target", "money"})
_MOST: Final = 4


@attrs.frozen
class Years:
    """
    The years of a plan.

    Attributes:
        first: The first year of the document.
        last: Its last.
        counted: The year that heads call the first (*tahun ke-1*).
        year: The year of what says no other.
    """

    first: int | None = None
    last: int | None = None
    counted: int | None = None
    year: int | None = None


@attrs.frozen
class _Table:
    """A table of which the years are asked."""

    sheet: Sheet
    heads: Heads
    columns: Sequence[Column]
    into: Intake

    @property
    def told(self) -> str:
        return " \n".join(self.heads.titles)

    @property
    def dated(self) -> list[int]:
        """The years of its own columns: not the year after, not the end."""
        return sorted({one.year for one in self.columns if one.year and _is_own(one)})

    @property
    def is_undated(self) -> bool:
        """Whether a column of its own does not say its year."""
        return any(_is_own(one) and not (one.year or one.number) for one in self.columns)

    @property
    def is_numbered(self) -> bool:
        return any(one.number for one in self.columns)

    def guess(self, key: str, found: Collection[int | tuple[int, int]]) -> None:
        """Tell that a year was taken of a name."""
        for one in found if len(found) == 1 else ():
            kept = str(one) if isinstance(one, int) else "-".join(map(str, one))
            self.into.lose("guessed", self.sheet.where(0), key, names_of(self.sheet).strip().replace(" \n", ", "), kept)

    def ask(self, key: str, found: Collection[object]) -> None:
        """Ask for a year, naming those that disagree."""
        self.into.ask(key, self.sheet.where(self.heads.first), path_of(self.sheet, found))


def _is_own(one: Column) -> bool:
    return one.holds in _OWN and not (one.is_forward or one.is_end)


def names_of(sheet: Sheet) -> str:
    """Return the names of sheet and file, as words."""
    file = sheet.part.file.replace("\\", "/").rpartition("/")[2]
    return f"{sheet.part.table or ''} \n{file}".replace("_", " ")


def path_of(sheet: Sheet, found: Collection[object] = ()) -> str:
    """Return the name of a table, with what it says in more than one way."""
    name = sheet.part.table or sheet.part.file
    said = ["-".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in sorted(found, key=str)]
    return f"{name} ({'? '.join(said)}?)" if len(said) > 1 else name


def sole(found: Collection[T]) -> T | None:
    """Return the only one."""
    return next(iter(found)) if len(found) == 1 else None


def given_year(into: Intake) -> int | None:
    """Return the year that is given."""
    given = into.given.get("year") or into.given.get("tahun") or ""
    return int(given) if re.fullmatch(r"20\d\d", given) else None


def years_said(
    sheet: Sheet, heads: Heads, columns: Sequence[Column], into: Intake, kind: DocumentKind | None
) -> Years | None:
    """Return the years of a table; None where one is lacking or said in two ways, which is asked for."""
    table = _Table(sheet, heads, columns, into)
    if kind is None or kind not in OF_A_YEAR:
        return _of_years(table, kind or "RENSTRA")
    found = _of_a_year(table, kind)
    return None if found is None or _tell_strangers(table, kind, found.year) else found


def _of_a_year(table: _Table, kind: DocumentKind) -> Years | None:
    first = _whole(table.into.given.get("first_year"))
    year = given_year(table.into) or (None if table.is_numbered else first)
    found: Collection[int] = {year} if year is not None else years_of(table.told, kind)
    if not found:  # a span is no year (2026/2027)
        found = {year for span in spans_of(table.told, kind) for year in span}
    if not found and len(table.dated) == 1 and not table.is_undated:
        found = table.dated
    if not found:
        found = _named_years(table, kind)
    year = sole(found)
    has_years = table.is_undated or bool(table.dated) or any(one.is_forward and not one.year for one in table.columns)
    is_lacking = {
        "first_year": table.is_numbered and first is None,
        "year": year is None and (has_years or len(found) > 1),
    }
    for key in filter(is_lacking.get, is_lacking):
        table.ask(key, found)
    return None if any(is_lacking.values()) else Years(year, year, first if table.is_numbered else year, year)


def _of_years(table: _Table, kind: DocumentKind) -> Years | None:
    first, last = _given_span(table)
    year = given_year(table.into) or (first if first == last else None)
    spans: Collection[tuple[int, int]] = ()
    if first is None:
        spans = _spans(table, kind)
        first, last = sole(spans) or (None, None)
    years: Collection[int] = ()
    if year is None and first is None and table.is_undated:
        years = _named_years(table, kind)
        year = sole(years)
    lacks_first = len(spans) > 1 or (table.is_numbered and first is None)
    lacks_year = year is None and any(_is_yearly(one) for one in table.columns)
    if lacks_first:
        table.ask("first_year", spans)
    if lacks_year:
        table.ask("year", years)
    return None if lacks_first or lacks_year else Years(first, last, first, year)


def _named_years(table: _Table, kind: DocumentKind) -> Collection[int]:
    """Return the years that titles say, else the name of the sheet or the file, as a told guess."""
    if found := years_of(table.told, kind):
        return found
    found = {year for name in names_of(table.sheet).splitlines() for year in years_of(name, kind, loosely=True)}
    table.guess("year", found)
    return found


def _spans(table: _Table, kind: DocumentKind) -> Collection[tuple[int, int]]:
    """
    Return first and last year: of titles, else of columns, else of names, as a told guess.

    More than one where they disagree: titles say two, or columns begin outside of what they say.
    """
    said, own = spans_of(table.told, kind), table.dated
    if table.is_numbered or not own:
        if not said:
            said = spans_of(names_of(table.sheet), kind)
            table.guess("first_year", said)
        return said
    held = {(first, max(last, own[-1])) for first, last in said if first <= own[0] <= last}
    return held or {*said, (own[0], own[-1])}


def _is_yearly(one: Column) -> bool:
    return one.holds in {*_OWN, "forward"} and not (one.year or one.number or one.is_end)


def _given_span(table: _Table) -> tuple[int | None, int | None]:
    first, last = _whole(table.into.given.get("first_year")), _whole(table.into.given.get("last_year"))
    if first is None:
        return None, None
    numbers = [one.number for one in table.columns if one.number]
    return first, last or (first + max(numbers) - 1 if numbers else max([first, *table.dated]))


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _tell_strangers(table: _Table, kind: DocumentKind, year: int | None) -> bool:
    """Tell the columns of a plan of one year that are of another (FILE-18): nobody knows of which document they are."""
    own = [one for one in table.columns if _is_own(one) and one.kind in {None, kind}]
    others = [one for one in own if one.year not in {None, year}]
    if not others:
        return False
    named = ", ".join(f"{letters_of(one.at + 1)} ({one.path.rpartition('/')[2]})" for one in others[:_MOST])
    named += ", …" if len(others) > _MOST else ""
    path = path_of(table.sheet)
    table.into.problem(
        "FILE-18",
        table.sheet.where(table.heads.first),
        path=path,
        got=printed_heads(table.sheet, table.heads.first),
        expected=("official",),
        why=Bilingual(
            f"; {kind} tahun {year}, tetapi {named} bertahun lain",
            f"; a {kind} of {year}, but {named} are of another year",
        ),
        cure=Bilingual(
            f"beri kolom tahun berikutnya kepala Prakiraan Maju, keluarkan kolom tahun lain, atau sebut tahunnya (--given year=…) "
            f"bila judul keliru, atau petakan kolomnya (--mapping BERKAS), atau kecualikan (--skip '{path}')",
            f"give columns of the next year the head Prakiraan Maju, take out those of other years, or say the year (--given year=…) "
            f"where the title is wrong, or map its columns (--mapping FILE), or leave it out (--skip '{path}')",
        ),
    )
    return True
