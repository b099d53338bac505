"""Units as public sources write them: how many say a unit, and what becomes of the rest (docs/units.md)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from regplan.values.units import find_unit, near_units


def counted(folder: Path) -> dict[str, int]:
    """Read the units of the sources with how often each is written."""
    with (folder / "satuan_frekuensi.csv").open(encoding="utf-8", newline="") as file:
        return {row["satuan_asli"]: int(row["jumlah"]) for row in csv.DictReader(file)}


def test_share_of_known_units(shared_data: Path) -> None:
    """At least 98 % of the 16,142 occurrences say a unit; what docs/units.md states is exact."""
    texts = counted(shared_data)
    known = {text: find_unit(text) for text in texts if find_unit(text)}
    assert sum(texts.values()) == 16_142
    assert sum(texts[text] for text in known) == 16_013
    assert (len(known), len(texts), len({unit.name for unit in known.values() if unit})) == (280, 316, 230)


@pytest.mark.parametrize(
    ("text", "count", "offer"),
    [
        ("Dokuman", 14, "dokumen"),
        ("Unir", 1, "unit"),
        ("MÂ³/Hari", 15, "meter kubik per hari"),
        ("0", 4, None),
        ("undefined", 15, None),
    ],
)
def test_known_mistakes(shared_data: Path, text: str, count: int, offer: str | None) -> None:
    """The mistakes that are known to be in the sources say no unit; where one is meant, it is offered first."""
    assert counted(shared_data)[text] == count
    assert find_unit(text) is None
    assert near_units(text)[:1] == ((offer,) if offer else ())


def test_share_of_the_unseen_list(shared_data: Path) -> None:
    """Of a price list that was not looked at while the units were declared 251 of 454 say one; it is no goal, only told."""
    with (shared_data / "satuan_pasangkayu.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["nilai"] for row in csv.DictReader(file)]
    assert (sum(find_unit(text) is not None for text in texts), len(texts)) == (251, 454)


def test_other_names_are_the_same_unit(shared_data: Path) -> None:
    """Where that list gives two names for one unit and both say a unit, they say the same one."""
    with (shared_data / "satuan_pasangkayu.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["nilai"], other) for row in csv.DictReader(file) for other in row["sebutan_lain"].split(",")]
    known = [(find_unit(one), find_unit(other)) for one, other in pairs if find_unit(one) and find_unit(other)]
    assert len(known) == 14
    assert [one for one, other in known if one != other] == []


def test_spellings_come_together(shared_data: Path) -> None:
    """Where our reading groups spellings, it never parts what the grouping suggested with the data puts together."""
    with (shared_data / "satuan_frekuensi.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["satuan_asli"], row["kunci_inferensi"]) for row in csv.DictReader(file)]
    by: dict[str, set[str]] = {}
    for text, group in rows:
        unit = find_unit(text)
        if unit:
            by.setdefault(group, set()).add(unit.name)
    assert {group: names for group, names in by.items() if len(names) > 1} == {}
