"""Money divided among tags and missions by weights: exact with a residual, a range without them (peers §3, item 11)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from regplan.calc.budget import Totals, totals
from regplan.errors import CallError, UnknownNameError
from regplan.model import (
    Activity,
    Agency,
    Allocation,
    Document,
    Goal,
    Link,
    Mission,
    Objective,
    Place,
    Plan,
    Program,
    Reference,
)


def pay(subject: str, amount: int | Decimal | None, year: str = "2026", **more: Any) -> Allocation:
    """Write an entry of document ``d``."""
    return Allocation(**{"document": "d", "subject": subject, "amounts": {year: amount}, **more})


def small(*money: Allocation, **tables: Any) -> Plan:
    """Build a plan: mission M over program p over activities k and l; a lone program q."""
    defaults: dict[str, Any] = {
        "documents": [Document(id="d", kind="RKPD")],
        "agencies": [Agency(id="x"), Agency(id="y")],
        "places": [Place(id="kec")],
        "missions": [Mission(id="M")],
        "programs": [Program(id="p", parent="M", agency="x"), Program(id="q", agency="y")],
        "activities": [Activity(id="k", parent="p"), Activity(id="l", parent="p")],
    }
    return Plan(allocations=money, **{**defaults, **tables})


def told(found: Totals) -> dict[Any, Any]:
    """Return key and amount of each total, one-word keys without their tuple."""
    return {one.key[0] if len(one.key) == 1 else one.key: one.amount for one in found}


def tagged(*weights: str | None, **more: Any) -> Plan:
    """Build a program with Rp 100 and a tag for each weight."""
    tags = [Reference(id=f"t{at}", framework="TAG") for at in range(len(weights))]
    links = [
        Link(kind="aligned_with", source="p", target=tag.id, weight=weight)
        for tag, weight in zip(tags, weights, strict=True)
    ]
    return small(pay("k", 100), references=tags, links=[*links, *more.pop("links", [])], **more)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (("0.5", "0.3"), {"t0": (50, 50), "t1": (30, 30), None: (20, 20)}),
        (("0.5", "0.5"), {"t0": (50, 50), "t1": (50, 50)}),
        ((None,), {"t0": (100, 100)}),
        (("0.6", None), {"t0": (60, 60), "t1": (40, 40)}),
        ((None, None), {"t0": (0, 100), "t1": (0, 100)}),
        (("0.6", None, None), {"t0": (60, 60), "t1": (0, 40), "t2": (0, 40)}),
        (("0.8", "0.7"), {"t0": (0, 100), "t1": (0, 100)}),
        (("0",), {None: (100, 100)}),
    ],
)
def test_weights_of_tags(weights: tuple[str | None, ...], expected: dict[str | None, tuple[int, int]]) -> None:
    """Weights divide money exactly, with the residual; without them there is a range; too much weight is not used."""
    found = totals(tagged(*weights), "RKPD", by="tag")
    assert {one.key[0]: (one.low, one.high) for one in found} == expected
    assert all((one.amount is None) == (one.low != one.high) for one in found)
    assert found.doubtful == (("p",) if weights == ("0.8", "0.7") else ())


def test_split_of_odd_sen_conserves() -> None:
    """A third each of Rp 100, and of one sen, total the money to the sen: nothing is truncated away (peers §4.3)."""
    for amount in (100, Decimal("0.01"), Decimal("99.99")):
        plan = tagged("0.3333", "0.3333", "0.3333").replace(allocations=[pay("p", amount)])
        assert sum(one.amount or 0 for one in totals(plan, "RKPD", by="tag")) == amount


def test_two_documents_that_say_one_link() -> None:
    """A link that two documents state counts once; where their weights differ, neither is used."""
    again = [Link(kind="aligned_with", source="p", target="t0", weight="0.5", document="d")]
    assert told(totals(tagged("0.5", links=again), "RKPD", by="tag")) == {"t0": 50, None: 50}
    found = totals(tagged("0.4", links=again), "RKPD", by="tag")
    assert (found.doubtful, told(found)) == (("p",), {"t0": 100})


def test_nearest_tagged_node_counts() -> None:
    """Money below a tagged program is for its tag, but where a nearer node has tags of its own."""
    tag = Reference(id="u", framework="TAG")
    plan = tagged("1", links=[Link(kind="aligned_with", source="k", target="u")])
    plan = plan.replace(references=[*plan.references, tag], allocations=[pay("k", 5), pay("l", 7)])
    assert told(totals(plan, "RKPD", by="tag")) == {"t0": 7, "u": 5}


def test_refused_links_do_not_count() -> None:
    """A refused link takes no money."""
    plan = small(
        pay("p", 5),
        references=[Reference(id="t", framework="TAG")],
        links=[Link(kind="aligned_with", source="p", target="t", status="refused")],
    )
    assert told(totals(plan, "RKPD", by="tag")) == {None: 5}


def test_tags_of_several_frameworks() -> None:
    """Where nodes are aligned with several frameworks one must be named, because each would be given the same money."""
    references = [Reference(id="a", framework="SDG"), Reference(id="b", framework="SPM")]
    links = [Link(kind="aligned_with", source="p", target=one.id, weight="1") for one in references]
    plan = small(pay("p", 5), references=references, links=links)
    with pytest.raises(CallError, match="SDG, SPM"):
        totals(plan, "RKPD", by="tag")
    assert told(totals(plan, "RKPD", by="tag", framework="SDG")) == {"a": 5}
    with pytest.raises(UnknownNameError):
        totals(plan, "RKPD", by="tag", framework="SPN")  # type: ignore[arg-type] # misspelt


def test_missions_through_links() -> None:
    """Money off the tree reaches missions by supports and adopts, divided by weights on the way; circles reach none."""
    plan = small(
        pay("q", 100),
        pay("r", 9),
        missions=[Mission(id="M"), Mission(id="N")],
        goals=[Goal(id="T"), Goal(id="G", parent="N")],
        objectives=[Objective(id="S", parent="M"), Objective(id="O", parent="T")],
        programs=[Program(id="q", parent="O"), Program(id="r")],
        links=[
            Link(kind="adopts", source="T", target="S", weight="0.75"),
            Link(kind="supports", source="T", target="G", weight="0.25"),
            Link(kind="supports", source="r", target="r2"),
            Link(kind="supports", source="r2", target="r"),
        ],
        activities=[Activity(id="r2")],
    )
    assert told(totals(plan, "RKPD", by="mission")) == {"M": 75, "N": 25, None: 9}


def test_range_narrows_where_all_ways_lead_to_one() -> None:
    """Two objectives without weights under one mission leave no doubt about the mission."""
    plan = small(
        pay("q", 100),
        objectives=[Objective(id=one, parent="M") for one in ("S1", "S2")],
        links=[Link(kind="supports", source="q", target=one) for one in ("S1", "S2")],
    )
    assert told(totals(plan, "RKPD", by="mission")) == {"M": 100}


def test_negative_money_keeps_ranges_in_order() -> None:
    """A negative amount turns its range round: the least is the most negative."""
    plan = tagged(None, None).replace(allocations=[pay("p", -100)])
    found = totals(plan, "RKPD", by="tag")
    assert [(one.low, one.high) for one in found] == [(-100, 0), (-100, 0)]
