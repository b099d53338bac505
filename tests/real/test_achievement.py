"""Banyuwangi's published achievements of 2025: each is reproduced by a stated variant, the two wrong ones are found."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from regplan.calc.targets import achievement, is_misplaced, prints_as, reproductions
from regplan.model.words import Polarity
from regplan.values.measure import Grade

FALLING: Final = {
    "Tingkat Pengangguran Terbuka",
    "Indeks Ketimpangan Gender (IKG)",
    "Angka Kematian Ibu (AKI)",
}
"""The falling indicators of the file; it prints no polarity, so the test states them. All others are rising."""
OPINIONS: Final = ("TMP", "TW", "WDP", "WTP")


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[dict[str, str]]:
    """Return the rows of the file."""
    path = shared_data / "banyuwangi_ikd_2025_sebagian.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decimal(text: str) -> Decimal:
    """Read a number with a decimal comma."""
    return Decimal(text.replace(",", "."))


def polarity(row: dict[str, str]) -> Polarity:
    """State the polarity of an indicator."""
    return "down" if row["indikator"] in FALLING else "up"


def numbers(rows: list[dict[str, str]]) -> list[tuple[dict[str, str], Decimal, Decimal, Decimal]]:
    """Return the rows in numbers with result, target and published achievement."""
    columns = ("realisasi_2025", "target_2025", "capaian_2025")
    return [(row, *map(decimal, (row[name] for name in columns))) for row in rows if row["satuan"] != "Nilai"]  # type: ignore[misc]


def test_published_achievements_reproduce(rows: list[dict[str, str]]) -> None:
    """ACH-01 for rising and ACH-03 for falling indicators give every published figure but that of gender inequality."""
    other = [
        row["indikator"]
        for row, result, target, printed in numbers(rows)
        if not prints_as(achievement(result, target, polarity=polarity(row), method="mirrored").exact or 0, printed)  # type: ignore[arg-type]
    ]
    assert len(numbers(rows)) == 29
    assert other == ["Indeks Ketimpangan Gender (IKG)"]


def test_the_wrong_polarity_is_found(rows: list[dict[str, str]]) -> None:
    """Of all falling indicators only the figure of gender inequality, 105.25, is given by the formula of a rising one alone."""
    wrong = {
        row["indikator"]: printed
        for row, result, target, printed in numbers(rows)
        if {way.polarity for way in reproductions(printed, result, target)} == {"up"} and polarity(row) == "down"
    }
    assert wrong == {"Indeks Ketimpangan Gender (IKG)": Decimal("105.25")}


def test_the_variant_of_maternal_mortality(rows: list[dict[str, str]]) -> None:
    """The published −24.65 of maternal mortality can only be ACH-03."""
    found = {
        row["indikator"]: [way.variant for way in reproductions(printed, result, target)]
        for row, result, target, printed in numbers(rows)
        if row["indikator"] in FALLING
    }
    assert found["Angka Kematian Ibu (AKI)"] == ["ACH-03"]
    assert found["Tingkat Pengangguran Terbuka"] == ["ACH-02", "ACH-03"]


def test_the_misplaced_value_is_found(rows: list[dict[str, str]]) -> None:
    """One value printed as the result of 2025 is the achievement: 24.65 of maternal mortality, whose result is 110.84."""
    found = [
        (row["indikator"], row["nilai_2025"])
        for row, result, _, printed in numbers(rows)
        if is_misplaced(decimal(row["nilai_2025"]), result=result, percent=printed)
    ]
    assert found == [("Angka Kematian Ibu (AKI)", "24,65")]


def test_the_opinion_of_the_auditor(rows: list[dict[str, str]]) -> None:
    """WTP against WTP is 100 by rank, as published."""
    (row,) = [row for row in rows if row["satuan"] == "Nilai"]
    result, target = (
        Grade("opini BPK", row[name], OPINIONS.index(row[name]) + 1) for name in ("realisasi_2025", "target_2025")
    )
    told = achievement(result, target, polarity="up", method="ratio")
    assert (told.exact, told.variant) == (Fraction(decimal(row["capaian_2025"])), "ACH-09")
