"""CSC: the performance tree as a tree of causes (PermenPANRB 89/2021; regulations §2.7)."""

from __future__ import annotations

from typing import Final

import numpy as np

from regplan.checks._case import Case
from regplan.checks._rule import Lacking, Outcome, Rule, Violation, clause, rule
from regplan.checks.targets.required import is_justified
from regplan.diagnostics.finding import Fact
from regplan.index.build import BASES
from regplan.index.columns import ABSENT, Bools
from regplan.index.tree import from_above, leading_to, led_to, link_rows
from regplan.index.twins import same_name
from regplan.index.web import UPWARD, pairs_above, web_of
from regplan.model.keys import spoken
from regplan.model.targets import Indicator
from regplan.model.words import LEVELS
from regplan.values.lang import Bilingual
from regplan.values.money import from_sen

__all__ = ["RULES"]


@rule(
    "CSC-01",
    ("pohon kinerja berakar satu", "a performance tree has one root"),
    clause(
        "several-roots",
        "warning",
        (
            "{subject} menuju ke {count} visi sekaligus: {got}",
            "{subject} leads up to {count} visions at once: {got}",
        ),
        (
            "sisakan satu visi sebagai akar; tolak atau hapus kaitan ke yang lain",
            "keep one vision as the root; refuse or remove the links to the others",
        ),
    ),
)
def one_root(case: Case) -> Outcome:
    """What leads up leads to one vision; the topmost nodes that lead to several are told, and circles are LINK-01."""
    index = case.index
    web = web_of(index, UPWARD, owners=False)
    visions = np.zeros(len(index.ids), np.bool_)
    visions[: index.nodes] = index.level == 0
    if visions.sum() < MOST_ROOTS + 1:
        return
    several: dict[int, list[int]] = {}
    for low, high in pairs_above(web, visions):
        for component, root in zip(low.tolist(), high.tolist(), strict=True):
            several.setdefault(component, []).append(root)
    judged = case.judged()
    many = np.zeros(len(index.ids), np.bool_)
    many[[one for one, roots in several.items() if len(roots) > MOST_ROOTS]] = True
    below = np.zeros(len(index.ids), np.bool_)
    below[web.source[many[web.component[web.target]]]] = True
    for node in np.flatnonzero(many[web.component[: index.nodes]] & ~below[: index.nodes] & judged).tolist():
        roots = [index.ids[one] for one in sorted(several[int(web.component[node])])]
        yield Violation(node, None, {"count": len(roots), "got": tuple(roots)}, tuple(roots))


MOST_ROOTS: Final = 1
"""How many roots a tree has."""


@rule(
    "CSC-02",
    ("kaitan mengarah ke tingkat di atasnya", "links lead to the level above"),
    clause(
        "link-points-down",
        "warning",
        (
            "{subject}: {got} mendukung {expected}, yang tingkatnya lebih rendah",
            "{subject}: a {got} supports a {expected}, which is of a lower level",
        ),
        ("balik arah kaitan itu, atau perbaiki ujungnya", "turn the link round, or mend its ends"),
    ),
)
def points_up(case: Case) -> Outcome:
    """Inside one document a link ``supports`` leads from a lower level to a higher one, and from output to outcome."""
    index = case.index
    chosen = {case.plan.documents[at].id for at, _ in case.documents()}
    first = index.starts["indicators"]
    for row in link_rows(index, ("supports",)).tolist():
        link, low, high = case.plan.links[row], int(index.links.source[row]), int(index.links.target[row])
        if link.document is not None and link.document in case.plan.documents.by_id and link.document not in chosen:
            continue
        told: tuple[Bilingual, Bilingual] | None = None
        if low < index.nodes and high < index.nodes:
            one_home = index.document[low] == index.document[high] != ABSENT
            if one_home and index.level[low] < index.level[high]:
                told = spoken(LEVELS[index.level[low]]), spoken(LEVELS[index.level[high]])
        elif first <= min(low, high) and max(low, high) < first + len(index.indicator_kind):
            kinds = [case.plan.indicators[at - first].kind for at in (low, high)]
            ranks = [index.indicator_kind[at - first] for at in (low, high)]
            if min(ranks) >= 0 and ranks[0] < ranks[1]:
                told = spoken(str(kinds[0])), spoken(str(kinds[1]))
        if told:
            yield Violation(None, None, {"got": told[0], "expected": told[1]}, row=("links", row))


@rule(
    "CSC-05",
    ("kondisi milik OPD lain dikaitkan, tidak digandakan", "a condition of another OPD is linked, not copied"),
    clause(
        "condition-copied",
        "info",
        (
            "{subject} berbunyi sama dengan {other} milik OPD lain tanpa kaitan di antaranya",
            "{subject} reads as {other} of another OPD, with no link between them",
        ),
        (
            "tulis kaitan ('berkontribusi' atau 'mendukung') dan sepakati indikatornya",
            "write a link ('contributes' or 'supports') and agree on the indicator",
        ),
    ),
)
def copied_conditions(case: Case) -> Outcome:
    """Goals and objectives of different OPD in one wording are linked with each other, or adopt one objective."""
    index = case.index
    nodes = np.flatnonzero(case.of_level("goal", "objective") & (index.agency >= 0) & case.judged()).tolist()
    rows = link_rows(index, (*UPWARD, "contributes"))
    ends = list(zip(index.links.source[rows].tolist(), index.links.target[rows].tolist(), strict=True))
    linked = {frozenset(pair) for pair in ends}
    above: dict[int, set[int]] = {}
    for low, high in ends:
        above.setdefault(low, set()).add(high)
    seen: dict[tuple[int, str], int] = {}
    for node in nodes:
        title = index.node(node).title
        if not title:
            continue
        other = seen.setdefault((int(index.level[node]), same_name(title)), node)
        shared = above.get(node, set()) & above.get(other, set())
        if index.agency[other] != index.agency[node] and frozenset((node, other)) not in linked and not shared:
            yield Violation(node, None, {"other": index.ids[other]}, (index.ids[other],))


@rule(
    "CSC-06",
    ("kondisi dijabarkan ke lebih dari satu anak", "a condition is broken down into more than one"),
    clause(
        "single-child",
        "info",
        (
            "{subject} hanya dijabarkan ke satu simpul ({other}): cukupkah itu?",
            "{subject} is broken down into one node only ({other}): is that sufficient?",
        ),
        (
            "tambahkan kondisi yang juga diperlukan, atau tulis alasannya pada 'x-justifikasi'",
            "add the other conditions needed, or give the reason in 'x-justification'",
        ),
    ),
)
def sufficient_children(case: Case) -> Outcome:
    """A mission, goal or objective with something below it has two nodes or more there, or says why not."""
    index = case.index
    web = web_of(index, UPWARD, owners=False)
    count = np.bincount(web.target, minlength=len(index.ids))[: index.nodes]
    asked = case.of_level("mission", "goal", "objective") & case.judged() & (count == 1)
    only = dict(zip(web.target.tolist(), web.source.tolist(), strict=True))
    for node in np.flatnonzero(asked).tolist():
        reason = Indicator(id="-", extra=index.node(node).extra)
        if not is_justified(reason):
            other = index.ids[only[node]]
            yield Violation(node, None, {"other": other}, (other,))


@rule(
    "CSC-07",
    ("belanja dan kondisi saling bertaut", "spending and conditions belong together"),
    clause(
        "orphan-spending",
        "warning",
        (
            "{subject} dalam {home} berpagu {amount_rp} ({period}), tetapi tidak menuju ke sasaran atau tujuan mana pun",
            "{subject} in {home} has {amount_rp} ({period}), but leads up to no objective or goal",
        ),
        (
            "tempatkan di bawah sasaran, atau tulis 'mendukung'",
            "hang it on an objective, or write 'supports'",
        ),
    ),
    clause(
        "unfunded-condition",
        "warning",
        (
            "{subject} dalam {home} tidak berpagu sama sekali, padahal sasaran lain di dokumen itu berpagu",
            "{subject} in {home} has no money at all, though other objectives of that document have",
        ),
        (
            "kaitkan program yang mendanainya, atau beri pagu",
            "link the program that pays for it, or give it money",
        ),
    ),
)
def spending_and_conditions(case: Case) -> Outcome:
    """Money leads up to an objective, and an objective has money below it, where the document shows both at all."""
    index = case.index
    conditions = case.of_level("objective", "goal")
    leading = leading_to(index, conditions)
    money = index.money
    for at, document in case.documents():
        rows = case.money_of(at)
        rows = rows[~money.stated[rows] & (money.basis[rows] == BASES.index("ceiling"))]
        rows = rows[(money.subject[rows] >= 0) & (money.subject[rows] < index.nodes) & money.known[rows]]
        rows = rows[money.amount[rows] > 0]
        if not len(rows):
            continue
        subjects = money.subject[rows]
        if not leading[subjects].any():
            yield Lacking(document.id, Bilingual("kaitan belanja ke sasaran", "ties of spending to objectives"))
            continue
        yield from _orphans(case, at, leading, rows.tolist())
        yield from _unfunded(case, at, subjects)


def _orphans(case: Case, at: int, leading: Bools, rows: list[int]) -> Outcome:
    """Yield the topmost nodes with money that leads nowhere, with that of the first period at and below each."""
    money = case.index.money
    tops: dict[int, dict[int, int]] = {}
    for row in rows:
        subject, period = int(money.subject[row]), int(money.period[row])
        if not leading[subject]:
            sums = tops.setdefault(_top(case, subject), {})
            sums[period] = sums.get(period, 0) + int(money.amount[row])
    for node, sums in sorted(tops.items()):
        period = min(sums)
        facts: dict[str, Fact] = {
            "home": case.plan.documents[at].id,
            "amount_rp": from_sen(sums[period]),
            "period": money.periods[period],
        }
        yield case.violation(at, node, "orphan-spending", facts)


def _top(case: Case, node: int) -> int:
    """Return the topmost node above one; in a circle of parents the smallest of it."""
    seen = {node}
    while (up := int(case.index.parent[node])) >= 0 and up not in seen:
        seen.add(up)
        node = up
    return node if up < 0 else min(seen)


def _unfunded(case: Case, at: int, subjects: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Outcome:
    """Yield the objectives of a document that no money of it leads up to."""
    index, document = case.index, case.plan.documents[at]
    objectives = case.nodes(at, "objective")
    marked = np.zeros(index.nodes, np.bool_)
    marked[subjects] = True
    funded = led_to(index, marked)[objectives] | from_above(index, marked)[objectives]
    if funded.any():
        for node in objectives[~funded].tolist():
            yield case.violation(at, node, "unfunded-condition", {"home": document.id})


RULES: tuple[Rule, ...] = (one_root, points_up, copied_conditions, sufficient_children, spending_and_conditions)
