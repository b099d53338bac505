"""Scenarios, differences and mergers on any plan: what is always true."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from regplan.calc.budget import totals
from regplan.errors import RegplanError
from regplan.io.scenarios import dumps_scenario, loads_scenario
from regplan.model import Agency, Plan
from regplan.model.tables import TABLES
from regplan.scenario import Scenario, Selection, diff, merge, q, read_selection
from regplan.scenario.money import scaled_parts
from regplan.testing.strategies import lines, plans, records, sound_plans
from regplan.values.money import sen

FIELDS: Final = ("fund", "level", "code", "agency", "title", "id", "account")


def selections() -> st.SearchStrategy[Selection]:
    """Draw selections of any shape."""
    fields = st.sampled_from(FIELDS).map(lambda name: getattr(q, name))
    leaves = st.one_of(
        st.builds(lambda field, text: field == text, fields, st.one_of(st.none(), lines())),
        st.builds(lambda field, text: field != text, fields, lines()),
        st.builds(lambda field, some: field.in_(some), fields, st.lists(lines(), min_size=1, max_size=3)),
        st.builds(lambda field, text: field.startswith(text), fields, lines()),
        lines().map(q.under),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda one, other: one & other, inner, inner),
            st.builds(lambda one, other: one | other, inner, inner),
            inner.map(lambda one: ~one),
        ),
        max_leaves=6,
    )


def percentages() -> st.SearchStrategy[Fraction]:
    """Draw changes from all away to three times as much, thirds among them."""
    return st.fractions(-1, 2, max_denominator=300).filter(lambda one: one.denominator > 1 or abs(one) <= 1)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Draw scenarios that fit every plan of ``sound_plans``; what was delayed may leave a later edit without a year to scale."""
    scenario = Scenario(draw(lines()))
    for step in draw(st.lists(st.integers(0, 6), max_size=4)):
        by = draw(percentages())
        scenario = (
            scenario.scale(by, documents="RENSTRA", where=q.fund == "DAU"),
            scenario.scale(by, documents="RENSTRA", unit="rupiah", years=2027),
            scenario.reword("T1", draw(lines())),
            scenario.recode("S1", draw(lines())),
            scenario.set_target("S1.I", {"2026": draw(lines())}, document="rpjmd"),
            scenario.set_money(draw(st.integers(0, 10**12)), document="opd1/renstra", subject="T1", period=2026),
            scenario.delay("opd1/S1", documents="RENSTRA", by=draw(st.integers(1, 3))),
        )[step]
    return scenario


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Draw a plan and a mutation of it: rows changed, taken, doubled, added, shuffled."""
    plan = draw(st.one_of(plans(), sound_plans()))
    tables: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(list(TABLES)), unique=True, max_size=4)):
        rows: list[Any] = list(plan.table(name))
        cls: Any = TABLES[name]
        for _ in range(draw(st.integers(0, 3))):
            way = draw(st.integers(0, 3))
            if way == 0 or not rows:
                rows.insert(draw(st.integers(0, len(rows))), draw(records(cls)))
                continue
            at = draw(st.integers(0, len(rows) - 1))
            if way == 1:
                del rows[at]
            elif way == 2:
                rows.append(rows[at])
            else:
                field = draw(st.sampled_from(attrs.fields(cls))).name
                rows[at] = attrs.evolve(rows[at], **{field: getattr(draw(records(cls)), field)})
        tables[name] = draw(st.permutations(rows)) if draw(st.booleans()) else rows
    if draw(st.booleans()):
        tables["title"] = draw(lines())
    return plan, plan.replace(**tables)


class TestScenarios:
    """A scenario is a value that makes a changed copy."""

    @given(plan=sound_plans(), one=scenarios(), other=scenarios())
    def test_composing_is_applying_in_turn(self, plan: Plan, one: Scenario, other: Scenario) -> None:
        """``(a + b).apply(plan)`` is ``b.apply(a.apply(plan))``."""
        in_turn = other.apply(one.apply(plan, on_nothing="skip"), on_nothing="skip")
        assert (one + other).apply(plan, on_nothing="skip") == in_turn

    @given(plan=sound_plans(), one=scenarios())
    def test_the_plan_given_stays(self, plan: Plan, one: Scenario) -> None:
        """Applying a scenario never changes the plan it is applied to."""
        before = pickle.loads(pickle.dumps(plan))
        one.apply(plan, on_nothing="skip")
        assert plan == before

    @given(plan=sound_plans(), unit=st.sampled_from(["sen", "rupiah", "thousand"]))
    def test_scaling_by_nothing_is_the_identity(self, plan: Plan, unit: str) -> None:
        """Scaling by 0 % changes nothing, whatever the unit; the very same records stay."""
        after = Scenario("s").scale("0 %", documents="RENSTRA", unit=unit).apply(plan)
        assert after == plan
        assert all(one is other for one, other in zip(after.allocations, plan.allocations, strict=True))

    @given(one=scenarios())
    def test_written_and_read(self, one: Scenario) -> None:
        """Reading what was written gives an equal scenario with the same hash."""
        again = loads_scenario(dumps_scenario(one))
        assert (again, again.content_hash) == (one, one.content_hash)

    @given(where=selections())
    def test_selections_are_read_as_written(self, where: Selection) -> None:
        """The text of a selection reads back equal, and so does what is typed."""
        assert read_selection(str(where)) == where
        assert eval(repr(where), {"q": q}) == where


IDS: Final = st.sampled_from(["T1", "S1", "P1", "dinkes/T1", "1.02.02", "2026", "é", "/"])


@st.composite
def wild_scenarios(draw: st.DrawFn) -> Scenario:
    """Draw scenarios of any one edit, whether or not it fits anything."""
    one, other, word = draw(IDS), draw(IDS), draw(st.sampled_from(["RPJMD", "APBD", "RENJA", *["T1", "S1"]]))
    period, by, where = draw(st.sampled_from(["2025", "2026-Q1", "end"])), draw(percentages()), draw(selections())
    start = Scenario("wild")
    builds: tuple[Callable[[], Scenario], ...] = (
        lambda: start.scale(by, documents=word, where=where),
        lambda: start.scale(by, documents=word),
        lambda: start.set_money(5, document=one, subject=other, period=period),
        lambda: start.add_money("Rp0,50", document=one, subject=other, period=period),
        lambda: start.move_money(documents=word, where=where, to=one, to_fund="PAD"),
        lambda: start.delay(where, documents=word, by=draw(st.integers(-3, 3))),
        lambda: start.delay(one, documents=word),
        lambda: start.drop(where),
        lambda: start.drop(one),
        lambda: start.set_target(one, {period: "1"}, document=other),
        lambda: start.remove(one),
        lambda: start.move(one, parent=other, agency=one),
        lambda: start.reword(one, "a").recode(other, "b"),
        lambda: start.link(one.strip("/") or "T1", "supports", "S1").unlink(one, other),
        lambda: start.merge_agencies(one, into=Agency(id="n")),
        lambda: start.split_agency(one, (Agency(id="n"), where), (Agency(id=other.strip("/") or "T1"), "T1")),
        lambda: start.amend(one, "d2"),
    )
    return draw(st.sampled_from(builds))()


@given(plan=st.one_of(plans(), sound_plans()), one=wild_scenarios())
def test_any_edit_of_any_plan_is_made_or_refused_by_name(plan: Plan, one: Scenario) -> None:
    """Whatever the plan and the edit, a plan comes out or an error of regplan that says why; the plan given stays."""
    before = pickle.loads(pickle.dumps(plan))
    with contextlib.suppress(RegplanError):
        after = one.apply(plan)
        assert diff(plan, after, anyway=True).apply(plan) == after
    assert plan == before


class TestMoney:
    """Money is conserved to the sen."""

    @given(
        amounts=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20),
        by=percentages(),
        unit=st.sampled_from([("sen", 1), ("rupiah", 100), ("thousand", 100_000)]),
    )
    def test_parts_make_the_scaled_whole(self, amounts: list[int], by: Fraction, unit: tuple[str, int]) -> None:
        """Scaled parts total the scaled whole, rounded once, and for amounts above zero none is a unit away from its share."""
        word, size = unit
        parts = [sen(one) for one in scaled_parts(list(amounts), 1 + by, word)]  # type: ignore[arg-type] # a word
        exact = Fraction(100 * sum(amounts)) * (1 + by)
        assert abs(sum(parts) - exact) <= Fraction(size, 2)
        if min(amounts) >= 0:
            shares = [Fraction(100 * one) * (1 + by) for one in amounts]
            assert all(abs(part - share) < 2 * size for part, share in zip(parts, shares, strict=True))

    @given(plan=sound_plans())
    def test_merging_and_splitting_back(self, plan: Plan) -> None:
        """OPD merged and split back have the money they had, and in between there is as much as before."""
        assume(len(plan.agencies) > 1)
        names = plan.agencies.ids
        merged = Scenario("m").merge_agencies(*names, into=Agency(id="n"))
        parts = [(Agency(id=name), q.id.startswith(f"{name}/")) for name in names]
        back = merged.split_agency("n", *parts).apply(plan)

        def money(of: Plan) -> dict[Any, Any]:
            return {one.key: one.amount for one in totals(of, "RENSTRA", by="agency")}

        assert money(back) == money(plan)
        assert list(money(merged.apply(plan)).values()) == [sum(money(plan).values())]

    @given(plan=sound_plans(), amount=st.integers(0, 1_000_000))
    def test_moving_conserves(self, plan: Plan, amount: int) -> None:
        """Money moved from many to one is as much as before."""
        moved = Scenario("s").move_money(amount, documents="RENSTRA", where=q.fund == "DAU", to="opd1/S1").apply(plan)
        sums = [[line.amount for line in totals(one, "RENSTRA", by="year")] for one in (plan, moved)]
        assert sums[0] == sums[1]


class TestDifferences:
    """A difference is a scenario that makes one plan of the other."""

    @given(both=mutated())
    def test_applied_it_gives_the_other(self, both: tuple[Plan, Plan]) -> None:
        """``diff(a, b).apply(a) == b`` for any plan and any mutation of it, both ways."""
        before, after = both
        assert diff(before, after, anyway=True).apply(before) == after
        assert diff(after, before, anyway=True).apply(after) == before

    @given(before=plans(), after=plans())
    def test_of_any_two_plans(self, before: Plan, after: Plan) -> None:
        """The same holds for plans that have nothing to do with each other, and for what is read from its file."""
        found = diff(before, after, anyway=True)
        assert found.apply(before) == after
        assert loads_scenario(dumps_scenario(found)).apply(before) == after

    @given(both=mutated())
    def test_confidence_is_a_score(self, both: tuple[Plan, Plan]) -> None:
        """Every change has a confidence from 0 to 1, and a plan has no difference from itself."""
        rows = diff(*both, anyway=True).to_dicts()
        assert all(0 <= row["confidence"] <= 1 for row in rows if "confidence" in row)
        assert diff(both[0], both[0]).edits == ()


class TestMergers:
    """What one side alone changed is taken as it is."""

    @given(both=mutated())
    def test_one_side(self, both: tuple[Plan, Plan]) -> None:
        """Where one side changed nothing, or both the same, the other one comes out, without a conflict."""
        base, other = both
        for ours, theirs in ((base, other), (other, base), (other, other)):
            found = merge(base, ours, theirs)
            assert (found.plan, found.conflicts) == (other, ())

    @given(both=mutated(), more=mutated())
    def test_never_fails(self, both: tuple[Plan, Plan], more: tuple[Plan, Plan]) -> None:
        """Any three plans merge; what contradicts is a finding."""
        found = merge(both[0], both[1], more[1])
        assert isinstance(found.plan, Plan)
        assert {one.code for one in found.conflicts} <= {"MERGE-01"}
