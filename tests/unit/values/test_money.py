"""Money as people write it: what is read, what is refused, what is not guessed (conventions §1)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regplan.diagnostics.finding import shown
from regplan.values.money import MOST_RUPIAH, from_sen, is_money, read_rupiah, rupiah, sen

READINGS = [
    ("1500000", 1_500_000),
    ("1.500.000", 1_500_000),
    ("1,500,000", 1_500_000),
    ("Rp1.500.000", 1_500_000),
    ("Rp. 1.500.000,-", 1_500_000),
    ("IDR 1500000", 1_500_000),
    ("Rp2.500.000,50", Decimal("2500000.50")),
    ("2,500,000.50", Decimal("2500000.50")),
    ("Rp1.500", 1500),
    ("1,5 miliar", 1_500_000_000),
    ("1.5 milyar", 1_500_000_000),
    ("Rp 2 triliun", 2 * 10**12),
    ("2,25 jt", 2_250_000),
    ("900 ribu", 900_000),
    ("0", 0),
    ("0,5", Decimal("0.50")),
    ("0.500", Decimal("0.50")),
    ("1.50", Decimal("1.50")),
]


@pytest.mark.parametrize(("text", "amount"), READINGS)
def test_reading(text: str, amount: int | Decimal) -> None:
    """What people write is read exactly: an int when whole, else a Decimal with sen."""
    reading = read_rupiah(f"  {text} ")
    assert (reading.amount, reading.fault, reading.readings) == (amount, None, ())
    assert type(reading.amount) is type(amount)


@pytest.mark.parametrize("text", ["-5.000.000", "Rp -5.000.000", "-Rp5.000.000", "\u22125.000.000", "(5.000.000)"])
def test_signs(text: str) -> None:
    """A minus before or after Rp, the typographic minus, and the brackets of accountants all say negative."""
    assert read_rupiah(text).amount == -5_000_000


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.500", ("1500", "1.5")),
        ("1,500", ("1500", "1.5")),
        ("-1.500", ("-1500", "-1.5")),
        ("Rp1,500", ("1500", "1.5")),
        ("1.500 juta", ("1500000000", "1500000")),
    ],
)
def test_ambiguous(text: str, readings: tuple[str, ...]) -> None:
    """One group of three digits after one mark is returned with both readings, never guessed."""
    assert read_rupiah(text) == (None, "ambiguous", readings)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "not-money"),
        ("lima juta", "not-money"),
        ("1.50.000", "not-money"),
        ("1.500.00", "not-money"),
        ("1.50.000,25", "not-money"),
        ("1.500.000,", "not-money"),
        ("1,500.000,25", "not-money"),
        ("(5", "not-money"),
        ("5 persen", "not-money"),
        ("1,", "not-money"),
        ("0,001", "below-sen"),
        ("1.234,567", "below-sen"),
        ("1e9", "exponent"),
        ("nan", "not-finite"),
        ("-inf", "not-finite"),
        ("1.000.000.000.000.001", "too-large"),
        ("-2000 triliun", "too-large"),
        ("9" * 100, "too-large"),
        ("x" * 100, "not-money"),
        ("\u0661\u0662", "not-money"),
    ],
)
def test_fault(text: str, fault: str) -> None:
    """What is not exact money within bounds is refused with the reason."""
    assert read_rupiah(text) == (None, fault, ())


def test_bound_is_included() -> None:
    """The largest amount is money, one sen more is not."""
    assert read_rupiah(str(MOST_RUPIAH)).amount == MOST_RUPIAH
    assert read_rupiah(f"{MOST_RUPIAH},01").fault == "too-large"
    assert is_money(-MOST_RUPIAH)
    assert not is_money(MOST_RUPIAH + 1)


def test_number_of_json_has_a_decimal_point() -> None:
    """In a number of JSON the point is decimal, so 1.500 is no question there."""
    assert read_rupiah("1.500", number=True).amount == Decimal("1.50")
    assert read_rupiah("1,500", number=True).fault == "not-money"


@pytest.mark.parametrize("value", [True, 1.5, "5", None, Decimal("0.001"), Decimal("NaN")])
def test_not_money(value: object) -> None:
    """Floats, booleans, text and parts of a sen are no money."""
    assert not is_money(value)


@given(st.integers(-MOST_RUPIAH * 100, MOST_RUPIAH * 100))
def test_printed_is_read_back(amount: int) -> None:
    """Money printed in Indonesian (``Rp1.234.567,89``) is read back as the same amount."""
    exact = from_sen(amount)
    assert read_rupiah(shown("amount_rp", exact)[0]).amount == exact
    assert sen(exact) == amount


def test_printed_looks_as_promised() -> None:
    """Points part the thousands and a comma the sen; English has it the other way round."""
    assert shown("amount_rp", Decimal("1234567.89")) == ("Rp1.234.567,89", "Rp1,234,567.89")
    assert shown("amount_rp", -1500) == ("-Rp1.500", "-Rp1,500")


def test_one_way_to_write() -> None:
    """Equal money is written one way: whole rupiah are an int."""
    assert repr(rupiah(Decimal("5.00"))) == "5"
    assert repr(rupiah(Decimal("5.5"))) == "Decimal('5.50')"
