"""What other planning software computes wrongly (peers §4.1–4.4), each as a call that regplan answers rightly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regplan.calc.targets import CAP_100, CAP_120, FLOOR_0, achievement, mean_achievement, over_time
from regplan.calc.targets.points import Method
from regplan.calc.units import added
from regplan.checks import check
from regplan.diagnostics import InputErrors
from regplan.errors import UnitMismatchError
from regplan.io import loads


@pytest.mark.parametrize("method", ["ratio", "mirrored", "complement"])
def test_an_exact_hit_of_a_falling_indicator_is_100(method: Method) -> None:
    """Madiun: operator precedence made 1 of an exact hit; here every method gives 100 per cent."""
    assert achievement(12.5, 12.5, polarity="down", method=method).percent == 100.0


def test_a_result_of_zero_is_not_always_nothing() -> None:
    """Madiun: a result of 0 always gave 0; of a falling indicator it is the best there is, never 0."""
    assert achievement(0, 10, polarity="up", method="ratio").percent == 0.0
    assert achievement(0, 10, polarity="down", method="mirrored").percent == 200.0
    boundless = achievement(0, 10, polarity="down", method="ratio")
    assert (boundless.percent, boundless.met) == (None, True)
    assert achievement(0, 10, polarity="down", method="ratio", policy=CAP_120).percent == 120.0


def test_a_target_of_zero_has_an_answer() -> None:
    """e-SAKIP: zero deaths, zero findings yielded no score at all; met it is 100, missed it is told from the baseline."""
    assert achievement(0, 0, polarity="down", method="mirrored").percent == 100.0
    assert achievement(2, 0, polarity="down", method="mirrored", baseline=8).percent == 75.0
    unknown = achievement(2, 0, polarity="down", method="mirrored")
    assert (unknown.percent, unknown.met, unknown.variant) == (None, False, "ACH-11")


def test_twice_the_target_is_not_floored_in_silence() -> None:
    """e-SAKIP: the falling formula was cut at 0; here the raw number stands beside the floor, and the floor is named."""
    told = achievement(25, 10, polarity="down", method="mirrored", policy=FLOOR_0)
    assert (told.percent, told.raw) == (0.0, Fraction(-50))
    assert told.limited == "floor"
    assert achievement(25, 10, polarity="down", method="mirrored").exact == -50


def test_a_decimal_comma_makes_no_second_target() -> None:
    """Madiun: a comma in a decimal target created two targets; here it is one number, or refused with the cure."""
    plan = loads('deret: [{indikator: I, dokumen: d, peran: target, nilai: {2026: "84,5"}}]')
    assert plan.series[0].values == {"2026": "84,5"}
    with pytest.raises(InputErrors) as caught:
        loads("deret: [{indikator: I, dokumen: d, peran: target, nilai: {2026: 84,5}}]")
    assert any("put decimal numbers in quotes" in one.hint.en for one in caught.value.findings)


def test_a_baseline_above_the_target_is_judged_by_polarity() -> None:
    """kwanter: a baseline above the target warned whatever the polarity; here only where more is better."""
    text = """
    dokumen: [{{id: d, jenis: RPJMD, tahun: 2025-2029}}]
    indikator: [{{id: I, satuan: persen, arah: {0}, akumulasi: terakhir}}]
    deret:
      - {{indikator: I, dokumen: d, peran: kondisi_awal, nilai: {{2024: "12,4"}}}}
      - {{indikator: I, dokumen: d, peran: target, nilai: {{2025: "11,7"}}}}
    """
    assert not check(loads(text.format("turun")), select="TGT-02").findings
    assert check(loads(text.format("naik")), select="TGT-02").findings


def test_the_last_month_is_the_last_and_not_the_highest() -> None:
    """wp-sipd: the value of a quarter was its highest month; here it is the last, and a missing one is not passed over."""
    months = {"2026-01": 8, "2026-02": 9, "2026-03": 7}
    assert over_time(months, "last").value == 7.0
    assert over_time({**months, "2026-03": None}, "last").value is None


def test_units_are_not_added() -> None:
    """EPeLARA and Pasangkayu: child targets of documents and persons were summed; here that is an error."""
    with pytest.raises(UnitMismatchError):
        added([(12, "dokumen"), (228, "orang")], to="dokumen")


def test_an_average_is_that_of_the_rates() -> None:
    """E forms: the foot was the sum of results by the sum of targets, which adds units; here rates are averaged, capped."""
    rows = [
        (str(at), achievement(got, aim, polarity="up", method="ratio"))
        for at, (got, aim) in enumerate(((5, 10), (900, 300)))
    ]
    assert mean_achievement(rows, policy=CAP_100).value == 75.0
