"""Rows of sums of an official table: of what each is, and what is not sure."""

from __future__ import annotations

import re
from typing import Final

import attrs

from regplan.io.heads import is_head_row
from regplan.io.layouts._official_cells import NAMES, NOTHING, SILENT, name_of
from regplan.io.layouts._official_columns import Column, knows
from regplan.io.layouts._official_rows import SumWords, sum_words
from regplan.io.layouts._official_values import Values
from regplan.io.sheets import column_key
from regplan.model.words import Level

__all__ = ["FOOT", "WORK", "Sums"]

FOOT: Final = re.compile(
    r"\s*(?:\W{0,3}rata\W{0,3}rata\s+(?:capaian|tingkat)|predikat\s+kinerja|faktor\s+(?:pendorong|penghambat)|(?:usulan\s+)?tindak\s+lanjut)\b",
    re.IGNORECASE,
)
"""The rows that forms of results end with (regulations §1.7)."""
WORK: Final[tuple[Level, ...]] = ("program", "activity", "sub_activity")
_OWN: Final = frozenset({"opd", "skpd", "pd", "perangkat_daerah"})


@attrs.define
class Sums(Values):
    """
    Knows rows of sums.

    Attributes:
        stated: What the columns of names said last, by level.
    """

    stated: dict[str, str] = attrs.field(factory=dict)
    _last_named: int | None = None

    def sum_of(self, row: int) -> tuple[Column, SumWords] | None:
        """Return the words of a row of a sum, and their column."""
        names = [
            (one, text)
            for one in self.columns
            if one.holds in {"number", "code", *NAMES} and (text := self.said(row, one))
        ]
        titles = [one for one, _ in names if one.holds in NAMES]
        for one, text in names:
            words = sum_words(text)
            if words is not None and self.is_sum(
                row, words, is_first=not titles or one == titles[0] or one not in titles
            ):
                return one, words
        return None if titles else self.sum_beside(row)

    def is_sum(self, row: int, words: SumWords, *, is_first: bool) -> bool:
        """Tell whether a name is that of a sum: without a code the first of a row is; the others, if they say no more."""
        is_coded = bool(re.search(r"\d", self.code(row) or ""))
        if is_first and not is_coded:
            return True
        return not words.is_ceiling and (words.is_bare or self.outline.opened(words.of, words.level) is not None)

    def sum_beside(self, row: int) -> tuple[Column, SumWords] | None:
        """Return the words of a sum that stand where indicators, units and targets do, in a row without a name."""
        told = [
            (one, text) for one in self.columns if one.holds not in {"code", *SILENT} and (text := self.said(row, one))
        ]
        words = sum_words(told[0][1]) if told else None
        if words is None or words.is_ceiling:
            return None
        is_sure = words.is_alone or (len(told) == 1 and self.sums_up(words) is not None)
        return (told[0][0], words) if is_sure else None

    def sums_up(self, words: SumWords) -> str | None:
        """Return the open node or the OPD that a sum says it is of; nothing said is the table."""
        if words.level is not None or words.of:
            return self.outline.opened(words.of, words.level) or self.office_of(words.of)
        return None if words.is_part or words.is_ceiling else self.facts.agency or "/"

    def office_of(self, words: str) -> str | None:
        """Return the OPD that words name."""
        if words in _OWN:
            return self.facts.agency
        known = [self.facts.agency or "", *(name for table, name in self.outline.made if table == "agencies")]
        return next((one for one in known if one and column_key(one) == words), None)

    def summed(self, row: int, column: Column, words: SumWords) -> None:
        """Keep a row of a sum as a stated total of what it says it is of; where that is not sure, tell it."""
        subject = self.subject(row, column, words)
        if subject is None:
            self.rows.drop([row], "a sum, and of what is not said")
            return
        self.rows.take(row, name_of(column))
        self.total(row, subject)

    def subject(self, row: int, column: Column, words: SumWords) -> str | None:
        """Return what a sum is of: by its code, its words, the names before it; else all, if no node comes after it."""
        code = self.code(row)
        if code and column.holds != "code" and re.search(r"\d", code):
            self.take_code(row, code)
            return next((one for one in self.outline.here.values() if self.outline.nodes[one].code == code), None)
        others = [one for one in self.columns if one.holds in WORK and one.at != column.at and self.said(row, one)]
        if others and not words.of:
            for one in others:
                self.rows.take(row, name_of(one))
            level = next(level for level in WORK if level == others[-1].holds)
            return self.outline.here.get(level) if self.stated.get(level) == self.said(row, others[-1]) else None
        found = self.sums_up(words)
        is_all = words.level is None and not words.of
        return None if is_all and self.is_amid(row) else found

    def is_amid(self, row: int) -> bool:
        """Tell whether nodes stand before and after a row."""
        if self._last_named is None:
            self._last_named = max((one for one in self.rows.kept if self.is_named_late(one)), default=-1)
        return bool(self.stated) and row < self._last_named

    def is_named_late(self, row: int) -> bool:
        """Tell a row that names something, and is neither sum nor note."""
        cells = [self.rows.peek(row, name_of(one)) for one in self.columns if one.holds in NAMES]
        text = next(
            (str(cell).strip() for cell in cells if cell is not None and str(cell).strip() not in NOTHING), None
        )
        is_plain = text is not None and sum_words(text) is None and not FOOT.match(text)
        return is_plain and not self.is_note(row) and not is_head_row(self.rows.table.sheet.grid[row], knows)

    def total(self, row: int, subject: str) -> None:
        """Keep the money of a row as a stated total."""
        if not self.money(row, subject, is_total=True):
            self.rows.drop([row], "a total without money")
