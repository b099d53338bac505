"""Dumps of the tables of wp-sipd, in JSON and CSV, and the answers of its plugin (``get_sub_keg_sipd`` …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._envelope import TOP, envelope_of, name_of, no_home, open_envelope
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._rows import Rows, ask, ask_which
from regplan.io.layouts._sipd_levels import FAMILIES, LEVELS, NO_YEAR, Levels
from regplan.io.layouts._sipd_names import LINES, child_of
from regplan.io.layouts._sipd_realised import CEILINGS, REALISED, Realised
from regplan.io.layouts._sipd_yearly import Yearly
from regplan.io.sheets import Cell, Sheet, Table
from regplan.values.lang import Bilingual

__all__ = ["WpSipd"]

_HISTORY: Final = "_history"
LINE: Final = "data_sub_keg_bl"
_UNITS: Final = "data_unit"
_SCHEDULES: Final = "data_jadwal_lokal"
_HOMELESS: Final[Mapping[str, str]] = {
    "data_rka": "components of spending; which of rincian and total_harga counts is not documented; use a mapping",
    "data_anggaran_kas": "a cash plan by month, for which the model has no home; the money of the year is that of data_sub_keg_bl",
    "data_rpjpd_isu": "strategic issues, for which the model has no home",
    "data_rpjmd": "the old flat table, whose keys are not documented; use data_rpjmd_* or a mapping",
    "data_renstra": "the old flat table, whose keys are not documented; use data_renstra_* or a mapping",
    "data_prog_keg": "a list of the nomenclature, no plan",
    "data_sumber_dana": "a list of sources of money, no plan",
    "data_batasan_pagu_sd": "limits of sources of money without OPD, for which the model has no home",
    "data_pelaksana_renstra": "executors, whose keys are not documented",
    "data_pokin_renstra": "links of performance trees, whose keys are not documented",
    "data_pohon_kinerja": "performance trees by label; use the JSON of performance trees",
    "data_transformasi_cascading": "a cascade by label, whose keys are not documented",
    "esakip_croscutting_opd": "cross-cutting of performance trees, whose nodes are not read",
    "data_label_spm": "a list of labels, no plan",
    "data_mapping_spm_subgiat": "a mapping of labels, no plan",
    "data_mapping_kemiskinan_subgiat": "a mapping of labels, no plan",
    "data_pokir": "proposals of the council, for which the model has no home",
    "data_asmas": "proposals of the people, for which the model has no home",
    _SCHEDULES: "a schedule",
}
"""Tables that are known by name and are no part of a plan, or have no home in the model; each with why."""
_YES: Final = frozenset(("1", "true"))
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)


class WpSipd:
    """
    Tables of wp-sipd, known by their names (``data_rpjmd_sasaran.csv``, a sheet or list ``data_sub_keg_bl``).

    Only rows with ``active = 1`` of one schedule are read, and no ``*_history`` twin; the others are told. Positions 1 to 6
    are years from ``tahun_awal``. Money of programs and activities is taken from their indicator rows, that of sub activities
    from the node row, or from their funds; an amount that says the same again becomes a stated total.
    """

    name = "wp_sipd"
    title = Bilingual("tabel wp-sipd (JSON atau CSV)", "tables of wp-sipd (JSON or CSV)")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know tables by their names and their keys."""
        own = [sheet for sheet in sheets if _is_ours(sheet)]
        own += [sheet for sheet in sheets if name_of(sheet).removesuffix(_HISTORY) in _HOMELESS and sheet not in own]
        lines = {(sheet.part.file, sheet.part.table) for sheet in own}
        own += [sheet for sheet in sheets if child_of(name_of(sheet)) and (sheet.part.file, _above(sheet)) in lines]
        if not own:
            return None
        tops = [top for sheet in own if (top := envelope_of(sheet, sheets))]
        how = Bilingual("nama tabel wp-sipd", "the names of tables of wp-sipd")
        return Claim((*own, *{id(top): top for top in tops}.values()), how, 60 + len(own))

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read all tables of one reading together."""
        tables: dict[str, list[Rows]] = {}
        for sheet in sheets:
            if sheet.part.table == TOP:
                open_envelope(sheet, into)
                continue
            tables.setdefault(_name(sheet) if not name_of(sheet).endswith(_HISTORY) else name_of(sheet), []).append(
                Rows.of(sheet, into)
            )
        for name, several in tables.items():
            for rows in several:
                _active(name, rows)
        scope = _Scope(into, tables)
        scope.schedules()
        levels = Levels(into, tables, scope.first_years())
        levels.read()
        scope.yearly(levels.indicators)
        _units(tables.get(_UNITS, ()), into)
        for name, several in tables.items():
            if name not in {*LEVELS, *LINES, *REALISED, _UNITS} and not child_of(name):
                for rows in several:
                    rows.drop(rows.kept, _HOMELESS.get(name, "of no use to a plan"))
        if {name.removesuffix(_HISTORY) for name in tables} <= _HOMELESS.keys():
            no_home(sheets, lambda name: _HOMELESS.get(name.removesuffix(_HISTORY)), into)


def _above(sheet: Sheet) -> str:
    """Name the table of which a list is part."""
    return (sheet.part.table or "").rpartition(".")[0]


def _name(sheet: Sheet) -> str:
    """Name a table of wp-sipd; lines of an answer of the plugin are known by their columns."""
    return LINE if _is_line(sheet) else name_of(sheet)


def _is_line(sheet: Sheet) -> bool:
    columns = Table.of(sheet).columns.keys()
    return columns >= {"kode_sbl", "kode_giat", "kode_sub_giat"} and "pagu_indikatif" not in columns


def _is_ours(sheet: Sheet) -> bool:
    name = name_of(sheet).removesuffix(_HISTORY)
    columns = Table.of(sheet).columns.keys()
    if name in LEVELS:
        return bool({"id_unik", "id_visi", "id_misi", *LEVELS[name].text} & columns)
    if name in REALISED:
        return bool({"kode_sbl", *CEILINGS} & columns)
    if name == _UNITS:
        return "kode_skpd" in columns
    return _is_line(sheet) or (child_of(name) is not None and "kode_sbl" in columns)


def _active(name: str, rows: Rows) -> None:
    """Take out locked copies and rows that were deleted."""
    if name.endswith(_HISTORY):
        rows.drop(rows.kept, "a locked copy")
    elif rows.has("active"):
        gone = [row for row in rows if str(rows.cell(row, "active")).strip().lower() not in _YES]
        rows.drop(gone, "active is not 1")


@attrs.define
class _Scope:
    """Which schedule, which years."""

    into: Intake
    tables: Mapping[str, list[Rows]]

    def schedules(self) -> None:
        """Keep one schedule of each kind of document; ask which where there are several."""
        wanted = {part.strip() for part in self.given("schedule", "jadwal", "id_jadwal").split(",") if part.strip()}
        for family in FAMILIES:
            several = [
                rows for name, level in LEVELS.items() if level.family == family for rows in self.tables.get(name, ())
            ]
            self.keep_one("schedule", "id_jadwal", several, wanted)

    def given(self, *keys: str) -> str:
        return next((self.into.given[key] for key in keys if self.into.given.get(key)), "")

    def keep_one(self, key: str, column: str, several: Sequence[Rows], wanted: set[str]) -> str | None:
        """Keep the rows of one value of a column; those that have none are kept with it. Return the value."""
        found = sorted({value for rows in several for row in rows if (value := rows.key(row, column))})
        chosen = [value for value in found if value in wanted] if wanted else found
        if len(chosen) > 1 or (found and not chosen):
            part = next(rows for rows in several if rows.kept)
            ask_which(key, found, (part, part.kept[0]), several, self.into)
            return None
        for rows in several:
            others = [row for row in rows if rows.key(row, column) not in {None, *chosen}]
            rows.drop(others, f"another {key}")
        return chosen[0] if chosen else None

    def first_years(self) -> dict[str, tuple[int, int | None]]:
        """Find the year of position 1 for each kind of document; where nothing says it, ask, and drop what hangs on it."""
        found: dict[str, tuple[int, int | None]] = {}
        for family in FAMILIES:
            several = [
                rows for name, level in LEVELS.items() if level.family == family for rows in self.tables.get(name, ())
            ]
            years = self.stated_years(family, several)
            if years is not None:
                found[family] = years
            elif family != "rpjpd" and any(rows.kept for rows in several):
                ask("first_year", several, self.into)
            found.setdefault(family, (NO_YEAR, None))
        return found

    def stated_years(self, family: str, several: Sequence[Rows]) -> tuple[int, int | None] | None:
        """Take the years that the caller gives, that rows say, or that their schedule says; the RPJMD's serve the Renstra."""
        given = self.given("first_year", "tahun_awal") if family != "rpjpd" else ""
        if _YEAR.fullmatch(given):
            return int(given), _year(self.given("last_year", "tahun_akhir"))
        for rows, first, last in self.sources(family, several):
            for row in rows:
                year = _year(rows.peek(row, first))
                if year is not None:
                    end = _year(rows.peek(row, last))
                    for one in several:
                        one.take_where("tahun_awal", str(year))
                        one.take_where("tahun_akhir", str(end))
                    return year, end if end is not None and end >= year else None
        return None

    def sources(self, family: str, several: Sequence[Rows]) -> Iterable[tuple[Rows, str, str]]:
        """List the tables that may say the years, the surest first."""
        yield from ((rows, "tahun_awal", "tahun_akhir") for rows in several)
        numbers = {value for rows in several for row in rows if (value := rows.key(row, "id_jadwal"))}
        for rows in self.tables.get(_SCHEDULES, ()):
            own = [row for row in rows if rows.key(row, "id_jadwal_lokal") in numbers]
            yield attrs.evolve(rows, kept=own), "tahun_anggaran", "tahun_akhir_anggaran"
        if family == "renstra":
            for name in ("data_rpjmd_visi", "data_rpjmd_misi", "data_rpjmd_tujuan", "data_rpd_tujuan"):
                yield from ((rows, "tahun_awal", "tahun_akhir") for rows in self.tables.get(name, ()))

    def yearly(self, indicators: Mapping[str, str]) -> None:
        """Read the lines of one year, and what was realised of them."""
        lines = [rows for name in self.tables if name in LINES for rows in self.tables[name]]
        children = [
            (kind, rows) for name, several in self.tables.items() if (kind := child_of(name)) for rows in several
        ]
        wanted = {self.given("year", "tahun")} - {""}
        realised = [rows for name in REALISED for rows in self.tables.get(name, ())]
        both = [*lines, *(rows for _, rows in children), *realised]
        year = self.keep_one("year", "tahun_anggaran", both, wanted) or self.given("year", "tahun")
        if not any(rows.kept for rows in both):
            return
        if _year(year) is None:
            ask("year", both, self.into)
            return
        yearly = Yearly(self.into, int(year))
        yearly.read(lines, children)
        units = {
            number: code
            for rows in (*self.tables.get(_UNITS, ()), *lines)
            for row in rows
            if (number := rows.named(row, "id_skpd")) and (code := rows.named(row, "kode_skpd"))
        }
        Realised(self.into, yearly, indicators, units, self.given("rfk").strip().lower()).read(self.tables)


def _year(cell: Cell) -> int | None:
    return int(text) if cell is not None and _YEAR.fullmatch(text := str(cell).strip()) else None


def _units(several: Iterable[Rows], into: Intake) -> None:
    """Read the list of OPD; one that is there already only gets told."""
    made = {record.id for record in into.records["agencies"]}  # type: ignore[attr-defined] # agencies have ids
    for rows in several:
        for row in rows:
            code = rows.key(row, "kode_skpd")
            if code is None or code in made:
                rows.drop([row], "no code" if code is None else "stands already")
                continue
            made.add(code)
            rows.add("agencies", {"id": code, "code": code, "name": rows.line(row, "nama_skpd")}, row, "kode_skpd")
        rows.finish()
