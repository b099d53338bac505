"""explain, impact and graph on the command line: text, JSON, near matches, and what cannot be read."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest

from regplan.cli import main

DELI = str(Path(__file__).parents[3] / "examples" / "deli_serdang_2019")


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


def test_node_and_path_in_either_order(run: Run) -> None:
    """Node and path may be swapped, as for trace."""
    assert run("explain", DELI, "S1.2") == run("explain", "S1.2", DELI)
    assert run("impact", DELI, "S1.2") == run("impact", "S1.2", DELI)


@pytest.mark.parametrize("command", ["explain", "impact"])
def test_json(command: str, run: Run) -> None:
    """JSON has all facts, and sentences in both languages."""
    done = run(command, "dinkes/1.02.02", DELI, "--format", "json")
    data = json.loads(done.out)
    assert done.code == 0
    assert data["sentences"]["en"][0].startswith("Program") if command == "explain" else data["upstream"]


@pytest.mark.parametrize(
    "words", [("explain", "S1.22", DELI), ("impact", "S1.22", DELI), ("graph", DELI, "--under", "S1.22")]
)
def test_misspelt_node(words: tuple[str, ...], run: Run) -> None:
    """A misspelt node offers near ones and exits with 2."""
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert "'S1.2'" in done.err


@pytest.mark.parametrize(
    "words", [("explain", "T1", "{}"), ("impact", "T1", "{}"), ("graph", "{}"), ("graph", "{}", "--format", "json")]
)
def test_unreadable_plan(words: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """A file that holds no whole plan exits with 2 and says what is wrong."""
    path = tmp_path / "rencana.yaml"
    path.write_text("tujan: []\n", encoding="utf-8")
    done = run(*(word.format(path) for word in words))
    assert done.code == 2
    assert "tujan" in done.out


@pytest.mark.parametrize("form", ["graphml", "dot", "mermaid", "json"])
def test_graph(form: str, run: Run) -> None:
    """Each format is written alone, so that it can be piped."""
    done = run("graph", DELI, "--format", form, "--under", "M1", "--level", "objective")
    assert (done.code, done.err) == (0, "")
    if form == "graphml":
        assert set(nx.parse_graphml(done.out)) == {"M1", "T1", "S1.1", "S1.2", "dinkes/T1", "dinkes/S1"}
    assert "S1.1" in done.out


def test_impact_names_what_waits_and_many(run: Run, tmp_path: Path) -> None:
    """Long lists are cut in text with their number; what waits and what was promised is named."""
    opd = "".join(f"  - {{id: D{at}, nama: Dinas {at}}}\n" for at in range(12))
    programs = "".join(f"  - {{id: P{at}, opd: D{at}, induk: T}}\n" for at in range(12))
    links = "kaitan:\n  - {jenis: membutuhkan, dari: D0, ke: P1}\nkomitmen:\n  - {id: K, teks: Janji, simpul: [P1]}\n"
    path = tmp_path / "rencana.yaml"
    path.write_text(f"perangkat_daerah:\n{opd}tujuan:\n  - {{id: T}}\nprogram:\n{programs}{links}", encoding="utf-8")
    out = run("impact", "T", str(path), "--lang", "en").out
    assert "OPD: Dinas 0 (D0)" in out
    assert "and 2 more" in out
    assert "commitments: Janji (K)" in out
    assert "and 2 more" not in run("impact", "P1", str(path), "--lang", "en").out
