"""``regplan form``: the official tables from the command line are those of ``write_form``, and what is refused writes nothing."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import form_plan
from regplan.cli import main
from regplan.io import save
from regplan.io.forms import FORM_NAMES, form_named, write_form


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line turns the garbage collector off; turn it on again."""
    yield
    gc.enable()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return the file of a plan in which each table has something to print."""
    path = tmp_path / "rencana.yaml"
    save(form_plan.plan(), path)
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[object, str, str]:
    """Run ``regplan form``; return exit code, output and errors."""
    with pytest.raises(SystemExit) as caught:
        main(["form", *map(str, words), "--year", str(form_plan.YEAR), "--lang", "en"])
    return caught.value.code, *capsys.readouterr()


def cells(path: Path) -> list[tuple[Any, ...]]:
    """Return all cells of the first sheet, formulas as they stand."""
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize("name", FORM_NAMES)
def test_each_table(name: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each table is the one ``write_form`` makes of the same plan, and its rows and empty cells are told."""
    done = write_form(form_plan.plan(), name, tmp_path / "a.xlsx", year=form_plan.YEAR)
    code, said, errors = run(capsys, source, name.lower(), tmp_path / "b.xlsx")
    assert (code, errors) == (0, "")
    assert said == (
        f"{tmp_path / 'b.xlsx'} written: {name}; rows: {done.rows}; "
        f"cells empty because the plan does not say: {done.empty}\n"
    )
    assert cells(tmp_path / "a.xlsx") == cells(tmp_path / "b.xlsx")


def test_json_and_documents(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON says what was written; ``--documents`` chooses what the table is made of."""
    out = tmp_path / "viii.xlsx"
    code, said, _ = run(capsys, source, "lampiran viii", out, "--documents", "rkpd, apbd", "--format", "json")
    done = write_form(form_plan.plan(), "VIII", tmp_path / "a.xlsx", year=form_plan.YEAR, documents=["rkpd", "apbd"])
    assert code == 0
    assert json.loads(said) == {
        "written": str(out),
        "name": "VIII",
        "rows": done.rows,
        "empty": done.empty,
        "notes": list(done.notes),
    }
    assert cells(out) == cells(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("{in}", "T-C.72", "a.xlsx"), "did you mean 'T-C.27'"),
        (("{in}", "VII", "a.ods"), "written as .xlsx, not .ods"),
        (("{in}", "VII", "a.xlsx", "--documents", "RKPDX"), "'RKPDX' is no kind or id of a document"),
        (("b.xlsx", "VII", "b.xlsx"), "OUT is the same as IN"),
    ],
)
def test_what_is_refused(
    words: tuple[str, ...],
    told: str,
    source: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: Any,
) -> None:
    """A name, an ending, a document nobody knows, or IN as OUT: exit 2, one line, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    code, said, errors = run(capsys, *(str(source) if word == "{in}" else word for word in words))
    assert (code, said, errors.count("\n"), told in errors) == (2, "", 1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["rencana.yaml"]


def test_a_plan_that_is_not_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a plan that could not be read whole no table is printed; what is wrong with it is told."""
    (tmp_path / "a.yaml").write_text("tujuan: [{uraian: tanpa id}]\n", encoding="utf-8")
    code, said, _ = run(capsys, tmp_path / "a.yaml", "VII", tmp_path / "b.xlsx")
    assert (code, "FILE-10" in said, (tmp_path / "b.xlsx").exists()) == (2, True, False)


@pytest.mark.parametrize("name", FORM_NAMES)
def test_names_are_read_however_they_are_pointed(name: str) -> None:
    """Points, dashes, blanks, case and the word Lampiran make no difference."""
    bare = name.replace(".", "").replace("-", "")
    for one in (bare, bare.lower(), f" {name} ", f"Lampiran {name}", name.replace("-", ".")):
        assert form_named(one) == name
