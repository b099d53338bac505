"""Performance trees (*pohon kinerja*) in JSON: nodes with their children inside, indicators, and targets by year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._envelope import TOP
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._rows import Rows
from regplan.io.sheets import ABOVE, Sheet, Table
from regplan.values.lang import Bilingual

__all__ = ["PerformanceTree"]

_NAME: Final = "nama_pohon_kinerja"
_TABLES: Final = ("goals", "objectives", "objectives", "objectives", "objectives", "programs", "activities")
"""By level: 0 theme, 1 to 3 sub-themes, 4 strategic, 5 tactical, 6 operational."""
_WORDS: Final = (
    ("operational", 6),
    ("operasional", 6),
    ("tactical", 5),
    ("taktikal", 5),
    ("strategic", 4),
    ("strategis", 4),
)
_THEMES: Final = (("super sub", 3), ("sub sub", 2), ("subsub", 2), ("sub", 1), ("tematik", 0), ("thematic", 0))
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)


class PerformanceTree:
    """
    The JSON of performance trees, known by ``nama_pohon_kinerja``.

    Themes become goals, sub-themes and strategic nodes objectives, tactical ones programs, operational ones activities; what the
    source calls them stays in ``x-jenis_pohon_kinerja``. Indicators and yearly targets are those of an RKT of the year.
    """

    name = "performance_tree"
    title = Bilingual("pohon kinerja (JSON)", "performance tree (JSON)")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know the nodes by their name, and the lists inside them."""
        nodes = [sheet for sheet in sheets if _key(sheet, _NAME)]
        files = {sheet.part.file for sheet in nodes}
        own = [sheet for sheet in sheets if sheet.part.file in files and (sheet in nodes or _is_inside(sheet))]
        how = Bilingual(f"kolom {_NAME}", f"the column {_NAME}")
        return Claim(tuple(own), how, 70 + len(own)) if nodes else None

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read the nodes from the top down, then indicators, then targets."""
        reader = _Reader(into)
        by_depth = sorted(sheets, key=lambda one: (one.part.table != TOP, (one.part.table or "").count(".")))
        for kind in (_NAME, "indikator", "target"):
            for sheet in by_depth:
                if _kind(sheet) == kind:
                    reader.table(kind, sheet)
        for sheet in by_depth:
            if _kind(sheet) is None:
                for row in Table.of(sheet).rows():
                    into.lose("dropped", sheet.where(row), "row", Table.of(sheet).record(row))


def _key(sheet: Sheet, name: str) -> str | None:
    """Find a column; in an answer the tree stands inside ``data``."""
    columns = Table.of(sheet).columns
    return next((key for key in (name, f"data_{name}") if key in columns), None)


def _is_inside(sheet: Sheet) -> bool:
    return sheet.part.table == TOP or (sheet.part.table or "").rpartition(".")[2] in {"indikators", "targets", "childs"}


def _kind(sheet: Sheet) -> str | None:
    last = (sheet.part.table or "").rpartition(".")[2]
    if _key(sheet, _NAME):
        return _NAME
    return {"indikators": "indikator", "targets": "target"}.get(last)


def _own(key: str) -> tuple[str, str]:
    """Return the two names of a column of a node: in an answer it stands inside ``data``."""
    return key, f"data_{key}"


@attrs.define
class _Reader:
    """Remembers what each row of each table became."""

    into: Intake
    nodes: dict[tuple[str, str, int], str] = attrs.field(factory=dict)
    levels: dict[str, int] = attrs.field(factory=dict)
    years: dict[str, str | None] = attrs.field(factory=dict)
    targets: dict[tuple[str, str], tuple[Rows, int, dict[str, Any]]] = attrs.field(factory=dict)
    made: set[str] = attrs.field(factory=set)
    at: dict[str, int] = attrs.field(factory=dict)

    def table(self, kind: str, sheet: Sheet) -> None:
        rows = Rows.of(sheet, self.into)
        self.targets = {}
        for row in list(rows):
            at = row - rows.table.first + 1
            above = self.above(sheet, rows, row)
            place = (sheet.part.file, sheet.part.table or "", at)
            if kind == _NAME:
                self.node(rows, row, above, place)
            elif above is None:
                rows.drop([row], "what it belongs to is not there")
            elif kind == "indikator":
                self.indicator(rows, row, above, place)
            else:
                self.target(rows, row, above)
        for (indicator, home), (rows_of, row, values) in self.targets.items():
            series = {"indicator": indicator, "document": home, "role": "target", "values": values}
            rows_of.add("series", series, row)
        rows.finish()

    def above(self, sheet: Sheet, rows: Rows, row: int) -> str | None:
        """Find what the row above became; the lists of a tree without a list around it hang on its one root."""
        name = (sheet.part.table or "").rpartition(".")[0]
        number = str(rows.cell(row, ABOVE))
        if number.isdecimal():
            return self.nodes.get((sheet.part.file, name, int(number)))
        return self.nodes.get((sheet.part.file, TOP, 1))

    def document(self, rows: Rows, row: int, year: str | None) -> str:
        """Make the document of a year."""
        home = f"pohon-kinerja/{year}" if year else "pohon-kinerja"
        if f"document {home}" not in self.made:
            self.made.add(f"document {home}")
            kind = self.into.given.get("document") or "RKT"
            span = {"first_year": int(year), "last_year": int(year)} if year else {}
            rows.add("documents", {"id": home, "kind": kind, **span}, row)
        return home

    def year(self, rows: Rows, row: int, above: str | None) -> str | None:
        """Take the year of a row, else that of the row above; what is no year is left and told."""
        for key in _own("tahun"):
            said = str(rows.peek(row, key)).strip()
            if _YEAR.fullmatch(said):
                rows.take(row, key)
                return said
        return self.years.get(above or "")

    def node(self, rows: Rows, row: int, above: str | None, place: tuple[str, str, int]) -> None:
        if all(rows.peek(row, key) is None for key in rows.table.columns if key != ABOVE):
            rows.drop([row], "no node")
            return
        number = rows.key(row, *_own("id"))
        said = rows.line(row, *_own("jenis_pohon_kinerja"))
        level = self.level(said, above, rows, row)
        name = f"pohon/{number or '-'.join((place[1], str(place[2])))}"
        if name in self.made:
            rows.drop([row], "stands twice")
            return
        year = self.year(rows, row, above)
        fields = {
            "id": name,
            "document": self.document(rows, row, year),
            "title": rows.line(row, *_own(_NAME)),
            "parent": above,
            "x-jenis_pohon_kinerja": said,
            "x-keterangan": rows.text(row, *_own("keterangan")),
            "x-jenis_child": rows.line(row, *_own("jenis_child")),
        }
        if rows.add(_TABLES[level], fields, row):
            self.made.add(name)
            self.nodes[place] = name
            self.levels[name] = level
            self.years[name] = year

    def level(self, said: str | None, above: str | None, rows: Rows, row: int) -> int:
        """Tell the level by its word; where the word says nothing, the one below the level above, which is told."""
        text = (said or "").casefold().replace("-", " ")
        found = next((level for word, level in (*_WORDS, *_THEMES) if word in text), None)
        if found is not None:
            return found
        guessed = 0 if above is None else min(self.levels.get(above, 0) + 1, len(_TABLES) - 1)
        rows.lose(row, "jenis_pohon_kinerja", said, f"level {guessed}", "guessed")
        return guessed

    def indicator(self, rows: Rows, row: int, owner: str, place: tuple[str, str, int]) -> None:
        name = f"{owner}/indikator/{rows.key(row, 'id', 'id_indikator') or place[2]}"
        if name in self.made:
            rows.drop([row], "stands twice")
            return
        if rows.add(
            "indicators", {"id": name, "owner": owner, "name": rows.line(row, "indikator", "nama_indikator")}, row
        ):
            self.made.add(name)
            self.at[name] = len(self.into.records["indicators"]) - 1
            self.nodes[place] = name
            self.years[name] = self.year(rows, row, owner)

    def target(self, rows: Rows, row: int, indicator: str) -> None:
        """Read a target; the unit that stands beside it is the indicator's."""
        year, value, unit = self.year(rows, row, indicator), rows.cell(row, "target"), rows.line(row, "satuan")
        period = year or "unstated"
        home = self.document(rows, row, year)
        if value is None:
            rows.drop([row], "no target")
            return
        kept = self.targets.setdefault((indicator, home), (rows, row, {}))[2]
        if period in kept:
            rows.drop([row], "another target of the same year")
            return
        kept[period] = value
        if unit:
            self.unit(rows, row, indicator, unit)

    def unit(self, rows: Rows, row: int, indicator: str, unit: str) -> None:
        records = self.into.records["indicators"]
        at = self.at[indicator]
        if records[at].unit not in {None, unit}:  # type: ignore[attr-defined]
            rows.lose(row, "satuan", unit, records[at].unit)  # type: ignore[attr-defined]
        else:
            records[at] = attrs.evolve(records[at], unit=unit)  # type: ignore[call-arg]
