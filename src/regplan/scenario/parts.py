"""Nodes that were split or merged: by what ``replaces`` links state, else by wording and money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from regplan.model.plan import Plan
from regplan.model.tables import NODE_TABLES
from regplan.scenario.matching import Matching, wording_of
from regplan.scenario.similarity import Texts
from regplan.values.money import sen

__all__ = ["Part", "Parted", "parted"]

Key = tuple[str, str]
ALIKE: Final = 0.7
"""Likeness from which a new node is taken for a part of one that is there, or one that is gone for a part of it."""


@attrs.frozen(kw_only=True)
class Part:
    """
    One node that was split, or several that were merged.

    Attributes:
        kind: ``split`` or ``merged``.
        before: Ids in the first plan.
        after: Ids in the second.
        how: ``stated`` by links, or ``text``.
        confidence: How sure; without a link and without money that adds up, half the likeness.
    """

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    how: str
    confidence: Fraction


@attrs.frozen(eq=False)
class Parted:
    """
    What was split and merged.

    Attributes:
        found: By the key of the change that tells it.
        joined: By the keys of records that belong to it, that key.
    """

    found: Mapping[Key, Part]
    joined: Mapping[Key, Key]


def parted(old: Plan, new: Plan, matching: Matching) -> Parted:
    """Find nodes and OPD that were split or merged among those that have no match of their own."""
    found: dict[Key, Part] = {}
    joined: dict[Key, Key] = {}
    for key, part in (*_stated(old, new, matching), *_by_wording(old, new, matching)):
        keys = {*_keys(part, matching)} - {key}
        if key in joined or key in found or any(one in joined or one in found for one in keys):
            continue
        found[key] = part
        joined |= dict.fromkeys(keys, key)
    return Parted(found, joined)


def _keys(part: Part, matching: Matching) -> Iterator[Key]:
    """Go through the keys of all records of a part."""
    known = set(matching.ids.values())
    yield from (("both", name) if name in known else ("new", name) for name in part.after)
    yield from (("both", matching.ids[name]) if name in matching.ids else ("old", name) for name in part.before)


def _stated(old: Plan, new: Plan, matching: Matching) -> Iterator[tuple[Key, Part]]:
    """Yield what the links of the second plan state anew, where one replaces several or several replace one."""
    tables = (*NODE_TABLES, "agencies")
    olds = {name for table in tables for name in old.table(table).by_id}
    news = {name for table in tables for name in new.table(table).by_id}
    said = {(row.source, row.target) for row in old.links if row.kind == "replaces"}
    sources: dict[str, list[str]] = {}
    targets: dict[str, list[str]] = {}
    for row in new.links:
        pair = (row.source, row.target)
        if (
            row.kind == "replaces"
            and row.status != "refused"
            and pair not in said
            and row.source in news
            and row.target in olds
        ):
            sources.setdefault(row.target, []).append(row.source)
            targets.setdefault(row.source, []).append(row.target)
    for name, parts in sources.items():
        if len(parts) > 1:
            yield _told("split", (name,), tuple(parts), "stated", Fraction(1), matching)
    for name, wholes in targets.items():
        if len(wholes) > 1:
            yield _told("merged", tuple(wholes), (name,), "stated", Fraction(1), matching)


def _told(
    kind: str, before: tuple[str, ...], after: tuple[str, ...], how: str, sure: Fraction, matching: Matching
) -> tuple[Key, Part]:
    part = Part(kind=kind, before=before, after=after, how=how, confidence=sure)
    return next(_keys(part, matching)), part


def _by_wording(old: Plan, new: Plan, matching: Matching) -> Iterator[tuple[Key, Part]]:
    """Yield what wording below one node tells; a node with an id or code of its own is a part only where the money adds up."""
    for name in NODE_TABLES:
        yield from _Level(old, new, matching, name).parts()


class _Level:
    """The nodes of one level in both plans."""

    def __init__(self, old: Plan, new: Plan, matching: Matching, name: str) -> None:
        self.rows: tuple[Any, Any] = (old.table(name), new.table(name))
        self.plans = old, new
        self.matching = matching
        self.pairs = list(matching.tables[name].values())
        matched = ({one.old for one in self.pairs}, {one.new for one in self.pairs})
        self.alone = [[at for at in range(len(self.rows[side])) if at not in matched[side]] for side in (0, 1)]

    def parts(self) -> Iterator[tuple[Key, Part]]:
        """Yield the splits, then the mergers."""
        if not self.pairs or not any(self.alone):
            return
        self.texts = self._texts()
        self.money = [_money(plan) for plan in self.plans]
        yield from self._side(1, "split")
        yield from self._side(0, "merged")

    def _texts(self) -> Texts:
        texts = [{at: text for at, row in enumerate(rows) if (text := wording_of(row))} for rows in self.rows]
        return Texts(texts[0], texts[1])

    def _side(self, side: int, kind: str) -> Iterator[tuple[Key, Part]]:
        """Look for pairs that share their wording with nodes that are alone on one side."""
        below: dict[Any, list[int]] = {}
        for at in self.alone[side]:
            if wording_of(self.rows[side][at]):
                below.setdefault(self._parent(side, at), []).append(at)
        taken: set[int] = set()
        for one in self.pairs:
            whole = (one.old, one.new)[side]
            near = below.get(self._parent(side, whole), ())[:50]
            if not near or not wording_of(self.rows[1 - side][(one.old, one.new)[1 - side]]):
                continue
            alike = {at: self._likeness(side, one.old if side else one.new, at) for at in near if at not in taken}
            more = [at for at, score in alike.items() if score >= ALIKE]
            if not more:
                continue
            adds_up = self._adds_up(side, one, more)
            if not adds_up and one.how in {"identity", "code"}:
                continue
            taken.update(more)
            score = Fraction(round(100 * min(alike[at] for at in more)), 100)
            sure = (1 + score) / 2 if adds_up else score / 2
            several = (self.rows[side][whole].id, *(self.rows[side][at].id for at in more))
            single = (self.rows[1 - side][one.old if side else one.new].id,)
            before, after = (single, several) if side else (several, single)
            yield _told(kind, before, after, "text", sure, self.matching)

    def _parent(self, side: int, at: int) -> Any:
        return self.rows[side][at].parent

    def _likeness(self, side: int, whole: int, part: int) -> float:
        return self.texts.likeness(whole, part) if side else self.texts.likeness(part, whole)

    def _adds_up(self, side: int, one: Any, more: list[int]) -> bool:
        """Tell whether the money of the parts is that of the whole."""
        parts = [self.money[side].get(self.rows[side][at].id, 0) for at in ((one.old, one.new)[side], *more)]
        whole = self.money[1 - side].get(self.rows[1 - side][(one.old, one.new)[1 - side]].id, 0)
        return whole > 0 and all(parts) and sum(parts) == whole


def _money(plan: Plan) -> dict[str, int]:
    """Add up the known ceilings that are stated for each node."""
    found: dict[str, int] = {}
    for row in plan.allocations:
        if row.role == "entry" and row.basis == "ceiling":
            found[row.subject] = found.get(row.subject, 0) + sum(
                sen(one) for one in row.amounts.values() if one is not None
            )
    return found
