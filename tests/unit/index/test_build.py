"""The index of small plans, by hand: what stands in each column, also where ids dangle, repeat or go round."""

from __future__ import annotations

import pytest

from regplan.index import ABSENT, DANGLING, of
from regplan.model import Activity, Agency, Allocation, Document, Goal, Indicator, Link, Mission, Plan, Program, Vision


def goals(*pairs: tuple[str, str | None], order: tuple[int | None, ...] = ()) -> Plan:
    """Build goals from (id, parent)."""
    given = order or (None,) * len(pairs)
    return Plan(goals=[Goal(id=a, parent=b, order=n) for (a, b), n in zip(pairs, given, strict=True)])


def test_parent_depth_and_subtree() -> None:
    """Parents are positions, depth counts from the root, a subtree is a slice of the pre-order."""
    plan = Plan(
        visions=[Vision(id="V")],
        missions=[Mission(id="M1", parent="V"), Mission(id="M2", parent="V")],
        goals=[Goal(id="T1", parent="M2"), Goal(id="T2", parent="M1")],
    )
    index = of(plan)
    assert index.parent.tolist() == [-1, 0, 0, 2, 1]
    assert index.depth.tolist() == [0, 1, 1, 2, 2]
    assert [index.ids[at] for at in index.order] == ["V", "M1", "T2", "M2", "T1"]
    assert [index.ids[at] for at in index.subtree(1)] == ["M1", "T2"]
    assert [index.ids[at] for at in index.children(0)] == ["M1", "M2"]


def test_dangling_parent_is_a_root() -> None:
    """A parent that nothing has is marked so, and the node stands as a root."""
    index = of(goals(("a", "gone"), ("b", "a"), ("c", None)))
    assert index.parent.tolist() == [DANGLING, 0, ABSENT]
    assert index.depth.tolist() == [0, 1, 0]


def test_parent_that_is_no_node() -> None:
    """An id of a record that is no node does not carry nodes."""
    index = of(Plan(goals=[Goal(id="a", parent="dinkes")], agencies=[Agency(id="dinkes")]))
    assert index.parent.tolist() == [DANGLING]


def test_first_of_duplicates_is_the_parent() -> None:
    """Children of a doubled id hang on the first."""
    index = of(goals(("a", None), ("a", None), ("b", "a")))
    assert index.parent.tolist() == [ABSENT, ABSENT, 0]


def test_circle() -> None:
    """Nodes in a circle and below it have no depth and no place; a subtree there is the node alone."""
    index = of(goals(("a", "b"), ("b", "a"), ("c", "b"), ("d", None)))
    assert index.depth.tolist() == [-1, -1, -1, 0]
    assert index.order.tolist() == [3]
    assert index.subtree(1).tolist() == [1]


def test_explicit_order() -> None:
    """Siblings that state an order come by it, before those that state none; equal ones keep the file's order."""
    plan = goals(("r", None), ("a", "r"), ("b", "r"), ("c", "r"), ("d", "r"), order=(None, None, 10, 2, 10))
    index = of(plan)
    assert [index.ids[at] for at in index.order] == ["r", "c", "b", "d", "a"]


@pytest.mark.parametrize(
    ("own", "above", "home", "expected"),
    [
        ("x", "y", "z", "x"),
        (None, "y", "z", "y"),
        (None, None, "z", "z"),
        (None, None, None, None),
    ],
)
def test_effective_agency(own: str | None, above: str | None, home: str | None, expected: str | None) -> None:
    """The OPD of a node is its own, else that of the node above, else that of its home document."""
    plan = Plan(
        documents=[Document(id="d", kind="RENSTRA", agency=home)],
        agencies=[Agency(id=name) for name in "xyz"],
        programs=[Program(id="p", agency=above)],
        activities=[Activity(id="k", parent="p", document="d", agency=own)],
    )
    carrier = int(of(plan).agency[1])
    assert (plan.agencies[carrier].id if carrier >= 0 else None) == expected


def test_money_rows() -> None:
    """Each amount is a row in sen; unknown is marked, the region has a number of its own, totals are marked."""
    plan = Plan(
        documents=[Document(id="d", kind="APBD")],
        programs=[Program(id="p")],
        allocations=[
            Allocation(document="d", subject="p", amounts={"2026": 5, "2027": None}),
            Allocation(document="gone", subject="/", role="stated_total", basis="realised", amounts={"end": -1}),
        ],
    )
    money = of(plan).money
    assert money.amount.tolist() == [500, 0, -100]
    assert money.known.tolist() == [True, False, True]
    assert [money.periods[at] for at in money.period] == ["2026", "2027", "end"]
    assert money.subject.tolist() == [0, 0, money.region]
    assert money.document.tolist() == [0, 0, DANGLING]
    assert money.stated.tolist() == [False, False, True]


def test_links_and_owners() -> None:
    """Refused links are not live; owners and ends are positions among all records with ids."""
    plan = Plan(
        goals=[Goal(id="a"), Goal(id="b")],
        indicators=[Indicator(id="i", owner="b"), Indicator(id="j"), Indicator(id="k", owner="gone")],
        links=[
            Link(kind="adopts", source="a", target="b", status="refused"),
            Link(kind="supports", source="i", target="gone"),
        ],
    )
    index = of(plan)
    assert index.indicator_owner.tolist() == [1, ABSENT, DANGLING]
    assert index.links.live.tolist() == [False, True]
    assert index.links.source.tolist() == [0, index.position["i"]]
    assert index.links.target.tolist() == [1, DANGLING]


def test_made_once() -> None:
    """The index is kept with its plan, and a changed plan has another."""
    plan = goals(("a", None))
    assert of(plan) is of(plan)
    assert of(plan.replace(title="Lain")) is not of(plan)


def test_record_and_node() -> None:
    """A position becomes its record again."""
    plan = Plan(goals=[Goal(id="a")], agencies=[Agency(id="dinkes")])
    index = of(plan)
    assert index.node(0) is plan.goals[0]
    assert index.record(index.starts["agencies"]) is plan.agencies[0]


def test_empty_plan() -> None:
    """An empty plan has an index of no rows."""
    index = of(Plan())
    assert (len(index.parent), len(index.order), len(index.money.amount)) == (0, 0, 0)
