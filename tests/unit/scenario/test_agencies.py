"""OPD merged, split and renamed: money stays to the sen, history stays, and the way back gives the money back."""

from __future__ import annotations

import pytest

import regplan as rp
from regplan.calc.budget import totals
from regplan.model import Agency, Allocation, Document, Entry, Indicator, Link, Plan, Program
from regplan.scenario import EditError, Scenario, q
from regplan.testing import sound_plan
from regplan.values.money import Rupiah

PLAN = sound_plan(agencies=3, programs=2)
NEW = Agency(id="opd9", name="Dinas Gabungan")
MERGE = Scenario("merge").merge_agencies("opd1", "opd2", into=NEW)


def by_agency(plan: Plan) -> dict[str | None, Rupiah | None]:
    """Add up the ceilings of all Renstra by OPD."""
    return {one.key[0]: one.amount for one in totals(plan, "RENSTRA", by="agency")}


def test_merged_money_is_the_sum() -> None:
    """The new OPD has what the two had; the third keeps its own."""
    assert by_agency(PLAN) == {"opd1": 12_000_000, "opd2": 12_000_000, "opd3": 12_000_000}
    assert by_agency(MERGE.apply(PLAN)) == {"opd9": 24_000_000, "opd3": 12_000_000}


def test_history_is_kept() -> None:
    """The new OPD replaces each old one by a link, holds its functions and kind; nothing dangles."""
    after = MERGE.apply(PLAN)
    assert [(row.source, row.target) for row in after.links if row.kind == "replaces"] == [
        ("opd9", "opd1"),
        ("opd9", "opd2"),
    ]
    assert (after.agencies["opd9"].functions, after.agencies["opd9"].kind) == (("1.02",), "dinas")
    assert rp.check(after, select=["REF"]).findings == ()


def test_split_back_is_the_identity_on_money() -> None:
    """What was merged and is split back has the money of every OPD as before."""
    back = MERGE.split_agency(
        "opd9",
        (Agency(id="opd1"), q.id.startswith("opd1/")),
        (Agency(id="opd2"), q.id.startswith("opd2/")),
    )
    assert by_agency(back.apply(PLAN)) == by_agency(PLAN)


def test_split_leaves_the_rest() -> None:
    """One program goes to a new OPD with all below it; what no part takes stays."""
    split = Scenario("s").split_agency("opd1", (Agency(id="opd8", name="Badan Baru"), "opd1/1.02.03"))
    after = split.apply(PLAN)
    assert by_agency(after) == {"opd1": 6_000_000, "opd2": 12_000_000, "opd3": 12_000_000, "opd8": 6_000_000}
    assert ("opd8", "opd1") in [(row.source, row.target) for row in after.links if row.kind == "replaces"]


def test_part_of_a_part_stays_where_it_was() -> None:
    """A program that goes over while one activity below it is given to a third OPD parts as told."""
    split = Scenario("s").split_agency("opd1", (Agency(id="opd8"), "opd1/1.02.03"), (Agency(id="opd2"), "opd1/1.02.02"))
    assert by_agency(split.apply(PLAN)) == {"opd2": 18_000_000, "opd3": 12_000_000, "opd8": 6_000_000}


def test_renamed() -> None:
    """An OPD of another id and name carries on the work of the old one."""
    after = Scenario("s").rename_agency("opd1", Agency(id="opd7", name="Dinas Baru")).apply(PLAN)
    assert by_agency(after) == {"opd7": 12_000_000, "opd2": 12_000_000, "opd3": 12_000_000}


def test_everything_that_names_an_opd() -> None:
    """Entries, indicators, links, sub-units and promises name the new OPD; documents stay with who spoke."""
    plan = Plan(
        documents=[Document(id="d", kind="RENJA", agency="a"), Document(id="e", kind="RKPD")],
        agencies=[Agency(id="a"), Agency(id="b"), Agency(id="c", parent="a")],
        programs=[Program(id="P", agency="b")],
        entries=[Entry(document="e", node="P", agency="a")],
        indicators=[Indicator(id="I", owner="a")],
        links=[Link(kind="contributes", source="b", target="P")],
        commitments=[rp.Commitment(id="K", signatories={"a": "2026-01-01"}, nodes=("b",))],
    )
    after = Scenario("s").merge_agencies("a", "b", into=Agency(id="n")).apply(plan)
    assert (after.entries[0].agency, after.indicators["I"].owner, after.agencies["c"].parent) == ("n", "n", "n")
    assert (after.programs["P"].agency, after.links[0].source) == ("n", "n")
    assert (dict(after.commitments["K"].signatories), after.commitments["K"].nodes) == ({"n": "2026-01-01"}, ("n",))
    assert after.documents["d"].agency == "a"


def test_totals_that_become_one_are_added() -> None:
    """Ceilings printed for two OPD in one document become one; with an unknown part the sum is unknown."""
    money = [
        Allocation(document="d", subject=name, role="stated_total", amounts={"2026": 5, "2027": amount})
        for name, amount in (("a", 1), ("b", None))
    ]
    plan = Plan(documents=[Document(id="d", kind="RKPD")], agencies=[Agency(id="a"), Agency(id="b")], allocations=money)
    (row,) = Scenario("s").merge_agencies("a", "b", into=Agency(id="n")).apply(plan).allocations
    assert (row.subject, dict(row.amounts)) == ("n", {"2026": 10, "2027": None})


def test_refused() -> None:
    """A node given twice, a part that gets nothing and an OPD named twice are refused by name."""
    with pytest.raises(EditError, match="select it once"):
        Scenario("s").split_agency("opd1", (Agency(id="x"), "opd1/1.02.02"), (Agency(id="y"), "opd1/S1")).apply(PLAN)
    with pytest.raises(EditError, match="would get nothing"):
        Scenario("s").split_agency("opd1", (Agency(id="x"), "opd2/1.02.02")).apply(PLAN)
    with pytest.raises(EditError, match="each once"):
        Scenario("s").merge_agencies("opd1", "opd1", into=NEW).apply(PLAN)
