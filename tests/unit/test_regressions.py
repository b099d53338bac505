"""What was once wrong and is mended: each bug that a reviewer found, by the plan that showed it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

import regplan as rp
from regplan.errors import CallError, RecordError, UnknownNameError
from regplan.index import of
from regplan.index.targets import targets_of
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Goal,
    Indicator,
    Objective,
    Plan,
    Program,
    Series,
)
from regplan.values.money import MOST_RUPIAH, is_money, read_rupiah


def codes(report: rp.Report) -> list[str]:
    """List the codes of all findings."""
    return [finding.code for finding in report]


def test_a_unit_has_the_fields_of_the_opd_above() -> None:
    """An IKK of a unit without functions of its own belongs to those of the OPD above."""
    plan = Plan(
        agencies=[Agency(id="dinkes", functions=("1.02",)), Agency(id="rsud", parent="dinkes")],
        programs=[Program(id="p", agency="rsud")],
        indicators=[Indicator(id="I", owner="p", flags=["IKK"]), Indicator(id="J", owner="rsud", flags=["IKK"])],
    )
    assert codes(rp.check(plan, select="IND-08")) == []


def test_large_and_many_amounts_are_summed() -> None:
    """One large amount beside thousands of small ones does not stop the comparison of totals."""
    subs = [Activity(id=f"k{at}", document="d", parent="p") for at in range(20_000)]
    small = [Allocation(document="d", subject=one.id, amounts={"2026": 1}) for one in subs[1:]]
    large = Allocation(document="d", subject="k0", amounts={"2026": 5 * 10**12})
    total = Allocation(document="d", subject="p", role="stated_total", amounts={"2026": 5 * 10**12 + 19_999})
    plan = Plan(
        documents=[Document(id="d", kind="RENJA")],
        programs=[Program(id="p", document="d")],
        activities=subs,
        allocations=[large, *small, total],
    )
    report = rp.check(plan, select="ARI-01")
    assert (codes(report), report.unknown) == ([], ())


def test_money_that_cannot_be_summed_is_unknown_to_both_rules() -> None:
    """Where sums could wrap, ARI-01 and ARI-03 both say that they cannot tell."""
    amounts = {f"20{at}": MOST_RUPIAH for at in range(10, 60)}
    plan = Plan(
        documents=[Document(id="d", kind="RENJA")],
        programs=[Program(id="p", document="d")],
        activities=[Activity(id="k", document="d", parent="p")],
        allocations=[Allocation(document="d", subject=one, amounts=amounts) for one in ("p", "k")],
    )
    assert {one.code for one in rp.check(plan, select="ARI").unknown} == {"ARI-01", "ARI-03"}


@pytest.mark.parametrize("text", ["1.0000000000000000000000000000001", "0.001"])
def test_parts_of_a_sen_are_never_rounded_away(text: str) -> None:
    """A number with more places than sen is refused however many it has."""
    assert read_rupiah(text, number=True).fault == "below-sen"


def test_scaled_money_is_exact() -> None:
    """Thirty places of a number of billions are multiplied exactly, and refused."""
    assert read_rupiah("1,0000000000000000000000000000001 miliar").fault == "below-sen"
    assert read_rupiah("1,000000001 miliar").amount == 1_000_000_001


@pytest.mark.parametrize("huge", ["1E+9999999", "1E+99999999999", "-1E-9999999", "NaN", "Infinity"])
def test_huge_decimals_are_refused_as_everything_else(huge: str) -> None:
    """A Decimal of millions of digits, or of none, is a fault of the record, for money and for text."""
    amount = Decimal(huge)
    assert not is_money(amount)
    with pytest.raises(RecordError):
        Allocation(document="d", subject="p", amounts={"2026": amount})
    for row in (
        {"record": "goal", "id": "T", "title": amount},
        {"record": "goal", "id": "T", "pagu": {"2026": amount}},
    ):
        with pytest.raises(rp.InputErrors):
            Plan.from_records([row])


@pytest.mark.parametrize("word", ["RENJA ²", 5, None])
def test_what_is_no_document_is_named(word: object) -> None:
    """A word that chooses no document is refused by name, of whatever type it is."""
    with pytest.raises(UnknownNameError):
        rp.check(Plan(), documents=[word])  # type: ignore[list-item]


def test_what_is_no_day_is_refused() -> None:
    """A number is no day, and not a rule either."""
    with pytest.raises(CallError):
        rp.check(Plan(), on=5)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        rp.check(Plan(), select=[5])  # type: ignore[list-item]


def test_an_unknown_value_is_not_told_as_a_value() -> None:
    """CARD-05 names the targets that stand without a year, and no unknown one."""
    plan = Plan(
        documents=[Document(id="r", kind="RPJMD", first_year=2025, last_year=2029, regime="INMEN2_2025")],
        goals=[Goal(id="T", document="r")],
        objectives=[Objective(id="S", document="r", parent="T")],
        indicators=[Indicator(id="I", owner="T", unit="%"), Indicator(id="J", owner="S", unit="%")],
        series=[Series(indicator="I", document="r", role="target", values={"unstated": None})],
    )
    told = [finding.text("en") for finding in rp.check(plan, select="CARD-05")]
    assert any("no target for" in text for text in told)
    assert not any("None" in text for text in told)


@pytest.mark.parametrize(
    ("cls", "fields"),
    [
        (Allocation, {"document": "d", "subject": "p", "amounts": None}),
        (Allocation, {"document": "d", "subject": "p", "amounts": ["a"]}),
        (Series, {"indicator": "i", "document": "d", "role": "target", "values": 5}),
        (Document, {"id": "d", "kind": "RENJA", "covers": 5}),
        (Document, {"id": "d", "kind": "RENJA", "covers": "goal"}),
        (Indicator, {"id": "i", "flags": 5}),
    ],
)
def test_values_of_a_wrong_type_are_faults_of_the_record(cls: type, fields: dict[str, object]) -> None:
    """A number, a text or nothing where many values belong is told with the field's name."""
    with pytest.raises(RecordError):
        cls(**fields)


def test_numbers_keep_their_point() -> None:
    """A number of a database with three places is never read as thousands, in rows and in JSON."""
    rows: list[dict[str, Any]] = [
        {"record": "document", "id": "d", "kind": "RPJMD"},
        {"record": "indicator", "id": "I", "unit": "orang"},
        {
            "record": "series",
            "indicator": "I",
            "document": "d",
            "role": "target",
            "values": {"2026": Decimal("12.500")},
        },
    ]
    text = '{"indikator":[{"id":"I","satuan":"orang"}],"dokumen":[{"id":"d","jenis":"RPJMD"}],"deret":[{"indikator":"I","dokumen":"d","peran":"target","nilai":{"2026":12.500}}]}'
    for plan in (Plan.from_records(rows), rp.loads(text, format="json")):
        assert targets_of(of(plan)).low.tolist() == [12.5]


def test_means_of_counted_things_may_be_fractions() -> None:
    """A mean in a unit that is counted is ambiguous, not a thousand times larger."""
    plan = Plan(
        documents=[Document(id="d", kind="RPJMD")],
        indicators=[Indicator(id="I", name="Rata-rata murid per guru", unit="orang", accumulation="mean")],
        series=[Series(indicator="I", document="d", role="target", values={"2025": "14.125", "2026": "13.875"})],
    )
    assert all(cell.value is None for cell in targets_of(of(plan)).cells)


def test_no_formula_is_chosen_in_silence() -> None:
    """Words that choose nothing are refused, in scalar and array form, and what is no number is no achievement."""
    targets = rp.calc.targets
    with pytest.raises(UnknownNameError):
        targets.achievement(5, 10, polarity="down", method=None)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        targets.totals([[1, 2, 3]], "sums")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        targets.tree_values([1, 3], [0, 0], 1, method="mean")  # type: ignore[arg-type]
    with pytest.raises(CallError):
        targets.achievement("5", 10, polarity="up", method="ratio")  # type: ignore[arg-type]
    assert targets.achievement(np.int64(5), 10, polarity="up", method="ratio").percent == 50  # type: ignore[arg-type]


def test_what_is_no_number_gives_no_verdict() -> None:
    """NaN is a missing value: no score, no index, never zero; spending in thousands is told."""
    targets = rp.calc.targets
    assert targets.on_track(60, 2020, float("nan"), 2023, polarity="up", target=75, target_year=2026).label is None
    whole = {"expected_schooling": 13.8, "mean_schooling": 10.1, "life_expectancy": 73.5}
    for spending in (float("nan"), 13_500):
        assert targets.ipm(targets.Components(**whole, spending=spending), on=date(2026, 1, 1)).value is None


def test_a_stock_is_not_compared_with_yearly_additions() -> None:
    """Targets that are added to a baseline neither leap from it nor were surpassed by it."""
    plan = Plan(
        documents=[
            Document(id="r", kind="RPJMD", first_year=2025, last_year=2029),
            Document(id="k", kind="RKPD", first_year=2026, last_year=2026),
        ],
        indicators=[Indicator(id="I", unit="unit", polarity="up", accumulation="increment")],
        series=[
            Series(indicator="I", document="r", role="baseline", values={"2024": "1200"}),
            Series(indicator="I", document="r", role="target", values={str(year): "100" for year in range(2025, 2030)}),
            Series(indicator="I", document="k", role="target", values={"2026": "100"}),
        ],
    )
    assert codes(rp.check(plan, select=["TGT-07", "TGT-13"])) == []


def test_a_change_from_before_the_law() -> None:
    """A change of a budget older than the limit on changes breaks no rule and crashes none."""
    plan = rp.Plan(documents=[rp.Document(id="a", kind="APBD", first_year=2000, budget_stage="change")])
    assert "RULE-01" not in {one.code for one in rp.check(plan, select="STG").findings}


def test_a_target_of_an_indicator_that_is_not_there() -> None:
    """A series of an unknown indicator beside one of the only indicator crashes no rule on links."""
    series = [Series(indicator=name, document="d", role="target", values={"2026": "1"}) for name in ("I", "gone")]
    plan = rp.Plan(indicators=[Indicator(id="I", owner="T")], series=series)
    assert "RULE-01" not in {one.code for one in rp.check(plan, select="LINK-06").findings}
