"""The table T-C.33 of RKPD and Renja (a year with its forward estimate) and T-C.27 of the Renstra (five years)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from regplan.errors import CallError
from regplan.io.forms._rows import (
    chosen_documents,
    indicators_by_owner,
    items_of,
    money_by_subject,
    office_title,
    offices_of,
    region_title,
    series_of,
    stated_nodes,
    topmost,
    with_unit,
)
from regplan.io.forms._sheet import NOBODY, Column, FormSheet, Row, Sum
from regplan.model.plan import Plan
from regplan.model.words import Level
from regplan.values.period import END, period_year

__all__ = ["table_c27", "table_c33"]

_WORK: Final[tuple[Level, ...]] = ("program", "activity", "sub_activity")
_FROM_GOALS: Final[tuple[Level, ...]] = ("goal", "objective", *_WORK)


def table_c33(plan: Plan, year: int, documents: Sequence[str]) -> FormSheet:
    """Lay out the work of a year with place, target, ceiling and fund, and the forward estimate of the year after."""
    words = documents or _first_kind(plan, ("RKPD", "RENJA"), year)
    homes = chosen_documents(plan, words, year)
    now, later = (
        money_by_subject(plan, homes, str(year)),
        money_by_subject(plan, homes, str(year + 1), "forward_estimate"),
    )
    funds: dict[str, list[str]] = {}
    for one in plan.allocations:
        if one.document in homes and one.fund and one.fund not in funds.setdefault(one.subject, []):
            funds[one.subject].append(one.fund)
    rows: list[Row] = []
    firsts: dict[str, int] = {}
    told = _Measured(plan, homes)
    for item in items_of(plan, stated_nodes(plan, homes), _WORK):
        firsts[item.id] = len(rows)
        for number, (name, of_year, _) in enumerate(told.of(item.id, (str(year), str(year + 1)))):
            own = number == 0
            cells: tuple[Any, ...] = (
                item.code if own else NOBODY,
                item.title if own else NOBODY,
                name,
                "\n".join(item.places) or None if own else NOBODY,
                of_year[0],
                now.get(item.id) if own else NOBODY,
                "\n".join(funds.get(item.id, ())) or None if own else NOBODY,
                NOBODY,
                of_year[1],
                later.get(item.id) if own else NOBODY,
            )
            rows.append(Row(cells, strong=item.level == "program"))
    planned, ahead = f"Rencana Tahun {year}", f"Prakiraan Maju Tahun {year + 1}"
    columns = (
        Column(("Kode",), width=20),
        Column(("Urusan/Program/Kegiatan/Sub Kegiatan",), width=42),
        Column(("Indikator Kinerja",), width=36),
        Column((planned, "Lokasi"), width=22),
        Column((planned, "Target Capaian Kinerja"), width=16),
        Column((planned, "Kebutuhan Dana/Pagu Indikatif"), "money", 20),
        Column((planned, "Sumber Dana"), width=18),
        Column(("Catatan Penting",), width=18),
        Column((ahead, "Target Capaian Kinerja"), width=16),
        Column((ahead, "Kebutuhan Dana/Pagu Indikatif"), "money", 20),
    )
    titles = (
        "TABEL T-C.33",
        "RUMUSAN RENCANA PROGRAM DAN KEGIATAN SERTA PRAKIRAAN MAJU",
        *office_title(plan, homes),
        region_title(plan, year),
    )
    count = len(offices_of(plan, homes))
    notes = (f"Tabel ini memuat {count} perangkat daerah; barisnya tidak menyebut yang mana.",) if count > 1 else ()
    return FormSheet("T-C.33", titles, columns, tuple(rows), _sums(plan, rows, firsts, (5, 9)), notes)


def table_c27(plan: Plan, year: int | None, documents: Sequence[str]) -> FormSheet:
    """Lay out goals, objectives and work of a Renstra with targets and money of each of its years."""
    homes = chosen_documents(plan, documents or "RENSTRA", year)
    years = sorted(
        {
            found
            for one in plan.allocations
            if one.document in homes
            for period in one.amounts
            if (found := period_year(period))
        }
    )
    if not years:
        years = sorted(
            {
                found
                for one in plan.series
                if one.document in homes and one.role == "target"
                for period in one.values
                if (found := period_year(period))
            }
        )
    money = [money_by_subject(plan, homes, str(one)) for one in years]
    told = _Measured(plan, homes)
    rows: list[Row] = []
    firsts: dict[str, int] = {}
    for item in items_of(plan, stated_nodes(plan, homes), _FROM_GOALS):
        firsts[item.id] = len(rows)
        for number, (name, targets, baseline) in enumerate(told.of(item.id, (*map(str, years), END))):
            own = number == 0
            middle = [
                cell for at in range(len(years)) for cell in (targets[at], money[at].get(item.id) if own else NOBODY)
            ]
            head = (
                item.title if own and item.level == "goal" else NOBODY,
                item.title if own and item.level == "objective" else NOBODY,
                item.code if own else NOBODY,
                item.title if own and item.level in _WORK else NOBODY,
            )
            last = (targets[-1], item.agency if own else NOBODY, "\n".join(item.places) or None if own else NOBODY)
            rows.append(Row((*head, name, baseline, *middle, *last), strong=item.level in {"goal", "program"}))
    top = "Target Kinerja dan Kerangka Pendanaan"
    columns = (
        Column(("Tujuan",), width=28),
        Column(("Sasaran",), width=28),
        Column(("Kode",), width=18),
        Column(("Program/Kegiatan/Sub Kegiatan",), width=36),
        Column(("Indikator Kinerja",), width=32),
        Column(("Data Capaian Awal",), width=14),
        *(
            column
            for one in years
            for column in (Column((top, f"Tahun {one}", "Target")), Column((top, f"Tahun {one}", "Rp"), "money", 18))
        ),
        Column(("Kondisi Akhir",), width=14),
        Column(("Unit Kerja Penanggung Jawab",), width=22),
        Column(("Lokasi",), width=20),
    )
    titles = (
        "TABEL T-C.27",
        "RENCANA PROGRAM, KEGIATAN, DAN PENDANAAN RENCANA STRATEGIS",
        *office_title(plan, homes),
        plan.title or region_title(plan, None) or "-",
    )
    sums = _sums(plan, rows, firsts, [7 + 2 * at for at in range(len(years))])
    return FormSheet("T-C.27", titles, columns, tuple(rows), sums)


def _first_kind(plan: Plan, kinds: Sequence[str], year: int) -> str:
    """Return the first kind of which the plan has a document for the year."""
    for kind in kinds:
        if chosen_documents(plan, kind, year):
            return kind
    msg = f"the plan has no {' or '.join(kinds)} for {year}: name the document"
    raise CallError(msg)


def _sums(plan: Plan, rows: Sequence[Row], firsts: Mapping[str, int], columns: Sequence[int]) -> tuple[Sum, ...]:
    """Return for each column the rows its sum is made of: what prints money there and stands below no row that does."""

    def printed(column: int) -> dict[str, int]:
        return {node: at for node, at in firsts.items() if rows[at].cells[column] not in {None, NOBODY}}

    return tuple((column, topmost(plan, printed(column))) for column in columns)


class _Measured:
    """The indicators of nodes with targets and baselines as printed."""

    def __init__(self, plan: Plan, homes: Sequence[str]) -> None:
        """Gather them."""
        self.by_owner = indicators_by_owner(plan)
        self.series = series_of(plan, homes)

    def of(self, node: str, periods: Sequence[str]) -> list[tuple[str | None, list[str | None], str | None]]:
        """Return name, targets and baseline of each indicator; one empty line where there is none."""
        found: list[tuple[str | None, list[str | None], str | None]] = []
        for one in self.by_owner.get(node, ()):
            targets, baseline = self.series.get((one.id, "target")), self.series.get((one.id, "baseline"))
            cells = [with_unit(targets.values.get(period), one.unit) if targets else None for period in periods]
            began = next((value for value in baseline.values.values() if value), None) if baseline else None
            found.append((one.name, cells, began))
        return found or [(None, [None] * len(periods), None)]
