"""Each rule has a page, and that page is its test: the bad plan gives the findings it says, the good plan none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from regplan.checks import check, registry
from regplan.io import loads
from regplan.io.nomenclature import read_nomenclature
from regplan.io.regions import read_regions

PAGES = Path(__file__).parents[2] / "docs" / "rules"


def block(page: str, heading: str) -> str:
    """Return the fenced block under a heading of a page."""
    _, _, section = page.partition(f"\n## {heading}\n")
    found = re.search(r"^```\w*\n(.*?)^```", section.partition("\n## ")[0], re.MULTILINE | re.DOTALL)
    assert found, f"the page has no fenced block under '## {heading}'"
    return found[1]


def lists_of(page: str, folder: Path) -> dict[str, Any]:
    """Read the official lists that a page shows: codes of version 2025_2850, regions."""
    given: dict[str, Any] = {}
    for heading, key in (("Nomenclature", "nomenclature"), ("Regions", "regions")):
        if f"\n## {heading}\n" in page:
            file = folder / f"{key}.csv"
            file.write_text(block(page, heading), encoding="utf-8")
            given[key] = read_regions(file) if key == "regions" else read_nomenclature(file, version="2025_2850")
    return given


def outcome(text: str, code: str, lists: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    """Write the findings of one rule on a plan, one a line; then what was unknown."""
    report = check(loads(text), select=code, **lists)
    lines = [f"{one.severity} {one.name} {one.subject}" for one in report.findings if one.code == code]
    return lines + [f"unknown {one.document}" for one in report.unknown if one.code == code]


@pytest.mark.parametrize("code", sorted(registry()))
def test_page_is_true(code: str, tmp_path: Path) -> None:
    """The bad plan gives exactly the findings of the page; the good plan gives none."""
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    expected = block(page, "Findings").split("\n")[:-1]
    lists = lists_of(page, tmp_path)
    got = outcome(block(page, "Bad"), code, lists)
    if not any(line.startswith("unknown") for line in expected):
        got = [line for line in got if not line.startswith("unknown")]
    assert got == expected
    good = outcome(block(page, "Good"), code, lists)
    assert [line for line in good if not line.startswith("unknown")] == []


@pytest.mark.parametrize("code", sorted(registry()))
def test_every_clause_is_shown(code: str) -> None:
    """Each clause a rule can report stands among the findings of its page, unless the page says why it cannot."""
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    shown = block(page, "Findings")
    for clause in registry()[code].definition.clauses:
        assert f" {clause.name} " in shown or f"`{clause.name}` cannot be shown" in page


def test_no_page_without_rule() -> None:
    """A page of a rule that is gone is found."""
    others = {page.stem for page in PAGES.glob("not-judged*.md")}
    known = {*registry(), "FILE", "RULE-01", "index", *others}
    assert {path.stem for path in PAGES.glob("*.md")} <= known
