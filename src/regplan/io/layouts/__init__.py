"""Layouts: ways in which planners and their systems lay plans out in tables; which one a table has is recognised."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Any, Final

import attrs

from regplan.errors import DefinitionError, UnknownNameError
from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim, Layout
from regplan.io.layouts._unknown import tell_unknown
from regplan.io.layouts.cascade import Cascade
from regplan.io.layouts.level_rows import LevelRows
from regplan.io.layouts.official import OfficialTables
from regplan.io.layouts.performance_tree import PerformanceTree
from regplan.io.layouts.records import FINDINGS, FINDINGS_MARK, RecordTables
from regplan.io.layouts.renja_export import RenjaExport
from regplan.io.layouts.rkpd_rows import RkpdRows
from regplan.io.layouts.simcan import Simcan
from regplan.io.layouts.sipd_ri import SipdRi
from regplan.io.layouts.wp_sipd import WpSipd
from regplan.io.sheets import Sheet
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = ["Claim", "Layout", "Recognised", "layouts", "read_sheets"]

_OURS: Final[tuple[Layout, ...]] = (
    RecordTables(),
    RenjaExport(),
    WpSipd(),
    SipdRi(),
    Simcan(),
    PerformanceTree(),
    OfficialTables(),
    Cascade(),
    LevelRows(),
    RkpdRows(),
)


@attrs.frozen
class Recognised:
    """
    How a file was understood.

    Attributes:
        file: The file.
        table: The sheet or list in it; None for the file as a whole.
        layout: The layout it was read by.
        how: How that was known.
    """

    file: str
    table: str | None
    layout: str
    how: Bilingual

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        how = {"id": self.how.id, "en": self.how.en}
        return {"file": self.file, "table": self.table, "layout": self.layout, "how": how}


@functools.cache
def layouts() -> Mapping[str, Layout]:
    """
    Collect all layouts by name: ours, then those of third parties by the entry point ``regplan.layouts``.

    Raises:
        DefinitionError: Two layouts have one name.
    """
    found: dict[str, Layout] = {}
    for one in (*_OURS, *(entry.load() for entry in entry_points(group="regplan.layouts"))):
        if one.name in found:
            msg = f"two layouts have the name {one.name}"
            raise DefinitionError(msg)
        found[one.name] = one
    return MappingProxyType(found)


def read_sheets(sheets: Sequence[Sheet], into: Intake, *, layout: str | None = None) -> tuple[Recognised, ...]:
    """
    Read sheets by the layouts that know them; a sheet that none knows is FILE-18.

    Args:
        sheets: All sheets of all files.
        into: Takes what is read.
        layout: Read by this one whatever the sheets look like.

    Returns:
        What each was read as.

    Raises:
        UnknownNameError: There is no layout of that name; near names are offered.
    """
    own = [sheet for sheet in sheets if _is_findings(sheet)]
    for sheet in own:
        into.lose("dropped", sheet.where(0), FINDINGS, "the findings of an earlier check")
    sheets = [sheet for sheet in sheets if sheet not in own]
    claims = [(_named(layout), _told(sheets, layout))] if layout else _claims(sheets)
    recognised = []
    taken: set[int] = set()
    for one, claim in sorted(claims, key=lambda pair: -pair[1].weight):
        left = tuple(sheet for sheet in claim.sheets if id(sheet) not in taken)
        if left:
            taken.update(map(id, left))
            one.read(left, into)
            recognised += [Recognised(sheet.part.file, sheet.part.table, one.name, claim.how) for sheet in left]
    left_over = [sheet for sheet in sheets if id(sheet) not in taken]
    tell_unknown(left_over, {one.file for one in recognised}, tuple(layouts()), into)
    return tuple(recognised)


def _is_findings(sheet: Sheet) -> bool:
    """Tell the sheet of findings that an earlier check left in a copy of a workbook."""
    heads = sheet.grid[0] if sheet.grid else ()
    return str(sheet.part.table).startswith(FINDINGS) and len(heads) >= 8 and heads[7] == FINDINGS_MARK


def _named(name: str) -> Layout:
    known = layouts()
    if name not in known:
        raise UnknownNameError(
            name, Bilingual(f"tata letak ({', '.join(known)})", f"layout ({', '.join(known)})"), near(name, known)
        )
    return known[name]


def _told(sheets: Sequence[Sheet], name: str) -> Claim:
    return Claim(tuple(sheets), Bilingual(f"disebut: {name}", f"named: {name}"), 0)


def _claims(sheets: Sequence[Sheet]) -> list[tuple[Layout, Claim]]:
    return [(one, claim) for one in layouts().values() if (claim := one.claim(sheets)) is not None]
