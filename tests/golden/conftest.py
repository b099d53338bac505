"""One command rewrites the golden files: ``pytest tests/golden --rewrite-golden``; then read the diff."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what is printed now as the golden text")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Tell whether the golden files shall be written anew."""
    return bool(request.config.getoption("--rewrite-golden", default=False))
