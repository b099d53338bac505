"""The official tables of RPJMD, Renstra, RKPD and Renja (T-C.14, 16, 25, 26, 27, 28, 33) as people type them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from regplan.io.cells import line_of
from regplan.io.heads import Heads, find_heads, is_head_row, tables_of
from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._official_columns import Column, columns_of, knows
from regplan.io.layouts._official_facts import Facts
from regplan.io.layouts._outline import Outline, Spot
from regplan.io.layouts._rows import Rows
from regplan.io.layouts._unknown import tell_unnamed
from regplan.io.sheets import Sheet, Table
from regplan.model.words import Basis, Level
from regplan.values.code import cleaned
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah

__all__ = ["OfficialTables"]

_FEWEST: Final = 4
"""Columns that must be understood before a table is one of these."""
_STATED: Final[tuple[Level, ...]] = (
    "vision",
    "mission",
    "goal",
    "objective",
    "strategy",
    "policy_direction",
    "program",
    "activity",
    "sub_activity",
)
_STRATEGIES: Final = frozenset({"goal", "objective", "strategy", "policy_direction"})
_INDICATORS: Final = frozenset({"indicator", "baseline", "target"})
_ABOVE_PROGRAMS: Final[tuple[Level, ...]] = ("mission", "goal", "objective")
"""What stands without a code above the programs of T-C.14, in this order; where there are fewer rows, the last of them."""
_TOTAL: Final = re.compile(r"\s*(?:grand\s+|sub\s*)?(?:jumlah|total)\b.{0,60}", re.IGNORECASE | re.DOTALL)
_NOTE: Final = re.compile(r"\s*(?:catatan|keterangan|ket|sumber)\s*[:.]", re.IGNORECASE)
_OF_CODE: Final[dict[int, Level]] = {3: "program", 5: "activity", 6: "sub_activity"}
_NOTHING: Final = frozenset({"0", "-", "–", "#N/A"})
"""What formulas and habit leave in cells of text that say nothing."""


class OfficialTables:
    """
    A table with a row a node: code, names, indicator, unit, targets and money by year, place, OPD.

    Heads are looked for below title rows and may have several rows; what the title does not say (``document``, ``first_year``,
    ``year``, ``agency``) is given. A row without a code or name is a further indicator of the node above; rows *Jumlah*
    and *Total* are stated totals; codes say the level.
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


def _weight(sheet: Sheet) -> int:
    """
    Count the columns that are understood.

    None where nothing names or nothing measures; where there are results, which only evaluation forms have; and where two
    columns say the same of one period, so that nobody knows which is meant.
    """
    heads = find_heads(sheet, knows)
    if heads is None:
        return 0
    columns = [one for one in columns_of(heads.paths) if one.holds is not None]
    kinds = {one.holds for one in columns}
    numbers = [
        (one.holds, one.year, one.number, one.is_end) for one in columns if one.holds in {"target", "money", "forward"}
    ]
    dated = any(year or number for _, year, number, _ in numbers)
    names = bool(kinds & {"text", *_STATED})
    measures = bool(kinds & {"target", "money"}) and (dated or {"indicator", "money"} <= kinds)
    if kinds >= _STRATEGIES and not kinds & {"target", "money", "result"}:  # T-C.26
        return len(columns)
    if kinds >= _INDICATORS and not names and "money" not in kinds:  # T-C.28: indicators of the OPD, of no node
        names = dated
    told_apart = len(numbers) == len(set(numbers)) and "result" not in kinds
    enough = len(kinds) >= _FEWEST and ("indicator" in kinds or {"code", "money"} <= kinds)
    return len(columns) if names and measures and told_apart and enough else 0


def _read_table(sheet: Sheet, heads: Heads, into: Intake, documents: dict[str, Outline]) -> None:
    columns = columns_of(heads.paths)
    facts = Facts.of(sheet, heads, columns, into)
    if facts is None:
        for row in range(heads.below, heads.end):
            into.lose("dropped", sheet.where(row), "row", str([cell for cell in sheet.grid[row] if cell is not None]))
        return
    for column in columns:
        if column.path and column.holds is None:
            into.lose("dropped", sheet.where(heads.below - 1, column.at), column.path, "a column")
    key = facts.document.id
    if key not in documents:
        documents[key] = Outline(into, facts.document, facts.agency)
        documents[key].begin(Spot(sheet, heads.first))
    understood = tuple(one for one in columns if one.holds is not None)
    table = Table(sheet, {_name(one): one.at for one in understood}, heads.below, {})
    rows = Rows(table, into, [row for row in table.rows() if row < heads.end])
    into.tell_columns(table, heads.below - 1, heads.paths, rows.kept)
    reader = _Reader(rows, understood, facts, documents[key])
    for row in list(rows):
        reader.row(row)
    rows.finish()


@attrs.define
class _Reader:
    """Goes down the rows of one table; cells left empty below a name go on with it."""

    rows: Rows
    columns: tuple[Column, ...]
    facts: Facts
    outline: Outline
    stated: dict[str, str] = attrs.field(factory=dict)
    last: str | None = None

    def spot(self, row: int, at: int = 0) -> Spot:
        return Spot(self.rows.table.sheet, row, at)

    def row(self, row: int) -> None:
        """Read a row: a total, nodes it names, or one more indicator of the node above."""
        if is_head_row(self.rows.table.sheet.grid[row], knows):
            self.rows.drop([row], "the heads again")
            return
        texts = [
            (cell, one)
            for one in self.columns
            if one.holds in {"number", "code", "text", *_STATED} and (cell := self.look(row, one))
        ]
        if texts and _TOTAL.fullmatch(texts[0][0]):
            self.rows.take(row, _name(texts[0][1]))
            self.total(row)
            return
        if self.is_heading(row):
            self.rows.drop([row], "a heading of affairs")
            self.last = None
            return
        if self.is_note(row):
            self.rows.drop([row], "a note")
            return
        node = self.nodes(row)
        owner = node or self.last
        if owner is None and not any(one.holds in {"code", "text", *_STATED} for one in self.columns):
            self.measures(row, None, is_more=True)
            return
        if owner is None:
            self.rows.drop([row], "before any node")
            return
        self.last = owner
        self.measures(row, owner, is_more=node is None)

    def look(self, row: int, column: Column) -> str | None:
        """Return a cell as one line without taking it."""
        return line_of(self.rows.table, row, _name(column), self.rows.into)

    def first(self, row: int, holds: str) -> tuple[str | None, int]:
        """Take the first text of the columns that hold something, and its column; what says nothing is left and told."""
        for one in self.columns:
            if one.holds == holds and (text := self.look(row, one)) and text not in _NOTHING:
                self.rows.take(row, _name(one))
                return text, one.at
        return None, 0

    def nodes(self, row: int) -> str | None:
        """Make the nodes that a row names, from above to below; None where it names none."""
        made = None
        for level in ("vision", "mission", "goal", "objective", "strategy", "policy_direction"):
            text, at = self.first(row, level)
            if text and self.stated.get(level) != text:
                made = self.node(level, text, None, row, at)
        code = self.code(row)
        levels: tuple[Level, ...] = ("program", "activity", "sub_activity")
        work = [(level, *self.first(row, level)) for level in levels]
        named = [(level, text, at) for level, text, at in work if text]
        for level, text, at in named:
            if len(named) == 1 or self.stated.get(level) != text:
                own = code if (level, text, at) == named[-1] else None
                made = self.node(self.of_code(own, level), text, own, row, at)
        text, at = self.first(row, "text")
        return self.coded(row, text, code, at) if text else made

    def code(self, row: int) -> str | None:
        """Join the code of a row, which may stand in a column for each of its parts; ``node`` takes it."""
        parts = (part for one in self.columns if one.holds == "code" and (part := self.look(row, one)))
        return cleaned(".".join(parts)) or None

    def is_heading(self, row: int) -> bool:
        """Tell a heading of affairs (*urusan*, *bidang urusan*) by its code; it has no node."""
        code = self.code(row)
        return code is not None and len(code.split(".")) <= 2 and self.has_text(row)

    def has_text(self, row: int) -> bool:
        """Tell whether a row names something in a column of names."""
        return any(one.holds == "text" and (self.look(row, one) or "0") not in _NOTHING for one in self.columns)

    def is_note(self, row: int) -> bool:
        """Tell a note below the table: a row of one cell that begins with *Catatan*, *Keterangan* or *Sumber*."""
        cells = [str(cell) for cell in self.rows.table.sheet.grid[row] if cell is not None]
        return len(cells) == 1 and _NOTE.match(cells[0]) is not None

    def coded(self, row: int, text: str, code: str | None, at: int) -> str:
        """Make the node of a name whose level its code says; where it says none, its words or its place do, as a told guess."""
        level = _OF_CODE.get(len(code.split("."))) if code else None
        if level is None:
            level = (
                _by_words(text)
                or self.above_programs(row)
                or ("sub_activity" if {"program", "activity"} & self.outline.here.keys() else "program")
            )
            where = self.rows.table.sheet.where(row, at)
            self.rows.into.lose("guessed", where, "level", f"{code or ''} {text}".strip(), level)
        return self.node(level, text, code, row, at)

    def above_programs(self, row: int) -> Level | None:
        """Guess the level of a name without a code in a column of missions, goals, objectives and programs, by what follows."""
        column = next((one for one in self.columns if one.holds == "text"), None)
        if column is None or not re.match(r"(?:visi|misi|tujuan|sasaran)_", column.path.rpartition("/")[2]):
            return None
        more = 0
        for below in range(row + 1, len(self.rows.table.sheet.grid)):
            if self.code(below):
                return _ABOVE_PROGRAMS[max(0, len(_ABOVE_PROGRAMS) - 1 - more)]
            more += self.has_text(below)
        return None

    def of_code(self, code: str | None, level: Level) -> Level:
        return _OF_CODE.get(len(code.split(".")), level) if code else level

    def node(self, level: Level, text: str, code: str | None, row: int, at: int) -> str:
        spot = self.spot(row, at)
        for one in self.columns:
            if code and one.holds == "code" and (printed := self.look(row, one)):
                self.rows.take(row, _name(one))
                if printed.casefold() not in code.casefold():
                    self.rows.lose(row, _name(one), printed, code, "mended")
        agency, _ = self.first(row, "agency")
        fields: dict[str, object] = {"agency": self.outline.opd(agency, spot) if agency else None}
        if level in _OF_CODE.values():
            place, column = self.first(row, "place")
            fields["places"] = (self.outline.place(place, self.spot(row, column)),) if place else ()
            groups = [_name(one) for one in self.columns if one.holds == "group"]
            fields["target_group"] = self.rows.text(row, *groups)
        for lower in _STATED[_STATED.index(level) :]:
            self.stated.pop(lower, None)
        self.stated[level] = text
        return self.outline.node(level, text, code, spot, **fields)

    def measures(self, row: int, owner: str | None, *, is_more: bool) -> None:
        """Read indicator, baseline, targets, results and money of a row."""
        name, at = self.first(row, "indicator")
        told = {role: self.values(row, role) for role in ("baseline", "target", "result")}
        spot = self.spot(row, at)
        indicator = None
        if name or any(told.values()):
            unit, _ = self.first(row, "unit")
            indicator = self.outline.indicator(owner, name, unit, spot)
            self.outline.series(indicator, "baseline", told["baseline"], spot)
            self.outline.series(indicator, "target", told["target"], spot)
            self.outline.series(indicator, "result", told["result"], spot)
        if owner is not None:
            self.money(row, owner, indicator=indicator if is_more else None)

    def values(self, row: int, role: str) -> dict[str, str]:
        """Return the cells of targets, baselines or results by period, as printed."""
        found: dict[str, str] = {}
        for one in self.columns:
            if one.holds != role or (text := self.rows.target(row, _name(one))) is None:
                continue
            period = one.period(self.facts.first_year, self.facts.year)
            if role == "baseline":
                period = (
                    str(one.year)
                    if one.year
                    else str(self.facts.first_year - 1)
                    if self.facts.first_year
                    else "unstated"
                )
            period = period or "unstated"
            if period in found:
                self.rows.lose(row, _name(one), text)
            else:
                found[period] = text
        return found

    def money(self, row: int, subject: str, *, indicator: str | None = None, is_total: bool = False) -> bool:
        """Keep the money of a row; False where it has none."""
        bases: tuple[tuple[str, Basis], ...] = (("money", "ceiling"), ("forward", "forward_estimate"))
        is_any = False
        for holds, basis in bases:
            amounts: dict[str, Rupiah | None] = {}
            column = 0
            for one in self.columns:
                if one.holds != holds or self.rows.peek(row, _name(one)) is None:
                    continue
                amount = self.rows.typed(row, _name(one))
                period = one.period(self.facts.first_year, self.facts.year) or "unstated"
                if amount is not None and period not in amounts:
                    amounts[period], column = amount, column or one.at
                elif amount is not None:
                    self.rows.lose(row, _name(one), str(amount))
            if not amounts:
                continue
            is_any = True
            fund, _ = (None, 0) if is_total else self.first(row, "fund")
            self.outline.amounts(
                subject,
                basis,
                amounts,
                self.spot(row, column),
                fund=fund,
                indicator=indicator,
                is_total=is_total,
            )
        return is_any

    def total(self, row: int) -> None:
        """Keep a row of totals as the stated total of the OPD, or of the region."""
        if not self.money(row, self.facts.agency or "/", is_total=True):
            self.rows.drop([row], "a total without money")


def _name(column: Column) -> str:
    """Name a column for messages; two of one path are told apart by their letters' number."""
    return f"{column.path} [{column.at + 1}]"


def _by_words(text: str) -> Level | None:
    found = re.match(
        r"\s*(misi|tujuan|sasaran)\b[\s\d.]{0,9}[:–-]|\s*(program|sub\s*kegiatan|kegiatan)\b", text, re.IGNORECASE
    )
    if found is None:
        return None
    words: dict[str, Level] = {
        "misi": "mission",
        "tujuan": "goal",
        "sasaran": "objective",
        "program": "program",
        "kegiatan": "activity",
    }
    return words.get((found[1] or found[2]).casefold(), "sub_activity")
