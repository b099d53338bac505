"""Evaluation forms: the formulas as printed, non-additive indicators, and what a check calls wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest

from regplan.calc.targets import FORMS, check_form, evaluate_form, evaluate_years
from regplan.calc.targets.form_tables import Cell, FormName
from regplan.errors import MissingValueError, UnknownNameError

QUARTERS: dict[Any, Any] = {"q1": 5, "q2": 10, "q3": 5, "q4": 10}
ROW: dict[Any, Any] = {"end_target": 100, "before": 40, "target": 40, **QUARTERS}


def test_forms_are_known() -> None:
    """Every name has its form, with columns of known cells numbered in order."""
    assert tuple(form.name for form in FORMS) == get_args(FormName)
    for form in FORMS:
        assert set(form.columns) <= set(get_args(Cell))
        assert list(form.columns.values()) == sorted(form.columns.values())


def test_e19() -> None:
    """The acceptance fixture: 5 = 100, 6 = 40, 7 = 20, 8 = 18 make 9 = 90 %, 10 = 58, 11 = 58 %."""
    made = evaluate_form("E-19", {"end_target": 100, "before": 40, "target": 20, "result": 18}, accumulation="sum")
    assert {cell: one.value for cell, one in made.items()} == {"year_rate": 90.0, "cumulative": 58.0, "rate": 58.0}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("E-19p", {"result": 30.0, "year_rate": 75.0, "cumulative": 70.0, "rate": 70.0}),
        ("E-79", {"result": 30.0, "cumulative": 70.0, "rate": 70.0}),
        ("E-81", {"result": 30.0, "cumulative": 70.0, "rate": 70.0}),
    ],
)
def test_quarterly_forms(name: FormName, expected: dict[str, float]) -> None:
    """Forms with quarters add them up; the provincial E.19 has the rate of the year besides."""
    made = evaluate_form(name, ROW, accumulation="sum")
    assert {cell: one.value for cell, one in made.items()} == expected
    assert {one.note for one in made.values()} == {None}


def test_e29() -> None:
    """T-C.29 projects: up to n−3, the result of n−2 and the target of n−1 together."""
    cells: dict[Any, Any] = {"end_target": 100, "before": 40, "target": 20, "result": 18, "next_target": 22}
    made = evaluate_form("E-29", cells, accumulation="sum")
    assert {cell: one.value for cell, one in made.items()} == {"year_rate": 90.0, "cumulative": 80.0, "rate": 80.0}


def test_non_additive() -> None:
    """Of a rate the latest value takes the place of the sum, the rate is the achievement by polarity, and it is said."""
    cells: dict[Any, Any] = {"end_target": 9, "before": 12, "target": 10, "q1": 12, "q2": 11, "q3": 11, "q4": 10}
    made = evaluate_form("E-79", cells, accumulation="last", polarity="down", method="mirrored")
    assert (made["result"].value, made["cumulative"].value) == (10.0, 10.0)
    assert made["rate"].value == pytest.approx(100 * 8 / 9)
    assert "ACH-03" in made["rate"].formula
    assert all(one.note is not None and one.note.en.startswith("non-additive") for one in made.values())


def test_increments_add_up_to_a_stock() -> None:
    """Additions of the quarters make the year, and are added to the stock before; nothing takes the place of the sum."""
    cells: dict[Any, Any] = {"end_target": 100, "before": 70, "target": 10, "q1": 2, "q2": 3, "q3": 0, "q4": 5}
    made = evaluate_form("E-19p", cells, accumulation="increment")
    assert {cell: one.value for cell, one in made.items()} == {
        "result": 10.0,
        "year_rate": 100.0,
        "cumulative": 80.0,
        "rate": 80.0,
    }
    assert {one.note for one in made.values()} == {None}
    assert evaluate_form("E-19p", {**cells, "before": None}, accumulation="increment")["cumulative"].value is None


def test_polarity_of_sums() -> None:
    """A polarity that is given counts for sums too: of fewer cases than the target the achievement is above 100."""
    cells: dict[Any, Any] = {"end_target": 50, "before": 30, "target": 10, "result": 8}
    plain = evaluate_form("E-19", cells, accumulation="sum")
    judged = evaluate_form("E-19", cells, accumulation="sum", polarity="down", method="mirrored")
    assert (plain["year_rate"].value, judged["year_rate"].value) == (80.0, 120.0)
    assert "ACH-03" in judged["year_rate"].formula
    assert {one.note for one in judged.values()} == {None}


def test_missing_quarter() -> None:
    """A blank quarter is not zero: the year is unknown, or the caller leaves it out or is stopped."""
    cells: dict[Any, Any] = {**ROW, "q4": None}
    made = evaluate_form("E-81", cells, accumulation="sum")
    assert [one.value for one in made.values()] == [None, None, None]
    assert all(one.reason is not None for one in made.values())
    assert evaluate_form("E-81", cells, accumulation="sum", missing="skip")["result"].value == 20.0
    with pytest.raises(MissingValueError):
        evaluate_form("E-81", cells, accumulation="sum", missing="error")


def test_check_names_one_error_once() -> None:
    """A wrong total is named where it stands, and what follows from it as printed is not."""
    cells: dict[Any, Any] = {**ROW, "result": 25, "cumulative": 65, "rate": 65}
    (found,) = check_form("E-81", cells)
    assert (found.cell, found.number) == ("result", 12)
    assert [found.expected, found.got, found.difference] == [30, 25, -5]
    assert found.formula == "E-81 12: AGG-01 of the quarters"


def test_check_forgives_dust_and_digits_only() -> None:
    """What floats leave is no error, nor what a source rounds by its own digits; one rupiah is."""
    dust: dict[Any, Any] = {
        "before": Decimal("0.1"),
        "result": Decimal("0.2"),
        "cumulative": Decimal("0.30000000000000004"),
    }
    assert check_form("E-81", dust) == ()
    rounded: dict[Any, Any] = {"cumulative": 2, "end_target": 3, "rate": Decimal("66.67")}
    assert check_form("E-81", rounded, digits=2) == ()
    assert len(check_form("E-81", rounded)) == 1
    rupiah: dict[Any, Any] = {"before": 10**13, "result": 10**12, "cumulative": 11 * 10**12 + 1}
    assert len(check_form("E-81", rupiah)) == 1


def test_check_leaves_gaps_alone() -> None:
    """A column that lacks its inputs, or is not printed, is not judged; neither is a rate by zero."""
    assert check_form("E-81", {"result": 5, "cumulative": 7, "rate": 3}) == ()
    assert check_form("E-81", {"end_target": 0, "cumulative": 7, "rate": 3}) == ()


def test_check_of_what_does_not_add_up() -> None:
    """Held against its accumulation, a printed 100 + 100 = 200 of a yearly score is wrong; by the form it is right."""
    cells: dict[Any, Any] = {"before": 100, "result": 100, "cumulative": 200, "end_target": 100, "rate": 200}
    assert check_form("E-81", cells) == ()
    assert [one.cell for one in check_form("E-81", cells, accumulation="last")] == ["cumulative"]


def test_years() -> None:
    """E.78: each year against its target, the sum or the latest against the end; a missing year leaves the end open."""
    targets, results = {"2025": 10, "2026": 10, "2027": 10}, {"2025": 9, "2026": 12}
    told = evaluate_years(targets, results, 30, accumulation="sum", polarity="up", method="ratio")
    assert [one.percent for one in told.years.values()] == [90.0, 120.0, None]
    assert told.end.percent == 70.0
    gap = evaluate_years(targets, {"2025": 9, "2026": None}, 30, accumulation="sum", polarity="up", method="ratio")
    assert gap.end.percent is None


def test_unknown_form() -> None:
    """A form that is not there comes with those that are."""
    with pytest.raises(UnknownNameError, match="E-81"):
        check_form("E-18", {})  # type: ignore[arg-type]
