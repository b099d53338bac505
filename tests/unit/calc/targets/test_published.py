"""Printed achievements: which formula gave them, and which stand in the wrong place."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from regplan.calc.targets import is_misplaced, prints_as, reproductions


def test_ways_to_a_figure() -> None:
    """A printed figure names the formulas that give it: near the target two may, of a nonsense figure none."""
    assert [one.variant for one in reproductions(Decimal("-24.65"), Decimal("110.84"), Decimal("49.34"))] == ["ACH-03"]
    near = reproductions(Decimal("99.67"), Decimal("3.02"), Decimal("3.01"))
    assert [one.variant for one in near] == ["ACH-02", "ACH-03"]
    assert reproductions(Decimal(7), 12, 10) == ()
    progress = reproductions(Decimal(60), 12, 10, baseline=15)
    assert [(one.polarity, one.method) for one in progress] == [("down", "from_baseline")]


def test_printed_digits() -> None:
    """A figure is compared to the digits it is printed with, no more and no less."""
    assert prints_as(Fraction(2, 3), Decimal("0.67"))
    assert not prints_as(Fraction(2, 3), Decimal("0.660"))
    assert prints_as(Fraction(100), Decimal("1E+2"))


def test_misplaced() -> None:
    """A value that is the achievement and not the result stands in the wrong column; a rounded result does not."""
    assert is_misplaced(Decimal("24.65"), result=Decimal("110.84"), percent=Decimal("-24.65"))
    assert not is_misplaced(Decimal("76.42"), result=Decimal("76.4"), percent=Decimal("1091.43"))
    assert not is_misplaced(Decimal(100), result=Decimal(100), percent=Decimal(100))
    assert not is_misplaced(Decimal(0), result=Decimal(5), percent=Decimal(0))
