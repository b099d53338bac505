"""Settings for all tests: hypothesis profiles, and the data folder beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("fast", max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("soak", max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("ci", settings.get_profile("fast"), derandomize=True)
# CI draws the same examples each time, so that one change is judged alike; the soak looks for new ones.
settings.load_profile("ci" if os.environ.get("CI") else "fast")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data; skips where it is not beside the project."""
    if not SHARED.is_dir():
        pytest.skip(f"the real data are not at {SHARED}")
    return SHARED
