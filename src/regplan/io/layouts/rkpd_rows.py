"""The RKPD template with a row a sub activity (``sub_kegiatan_kode``, ``pagu_indikatif``, ``prakiraan_maju_target`` …)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._official_titles import years_of
from regplan.io.layouts._official_years import given_year, path_of, sole
from regplan.io.layouts._outline import Outline, Spot
from regplan.io.layouts._rows import Rows, why_no_code
from regplan.io.sheets import Sheet, Table
from regplan.model._said import CURE, ROW
from regplan.model.documents import Document
from regplan.model.words import Basis, Level
from regplan.values.code import cleaned
from regplan.values.lang import Bilingual
from regplan.values.money import Rupiah
from regplan.values.period import END

__all__ = ["RkpdRows"]

_Nodes: TypeAlias = dict[tuple[str | None, str], tuple[str, Sheet, int]]
"""By OPD and code, a node, and the sheet and row that named it first."""
_NEEDED: Final = frozenset({"sub_kegiatan_kode", "indikator", "target", "pagu_indikatif"})
_READ: Final = _NEEDED | frozenset(
    [
        "opd_kode",
        "target_akhir_renstra",
        "realisasi_capaian_renja_tahun_lalu",
        "lokasi",
        "sumber_dana",
        "kelompok_sasaran",
        "prakiraan_maju_target",
        "prakiraan_maju_pagu_indikatif",
    ]
)


class RkpdRows:
    """
    A row a sub activity of one year; the year is given, or taken from the file's name as a told guess.

    Program and activity are made out of the sub activity's code and have no names.
    """

    name = "rkpd_rows"
    title = Bilingual("templat RKPD, satu baris per sub kegiatan", "RKPD template, a row a sub activity")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know a sheet by its columns."""
        tables = [table for sheet in sheets if (table := Table.of(sheet)).columns.keys() >= _NEEDED]
        weight = sum(len(_READ & table.columns.keys()) for table in tables)
        how = Bilingual(
            "kolom sub_kegiatan_kode dan pagu_indikatif", "the columns sub_kegiatan_kode and pagu_indikatif"
        )
        return Claim(tuple(table.sheet for table in tables), how, weight) if tables else None

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read all sheets as one RKPD a year."""
        nodes: dict[int, _Nodes] = {}
        outlines: dict[int, Outline] = {}
        for sheet in sheets:
            rows = Rows.of(sheet, into)
            year = _year(rows.table, into)
            for row in list(rows):
                if year is None:
                    rows.drop([row], "year is not known")
                    continue
                if year not in outlines:
                    document = Document(id=f"rkpd-{year}", kind="RKPD", first_year=year, last_year=year)
                    outlines[year] = Outline(into, document)
                    outlines[year].begin(Spot(sheet, row))
                _Reader(rows, outlines[year], year, nodes.setdefault(year, {})).row(row)
            rows.finish()
        for outline in outlines.values():
            outline.close()


def _year(table: Table, into: Intake) -> int | None:
    year = given_year(into)
    if year is not None:
        return year
    file = table.sheet.part.file.replace("\\", "/").rpartition("/")[2]
    found = years_of(file.replace("_", " "), "RKPD", loosely=True)
    if len(found) == 1:
        into.lose("guessed", table.where(0), "tahun", table.sheet.part.file, str(*found))
        return sole(found)
    into.ask("year", table.where(0), path_of(table.sheet, found))
    return None


@attrs.define
class _Reader:
    """
    Goes down the rows of one sheet.

    Attributes:
        nodes: By OPD and code, the node and the sheet and row that named it first.
    """

    rows: Rows
    outline: Outline
    year: int
    nodes: _Nodes

    def row(self, row: int) -> None:
        """Read a row: a sub activity, one more indicator of it, or what its program or activity says."""
        code = self.code(row)
        if code is None:
            return
        spot = Spot(self.rows.table.sheet, row, self.rows.table.columns["sub_kegiatan_kode"])
        unit = self.rows.line(row, "opd_kode")
        agency = self.outline.opd(unit, spot) if unit else None
        before = self.nodes.get((agency, cleaned(code)))
        if before is None:
            node = self.node(row, code, agency, spot)
            self.nodes[agency, cleaned(code)] = node, spot.sheet, row
        else:
            node = before[0]
            self.rows.mended_code(row, "sub_kegiatan_kode", code)
            if before[1] is spot.sheet:
                self.rows.repeats(row, before[2], _OF_NODE)
        indicator = self.measures(row, node, spot)
        self.money(row, node, spot, indicator, is_first=before is None)

    def code(self, row: int) -> str | None:
        """Return the code of a row; None where it is of no level, which is told."""
        rows, table = self.rows, self.rows.table
        if table.is_head(row):
            rows.drop([row], "the heads again")
            return None
        code = rows.line(row, "sub_kegiatan_kode")
        if code is None or not cleaned(code):
            rows.into.problem("FILE-10", table.where(row), key="sub_kegiatan_kode", record=ROW, where="")
            rows.drop([row], "no sub_kegiatan_kode")
        elif why := why_no_code(code):
            rows.drop([row], why)
        elif len(cleaned(code).split(".")) not in _LEVELS:
            where = table.where(row, "sub_kegiatan_kode")
            rows.into.problem("FILE-08", where, key="sub_kegiatan_kode", expected=_CODE, got=repr(code[:80]), cure=CURE)
            rows.drop([row], "of no level")
        else:
            return code
        return None

    def node(self, row: int, code: str, agency: str | None, spot: Spot) -> str:
        """Make the node of a code, and those above it out of the code; one made so before is the one of its own row too."""
        parts = cleaned(code).split(".")
        level = _LEVELS[len(parts)]
        for count, upper in _LEVELS.items():
            if count < len(parts):
                self.outline.above(upper, ".".join(parts[:count]), agency, spot)
        if level != "sub_activity":
            if (agency, cleaned(code)) not in self.outline.ways:
                self.outline.node(level, None, code, spot, agency=agency)
                self.outline.ways[agency, cleaned(code)] = dict(self.outline.here)
            else:
                self.rows.mended_code(row, "sub_kegiatan_kode", code)
            return self.outline.ways[agency, cleaned(code)][level]
        place = self.rows.line(row, "lokasi")
        places = (self.outline.place(place, spot),) if place else ()
        group = self.rows.text(row, "kelompok_sasaran")
        return self.outline.node(level, None, code, spot, agency=agency, places=places, target_group=group)

    def measures(self, row: int, node: str, spot: Spot) -> str | None:
        """Read the indicator of a row with its targets and its result."""
        rows, year = self.rows, self.year
        values = {
            period: text
            for period, key in (
                (str(year), "target"),
                (str(year + 1), "prakiraan_maju_target"),
                (END, "target_akhir_renstra"),
            )
            if (text := rows.target(row, key))
        }
        name = rows.line(row, "indikator")
        result = rows.line(row, "realisasi_capaian_renja_tahun_lalu")
        if not (name or values or result):
            return None
        indicator = self.outline.indicator(node, name, None, spot)
        self.outline.series(indicator, "target", values, spot)
        self.outline.series(indicator, "result", {str(year - 2): result} if result else {}, spot)
        return indicator

    def money(self, row: int, node: str, spot: Spot, indicator: str | None, *, is_first: bool) -> None:
        """Keep the money of a row; what a further row of a node repeats is told, another amount or fund is that of its indicator."""
        found: list[tuple[Basis, str, Rupiah]] = []
        for basis, key, year in _MONEY:
            amount = self.rows.typed(row, key)
            if amount is None:
                continue
            period, known = str(self.year + year), self.outline.money
            if not is_first and any(
                (one.subject, one.basis, one.amounts) == (node, basis, {period: amount}) for one in known
            ):
                self.rows.lose(row, key, str(amount), f"money of {period} as said before: {amount}")
            else:
                found.append((basis, period, amount))
        fund = self.rows.line(row, "sumber_dana") if found else None
        own = None if is_first else indicator
        for basis, period, amount in found:
            self.outline.amounts(node, basis, {period: amount}, spot, fund=fund, indicator=own)


_LEVELS: Final[Mapping[int, Level]] = {3: "program", 5: "activity", 6: "sub_activity"}
"""Levels by the parts of their code: bidang urusan 2, program 3, kegiatan 5, sub kegiatan 6 (regulations §1.13)."""
_OF_NODE: Final = ("lokasi", "kelompok_sasaran", "sumber_dana")
_MONEY: Final[tuple[tuple[Basis, str, int], ...]] = (
    ("ceiling", "pagu_indikatif", 0),
    ("forward_estimate", "prakiraan_maju_pagu_indikatif", 1),
)
_CODE: Final = Bilingual(
    "kode program (3 bagian), kegiatan (5) atau sub kegiatan (6)",
    "the code of a program (3 parts), an activity (5) or a sub activity (6)",
)
