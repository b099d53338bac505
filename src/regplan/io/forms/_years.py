"""Evaluation forms over the years of a plan: E-78 (RPJMD) and E-80 (Renstra)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import attrs

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

__all__ = ["years_form"]


def years_form(plan: Plan, name: str, year: int | None, documents: Sequence[str]) -> FormSheet:
    """
    Lay out E-78 or E-80: a row an indicator with baseline, end target, and target, result and rate of each year, each K and Rp.

    The columns are those that applications print for both forms (41 and 38 with five years), with the unit of the indicator besides.
    The rate of K is result by target, of indicators of which more is better; of others it stays empty. What E-78 has at its end,
    result of all years and its rate, is their sum where the indicator adds up, and of others the last result (recalled).
    """
    is_region = name == "E-78"
    homes = chosen_documents(plan, documents or ("RPJMD" if is_region else "RENSTRA"), year)
    known, results = series_of(plan, homes), results_by_indicator(plan)
    years = _years_of(plan, homes, known)
    every = tuple(one.id for one in plan.documents)
    aims = [money_by_subject(plan, homes, str(at)) for at in years]
    spent = [money_by_subject(plan, every, str(at), "realised") for at in years]
    owners, above = indicators_by_owner(plan), objectives_above(plan)
    rows: list[Row] = []
    last = NOBODY
    for item in items_of(plan, stated_nodes(plan, homes), EVALUATED):
        for number, one in enumerate(owners.get(item.id) or (None,)):
            own = number == 0
            rupiah = [[one_year.get(item.id) if own else NOBODY for one_year in part] for part in (aims, spent)]
            numbers = _numbers(one, known, results, years)
            aim, got = numbers.wanted, numbers.got
            ends = (numbers.end, _total(rupiah[0]) if own else NOBODY)
            pairs = [
                *zip(aim, rupiah[0], strict=True),
                *zip(got, rupiah[1], strict=True),
                *(
                    _rates(at, len(years), one, (aim[at], rupiah[0][at]), (got[at], rupiah[1][at]))
                    for at in range(len(years))
                ),
                *(_ends(len(years), one, ends, got, rupiah[1]) if is_region else ()),
            ]
            sasaran = above.get(item.id, NOBODY)
            title = NOBODY if not own or item.level == "objective" else item.title
            rows.append(
                Row(
                    (
                        str(len(rows) + 1),
                        NOBODY if sasaran == last else sasaran,
                        title,
                        one.name if one else None,
                        one.unit if one else None,
                        numbers.began,
                        *ends,
                        *(cell for pair in pairs for cell in pair),
                        *(() if is_region else (item.agency if own else NOBODY,)),
                    )
                )
            )
            last = sasaran
    notes = (
        "Catatan: rasio K hanya untuk indikator yang naik (polaritas); yang lain dihitung dengan rumusnya sendiri.",
        *ENDS,
    )
    told = _YEARS["E-78" if is_region else "E-80"]
    titles = (f"FORMULIR {name}", told.title, *office_title(plan, homes), region_title(plan, None) or "-")
    return FormSheet(name, titles, _years_columns(told, years), tuple(rows), notes=notes)


@attrs.frozen
class _YearsForm:
    title: str
    nodes: str
    aim: str
    got: str
    rate: str
    last: tuple[str, ...]


_YEARS: Final = {
    "E-78": _YearsForm(
        "EVALUASI TERHADAP HASIL RPJMD KABUPATEN/KOTA",
        "Program Prioritas",
        "Target RPJMD pada RKPD Tahun ke-",
        "Capaian Target RPJMD melalui Pelaksanaan RKPD Tahun ke-",
        "Tingkat Capaian Target RPJMD melalui Pelaksanaan RKPD Tahun ke- (%)",
        ("Capaian pada Akhir Tahun Perencanaan", "Rasio Capaian Akhir (%)"),
    ),
    "E-80": _YearsForm(
        "EVALUASI TERHADAP HASIL RENSTRA PERANGKAT DAERAH",
        "Program/Kegiatan",
        "Target Renstra Perangkat Daerah Tahun ke-",
        "Realisasi Capaian Tahun ke-",
        "Rasio Capaian pada Tahun ke- (%)",
        (),
    ),
}


def _years_columns(told: _YearsForm, years: Sequence[int]) -> tuple[Column, ...]:
    pairs = [
        ("Target Capaian pada Akhir Tahun Perencanaan",),
        *((head, str(at)) for head in (told.aim, told.got, told.rate) for at in years),
        *((head,) for head in told.last),
    ]
    return (
        Column(("No",), width=6),
        Column(("Sasaran",), width=34),
        Column((told.nodes,), width=38),
        Column(("Indikator Kinerja",), width=36),
        Column(("Satuan",), width=12),
        Column(("Data Capaian pada Awal Tahun Perencanaan",), "number"),
        *(
            column
            for heads in pairs
            for column in (
                Column((*heads, "K"), "percent" if "%" in heads[0] else "number", 12),
                Column((*heads, "Rp"), "percent" if "%" in heads[0] else "money", 18),
            )
        ),
        *(() if told.last else (Column(("Unit Penanggung Jawab",), width=22),)),
    )


_FIRST_PAIR: Final = 6
"""Position of the first pair of K and Rp of E-78 and E-80: the target at the end."""


@attrs.frozen
class _Numbers:
    """The numbers of an indicator over the years; None where there is none, or it is no number."""

    began: Fraction | None
    end: Fraction | None
    wanted: list[Fraction | None]
    got: list[Fraction | None]


def _numbers(one: Indicator | None, known: Any, results: Any, years: Sequence[int]) -> _Numbers:
    target = known.get((one.id, "target")) if one else None
    baseline = known.get((one.id, "baseline")) if one else None
    values, reached = target.values if target else {}, results.get(one.id, {}) if one else {}
    began = next(iter(baseline.values.values()), None) if baseline else None
    return _Numbers(
        number_of(began),
        number_of(values.get(END) or last_of(values)),
        [number_of(values.get(str(at))) for at in years],
        [number_of(reached.get(str(at))) for at in years],
    )


def _years_of(plan: Plan, homes: Container[str], known: Any) -> list[int]:
    """List the years for which documents have targets or money."""
    targets = (period for (_, role), one in known.items() if role == "target" for period in one.values)
    money = (period for one in plan.allocations if one.document in homes for period in one.amounts)
    return sorted({found for period in (*targets, *money) if (found := period_year(period))})


def _total(amounts: Sequence[Any]) -> Decimal | None:
    """Add the amounts of all years; None where none is known."""
    told = [Decimal(one) for one in amounts if one is not None]
    return sum(told, Decimal(0)) if told else None


def _pair(number: int) -> tuple[str, str]:
    """Name the columns of a pair of K and Rp."""
    first = _FIRST_PAIR + 2 * number
    return letters_of(first + 1), letters_of(first + 2)


def _rates(at: int, years: int, one: Indicator | None, aim: tuple[Any, Any], got: tuple[Any, Any]) -> tuple[Any, Any]:
    """Divide result by target of a year, K and Rp."""
    up = one is not None and one.polarity == "up"
    cells = zip(aim, got, _pair(1 + at), _pair(1 + years + at), (up, True), strict=True)
    k, rp = (_rate(*told) for told in cells)
    return k, rp


def _rate(aim: Any, got: Any, target: str, result: str, is_known: bool) -> Any:  # noqa: FBT001 - a cell of a form
    if NOBODY in (aim, got):
        return NOBODY
    if aim is None or got is None or aim == 0 or not is_known:
        return None
    return Formula(f"={result}{{row}}/{target}{{row}}*100", 100 * Fraction(got) / Fraction(aim))


def _ends(
    years: int, one: Indicator | None, ends: tuple[Any, Any], got: Sequence[Any], spent: Sequence[Any]
) -> Iterator[tuple[Any, Any]]:
    """Write the result of all years and its rate, K and Rp; empty years add nothing, as in the sheet."""
    ks, rps = ("+".join(f"{_pair(1 + years + at)[part]}{{row}}" for at in range(years)) for part in (0, 1))
    adds = one is not None and one.accumulation in {"sum", "increment"}
    reached = [value for value in got if value is not None]
    k = None
    if reached and adds:
        k = Formula(f"={ks}", sum(reached, Fraction(0)))
    elif reached:
        at = max(at for at, value in enumerate(got) if value is not None)
        k = Formula(f"={_pair(1 + years + at)[0]}{{row}}", got[at])
    paid = None if NOBODY in spent else _total(spent)
    rp = NOBODY if NOBODY in spent else Formula(f"={rps}", paid) if paid is not None else None
    yield k, rp
    up = one is not None and one.polarity == "up"
    names, sums = _pair(0), _pair(1 + 3 * years)
    values = (k.value if k else None, paid if rp is not NOBODY else NOBODY)
    made = [_rate(*told) for told in zip(ends, values, names, sums, (up, True), strict=True)]
    yield made[0], made[1]
