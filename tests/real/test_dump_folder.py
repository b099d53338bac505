"""A folder as a system leaves it: the Renja export of Bengkulu Utara beside its lists of names and labels."""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import regplan as rp
from regplan.cli import main

FILES = ("renja_2026.csv", "renja_2026_nama.csv", "renja_2026_label_pusat.csv")


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line turns the garbage collector off; turn it on again."""
    yield
    gc.enable()


@pytest.fixture
def dump(shared_data: Path, tmp_path: Path) -> Path:
    """Copy three real files into a folder of their own."""
    for name in FILES:
        shutil.copy(shared_data / f"bengkulu_utara_{name}", tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[object, str]:
    """Run a command; return exit code and output."""
    with pytest.raises(SystemExit) as caught:
        main([*map(str, words), "--lang", "en"])
    return caught.value.code, capsys.readouterr().out


def test_companions_are_named_and_left_out(dump: Path, shared_data: Path) -> None:
    """A table that is no plan is refused with the way to leave it out; left out, the plan is that of the export alone."""
    refused = [one for one in rp.read(dump).findings if one.code == "FILE-18"]
    assert refused
    assert all(one.where and f"--skip '{one.where.file}'" in one.hint.en for one in refused)
    reading = rp.read(dump, skip=["*_nama.csv", "*_label_pusat.csv"])
    assert [one.code for one in reading.findings if one.code.startswith("FILE")] == ["FILE-25", "FILE-25"]
    assert reading.plan == rp.load(shared_data / "bengkulu_utara_renja_2026.csv")


def test_check_of_a_dump(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``check`` says 2 and judges nothing; with ``--skip`` it judges, tells what it left out, and ``--fail-on warning`` sees it."""
    assert run(capsys, "check", dump)[0] == 2
    skip = ("--skip", "*_label_pusat.csv", "--skip", "*_nama.csv")
    code, said = run(capsys, "check", dump, *skip, "--select", "ARI-01", "--format", "json")
    told = json.loads(said)
    assert code == 0
    assert sorted(one["got"] for one in told["loss"] if one["what"].endswith(("pusat.csv", "nama.csv"))) == [
        "'706 rows'",
        "'8 rows'",
    ]
    assert run(capsys, "check", dump, *skip, "--select", "ARI-01", "--fail-on", "warning")[0] == 1
