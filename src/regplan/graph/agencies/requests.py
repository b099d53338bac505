"""What OPD ask of each other, with the answer, and who leads what is done together."""

from __future__ import annotations

from datetime import date

import attrs

from regplan.errors import CallError
from regplan.graph.agencies.answers import Answers
from regplan.graph.impact import kind_of
from regplan.index import Index, of
from regplan.index.tree import link_rows
from regplan.model.alignment import Link
from regplan.model.plan import Plan
from regplan.model.words import Status
from regplan.values.period import is_date

__all__ = ["Request", "Roles", "agency_at", "due_of", "requests", "roles"]


@attrs.frozen(kw_only=True)
class Request:
    """
    One *needs*: what one waits for from another.

    Attributes:
        source: The record that waits.
        target: The record it waits for.
        asks: The OPD that carries the one that waits; None where none does.
        asked: The OPD that carries what is waited for.
        what: What is needed.
        lag: How long after, as written.
        start: First day it holds.
        finish: Last day it holds.
        status: Proposed, accepted or refused; None where the plan does not say.
        reason: Why.
        document: The document that says so.
        overdue: Whether it is proposed still on the day asked for, past its last day (its first, where it has no last); None
            where no day was asked for, or it has no day.
    """

    source: str
    target: str
    asks: str | None
    asked: str | None
    what: str | None
    lag: str | None
    start: str | None
    finish: str | None
    status: Status | None
    reason: str | None
    document: str | None
    overdue: bool | None


@attrs.frozen(kw_only=True)
class Roles:
    """
    Who does one thing together.

    Attributes:
        node: The objective, program …
        kind: What it is.
        title: Its wording.
        carrier: The OPD that carries it; it leads where no other is named lead.
        leads: OPD with the role lead.
        members: OPD with the role member.
        unstated: OPD that contribute in no stated role.
    """

    node: str
    kind: str
    title: str | None
    carrier: str | None
    leads: tuple[str, ...]
    members: tuple[str, ...]
    unstated: tuple[str, ...]


def requests(plan: Plan, *, on: date | str | None = None) -> Answers[Request]:
    """
    List what is needed from whom, refused requests too, in the order of the plan.

    Args:
        plan: The plan.
        on: A day, to tell what is overdue on it; regplan never takes today's.

    Raises:
        CallError: *on* is no day.

    Example:
        >>> from regplan.model import Agency, Program
        >>> plan = Plan(
        ...     agencies=[Agency(id="dpupr"), Agency(id="dinkop")],
        ...     programs=[Program(id="P1", agency="dinkop"), Program(id="P2", agency="dpupr")],
        ...     links=[Link(kind="needs", source="P1", target="P2", status="proposed", finish="2026-02-01")],
        ... )
        >>> [(one.asks, one.asked, one.status, one.overdue) for one in requests(plan, on="2026-03-01")]
        [('dinkop', 'dpupr', 'proposed', True)]
    """
    day = on.isoformat() if isinstance(on, date) else on
    if day is not None and not is_date(day):
        msg = f"on takes a day as 2026-03-31, not {on!r}"
        raise CallError(msg)
    index = of(plan)
    found = []
    for link in plan.links:
        if link.kind != "needs":
            continue
        due = due_of(link)
        found.append(
            Request(
                source=link.source,
                target=link.target,
                asks=agency_at(index, index.position.get(link.source, -1)),
                asked=agency_at(index, index.position.get(link.target, -1)),
                what=link.what,
                lag=link.lag,
                start=link.start,
                finish=link.finish,
                status=link.status,
                reason=link.reason,
                document=link.document,
                overdue=None if day is None or due is None else link.status == "proposed" and due < day,
            )
        )
    return Answers(found)


def due_of(link: Link) -> str | None:
    """Return the day by which a request wants an answer: its last day, else its first; None where it has no sound one."""
    due = link.finish or link.start
    return due if due is not None and is_date(due) else None


def agency_at(index: Index, at: int) -> str | None:
    """Return the id of the OPD at a position, or of the one that carries the node there; None for none."""
    first, agencies = index.starts["agencies"], index.plan.agencies
    if first <= at < first + len(agencies):
        return index.ids[at]
    carrier = int(index.agency[at]) if 0 <= at < index.nodes else -1
    return agencies[carrier].id if carrier >= 0 else None


def roles(plan: Plan) -> Answers[Roles]:
    """
    List lead and members of each node that OPD contribute to, in the order of the plan; refused contributions do not count.

    Example:
        >>> from regplan.model import Agency, Program
        >>> plan = Plan(
        ...     agencies=[Agency(id="dinkes"), Agency(id="dlh")],
        ...     programs=[Program(id="P1", agency="dinkes")],
        ...     links=[Link(kind="contributes", source="dlh", target="P1", role="member")],
        ... )
        >>> [(one.node, one.carrier, one.leads, one.members) for one in roles(plan)]
        [('P1', 'dinkes', (), ('dlh',))]
    """
    index = of(plan)
    first = index.starts["agencies"]
    last = first + len(plan.agencies)
    found: dict[int, dict[str, list[str]]] = {}
    for row in link_rows(index, ("contributes",)).tolist():
        link, source, target = plan.links[row], int(index.links.source[row]), int(index.links.target[row])
        if first <= source < last:
            names = found.setdefault(target, {}).setdefault(link.role or "unstated", [])
            if link.source not in names:
                names.append(link.source)
    return Answers(
        Roles(
            node=index.ids[at],
            kind=kind_of(index, at),
            title=getattr(index.record(at), "title", None),
            carrier=agency_at(index, at),
            leads=tuple(parts.get("lead", ())),
            members=tuple(parts.get("member", ())),
            unstated=tuple(parts.get("unstated", ())),
        )
        for at, parts in sorted(found.items())
    )
