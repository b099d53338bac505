"""CODE-02, 07, 10 and PLC-01 with official lists: what is found, and what stays unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

import regplan as rp
from regplan.model import Term

TERMS = (
    Term(code="1.01.02", level="program", name="PROGRAM PENDIDIKAN"),
    Term(code="1.01.03", level="program", name="PROGRAM KURIKULUM", region="province"),
    Term(code="1.01.02.2.01", level="activity", name="Sekolah Dasar"),
    Term(code="1.01.02.2.01.0001", level="sub_activity", name="Pembangunan", indicator="Jumlah Sekolah", unit="Unit"),
    Term(code="1.01.02.2.01.0002", level="sub_activity", name="Lama", retired=True),
)
LIST = rp.Nomenclature(version="2023_1317", terms=TERMS)


def plan(code: str, title: str, *, version: str | None = "2023_1317", **more: Any) -> rp.Plan:
    """Write a Renja with one sub activity."""
    document: Any = rp.Document(id="d", kind="RENJA", first_year=2024, last_year=2024, nomenclature=version)  # type: ignore[arg-type]
    sub = rp.SubActivity(id="S", document="d", code=code, title=title)
    region = rp.Region(code="12.07", name="Kabupaten Deli Serdang", level="regency")
    return rp.Plan(documents=[document], sub_activities=[sub], region=region, **more)


def codes(report: rp.Report) -> list[str]:
    """List what was found."""
    return [one.name for one in report.findings]


def check(given: rp.Plan, lists: rp.Nomenclature | Sequence[rp.Nomenclature] = LIST) -> rp.Report:
    """Judge by the rules that need a list."""
    return rp.check(given, select=("CODE-02", "CODE-07", "CODE-10"), nomenclature=lists)


def test_a_code_of_the_list_is_sound() -> None:
    """A code of the list under its name gives no finding, and nothing is unknown."""
    report = check(plan("1.01.02.2.01.0001", "pembangunan"))
    assert (report.findings, report.unknown) == ((), ())


def test_a_code_that_is_not_in_the_version() -> None:
    """A code of a field that the list has, and that is not in it, is found."""
    assert codes(check(plan("1.01.02.2.01.0009", "Lain"))) == ["code-not-in-version"]


def test_a_truncated_list_says_nothing_of_other_fields() -> None:
    """Of a field of which the list has no row, nothing is found: it is unknown."""
    report = check(plan("1.02.02.2.01.0009", "Lain"))
    assert report.findings == ()
    assert [one.lacks.en for one in report.unknown] == ["a whole list (for 1 code(s))"]


def test_a_list_of_another_version_judges_nothing() -> None:
    """A document that names a version, or whose year has another one, is unknown: the list wanted and the one given are told."""
    for version in ("2020_3708", None):
        report = check(plan("1.01.02.2.01.0009", "Lain", version=version), attrs.evolve(LIST, version="2026_861"))
        assert report.findings == ()
        assert {one.code for one in report.unknown} == {"CODE-02", "CODE-07", "CODE-10"}
        assert all("given: 2026_861" in one.lacks.en for one in report.unknown)


def test_a_list_for_years_of_its_own() -> None:
    """A list for plan years that the caller names judges the documents of these years that name no version."""
    own = attrs.evolve(LIST, version="SIPD", first_year=2024)
    assert codes(check(plan("1.01.02.2.01.0009", "Lain", version=None), own)) == ["code-not-in-version"]


def test_retired_codes_and_other_names() -> None:
    """A retired code is found, and a name that is not that of the list."""
    assert codes(check(plan("1.01.02.2.01.0002", "Lama"))) == ["code-retired"]
    assert codes(check(plan("1.01.02.2.01.0001", "Rehabilitasi"))) == ["text-not-of-nomenclature"]


def test_units_and_indicators() -> None:
    """An indicator that is not that of the list is found, and another unit of the one that is."""
    for name, unit, what in (("Jumlah Murid", "Unit", "indicator"), ("Jumlah  sekolah", "Paket", "unit")):
        own = rp.Indicator(id="i", owner="S", name=name, unit=unit)
        report = check(plan("1.01.02.2.01.0001", "Pembangunan", indicators=[own]))
        assert [f"the {what} of" in one.text("en") for one in report.findings] == [True]


def test_no_authority() -> None:
    """A program that only the list for provinces has cannot be planned by a regency."""
    program = rp.Program(id="P", document="d", code="1.01.03", title="Program Kurikulum")
    given = plan("1.01.02.2.01.0001", "Pembangunan", programs=[program])
    assert codes(check(given)) == ["no-authority"]


def test_without_a_list_all_three_are_unknown() -> None:
    """Without a list each of the three says what it lacks."""
    report = rp.check(plan("1.01.02.2.01.0009", "Lain"), select=("CODE-02", "CODE-07", "CODE-10"))
    assert [one.code for one in report.unknown] == ["CODE-02", "CODE-07", "CODE-10"]


def test_regions() -> None:
    """The code of the region and of places are looked up; below regions that are not listed nothing is judged."""
    official = rp.Regions(
        places=rp.Table([rp.Place(id="12.07", name="Kabupaten Langkat"), rp.Place(id="12.71", name="Kota Medan")])
    )
    places = [
        rp.Place(id="a", code="12.72", name="X"),
        rp.Place(id="b", code="12.71", name="Kabupaten Medan"),
        rp.Place(id="e", code="12.71", name="MEDAN"),
        rp.Place(id="c", code="12.07.01"),
    ]
    report = rp.check(plan("1.01.02.2.01.0001", "Pembangunan", places=places), select="PLC", regions=official)
    assert codes(report) == ["region-called-otherwise", "place-not-listed", "place-called-otherwise"]
    assert [one.lacks.en for one in report.unknown] == ["the list of regions below 12.07"]
