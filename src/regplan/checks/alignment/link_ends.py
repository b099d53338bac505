"""LINK-07: what the two ends of a link are; a house rule, no law."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Violation, clause, rule
from regplan.checks.alignment.links import chosen_links
from regplan.diagnostics.finding import Fact
from regplan.index.build import LINK_KINDS
from regplan.model._said import record_word
from regplan.model.keys import spoken
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.model.words import LinkKind
from regplan.values.lang import Bilingual

__all__ = ["RULES"]

_WORK: Final = frozenset({*NODE_TABLES, "indicators", "commitments"})
_AIMS: Final = _WORK | {"references"}
_JOINED: Final[dict[LinkKind, tuple[frozenset[str], frozenset[str], Bilingual]]] = {
    "supports": (
        _WORK,
        _WORK,
        Bilingual(
            "hubungkan simpul, indikator, atau komitmen; untuk OPD yang ikut mengerjakan pakai 'berkontribusi' (dari OPD ke simpul)",
            "link nodes, indicators or commitments; for an OPD that takes part write 'contributes' (from OPD to node)",
        ),
    ),
    "adopts": (
        _WORK,
        _WORK,
        Bilingual("hubungkan simpul atau indikator kedua dokumen", "link nodes or indicators of the two documents"),
    ),
    "aligned_with": (
        _AIMS | {"documents"},
        frozenset({"references"}),
        Bilingual(
            "arahkan ke acuan (TPB, SPM, prioritas nasional, tema); antarsimpul pakai 'mendukung'",
            "lead to a reference (SDG, SPM, national priority, theme); between nodes write 'supports'",
        ),
    ),
    "contributes": (
        frozenset({"agencies"}),
        _AIMS,
        Bilingual(
            "mulai dari OPD dan arahkan ke yang dikerjakannya; antarsimpul pakai 'mendukung'",
            "begin at an OPD and lead to what it works on; between nodes write 'supports'",
        ),
    ),
    "needs": (
        _WORK | {"agencies"},
        _WORK | {"agencies"},
        Bilingual("hubungkan pekerjaan atau OPD yang saling menunggu", "link work or OPD that wait for each other"),
    ),
}
"""From which tables a kind leads to which, and the cure where it does not; ``replaces`` joins two of one table."""
_REPLACE: Final = Bilingual(
    "hubungkan yang baru dengan yang lama dari jenis yang sama: OPD dengan OPD, program dengan program",
    "link the new with the old of one kind: OPD with OPD, program with program",
)


@rule(
    "LINK-07",
    ("kedua ujung kaitan sesuai jenisnya", "the ends of a link are what its kind joins"),
    clause(
        "ends-of-wrong-kind",
        "warning",
        (
            "kaitan '{field}' dari {source} ({got}) ke {target} ({other}) menghubungkan yang tidak dihubungkan jenis itu",
            "the link '{field}' from {source} ({got}) to {target} ({other}) joins what that kind does not join",
        ),
        ("ganti ujung atau jenisnya: {cure}", "change an end or its kind: {cure}"),
    ),
)
def ends_of_links(case: Case) -> Outcome:
    """Each kind of link leads from what it is said of to what it is about: an OPD contributes to a node, a node is aligned with a reference."""
    index, links = case.index, case.index.links
    tables = sorted(index.starts, key=index.starts.__getitem__)
    first = np.array([index.starts[name] for name in tables])
    source, target = (np.searchsorted(first, ends, side="right") - 1 for ends in (links.source, links.target))
    known = (links.source >= 0) & (links.target >= 0)
    wrong = source != target  # replaces
    for kind, (sources, targets, _) in _JOINED.items():
        fits = np.isin(source, [tables.index(name) for name in sources]) & np.isin(
            target, [tables.index(name) for name in targets]
        )
        wrong = np.where(links.kind == LINK_KINDS.index(kind), ~fits, wrong)
    for row in chosen_links(case, np.flatnonzero(known & wrong).tolist()):
        link = case.plan.links[row]
        facts: dict[str, Fact] = {
            "field": spoken(link.kind),
            "source": link.source,
            "target": link.target,
            "got": record_word(TABLES[tables[int(source[row])]]),
            "other": record_word(TABLES[tables[int(target[row])]]),
            "cure": _JOINED[link.kind][2] if link.kind in _JOINED else _REPLACE,
        }
        yield Violation(None, None, facts, (link.target,), row=("links", row))


RULES = (ends_of_links,)
