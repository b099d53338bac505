"""The roll-out of a program over the budgets of a plan, and Blitar's as its worked case."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from budget_lines import budget, line, plan_of
from regplan import load
from regplan.calc.cycle import PlanRollout, plan_rollout
from regplan.errors import CallError, UnknownIdError, UnknownNameError
from regplan.model import Place, Plan

BLITAR = Path(__file__).parents[4] / "examples" / "blitar_rt_2021"
BUDGETS = ["apbd-2021", "apbd-2021-p", "apbd-2022"]
PLACES = [
    Place(id="x", kind="kelurahan", neighbourhoods=10, population=500),
    Place(id="y", kind="kelurahan", neighbourhoods=20),
    Place(id="x.1", kind="rt", parent="x"),
]
YEARS = [
    budget("a"),
    budget("p", amends="a", restates="partial"),
    budget("b", first_year=2027, last_year=2027),
]


@pytest.fixture(scope="module")
def blitar() -> Plan:
    """Return the plan of the example."""
    return load(BLITAR)


def rolled(plan: Plan, documents: list[str] | None = None, **given: Any) -> PlanRollout:
    """Roll out at 10 rupiah a unit, released, unless said otherwise."""
    asked: dict[str, Any] = {"unit_cost": 10, "residual": "released"} | given
    return plan_rollout(plan, asked.pop("node", "A"), documents or ["a", "p", "b"], **asked)


class TestBlitar:
    """Rp 2.5 billion for 50 RT now, the rest in the change, everything next year (methods D5)."""

    def told(self, plan: Plan, **given: Any) -> PlanRollout:
        """Roll the program out, 3 percent dearer in 2022."""
        return rolled(plan, BUDGETS, node="RT", unit_cost=50_000_000, rises={"apbd-2022": Decimal("0.03")}, **given)

    def test_public_fact(self, blitar: Plan) -> None:
        """The original budget gives exactly the Rp 2.5 billion for 50 RT that was announced."""
        first = self.told(blitar).steps[0]
        assert (first.money, first.units, first.coverage) == (2_500_000_000, 50, Fraction(50, 650))

    def test_one_off(self, blitar: Plan) -> None:
        """The worked example of the methods: 50, 200, 400 RT; 600, 400, none left; the last 400 cost Rp 20.6 billion."""
        told = self.told(blitar)
        assert [(one.units, one.remaining) for one in told.steps] == [(50, 600), (200, 400), (400, 0)]
        assert (told.steps[2].money, told.completion) == (20_600_000_000, "apbd-2022")
        assert [one.cost_to_finish for one in told.steps] == [30_000_000_000, 20_000_000_000, 0]

    def test_yearly(self, blitar: Plan) -> None:
        """As yearly support the 250 RT of 2021 are due again in 2022, and the same money begins 150 instead of 400."""
        last = self.told(blitar, recurrent=1).steps[-1]
        assert (last.units, last.done, last.commitment) == (150, 400, 400 * 51_500_000)

    def test_fairness(self, blitar: Plan) -> None:
        """Two or three RT of 31 at first, all at last; rupiah a head are unknown, because inhabitants are not stated."""
        told = self.told(blitar)
        assert told.fairness("apbd-2021", variant="share_of_units").spread == Fraction(1, 31)
        assert told.fairness("apbd-2022", variant="share_of_units").spread == 0
        assert told.fairness("apbd-2021", variant="money_per_head").spread is None

    def test_examples_are_marked(self, blitar: Plan) -> None:
        """What is no public fact is marked as an example on its own record."""
        assert all("x-contoh" in (one.extra or {}) for one in blitar.allocations)
        assert all("x-contoh" in (one.extra or {}) for one in blitar.places if one.neighbourhoods is not None)
        assert all("x-contoh" in (one.extra or {}) for one in blitar.documents if one.id in BUDGETS[1:])

    def test_names_are_those_of_the_ministry(self, blitar: Plan, shared_data: Path) -> None:
        """Codes and names of the 21 kelurahan are those of the ministry's list."""
        rows = (shared_data / "wilayah_desa_kelurahan_4_daerah.csv").read_text(encoding="utf-8").splitlines()
        listed = {row.split(",")[0]: row.split(",")[2] for row in rows if row.startswith("35.72.")}
        assert {one.id: one.name for one in blitar.places if one.kind == "kelurahan"} == listed


def test_change_states_new_amounts() -> None:
    """A change adds only what it has beyond the budget it lies over; a place it does not state keeps its money and adds none."""
    lines = [line("a", "A", 30, place="x"), line("a", "B", 20, place="y"), line("p", "A", 50, place="x")]
    told = rolled(plan_of(YEARS[:2], lines, PLACES), ["a", "p"], node="K1")
    assert [(one.money, one.done) for one in told.steps] == [(50, 5), (20, 7)]


def test_money_of_an_rt_counts_for_its_kelurahan() -> None:
    """Money at an RT is that of the kelurahan it lies in; a kelurahan with none is served with nothing, and counts as left."""
    told = rolled(plan_of(YEARS[:1], [line("a", "A", 40, place="x.1")], PLACES), ["a"])
    assert [(one.place, one.rollout.phases[0].done) for one in told.places] == [("x", 4), ("y", 0)]
    assert (told.steps[0].remaining, told.fairness("a", variant="share_of_units").none) == (26, Fraction(1, 2))


def test_fairness_by_variant() -> None:
    """Share of RT, rupiah for each RT and rupiah a head are three measures; a missing count makes the spread unknown."""
    told = rolled(plan_of(YEARS[:1], [line("a", "A", 40, place="x"), line("a", "A", 60, place="y")], PLACES), ["a"])
    assert told.fairness("a", variant="share_of_units").by_place == {"x": Fraction(2, 5), "y": Fraction(3, 10)}
    assert told.fairness("a", variant="money_per_unit").by_place == {"x": 4, "y": 3}
    heads = told.fairness("a", variant="money_per_head")
    assert (heads.by_place, heads.spread) == ({"x": Fraction(2, 25), "y": None}, None)


def test_money_without_place() -> None:
    """Where money has no place the program is taken as a whole, over all RT of all kelurahan, and fairness is refused."""
    told = rolled(plan_of(YEARS[:1], [line("a", "A", 40, place="x"), line("a", "A", 60)], PLACES), ["a"])
    assert (told.steps[0].done, told.steps[0].remaining, told.variant.endswith("as a whole")) == (10, 20, True)
    with pytest.raises(CallError, match="place"):
        told.fairness("a", variant="share_of_units")


def test_number_of_units_not_known() -> None:
    """Without the number of RT what is reached is known and what is left is not, with the place that lacks it; never zero."""
    silent = [PLACES[0], Place(id="y", name="Sentul", kind="kelurahan")]
    placed = rolled(plan_of(YEARS[:1], [line("a", "A", 40, place="y")], silent), ["a"]).steps[0]
    assert (placed.done, placed.remaining, placed.coverage) == (4, None, None)
    assert placed.reason is not None
    assert placed.reason.en == "the number of RT is not stated: Sentul"
    whole = rolled(plan_of(YEARS[:1], [line("a", "A", 40)], silent), ["a"])
    assert (whole.steps[0].done, whole.steps[0].remaining) == (4, None)
    assert rolled(plan_of(YEARS[:1], [line("a", "A", 40)], silent), ["a"], units=9).steps[0].remaining == 5


def test_unknown_amount() -> None:
    """From an unknown amount on nothing is known, and that is said; what came before it stays."""
    lines = [line("a", "A", 40, place="x"), line("p", "A", None, place="x"), line("b", "A", 10, place="x", year=2027)]
    told = rolled(plan_of(YEARS, lines, PLACES))
    assert [one.done for one in told.steps] == [4, None, None]
    assert told.steps[1].reason is not None
    assert told.completion is None


def test_residual_is_the_callers() -> None:
    """Money that makes no whole unit waits for the next budget or is gone, as the caller says."""
    lines = [line("a", "A", 15, place="x"), line("b", "A", 15, place="x", year=2027)]
    plan = plan_of([YEARS[0], YEARS[2]], lines, PLACES)
    assert [rolled(plan, ["a", "b"], residual=fate).steps[-1].done for fate in ("released", "carried")] == [2, 3]


@pytest.mark.parametrize(
    ("documents", "given", "error"),
    [
        (["a", "p", "c"], {}, UnknownIdError),
        (["b", "a"], {}, CallError),
        (["a", "a"], {}, CallError),
        ([], {}, CallError),
        (["a", "p"], {"node": "Z"}, UnknownIdError),
        (["five"], {}, CallError),
        (["a"], {"residual": "lost"}, UnknownNameError),
    ],
)
def test_bad_calls(documents: list[str], given: dict[str, Any], error: type[Exception]) -> None:
    """Budgets that are not there, out of order, twice or of several years, and words that are none, are refused."""
    plan = plan_of([*YEARS, budget("five", last_year=2030)], [line("a", "A", 40, place="x")], PLACES)
    asked: dict[str, Any] = {"node": "A", "unit_cost": 10, "residual": "released"} | given
    with pytest.raises(error):
        plan_rollout(plan, asked.pop("node"), documents, **asked)


def test_cut_is_refused() -> None:
    """A change that takes money back is no step of a roll-out: it says how much from where, and what to ask instead."""
    plan = plan_of(YEARS[:2], [line("a", "A", 40, place="x"), line("p", "A", 10, place="x")], PLACES)
    with pytest.raises(CallError, match="p takes 30 back from x"):
        rolled(plan, ["a", "p"])


def test_place_of_another_kind() -> None:
    """Money at a place that lies in no kelurahan is refused by name, and not lost."""
    with pytest.raises(CallError, match="kota"):
        rolled(plan_of(YEARS[:1], [line("a", "A", 40, place="kota")], [*PLACES, Place(id="kota", kind="city")]), ["a"])


def test_rows_for_a_frame() -> None:
    """Steps are plain records."""
    (row,) = rolled(plan_of(YEARS[:1], [line("a", "A", 40, place="x")], PLACES), ["a"]).to_dicts()
    assert (row["document"], row["done"], row["reason"]) == ("a", 4, None)
