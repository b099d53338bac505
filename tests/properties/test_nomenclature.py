"""What is always true of a migration: money and history stay, the same version is the identity, nothing is lost."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import regplan as rp
from regplan.model import Term

NUMBERS = st.integers(1, 12)
NAMES = st.sampled_from(
    ("Pembangunan", "Rehabilitasi Jalan", "Pengadaan Buku", "Rapat", "Rapat Guru", "Sosialisasi Program")
)


def code(number: int) -> str:
    """Write the code of a sub activity."""
    return f"1.01.02.2.01.{number:04}"


@st.composite
def lists(draw: st.DrawFn, version: str) -> rp.Nomenclature:
    """Draw a list whose rows may name predecessors."""
    rows = draw(st.dictionaries(NUMBERS, st.tuples(NAMES, st.lists(NUMBERS, max_size=2, unique=True)), max_size=8))
    terms = (
        Term(code=code(n), level="sub_activity", name=name, previous=tuple(map(code, old)))
        for n, (name, old) in rows.items()
    )
    return rp.Nomenclature(version=version, terms=tuple(terms))


@st.composite
def plans(draw: st.DrawFn) -> rp.Plan:
    """Draw a plan with money, targets and entries on sub activities."""
    numbers = draw(st.lists(NUMBERS, min_size=1, max_size=6))
    document: Any = rp.Document(
        id="d", kind="RENJA", first_year=2024, last_year=2024, nomenclature=draw(st.sampled_from(("2023_1317", None)))
    )
    subs = [rp.SubActivity(id=f"s{at}", document="d", code=code(n), title=draw(NAMES)) for at, n in enumerate(numbers)]
    money = [
        rp.Allocation(
            document="d",
            subject=one.id,
            fund=draw(st.sampled_from(("DAU", "PAD", None))),
            amounts={"2024": draw(st.integers(0, 10**12))},
        )
        for one in subs
    ]
    owned = [rp.Indicator(id=f"{one.id}/i", owner=one.id, name="Jumlah") for one in subs]
    series = [rp.Series(indicator=one.id, document="d", role="target", values={"2024": "1"}) for one in owned]
    return rp.Plan(documents=[document], sub_activities=subs, allocations=money, indicators=owned, series=series)


def money(plan: rp.Plan) -> Counter[tuple[str, str, str | None]]:
    """Add money up by document, year and fund."""
    found: Counter[tuple[str, str, str | None]] = Counter()
    for one in plan.allocations:
        for period, amount in one.amounts.items():
            found[one.document, period, one.fund] += int(amount or 0)
    return found


@settings(max_examples=60)
@given(plan=plans(), old=lists("2023_1317"), new=lists("2024_3406"))
def test_money_and_history_are_conserved(plan: rp.Plan, old: rp.Nomenclature, new: rp.Nomenclature) -> None:
    """The money of each document, year and fund, all indicators and series, and the ids of all nodes are the same before and after."""
    after = rp.migrate(plan, old, new).apply(plan)
    assert money(after) == money(plan)
    assert (after.indicators, after.series, after.allocations) == (plan.indicators, plan.series, plan.allocations)
    assert [one.id for one in after.sub_activities] == [one.id for one in plan.sub_activities]


@settings(max_examples=60)
@given(plan=plans(), old=lists("2023_1317"))
def test_the_same_version_is_the_identity(plan: rp.Plan, old: rp.Nomenclature) -> None:
    """From a version to itself nothing changes."""
    way = rp.migrate(plan, old, old)
    assert way.apply(plan) == plan
    assert way.scenario.edits == ()


@settings(max_examples=60)
@given(plan=plans(), old=lists("2023_1317"), new=lists("2024_3406"))
def test_every_code_has_a_fate_and_what_is_taken_exists(
    plan: rp.Plan, old: rp.Nomenclature, new: rp.Nomenclature
) -> None:
    """Each code of the plan has one fate; a new code is one of the new list, and what has none is in the worklist."""
    way = rp.migrate(plan, old, new)
    assert {one.old for one in way.fates} == {one.code for one in plan.sub_activities}
    assert all(one.new in new for one in way.fates if one.new is not None)
    assert {one for one in way.fates if one.new is None} <= set(way.worklist)
