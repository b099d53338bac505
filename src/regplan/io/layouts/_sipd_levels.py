"""Tables of levels of wp-sipd (RPJMD, RPD, Renstra): node rows and indicator rows of one table, joined by text keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, get_args

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._rows import Rows, is_nothing
from regplan.io.sheets import Cell
from regplan.model.words import IndicatorKind
from regplan.values.period import END, UNSTATED

__all__ = ["FAMILIES", "LEVELS", "NO_YEAR", "LevelTable", "Levels"]

Family = Literal["rpjpd", "rpjmd", "rpd", "renstra"]
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)


@attrs.frozen
class LevelTable:
    """
    What one table of levels is.

    Attributes:
        family: The document its rows are of.
        table: The table of the plan.
        text: Columns of the statement or name.
        above: The table of the level above; None at the top.
        parents: Columns that hold the key of the row above; in rows of other origin another one is filled.
        keys: Columns by which rows below name a row of this table.
        code: Column of the printed code.
        kind: What its indicators measure, where the level says so.
        money_on: Where locally entered rows have their money.
    """

    family: Family
    table: str
    text: tuple[str, ...]
    above: str | None = None
    parents: tuple[str, ...] = ()
    keys: tuple[str, ...] = ("id_unik",)
    code: str | None = None
    kind: IndicatorKind | None = None
    money_on: Literal["node", "indicator"] = "indicator"


def _tables(family: Family) -> dict[str, LevelTable]:
    goal = f"data_{family}_tujuan"
    vision, mission = f"data_{family}_visi", f"data_{family}_misi"
    top = family == "rpjmd"
    found: dict[str, LevelTable] = {}
    if top:
        found[vision] = LevelTable(family, "visions", ("visi_teks",), keys=("id_visi", "id_unik", "id"))
        keys = ("id_misi", "id_unik", "id")
        found[mission] = LevelTable(family, "missions", ("misi_teks",), vision, ("id_visi",), keys)
    return found | {
        goal: LevelTable(
            family, "goals", ("tujuan_teks",), mission if top else None, ("id_misi", "kode_misi") if top else ()
        ),
        f"data_{family}_sasaran": LevelTable(family, "objectives", ("sasaran_teks",), goal, ("kode_tujuan",)),
        f"data_{family}_program": LevelTable(
            family,
            "programs",
            ("nama_program",),
            f"data_{family}_sasaran",
            ("kode_sasaran",),
            code="kode_program",
            kind="outcome",
        ),
    }


LEVELS: Final[Mapping[str, LevelTable]] = {
    "data_rpjpd_visi": LevelTable("rpjpd", "visions", ("visi_teks",), keys=("id_visi", "id_unik", "id")),
    "data_rpjpd_misi": LevelTable(
        "rpjpd", "missions", ("misi_teks",), "data_rpjpd_visi", ("id_visi",), ("id_misi", "id_unik", "id")
    ),
    "data_rpjpd_sasaran": LevelTable(
        "rpjpd", "objectives", ("saspok_teks", "sasaran_teks"), "data_rpjpd_misi", ("id_misi",), ("id_unik", "id")
    ),
    "data_rpjpd_kebijakan": LevelTable("rpjpd", "policy_directions", ("kebijakan_teks",), keys=("id_unik", "id")),
    **_tables("rpjmd"),
    **_tables("rpd"),
    **_tables("renstra"),
    "data_renstra_kegiatan": LevelTable(
        "renstra",
        "activities",
        ("nama_giat",),
        "data_renstra_program",
        ("kode_program", "kode_unik_program"),
        code="kode_giat",
        kind="output",
    ),
    "data_renstra_sub_kegiatan": LevelTable(
        "renstra",
        "sub_activities",
        ("nama_sub_giat",),
        "data_renstra_kegiatan",
        ("kode_kegiatan", "kode_unik_kegiatan"),
        code="kode_sub_giat",
        kind="output",
        money_on="node",
    ),
}
_POSITIONS: Final = 6
NO_YEAR: Final = 0
"""The first year of a document that has no yearly positions and does not say its years, as an RPJPD."""
_OWN: Final = r"_usulan$|^usulan_|^keterangan_|^catatan|^pagu_awal$|^pagu_akhir$|_lama$|_multiple$|^isu_teks|^kebijakan_teks|^saspok_teks"
_ABOVE: Final = ("visi_teks", "misi_teks", "tujuan_teks", "sasaran_teks", "nama_program", "nama_giat")
"""Columns that say again what a row above says; they are compared with it."""


@attrs.define
class Levels:
    """
    Reads all tables of levels together.

    Attributes:
        into: Takes what is read.
        tables: By name of the table, its rows in scope.
        first_years: By family, the year of position 1.
        ids: By table, column and key, the node.
        homes: The documents and OPD made already.
        names: By OPD, its name as its first row has it.
        titles: By node, its title and the node above it.
        indicators: Indicators of the Renstra, by their own key.
    """

    into: Intake
    tables: Mapping[str, Sequence[Rows]]
    first_years: Mapping[str, tuple[int, int | None]]
    ids: dict[tuple[str, str, str], str] = attrs.field(factory=dict)
    homes: set[str] = attrs.field(factory=set)
    names: dict[str, str | None] = attrs.field(factory=dict)
    titles: dict[str, tuple[str | None, str | None]] = attrs.field(factory=dict)
    indicators: dict[str, str] = attrs.field(factory=dict)

    def read(self) -> None:
        """Read the nodes of all tables first, so that keys are known, then what hangs on them."""
        for name in LEVELS:
            for rows in self.tables.get(name, ()):
                self._register(name, rows)
        for name, level in LEVELS.items():
            for rows in self.tables.get(name, ()):
                _Table(self, name, level, rows).read()

    def _register(self, name: str, rows: Rows) -> None:
        for key in LEVELS[name].keys:
            for row in rows:
                value = rows.named(row, key)
                if value is not None and (own := node_key(LEVELS[name], rows, row)) is not None:
                    self.ids.setdefault((name, key, value), node_id(name, own))

    def find(self, name: str, value: str) -> str | None:
        """Return the node of a table that a key names."""
        return next((found for key in LEVELS[name].keys if (found := self.ids.get((name, key, value)))), None)

    def above(self, node: str | None) -> set[str | None]:
        """Return the titles of a node and of all above it."""
        found: set[str | None] = set()
        seen: set[str] = set()
        while node is not None and node not in seen:
            seen.add(node)
            title, node = self.titles.get(node, (None, None))
            found.add(title)
        return found


def node_key(level: LevelTable, rows: Rows, row: int) -> str | None:
    """Return the text by which a row's node is known in its table."""
    return rows.key(row, *level.keys)


def node_id(name: str, key: str) -> str:
    """Return the id of a node in the plan: table and text key."""
    return f"{name.removeprefix('data_')}/{key}"


@attrs.define
class _Table:
    """One table of levels."""

    all: Levels
    name: str
    level: LevelTable
    rows: Rows
    made: dict[str, int] = attrs.field(factory=dict)
    on_indicators: set[str] = attrs.field(factory=set)
    on_nodes: set[str] = attrs.field(factory=set)
    kept: tuple[str, ...] = ()

    def read(self) -> None:
        rows = self.rows
        self.kept = rows.matching(_OWN)
        nameless = [row for row in rows if node_key(self.level, rows, row) is None]
        for row in nameless:
            where = rows.table.where(row)
            self.all.into.problem("FILE-10", where, key=self.level.keys[0], record=self.name, where="")
        rows.drop(nameless, f"no {self.level.keys[0]}")
        nodes = [row for row in rows if rows.key(row, "id_unik_indikator") is None]
        indicators = [row for row in rows if rows.key(row, "id_unik_indikator") is not None]
        self._where_money_stands(nodes, indicators)
        for row in nodes:
            self.node(row)
        for row in indicators:
            self.indicator(row)
        rows.finish()

    def _where_money_stands(self, nodes: Sequence[int], indicators: Sequence[int]) -> None:
        for found, group in ((self.on_nodes, nodes), (self.on_indicators, indicators)):
            for row in group:
                if any(not _is_zero(self.rows.peek(row, key)) for key in self.periods("pagu")):
                    found.add(str(node_key(self.level, self.rows, row)))

    def periods(self, column: str, *, end: str | None = None) -> dict[str, str]:
        first = self.all.first_years[self.level.family][0]
        if first == NO_YEAR:
            return {}
        found = {f"{column}_{at}": str(first + at - 1) for at in range(1, _POSITIONS + 1)}
        return {**found, end: END} if end else found

    def home(self, row: int) -> str:
        """Return the document of a row; that of a Renstra is its OPD's. Document and OPD are made once."""
        rows, family = self.rows, self.level.family
        agency = rows.key(row, "kode_skpd", "id_unit", "id_sub_unit")
        home = family if family != "renstra" or agency is None else f"renstra/{agency}"
        if agency:
            name = rows.same(row, ("nama_skpd", "nama_unit"), self.all.names, agency)
            if f"agency {agency}" not in self.all.homes:
                self.all.homes.add(f"agency {agency}")
                rows.add("agencies", {"id": agency, "code": agency, "name": name}, row, "kode_skpd")
        if home not in self.all.homes:
            self.all.homes.add(home)
            first, last = self.all.first_years[family]
            years = {} if first == NO_YEAR else {"first_year": first, "last_year": last}
            document = {"id": home, "kind": family.upper(), **years}
            if family == "renstra":
                document["agency"] = agency
            rows.add("documents", document, row)
        return home

    def node(self, row: int) -> bool:
        """Make the node of a row; False where it is there already or cannot be made, which is told."""
        rows, level = self.rows, self.level
        key = str(node_key(level, rows, row))
        if key in self.made:
            rows.drop([row], "stands twice")
            return False
        home, above = self.home(row), self.parent(row)
        fields: dict[str, Any] = {
            "id": node_id(self.name, key),
            "document": home,
            "title": rows.line(row, *level.text),
            "parent": above,
            **self.other_keys(row, above),
            "code": rows.key(row, level.code) if level.code else None,
            "agency": rows.key(row, "kode_skpd", "id_unit") if level.table == "programs" else None,
            **rows.own(row, self.kept),
        }
        if not rows.add(level.table, fields, row):
            return False
        self.made[key] = row
        self.all.titles[fields["id"]] = (fields["title"], above)
        titles = self.all.above(above)
        for column in _ABOVE:
            if rows.peek(row, column) is not None and str(rows.peek(row, column)).strip() in titles:
                rows.take(row, column)
        self.adopts(row, home, fields["id"])
        if rows.key(row, "id_unik_indikator") is None:
            self.node_money(row, home, key)
        return True

    def parent(self, row: int) -> str | None:
        """Return the node above: the one of the first column that names one there is, else what the row says, for the rules to see."""
        level = self.level
        if level.above is None:
            return None
        stated = [value for key in level.parents if (value := self.rows.key(row, key))]
        found = [node for value in stated if (node := self.all.find(level.above, value))]
        if len(set(found)) > 1:
            self.rows.lose(row, level.parents[-1], " | ".join(stated), found[0], "guessed")
        return found[0] if found else node_id(level.above, stated[-1]) if stated else None

    def other_keys(self, row: int, above: str | None) -> dict[str, str]:
        """Keep the keys of the row above that did not lead to it, as the code of a program beside its key."""
        stated = {key: self.rows.key(row, key) for key in self.level.parents}
        return {
            f"x-{key}": value
            for key, value in stated.items()
            if value and above != node_id(str(self.level.above), value)
        }

    def adopts(self, row: int, home: str, node: str) -> None:
        """Link a goal or objective of a Renstra to the objective of the RPJMD (or RPD) that it adopts."""
        if self.level.table not in {"goals", "objectives"}:
            return
        value = self.rows.key(row, "kode_sasaran_rpjm")
        if value is None:
            return
        target = self.all.find("data_rpjmd_sasaran", value) or self.all.find("data_rpd_sasaran", value)
        link = {"kind": "adopts", "source": node, "document": home}
        link["target"] = target or node_id("data_rpjmd_sasaran", value)
        self.rows.add("links", link, row, "kode_sasaran_rpjm")

    def indicator(self, row: int) -> None:
        """Read an indicator row: the indicator of its node, its baseline, targets and results, and its money."""
        rows, level = self.rows, self.level
        key = str(node_key(level, rows, row))
        if key not in self.made:
            if not self.node(row):
                return
            rows.lose(
                row, "row", "an indicator without its node row", "the node as the indicator row has it", "guessed"
            )
        node, home = node_id(self.name, key), self.home(row)
        name = f"{node}/{rows.key(row, 'id_unik_indikator')}"
        if name in self.made:
            rows.drop([row], "stands twice")
            return
        rows.repeats(row, self.made[key])
        fields = {
            "id": name,
            "owner": node,
            "name": rows.line(row, "indikator_teks", "indikator"),
            "unit": rows.line(row, "satuan"),
            "kind": level.kind,
            **rows.own(row, self.kept),
        }
        if not rows.add("indicators", fields, row, "indikator_teks"):
            return
        self.made[name] = row
        if level.family == "renstra":
            self.all.indicators.setdefault(name.rpartition("/")[2], name)
        self.carries(row, home, node)
        series = (
            ("baseline", {"target_awal": UNSTATED}),
            ("target", self.periods("target", end="target_akhir")),
            ("result", self.periods("realisasi_target")),
        )
        for role, periods in series:
            values = rows.values(row, periods)
            if values:
                first = next(key for key in periods if not rows.is_null(row, key))
                rows.add("series", {"indicator": name, "document": home, "role": role, "values": values}, row, first)
        self.indicator_money(row, home, key, name)

    def carries(self, row: int, home: str, node: str) -> None:
        """Link an OPD that an indicator row names beside that of its node row: it carries a part of the program."""
        agency = self.rows.key(row, "kode_skpd", "id_unit")
        first = self.rows.key(self.made[node_key(self.level, self.rows, row) or ""], "kode_skpd", "id_unit")
        if self.level.table != "programs" or agency in {None, first} or f"{agency} carries {node}" in self.all.homes:
            return
        self.all.homes.add(f"{agency} carries {node}")
        link = {"kind": "contributes", "source": agency, "target": node, "document": home}
        self.rows.add("links", link, row, "kode_skpd")

    def holder(self, key: str) -> str:
        """Say on which rows the money of a node stands: where it is usual, or where there is any."""
        usual = self.level.money_on
        found = {"node": key in self.on_nodes, "indicator": key in self.on_indicators}
        other = "node" if usual == "indicator" else "indicator"
        return other if found[other] and not found[usual] else usual

    def node_money(self, row: int, home: str, key: str) -> None:
        """Keep the money of a node row; where the entries stand on its indicator rows it is a total that is compared."""
        if self.holder(key) == "node":
            self.money(row, home, {"subject": node_id(self.name, key)})
        elif key in self.on_nodes:
            self.money(row, home, {"subject": node_id(self.name, key), "role": "stated_total"})
        else:
            self.lose_money(row, "the money of the indicator rows")

    def indicator_money(self, row: int, home: str, key: str, name: str) -> None:
        """Keep the money of an indicator row, unless that of its node row says it already."""
        if self.holder(key) == "indicator":
            self.money(row, home, {"subject": node_id(self.name, key), "indicator": name})
        else:
            self.lose_money(row, "the money of the node row")

    def lose_money(self, row: int, kept: str) -> None:
        for column in (*self.periods("pagu"), *self.periods("realisasi_pagu")):
            if not self.rows.is_null(row, column):
                self.rows.lose(row, column, self.rows.cell(row, column), kept)

    def money(self, row: int, home: str, fields: Mapping[str, str]) -> None:
        for column, basis in (("pagu", "ceiling"), ("realisasi_pagu", "realised")):
            amounts = self.rows.amounts(row, self.periods(column))
            if amounts:
                first = next(key for key in self.periods(column) if not self.rows.is_null(row, key))
                self.rows.add(
                    "allocations", {"document": home, "basis": basis, "amounts": amounts, **fields}, row, first
                )


def _is_zero(cell: Cell) -> bool:
    """Tell whether a cell of money has nothing or zero in it, however it is written."""
    return is_nothing(cell) or not str(cell).strip("0., ")
