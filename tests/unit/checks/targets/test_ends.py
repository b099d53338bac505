"""TGT-03 and AGG-10: what the end of a period is made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from regplan.checks import check
from regplan.checks.targets._ends import End, judge_end
from regplan.model import Document, Indicator, Plan, Series
from regplan.model.words import Accumulation
from regplan.values.measure import Bound, Grade, Interval, Measure, Number, Ratio


def numbers(*texts: str | None, first: int = 2025) -> dict[int, Measure | None]:
    """Return yearly targets as numbers."""
    return {first + at: None if text is None else Number(Decimal(text)) for at, text in enumerate(texts)}


@pytest.mark.parametrize(
    ("end", "targets", "declared", "verdict", "ways"),
    [
        ("30", ("10", "20", "30"), "last", "fits", ()),
        ("30.0", ("10", "20", "30"), "last", "fits", ()),
        ("60", ("10", "20", "30"), "sum", "fits", ()),
        ("65", ("10", "20", "30"), "increment", "fits", ()),
        ("20", ("10", "20", "30"), "mean", "fits", ()),
        ("30", ("10", "30", "20"), "max", "fits", ()),
        ("10", ("10", "30", "20"), "min", "fits", ()),
        ("60", ("10", "20", "30"), "last", "misdeclared", ("sum",)),
        ("65", ("10", "20", "30"), "sum", "misdeclared", ("increment",)),
        ("30", ("10", "20", "30"), "sum", "misdeclared", ("last",)),
        ("20", ("10", "20", "30"), "sum", "misdeclared", ("mean",)),
        ("30", ("10", "30", "20"), "last", "differs", ()),
        ("31", ("10", "20", "30"), "last", "differs", ()),
        ("31", ("10", "20", "30"), "sum", "unexplained", ()),
        ("31", ("10", "20", "30"), None, "unexplained", ()),
        ("60", ("10", "20", "30"), None, "fits", ()),
        ("30", ("10", "20", "30"), None, "fits", ()),
        ("65", ("10", "20", "30"), None, "undeclared", ("increment",)),
        ("20", ("10", "20", "30"), None, "undeclared", ("mean",)),
        ("30", ("10", "30", "20"), None, "undeclared", ("max",)),
        ("10", ("10", "30", "20"), None, "undeclared", ("min",)),
        ("20", ("10", None, "30"), None, "no values", ()),
        ("33.3", ("10", "20", "70"), "mean", "fits", ()),
        ("33.4", ("10", "20", "70"), "mean", "unexplained", ()),
        ("30", ("10", None, "30"), "last", "fits", ()),
        ("31", ("10", None, "30"), "last", "differs", ()),
        ("31", ("10", "20", None), "last", "no values", ()),
        ("60", ("10", None, "30"), "sum", "no values", ()),
        ("31", (None, None), "last", "no values", ()),
    ],
)
def test_verdicts(
    end: str, targets: tuple[str | None, ...], declared: Accumulation | None, verdict: str, ways: tuple[str, ...]
) -> None:
    """The declared accumulation decides; another one that gives the end is named, the plain ones first."""
    given = End(
        value=Number(Decimal(end)),
        targets=numbers(*targets),
        declared=declared,
        final=2024 + len(targets),
        baseline=Number(Decimal(5)),
    )
    assert judge_end(given) == (verdict, ways)


@pytest.mark.parametrize(
    ("declared", "final", "end", "verdict"),
    [
        ("last", 2028, "31", "fits"),
        (None, 2028, "31", "fits"),
        ("sum", 2028, "31", "no years"),
        ("sum", 2028, "60", "fits"),
        ("last", None, "31", "no years"),
        (None, None, "31", "no years"),
        ("last", None, "30", "fits"),
    ],
)
def test_last_year_that_is_not_printed(
    declared: Accumulation | None, final: int | None, end: str, verdict: str
) -> None:
    """The end stands for a last year without a column; which year is the last must be known."""
    given = End(value=Number(Decimal(end)), targets=numbers("10", "20", "30"), declared=declared, final=final)
    assert judge_end(given)[0] == verdict


def test_year_after_the_document() -> None:
    """Where targets run a year past the document, its end may be that of either year."""
    targets = numbers("10", "20", "30")
    for end, verdict in (("30", "fits"), ("20", "fits"), ("10", "differs")):
        given = End(value=Number(Decimal(end)), targets=targets, declared="last", final=2027, last_year=2026)
        assert judge_end(given)[0] == verdict


def test_year_left_out() -> None:
    """A year that is not stated is not taken as zero: a sum over it is unknown, unless it comes out."""
    targets = {2025: Number(Decimal(1)), 2027: Number(Decimal(2))}
    for end, verdict in (("3", "fits"), ("4", "no years")):
        assert judge_end(End(value=Number(Decimal(end)), targets=targets, declared="sum", final=2027))[0] == verdict


def test_additions_need_a_baseline() -> None:
    """Without the stock they are added to, nothing can be said of additions."""
    given = End(value=Number(Decimal(9)), targets=numbers("1", "2"), declared="increment", final=2026)
    assert judge_end(given)[0] == "no baseline"


def test_scores_have_no_sum() -> None:
    """An end that is the sum of scores is explained by nothing."""
    given = End(value=Number(Decimal(3)), targets=numbers("1", "2"), has_sum=False, final=2026)
    assert judge_end(given)[0] == "unexplained"


def test_intervals_by_both_ends() -> None:
    """An interval is the last one where both its ends are, whichever is printed first; the sum is that of the ends."""
    low, high = Interval(Decimal(1), Decimal(2)), Interval(Decimal(4), Decimal(3))
    for end, declared, verdict in (
        (Interval(Decimal(3), Decimal(4)), "last", "fits"),
        (Interval(Decimal(4), Decimal(6)), "sum", "fits"),
        (Interval(Decimal(3), Decimal(5)), "last", "differs"),
        (Number(Decimal(3)), "last", "differs"),
    ):
        given = End(value=end, targets={2025: low, 2026: high}, declared=declared, final=2026)  # type: ignore[arg-type] # words
        assert judge_end(given)[0] == verdict


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (Grade("AKIP", "BB", 5), Grade("AKIP", "BB", 5), "fits"),
        (Grade("AKIP", "BB", 5), Grade("AKIP", "B", 4), "differs"),
        (Grade("AKIP", "BB", 5), Grade("BPK", "WTP", 5), "differs"),
        (Ratio(Decimal(1), Decimal(30)), Ratio(Decimal(2), Decimal(60)), "fits"),
        (Bound(">=", Decimal(5)), Bound(">", Decimal(5)), "differs"),
        (Bound(">=", Decimal(5)), Bound(">=", Decimal("5.0")), "fits"),
        (Grade("AKIP", "BB", 5), Number(Decimal(5)), "not comparable"),
    ],
)
def test_other_kinds_of_values(one: Measure, other: Measure, verdict: str) -> None:
    """Grades, ratios and bounds are equal or not; what is of another kind cannot be compared."""
    assert judge_end(End(value=one, targets={2025: other}, declared="last", final=2025))[0] == verdict


def plan_of(values: dict[str, str | None], accumulation: Accumulation | None, unit: str | None = None) -> Plan:
    """Build a plan of one indicator with targets and an end."""
    return Plan(
        documents=[Document(id="d", kind="RENSTRA", first_year=2025, last_year=2026)],
        indicators=[Indicator(id="I", accumulation=accumulation, unit=unit)],
        series=[Series(indicator="I", document="d", role="target", values=values)],
    )


@pytest.mark.parametrize(
    ("values", "accumulation", "found", "unknown"),
    [
        ({"2025": "1", "2026": "2", "end": "2,0"}, "last", [], []),
        ({"2025": "1", "2026": "2", "end": "4"}, "last", ["TGT-03"], []),
        ({"2025": "1", "2026": "2", "end": "3"}, "last", ["AGG-10"], []),
        ({"2025": "1", "2026": "2", "end": "2"}, "sum", ["AGG-10"], []),
        ({"2025": "1", "2026": "2", "end": "4"}, None, ["AGG-10"], []),
        ({"2025": "1", "2026": "2", "end": None}, "last", [], ["TGT-03"]),
        ({"2025": "1", "2026": "2", "end": None}, "sum", [], ["AGG-10"]),
        ({"2025": "1", "2026": "2", "end": "-"}, "sum", [], []),
        ({"2025": "WTP", "2026": "2", "end": "3"}, "sum", [], ["AGG-10"]),
        ({"2025": "1", "2026": "2 orang", "end": "4"}, "sum", [], ["AGG-10"]),
        ({"end": "3"}, "sum", [], ["AGG-10"]),
        ({"2025": "0,1", "2026": "0,2", "end": "0,3"}, "sum", [], []),
        ({"2025": "1", "2026": "Lengkap", "end": "Lengkap"}, "last", [], []),
        ({"2025": "1", "2026": "Lengkap", "end": "Tersusun"}, "last", [], ["TGT-03"]),
        ({"2025": "1", "2026": "2", "end": "2; 3"}, "last", [], ["TGT-03"]),
        ({"2025": "1; 2", "2026": "2; 3", "end": "2; 3"}, "last", [], []),
        ({"2025": "1", "2026": None, "end": "2; 3"}, None, [], ["AGG-10"]),
    ],
)
def test_one_cell_one_rule(
    values: dict[str, str | None], accumulation: Accumulation | None, found: list[str], unknown: list[str]
) -> None:
    """A cell is told by TGT-03 or by AGG-10, as a finding or as unknown, never twice."""
    report = check(plan_of(values, accumulation, unit="km"), select=["TGT-03", "AGG-10"])
    assert [one.code for one in report.findings] == found
    assert [one.code for one in report.unknown] == unknown


def test_misdeclared_type_is_named() -> None:
    """The finding names the accumulation that fits, in the word a plan uses for it, with all targets."""
    (found,) = check(plan_of({"2025": "1", "2026": "2", "end": "3"}, "last"), select="AGG-10").findings
    assert found.text("id").endswith("'terakhir' dari 1 (2025), 2 (2026), melainkan 'jumlah'")
    assert "accumulation 'last' makes of 1 (2025), 2 (2026), but 'sum'" in found.text("en")
