"""Budget credibility: the worked example of methods A2, the bounds of each dimension, scores over three years."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from regplan.calc.money import (
    PI_1,
    PI_2_1,
    PI_2_3,
    PI_3_1,
    Ratio,
    Score,
    ScoreTable,
    combined_score,
    composition_variance,
    contingency_share,
    main_heads,
    outturn,
    score_mean,
    score_years,
    year_grade,
)
from regplan.calc.money.credibility_scores import PI_2_2, PI_3_2
from regplan.errors import CallError, UnknownNameError

BUDGET = {"a": 400, "b": 200, "c": 250, "d": 150}
OUTTURN = {"a": 380, "b": 230, "c": 180, "d": 170}


def years(*percents: float | None) -> dict[str, Ratio]:
    """Return measures of the years from 2023 on, in percent."""
    parts = (None if one is None else Fraction(str(one)) / 100 for one in percents)
    return {str(2023 + at): Ratio(exact=part, variant="") for at, part in enumerate(parts)}


def test_worked_example() -> None:
    """Outturn is 96 percent (A); the adjusted budget is 384, 192, 240, 144 and the variance 128/960 (C)."""
    whole = outturn(sum(BUDGET.values()), sum(OUTTURN.values()))
    told = composition_variance(BUDGET, OUTTURN)
    assert (whole.exact, told.exact) == (Fraction(96, 100), Fraction(128, 960))
    assert told.deviations == {"a": -4, "b": 38, "c": -60, "d": 26}
    assert whole.exact is not None
    assert told.exact is not None
    assert (year_grade(whole.exact, PI_1), year_grade(told.exact, PI_2_1)) == ("A", "C")


@pytest.mark.parametrize(
    ("table", "percent", "grade"),
    [
        (PI_1, 95, "A"), (PI_1, 105, "A"), (PI_1, 94.99, "B"), (PI_1, 110, "B"), (PI_1, 115, "C"), (PI_1, 84.9, "D"),
        (PI_2_1, 4.999, "A"), (PI_2_1, 5, "B"), (PI_2_1, 10, "C"), (PI_2_1, 15, "D"), (PI_2_2, 9.9, "B"),
        (PI_2_3, 2.99, "A"), (PI_2_3, 3, "B"), (PI_2_3, 6, "B"), (PI_2_3, 6.01, "C"), (PI_2_3, 10, "D"),
        (PI_3_1, 97, "A"), (PI_3_1, 106, "A"), (PI_3_1, 94, "B"), (PI_3_1, 112, "B"), (PI_3_1, 116, "C"),
        (PI_3_1, 91.9, "D"), (PI_3_2, 15, "D"),
    ],
)  # fmt: skip
def test_bounds(table: ScoreTable, percent: float, grade: str) -> None:
    """Each dimension has the bounds of the framework, with its own rule for a value on a bound."""
    assert year_grade(Fraction(str(percent)) / 100, table) == grade


@pytest.mark.parametrize(
    ("percents", "grade"),
    [((96, 97, 50), "A"), ((96, 108, 50), "B"), ((96, 80, 120), "D"), ((96, 97, None), "A"), ((108, 108, None), "B")],
)
def test_one_outlier_is_forgiven(percents: Sequence[float | None], grade: str) -> None:
    """The second best of three years decides, and an unknown year does not matter where it cannot."""
    assert score_years(years(*percents), PI_1).grade == grade


def test_unknown_year_that_matters() -> None:
    """With an A, a B and an unknown year the score could be A or B: there is none, and the year is named."""
    told = score_years(years(96, 108, None), PI_1)
    assert told.grade is None
    assert told.years == {"2023": "A", "2024": "B", "2025": None}
    assert told.reason is not None
    assert told.reason.en.endswith("2025")


def test_year_without_a_budget_is_an_outlier() -> None:
    """A year without an approved budget counts as the worst whatever was spent."""
    told = score_years(years(96, 108, 97), PI_1, outliers=["2025"])
    assert (told.grade, told.years["2025"]) == ("B", "D")
    with pytest.raises(CallError, match="2030"):
        score_years(years(96, 108, 97), PI_1, outliers=["2030"])


def test_much_unallocated_is_d() -> None:
    """More than a tenth of spending under no head makes a composition worth a D; it plays no part in PI-1."""
    assert score_years(years(1, 1, 1), PI_2_1, unallocated=Fraction(11, 100)).grade == "D"
    assert score_years(years(1, 1, 1), PI_2_1, unallocated=Fraction(10, 100)).grade == "A"
    assert score_years(years(100, 100, 100), PI_1, unallocated=1).grade == "A"


def test_contingency_is_scored_by_its_mean() -> None:
    """Shares of 1, 2 and 9 percent have a mean of 4 percent, a B; a year that is not known leaves none."""
    assert contingency_share(20, 1000).exact == Fraction(2, 100)
    assert score_mean(years(1, 2, 9), PI_2_3).grade == "B"
    assert score_mean(years(1, 2, None), PI_2_3).reason is not None


def test_wrong_number_of_years() -> None:
    """Two years are not three, and a table of means is not scored year by year."""
    with pytest.raises(CallError, match="3 completed years"):
        score_years(years(96, 97), PI_1)
    with pytest.raises(CallError, match="score_mean"):
        score_years(years(1, 2, 3), PI_2_3)
    with pytest.raises(CallError, match="score_years"):
        score_mean(years(1, 2, 3), PI_1)


@pytest.mark.parametrize(
    ("grades", "weakest"), [("AAA", "A"), ("BBB", "B"), ("ABB", "B+"), ("CAA", "C+"), ("DAB", "D+"), ("DDD", "D")]
)
def test_weakest_link(grades: str, weakest: str) -> None:
    """M1 gives the lowest grade, with a plus where another dimension is higher."""
    assert combined_score([Score(grade=one, variant="") for one in grades], method="M1").grade == weakest


@pytest.mark.parametrize(("grades", "mean"), [("AA", "A"), ("AB", "B+"), ("AC", "B"), ("AD", "C+"), ("CD", "D+")])
def test_average_of_two(grades: str, mean: str) -> None:
    """M2 gives the average of two, whatever their order."""
    scores = [Score(grade=one, variant="") for one in grades]
    assert combined_score(scores, method="M2").grade == mean
    assert combined_score(scores[::-1], method="M2").grade == mean


def test_combinations_that_are_none() -> None:
    """M2 takes two plain grades; an unknown dimension leaves the indicator unknown, with its reason."""
    plain = Score(grade="A", variant="")
    with pytest.raises(CallError):
        combined_score([plain] * 3, method="M2")
    with pytest.raises(CallError, match="plain grades"):
        combined_score([Score(grade="C+", variant=""), plain], method="M1")
    with pytest.raises(UnknownNameError):
        combined_score([plain], method="M3")  # type: ignore[arg-type]
    unknown = score_years(years(96, 108, None), PI_1)
    assert combined_score([plain, unknown], method="M1").reason == unknown.reason


@pytest.mark.parametrize(("budget", "words"), [(0, "budget is zero"), (-5, "negative"), (None, "not known: budget")])
def test_outturn_without_a_budget(budget: int | None, words: str) -> None:
    """A budget that is zero, negative or not known gives three reasons."""
    reason = outturn(budget, 5).reason
    assert reason is not None
    assert words in reason.en


def test_heads_made_and_heads_silent() -> None:
    """A head made during the year counts fully; one of the budget without outturn is not stated, which is not zero."""
    assert composition_variance({"a": 100}, {"a": 50, "new": 50}).exact == Fraction(100, 100)
    assert composition_variance({"a": 100, "b": 0}, {"a": 100, "b": 0}).exact == 0
    silent = composition_variance({"a": 100, "b": 10}, {"a": 100}).reason
    assert silent is not None
    assert silent.en == "the outturn is not stated: b"
    assert composition_variance({"a": 100}, {"a": None}).reason is not None


@pytest.mark.parametrize(
    ("budget", "spent", "words"), [(0, 5, "budget is zero"), (5, 0, "divisor is zero"), (-5, 5, "negative")]
)
def test_totals_that_do_not_divide(budget: int, spent: int, words: str) -> None:
    """A budget or outturn of zero or below has no variance, and says why."""
    reason = composition_variance({"a": budget}, {"a": spent}).reason
    assert reason is not None
    assert words in reason.en


def test_main_heads() -> None:
    """The largest heads that make up the share stay, the rest is one line of the same total; few heads stay as they are."""
    budget = {f"h{at:02}": 100 - at for at in range(30)}
    told = main_heads(budget, budget, most=20, share=Fraction(3, 4))
    assert told.others == tuple(f"h{at:02}" for at in range(22, 30))
    assert told.budget["others"] == sum(range(71, 79))
    assert len(main_heads(budget, budget, most=25, share=Fraction(3, 4)).others) == 5
    assert len(main_heads(budget, budget, most=2, share=Fraction(3, 4)).others) < 10
    assert main_heads(BUDGET, OUTTURN, most=20, share=Fraction(3, 4)).others == ()
    with pytest.raises(CallError):
        main_heads({"others": 1}, {}, most=1, share=Fraction(3, 4))


def test_line_of_the_others_keeps_what_is_not_known() -> None:
    """An unknown outturn makes the line of the others unknown, one that is not stated leaves it out."""
    budget = {"a": 90, "b": 5, "c": 5}
    assert main_heads(budget, {"a": 9, "b": None, "c": 1}, most=1, share=Fraction(1, 2)).realised["others"] is None
    assert "others" not in main_heads(budget, {"a": 9, "c": 1}, most=1, share=Fraction(1, 2)).realised
    assert main_heads(budget, {"a": 9, "b": 2, "c": 1}, most=1, share=Fraction(1, 2)).realised["others"] == 3
