"""The obvious flow of dicts and Decimals and ours find the same; the benchmark compares what gives the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from benchmarks.flow import CHAIN, chain_plan, flow_ratios, obvious_flow, obvious_totals, our_flow
from hypothesis import given
from hypothesis import strategies as st

from regplan.calc.budget import totals
from regplan.model import Activity, Allocation, Document, Plan, Program, SubActivity
from regplan.model.words import Level

AMOUNTS = st.one_of(
    st.none(),
    st.integers(-9, 9),
    st.integers(-(10**15), 10**15),
    st.integers(-999, 999).map(lambda number: Decimal(number).scaleb(-2)),
)
COVERS = st.sampled_from([None, (), ("program",), ("sub_activity", "activity")])


LEVELS: tuple[Level, ...] = ("program", "activity", "sub_activity")


@st.composite
def chains(draw: st.DrawFn) -> tuple[Plan, Level]:
    """Draw plans of three documents with money at a level and below, some of it below nothing, and the level."""
    height = draw(st.integers(0, 2))
    upper: dict[str, list[str | None]] = {"k": [None, "p0", "p1", "gone"], "s": [None, "k0", "k1", "p0", "gone"]}
    tables: dict[str, list[Any]] = {
        "programs": [Program(id=f"p{at}") for at in range(3)],
        "activities": [Activity(id=f"k{at}", parent=draw(st.sampled_from(upper["k"]))) for at in range(3)],
        "sub_activities": [SubActivity(id=f"s{at}", parent=draw(st.sampled_from(upper["s"]))) for at in range(5)],
    }
    ids = [node.id for rows in list(tables.values())[height:] for node in rows]
    rows = st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(ids),
        st.sampled_from(["entry", "entry", "stated_total"]),
        st.dictionaries(st.sampled_from(["2026", "2027"]), AMOUNTS, min_size=1),
    )
    drawn = draw(st.lists(rows, max_size=14))
    drawn += [(document, ids[0], "entry", {"2026": 1}) for document in "abc"]
    plan = Plan(
        documents=[
            Document(id=name, kind=kind, covers=draw(COVERS))  # type: ignore[arg-type] # kinds
            for name, kind in zip("abc", CHAIN[1:4], strict=True)
        ],
        allocations=[
            Allocation(document=document, subject=subject, role=role, fund=str(at), amounts=amounts)  # type: ignore[arg-type] # words
            for at, (document, subject, role, amounts) in enumerate(drawn)
        ],
        **tables,  # type: ignore[arg-type] # rows of their tables
    )
    return plan, LEVELS[height]


@given(drawn=chains())
def test_flows_agree(drawn: tuple[Plan, Level]) -> None:
    """On any plan both find the same kind and the same amounts for each item."""
    plan, level = drawn
    assert our_flow(plan, tuple("abc"), 2026, level) == obvious_flow(plan, tuple("abc"), 2026, level)


@given(drawn=chains())
def test_totals_agree(drawn: tuple[Plan, Level]) -> None:
    """On any plan the totals by node are what walks up the tree give, unknown ones too."""
    found = totals(drawn[0], "a", by="node", year=2026)
    told = {one.key[0]: one.amount for one in found if one.key[0] is not None}
    assert told == obvious_totals(drawn[0], "a", 2026)


@pytest.mark.parametrize("level", LEVELS)
def test_chain_agrees(level: Level) -> None:
    """On the plan of the benchmark every kind but unknown occurs, and both agree at every level."""
    plan = chain_plan(2_000)
    names = [one.lower() for one in CHAIN]
    ours = our_flow(plan, names, 2026, level)
    assert ours == obvious_flow(plan, names, 2026, level)
    if level == "sub_activity":
        assert {one.kind for step in ours for one in step.values()} == {"kept", "resized", "dropped", "new"}


def test_flow_ratios() -> None:
    """The rows name what is timed and how many times faster the columns are."""
    rows = list(flow_ratios([400, 10**9], runs=1))
    assert [(name, size) for name, size, _ in rows] == [("flow", 400), ("totals", 400)]
