"""LINK-01…06: links that go round, weigh too much, or changed since somebody looked; house rules, no law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Outcome, Rule, Violation, clause, rule
from regplan.checks.targets._pairs import compared
from regplan.diagnostics.finding import Fact
from regplan.graph.gaps import weight_totals
from regplan.graph.suspects import suspects
from regplan.index.build import SERIES_ROLES
from regplan.index.circles import shortest_circle
from regplan.index.columns import ABSENT, Bools
from regplan.index.targets import TargetColumns, targets_of
from regplan.index.tree import link_rows
from regplan.index.twins import same_name
from regplan.index.web import UPWARD, Web, rings_among, web_of
from regplan.model.alignment import Link
from regplan.model.keys import indonesian, spoken
from regplan.values.lang import Bilingual
from regplan.values.weight import read_weight

__all__ = ["RULES", "chosen_links"]


def chosen_links(case: Case, rows: Iterable[int]) -> Iterator[int]:
    """Keep the links of judged documents, and those of no document that the plan has."""
    chosen = {case.plan.documents[at].id for at, _ in case.documents()}
    for row in rows:
        document = case.plan.links[row].document
        if document is None or document in chosen or document not in case.plan.documents.by_id:
            yield row


@rule(
    "LINK-01",
    ("kaitan tidak melingkar", "links form no circle"),
    clause(
        "circle-of-links",
        "error",
        (
            "kaitan '{field}' melingkar lewat {count} catatan: {circle}",
            "links '{field}' go round in a circle of {count} records: {circle}",
        ),
        (
            "hapus atau tolak satu kaitan di lingkaran itu",
            "remove or refuse one link of the circle",
        ),
    ),
)
def circles_of_links(case: Case) -> Outcome:
    """Following what supports, needs or replaces what never leads back; the shortest circles are told first."""
    found: list[tuple[int, list[int], Bilingual]] = []
    parents = _pairs(web_of(case.index, (), owners=False))
    for kinds, word in _CIRCLING:
        links = _linked(case, kinds)
        pairs = links | parents if kinds is UPWARD else links
        edges: dict[int, list[int]] = {}
        for low, high in sorted(pairs) if web_of(case.index, kinds, owners=False).rings else ():
            edges.setdefault(low, []).append(high)
        for ring in rings_among(edges):
            circle = shortest_circle(ring, edges)
            steps = set(zip(circle, [*circle[1:], circle[0]], strict=True))
            if kinds is not UPWARD or not steps <= parents:
                found.append((len(ring), circle, word))
    for count, circle, word in sorted(found, key=lambda one: (len(one[1]), one[0], one[1])):
        names = [case.index.ids[at] for at in circle]
        shown = [*names, names[0]] if len(names) <= LONGEST else [*names[:LONGEST], "…"]
        facts: dict[str, Fact] = {"field": word, "count": count, "circle": " → ".join(shown)}
        yield Violation(circle[0], None, facts, tuple(names[1:]))


LONGEST: Final = 20
"""How many ids of a circle a message tells; all are in ``related``."""


_CIRCLING: Final = (
    (UPWARD, Bilingual("mendukung/mengadopsi", "supports/adopts")),
    (("needs",), Bilingual(indonesian("needs"), "needs")),
    (("replaces",), Bilingual(indonesian("replaces"), "replaces")),
)
"""Kinds of links that must not go round, and what a message calls them."""


def _pairs(web: Web) -> set[tuple[int, int]]:
    return set(zip(web.source.tolist(), web.target.tolist(), strict=True))


def _linked(case: Case, kinds: Sequence[str]) -> set[tuple[int, int]]:
    """Return the ends of the live links of some kinds."""
    links, rows = case.index.links, link_rows(case.index, kinds)
    return set(zip(links.source[rows].tolist(), links.target[rows].tolist(), strict=True))


@rule(
    "LINK-02",
    ("bobot kaitan adalah bilangan 0 sampai 1", "the weight of a link is a number from 0 to 1"),
    clause(
        "weight-not-a-number",
        "error",
        ("bobot {subject} bukan bilangan: '{got}'", "the weight of {subject} is no number: '{got}'"),
        ("tulis bilangan desimal (0.25) atau pecahan (1/3)", "write a decimal (0.25) or a quotient (1/3)"),
    ),
    clause(
        "weight-out-of-range",
        "error",
        ("bobot {subject} adalah {got}; seharusnya 0 sampai 1", "the weight of {subject} is {got}; expected 0 to 1"),
        ("tulis bagian dari keseluruhan: 25 % adalah 0.25", "write a part of the whole: 25 % is 0.25"),
    ),
)
def weights_in_range(case: Case) -> Outcome:
    """Every weight says a number, from nothing to all."""
    weights = [row for row, link in enumerate(case.plan.links) if link.weight is not None]
    for row in chosen_links(case, weights):
        text = case.plan.links[row].weight or ""
        read = read_weight(text)
        if read is None:
            yield Violation(None, "weight-not-a-number", {"got": text}, row=("links", row))
        elif not 0 <= read <= 1:
            yield Violation(None, "weight-out-of-range", {"got": text}, row=("links", row))


@rule(
    "LINK-03",
    ("bobot berjumlah satu", "weights total one"),
    clause(
        "weights-over-one",
        "error",
        (
            "bobot '{field}' dari {source} berjumlah {got}, lebih dari 1",
            "the weights '{field}' of {source} total {got}, more than 1",
        ),
        (
            "kecilkan bobotnya: yang dibagikan tidak dapat melebihi seluruhnya",
            "lower them: no more than all can be shared",
        ),
    ),
    clause(
        "weights-under-one",
        "info",
        (
            "bobot '{field}' dari {source} berjumlah {got}: sisanya tidak ke mana-mana",
            "the weights '{field}' of {source} total {got}: the rest goes nowhere",
        ),
        (
            "lengkapi bobotnya, atau biarkan bila memang hanya sebagian yang terkait",
            "complete them, or leave it where only a part is linked indeed",
        ),
    ),
)
def weights_total_one(case: Case) -> Outcome:
    """The weights of one kind from one record total 1 where all are stated; ``aligned_with`` apart by framework."""
    first: dict[tuple[str, str, str | None], int] = {}
    for row, link in enumerate(case.plan.links):
        first.setdefault((link.source, link.kind, link.document), row)
    for total in weight_totals(case.plan):
        row = first[total.source, total.kind, total.document]
        verdict = total.verdict
        if verdict in {"over", "under"} and not total.unread and [*chosen_links(case, [row])]:
            facts: dict[str, Fact] = {
                "field": spoken(total.kind),
                "source": total.source,
                "got": str(total.total),
            }
            name = "weights-over-one" if verdict == "over" else "weights-under-one"
            yield Violation(None, name, facts, total.targets, row=("links", row))


_PARTS: Final = {
    ("upper", "wording"): Bilingual("bunyi {target}", "the wording of {target}"),
    ("upper", "target"): Bilingual("target {target}", "the targets of {target}"),
    ("lower", "wording"): Bilingual("bunyi {source}", "the wording of {source}"),
    ("lower", "target"): Bilingual("target {source}", "the targets of {source}"),
    ("link", "weight"): Bilingual("bobotnya", "its weight"),
}


@rule(
    "LINK-04",
    ("kaitan diperiksa lagi setelah ujungnya berubah", "a link is looked at again after its ends changed"),
    clause(
        "suspect-link",
        "warning",
        (
            "sejak {subject} terakhir diperiksa, berubah: {got}",
            "since {subject} was last looked at, these changed: {got}",
        ),
        (
            "periksa apakah kaitan itu masih benar, lalu tulis 'diperiksa' dengan sidik barunya: {expected}",
            "see whether the link still holds, then write 'acknowledged' with its new fingerprint: {expected}",
        ),
    ),
)
def suspect_links(case: Case) -> Outcome:
    """A link that was acknowledged is as it was then: wording and targets of both ends, and its weight."""
    rows = [row for row, link in enumerate(case.plan.links) if link.acknowledged is not None]
    if not rows:
        return
    found = {(one.source, one.relation, one.target, one.document): one for one in suspects(case.plan)}
    for row in chosen_links(case, rows):
        link: Link = case.plan.links[row]
        one = found.get((link.source, link.kind, link.target, link.document))
        if one is None or link.acknowledged == one.fingerprint:
            continue
        words = {"source": (link.source, link.source), "target": (link.target, link.target)}
        told = [_PARTS[part].filled(words) for part in one.changed]
        got = Bilingual(", ".join(part.id for part in told), ", ".join(part.en for part in told))
        yield Violation(None, None, {"got": got, "expected": one.fingerprint}, row=("links", row))


@rule(
    "LINK-05",
    ("komitmen dilaksanakan oleh rencana", "promises are carried out by the plan"),
    clause(
        "promise-without-node",
        "warning",
        ("{subject} tidak dilaksanakan simpul mana pun", "{subject} is carried out by no node"),
        ("isi 'simpul' dengan program atau kegiatan yang melaksanakannya", "give the nodes that carry it out"),
    ),
)
def promises(case: Case) -> Outcome:
    """Each commitment names a node, OPD or indicator of the plan that carries it out; ids that dangle are REF-01."""
    first = case.index.starts["commitments"]
    for at, one in enumerate(case.plan.commitments):
        if not one.nodes:
            yield Violation(first + at)


@rule(
    "LINK-06",
    ("target sama sepanjang kaitan dan antardokumen", "targets agree along links and between undated documents"),
    clause(
        "linked-target-differs",
        "warning",
        (
            "{subject} untuk {period}: {got}, padahal indikator yang didukungnya ({other}) {expected}",
            "{subject} for {period}: {got}, but the indicator it supports ({other}) has {expected}",
        ),
        (
            "samakan keduanya, atau ganti nama bila memang indikator lain",
            "make them equal, or change the name if it is another indicator",
        ),
    ),
    clause(
        "undated-target-differs",
        "info",
        (
            "{subject} tanpa tahun: {got}, padahal {expected} dalam {other}, juga tanpa tahun",
            "{subject} with no year stated: {got}, but {expected} in {other}, with no year either",
        ),
        (
            "tulis tahunnya, lalu samakan atau jelaskan",
            "state the years, then make them equal or explain",
        ),
    ),
)
def targets_along_links(case: Case) -> Outcome:
    """An indicator and the one of its name that it supports have one target in a document; so has one in two undated ones."""
    columns = targets_of(case.index)
    rows = (columns.role == SERIES_ROLES.index("target")) & (columns.indicator >= 0) & (columns.cell != ABSENT)
    judged = {at for at, _ in case.documents()}
    yield from _along(case, columns, rows, judged)
    number = columns.periods.index("unstated") if "unstated" in columns.periods else ABSENT
    undated: dict[int, list[int]] = {}
    for row in np.flatnonzero(rows & (columns.period == number) & (columns.document >= 0)).tolist():
        undated.setdefault(int(columns.indicator[row]), []).append(row)
    for found in undated.values():
        yield from _between(case, columns, found, judged)


def _namesakes_above(case: Case) -> dict[int, list[int]]:
    """Return for each indicator those of its name that it supports."""
    index, indicators = case.index, case.plan.indicators
    first = index.starts["indicators"]
    above: dict[int, list[int]] = {}
    for row in link_rows(index, ("supports",)).tolist():
        low, high = (int(one[row]) - first for one in (index.links.source, index.links.target))
        inside = min(low, high) >= 0 and max(low, high) < len(indicators) and low != high
        names = [indicators[at].name for at in (low, high)] if inside else []
        if all(names) and len({same_name(name or "") for name in names}) == 1:
            above.setdefault(low, []).append(high)
    return above


def _along(case: Case, columns: TargetColumns, rows: Bools, judged: set[int]) -> Outcome:
    """Hold each indicator against those of its name that it supports, once a document."""
    above = _namesakes_above(case)
    linked = np.zeros(len(case.plan.indicators) + 2, np.bool_)  # the two at the end are of none and of unknown ids
    linked[[*above, *(high for found in above.values() for high in found)]] = True
    places: dict[tuple[int, int, int], int] = {}
    for row in np.flatnonzero(rows & linked[columns.indicator]).tolist():
        key = (int(columns.indicator[row]), int(columns.document[row]), int(columns.period[row]))
        places.setdefault(key, row)
    told: set[tuple[int, int, int]] = set()
    for (indicator, document, period), row in places.items():
        for high in above.get(indicator, ()) if document in judged else ():
            other = places.get((high, document, period))
            if other is None or compared(case.index, row, other) not in _APART or (indicator, high, document) in told:
                continue
            told.add((indicator, high, document))
            name = case.plan.indicators[high].id
            facts = _facts(columns, row, other) | {"other": name, "period": _shown(columns.periods[period])}
            yield Violation(None, "linked-target-differs", facts, (name,), row=("series", int(columns.series[row])))


_APART: Final = frozenset({"above", "below", "differs"})


def _between(case: Case, columns: TargetColumns, rows: list[int], judged: set[int]) -> Outcome:
    """Hold the undated targets of one indicator against that of the first document."""
    documents = case.plan.documents
    for row in rows[1:]:
        here, there = int(columns.document[row]), int(columns.document[rows[0]])
        if here != there and here in judged and compared(case.index, row, rows[0]) in _APART:
            facts = _facts(columns, row, rows[0]) | {"other": documents[there].id, "home": documents[here].id}
            yield Violation(None, "undated-target-differs", facts, row=("series", int(columns.series[row])))


def _facts(columns: TargetColumns, row: int, other: int) -> dict[str, Fact]:
    return {
        "got": columns.cells[int(columns.cell[row])].text,
        "expected": columns.cells[int(columns.cell[other])].text,
    }


def _shown(period: str) -> Bilingual:
    head, _, tail = period.partition("-")
    words = {"end": ("akhir", "end"), "unstated": ("tanpa tahun", "no year stated")}.get(head, (head, head))
    return Bilingual(*(f"{word} {tail}".rstrip() for word in words))


RULES: tuple[Rule, ...] = (
    circles_of_links,
    weights_in_range,
    weights_total_one,
    suspect_links,
    promises,
    targets_along_links,
)
