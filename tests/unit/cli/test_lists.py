"""``regplan check`` with a mapping and official lists."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import regplan as rp
from regplan.cli import main

MAPPING = """format: regplan-mapping/1
records: [{record: document, id: d, kind: RENJA, tahun: "2024", nomenclature: "2023_1317"}]
tables: [{rows: [{record: program, id: "{kode}", document: d, code: "{kode}", title: "{nama}"}]}]
"""


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line turns the garbage collector off; turn it on again."""
    yield
    gc.enable()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a table, its mapping and a list."""
    (tmp_path / "renja.csv").write_text("kode,nama\n1.01.09,Program Lain\n", encoding="utf-8")
    (tmp_path / "peta.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "daftar.csv").write_text("kode,nama\n1.01.02,PROGRAM PENDIDIKAN\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, lists: str) -> int:
    """Run the command and return its exit code."""
    arguments = [
        "check",
        str(folder / "renja.csv"),
        "--mapping",
        str(folder / "peta.yaml"),
        "--select",
        "CODE-02",
        "--lang",
        "en",
    ]
    with pytest.raises(SystemExit) as caught:
        main([*arguments, "--nomenclature", lists, "--fail-on", "warning"])
    return int(caught.value.code or 0)


def test_a_list_judges(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table is read by the mapping and its code looked up in the list."""
    assert run(folder, f"2023_1317={folder / 'daftar.csv'}") == 1
    assert "1.01.09 of program 1.01.09 “Program Lain” is not in the nomenclature 2023_1317" in capsys.readouterr().out


def test_a_list_without_its_version(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which version a list is has to be said."""
    assert run(folder, str(folder / "daftar.csv")) == 2
    assert "write VERSION=FILE" in capsys.readouterr().err


def test_a_list_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no list is told with place and cure, and nothing is judged."""
    assert run(folder, f"2023_1317={folder / 'peta.yaml'}") == 2
    assert "FILE-02" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("tree", "{path}"),
        ("trace", "1.01.09", "{path}"),
        ("convert", "{path}", "{out}"),
        ("opd", "{path}"),
        ("graph", "{path}"),
        ("explain", "1.01.09", "{path}"),
        ("impact", "1.01.09", "{path}"),
        ("diff", "{path}", "{path}"),
    ],
)
def test_every_command_takes_a_mapping(
    words: tuple[str, ...], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command that reads a plan reads it by the mapping that is named; without one the table is refused."""
    call = [one.format(path=folder / "renja.csv", out=tmp_path / "a.yaml") for one in words]
    with pytest.raises(SystemExit) as refused:
        main([*call, "--lang", "en"])
    assert refused.value.code == 2
    with pytest.raises(SystemExit) as read:
        main([*call, "--mapping", str(folder / "peta.yaml"), "--lang", "en"])
    assert not read.value.code, capsys.readouterr()


def test_mapping_inside_of_the_folder(folder: Path) -> None:
    """The mapping that is named may lie in the folder of the tables, and is no plan; what it is not for is not passed over."""
    (folder / "daftar.csv").unlink()
    assert rp.read(folder, mapping=folder / "peta.yaml").is_whole
    (folder / "peta.yaml").write_text(MAPPING.replace("[{rows", "[{sheet: lain, rows"), encoding="utf-8")
    reading = rp.read(folder, mapping=folder / "peta.yaml")
    assert [one.code for one in reading.findings] == ["FILE-18"]
