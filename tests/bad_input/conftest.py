"""Bad files for the tests: what is written, read, and true of every reading whatever the file holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regplan.checks import check
from regplan.diagnostics import InputErrors
from regplan.diagnostics.finding import Finding
from regplan.io import Format, Reading, dumps, load, loads, read


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., Reading]:
    """Write a file and read it back; the reading keeps the promises of every reading."""

    def write_and_read(content: str | bytes, name: str = "rencana.yaml") -> Reading:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return reading_of(path)

    return write_and_read


@pytest.fixture
def found(given: Callable[..., Reading]) -> Callable[..., Finding]:
    """Write a file and return its one finding of a code; *value* must stand in that finding or in the loss."""

    def write_and_find(code: str, content: str | bytes, name: str = "rencana.yaml", value: str = "") -> Finding:
        reading = given(content, name)
        findings = [finding for finding in reading.findings if finding.code == code]
        assert len(findings) == 1, reading.findings
        assert value in findings[0].text("en") + repr([(loss.what, loss.got) for loss in reading.loss])
        return findings[0]

    return write_and_find


@pytest.fixture
def told() -> Callable[[Path], Reading]:
    """Read a path; the reading keeps the promises of every reading."""
    return reading_of


@pytest.fixture
def promised() -> Callable[[str | bytes, Path], Reading]:
    """Read a text as a file and as text; the promises of every text."""
    return promises_are_kept


def promises_are_kept(text: str | bytes, path: Path) -> Reading:
    """Read a text as a file and as text: both say the same; the plan comes back when written and is judged."""
    form: Format = "json" if path.suffix == ".json" else "yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    reading = reading_of(path)
    codes = [finding.code for finding in errors_of(reading)]
    assert codes_or_plan(text, form) == (reading.plan if reading.is_whole else codes)
    assert loads(dumps(reading.plan), format="json") == reading.plan
    assert [finding.text("en") for finding in check(reading.plan) if finding.code == "RULE-01"] == []
    return reading


def codes_or_plan(text: str | bytes, form: Format) -> object:
    """Return the plan of a text, or the codes of the problems for which it has none."""
    try:
        return loads(text, format=form)
    except InputErrors as errors:
        return [finding.code for finding in errors.findings]


def reading_of(path: Path) -> Reading:
    """Read a path: every message names the file, can be printed, and ``load`` raises exactly the errors."""
    reading = read(path)
    for finding in reading.findings:
        for text in (finding.message.id, finding.message.en, finding.hint.id, finding.hint.en):
            assert f"{finding.where}{text}".encode().strip()
        assert path.name in f"{finding.where} {finding.message.en}"
        assert path.name in f"{finding.where} {finding.message.id}"
    assert loaded(path) == (reading.plan if reading.is_whole else errors_of(reading))
    return reading


def loaded(path: Path) -> object:
    """Return the plan, or the findings of the one exception that ``load`` may raise."""
    try:
        return load(path)
    except InputErrors as errors:
        return errors.findings


def errors_of(reading: Reading) -> tuple[Finding, ...]:
    """Return the findings that keep a plan from being whole."""
    return tuple(finding for finding in reading.findings if finding.severity == "error")
