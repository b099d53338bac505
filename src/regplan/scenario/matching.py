"""
Which record of one plan is which of another: by id, by stated history, by code and OPD, by wording; each with how sure.

Confidence is a score from 0 to 1 and no probability: 1 for an id; for a code the mean of 1 and the likeness of the
wordings; for a wording its likeness. A pair by id or code whose wordings are less than half alike is doubted: other ways
come first, and if they find nothing it stands with the mean of 1 and the likeness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs

from regplan.index.build import of as index_of
from regplan.model.plan import Plan
from regplan.model.tables import NODE_TABLES, TABLES
from regplan.scenario.similarity import Texts, likeness, squeezed

__all__ = ["Match", "Matching", "match", "wording_of"]

SAME_PARENT: Final = 0.4
"""Likeness from which two wordings below the same node are one; chosen on the nomenclature of 2027 (docs/guide/scenarios.md)."""
ANYWHERE: Final = 0.8
"""Likeness from which two wordings are one wherever they stand."""
DOUBTED: Final = 0.5
"""Likeness below which one id or code is doubted to be one record."""
_SURE: Final = Fraction(1)


@attrs.frozen
class Match:
    """
    Two rows that are one record.

    Attributes:
        old: Position in the table of the first plan.
        new: Position in the table of the second.
        how: ``identity``, ``stated``, ``code`` or ``text``.
        confidence: How sure, 0 to 1.
    """

    old: int
    new: int
    how: str
    confidence: Fraction


@attrs.frozen(eq=False)
class Matching:
    """
    What of one plan is what of another.

    Attributes:
        tables: By table, the matches by position in the first plan.
        ids: By id of the first plan, the id in the second.
    """

    tables: Mapping[str, Mapping[int, Match]]
    ids: Mapping[str, str]

    def __len__(self) -> int:
        """Count the matches."""
        return sum(map(len, self.tables.values()))


def match(old: Plan, new: Plan) -> Matching:
    """
    Find out which record of one plan is which of another.

    Each table is gone through by itself, first OPD and documents, then nodes from the vision down, so that parents and OPD
    are known where they help; then what has no id, by its natural key. No step compares all with all.
    """
    tables: dict[str, Mapping[int, Match]] = {}
    ids: dict[str, str] = {}
    for name in _ORDER:
        if hasattr(TABLES[name], "id"):
            found = _Pairing(old, new, name, ids).run()
            rows = old.table(name), new.table(name)
            ids |= {rows[0][one.old].id: rows[1][one.new].id for one in reversed(found.values())}
        else:
            found = _by_key(old, new, name, ids)
        tables[name] = found
    return Matching(tables, ids)


_ORDER: Final = (
    "agencies", "documents", "places", "references", *NODE_TABLES, "indicators", "commitments",
    "entries", "series", "allocations", "links",
)  # fmt: skip


def wording_of(record: Any) -> str | None:
    """Return what a record is called."""
    return next((text for name in ("title", "name", "text") if (text := getattr(record, name, None))), None)


def _by_key(old: Plan, new: Plan, name: str, ids: Mapping[str, str]) -> dict[int, Match]:
    """Match rows without ids by their natural key, in which ids of the first plan stand for those of the second."""

    def key(row: Any) -> Hashable:
        return tuple(ids.get(part, part) if isinstance(part, str) else part for part in row.key)

    pairs = _in_turn([key(row) for row in old.table(name)], [row.key for row in new.table(name)])
    return {one: Match(one, other, "identity", _SURE) for one, other in pairs}


def _in_turn(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Pair positions with one key: the first with the first, the second with the second."""
    places: dict[Hashable, list[int]] = {}
    for at, key in enumerate(new):
        places.setdefault(key, []).append(at)
    taken: dict[Hashable, int] = {}
    for at, key in enumerate(old):
        number = taken.get(key, 0)
        if number < len(places.get(key, ())):
            yield at, places[key][number]
            taken[key] = number + 1


class _Pairing:
    """Matches the rows of one table, step by step; what is matched leaves the rest."""

    def __init__(self, old: Plan, new: Plan, name: str, ids: Mapping[str, str]) -> None:
        self.plans = old, new
        self.name, self.ids = name, ids
        self.rows: tuple[Any, Any] = (old.table(name), new.table(name))
        self.words = tuple([wording_of(row) for row in rows] for rows in self.rows)
        self.left = tuple(dict.fromkeys(range(len(rows))) for rows in self.rows)
        self.found: dict[int, Match] = {}
        self.doubted: list[Match] = []

    def run(self) -> dict[int, Match]:
        """Go through the steps, the surest first."""
        by_id = _in_turn(*([row.id for row in rows] for rows in self.rows))
        self.take(by_id, "identity", lambda *_: _SURE)
        self.take(self.stated(), "stated", lambda *_: _SURE)
        if all(self.left):
            for keys in (self.codes_and_places, self.codes):
                self.take(self.unique(keys), "code", self.sure_by_code)
            self.take(self.alike(), "text", self.sure_by_text)
        for one in self.doubted:
            if one.old in self.left[0] and one.new in self.left[1]:
                self.put(one)
        return dict(sorted(self.found.items()))

    def put(self, one: Match) -> None:
        """Take a pair for good."""
        self.found[one.old] = one
        del self.left[0][one.old]
        del self.left[1][one.new]

    def take(self, pairs: Iterable[tuple[int, int]], how: str, sure: Callable[[int, int], Fraction]) -> None:
        """Take pairs of what is left; those whose wordings have nothing in common are put off."""
        for old, new in list(pairs):
            if old not in self.left[0] or new not in self.left[1]:
                continue
            if how in {"identity", "code"} and self.is_doubted(old, new):
                self.doubted.append(Match(old, new, how, self.sure_by_code(old, new)))
            else:
                self.put(Match(old, new, how, sure(old, new)))

    def is_doubted(self, old: int, new: int) -> bool:
        """Tell whether neither wording nor code speaks for a pair by id, or no wording for one by code."""
        one, other = self.words[0][old], self.words[1][new]
        if one == other or one is None or other is None:
            return False
        codes = [getattr(rows[at], "code", None) for rows, at in zip(self.rows, (old, new), strict=True)]
        if codes[0] is not None and codes[0] == codes[1] and self.rows[0][old].id == self.rows[1][new].id:
            return False
        return likeness(one, other) < DOUBTED

    def sure_by_code(self, old: int, new: int) -> Fraction:
        """Score a pair by code."""
        one, other = self.words[0][old], self.words[1][new]
        if one is None or other is None:
            return Fraction(3, 4)
        return _rounded((1 + likeness(one, other)) / 2)

    def sure_by_text(self, old: int, new: int) -> Fraction:
        """Score a pair by wording."""
        return _rounded(likeness(self.words[0][old] or "", self.words[1][new] or ""))

    def stated(self) -> Iterator[tuple[int, int]]:
        """Pair what a ``replaces`` link of the second plan says, where one replaces one."""
        links = [
            (row.target, row.source)
            for row in self.plans[1].links
            if row.kind == "replaces" and row.status != "refused"
        ]
        if not links:
            return
        olds, news = (Counter(one[side] for one in links) for side in (0, 1))
        places = [{self.rows[side][at].id: at for at in reversed(self.left[side])} for side in (0, 1)]
        for old, new in links:
            if olds[old] == news[new] == 1 and old in places[0] and new in places[1]:
                yield places[0][old], places[1][new]

    def unique(self, keys: Callable[[int], Sequence[Hashable | None]]) -> Iterator[tuple[int, int]]:
        """Pair what is left by a key that stands once on both sides."""
        sides = []
        for side in (0, 1):
            places: dict[Hashable, list[int]] = {}
            column = keys(side)
            for at in self.left[side]:
                if column[at] is not None:
                    places.setdefault(column[at], []).append(at)
            sides.append(places)
        for key, places_here in sides[0].items():
            there = sides[1].get(key, ())
            if len(places_here) == 1 and len(there) == 1:
                yield places_here[0], there[0]

    def codes_and_places(self, side: int) -> Sequence[Hashable | None]:
        """Give each row its code and its OPD or kind."""
        return [
            None if code is None else (code, more)
            for code, more in zip(self.codes(side), self.around(side), strict=True)
        ]

    def codes(self, side: int) -> Sequence[Any]:
        """Give each row its code."""
        return [getattr(row, "code", None) for row in self.rows[side]]

    def around(self, side: int) -> Sequence[Hashable]:
        """Give each row what it stands in, in ids of the second plan: the OPD that carries a node, else owner or kind."""
        plan = self.plans[side]
        if self.name not in NODE_TABLES:
            names = [getattr(row, "owner", None) or getattr(row, "agency", None) for row in self.rows[side]]
            kinds = [getattr(row, "kind", None) or getattr(row, "framework", None) for row in self.rows[side]]
            return [(self.named(side, name), kind) for name, kind in zip(names, kinds, strict=True)]
        index = index_of(plan)
        first = index.starts[self.name]
        carriers = index.agency[first : first + len(self.rows[side])].tolist()
        return [self.named(side, plan.agencies[at].id) if at >= 0 else None for at in carriers]

    def named(self, side: int, name: str | None) -> str | None:
        """Return an id as the second plan has it."""
        return self.ids.get(name, name) if side == 0 and name is not None else name

    def parents(self, side: int) -> Sequence[Hashable]:
        """Give each row what it hangs on, in ids of the second plan; a root hangs on what it stands in."""
        above = [getattr(row, "owner", None) or getattr(row, "parent", None) for row in self.rows[side]]
        around = self.around(side)
        return [
            self.named(side, name) if name is not None else ("root", more)
            for name, more in zip(above, around, strict=True)
        ]

    def alike(self) -> list[tuple[int, int]]:
        """Pair what is left by wording, the most alike first, each once."""
        old, new = ({at: text for at in self.left[side] if (text := self.words[side][at])} for side in (0, 1))
        if not old or not new:
            return []
        above = [self.parents(side) for side in (0, 1)]
        equal = self.equal(old, new, above)
        done = [{pair[side] for pair in equal} for side in (0, 1)]
        rest, open_ = (
            {at: text for at, text in texts.items() if at not in some}
            for texts, some in zip((old, new), done, strict=True)
        )
        below: dict[Hashable, list[int]] = {}
        for at in open_:
            below.setdefault(above[1][at], []).append(at)
        texts = Texts(rest, open_)
        pairs = []
        for at in rest:
            for score, other in texts.candidates(at, below.get(above[0][at], ())):
                assert isinstance(other, int)
                if score >= (SAME_PARENT if above[0][at] == above[1][other] else ANYWHERE):
                    pairs.append((-score, at, other))
        pairs.sort()
        return [*equal, *((one, other) for _, one, other in pairs)]

    def equal(
        self, old: Mapping[int, str], new: Mapping[int, str], above: Sequence[Sequence[Hashable]]
    ) -> list[tuple[int, int]]:
        """Pair equal wordings below one node in turn."""
        sides = [list(old), list(new)]
        keys = [
            [(squeezed(texts[at]) or texts[at], above[side][at]) for at in sides[side]]
            for side, texts in enumerate((old, new))
        ]
        return [(sides[0][one], sides[1][other]) for one, other in _in_turn(keys[0], keys[1])]


def _rounded(score: float) -> Fraction:
    """Keep two decimals of a score, so that it is the same everywhere."""
    return Fraction(round(score * 100), 100)
