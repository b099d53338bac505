"""Files and sheets that a call leaves out on purpose: not read, counted, and told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Final

import attrs

from regplan.errors import UnknownNameError
from regplan.io._bytes import Found
from regplan.io.intake import Intake
from regplan.io.sheets import Sheet
from regplan.model.origins import FilePart
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["Skips"]

_LEFT_OUT: Final = Bilingual("berkas atau lembar untuk dikecualikan", "file or sheet to leave out")
_UNREAD: Final = Bilingual("isinya bukan tabel yang dapat dihitung", "it is no table whose rows can be counted")


@attrs.define
class Skips:
    """
    What one reading leaves out (``skip=``, ``--skip``): names or patterns of files and of sheets.

    What is left out is a warning (FILE-25) and stands in the loss with its rows: a plan is whole without it because somebody said so.

    Attributes:
        patterns: The names, as ``label_pusat.csv``, ``*_lama.xlsx`` or ``Petunjuk`` (a sheet); a name that is written out is no pattern.
        used: Those of them that something was left out for.
    """

    patterns: tuple[str, ...]
    used: set[str] = attrs.field(factory=set)

    def takes(self, found: Found) -> bool:
        """Tell whether a file is left out, by its name or by the path it is shown by."""
        return self._any((found.path.name, found.name))

    def lose(self, found: Found, sheets: Sequence[Sheet], into: Intake) -> None:
        """Tell of a file that is left out, with the rows its *sheets* have."""
        _tell(FilePart(found.name), found.name, sum(len(sheet.grid) for sheet in sheets) if sheets else None, into)

    def left(self, sheets: Iterable[Sheet], into: Intake) -> list[Sheet]:
        """Return the sheets that are read; tell of the others."""
        kept = []
        for sheet in sheets:
            if sheet.part.table is not None and self._any((sheet.part.table,)):
                _tell(sheet.part, f"{sheet.part.file} › {sheet.part.table}", len(sheet.grid), into)
            else:
                kept.append(sheet)
        return kept

    def refuse_unused(self, files: Iterable[Found], sheets: Iterable[Sheet]) -> None:
        """
        Refuse a name that nothing was left out for: it is misspelt, and what was meant has been read.

        Raises:
            UnknownNameError: With the names that are near.
        """
        for pattern in self.patterns:
            if pattern not in self.used:
                names = [*(one.path.name for one in files), *(one.part.table for one in sheets if one.part.table)]
                raise UnknownNameError(pattern, _LEFT_OUT, _near(pattern, names))

    def _any(self, names: Iterable[str]) -> bool:
        hits = {one for one in self.patterns for name in names if name == one or fnmatchcase(name, one)}
        self.used |= hits
        return bool(hits)


def _near(pattern: str, names: list[str]) -> tuple[str, ...]:
    within = [one for one in names if pattern.strip("*") in one]
    return tuple(within[:3]) or near(pattern, names)


def _tell(part: FilePart, name: str, rows: int | None, into: Intake) -> None:
    got = _UNREAD if rows is None else Bilingual(f"{rows} baris", f"{rows} rows")
    where = part.where(1)
    into.lose("dropped", where, name, got.en)
    into.problem("FILE-25", where, path=name, got=got)
