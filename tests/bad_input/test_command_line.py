"""Bad files on the command line: exit code 2, the file and the code of the problem, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.yaml", b"", "FILE-02"),
        ("lama.yaml", b"judul: caf\xe9\n", "FILE-03"),
        ("rusak.json", b'{"judul": ', "FILE-04"),
        ("daftar.yaml", b"- id: T1\n", "FILE-05"),
        ("kunci.yaml", b"tujan: []\n", "FILE-06"),
        ("separuh.json", b'{"\\ud800": 1}', "FILE-18"),
        ("uang.yaml", b"anggaran: {dokumen: D, untuk: /, jumlah: {2025: 1.500}}\n", "FILE-09"),
        ("dalam.json", b"[" * 100_000, "FILE-13"),
    ],
)
def test_bad_file(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    """A file that holds no whole plan ends with 2 and says which file and what is wrong."""
    (tmp_path / name).write_bytes(content)
    done = regplan("check", str(tmp_path / name), "--lang", "en")
    assert done.returncode == 2, done
    assert name in done.stdout + done.stderr
    assert code in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["check", "tree"])
@pytest.mark.parametrize("kind", ["missing", "empty-folder", "pipe"])
def test_bad_path(command: str, kind: str, tmp_path: Path) -> None:
    """A path without a plan ends with 2 and its name, and waits for nobody."""
    path = tmp_path / kind
    if kind == "empty-folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    done = regplan(command, str(path), "--lang", "en")
    assert done.returncode == 2, done
    assert kind in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def regplan(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "regplan", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)
