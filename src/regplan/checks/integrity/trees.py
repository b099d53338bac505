"""REF-03…06: parents in circles, of wrong levels or missing; nodes that no document states."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Violation, clause, rule
from regplan.checks.structure.cardinality import LEVELS_EN
from regplan.diagnostics.finding import Fact
from regplan.index.columns import ABSENT, Bools
from regplan.index.tree import circles
from regplan.law import Law
from regplan.model.keys import FIELD_KEYS, indonesian
from regplan.model.words import LEVELS, Level
from regplan.values.lang import Bilingual

__all__ = ["RULES"]


@rule(
    "REF-03",
    ("induk tidak melingkar", "parents form no circle"),
    clause(
        "circle-of-parents",
        "error",
        ("'{field}' melingkar: {circle}", "'{field}' goes round in a circle: {circle}"),
        ("perbaiki '{field}' salah satu catatan itu", "mend '{field}' of one of these records"),
    ),
)
def circle_of_parents(case: Case) -> Outcome:
    """Following parents never leads back: for nodes, documents that amend, OPD, places and references."""
    index = case.index
    if (index.depth == -1).any():
        yield from (_circle(case, ring, "parent") for ring in circles(index.parent))
    for table in ("documents", "agencies", "places", "references"):
        field = "amends" if table == "documents" else "parent"
        rows = case.plan.table(table)
        at = {row.id: number for number, row in reversed(list(enumerate(rows)))}
        up = np.array([at.get(getattr(row, field), ABSENT) for row in rows], np.int64)
        if (up >= 0).any():
            start = index.starts[table]
            yield from (_circle(case, [start + one for one in ring], field) for ring in circles(up))


def _circle(case: Case, ring: list[int], field: str) -> Violation:
    names = [case.index.ids[at] for at in ring]
    told = [*names, names[0]] if len(names) <= LONGEST_CIRCLE else [*names[:LONGEST_CIRCLE], f"… ({len(names)})"]
    facts: dict[str, Fact] = {"circle": " → ".join(told), "field": Bilingual(FIELD_KEYS[field][0], field)}
    return Violation(ring[0], None, facts, tuple(names[1:]))


LONGEST_CIRCLE = 20
"""How many ids of a circle a message tells; all are in ``related``."""


@rule(
    "REF-04",
    ("induk dari tingkat yang benar", "the parent is of a right level"),
    clause(
        "wrong-parent-level",
        "error",
        (
            "{subject} berada di bawah {got} {parent}; seharusnya {expected}",
            "{subject} hangs on the {got} {parent}; it should {expected}",
        ),
        (
            "perbaiki 'induk', atau tulis hubungannya sebagai kaitan 'mendukung'",
            "mend 'parent', or write the relation as a link 'supports'",
        ),
    ),
)
def wrong_parent_level(case: Case) -> Outcome:
    """A node hangs on a level that the regime of its document allows; without a regime, that any regime allows."""
    index = case.index
    allowed: dict[str | None, Bools] = {name: _allowed(case.law, (name,)) for name in case.law.parents}
    allowed[None] = _allowed(case.law, tuple(case.law.parents))
    regimes = [document.regime for document in case.plan.documents]
    tables = np.stack([allowed[regime] for regime in regimes] + [allowed[None]])
    child = np.flatnonzero((index.parent >= 0) & case.judged())
    which = np.where(index.document[child] >= 0, index.document[child], len(regimes))
    good = tables[which, index.level[child], index.level[index.parent[child]]]
    for at in child[~good].tolist():
        upper = LEVELS[int(index.level[index.parent[at]])]
        document = int(index.document[at])
        regime = regimes[document] if document >= 0 else None
        fits = [LEVELS[one] for one in np.flatnonzero(allowed[regime][index.level[at]])]
        yield Violation(
            at,
            None,
            {
                "parent": index.ids[index.parent[at]],
                "got": _level(upper),
                "expected": _levels(fits),
            },
            (index.ids[index.parent[at]],),
        )


@functools.cache
def _allowed(law: Law, regimes: tuple[str, ...]) -> Bools:
    """Return which level may hang on which, under any of some regimes."""
    table = np.zeros((len(LEVELS), len(LEVELS)), np.bool_)
    for regime in regimes:
        for level, uppers in law.parents[regime].items():
            for upper in uppers:
                table[LEVELS.index(level), LEVELS.index(upper)] = True
    return table


def _level(level: Level) -> Bilingual:
    return Bilingual(indonesian(level).replace("_", " "), LEVELS_EN[level])


def _levels(levels: Sequence[Level]) -> Bilingual:
    words = [_level(level) for level in levels]
    if not words:
        return Bilingual("tanpa induk", "have no parent")
    return Bilingual(
        "di bawah " + " atau ".join(word.id for word in words),
        "hang on " + " or ".join(f"{'an' if word.en[0] in 'aeiou' else 'a'} {word.en}" for word in words),
    )


@rule(
    "REF-05",
    ("simpul mempunyai induk", "nodes have a parent"),
    clause(
        "node-without-parent",
        "warning",
        ("{subject} tidak mempunyai induk dalam {home}", "{subject} has no parent in {home}"),
        ("isi 'induk': {expected}", "give its 'parent': {expected}"),
    ),
)
def without_parent(case: Case) -> Outcome:
    """In a plan with a hierarchy of its own, every node below the root hangs on another; CARD-04 asks for objectives."""
    index = case.index
    for at, document in case.documents(*case.law.roots):
        roots = {LEVELS.index(level) for level in case.law.roots[document.kind]}
        skip = {*roots, LEVELS.index("objective")}
        home = np.flatnonzero((index.document == at) & (index.parent == ABSENT))
        for node in home.tolist():
            level = int(index.level[node])
            if level not in skip and level != 0:
                regimes = (document.regime,) if document.regime else tuple(case.law.parents)
                fits = [LEVELS[one] for one in np.flatnonzero(_allowed(case.law, regimes)[level])]
                yield Violation(node, None, {"home": document.id, "expected": _levels(fits)})


@rule(
    "REF-06",
    ("dinyatakan oleh dokumen", "stated by a document"),
    clause(
        "stated-by-no-document",
        "warning",
        ("{subject} tidak dinyatakan oleh satu dokumen pun", "{subject} is stated by no document"),
        ("isi 'dokumen', atau tulis pencantuman di dokumennya", "give 'document', or an entry in its document"),
    ),
)
def stated_by_none(case: Case) -> Outcome:
    """Every node is stated by a document: its home, or one with an entry for it."""
    index = case.index
    homeless = np.flatnonzero(index.document == ABSENT).tolist()
    entered = {entry.node for entry in case.plan.entries} if homeless else set()
    for at in homeless:
        if index.ids[at] not in entered:
            yield Violation(at)


RULES = (
    circle_of_parents,
    wrong_parent_level,
    without_parent,
    stated_by_none,
)
