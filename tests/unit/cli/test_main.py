"""The command line: exit codes, languages, JSON that reads back, and plain text in a pipe."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from regplan import __version__
from regplan.checks import check, registry
from regplan.cli import main
from regplan.diagnostics import Report
from regplan.io import load

ROOT = Path(__file__).parents[3]
SITUBONDO = str(ROOT / "examples" / "situbondo_bapenda_2026")
CLEAN = "tujuan: [{id: T1, uraian: Meningkatnya kesehatan, dokumen: d}]\ndokumen: [{id: d, jenis: LKPJ}]\n"
WARNS = "tujuan: [{id: T1, uraian: Meningkatnya kesehatan}]\n"
FAILS = "tujuan: [{id: T1, uraian: Meningkatnya kesehatan, induk: gone}]\n"


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


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], str]:
    """Write a plan to a file."""

    def write(text: str) -> str:
        path = tmp_path / "rencana.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        *((CLEAN, "error", 0), (CLEAN, "info", 0), (WARNS, "error", 0), (WARNS, "warning", 1), (WARNS, "info", 1)),
        *((FAILS, "error", 1), (FAILS, "never", 0), ("tujan: []\n", "never", 2)),
    ],
)
def test_exit_code(text: str, fail_on: str, code: int, run: Run, file: Callable[[str], str]) -> None:
    """0 below the level of --fail-on, 1 at it or above, 2 where the file holds no whole plan."""
    assert run("check", file(text), "--select", "REF", "--fail-on", fail_on).code == code


def test_fail_on_error_is_the_default(run: Run, file: Callable[[str], str]) -> None:
    """Without --fail-on, errors alone make a check fail."""
    assert run("check", file(WARNS), "--select", "REF").code == 0
    assert run("check", file(FAILS), "--select", "REF").code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", SITUBONDO, "--select", "CADR"), "CARD"),
        (("check", SITUBONDO, "--documents", "RENSRA"), "RENSTRA"),
        (("check", SITUBONDO, "--on", "kemarin"), "kemarin"),
        (("check", SITUBONDO, "--fail-on", "fatal"), "fatal"),
        (("check", SITUBONDO, "--lang", "fr"), "fr"),
        (("check",), "PATH"),
        (("periksa", SITUBONDO), "periksa"),
        (("trace", "bapenda/5.02.4", SITUBONDO), "bapenda/5.02.04"),
        (("rules", "CADR-04"), "'CADR-04' bukan aturan; mungkin 'CARD-04'"),
        (("tree", SITUBONDO, "--level", "dinas"), "dinas"),
    ],
)
def test_unusable_call(words: tuple[str, ...], told: str, run: Run) -> None:
    """A call that cannot be done ends with 2 and says on standard error what is wrong, with near words; no traceback."""
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err


class TestLanguage:
    """--lang, before or after the command, else the locale, else Indonesian."""

    @pytest.mark.parametrize("words", [("--lang", "en", "check"), ("check", "--lang", "en"), ("check", "--lang=en")])
    def test_option(self, words: tuple[str, ...], run: Run, file: Callable[[str], str]) -> None:
        """The option may stand before or after the command."""
        done = run(*words, file(FAILS))
        assert "refers to" in done.out
        assert "merujuk" not in done.out

    def test_locale(self, run: Run, file: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the option the locale chooses."""
        monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
        assert "refers to" in run("check", file(FAILS)).out
        monkeypatch.setenv("LC_ALL", "C")
        assert "merujuk" in run("check", file(FAILS)).out

    @pytest.mark.parametrize("command", [(), ("check",), ("trace",), ("tree",), ("rules",), ("budget",)])
    def test_help(self, command: tuple[str, ...], run: Run) -> None:
        """Help of every command is there in both languages, and they differ."""
        texts = [run(*command, "--lang", lang, "--help") for lang in ("id", "en")]
        assert [done.code for done in texts] == [0, 0]
        assert texts[0].out != texts[1].out
        assert "Bahasa pesan" in texts[0].out
        assert "Language of messages" in texts[1].out


class TestJson:
    """--format json."""

    def test_report_reads_back(self, run: Run) -> None:
        """The JSON of a check is read back by Report.from_dict as the report of the library."""
        data = json.loads(run("check", SITUBONDO, "--format", "json").out)
        report = check(load(SITUBONDO))
        assert Report.from_dict(data) == report
        assert data["format"] == "regplan-report/1"
        counts = {str(severity): count for severity, count in report.counts().items()}
        assert data["summary"] == counts | {"unknown": len(report.unknown), "rules": len(report.ran)}
        assert [one["what"].rpartition("/")[2] for one in data["loss"]] == ["README.md"]

    def test_unreadable_file(self, run: Run, file: Callable[[str], str]) -> None:
        """A file that holds no whole plan gives a report of its problems, in which no rule ran."""
        done = run("check", file("tujan: []\n"), "--format", "json")
        report = Report.from_dict(json.loads(done.out))
        assert (done.code, [one.code for one in report.findings], report.ran) == (2, ["FILE-06"], ())

    def test_trace_and_tree(self, run: Run) -> None:
        """Traces and trees are JSON too."""
        assert json.loads(run("trace", "bapenda/5.02.04", SITUBONDO, "--format", "json").out)["below"] == {
            "activity": 3
        }
        levels = [row["level"] for row in json.loads(run("tree", SITUBONDO, "--format", "json").out)]
        assert levels.count("activity") == 12

    def test_level_holds_for_json(self, run: Run) -> None:
        """--level cuts the tree in JSON as it does in text."""
        rows = json.loads(run("tree", SITUBONDO, "--format", "json", "--level", "program").out)
        assert {row["level"] for row in rows} == {"goal", "objective", "program"}

    def test_rules(self, run: Run) -> None:
        """The rules as JSON are all codes, each with its clauses."""
        data = json.loads(run("rules", "--format", "json").out)
        assert set(registry()) < {one["code"] for one in data}
        assert all(one["clauses"] for one in data)


def test_trace_takes_either_order(run: Run) -> None:
    """Node and path may be swapped."""
    right = run("trace", "bapenda/5.02.04", SITUBONDO)
    assert (right.code, right) == (0, run("trace", SITUBONDO, "bapenda/5.02.04"))


def test_level(run: Run) -> None:
    """A tree stops at the level asked for."""
    out = run("tree", SITUBONDO, "--level", "program", "--lang", "en").out
    assert "program bapenda/5.02.04" in out
    assert "activity" not in out


def test_rules_by_beginning(run: Run) -> None:
    """A beginning of a code shows all rules that have it, whatever its case."""
    out = run("rules", "ari").out
    assert all(code in out for code in registry() if code.startswith("ARI"))
    assert "CARD" not in out


def test_on_and_documents(run: Run) -> None:
    """Days and documents are handed to the check."""
    assert run("check", SITUBONDO, "--documents", "RPJMD", "--select", "CODE-03", "--on", "2026-03-31").code == 0
    assert "CODE-03" not in run("check", SITUBONDO, "--documents", "RPJMD", "--select", "CODE-03").out


def test_version(run: Run) -> None:
    """--version says it and ends with 0."""
    done = run("--version")
    assert done.code == 0
    assert __version__ in done.out


def test_plain_in_a_pipe() -> None:
    """Into a pipe no colour codes are written, the collector's settings are the process's own, and ends are as told."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "regplan", "check", SITUBONDO]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, env=environment)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"CODE-03" in done.stdout


def test_closed_pipe() -> None:
    """A reader that stops early (``| head -1``) gives no traceback."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = f"'{sys.executable}' -m regplan tree '{SITUBONDO}' | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, timeout=60, env=environment)
    assert b"Traceback" not in done.stderr
