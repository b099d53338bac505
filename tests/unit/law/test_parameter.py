"""Numbers of the law: dated, sourced, refused when their file is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from regplan.errors import LawError, NoValueError, UnknownNameError
from regplan.law import Parameter, current

BAD = Path(__file__).parent / "bad"
WHOLE: dict[str, Any] = {"instrument": "UU 0/2000", "article": "1", "confidence": "official", "source": "S00"}


@pytest.fixture
def share() -> Parameter:
    """Return a parameter of two values, written latest first."""
    values = {"2011-01-01": {"value": 35, **WHOLE}, "2001-01-01": {"value": 40, **WHOLE}}
    return Parameter.from_data("share", {"description": "Largest share", "unit": "percent", "values": values})


@pytest.mark.parametrize(
    ("day", "value"), [(date(2001, 1, 1), 40), (date(2010, 12, 31), 40), (date(2011, 1, 1), 35), (date(2099, 1, 1), 35)]
)
def test_value_of_the_day(share: Parameter, day: date, value: int) -> None:
    """The value is that in force on the day, from its first day on."""
    assert share.at(day).value == value


def test_before_the_first(share: Parameter) -> None:
    """Before the first date there is no value, and the message names the range that is known."""
    with pytest.raises(NoValueError, match="known from 2001-01-01 on") as caught:
        share.at(date(2000, 12, 31))
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_bad_file(path: Path) -> None:
    """Each bad file is refused, with the words of its first line in the message."""
    text = path.read_text(encoding="utf-8")
    with pytest.raises(LawError) as caught:
        Parameter.from_data(path.stem, yaml.safe_load(text))
    assert path.stem in str(caught.value)
    for words in text.splitlines()[0].removeprefix("# ").split(" | "):
        assert words in str(caught.value)


def test_unknown_parameter() -> None:
    """A misspelt parameter comes with a near one."""
    with pytest.raises(UnknownNameError) as caught:
        current().parameter("plan.target_year")
    assert caught.value.near == ("plan.target_years",)
