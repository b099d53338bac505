"""Selections answered on the index: which nodes, which allocations, which indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import attrs
import numpy as np

from regplan.calc.budget.refusals import NoDocumentError
from regplan.errors import UnknownIdError
from regplan.index.build import LINK_KINDS, of
from regplan.index.columns import Bools, Index, Ints
from regplan.index.selecting import select_documents
from regplan.index.tree import leading_to
from regplan.model.plan import Plan
from regplan.model.words import LEVELS
from regplan.scenario.refusals import NothingSelectedError
from regplan.scenario.selection import MONEY_FIELDS, Compare, Either, Every, Not, Selection, Under
from regplan.values.lang import Bilingual
from regplan.values.text import REGION, near

__all__ = ["documents_of", "money_selected", "nodes_selected", "or_under"]

MOST_OFFERED: Final = 8


def or_under(where: Selection | str | None) -> Selection | None:
    """Take an id for what is under it."""
    return Under(where) if isinstance(where, str) else where


def documents_of(plan: Plan, words: Sequence[str]) -> tuple[int, ...]:
    """
    Choose documents by kind, id, or kind and year.

    Raises:
        NoDocumentError: None is chosen.
        UnknownNameError: A word names nothing; near matches are offered.
    """
    found = select_documents(plan, words)
    if not found:
        asked, there = ", ".join(map(repr, words)), ", ".join(one.id for one in plan.documents[:MOST_OFFERED])
        msg = Bilingual(
            f"{asked} tidak memilih dokumen; yang ada: {there or 'tidak ada'}",
            f"{asked} chooses no documents; there are: {there or 'none'}",
        )
        raise NoDocumentError(msg)
    return found


def money_selected(
    plan: Plan, where: Selection | None, documents: Sequence[str], what: str = "allocations"
) -> list[int]:
    """
    Return the positions of the allocations that documents state and a selection selects.

    Raises:
        NothingSelectedError: There are none; values that are there are offered.
    """
    index = of(plan)
    frame = _money_frame(index)
    here = np.isin(frame.document, documents_of(plan, documents))
    found = here if where is None else here & _mask(where, frame)
    if not found.any():
        told = str(where) if where is not None else ", ".join(documents)
        raise NothingSelectedError(told, f"{what} of {', '.join(documents)}", _offered(where, frame, here))
    return np.flatnonzero(found).tolist()


def nodes_selected(plan: Plan, where: Selection) -> list[int]:
    """
    Return the positions of the nodes that a selection selects; by fields of money, those on which such money is.

    Raises:
        NothingSelectedError: There are none; values that are there are offered.
    """
    index = of(plan)
    by_money = any(isinstance(leaf, Compare) and leaf.field in MONEY_FIELDS for leaf in where.leaves())
    frame = _money_frame(index) if by_money else _node_frame(index)
    found = _mask(where, frame)
    if by_money:
        subjects = frame.subject[found]
        found = np.zeros(index.nodes, np.bool_)
        found[subjects[(subjects >= 0) & (subjects < index.nodes)]] = True
    if not found.any():
        everywhere = np.ones(len(frame.subject), np.bool_)
        raise NothingSelectedError(str(where), "nodes", _offered(where, frame, everywhere))
    return np.flatnonzero(found).tolist()


@attrs.frozen(eq=False)
class _Frame:
    """Rows to be asked: each with the record it is about, its document, and where it is money, the allocation."""

    index: Index
    subject: Ints
    document: Ints
    money: bool


def _money_frame(index: Index) -> _Frame:
    return _Frame(index, index.allocations.subject, index.allocations.document, money=True)


def _node_frame(index: Index) -> _Frame:
    return _Frame(index, np.arange(index.nodes), index.document, money=False)


def _mask(where: Selection, frame: _Frame) -> Bools:
    """Mark the rows that are selected."""
    if isinstance(where, Every | Either):
        join = np.logical_and if isinstance(where, Every) else np.logical_or
        found: Bools = join.reduce([_mask(part, frame) for part in where.parts])
        return found
    if isinstance(where, Not):
        return ~_mask(where.part, frame)
    if isinstance(where, Under):
        return _under(where.id, frame)
    assert isinstance(where, Compare)
    if where.field == "tag":
        return _tagged(where, frame)
    if where.field == "document" and where.operator in {"==", "!=", "in"}:
        return _of_documents(where, frame)
    labels, codes = _column(where.field, frame)
    right = np.array([_answers(where, label) for label in labels], np.bool_)
    return right[codes]


def _answers(where: Compare, label: str | None) -> bool:
    if where.operator in {"==", "in"}:
        return label in where.values
    if where.operator == "!=":
        return label not in where.values
    wanted = where.values[0]
    if label is None or wanted is None:
        return False
    if where.operator == "contains":
        return wanted.casefold() in label.casefold()
    return label.startswith(wanted) if where.operator == "startswith" else label.endswith(wanted)


_Column = tuple[Sequence[str | None], Ints]


def _column(field: str, frame: _Frame) -> _Column:
    """Return the different values of a field, and for each row which it has; None is the last of them."""
    index = frame.index
    if field in MONEY_FIELDS:
        return _numbered(getattr(one, field) for one in index.plan.allocations)
    if field == "level":
        inside = (frame.subject >= 0) & (frame.subject < index.nodes)
        level = np.append(index.level, -1)[np.where(inside, frame.subject, -1)]
        return (*LEVELS, None), np.where(level >= 0, level, len(LEVELS))
    if field == "document":
        return _by_position(frame.document, [one.id for one in index.plan.documents])
    if field.startswith("agency"):
        name = field.partition(".")[2] or "id"
        return _by_position(_carrier(frame), [getattr(one, name) for one in index.plan.agencies])
    if field == "id":
        labels, codes = _by_position(frame.subject, index.ids)
        region = frame.subject == index.money.region
        return (*labels, REGION), np.where(region, len(labels), codes)
    return _by_position(frame.subject, _texts(index, field))


def _texts(index: Index, field: str) -> list[str | None]:
    """Return the code or wording of every record with an id."""
    plan = index.plan
    names = ("name", "title") if field == "title" else (field,)
    return [
        next((text for name in names if (text := getattr(record, name, None)) is not None), None)
        for table in index.tables
        for record in plan.table(table)
    ]


def _numbered(values: Iterable[str | None]) -> _Column:
    numbers: dict[str | None, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in values]
    return tuple(numbers), np.array(codes, np.int64)


def _by_position(positions: Ints, names: Sequence[str | None]) -> _Column:
    outside = (positions < 0) | (positions >= len(names))
    return (*names, None), np.where(outside, len(names), positions)


def _carrier(frame: _Frame) -> Ints:
    """Return the OPD of each row: that carries the node, or that is the subject itself."""
    index = frame.index
    first = index.starts["agencies"]
    inside = (frame.subject >= 0) & (frame.subject < index.nodes)
    carrier = np.append(index.agency, -1)[np.where(inside, frame.subject, -1)]
    is_agency = (frame.subject >= first) & (frame.subject < first + len(index.plan.agencies))
    found: Ints = np.where(is_agency, frame.subject - first, carrier)
    return found


def _of_documents(where: Compare, frame: _Frame) -> Bools:
    """Choose by kind, id, or kind and year, as everywhere."""
    words = [value for value in where.values if value is not None]
    found = np.isin(frame.document, select_documents(frame.index.plan, words)) if words else frame.document == -(2**40)
    if None in where.values:
        found |= frame.document < 0
    return ~found if where.operator == "!=" else found


def _under(name: str, frame: _Frame) -> Bools:
    """Mark what leads up to a node, or what an OPD with its sub-units carries."""
    index = frame.index
    at = index.position.get(name, -1)
    if 0 <= at < index.nodes:
        marked = np.zeros(index.nodes, np.bool_)
        marked[at] = True
        reached = np.append(leading_to(index, marked), False)
        inside = (frame.subject >= 0) & (frame.subject < index.nodes)
        found: Bools = reached[np.where(inside, frame.subject, -1)]
        return found
    if name in index.plan.agencies.by_id:
        return np.isin(_carrier(frame), _with_units(index.plan, name))
    known = [*index.ids[: index.nodes], *index.plan.agencies.ids]
    raise UnknownIdError(
        name, Bilingual("simpul dan OPD rencana ini", "the nodes and OPD of this plan"), near(name, known)
    )


def _with_units(plan: Plan, name: str) -> list[int]:
    """Return the positions of an OPD and all below it."""
    below: dict[str | None, list[int]] = {}
    for at, one in enumerate(plan.agencies):
        below.setdefault(one.parent, []).append(at)
    found = [at for at, one in enumerate(plan.agencies) if one.id == name]
    seen = set(found)
    for at in found:
        more = [one for one in below.get(plan.agencies[at].id, ()) if one not in seen]
        seen.update(more)
        found += more
    return found


def _tagged(where: Compare, frame: _Frame) -> Bools:
    """Mark what is aligned with a reference, by its id, code or title; a node without tags has those of the one above."""
    index = frame.index
    names = [(one.id, one.code, one.title) for one in index.plan.references]
    first, nodes = index.starts["references"], index.nodes
    tags: dict[int, set[int]] = {}
    links = index.links
    rows = np.flatnonzero((links.kind == LINK_KINDS.index("aligned_with")) & links.live)
    for source, target in zip(links.source[rows].tolist(), links.target[rows].tolist(), strict=True):
        if 0 <= source < nodes and first <= target < first + len(names):
            tags.setdefault(source, set()).add(target - first)
    asked = where if where.operator != "!=" else attrs.evolve(where, operator="in")
    right = {at for at, three in enumerate(names) if any(_answers(asked, one) for one in three if one is not None)}
    marked = np.zeros(nodes + 1, np.bool_)
    none: set[int] = set()
    for at in index.order.tolist():
        above = int(index.parent[at])
        own = tags.get(at) or tags.get(above, none)
        tags[at] = own
        marked[at] = bool(own & right) or (not own and None in where.values)
    inside = (frame.subject >= 0) & (frame.subject < nodes)
    found: Bools = marked[np.where(inside, frame.subject, -1)]
    return ~found if where.operator == "!=" else found


def _offered(where: Selection | None, frame: _Frame, here: Bools) -> tuple[str, ...]:
    """Offer values that are there for the questions that find nothing."""
    told: list[str] = []
    for leaf in where.leaves() if where is not None else ():
        if isinstance(leaf, Compare) and not (_mask(leaf, frame) & here).any():
            told += _near_values(leaf, frame, here)
    return tuple(dict.fromkeys(told))[:MOST_OFFERED]


def _near_values(leaf: Compare, frame: _Frame, here: Bools) -> list[str]:
    if leaf.field == "tag":
        known = [one.id for one in frame.index.plan.references]
    else:
        labels, codes = _column(leaf.field, frame)
        known = [label for at in np.unique(codes[here]).tolist() if (label := labels[at]) is not None]
    offer = [one for value in leaf.values if value is not None for one in near(value, known)]
    return [f"{leaf.field} {one!r}" for one in (offer or known[:MOST_OFFERED])]
