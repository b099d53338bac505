"""What a mapping says: which rows of a table are which records, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import attrs

from regplan.io.mapping.templates import Template
from regplan.io.sheets import Sheet
from regplan.values.marked import Place

__all__ = ["ByPeriod", "ColumnMapping", "Condition", "Field", "RecordMap", "Same", "Skip", "TableMap"]

Same: TypeAlias = Literal["once", "keep", "sum"]


@attrs.frozen
class ByPeriod:
    """Texts or amounts by period; the periods are templates too."""

    pairs: tuple[tuple[Template, Template], ...]


Field: TypeAlias = Template | tuple[Template, ...] | ByPeriod
"""A text, several, or texts by period."""


@attrs.frozen
class Condition:
    """
    What must be so of a row.

    Attributes:
        subject: The text that is looked at.
        wanted: The texts it may be; None for nothing at all.
        filled: It may be any text; *wanted* plays no part.
        begins: Beginnings it may have.
    """

    subject: Template
    wanted: tuple[str | None, ...] = ()
    filled: bool = False
    begins: tuple[str, ...] = ()


@attrs.frozen
class Skip:
    """Rows that are left out, and why."""

    conditions: tuple[Condition, ...]
    because: str
    rows: tuple[tuple[int, int], ...] = ()


@attrs.frozen
class RecordMap:
    """
    How a row becomes one record, or several.

    Attributes:
        record: The word for its kind; a template, so that the level may stand in a column.
        when: What must be so of the row.
        fields: The fields, by the key the mapping gives them.
        each: The column whose parts give a record each; ``{each}`` and ``{number}`` are the part and its number.
        by: The mark between the parts.
        same: What happens to a second record of one identity: ``once`` keeps the first, ``keep`` keeps both, ``sum`` adds the money.
        place: Where the mapping says it.
    """

    record: Template
    when: tuple[Condition, ...]
    fields: Mapping[str, Field]
    each: Template | None
    by: str
    same: Same | None
    place: Place | None


@attrs.frozen
class TableMap:
    """
    How a table is read.

    Attributes:
        sheet: A name or pattern (``program.*``) of the tables it is for; None for every one.
        head: Number of the row of heads, 1 the first.
        fill_down: Columns whose empty cells take the value above.
        let: Names for texts of a row, used like columns.
        skip: Rows that are left out.
        ignore: Columns that are left out on purpose, each with why.
        rows: The records of a row.
        place: Where the mapping says it.
    """

    sheet: str | None
    head: int
    fill_down: tuple[tuple[str, Place | None], ...]
    let: Mapping[str, Template]
    skip: tuple[Skip, ...]
    ignore: Mapping[str, tuple[str, Place | None]]
    rows: tuple[RecordMap, ...]
    place: Place | None

    def takes(self, sheet: Sheet) -> bool:
        """Tell whether it is for a sheet."""
        return self.sheet is None or fnmatchcase(sheet.part.table or "", self.sheet)


@attrs.frozen(eq=False)
class ColumnMapping:
    """
    A declared mapping of columns (*peta kolom*): what the tables of an office mean.

    Attributes:
        file: The file it stands in.
        tables: How each table is read; of two that are for one sheet, the first.
        constants: Records that no table says: the documents, the OPD.
        heading: What is said of the plan itself.
    """

    file: str
    tables: tuple[TableMap, ...]
    constants: tuple[Mapping[str, Any], ...] = ()
    heading: Mapping[str, Any] = attrs.field(factory=lambda: MappingProxyType({}))

    def of(self, sheet: Sheet) -> TableMap | None:
        """Return how a sheet is read; None where it is not for it."""
        return next((one for one in self.tables if one.takes(sheet)), None)
