"""Suspect links: what must be looked at again after something above it changed, until somebody has (peers §3, item 8)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, TypeAlias

import attrs
import numpy as np

from regplan.errors import CallError, UnknownIdError
from regplan.graph.impact import Impact, impact
from regplan.index import Index, of
from regplan.index.web import ALIGNING
from regplan.model.alignment import Link
from regplan.model.plan import Plan
from regplan.values.text import near
from regplan.values.weight import read_weight

__all__ = ["Change", "Suspect", "acknowledge", "fingerprint", "suspects"]

Change: TypeAlias = Literal["wording", "target", "weight"]
"""What changed: a title or name or unit; a value of a target or baseline; the weight of the link."""

_PARTS: Final[tuple[tuple[str, Change], ...]] = (
    ("upper", "wording"),
    ("upper", "target"),
    ("lower", "wording"),
    ("lower", "target"),
    ("link", "weight"),
)


@attrs.frozen(kw_only=True)
class Suspect:
    """
    A tie that somebody must look at again.

    Attributes:
        source: The lower end, which relied on the upper one.
        relation: ``parent``, ``owner``, or the kind of the link.
        target: The upper end.
        document: The document that states the link.
        changed: What changed, of which end: ``("upper", "target")``.
        fingerprint: Of both ends and the weight as they are now; what ``acknowledge`` writes on a link.
    """

    source: str
    relation: str
    target: str
    document: str | None
    changed: tuple[tuple[str, Change], ...]
    fingerprint: str

    @property
    def key(self) -> tuple[str, str, str, str | None, str]:
        """What tells it apart, for a list of what was looked at."""
        return (self.source, self.relation, self.target, self.document, self.fingerprint)

    def radius(self, plan: Plan) -> Impact:
        """Return what rests on the lower end."""
        return impact(plan, self.source)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON holds."""
        return attrs.asdict(self) | {"changed": [list(part) for part in self.changed]}


def fingerprint(plan: Plan, link: Link) -> str:
    """
    Take the fingerprint of a link: wording and targets of both ends, and its weight, in five parts.

    The ends are taken with their indicators. Case and blanks do not count, numbers are compared as they are written.

    Example:
        >>> from regplan.model import Goal, Mission
        >>> link = Link(kind="supports", source="T1", target="M1")
        >>> plan = Plan(missions=[Mission(id="M1", title="Sehat")], goals=[Goal(id="T1")], links=[link])
        >>> len(fingerprint(plan, link).split("-"))
        5
    """
    return _fingerprint(_prints_of(of(plan)), link.source, link.target, link.weight)


def suspects(plan: Plan, before: Plan | None = None, *, seen: Iterable[tuple[Any, ...]] = ()) -> tuple[Suspect, ...]:
    """
    List the ties whose ends changed since somebody looked at them.

    With *before*, every tie that both plans have is compared: parents, owners of indicators, and links; a link that
    carries an ``acknowledged`` fingerprint is held against that instead. Without it only those links are judged.

    Args:
        plan: The plan as it is.
        before: The plan as it was when all was in order.
        seen: Keys of suspects that were looked at (``Suspect.key``), for ties that have no record to write on.

    Returns:
        The suspects in the order of the plan; empty when all is acknowledged.

    Example:
        >>> from regplan.model import Goal, Mission
        >>> old = Plan(missions=[Mission(id="M1", title="Sehat")], goals=[Goal(id="T1", parent="M1")])
        >>> new = old.replace(missions=[Mission(id="M1", title="Sehat dan cerdas")])
        >>> (found,) = suspects(new, old)
        >>> found.source, found.relation, found.target, found.changed
        ('T1', 'parent', 'M1', (('upper', 'wording'),))
        >>> suspects(new, old, seen=[found.key])
        ()
    """
    known = {tuple(key) for key in seen}
    now = _prints_of(of(plan))
    earlier: dict[tuple[str | None, ...], list[str]] = {}
    for key, print_ in () if before is None else _ties(before, _prints_of(of(before))):
        earlier.setdefault(key[:4], []).append(print_)
    found = []
    for key, print_ in _ties(plan, now):
        source, relation, target, document, stored = key
        references = [stored] if stored else earlier.get(key[:4], [])
        changed = _changed(references[0], print_) if references and print_ not in references else ()
        suspect = Suspect(
            source=source, relation=relation, target=target, document=document, changed=changed, fingerprint=print_
        )
        if changed and suspect.key not in known:
            found.append(suspect)
    return tuple(dict.fromkeys(found))


_Key: TypeAlias = tuple[str, str, str, str | None, str | None]


def acknowledge(plan: Plan, links: Iterable[Suspect] | Callable[[Link], bool] | None = None) -> Plan:
    """
    Write on links that somebody has looked at them as they are now.

    Args:
        plan: The plan.
        links: Suspects, or a function that chooses links; all links that lead up when left out.

    Returns:
        The plan, with ``acknowledged`` on these links.

    Raises:
        CallError: A suspect is no link (a parent or owner): give its key to ``suspects(…, seen=…)``.
        UnknownIdError: A suspect is no link of this plan.

    Example:
        >>> from regplan.model import Goal, Mission
        >>> plan = Plan(missions=[Mission(id="M1")], goals=[Goal(id="T1")],
        ...             links=[Link(kind="supports", source="T1", target="M1")])
        >>> looked_at = acknowledge(plan)
        >>> suspects(looked_at)
        ()
        >>> changed = looked_at.replace(missions=[Mission(id="M1", title="Baru")])
        >>> [one.changed for one in suspects(changed)], suspects(acknowledge(changed))
        ([(('upper', 'wording'),)], ())
    """
    chosen = _chooser(plan, links)
    prints = _prints_of(of(plan))
    rows = [
        attrs.evolve(one, acknowledged=_fingerprint(prints, one.source, one.target, one.weight)) if chosen(one) else one
        for one in plan.links
    ]
    return plan.replace(links=rows)


def _chooser(plan: Plan, links: Iterable[Suspect] | Callable[[Link], bool] | None) -> Callable[[Link], bool]:
    if links is None:
        return lambda link: link.kind in ALIGNING
    if callable(links):
        return links
    wanted = {(one.source, one.relation, one.target, one.document) for one in links}
    known = {(one.source, one.kind, one.target, one.document) for one in plan.links}
    for source, relation, target, _ in wanted - known:
        if relation not in ALIGNING:
            msg = f"{source} {relation} {target} is no link, so nothing can be written on it: pass its key as 'seen'"
            raise CallError(msg)
        told = f"{source} {relation} {target}"
        raise UnknownIdError(told, "the links of this plan", near(source, of(plan).ids))
    return lambda link: (link.source, link.kind, link.target, link.document) in wanted


def _ties(plan: Plan, prints: _Prints) -> Iterator[tuple[_Key, str]]:
    """Go through the ties of a plan with their fingerprints; the last part of a key is what was acknowledged."""
    for node in plan.nodes:
        if node.parent is not None:
            yield (node.id, "parent", node.parent, None, None), _fingerprint(prints, node.id, node.parent, None)
    for one in plan.indicators:
        if one.owner is not None:
            yield (one.id, "owner", one.owner, None, None), _fingerprint(prints, one.id, one.owner, None)
    for link in plan.links:
        if link.kind in ALIGNING and link.status != "refused":
            key = (link.source, link.kind, link.target, link.document, link.acknowledged)
            yield key, _fingerprint(prints, link.source, link.target, link.weight)


_Prints: TypeAlias = Callable[[str], tuple[str, str]]


def _fingerprint(prints: _Prints, source: str, target: str, weight: str | None) -> str:
    read = read_weight(weight) if weight else None
    return "-".join((*prints(target), *prints(source), _short(weight or "" if read is None else str(read))))


def _prints_of(index: Index) -> _Prints:
    """Return a function that gives the fingerprints of wording and targets of a record, each made once."""
    return index.remember("fingerprints", lambda: _maker(index))


def _maker(index: Index) -> _Prints:
    plan = index.plan
    owned: dict[int, list[int]] = {}
    for at, owner in enumerate(index.indicator_owner.tolist()):
        if owner >= 0:
            owned.setdefault(owner, []).append(at)
    stated: dict[int, list[int]] = {}
    for row in np.flatnonzero(index.series.indicator >= 0).tolist():
        stated.setdefault(int(index.series.indicator[row]), []).append(row)
    made: dict[str, tuple[str, str]] = {}

    def prints(name: str) -> tuple[str, str]:
        if name not in made:
            at = index.position.get(name, -1)
            made[name] = (_short("?"), _short("?")) if at < 0 else _prints(at)
        return made[name]

    def _prints(at: int) -> tuple[str, str]:
        record: Any = index.record(at)
        first = index.starts["indicators"]
        itself = [at - first] if first <= at < first + len(index.indicator_owner) else []
        measured = itself or owned.get(at, [])
        indicators = [plan.indicators[one] for one in measured]
        wording = [_wording(record), *sorted(f"{_wording(one)}|{_folded(one.unit or '')}" for one in indicators)]
        rows = [plan.series[row] for one in measured for row in stated.get(one, ())]
        targets = sorted(
            f"{_wording(plan.indicators[one.indicator])}|{_kind(plan, one.document)}|{one.role}|{key}|{value}"
            for one in rows
            if one.role != "result"
            for key, value in one.values.items()
        )
        return _short("\n".join(wording)), _short("\n".join(targets))

    return prints


def _kind(plan: Plan, name: str) -> str:
    """Tell a document without its id: another id is no other target."""
    one = plan.documents.get(name)
    return f"{one.kind} {one.first_year} {one.revision}" if one else ""


def _wording(record: Any) -> str:
    text = getattr(record, "title", None) or getattr(record, "name", None) or getattr(record, "text", None) or ""
    return _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _changed(reference: str, print_: str) -> tuple[tuple[str, Change], ...]:
    """Name the parts in which two fingerprints differ; a text that is no fingerprint differs in all."""
    old, new = reference.split("-"), print_.split("-")
    if len(old) != len(new):
        return _PARTS
    return tuple(part for part, one, other in zip(_PARTS, old, new, strict=True) if one != other)
