"""Which mapping is for which file: the one that is named, or the one that lies beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs

from regplan.io._bytes import Found
from regplan.io.intake import Intake
from regplan.io.layouts import Recognised
from regplan.io.mapping.apply import read_mapped
from regplan.io.mapping.model import ColumnMapping
from regplan.io.mapping.reader import SUFFIX, read_mapping
from regplan.io.sheets import Sheet
from regplan.model._scalars import printable
from regplan.model.rows import RowReader
from regplan.values.lang import Bilingual

__all__ = ["Mappings"]

NAME = "mapping"
"""What ``Recognised.layout`` says of tables that a mapping reads."""


@attrs.define
class Mappings:
    """
    The mappings of one reading.

    Attributes:
        named: The mapping file that is for all tables; None where each table has its own beside it.
        reader: Keeps what is wrong with mapping files.
    """

    named: Path | None
    reader: RowReader = attrs.field(factory=RowReader)
    _read: dict[Path, ColumnMapping | None] = attrs.field(factory=dict)
    _files: dict[str, Path] = attrs.field(factory=dict)

    def are_for(self, found: Found) -> bool:
        """Tell whether a file of tables has a mapping, and remember which."""
        path = self.named or found.path.with_name(found.path.stem + SUFFIX)
        if self.named is None and not path.is_file():
            return False
        self._files[found.name] = path
        return True

    def has(self, found: Found) -> bool:
        """Tell whether a file is a mapping and no plan: by its ending, or because it is the one that is named."""
        return found.name.endswith(SUFFIX) or (self.named is not None and _same(self.named, found.path))

    def take(self, sheets: Sequence[Sheet], into: Intake) -> tuple[list[Sheet], tuple[Recognised, ...]]:
        """Read the sheets that have a mapping; those that are left, and how the others were known."""
        if self.named is not None:
            self.of(self.named)  # also where there is no table, so that a file that is not there is told
            self._let_go(sheets)
        left = [sheet for sheet in sheets if sheet.part.file not in self._files]
        recognised: list[Recognised] = []
        for path in dict.fromkeys(self._files.values()):
            own = [sheet for sheet in sheets if self._files.get(sheet.part.file) == path]
            mapping = self.of(path)
            for sheet in own:
                if mapping is None or mapping.of(sheet) is None:
                    _lose(sheet, into)
                else:
                    how = Bilingual(f"peta kolom {path.name}", f"the mapping {path.name}")
                    recognised.append(Recognised(sheet.part.file, sheet.part.table, NAME, how))
            if mapping is not None:
                read_mapped(mapping, own, into)
        return left, tuple(recognised)

    def _let_go(self, sheets: Sequence[Sheet]) -> None:
        """Leave the files of which the named mapping is for no table to the layouts: nobody said that they do not matter."""
        for path in dict.fromkeys(self._files.values()):
            if (mapping := self.of(path)) is not None:
                meant = {sheet.part.file for sheet in sheets if mapping.of(sheet) is not None}
                self._files = {name: one for name, one in self._files.items() if one != path or name in meant}

    def of(self, path: Path) -> ColumnMapping | None:
        """Read a mapping file once."""
        if path not in self._read:
            reader = RowReader(file=printable(str(path)))
            self._read[path] = read_mapping(path, reader)
            self.reader.findings += reader.findings
            self.reader.loss += reader.loss
        return self._read[path]


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _lose(sheet: Sheet, into: Intake) -> None:
    """Tell of every row of a table that no mapping is for."""
    for at, cells in enumerate(sheet.grid):
        if at and any(cell not in {None, ""} for cell in cells if not isinstance(cell, list)):
            into.lose("dropped", sheet.where(at), "row: no table of the mapping is for it", list(cells))
