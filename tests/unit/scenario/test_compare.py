"""A plan beside its changed copies: findings, money, targets, coverage; many at once, on any executor."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import regplan as rp
from regplan.errors import CallError, UnknownIdError, UnknownNameError
from regplan.scenario import NothingSelectedError, Outcome, Scenario, compare, q, sweep
from regplan.testing import FAULTS, faulty, sound_plan
from regplan.values.money import sen

PLAN = sound_plan(agencies=2, programs=2)
CUT = Scenario("cut").scale("-12 %", documents="RENSTRA", where=q.fund == "DAU")
DROP = Scenario("drop").drop(q.level == "program")


def only(scenario: Scenario, plan: rp.Plan = PLAN, **settings: object) -> Outcome:
    """Compare with one scenario."""
    return compare(plan, scenario, **settings)[0]  # type: ignore[arg-type] # settings of many kinds


def test_new_findings() -> None:
    """A cut of what is below printed totals breaks each total in each year, and nothing else."""
    found = only(CUT)
    assert {one.code for one in found.new} == {"ARI-01"}
    assert (len(found.new), found.gone, found.changed) == (24, (), ())


def test_findings_that_go() -> None:
    """A fault that a scenario mends is gone; what stays is neither new nor gone."""
    plan = faulty(PLAN, "negative money")
    mend = Scenario("mend").set_money(
        5, document="opd2/renstra", subject=plan.sub_activities[-1].id, period=2025, fund="DAU"
    )
    found = only(mend, plan, select=[FAULTS["negative money"].code])
    assert [one.code for one in found.gone] == ["ARI-02"]
    assert found.new == ()


def test_findings_with_other_facts() -> None:
    """A finding that stays with other numbers is told as changed, before and after."""
    twice = only(CUT, CUT.apply(PLAN), select="ARI-01")
    assert (twice.new, twice.gone, len(twice.changed)) == ((), (), 24)
    before, after = twice.changed[0]
    assert before.key == after.key
    assert before.facts != after.facts


def test_money_adds_up() -> None:
    """What changes by fund totals what changes in the document, and the document says so."""
    found = only(CUT, by="fund")
    assert found.words == ("document", "fund")
    assert sum(sen(line.change or 0) for line in found.money) == sum(sen(line.change or 0) for line in found.whole)
    assert [(line.key, line.before, line.after, line.change) for line in found.whole] == [
        ((f"opd{at}/renstra",), 12_000_000, 10_560_000, -1_440_000) for at in (1, 2)
    ]


def test_chosen_documents_are_added_together() -> None:
    """With documents named, money is added up across them."""
    found = only(CUT, by="agency", documents="RENSTRA", year=2026)
    assert [(line.key, line.change) for line in found.money] == [(("opd1",), -240_000), (("opd2",), -240_000)]
    assert found.whole[0].change == -480_000


def test_absent_and_unknown_money() -> None:
    """Money that is gone counts as nothing, with no rows; money that is not known leaves the change unknown."""
    gone = only(DROP).money
    assert [(line.after, line.after_rows, line.change) for line in gone] == [(None, 0, -12_000_000)] * 2
    unknown = Scenario("u").set_money(
        None, document="opd1/renstra", subject="opd1/1.02.02.2.01.0001", period=2025, fund="DAU"
    )
    assert [line.change for line in only(unknown).money] == [None, 0]


def test_documents_that_cannot_be_added() -> None:
    """A document whose years and whole period stand side by side is named with the reason, and the others are added."""
    mixed = rp.Allocation(document="rpjmd", subject="S1", amounts={"2026": 1, "end": 5})
    plan = PLAN.replace(allocations=[*PLAN.allocations, mixed])
    found = only(CUT, plan)
    assert list(found.refused) == ["rpjmd"]
    assert found.refused["rpjmd"].id.startswith("jumlahnya untuk")
    assert found.refused["rpjmd"].en.startswith("amounts are for")
    assert len(found.whole) == 2


def test_targets_and_coverage() -> None:
    """Targets that change stand side by side, absent told from unknown; what is covered no longer is named."""
    scenario = (
        Scenario("t").set_target("S1.I", {"2026": "60", "2031": None}, document="rpjmd").drop(q.level == "program")
    )
    found = only(scenario)
    lines = {line.period: (line.before, line.after, line.stated) for line in found.targets if line.indicator == "S1.I"}
    assert lines == {"2026": ("52", "60", (True, True)), "2031": (None, None, (False, True))}
    cover = {(line.upper, line.lower): line for line in found.coverage}["mission", "program"]
    assert (cover.before, cover.after, cover.lost) == ((1, 1), (0, 1), ("M1",))


def test_records() -> None:
    """Plain records name scenario and hash, hold nothing but plain data, and can be asked for by part."""
    found = compare(PLAN, CUT, DROP, by="fund")
    rows = found.to_dicts()
    assert json.loads(json.dumps(rows)) == rows
    assert {row["part"] for row in rows} == {"finding", "money", "target", "coverage", "effect"}
    assert {row["scenario"] for row in found.to_dicts("money")} == {"cut", "drop"}
    assert (found["drop"].name, len(found)) == ("drop", 2)


def test_refused() -> None:
    """No scenario, an unknown word, part or name, and a selection that finds nothing are refused by name."""
    with pytest.raises(CallError, match="give a scenario"):
        compare(PLAN)
    with pytest.raises(UnknownNameError, match="fund"):
        compare(PLAN, CUT, by="fnud")
    with pytest.raises(UnknownNameError, match="money"):
        compare(PLAN, CUT).to_dicts("moeny")  # type: ignore[arg-type] # the point
    with pytest.raises(UnknownIdError, match="cut"):
        _ = compare(PLAN, CUT)["cutt"]
    with pytest.raises(NothingSelectedError):
        compare(PLAN, Scenario("s").drop("P9"))


SCENARIOS = [CUT, Scenario("lost").drop("P9"), DROP, CUT + DROP]


def test_sweep_goes_on() -> None:
    """One scenario that fails is reported with its name and reason; the others go on, in order."""
    found = sweep(PLAN, SCENARIOS)
    assert [one.name for one in found.results] == ["cut", "lost", "drop", "cut + drop"]
    (failure,) = found.failures
    assert (failure.error, failure.content_hash) == ("NothingSelectedError", SCENARIOS[1].content_hash)
    assert found.outcomes[0] == compare(PLAN, CUT)[0]


def test_sweep_on_executors() -> None:
    """Threads and processes give what one thread gives."""
    alone = sweep(PLAN, SCENARIOS, by="fund")
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        with kind(2) as executor:
            assert sweep(PLAN, SCENARIOS, executor, by="fund") == alone


def test_sweep_refuses_words() -> None:
    """A setting that there is not is refused before anything runs."""
    with pytest.raises(UnknownNameError, match="by"):
        sweep(PLAN, [CUT], byy="fund")
