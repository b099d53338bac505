"""TGT-10: tables of IKU and IKD repeat the series of the goals, objectives and programs they are taken from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs
import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._pairs import Lacks, compared
from regplan.checks.targets.required import indicators_of, position_of
from regplan.diagnostics.finding import Fact
from regplan.index.build import SERIES_ROLES
from regplan.index.columns import Groups, Index
from regplan.index.targets import targets_of
from regplan.index.twins import same_name, twins_of
from regplan.model.keys import indonesian
from regplan.model.targets import Indicator
from regplan.model.words import LEVELS
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_FLAGS: Final = frozenset({"IKU", "IKD"})
_ROLES: Final = ("baseline", "target")


@rule(
    "TGT-10",
    ("tabel IKU dan IKD mengulang tabel asalnya", "tables of IKU and IKD repeat where they are taken from"),
    clause(
        "repeated-series-differs",
        "error",
        (
            "{subject} berbeda dari {other}: {years}",
            "{subject} differs from {other}: {years}",
        ),
        (
            "salin deret {other} tanpa perubahan, atau beri tanda IKU/IKD pada {other} dan hapus salinannya",
            "copy the series of {other} as it is, or put the flag IKU or IKD on {other} and remove the copy",
        ),
    ),
    clause(
        "repeated-series-incomplete",
        "error",
        (
            "{subject} tidak memuat {role} {missing} yang ada pada {other} dalam {home}",
            "{subject} lacks the {role} of {missing} that {other} has in {home}",
        ),
        (
            "salin deret {other} seluruhnya, atau beri tanda IKU/IKD pada {other} dan hapus salinannya",
            "copy the whole series of {other}, or put the flag IKU or IKD on {other} and remove the copy",
        ),
    ),
)
def repeated_tables(case: Case) -> Outcome:
    """A record with the flag IKU or IKD that repeats another one has the same baselines and targets in each document."""
    chosen = {at for at, _ in case.documents()}
    lacks = Lacks()
    for at in [at for at, one in enumerate(case.plan.indicators) if one.flags and not _FLAGS.isdisjoint(one.flags)]:
        documents = sorted(chosen & _documents(case.index, at))
        if not documents:
            continue
        candidates = _candidates(case, at)
        if candidates is None:
            continue
        for document in documents:
            there = [one for one in candidates if document in _documents(case.index, one)]
            if there:
                yield from _judged(case, at, there, document, lacks)
            else:
                lacks.add(document, _NO_ORIGIN, case.plan.indicators[at].id)
    yield from lacks.told(case)


_NO_ORIGIN: Final = Bilingual(
    "indikator tujuan, sasaran, atau program yang diulang oleh {count} IKU/IKD (yang pertama: {first})",
    "the goal, objective or program indicator that {count} IKU/IKD repeat(s) (the first: {first})",
)
_UNTOLD: Final = Bilingual(
    "nilai yang dapat dibandingkan pada {count} IKU/IKD (yang pertama: {first})",
    "values that can be compared of {count} IKU/IKD (the first: {first})",
)


def _by_indicator(index: Index) -> Groups:
    """Return the rows of target columns of each indicator."""
    return index.remember("target rows by indicator", lambda: Groups.of(targets_of(index).indicator))


def _documents(index: Index, indicator: int) -> set[int]:
    """Return the documents that give baselines or targets of an indicator."""
    columns, rows = targets_of(index), _by_indicator(index).rows(indicator)
    rows = rows[np.isin(columns.role[rows], [SERIES_ROLES.index(role) for role in _ROLES])]
    return {at for at in columns.document[rows].tolist() if at >= 0}


def _candidates(case: Case, at: int) -> tuple[int, ...] | None:
    """
    Return the records a flagged one may repeat; None where it repeats none but is the row of a node itself.

    They are the records that are one with it: those without a flag; where all have one, those before it, the rows of
    nodes first. One of an OPD, in a table that names no goal, repeats a goal, objective or program of that OPD of the
    same name.
    """
    index, indicators = case.index, case.plan.indicators
    others = [one for one in twins_of(index).of(at) if one != at]
    plain = tuple(one for one in others if _FLAGS.isdisjoint(indicators[one].flags))
    before = plain or tuple(one for one in others if _rank(index, one) < _rank(index, at))
    owner = int(index.indicator_owner[at])
    if before or (0 <= owner < index.nodes and not twins_of(index).doubtful[at]):
        return before or None
    name = indicators[at].name
    agency = owner - index.starts["agencies"]
    if name is None or not 0 <= agency < len(case.plan.agencies):
        return ()
    levels = [LEVELS.index(level) for level in ("goal", "objective", "program")]
    nodes = np.flatnonzero((index.agency == agency) & np.isin(index.level, levels))
    found = (one for node in nodes.tolist() for one in indicators_of(case, node))
    return tuple(one for one in found if _repeated(indicators[one], name))


def _rank(index: Index, indicator: int) -> tuple[bool, str]:
    """Order flagged records: the row of a node before that of a table alone, else by id; where they stand tells nothing."""
    return not 0 <= int(index.indicator_owner[indicator]) < index.nodes, index.plan.indicators[indicator].id


def _repeated(indicator: Indicator, name: str) -> bool:
    return indicator.name is not None and same_name(indicator.name) == same_name(name)


@attrs.frozen
class _Difference:
    """How the copy of a series differs from one original: by role, years with both values, and years that lack."""

    origin: int
    differing: dict[str, list[tuple[str, int, int]]]
    missing: dict[str, list[str]]
    untold: bool

    @property
    def size(self) -> int:
        """How many years differ or lack."""
        return sum(map(len, self.differing.values())) + sum(map(len, self.missing.values()))


def _judged(case: Case, at: int, origins: list[int], document: int, lacks: Lacks) -> Iterator[Violation]:
    """Compare a copy with the records it may be of; it is enough that it repeats one of them."""
    found = [_difference(case.index, at, origin, document) for origin in origins]
    if any(one.size == 0 and not one.untold for one in found):
        return
    if any(one.size == 0 for one in found):
        lacks.add(document, _UNTOLD, case.plan.indicators[at].id)
        return
    ids = case.plan.indicators
    nearest = min(found, key=lambda one: (one.size, ids[one.origin].id))
    yield from _told(case, at, nearest, document)


def _difference(index: Index, at: int, origin: int, document: int) -> _Difference:
    columns = targets_of(index)
    differing: dict[str, list[tuple[str, int, int]]] = {}
    missing: dict[str, list[str]] = {}
    untold = False
    for role in _ROLES:
        own, other = (_cells(index, one, document, role) for one in (at, origin))
        for period, row in sorted(other.items()):
            mine = own.get(period)
            if mine is None:
                missing.setdefault(role, []).append(columns.periods[period])
            elif columns.cell[mine] != columns.cell[row]:
                verdict = compared(index, mine, row)
                untold = untold or verdict in {"value", "unit"}
                if verdict not in {"equal", "value", "unit"}:
                    differing.setdefault(role, []).append((columns.periods[period], mine, row))
    return _Difference(origin, differing, missing, untold)


def _cells(index: Index, indicator: int, document: int, role: str) -> dict[int, int]:
    """Map periods to the rows of an indicator in a document."""
    columns, rows = targets_of(index), _by_indicator(index).rows(indicator)
    rows = rows[(columns.document[rows] == document) & (columns.role[rows] == SERIES_ROLES.index(role))]
    return dict(zip(columns.period[rows].tolist(), rows.tolist(), strict=True))


def _told(case: Case, at: int, one: _Difference, document: int) -> Iterator[Violation]:
    columns, plan = targets_of(case.index), case.plan
    other = plan.indicators[one.origin].id
    facts: dict[str, Fact] = {"other": other, "home": plan.documents[document].id}
    for role, pairs in one.differing.items():
        texts = [(year, *(columns.cells[int(columns.cell[row])].text for row in rows)) for year, *rows in pairs]
        years = Bilingual(
            "; ".join(f"{year} {got}, sedangkan {expected}" for year, got, expected in texts),
            "; ".join(f"{year} {got}, but {expected}" for year, got, expected in texts),
        )
        series = int(columns.series[pairs[0][1]])
        told = facts | {"years": years, "field": role}
        yield Violation(None, "repeated-series-differs", told, (other,), row=("series", series))
    for role, missing in one.missing.items():
        words = Bilingual(indonesian(role).replace("_", " "), role)
        told = facts | {"role": words, "missing": tuple(missing), "field": role}
        yield Violation(position_of(case, at), "repeated-series-incomplete", told, (other,))


RULES: tuple[Rule, ...] = (repeated_tables,)
