"""The indicators of the flat Renja export: outcomes of programs and outputs of activities, their lists paired where that is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import attrs

from regplan.io.columns import Batch, Columns, first_of
from regplan.io.layouts._pairs import Pairing, pair
from regplan.io.layouts._renja_rows import Placed, filled, pick
from regplan.io.sheets import column_key
from regplan.values.frozen import FrozenMap
from regplan.values.text import repaired

__all__ = ["Measures"]

_SHORT: Final = {"outcome": "hasil", "output": "keluaran"}
_COLUMN: Final = {
    ("outcome", "name"): "indikator_outcome",
    ("output", "name"): "tolok_ukur_sub",
    ("output", "target"): "target_sub_teks",
    ("output", "unit"): "satuan_sub",
}


_OUTCOME: Final = ("indikator_outcome", "target_akhir", "realisasi_capaian", "prakiraan", "target_maju_1", "outcome")
_OUTPUT: Final = ("tolok_ukur_sub", "target_sub_teks", "satuan_sub")


@attrs.define
class Measures:
    """
    Reads the lists of indicators of an export's rows and remembers what was made already.

    Attributes:
        year: The year of the export.
        made: The indicators that there are.
        told: What rows have said of them: name, values and statement.
        seen: By owner and cells, how lists were paired; equal cells of one owner are read once.
    """

    year: int = 0
    made: set[str] = attrs.field(factory=set)
    told: set[tuple[Any, ...]] = attrs.field(factory=set)
    seen: dict[tuple[Any, ...], Pairing] = attrs.field(factory=dict)

    def outcomes(self, rows: Placed, batch: Batch) -> None:
        """Read the outcome indicators of programs; lists of one cell are parted at blank lines and paired where that is sure."""
        columns, owners = rows.columns, rows.programs
        names, *values = (columns.parts(key, "\n\n") for key in _OUTCOME[:-1])
        keys = list(zip(owners, *map(columns.plain, _OUTCOME), strict=True))
        bare = [at for at, own in enumerate(names) if not own]
        new = self._new(keys, names)
        read = sorted([*bare, *new])
        statements = dict(zip(read, columns.texts("outcome", read), strict=True))
        lists = {at: {key: each[at] for key, each in zip(_OUTCOME[1:], values, strict=False)} for at in read}
        for at in bare:
            _lose(columns, at, lists[at])
            if statement := statements[at]:
                columns.lose("dropped", at, "outcome", statement)
        self.seen.update({keys[at]: pair(names[at], lists[at], doubt_sorted=True) for at in new})
        found = _Found(columns, "outcome", self.year)
        found.unpaired(self.seen, keys)
        for at in new:
            self._indicators(found, at, rows.homes[at], owners[at], self.seen[keys[at]], _bare(statements[at]))
        found.hand_over(batch)

    def outputs(self, rows: Placed, batch: Batch) -> None:
        """Read the output indicators of activities, one a line of a cell."""
        columns, owners = rows.columns, rows.activities
        names, targets, units = map(columns.parts, _OUTPUT)
        keys = list(zip(owners, *map(columns.plain, _OUTPUT), strict=True))
        for at in [at for at, own in enumerate(names) if not own]:
            _lose(columns, at, {"target_sub_teks": targets[at], "satuan_sub": units[at]})
        new = self._new(keys, names)
        for at in new:
            self.seen[keys[at]] = pair(names[at], {"target": targets[at], "unit": units[at]}, doubt_sorted=False)
        found = _Found(columns, "output", self.year)
        found.unpaired(self.seen, keys)
        for at in new:
            self._indicators(found, at, rows.homes[at], owners[at], self.seen[keys[at]], None)
        found.hand_over(batch)

    def own_outputs(self, rows: Placed, batch: Batch) -> None:
        """Read the output of each sub activity and its target."""
        columns, year = rows.columns, str(self.year)
        names, targets = columns.lines("tolak_ukur_output"), columns.lines("target_teks_output")
        units, statements = columns.lines("satuan_output"), columns.texts("urai_output")
        ids = [f"{name}/keluaran" for name in rows.sub_activities]
        own = [at for at, named in enumerate(zip(names, targets, strict=True)) if any(named)]
        for key, said in (("satuan_output", units), ("urai_output", statements)):
            for at in set(filled(said)).difference(own):
                columns.lose("dropped", at, key, said[at])
        batch.add(
            "indicators",
            rows.at(own),
            columns.table.columns.get("tolak_ukur_output", 0),
            id=pick(ids, own),
            owner=pick(rows.sub_activities, own),
            name=pick(names, own),
            unit=pick(units, own),
            kind="output",
            statement=pick(statements, own),
        )
        aimed = filled(targets)
        values = {target: FrozenMap({year: target}) for target in set(targets)}
        batch.add(
            "series",
            rows.at(aimed),
            columns.table.columns.get("target_teks_output", 0),
            indicator=pick(ids, aimed),
            document=pick(rows.homes, aimed),
            role="target",
            values=[values[targets[at]] for at in aimed],
        )

    def _new(self, keys: Sequence[tuple[Any, ...]], names: Sequence[tuple[str, ...]]) -> list[int]:
        """Find the rows that name indicators in cells that were not read before."""
        named = [at for at, own in enumerate(names) if own]
        return [named[at] for at in first_of((keys[at] for at in named), set(self.seen))]

    def _indicators(
        self, found: _Found, at: int, home: str, owner: str, pairing: Pairing, statement: str | None
    ) -> None:
        """Note the indicators of a row; where a later row says something else of one, what the first says stays."""
        for place, title in enumerate(pairing.names):
            name = f"{owner}/{_SHORT[found.kind]}/{column_key(title)[:80] or 'x'}"
            paired = {key: values[place] for key, values in pairing.paired.items()}
            told = (name, tuple(sorted(paired.items())), statement)
            if name not in self.made:
                found.add(at, home, owner, name, title, paired, statement)
            elif told not in self.told:
                what = f"another version of {name}"
                found.columns.lose("dropped", at, "", f"{list(told[1])} {statement}", what=what)
            self.made.add(name)
            self.told.add(told)


@attrs.define
class _Found:
    """
    The indicators and series of one kind of an export, gathered row by row.

    Attributes:
        columns: The rows.
        kind: The kind.
        year: The year of the export.
        indicators: Row, id, owner, name, unit and statement of each.
        series: Row, indicator, document, role, values and own fields of each.
    """

    columns: Columns
    kind: Literal["outcome", "output"]
    year: int
    indicators: list[tuple[Any, ...]] = attrs.field(factory=list)
    series: list[tuple[Any, ...]] = attrs.field(factory=list)

    def unpaired(self, pairings: Mapping[tuple[Any, ...], Pairing], keys: Sequence[tuple[Any, ...]]) -> None:
        """Tell, at each row, of the lists of which nobody knows which value is whose."""
        lost = {key: self._lost(pairing) for key, pairing in pairings.items() if pairing.lost}
        for at, own in enumerate(keys) if lost else ():
            for column, values, what in lost.get(own, ()):
                self.columns.lose("unpaired", at, column, values, what=what)

    def _lost(self, pairing: Pairing) -> list[tuple[str, str, str]]:
        """Write, of each lost list, its column, its values and why it is lost."""
        return [
            (_COLUMN.get((self.kind, key), key), " | ".join(values), f"{key}: {pairing.why[key]}")
            for key, values in pairing.lost.items()
        ]

    def add(
        self, at: int, home: str, owner: str, name: str, title: str, paired: dict[str, str], statement: str | None
    ) -> None:
        """Note an indicator: targets of this year, the next and the end, and the result of two years ago."""
        row = self.columns.rows[at]
        self.indicators.append((row, name, owner, title, paired.get("unit"), statement))
        targets = {
            str(self.year): paired.get("target"),
            str(self.year + 1): paired.get("target_maju_1"),
            "end": paired.get("target_akhir"),
        }
        values = FrozenMap({period: text for period, text in targets.items() if text})
        estimate = paired.get("prakiraan")
        if values or estimate:
            extra = FrozenMap({"x-prakiraan": estimate}) if estimate else None
            self.series.append((row, name, home, "target", values, extra))
        if paired.get("realisasi_capaian"):
            result = FrozenMap({str(self.year - 2): paired["realisasi_capaian"]})
            self.series.append((row, name, home, "result", result, None))

    def hand_over(self, batch: Batch) -> None:
        """Make the records."""
        if self.indicators:
            rows, ids, owners, names, units, statements = map(list, zip(*self.indicators, strict=True))
            column = self.columns.table.columns.get(_COLUMN[self.kind, "name"], 0)
            batch.add(
                "indicators", rows, column,
                id=ids, owner=owners, name=names, unit=units, kind=self.kind, statement=statements,
            )  # fmt: skip
        if self.series:
            rows, ids, homes, roles, values, extras = map(list, zip(*self.series, strict=True))
            batch.add("series", rows, indicator=ids, document=homes, role=roles, values=values, extra=extras)


def _lose(columns: Columns, at: int, lists: Mapping[str, tuple[str, ...]]) -> None:
    """Tell of values in a row that names no indicator for them."""
    for key, values in lists.items():
        if values:
            columns.lose("dropped", at, key, " | ".join(values))


def _bare(text: str | None) -> str | None:
    """Take the brackets off an outcome that is written as a list of one."""
    return repaired(text.strip("[] "), lines=True) if text else None
