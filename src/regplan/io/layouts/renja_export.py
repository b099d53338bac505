"""The flat export of a Renja: one row a sub activity, with its activity, program, OPD, outcome and labels beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Final, TypeVar

import attrs

from regplan.io.cells import line_of
from regplan.io.columns import Batch, Columns, first_of
from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._renja_measures import Measures
from regplan.io.layouts._renja_money import Money
from regplan.io.layouts._renja_rows import (
    LONGEST,
    Placed,
    filled,
    home_of,
    of_year,
    once,
    pick,
    placed,
    tell_other_names,
    year_key,
    year_of,
)
from regplan.io.sheets import Sheet, Table, column_key
from regplan.model._said import CURE, WANT
from regplan.model.agencies import Agency
from regplan.model.proved import records_of
from regplan.model.words import Framework
from regplan.values.code import opd_of
from regplan.values.frozen import FrozenMap
from regplan.values.lang import Bilingual
from regplan.values.text import id_fault

__all__ = ["RenjaExport"]

T = TypeVar("T")
_NEEDED: Final = frozenset({"kode_program", "kode_giat", "kode_sub_giat", "pagu_indikatif"})
_KNOWN: Final = _NEEDED | frozenset(
    [
        "tahun",
        "kode_skpd",
        "nama_skpd",
        "kode_sub_skpd",
        "nama_sub_skpd",
        "kode_bidang_urusan",
        "nama_program",
        "nama_giat",
        "nama_sub_giat",
        "pagu",
        "outcome",
        "indikator_outcome",
        "target_akhir",
        "realisasi_capaian",
        "prakiraan",
        "target_maju_1",
        "urai_output",
        "tolok_ukur_sub",
        "target_sub_teks",
        "satuan_sub",
        "tolak_ukur_output",
        "target_teks_output",
        "satuan_output",
        "pagu_n_depan",
        "nama_dana",
        "lokasi_bl",
        "kelompok_sasaran",
        "label_pusat",
        "label_prov",
        "label_kokab",
        "id_label_pusat",
        "id_label_prov",
        "id_label_kokab",
        "total_pagu_indikatif_kegiatan",
        "total_pagu_indikatif_program",
        "total_pagu_indikatif_sub_skpd",
    ]
)
_NAMES: Final = frozenset({"level", "kode", "nama"})
_CEILINGS: Final = frozenset({"kode_skpd", "nama_skpd", "set_pagu_skpd"})
_LABELS: Final[tuple[tuple[str, Framework], ...]] = (
    ("label_pusat", "RKP"),
    ("label_prov", "PROVINCIAL_RPJMD"),
    ("label_kokab", "YEARLY_PRIORITY"),
)


class RenjaExport:
    """
    The export of SIPD Renja as applications pass it on (``kode_sub_giat``, ``pagu_indikatif`` …), with its companion lists.

    A row becomes a sub activity of its sub-unit with output, money now and next year, place and labels; programs and
    activities are instances of the sub-unit. Totals that the rows repeat become stated totals. A list of ceilings
    (``set_pagu_skpd``) and a list of names (``level``, ``kode``, ``nama``) beside it are taken in.
    """

    name = "renja_export"
    title = Bilingual("ekspor Renja, satu baris per sub kegiatan", "export of a Renja, one row a sub activity")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know the export by its columns; companion lists only beside it."""
        tables = [Table.of(sheet) for sheet in sheets]
        exports = [table for table in tables if table.columns.keys() >= _NEEDED]
        if not exports:
            return None
        beside = [
            one
            for one in tables
            if one not in exports and (one.columns.keys() >= _NAMES or one.columns.keys() >= _CEILINGS)
        ]
        weight = sum(len(_KNOWN & table.columns.keys()) for table in exports)
        how = Bilingual("kolom kode_sub_giat dan pagu_indikatif", "the columns kode_sub_giat and pagu_indikatif")
        return Claim(tuple(table.sheet for table in (*exports, *beside)), how, weight)

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read all exports of one reading together, so that an OPD in two files is one."""
        tables = [into.table(sheet) for sheet in sheets]
        names = {
            (str(table.get(row, "level")), str(table.get(row, "kode"))): line_of(table, row, "nama", into)
            for table in tables
            if table.columns.keys() >= _NAMES
            for row in table.rows()
        }
        capped = {
            str(table.get(row, "kode_skpd"))
            for table in tables
            if table.columns.keys() >= _CEILINGS
            for row in table.rows()
        }
        reader = _Reader(into, {code: name for (_, code), name in names.items() if name}, Money(capped))
        for table in tables:
            if table.columns.keys() >= _NEEDED:
                reader.export(table)
        for table in tables:
            if table.columns.keys() >= _CEILINGS:
                reader.ceilings(table)
        reader.place_units()


@attrs.define
class _Reader:
    """
    Goes through the exports once, column by column; remembers what was made already.

    What is told of a row is told in the order in which the columns are read here.
    """

    into: Intake
    names: dict[str, str]
    amounts: Money
    units: dict[str, tuple[str | None, Table, int]] = attrs.field(factory=dict)
    year: int = 0
    measures: Measures = attrs.field(factory=Measures)
    called: defaultdict[str, dict[str, str | None]] = attrs.field(factory=lambda: defaultdict(dict))
    _made: defaultdict[str, set[Any]] = attrs.field(factory=lambda: defaultdict(set))

    def export(self, table: Table) -> None:
        year = year_of(table, self.into)
        if year is None:
            for row in table.rows():
                self.into.lose("dropped", table.where(row), "row", table.record(row))
            return
        self.year = self.measures.year = self.amounts.year = year
        for key in table.columns.keys() - _KNOWN - {year_key(table)}:
            self.into.lose("dropped", table.sheet.where(table.first - 1, table.columns[key]), key, "a column")
        rows, batch = placed(once(of_year(Columns.of(table, self.into), year)), year), Batch(table.sheet)
        self.sub_units(rows)
        self.documents(rows, batch)
        self.programs(rows, batch)
        self.activities(rows, batch)
        self.sub_activities(rows, batch)
        self.amounts.now_and_next(rows, batch)
        self.measures.own_outputs(rows, batch)
        for key, framework in _LABELS:
            self.labels(rows, batch, key, framework)
        rows.columns.order.close()
        batch.hand_over(self.into)

    def first(self, table: str, keys: Iterable[Hashable]) -> list[int]:
        """Find the rows that speak of a record for the first time."""
        return first_of(keys, self._made[table])

    def sub_units(self, rows: Placed) -> None:
        columns = rows.columns
        new = first_of(rows.units, set(self.units))
        names = columns.lines("nama_sub_skpd", new)
        for at, name in zip(new, names, strict=True):
            told = name or columns.lines("nama_skpd", [at])[0]
            self.units[rows.units[at]] = (told, columns.table, columns.rows[at])
            self.called["nama_sub_skpd"][rows.units[at]] = told
        tell_other_names(columns, "nama_sub_skpd", rows.units, self.called["nama_sub_skpd"])
        offices = [code or unit for code, unit in zip(columns.plain("kode_skpd"), rows.units, strict=True)]
        tell_other_names(columns, "nama_skpd", offices, self.called["nama_skpd"])

    def documents(self, rows: Placed, batch: Batch) -> None:
        new = self.first("documents", rows.homes)
        agencies = pick(rows.agencies, new)
        ids, year = pick(rows.homes, new), self.year
        batch.add("documents", rows.at(new), id=ids, kind="RENJA", agency=agencies, first_year=year, last_year=year)

    def titles(
        self, rows: Placed, key: str, codes: Sequence[str], new: Sequence[int], ids: Sequence[str]
    ) -> list[str | None]:
        """Read the names of nodes; a list beside the export has those that it leaves out; another name of a later row is told."""
        lines = rows.columns.lines(key, new)
        titles = [line or self.names.get(codes[at]) for line, at in zip(lines, new, strict=True)]
        self.called[key].update(zip(pick(ids, new), titles, strict=True))
        tell_other_names(rows.columns, key, ids, self.called[key])
        return titles

    def programs(self, rows: Placed, batch: Batch) -> None:
        """Make the program of a sub-unit once; the outcomes of each of its rows are its own."""
        new = self.first("programs", rows.programs)
        codes = rows.codes["kode_program"]
        batch.add(
            "programs",
            rows.at(new),
            id=pick(rows.programs, new),
            document=pick(rows.homes, new),
            code=pick(codes, new),
            title=self.titles(rows, "nama_program", codes, new, rows.programs),
            agency=pick(rows.units, new),
        )
        self.amounts.stated(rows, batch, "total_pagu_indikatif_program", rows.programs)
        self.amounts.unit_totals(rows, batch)
        self.measures.outcomes(rows, batch)

    def activities(self, rows: Placed, batch: Batch) -> None:
        new = self.first("activities", rows.activities)
        codes = rows.codes["kode_giat"]
        batch.add(
            "activities",
            rows.at(new),
            id=pick(rows.activities, new),
            document=pick(rows.homes, new),
            code=pick(codes, new),
            title=self.titles(rows, "nama_giat", codes, new, rows.activities),
            parent=pick(rows.programs, new),
        )
        self.amounts.stated(rows, batch, "total_pagu_indikatif_kegiatan", rows.activities)
        self.measures.outputs(rows, batch)

    def sub_activities(self, rows: Placed, batch: Batch) -> None:
        codes = rows.codes["kode_sub_giat"]
        places = self.places(rows, batch)
        lines = rows.columns.lines("nama_sub_giat")
        titles = [line or self.names.get(code) for line, code in zip(lines, codes, strict=True)]
        batch.add(
            "sub_activities",
            rows.columns.rows,
            id=rows.sub_activities,
            document=rows.homes,
            code=codes,
            parent=rows.activities,
            places=places,
            title=titles,
            target_group=rows.columns.texts("kelompok_sasaran"),
        )

    def places(self, rows: Placed, batch: Batch) -> list[tuple[str, ...]]:
        """Make each place once; the ids of those of each row."""
        named = rows.columns.parts("lokasi_bl")
        ids = {parts: tuple(map(_place_id, parts)) for parts in set(named)}
        every = [(at, part) for at in first_of(named, set()) for part in named[at]]
        new = [every[one] for one in self.first("places", (_place_id(part) for _, part in every))]
        batch.add(
            "places",
            rows.at([at for at, _ in new]),
            rows.columns.table.columns.get("lokasi_bl", 0),
            id=[_place_id(part) for _, part in new],
            name=[part for _, part in new],
            kind="site",
        )
        return [ids[parts] for parts in named]

    def labels(self, rows: Placed, batch: Batch, key: str, framework: Framework) -> None:
        """Link sub activities to the priorities that label them; ``0`` and nothing are no label."""
        columns, column = rows.columns, rows.columns.table.columns.get(key, 0)
        said = list(zip(columns.lines(key), columns.lines(f"id_{key}"), strict=True))
        ids = {one: _label_id(key, *one) for one in set(said)}
        bad = {one for one, name in ids.items() if name is not None and id_fault(name) is not None}
        for at in [at for at, one in enumerate(said) if one in bad] if bad else ():
            columns.problem(at, "FILE-08", f"id_{key}", expected=WANT["id"], got=str(said[at][1])[:80], cure=CURE)
            columns.lose("dropped", at, f"id_{key}", said[at][1])
        ids |= dict.fromkeys(bad)
        linked = [at for at, one in enumerate(said) if ids[one] is not None]
        targets = [ids[said[at]] for at in linked]
        new = self.first("references", targets)
        batch.add(
            "references",
            rows.at(pick(linked, new)),
            column,
            id=pick(targets, new),
            framework=framework,
            code=[None if code == "0" else code for _, code in pick(said, pick(linked, new))],
            title=[None if label == "0" else label for label, _ in pick(said, pick(linked, new))],
        )
        batch.add(
            "links",
            rows.at(linked),
            column,
            kind="aligned_with",
            source=pick(rows.sub_activities, linked),
            target=targets,
            document=pick(rows.homes, linked),
        )

    def ceilings(self, table: Table) -> None:
        """Read the ceilings of OPD: stated totals; a sub-unit that has one of its own is an OPD."""
        columns, batch = Columns.of(table, self.into), Batch(table.sheet)
        units = columns.lines("kode_skpd")
        for at, unit in enumerate(units):
            if unit is None:
                columns.lose_row(at)
            elif len(unit) > LONGEST or id_fault(unit) is not None:
                columns.refuse(at, "FILE-08", key="kode_skpd", expected=WANT["id"], got=unit[:80], cure=CURE)
                units[at] = None
        good = filled(units)
        for at, name in zip(good, columns.lines("nama_skpd", good), strict=True):
            self.units.setdefault(str(units[at]), (name, table, columns.rows[at]))
        if self.year:
            amounts = columns.money("set_pagu_skpd", good)
            batch.add(
                "allocations",
                [columns.rows[at] for at in good],
                table.columns["set_pagu_skpd"],
                document=[home_of(self.year, opd_of(str(units[at]))) for at in good],
                subject=pick(units, good),
                role="stated_total",
                amounts=[FrozenMap({str(self.year): amount}) for amount in amounts],
                extra=FrozenMap({"x-dari": "set_pagu_skpd"}),
            )
        columns.order.close()
        batch.hand_over(self.into)

    def place_units(self) -> None:
        """Make the OPD and their sub-units; the last four digits of a sub-unit's code are not 0000."""
        units = list(self.units)
        above = [opd_of(unit) for unit in units]
        parents = [one if one != unit and one in self.units else None for unit, one in zip(units, above, strict=True)]
        names = [name for name, _, _ in self.units.values()]
        made = records_of(Agency, len(units), {"id": units, "code": units, "name": names, "parent": parents})
        for record, (_, table, row) in zip(made, self.units.values(), strict=True):
            self.into.add("agencies", record, table.sheet, row)


def _place_id(text: str) -> str:
    return f"lokasi/{column_key(text)[:LONGEST] or 'x'}"


def _label_id(key: str, label: str | None, code: str | None) -> str | None:
    """Name the priority of a label by its code, or by its words; None where there is no label."""
    if code not in {None, "0"}:
        return f"{key}/{code}"
    return None if label in {None, "0"} else f"{key}/{column_key(label)[:80] or 'x'}"
