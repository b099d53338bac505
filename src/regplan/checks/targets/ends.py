"""TGT-03 and AGG-10: the value at the end of a period is what the yearly targets make (regulations §4.3, §4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs
import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._baselines import baselines_of
from regplan.checks.targets._ends import End, Verdict, judge_end
from regplan.checks.targets._steps import FLOW, NOT_SAID, NUMBER, STOCK, has_no_sum, has_value, in_judged, known_targets
from regplan.checks.targets._told import comparable, home_of, lacking, printed
from regplan.checks.targets.required import target_years
from regplan.diagnostics.finding import Fact
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import ABSENT, Bools, Groups, Ints
from regplan.index.targets import MEASURES, targets_of, units_of
from regplan.model.documents import Document
from regplan.model.keys import indonesian
from regplan.model.words import Accumulation
from regplan.values.lang import Bilingual
from regplan.values.measure import Measure
from regplan.values.period import END

__all__ = ["RULES"]

_OTHER: Final = -1
"""Beside STOCK, FLOW and NOT_SAID: a mean, a highest or a lowest value."""


@attrs.frozen(kw_only=True)
class _Found:
    """An end value by its row, with the rows of its yearly targets, and what was found."""

    row: int
    rows: tuple[int, ...]
    verdict: Verdict
    ways: tuple[Accumulation, ...]


@rule(
    "TGT-03",
    ("nilai akhir sama dengan target terakhir", "the end value equals the last target"),
    clause(
        "end-differs-from-last-target",
        "error",
        (
            "{subject}: kondisi akhir {got}, padahal target terakhirnya {last}",
            "{subject}: the end value is {got}, but its last target is {last}",
        ),
        (
            "samakan keduanya; bila target tahunannya dijumlahkan, perbaiki 'akumulasi'",
            "make the two equal; if its yearly targets add up, mend 'accumulation'",
        ),
    ),
)
def end_is_last(case: Case) -> Outcome:
    """Where the last year counts, the value at the end of the period is its target."""
    for one in _ends(case):
        if one.verdict == "differs":
            facts: dict[str, Fact] = {
                "got": printed(case, one.row),
                "last": printed(case, one.rows[-1]),
                "home": home_of(case, one.row),
            }
            yield _at(case, one, None, facts)
    yield from _lacks(case, of_last=True)


@rule(
    "AGG-10",
    ("nilai akhir sesuai akumulasinya", "the end value follows from the accumulation"),
    clause(
        "accumulation-misdeclared",
        "error",
        (
            "{subject}: kondisi akhir {got} bukan hasil akumulasi '{declared}' dari {targets}, melainkan '{fits}'",
            "{subject}: the end value {got} is not what accumulation '{declared}' makes of {targets}, but '{fits}'",
        ),
        (
            "ubah 'akumulasi' menjadi '{fits}', atau perbaiki nilainya",
            "change 'accumulation' to '{fits}', or mend the values",
        ),
    ),
    clause(
        "accumulation-not-stated",
        "error",
        (
            "{subject}: kondisi akhir {got} bukan target terakhir dan bukan jumlah dari {targets}, melainkan '{fits}', padahal akumulasinya tidak dinyatakan",
            "{subject}: the end value {got} is neither the last nor the sum of {targets}, but '{fits}', and its accumulation is not stated",
        ),
        (
            "isi 'akumulasi' dengan '{fits}' bila memang demikian, atau perbaiki nilainya",
            "give 'accumulation' as '{fits}' if that is meant, or mend the values",
        ),
    ),
    clause(
        "end-unexplained",
        "error",
        (
            "{subject}: kondisi akhir {got} tidak dapat diperoleh dari {targets} (akumulasi: {declared})",
            "{subject}: the end value {got} cannot be made of {targets} (accumulation: {declared})",
        ),
        (
            "perbaiki kondisi akhir atau target tahunannya: target terakhir, atau jumlah target bila dijumlahkan",
            "mend the end value or the yearly targets: the last one, or their sum if they add up",
        ),
    ),
)
def end_is_made(case: Case) -> Outcome:
    """The value at the end of the period is what the accumulation makes of the yearly targets."""
    for one in _ends(case):
        name = _NAMES.get(one.verdict)
        if name is None:
            continue
        declared = case.plan.indicators[int(targets_of(case.index).indicator[one.row])].accumulation
        facts: dict[str, Fact] = {
            "got": printed(case, one.row),
            "targets": tuple(printed(case, row) for row in one.rows),
            "declared": _words(declared) if declared else Bilingual("tidak dinyatakan", "not stated"),
            "home": home_of(case, one.row),
        }
        if one.ways:
            facts["fits"] = _words(*one.ways)
        yield _at(case, one, name, facts)
    yield from _lacks(case, of_last=False)


_NAMES: Final[dict[Verdict, str]] = {
    "misdeclared": "accumulation-misdeclared",
    "undeclared": "accumulation-not-stated",
    "unexplained": "end-unexplained",
}


def _words(*ways: Accumulation) -> Bilingual:
    """Name accumulations, by the words a plan uses for them."""
    return Bilingual(" / ".join(map(indonesian, ways)), " / ".join(ways))


def _at(case: Case, one: _Found, name: str | None, facts: Mapping[str, Fact]) -> Violation:
    return Violation(None, name, facts, row=("series", int(targets_of(case.index).series[one.row])))


def _lacks(case: Case, *, of_last: bool) -> Outcome:
    """Say what is lacking to judge the ends of indicators whose last year counts, or of the others."""
    declared = _declared(case)
    for verdict, words in _LACKS.items():
        rows = np.array([one.row for one in _ends(case) if one.verdict == verdict], np.int64)
        last = declared[targets_of(case.index).indicator[rows]] == STOCK
        yield from lacking(case, rows[last == of_last], words)


_LACKS: Final[dict[Verdict, tuple[str, str]]] = {
    "no values": ("target tahunan yang diketahui", "known yearly targets"),
    "no years": ("target setiap tahun sampai tahun terakhir", "targets for each year up to the last"),
    "no baseline": ("kondisi awal", "baseline"),
    "not comparable": ("kondisi akhir dan target yang sejenis", "end value and targets of one kind"),
}


def _ends(case: Case) -> tuple[_Found, ...]:
    """Return the end values of chosen documents that do not plainly fit, judged; made once for both rules."""

    def make() -> tuple[_Found, ...]:
        groups = case.index.remember("target rows of series", lambda: Groups.of(targets_of(case.index).series))
        return tuple(_judged(case, row, groups) for row in _doubtful(case))

    return case.remember("ends", make)


def _doubtful(case: Case) -> list[int]:
    """Return the rows of end values, but for those that equal the last target, or the sum where that is declared."""
    columns = targets_of(case.index)
    if END not in columns.periods:
        return []
    rows = np.flatnonzero((columns.period == columns.periods.index(END)) & (columns.indicator >= 0))
    rows = rows[(columns.document[rows] >= 0) & (columns.role[rows] == SERIES_ROLES.index("target"))]
    rows = rows[in_judged(case, rows) & (columns.kind[rows] != _SAID_EMPTY) & _of_years(case)[columns.document[rows]]]
    yearly = known_targets(case.index)
    series = columns.series[yearly]
    last = np.append(ABSENT, yearly)[np.searchsorted(series, columns.series[rows], side="right")]
    same = (last >= 0) & (columns.series[last] == columns.series[rows]) & (columns.kind[rows] == NUMBER)
    same &= (columns.kind[last] == NUMBER) & (columns.low[last] == columns.low[rows])
    total = np.bincount(series, columns.low[yearly], minlength=len(case.plan.series))[columns.series[rows]]
    adds = (columns.kind[rows] == NUMBER) & np.isclose(total, columns.low[rows], rtol=1e-12, atol=0)
    flow = _declared(case)[columns.indicator[rows]]
    summed = (flow == FLOW) & ~has_no_sum(case.index)[columns.indicator[rows]]
    plain = (same & ((flow == STOCK) | (flow == NOT_SAID))) | (adds & summed)
    found: list[int] = rows[~plain].tolist()
    return found


def _of_years(case: Case) -> Bools:
    """Mark the documents but those of one year: the end value they print is that of the period of another document."""
    several = [one.first_year is None or one.first_year != one.last_year for one in case.plan.documents]
    return np.array(several, np.bool_)


def _declared(case: Case) -> Ints:
    """Return for each indicator STOCK where the last year counts, FLOW for a sum, NOT_SAID, or _OTHER."""
    numbers = {"last": STOCK, "sum": FLOW, None: NOT_SAID}

    def make() -> Ints:
        return np.array([numbers.get(one.accumulation, _OTHER) for one in case.plan.indicators], np.int64)

    return case.index.remember("declared accumulations", make)


def _judged(case: Case, row: int, groups: Groups) -> _Found:
    """Judge one end value by what its cells say exactly."""
    columns = targets_of(case.index)
    indicator = int(columns.indicator[row])
    document = case.plan.documents[int(columns.document[row])]
    rows = [one for one in groups.rows(int(columns.series[row])).tolist() if columns.yearly[one]]
    rows.sort(key=lambda one: int(columns.year[one]))
    end = _value(case, row)
    if rows and columns.kind[row] in _WORDED:
        same = columns.cells[int(columns.cell[row])].value == _last_value(case, rows)
        return _Found(row=row, rows=tuple(rows), verdict="fits" if same else "not comparable", ways=())
    if end is None or not rows:
        return _Found(row=row, rows=(), verdict="no values", ways=())
    if not all(comparable(case, one, row) for one in rows if _value(case, one) is not None):
        return _Found(row=row, rows=tuple(rows), verdict="not comparable", ways=())
    baseline = int(baselines_of(case.index, np.array([row]))[0])
    unit = units_of(case.index).of(indicator)
    verdict, ways = judge_end(
        End(
            value=end,
            targets={int(columns.year[one]): _value(case, one) for one in rows},
            declared=case.plan.indicators[indicator].accumulation,
            has_sum=unit is None or unit.has_sum,
            final=_final(case, document),
            last_year=document.last_year,
            baseline=_value(case, baseline) if baseline >= 0 else None,
        )
    )
    return _Found(row=row, rows=tuple(rows), verdict=verdict, ways=ways)


_SAID_EMPTY: Final = MEASURES.index("not_available")
_WORDED: Final = frozenset({MEASURES.index("words"), MEASURES.index("several")})
"""What can be the same as the last target, but not compared where it is not."""


def _last_value(case: Case, rows: list[int]) -> Measure | None:
    columns = targets_of(case.index)
    cell = int(columns.cell[rows[-1]])
    return columns.cells[cell].value if cell != ABSENT else None


def _value(case: Case, row: int) -> Measure | None:
    """Return what a row says, where that can be compared."""
    columns = targets_of(case.index)
    comparable_kind = bool(has_value(columns, np.array([row]))[0])
    return columns.cells[int(columns.cell[row])].value if comparable_kind else None


def _final(case: Case, document: Document) -> int | None:
    """Return the last year a document must print a target for."""
    years = target_years(case, document) if document.kind in {"RPJMD", "RPD", "RENSTRA"} else None
    return years[-1] if years else document.last_year


RULES: tuple[Rule, ...] = (end_is_last, end_is_made)
