"""TGT-17, PER-04 and PER-05: for which years a document has targets, baselines and results (regulations §1.8, §4.4)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._steps import first_of_each, has_value, in_judged
from regplan.checks.targets._told import grouped, home_of, printed
from regplan.checks.targets.required import target_years
from regplan.diagnostics.finding import Fact
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT, Groups, Ints
from regplan.index.spans import spans_of
from regplan.index.targets import targets_of
from regplan.model.documents import Document
from regplan.values.lang import Bilingual
from regplan.values.period import END, period_year

__all__ = ["RULES"]


@rule(
    "TGT-17",
    ("target tahunan sebanyak yang diminta pedoman", "as many target years as the guidance asks for"),
    clause(
        "too-many-target-years",
        "warning",
        (
            "{document} mencantumkan target {got}; pedomannya meminta {count} tahun: {expected}",
            "{document} prints targets for {got}; its guidance asks for {count} years: {expected}",
        ),
        (
            "tulis nilai tahun di luar itu sebagai kondisi awal, atau perbaiki 'rezim' atau 'tahun' dokumen",
            "write values of other years as the baseline, or mend 'regime' or 'years' of the document",
        ),
    ),
    clause(
        "work-target-years-missing",
        "warning",
        (
            "{document}: {count} indikator program, kegiatan, sub kegiatan, atau OPD tidak mempunyai target {missing} (yang pertama: {first})",
            "{document}: {count} indicator(s) of programs, activities, sub activities or OPD have no target for {missing} (the first: {first})",
        ),
        (
            "isi target setiap tahun yang diminta pedoman; tahun tanpa kegiatan ditulis 0",
            "give a target for each year the guidance asks for; write 0 for an idle year",
        ),
    ),
)
def target_year_count(case: Case) -> Outcome:
    """A plan of several years prints targets for the years of its guidance, no more and, below objectives, no fewer."""
    for at, document in case.documents("RPJMD", "RPD", "RENSTRA"):
        rows = _target_series(case).rows(at)
        years = target_years(case, document)
        if years is None and len(rows):
            yield Lacking(document.id, Bilingual("rezim dan tahun dokumen", "regime and years of the document"))
        elif years is not None:
            spans = spans_of(case.index).number[rows]
            held = {span: spans_of(case.index).keys[span] for span in np.unique(spans).tolist()}
            yield from _too_many(case, at, document, years, held.values())
            short = {span: gap for span, periods in held.items() if (gap := _missing(periods, years))}
            if short:
                yield from _too_few(case, at, rows, spans, short)


def _target_series(case: Case) -> Groups:
    """Group the series of targets by document; other roles stand with no document."""
    series = case.index.series

    def make() -> Groups:
        kept = (series.role == SERIES_ROLES.index("target")) & (series.indicator >= 0)
        return Groups.of(np.where(kept, series.document, ABSENT))

    return case.index.remember("series of targets", make)


def _too_many(
    case: Case, at: int, document: Document, years: tuple[int, ...], held: Iterable[tuple[str, ...]]
) -> Outcome:
    """Yield a document that prints targets for more of its years than are asked for; PER-01 has those outside it."""
    first, last = document.first_year or years[0], max(document.last_year or 0, years[-1])
    stated = {int(key) for span in held for key in span if len(key) == len("2026")}
    inside = sorted(year for year in stated if first <= year <= last)
    if len(inside) > len(years):
        facts: dict[str, Fact] = {"got": _told(inside), "count": len(years), "expected": _told(years)}
        yield Violation(case.position(at), "too-many-target-years", facts)


def _too_few(case: Case, at: int, rows: Ints, spans: Ints, short: Mapping[int, tuple[str, ...]]) -> Outcome:
    """Yield once for each set of missing years the indicators that lack them; CARD-05 has those of goals and objectives."""
    indicator = case.index.series.indicator[rows]
    below = ~np.isin(case.index.indicator_owner[indicator], case.nodes(at, "goal", "objective"))
    gaps: dict[tuple[str, ...], set[int]] = {}
    for span, missing in short.items():
        found = set(indicator[below & (spans == span)].tolist())
        if found:
            gaps.setdefault(missing, set()).update(found)
    for missing, lacking_it in sorted(gaps.items()):
        names = tuple(sorted(case.plan.indicators[one].id for one in lacking_it))
        facts: dict[str, Fact] = {"count": len(names), "missing": missing, "first": names[0]}
        yield Violation(case.position(at), "work-target-years-missing", facts, related=names)


def _missing(span: tuple[str, ...], years: tuple[int, ...]) -> tuple[str, ...]:
    """Return the years that have no target; ``end`` stands for the last one, as in CARD-05."""
    stated = {*span, *((str(years[-1]),) if END in span else ())}
    return tuple(str(year) for year in years if str(year) not in stated)


def _told(years: Sequence[int]) -> str:
    """Write years in a row as a span."""
    whole = years[-1] - years[0] + 1 == len(years)
    return f"{years[0]}–{years[-1]}" if whole and len(years) > 1 else ", ".join(map(str, years))


@rule(
    "PER-04",
    ("kondisi awal sebelum target", "the baseline comes before the targets"),
    clause(
        "baseline-after-targets",
        "warning",
        (
            "{subject} adalah keadaan {got}, padahal targetnya mulai {first}",
            "{subject} is of {got}, but its targets begin in {first}",
        ),
        (
            "perbaiki tahunnya; nilai sesudah target mulai adalah realisasi",
            "mend its year; a value after the targets have begun is a result",
        ),
    ),
)
def baseline_after_targets(case: Case) -> Outcome:
    """A baseline is of no year after the first target of its indicator in its document."""
    columns = targets_of(case.index)
    width = len(case.plan.documents) + 1
    keys, first = _first_years(case)
    rows = columns.rows_of("baseline")
    rows = rows[(columns.year[rows] > 0) & (columns.indicator[rows] >= 0) & in_judged(case, rows)]
    wanted = columns.indicator[rows] * width + columns.document[rows]
    place = np.searchsorted(keys, wanted)
    begun = np.append(first, _NEVER)[place]
    late = (np.append(keys, ABSENT)[place] == wanted) & (columns.year[rows] > begun)
    for series, cells in grouped(case, rows[late]):
        facts: dict[str, Fact] = {
            "got": tuple(columns.periods[int(columns.period[row])] for row in cells),
            "first": str(begun[late][rows[late] == cells[0]][0]),
            "home": home_of(case, cells[0]),
        }
        yield Violation(None, None, facts, row=("series", series))


_NEVER: Final = 10_000


def _first_years(case: Case) -> tuple[Ints, Ints]:
    """Return keys of indicator and document, sorted, and the first year each has a target for."""

    def make() -> tuple[Ints, Ints]:
        columns = targets_of(case.index)
        rows = columns.rows_of("target")
        rows = rows[(columns.year[rows] > 0) & (columns.indicator[rows] >= 0) & (columns.document[rows] >= 0)]
        key = columns.indicator[rows] * (len(case.plan.documents) + 1) + columns.document[rows]
        order = np.lexsort((columns.year[rows], key))
        first = order[first_of_each(key[order])]
        return key[first], columns.year[rows[first]]

    return case.index.remember("first target years", make)


@rule(
    "PER-05",
    ("realisasi sesudah periodenya berakhir", "results come after their period"),
    clause(
        "result-before-period-ends",
        "warning",
        (
            "{subject} memuat {got}, padahal {home} ditetapkan {day}, sebelum periode itu berakhir",
            "{subject} has {got}, but {home} was enacted on {day}, before that period had ended",
        ),
        (
            "perbaiki tahunnya atau tanggal penetapan; angka perkiraan bukan realisasi",
            "mend the year or the day it was enacted; an estimate is no result",
        ),
    ),
)
def result_before_period_ends(case: Case) -> Outcome:
    """What a document says has been lies in periods that had ended on the day it was enacted."""
    columns = targets_of(case.index)
    rows = columns.rows_of("result")
    rows = rows[has_value(columns, rows) & (columns.indicator[rows] >= 0) & in_judged(case, rows)]
    ended = np.array([_last_day(key) for key in (*columns.periods, END)], np.int64)[columns.period[rows]]
    closing = np.array([_last_day(str(one.last_year)) if one.last_year else 0 for one in case.plan.documents], np.int64)
    if END in columns.periods:
        at_end = columns.period[rows] == columns.periods.index(END)
        ended = np.where(at_end, closing[columns.document[rows]], ended)
    days = np.array([_day(one.events.get("enacted")) for one in case.plan.documents], np.int64)[columns.document[rows]]
    for at in np.unique(columns.document[rows[(days == 0) & (ended > 0)]]).tolist():
        yield Lacking(
            case.plan.documents[at].id,
            Bilingual("hari penetapan ('enacted' dalam 'peristiwa')", "the day it was enacted ('enacted' in 'events')"),
        )
    for series, cells in grouped(case, rows[(days > 0) & (ended > days)]):
        home = case.plan.documents[int(columns.document[cells[0]])]
        facts: dict[str, Fact] = {
            "got": tuple(printed(case, row) for row in cells),
            "home": home.id,
            "day": home.events["enacted"],
        }
        yield Violation(None, None, facts, row=("series", series))


def _last_day(key: str) -> int:
    """Return the last day of a period as a number; 0 where it has no year."""
    year = period_year(key)
    if year is None:
        return 0
    rest = key[5:]
    month = 12 if not rest else 3 * int(rest[1]) if rest[0] == "Q" else int(rest[:2])
    day = int(rest[3:]) if len(rest) == 5 else monthrange(year, month)[1]
    return date(year, month, day).toordinal()


def _day(text: str | None) -> int:
    return date.fromisoformat(text).toordinal() if text else 0


RULES: tuple[Rule, ...] = (target_year_count, baseline_after_targets, result_before_period_ends)
