"""When items of two documents are the same: by id, code, code and OPD, or title; through crosswalks and ``replaces`` links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias, get_args

import attrs
import numpy as np

from regplan.calc.budget.alike import alike
from regplan.errors import UnknownIdError, UnknownNameError
from regplan.index.build import of
from regplan.index.columns import Index, Ints
from regplan.index.tree import link_rows
from regplan.model.plan import Plan
from regplan.values.code import cleaned
from regplan.values.text import near

__all__ = ["Keys", "Match", "keys_for", "plain_title"]

Match: TypeAlias = Literal["instance", "code", "code_and_agency", "title", "any"]
"""
What makes two items one: the id of the node; its code, summed over the OPD; its code within one OPD; its title, in any
case and with any blanks. Codes and titles are those of the document. ``any``: the node, a link ``adopts`` between two of a
level, or one code; for a node without a code its title (methods A1); ``X.XX`` is the first bidang urusan of the OPD.
"""


_BY_NODE: Final = ("instance", "any")


def plain_title(title: str) -> str:
    """
    Write a title in small letters with single blanks, so that titles are compared by their words.

    Example:
        >>> plain_title("PROGRAM  Penunjang Urusan")
        'program penunjang urusan'
    """
    return " ".join(title.casefold().split())


@attrs.define(eq=False)
class _Texts:
    """Numbers for the titles or codes of a plan, the same in all its documents."""

    field: str
    plain: Callable[[str], str]
    base: Ints
    texts: list[str]
    numbers: dict[str, int]

    @classmethod
    def read(cls, index: Index, field: str, plain: Callable[[str], str]) -> _Texts:
        base, texts = index.remember(f"{field} numbers", lambda: _read(index, field, plain))
        return cls(field, plain, base, list(texts), {text: at for at, text in enumerate(texts)})

    def number(self, text: str) -> int:
        """Return the number of a text, a new one where it is new."""
        told = self.plain(text)
        if told not in self.numbers:
            self.numbers[told] = len(self.texts)
            self.texts.append(told)
        return self.numbers[told]

    def told_by(self, index: Index, documents: Sequence[int]) -> Ints:
        """Number the text of each node as documents tell it: by the first entry that gives one, else its own."""
        entries = index.remember(f"{self.field} entries", lambda: _entries(index, self.field))
        told = [pair for document in reversed(documents) for pair in entries.get(document, ())]
        if not told:
            return self.base
        column = self.base.copy()
        for node, text in told:
            column[node] = self.number(text)
        return column


def _read(index: Index, field: str, plain: Callable[[str], str]) -> tuple[Ints, tuple[str, ...]]:
    numbers: dict[str, int] = {}
    column = [
        -1 if text is None else numbers.setdefault(plain(text), len(numbers))
        for text in (getattr(node, field) for node in index.plan.nodes)
    ]
    return np.array(column, np.int64), tuple(numbers)


def _entries(index: Index, field: str) -> dict[int, list[tuple[int, str]]]:
    """Gather by document the nodes whose entry gives a text, the first entry of a node last, so that it counts."""
    found: dict[int, list[tuple[int, str]]] = {}
    columns = zip(index.entries.document.tolist(), index.entries.node.tolist(), index.plan.entries, strict=True)
    for document, node, entry in reversed(list(columns)):
        text = getattr(entry, field)
        if text is not None and document >= 0 and 0 <= node < index.nodes:
            found.setdefault(document, []).append((node, text))
    return found


@attrs.frozen(eq=False, kw_only=True)
class Keys:
    """
    Numbers of items, the same for all documents of one comparison.

    Attributes:
        match: What makes two items one.
        agencies: The number of each OPD, after crosswalk and ``replaces``; the last two places are for none.
    """

    match: Match
    agencies: Ints
    _base: Index = attrs.field(alias="base")
    _nodes: Ints = attrs.field(alias="nodes")
    _codes: _Texts = attrs.field(alias="codes")
    _titles: _Texts = attrs.field(alias="titles")
    _same: Mapping[str, str] = attrs.field(alias="same")

    def items(self, index: Index, documents: Sequence[int]) -> Ints:
        """Number the item of each node as documents tell it; -1 where it has no code or title."""
        if self.match in _BY_NODE:
            return self._nodes
        texts = self._titles if self.match == "title" else self._codes
        column = self._through(texts, texts.told_by(self._base, documents))
        if self.match != "code_and_agency":
            return column
        agency = self.agencies[index.agency]
        return np.where((column >= 0) & (agency >= 0), column * len(self.agencies) + agency, -1)

    def titles(self, documents: Sequence[int]) -> Ints:
        """Number the title of each node as documents tell it; -1 where it has none."""
        return self._titles.told_by(self._base, documents)

    def title(self, number: int) -> str:
        """Return a title by its number, in small letters."""
        return self._titles.texts[number]

    def name(self, item: int) -> str:
        """Return what an item is called: the id, the code, the code and the OPD, or the title."""
        if self.match in _BY_NODE:
            return self._base.ids[item]
        texts = (self._titles if self.match == "title" else self._codes).texts
        if self.match != "code_and_agency":
            return texts[item]
        code, agency = divmod(item, len(self.agencies))
        return f"{texts[code]} {self._base.plan.agencies[agency].id}"

    def _through(self, texts: _Texts, column: Ints) -> Ints:
        """Put the new codes or titles of the crosswalk for the old ones."""
        if not self._same:
            return column
        pairs = {texts.number(old): texts.number(new) for old, new in self._same.items()}
        to = np.arange(len(texts.texts))
        for old in pairs:
            at, seen = old, {old}
            while at in pairs and pairs[at] not in seen:
                at = pairs[at]
                seen.add(at)
            to[old] = at
        return np.where(column >= 0, to[column], -1)


def keys_for(
    plan: Plan,
    match: Match = "instance",
    *,
    crosswalk: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
) -> Keys:
    """
    Decide when items of two documents are the same.

    Args:
        plan: The plan. Nodes and OPD that ``replaces`` links join are one item, compared by their sums.
        match: What makes two items one.
        crosswalk: Old ids, codes or titles, each with the new one, as *match* asks.
        agencies: Ids of OPD, each with the id of the OPD that is the same.

    Raises:
        UnknownIdError: A crosswalk names a node or an OPD that is not there; near matches are offered.
        UnknownNameError: *match* is none of the words.
    """
    if match not in get_args(Match):
        raise UnknownNameError(str(match), "way to match items", near(str(match), get_args(Match)))
    base = of(plan)
    offices = {one.id: at for at, one in reversed(list(enumerate(plan.agencies)))}
    start = base.starts["agencies"]
    by_id = (crosswalk or {}) if match in _BY_NODE else {}
    known = {base.ids[at]: at for at in range(base.nodes - 1, -1, -1)} if by_id else {}
    codes, titles = _Texts.read(base, "code", cleaned), _Texts.read(base, "title", plain_title)
    pairs = [*_replaced(base, 0, base.nodes), *_named(by_id, known, "the nodes of the plan")]
    pairs += base.remember("alike nodes", lambda: alike(base, codes.base, titles.base)) if match == "any" else []
    return Keys(
        match=match,
        agencies=_heads(
            len(plan.agencies),
            [
                *_replaced(base, start, len(plan.agencies)),
                *_named(agencies or {}, offices, "the OPD of the plan"),
            ],
            2,
        ),
        base=base,
        nodes=_heads(base.nodes, pairs),
        codes=codes,
        titles=titles,
        same=(crosswalk or {}) if match not in _BY_NODE else {},
    )


def _replaced(index: Index, start: int, size: int) -> list[tuple[int, int]]:
    """Return the pairs of one table that a ``replaces`` link joins."""
    rows = link_rows(index, _REPLACES)
    pairs = np.column_stack((index.links.source[rows] - start, index.links.target[rows] - start))
    inside = ((pairs >= 0) & (pairs < size)).all(axis=1)
    found: list[tuple[int, int]] = list(map(tuple, pairs[inside].tolist()))
    return found


_REPLACES: Final = ("replaces",)


def _named(same: Mapping[str, str], known: Mapping[str, int], place: str) -> list[tuple[int, int]]:
    for name in (*same, *same.values()):
        if name not in known:
            raise UnknownIdError(name, place, near(name, known))
    return [(known[old], known[new]) for old, new in same.items()]


def _heads(size: int, pairs: Iterable[tuple[int, int]], extra: int = 0) -> Ints:
    """Give things that pairs join the number of the first of them; *extra* places behind keep what is none."""
    head = list(range(size))

    def top(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    touched = set()
    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        head[high] = low
        touched |= {one, other}
    numbers = np.arange(size + extra)
    numbers[size:] = [-2, -1][2 - extra :]
    for at in touched:
        numbers[at] = top(at)
    return numbers
