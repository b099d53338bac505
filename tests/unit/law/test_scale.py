"""Rating scales of the law: dated, exact, refused when their file is wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from regplan.errors import LawError, NoValueError
from regplan.law import Parameter, Scale, current

VERSION: dict[str, Any] = {
    "boundary": "lower_inclusive",
    "lowest": "0",
    "highest": 100,
    "instrument": "UU 0/2000",
    "article": "1",
    "confidence": "official",
    "source": "S00",
    "bands": [
        {"code": "A", "id": "baik", "en": "good", "from": "50.5", "to": None},
        {"code": "B", "id": "kurang", "en": "poor", "from": None, "to": "50"},
    ],
}
DATA: dict[str, Any] = {"description": "Ranks", "unit": "percent", "values": {"2001-01-01": VERSION}}


def test_scale_of_the_day() -> None:
    """A scale gives the bands in force on the day, with exact bounds, and none before its first day."""
    scale = Scale.from_data("ranks", {**DATA, "values": {"2011-01-01": VERSION, "2001-01-01": VERSION}})
    assert scale.at(date(2012, 1, 1)).start == date(2011, 1, 1)
    assert scale.at(date(2010, 12, 31)).bands[0].least == Decimal("50.5")
    with pytest.raises(NoValueError, match="known from 2001-01-01 on"):
        scale.at(date(2000, 12, 31))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda one: one.update(bands=[]), "at least one band"),
        (lambda one: one["bands"].reverse(), "only the lowest band"),
        (lambda one: one["bands"].insert(0, {**one["bands"][0], "from": "40"}), "best first"),
        (lambda one: one["bands"][0].update(until="9"), "unknown key 'until'"),
        (lambda one: one["bands"][0].update({"from": 50.5}), "decimal in quotes"),
        (lambda one: one["bands"][0].update(code=5), "text in quotes"),
        (lambda one: one.update(boundary="upper"), "boundary is one of"),
        (lambda one: one.update(confidence="sure"), "confidence is one of"),
        (lambda one: one.pop("lowest"), "lowest missing"),
    ],
)
def test_spoilt_scale_is_refused(spoil: Callable[[Any], Any], words: str) -> None:
    """Unknown keys, floats, bands out of order and unknown words are refused, with the scale named."""
    version = copy.deepcopy(VERSION)
    spoil(version)
    with pytest.raises(LawError, match=words) as caught:
        Scale.from_data("ranks", {**DATA, "values": {"2001-01-01": version}})
    assert str(caught.value).startswith("ranks 2001-01-01")


def test_scales_without_versions_are_refused() -> None:
    """A scale has at least one version."""
    with pytest.raises(LawError, match="no values"):
        Scale.from_data("ranks", {**DATA, "values": {}})


def test_exact_decimals() -> None:
    """A parameter written as quoted text is an exact decimal, and is not taken for a whole number."""
    value = current().parameter("spm.recipients_weight").at(date(2026, 1, 1))
    assert value.number == Decimal("0.80")
    with pytest.raises(LawError, match="whole number"):
        assert value.value
    assert current().parameter("akip.planning_weight").at(date(2026, 1, 1)).value == 30


@pytest.mark.parametrize("written", [0.8, True, "0,8", "nan", "8e-1", "1_0", "٨", ""])
def test_inexact_numbers_are_refused(written: Any) -> None:
    """Floats, truth values, decimal commas and what is no number are refused."""
    row = {"value": written, "instrument": "UU", "article": "1", "confidence": "official", "source": "S00"}
    with pytest.raises(LawError, match="whole number, or a decimal in quotes"):
        Parameter.from_data("share", {"description": "x", "unit": "share", "values": {"2001-01-01": row}})


def test_weights_total_the_whole() -> None:
    """The weights of AKIP total 100, their shares 1, and those of SPM 1."""

    def number(name: str) -> Decimal:
        return current().parameter(name).at(date(2026, 1, 1)).number

    weights = [number(f"akip.{name}_weight") for name in ("planning", "measurement", "reporting", "evaluation")]
    assert sum(weights) == 100
    assert sum(number(f"akip.{name}_share") for name in ("existence", "quality", "use")) == 1
    assert number("spm.recipients_weight") + number("spm.quality_weight") == 1
