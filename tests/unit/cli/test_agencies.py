"""The command opd: text and JSON, one OPD, near matches, and what cannot be read."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from regplan.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
CENTRE = str(EXAMPLES / "sentra_kewirausahaan")


class Done(NamedTuple):
    """What a command wrote, and its exit code."""

    code: object
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line turns the garbage collector off; turn it on again."""
    yield
    gc.enable()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``main`` and catch its exit."""

    def call(*words: str) -> Done:
        with pytest.raises(SystemExit) as caught:
            main(list(words))
        return Done(caught.value.code, *capsys.readouterr())

    return call


def test_json(run: Run) -> None:
    """JSON has all answers as plain data."""
    done = run("opd", CENTRE, "--format", "json")
    data = json.loads(done.out)
    assert done.code == 0
    assert len(data["agencies"]) == 6
    assert data["critical_path"] == ["jaringan", "sentra"]
    assert [one["status"] for one in data["requests"]] == ["accepted", "proposed", "refused", "proposed"]
    assert sum(one["missing"] for one in data["pairs"]) == 12


def test_one_opd(run: Run) -> None:
    """For one OPD only what concerns it is told, with what is at risk."""
    data = json.loads(run("opd", CENTRE, "--agency", "dpupr", "--format", "json").out)
    assert all("dpupr" in {one["first"], one["second"]} for one in data["pairs"])
    assert data["risk"]["waiting"] == ["sentra"]
    assert data["structure"] is None


def test_near_match(run: Run) -> None:
    """An OPD that is not there is answered by a near one, with exit code 2."""
    done = run("opd", CENTRE, "--agency", "dpup")
    assert (done.code, "dpupr" in done.err) == (2, True)


def test_nothing_stated_is_unknown(run: Run) -> None:
    """Where a plan writes no joint work, it is not said that all work alone."""
    out = run("opd", str(EXAMPLES / "deli_serdang_2019"), "--lang", "en").out
    assert "whether OPD work alone is unknown" in out
    assert "work alone (" not in out


def test_roll_up(run: Run) -> None:
    """Kelurahan rolled up are no OPD of their own any more."""
    data = json.loads(run("opd", CENTRE, "--roll-up", "--format", "json").out)
    assert "kel-satu" not in data["agencies"]


def test_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    """A file that is no plan is told and ends with 2."""
    file = tmp_path / "x.yaml"
    file.write_text("opd: [", encoding="utf-8")
    assert run("opd", str(file)).code == 2
