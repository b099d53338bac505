"""The golden table of achievement: every variant in every situation, computed, for docs/achievement.md."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple, get_args

from regplan.calc.targets import CAP_100, CAP_120, CAP_150, FLOOR_0, FORMULAS, RAW, Achievement, achievement
from regplan.calc.targets.points import Method
from regplan.model.words import Polarity
from regplan.values.measure import Bound, Grade, Interval, Measure, NotAvailable, Ratio, Words

METHODS: Final = get_args(Method)
GRADES: Final = ("D", "C", "CC", "B", "BB", "A", "AA")


class Situation(NamedTuple):
    """A result beside a target."""

    told: str
    result: Measure | float | None
    target: Measure | float | None
    baseline: float | None = None


def span(low: float, high: float) -> Interval:
    """Return an interval."""
    return Interval(Decimal(str(low)), Decimal(str(high)))


def grade(text: str) -> Grade:
    """Return a grade of AKIP."""
    return Grade("AKIP", text, GRADES.index(text) + 1)


_RISING: Final = (
    Situation("below target", 8, 10, 5),
    Situation("on target", 10, 10, 5),
    Situation("above target", 12, 10, 5),
    Situation("below baseline", 4, 10, 5),
    Situation("zero result", 0, 10, 5),
    Situation("negative result", -2, 10, 5),
    Situation("zero target, baseline below it", 3, 0, -5),
    Situation("zero target, no baseline", 3, 0),
    Situation("negative target", -3, -2, -5),
    Situation("target equals baseline, kept", 11, 10, 10),
    Situation("target equals baseline, not kept", 8, 10, 10),
    Situation("target on the wrong side of baseline", 9, 8, 10),
    Situation("no baseline", 8, 10),
    Situation("missing result", None, 10, 5),
    Situation("missing target", 8, None, 5),
)
_FALLING: Final = (
    Situation("below target (better)", 8, 10, 15),
    Situation("on target", 10, 10, 15),
    Situation("above target (worse)", 12, 10, 15),
    Situation("more than twice the target", 25, 10, 15),
    Situation("zero result", 0, 10, 15),
    Situation("negative result", -2, 10, 15),
    Situation("zero target, met", 0, 0, 15),
    Situation("zero target, missed", 3, 0, 15),
    Situation("zero target, missed, worse than baseline", 20, 0, 15),
    Situation("zero target, missed, no baseline", 3, 0),
    Situation("negative target", -3, -2, 1),
    Situation("target equals baseline, kept", 9, 10, 10),
    Situation("target equals baseline, not kept", 12, 10, 10),
    Situation("target on the wrong side of baseline", 11, 12, 10),
    Situation("no baseline", 12, 10),
    Situation("missing result", None, 10, 15),
    Situation("missing target", 8, None, 15),
)
_INTERVAL_UP: Final = (
    Situation("below the interval", 8, span(10, 12), 5),
    Situation("on its lower end", 10, span(10, 12), 5),
    Situation("inside", 11, span(10, 12), 5),
    Situation("above it", 15, span(10, 12), 5),
    Situation("lower end zero, below", -1, span(0, 2), -5),
    Situation("bound ≥ 10, below", 8, Bound(">=", Decimal(10)), 5),
    Situation("bound ≥ 10, met", 12, Bound(">=", Decimal(10)), 5),
    Situation("bound ≤ 10, against the polarity", 8, Bound("<=", Decimal(10)), 5),
    Situation("missing result", None, span(10, 12), 5),
)
_INTERVAL_DOWN: Final = (
    Situation("below the interval (better)", 8, span(10, 12), 15),
    Situation("inside", 11, span(10, 12), 15),
    Situation("on its upper end", 12, span(10, 12), 15),
    Situation("above it (worse)", 13, span(10, 12), 15),
    Situation("poverty 3.00–4.50, result 4.2", 4.2, span(3, 4.5), 6),
    Situation("zero to zero, missed", 3, span(0, 0), 15),
    Situation("bound ≤ 10, above", 12, Bound("<=", Decimal(10)), 15),
    Situation("bound ≤ 10, met", 8, Bound("<=", Decimal(10)), 15),
    Situation("missing result", None, span(10, 12), 15),
)
_OTHERS: Final[tuple[tuple[Polarity | None, Situation], ...]] = (
    ("range", Situation("range 10–12: below", 9, span(10, 12))),
    ("range", Situation("range 10–12: far below", 5, span(10, 12))),
    ("range", Situation("range 10–12: inside", 11, span(10, 12))),
    ("range", Situation("range 10–12: on an end", 12, span(10, 12))),
    ("range", Situation("range 10–12: above", 13, span(10, 12))),
    ("range", Situation("range 0–2: inside", 1, span(0, 2))),
    ("range", Situation("range with a target of one number", 9, 10)),
    ("range", Situation("range, missing result", None, span(10, 12))),
    ("stable", Situation("stable at 10: below", 8, 10)),
    ("stable", Situation("stable at 10: on target", 10, 10)),
    ("stable", Situation("stable at 10: above", 12, 10)),
    ("stable", Situation("stable at zero: on target", 0, 0)),
    ("stable", Situation("stable at zero: off target", 1, 0)),
    ("stable", Situation("stable, missing result", None, 10)),
    ("up", Situation("ordinal, target BB: below (B)", grade("B"), grade("BB"))),
    ("up", Situation("ordinal, target BB: on target", grade("BB"), grade("BB"))),
    ("up", Situation("ordinal, target BB: above (A)", grade("A"), grade("BB"))),
    (None, Situation("ordinal, polarity not stated: the scale says it", grade("B"), grade("BB"))),
    ("up", Situation("ordinal, missing result", None, grade("BB"))),
    ("binary", Situation("binary: met", 1, 1)),
    ("binary", Situation("binary: not met", 0, 1)),
    ("binary", Situation("binary: zero target, met", 0, 0)),
    ("binary", Situation("binary: grade reached", grade("A"), grade("BB"))),
    ("binary", Situation("binary, missing result", None, 1)),
    ("up", Situation("words: the same", Words("Ada"), Words("ada"))),
    ("up", Situation("words: others", Words("sebagian"), Words("ada"))),
    ("down", Situation("ratio 1 : 30, result 1 : 25", Ratio(Decimal(1), Decimal(25)), Ratio(Decimal(1), Decimal(30)))),
    ("up", Situation("result not available", NotAvailable("n/a"), 10)),
    (None, Situation("polarity not stated", 8, 10)),
)


def lines() -> Iterator[str]:
    """Write the body of the page."""
    yield "The field has several formulas under one name (*capaian*). The caller names the method, every answer its variant."
    yield "R is the result, T the target, B the baseline; L and U are the ends of an interval. Percentages are raw: no floor,"
    yield "no cap. A dash says that there is no number, and why; a missing result is never 0."
    yield from ("", "## Variants", "", "| variant | formula |", "| --- | --- |")
    yield from (f"| {name} | {formula.replace('|', chr(92) + '|')} |" for name, formula in FORMULAS.items())
    yield from ("", "## Rising indicators", "", *_by_method("up", _RISING))
    yield from (
        "",
        "## Falling indicators",
        "",
        "Ratio, mirrored and complement agree on target and hardly anywhere else.",
        "",
    )
    yield from _by_method("down", _FALLING)
    yield from ("", "## Intervals and bounds, rising", "", *_by_method("up", _INTERVAL_UP))
    yield from ("", "## Intervals and bounds, falling", "", *_by_method("down", _INTERVAL_DOWN))
    yield from ("", "## Range, stable, ordinal, binary, words", "", "The method makes no difference here.", "")
    yield from ("| situation | polarity | percent | variant |", "| --- | --- | --- | --- |")
    for polarity, one in _OTHERS:
        told = _of(one, polarity, "ratio")
        yield f"| {one.told} | {polarity or '—'} | {number(told)} | {told.variant or '—'} |"
    yield from ("", "## Floor and cap", "", *_policies())


def plain_situations() -> list[Situation]:
    """Return the situations in plain numbers and intervals, which columns can hold."""
    listed = (*_RISING, *_FALLING, *_INTERVAL_UP, *_INTERVAL_DOWN, *(one for _, one in _OTHERS))
    plain = (int, float, Interval, type(None))
    return [one for one in listed if isinstance(one.result, plain) and isinstance(one.target, plain)]


def _by_method(polarity: Polarity, situations: tuple[Situation, ...]) -> Iterator[str]:
    yield "| situation | R | T | B | " + " | ".join(METHODS) + " |"
    yield "| --- " * (4 + len(METHODS)) + "|"
    for one in situations:
        cells = [_cell(_of(one, polarity, method)) for method in METHODS]
        yield "| " + " | ".join([one.told, *map(_shown, one[1:]), *cells]) + " |"


def _of(one: Situation, polarity: Polarity | None, method: Any) -> Achievement:
    return achievement(one.result, one.target, polarity=polarity, method=method, baseline=one.baseline)


def _cell(told: Achievement) -> str:
    return f"{number(told)} ({told.variant})" if told.variant else number(told)


def number(told: Achievement) -> str:
    """Write a percentage with two decimals at most, or why there is none."""
    if told.percent is None:
        assert told.reason is not None
        return f"— {told.reason.en}"
    return f"{round(told.percent, 2):g}"


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, Interval):
        return f"{value.low}–{value.high}"
    return f"{value.sign} {value.value}" if isinstance(value, Bound) else str(value)


def _policies() -> Iterator[str]:
    policies = (RAW, FLOOR_0, CAP_100, CAP_120, CAP_150)
    yield "Listings show raw numbers; averages are made of capped ones, else one outlier hides failures."
    yield from ("", "| raw | " + " | ".join(policy.name for policy in policies[1:]) + " |")
    yield "| --- " * len(policies) + "|"
    for result, method in (
        (25, "mirrored"),
        (12, "mirrored"),
        (10, "mirrored"),
        (8, "ratio"),
        (5, "ratio"),
        (0, "ratio"),
    ):
        told = [achievement(result, 10, polarity="down", method=method, policy=one) for one in policies]  # type: ignore[arg-type] # words of Method
        yield "| " + " | ".join(number(one) for one in told) + " |"
