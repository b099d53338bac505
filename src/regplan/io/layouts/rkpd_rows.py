"""The RKPD template with a row a sub activity (``sub_kegiatan_kode``, ``pagu_indikatif``, ``prakiraan_maju_target`` …)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from regplan.io.intake import Intake
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._official_titles import years_of
from regplan.io.layouts._official_years import given_year, path_of, sole
from regplan.io.layouts._outline import Outline, Spot
from regplan.io.layouts._rows import Rows
from regplan.io.sheets import Sheet, Table
from regplan.model._said import ROW
from regplan.model.documents import Document
from regplan.values.code import cleaned
from regplan.values.lang import Bilingual
from regplan.values.period import END

__all__ = ["RkpdRows"]

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
                _row(rows, row, outlines[year], year)
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


def _row(rows: Rows, row: int, outline: Outline, year: int) -> None:
    table = rows.table
    if table.is_head(row):
        rows.drop([row], "the heads again")
        return
    code = rows.line(row, "sub_kegiatan_kode")
    if code is None or not cleaned(code):
        rows.into.problem("FILE-10", table.where(row), key="sub_kegiatan_kode", record=ROW, where="")
        rows.drop([row], "no sub_kegiatan_kode")
        return
    parts = cleaned(code).split(".")
    spot = Spot(table.sheet, row, table.columns["sub_kegiatan_kode"])
    unit = rows.line(row, "opd_kode")
    agency = outline.opd(unit, spot) if unit else None
    if len(parts) == 6:  # bidang urusan 2, program 3, kegiatan 5, sub kegiatan 6 (regulations §1.13)
        outline.above("program", ".".join(parts[:3]), agency, spot)
        outline.above("activity", ".".join(parts[:5]), agency, spot)
    place = rows.line(row, "lokasi")
    node = outline.node(
        "sub_activity",
        None,
        code,
        spot,
        agency=agency,
        places=(outline.place(place, spot),) if place else (),
        target_group=rows.text(row, "kelompok_sasaran"),
    )
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
    if name or values or result:
        indicator = outline.indicator(node, name, None, spot)
        outline.series(indicator, "target", values, spot)
        outline.series(indicator, "result", {str(year - 2): result} if result else {}, spot)
    now, later = rows.typed(row, "pagu_indikatif"), rows.typed(row, "prakiraan_maju_pagu_indikatif")
    fund = None if now is None and later is None else rows.line(row, "sumber_dana")
    outline.amounts(node, "ceiling", {} if now is None else {str(year): now}, spot, fund=fund)
    outline.amounts(node, "forward_estimate", {} if later is None else {str(year + 1): later}, spot, fund=fund)
