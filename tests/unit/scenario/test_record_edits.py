"""Edits of nodes and other records: what changes, what falls, what stays, and where it came from."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

import regplan as rp
from regplan.errors import CallError, RecordError, UnknownIdError, UnknownNameError
from regplan.model import Agency, Goal, Plan, Program
from regplan.scenario import EditError, NothingSelectedError, Scenario, q
from regplan.testing import sound_plan

PLAN = sound_plan(agencies=2, programs=2)
SUB = "opd1/1.02.02.2.01.0001"


def test_drop_takes_what_hangs_on_it() -> None:
    """A dropped program takes its activities, indicators, series and money along; the effects say how many."""
    scenario = Scenario("s").drop("opd1/1.02.02")
    after = scenario.apply(PLAN)
    assert rp.check(after, select=["REF", "PER"]).findings == ()
    (effect,) = scenario.effects(PLAN)
    gone = {table: counts[1] for table, counts in effect.rows.items()}
    assert gone == {
        "programs": 1, "activities": 1, "sub_activities": 1, "indicators": 3, "series": 6, "allocations": 2
    }  # fmt: skip


def test_drop_follows_the_tree_alone() -> None:
    """A dropped objective of the RPJMD does not take the Renstra that adopts it, but the link; ``under`` would."""
    after = Scenario("s").drop("S1").apply(PLAN)
    assert "opd1/T1" in after.goals.by_id
    assert [link for link in after.links if link.target == "S1"] == []
    assert "opd1/T1" not in Scenario("s").drop(q.under("S1")).apply(PLAN).goals.by_id


def test_commitments_stay_without_what_fell() -> None:
    """A promise keeps its other nodes."""
    plan = PLAN.replace(commitments=[rp.Commitment(id="K", nodes=("opd1/1.02.02", "S1"))])
    assert Scenario("s").drop("opd1/1.02.02").apply(plan).commitments["K"].nodes == ("S1",)


def test_delay() -> None:
    """Targets and money of a program and all below move by a year; the first year is absent then, not zero."""
    after = Scenario("s").delay("opd1/1.02.02", documents="RENSTRA").apply(PLAN)
    moved = next(row for row in after.allocations if row.subject == SUB)
    assert list(moved.amounts) == ["2026", "2027", "2028", "2029", "2030", "2031"]
    series = {row.role: list(row.values) for row in after.series if row.indicator == f"{SUB}.I"}
    assert (series["baseline"], series["target"][0]) == (["2024"], "2026")
    others = [row for row in after.allocations if not row.subject.startswith("opd1/1.02.02")]
    assert all("2025" in row.amounts for row in others)


def test_delay_since_a_year() -> None:
    """Years before *since* stay; moving back onto a year that has a value is refused."""
    later = Scenario("s").delay("opd1/1.02.02", documents="RENSTRA", since=2029).apply(PLAN)
    assert list(next(row for row in later.allocations if row.subject == SUB).amounts) == [
        "2025", "2026", "2027", "2028", "2030", "2031",
    ]  # fmt: skip
    with pytest.raises(EditError, match="has values for 2027 already"):
        Scenario("s").delay("opd1/1.02.02", documents="RENSTRA", by=-1, since=2028).apply(PLAN)


def test_delay_days_and_quarters() -> None:
    """Quarters and days move by whole years, 29 February to the 28th; ``end`` stays."""
    plan = Plan(
        documents=[rp.Document(id="d", kind="RENJA")],
        programs=[Program(id="P", start="2024-02-29")],
        allocations=[rp.Allocation(document="d", subject="P", amounts={"2024-Q4": 1, "2024-02-29": 2, "end": 3})],
    )
    after = Scenario("s").delay("P", documents="RENJA").apply(plan)
    assert dict(after.allocations[0].amounts) == {"2025-Q4": 1, "2025-02-28": 2, "end": 3}
    assert after.programs["P"].start == "2025-02-28"


def test_small_edits() -> None:
    """Wording, code, place, targets and links are set, and nothing else changes."""
    scenario = (
        Scenario("s")
        .reword("S1", "Meningkatnya akses dasar")
        .recode("opd1/1.02.02", "1.02.09")
        .move("opd1/1.02.02", parent="opd2/S1", agency="opd2")
        .set_target("S1.I", {2026: 60, "2027": None}, document="rpjmd")
        .link("opd2/T1", "supports", "T1", weight="0.5")
        .unlink("opd1/T1", "S1")
        .remove("renstra-kl")
        .add(Goal(id="T9", title="Baru"))
        .revise(attrs.evolve(PLAN.goals["T1"], code="1"))
    )
    after = scenario.apply(PLAN)
    assert after.objectives["S1"].title == "Meningkatnya akses dasar"
    program = after.programs["opd1/1.02.02"]
    assert (program.code, program.parent, program.agency) == ("1.02.09", "opd2/S1", "opd2")
    values = next(row.values for row in after.series if row.indicator == "S1.I" and row.role == "target")
    assert (values["2025"], values["2026"], values["2027"]) == ("51", "60", None)
    assert {row.kind for row in after.links if row.source == "opd2/T1"} == {"adopts", "aligned_with", "supports"}
    assert (after.references, after.goals["T9"].title, after.goals["T1"].code) == ((), "Baru", "1")


@pytest.mark.parametrize(
    ("build", "error", "told"),
    [
        (lambda s: s.drop("opd1/1.02.2"), NothingSelectedError, "opd1/1.02.02"),
        (lambda s: s.reword("S9", "x"), UnknownIdError, "S1"),
        (lambda s: s.recode("S1.I", "1"), EditError, "no code"),
        (lambda s: s.move("S1", parent="M9"), UnknownIdError, "M1"),
        (lambda s: s.move("M1", parent="S1"), EditError, "cannot hang on itself"),
        (lambda s: s.move("S1"), EditError, "say where"),
        (lambda s: s.move("S1", agency="S1"), EditError, "agencies"),
        (lambda s: s.set_target("T1", {"2026": "1"}, document="rpjmd"), EditError, "indicators"),
        (lambda s: s.set_target("T1.I", {"2026": "1"}, document="rpjm"), UnknownIdError, "rpjmd"),
        (lambda s: s.link("T1", "supports", "M9"), UnknownIdError, "M1"),
        (lambda s: s.link("opd1/T1", "adopts", "S1").link("opd1/T1", "adopts", "S1"), EditError, "already"),
        (lambda s: s.unlink("T1", "S1"), NothingSelectedError, "adopts"),
        (lambda s: s.add(Goal(id="S1")), EditError, "already"),
        (lambda s: s.revise(Goal(id="T8")), UnknownIdError, "T8"),
        (lambda s: s.remove("T8"), UnknownIdError, "T1"),
        (lambda s: s.delay("opd1/1.02.02", documents="RPJMD"), NothingSelectedError, "RPJMD"),
        (lambda s: s.amend("rpjmd", "S1.I"), EditError, "another id"),
    ],
)
def test_edits_that_do_not_fit(build: Callable[[Scenario], Scenario], error: type[Exception], told: str) -> None:
    """What is not there, or is there already, is refused by name with what there is."""
    with pytest.raises(error, match=told):
        build(Scenario("s")).apply(PLAN)


@pytest.mark.parametrize(
    ("build", "error"),
    [
        (lambda s: s.set_target("T1.I", {"2026": 0.7}, document="rpjmd"), CallError),
        (lambda s: s.set_target("T1.I", {"26": "1"}, document="rpjmd"), CallError),
        (lambda s: s.link("a", "suports", "b"), RecordError),
        (lambda s: s.unlink("a", "b", "suports"), RecordError),
        (lambda s: s.add("x"), EditError),
        (lambda s: s.drop(None), CallError),
        (lambda s: s.delay("P", documents="RKPD", by="1"), CallError),
        (lambda s: s.set_money(1, document="d", subject="P", period=2026, fnud="DAU"), UnknownNameError),
        (lambda _: Scenario("  "), CallError),
        (lambda _: Scenario("s", ["scale"]), CallError),  # type: ignore[list-item] # the point
    ],
)
def test_edits_that_cannot_be_made(build: Callable[[Scenario], Scenario], error: type[Exception]) -> None:
    """What no plan could take is refused when the edit is made or described, before any plan is there."""
    with pytest.raises(error):
        build(Scenario("s")).apply(PLAN)


def test_an_id_that_stands_twice_is_not_edited() -> None:
    """Where two records have one id, none is picked in silence."""
    plan = Plan(goals=[Goal(id="T1"), Goal(id="T1", title="b")])
    with pytest.raises(EditError, match="REF-02"):
        Scenario("s").reword("T1", "c").apply(plan)


def test_places_in_the_file_are_kept() -> None:
    """Edited and untouched records keep file and line through any number of edits; new ones have none."""
    plan = rp.load("examples/situbondo_bapenda_2026")
    assert plan.origins is not None
    at = plan.programs.ids.index("bapenda/5.02.04")
    line = plan.origins.where("programs", at)
    scenario = Scenario("s").add(Program(id="P9")).drop("bapenda/5.02.01")
    for number in range(50):
        scenario = scenario.reword("bapenda/5.02.04", f"Pendapatan {number}")
    after = scenario.apply(plan)
    assert after.origins is not None
    places = {node.id: after.origins.where("programs", at) for at, node in enumerate(after.programs)}
    assert places == {"bapenda/5.02.04": line, "P9": None}


def test_amendment_leaves_the_original() -> None:
    """An amended document is restated in full; a cut of the revision leaves the original as it is."""
    scenario = (
        Scenario("s")
        .amend("opd1/renstra", "opd1/renstra-1", enacted="2027-01-02")
        .scale("-50 %", documents="opd1/renstra-1")
    )
    after = scenario.apply(PLAN)
    totals = rp.calc.budget.totals
    sums = [totals(after, name, by="document").total for name in ("opd1/renstra", "opd1/renstra-1")]
    assert [one.amount for one in sums if one] == [12_000_000, 6_000_000]
    assert rp.check(after, select=["REF"]).findings == ()
    assert after.documents["opd1/renstra-1"].amends == "opd1/renstra"


def test_agency_that_is_there() -> None:
    """A new OPD needs an id of its own; unknown OPD are named."""
    with pytest.raises(EditError, match="another id"):
        Scenario("s").merge_agencies("opd1", into=Agency(id="opd2")).apply(PLAN)
    with pytest.raises(UnknownIdError, match="opd1"):
        Scenario("s").merge_agencies("opd", into=Agency(id="opd9")).apply(PLAN)
