"""The evaluation of a plan over its years (E.78): a rate for each year, and the end against the end target (regulations §4.5)."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from regplan.calc.targets.achievement import Achievement, achievement
from regplan.calc.targets.aggregation import Aggregate, Missing, over_time
from regplan.calc.targets.exact import Exact
from regplan.calc.targets.points import Method
from regplan.calc.targets.policy import RAW, Policy
from regplan.model.words import Accumulation, Polarity

__all__ = ["YearsEvaluation", "evaluate_years"]


@attrs.frozen(kw_only=True)
class YearsEvaluation:
    """
    The row of a form over several years.

    Attributes:
        years: By year, the achievement of its target.
        reached: What the results make together: their sum, or the latest value.
        end: That against the target of the end.
        variant: Always E-78.
    """

    years: dict[str, Achievement]
    reached: Aggregate
    end: Achievement
    variant: str = "E-78"


def evaluate_years(
    targets: Mapping[str, Exact | None],
    results: Mapping[str, Exact | None],
    end_target: Exact | None,
    *,
    accumulation: Accumulation,
    polarity: Polarity | None,
    method: Method,
    baseline: Exact | None = None,
    missing: Missing = "propagate",
    policy: Policy = RAW,
) -> YearsEvaluation:
    """
    Evaluate an indicator over the years of a plan.

    Args:
        targets: By year, what was to be reached in it.
        results: By year, what was reached in it; a year that is not there has not come, None is missing.
        end_target: What is to be reached by the end.
        accumulation: How the years make one.
        polarity: Whether more is better.
        method: The family of formulas for falling indicators.
        baseline: Where it began.
        missing: What a missing result does to the end.
        policy: Floor and cap.

    Returns:
        The achievement of every year that has a target or a result, and of the end.

    Example:
        >>> told = evaluate_years(
        ...     {"2025": 10, "2026": 10}, {"2025": 9, "2026": 12}, 30, accumulation="sum", polarity="up", method="ratio"
        ... )
        >>> told.years["2026"].percent, told.end.percent
        (120.0, 70.0)
    """
    years = sorted({*targets, *results})
    reached = over_time(results, accumulation, missing=missing, baseline=baseline)

    def against(result: Exact | None, target: Exact | None) -> Achievement:
        return achievement(result, target, polarity=polarity, method=method, baseline=baseline, policy=policy)

    return YearsEvaluation(
        years={year: against(results.get(year), targets.get(year)) for year in years},
        reached=reached,
        end=against(reached.exact, end_target),
    )
