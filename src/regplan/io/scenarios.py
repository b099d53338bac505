"""Scenario files: YAML as people write it, read with the place of every problem, written so that it reads back equal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import yaml

from regplan.diagnostics.finding import Finding
from regplan.diagnostics.inputs import InputErrors
from regplan.io._bytes import EMPTY_FILE, Found, as_text, read_bytes
from regplan.io._yaml import parse_yaml
from regplan.model._scalars import printable
from regplan.model.rows import RowReader
from regplan.scenario import Scenario
from regplan.scenario.plain import data_of, read_data

__all__ = ["dumps_scenario", "load_scenario", "loads_scenario", "read_scenario", "save_scenario"]

_DUMPER: Final[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def load_scenario(path: str | os.PathLike[str]) -> Scenario:
    """
    Read a scenario from a YAML file.

    Raises:
        InputErrors: An exception group with every problem of the file: unknown keys and edits with near matches, values that
            do not fit, each with line and column.
    """
    return _whole(*read_scenario(path))


def loads_scenario(text: str | bytes, *, name: str = "<text>") -> Scenario:
    r"""
    Read a scenario from text.

    Raises:
        InputErrors: Every problem of the text.

    Example:
        >>> text = 'format: regplan-scenario/1\nname: Potong\nedits: [{drop: {where: id == "P1"}}]'
        >>> loads_scenario(text)
        <Scenario 'Potong': 1 edits, 47bcea6ddafc>
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    found = Found(Path(name), name)
    return _whole(*_read(raw, found, RowReader(file=name)))


def read_scenario(path: str | os.PathLike[str]) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """Read a scenario whatever its state: the scenario, or None, and what is wrong with the file."""
    found = Found(Path(path), printable(str(path)))
    reader = RowReader(file=found.name)
    try:
        raw = read_bytes(found, "yaml", reader)
    except ValueError as error:
        reader.problem("FILE-01", None, path=found.name, got=str(error))
        raw = None
    return (None, tuple(reader.findings)) if raw is None else _read(raw, found, reader)


def save_scenario(scenario: Scenario, path: str | os.PathLike[str]) -> None:
    """Write a scenario as YAML; reading it back gives an equal one."""
    Path(path).write_text(dumps_scenario(scenario), encoding="utf-8")


def dumps_scenario(scenario: Scenario) -> str:
    """
    Write a scenario as YAML text.

    Example:
        >>> print(dumps_scenario(Scenario("Potong").drop("P1")), end="")
        format: regplan-scenario/1
        name: Potong
        edits:
        - drop:
            where: id == "P1"
    """
    text: str = yaml.dump(data_of(scenario), Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=120)
    return text


def _read(raw: bytes, found: Found, reader: RowReader) -> tuple[Scenario | None, tuple[Finding, ...]]:
    text = as_text(raw, found, reader)
    data = None if text is None else parse_yaml(text, reader)
    if data is None and not reader.findings:
        reader.problem("FILE-02", None, path=found.name, got=EMPTY_FILE)
    read = None if data is None else read_data(data, reader)
    errors = any(one.severity == "error" for one in reader.findings)
    return None if read is None or errors else Scenario(read[0], read[1]), tuple(reader.findings)


def _whole(scenario: Scenario | None, findings: tuple[Finding, ...]) -> Scenario:
    if scenario is None:
        raise InputErrors.of(one for one in findings if one.severity == "error")
    return scenario
