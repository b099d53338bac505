"""TGT-01, 02, 05 and 07: branches of the paths of targets that their pages do not show."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.checks import check
from regplan.model import Document, Goal, Indicator, Plan, Series
from regplan.model.words import Polarity

YEARS = ("2025", "2026", "2027", "2028", "2029", "2030")


def plan_of(*targets: str | None, baseline: str | None = None, own: Any = None, **fields: Any) -> Plan:
    """Build a plan of one indicator with yearly targets from 2025 on."""
    series = [
        Series(indicator="I", document="d", role="target", values=dict(zip(YEARS, targets, strict=False)), extra=own)
    ]
    if baseline is not None:
        series.append(Series(indicator="I", document="d", role="baseline", values={"2024": baseline}))
    return Plan(
        documents=[Document(id="d", kind="RPJMD", first_year=2025, last_year=2029)],
        goals=[Goal(id="T", document="d")],
        indicators=[Indicator(id="I", owner="T", **fields)],
        series=series,
    )


def told(plan: Plan, code: str) -> tuple[list[str], list[str]]:
    """Return the names of findings, and in English what is lacking."""
    report = check(plan, select=code)
    return [one.name for one in report.findings], [one.lacks.en for one in report.unknown]


@pytest.mark.parametrize(
    ("polarity", "accumulation", "unit", "found", "lacks"),
    [
        ("up", "last", "persen", 1, None),
        ("up", "mean", "persen", 1, None),
        ("up", "sum", "persen", 0, None),
        ("up", "increment", "persen", 0, None),
        ("up", None, "persen", 0, "accumulation"),
        ("up", None, "indeks", 1, None),
        ("up", None, None, 0, "accumulation"),
        ("down", "last", "persen", 0, None),
        ("range", "last", "persen", 0, None),
        ("binary", "last", "persen", 0, None),
        (None, "last", "persen", 0, "polarity"),
        (None, None, "persen", 0, "polarity"),
        (None, "sum", "persen", 0, None),
    ],
)
def test_falling_targets(
    polarity: Polarity | None, accumulation: Any, unit: str | None, found: int, lacks: str | None
) -> None:
    """A fall is told where it is against the polarity, and is unknown where polarity or accumulation would decide it."""
    findings, unknown = told(plan_of("70", "69", polarity=polarity, accumulation=accumulation, unit=unit), "TGT-01")
    assert len(findings) == found
    assert unknown == ([] if lacks is None else [f"{lacks} of 1 indicator(s) (the first: I)"])


def test_steps_in_a_row_are_one_chain() -> None:
    """Falls that follow each other are told as one chain, and others apart, in the numbers of the source."""
    plan = plan_of("70,0", "69", "68,50", "71", "70", polarity="up", accumulation="last")
    (found,) = check(plan, select="TGT-01").findings
    assert found.facts["steps"] == ("70,0 (2025) → 69 (2026) → 68,50 (2027)", "71 (2028) → 70 (2029)")
    assert found.text("en").startswith("the target of I in d moves against its polarity (up): 70,0 (2025)")


def test_equal_numbers_are_no_step() -> None:
    """Zeros after the mark make no difference."""
    assert told(plan_of("84,1", "84.10", "84.1", polarity="up", accumulation="last"), "TGT-01") == ([], [])


def test_gap_is_stepped_over_and_told() -> None:
    """A target that is not known hides no fall across it, and is told as unknown; a dash says that there is none."""
    findings, unknown = told(plan_of("70", None, "69", polarity="up", accumulation="last"), "TGT-01")
    assert findings == ["target-against-polarity"]
    assert unknown == ["known yearly targets of 1 indicator(s) (the first: I)"]
    assert told(plan_of("70", "-", "71", polarity="up", accumulation="last"), "TGT-01") == ([], [])
    assert told(plan_of("70", None, "71", polarity="range"), "TGT-01") == ([], [])
    assert told(plan_of(None, polarity="up", accumulation="last"), "TGT-01") == ([], [])


def test_grades_have_the_order_of_their_scale() -> None:
    """A grade that drops is told whatever the polarity; on another scale it is not compared."""
    assert told(plan_of("BB", "B", unit="predikat"), "TGT-01")[0] == ["target-against-polarity"]
    (found,) = check(plan_of("BB", "B", unit="predikat", polarity="down"), select="TGT-01").findings
    assert "a higher grade is better" in found.text("en")
    assert told(plan_of("WTP", "BB"), "TGT-01")[0] == []


def test_cells_in_other_units_are_not_compared() -> None:
    """A fall of the number is none where the cell states another unit; that is unknown."""
    findings, unknown = told(plan_of("900 juta", "1,2 miliar", unit="Rp", polarity="up", accumulation="last"), "TGT-01")
    assert findings == []
    assert unknown == ["targets in one unit or on one scale of 1 indicator(s) (the first: I)"]
    assert told(plan_of("70 %", "69", unit="persen", polarity="up", accumulation="last"), "TGT-01")[0]


@pytest.mark.parametrize(
    ("targets", "unlike"),
    [
        (("90", "A", "AA"), True),
        (("80", "81; 82", "83"), True),
        (("1 : 30", "31"), True),
        (("Lengkap", "80"), True),
        (("BB", "Lengkap"), True),
        (("80", "80-82", "> 83"), False),
        (("80", "-", "81"), False),
        (("Lengkap", "Tersusun"), False),
        (("81; 82",), False),
    ],
)
def test_rows_of_unlike_values_are_unknown(targets: tuple[str, ...], *, unlike: bool) -> None:
    """Numbers beside grades, ratios or words, and several values in a cell, have no direction: unknown, never a pass."""
    fields: dict[str, Any] = {"name": "Nilai AKIP", "accumulation": "last"}
    lacks = ["targets of one kind (not numbers beside grades) of 1 indicator(s) (the first: I)"]
    assert told(plan_of(*targets, polarity="up", **fields), "TGT-01") == ([], lacks if unlike else [])
    assert told(plan_of(*targets, polarity="stable", **{**fields, "name": "Nilai"}), "TGT-01")[0] == []


def test_a_rise_in_another_unit_is_unknown_too() -> None:
    """From 900 m to 1 km or to 10 m: what looks like a rise of the number, or a fall, is told by no number alone."""
    for after in ("1000 m", "5000 m"):
        _, unknown = told(plan_of("900 km", after, unit="km", polarity="up", accumulation="last"), "TGT-01")
        assert unknown == ["targets in one unit or on one scale of 1 indicator(s) (the first: I)"]
    assert told(plan_of("BB", "WTP", unit="predikat"), "TGT-01")[1] != []


@pytest.mark.parametrize(
    ("baseline", "target", "lacks"),
    [
        ("90", "A", "baseline and first target of one kind"),
        ("80", "81; 82", "baseline and first target of one kind"),
        ("80 km", "90 m", "targets in one unit or on one scale"),
        ("80", "81", None),
        ("1 : 30", "1 : 29", None),
    ],
)
def test_baselines_of_another_kind_are_unknown(baseline: str, target: str, lacks: str | None) -> None:
    """A baseline is compared with a first target of its kind and unit; with another one that is unknown."""
    plan = plan_of(target, baseline=baseline, name="Nilai AKIP", unit="km", polarity="up", accumulation="last")
    assert told(plan, "TGT-02") == ([], [f"{lacks} of 1 indicator(s) (the first: I)"] if lacks else [])


@pytest.mark.parametrize("code", ["TGT-01", "TGT-02"])
@pytest.mark.parametrize("where", ["indicator", "series"])
def test_reason_excuses(code: str, where: str) -> None:
    """A step back with a reason on the indicator or the series is let pass; an empty reason is none."""
    fields: dict[str, Any] = {"polarity": "up", "accumulation": "last", "baseline": "71"}
    for text, count in (("pandemi", 0), (" ", 1)):
        fields["own" if where == "series" else "extra"] = {"x-justification": text}
        made = plan_of("70", "69", **fields)
        assert len(told(made, code)[0]) == count


def test_document_that_is_not_chosen() -> None:
    """Only chosen documents are judged, and only they lack something."""
    plan = plan_of("70", "69", polarity="up", accumulation="last")
    other = plan.replace(documents=[*plan.documents, Document(id="e", kind="RKPD", first_year=2026, last_year=2026)])
    report = check(other, documents="e", select=["TGT-01", "TGT-02", "TGT-05", "TGT-07"])
    assert (report.findings, report.unknown) == ((), ())


@pytest.mark.parametrize(
    ("baseline", "first", "found", "lacks"),
    [
        ("70", "70,0", 0, None),
        ("70", "69", 1, None),
        ("-", "69", 0, None),
        (None, "69", 0, "baseline"),
        ("40.231", "69", 0, "baseline"),
        ("60-70", "65-68", 0, None),
        ("60-70", "60-69", 1, None),
        ("70", "60-80", 0, None),
    ],
)
def test_first_target(baseline: str | None, first: str, found: int, lacks: str | None) -> None:
    """A first target is worse where an end of it is worse and none better; a dash is no baseline, silence is unknown."""
    findings, unknown = told(plan_of(first, baseline=baseline, polarity="up", unit="indeks"), "TGT-02")
    assert len(findings) == found
    assert unknown == ([] if lacks is None else [f"{lacks} of 1 indicator(s) (the first: I)"])


def test_first_target_after_the_baseline() -> None:
    """The latest baseline counts, a baseline without a year as well, and only targets after it."""
    plan = plan_of("60", "72", polarity="up", unit="indeks")
    (target,) = plan.series
    for values, count in (({"2024": "50", "2025": "70"}, 0), ({"2024": "65"}, 1), ({"unstated": "65"}, 1)):
        baseline = Series(indicator="I", document="d", role="baseline", values=values)
        assert len(told(plan.replace(series=[baseline, target]), "TGT-02")[0]) == count


@pytest.mark.parametrize(
    ("polarity", "found", "lacks"),
    [("up", True, False), ("down", False, False), ("range", True, False), (None, False, True)],
)
def test_reversed_interval(polarity: Polarity | None, *, found: bool, lacks: bool) -> None:
    """High to low is right for a falling indicator alone, and unknown without polarity."""
    findings, unknown = told(plan_of("0,50-0,49", polarity=polarity), "TGT-05")
    assert ("interval-reversed" in findings) is found
    assert bool(unknown) is lacks


def test_interval_steps_are_not_told_twice() -> None:
    """A step with an interval at one end is told by TGT-05 and not by TGT-01."""
    plan = plan_of("70", "60-65", polarity="up", unit="indeks")
    assert told(plan, "TGT-01") == ([], [])
    assert told(plan, "TGT-05") == (["interval-against-polarity"], [])


@pytest.mark.parametrize(
    ("targets", "found", "lacks"),
    [
        (["1", "2", "3", "12", "13"], [], None),
        (["1", "2", "3", "12,1", "13,1"], ["target-leap"], None),
        (["1", "2", "3", "4", "20"], ["target-leap"], None),
        (["1", "2", "3", "4", "13", "14"], ["target-leap"], None),
        (["1", "1", "1", "1", "9"], ["target-leap"], None),
        (["9", "9", "9", "9", "2"], ["target-leap"], None),
        (["3", "3", "3", "3", "12"], [], None),
        (["0", "0", "0", "0", "9"], [], None),
        (["80", "100", "100", "100", "100"], [], None),
        (["1", "1", "2", "9", "9"], ["target-leap"], None),
        (["1", "2", "40"], [], "4 yearly changes"),
        (["1", "40"], [], None),
    ],
)
def test_leap(targets: list[str], found: list[str], lacks: str | None) -> None:
    """A leap is more than three times the mean of the years that change something; that takes four of them."""
    findings, unknown = told(plan_of(*targets, polarity="up"), "TGT-07")
    assert findings == found
    assert unknown == ([] if lacks is None else [f"{lacks} of 1 indicator(s) (the first: I)"])


def test_leap_from_a_baseline_of_zero() -> None:
    """A baseline of zero before equal targets may be one that nobody filled in; an idle first year is none."""
    equal = ["100"] * 5
    assert told(plan_of(*equal, baseline="0", polarity="up"), "TGT-07") == (["target-leap"], [])
    assert told(plan_of(*equal, baseline="60", polarity="up"), "TGT-07") == ([], [])
    assert told(plan_of("0", *equal, polarity="up"), "TGT-07") == ([], [])


def test_a_number_within_an_interval_is_no_change() -> None:
    """From a number to an interval around it nothing leaps, though the middle of the interval lies elsewhere."""
    targets = ["68-78", "69-79", "70-80", "71-81", "72-82"]
    assert told(plan_of(*targets, baseline="77,39", polarity="up"), "TGT-07") == ([], [])
    assert told(plan_of(*targets, baseline="40", polarity="up"), "TGT-07") == (["target-leap"], [])


def test_leap_over_a_gap() -> None:
    """A change over two years is no yearly change."""
    plan = plan_of("1", "2", "3", "-", "50", "51", polarity="up")
    assert told(plan, "TGT-07")[0] == []


def test_leap_between_units() -> None:
    """Whether cells in other units leap is unknown."""
    plan = plan_of("1 km", "2 km", "3 km", "4 km", "5000 m", polarity="up", unit="km")
    assert told(plan, "TGT-07") == ([], ["targets in one unit of 1 indicator(s) (the first: I)"])


@pytest.mark.parametrize(
    ("polarity", "unit", "accumulation", "found", "lacks"),
    [
        (None, "indeks", None, True, False),
        (None, "persen", "last", True, False),
        (None, "persen", "sum", False, False),
        (None, "persen", None, False, True),
        ("up", "indeks", None, False, False),
        ("range", "indeks", None, False, False),
    ],
)
def test_turn(polarity: Polarity | None, unit: str, accumulation: Any, *, found: bool, lacks: bool) -> None:
    """Targets that turn are told where no polarity lets TGT-01 say more, and where the years do not add up."""
    plan = plan_of("70", "69", "71", polarity=polarity, unit=unit, accumulation=accumulation)
    findings, unknown = told(plan, "TGT-07")
    assert ("targets-turn" in findings) is found
    assert any("accumulation" in lack for lack in unknown) is lacks


def test_leap_in_both_languages() -> None:
    """Computed numbers have the decimal mark of the language, stated ones that of the source."""
    (found,) = check(plan_of("1,5", "2", "2,5", "3", "13", polarity="up"), select="TGT-07").findings
    assert "3 (2028) → 13 (2029)" in found.text("id")
    assert found.text("id").endswith("perubahan rata-ratanya 2,88 per tahun")
    assert found.text("en").endswith("its mean change is 2.88 a year")
