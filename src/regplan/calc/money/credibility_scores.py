"""Scores of PEFA 2016 over three years, and of indicators from their dimensions (methods A2, regulations §3.9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

import attrs

from regplan.calc.money import reasons
from regplan.calc.money.exact import Share, share_of
from regplan.calc.money.results import Ratio
from regplan.errors import CallError, UnknownNameError
from regplan.values.lang import Bilingual
from regplan.values.text import near

__all__ = [
    "PI_1",
    "PI_2_1",
    "PI_2_2",
    "PI_2_3",
    "PI_3_1",
    "PI_3_2",
    "Combination",
    "PefaGrade",
    "Score",
    "ScoreTable",
    "combined_score",
    "score_mean",
    "score_years",
    "year_grade",
]

PefaGrade: TypeAlias = Literal["A", "B", "C", "D"]
Combination: TypeAlias = Literal["M1", "M2"]
"""Weakest link with a plus, or average of two."""

_GRADES: Final[tuple[PefaGrade, ...]] = ("A", "B", "C", "D")


@attrs.frozen(kw_only=True)
class ScoreTable:
    """
    The bounds of a PEFA dimension; a method's own numbers, not Indonesian law.

    Attributes:
        name: Its name, part of every variant it gave.
        source: Where the bounds were read.
        confidence: How well they are known.
        bounds: For A, B and C, the least and the most; else D. None is open.
        inclusive: For A, B and C, whether the most belongs to it.
        years: How many completed years are scored.
        needed: In how many of them a bound is kept; all where the mean of the years is scored.
        unallocated: With more of the spending unallocated than this there is only D; None where that does not count.
    """

    name: str
    source: str
    confidence: Literal["official", "recalled_strong", "recalled"]
    bounds: tuple[tuple[Fraction | None, Fraction], ...]
    inclusive: tuple[bool, bool, bool] = (True, True, True)
    years: int = 3
    needed: int = 2
    unallocated: Fraction | None = None


def _parts(*percents: int) -> tuple[tuple[Fraction | None, Fraction], ...]:
    return tuple((None, Fraction(one, 100)) for one in percents)


def _ranges(*percents: tuple[int, int]) -> tuple[tuple[Fraction | None, Fraction], ...]:
    return tuple((Fraction(low, 100), Fraction(high, 100)) for low, high in percents)


_STRICT: Final = (False, False, False)

PI_1: Final = ScoreTable(
    name="PEFA 2016 PI-1",
    source="methods A2; regulations §3.9 PEFA-1",
    confidence="recalled_strong",
    bounds=_ranges((95, 105), (90, 110), (85, 115)),
)
PI_2_1: Final = ScoreTable(
    name="PEFA 2016 PI-2.1",
    source="methods A2, R3; regulations §3.9, S129",
    confidence="official",
    bounds=_parts(5, 10, 15),
    inclusive=_STRICT,
    unallocated=Fraction(1, 10),
)
PI_2_2: Final = attrs.evolve(PI_2_1, name="PEFA 2016 PI-2.2")
PI_2_3: Final = ScoreTable(
    name="PEFA 2016 PI-2.3",
    source="methods A2, R3; regulations §3.9, S129",
    confidence="official",
    bounds=_parts(3, 6, 10),
    inclusive=(False, True, False),
    needed=3,
)
PI_3_1: Final = ScoreTable(
    name="PEFA 2016 PI-3.1",
    source="methods A2 (recalled); regulations §3.9, S129",
    confidence="official",
    bounds=_ranges((97, 106), (94, 112), (92, 116)),
)
PI_3_2: Final = attrs.evolve(PI_2_1, name="PEFA 2016 PI-3.2", source=PI_3_1.source, unallocated=None)


@attrs.frozen(kw_only=True)
class Score:
    """
    A PEFA score.

    Attributes:
        grade: A to D, with a plus where dimensions make an indicator; None where there is none.
        years: By year, its grade; "D" for a year that is an outlier, None for one that is not known.
        variant: Table or method applied.
        reason: Why there is no score.
    """

    grade: str | None = None
    years: dict[str, PefaGrade | None] = attrs.field(factory=dict)
    variant: str
    reason: Bilingual | None = None


def year_grade(value: Fraction, table: ScoreTable) -> PefaGrade:
    """
    Return the grade one value would have by itself.

    Example:
        >>> year_grade(Fraction(96, 100), PI_1), year_grade(Fraction(15, 100), PI_2_1)
        ('A', 'D')
    """
    for grade, (least, most), closed in zip(_GRADES, table.bounds, table.inclusive, strict=False):
        if (least is None or value >= least) and (value < most or (closed and value == most)):
            return grade
    return "D"


def score_years(
    years: Mapping[str, Ratio], table: ScoreTable, *, outliers: Iterable[str] = (), unallocated: Share | None = None
) -> Score:
    """
    Score three completed years: a bound is kept where two of them keep it, so that the second best decides.

    Args:
        years: By year, the measure; a year without one is not known.
        table: The dimension.
        outliers: Years that count as the worst whatever their measure: those without an approved budget.
        unallocated: The share of spending that stands under no head; None where it is not asked.

    Returns:
        The score; where a year is not known, only if it would be the same whatever that year was.

    Raises:
        CallError: Not the number of years the table is for, or a table that scores the mean.

    Example:
        >>> told = {year: Ratio(exact=Fraction(n, 100), variant="A2 PI-1") for year, n in [("2023", 96), ("2024", 108), ("2025", 70)]}
        >>> score_years(told, PI_1).grade
        'B'
    """
    _refuse(years, table, mean=False)
    left_out = {*outliers}
    strange = sorted(left_out - years.keys())
    if strange:
        msg = f"{', '.join(strange)} is no year that is scored: outliers are among the years"
        raise CallError(msg)
    grades: dict[str, PefaGrade | None] = {
        year: "D" if year in left_out else None if one.exact is None else year_grade(one.exact, table)
        for year, one in years.items()
    }
    if unallocated is not None and table.unallocated is not None and share_of(unallocated) > table.unallocated:
        return Score(grade="D", years=grades, variant=f"{table.name}, unallocated")
    open_years = [_GRADES if one is None else (one,) for one in grades.values()]
    possible = {sorted(one)[table.needed - 1] for one in product(*open_years)}
    if len(possible) > 1:
        return Score(years=grades, variant=table.name, reason=_undecided(grades))
    return Score(grade=possible.pop(), years=grades, variant=table.name)


def score_mean(years: Mapping[str, Ratio], table: ScoreTable) -> Score:
    """
    Score the mean of three years (PI-2.3); all of them must be known.

    Example:
        >>> score_mean({str(year): Ratio(exact=Fraction(year - 2020, 100), variant="") for year in (2023, 2024, 2025)}, PI_2_3).grade
        'B'
    """
    _refuse(years, table, mean=True)
    known = [one.exact for one in years.values() if one.exact is not None]
    grades: dict[str, PefaGrade | None] = {
        year: None if one.exact is None else year_grade(one.exact, table) for year, one in years.items()
    }
    if len(known) < len(years):
        return Score(years=grades, variant=table.name, reason=_undecided(grades))
    return Score(
        grade=year_grade(sum(known, Fraction(0)) / len(known), table), years=grades, variant=f"{table.name}, mean"
    )


def _undecided(grades: Mapping[str, PefaGrade | None]) -> Bilingual:
    return reasons.said(reasons.UNDECIDED, ", ".join(year for year, one in grades.items() if one is None))


def _refuse(years: Mapping[str, Ratio], table: ScoreTable, *, mean: bool) -> None:
    if mean != (table.needed == table.years):
        msg = f"{table.name} scores {'each year: ask score_years' if mean else 'the mean of the years: ask score_mean'}"
        raise CallError(msg)
    if len(years) != table.years:
        msg = f"{table.name} scores {table.years} completed years, not {len(years)}: name a year that is not known too"
        raise CallError(msg)


def combined_score(scores: Sequence[Score], *, method: Combination) -> Score:
    """
    Put the scores of dimensions together to that of their indicator.

    Args:
        scores: Of the dimensions.
        method: M1, the lowest, with a plus where another is higher (PI-2); M2, the average of two (PI-3).

    Raises:
        CallError: No dimension; M2 of other than two.

    Example:
        >>> told = [Score(grade=grade, variant="") for grade in "CA"]
        >>> combined_score(told, method="M1").grade, combined_score(told, method="M2").grade
        ('C+', 'B')
    """
    if method not in get_args(Combination):
        raise UnknownNameError(str(method), "way to combine scores", near(str(method), get_args(Combination)))
    if not scores or (method == "M2" and len(scores) != 2):
        msg = "M1 takes one dimension or more, M2 two: there is no table of averages for more"
        raise CallError(msg)
    variant = f"PEFA 2016 {method}"
    grades = [one.grade for one in scores if one.grade is not None]
    if any(grade not in _GRADES for grade in grades):
        msg = f"{', '.join(grades)}: dimensions have plain grades A to D; an indicator is no dimension of another"
        raise CallError(msg)
    if len(grades) < len(scores):
        return Score(variant=variant, reason=next(one.reason for one in scores if one.grade is None))
    if method == "M2":
        return Score(grade=_AVERAGES[sum(map("DCBA".index, grades))], variant=variant)
    lowest = max(grades)
    return Score(grade=f"{lowest}+" if min(grades) < lowest else lowest, variant=variant)


_AVERAGES: Final = MappingProxyType({0: "D", 1: "D+", 2: "C", 3: "C+", 4: "B", 5: "B+", 6: "A"})
"""The grade of two by the sum of their places from D on; the framework's table of averages (recalled)."""
