"""
The flat Renja export read row by row, by the ordinary constructors: the oracle of the reader that goes column by column.

It shares with that reader how one cell is read (``regplan.io.cells``) and how lists are paired, and nothing of how rows become records.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import attrs

from regplan.io.cells import are_typed, line_of, money_of, plain_text, text_of
from regplan.io.intake import Intake
from regplan.io.layouts._pairs import Pairing, pair
from regplan.io.layouts._renja_rows import LONGEST, one_line, year_key, year_of
from regplan.io.layouts._rows import why_no_code
from regplan.io.layouts.renja_export import _CEILINGS, _KNOWN, _LABELS, _NAMES, _NEEDED, RenjaExport
from regplan.io.sheets import Sheet, Table, column_key
from regplan.model._said import CURE, ROW, WANT
from regplan.model.agencies import Agency, Place
from regplan.model.alignment import Link, Reference
from regplan.model.budget import Allocation
from regplan.model.documents import Document
from regplan.model.structure import Activity, Program, SubActivity
from regplan.model.targets import Indicator, Series
from regplan.model.words import Basis, IndicatorKind
from regplan.values.code import cleaned, opd_of
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah
from regplan.values.text import LONGEST_LINE, id_fault, repaired

__all__ = ["RowByRow"]


class RowByRow(RenjaExport):
    """The layout, read row by row."""

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
    typed: dict[tuple[int, str], bool] = attrs.field(factory=dict)
    called: dict[tuple[str, str], str | None] = attrs.field(factory=dict)
    own_ceiling: set[str] = attrs.field(factory=set)
    year: int = 0
    measures: Measures = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Share the intake with the reader of indicators."""
        self.measures = Measures(self.into)

    def export(self, table: Table) -> None:
        year = year_of(table, self.into)
        if year is None:
            for row in table.rows():
                self.into.lose("dropped", table.where(row), "row", table.record(row))
            return
        self.year = self.measures.year = year
        for key in table.columns.keys() - _KNOWN - {year_key(table)}:
            self.into.lose("dropped", table.sheet.where(table.first - 1, table.columns[key]), key, "a column")
        seen = set()
        for row in table.rows():
            if not self.is_of_year(table, row):
                continue
            whole = tuple(table.get(row, key) for key in table.columns)
            if whole in seen:
                self.into.lose("dropped", table.where(row), "row: stands twice", table.record(row))
                continue
            seen.add(whole)
            self.row(table, row)

    def amount(self, table: Table, row: int, key: str) -> Rupiah | None:
        """Read an amount; in a column in which one was written by hand as typed."""
        if (id(table), key) not in self.typed:
            self.typed[id(table), key] = any(
                are_typed([cell]) for one in table.columns if "pagu" in one for cell in table.column(one)
            )
        return money_of(table, row, key, self.into, typed=self.typed[id(table), key])

    def is_of_year(self, table: Table, row: int) -> bool:
        """A row that says another year is dropped; one that says what is no year stays and is told."""
        key = year_key(table)
        text = plain_text(table.get(row, key))
        is_year = text is not None and re.fullmatch(r"20\d\d", text) is not None
        if is_year and int(str(text)) != self.year:
            self.into.lose("dropped", table.where(row), "row: another year", table.record(row))
            return False
        if text is not None and not is_year:
            self.into.lose("guessed", table.where(row, key), key, text, str(self.year))
        return True

    @staticmethod
    def office(table: Table, row: int, unit: str) -> str:
        """Return whose name ``nama_skpd`` is."""
        code = table.get(row, "kode_skpd")
        return code if isinstance(code, str) else plain_text(code) or unit

    def told_otherwise(self, table: Table, row: int, key: str, name: str) -> None:
        """Tell a name that is another than the first."""
        said = one_line(plain_text(table.get(row, key)))
        if said is not None and self.called.setdefault((key, name), said) != said:
            self.into.lose("dropped", table.where(row, key), key, said, self.called[key, name])

    def row(self, table: Table, row: int) -> None:
        """Read one sub activity; a row without the codes that place it is dropped and told."""
        into = self.into
        unit = line_of(table, row, "kode_sub_skpd", into) or line_of(table, row, "kode_skpd", into)
        codes = [line_of(table, row, key, into) for key in ("kode_program", "kode_giat", "kode_sub_giat")]
        if unit is None or None in codes:
            missing = (
                "kode_sub_skpd" if unit is None else ("kode_program", "kode_giat", "kode_sub_giat")[codes.index(None)]
            )
            into.problem("FILE-10", table.where(row), key=missing, record=ROW, where="")
            into.lose("dropped", table.where(row), "row", table.record(row))
            return
        if why := next(filter(None, (why_no_code(str(code)) for code in codes)), None):
            into.lose("dropped", table.where(row), f"row: {why}", table.record(row))
            return
        program, activity, sub = (cleaned(str(code)) for code in codes)
        home = f"renja-{self.year}/{opd_of(unit)}"
        ids = (f"{unit}/{program}", f"{unit}/{activity}", f"{unit}/{sub}")
        if max(map(len, ids)) > LONGEST or any(map(id_fault, (unit, home, *ids))):
            told = " ".join(ids)[:80]
            into.problem("FILE-08", table.where(row), key="kode_sub_giat", expected=WANT["id"], got=told, cure=CURE)
            into.lose("dropped", table.where(row), "row", table.record(row))
            return
        self.unit(table, row, unit)
        if self.is_new("documents", home):
            document = Document(id=home, kind="RENJA", agency=opd_of(unit), first_year=self.year, last_year=self.year)
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
            self.called["nama_sub_skpd", unit] = name
        self.told_otherwise(table, row, "nama_sub_skpd", unit)
        self.told_otherwise(table, row, "nama_skpd", self.office(table, row, unit))

    def title(self, table: Table, row: int, key: str, code: str) -> str | None:
        return line_of(table, row, key, self.into) or self.names.get(code)

    def program(self, table: Table, row: int, home: str, unit: str, name: str, code: str) -> None:
        """Make the program of a sub-unit once; the outcomes of each of its rows are its own."""
        if self.is_new("programs", name):
            title = self.title(table, row, "nama_program", code)
            self.called["nama_program", name] = title
            record = Program(id=name, document=home, code=code, title=title, agency=unit)
            self.into.add("programs", record, table.sheet, row)
        self.told_otherwise(table, row, "nama_program", name)
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
            self.called["nama_giat", name] = title
            record = Activity(id=name, document=home, code=code, title=title, parent=ids[0])
            self.into.add("activities", record, table.sheet, row)
        self.told_otherwise(table, row, "nama_giat", name)
        self.stated(table, row, home, name, "total_pagu_indikatif_kegiatan")
        outputs = parts_of(self.into, table, row, "tolok_ukur_sub")
        lists = {
            "target": parts_of(self.into, table, row, "target_sub_teks"),
            "unit": parts_of(self.into, table, row, "satuan_sub"),
        }
        if not outputs:
            for key, values in lists.items():
                if values:
                    column = _COLUMN["output", key]
                    self.into.lose("dropped", table.where(row, column), column, " | ".join(values))
        if outputs:
            found = pair(outputs, lists, doubt_sorted=False)
            self.measures.indicators(table, row, home, name, found, kind="output", statement=None)

    def sub_activity(self, table: Table, row: int, home: str, ids: tuple[str, ...], code: str) -> None:
        into, name = self.into, ids[2]
        places = tuple(self.place(table, row, part) for part in parts_of(into, table, row, "lokasi_bl"))
        record = SubActivity(
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
            owned = Indicator(
                id=f"{name}/keluaran", owner=name, name=output, unit=unit, kind="output", statement=statement
            )
            into.add("indicators", owned, table.sheet, row, table.columns.get("tolak_ukur_output", 0))
        else:
            if unit:
                into.lose("dropped", table.where(row, "satuan_output"), "satuan_output", unit)
            if statement:
                into.lose("dropped", table.where(row, "urai_output"), "urai_output", statement)
        if target:
            series = Series(indicator=f"{name}/keluaran", document=home, role="target", values={str(self.year): target})
            into.add("series", series, table.sheet, row, table.columns["target_teks_output"])
        self.labels(table, row, home, name)

    def money(self, table: Table, row: int, home: str, name: str) -> None:
        """Money now and next year; several funds in one cell are named, and their shares are not known."""
        funds = parts_of(self.into, table, row, "nama_dana", ", ")
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
                if basis == "ceiling" and table.get(row, "pagu") is not None:
                    self.into.lose("dropped", table.where(row, "pagu"), "pagu", table.get(row, "pagu"))
                continue
            amount = self.amount(table, row, key)
            more: dict[str, Any] = dict(extra or {})
            other = table.get(row, "pagu") if basis == "ceiling" else None
            if other is not None and self.amount(table, row, "pagu") != amount:
                more["x-pagu"] = line_of(table, row, "pagu", self.into)
            allocation = Allocation(
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
        amount = self.amount(table, row, key)
        allocation = Allocation(document=home, subject=name, role="stated_total", amounts={str(self.year): amount})
        self.into.add("allocations", allocation, table.sheet, row, table.columns[key])

    def place(self, table: Table, row: int, text: str) -> str:
        name = f"lokasi/{column_key(text)[:LONGEST] or 'x'}"
        if self.is_new("places", name):
            self.into.add(
                "places", Place(id=name, name=text, kind="site"), table.sheet, row, table.columns["lokasi_bl"]
            )
        return name

    def labels(self, table: Table, row: int, home: str, name: str) -> None:
        """Link a sub activity to the priorities that label it; ``0`` and nothing are no label."""
        into = self.into
        for key, framework in _LABELS:
            label = line_of(table, row, key, self.into)
            code = line_of(table, row, f"id_{key}", self.into)
            if label in {None, "0"} and code in {None, "0"}:
                continue
            reference = f"{key}/{code if code not in {None, '0'} else column_key(label)[:80] or 'x'}"
            if id_fault(reference):
                place = table.where(row, f"id_{key}")
                got = str(code)[:80]
                into.problem("FILE-08", place, key=f"id_{key}", expected=WANT["id"], got=got, cure=CURE)
                into.lose("dropped", place, f"id_{key}", code)
                continue
            if self.is_new("references", reference):
                record = Reference(
                    id=reference,
                    framework=framework,
                    code=None if code == "0" else code,
                    title=None if label == "0" else label,
                )
                self.into.add("references", record, table.sheet, row, table.columns.get(key, 0))
            link = Link(kind="aligned_with", source=name, target=reference, document=home)
            self.into.add("links", link, table.sheet, row, table.columns.get(key, 0))

    def ceilings(self, table: Table) -> None:
        """Read the ceilings of OPD: stated totals; a sub-unit that has one of its own is an OPD."""
        for row in table.rows():
            unit = line_of(table, row, "kode_skpd", self.into)
            if unit is None:
                self.into.lose("dropped", table.where(row), "row", table.record(row))
                continue
            if len(unit) > LONGEST or id_fault(unit):
                got = unit[:80]
                self.into.problem("FILE-08", table.where(row), key="kode_skpd", expected=WANT["id"], got=got, cure=CURE)
                self.into.lose("dropped", table.where(row), "row", table.record(row))
                continue
            self.units.setdefault(unit, (line_of(table, row, "nama_skpd", self.into), table, row))
            self.own_ceiling.add(unit)
            if self.year:
                amount = self.amount(table, row, "set_pagu_skpd")
                home = f"renja-{self.year}/{opd_of(unit)}"
                record = Allocation(
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
            self.into.add("agencies", Agency(id=unit, code=unit, name=name, parent=parent), table.sheet, row)


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
        cells = [
            plain_text(table.get(row, column)) for column in _OUTCOME
        ]  # 1.0 and True are equal, their texts are not
        key = (name, *cells)
        names = parts_of(self.into, table, row, "indikator_outcome", "\n\n")
        lists = {
            key: parts_of(self.into, table, row, key, "\n\n")
            for key in ("target_akhir", "realisasi_capaian", "prakiraan", "target_maju_1")
        }
        if key in self.seen:
            self.unpaired(table, row, self.seen[key], "outcome")
            return
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
            record = Indicator(
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
            record = Series(indicator=name, document=home, role="target", values=values, extra=extra)
            self.into.add("series", record, table.sheet, row)
        if paired.get("realisasi_capaian"):
            result = {str(self.year - 2): paired["realisasi_capaian"]}
            self.into.add(
                "series", Series(indicator=name, document=home, role="result", values=result), table.sheet, row
            )


def _bare(text: str | None) -> str | None:
    """Take the brackets off an outcome that is written as a list of one."""
    return repaired(text.strip("[] "), lines=True) if text else None


def parts_of(into: Intake, table: Table, row: int, key: str, mark: str = "\n") -> tuple[str, ...]:
    """Part a cell of several values by a mark; what is too long to be one is told."""
    at = table.columns.get(key)
    cells = table.sheet.grid[row]
    text = plain_text(cells[at]) if at is not None and at < len(cells) else None
    found = []
    for part in (text or "").split(mark):
        mended = repaired(part)
        if mended is not None:
            found.append(mended)
        elif len(part.strip()) > LONGEST_LINE:
            into.lose("dropped", table.where(row, key), key, part.strip())
    return tuple(found)
