"""The flat export of a Renja: one row a sub activity, with its activity, program, OPD, outcome and labels beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import attrs

from regplan.io.cells import line_of, money_of, parts_of, text_of
from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._pairs import pair
from regplan.io.layouts._renja_measures import Measures
from regplan.io.sheets import Sheet, Table, column_key
from regplan.model._said import CURE, WANT
from regplan.model.agencies import Agency, Place
from regplan.model.alignment import Link, Reference
from regplan.model.budget import Allocation
from regplan.model.documents import Document
from regplan.model.proved import is_id, maker
from regplan.model.structure import Activity, Program, SubActivity
from regplan.model.targets import Indicator, Series
from regplan.model.words import Basis, Framework
from regplan.values.code import cleaned, opd_of
from regplan.values.lang import Bilingual

__all__ = ["RenjaExport"]

new_document, new_agency, new_place = maker(Document), maker(Agency), maker(Place)
new_program, new_activity, new_sub_activity = maker(Program), maker(Activity), maker(SubActivity)
new_indicator, new_series, new_allocation = maker(Indicator), maker(Series), maker(Allocation)
new_link, new_reference = maker(Link), maker(Reference)

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
        "total_pagu_indikatif_kegiatan",
        "total_pagu_indikatif_program",
        "total_pagu_indikatif_sub_skpd",
    ]
)
_NAMES: Final = frozenset({"level", "kode", "nama"})
_CEILINGS: Final = frozenset({"kode_skpd", "nama_skpd", "set_pagu_skpd"})
_LONGEST: Final = 500
"""Signs of an id of a sub activity; ids made of it stay within what a line may hold."""
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
        reader = _Reader(into, {code: name for (_, code), name in names.items() if name}, capped)
        for table in tables:
            if table.columns.keys() >= _NEEDED:
                reader.export(table)
        for table in tables:
            if table.columns.keys() >= _CEILINGS:
                reader.ceilings(table)
        reader.place_units()


@attrs.define
class _Reader:
    """Goes through the rows once; remembers what was made already."""

    into: Intake
    names: dict[str, str]
    capped: set[str] = attrs.field(factory=set)
    made: set[tuple[str, str]] = attrs.field(factory=set)
    units: dict[str, tuple[str | None, Table, int]] = attrs.field(factory=dict)
    own_ceiling: set[str] = attrs.field(factory=set)
    year: int = 0
    measures: Measures = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Share the intake with the reader of indicators."""
        self.measures = Measures(self.into)

    def export(self, table: Table) -> None:
        year = _year(table, self.into)
        if year is None:
            for row in table.rows():
                self.into.lose("dropped", table.where(row), "row", table.record(row))
            return
        self.year = self.measures.year = year
        for key in table.columns.keys() - _KNOWN:
            self.into.lose("dropped", table.sheet.where(table.first - 1, table.columns[key]), key, "a column")
        for row in table.rows():
            self.row(table, row)

    def row(self, table: Table, row: int) -> None:
        """Read one sub activity; a row without the codes that place it is dropped and told."""
        into = self.into
        unit = line_of(table, row, "kode_sub_skpd", into) or line_of(table, row, "kode_skpd", into)
        codes = [line_of(table, row, key, into) for key in ("kode_program", "kode_giat", "kode_sub_giat")]
        if unit is None or None in codes:
            missing = (
                "kode_sub_skpd" if unit is None else ("kode_program", "kode_giat", "kode_sub_giat")[codes.index(None)]
            )
            into.problem("FILE-10", table.where(row), key=missing, record="row", where="")
            into.lose("dropped", table.where(row), "row", table.record(row))
            return
        program, activity, sub = (cleaned(str(code)) for code in codes)
        home = f"renja-{self.year}/{opd_of(unit)}"
        ids = (f"{unit}/{program}", f"{unit}/{activity}", f"{unit}/{sub}")
        if max(map(len, ids)) > _LONGEST or not all(map(is_id, (unit, home, *ids))):
            told = " ".join(ids)[:80]
            into.problem("FILE-08", table.where(row), key="kode_sub_giat", expected=WANT["id"], got=told, cure=CURE)
            into.lose("dropped", table.where(row), "row", table.record(row))
            return
        self.unit(table, row, unit)
        if self.is_new("documents", home):
            document = new_document(
                id=home, kind="RENJA", agency=opd_of(unit), first_year=self.year, last_year=self.year
            )
            into.add("documents", document, table.sheet, row)
        self.program(table, row, home, unit, ids[0], program)
        self.activity(table, row, home, ids, activity)
        self.sub_activity(table, row, home, ids, sub)

    def is_new(self, table: str, key: str) -> bool:
        """Remember a record; True where it was not there."""
        if (table, key) in self.made:
            return False
        self.made.add((table, key))
        return True

    def unit(self, table: Table, row: int, unit: str) -> None:
        if unit not in self.units:
            name = line_of(table, row, "nama_sub_skpd", self.into) or line_of(table, row, "nama_skpd", self.into)
            self.units[unit] = (name, table, row)

    def title(self, table: Table, row: int, key: str, code: str) -> str | None:
        return line_of(table, row, key, self.into) or self.names.get(code)

    def program(self, table: Table, row: int, home: str, unit: str, name: str, code: str) -> None:
        """Make the program of a sub-unit once; the outcomes of each of its rows are its own."""
        if self.is_new("programs", name):
            title = self.title(table, row, "nama_program", code)
            record = new_program(id=name, document=home, code=code, title=title, agency=unit)
            self.into.add("programs", record, table.sheet, row)
        self.stated(table, row, home, name, "total_pagu_indikatif_program")
        self.unit_total(table, row, home, unit)
        self.measures.outcomes(table, row, home, name)

    def unit_total(self, table: Table, row: int, home: str, unit: str) -> None:
        """
        Keep the total of a sub-unit, but where a list gives the ceiling of its OPD: that is of all sub-units together.

        An OPD is its own first sub-unit, so that both would be totals of one subject that mean different things.
        """
        key = "total_pagu_indikatif_sub_skpd"
        if opd_of(unit) not in self.capped:
            self.stated(table, row, home, unit, key)
        elif table.get(row, key) is not None and self.is_new("unit totals", unit):
            self.into.lose("dropped", table.where(row, key), key, table.get(row, key), "set_pagu_skpd")

    def activity(self, table: Table, row: int, home: str, ids: tuple[str, ...], code: str) -> None:
        name = ids[1]
        if self.is_new("activities", name):
            title = self.title(table, row, "nama_giat", code)
            record = new_activity(id=name, document=home, code=code, title=title, parent=ids[0])
            self.into.add("activities", record, table.sheet, row)
        self.stated(table, row, home, name, "total_pagu_indikatif_kegiatan")
        outputs = parts_of(table, row, "tolok_ukur_sub")
        if outputs:
            lists = {"target": parts_of(table, row, "target_sub_teks"), "unit": parts_of(table, row, "satuan_sub")}
            found = pair(outputs, lists, doubt_sorted=False)
            self.measures.indicators(table, row, home, name, found, kind="output", statement=None)

    def sub_activity(self, table: Table, row: int, home: str, ids: tuple[str, ...], code: str) -> None:
        into, name = self.into, ids[2]
        places = tuple(self.place(table, row, part) for part in parts_of(table, row, "lokasi_bl"))
        record = new_sub_activity(
            id=name,
            document=home,
            code=code,
            title=self.title(table, row, "nama_sub_giat", code),
            parent=ids[1],
            places=places,
            target_group=text_of(table, row, "kelompok_sasaran", into),
        )
        into.add("sub_activities", record, table.sheet, row)
        self.money(table, row, home, name)
        output = line_of(table, row, "tolak_ukur_output", into)
        target = line_of(table, row, "target_teks_output", into)
        unit = line_of(table, row, "satuan_output", into)
        statement = text_of(table, row, "urai_output", into)
        if output or target:
            owned = new_indicator(
                id=f"{name}/keluaran", owner=name, name=output, unit=unit, kind="output", statement=statement
            )
            into.add("indicators", owned, table.sheet, row, table.columns.get("tolak_ukur_output", 0))
        elif statement:
            into.lose("dropped", table.where(row, "urai_output"), "urai_output", statement)
        if target:
            series = new_series(
                indicator=f"{name}/keluaran", document=home, role="target", values={str(self.year): target}
            )
            into.add("series", series, table.sheet, row, table.columns["target_teks_output"])
        self.labels(table, row, home, name)

    def money(self, table: Table, row: int, home: str, name: str) -> None:
        """Money now and next year; several funds in one cell are named, and their shares are not known."""
        funds = parts_of(table, row, "nama_dana", ", ")
        extra = {"x-sumber-dana": funds} if len(funds) > 1 else None
        if extra:
            kept = Bilingual("bagian tiap sumber tidak diketahui", "the share of each fund is not known").en
            self.into.lose("guessed", table.where(row, "nama_dana"), "nama_dana", ", ".join(funds), kept)
        columns: tuple[tuple[str, Basis, int], ...] = (
            ("pagu_indikatif", "ceiling", self.year),
            ("pagu_n_depan", "forward_estimate", self.year + 1),
        )
        for key, basis, year in columns:
            if table.get(row, key) is None:
                continue
            amount = money_of(table, row, key, self.into)
            more: dict[str, Any] = dict(extra or {})
            other = table.get(row, "pagu") if basis == "ceiling" else None
            if other is not None and money_of(table, row, "pagu", self.into) != amount:
                more["x-pagu"] = line_of(table, row, "pagu", self.into)
            allocation = new_allocation(
                document=home,
                subject=name,
                basis=basis,
                fund=funds[0] if len(funds) == 1 and basis == "ceiling" else None,
                amounts={str(year): amount},
                extra=more or None,
            )
            self.into.add("allocations", allocation, table.sheet, row, table.columns[key])

    def stated(self, table: Table, row: int, home: str, name: str, key: str) -> None:
        """Keep a total that rows repeat once; another amount for the same total is kept too, and the rules see it."""
        cell = table.get(row, key)
        if cell is None or not self.is_new(f"stated {key}", f"{name} {cell}"):
            return
        amount = money_of(table, row, key, self.into)
        allocation = new_allocation(document=home, subject=name, role="stated_total", amounts={str(self.year): amount})
        self.into.add("allocations", allocation, table.sheet, row, table.columns[key])

    def place(self, table: Table, row: int, text: str) -> str:
        name = f"lokasi/{column_key(text) or 'x'}"
        if self.is_new("places", name):
            self.into.add(
                "places", new_place(id=name, name=text, kind="site"), table.sheet, row, table.columns["lokasi_bl"]
            )
        return name

    def labels(self, table: Table, row: int, home: str, name: str) -> None:
        """Link a sub activity to the priorities that label it; ``0`` and nothing are no label."""
        for key, framework in _LABELS:
            label = line_of(table, row, key, self.into)
            code = line_of(table, row, f"id_{key}", self.into)
            if label in {None, "0"} and code in {None, "0"}:
                continue
            reference = f"{key}/{code if code not in {None, '0'} else column_key(label)[:80] or 'x'}"
            if self.is_new("references", reference):
                record = new_reference(
                    id=reference,
                    framework=framework,
                    code=None if code == "0" else code,
                    title=None if label == "0" else label,
                )
                self.into.add("references", record, table.sheet, row, table.columns.get(key, 0))
            link = new_link(kind="aligned_with", source=name, target=reference, document=home)
            self.into.add("links", link, table.sheet, row, table.columns.get(key, 0))

    def ceilings(self, table: Table) -> None:
        """Read the ceilings of OPD: stated totals; a sub-unit that has one of its own is an OPD."""
        for row in table.rows():
            unit = line_of(table, row, "kode_skpd", self.into)
            if unit is None:
                self.into.lose("dropped", table.where(row), "row", table.record(row))
                continue
            self.units.setdefault(unit, (line_of(table, row, "nama_skpd", self.into), table, row))
            self.own_ceiling.add(unit)
            if self.year:
                amount = money_of(table, row, "set_pagu_skpd", self.into)
                home = f"renja-{self.year}/{opd_of(unit)}"
                record = new_allocation(
                    document=home,
                    subject=unit,
                    role="stated_total",
                    amounts={str(self.year): amount},
                    extra={"x-dari": "set_pagu_skpd"},
                )
                self.into.add("allocations", record, table.sheet, row, table.columns["set_pagu_skpd"])

    def place_units(self) -> None:
        """Make the OPD and their sub-units; the last four digits of a sub-unit's code are not 0000."""
        for unit, (name, table, row) in self.units.items():
            above = opd_of(unit)
            parent = above if above != unit and above in self.units else None
            self.into.add("agencies", new_agency(id=unit, code=unit, name=name, parent=parent), table.sheet, row)


def _year(table: Table, into: Intake) -> int | None:
    """Return the year of an export: its column, what the caller gives, or the file's name, which is told as a guess."""
    rows = list(table.rows())
    stated = {str(table.get(row, "tahun")) for row in rows[:1]} if "tahun" in table.columns else set()
    text = next(iter(stated), None) or into.given.get("year") or into.given.get("tahun")
    if text is None:
        found = re.search(r"(?<!\d)20\d\d(?!\d)", table.sheet.part.file.replace("\\", "/").rpartition("/")[2])
        if found:
            text = found.group()
            into.lose("guessed", table.where(0), "tahun", table.sheet.part.file, text)
    if text is not None and re.fullmatch(r"20\d\d", text):
        return int(text)
    into.problem("FILE-20", table.where(0), key="year", path=table.sheet.part.file)
    return None
