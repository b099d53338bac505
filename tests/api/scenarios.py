"""Scenarios as a user writes them; only type-checked (mypy --strict), never run."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from fractions import Fraction

import regplan as rp
from regplan.scenario import Effect, Outcome, Selection


def example() -> None:
    """Load, cut, compare, sweep, diff, merge, save."""
    plan = rp.load("plan/")
    where: Selection = (rp.q.fund == "DAU") & ~rp.q.under("M2") | rp.q.agency.kind.in_("dinas", "badan")
    cut: rp.Scenario = rp.Scenario("DAU cut").scale(
        "-12 %", documents="APBD 2026", where=where, rounding="largest remainder"
    )
    more = (
        cut.scale(Fraction(-1, 3), documents=["APBD"], years=2027, unit="rupiah")
        .set_money(Decimal("1.50"), document="apbd", subject="P1", period=2026, fund="DAU")
        .move_money("Rp1,5 miliar", documents="APBD", where=rp.q.code.startswith("1.02"), to="P2")
        .delay("P1", documents="RENSTRA", by=2)
        .drop(rp.q.level == "program")
        .set_target("I1", {2026: "0,70", "2027": None}, document="rpjmd")
        .merge_agencies("a", "b", into=rp.Agency(id="c"))
        .split_agency("c", (rp.Agency(id="a"), "P1"), (rp.Agency(id="b"), rp.q.id == "P2"))
    )
    changed: rp.Plan = (cut + more).apply(plan, on_nothing="skip")
    effects: tuple[Effect, ...] = more.effects(plan)
    digest: str = more.content_hash
    found: rp.Comparison = rp.compare(plan, cut, more, by=["fund", "agency"])
    outcome: Outcome = found["DAU cut"]
    changes = [line.change for line in outcome.money]
    rows: list[dict[str, object]] = found.to_dicts("money")
    with ProcessPoolExecutor() as executor:
        failed = rp.sweep(plan, [cut, more], executor, by="fund").failures
    difference: rp.Scenario = rp.diff(plan, changed)
    merged: rp.Plan = rp.merge(plan, changed, plan).plan
    tasks: rp.Worklist = rp.carry_over(plan, changed)
    rp.save_scenario(difference, "changes.yaml")
    again: rp.Scenario = rp.load_scenario("changes.yaml")
