"""Goes down the rows of an official table: nodes, their indicators, targets, results and money, totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Self

import attrs

from regplan.io.cells import line_of
from regplan.io.heads import is_head_row
from regplan.io.layouts._official_columns import Column, knows
from regplan.io.layouts._official_facts import Facts
from regplan.io.layouts._official_reviews import WHY
from regplan.io.layouts._outline import Outline, Spot
from regplan.io.layouts._rows import Rows
from regplan.model.words import LEVELS, Basis, Level, SeriesRole
from regplan.values.code import cleaned
from regplan.values.money import Rupiah, is_money

__all__ = ["Reader", "name_of"]

_ABOVE_PROGRAMS: Final[tuple[Level, ...]] = ("mission", "goal", "objective")
"""What stands without a code above the programs of T-C.14, in this order; where there are fewer rows, the last of them."""
_TOTAL: Final = re.compile(r"\s*(?:grand\s+|sub\s*)?(?:jumlah|total)\b.{0,60}", re.IGNORECASE | re.DOTALL)
_NOTE: Final = re.compile(r"\s*(?:catatan|keterangan|ket|sumber)\s*[:.]", re.IGNORECASE)
_FOOT: Final = re.compile(
    r"\s*(?:\W{0,3}rata\W{0,3}rata\s+(?:capaian|tingkat)|predikat\s+kinerja|faktor\s+(?:pendorong|penghambat)|(?:usulan\s+)?tindak\s+lanjut)\b",
    re.IGNORECASE,
)
"""The rows that forms of results end with (regulations §1.7)."""
_OF_CODE: Final[dict[int, Level]] = {3: "program", 5: "activity", 6: "sub_activity"}
_NOTHING: Final = frozenset({"0", "-", "–", "#N/A"})
"""What formulas and habit leave in cells of text that say nothing."""
_ROLES: Final[tuple[SeriesRole, ...]] = ("baseline", "target", "result")
_BASES: Final[tuple[tuple[str, Basis], ...]] = (
    ("money", "ceiling"),
    ("forward", "forward_estimate"),
    ("realised", "realised"),
)


@attrs.define
class Reader:
    """
    Goes down the rows of one table; cells left empty below a name go on with it.

    Attributes:
        rows: The rows.
        columns: The columns that hold something.
        facts: What holds for all of the table.
        outline: Makes the records.
        stated: What the columns of names said last, by level.
        last: The node to which rows without a name belong.
        states: The document of the nodes, where that is not the table's own.
        named: The row that last named a node by its code, with code and name.
    """

    rows: Rows
    columns: tuple[Column, ...]
    facts: Facts
    outline: Outline
    stated: dict[str, str] = attrs.field(factory=dict)
    last: str | None = None
    states: str | None = None
    named: tuple[int, str, str] | None = None

    def spot(self, row: int, at: int = 0) -> Spot:
        return Spot(self.rows.table.sheet, row, at)

    @classmethod
    def of(cls, rows: Rows, columns: Sequence[Column], facts: Facts, outline: Outline) -> Self:
        """Take the columns that are understood and hold something."""
        held = tuple(one for one in columns if one.holds is not None and one.holds not in WHY)
        return cls(rows, held, facts, outline)

    def row(self, row: int) -> None:
        """Read a row: a total, nodes it names, or one more indicator of the node above."""
        if is_head_row(self.rows.table.sheet.grid[row], knows):
            self.rows.drop([row], "the heads again")
            return
        texts = [
            (cell, one)
            for one in self.columns
            if one.holds in {"number", "code", "text", *LEVELS} and (cell := self.look(row, one))
        ]
        if texts and _TOTAL.fullmatch(texts[0][0]):
            self.rows.take(row, name_of(texts[0][1]))
            self.total(row)
            return
        if self.is_heading(row):
            self.rows.drop([row], "a heading of affairs")
            self.last = None
            return
        if self.is_note(row):
            self.rows.drop([row], "a note")
            return
        if texts and _FOOT.match(texts[0][0]):
            self.rows.drop([row], "the foot of the form")
            return
        again = self.again(row)
        node = None if again is not None else self.nodes(row)
        owner = node or self.last
        if owner is None and any(one.holds in {"code", "text", *LEVELS} for one in self.columns):
            self.rows.drop([row], "before any node")
            return
        self.last = owner
        self.measures(row, owner, is_more=node is None)
        if not self.rows.is_taken(row):
            self.rows.drop([row], "nothing that is kept")
        elif again is not None:
            self.rows.repeats(row, again, [name_of(one) for one in self.columns if self.is_kept(row, one)])

    def again(self, row: int) -> int | None:
        """
        Return the row whose code and name a row repeats, as people fill them down for each indicator; None where it does not.

        A row with other money is another node, as real plans list an activity of one code twice.
        """
        said = {
            one.holds: text for one in self.columns if one.holds in {"text", *LEVELS} and (text := self.look(row, one))
        }
        code, text = self.code(row), said.pop("text", None)
        if code is None or text is None:
            return None
        before, self.named = self.named, (row, code, text)
        is_same = before is not None and before[1:] == (code, text) and said.items() <= self.stated.items()
        if not is_same or before is None or not self.is_money_of(row, before[0]):
            return None
        self.named = before
        return before[0]

    def is_kept(self, row: int, column: Column) -> bool:
        """Tell whether the plan has a cell as it stands; a code that was mended is told again."""
        return column.holds != "code" or (self.look(row, column) or "").casefold() in (self.code(row) or "").casefold()

    def is_money_of(self, row: int, other: int) -> bool:
        """Tell whether a row has no money that another has not."""
        keys = [name_of(one) for one in self.columns if one.holds in dict(_BASES)]
        return all((cell := self.rows.peek(row, key)) is None or cell == self.rows.peek(other, key) for key in keys)

    def look(self, row: int, column: Column) -> str | None:
        """Return a cell as one line without taking it."""
        return line_of(self.rows.table, row, name_of(column), self.rows.into)

    def first(self, row: int, holds: str) -> tuple[str | None, int]:
        """Take the first text of the columns that hold something, and its column; what says nothing is left and told."""
        for one in self.columns:
            if one.holds == holds and (text := self.look(row, one)) and text not in _NOTHING:
                self.rows.take(row, name_of(one))
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
                self.rows.take(row, name_of(one))
                if printed.casefold() not in code.casefold():
                    self.rows.lose(row, name_of(one), printed, code, "mended")
        agency, _ = self.first(row, "agency")
        own = None if self.facts.document.agency else self.facts.agency
        fields: dict[str, object] = {
            "agency": self.outline.opd(agency, spot) if agency else own,
            "document": self.states,
        }
        if level in _OF_CODE.values():
            place, column = self.first(row, "place")
            fields["places"] = (self.outline.place(place, self.spot(row, column)),) if place else ()
            groups = [name_of(one) for one in self.columns if one.holds == "group"]
            fields["target_group"] = self.rows.text(row, *groups)
        for lower in LEVELS[LEVELS.index(level) :]:
            self.stated.pop(lower, None)
        self.stated[level] = text
        return self.outline.node(level, text, code, spot, **fields)

    def measures(self, row: int, owner: str | None, *, is_more: bool) -> str | None:
        """Read indicator, baseline, targets, results and money of a row; return the indicator."""
        name, at = self.first(row, "indicator")
        told = {role: self.values(row, role) for role in _ROLES}
        spot = self.spot(row, at)
        indicator = None
        if name or any(told.values()):
            unit, _ = self.first(row, "unit")
            indicator = self.outline.indicator(owner, name, unit, spot)
            self.series(indicator, told, spot)
        if owner is not None:
            self.money(row, owner, indicator=indicator if is_more else None)
        return indicator

    def series(self, indicator: str, told: dict[SeriesRole, dict[str, dict[str, str]]], spot: Spot) -> None:
        """Add what documents say of an indicator."""
        for role, documents in told.items():
            for document, values in documents.items():
                self.outline.series(indicator, role, values, spot, document=document)

    def values(self, row: int, role: str) -> dict[str, dict[str, str]]:
        """Return the cells of targets, baselines or results by document and period, as printed."""
        found: dict[str, dict[str, str]] = {}
        by_quarter = any(
            one.quarter and self.rows.peek(row, name_of(one)) is not None for one in self.columns if one.holds == role
        )
        for one in self.columns:
            if one.holds != role or self.rows.peek(row, name_of(one)) is None:
                continue
            document, period = self.facts.place(one)
            if by_quarter and not one.quarter and role == "result":
                self.rows.take(row, name_of(one))
                self.rows.lose(row, name_of(one), self.look(row, one), "follows from the quarters")
            elif (text := self.rows.target(row, name_of(one))) is None:
                continue
            elif period in found.setdefault(document, {}):
                self.rows.lose(row, name_of(one), text)
            else:
                found[document][period] = text
        return {document: values for document, values in found.items() if values}

    def money(self, row: int, subject: str, *, indicator: str | None = None, is_total: bool = False) -> bool:
        """Keep the money of a row; False where it has none."""
        is_any = False
        for holds, basis in _BASES:
            for (document, whole), amounts in self.amounts(row, holds).items():
                column = min(amounts.values())[0]
                is_any = True
                fund, _ = (None, 0) if is_total else self.first(row, "fund")
                self.outline.amounts(
                    subject,
                    basis,
                    {period: amount for period, (_, amount) in amounts.items()},
                    self.spot(row, column),
                    fund=fund,
                    indicator=indicator,
                    is_total=is_total or whole,
                    document=document,
                )
        return is_any

    def amounts(self, row: int, holds: str) -> dict[tuple[str, bool], dict[str, tuple[int, Rupiah]]]:
        """
        Return the amounts of a row, each with its column, by document and period.

        What is printed for a year beside its quarters is a total of them, which the second of the key says.
        """
        found: dict[tuple[str, bool], dict[str, tuple[int, Rupiah]]] = {}
        columns = [one for one in self.columns if one.holds == holds and self.rows.peek(row, name_of(one)) is not None]
        by_quarter = any(one.quarter for one in columns)
        for one in columns:
            amount = self.amount(row, one)
            document, period = self.facts.place(one)
            amounts = found.setdefault((document, by_quarter and not one.quarter), {})
            if amount is not None and period not in amounts:
                amounts[period] = one.at, amount
            elif amount is not None:
                self.rows.lose(row, name_of(one), str(amount))
        return {key: amounts for key, amounts in found.items() if amounts}

    def amount(self, row: int, column: Column) -> Rupiah | None:
        """Read an amount, in rupiah whatever the head counts in; what is more than all money there is, is told."""
        amount = self.rows.typed(row, name_of(column))
        if amount is None or column.scale == 1:
            return amount
        whole = Decimal(amount) * column.scale
        scaled: Rupiah = int(whole) if whole == int(whole) else whole
        if is_money(scaled):
            return scaled
        self.rows.lose(row, name_of(column), str(amount))
        return None

    def total(self, row: int) -> None:
        """Keep a row of totals as the stated total of the OPD, or of the region."""
        if not self.money(row, self.facts.agency or "/", is_total=True):
            self.rows.drop([row], "a total without money")


def name_of(column: Column) -> str:
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
