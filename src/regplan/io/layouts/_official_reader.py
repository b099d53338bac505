"""Goes down the rows of an official table: nodes, their indicators, targets, results and money, totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Self

import attrs

from regplan.io.heads import is_head_row
from regplan.io.layouts._official_cells import BASES, NAMES, OF_CODE, name_of
from regplan.io.layouts._official_columns import Column, knows
from regplan.io.layouts._official_facts import Facts
from regplan.io.layouts._official_reviews import WHY
from regplan.io.layouts._official_rows import is_account, is_office
from regplan.io.layouts._official_sums import FOOT, WORK, Sums
from regplan.io.layouts._official_values import ROLES
from regplan.io.layouts._outline import Outline, Spot, id_of
from regplan.io.layouts._rows import Rows
from regplan.model.words import LEVELS, Level

__all__ = ["Reader"]

_ABOVE_PROGRAMS: Final[tuple[Level, ...]] = ("mission", "goal", "objective")
"""What stands without a code above the programs of T-C.14, in this order; where there are fewer rows, the last of them."""


@attrs.define
class Reader(Sums):
    """
    Goes down the rows of one table; cells left empty below a name go on with it.

    Attributes:
        last: The node to which rows without a name belong.
        states: The document of the nodes, where that is not the table's own.
        named: The row that last named a node by its code, with code, name and OPD.
        office: The OPD of the last heading that names one.
        is_repeated: Whether the rows are of a node that was read before.
    """

    last: str | None = None
    states: str | None = None
    named: tuple[int, str, str, str | None] | None = None
    office: str | None = None
    is_repeated: bool = False
    _shape: tuple[int, list[int]] | None = None

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
        if (found := self.sum_of(row)) is not None:
            self.summed(row, *found)
        elif (why := self.aside(row)) is not None:
            self.rows.drop([row], why)
        elif not self.is_opd(row):
            self.measured(row)

    def measured(self, row: int) -> None:
        """Read a row that names nodes or says more of the last: unless it says the same as a row before."""
        if (where := self.repeated(row)) is not None:
            self.rows.drop([row], f"the same as row {where}")
            return
        again = self.again(row)
        node = None if again is not None else self.nodes(row)
        owner = node or self.last
        if owner is None and any(one.holds in {"code", *NAMES} for one in self.columns):
            self.rows.drop([row], "before any node")
            return
        self.last = owner
        self.say(row, owner)
        self.measures(row, owner, is_more=node is None)
        if not self.rows.is_taken(row):
            self.rows.drop([row], "nothing that is kept")
        elif again is not None:
            self.rows.repeats(row, again, [name_of(one) for one in self.columns if self.is_kept(row, one)])

    def aside(self, row: int) -> str | None:
        """Say why a row is neither a node nor what one measures; None where it may be."""
        name = self.name(row)
        code = self.code(row)
        if name and is_account(code, name, self.open_code()):
            return "a line of accounts"
        if self.is_heading(row):
            self.last = None
            return "a heading of affairs"
        if self.is_note(row):
            return "a note"
        if (first := self.said_first(row)) and FOOT.match(first):
            return "the foot of the form"
        if not name and any(one.holds in NAMES for one in self.columns) and self.is_silent(row):
            return "money of nothing that is named"
        if code and not name and self.is_of_another(code):
            return "a code without a name"
        return None

    def open_code(self) -> str | None:
        """Return the code of the sub activity that the rows are in."""
        name = self.outline.here.get("sub_activity")
        return None if name is None else self.outline.nodes[name].code

    def is_of_another(self, code: str) -> bool:
        """Tell whether a code without a name is whole and of another node than the last."""
        last = self.outline.nodes[self.last].code if self.last in self.outline.nodes else None
        return len(code.split(".")) in OF_CODE and code.casefold() != (last or "").casefold()

    def is_opd(self, row: int) -> bool:
        """Tell the heading of an OPD, which the nodes below it have where the table has no other word of it."""
        named = next(
            ((one, text) for one in self.columns if one.holds in NAMES and (text := self.said(row, one))), None
        )
        if named is None or not self.is_office(row, named[1]):
            return False
        self.last, self.named, self.is_repeated = None, None, False
        self.stated.clear()
        self.outline.here.clear()
        if self.facts.document.agency is None and self.states is None:
            self.office = self.outline.opd(named[1], self.spot(row, named[0].at))
            self.rows.take(row, name_of(named[0]))
        else:
            self.rows.drop([row], "a heading of an OPD")
        return True

    def is_office(self, row: int, name: str) -> bool:
        """Tell the name of an OPD by its code, or by itself in a row that measures nothing and is of no objective."""
        code = self.code(row)
        if not is_office(code, name):
            return False
        more = any(self.said(row, one) for one in self.columns if one.holds in {"indicator", "agency", *ROLES})
        return code is not None or not (more or self.is_above_programs())

    def key(self, row: int) -> tuple[object, ...]:
        """Return all that a row says, with what its columns are, by which rows of several tables can be compared."""
        if not self._shape:
            held = [one for one in self.columns if one.holds != "number"]
            shape = tuple((name_of(one), self.facts.place(one)) for one in held)
            self._shape = self.outline.shapes.setdefault(shape, len(self.outline.shapes)), [one.at for one in held]
        cells = self.rows.table.sheet.grid[row]
        told = [cells[at] if at < len(cells) and cells[at] != "" else None for at in self._shape[1]]
        return (self._shape[0], self.opd(row), self.office, *told)

    def repeated(self, row: int) -> str | None:
        """Return the number of a row of the document that says the same of the same node, and go on with that."""
        code, name = self.code(row), self.name(row)
        if not (code and name):
            self.is_repeated = self.is_repeated and not name
            found = self.outline.said.get((self.last, *self.key(row))) if self.is_repeated else None
            return None if found is None else self.place_of(found[1])
        found = self.outline.said.get(self.key(row))
        self.is_repeated = found is not None and self.outline.stands_here(found[0])
        if found is None or not self.is_repeated:
            return None
        self.outline.again(found[0])
        self.stated = {level: self.outline.nodes[one].title or "" for level, one in self.outline.here.items()}
        self.last, self.named = found[0], (row, code, name, self.opd(row))
        return self.place_of(found[1])

    def place_of(self, spot: Spot) -> str:
        """Number a row, with its sheet where that is another."""
        sheet = "" if spot.sheet is self.rows.table.sheet else f" of {spot.sheet.part.table or spot.sheet.part.file}"
        return f"{spot.sheet.numbers[spot.row]}{sheet}"

    def say(self, row: int, owner: str | None) -> None:
        """Remember what a row says of its node."""
        if owner in self.outline.nodes:
            is_named = self.code(row) and self.name(row)
            key = self.key(row) if is_named else (owner, *self.key(row))
            self.outline.said[key] = str(owner), self.spot(row)

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
        before, self.named = self.named, (row, code, text, self.opd(row))
        is_same = before is not None and before[1:] == self.named[1:] and said.items() <= self.stated.items()
        if not is_same or before is None or not self.is_money_of(row, before[0]):
            return None
        self.named = before
        return before[0]

    def is_money_of(self, row: int, other: int) -> bool:
        """Tell whether a row has no money that another has not."""
        keys = [name_of(one) for one in self.columns if one.holds in dict(BASES)]
        return all((cell := self.rows.peek(row, key)) is None or cell == self.rows.peek(other, key) for key in keys)

    def nodes(self, row: int) -> str | None:
        """Make the nodes that a row names, from above to below; None where it names none."""
        made = None
        for level in ("vision", "mission", "goal", "objective", "strategy", "policy_direction"):
            text, at = self.first(row, level)
            if text and self.stated.get(level) != text:
                made = self.node(level, text, None, row, at)
        code = self.code(row)
        codes = self.codes(row)
        work = [(level, *self.first(row, level)) for level in WORK]
        named = [(level, text, at) for level, text, at in work if text]
        for level, text, at in named:
            own = code if (level, text, at) == named[-1] else codes.get(level)
            if len(named) == 1 or self.is_other(row, level, text, own):
                made = self.node(self.of_code(own, level), text, own, row, at)
        text, at = self.first(row, "text")
        return self.coded(row, text, code, at) if text else made

    def is_other(self, row: int, level: Level, text: str, code: str | None) -> bool:
        """Tell whether a name is not of the open node of its level: by the name, its code, or the OPD."""
        if self.stated.get(level) != text or level not in self.outline.here:
            return True
        open_node = self.outline.nodes[self.outline.here[level]]
        opd = self.opd(row)
        is_other_opd = (
            opd is not None and self.facts.document.agency is None and open_node.agency not in {None, id_of(opd)}
        )
        return is_other_opd or not (code is None or open_node.code in {None, code})

    def is_heading(self, row: int) -> bool:
        """Tell a heading of affairs (*urusan*, *bidang urusan*) by its code; it has no node."""
        code = self.code(row)
        return code is not None and len(code.split(".")) <= 2 and self.has_text(row)

    def coded(self, row: int, text: str, code: str | None, at: int) -> str:
        """Make the node of a name whose level its code says; where it says none, its words or its place do, as a told guess."""
        level = OF_CODE.get(len(code.split("."))) if code else None
        if level is None:
            level = (
                _by_words(text)
                or self.above_programs(row)
                or ("sub_activity" if {"program", "activity"} & self.outline.here.keys() else "program")
            )
            where = self.rows.table.sheet.where(row, at)
            self.rows.into.lose("guessed", where, "level", f"{code or ''} {text}".strip(), level)
        return self.node(level, text, code, row, at)

    def is_above_programs(self) -> bool:
        """Tell whether missions, goals and objectives stand in the column of programs."""
        column = next((one for one in self.columns if one.holds == "text"), None)
        return column is not None and bool(re.match(r"(?:visi|misi|tujuan|sasaran)_", column.path.rpartition("/")[2]))

    def above_programs(self, row: int) -> Level | None:
        """Guess the level of a name without a code in a column of missions, goals, objectives and programs, by what follows."""
        if not self.is_above_programs():
            return None
        more = 0
        for below in range(row + 1, len(self.rows.table.sheet.grid)):
            if self.code(below):
                return _ABOVE_PROGRAMS[max(0, len(_ABOVE_PROGRAMS) - 1 - more)]
            more += self.has_text(below)
        return None

    def of_code(self, code: str | None, level: Level) -> Level:
        return OF_CODE.get(len(code.split(".")), level) if code else level

    def node(self, level: Level, text: str, code: str | None, row: int, at: int) -> str:
        spot = self.spot(row, at)
        if code:
            self.take_code(row, code)
        agency, _ = self.first(row, "agency")
        agency = agency or self.opd(row)
        own = None if self.facts.document.agency else (self.facts.agency or self.office)
        fields: dict[str, object] = {
            "agency": self.outline.opd(agency, spot) if agency else own,
            "document": self.states,
        }
        if level in OF_CODE.values():
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
        told = {role: self.values(row, role) for role in ROLES}
        spot = self.spot(row, at)
        indicator = None
        if name or any(told.values()):
            unit, _ = self.first(row, "unit")
            indicator = self.outline.indicator(owner, name, unit, spot)
            self.series(indicator, told, spot)
        if owner is not None:
            self.money(row, owner, indicator=indicator if is_more else None)
        return indicator


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
