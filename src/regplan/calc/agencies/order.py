"""In what order work that waits for other work can be done, and when: the critical path with lags and budget years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

import attrs

from regplan.calc.agencies.windows import Window, window_of
from regplan.graph.agencies import Answers
from regplan.graph.agencies.requests import agency_at
from regplan.graph.agencies.waiting import Waits, waits_of
from regplan.graph.impact import kind_of
from regplan.index import Index, of
from regplan.index.tree import link_rows
from regplan.index.web import rings_among
from regplan.model.plan import Plan
from regplan.model.structure import WorkNode
from regplan.values.duration import Duration, read_duration
from regplan.values.period import is_date

__all__ = ["Order", "Task", "Unknown", "order_of_work", "stated_days"]

Unknown: TypeAlias = Literal["dates", "circle", "before", "lag"]
"""
Why it is not known when work can be done: it states no first or last day (or the last before the first), it is in a circle of needs,
what it waits for is not known, or a lag cannot be read.
"""


@attrs.frozen(kw_only=True)
class Task:
    """
    One record that waits or is waited for.

    Attributes:
        record: Its id.
        kind: What it is.
        agency: The OPD that carries it.
        stage: 0 for what waits for nothing, else one more than what it waits for; records in one circle share a stage.
        waits_for: What it waits for right before it.
        days: How many days its work takes, from its stated first to its last day.
        start: Its first day as stated.
        finish: Its last day as stated.
        window: First and last day of the budget years of the documents that state it; None where these are not known.
        earliest_start: The first day it can begin: not before its stated first day, its budget year, and what it waits for with lags.
        earliest_finish: The last day then.
        latest_start: The last day on which it may begin so that nothing that hangs together with it ends later.
        latest_finish: The last day then.
        slack: Days between earliest and latest.
        critical: Whether it has no slack.
        delay: Days by which it begins later than stated.
        past_window: Whether it ends after its last budget year.
        unknown: Why the days are not known; None where they are.
    """

    record: str
    kind: str
    agency: str | None
    stage: int
    waits_for: tuple[str, ...]
    days: int | None = None
    start: date | None = None
    finish: date | None = None
    window: tuple[date, date] | None = None
    earliest_start: date | None = None
    earliest_finish: date | None = None
    latest_start: date | None = None
    latest_finish: date | None = None
    slack: int | None = None
    critical: bool | None = None
    delay: int | None = None
    past_window: bool | None = None
    unknown: Unknown | None = None


@attrs.frozen(kw_only=True)
class Order:
    """
    The order of work.

    Attributes:
        tasks: All that waits or is waited for, by stage, then in the order of the plan.
        critical_path: The chain that ends last, from its begin: each waits for the one before and begins as soon as it can.
        finish: The day it ends; None where no days are known.
    """

    tasks: Answers[Task]
    critical_path: tuple[str, ...]
    finish: date | None

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one dict a task."""
        return self.tasks.to_dicts()


_DAY = timedelta(days=1)


def order_of_work(plan: Plan) -> Order:
    """
    Put what waits and is waited for in order, and tell when each can be done.

    Work begins on the day after the end and the lag of all it waits for. Days are counted by the calendar; weekends and
    holidays are not left out. Refused requests make nobody wait. Where days are not stated they stay unknown, and so for all
    that waits.

    Args:
        plan: The plan.

    Example:
        >>> from regplan.model import Link, Program
        >>> plan = Plan(
        ...     programs=[
        ...         Program(id="road", start="2026-01-10", finish="2026-03-31"),
        ...         Program(id="clinic", start="2026-03-01", finish="2026-03-10"),
        ...     ],
        ...     links=[Link(kind="needs", source="clinic", target="road", lag="P1M")],
        ... )
        >>> order = order_of_work(plan)
        >>> [(one.record, str(one.earliest_start), one.delay, one.critical) for one in order.tasks]
        [('road', '2026-01-10', 0, True), ('clinic', '2026-05-01', 61, True)]
        >>> order.critical_path, str(order.finish)
        (('road', 'clinic'), '2026-05-10')
    """
    return _Network(of(plan)).order()


def stated_days(record: object) -> tuple[date, date] | None:
    """Return first and last day of work; None where one is missing, is no day, or they are the wrong way round."""
    first, last = getattr(record, "start", None), getattr(record, "finish", None)
    if not isinstance(record, WorkNode) or not first or not last or not (is_date(first) and is_date(last)):
        return None
    days = date.fromisoformat(first), date.fromisoformat(last)
    return days if days[0] <= days[1] else None


class _Network:
    """The passes over what waits: stages, forward, backward."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.waits: Waits = waits_of(index)
        self.records = sorted({*self.waits.needs, *self.waits.waiters})
        self.ringed = {at: min(ring) for ring in rings_among(self.waits.needs) for at in ring}
        self.lags = self._lags()
        self.stages = self._stages()
        self.days = {at: stated_days(index.record(at)) for at in self.records}
        self.windows: Mapping[int, Window | None] = {at: window_of(index, at) for at in self.records}
        self.unknown: dict[int, Unknown] = {}
        self.early: dict[int, tuple[date, date]] = {}
        self.late: dict[int, tuple[date, date]] = {}

    def _lags(self) -> dict[tuple[int, int], tuple[Duration | None, ...]]:
        """Read the lags between each two records; None for one that cannot be read."""
        links, found = self.index.links, {}
        told: dict[tuple[int, int], list[Duration | None]] = {}
        for row in link_rows(self.index, ("needs",)).tolist():
            lag = self.index.plan.links[row].lag
            pair = (int(links.source[row]), int(links.target[row]))
            told.setdefault(pair, []).append(Duration() if lag is None else read_duration(lag))
        for pair, lags in told.items():
            found[pair] = tuple(lags)
        return found

    def _stages(self) -> dict[int, int]:
        """Give each record its stage; those of one circle together."""
        head = {at: self.ringed.get(at, at) for at in self.records}
        below: dict[int, set[int]] = {one: set() for one in head.values()}
        above: dict[int, set[int]] = {one: set() for one in head.values()}
        for at, targets in self.waits.needs.items():
            for target in targets:
                if head[at] != head[target]:
                    below[head[at]].add(head[target])
                    above[head[target]].add(head[at])
        stage: dict[int, int] = {}
        missing = {one: len(targets) for one, targets in below.items()}
        ready = [one for one in below if not missing[one]]
        depth = 0
        while ready:
            fresh: list[int] = []
            for one in ready:
                stage[one] = depth
                for other in above[one]:
                    missing[other] -= 1
                    if not missing[other]:
                        fresh.append(other)
            ready, depth = fresh, depth + 1
        return {at: stage[head[at]] for at in self.records}

    def order(self) -> Order:
        """Make all passes and write the tasks."""
        ordered = sorted(self.records, key=lambda at: (self.stages[at], at))
        for at in ordered:
            reason = self._forward(at)
            if reason:
                self.unknown[at] = reason
        self._backward(ordered)
        last = max(self.early, key=lambda at: (self.early[at][1], -at), default=None)
        return Order(
            tasks=Answers(self._task(at) for at in ordered),
            critical_path=tuple(self.index.ids[at] for at in self._path(last)),
            finish=self.early[last][1] if last is not None else None,
        )

    def _forward(self, at: int) -> Unknown | None:
        """Find the earliest days of a record; say why where they are not known."""
        days, window = self.days[at], self.windows[at]
        if at in self.ringed:
            return "circle"
        before = self.waits.needs.get(at, ())
        if any(one in self.unknown for one in before):
            return "before"
        if days is None:
            return "dates"
        try:
            starts = [self._after(at, one) for one in before]
            if None in starts:
                return "lag"
            start = max([days[0], *((window.first,) if window else ()), *(one for one in starts if one)])
            self.early[at] = (start, start + (days[1] - days[0]))
        except OverflowError:
            return "lag"
        return None

    def _after(self, at: int, target: int) -> date | None:
        """Return the first day on which a record can begin after one it waits for; None where a lag cannot be read."""
        lags = self.lags[at, target]
        if None in lags:
            return None
        return max(lag.after(self.early[target][1]) for lag in lags if lag) + _DAY

    def _backward(self, ordered: Sequence[int]) -> None:
        """Find the latest days, from the end of each part that hangs together."""
        ends = self._ends()
        for at in reversed(ordered):
            waiters = self.waits.waiters.get(at, ())
            if at not in self.early or any(one not in self.late for one in waiters):
                continue
            limits = [
                lag.before(self.late[one][0] - _DAY) for one in waiters for lag in self.lags[one, at] if lag is not None
            ]
            last = min([*limits, *(() if limits else (ends[at],))])
            self.late[at] = (last - (self.early[at][1] - self.early[at][0]), last)

    def _ends(self) -> dict[int, date]:
        """Return for each record the last day of all that hangs together with it."""
        found: dict[int, date] = {}
        for start in self.early:
            if start in found:
                continue
            part, work = {start}, [start]
            while work:
                at = work.pop()
                for one in (*self.waits.needs.get(at, ()), *self.waits.waiters.get(at, ())):
                    if one in self.early and one not in part:
                        part.add(one)
                        work.append(one)
            found |= dict.fromkeys(part, max(self.early[one][1] for one in part))
        return found

    def _path(self, last: int | None) -> list[int]:
        """Go back from the record that ends last along what it had to wait for."""
        path: list[int] = []
        while last is not None:
            path.append(last)
            last = next(self._binding(last), None)
        return path[::-1]

    def _binding(self, at: int) -> Iterator[int]:
        start = self.early[at][0]
        yield from (one for one in self.waits.needs.get(at, ()) if self._after(at, one) == start)

    def _task(self, at: int) -> Task:
        index, days, window = self.index, self.days[at], self.windows[at]
        early, late = self.early.get(at), self.late.get(at)
        slack = (late[0] - early[0]).days if early and late else None
        return Task(
            record=index.ids[at],
            kind=kind_of(index, at),
            agency=agency_at(index, at),
            stage=self.stages[at],
            waits_for=tuple(index.ids[one] for one in self.waits.needs.get(at, ())),
            days=(days[1] - days[0]).days + 1 if days else None,
            start=days[0] if days else None,
            finish=days[1] if days else None,
            window=(window.first, window.last) if window else None,
            earliest_start=early[0] if early else None,
            earliest_finish=early[1] if early else None,
            latest_start=late[0] if late else None,
            latest_finish=late[1] if late else None,
            slack=slack,
            critical=None if slack is None else slack == 0,
            delay=(early[0] - days[0]).days if early and days else None,
            past_window=early[1] > window.last if early and window else None,
            unknown=self.unknown.get(at),
        )
