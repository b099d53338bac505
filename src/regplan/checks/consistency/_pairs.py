"""Documents that follow one another for a year, and the money of both, ready to be compared by rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Final, Literal

import attrs

from regplan.calc.budget import DocumentsOverlapError, LevelsDifferError, NoMoneyError
from regplan.calc.budget.flow import TEN_PERCENT
from regplan.calc.budget.keys import Keys, keys_for
from regplan.calc.budget.stages import Stage, stage_of
from regplan.calc.budget.steps import Step, step_between
from regplan.checks._case import Case
from regplan.checks._rule import Lacking
from regplan.checks.structure.cardinality import LEVELS_EN
from regplan.checks.targets.yearly import national_documents
from regplan.errors import CallError
from regplan.index.columns import Groups, Ints
from regplan.index.selecting import versions
from regplan.model.base import Record
from regplan.model.documents import Document
from regplan.model.keys import indonesian
from regplan.model.words import Basis, Level
from regplan.values.lang import Bilingual

__all__ = [
    "PLANS",
    "PPAS",
    "WORK",
    "Pair",
    "has_reason",
    "keys_of",
    "money_stage",
    "pairs",
    "step_at",
    "step_of",
    "years_of",
]

PLANS: Final = ("RPJMD", "RPD")
PPAS: Final = ("PPAS", "KUA_PPAS")
WORK: Final[tuple[Level, ...]] = ("sub_activity", "activity", "program")
"""The levels of work, the lowest first."""


@attrs.frozen(kw_only=True)
class Pair:
    """
    What was there before and what came after, for one year.

    Attributes:
        year: The year of the money.
        before: Positions of the documents before.
        after: Positions of the documents after, which are judged.
    """

    year: int
    before: tuple[int, ...]
    after: tuple[int, ...]

    def names(self, case: Case) -> tuple[str, str]:
        """Return what both are called: the id of a single document, the kind of several."""
        first, second = ([case.plan.documents[at] for at in some] for some in (self.before, self.after))
        return _name(first), _name(second)


def _name(documents: list[Document]) -> str:
    return documents[0].id if len(documents) == 1 else documents[0].kind


def keys_of(case: Case, match: Literal["any", "instance"] = "any") -> Keys:
    """Return how rules tell that nodes of two documents are one: by id, ``adopts``, ``replaces``, code, or title."""
    return case.index.remember(f"keys of rules {match}", lambda: keys_for(case.plan, match))


def nodes_of(case: Case, item: int) -> Ints:
    """Return the nodes that are one item, by its number."""
    column = keys_of(case).items(case.index, ())
    return case.index.remember("nodes by item", lambda: Groups.of(column)).rows(item)


def pairs(
    case: Case, before: Collection[str], after: Collection[str], *, years_back: int = 0, of_changes: bool = True
) -> Iterator[Pair | Lacking]:
    """
    Pair the judged documents of some kinds with those they follow from, by year and version.

    A change is paired with the change that has the same place in its row, else with the last that is there (a change of the
    APBD with the changed RKPD, else with the RKPD); of a plan of several years the last version enacted before the year counts,
    on either side.

    Args:
        case: The case.
        before: Kinds of documents before, the one that is preferred first.
        after: Kinds of documents after.
        years_back: How many years the document before is older, for forward estimates.
        of_changes: Whether a change of a yearly document may be set beside the original of what comes before. Amounts of a
            change differ from that as a change is meant to: where they are compared, its own change is lacking.

    Yields:
        The pairs, and what a document lacks to be paired.
    """
    groups: dict[tuple[int, int], list[int]] = {}
    family = {at: group for group in _own_versions(case) for at in group}
    for at, document in case.documents(*after):
        if at in family and not years_of(document):
            yield Lacking(document.id, Bilingual("tahun dokumen", "the years of the document"))
        for key in _times(case, at, family.get(at, ())):
            groups.setdefault(key, []).append(at)
    paired: set[int] = set()
    without: dict[int, int] = {}
    for (year, number), some in sorted(groups.items()):
        found = _documents_for(case, before, year - years_back, number, year)
        if found and number and not of_changes and _are_originals(case, found):
            for at in some:
                yield Lacking(case.plan.documents[at].id, _no_change(case, found, year))
            paired.update(some)
        elif found:
            yield Pair(year=year, before=found, after=tuple(some))
            paired.update(some)
        else:
            without = dict.fromkeys(some, year) | without
    for at in sorted(without.keys() - paired):
        yield Lacking(case.plan.documents[at].id, _no_document(before, without[at] - years_back))


def _times(case: Case, document: int, group: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield for which years, and as which version, a document of the region stands beside others."""
    years = years_of(case.plan.documents[document]) if group else range(0)
    for year in years:
        if len(years) == 1:
            yield year, group.index(document)
        elif _version(case, group, 0, year) == document:
            yield year, 0


def _own_versions(case: Case) -> tuple[tuple[int, ...], ...]:
    """Group the region's own documents by versions."""

    def group() -> tuple[tuple[int, ...], ...]:
        national = national_documents(case)
        return versions(case.plan, [at for at in range(len(case.plan.documents)) if at not in national])

    return case.index.remember("versions of own documents", group)


def years_of(document: Document) -> range:
    """Return the years a document is for; none where it does not say."""
    first, last = document.first_year, document.last_year
    return range(first, last + 1) if first is not None and last is not None and last - first < 100 else range(0)


def _documents_for(case: Case, kinds: Collection[str], year: int, number: int, of_year: int) -> tuple[int, ...]:
    """Return the documents of the first kind that has some for a year, each in the version that belongs to what follows."""
    documents = case.plan.documents
    for kind in kinds:
        groups = [group for group in _own_versions(case) if documents[group[0]].kind == kind]
        chosen = [_version(case, group, number, of_year) for group in groups]
        found = tuple(sorted(at for at in chosen if year in years_of(documents[at])))
        if found:
            return found
    return ()


def _are_originals(case: Case, documents: tuple[int, ...]) -> bool:
    """Tell whether documents of one year are all the first of their versions."""
    first = {group[0] for group in _own_versions(case)}
    return all(at in first and len(years_of(case.plan.documents[at])) == 1 for at in documents)


def _no_change(case: Case, documents: tuple[int, ...], year: int) -> Bilingual:
    kind = case.plan.documents[documents[0]].kind.replace("_", "-")
    return Bilingual(f"perubahan {kind} untuk {year}", f"the changed {kind} for {year}")


def _version(case: Case, group: tuple[int, ...], number: int, of_year: int) -> int:
    """Choose a version: of a plan for one year that with the same number; of one for several the last enacted before the year."""
    documents = [case.plan.documents[at] for at in group]
    if len(years_of(documents[0])) == 1:
        return group[min(number, len(group) - 1)]
    early = [at for at, one in zip(group, documents, strict=True) if _is_before(one, of_year)]
    return early[-1] if early else group[0]


def _is_before(document: Document, year: int) -> bool:
    enacted = document.events.get("enacted")
    return enacted is None or enacted < f"{year}-01-01"


def _no_document(kinds: Collection[str], year: int) -> Bilingual:
    names = [kind.replace("_", "-") for kind in kinds]
    return Bilingual(f"{' atau '.join(names)} untuk {year}", f"the {' or '.join(names)} for {year}")


def step_of(case: Case, pair: Pair, level: Level, basis: Basis = "ceiling") -> Step | Lacking:
    """
    Compare the money of a pair at one level.

    Args:
        case: The case.
        pair: The pair.
        level: The level of the items.
        basis: The basis of what was there before; what came after is compared by its ceilings.

    Returns:
        The step, or what is lacking so that the two cannot be compared.
    """
    first = money_stage(case, pair.before, pair.names(case)[0], pair.year, level, basis)
    second = money_stage(case, pair.after, pair.names(case)[1], pair.year, level, "ceiling")
    for one in (second, first):
        if not isinstance(one, Stage):
            return Lacking(case.plan.documents[pair.after[0]].id, one)
    assert isinstance(first, Stage)
    assert isinstance(second, Stage)
    name = f"step {pair.before} {pair.after} {pair.year} {level} {basis}"
    return case.index.remember(name, lambda: step_between(first, second, keys_of(case), Fraction(TEN_PERCENT)))


def step_at(
    case: Case, pair: Pair, levels: Collection[Level] = WORK, basis: Basis = "ceiling"
) -> tuple[Level, Step] | Lacking:
    """Compare the money of a pair at the first of some levels at which both give it."""
    lacking: Lacking | None = None
    for level in levels:
        step = step_of(case, pair, level, basis)
        if not isinstance(step, Lacking):
            return level, step
        lacking = lacking or step
    assert lacking
    return lacking


def money_stage(
    case: Case,
    documents: tuple[int, ...],
    name: str,
    year: int,
    level: Level,
    basis: Basis,
    match: Literal["any", "instance"] = "any",
) -> Stage | Bilingual:
    """Gather money; say what is lacking where it cannot be compared. Within one document a node is itself alone."""
    keys = keys_of(case, match)

    def gather() -> Stage | Bilingual:
        try:
            return stage_of(case.plan, name, documents, year=year, basis=basis, level=level, keys=keys)
        except LevelsDifferError:
            return Bilingual(
                f"uang {name} {year} pada tingkat {indonesian(level).replace('_', ' ')}",
                f"money of {name} for {year} at the level {LEVELS_EN[level]}",
            )
        except DocumentsOverlapError:
            return Bilingual(
                f"satu dokumen yang dimaksud di antara {_told(case, documents)}",
                f"which one is meant of {_told(case, documents)}",
            )
        except NoMoneyError:
            return Bilingual(f"rincian uang dalam {name}", f"entries of money in {name}")
        except CallError:
            word = indonesian(basis).replace("_", " ")
            return Bilingual(f"{word} {name} untuk {year}", f"{basis.replace('_', ' ')}s of {name} for {year}")

    return case.index.remember(f"stage {documents} {year} {level} {basis} {match}", gather)


def _told(case: Case, documents: tuple[int, ...]) -> str:
    ids = [case.plan.documents[at].id for at in documents]
    return ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")


def has_reason(*records: Record | None) -> bool:
    """
    Tell whether a record gives the reason for an exception, in the own field ``x-justifikasi`` or ``x-justification``.

    Example:
        >>> from regplan.model import Program
        >>> has_reason(Program(id="p", extra={"x-justifikasi": "bencana 2026"})), has_reason(None)
        (True, False)
    """
    stated = (one.extra.get(name) for one in records if one and one.extra for name in _REASONS)
    return any(bool(text.strip() if isinstance(text, str) else text) for text in stated)


_REASONS: Final = ("x-justifikasi", "x-justification")
