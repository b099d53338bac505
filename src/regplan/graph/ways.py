"""What share of a record goes each way up: exact where links say it, unknown where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from regplan.graph.trace import Step
from regplan.index import Index
from regplan.index.web import ALIGNING
from regplan.values.weight import read_weight

__all__ = ["Shares", "share_of_path", "shares_of"]

Shares = Mapping[tuple[str, str, str], Fraction | None]
"""By source, relation and target; None where it is not known."""

_ONE: Final = Fraction(1)


def shares_of(index: Index) -> Shares:
    """
    Tell for each step up which share of the lower record goes that way; made once.

    Parents, ``supports`` and ``adopts`` are ways to one place and share 1; ``aligned_with`` shares 1 apart for each framework. A
    weight is taken as stated; what weights leave goes to the only way without one, and is unknown with several. Where weights are
    no numbers, negative, or total more than 1, nothing is known.

    Example:
        >>> from regplan.index import of
        >>> from regplan.model import Link, Mission, Plan, Program
        >>> links = [Link(kind="supports", source="P", target="M1", weight="0.7"), Link(kind="supports", source="P", target="M2")]
        >>> plan = Plan(missions=[Mission(id="M1"), Mission(id="M2")], programs=[Program(id="P")], links=links)
        >>> [str(one) for one in shares_of(of(plan)).values()]
        ['7/10', '3/10']
    """
    return index.remember("shares of ways", lambda: _shares(index))


def _shares(index: Index) -> Shares:
    plan = index.plan
    frameworks = {one.id: one.framework for one in reversed(plan.references)}
    groups: dict[tuple[str, str], dict[tuple[str, str], list[str | None]]] = {}
    for table in (*index.tables[:9], "agencies", "places", "references"):
        for record in plan.table(table):
            if record.parent is not None:
                groups.setdefault((record.id, ""), {})["parent", record.parent] = [None]
    for indicator in plan.indicators:
        if indicator.owner is not None:
            groups.setdefault((indicator.id, "owner"), {})["owner", indicator.owner] = [None]
    for row, link in enumerate(plan.links):
        if link.kind in ALIGNING and index.links.live[row]:
            group = frameworks.get(link.target, "?") if link.kind == "aligned_with" else ""
            ways = groups.setdefault((link.source, group), {})
            ways.setdefault((link.kind, link.target), []).append(link.weight)
    return {(source, *way): share for (source, _), ways in groups.items() for way, share in _shared(ways).items()}


def _shared(ways: Mapping[tuple[str, str], Sequence[str | None]]) -> dict[tuple[str, str], Fraction | None]:
    stated = {way: {text for text in weights if text is not None} for way, weights in ways.items()}
    read = {way: {read_weight(text) for text in texts} for way, texts in stated.items()}
    known = {way: next(iter(one)) for way, one in read.items() if len(one) == 1}
    weights = {way: weight for way, weight in known.items() if weight is not None and weight >= 0}
    rest = _ONE - sum(weights.values(), Fraction(0))
    if rest < 0 or len(weights) < sum(bool(texts) for texts in stated.values()):
        return dict.fromkeys(ways)
    bare = [way for way in ways if way not in weights]
    return {way: weights.get(way, rest if len(bare) == 1 else None) for way in ways}


def share_of_path(shares: Shares, path: Sequence[Step]) -> Fraction | None:
    """Multiply the shares of the steps of a path; None where one is unknown."""
    share = _ONE
    for before, step in pairwise(path):
        part = shares.get((before.id, step.relation, step.id))
        if part is None:
            return None
        share *= part
    return share
