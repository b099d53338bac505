"""Numbers of the law: dated, by level, sourced, refused when their file is wrong."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

import compile_law
from regplan.errors import CallError, LawError, NoValueError, UnknownNameError
from regplan.law import Parameter, current

BAD = Path(__file__).parent / "bad"
WHOLE: dict[str, Any] = {"instrument": "UU 0/2000", "article": "1", "confidence": "official", "source": "S00"}


def parameter(values: dict[str, Any], unit: str = "percent", **told: str) -> Parameter:
    """Build a parameter of some values."""
    return Parameter.from_data("share", {"description": "Largest share", "unit": unit, "values": values, **told})


@pytest.fixture
def share() -> Parameter:
    """Return a parameter of two values, written latest first."""
    return parameter({"2011-01-01": {"value": 35, **WHOLE}, "2001-01-01": {"value": 40, **WHOLE}})


@pytest.fixture
def levelled() -> Parameter:
    """Return a parameter that is the same for all until 2010, then another for provinces, and ends for cities."""
    return parameter(
        {
            "2001-01-01": {"value": 10, **WHOLE},
            "2011-01-01": [
                {"value": 20, "level": "province", **WHOLE},
                {"value": 30, "level": ["city"], "until": "2015-12-31", **WHOLE},
            ],
        }
    )


@pytest.mark.parametrize(
    ("day", "value"), [(date(2001, 1, 1), 40), (date(2010, 12, 31), 40), (date(2011, 1, 1), 35), (date(2099, 1, 1), 35)]
)
def test_value_of_the_day(share: Parameter, day: date, value: int) -> None:
    """The value is that in force on the day, from its first day on."""
    assert share.at(day).value == share.at(day, level="city").value == value


def test_before_the_first(share: Parameter) -> None:
    """Before the first date there is no value, and the message names the range that is known."""
    with pytest.raises(NoValueError, match="known from 2001-01-01 on") as caught:
        share.at(date(2000, 12, 31))
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize(
    ("year", "level", "value"),
    [(2005, "all", 10), (2005, "city", 10), (2011, "province", 20), (2011, "regency", 10), (2015, "city", 30)],
)
def test_value_of_the_level(levelled: Parameter, year: int, level: str, value: int) -> None:
    """A value for one level takes the place of the one for all from its day on, and of no other level's."""
    assert levelled.of_year(year, level=level).value == value


@pytest.mark.parametrize(
    ("year", "level", "words"),
    [
        (2011, "all", "differs by level on 2011-01-01: ask with level= one of province, regency, city"),
        (2016, "city", "has no value on 2016-01-01 for city: it is known for province, regency from 2001-01-01 on; "),
        (2016, "city", "for city from 2001-01-01 until 2015-12-31"),
        (2016, "all", "has no value on 2016-01-01: it is known for province, regency"),
        (2000, "regency", "has no value on 2000-01-01 for regency"),
    ],
)
def test_no_value_for_the_level(levelled: Parameter, year: int, level: str, words: str) -> None:
    """Where levels differ or one has none, the message names the levels and their ranges."""
    with pytest.raises(NoValueError) as caught:
        levelled.of_year(year, level=level)
    assert words in str(caught.value)


def test_not_known_is_not_none() -> None:
    """A value known to exist and not read is refused with its note and the ranges around it."""
    rows = {"2001-01-01": {"value": 1, **WHOLE}, "2002-01-01": {"value": None, "note": "lost", "source": "S00"}}
    gone = parameter({**rows, "2003-01-01": {"value": 3, **WHOLE}})
    with pytest.raises(
        NoValueError, match=r"not known \(lost\); it is known from 2001-01-01 until 2001-12-31, from 2003"
    ):
        gone.of_year(2002)
    assert gone.of_year(2003).value == 3


@pytest.mark.parametrize("day", [datetime(2026, 1, 1), 2026, "2026-01-01", None])  # noqa: DTZ001 - wrong on purpose
def test_no_day_is_refused(share: Parameter, day: Any) -> None:
    """What is no plain date is refused, with the kind that is wanted."""
    with pytest.raises(CallError, match=r"datetime\.date"):
        share.at(day)


def test_no_year_is_refused(share: Parameter) -> None:
    """A fiscal year is a whole number of the calendar."""
    for year in ("2026", 0, 10_000, True):
        with pytest.raises(CallError, match="fiscal year"):
            share.of_year(year)  # type: ignore[arg-type] # wrong on purpose


def test_unknown_level(share: Parameter) -> None:
    """A misspelt level comes with a near one."""
    with pytest.raises(UnknownNameError) as caught:
        share.at(date(2026, 1, 1), level="regenc")
    assert caught.value.near == ("regency",)


def test_shapes_are_told_apart() -> None:
    """A fraction is no decimal, classes and tiers are no number, and each refusal says what to ask."""
    month = parameter({"2001-01-01": {"value": "1/12", **WHOLE}}, "share").of_year(2001)
    assert (month.exact, month.of("any"), month.for_amount(5)) == (Fraction(1, 12),) * 3
    with pytest.raises(LawError, match="ask for exact"):
        assert month.number
    classed = parameter({"2001-01-01": {"classes": {"high": "0.5", "low": 0}, **WHOLE}}, "share").of_year(2001)
    assert (classed.of("high"), classed.of("low")) == (Decimal("0.5"), Decimal(0))
    with pytest.raises(LawError, match=r"ask of\(class\), one of high, low"):
        assert classed.number
    with pytest.raises(LawError, match=r"its classes are high, low; near: .'high'"):
        classed.of("hihg")


@pytest.mark.parametrize(
    ("amount", "number"), [(0, "0.01"), (10, "0.01"), (11, "0.02"), (Fraction(21, 2), "0.02"), (10**20, "0.03")]
)
def test_tier_of_an_amount(amount: Any, number: str) -> None:
    """An amount is in the tier whose bound it does not pass, and a float in none."""
    tiers = [{"most": 10, "value": "0.01"}, {"most": 20, "value": "0.02"}, {"most": None, "value": "0.03"}]
    value = parameter({"2001-01-01": {"tiers": tiers, **WHOLE}}, "share").of_year(2001)
    assert value.for_amount(amount) == Decimal(number)
    with pytest.raises(LawError, match="an amount is exact"):
        value.for_amount(1e12)  # type: ignore[arg-type] # wrong on purpose


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_bad_file(path: Path) -> None:
    """Each bad file is refused, with all words of its first line in one message."""
    with pytest.raises((LawError, yaml.YAMLError)) as caught:
        Parameter.from_data(path.stem, compile_law.read(path))
    assert path.stem in str(caught.value)
    for words in path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(" | "):
        assert words in str(caught.value)


def test_values_are_values(levelled: Parameter) -> None:
    """Parameters compare, hash and pickle by value."""
    copy = pickle.loads(pickle.dumps(levelled))
    assert copy == levelled
    assert hash(copy) == hash(levelled)


def test_unknown_parameter() -> None:
    """A misspelt parameter comes with a near one."""
    with pytest.raises(UnknownNameError) as caught:
        current().parameter("plan.target_year")
    assert caught.value.near[0] == "plan.target_years"
