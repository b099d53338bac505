"""What holds for all of an official table: document, years, OPD; from what is given, titles and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, get_args

import attrs

from regplan.io.heads import Heads
from regplan.io.intake import Intake
from regplan.io.layouts._official_columns import Column
from regplan.io.layouts._official_titles import Version, agency_after, agency_of, kinds_named, plain, version_of
from regplan.io.layouts._official_years import names_of, path_of, years_said
from regplan.io.layouts._outline import id_of
from regplan.io.sheets import Sheet, column_key
from regplan.model.documents import Document
from regplan.model.words import DocumentKind
from regplan.values.period import UNSTATED

__all__ = ["Facts", "agency_said", "kind_of", "number_of"]

_KINDS: Final[tuple[tuple[str, DocumentKind], ...]] = (
    (r"t-?c\.?\s*2[345678]\b|\be[-.]\s?(?:80|54)\b", "RENSTRA"),
    (r"t-?c\.?\s*(?:29|3[012])\b|\be[-.]\s?(?:81|55)\b", "RENJA"),
    (r"t-?c\.?\s*19\b|\be[-.]\s?(?:79|19|60)\b", "RKPD"),
    (r"\be[-.]\s?(?:78|17|58)\b", "RPJMD"),
)
"""Numbers of tables that only one document has."""
_LATER: Final[tuple[tuple[str, DocumentKind], ...]] = ((r"t-?c\.?\s*1[456]", "RPJMD"), (r"t-?c\.?\s*33", "RENJA"))
"""Numbers that count where no words name a plan: more than one document can have them."""
_OF_OPD: Final = frozenset({"RENSTRA", "RENJA"})
"""Documents of an OPD."""
_NUMBER: Final = re.compile(r"t-?c\.?\s{0,3}(\d\d)\b", re.IGNORECASE)


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
        """
        Take them from what is given, the titles, the columns, the names of sheet and file, in this order; a guess is told.

        None where something is lacking, or said in two ways, which is asked for, or where columns are of another year (FILE-18).
        """
        told, names = " \n".join(heads.titles), names_of(sheet)
        version = None if kind is None else Version()
        kind = kind or kind_of(into.given.get("document", ""), told, names, sheet, into)
        if kind is None:
            into.ask("document", sheet.where(heads.first), path_of(sheet, kinds_named(told)))
        if kind is None and kinds_named(told):  # which years are meant depends on it
            return None
        years = years_said(sheet, heads, columns, into, kind)
        if kind is None or years is None:
            return None
        home = agency_said(sheet, heads, into) if kind in _OF_OPD else None
        version = version or _version(sheet, heads, kind, into)
        parts = [
            kind.lower(),
            *([str(years.first)] if years.first else []),
            *([column_key(home)[:40]] if home else []),
        ]
        home = id_of(home) if home else None
        document = Document(
            id="-".join([*parts, *version.parts]),
            kind=kind,
            agency=home,
            first_year=years.first,
            last_year=years.last,
            revision=version.revision,
            amends=_amended("-".join(parts), version, into),
            stage=version.stage,
        )
        for one in columns:
            if one.holds == "baseline" and one.year is None and years.counted is not None:
                where, before = sheet.where(heads.below - 1, one.at), str(years.counted - 1)
                into.lose("guessed", where, one.path, "the year before the first", before)
        return cls(document, home, years.counted, years.year)


def _amended(original: str, version: Version, into: Intake) -> str | None:
    """Return the version before a change, where it was read before: the change before it, else the plan itself."""
    known = {one.id for one in into.records["documents"] if isinstance(one, Document)}
    before = [f"{original}-perubahan-{at}" for at in range((version.revision or 0) - 1, 1, -1)]
    before += [f"{original}-perubahan"] * ((version.revision or 0) > 1) + [original] * bool(version.revision)
    return next((one for one in before if one in known), None)


def number_of(text: str) -> str | None:
    """Find the number of a table in titles and names (``Tabel T-C.29``)."""
    found = _NUMBER.search(text)
    return found[1] if found else None


def kind_of(given: str, told: str, names: str, sheet: Sheet, into: Intake) -> DocumentKind | None:
    """
    Find the kind of the document: given, or by numbers and words in the titles, else in names, as a told guess.

    None where nothing says it, or where words name more than one.
    """
    word = given.strip().upper()
    if word:
        return next((kind for kind in get_args(DocumentKind) if kind == word), None)
    for text, is_guess in ((told, False), (names, True)):
        found = _kinds(text)
        if is_guess and len(found) == 1:
            into.lose("guessed", sheet.where(0), "document", names.strip().replace(" \n", ", "), *found)
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _kinds(text: str) -> set[DocumentKind]:
    """Return the kinds of documents that a text says: by a number that only one has, by words, by other numbers."""
    for numbers, named in ((_KINDS, kinds_named(text)), (_LATER, set[DocumentKind]())):
        found = next((kind for words, kind in numbers if re.search(words, text, re.IGNORECASE)), None)
        if found is not None or named:
            return {found} if found is not None else named
    return set()


def agency_said(sheet: Sheet, heads: Heads, into: Intake) -> str | None:
    """Return the OPD: given, of its own title line, else behind the name of its plan in a title, as a told guess."""
    said = into.given.get("agency") or into.given.get("opd") or agency_of(heads.titles)
    if said:
        return said
    said = agency_after(heads.titles)
    if said is None:
        return None
    said = _spelled(sheet, said)
    into.lose("guessed", sheet.where(0), "agency", " / ".join(heads.titles)[:200], said)
    return said


def _spelled(sheet: Sheet, name: str) -> str:
    """Spell a name as a cell of the sheet does, so that an office in capitals in the title is no other than in the rows."""
    cells = (cell.strip() for row in sheet.grid for cell in row if isinstance(cell, str))
    return next((cell for cell in cells if cell.casefold() == name.casefold()), name)


def _version(sheet: Sheet, heads: Heads, kind: DocumentKind, into: Intake) -> Version:
    """Return which version of its document a table has, by its titles, else by the names of sheet and file, as a told guess."""
    if (said := version_of(plain(" \n".join(heads.titles)), kind)) != Version():
        return said
    for name in names_of(sheet).splitlines():
        if (said := version_of([name], kind, loosely=True)) != Version():
            into.lose("guessed", sheet.where(0), "version", name.strip(), " ".join(said.parts) or "murni")
            return said
    return Version()
