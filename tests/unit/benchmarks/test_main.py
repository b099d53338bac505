"""The command of the benchmarks: its options, its table, its JSON, its exit code."""

from __future__ import annotations

import argparse
import json

import pytest
from benchmarks import __main__ as command
from benchmarks.rows import Row


def test_sizes() -> None:
    """Sizes are numbers, with k for thousands."""
    assert command.sizes("5k, 50K,7000") == [5_000, 50_000, 7_000]
    for wrong in ("five", "5", ""):
        with pytest.raises(argparse.ArgumentTypeError):
            command.sizes(wrong)


def test_limit_may_be_most_or_least() -> None:
    """Most ratios must stay low, that of the oracle high; some are only told."""
    assert Row("load", 5, 1.5, 1.5, 0.8).ok
    assert not Row("load", 5, 1.6, 1.5, 0.8).ok
    assert not Row("oracle", 5, 9.9, 10, 30, least=True).ok
    assert Row("rule-slow ARI-01", 5, 99.0).ok


def test_json_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has the keys that were promised."""
    code = command.main(["--sizes", "5k", "--only", "memory", "--runs", "1", "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert set(row) == {"name", "size", "ratio", "limit", "aim", "ok"}
    assert (row["name"], row["size"], code) == ("memory", 5_000, 0 if row["ok"] else 1)


def test_exit_code_tells_a_missed_limit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A missed limit is told, and fails the run."""
    monkeypatch.setattr(command, "measured_apart", lambda *_: [Row("load", 5_000, 2.0, 1.5, 0.8)])
    assert command.main([]) == 1
    assert "MISSED" in capsys.readouterr().out
