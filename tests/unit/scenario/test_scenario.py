"""Scenarios as values: composed, printed, hashed the same everywhere, written and read."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import regplan as rp
from regplan.model import Agency, Goal
from regplan.scenario import Scenario, q
from regplan.scenario.plain import EDITS, data_of
from regplan.testing import sound_plan
from regplan.values.lang import Lang

PLAN = sound_plan(agencies=2, programs=2)
LONG = (
    Scenario("Panjang")
    .scale(
        "-12,5 %", documents=["RENSTRA", "RKPD"], where=(q.fund == "DAU") & ~q.under("M2"), years=[2026], unit="rupiah"
    )
    .set_money(None, document="opd1/renstra", subject="/", period=2026, fund="PAD")
    .add_money("Rp0,50", document="opd1/renstra", subject="T1", period="2026-Q1")
    .move_money(5, documents="RENSTRA", where=q.level == "program", to_fund="PAD")
    .delay("opd1/1.02.02", documents="RENSTRA", by=2, since=2026)
    .drop(q.code.startswith("1.02.03"))
    .set_target("T1.I", {"2026": "0,70", "2027": None}, document="rpjmd", role="result")
    .add(Goal(id="T9", title="010", extra={"x-a": {"b": ["1", None]}}))
    .revise(PLAN.allocations[0])
    .remove("T9")
    .link("opd1/T1", "supports", "T1", weight="0.5")
    .unlink("opd1/T1", "T1")
    .move("T1", parent="M1")
    .reword("T1", "~")
    .recode("T1", "1.10")
    .merge_agencies("opd1", "opd2", into=Agency(id="opd9"))
    .split_agency("opd9", (Agency(id="opd8"), "opd1/1.02.02"))
    .amend("rpjmd", "rpjmd-1", enacted="2027-01-01")
)
DIFFERENCE = rp.diff(PLAN, PLAN.replace(goals=PLAN.goals[::-1], title="x", objectives=[]))
EVERY = LONG + DIFFERENCE


def test_every_edit_is_tried() -> None:
    """The scenario of these tests has an edit of each kind, so that a new kind must enter it."""
    assert {edit.word for edit in EVERY.edits} == set(EDITS)


def test_round_trip(tmp_path: Path) -> None:
    """Every kind of edit reads back equal from its file, with the same hash."""
    rp.save_scenario(EVERY, tmp_path / "s.yaml")
    again = rp.load_scenario(tmp_path / "s.yaml")
    assert again == EVERY
    assert again.content_hash == EVERY.content_hash
    assert rp.loads_scenario(rp.dumps_scenario(EVERY)) == EVERY


def test_pickle_and_hash() -> None:
    """A scenario pickles, compares and hashes by value, so that executors and sets take it."""
    assert pickle.loads(pickle.dumps(EVERY)) == EVERY
    assert len({EVERY, pickle.loads(pickle.dumps(EVERY))}) == 1


def test_hash_is_the_same_in_every_process() -> None:
    """The content hash does not hang on the seed of hashes, nor on the name."""
    code = (
        "import regplan as rp; s = rp.Scenario('b').scale('-1 %', documents=['A', 'B'], where=rp.q.fund.in_({'x', 'y', 'z'}));"
        "print(s.content_hash)"
    )
    told = set()
    for seed in ("1", "2"):
        call = [sys.executable, "-c", code]
        done = subprocess.run(
            call, capture_output=True, check=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        told.add(done.stdout.strip())
    here = Scenario("other").scale("-1 %", documents=["A", "B"], where=q.fund.in_("z", "x", "y"))
    assert told == {here.content_hash}


def test_hash_says_what_is_done() -> None:
    """Another percentage, order or selection is another hash."""
    cuts = [Scenario("s").scale(by, documents="RENSTRA") for by in ("-1 %", "-2 %")]
    assert len({one.content_hash for one in (*cuts, cuts[0] + cuts[1], cuts[1] + cuts[0])}) == 4


@pytest.mark.parametrize("lang", ["id", "en"])
def test_described(lang: Lang) -> None:
    """Every edit says in one numbered line what it does, in both languages."""
    lines = EVERY.describe(lang).splitlines()
    assert len(lines) == len(EVERY.edits) + 1
    assert len({line.split(".", 1)[1] for line in lines[1:]}) == len(EVERY.edits)
    assert str(len(EVERY.edits)) in repr(EVERY)


def test_names_are_joined() -> None:
    """``+`` does one, then the other, and the name says both; something else is no scenario."""
    both = Scenario("a").drop("P") + Scenario("b").drop("Q")
    assert (both.name, len(both.edits)) == ("a + b", 2)
    with pytest.raises(TypeError):
        _ = both + 1  # type: ignore[operator] # the point


def test_data_leave_out_what_is_usual() -> None:
    """Plain data hold what was said and no defaults."""
    assert data_of(Scenario("s").scale("-12 %", documents="RKPD"))["edits"] == [
        {"scale": {"by": "-12 %", "documents": ["RKPD"]}}
    ]
