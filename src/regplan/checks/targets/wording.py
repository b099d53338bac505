"""WORD-01…05: how the names of indicators are worded (house rules; measured in docs/indicator-wording.md)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.structure.cardinality import LEVELS_EN
from regplan.checks.targets._percentages import (
    amount_of_percentage,
    change_without_base,
    count_in_percent,
    percentage_in_count,
    process_without_whole,
)
from regplan.checks.targets._words import counted_output, named_activity, second_measure, target_in_name
from regplan.checks.targets.required import position_of
from regplan.model.keys import indonesian
from regplan.model.words import LEVELS, IndicatorKind, Level
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_RESULT_LEVELS: tuple[Level, ...] = ("goal", "objective", "program")
_RESULT_KINDS: tuple[IndicatorKind, ...] = ("impact", "outcome")


@rule(
    "WORD-01",
    ("indikator hasil tidak menghitung keluaran", "outcome indicators do not count outputs"),
    clause(
        "output-words-on-outcome",
        "warning",
        (
            "{subject} menghitung keluaran ('{got}'), padahal mengukur hasil {level}",
            "{subject} counts an output ('{got}') but measures the result of {level}",
        ),
        (
            "ukur apa yang berubah pada penerima manfaatnya, dan pindahkan '{got}' ke sub kegiatan yang menghasilkannya",
            "measure what changes for those it serves, and move '{got}' to the sub activity that makes it",
        ),
    ),
    clause(
        "activity-words-on-outcome",
        "warning",
        (
            "{subject} menyebut pekerjaan ('{got}'), padahal mengukur hasil {level}",
            "{subject} names the work ('{got}') but measures the result of {level}",
        ),
        (
            "ganti '{got} …' dengan ukuran hasilnya: Persentase … yang …, Indeks …, Angka …",
            "put a measure of its result in place of '{got} …': Persentase … yang …, Indeks …, Angka …",
        ),
    ),
)
def output_words(case: Case) -> Outcome:
    """An indicator of a goal, objective or program, or of kind impact or outcome, counts no outputs and names no work."""
    activity = case.law.wording["activity"]
    for one in _named(case):
        level = _result_level(one)
        if level is None:
            continue
        if output := counted_output(one.name):
            yield Violation(one.position, "output-words-on-outcome", {"got": output, "level": level})
        elif work := named_activity(one.name, activity):
            yield Violation(one.position, "activity-words-on-outcome", {"got": work, "level": level})


@attrs.frozen
class _Named:
    """An indicator with a name: its position in the index, name, unit, kind and the level of its owner."""

    position: int
    name: str
    unit: str | None
    kind: IndicatorKind | None
    level: Level | None


def _named(case: Case) -> Iterator[_Named]:
    """Go through the indicators with a name, of the nodes that are judged and of OPD."""
    judged, levels = case.judged(), case.index.level
    for at, (owner, one) in enumerate(zip(case.index.indicator_owner.tolist(), case.plan.indicators, strict=True)):
        of_node = 0 <= owner < case.index.nodes
        if one.name is not None and (not of_node or judged[owner]):
            level = LEVELS[int(levels[owner])] if of_node else None
            yield _Named(position_of(case, at), one.name, one.unit, one.kind, level)


def _result_level(one: _Named) -> Bilingual | None:
    """Name what an indicator measures the result of; None where it measures none, or says it is an output or input."""
    if one.kind not in _RESULT_KINDS and (one.kind is not None or one.level not in _RESULT_LEVELS):
        return None
    if one.level is None:
        return Bilingual("OPD", "the OPD")
    return Bilingual(indonesian(one.level).replace("_", " "), f"the {LEVELS_EN[one.level]}")


@rule(
    "WORD-02",
    ("target tidak di dalam nama", "the target is not in the name"),
    clause(
        "target-in-name",
        "warning",
        ("nama {subject} memuat target ('{got}')", "the name of {subject} holds a target ('{got}')"),
        (
            "hapus '{got}' dari nama dan tulis nilainya di 'target' pada tahunnya",
            "take '{got}' out of the name and write the value under 'target' at its year",
        ),
    ),
)
def targets_in_names(case: Case) -> Outcome:
    """The name of an indicator says what is measured; how much and by when are its targets."""
    for one in _named(case):
        if got := target_in_name(one.name):
            yield Violation(one.position, None, {"got": got})


@rule(
    "WORD-03",
    ("satu indikator, satu ukuran", "one indicator, one measure"),
    clause(
        "two-measures-in-one",
        "warning",
        (
            "{subject} memuat lebih dari satu ukuran (mulai '{got}')",
            "{subject} holds more than one measure (from '{got}' on)",
        ),
        (
            "pisahkan di '{got}' menjadi indikator sendiri, dengan satuan dan target sendiri",
            "split it at '{got}' into indicators of their own, each with its unit and targets",
        ),
    ),
)
def two_in_one(case: Case) -> Outcome:
    """An indicator has one measure; one value cannot tell two."""
    for one in _named(case):
        if got := second_measure(one.name):
            yield Violation(one.position, None, {"got": got})


@rule(
    "WORD-04",
    ("persentase dari apa", "a percentage of what"),
    clause(
        "change-without-base",
        "info",
        (
            "{subject} tidak menyebut pembanding '{got}': tahun sebelumnya, kondisi awal, atau yang lain",
            "{subject} does not say what '{got}' is against: the year before, the baseline, or another",
        ),
        (
            "tulis pembandingnya: '{got} … terhadap tahun sebelumnya', atau ukur keadaannya, bukan perubahannya",
            "write the base: '{got} … terhadap tahun sebelumnya', or measure the state instead of its change",
        ),
    ),
    clause(
        "percentage-of-work",
        "info",
        (
            "{subject} tidak menyebut penyebut: '{got}' dari keseluruhan apa",
            "{subject} names no denominator: '{got}' of what whole",
        ),
        (
            "sebut yang dihitung dan keseluruhannya, bukan '{got}': Persentase (objek) yang (syaratnya) terhadap (seluruh objek)",
            "say what is counted and its whole in place of '{got}': Persentase (things) yang (condition) terhadap (all of them)",
        ),
    ),
    clause(
        "percentage-of-amount",
        "info",
        (
            "{subject} tidak menyebut penyebut: '{got}' terhadap apa",
            "{subject} names no denominator: '{got}' against what",
        ),
        (
            "tulis '{got} … terhadap …' dengan keseluruhannya, atau buang kata jumlahnya dan pakai satuan jumlah",
            "write '{got} … terhadap …' with its whole, or count the amount in a unit of its own",
        ),
    ),
)
def percentages(case: Case) -> Outcome:
    """The name of a percentage says of what whole, or against what base."""
    for one in _named(case):
        if got := change_without_base(one.name):
            yield Violation(one.position, "change-without-base", {"got": got})
        elif got := process_without_whole(one.name):
            yield Violation(one.position, "percentage-of-work", {"got": got})
        elif got := amount_of_percentage(one.name):
            yield Violation(one.position, "percentage-of-amount", {"got": got})


@rule(
    "WORD-05",
    ("satuan cocok dengan nama", "the unit fits the name"),
    clause(
        "count-in-percent",
        "warning",
        (
            "nama {subject} menghitung ('{got}'), tetapi satuannya '{unit}'",
            "the name of {subject} counts ('{got}'), but its unit is '{unit}'",
        ),
        (
            "ganti '{got}' dengan Persentase, atau '{unit}' dengan satuan yang dihitung: orang, unit, ha …",
            "put Persentase in place of '{got}', or the unit that is counted (orang, unit, ha …) in place of '{unit}'",
        ),
    ),
    clause(
        "percentage-in-count",
        "warning",
        (
            "nama {subject} adalah persentase ('{got}'), tetapi satuannya '{unit}'",
            "the name of {subject} is a percentage ('{got}'), but its unit is '{unit}'",
        ),
        (
            "tulis satuan persen, atau ganti '{got}' dengan Jumlah bila memang dihitung dalam '{unit}'",
            "write the unit persen, or put Jumlah in place of '{got}' if it is counted in '{unit}'",
        ),
    ),
)
def units_at_odds(case: Case) -> Outcome:
    """A count has a unit of count and a percentage is in per cent."""
    for one in _named(case):
        if got := count_in_percent(one.name, one.unit):
            yield Violation(one.position, "count-in-percent", {"got": got, "unit": one.unit or ""})
        elif got := percentage_in_count(one.name, one.unit):
            yield Violation(one.position, "percentage-in-count", {"got": got, "unit": one.unit or ""})


RULES: tuple[Rule, ...] = (output_words, targets_in_names, two_in_one, percentages, units_at_odds)
