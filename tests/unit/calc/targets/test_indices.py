"""Scales, SPM, AKIP and the IPM with its inverse question."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import attrs
import numpy as np
import pytest

from regplan.calc.targets import (
    Components,
    akip_score,
    ipm,
    ipm_sensitivity,
    ipm_targets,
    ipms,
    rate,
    ratings,
    spm_function,
    spm_index,
    spm_quality,
    spm_recipients,
    spm_region,
)
from regplan.calc.targets.human_development import EXAMPLE, Component
from regplan.calc.targets.indices import AKIP_COMPONENTS
from regplan.errors import CallError, NoValueError, UnknownNameError
from regplan.law import Bands, current

TODAY = date(2026, 1, 1)


def bands(name: str) -> Bands:
    """Return the bands of a scale."""
    return current().scale(name).at(TODAY)


@pytest.mark.parametrize(
    ("scale", "value", "code"),
    [
        ("SCALE-86", 120, "ST"),
        ("SCALE-86", 91, "ST"),
        ("SCALE-86", 76, "T"),
        ("SCALE-86", 66, "S"),
        ("SCALE-86", 51, "R"),
        ("SCALE-86", 50, "SR"),
        ("SCALE-86", -50, "SR"),
        ("SCALE-LKJIP", 100, "5"),
        ("SCALE-LKJIP", Decimal("99.99"), "4"),
        ("AKIP-GRADE", 90, "A"),
        ("AKIP-GRADE", Decimal("90.01"), "AA"),
        ("AKIP-GRADE", 80, "BB"),
        ("AKIP-GRADE", 0, "D"),
        ("AKIP-BAND", 75, "C"),
        ("AKIP-BAND", 10, "E"),
        ("SCALE-SPM", 100, "TP"),
        ("SCALE-SPM", Decimal("99.9"), "TU"),
        ("SCALE-SPM", 59, "BT"),
        ("IPM-CLASS", 80, "very_high"),
        ("IPM-CLASS", 70, "high"),
    ],
)
def test_bands(scale: str, value: Decimal, code: str) -> None:
    """Each scale puts a value on a bound where its law says; columns are rated the same way."""
    told = rate(value, bands(scale))
    assert told.band is not None
    assert told.band.code == code
    assert bands(scale).bands[ratings([float(value)], bands(scale))[0]].code == code


def test_gaps_of_scale_86() -> None:
    """90.5 lies between the printed 76–90 and 91–100: the lower bound decides, or rounding, or nobody."""
    found = [rate(90.5, bands("SCALE-86"), gaps=gaps) for gaps in ("lower_bound", "round", "refuse")]
    assert [one.band.code if one.band else None for one in found] == ["T", "ST", None]
    assert all(one.in_gap for one in found)
    assert rate(90.4, bands("SCALE-86"), gaps="round").band == bands("SCALE-86").bands[1]
    assert not rate(90, bands("SCALE-86"), gaps="refuse").in_gap


def test_no_band() -> None:
    """What is missing or outside the scale has no band; a scale has none before its first day."""
    assert rate(None, bands("AKIP-GRADE")).reason is not None
    assert rate(101, bands("AKIP-GRADE")).band is None
    assert ratings([np.nan, 101.0, -1.0], bands("AKIP-GRADE")).tolist() == [-1, -1, -1]
    with pytest.raises(NoValueError, match="known from 2017-10-10 on"):
        current().scale("SCALE-86").at(date(2016, 1, 1))
    with pytest.raises(UnknownNameError, match="did you mean 'SCALE-86'"):
        current().scale("SCALE86")
    with pytest.raises(UnknownNameError):
        rate(1, bands("SCALE-86"), gaps="floor")  # type: ignore[arg-type]


def test_spm() -> None:
    """A type is 80 % recipients and 20 % quality, each capped; functions and regions are means."""
    one = spm_index(spm_recipients(450, 500), spm_quality([(6, 5)]), on=TODAY)
    assert (one.exact, one.variant) == (Fraction(92), "SPM-03")
    other = spm_index(spm_recipients(600, 500), spm_quality([(5, 10)]), on=TODAY)
    assert other.exact == 90
    function = spm_function({"a": one, "b": other})
    assert function.exact == 91
    assert spm_region({"health": function, "social": function}).exact == 91


def test_spm_gaps() -> None:
    """Unknown numbers make an index unknown; nobody entitled means the type does not apply, not zero."""
    nobody, unknown = spm_recipients(0, 0), spm_recipients(None, 5)
    assert nobody.exact is None
    assert nobody.reason is not None
    assert "does not apply" in nobody.reason.en
    assert spm_index(unknown, spm_quality([(1, 1)]), on=TODAY).exact is None
    assert spm_quality([]).exact is None
    assert spm_quality([(0, 0)]).reason is not None
    assert spm_function({"a": unknown}).exact is None


def test_akip_score() -> None:
    """The worked example of methods B8: 24.6 + 22.5 + 11.25 + 17.5 = 75.85, which is BB."""
    parts = {"planning": 24.6 / 30, "measurement": 0.75, "reporting": 0.75, "evaluation": 0.7}
    shares = {name: dict.fromkeys(("existence", "quality", "use"), share) for name, share in parts.items()}
    told = akip_score(shares, on=TODAY)
    assert told.value == pytest.approx(75.85)
    assert rate(told.exact, bands("AKIP-GRADE")).band == bands("AKIP-GRADE").bands[2]


def test_akip_refuses() -> None:
    """A share that is missing leaves the score open; a wrong name or a share above 1 is refused."""
    whole = {name: {"existence": 1, "quality": 1, "use": 1} for name in AKIP_COMPONENTS}
    assert akip_score(whole, on=TODAY).exact == 100
    assert akip_score({**whole, "reporting": {"use": 1}}, on=TODAY).exact is None
    with pytest.raises(UnknownNameError, match="planning"):
        akip_score({"plannning": {}}, on=TODAY)
    with pytest.raises(CallError, match="within 0 and 1"):
        akip_score({**whole, "planning": {"existence": 20, "quality": 1, "use": 1}}, on=TODAY)


def test_ipm() -> None:
    """The worked example of methods B7: indices 0.823077, 0.72 and 0.793067 make 77.749, high."""
    told = ipm(EXAMPLE, on=TODAY)
    assert (told.health, told.education, told.living) == pytest.approx((0.823077, 0.72, 0.793067), abs=5e-7)
    assert told.value == pytest.approx(77.749, abs=5e-4)
    assert rate(told.value, bands("IPM-CLASS")).band == bands("IPM-CLASS").bands[1]


def test_ipm_edges() -> None:
    """Indices are held within 0 and 1; a missing component leaves the index open; no spending is refused."""
    best = Components(life_expectancy=99, expected_schooling=30, mean_schooling=30, spending=10**9)
    assert ipm(best, on=TODAY).value == 100.0
    gap = Components(life_expectancy=70, expected_schooling=None, mean_schooling=8, spending=10**7)
    assert ipm(gap, on=TODAY).value is None
    assert ipm_targets(75, gap, move=["spending"], on=TODAY).components is None
    assert np.isnan(ipms([70], [np.nan], [8], [10**7], on=TODAY)).all()
    with pytest.raises(CallError, match="above zero"):
        ipm(Components(life_expectancy=70, expected_schooling=12, mean_schooling=8, spending=0), on=TODAY)


def test_spending_in_thousands_is_refused_in_columns() -> None:
    """Spending below the least bound, as in thousands of rupiah, has no index: nan in columns, a reason alone."""
    for spending, known in ((13_500, False), (1_007_435, False), (1_007_436, True), (0, False)):
        (found,) = ipms([73.5], [13.8], [10.1], [spending], on=TODAY).tolist()
        assert np.isnan(found) != known
    alone = ipm(attrs.evolve(EXAMPLE, spending=13_500), on=TODAY)
    assert alone.value is None
    assert "not in thousands" in (alone.reason.en if alone.reason else "")


def test_ipm_of_any_number() -> None:
    """Components read from cells are Decimals, those of data frames numpy's: all give the index of the same floats."""
    for kind in (Decimal, Fraction, np.float64):
        given: Any = {name: kind(str(getattr(EXAMPLE, name))) for name in get_args(Component)}
        assert ipm(Components(**given), on=TODAY) == ipm(EXAMPLE, on=TODAY)
        assert ipm_targets(kind("78.5"), Components(**given), move=["spending"], on=TODAY).components is not None
    with pytest.raises(CallError, match="no number"):
        Components(life_expectancy="73,5", expected_schooling=13, mean_schooling=10, spending=10**7)  # type: ignore[arg-type]


def test_ipm_sensitivity() -> None:
    """The slopes are those of small steps; at a bound there is none."""
    slopes = ipm_sensitivity(EXAMPLE, on=TODAY)
    assert slopes is not None
    now = ipm(EXAMPLE, on=TODAY).value or 0
    longer = Components(life_expectancy=73.501, expected_schooling=13.8, mean_schooling=10.1, spending=13_500_000)
    assert ((ipm(longer, on=TODAY).value or 0) - now) / 0.001 == pytest.approx(slopes["life_expectancy"], rel=1e-4)
    assert slopes["mean_schooling"] > slopes["expected_schooling"]
    full = Components(life_expectancy=90, expected_schooling=13.8, mean_schooling=10.1, spending=13_500_000)
    assert ipm_sensitivity(full, on=TODAY) is None


@pytest.mark.parametrize(
    "move",
    [
        ("life_expectancy",),
        ("mean_schooling",),
        ("expected_schooling", "mean_schooling"),
        ("spending", "life_expectancy"),
        ("life_expectancy", "expected_schooling", "mean_schooling", "spending"),
    ],
)
def test_ipm_targets(move: tuple[Component, ...]) -> None:
    """The targets give the wanted IPM, only what may move has moved, and the answer says it is one of many."""
    told = ipm_targets(79.0, EXAMPLE, move=move, on=TODAY)
    assert told.components is not None
    assert ipm(told.components, on=TODAY).value == pytest.approx(79.0, rel=1e-12)
    names = ("life_expectancy", "expected_schooling", "mean_schooling", "spending")
    moved = {name for name in names if getattr(told.components, name) != getattr(EXAMPLE, name)}
    assert moved == set(move) == set(told.moved)
    assert told.note.en.startswith("one of many solutions")


def test_ipm_targets_at_a_bound() -> None:
    """A component that meets its bound stays there and the others go on; what cannot be reached says the most."""
    told = ipm_targets(93.0, EXAMPLE, move=["expected_schooling", "mean_schooling", "spending"], on=TODAY)
    assert told.at_bound
    assert told.value == pytest.approx(93.0)
    out = ipm_targets(95.0, EXAMPLE, move=["mean_schooling"], on=TODAY)
    assert out.components is None
    assert out.value == pytest.approx(ipm(attrs.evolve(EXAMPLE, mean_schooling=15), on=TODAY).value)
    assert out.reason is not None


def test_ipm_targets_refuse() -> None:
    """No component that may move, an unknown one, and an IPM above 100 are refused; zero cannot grow."""
    with pytest.raises(CallError, match="at least one"):
        ipm_targets(78, EXAMPLE, move=[], on=TODAY)
    with pytest.raises(UnknownNameError):
        ipm_targets(78, EXAMPLE, move=["income"], on=TODAY)  # type: ignore[list-item]
    with pytest.raises(CallError, match="at most 100"):
        ipm_targets(101, EXAMPLE, move=["spending"], on=TODAY)
    zero = Components(life_expectancy=20, expected_schooling=12, mean_schooling=8, spending=10**7)
    assert ipm_targets(50, zero, move=["life_expectancy"], on=TODAY).components is None
