"""CARD-05 and CARD-09: indicators, units, baselines and targets that documents must give (regulations §1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Violation, clause, rule
from regplan.diagnostics.finding import Fact
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import Groups
from regplan.index.members import members_of
from regplan.model.documents import Document
from regplan.model.targets import Indicator, Series
from regplan.model.words import LEVELS
from regplan.values.lang import Bilingual
from regplan.values.period import period_year

__all__ = ["RULES", "indicators_of", "is_justified", "position_of", "target_years"]

_RESULT_PLANS = ("RPJMD", "RPD", "RENSTRA")
_WORK_PLANS = ("RPJMD", "RPD", "RENSTRA", "RENJA", "RKPD", "PPAS", "KUA_PPAS", "RKA", "APBD", "DPA")


def indicators_of(case: Case, node: int) -> list[int]:
    """Return the positions, in their table, of the indicators of a node, in order."""
    owners = case.index.remember("indicators by owner", lambda: Groups.of(case.index.indicator_owner))
    found: list[int] = owners.rows(node).tolist()
    return found


def series_of(case: Case) -> dict[tuple[int, int, int], Series]:
    """Map positions of indicator, document and role to the first such series, for the indicators of goals and objectives."""

    def gather() -> dict[tuple[int, int, int], Series]:
        index, series = case.index, case.index.series
        results = np.zeros(len(index.ids) + 2, np.bool_)
        results[: index.nodes] = case.of_level("goal", "objective")
        rows = np.flatnonzero(np.append(results[index.indicator_owner], (False, False))[series.indicator])[::-1]
        keys = zip(*(column[rows].tolist() for column in (series.indicator, series.document, series.role)), strict=True)
        return dict(zip(keys, map(case.plan.series.__getitem__, rows.tolist()), strict=True))

    return case.index.remember("series", gather)


def position_of(case: Case, indicator: int) -> int:
    """Return the position in the index of an indicator."""
    return case.index.starts["indicators"] + indicator


def is_justified(indicator: Indicator, series: Series | None = None) -> bool:
    """
    Tell whether a plan gives the reason for an exception, in the own field ``x-justifikasi`` or ``x-justification``.

    Example:
        >>> is_justified(Indicator(id="I", extra={"x-justifikasi": "pandemi"})), is_justified(Indicator(id="I"))
        (True, False)
    """
    stated = (one.extra.get(name) for one in (indicator, series) if one and one.extra for name in _JUSTIFIED)
    return any(bool(text.strip() if isinstance(text, str) else text) for text in stated)


_JUSTIFIED = ("x-justifikasi", "x-justification")


def target_years(case: Case, document: Document) -> tuple[int, ...] | None:
    """
    Return the years for which a document must print targets, or None where its regime or years are not stated.

    Law: ``plan.target_years`` on the day of the regime. A period printed with more years than targets
    (2019–2024) counts its last ones; one with fewer (2025–2029, six targets) runs on after its end.
    """
    if document.first_year is None or document.last_year is None or document.last_year < document.first_year:
        return None
    if document.kind == "RPD":
        return tuple(range(document.first_year, document.last_year + 1))
    if document.regime is None:
        return None
    count = _count_of_years(case, document.regime)
    span = document.last_year - document.first_year + 1
    first = document.last_year - count + 1 if span >= count else document.first_year
    return tuple(range(first, first + count))


def _count_of_years(case: Case, regime: str) -> int:
    def make() -> int:
        count: int = case.law.parameter("plan.target_years").at(case.law.regimes[regime]).value
        return count

    return case.remember(f"target years under {regime}", make)


@rule(
    "CARD-05",
    ("tujuan dan sasaran terukur", "goals and objectives are measured"),
    clause(
        "without-indicator",
        "error",
        ("{subject} tidak mempunyai indikator", "{subject} has no indicator"),
        (
            "tulis sedikitnya satu indikator dengan satuan, kondisi awal, dan target",
            "write at least one indicator with unit, baseline and targets",
        ),
    ),
    clause(
        "indicator-without-unit",
        "error",
        ("{subject} tidak mempunyai satuan", "{subject} has no unit"),
        ("isi 'satuan'", "give 'unit'"),
    ),
    clause(
        "indicator-without-baseline",
        "error",
        ("{subject} tidak mempunyai kondisi awal dalam {home}", "{subject} has no baseline in {home}"),
        (
            "isi 'kondisi_awal'; untuk indeks baru tulis null pada tahunnya",
            "give 'baseline'; for a new index write null at its year",
        ),
    ),
    clause(
        "target-years-missing",
        "error",
        (
            "{subject} dalam {home} tidak mempunyai target {missing}{stated}",
            "{subject} in {home} has no target for {missing}{stated}",
        ),
        ("isi 'target' untuk setiap tahun periodenya", "give 'target' for each year of the period"),
    ),
)
def measured(case: Case) -> Outcome:
    """Each goal and objective has an indicator with unit, baseline, and targets for the years of its document."""
    series = series_of(case)
    for at, document in case.documents(*_RESULT_PLANS):
        years = target_years(case, document)
        nodes = case.nodes(at, "goal", "objective")
        if years is None and len(nodes):
            yield Lacking(document.id, Bilingual("rezim dan tahun dokumen", "regime and years of the document"))
        for node in nodes.tolist():
            found = indicators_of(case, node)
            if not found:
                yield Violation(node, "without-indicator")
            for indicator in found:
                baseline, target = (series.get((indicator, at, role)) for role in (_BASELINE, _TARGET))
                yield from _valued(case, document, indicator, baseline, target, years)


_BASELINE, _TARGET = SERIES_ROLES.index("baseline"), SERIES_ROLES.index("target")


def _valued(
    case: Case,
    document: Document,
    indicator: int,
    baseline: Series | None,
    target: Series | None,
    years: tuple[int, ...] | None,
) -> Iterator[Violation]:
    """Yield what an indicator of a goal or objective lacks in a document."""
    position = position_of(case, indicator)
    if not case.index.indicator_unit[indicator]:
        yield Violation(position, "indicator-without-unit")
    if baseline is None or not baseline.values:
        yield Violation(position, "indicator-without-baseline", {"home": document.id})
    if years is None:
        return
    values: Mapping[str, str | None] = target.values if target else {}
    missing = tuple(year for year in map(str, years) if year not in values)
    if "end" in values:
        missing = tuple(year for year in missing if year != str(years[-1]))
    if missing:
        facts: dict[str, Fact] = {"home": document.id, "missing": missing, "stated": _stated(values)}
        yield Violation(position, "target-years-missing", facts)


def _stated(values: Mapping[str, str | None]) -> Bilingual:
    """Say what is stated instead: nothing, or values without a year."""
    undated = [text for key, text in values.items() if period_year(key) is None and text is not None]
    if not undated:
        return Bilingual("", "")
    told = ", ".join(repr(text) for text in undated)
    return Bilingual(f"; tercantum tanpa tahun: {told}", f"; stated without a year: {told}")


@rule(
    "CARD-09",
    ("program, kegiatan, sub kegiatan terukur", "programs, activities, sub activities are measured"),
    clause(
        "work-without-indicator",
        "error",
        ("{subject} tidak mempunyai indikator", "{subject} has no indicator"),
        ("tulis sedikitnya satu indikator dengan satuan", "write at least one indicator with a unit"),
    ),
    clause(
        "work-indicator-without-unit",
        "warning",
        ("{subject} tidak mempunyai satuan", "{subject} has no unit"),
        ("isi 'satuan'", "give 'unit'"),
    ),
)
def work_measured(case: Case) -> Outcome:
    """Each program, activity and sub activity has an indicator with a unit."""
    index = case.index
    owner = index.indicator_owner
    measures = (owner >= 0) & (owner < index.nodes)
    work = np.zeros(index.nodes, np.bool_)
    members = members_of(index)
    here = case.marks(*_WORK_PLANS)[members.document] & (index.level[members.node] >= LEVELS.index("program"))
    work[members.node[here]] = True
    bare = work.copy()
    bare[owner[measures]] = False
    yield from (Violation(node, "work-without-indicator") for node in np.flatnonzero(bare).tolist())
    unitless = np.flatnonzero(measures & ~index.indicator_unit)
    for indicator in unitless[work[owner[unitless]]].tolist():
        yield Violation(position_of(case, indicator), "work-indicator-without-unit")


RULES = (measured, work_measured)
