"""CARD-05, CARD-09 and IND-01…10: indicators and the values documents must give for them (regulations §1.4, §1.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.structure.cardinality import LEVELS_EN
from regplan.diagnostics.finding import Fact
from regplan.errors import NoValueError
from regplan.model.documents import Document
from regplan.model.keys import indonesian
from regplan.model.targets import Indicator, Series
from regplan.model.words import LEVELS, Level
from regplan.values.code import cleaned, parse_code
from regplan.values.lang import Bilingual
from regplan.values.period import period_year

__all__ = ["RULES", "target_years"]

_RESULT_PLANS = ("RPJMD", "RPD", "RENSTRA")
_WORK_PLANS = ("RENSTRA", "RENJA", "RKPD", "APBD")


def indicators_of(case: Case, node: int) -> list[int]:
    """Return the positions, in their table, of the indicators of a node."""

    def gather() -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for at, owner in enumerate(case.index.indicator_owner.tolist()):
            found.setdefault(owner, []).append(at)
        return found

    return case.remember("indicators by owner", gather).get(node, [])


def series_of(case: Case) -> dict[tuple[str, str, str], Series]:
    """Map indicator, document and role to the series."""
    return case.remember("series", lambda: {row.key: row for row in reversed(case.plan.series)})


def position_of(case: Case, indicator: int) -> int:
    """Return the position in the index of an indicator."""
    return case.index.starts["indicators"] + indicator


def target_years(case: Case, document: Document) -> tuple[int, ...] | None:
    """
    Return the years for which a document must print targets, or None where its regime or years are not stated.

    Law: ``plan.target_years`` on the day of the regime. A period printed with more years than targets
    (2019–2024) counts its last ones; one with fewer (2025–2029, six targets) runs on after its end.
    """
    if document.first_year is None or document.last_year is None or document.regime is None:
        return None
    try:
        day = case.law.regimes[document.regime]
        count = case.law.parameter("plan.target_years").at(day).value
    except NoValueError:
        return None
    span = document.last_year - document.first_year + 1
    first = document.last_year - count + 1 if span >= count else document.first_year
    return tuple(range(first, first + count))


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
            "isi 'kondisi_awal'; untuk indeks baru tulis null pada tahunnya (DOC-03)",
            "give 'baseline'; for a new index write null at its year (DOC-03)",
        ),
    ),
    clause(
        "target-years-missing",
        "error",
        (
            "{subject} dalam {home} tidak mempunyai target {missing} ({stated})",
            "{subject} in {home} has no target for {missing} ({stated})",
        ),
        ("isi 'target' untuk tiap tahun periodenya", "give 'target' for each year of the period"),
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
        for node in nodes:
            found = indicators_of(case, int(node))
            if not found:
                yield Violation(int(node), "without-indicator")
            for indicator in found:
                yield from _valued(case, document, case.plan.indicators[indicator], indicator, series, years)


def _valued(
    case: Case,
    document: Document,
    indicator: Indicator,
    at: int,
    series: dict[tuple[str, str, str], Series],
    years: tuple[int, ...] | None,
) -> Iterator[Violation]:
    """Yield what an indicator of a goal or objective lacks in a document."""
    position = position_of(case, at)
    if indicator.unit is None:
        yield Violation(position, "indicator-without-unit")
    baseline = series.get((indicator.id, document.id, "baseline"))
    if baseline is None or not baseline.values:
        yield Violation(position, "indicator-without-baseline", {"home": document.id})
    if years is None:
        return
    target = series.get((indicator.id, document.id, "target"))
    values = target.values if target else {}
    stated = {period_year(key) for key in values} | ({years[-1]} if "end" in values else set())
    missing = tuple(str(year) for year in years if year not in stated)
    if missing:
        facts: dict[str, Fact] = {"home": document.id, "missing": missing, "stated": _stated(values)}
        yield Violation(position, "target-years-missing", facts)


def _stated(values: object) -> Bilingual:
    """Say what is stated instead: nothing, or values without a year."""
    undated = [text for key, text in dict(values).items() if period_year(key) is None]  # type: ignore[call-overload] # a mapping
    if not undated:
        return Bilingual("tidak tercantum", "not stated")
    told = ", ".join(repr(text) for text in undated)
    return Bilingual(f"tercantum tanpa tahun: {told}", f"stated without a year: {told}")


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
    done: set[int] = set()
    for at, _ in case.documents(*_WORK_PLANS):
        for node in case.nodes(at, "program", "activity", "sub_activity").tolist():
            if node in done:
                continue
            done.add(node)
            found = indicators_of(case, node)
            if not found:
                yield Violation(node, "work-without-indicator")
            for indicator in found:
                if case.plan.indicators[indicator].unit is None:
                    yield Violation(position_of(case, indicator), "work-indicator-without-unit")


def _class_rule(
    code: str, name: str, title: tuple[str, str], level: Level, allowed: tuple[str, ...], *kinds: str
) -> Rule:
    """Make the rule that indicators of a level are of some classes, in documents of some kinds."""
    words = Bilingual(
        " / ".join(indonesian(one) for one in allowed), " or ".join(one.replace("_", " ") for one in allowed)
    )

    def judge(case: Case) -> Outcome:
        for at, document in case.documents(*kinds):
            unknown = 0
            for node in case.nodes(at, level):
                for indicator in indicators_of(case, int(node)):
                    kind = case.plan.indicators[indicator].kind
                    unknown += kind is None
                    if kind is not None and kind not in allowed:
                        got = Bilingual(indonesian(kind), kind.replace("_", " "))
                        yield Violation(position_of(case, indicator), None, {"got": got, "expected": words})
            if unknown:
                yield Lacking(
                    document.id,
                    Bilingual(
                        f"'jenis' {unknown} indikator {indonesian(level)}",
                        f"'kind' of {unknown} {LEVELS_EN[level]} indicators",
                    ),
                )

    judge.__doc__ = f"Indicators of a {LEVELS_EN[level]} are {words.en}."
    written = clause(
        name,
        "warning",
        ("{subject} berjenis {got}, seharusnya {expected}", "{subject} is of class {got}, expected {expected}"),
        (
            "perbaiki 'jenis', atau pindahkan indikator ke tingkat yang sesuai",
            "mend 'kind', or move the indicator to a level that fits",
        ),
    )
    return rule(code, title, written)(judge)


_goal_class = _class_rule(
    "IND-01",
    "goal-indicator-class",
    ("indikator tujuan: dampak", "goal indicators: impact"),
    "goal",
    ("impact",),
    "RPJMD",
    "RPD",
)
_objective_class = _class_rule(
    "IND-02",
    "objective-indicator-class",
    ("indikator sasaran: dampak atau hasil", "objective indicators: impact or outcome"),
    "objective",
    ("impact", "outcome"),
    "RPJMD",
    "RPD",
)
_program_class = _class_rule(
    "IND-03",
    "program-indicator-class",
    ("indikator program: hasil", "program indicators: outcome"),
    "program",
    ("outcome",),
    *("RPJMD", "RPD", "RENSTRA", "RKPD", "RENJA"),
)
_activity_class = _class_rule(
    "IND-04",
    "activity-indicator-class",
    ("indikator kegiatan: keluaran atau hasil antara", "activity indicators: output or intermediate outcome"),
    "activity",
    ("output", "intermediate_outcome"),
    *("RENSTRA", "RKPD", "RENJA"),
)
_sub_activity_class = _class_rule(
    "IND-05",
    "sub-activity-indicator-class",
    ("indikator sub kegiatan: keluaran", "sub activity indicators: output"),
    "sub_activity",
    ("output",),
    *("RENSTRA", "RKPD", "RENJA", "APBD"),
)


@rule(
    "IND-06",
    ("RKA memuat masukan, keluaran, hasil", "an RKA has input, output and outcome"),
    clause(
        "rka-class-missing",
        "error",
        (
            "{subject} dalam {home} tidak mempunyai indikator {missing}",
            "{subject} in {home} has no indicator of class {missing}",
        ),
        ("tambahkan indikator dari jenis itu", "add an indicator of that class"),
    ),
)
def rka_classes(case: Case) -> Outcome:
    """Each program and activity of an RKA has indicators of input, output and outcome."""
    for at, document in case.documents("RKA"):
        for node in case.nodes(at, "program", "activity").tolist():
            kinds = {case.plan.indicators[one].kind for one in indicators_of(case, node)}
            missing = [kind for kind in ("input", "output", "outcome") if kind not in kinds]
            if missing and None in kinds:
                yield Lacking(document.id, Bilingual("'jenis' indikator", "'kind' of indicators"))
            elif missing:
                names = Bilingual(", ".join(map(indonesian, missing)), ", ".join(missing))
                yield Violation(node, None, {"missing": names, "home": document.id})


@rule(
    "IND-07",
    ("IKU dari tujuan dan sasaran", "IKU are of goals and objectives"),
    clause(
        "iku-outside-goals",
        "error",
        (
            "{subject} bertanda IKU tetapi bukan indikator tujuan atau sasaran",
            "{subject} is marked IKU but measures neither goal nor objective",
        ),
        (
            "hapus tanda IKU, atau pindahkan indikator ke tujuan atau sasaran",
            "remove the mark, or move the indicator to a goal or objective",
        ),
    ),
)
def iku_outside_goals(case: Case) -> Outcome:
    """Each IKU is an indicator of a goal or objective."""
    results = {LEVELS.index("goal"), LEVELS.index("objective")}
    for at, indicator in enumerate(case.plan.indicators):
        owner = int(case.index.indicator_owner[at])
        if "IKU" in indicator.flags and (
            owner < 0 or owner >= case.index.nodes or int(case.index.level[owner]) not in results
        ):
            yield Violation(position_of(case, at))


@rule(
    "IND-08",
    ("IKK milik satu bidang urusan", "an IKK belongs to a field"),
    clause(
        "ikk-without-function",
        "error",
        (
            "{subject} bertanda IKK tetapi tidak bertaut ke bidang urusan",
            "{subject} is marked IKK but is tied to no field",
        ),
        (
            "beri kode pada pemiliknya, atau 'bidang_urusan' pada OPD-nya",
            "give its owner a code, or its OPD its 'functions'",
        ),
    ),
)
def ikk_without_function(case: Case) -> Outcome:
    """Each IKK belongs to a bidang urusan: through the code of its owner or the functions of its OPD."""
    for at, indicator in enumerate(case.plan.indicators):
        if "IKK" in indicator.flags and not _has_field(case, int(case.index.indicator_owner[at])):
            yield Violation(position_of(case, at))


def _has_field(case: Case, owner: int) -> bool:
    if not 0 <= owner < case.index.nodes:
        record = case.index.record(owner) if owner >= 0 else None
        return bool(getattr(record, "functions", ()))
    carrier = int(case.index.agency[owner])
    if carrier >= 0 and case.plan.agencies[carrier].functions:
        return True
    code = parse_code(cleaned(case.index.node(owner).code or ""))
    return code is not None and code.bidang is not None


@rule(
    "IND-09",
    ("kalimat berorientasi hasil", "statements tell results"),
    clause(
        "activity-wording",
        "warning",
        (
            "{subject} berbunyi kegiatan ('{got}'), bukan hasil",
            "{subject} is worded as an activity ('{got}'), not as a result",
        ),
        (
            "rumuskan hasilnya: Meningkatnya/Menurunnya/Terwujudnya …",
            "word the result: Meningkatnya/Menurunnya/Terwujudnya …",
        ),
    ),
    clause(
        "result-word-missing",
        "info",
        ("{subject} tidak memakai kata hasil", "{subject} uses no word of result"),
        (
            "rumuskan hasilnya: Meningkatnya/Menurunnya/Terwujudnya …",
            "word the result: Meningkatnya/Menurunnya/Terwujudnya …",
        ),
    ),
)
def wording(case: Case) -> Outcome:
    """The statements of goals and objectives tell a result, not an activity."""
    activity = re.compile(r"\W*(" + "|".join(case.law.wording["activity"]) + r")", re.IGNORECASE)
    result = re.compile("|".join(case.law.wording["result"]), re.IGNORECASE)
    for at in np.flatnonzero(case.of_level("goal", "objective") & case.judged()).tolist():
        title = case.index.node(at).title
        if title is None:
            continue
        found = activity.match(title)
        if found:
            yield Violation(at, "activity-wording", {"got": found[1]})
        elif not result.search(title):
            yield Violation(at, "result-word-missing")


_NO_UNIT = re.compile(r"[\W\d_]+|undefined|null|none|nan|n/a|tidak ada", re.IGNORECASE)
_SIGNS = re.compile(r"[%‰°]+")


@rule(
    "IND-10",
    ("satuan adalah satuan", "a unit is a unit"),
    clause(
        "unit-not-a-unit",
        "warning",
        ("satuan {subject} tertulis '{got}'", "the unit of {subject} is written '{got}'"),
        ("tulis satuannya: orang, dokumen, persen, km …", "write its unit: orang, dokumen, persen, km …"),
    ),
)
def unit_not_a_unit(case: Case) -> Outcome:
    """The unit of an indicator is a word or sign of measure, not a number, a dash or a program's word for nothing."""
    for at, indicator in enumerate(case.plan.indicators):
        unit = indicator.unit
        if unit is not None and _NO_UNIT.fullmatch(unit) and not _SIGNS.fullmatch(unit):
            yield Violation(position_of(case, at), None, {"got": unit})


RULES: tuple[Rule, ...] = (
    measured,
    work_measured,
    _goal_class,
    _objective_class,
    _program_class,
    _activity_class,
    _sub_activity_class,
    rka_classes,
    iku_outside_goals,
    ikk_without_function,
    wording,
    unit_not_a_unit,
)
