"""The guide to money is true: its examples run."""

from __future__ import annotations

import doctest
from pathlib import Path

GUIDE = Path(__file__).parents[4] / "docs" / "money.md"


def test_guide() -> None:
    """Every example of docs/money.md gives what it shows, and there are many."""
    result = doctest.testfile(str(GUIDE), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.failed == 0
    assert result.attempted > 40
