"""Tables of money: what fits 80 columns, what a spreadsheet must not run, what JSON must keep exact."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.report.sheets import Sheet, amount_text, csv_text, json_ready, safe_cell, sheet_lines
from regplan.values.money import MOST_RUPIAH, read_rupiah

TITLES = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=200)
AMOUNTS = st.one_of(st.none(), st.just("?"), st.integers(-MOST_RUPIAH, MOST_RUPIAH), st.just(Decimal("-0.05")))


@given(rows=st.lists(st.tuples(TITLES, st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)), min_size=1, max_size=5))
def test_every_line_fits(rows: list[tuple[str, tuple[int | str | Decimal | None, ...]]]) -> None:
    """Whatever titles and amounts, no line is longer than 80, and every amount stands there whole."""
    sheet = Sheet(title="Pagu", heads=("OPD", "a", "b", "c"), rows=tuple(rows), total=("Jumlah", rows[0][1]))
    lines = list(sheet_lines(sheet, "id"))
    assert max(map(len, lines)) <= 80
    whole = " ".join(lines)
    for amount in rows[0][1]:
        assert amount_text(amount, "id").removesuffix(",05") in whole


def test_long_titles_are_cut_and_amounts_below_each_other() -> None:
    """A title that is too long ends in ``…``; amounts end in one column, all with sen where one has some."""
    rows = (("Program " * 20, (5,)), ("Pendek", (Decimal("1234.50"),)))
    lines = list(sheet_lines(Sheet(title="", heads=("Simpul", "Rupiah"), rows=rows), "en"))
    assert lines[-2].endswith("…      5.00")
    assert lines[-1].endswith("1,234.50")
    assert len(lines[-1]) == len(lines[-2])


def test_amounts_too_wide_stand_below_their_title() -> None:
    """Where the amounts leave no room for titles, they stand on the next line."""
    rows = (("Dinas Pekerjaan Umum", (10**15, -(10**15), Decimal("999999999999999.99"))),)
    lines = list(sheet_lines(Sheet(title="", heads=("OPD", "a", "b", "c"), rows=rows), "id"))
    assert lines[-2] == "Dinas Pekerjaan Umum"
    assert lines[-1].split() == ["1.000.000.000.000.000", "-1.000.000.000.000.000", "999.999.999.999.999,99"]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("amount", [0, -5, 1_234_567, Decimal("1234.05")])
def test_amounts_read_back(amount: int | Decimal, lang: str) -> None:
    """What is printed in Indonesian is read back as the same amount; English has the marks changed."""
    told = amount_text(amount, lang)  # type: ignore[arg-type] # both languages
    if lang == "en":
        told = told.translate(str.maketrans(",.", ".,"))
    assert read_rupiah(told).amount == amount


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_formula_in_csv(text: str) -> None:
    """A text that a spreadsheet would run gets a quote before it, and reads back whole."""
    (row,) = csv.DictReader(io.StringIO(csv_text([{"nama": text, "jumlah": -5}])))
    assert row["nama"] == f"'{text}".replace("\r", " ")
    assert not row["nama"].startswith(("=", "+", "-", "@", "\t", "\r"))


@given(amount=st.integers(-MOST_RUPIAH, MOST_RUPIAH))
def test_negative_amounts_are_unharmed(amount: int) -> None:
    """An amount is written as its digits, negative ones too."""
    assert int(safe_cell(amount)) == amount
    assert Decimal(safe_cell(Decimal(amount).scaleb(-2))) == Decimal(amount).scaleb(-2)


def test_json_is_exact() -> None:
    """Amounts with sen and exact shares are text, so that no float comes between."""
    data = json.loads(json.dumps(json_ready({"a": Decimal("0.10"), "b": [Fraction(1, 3), None], "c": 10**15})))
    assert data == {"a": "0.10", "b": ["1/3", None], "c": 10**15}
