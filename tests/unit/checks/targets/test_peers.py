"""What other planning software gets wrong about targets (peers §4.1), each as a plan that regplan judges rightly."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from regplan.checks import check
from regplan.diagnostics.report import Report
from regplan.model import Agency, Document, Indicator, Plan, Program, Series


def judged(renstra: Mapping[str, str | None], renja: Mapping[str, str | None], *, twin: str | None = None) -> Report:
    """Judge a Renja against the Renstra: one record of a program, or with *twin* two, the second of that name."""
    program = Program(id="P", document="renstra", code="1.02.02")
    second = Program(id="Q", document="renja", code="1.02.02")
    indicators = [Indicator(id="I", owner="P", name="Jumlah puskesmas", unit="unit", accumulation="sum")]
    if twin:
        indicators.append(Indicator(id="J", owner="Q", name=twin, unit="unit"))
    return check(
        Plan(
            agencies=[Agency(id="dinkes")],
            documents=[
                Document(id="renstra", kind="RENSTRA", first_year=2025, last_year=2030, agency="dinkes"),
                Document(id="renja", kind="RENJA", first_year=2027, last_year=2027, agency="dinkes"),
            ],
            programs=[program, second] if twin else [program],
            indicators=indicators,
            series=[
                Series(indicator="I", document="renstra", role="target", values=renstra),
                Series(indicator="J" if twin else "I", document="renja", role="target", values=renja),
            ],
        ),
        select="TGT-11",
    )


YEARS = {"2025": "10", "2026": "20", "2027": "30", "2028": "40", "2029": "50", "2030": "60"}


@pytest.mark.parametrize("target", ["35", "210", "10", "60"])
def test_a_year_is_compared_with_that_year(target: str) -> None:
    """Traps 3 and 5: the mean of six years (35), their sum (210), the first (10) and the last are not the target of 2027."""
    (found,) = judged(YEARS, {"2027": target}).findings
    assert (found.facts["got"], found.facts["expected"], found.facts["year"]) == (target, "30", "2027")
    assert found.hint.en.startswith("make it 30,")
    assert not judged(YEARS, {"2027": "30"}).findings


def test_a_missing_year_is_not_zero() -> None:
    """Trap 4: a year without a target is neither zero nor a part of a mean; it is unknown, and the others stand."""
    gaps = {"2025": "10", "2026": None, "2028": "40"}
    for target in ("0", "30", "25"):
        report = judged(gaps, {"2027": target})
        assert not report.findings
        assert report.unknown
    assert not judged({**gaps, "2027": "30"}, {"2027": "30"}).findings


def test_an_unknown_year_is_not_zero() -> None:
    """Trap 4: a year that the source leaves open is unknown, for zero as for any number."""
    report = judged({**YEARS, "2027": None}, {"2027": "0"})
    assert not report.findings
    assert report.unknown


@pytest.mark.parametrize(("aim", "target"), [("0", "100000000"), ("30", "0"), ("0", "1")])
def test_zero_is_compared_on_either_side(aim: str, target: str) -> None:
    """Trap 2: zero is a number, so that nothing against a hundred million does not pass."""
    (found,) = judged({**YEARS, "2027": aim}, {"2027": target}).findings
    assert (found.facts["expected"], found.facts["got"]) == (aim, target)


def test_zero_on_both_sides_is_equal() -> None:
    """Trap 2: zero against zero is agreement and no division."""
    report = judged({**YEARS, "2027": "0"}, {"2027": "0,0"})
    assert not report.findings
    assert not report.unknown


@pytest.mark.parametrize("target", ["15", "60", "29,99"])
def test_no_share_is_too_small_and_double_is_not_half(target: str) -> None:
    """Trap 2: targets are equal or not; no threshold in per cent of the larger number decides."""
    assert judged(YEARS, {"2027": target}).findings


@pytest.mark.parametrize(
    "name", ["Jumlah puskesmas keliling", "Jumlah", "puskesmas", "Jumlah puskesmas terakreditasi", "Jumlah puskesma"]
)
def test_a_name_inside_another_does_not_match(name: str) -> None:
    """Trap 7: a name that is inside another, or nearly it, is another indicator: not compared, and told to be so."""
    report = judged(YEARS, {"2027": "31"}, twin=name)
    assert not report.findings
    assert report.unknown


def test_the_same_name_does_match() -> None:
    """Trap 7, the other way round: case and blanks do not hide the same indicator of the same program of the OPD."""
    assert judged(YEARS, {"2027": "31"}, twin="JUMLAH  Puskesmas.").findings
