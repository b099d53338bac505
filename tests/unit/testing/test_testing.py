"""What regplan gives to those who test plans: sound plans, named faults, ``assert_plan``, strategies for every record."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regplan import check
from regplan.model import Plan
from regplan.model.schema import schema_of
from regplan.model.tables import TABLES
from regplan.testing import FAULTS, assert_plan, faulty, sound_plan, strategies
from regplan.testing.strategies import faulty_plans, sound_plans
from regplan.values.lang import Lang


@settings(max_examples=15)
@given(plan=sound_plans())
def test_sound_plans_are_sound(plan: Plan) -> None:
    """In a sound plan of any size no rule finds anything."""
    assert check(plan).findings == ()


@settings(max_examples=30)
@given(both=faulty_plans())
def test_faults_are_found(both: tuple[Plan, str]) -> None:
    """Every named fault is found by the rule and clause it names, in plans of any size."""
    plan, name = both
    fault = FAULTS[name]
    assert fault.clause in {one.name for one in check(plan, select=fault.code)}


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_each_fault(name: str) -> None:
    """Each named fault changes a sound plan, and only plans with it fail its rule."""
    plan = sound_plan()
    assert faulty(plan, name) != plan
    assert not check(plan, select=FAULTS[name].code).findings
    assert check(faulty(plan, name), select=FAULTS[name].code).findings


def test_unknown_fault() -> None:
    """A fault that has no such name is refused with near ones."""
    with pytest.raises(ValueError, match="dangling parent"):
        faulty(sound_plan(), "dangling parents")


def test_assert_plan_lists_everything() -> None:
    """A failing assertion tells each finding with place, cure and law, in the language asked for."""
    with pytest.raises(AssertionError, match=r"1 finding\nerror\[REF-01\]") as caught:
        assert_plan(faulty(sound_plan(), "dangling parent"), select="REF", lang="en")
    assert "fix: mend the id" in str(caught.value)


@pytest.mark.parametrize(("lang", "told"), [("id", "2 temuan\nkesalahan"), ("en", "2 findings\nerror")])
def test_assert_plan_counts_in_the_language(lang: Lang, told: str) -> None:
    """The first line of a failure counts the findings in the language asked for."""
    plan = faulty(faulty(sound_plan(), "dangling parent"), "doubled id")
    with pytest.raises(AssertionError) as caught:
        assert_plan(plan, select="REF", lang=lang)
    assert str(caught.value).startswith(told)


def test_unknown_fails_where_it_may_not_be() -> None:
    """A failure for what could not be judged tells the rules and what they lack; what is wrong stands before it."""
    assert assert_plan(sound_plan(), select="REF", allow_unknown=False).unknown == ()
    with pytest.raises(AssertionError, match=r"^not judged, for lack of data[\s\S]*CARD-14"):
        assert_plan(sound_plan(), select="CARD", allow_unknown=False, lang="en")
    with pytest.raises(AssertionError, match=r"^1 finding\n[\s\S]*\nnot judged, for lack of data"):
        assert_plan(faulty(sound_plan(), "no mission"), select="CARD", allow_unknown=False, lang="en")


@pytest.mark.parametrize(("plan", "documents"), [(Plan(), None), (sound_plan(), "RKPD")])
def test_no_document_is_no_pass(plan: Plan, documents: str | None) -> None:
    """Where no document is there to be judged nothing is found; it fails only where nothing may be unknown."""
    assert assert_plan(plan, documents=documents, fail_on="info").findings == ()
    with pytest.raises(AssertionError, match="tidak ada dokumen yang dinilai"):
        assert_plan(plan, documents=documents, allow_unknown=False, lang="id")


def test_assert_plan_gives_the_report() -> None:
    """An assertion that holds gives the report."""
    assert assert_plan(sound_plan(), fail_on="info").ran


@pytest.mark.parametrize("table", list(TABLES))
def test_strategy_for_every_record(table: str) -> None:
    """There is a strategy named by plural for every record, and it draws each of its fields filled and empty."""
    drawn: list[object] = []

    @settings(max_examples=4)
    @given(st.lists(getattr(strategies, table)(), min_size=40, max_size=40))
    def collect(records: list[object]) -> None:
        drawn.extend(records)

    collect()
    for spec in schema_of(TABLES[table]):
        said = {bool(getattr(record, spec.name) not in (None, (), {})) for record in drawn}
        assert said == ({True} if spec.required else {True, False}) or (spec.kind == "word" and not spec.optional), spec


def test_asserts_need_no_hypothesis() -> None:
    """Builders and ``assert_plan`` are there without hypothesis."""
    code = "import sys, regplan.testing as t; t.assert_plan(t.sound_plan()); sys.exit('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
