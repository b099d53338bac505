"""A plan and its changed copies side by side: findings gone and new, money, targets and coverage, as plain records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date
from typing import Any

import attrs

from regplan.diagnostics.finding import Finding
from regplan.errors import CallError, UnknownIdError, UnknownNameError
from regplan.model.plan import Plan
from regplan.scenario.measure import Measured, Sum, Yardstick, measure
from regplan.scenario.outcome import CoverageLine, Failure, MoneyLine, Outcome, Part, TargetLine
from regplan.scenario.scenario import Effect, OnNothing, Scenario
from regplan.values.money import from_sen, sen
from regplan.values.text import near

__all__ = ["Comparison", "Sweep", "compare", "sweep"]


@attrs.frozen(repr=False)
class Comparison:
    """
    A plan beside its changed copies.

    Attributes:
        outcomes: One for each scenario, in the order given.
    """

    outcomes: tuple[Outcome, ...]

    def __iter__(self) -> Iterator[Outcome]:
        """Go through the outcomes."""
        return iter(self.outcomes)

    def __len__(self) -> int:
        """Count the outcomes."""
        return len(self.outcomes)

    def __getitem__(self, name: str | int) -> Outcome:
        """
        Return the outcome of a scenario, by name or place.

        Raises:
            UnknownIdError: No scenario has the name; near matches are offered.
        """
        if isinstance(name, int):
            return self.outcomes[name]
        for one in self.outcomes:
            if one.name == name:
                return one
        raise UnknownIdError(name, "this comparison", near(name, [one.name for one in self.outcomes]))

    def to_dicts(self, part: Part | None = None) -> list[dict[str, Any]]:
        """Return plain records of all outcomes; *part* as in ``Outcome.to_dicts``."""
        return [row for one in self.outcomes for row in one.to_dicts(part)]

    def __repr__(self) -> str:
        """Summarise it for a notebook."""
        return f"<Comparison: {', '.join(map(repr, self.outcomes))}>"


def compare(
    plan: Plan,
    *scenarios: Scenario,
    by: str | Sequence[str] = (),
    documents: str | Sequence[str] | None = None,
    year: int | None = None,
    basis: str = "ceiling",
    framework: str | None = None,
    judged: str | Sequence[str] | None = None,
    on: date | str | None = None,
    select: str | Sequence[str] | None = None,
    ignore: str | Sequence[str] = (),
    on_nothing: OnNothing = "error",
) -> Comparison:
    """
    Put a plan and its changed copies side by side.

    Args:
        plan: The plan.
        scenarios: What changes it, each for itself.
        by: What money is added up by, as in ``calc.budget.totals``: ``fund``, ``agency``, ``mission``, ``node`` …
        documents: Whose money, together; they must not speak of the same money. When left out, each document for itself.
        year: Only amounts of this year.
        basis: Ceilings, forward estimates or realised money.
        framework: The references that count as tags, where nodes are aligned with several frameworks.
        judged: Which documents the rules judge; all when left out.
        on: Judge the documents in force on this day.
        select: Codes of rules, as ``check`` takes them.
        ignore: Codes of rules to leave out.
        on_nothing: What is done where a selection finds nothing: ``error`` or ``skip``.

    Returns:
        The outcomes: findings new and gone by ``Finding.key``, money, targets, coverage. What changes in the lines of money
        totals what changes in the whole, to the sen, where the words part the money (not ``node``).

    Raises:
        CallError: No scenario is given.
        EditError: An edit does not fit the plan; ``sweep`` reports it and goes on.

    Example:
        >>> from regplan.testing import sound_plan
        >>> from regplan.scenario import Scenario, q
        >>> cut = Scenario("cut").scale("-10 %", documents="RENSTRA", where=q.fund == "DAU")
        >>> found = compare(sound_plan(), cut, by="fund")["cut"]
        >>> [(line.key, line.change) for line in found.money], [one.code for one in found.new][:1]
        ([(('opd1/renstra', 'DAU'), -600000)], ['ARI-01'])
    """
    if not scenarios:
        msg = "give a scenario to compare with: compare(plan, Scenario('…').scale('-12 %', …))"
        raise CallError(msg)
    yardstick = Yardstick(
        by=by,
        documents=documents,
        year=year,
        basis=basis,
        framework=framework,
        judged=judged,
        on=on,
        select=select,
        ignore=ignore,
    )
    before = measure(plan, yardstick)
    return Comparison(tuple(_outcome(plan, one, before, yardstick, on_nothing) for one in scenarios))


@attrs.frozen(repr=False)
class Sweep:
    """
    What came out of many scenarios.

    Attributes:
        results: One for each scenario, in the order given: its outcome, or why it failed.
    """

    results: tuple[Outcome | Failure, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Those that could be applied."""
        return tuple(one for one in self.results if isinstance(one, Outcome))

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Those that could not."""
        return tuple(one for one in self.results if isinstance(one, Failure))

    def to_dicts(self, part: Part | None = None) -> list[dict[str, Any]]:
        """Return plain records of all outcomes; *part* as in ``Outcome.to_dicts``."""
        return [row for one in self.outcomes for row in one.to_dicts(part)]

    def __repr__(self) -> str:
        """Summarise it for a notebook."""
        return f"<Sweep: {len(self.outcomes)} outcomes, {len(self.failures)} failures>"


def sweep(plan: Plan, scenarios: Sequence[Scenario], executor: Executor | None = None, **settings: Any) -> Sweep:
    """
    Compare a plan with many scenarios, on any executor.

    Args:
        plan: The plan.
        scenarios: What changes it, each for itself.
        executor: Any ``concurrent.futures`` executor, of threads, processes or a cluster; here when left out. It stays open.
        settings: As ``compare`` takes them.

    Returns:
        Outcomes in the order given; a scenario that cannot be applied, or whose worker dies, is a ``Failure``, and the others go on.

    Example:
        >>> from regplan.testing import sound_plan
        >>> from regplan.scenario import Scenario
        >>> cuts = [Scenario(f"{by} %").scale(f"{by} %", documents="RENSTRA") for by in (-10, -20)]
        >>> sweep(sound_plan(), [*cuts, Scenario("lost").drop("P9")])
        <Sweep: 2 outcomes, 1 failures>
    """
    on_nothing = settings.pop("on_nothing", "error")
    known = [field.name for field in attrs.fields(Yardstick)]
    wrong = [name for name in settings if name not in known]
    if wrong:
        raise UnknownNameError(wrong[0], "setting of a sweep", near(wrong[0], known) or known)
    yardstick = Yardstick(**settings)
    before = measure(plan, yardstick)
    if executor is None:
        return Sweep(tuple(_tried(plan, one, before, yardstick, on_nothing) for one in scenarios))
    futures = [executor.submit(_tried, plan, one, before, yardstick, on_nothing) for one in scenarios]
    results: list[Outcome | Failure] = []
    for one, future in zip(scenarios, futures, strict=True):
        try:
            results.append(future.result())
        except Exception as error:  # noqa: BLE001 - a worker may die in any way
            results.append(_failure(one, error))
    return Sweep(tuple(results))


def _tried(
    plan: Plan, scenario: Scenario, before: Measured, yardstick: Yardstick, on_nothing: OnNothing
) -> Outcome | Failure:
    try:
        return _outcome(plan, scenario, before, yardstick, on_nothing)
    except Exception as error:  # noqa: BLE001 - reported, and the others go on
        return _failure(scenario, error)


def _failure(scenario: Scenario, error: Exception) -> Failure:
    return Failure(
        name=scenario.name, content_hash=scenario.content_hash, error=type(error).__name__, message=str(error)[:1000]
    )


def _outcome(plan: Plan, scenario: Scenario, before: Measured, yardstick: Yardstick, on_nothing: OnNothing) -> Outcome:
    effects: list[Effect] = []
    after = measure(scenario.run(plan, on_nothing=on_nothing, effects=effects), yardstick)
    new, gone, changed = _findings(before.report.findings, after.report.findings)
    return Outcome(
        name=scenario.name,
        content_hash=scenario.content_hash,
        effects=tuple(effects),
        new=new,
        gone=gone,
        changed=changed,
        words=yardstick.words,
        money=_money(before.money, after.money),
        whole=_money(before.whole, after.whole),
        refused={**before.refused, **after.refused},
        targets=_targets(before, after),
        coverage=_coverage(before, after),
    )


def _findings(
    before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[tuple[Finding, Finding], ...]]:
    """Tell findings apart by key; several with one key are told apart by their number."""
    old = _numbered(before)
    now = _numbered(after)
    new = tuple(one for key, one in now.items() if key not in old)
    gone = tuple(one for key, one in old.items() if key not in now)
    stay = ((old[key], one) for key, one in now.items() if key in old)
    return new, gone, tuple((one, other) for one, other in stay if one.facts != other.facts)


def _numbered(findings: Sequence[Finding]) -> dict[tuple[Any, int], Finding]:
    seen: dict[Any, int] = defaultdict(int)
    found = {}
    for one in findings:
        found[one.key, seen[one.key]] = one
        seen[one.key] += 1
    return found


def _money(before: Mapping[Any, Sum], after: Mapping[Any, Sum]) -> tuple[MoneyLine, ...]:
    none = Sum(None, 0, 0)
    return tuple(_line(key, before.get(key, none), after.get(key, none)) for key in {**before, **after})


def _line(key: tuple[str | None, ...], before: Sum, after: Sum) -> MoneyLine:
    amounts = [one.amount if one.rows else 0 for one in (before, after)]
    known = [sen(one) for one in amounts if one is not None]
    change = from_sen(known[1] - known[0]) if len(known) == len(amounts) else None
    return MoneyLine(
        key=key,
        before=before.amount,
        after=after.amount,
        change=change,
        before_rows=before.rows,
        after_rows=after.rows,
    )


def _targets(before: Measured, after: Measured) -> tuple[TargetLine, ...]:
    old, new = before.targets, after.targets
    lines = []
    for key in {**old, **new}:
        stated = (key in old, key in new)
        if old.get(key) != new.get(key) or stated[0] != stated[1]:
            indicator, document, role, period = key
            line = TargetLine(
                indicator=indicator,
                document=document,
                role=role,
                period=period,
                before=old.get(key),
                after=new.get(key),
                stated=stated,
            )
            lines.append(line)
    return tuple(lines)


def _coverage(before: Measured, after: Measured) -> tuple[CoverageLine, ...]:
    lines = []
    for levels in {**before.coverage, **after.coverage}:
        old, new = before.coverage.get(levels), after.coverage.get(levels)
        covered = [one.covered if one else () for one in (old, new)]
        was, now = map(set, covered)
        line = CoverageLine(
            upper=levels[0],
            lower=levels[1],
            before=old.share if old else (0, 0),
            after=new.share if new else (0, 0),
            lost=tuple(name for name in covered[0] if name not in now),
            gained=tuple(name for name in covered[1] if name not in was),
        )
        lines.append(line)
    return tuple(lines)
