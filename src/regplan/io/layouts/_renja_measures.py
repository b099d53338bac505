"""The indicators of the flat Renja export: outcomes of programs and outputs of activities, their lists paired where that is sure."""

from __future__ import annotations

from typing import Any, Final

import attrs

from regplan.io.cells import parts_of, text_of
from regplan.io.intake import Intake
from regplan.io.layouts._pairs import Pairing, pair
from regplan.io.sheets import Table, column_key
from regplan.model.proved import maker
from regplan.model.targets import Indicator, Series
from regplan.model.words import IndicatorKind
from regplan.values.text import repaired

__all__ = ["Measures"]

new_indicator, new_series = maker(Indicator), maker(Series)
_SHORT: Final = {"outcome": "hasil", "output": "keluaran"}
_COLUMN: Final = {
    ("outcome", "name"): "indikator_outcome",
    ("output", "name"): "tolok_ukur_sub",
    ("output", "target"): "target_sub_teks",
    ("output", "unit"): "satuan_sub",
}


_OUTCOME: Final = ("indikator_outcome", "target_akhir", "realisasi_capaian", "prakiraan", "target_maju_1", "outcome")


@attrs.define
class Measures:
    """
    Reads indicators and remembers what was made already.

    Attributes:
        into: Takes what is read.
        year: The year of the export.
        made: Indicators, and what rows have said of them.
        seen: By program and cells of outcomes, how they were paired; each program's are read once.
    """

    into: Intake
    year: int = 0
    made: set[tuple[str, str]] = attrs.field(factory=set)
    seen: dict[tuple[Any, ...], Pairing] = attrs.field(factory=dict)

    def is_new(self, table: str, key: str) -> bool:
        """Remember a record; True where it was not there."""
        if (table, key) in self.made:
            return False
        self.made.add((table, key))
        return True

    def outcomes(self, table: Table, row: int, home: str, name: str) -> None:
        """Read the outcome indicators of a program; lists of one cell are parted at blank lines and paired where that is sure."""
        key = (name, *(table.get(row, column) for column in _OUTCOME))
        if key in self.seen:
            self.unpaired(table, row, self.seen[key], "outcome")
            return
        names = parts_of(table, row, "indikator_outcome", "\n\n")
        lists = {
            key: parts_of(table, row, key, "\n\n")
            for key in ("target_akhir", "realisasi_capaian", "prakiraan", "target_maju_1")
        }
        statement = text_of(table, row, "outcome", self.into)
        if not names:
            for column, values in lists.items():
                if values:
                    self.into.lose("dropped", table.where(row, column), column, " | ".join(values))
            if statement:
                self.into.lose("dropped", table.where(row, "outcome"), "outcome", statement)
            return
        found = self.seen[key] = pair(names, lists, doubt_sorted=True)
        self.indicators(table, row, home, name, found, kind="outcome", statement=_bare(statement))

    def indicators(
        self,
        table: Table,
        row: int,
        home: str,
        owner: str,
        found: Pairing,
        *,
        kind: IndicatorKind,
        statement: str | None,
    ) -> None:
        self.unpaired(table, row, found, kind)
        for at, title in enumerate(found.names):
            name = f"{owner}/{_SHORT[kind]}/{column_key(title)[:80] or 'x'}"
            told = f"{name} {sorted((key, values[at]) for key, values in found.paired.items())} {statement}"
            if not self.is_new("indicators", name):
                if self.is_new("indicator rows", told):
                    self.differs(table, row, name, told)
                continue
            self.made.add(("indicator rows", told))
            paired = {key: values[at] for key, values in found.paired.items()}
            column = table.columns.get(_COLUMN[kind, "name"], 0)
            record = new_indicator(
                id=name, owner=owner, name=title, unit=paired.get("unit") or None, kind=kind, statement=statement
            )
            self.into.add("indicators", record, table.sheet, row, column)
            self.series(table, row, home, name, paired)

    def unpaired(self, table: Table, row: int, found: Pairing, kind: IndicatorKind) -> None:
        """Tell of the lists of a row of which nobody knows which value is whose."""
        for key, values in found.lost.items():
            place = table.where(row, _COLUMN.get((kind, key), key))
            self.into.lose("unpaired", place, f"{key}: {found.why[key]}", " | ".join(values))

    def differs(self, table: Table, row: int, name: str, told: str) -> None:
        """A later row says something else of an indicator that is there already: what the first says stays."""
        self.into.lose("dropped", table.where(row), f"another version of {name}", told[len(name) + 1 :])

    def series(self, table: Table, row: int, home: str, name: str, paired: dict[str, str]) -> None:
        """Write targets of this year, the next and the end, and the result of two years ago."""
        targets = {
            str(self.year): paired.get("target"),
            str(self.year + 1): paired.get("target_maju_1"),
            "end": paired.get("target_akhir"),
        }
        values = {period: text for period, text in targets.items() if text}
        estimate = paired.get("prakiraan")
        if values or estimate:
            extra = {"x-prakiraan": estimate} if estimate else None
            record = new_series(indicator=name, document=home, role="target", values=values, extra=extra)
            self.into.add("series", record, table.sheet, row)
        if paired.get("realisasi_capaian"):
            result = {str(self.year - 2): paired["realisasi_capaian"]}
            self.into.add(
                "series", new_series(indicator=name, document=home, role="result", values=result), table.sheet, row
            )


def _bare(text: str | None) -> str | None:
    """Take the brackets off an outcome that is written as a list of one."""
    return repaired(text.strip("[] "), lines=True) if text else None
