"""TGT-06 and ARI-04: an indicator is one thing, whichever document states it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final, get_args

import attrs
import numpy as np

from regplan.calc.targets import polarity_codes
from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._pairs import Lacks, apart, beside, found_apart, in_documents, unmatched
from regplan.checks.targets.formulas import formulas_of
from regplan.checks.targets.required import position_of
from regplan.diagnostics.finding import Fact
from regplan.index.columns import ABSENT, Bools, Index, Ints
from regplan.index.targets import targets_of, units_of
from regplan.index.twins import homes_of, same_name, twins_of
from regplan.model.keys import indonesian
from regplan.model.words import DocumentKind
from regplan.values.lang import Bilingual

__all__ = ["RULES"]


@rule(
    "TGT-06",
    ("satu indikator, satu ukuran di semua dokumen", "one indicator, one measure in every document"),
    clause(
        "unit-differs",
        "warning",
        (
            "{subject} bersatuan '{got}', padahal indikator yang sama ({other}) bersatuan '{expected}'",
            "{subject} has the unit '{got}', but the same indicator ({other}) has '{expected}'",
        ),
        (
            "pakai satuan '{expected}' dan sesuaikan nilainya, atau ubah nama bila memang indikator lain",
            "use the unit '{expected}' and convert the values, or change the name if it is another indicator",
        ),
    ),
    clause(
        "polarity-differs",
        "warning",
        (
            "arah {subject} adalah {got}, padahal indikator yang sama ({other}) berarah {expected}",
            "the polarity of {subject} is {got}, but that of the same indicator ({other}) is {expected}",
        ),
        (
            "samakan 'arah' kedua indikator itu, atau ubah nama bila memang indikator lain",
            "give both one 'polarity', or change the name if it is another indicator",
        ),
    ),
    clause(
        "formula-differs",
        "warning",
        (
            "rumus {subject} adalah {got}, padahal indikator yang sama ({other}) dihitung dengan {expected}",
            "the formula of {subject} is {got}, but the same indicator ({other}) is computed by {expected}",
        ),
        (
            "samakan 'rumus' kedua indikator itu, atau ubah nama bila memang indikator lain",
            "give both one 'formula', or change the name if it is another indicator",
        ),
    ),
)
def one_measure(case: Case) -> Outcome:
    """Records that are one indicator have one unit, polarity and formula; each is held against the first that states it."""
    members = _in_order(case)
    if not len(members):
        return
    lacks = Lacks()
    for aspect in (_units(case.index, members), _polarities(case.index, members), _formulas(case.index, members)):
        yield from _unlike(case, members, aspect, lacks)
    yield from lacks.told(case)


@attrs.frozen(eq=False)
class _Aspect:
    """
    What records say of one thing.

    Attributes:
        field: The field they say it in.
        codes: A number for each record, equal for what is equal; ABSENT where it says nothing.
        clear: Whether it can be compared; a misspelt unit or a formula in prose cannot.
    """

    field: str
    codes: Ints
    clear: Bools


def _in_order(case: Case) -> Ints:
    """Return the records that are one with others, group by group, those of earlier documents first (RPJMD, Renstra, RKPD …)."""
    index = case.index
    group = twins_of(index).group
    many = np.flatnonzero(np.bincount(group)[group] > 1) if len(group) else np.zeros(0, np.int64)
    ids = np.argsort(np.argsort(np.array([index.plan.indicators[at].id for at in many.tolist()], np.object_)))
    return many[np.lexsort((ids, _first_document(case)[many], group[many]))]


_KINDS: Final = get_args(DocumentKind)


def _first_document(case: Case) -> Ints:
    """Return the rank of the first document that states each indicator; that of its owner where none gives a series."""
    index, documents = case.index, case.plan.documents
    order = sorted(
        range(len(documents)),
        key=lambda at: (
            _KINDS.index(documents[at].kind),
            documents[at].first_year or 0,
            documents[at].revision or 0,
            documents[at].id,
        ),
    )
    last = len(order)
    rank = np.full(last + 2, last)
    rank[order] = np.arange(last)
    first = np.full(len(index.indicator_owner), last)
    rows = np.flatnonzero(index.series.indicator >= 0)
    np.minimum.at(first, index.series.indicator[rows], rank[index.series.document[rows]])
    return np.where(first < last, first, rank[homes_of(index)])


def _judged(case: Case) -> Bools:
    """Mark the indicators that a judged document states, by a series or, where it has none, by its owner."""
    index = case.index
    chosen = np.zeros(len(case.plan.documents) + 2, np.bool_)
    chosen[[at for at, _ in case.documents()]] = True
    stated = np.zeros((2, len(index.indicator_owner)), np.bool_)
    rows = np.flatnonzero(index.series.indicator >= 0)
    stated[0, index.series.indicator[rows]] = True
    stated[1, index.series.indicator[rows[chosen[index.series.document[rows]]]]] = True
    chosen[[ABSENT]] = True
    return np.where(stated[0], stated[1], chosen[homes_of(index)])


def _units(index: Index, members: Ints) -> _Aspect:
    """Number units; those in which one number means one thing are one (*orang* and *jiwa*, *nilai* and *indeks*)."""
    units = units_of(index)
    numbers: dict[Hashable, int] = {}
    keys: list[Hashable] = [
        (unit.dimension, unit.factor) if unit else same_name(text)
        for text, unit in zip(units.texts, units.units, strict=True)
    ]
    codes = np.array([*(numbers.setdefault(key, len(numbers)) for key in keys), ABSENT], np.int64)
    clear = np.array([*(unit is not None for unit in units.units), False], np.bool_)
    number = units.number[members]
    return _Aspect("unit", codes[number], clear[number])


def _polarities(index: Index, members: Ints) -> _Aspect:
    words = [index.plan.indicators[at].polarity for at in members.tolist()]
    return _Aspect("polarity", polarity_codes(words).astype(np.int64), np.ones(len(members), np.bool_))


def _formulas(index: Index, members: Ints) -> _Aspect:
    """Number formulas; of the same function and the same children they are one, whichever record of a child they name."""
    made, group = formulas_of(index), twins_of(index).group
    numbers: dict[Hashable, int] = {}
    codes, clear = np.full(len(members), ABSENT), np.zeros(len(members), np.bool_)
    for place, at in enumerate(members.tolist()):
        one = made.get(at)
        if one is None:
            continue
        key: Hashable = same_name(index.plan.indicators[at].formula or "")
        if one.formula and one.is_known:
            children = [int(group[child]) for child in one.children]
            ordered = one.formula.function in {"ratio", "ipm"}
            key = (one.formula.function, tuple(children if ordered else sorted(children)))
            clear[place] = True
        codes[place] = numbers.setdefault(key, len(numbers))
    return _Aspect("formula", codes, clear)


def _unlike(case: Case, members: Ints, aspect: _Aspect, lacks: Lacks) -> Iterator[Violation]:
    """Yield the records that say another thing than the first of their group that says something."""
    index, group = case.index, twins_of(case.index).group[members]
    said = np.flatnonzero(aspect.codes != ABSENT)
    groups, first = np.unique(group[said], return_index=True)
    if not len(groups):
        return
    reference = said[first][np.searchsorted(groups, group[said])]
    unlike = (aspect.codes[said] != aspect.codes[reference]) & _judged(case)[members[said]]
    for place, other in zip(said[unlike].tolist(), reference[unlike].tolist(), strict=True):
        one, against = (index.plan.indicators[int(members[at])] for at in (place, other))
        if aspect.clear[place] and aspect.clear[other]:
            got, expected = (_shown(aspect.field, getattr(each, aspect.field)) for each in (one, against))
            facts: dict[str, Fact] = {"got": got, "expected": expected, "other": against.id}
            yield Violation(position_of(case, int(members[place])), f"{aspect.field}-differs", facts, (against.id,))
        else:
            lacks.add(_document_of(case, int(members[place])), _CAUSES[aspect.field], one.id)


def _shown(field: str, text: str) -> Fact:
    return Bilingual(indonesian(text), text) if field == "polarity" else text


def _document_of(case: Case, indicator: int) -> int:
    """Return the first judged document that states an indicator; ABSENT where its owner has none."""
    chosen = {at for at, _ in case.documents()}
    rows = np.flatnonzero(case.index.series.indicator == indicator)
    stated = [at for at in case.index.series.document[rows].tolist() if at in chosen]
    return min(stated) if stated else int(homes_of(case.index)[indicator])


_CAUSES: Final = {
    "unit": Bilingual(
        "satuan yang dapat dibaca untuk {count} indikator yang juga dinyatakan lain (yang pertama: {first})",
        "a unit that can be read of {count} indicator(s) stated otherwise elsewhere (the first: {first})",
    ),
    "formula": Bilingual(
        "rumus yang dapat dihitung untuk {count} indikator yang juga dirumuskan lain (yang pertama: {first})",
        "a formula that can be computed of {count} indicator(s) stated otherwise elsewhere (the first: {first})",
    ),
}


@rule(
    "ARI-04",
    ("kondisi awal sama dengan realisasi tahunnya", "baselines are the results of their year"),
    clause(
        "baseline-differs-from-result",
        "warning",
        (
            "{subject} untuk {year}: {got}, padahal realisasinya {expected} dalam {other}",
            "{subject} for {year}: {got}, but the result is {expected} in {other}",
        ),
        (
            "pakai angka realisasi terakhir sebagai kondisi awal, atau perbaiki realisasinya",
            "take the last result as the baseline, or mend the result",
        ),
    ),
)
def baselines_and_results(case: Case) -> Outcome:
    """The baseline of a year is the result that another document states for that year."""
    lacks = Lacks()
    rows = in_documents(case, "baseline", lambda _at, _document: True)
    rows = rows[targets_of(case.index).cell[rows] != ABSENT]
    results = in_documents(case, "result", lambda _at, _document: True, judged=False)
    one, other = beside(case.index, rows, results)
    unmatched(case, rows, one, _NO_RESULT, lacks)
    for pair in apart(case, one, other, lacks):
        yield found_apart(case, pair, "baseline-differs-from-result")
    yield from lacks.told(case)


_NO_RESULT: Final = Bilingual(
    "realisasi tahun itu dalam dokumen lain untuk {count} kondisi awal (yang pertama: {first})",
    "the result of that year in another document for {count} baseline(s) (the first: {first})",
)

RULES: tuple[Rule, ...] = (one_measure, baselines_and_results)
