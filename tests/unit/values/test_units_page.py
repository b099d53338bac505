"""The page of units is what the definition file says now."""

from __future__ import annotations

import doctest

import generate_units
from regplan.values.unit_list import definitions


def test_page_is_current() -> None:
    """The lists of docs/units.md are as the definition file gives them; every unit stands there."""
    assert generate_units.stale() == []
    text = " ".join(generate_units.PAGE.read_text(encoding="utf-8").split())
    assert [one.title for one in definitions() if one.title not in text] == []


def test_snippets_run() -> None:
    """The ``>>>`` lines of the page give what they show."""
    result = doctest.testfile(str(generate_units.PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 3
    assert result.failed == 0
