"""Three-way merging: what one side changed is taken, what contradicts is a finding with both values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

import regplan as rp
from regplan.model import Allocation, Goal, Plan, Region, Series
from regplan.scenario import Merged, Scenario, merge
from regplan.testing import sound_plan

BASE = sound_plan(agencies=2)


def with_goal(plan: Plan, **fields: Any) -> Plan:
    """Change the goal T1."""
    return plan.replace(goals=[attrs.evolve(one, **fields) if one.id == "T1" else one for one in plan.goals])


def told(found: Merged) -> list[str]:
    """Return the names of the conflicts."""
    return [one.name for one in found.conflicts]


def test_both_sides_are_taken() -> None:
    """Changes of different fields, records and periods come together without a conflict."""
    ours = Scenario("a").reword("T1", "Baru").set_target("T1.I", {"2026": "60"}, document="rpjmd").apply(BASE)
    theirs = (
        Scenario("b")
        .recode("T1", "9")
        .set_target("T1.I", {"2027": "61"}, document="rpjmd")
        .drop("opd2/1.02.02")
        .apply(BASE)
    )
    found = merge(BASE, ours, theirs)
    goal = found.plan.goals["T1"]
    values = next(row.values for row in found.plan.series if row.indicator == "T1.I" and row.role == "target")
    assert (told(found), goal.title, goal.code, values["2026"], values["2027"]) == ([], "Baru", "9", "60", "61")
    assert "opd2/1.02.02" not in found.plan.programs.by_id


def test_conflict_names_both_values() -> None:
    """Where both changed one field otherwise, the finding has base, ours and theirs, and ours stays."""
    found = merge(BASE, with_goal(BASE, title="a"), with_goal(BASE, title="b"))
    (conflict,) = found.conflicts
    assert (conflict.code, conflict.name, conflict.subject) == ("MERGE-01", "both-changed", "T1")
    assert {conflict.facts["ours"], conflict.facts["theirs"]} == {"'a'", "'b'"}
    assert (found.plan.goals["T1"].title, found.is_clean) == ("a", False)


def test_conflict_says_where_each_came_from(tmp_path: Path) -> None:
    """The finding stands at our file and line, and names theirs."""
    plans = []
    for name, title in (("base", "a"), ("ours", "b"), ("theirs", "c")):
        (tmp_path / f"{name}.yaml").write_text(f"tujuan:\n- {{id: T1, uraian: {title}}}\n", encoding="utf-8")
        plans.append(rp.load(tmp_path / f"{name}.yaml"))
    (conflict,) = merge(*plans).conflicts
    assert str(conflict.where).endswith("ours.yaml:2:3")
    assert str(conflict.facts["theirs_where"]).endswith("theirs.yaml:2:3)")


def test_periods_conflict_alone() -> None:
    """Amounts and targets are merged period by period; only the period that contradicts is a conflict."""

    def plan(amounts: dict[str, int | None]) -> Plan:
        return Plan(allocations=[Allocation(document="d", subject="P", amounts=amounts)])

    found = merge(plan({"2026": 1, "2027": 1}), plan({"2026": 2, "2027": 1, "2028": 5}), plan({"2026": 3}))
    assert [one.facts["field"] for one in found.conflicts] == ["amounts[2026]"]
    assert dict(found.plan.allocations[0].amounts) == {"2026": 2, "2028": 5}


def test_changed_here_and_gone_there() -> None:
    """What one side took away and the other changed stays, and is a conflict, whichever side it was."""
    changed, gone = with_goal(BASE, title="b"), Scenario("s").remove("T1").apply(BASE)
    for ours, theirs in ((changed, gone), (gone, changed)):
        found = merge(BASE, ours, theirs)
        assert told(found) == ["changed-and-removed"]
        assert found.plan.goals["T1"].title == "b"


def test_both_added() -> None:
    """The same record added on both sides stands once; with other fields it is a conflict."""
    plans = [BASE.replace(goals=[*BASE.goals, Goal(id="T9", title=title)]) for title in ("a", "b")]
    same, other = merge(BASE, plans[0], plans[0]), merge(BASE, *plans)
    assert (told(same), same.plan) == ([], plans[0])
    assert told(other) == ["both-changed"]


def test_heading_and_region() -> None:
    """What the plan says of itself is merged like a record."""
    base = Plan(title="a", region=Region(code="12.07", name="x"))
    ours, theirs = base.replace(title="b"), base.replace(region=Region(code="12.07", name="y"), first_year=2025)
    found = merge(base, ours, theirs).plan
    assert (found.title, found.first_year, found.region and found.region.name) == ("b", 2025, "y")
    assert told(merge(base, ours, base.replace(title="c"))) == ["both-changed"]


def test_rows_of_one_key_are_told_apart_by_their_number() -> None:
    """Two rows that say the same thing are merged first with first and second with second."""

    def plan(*values: str) -> Plan:
        return Plan(series=[Series(indicator="I", document="d", role="target", values={"2026": one}) for one in values])

    found = merge(plan("1", "2"), plan("1", "3"), plan("4", "2"))
    assert (told(found), [row.values["2026"] for row in found.plan.series]) == ([], ["4", "3"])
