"""Achievement: every variant gives its number, names itself, and says why where it has none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from regplan.calc.targets import CAP_100, CAP_120, FLOOR_0, RAW, achievement, achievements
from regplan.calc.targets.points import Method
from regplan.errors import CallError, MixedValuesError, UnknownNameError
from regplan.model.words import Polarity
from regplan.values.measure import Bound, Grade, Interval, Measure, NotAvailable, Number, Ratio, Several, Words

BB, A = Grade("AKIP", "BB", 5), Grade("AKIP", "A", 6)
TEN_TO_TWELVE = Interval(Decimal(10), Decimal(12))


@pytest.mark.parametrize(
    ("result", "target", "polarity", "method", "percent", "variant"),
    [
        (12, 10, "up", "ratio", 120, "ACH-01"),
        (12, 10, "down", "ratio", Fraction(250, 3), "ACH-02"),
        (12, 10, "down", "mirrored", 80, "ACH-03"),
        (12, 10, "down", "complement", Fraction(8800, 90), "ACH-04"),
        (12, 10, "down", "from_baseline", 60, "ACH-05"),
        (8, TEN_TO_TWELVE, "up", "ratio", 80, "ACH-06/ACH-01"),
        (15, TEN_TO_TWELVE, "up", "ratio", 100, "ACH-06"),
        (16, TEN_TO_TWELVE, "down", "ratio", 75, "ACH-07/ACH-02"),
        (15, TEN_TO_TWELVE, "down", "mirrored", 75, "ACH-07/ACH-03"),
        (Decimal("4.2"), Interval(Decimal("3.00"), Decimal("4.50")), "down", "ratio", 100, "ACH-07"),
        (16, 15, "up", "from_baseline", 100, "ACH-08"),
        (12, 15, "up", "from_baseline", 80, "ACH-08"),
        (20, 15, "down", "from_baseline", 75, "ACH-08"),
        (BB, A, "up", "ratio", Fraction(500, 6), "ACH-09"),
        (A, BB, "binary", "ratio", 100, "ACH-10"),
        (Words("Ada"), Words("ada "), "binary", "ratio", 100, "ACH-10"),
        (1, 1, "binary", "ratio", 100, "ACH-10"),
        (0, 1, "binary", "ratio", 0, "ACH-10"),
        (0, 0, "down", "ratio", 100, "ACH-11"),
        (3, 0, "down", "mirrored", 80, "ACH-11"),
        (20, 0, "down", "ratio", 0, "ACH-11"),
        (9, TEN_TO_TWELVE, "range", "ratio", 50, "B1-range"),
        (12, 10, "stable", "ratio", 80, "B1-stable"),
        (8, Bound("<=", Decimal(10)), "down", "ratio", 100, "ACH-07"),
        (8, Bound(">=", Decimal(10)), "up", "ratio", 80, "ACH-06/ACH-01"),
        (Ratio(Decimal(1), Decimal(25)), Ratio(Decimal(1), Decimal(30)), "down", "ratio", Fraction(2500, 30), "ACH-02"),
    ],
)
def test_variants(
    result: Measure, target: Measure, polarity: Polarity, method: Method, percent: Fraction, variant: str
) -> None:
    """Each variant gives its exact number (baseline 15) and says which it is."""
    told = achievement(result, target, polarity=polarity, method=method, baseline=15)
    assert (told.exact, told.variant, told.reason) == (percent, variant, None)


@pytest.mark.parametrize("method", ["ratio", "mirrored", "complement", "from_baseline"])
@pytest.mark.parametrize("polarity", ["up", "down"])
def test_exact_hit(polarity: Polarity, method: Method) -> None:
    """An exact hit is 100 whatever the polarity and the formula, not 1 (a peer's operator precedence)."""
    baseline = 5 if polarity == "up" else 15
    told = achievement(10, 10, polarity=polarity, method=method, baseline=baseline)
    assert (told.percent, told.met) == (100.0, True)


def test_worked_contrast() -> None:
    """The regulations' contrast: T = 10, R = 12, B = 15 falling make 83.3, 80.0 and 60.0; methods' R = 25 makes 40 and −50."""

    def percent(result: int, method: Method) -> float | None:
        return achievement(result, 10, polarity="down", method=method, baseline=15).percent

    assert [percent(12, "ratio"), percent(12, "mirrored"), percent(12, "from_baseline")] == [
        pytest.approx(83.3333333333),
        80.0,
        60.0,
    ]
    assert [percent(25, "ratio"), percent(25, "mirrored")] == [40.0, -50.0]
    assert [percent(8, "mirrored"), percent(8, "ratio")] == [120.0, 125.0]
    assert achievement(8, 10, polarity="down", method="from_baseline", baseline=14).percent == 150.0


@pytest.mark.parametrize(
    ("result", "target", "polarity", "method", "baseline", "words"),
    [
        (None, 10, "up", "ratio", None, "there is no result"),
        (NotAvailable("survey late"), 10, "up", "ratio", None, "there is no result: survey late"),
        (8, None, "up", "ratio", None, "there is no target"),
        (8, 10, None, "ratio", None, "polarity is not stated"),
        (8, 0, "up", "ratio", None, "zero of a rising"),
        (3, 0, "down", "ratio", None, "needs a baseline above zero"),
        (0, 10, "down", "ratio", None, "no bound"),
        (8, -2, "up", "ratio", None, "negative value"),
        (-1, 10, "down", "ratio", None, "negative value"),
        (80, 100, "down", "complement", None, "target below 100"),
        (8, 10, "up", "from_baseline", None, "there is no baseline"),
        (8, 9, "up", "from_baseline", 10, "wrong side"),
        (8, 9, "up", "from_baseline", NotAvailable("-"), "there is no baseline"),
        (-1, 9, "up", "from_baseline", 9, "negative value"),
        (-1, 0, "up", "from_baseline", 0, "negative value"),
        (-1, 0, "down", "ratio", 5, "negative value"),
        (8, Interval(Decimal(9), Decimal(9)), "range", "ratio", None, "two different ends"),
        (8, Bound("<=", Decimal(10)), "up", "ratio", None, "against the polarity"),
        (8, 10, "range", "ratio", None, "two different ends"),
        (1, 0, "stable", "ratio", None, "divisor is zero"),
        (Words("sebagian"), Words("ada"), "binary", "ratio", None, "different words"),
        (Ratio(Decimal(1), Decimal(0)), Ratio(Decimal(1), Decimal(30)), "up", "ratio", None, "divisor is zero"),
    ],
)
def test_no_number(
    result: Measure, target: Measure, polarity: Polarity, method: Method, baseline: int | None, words: str
) -> None:
    """Where there is no number there is none, never 0, and the reason is said in both languages."""
    told = achievement(result, target, polarity=polarity, method=method, baseline=baseline)
    assert told.percent is None
    assert told.reason is not None
    assert words in told.reason.en
    assert told.reason.id not in {"", told.reason.en}


def test_policies() -> None:
    """Floor and cap are named in the answer, which keeps the raw number; a boundless ratio is told by its cap."""
    told = achievement(25, 10, polarity="down", method="mirrored", policy=FLOOR_0)
    assert (told.percent, told.raw, told.limited, told.policy) == (0.0, Fraction(-50), "floor", "floor 0")
    told = achievement(0, 10, polarity="down", method="ratio", policy=CAP_120)
    assert (told.percent, told.raw, told.limited, told.variant) == (120.0, None, "cap", "ACH-02")
    assert achievement(15, 10, polarity="up", method="ratio", policy=CAP_100).percent == 100.0
    assert achievement(15, 10, polarity="up", method="ratio", policy=RAW).limited is None


def test_beyond_an_interval() -> None:
    """Passing the far end of an interval counts for more than 100 only where that is asked for."""
    told = achievement(15, TEN_TO_TWELVE, polarity="up", method="ratio", beyond=True)
    assert (told.percent, told.variant) == (125.0, "ACH-06/ACH-01")
    assert achievement(11, TEN_TO_TWELVE, polarity="up", method="ratio", beyond=True).percent == 100.0


def test_ends_in_the_order_of_the_source() -> None:
    """An interval printed high to low is the same interval."""
    falling = Interval(Decimal("0.50"), Decimal("0.49"))
    told = achievement(Decimal("0.50"), falling, polarity="down", method="ratio")
    assert (told.percent, told.met) == (100.0, True)


def test_strict_bound() -> None:
    """A value on an open strict bound has not met it."""
    told = achievement(10, Bound("<", Decimal(10)), polarity="down", method="ratio")
    assert told.met is False


@pytest.mark.parametrize(
    ("result", "target"),
    [
        (Number(Decimal(3)), BB),
        (TEN_TO_TWELVE, BB),
        (BB, Grade("LKE", "BB", 5)),
        (TEN_TO_TWELVE, Number(Decimal(10))),
        (Words("ada"), Number(Decimal(10))),
        (Ratio(Decimal(1), Decimal(30)), Number(Decimal(10))),
        (Several((BB, A)), BB),
    ],
)
def test_mixtures_are_refused(result: Measure, target: Measure) -> None:
    """What cannot be compared is refused as a call, with both kinds named."""
    with pytest.raises(MixedValuesError, match="cannot be compared") as caught:
        achievement(result, target, polarity="up", method="ratio")
    assert isinstance(caught.value, CallError)


def test_wrong_words_are_refused() -> None:
    """A misspelt polarity or method comes with near ones; a number that is none is refused."""
    with pytest.raises(UnknownNameError, match="did you mean 'mirrored'"):
        achievement(1, 1, polarity="down", method="mirored")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="is no polarity"):
        achievement(1, 1, polarity="upp", method="ratio")  # type: ignore[arg-type]
    with pytest.raises(CallError, match="no number"):
        achievement(float("nan"), 1, polarity="up", method="ratio")
    with pytest.raises(CallError, match=r"no number .* beyond"):
        achievement(Decimal("1e999"), 1, polarity="up", method="ratio")
    with pytest.raises(CallError, match="begin at 1"):
        achievement(Grade("AKIP", "?", 0), A, polarity="up", method="ratio")
    with pytest.raises(UnknownNameError, match="did you mean 'ratio'"):
        achievements([1], [1], polarity="up", method="ratios")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="did you mean 'down'"):
        achievements([1], [1], polarity=["dwon"], method="ratio")
    with pytest.raises(MixedValuesError, match="baseline"):
        achievement(1, 2, polarity="up", method="from_baseline", baseline=Words("tinggi"))


@pytest.mark.parametrize(
    "codes", [np.array([7]), np.array([0.5]), np.array([np.nan]), np.array(["dwon"]), np.array([-2])]
)
def test_codes_of_no_polarity_are_refused(codes: Any) -> None:
    """A code that stands for no polarity is refused by name, never an achievement that is not there."""
    with pytest.raises(UnknownNameError, match="polarity"):
        achievements([12], [10], polarity=codes, method="mirrored")


def test_polarities_in_any_array() -> None:
    """Codes of any whole type and words in an array are taken; -1 says that it is not stated."""
    for given in (np.array([1, -1]), np.array([1.0, -1.0]), np.array(["down", None]), np.array([1, -1], np.int8)):
        found = achievements([12, 12], [10, 10], polarity=given, method="mirrored")
        assert found.variants.tolist() == ["ACH-03", ""]


def test_baseline_as_a_ratio() -> None:
    """A baseline may be a ratio, as result and target are."""
    ratios = [Ratio(Decimal(1), Decimal(n)) for n in (25, 20, 40)]
    told = achievement(ratios[0], ratios[1], polarity="up", method="from_baseline", baseline=ratios[2])
    assert told.exact == 60


def test_formula_is_told() -> None:
    """The answer can be printed with the formula that was applied."""
    assert achievement(12, 10, polarity="down", method="mirrored").formula == "(2T − R) / T × 100"
    assert achievement(None, 10, polarity="down", method="mirrored").formula == ""
