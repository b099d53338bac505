"""Which indicator records are one indicator: the one way to decide it, for all rules and comparisons (conventions §13)."""

from __future__ import annotations

import re
from typing import Final

import attrs
import numpy as np

from regplan.index.columns import ABSENT, Bools, Groups, Index, Ints
from regplan.index.targets import Units, units_of
from regplan.index.tree import link_rows
from regplan.model.words import LEVELS
from regplan.values.code import cleaned

__all__ = ["Twins", "homes_of", "same_name", "twins_of"]

_TABLES: Final = ("IKU", "IKD")
"""Flags of the tables that repeat indicators of other tables of the same document."""


@attrs.frozen(eq=False)
class Twins:
    """
    Indicators told to be one and the same.

    Attributes:
        group: A number for each indicator; records with one number are one indicator.
        doubtful: Whether a record has namesakes, but which of them it is cannot be told; it is then alone in its group.
    """

    group: Ints
    doubtful: Bools

    def are_one(self, one: int, other: int) -> bool:
        """Tell whether two records, by position in their table, are one indicator."""
        return bool(self.group[one] == self.group[other])

    def of(self, indicator: int) -> tuple[int, ...]:
        """Return the positions of the records that are this indicator, itself among them, in order."""
        return tuple(np.flatnonzero(self.group == self.group[indicator]).tolist())


def twins_of(index: Index) -> Twins:
    """
    Tell which indicator records are one indicator, once for a plan.

    Records are one where they share the name (``same_name``) and their owners are one or tied: by a live *adopts*
    link, or, for programs, activities and sub activities, by level, code and OPD. A node that another document states
    by an entry is one node, so its indicators have one owner. Being one is passed on: what equals the same is equal.

    Where one table of a document states two such records, name and owner do not tell them apart: then those with one
    unit are one indicator, and where that leaves two in one document still, none of them are (``doubtful``).
    The tables of IKU and IKD repeat others; a record with such a flag stands in a table of its own.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Goal, Indicator, Link, Objective, Plan
        >>> plan = Plan(
        ...     objectives=[Objective(id="S")],
        ...     goals=[Goal(id="T")],
        ...     indicators=[Indicator(id="I", owner="S", name="Angka Stunting"),
        ...                 Indicator(id="J", owner="T", name="angka  stunting")],
        ...     links=[Link(kind="adopts", source="T", target="S")],
        ... )
        >>> twins_of(of(plan)).are_one(0, 1)
        True
    """
    return index.remember("twins", lambda: _build(index))


def same_name(text: str) -> str:
    """
    Bring a name, or a text of a few words, to the form in which equal names are equal: case, blanks and punctuation go.

    Nothing else does: what one name has more than the other makes it another name.

    Example:
        >>> same_name("Rata-Rata Lama Sekolah (RLS)."), same_name("Angka < 5 %")
        ('rata rata lama sekolah rls', 'angka < 5 %')
    """
    return _MARKS.sub(" ", text.casefold()).strip()


_MARKS: Final = re.compile(r"[\s.,;:!?'\"“”‘’()\[\]{}/\\\-–—_*•]+")


def _build(index: Index) -> Twins:
    group = _together(len(index.indicator_owner), *_shared(index))
    unclear = _stated_twice(index, group)
    if unclear.any():
        units = _unit_numbers(units_of(index))
        group = _numbered(np.where(unclear, len(group) + group * (units.max() + 2) + units + 1, group))
        group = _numbered(np.where(_stated_twice(index, group), len(group) + np.arange(len(group)), group))
    doubtful = unclear & (np.bincount(group)[group] == 1) if len(group) else unclear
    return Twins(group, doubtful)


def _numbered(column: Ints) -> Ints:
    """Number the different values of a column from 0 on."""
    numbers: Ints = np.unique(column, return_inverse=True)[1]
    return numbers


def _shared(index: Index) -> tuple[Ints, Ints]:
    """Return indicators and what they share: a number for each name × tie; only what two indicators share."""
    by_owner = Groups.of(index.indicator_owner)
    node, tie = _ties(index, by_owner)
    first, last = (np.searchsorted(by_owner.values, node, side) for side in ("left", "right"))
    length = last - first
    place = np.repeat(first - (np.cumsum(length) - length), length) + np.arange(length.sum())
    indicator, tie = by_owner.order[place], np.repeat(tie, length)
    many = np.bincount(tie)[tie] > 1 if len(tie) else np.zeros(0, np.bool_)
    indicator, tie = indicator[many], tie[many]
    names: dict[str, int] = {}
    number = np.full(len(index.indicator_owner), ABSENT, np.int64)
    for at in _distinct(indicator).tolist():
        name = index.plan.indicators[at].name
        if name is not None:
            number[at] = names.setdefault(same_name(name), len(names))
    named = number[indicator] != ABSENT
    return indicator[named], tie[named] * (len(names) + 1) + number[indicator[named]]


def _ties(index: Index, by_owner: Groups) -> tuple[Ints, Ints]:
    """Return owners of indicators and what ties them: each itself, an adopts link, a code of an OPD."""
    owners = _distinct(by_owner.values[by_owner.values >= 0])
    links = link_rows(index, ("adopts",))
    source, target = index.links.source[links], index.links.target[links]
    coded, code = _codes(index, owners[owners < index.nodes])
    start = len(index.ids)
    link = np.arange(start, start + len(links))
    return np.r_[owners, source, target, coded], np.r_[owners, link, link, start + len(links) + code]


def _distinct(positions: Ints) -> Ints:
    """Return the different positions in order."""
    return np.flatnonzero(np.bincount(positions))


def _codes(index: Index, owners: Ints) -> tuple[Ints, Ints]:
    """Number level, code and OPD of the programs, activities and sub activities that own indicators."""
    first = index.starts[_WORK[0]]
    texts = [node.code for table in _WORK for node in index.plan.table(table)]
    numbers: dict[str | None, int] = {None: ABSENT, "": ABSENT}
    for text in filter(None, dict.fromkeys(texts)):
        numbers[text] = numbers.setdefault(cleaned(text), len(numbers))
    code = np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))
    nodes = owners[(owners >= first) & (index.agency[owners] >= 0)]
    nodes = nodes[code[nodes - first] != ABSENT]
    key = (code[nodes - first] * len(LEVELS) + index.level[nodes]) * len(index.plan.agencies) + index.agency[nodes]
    return nodes, _numbered(key)


_WORK: Final = ("programs", "activities", "sub_activities")


def _together(count: int, member: Ints, shared: Ints) -> Ints:
    """Give all that share something, at any distance, the smallest of their numbers."""
    group = np.arange(count)
    if not len(member):
        return group
    shared = _numbered(shared)
    while True:
        least = np.full(int(shared.max()) + 1, count)
        np.minimum.at(least, shared, group[member])
        further = group.copy()
        np.minimum.at(further, member, least[shared])
        further = further[further]
        if np.array_equal(further, group):
            return group
        group = further


def _stated_twice(index: Index, group: Ints) -> Bools:
    """
    Mark the groups of which a table of a document states two records.

    A record without series is stated by its owner's document; one without a document stands with its owner.
    """
    found = np.zeros(len(group), np.bool_)
    members = np.bincount(group)[group] > 1 if len(group) else found
    if not members.any():
        return found
    known = np.flatnonzero(index.series.indicator >= 0)
    known = known[members[index.series.indicator[known]]]
    silent = members.copy()
    silent[index.series.indicator[known]] = False
    bare = np.flatnonzero(silent)
    indicator = np.r_[index.series.indicator[known], bare]
    document = np.r_[index.series.document[known], homes_of(index)[bare]]
    size = len(index.plan.documents)
    place = np.where(document >= 0, document, size + index.indicator_owner[indicator])
    tables = group[indicator] * (1 << len(_TABLES)) + _table(index, indicator)
    stated = (tables * (size + len(index.ids)) + place) * len(group) + indicator
    distinct = np.sort(stated)[np.append(True, np.diff(np.sort(stated)) > 0)]
    cell = distinct // len(group)
    found[group[distinct[1:][cell[1:] == cell[:-1]] % len(group)]] = True
    return found[group]


def homes_of(index: Index) -> Ints:
    """Return the home document of the owner of each indicator; ABSENT where it measures no node."""
    beyond = np.full(len(index.ids) - index.nodes + 2, ABSENT)
    homes: Ints = np.append(index.document, beyond)[index.indicator_owner]
    return homes


def _table(index: Index, indicators: Ints) -> Ints:
    """Number the table an indicator stands in by its flags."""
    flags = {at: index.plan.indicators[at].flags for at in _distinct(indicators).tolist()}
    number = {at: sum(1 << bit for bit, flag in enumerate(_TABLES) if flag in one) for at, one in flags.items()}
    return np.array([number[at] for at in indicators.tolist()], np.int64)


def _unit_numbers(units: Units) -> Ints:
    """Number the units of indicators so that one unit has one number, however it is written; ABSENT for none."""
    names: dict[str, int] = {}
    told = [unit.name if unit else same_name(text) for text, unit in zip(units.texts, units.units, strict=True)]
    numbers = [names.setdefault(name, len(names)) for name in told]
    found: Ints = np.array([*numbers, ABSENT], np.int64)[units.number]
    return found
