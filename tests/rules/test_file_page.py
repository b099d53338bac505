"""The page of the file problems is their test: each bad text gives exactly the problems it says, where it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regplan.diagnostics.problems import PROBLEMS
from regplan.io import read

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "FILE.md"
PROSE_ONLY = {
    "FILE-01",
    "FILE-02",
    "FILE-03",
    "FILE-14",
    "FILE-16",
    "FILE-18",
    "FILE-19",
    "FILE-20",
    "FILE-21",
    "FILE-22",
    "FILE-23",
    "FILE-24",
    "FILE-25",
    "FILE-26",
    "FILE-27",
}


def sections() -> dict[str, str]:
    """Cut the page into its sections, by code and name."""
    _, *parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading: body for heading, _, body in (part.partition("\n") for part in parts)}


def samples() -> list[tuple[str, str, str, str]]:
    """List code, suffix, bad text and expected outcome of every pair of fenced blocks."""
    pair = re.compile(r"^```(yaml|json)\n(.*?)^```\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [
        (heading.partition(" ")[0], suffix, text, outcome)
        for heading, body in sections().items()
        for suffix, text, outcome in pair.findall(body)
    ]


@pytest.mark.parametrize(("code", "suffix", "text", "outcome"), samples())
def test_sample_is_true(code: str, suffix: str, text: str, outcome: str, tmp_path: Path) -> None:
    """A bad text gives exactly the problems of the page, in order, with line and column."""
    file = tmp_path / f"rencana.{suffix}"
    file.write_text(text, encoding="utf-8", newline="\n")
    found = read(file).findings
    got = [f"{one.code} {one.where.line}:{one.where.column}" if one.where else one.code for one in found]
    assert got == outcome.splitlines()
    assert code in {one.code for one in found}


def test_every_problem_has_a_section() -> None:
    """The page has one section for each problem, in order, under its code and name."""
    assert list(sections()) == [f"{code} {one.clauses[0].name}" for code, one in PROBLEMS.items()]


def test_every_problem_is_shown() -> None:
    """Each problem that a text can show is shown by one; no fenced block is left out of the pairs."""
    shown = samples()
    assert {code for code, *_ in shown} == set(PROBLEMS) - PROSE_ONLY
    assert PAGE.read_text(encoding="utf-8").count("\n```") == 4 * len(shown)
