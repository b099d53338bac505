"""Values in other units: exact, or refused with the reason (conventions §12)."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from regplan.calc.units import added, convert, factor_between, same_dimension, unit_of
from regplan.errors import CallError, RegplanError, UnitMismatchError, UnknownNameError, UnknownUnitError

CONVERSIONS = [
    (Decimal("1.5"), "km", "m", Fraction(1500)),
    (1, "ha", "m2", Fraction(10_000)),
    (1, "km2", "ha", Fraction(100)),
    (7, "kuintal/ha", "ton/ha", Fraction(7, 10)),
    (432, "m3/hari", "liter/detik", Fraction(5)),
    (Decimal("41.21"), "Juta Rupiah", "Miliar Rupiah", Fraction(4121, 100_000)),
    (305, "per 100.000 kelahiran hidup", "per 1000 KH", Fraction(305, 100)),
    (24, "OB", "OT", Fraction(2)),
    (Fraction(1, 3), "lusin", "buah", Fraction(4)),
    (1, "tahun", "triwulan", Fraction(4)),
    (Decimal("0.1"), "%", "‰", Fraction(1)),
    (70, "Indeks", "Nilai", Fraction(70)),
]
STRANGERS = [
    ("dokumen", "laporan"),
    ("%", "poin persentase"),
    ("%", "% PDRB"),
    ("bulan", "hari"),
    ("ton/hari", "ton/tahun"),
    ("hari kerja", "hari"),
    ("OH", "OJ"),
    ("OB", "orang per kegiatan"),
    ("KK", "orang"),
    ("rupiah", "USD"),
    ("skor", "predikat"),
    ("m", "m2"),
]


@pytest.mark.parametrize(("value", "unit", "to", "wanted"), CONVERSIONS)
def test_conversion(value: Any, unit: str, to: str, wanted: Fraction) -> None:
    """A value is expressed exactly in another unit of its dimension, as worked out by hand."""
    assert convert(value, unit, to) == wanted
    assert type(convert(value, unit, to)) is Fraction


@pytest.mark.parametrize(("unit", "to"), STRANGERS)
def test_strangers(unit: str, to: str) -> None:
    """What measures something else is refused, and the refusal names both units and what they measure."""
    assert not same_dimension(unit, to)
    with pytest.raises(UnitMismatchError) as caught:
        convert(1, unit, to)
    error = caught.value
    assert (error.unit, error.to) == (unit, to)
    assert error.dimension != error.to_dimension
    assert all(word in str(error) for word in (unit, to, error.dimension, error.to_dimension))


def test_targets_of_different_units_are_not_added() -> None:
    """Peers add child targets across units (peers §4.1, trap 4; Pasangkayu's 240): here that is an error with its reason."""
    with pytest.raises(UnitMismatchError, match="'Laporan' measures laporan, 'Dokumen' measures dokumen"):
        added([(12, "Dokumen"), (4, "Laporan"), (224, "Orang")], to="Dokumen")


def test_sum_over_units() -> None:
    """Values in several units of one dimension have one exact sum, in the unit asked for."""
    assert added([(2, "ton"), (Decimal("7.5"), "kuintal"), (Fraction(1, 3), "kg")], to="kg") == Fraction(8251, 3)
    assert added([(3, "Dok."), (4, "dokumen")], to="Dokumen") == 7
    assert added([(1, "ribu jiwa"), (5, "orang")], to="orang") == 1005


def test_sum_keeps_absence() -> None:
    """A sum with an unknown part is unknown, a sum of nothing is refused, and an unknown part of another unit still is."""
    assert added([(1, "unit"), (None, "unit")], to="unit") is None
    with pytest.raises(CallError, match="nothing to add"):
        added([], to="unit")
    with pytest.raises(UnitMismatchError):
        added([(None, "unit"), (1, "paket")], to="unit")


@pytest.mark.parametrize("unit", ["Indeks", "Nilai", "Predikat", "Level"])
def test_places_on_a_scale_have_no_sum(unit: str) -> None:
    """Scores and grades are refused where they would be added."""
    with pytest.raises(CallError, match="no sum"):
        added([(70, unit), (80, unit)], to=unit)


def test_grades_are_not_converted() -> None:
    """A grade is no number and has no factor to multiply with."""
    with pytest.raises(CallError, match="a grade, not a number"):
        convert(1, "Level", "Predikat")


@pytest.mark.parametrize("value", [True, "3", None, Decimal("NaN"), Decimal("Infinity"), float("nan"), float("inf")])
def test_values_that_are_no_numbers(value: Any) -> None:
    """Booleans, texts and what is not finite are refused in conversions and sums."""
    with pytest.raises(CallError):
        convert(value, "km", "m")
    if value is not None:
        with pytest.raises(CallError):
            added([(value, "km")], to="m")


@pytest.mark.parametrize("value", [0.1, np.float64(0.1), Decimal("0.1"), Fraction(1, 10)])
def test_a_float_is_the_decimal_that_was_typed(value: Any) -> None:
    """A float means the shortest decimal that gives it back, as in every calculator of targets: no digits are made up."""
    assert convert(value, "ton", "kg") == 100
    assert added([(value, "ton"), (2, "kuintal")], to="kg") == 300


def test_arrays() -> None:
    """Arrays become arrays of floats, next to the exact result; NaN stays NaN and the array given stays as it is."""
    given = np.array([0.1, 3.0, np.nan, -7.25])
    done = convert(given, "kuintal/ha", "ton/ha")
    exact = [Fraction(float(one)) / 10 for one in given[[0, 1, 3]]]
    assert np.allclose(done[[0, 1, 3]], [float(one) for one in exact], rtol=4e-16, atol=0)
    assert np.isnan(done[2])
    assert given[0] == 0.1
    assert convert(np.array([2**62, 5]), "km", "m").tolist() == [2.0**62 * 1000, 5000.0]


def test_unknown_unit() -> None:
    """A text that says no unit raises with near matches, wherever it stands; a unit is taken as it is."""
    for call in (lambda: unit_of("Dokuman"), lambda: factor_between("km", "Dokuman"), lambda: added([], to="Dokuman")):
        with pytest.raises(UnknownUnitError, match="'Dokuman' is no unit of measurement; did you mean 'dokumen'"):
            call()
    assert unit_of(unit_of("km")) is unit_of("km")


def test_errors_are_of_the_house() -> None:
    """The errors are those of regplan and of Python, and survive pickling with their message."""
    raised: list[Exception] = []
    for unit in ("laporan", "Dokuman"):
        try:
            factor_between(unit, "dokumen")
        except ValueError as error:
            raised.append(error)
    assert [type(error) for error in raised] == [UnitMismatchError, UnknownUnitError]
    assert all(isinstance(error, RegplanError) for error in raised)
    assert isinstance(raised[1], UnknownNameError)
    assert [str(pickle.loads(pickle.dumps(error))) for error in raised] == list(map(str, raised))
