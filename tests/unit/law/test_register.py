"""The parameter register of the regulations (§7): all of it is data, with the numbers it has there."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest

from regplan.law import current
from regplan.law.fields import ALL, CONFIDENCES, LEVELS
from regplan.model.words import RegionLevel

HOLDS = {
    "SCALE-86": ("scales", "SCALE-86"),
    "AKIP-GRADE": ("scales", "AKIP-GRADE"),
    "CODE-MARKER": ("markers", "province"),
    "FUNGSI-2019": ("fungsi", "2019_90"),
}
"""Entries that are no parameter."""

REGISTER = (
    *(
        "MAN-01",
        "MAN-02a",
        "MAN-02b",
        "MAN-03",
        "MAN-04a",
        "MAN-05",
        "MAN-06",
        "MAN-08",
        "MAN-09",
        "MAN-10",
        "MAN-14",
        "MAN-14e",
        "MAN-11a",
    ),
    *("DEF", "DEF-CUM-GDP", "DEF-DSCR", "BUD-P5", "PEFA", "STG-09"),
    *("SCH-RPJMD", "SCH-RPJPD", "SCH-RENSTRA", "SCH-EVAL", "SCH-REPORT"),
    *(
        "CODE-WIDTH-SUB",
        "SCALE-86",
        "AKIP",
        "AKIP-GRADE",
        "AKIP-SUB",
        "SPM-INDEX",
        "AMD-04",
        "TARGET-YEARS",
        "CODE-MARKER",
        "CODE-WIDTH-ACCOUNT-SUB",
        "FUNGSI-2019",
        "REV-32",
    ),
)


def number(name: str, year: int, level: str = ALL) -> Decimal | Fraction:
    """Return the number of a fiscal year."""
    return current().parameter(name).of_year(year, level=level).exact


def test_all_of_the_register_is_data() -> None:
    """Every entry of the register but the meaning of a day stands in a parameter, a scale, a version or a deadline."""
    law = current()
    told = {word for one in law.parameters.values() if one.register for word in one.register.split(", ")}
    told |= {one.register for one in law.schedule if one.register}
    told |= {key for key, (table, name) in HOLDS.items() if name in getattr(law, table)}
    assert set(REGISTER) - told == set()


@pytest.mark.parametrize(
    ("name", "year", "level", "expected"),
    [
        ("education.spending_least", 2026, "all", "0.20"),
        ("infrastructure.transfer_least", 2022, "all", "0.25"),
        ("infrastructure.spending_least", 2022, "all", "0.40"),
        ("personnel.spending_most", 2026, "all", "0.30"),
        ("personnel.binding_year", 2026, "all", "2027"),
        ("health.spending_least", 2023, "all", "0.10"),
        ("health.public_service_least", 2023, "all", "2/3"),
        ("training.spending_least", 2026, "province", "0.0034"),
        ("training.spending_least", 2026, "city", "0.0016"),
        ("village.allocation_least", 2026, "regency", "0.10"),
        ("kelurahan.spending_least", 2026, "city", "0.05"),
        ("tax.cigarette_insurance", 2026, "all", "0.375"),
        ("budget.late_month_most", 2026, "all", "1/12"),
        ("budget.extraordinary_change_above", 2026, "all", "0.5"),
        ("debt.service_coverage_least", 2026, "all", "2.5"),
        ("deficit.ceiling", 2026, "all", "0.025"),
        ("code.account_sub_width", 2026, "all", "4"),
        ("amendment.rpjpd_remaining_least", 2026, "all", "7"),
    ],
)
def test_numbers_of_the_register(name: str, year: int, level: str, expected: str) -> None:
    """Numbers are those of the register, exactly."""
    assert number(name, year, level) == Fraction(expected)


@pytest.mark.parametrize(
    ("year", "classes"),
    [
        (2015, "0.0625 0.0525 0.0425 0.0325"),
        (2017, "0.0525 0.0425 0.0325 0.0250"),
        (2018, "0.0500 0.0450 0.0400 0.0350 0.0300"),
        (2020, "0.0450 0.0425 0.0400 0.0375 0.0350"),
        (2021, "0.0580 0.0560 0.0540 0.0520 0.0500"),
        (2022, "0.0530 0.0500 0.0470 0.0440 0.0410"),
        (2023, "0.0280 0.0260 0.0240 0.0220 0.0200"),
        (2024, "0.0465 0.0455 0.0445 0.0435 0.0425"),
        (2025, "0.0375 0.0365 0.0355 0.0345 0.0335"),
    ],
)
def test_deficit_ceilings(year: int, classes: str) -> None:
    """Ceilings of deficits are those of the register for each year, and fall with fiscal capacity."""
    stated = current().parameter("deficit.ceiling").of_year(year).classes
    assert [str(one) for one in stated.values()] == classes.split()
    assert list(stated.values()) == sorted(stated.values(), reverse=True)
    assert list(stated) == ["very_high", "high", "medium", "low", "very_low"][: len(stated)]


@pytest.mark.parametrize(
    ("level", "spending", "share"),
    [
        ("province", 4 * 10**12, "0.0090"),
        ("province", 4 * 10**12 + 1, "0.0060"),
        ("province", 10**13 + 1, "0.0030"),
        ("regency", 10**12, "0.0100"),
        ("city", 15 * 10**11, "0.0075"),
        ("city", 2 * 10**12 + 1, "0.0050"),
    ],
)
def test_supervision_by_spending(level: str, spending: int, share: str) -> None:
    """The share for supervision depends on the level and on total spending; a bound belongs to the tier below."""
    value = current().parameter("supervision.spending_least").of_year(2026, level=level)
    assert value.for_amount(spending) == Decimal(share)


def test_recalled_is_recalled() -> None:
    """What was recalled or came from the press is not passed off as read in the law."""
    law = current()
    told = {
        ("supervision.amount_least", 2026, "city"): "recalled",
        ("tax.groundwater_environment_least", 2026, "all"): "recalled",
        ("village.allocation_least", 2026, "city"): "recalled",
        ("infrastructure.transfer_least", 2021, "all"): "recalled_strong",
        ("training.spending_least", 2026, "city"): "recalled_strong",
        ("personnel.spending_most", 2026, "all"): "primary",
        ("deficit.ceiling", 2024, "all"): "press",
        ("deficit.ceiling", 2025, "all"): "official",
    }
    assert {key: law.parameter(key[0]).of_year(key[1], level=key[2]).confidence for key in told} == told


def test_every_value_says_where_it_stands() -> None:
    """Every known value has instrument, article, confidence and source; one that is not known says why."""
    for one in current().parameters.values():
        for value in one.values:
            assert value.source
            assert bool(value.instrument and value.article and value.confidence in CONFIDENCES) == value.is_known
            assert value.is_known or value.note


def test_names_say_what_is_bounded() -> None:
    """A name that ends in least, most, above or below is a bound of that kind, but for the ends of a scale."""
    for one in current().parameters.values():
        kind = one.name.rpartition("_")[2]
        if kind in {"least", "most", "above", "below"} and not one.name.startswith("ipm."):
            assert one.bound == kind


def test_levels_are_words_of_the_model() -> None:
    """Law and model do not know each other and use the same words for levels of regions."""
    assert get_args(RegionLevel) == LEVELS


def test_parts_make_a_whole() -> None:
    """The two parts of the villages' share make a whole, and so do the three uses of tobacco excise."""
    parts = (f"village.tax_{name}_part" for name in ("equal", "proportional"))
    assert sum(number(name, 2026, "city") for name in parts) == 1
    assert sum(number(f"tobacco.{name}_share", 2026) for name in ("welfare", "health", "enforcement")) == 1


def test_deficits_that_were_not_found() -> None:
    """Exactly the ceilings for 2016, 2019 and 2027 are not known."""
    rows = current().parameter("deficit.ceiling").values
    assert [value.start for value in rows if not value.is_known] == [date(year, 1, 1) for year in (2016, 2019, 2027)]
    assert Counter(value.confidence for value in rows if value.is_known) == {"press": 7, "official": 2, "primary": 1}
