"""
The official tables of RPJMD, Renstra, RKPD and Renja as people type them (regulations §1.7).

Of a plan: T-C.14, 16, 25 to 28, 33. Of results: T-C.19, 23, 24, 29, 30, and the forms E.78 to E.81 with those of provinces
(``_official_reviews``, ``_official_dates``). Two documents side by side: T-C.31 (``_official_beside``). Proposals: T-C.32, told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from regplan.io.foot import signed_from
from regplan.io.heads import Heads, find_heads, tables_of
from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._official_beside import BesideReader, facts_beside, is_beside
from regplan.io.layouts._official_cells import name_of
from regplan.io.layouts._official_clashes import clashes, clashes_placed
from regplan.io.layouts._official_columns import Column, Holds, columns_of, knows
from regplan.io.layouts._official_dates import reviewed
from regplan.io.layouts._official_facts import Facts
from regplan.io.layouts._official_reader import Reader
from regplan.io.layouts._official_reviews import HELD, LONG, WHY, review_columns
from regplan.io.layouts._official_scales import scale_of_notes, scale_of_titles
from regplan.io.layouts._outline import Outline, Spot
from regplan.io.layouts._rows import Rows
from regplan.io.layouts._unknown import tell_unnamed
from regplan.io.sheets import Sheet, Table
from regplan.model.words import LEVELS
from regplan.values.lang import Bilingual

__all__ = ["OfficialTables"]

_FEWEST: Final = 4
"""Columns that must be understood before a table is one of these."""
_PARTED: Final[frozenset[Holds | None]] = frozenset({*HELD, "forward", "fund"})
"""What words below a head can part."""
_LONGEST: Final = 80
"""Signs that are told of a row."""
_STRATEGIES: Final = frozenset({"goal", "objective", "strategy", "policy_direction"})
_INDICATORS: Final = frozenset({"indicator", "baseline", "target"})
_PROPOSALS: Final = frozenset({"indicator", "place", "volume"})


class OfficialTables:
    """
    A table with a row a node: code, names, indicator, unit, targets and money by year, place, OPD.

    Heads are looked for below title rows and may have several rows; what the title does not say (``document``, ``first_year``,
    ``year``, ``agency``) is given. A row without a code or name is a further indicator of the node above; rows *Jumlah*
    and *Total* are stated totals; codes say the level. Where results stand beside targets, each column is of the document and
    the year that its head names, and columns that follow from others are told.
    """

    name = "official"
    title = Bilingual("tabel resmi RPJMD, Renstra, RKPD, Renja", "official tables of RPJMD, Renstra, RKPD, Renja")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know a sheet by the heads of its first table."""
        found = [(sheet, weight) for sheet in sheets if (weight := _weight(sheet))]
        how = Bilingual("kepala tabel resmi", "the heads of an official table")
        return Claim(tuple(sheet for sheet, _ in found), how, max(weight for _, weight in found)) if found else None

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read each table of each sheet; tables of one document go on where the last ended."""
        documents: dict[str, Outline] = {}
        for sheet in sheets:
            read = 0
            for heads in tables_of(sheet, knows):
                _read_table(sheet, heads, into, documents)
                read += 1
            if not read:
                tell_unnamed(sheet, ("official",), into)
        for outline in documents.values():
            outline.close()


def _columns(heads: Heads) -> tuple[Column, ...]:
    return review_columns(columns_of(heads.paths))


def _weight(sheet: Sheet) -> int:
    """Count the columns that are understood; 0 where the table is none of these."""
    heads = find_heads(sheet, knows)
    if heads is None:
        return 0
    columns = [one for one in _columns(heads) if one.holds is not None]
    kinds = {one.holds for one in columns}
    is_known = (
        _is_review(columns, kinds)
        if kinds & {"result", "realised"}
        else is_beside(columns) or _are_proposals(kinds) or _is_plan(columns, kinds)
    )
    return len(columns) if is_known else 0


def _are_proposals(kinds: set[Holds | None]) -> bool:
    """Tell T-C.32: it has the volume that stakeholders ask for, and nothing that a plan promises."""
    return kinds >= _PROPOSALS and not kinds & HELD


def _is_plan(columns: Sequence[Column], kinds: set[Holds | None]) -> bool:
    """
    Tell a table of a plan.

    It is none where nothing names or nothing measures, and where two columns say the same of one period, so that nobody knows
    which is meant.
    """
    dated = any(one.year or one.number for one in columns if one.holds in {"target", "money", "forward"})
    names = bool(kinds & {"text", *LEVELS})
    measures = bool(kinds & {"target", "money"}) and (dated or {"indicator", "money"} <= kinds)
    if kinds >= _STRATEGIES and not kinds & {"target", "money"}:  # T-C.26
        return True
    if kinds >= _INDICATORS and not names and "money" not in kinds:  # T-C.28: indicators of the OPD, of no node
        names = dated
    enough = len(kinds - WHY.keys()) >= _FEWEST and ("indicator" in kinds or {"code", "money"} <= kinds)
    return names and measures and enough and clashes(columns) is None


def _is_review(columns: Sequence[Column], kinds: set[Holds | None]) -> bool:
    """
    Tell a table that sets targets beside results: each of its numbers has a document or a time, and no two have the same.

    Some head must name a document, or the time as the official tables do (*n-2*, *ke-1*, a quarter): a list of *Target*,
    *Realisasi*, *Capaian* is none, with or without years.
    """
    held = [one for one in columns if one.holds in HELD]
    is_placed = all(one.kind or one.is_dated for one in held)
    is_official = any(one.kind or one.number or one.quarter or one.offset is not None for one in held)
    both = bool(kinds & {"target", "money"} and kinds & {"result", "realised"})
    names = "indicator" in kinds or bool(kinds & {"text", *LEVELS} and "money" in kinds)
    return is_placed and is_official and both and names and len(columns) >= _FEWEST and clashes(columns) is None


def _read_table(sheet: Sheet, heads: Heads, into: Intake, documents: dict[str, Outline]) -> None:
    columns = _columns(heads)
    kinds = {one.holds for one in columns}
    if _are_proposals(kinds):
        _lose_rows(sheet, heads, into, "row: a proposal of stakeholders, which is no part of the plan yet")
        return
    if (unclear := clashes(columns) or _unread_heads(sheet, heads, columns)) is not None:
        _refuse(sheet, heads, into, unclear)
        return
    facts = _facts(sheet, heads, columns, into)
    if facts is None:
        _lose_rows(sheet, heads, into, "row")
        return
    if not facts.places and facts.document.kind not in LONG:  # a plan of one year has no end of a period
        columns = tuple(attrs.evolve(one, holds=None) if one.is_end else one for one in columns)
    own = None if facts.places else facts.document.kind
    if (unclear := clashes_placed(columns, facts.place, own)) is not None:
        _refuse(sheet, heads, into, unclear)
        return
    columns = _scaled(sheet, heads, columns, into)
    for column in columns:
        if column.path and column.holds is None:
            into.lose("dropped", sheet.where(heads.below - 1, column.at), column.path, "a column")
    table = Table(sheet, {name_of(one): one.at for one in columns if one.holds is not None}, heads.below, {})
    rows = Rows(table, into, [row for row in table.rows() if row < heads.end])
    into.tell_columns(table, heads.below - 1, heads.paths, rows.kept)
    outline = _outline(facts, documents, Spot(sheet, heads.first), into)
    reader = (BesideReader if is_beside(columns) else Reader).of(rows, columns, facts, outline)
    foot = signed_from(sheet, heads.below, heads.end)
    rows.drop([row for row in rows if row >= foot], "who signs")
    for row in list(rows):
        reader.row(row)
    for column in columns:
        _tell_why(rows, column)
    rows.finish()


def _facts(sheet: Sheet, heads: Heads, columns: Sequence[Column], into: Intake) -> Facts | None:
    """Say what holds for all of the table, and of which document and period its columns are; None where that is asked for."""
    if {one.holds for one in columns} & {"result", "realised"}:
        return reviewed(sheet, heads, columns, into)
    facts = Facts.of(sheet, heads, columns, into, "RENJA" if is_beside(columns) else None)
    return facts_beside(facts, columns) if facts is not None and is_beside(columns) else facts


def _unread_heads(sheet: Sheet, heads: Heads, columns: Sequence[Column]) -> Bilingual | None:
    """
    Say which row below the heads parts a column of numbers by words that nobody knows; None where there is none.

    Below *Pagu 2025* and a cell without a head stand *APBD* and *DAK*: the first of them is no pagu.
    """
    if heads.below >= heads.end:
        return None
    cells = {at: cell for at, cell in enumerate(sheet.grid[heads.below]) if cell is not None and cell != ""}
    inside = [one for one in columns if one.at in cells]
    parts = {one.holds for one in inside if one.path}
    if len(inside) < len(cells) or not parts or not parts <= _PARTED or all(one.path for one in inside):
        return None
    if any(not isinstance(cell, str) or cell[:1].isdigit() for cell in cells.values()):
        return None
    line, told = sheet.numbers[heads.below], ", ".join(map(str, cells.values()))[:_LONGEST]
    return Bilingual(f"; baris {line} tampaknya kepala juga ({told})", f"; row {line} looks like heads too ({told})")


def _refuse(sheet: Sheet, heads: Heads, into: Intake, unclear: Bilingual) -> None:
    """Read nothing of a table whose columns are not clear."""
    tell_unnamed(sheet, ("official",), into, heads, unclear)
    _lose_rows(sheet, heads, into, "row")


def _outline(facts: Facts, documents: dict[str, Outline], spot: Spot, into: Intake) -> Outline:
    """Go on with the document of an earlier table, or begin it; name the other documents that the columns speak for."""
    outline = documents.get(facts.document.id)
    if outline is None:
        outline = documents[facts.document.id] = Outline(into, facts.document, facts.agency)
        outline.begin(spot)
    for document in facts.documents.values():
        outline.speak(document, spot)
    return outline


def _tell_why(rows: Rows, column: Column) -> None:
    """Tell a column that is understood and not held, with why."""
    if column.holds not in WHY:
        return
    key = name_of(column)
    cells = [row for row in rows if rows.peek(row, key) is not None]
    for row in cells:
        rows.take(row, key)
    if cells:
        rows.lose(rows.table.first - 1, key, f"a column, {len(cells)} cells: {WHY[column.holds]}")


def _lose_rows(sheet: Sheet, heads: Heads, into: Intake, why: str) -> None:
    for row in range(heads.below, heads.end):
        if told := [cell for cell in sheet.grid[row] if cell is not None and cell != ""]:
            into.lose("dropped", sheet.where(row), why, str(told))


def _scaled(sheet: Sheet, heads: Heads, columns: Sequence[Column], into: Intake) -> tuple[Column, ...]:
    """Take the size of amounts that heads, titles or a note below say (*Rp. 000*, *dalam jutaan rupiah*); each column of them is told."""
    titled = max(scale_of_titles(heads.titles), scale_of_notes(sheet.grid[heads.below : heads.end]))
    found = []
    for one in columns:
        if one.holds in {"money", "forward", "realised"} and (scale := max(one.scale, titled)) > 1:
            into.lose(
                "mended", sheet.where(heads.below - 1, one.at), one.path, "amounts", f"{scale:,} times what is printed"
            )
            found.append(attrs.evolve(one, scale=scale))
        else:
            found.append(one)
    return tuple(found)
