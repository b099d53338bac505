"""explain: the ways of a node with their shares, and sentences in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regplan.errors import UnknownIdError
from regplan.graph import explain
from regplan.model import (
    Agency,
    Allocation,
    Document,
    Indicator,
    Link,
    Mission,
    Plan,
    Program,
    Reference,
    Series,
    Vision,
)


def plan(*weights: str | None) -> Plan:
    """Return a program that supports a mission by each weight."""
    missions = [Mission(id=f"M{at}", parent="V") for at in range(len(weights))]
    links = [Link(kind="supports", source="P", target=f"M{at}", weight=one) for at, one in enumerate(weights)]
    return Plan(visions=[Vision(id="V")], missions=missions, programs=[Program(id="P")], links=links)


@pytest.mark.parametrize(
    ("weights", "shares"),
    [
        ((None,), [Fraction(1)]),
        (("0.25", "0,75"), [Fraction(1, 4), Fraction(3, 4)]),
        (("1/3", None), [Fraction(1, 3), Fraction(2, 3)]),
        (("0.5", None, None), [Fraction(1, 2), None, None]),
        ((None, None), [None, None]),
        (("0.8", "0.3"), [None, None]),
        (("-0.2", "0.5"), [None, None]),
        (("separuh", None), [None, None]),
        (("0.5",), [Fraction(1, 2)]),
    ],
)
def test_shares(weights: tuple[str | None, ...], shares: list[Fraction | None]) -> None:
    """A weight is the share; its rest is for the only way without one; what cannot be known is not."""
    assert [way.share for way in explain(plan(*weights), "P").ways] == shares


def test_shares_multiply_along_a_way() -> None:
    """The share of a way is that of each of its steps multiplied."""
    made = plan("0.5")
    links = [*made.links, Link(kind="supports", source="M0", target="V", weight="0.5")]
    made = made.replace(links=links, missions=[Mission(id="M0")])
    assert explain(made, "P").ways[0].share == Fraction(1, 4)


def test_labels_take_nothing_from_the_way_to_the_vision() -> None:
    """What a node is aligned with is shared apart from what it supports."""
    made = plan(None)
    made = made.replace(
        references=[Reference(id="R", framework="TAG")],
        links=[*made.links, Link(kind="aligned_with", source="P", target="R", weight="0.4")],
    )
    assert [way.share for way in explain(made, "P").ways] == [1, Fraction(2, 5)]


def test_sentences() -> None:
    """OPD, documents, ways, targets and money are told, each in its sentence, in both languages."""
    made = plan(None).replace(
        documents=[Document(id="apbd", kind="APBD", first_year=2026, last_year=2026)],
        agencies=[Agency(id="dinkes", name="Dinas Kesehatan")],
        programs=[Program(id="P", title="Program Sehat", agency="dinkes")],
        indicators=[Indicator(id="I", owner="P", name="Cakupan", unit="%")],
        series=[Series(indicator="I", document="apbd", role="target", values={"2026": "80", "end": None})],
        allocations=[Allocation(document="apbd", subject="P", amounts={"2026": 1_500_000})],
    )
    assert explain(made, "P").text("en").splitlines() == [
        "Program P “Program Sehat” is carried by Dinas Kesehatan (dinkes).",
        "It stands in apbd (APBD 2026).",
        "It serves vision V: supporting mission M0, under vision V (100 % of it).",
        "Measured by indicator I “Cakupan” (%); targets in apbd: 2026: 80; end: unknown.",
        "Its money in apbd: ceiling 2026 Rp1,500,000 (from 1 entry).",
    ]
    assert (
        explain(made, "P").text("id").splitlines()[-1] == "Uangnya dalam apbd: pagu 2026 Rp1.500.000 (dari 1 rincian)."
    )


def test_where_no_way_leads() -> None:
    """A node without a way to a vision is told so, with where its ways end."""
    made = Plan(programs=[Program(id="P", parent="gone")])
    lines = explain(made, "P").text("en").splitlines()
    assert lines[2] == "No way leads from here to a vision."
    assert lines[3] == "One way ends at (not in the plan) gone: under (not in the plan) gone (100 % of it)."


def test_a_vision() -> None:
    """A vision is its own reason."""
    assert "It is a vision itself." in explain(plan(None), "V").text("en")


def test_other_records() -> None:
    """Also an indicator, an OPD or a document can be asked for; an indicator tells its own targets."""
    made = Plan(
        documents=[Document(id="d", kind="RKPD", first_year=2026, last_year=2027)],
        agencies=[Agency(id="dinkes")],
        programs=[Program(id="P", agency="dinkes")],
        indicators=[Indicator(id="I", owner="P")],
        series=[Series(indicator="I", document="d", role="target", values={"unstated-Q1": "1\n2"})],
    )
    lines = explain(made, "I").text("en").splitlines()
    assert lines[:2] == ["Indicator I has no wording and is carried by dinkes.", "It stands in d (RKPD 2026–2027)."]
    assert "Measured by indicator I; targets in d: no year stated Q1: 1 2." in lines
    for name in ("dinkes", "d"):
        assert explain(made, name).text("id")


def test_unknown_id() -> None:
    """What is not there comes with near ids."""
    with pytest.raises(UnknownIdError) as caught:
        explain(Plan(programs=[Program(id="dinkes/P1")]), "dinkes/P2")
    assert caught.value.near == ("dinkes/P1",)
