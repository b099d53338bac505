"""Edits of money: scale, set, add, move; exact, and only what is selected."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regplan.errors import CallError, UnknownIdError, UnknownNameError
from regplan.model import Allocation, Document, Plan, Program
from regplan.scenario import EditError, NothingSelectedError, Scenario, q
from regplan.scenario.money import scaled_parts
from regplan.values.money import Rupiah


def pay(subject: str, amount: Rupiah | None, fund: str | None = "DAU", year: str = "2026", **more: Any) -> Allocation:
    """Write a ceiling of the APBD."""
    return Allocation(document="apbd", subject=subject, fund=fund, amounts={year: amount}, **more)


def plan_of(*money: Allocation) -> Plan:
    """Make an APBD 2026 with programs a, b and c."""
    return Plan(
        documents=[Document(id="apbd", kind="APBD", first_year=2026, last_year=2026)],
        programs=[Program(id=name, code=f"1.0{at}") for at, name in enumerate("abc")],
        allocations=money,
    )


def amounts(plan: Plan) -> list[Rupiah | None]:
    """Return all amounts in order."""
    return [amount for row in plan.allocations for amount in row.amounts.values()]


class TestScale:
    """Scaling by a percentage."""

    def test_parts_make_the_scaled_whole(self) -> None:
        """By largest remainder three amounts of 1 cut by half in whole rupiah are 2 together (1.5 rounded), not 0 or 3."""
        plan = plan_of(pay("a", 1), pay("b", 1), pay("c", 1))
        cut = Scenario("s").scale("-50 %", documents="APBD 2026", unit="rupiah")
        assert amounts(cut.apply(plan)) == [1, 1, 0]

    def test_nearest_rounds_each_for_itself(self) -> None:
        """By ``nearest`` each is rounded for itself, so that they are 3 together."""
        plan = plan_of(pay("a", 1), pay("b", 1), pay("c", 1))
        cut = Scenario("s").scale("-50 %", documents="APBD", rounding="nearest", unit="rupiah")
        assert amounts(cut.apply(plan)) == [1, 1, 1]

    def test_only_what_is_selected(self) -> None:
        """Another fund, a stated total, another basis and an amount that is not known stay, as the same records."""
        rest = [
            pay("b", 10, "PAD"),
            pay("a", 20, None, role="stated_total"),
            pay("a", 30, basis="realised"),
            pay("c", None),
        ]
        plan = plan_of(pay("a", 100), *rest)
        after = Scenario("s").scale("-12 %", documents="APBD", where=q.fund == "DAU").apply(plan)
        assert amounts(after) == [88, 10, 20, 30, None]
        assert all(one is other for one, other in zip(after.allocations[1:], plan.allocations[1:], strict=True))

    def test_years(self) -> None:
        """Only amounts of the years asked for are scaled."""
        plan = plan_of(pay("a", 100), pay("b", 100, year="2027-Q1"), pay("c", 100, year="end"))
        assert amounts(Scenario("s").scale("-50 %", documents="APBD", years=2027).apply(plan)) == [100, 50, 100]

    def test_negative_amounts_keep_the_whole(self) -> None:
        """Where amounts below zero stand among the others, the parts still total the scaled whole."""
        assert scaled_parts([7, -3, 2], Fraction(1, 2), "rupiah") == [4, -2, 1]

    @pytest.mark.parametrize("given", ["-12 %", "-12%", "\u221212,0 %", Fraction(-12, 100), Decimal("-0.12")])
    def test_ways_to_say_a_percentage(self, given: Any) -> None:
        """Text with a comma or a real minus, fractions and decimals say the same scenario."""
        assert Scenario("s").scale(given, documents="APBD") == Scenario("s").scale("-12 %", documents="APBD")

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            (-0.12, "float"),
            (True, "bool"),
            (-12, "'-12 %'"),
            ("-12", "no percentage"),
            ("-112 %", "more than there is"),
            ("12.500 %", "12500 % or 12.500 %"),
            ("1/0 %", "zero"),
            (Decimal("NaN"), "no percentage"),
            (None, "NoneType"),
        ],
    )
    def test_refused_percentages(self, given: Any, told: str) -> None:
        """Floats, bare numbers, two readings and cuts of more than all are refused, with what to write."""
        with pytest.raises(CallError, match=told):
            Scenario("s").scale(given, documents="APBD")

    def test_words_that_choose_nothing(self) -> None:
        """A rounding, unit, basis or document that there is not is refused with near matches."""
        for wrong in ({"rounding": "largest"}, {"unit": "sen2"}, {"basis": "pagu"}):
            with pytest.raises(UnknownNameError):
                Scenario("s").scale("-1 %", documents="APBD", **wrong)  # type: ignore[arg-type] # the point
        with pytest.raises(UnknownNameError, match="APBD"):
            Scenario("s").scale("-1 %", documents="ABPD").apply(plan_of(pay("a", 1)))


class TestNothingSelected:
    """A selection that finds nothing says so."""

    def test_error_offers_what_is_there(self) -> None:
        """A misspelt fund is an error that names the fund that is there."""
        with pytest.raises(NothingSelectedError, match="fund 'DAU'") as caught:
            Scenario("s").scale("-1 %", documents="APBD", where=q.fund == "DUA").apply(plan_of(pay("a", 1)))
        assert caught.value.near == ("fund 'DAU'",)

    def test_skip_leaves_the_edit_out(self) -> None:
        """With ``skip`` the edit is left out, and its effect says why."""
        plan = plan_of(pay("a", 1))
        scenario = Scenario("s").scale("-1 %", documents="APBD", where=q.fund == "PAD")
        assert scenario.apply(plan, on_nothing="skip") == plan
        assert "selects none" in (scenario.effects(plan)[0].reason or "")

    def test_selected_but_not_known(self) -> None:
        """Where all that is selected is unknown, there is nothing to scale either."""
        with pytest.raises(NothingSelectedError, match="known amounts"):
            Scenario("s").scale("-1 %", documents="APBD").apply(plan_of(pay("a", None)))


class TestSetAndAdd:
    """Setting and adding amounts."""

    def test_set(self) -> None:
        """An amount takes the place of the one there; where none is, an allocation is made at the end."""
        scenario = (
            Scenario("s")
            .set_money("Rp2.500", document="apbd", subject="a", period=2026, fund="DAU")
            .set_money(None, document="apbd", subject="b", period="2026")
        )
        assert amounts(scenario.apply(plan_of(pay("a", 1)))) == [2500, None]

    def test_add(self) -> None:
        """An amount is added to the one there, to the sen; a negative one takes away."""
        plan = plan_of(pay("a", Decimal("0.50")))
        more = Scenario("s").add_money("Rp0,75", document="apbd", subject="a", period=2026, fund="DAU")
        assert amounts(more.apply(plan)) == [Decimal("1.25")]
        less = more.add_money(-1, document="apbd", subject="a", period=2026, fund="DAU")
        assert amounts(less.apply(plan)) == [Decimal("0.25")]

    def test_unknown_stays_unknown(self) -> None:
        """Nothing is added to an amount that is not known."""
        with pytest.raises(EditError, match="not known"):
            Scenario("s").add_money(1, document="apbd", subject="a", period=2026, fund="DAU").apply(
                plan_of(pay("a", None))
            )

    def test_unknown_ids(self) -> None:
        """An unknown node or document is refused with near matches."""
        for wrong in ({"document": "abpd", "subject": "a"}, {"document": "apbd", "subject": "z"}):
            with pytest.raises(UnknownIdError):
                Scenario("s").set_money(1, period=2026, **wrong).apply(plan_of(pay("a", 1)))

    def test_said_twice(self) -> None:
        """Where two allocations say the same thing, none is picked in silence."""
        with pytest.raises(EditError, match="REF-07"):
            Scenario("s").set_money(1, document="apbd", subject="a", period=2026, fund="DAU").apply(
                plan_of(pay("a", 1), pay("a", 2))
            )

    @pytest.mark.parametrize("given", [1.5, "1.500", "banyak", 10**16, True])
    def test_refused_amounts(self, given: Any) -> None:
        """Floats, texts with two readings, words and amounts beyond the largest are refused."""
        with pytest.raises(CallError, match="exact amount"):
            Scenario("s").set_money(given, document="apbd", subject="a", period=2026)


class TestMove:
    """Moving money."""

    def test_in_proportion_and_exact(self) -> None:
        """10 of 30 are taken from each in proportion; together there is as much as before."""
        plan = plan_of(pay("a", 20), pay("b", 10))
        moved = Scenario("s").move_money(10, documents="APBD", where=q.id.in_("a", "b"), to="c").apply(plan)
        assert amounts(moved) == [Decimal("13.33"), Decimal("6.67"), 10]

    def test_to_another_fund(self) -> None:
        """All of a fund takes another one; what is left is a zero, not nothing."""
        moved = (
            Scenario("s").move_money(documents="APBD", where=q.fund == "DAU", to_fund="PAD").apply(plan_of(pay("a", 5)))
        )
        assert [(row.fund, row.amounts["2026"]) for row in moved.allocations] == [("DAU", 0), ("PAD", 5)]

    def test_more_than_there_is(self) -> None:
        """More than there is cannot be taken."""
        with pytest.raises(EditError, match="cannot be taken"):
            Scenario("s").move_money(6, documents="APBD", where=q.id == "a", to="b").apply(plan_of(pay("a", 5)))

    def test_nowhere(self) -> None:
        """Money must go somewhere, and to something that is there."""
        with pytest.raises(EditError, match="where the money goes"):
            Scenario("s").move_money(1, documents="APBD", where=q.id == "a").apply(plan_of(pay("a", 5)))
        with pytest.raises(UnknownIdError):
            Scenario("s").move_money(1, documents="APBD", where=q.id == "a", to="z").apply(plan_of(pay("a", 5)))
