"""The commands ``diff`` and ``compare``: what they print, write and exit with."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest

import regplan as rp
from regplan.cli import main
from regplan.scenario import Scenario, q
from regplan.testing import sound_plan

PLAN = sound_plan(agencies=2, programs=2)
CUT = Scenario("cut").scale("-12,5 %", documents="RENSTRA", where=q.fund == "DAU", unit="rupiah")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Write a plan, a changed copy and two scenarios."""
    rp.save(PLAN, tmp_path / "a.json")
    rp.save(Scenario("s").drop("opd1/1.02.02").reword("S1", "Baru").apply(PLAN), tmp_path / "b.json")
    rp.save_scenario(CUT, tmp_path / "cut.yaml")
    rp.save_scenario(Scenario("lost").drop("P9"), tmp_path / "lost.yaml")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Run a command; return exit code, output and errors."""
    try:
        with pytest.raises(SystemExit) as caught:
            main([str(word) for word in words])
    finally:
        gc.enable()
    code: Any = caught.value.code
    out = capsys.readouterr()
    return code, out.out, out.err


def test_diff(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``diff`` tells each change and counts them; 1 where there are any, 0 where the plans are equal."""
    code, out, _ = run(capsys, "diff", files / "a.json", files / "b.json", "--lang", "en")
    assert (code, out.splitlines()[-1]) == (1, "1 re-worded, 3 removed")
    assert "removed: opd1/1.02.02: “PROGRAM LAYANAN”" in out
    assert run(capsys, "diff", files / "a.json", files / "a.json", "--lang", "en")[:2] == (
        0,
        "the two plans are equal\n",
    )


def test_diff_saved_and_applied(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--save`` writes a scenario that makes one plan of the other; JSON holds the same scenario."""
    _, out, _ = run(capsys, "diff", files / "a.json", files / "b.json", "--save", files / "d.yaml", "--format", "json")
    saved = rp.load_scenario(files / "d.yaml")
    assert saved.apply(PLAN) == rp.load(files / "b.json")
    assert json.loads(out)["content_hash"] == saved.content_hash


def test_compare(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``compare`` says what changes, what breaks and how much money; 1 where a new finding is an error."""
    code, out, _ = run(capsys, "compare", files / "a.json", files / "cut.yaml", "--by", "fund", "--lang", "en")
    assert code == 1
    for told in (
        "new findings: ARI-01 × 24",
        "findings gone: none",
        "-Rp1,500,000",
        "allocations: 4 changed",
        CUT.content_hash[:12],
    ):
        assert told in out
    assert run(capsys, "compare", files / "a.json", files / "cut.yaml", "--fail-on", "never")[0] == 0
    assert run(capsys, "compare", files / "a.json", files / "cut.yaml", "--ignore", "ARI")[0] == 0


def test_compare_json(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has one record a line of money, finding, target and coverage, each with name and hash."""
    cut, other = files / "cut.yaml", files / "d.yaml"
    rp.save_scenario(Scenario("d").delay("opd1/S1", documents="RENSTRA").scale("-1/3 %", documents="RENSTRA"), other)
    _, out, _ = run(capsys, "compare", files / "a.json", cut, other, "--format", "json", "--documents", "RENSTRA")
    data = json.loads(out)
    assert [one["name"] for one in data["scenarios"]] == ["cut", "d"]
    money = [row for row in data["records"] if row["part"] == "money" and row["scenario"] == "d"]
    assert all(isinstance(row["after"], int | str) for row in money)


@pytest.mark.parametrize("form", ["text", "json"])
def test_unusable(files: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Files with problems, selections that find nothing and plans of other places exit with 2 and say why."""
    (files / "bad.yaml").write_text("format: regplan-scenario/1\nnaem: x\n", encoding="utf-8")
    (files / "bad.json").write_text("{", encoding="utf-8")
    (files / "far.yaml").write_text("program: [{id: Z, uraian: zzz}]", encoding="utf-8")
    calls = (
        ("compare", files / "a.json", files / "bad.yaml"),
        ("compare", files / "bad.json", files / "cut.yaml"),
        ("compare", files / "a.json", files / "lost.yaml"),
        ("compare", files / "a.json", files / "none.yaml"),
        ("compare", files / "a.json", files / "cut.yaml", "--by", "fnud"),
        ("diff", files / "a.json", files / "bad.json"),
        ("diff", files / "a.json", files / "far.yaml"),
    )
    for words in calls:
        code, out, err = run(capsys, *words, "--format", form)
        assert (code, bool(out + err)) == (2, True)
        assert "Traceback" not in err


def test_help_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    """Both commands are listed and explained in both languages."""
    for lang, told in (("id", "skenario"), ("en", "scenarios")):
        assert told in run(capsys, "compare", "--help", f"--lang={lang}")[1]
        assert "diff" in run(capsys, "--help", f"--lang={lang}")[1]
