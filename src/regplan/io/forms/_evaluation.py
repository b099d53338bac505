"""Evaluation forms of a year with its quarters: E-79 and E-81."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs

from regplan.calc.targets.form_tables import QUARTERS, FormName
from regplan.calc.targets.forms import evaluate_form
from regplan.io.forms._rows import (
    ENDS,
    EVALUATED,
    chosen_documents,
    indicators_by_owner,
    items_of,
    last_of,
    money_by_subject,
    number_of,
    objectives_above,
    office_title,
    region_title,
    results_by_indicator,
    series_of,
    stated_nodes,
)
from regplan.io.forms._sheet import NOBODY, Column, FormSheet, Formula, Row
from regplan.model.origins import letters_of
from regplan.model.plan import Plan
from regplan.model.targets import Indicator
from regplan.values.period import END, period_year

__all__ = ["year_form"]


@attrs.frozen
class _YearForm:
    form: FormName
    title: str
    year_kind: str
    plan_kind: str
    years_of: str


_YEARLY: Final = {
    "E-79": _YearForm("E-79", "EVALUASI TERHADAP HASIL RKPD KABUPATEN/KOTA", "RKPD", "RPJMD", "RKPD"),
    "E-81": _YearForm("E-81", "EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH", "RENJA", "RENSTRA", "Renja"),
}


def year_form(plan: Plan, name: str, year: int, documents: Sequence[str]) -> FormSheet:
    """
    Lay out E-79 or E-81: a row an indicator, K as printed, and Rp of its node on its first row; a node without one has a row too.

    The columns are those of regulations §1.7, with the unit of the indicator, and in E-81 the code, besides.

    Sums and rates are formulas whose stored values are those of ``calc.targets.evaluate_form``. Of an indicator that does not add
    up, or of which that is not said, the columns that follow stay empty: the sum on the form would be wrong.
    """
    kind = _YEARLY[name]
    homes = chosen_documents(plan, documents or kind.year_kind, year)
    longer = chosen_documents(plan, kind.plan_kind, None)
    yearly, lasting = series_of(plan, homes), series_of(plan, longer)
    results = results_by_indicator(plan)
    money = _Money.of(plan, homes, longer, year)
    nodes = stated_nodes(plan, {*homes, *longer})
    owners, above = indicators_by_owner(plan), objectives_above(plan)
    rows: list[Row] = []
    left = 0
    last = NOBODY
    for item in items_of(plan, nodes, EVALUATED):
        for number, one in enumerate(owners.get(item.id) or (None,)):
            cells = _k_of(one, year, results.get(one.id, {}), yearly, lasting) if one else {}
            columns, known = _computed(kind.form, cells, one) if one else ({}, True)
            left += not known
            amounts = money.of_node(item.id) if number == 0 else {}
            rupiah: Mapping[str, Any] = (
                _computed(kind.form, amounts, None)[0] if number == 0 else {str(key): NOBODY for key in _ORDER}
            )
            sasaran = above.get(item.id, NOBODY)
            title = NOBODY if number or item.level == "objective" else item.title
            told = (one.name, one.unit) if one else (None, None)
            head = (str(len(rows) + 1), NOBODY if sasaran == last else sasaran, item.code, title, *told)
            last = sasaran
            middle = [cell for key in _ORDER for cell in (_cell(key, columns, 0), _cell(key, rupiah, 1))]
            rows.append(Row((*head, *middle, item.agency if number == 0 else NOBODY, NOBODY)))
    heads = (
        f"Target {kind.plan_kind} pada Akhir Periode",
        f"Realisasi s.d. {kind.years_of} Tahun Lalu",
        f"Target dan Anggaran {kind.years_of} {year}",
        *(f"Realisasi Triwulan {one}" for one in ("I", "II", "III", "IV")),
        f"Realisasi {kind.years_of} {year}",
        f"Realisasi {kind.plan_kind} s.d. {year}",
        f"Tingkat Capaian {kind.plan_kind} s.d. {year} (%)",
    )
    shown = (
        Column(("No",), width=6),
        Column(("Sasaran",), width=30),
        Column(("Kode",), width=18),
        Column(("Program/Kegiatan/Sub Kegiatan",), width=38),
        Column(("Indikator Kinerja",), width=34),
        Column(("Satuan",), width=12),
        *(
            column
            for head in heads
            for column in (Column((head, "K"), "number", 12), Column((head, "Rp"), "money", 18))
        ),
        Column(("Perangkat Daerah Penanggung Jawab",), width=22),
        Column(("Keterangan",), width=16),
    )
    notes = (*_left(left), *ENDS)
    titles = (f"FORMULIR {name}", kind.title, *office_title(plan, homes), region_title(plan, year))
    return FormSheet(name, titles, shown, tuple(rows), notes=notes)


_ORDER: Final = ("end_target", "before", "target", *QUARTERS, "result", "cumulative", "rate")
_FIRST: Final = 6
"""Position of the first column of K."""


def _left(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        f"{count} indikator tidak dijumlahkan, karena sifat penjumlahannya (akumulasi) tidak disebut atau bukan jumlah.",
    )


def _k_of(
    one: Indicator, year: int, results: Mapping[str, str | None], yearly: Any, lasting: Any
) -> dict[str, Fraction | None]:
    """Gather the numbers of an indicator; what is no number, or is not said, is None."""
    target, long = yearly.get((one.id, "target")), lasting.get((one.id, "target"))
    before = [number_of(text) for period, text in sorted(results.items()) if period.isdigit() and int(period) < year]
    known = [one_year for one_year in before if one_year is not None]
    adds = one.accumulation in {"sum", "increment"}
    cells: dict[str, Fraction | None] = {cell: number_of(results.get(f"{year}-{cell.upper()}")) for cell in QUARTERS}
    cells["end_target"] = number_of(long.values.get(END) or last_of(long.values)) if long else None
    cells["target"] = number_of(target.values.get(str(year))) if target else None
    whole = known and len(known) == len(before)
    cells["before"] = (sum(known, Fraction(0)) if adds else known[-1]) if whole else None
    return cells


def _computed(form: FormName, cells: Mapping[str, Any], one: Indicator | None) -> tuple[dict[str, Any], bool]:
    """Compute the columns that follow, of money and of indicators that add up; of others they stay empty."""
    if one is not None and one.accumulation not in {"sum", "increment"}:
        return dict(cells), not any(cells.get(quarter) is not None for quarter in QUARTERS)
    how = "sum" if one is None or one.accumulation is None else one.accumulation
    if not any(value is not None for value in cells.values()):
        return dict(cells), True
    made = evaluate_form(form, cells, accumulation=how, missing="skip")  # type: ignore[arg-type] # its cells
    known: dict[str, Any] = dict(cells)
    known.update((str(cell), told.exact) for cell, told in made.items())
    if all(cells.get(quarter) is None for quarter in QUARTERS):
        known["result"] = known["cumulative"] = known["rate"] = None
    return known, True


def _cell(key: str, cells: Mapping[str, Any], part: int) -> Any:
    """Write a column: a formula over others of its row where the form computes it."""
    value = cells.get(key)
    letters = {name: letters_of(_FIRST + 2 * at + part + 1) for at, name in enumerate(_ORDER)}
    if value is None or value == NOBODY or key not in {"result", "cumulative", "rate"}:
        return value
    if key == "result":
        return Formula(
            f"={letters['q1']}{{row}}+{letters['q2']}{{row}}+{letters['q3']}{{row}}+{letters['q4']}{{row}}", value
        )
    if key == "cumulative":
        return Formula(f"={letters['before']}{{row}}+{letters['result']}{{row}}", value)
    return Formula(f"={letters['cumulative']}{{row}}/{letters['end_target']}{{row}}*100", value)


@attrs.frozen
class _Money:
    """Money of nodes: of the year, its quarters, before it, and in all years of the longer plan."""

    cells: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, plan: Plan, homes: Sequence[str], longer: Sequence[str], year: int) -> _Money:
        every = tuple(one.id for one in plan.documents)
        years = sorted({found for one in plan.allocations for period in one.amounts if (found := period_year(period))})
        return cls(
            {
                "target": money_by_subject(plan, homes, str(year)),
                "end_target": _added([money_by_subject(plan, longer, str(one)) for one in years]),
                "before": _added([money_by_subject(plan, every, str(one), "realised") for one in years if one < year]),
                **{cell: money_by_subject(plan, every, f"{year}-{cell.upper()}", "realised") for cell in QUARTERS},
            }
        )

    def of_node(self, node: str) -> dict[str, Any]:
        """Return the amounts of a node."""
        return {key: amounts.get(node) for key, amounts in self.cells.items()}


def _added(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Add amounts of years by subject; unknown where one is."""
    found: dict[str, Any] = {}
    for part in parts:
        for subject, amount in part.items():
            before = found.get(subject, 0)
            found[subject] = None if before is None or amount is None else before + amount
    return found
