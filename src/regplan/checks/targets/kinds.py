"""IND-01…10: which level carries which kind of indicator, and how it is worded (regulations §1.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.structure.cardinality import LEVELS_EN
from regplan.checks.targets.required import indicators_of, position_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import INDICATOR_KINDS
from regplan.index.columns import ABSENT, Bools, Ints
from regplan.index.targets import Units, units_of
from regplan.model.agencies import Agency
from regplan.model.keys import indonesian, spoken
from regplan.model.targets import Indicator
from regplan.model.words import LEVELS, IndicatorKind, Level
from regplan.values.code import cleaned, parse_code
from regplan.values.lang import Bilingual
from regplan.values.scale import SCALES, scales_named
from regplan.values.unit_own import OwnFault
from regplan.values.units import near_units

__all__ = ["RULES"]


def _class_rule(
    code: str,
    name: str,
    title: tuple[str, str],
    level: Level,
    allowed: tuple[IndicatorKind, ...],
    *kinds: str,
    each: bool = False,
) -> Rule:
    """Make the rule that a node of a level has an indicator of some classes; with *each*, that all are of them."""
    words = Bilingual(
        " atau ".join(indonesian(one).replace("_", " ") for one in allowed),
        " or ".join(one.replace("_", " ") for one in allowed),
    )

    right = [INDICATOR_KINDS.index(one) for one in allowed]

    def judge(case: Case) -> Outcome:
        index = case.index
        owner, kind = index.indicator_owner, index.indicator_kind
        for at, document in case.documents(*kinds):
            nodes = np.zeros(len(index.ids) + 2, np.bool_)
            nodes[case.nodes(at, level)] = True
            here = nodes[owner] & (owner >= 0)
            unknown, good = here & (kind == ABSENT), here & np.isin(kind, right)
            excused = np.zeros(len(index.ids) + 2, np.bool_)
            excused[owner[unknown | good]] = not each
            for row in np.flatnonzero(here & ~unknown & ~good & ~excused[owner]).tolist():
                got = INDICATOR_KINDS[int(kind[row])]
                told = spoken(got)
                yield Violation(position_of(case, row), None, {"got": told, "expected": words})
            if unknown.any():
                yield Lacking(document.id, _kinds_of(int(unknown.sum()), level))

    judge.__doc__ = f"A {LEVELS_EN[level]} is measured by {words.en}."
    written = clause(
        name,
        "warning",
        ("{subject} berjenis {got}, seharusnya {expected}", "{subject} is of class {got}, expected {expected}"),
        (
            "perbaiki 'jenis', tambahkan indikator {expected}, atau pindahkan indikator ke tingkat yang sesuai",
            "mend 'kind', add an indicator of class {expected}, or move the indicator to a level that fits",
        ),
    )
    return rule(code, title, written)(judge)


def _kinds_of(count: int, level: Level) -> Bilingual:
    word = indonesian(level).replace("_", " ")
    return Bilingual(f"'jenis' dari {count} indikator {word}", f"'kind' of {count} {LEVELS_EN[level]} indicator(s)")


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
    ("output", "intermediate_outcome", "outcome"),
    *("RENSTRA", "RKPD", "RENJA"),
)
_sub_activity_class = _class_rule(
    "IND-05",
    "sub-activity-indicator-class",
    ("indikator sub kegiatan: keluaran", "sub activity indicators: output"),
    "sub_activity",
    ("output",),
    *("RENSTRA", "RKPD", "RENJA", "APBD"),
    each=True,
)


@rule(
    "IND-06",
    ("RKA memuat masukan, keluaran, hasil", "an RKA has input, output and outcome"),
    clause(
        "rka-class-missing",
        "error",
        (
            "{subject} dalam {home} tidak mempunyai indikator jenis {missing}",
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


def _judged(case: Case) -> Iterator[tuple[int, Indicator]]:
    """Go through the indicators of the nodes that are judged, and those of OPD."""
    judged = case.judged()
    for at, owner in enumerate(case.index.indicator_owner.tolist()):
        if not 0 <= owner < case.index.nodes or judged[owner]:
            yield at, case.plan.indicators[at]


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
    for at, indicator in _judged(case):
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
            "{subject} bertanda IKK tetapi tidak terkait dengan bidang urusan mana pun",
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
    for at, indicator in _judged(case):
        if "IKK" in indicator.flags and not _has_field(case, int(case.index.indicator_owner[at])):
            yield Violation(position_of(case, at))


def _has_field(case: Case, owner: int) -> bool:
    if not 0 <= owner < case.index.nodes:
        record = case.index.record(owner) if owner >= 0 else None
        return isinstance(record, Agency) and bool(case.fields_of(record))
    carrier = int(case.index.agency[owner])
    if carrier >= 0 and case.fields_of(case.plan.agencies[carrier]):
        return True
    for _ in range(case.index.nodes if case.index.depth[owner] >= 0 else 1):
        code = parse_code(cleaned(case.index.node(owner).code or ""))
        if code is not None and code.bidang is not None and not code.generic:
            return True
        owner = int(case.index.parent[owner])
        if owner < 0:
            break
    return False


@rule(
    "IND-09",
    ("kalimat berorientasi hasil", "statements tell results"),
    clause(
        "activity-wording",
        "warning",
        (
            "{subject} dirumuskan sebagai kegiatan ('{got}'), bukan hasil",
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
        ("{subject} tidak memakai kata yang menunjukkan hasil", "{subject} uses no word of result"),
        (
            "rumuskan hasilnya: Meningkatnya/Menurunnya/Terwujudnya …",
            "word the result: Meningkatnya/Menurunnya/Terwujudnya …",
        ),
    ),
)
def wording(case: Case) -> Outcome:
    """The statements of goals and objectives tell a result, not an activity."""
    activity = re.compile(r"[\W\d]*\b(" + "|".join(case.law.wording["activity"]) + r")\b", re.IGNORECASE)
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


@rule(
    "IND-10",
    ("satuan yang dapat dibaca", "a unit that can be read"),
    clause(
        "unit-not-a-unit",
        "warning",
        ("satuan {subject} tertulis '{got}'", "the unit of {subject} is written '{got}'"),
        ("tulis satuannya: orang, dokumen, persen, km …", "write its unit: orang, dokumen, persen, km …"),
    ),
    clause(
        "unit-unknown",
        "info",
        (
            "satuan {subject}, '{got}', tidak ada dalam daftar satuan{others}",
            "the unit of {subject}, '{got}', is not in the list of units{others}",
        ),
        (
            "perbaiki ejaannya{near}; kalau memang itu satuannya, daftarkan pada 'x-satuan' di kepala rencana: '{got}: hitungan' atau, misalnya, '{got}: 20 lembar'",
            "mend its spelling{near}; if that is the unit, declare it in 'x-units' of the heading of the plan: '{got}: counted' or, say, '{got}: 20 lembar'",
        ),
    ),
    clause(
        "unit-declared-wrongly",
        "error",
        (
            "satuan '{got}: {told}' pada 'x-satuan' {subject} tidak dipakai: {why}",
            "the unit '{got}: {told}' in 'x-units' of {subject} is not taken: {why}",
        ),
        (
            "tulis nama yang belum ada dalam daftar satuan, lalu 'hitungan' atau banyaknya satuan yang dikenal, seperti '20 lembar'",
            "write a name that is not in the list of units, then 'counted' or so many of a unit that is known, as '20 lembar'",
        ),
    ),
)
def unit_that_can_be_read(case: Case) -> Outcome:
    """The unit of an indicator is on the list of units or declared by the plan; at least it is no number, dash or word for nothing."""
    units = units_of(case.index)
    for name, told, fault in units.own.faults:
        yield Violation(
            None, "unit-declared-wrongly", {"got": name, "told": told, "why": _OWN_FAULTS[fault], "field": name}
        )
    wrong = case.index.remember("units that are none", lambda: _wrong_units(units))
    owner = case.index.indicator_owner
    rows = np.flatnonzero(wrong[units.number] != _KNOWN)
    rows = rows[_are_judged(case, owner[rows])]
    for at in rows[wrong[units.number[rows]] == _NOTHING].tolist():
        yield Violation(position_of(case, at), "unit-not-a-unit", {"got": units.texts[int(units.number[at])]})
    unknown = rows[wrong[units.number[rows]] == _UNKNOWN]
    for number in dict.fromkeys(units.number[unknown].tolist()):
        yield _unknown_unit(case, units.texts[number], unknown[units.number[unknown] == number].tolist())


_OWN_FAULTS: Final[dict[OwnFault, Bilingual]] = {
    "known": Bilingual("nama itu sudah satuan dalam daftar", "the name is a unit of the list already"),
    "twice": Bilingual("nama itu dinyatakan dua kali", "the name is declared twice"),
    "no-name": Bilingual("itu bukan nama satuan", "that is no name of a unit"),
    "no-definition": Bilingual("isinya bukan satuan yang dikenal", "what it says is no unit that is known"),
}
_KNOWN, _NOTHING, _UNKNOWN = range(3)
_NO_UNIT = re.compile(
    r"[\W\d_]+|#?(undefined|null|none|nan|n/?a|ref!?|tbd|kosong|nihil|(tidak|tdk|belum) ada|x)", re.IGNORECASE
)
_SIGNS = re.compile(r"[() ]*[%‰°][%‰°() ]*")


def _wrong_units(units: Units) -> Ints:
    """Say of each different unit text whether it is known, nothing, or not on the list; known for no unit at all."""
    found = [_KNOWN if unit else _wrong(text) for text, unit in zip(units.texts, units.units, strict=True)]
    return np.array([*found, _KNOWN], np.int64)


def _wrong(text: str) -> int:
    """Tell whether a text says nothing; what names a scale of grades ("Predikat AKIP") measures, though it is no unit."""
    if _NO_UNIT.fullmatch(text) and not _SIGNS.fullmatch(text):
        return _NOTHING
    return _KNOWN if scales_named(text) or text.casefold() in map(str.casefold, SCALES) else _UNKNOWN


def _are_judged(case: Case, owner: Ints) -> Bools:
    """Mark the owners that are nodes which are judged, or no nodes: OPD, and ids that nothing has."""
    node = (owner >= 0) & (owner < case.index.nodes)
    found: Bools = ~node | case.judged()[np.where(node, owner, 0)] if case.index.nodes else ~node
    return found


def _unknown_unit(case: Case, text: str, rows: list[int]) -> Violation:
    """Tell of a unit once, at its first indicator: what is to be done is the same for all."""
    first, *others = rows
    count, offers = len(others), near_units(text)
    facts: dict[str, Fact] = {
        "got": text,
        "others": Bilingual(f" (juga pada {count} indikator lain)", f" ({count} more have it)") if others else "",
        "near": Bilingual(f" (yang mirip: {', '.join(offers)})", f" (similar: {', '.join(offers)})") if offers else "",
    }
    ids = tuple(dict.fromkeys(case.plan.indicators[at].id for at in others))
    return Violation(position_of(case, first), "unit-unknown", facts, ids)


RULES: tuple[Rule, ...] = (
    _goal_class,
    _objective_class,
    _program_class,
    _activity_class,
    _sub_activity_class,
    rka_classes,
    iku_outside_goals,
    ikk_without_function,
    wording,
    unit_that_can_be_read,
)
