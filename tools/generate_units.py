"""Write the lists of docs/units.md, which follow from the definition file: python tools/generate_units.py [--check]."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

from regplan.values.unit_list import KINDS, Definition, UnitKind, definitions, scales, spelled
from regplan.values.units import find_unit, number_of_definitions

PAGE: Final = Path(__file__).parent.parent / "docs" / "units.md"
OPENS, CLOSES = "<!-- units: written by tools/generate_units.py; do not edit -->", "<!-- /units -->"
_TITLES: Final[dict[UnitKind, str]] = {
    "count": "Counted things",
    "share": "Shares of a whole",
    "points": "Percentage points",
    "rate": "Rates",
    "ratio": "Ratios",
    "score": "Scores",
    "grade": "Grades",
    "money": "Money",
    "time": "Time",
    "length": "Length",
    "area": "Area",
    "volume": "Volume",
    "mass": "Mass",
    "technical": "Units of single fields",
    "compound": "Work of people and other products",
}


def page() -> str:
    """Return the page with its lists renewed; the prose above and below stays."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(OPENS)
    _, _, after = rest.partition(CLOSES)
    return "\n".join([before + OPENS, *_lists(), CLOSES]) + after


def stale() -> list[str]:
    """Name the page where it is not as it would be written now."""
    return [] if PAGE.read_text(encoding="utf-8") == page() else ["docs/units.md"]


def _lists() -> Iterator[str]:
    spellings = f"{len(spelled()):,}"
    yield f"{number_of_definitions()} definitions, {spellings} ways to write them (case, blanks and dots not counted)."
    yield from ("", "| kind | what | definitions |", "| --- | --- | --- |")
    for kind in KINDS:
        yield f"| `{kind}` | {_TITLES[kind]} | {len(_of(kind))} |"
    numbers = dict.fromkeys(one for one in scales().values())
    yield from (
        "",
        "Numbers that may stand before a unit or after *per*: " + _words(one.title for one in numbers) + ".",
    )
    for kind in KINDS:
        yield from ("", f"## {_TITLES[kind]}", "", *_table(_of(kind), single=kind == "count"))


def _of(kind: UnitKind) -> list[Definition]:
    return [one for one in definitions() if one.kind == kind]


def _table(declared: list[Definition], *, single: bool) -> Iterator[str]:
    """List units of one kind; things that are their own dimension and have one spelling stand in one line."""
    plain = [one for one in declared if single and not one.spellings and one.relation == f"[{one.name}]"]
    if plain:
        told = f"Each its own dimension, no other spelling: {_words(one.title for one in plain)}."
        yield from (*textwrap.wrap(told, 120), "")
    yield from ("| unit | dimension | one is | other spellings |", "| --- | --- | --- | --- |")
    for one in declared:
        if one not in plain:
            unit = find_unit(one.name)
            assert unit is not None
            yield f"| {one.title} | {unit.dimension} | {_number(unit.factor)} | {_codes(one.spellings)} |"


def _number(factor: Fraction) -> str:
    whole = f"{factor.numerator:,}".replace(",", " ")
    return whole if factor.denominator == 1 else f"{whole}/{factor.denominator:,}".replace(",", " ")


def _words(names: Iterator[str]) -> str:
    return ", ".join(names)


def _codes(spellings: tuple[str, ...]) -> str:
    return ", ".join(f"`{text.replace('_', ' ')}`" for text in spellings)


if __name__ == "__main__":
    if "--check" in sys.argv:
        old = stale()
        sys.exit(f"old: {', '.join(old)}: python tools/generate_units.py" if old else 0)
    PAGE.write_text(page(), encoding="utf-8")
