"""What wp-sipd knows beside its lines: results by month, realised money by month, ceilings of OPD."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._rows import Rows
from regplan.io.layouts._sipd_yearly import Yearly

__all__ = ["CEILINGS", "REALISED", "Realised"]

_RESULTS: Final = "data_realisasi_renja"
_RFK: Final = "data_rfk"
_UNITS: Final = "data_unit_pagu"
REALISED: Final = (_RESULTS, _RFK, _UNITS)
"""Tables that are read here."""
_MONTHS: Final = range(1, 13)
_OF_RESULTS: Final = r"^keterangan_bulan_|^pendorong_bulan_|^tipe_indikator$|^id_rumus_indikator$"
_OF_MONTH: Final = ("rak", "realisasi_fisik", "permasalahan")
_TOTALS: Final = ("set_pagu_skpd", "nilaipagu")
"""The ceiling of an OPD, the one that is the sum of its lines first."""
CEILINGS: Final = (
    "batasanpagu",
    "nilaipagu",
    "nilaipagumurni",
    "nilairincian",
    "set_pagu_giat",
    "rinci_giat",
    "pagu_giat",
)
"""What else the table says of the money of an OPD."""
_EACH: Final = frozenset(("monthly", "bulanan"))
_SO_FAR: Final = frozenset(("cumulative", "kumulatif"))


@attrs.define
class Realised:
    """
    Reads these tables when lines and levels are known.

    Attributes:
        into: Takes what is read.
        yearly: The lines of the year.
        indicators: Indicators of the Renstra by their own key.
        units: Codes of OPD by their number.
        rfk: What an amount of ``data_rfk`` is, as the caller says: of its month, or of all months so far.
    """

    into: Intake
    yearly: Yearly
    indicators: Mapping[str, str]
    units: Mapping[str, str]
    rfk: str

    def read(self, tables: Mapping[str, Iterable[Rows]]) -> None:
        """Read all of them; what has no line, indicator or OPD is dropped and told."""
        for rows in tables.get(_RESULTS, ()):
            for row in list(rows):
                self.results(rows, row)
            rows.finish()
        for rows in tables.get(_RFK, ()):
            self.spent(rows)
            rows.finish()
        for rows in tables.get(_UNITS, ()):
            for row in list(rows):
                self.ceiling(rows, row)
            rows.finish()

    def results(self, rows: Rows, row: int) -> None:
        """Read the results of an indicator of the Renstra month by month, as the Renja of the line says them."""
        line = self.yearly.find(rows, row)
        indicator = self.indicators.get(rows.key(row, "id_unik_indikator_renstra") or "")
        values = rows.values(row, {f"realisasi_bulan_{at}": f"{self.yearly.year}-{at:02}" for at in _MONTHS})
        if line is None or indicator is None or not values:
            why = (
                "its line is not there" if line is None else "no result" if indicator else "its indicator is not there"
            )
            rows.drop([row], why)
        elif not self.yearly.is_new("results", f"{indicator} {line.home}"):
            rows.drop([row], "another row has results of this indicator")
        else:
            series = {"indicator": indicator, "document": line.home, "role": "result", "values": values}
            rows.add(
                "series", {**series, **rows.own(row, rows.matching(_OF_RESULTS))}, row, "id_unik_indikator_renstra"
            )

    def spent(self, rows: Rows) -> None:
        """Read realised money of lines by month; whether an amount is of its month or of all so far, no column says."""
        if self.rfk not in _EACH | _SO_FAR:
            rows.drop(rows.kept, "of its month or of all months so far? given={'rfk': 'monthly' or 'cumulative'}")
            return
        by_line: dict[str, dict[int, int]] = {}
        homes: dict[str, str] = {}
        for row in list(rows):
            line, month = self.yearly.find(rows, row), rows.key(row, "bulan") or ""
            at = int(month) if month.isascii() and month.isdecimal() and len(month) < 3 else 0
            if line is None or at not in _MONTHS:
                rows.drop([row], "its line is not there" if line is None else "no month")
            elif by_line.setdefault(line.ids[2], {}).setdefault(at, row) != row:
                rows.drop([row], "another amount of the same month")
            else:
                homes[line.ids[2]] = line.home
        for subject, months in by_line.items():
            if months:
                self.spent_on(rows, subject, homes[subject], dict(sorted(months.items())))

    def spent_on(self, rows: Rows, subject: str, home: str, months: Mapping[int, int]) -> None:
        """Keep what was spent on a line; of amounts of all months so far the last is that of the year."""
        year = self.yearly.year
        said = {at: row for at, row in months.items() if not rows.is_null(row, "realisasi_anggaran")}
        fields: dict[str, Any] = {"document": home, "subject": subject, "basis": "realised"}
        if self.rfk in _EACH:
            fields["amounts"] = {f"{year}-{at:02}": rows.money(row, "realisasi_anggaran") for at, row in said.items()}
        elif said:
            fields["amounts"] = {str(year): rows.money(said[max(said)], "realisasi_anggaran")}
        beside = (*_OF_MONTH, *(("realisasi_anggaran",) if self.rfk in _SO_FAR else ()))
        for key in beside:
            texts = {f"{year}-{at:02}": rows.text(row, key) for at, row in months.items() if not rows.is_null(row, key)}
            if texts:
                fields[f"x-{key}"] = texts
        if said:
            rows.add("allocations", fields, said[min(said)], "realisasi_anggaran")
        else:
            rows.drop(months.values(), "no amount")

    def ceiling(self, rows: Rows, row: int) -> None:
        """Read the ceiling of an OPD as a stated total of its Renja, and what it spent as another."""
        numbers = (rows.named(row, key) or "" for key in ("id_skpd", "id_unit"))
        code = rows.key(row, "kode_skpd") or next((self.units[one] for one in numbers if one in self.units), None)
        column = next((key for key in _TOTALS if not rows.is_null(row, key)), None)
        if code is None or (column is None and rows.is_null(row, "realisasi")):
            rows.drop([row], "its OPD is not named" if code is None else "no ceiling")
            return
        if not self.yearly.is_new("ceilings", code):
            rows.drop([row], "stands twice")
            return
        home = self.yearly.home(rows, row, code)
        told: dict[str, Any] = {"document": home, "subject": code, "role": "stated_total"}
        if column is not None:
            own = rows.own(row, (key for key in CEILINGS if key != column))
            amounts = {str(self.yearly.year): rows.money(row, column)}
            rows.add("allocations", {**told, "amounts": amounts, **own}, row, column)
        if not rows.is_null(row, "realisasi"):
            spent = {str(self.yearly.year): rows.money(row, "realisasi")}
            rows.add("allocations", {**told, "basis": "realised", "amounts": spent}, row, "realisasi")
