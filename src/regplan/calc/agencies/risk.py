"""What stands at risk where one OPD slips: its own money and targets, and those of all that waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from regplan.errors import OPD_OF_PLAN, UnknownIdError
from regplan.graph import Impact, MoneyLine, TargetLine, impact
from regplan.graph.cells import entries_at
from regplan.index import of
from regplan.model.plan import Plan
from regplan.values.money import Rupiah, from_sen, sen
from regplan.values.text import near

__all__ = ["AtRisk", "RiskLine", "at_risk", "risks"]


@attrs.frozen(kw_only=True)
class RiskLine:
    """
    Money at risk in one document, basis and period.

    Attributes:
        document: The document.
        basis: Of which basis.
        period: When.
        own: Money at what the OPD carries, and below it; None where an amount is unknown.
        waiting: Money at what waits for it, its own left out; None where an amount is unknown.
        whole: All money of the document there; None where an amount is unknown.
        share: (own + waiting) / whole; None where one is unknown or the whole is zero.
    """

    document: str
    basis: str
    period: str
    own: Rupiah | None
    waiting: Rupiah | None
    whole: Rupiah | None
    share: Fraction | None


@attrs.frozen(kw_only=True)
class AtRisk:
    """
    What rests on one OPD.

    Attributes:
        agency: The OPD.
        works: How many nodes it carries.
        waiting: The records that wait for these at any distance.
        agencies: The OPD that carry what waits, its own left out.
        objectives: The objectives that what it carries, or what waits for it, leads up to.
        money: Money at risk.
        targets: Targets of indicators of what it carries.
        waiting_targets: Targets of indicators of what waits.
    """

    agency: str
    works: int
    waiting: tuple[str, ...]
    agencies: tuple[str, ...]
    objectives: tuple[str, ...]
    money: tuple[RiskLine, ...]
    targets: tuple[TargetLine, ...]
    waiting_targets: tuple[TargetLine, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data; a share is text."""
        data = attrs.asdict(self)
        for row, line in zip(data["money"], self.money, strict=True):
            row["share"] = None if line.share is None else str(line.share)
            row.update({name: _plain(getattr(line, name)) for name in ("own", "waiting", "whole")})
        for name in ("targets", "waiting_targets"):
            for row, target in zip(data[name], getattr(self, name), strict=True):
                row["values"] = dict(target.values)
        return data


def at_risk(plan: Plan, agency: str) -> AtRisk:
    """
    Tell what is at risk where an OPD slips.

    Counted are what it carries and all below, and what waits for any of it by ``needs`` at any distance, each once
    (``graph.impact``). At risk is not lost: it is what comes later or less if nothing else is done.

    Args:
        plan: The plan.
        agency: The id of the OPD.

    Raises:
        UnknownIdError: No OPD has the id; near matches are offered.

    Example:
        >>> from regplan.model import Agency, Allocation, Document, Link, Program
        >>> plan = Plan(
        ...     documents=[Document(id="apbd", kind="APBD")],
        ...     agencies=[Agency(id="dpupr"), Agency(id="dinkop")],
        ...     programs=[Program(id="P1", agency="dpupr"), Program(id="P2", agency="dinkop")],
        ...     links=[Link(kind="needs", source="P2", target="P1")],
        ...     allocations=[
        ...         Allocation(document="apbd", subject="P1", amounts={"2026": 300}),
        ...         Allocation(document="apbd", subject="P2", amounts={"2026": 500}),
        ...     ],
        ... )
        >>> found = at_risk(plan, "dpupr")
        >>> found.waiting, found.money[0].own, found.money[0].waiting, str(found.money[0].share)
        (('P2',), 300, 500, '1')
    """
    if agency not in plan.agencies.by_id:
        raise UnknownIdError(agency, OPD_OF_PLAN, near(agency, plan.agencies.by_id))
    own = impact(plan, agency)
    waiting = tuple(one.id for one in own.waiting)
    both = impact(plan, [agency, *waiting]) if waiting else own
    known = {one.id for one in own.agencies}
    first = {(one.indicator, one.document) for one in own.targets}
    return AtRisk(
        agency=agency,
        works=sum(one.kind != "agency" for one in own.start),
        waiting=waiting,
        agencies=tuple(one.id for one in both.agencies if one.id not in known),
        objectives=tuple(one.id for one in (*both.upstream, *both.start) if one.kind == "objective"),
        money=tuple(_lines(plan, own, both)),
        targets=own.targets,
        waiting_targets=tuple(one for one in both.targets if (one.indicator, one.document) not in first),
    )


def risks(plan: Plan) -> tuple[AtRisk, ...]:
    """Tell it for each OPD that carries work, those for which most waits first."""
    found = [at_risk(plan, one.id) for one in plan.agencies]
    return tuple(sorted((one for one in found if one.works), key=lambda one: -len(one.waiting)))


def _lines(plan: Plan, own: Impact, both: Impact) -> Iterable[RiskLine]:
    index = of(plan)
    wholes = index.remember("whole money", lambda: _by_cell(entries_at(index, range(len(index.ids)))))
    mine = _by_cell(own.money)
    for line in both.money:
        cell = (line.document, line.basis, line.period)
        before = mine.get(cell, 0)
        whole = wholes.get(cell)
        rest = None if before is None or line.amount is None else from_sen(sen(line.amount) - sen(before))
        share = None if line.amount is None or not whole else Fraction(sen(line.amount), sen(whole))
        yield RiskLine(
            document=line.document,
            basis=line.basis,
            period=line.period,
            own=before,
            waiting=rest,
            whole=whole,
            share=share,
        )


def _by_cell(lines: Iterable[MoneyLine]) -> dict[tuple[str, str, str], Rupiah | None]:
    return {(one.document, one.basis, one.period): one.amount for one in lines}


def _plain(amount: Rupiah | None) -> int | str | None:
    return amount if amount is None or isinstance(amount, int) else str(amount)
