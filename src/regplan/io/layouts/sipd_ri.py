"""Payloads of SIPD-RI: an envelope (status, status_code, data) around the lines of a Renja or the levels of RPJMD and Renstra."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from regplan.io.intake import Intake
from regplan.io.layouts._envelope import TOP, envelope_of, is_envelope, is_refused, name_of, open_envelope
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._rows import Rows, ask, ask_which
from regplan.io.layouts._sipd_levels import FAMILIES, LEVELS, NO_YEAR, Levels
from regplan.io.layouts._sipd_names import LINES, child_of
from regplan.io.layouts._sipd_yearly import Yearly
from regplan.io.sheets import Sheet, Table
from regplan.values.lang import Bilingual

__all__ = ["SipdRi"]

_LINE: Final = frozenset(("id_sub_bl", "kode_program", "kode_giat", "kode_sub_giat"))
_LEVELS: Final = {
    **{name.removeprefix("data_").replace("rpjmd", "rpjm"): name for name in LEVELS},
    "rpd_tujuan": "data_rpd_tujuan",
    "rpd_sasaran": "data_rpd_sasaran",
    "rpd_program": "data_rpd_program",
    "renstra_giat": "data_renstra_kegiatan",
    "renstra_sub_giat": "data_renstra_sub_kegiatan",
}
"""By name of a payload, the table of wp-sipd that keeps the same rows."""


class SipdRi:
    """
    Answers of SIPD-RI saved as JSON, one file a payload, named like it (``sub_bl.json``, ``dana_sub_bl.json``, ``rpjm_tujuan.json``).

    An encrypted answer, an error and an empty answer are refused (FILE-23). ``tolak_ukur`` and ``tolok_ukur`` are one.
    """

    name = "sipd_ri"
    title = Bilingual("jawaban SIPD-RI", "answers of SIPD-RI")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know answers by their envelope, and lines, levels and children by name and columns."""
        own = [sheet for sheet in sheets if self._is_ours(sheet, sheets)]
        if not own:
            return None
        tops = {id(top): top for sheet in own if (top := envelope_of(sheet, sheets))}
        every = {**{id(sheet): sheet for sheet in own}, **tops}
        how = Bilingual("amplop status/data dan nama isinya", "the envelope status/data and the names of what it holds")
        return Claim(tuple(every.values()), how, 50 + len(every))

    @staticmethod
    def _is_ours(sheet: Sheet, sheets: Sequence[Sheet]) -> bool:
        if is_envelope(sheet):
            return is_refused(sheet)
        name, columns = name_of(sheet), Table.of(sheet).columns.keys()
        named = name in LINES or name in _LEVELS or child_of(name) is not None
        enveloped = envelope_of(sheet, sheets) is not None
        return (enveloped and columns >= _LINE) or (named and (enveloped or "id_sub_bl" in columns or name in _LEVELS))

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read all answers of one reading together."""
        lines, children = list[Rows](), list[tuple[str, Rows]]()
        levels: dict[str, list[Rows]] = {}
        for sheet in sheets:
            if sheet.part.table == TOP:
                open_envelope(sheet, into)
                continue
            rows, name = Rows.of(sheet, into), name_of(sheet)
            kind = child_of(name)
            if name in _LEVELS:
                levels.setdefault(_LEVELS[name], []).append(rows)
            elif kind:
                children.append((kind, rows))
            elif rows.table.columns.keys() >= _LINE:
                lines.append(rows)
            else:
                rows.drop(rows.kept, "of no use to a plan")
        self._lines(lines, children, into)
        self._levels(levels, into)

    @staticmethod
    def _levels(levels: dict[str, list[Rows]], into: Intake) -> None:
        every = [rows for several in levels.values() for rows in several]
        if not any(rows.kept for rows in every):
            return
        long_term = {name for name, level in LEVELS.items() if level.family == "rpjpd"}
        given = [into.given.get(key, "") for key in ("first_year", "tahun_awal")]
        first = _first([*given, *_stated(rows for name in levels.keys() - long_term for rows in levels[name])])
        own = _first(_stated(rows for name in levels.keys() & long_term for rows in levels[name])) or NO_YEAR
        if first is None and not levels.keys() <= long_term:
            ask("first_year", every, into)
            return
        for rows in every:
            rows.take_where("tahun_awal", str(own if own != NO_YEAR else first))
        firsts = dict.fromkeys(FAMILIES, first or NO_YEAR) | {"rpjpd": own}
        Levels(into, levels, {family: (year, None) for family, year in firsts.items()}).read()

    @staticmethod
    def _lines(lines: list[Rows], children: list[tuple[str, Rows]], into: Intake) -> None:
        both = [*lines, *(rows for _, rows in children)]
        if not any(rows.kept for rows in both):
            return
        given = into.given.get("year") or into.given.get("tahun")
        stated = {given} if given else {str(rows.cell(row, "tahun")) for rows in lines for row in rows}
        years = sorted(text for text in stated if text and re.fullmatch(r"[12]\d{3}", text, re.ASCII))
        if len(years) > 1:
            ask_which("year", years, (lines[0], lines[0].kept[0]), both, into)
        elif not years:
            ask("year", both, into)
        else:
            for rows in lines:
                rows.drop([row for row in rows if rows.key(row, "tahun") not in {None, years[0]}], "another year")
            Yearly(into, int(years[0])).read(lines, children)


def _stated(several: Iterable[Rows]) -> list[str]:
    """List what rows say as the first year."""
    return [str(rows.peek(row, "tahun_awal")) for rows in several for row in rows]


def _first(stated: Iterable[str]) -> int | None:
    return next((int(text) for text in stated if re.fullmatch(r"[12]\d{3}", text, re.ASCII)), None)
