"""The code of this folder that can run does run, so that what users type works and is not only well typed."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["bridge_from_sipd", "fields_of_many", "plan_by_hand", "research_loops"])
def test_code_of_users_runs(name: str) -> None:
    """A script as a user writes it runs to its end; what it says of its answers is asserted in it."""
    runpy.run_path(str(Path(__file__).with_name(f"{name}.py")))
