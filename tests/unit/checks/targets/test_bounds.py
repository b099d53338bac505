"""TGT-04: which values are beyond their unit, and which names say that they may be."""

from __future__ import annotations

from typing import Any

import pytest

from regplan.checks import check
from regplan.model import Document, Indicator, Plan, Series


def found(cell: str, unit: str, name: str | None = "Persentase sekolah", **fields: Any) -> list[str]:
    """Return the names of findings on one target; ``unknown`` where it cannot be judged."""
    plan = Plan(
        documents=[Document(id="d", kind="RKPD", first_year=2026, last_year=2026)],
        indicators=[Indicator(id="I", name=name, unit=unit, **fields)],
        series=[Series(indicator="I", document="d", role="target", values={"2026": cell})],
    )
    report = check(plan, select="TGT-04")
    return [one.name for one in report.findings] + ["unknown" for _ in report.unknown]


@pytest.mark.parametrize(
    ("cell", "unit", "count"),
    [
        ("0", "persen", 0),
        ("100", "%", 0),
        ("100,00", "%", 0),
        ("100,01", "%", 1),
        ("-0,01", "persen", 1),
        ("99-101", "persen", 1),
        ("> 100", "persen", 0),
        (">= 101", "persen", 1),
        ("<= -1", "persen", 1),
        ("1000", "permil", 0),
        ("1001", "permil", 1),
        ("120", "poin persen", 0),
        ("120", "sesuatu", 0),
        ("1 : 30", "persen", 0),
        ("-", "persen", 0),
    ],
)
def test_shares(cell: str, unit: str, count: int) -> None:
    """A share is out of bounds below 0 and above its whole, at either end; other units have no whole."""
    assert found(cell, unit) == ["share-out-of-bounds"] * count


@pytest.mark.parametrize(
    "name",
    [
        "Pertumbuhan ekonomi",
        "Laju inflasi",
        "Persentase peningkatan produksi",
        "Persentase kenaikan kunjungan",
        "Tingkat Inflasi",
        "Rasio kemandirian daerah",
        "Persentase capaian pendapatan",
        "Angka partisipasi kasar SD (%)",
        "APK PAUD",
    ],
)
def test_names_of_what_has_no_whole(name: str) -> None:
    """Growth, ratios, results against targets and gross enrolment may be more than 100."""
    assert found("120", "%", name) == []
    assert found("120", "%", f"Cakupan {name.rsplit(maxsplit=1)[-1]}") == ["share-out-of-bounds"]


@pytest.mark.parametrize(
    ("cell", "name", "accumulation", "expected"),
    [
        ("67,50", "Jumlah atlet", None, ["count-not-whole"]),
        ("67,00", "Jumlah atlet", None, []),
        ("-3", "Jumlah atlet", None, ["count-negative"]),
        ("-3,5", "Jumlah atlet", None, ["count-negative"]),
        ("-3", "Perubahan jumlah atlet", None, []),
        ("2,5", "Rata-rata jumlah anak", None, []),
        ("2,5", "Rasio guru", None, []),
        ("2,5", "Jumlah atlet", "mean", []),
        ("-2", "Jumlah atlet", "mean", ["count-negative"]),
        ("2,5", None, None, ["unknown"]),
        ("-2", None, None, ["unknown"]),
        ("2", None, None, []),
    ],
)
def test_counts(cell: str, name: str | None, accumulation: Any, expected: list[str]) -> None:
    """Things are counted from 0 in whole numbers, unless the name says a difference, a mean or a rate."""
    assert found(cell, "orang", name, accumulation=accumulation) == expected


@pytest.mark.parametrize(
    ("cell", "unit", "name", "expected"),
    [
        ("-3", "km", "Panjang jalan mantap", ["amount-negative"]),
        ("-3-2", "ha", "Luas sawah", ["amount-negative"]),
        ("<= -3", "ton", "Produksi padi", ["amount-negative"]),
        ("-5", "Juta Rupiah", "PAD", ["amount-negative"]),
        ("-5", "Juta Rupiah", "SiLPA", []),
        ("-5", "Juta Rupiah", "Surplus anggaran", []),
        ("-3", "km", "Perubahan garis pantai", []),
        ("-2", "derajat celsius", "Suhu", []),
        ("-2", "poin persen", "Jarak", []),
        ("0", "km", "Panjang jalan", []),
        ("-3", "km", None, ["unknown"]),
    ],
)
def test_amounts_below_zero(cell: str, unit: str, name: str | None, expected: list[str]) -> None:
    """Length, mass, money and the like begin at 0, unless the name says a change or what is left."""
    assert found(cell, unit, name) == expected


@pytest.mark.parametrize(
    ("cell", "scale", "expected"),
    [
        ("101", "0-100", ["score-out-of-scale"]),
        ("100", "0-100", []),
        ("3,2", "1 - 5", []),
        ("0,9", "1-5", ["score-out-of-scale"]),
        ("> 5", "1-5", []),
        (">= 6", "1-5", ["score-out-of-scale"]),
        ("-1", "0-100", ["amount-negative"]),
        ("-1", None, ["amount-negative"]),
        ("120", None, ["unknown"]),
        ("3", "seratus", ["unknown"]),
    ],
)
def test_scores_on_their_scale(cell: str, scale: str | None, expected: list[str]) -> None:
    """A score is held against the scale the indicator states; without one, how high it may be is unknown."""
    assert found(cell, "indeks", "Indeks SPBE", extra={"x-skala": scale} if scale else None) == expected


def test_thousands_of_things_may_be_broken() -> None:
    """12,5 ribu orang are whole persons."""
    assert found("12,5", "ribu orang", "Jumlah wisatawan") == []


def test_cell_with_a_unit_of_its_own() -> None:
    """A value in a unit of its own is not judged by the unit of its indicator; in the same unit it is."""
    assert found("250 orang", "persen") == []
    assert found("120 %", "persen") == ["share-out-of-bounds"]


def test_all_roles_and_periods() -> None:
    """Baselines, results and quarters are judged as targets are; one finding a series."""
    roles = ("baseline", "target", "result")
    plan = Plan(
        documents=[Document(id="d", kind="RKPD", first_year=2026, last_year=2026)],
        indicators=[Indicator(id="I", name="Persentase sekolah", unit="persen")],
        series=[
            Series(indicator="I", document="d", role=role, values={"2026": "101", "2026-Q1": "102"})  # type: ignore[arg-type] # roles
            for role in roles
        ],
    )
    report = check(plan, select="TGT-04")
    assert [one.facts["got"] for one in report.findings] == [("101 (2026)", "102 (2026-Q1)")] * 3
    assert report.findings[0].facts["whole"] == "100"
