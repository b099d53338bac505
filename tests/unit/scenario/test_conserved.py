"""What ``conserved`` sees: any sen, row or field that a change of codes must not touch."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import regplan as rp
from regplan.scenario import conserved

PLAN = rp.Plan(
    title="Renja",
    documents=[rp.Document(id="d", kind="RENJA", first_year=2024, last_year=2024, nomenclature="2023_1317")],
    sub_activities=[rp.SubActivity(id="s", document="d", code="1.01.02.2.01.0001", title="Pembangunan")],
    indicators=[rp.Indicator(id="i", owner="s", name="Jumlah")],
    series=[rp.Series(indicator="i", document="d", role="target", values={"2024": "1"})],
    allocations=[
        rp.Allocation(document="d", subject="s", fund="DAU", amounts={"2024": 100}),
        rp.Allocation(document="d", subject="s", fund="PAD", amounts={"2024": 50}),
    ],
)


def with_first(table: str, **fields: Any) -> rp.Plan:
    """Return the plan with the first record of a table changed."""
    first, *rest = PLAN.table(table)
    return PLAN.replace(**{table: [attrs.evolve(first, **fields), *rest]})


@pytest.mark.parametrize(
    "after",
    [PLAN, with_first("sub_activities", code="x", title="y"), with_first("documents", nomenclature="2024_3406")],
)
def test_codes_names_and_versions_may_change(after: rp.Plan) -> None:
    """A migration changes these, and nothing of the money."""
    found = conserved(PLAN, after)
    assert (found.is_whole, found.records, [one.before for one in found.money]) == (True, len(PLAN), [100, 50])


@pytest.mark.parametrize(
    ("after", "altered"),
    [
        (with_first("allocations", amounts={"2024": 99}), "allocations #1"),
        (with_first("allocations", amounts={"2024": None}), "allocations #1"),
        (with_first("allocations", fund="PAD"), "allocations #1"),
        (with_first("series", values={"2024": "2"}), "series #1"),
        (with_first("indicators", name="Lain"), "i"),
        (with_first("sub_activities", id="t"), "s"),
        (with_first("sub_activities", agency="x"), "s"),
        (with_first("documents", kind="RKPD"), "d"),
        (PLAN.replace(sub_activities=[]), "s"),
        (PLAN.replace(title="Lain"), "title"),
    ],
)
def test_anything_else_is_seen(after: rp.Plan, altered: str) -> None:
    """Whatever else differs is named."""
    found = conserved(PLAN, after)
    assert (found.is_whole, altered in found.altered) == (False, True)


def test_money_that_moves_between_funds_is_seen_in_the_sums() -> None:
    """The sums are by fund: the same total in another fund is not the same money."""
    found = conserved(PLAN, with_first("allocations", fund="PAD"))
    assert [(one.fund, one.before, one.after, one.is_same) for one in found.money] == [
        ("DAU", 100, 0, False),
        ("PAD", 50, 150, False),
    ]
