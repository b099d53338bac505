"""Rules of third parties, by the entry point of an installed package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from regplan.checks import check, registry
from regplan.errors import DefinitionError
from regplan.model import Plan, Vision

MODULE = """
from regplan.checks import Violation, clause, rule

@rule("{code}", ("visi", "vision"), clause("a-vision", "info", ("{{subject}}", "{{subject}}"), ("y", "y")))
def each_vision(case):
    yield from (Violation(at) for at in range(len(case.plan.visions)))

RULES = (each_vision,)
"""

Install = Callable[[str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return what installs a package with one rule; it is gone after the test."""

    def installed(code: str) -> None:
        name = f"rules_of_{code.replace('-', '_').lower()}"
        (tmp_path / f"{name}.py").write_text(MODULE.format(code=code), encoding="utf-8")
        meta = tmp_path / f"{name}-1.dist-info"
        meta.mkdir()
        (meta / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n", encoding="utf-8")
        (meta / "entry_points.txt").write_text(f"[regplan.rules]\nown = {name}:RULES\n", encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        registry.cache_clear()

    yield installed
    monkeypatch.undo()
    registry.cache_clear()


def test_rules_of_an_installed_package_run(install: Install) -> None:
    """The rules of an installed package stand behind those of the house and run like them."""
    install("OTHER-01")
    assert list(registry())[-1] == "OTHER-01"
    (found,) = check(Plan(visions=[Vision(id="V")]), select="OTHER").findings
    assert (found.code, found.name, found.subject) == ("OTHER-01", "a-vision", "V")


@pytest.mark.parametrize("code", ["CARD-01", "FILE-01"])
def test_code_that_is_taken(install: Install, code: str) -> None:
    """A package whose rule has the code of another rule or of a file problem is refused by that code."""
    install(code)
    with pytest.raises(DefinitionError, match=code):
        registry()
