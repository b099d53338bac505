"""``convert``, ``template``, the options of tables, and findings in a copy of a workbook."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import regplan as rp
from official_books import MERGED, RENSTRA, book, renstra
from regplan.cli import main

EXAMPLE = Path(__file__).parents[3] / "examples" / "situbondo_bapenda_2026"
RENJA = "kode_sub_skpd,kode_program,kode_giat,kode_sub_giat,pagu_indikatif,warna\n1.02,1.02.02,1.02.02.2.02,1.02.02.2.02.0001,1000,biru\n"


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line turns the garbage collector off; turn it on again."""
    yield
    gc.enable()


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[object, str, str]:
    """Run a command; return exit code, output and errors."""
    with pytest.raises(SystemExit) as caught:
        main([*map(str, words), "--lang", "en"])
    return caught.value.code, *capsys.readouterr()


@pytest.mark.parametrize("out", ["plan.xlsx", "plan.yaml", "plan.json", "csv", "parquet"])
def test_every_form_reads_back(out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What ``convert`` writes is read back as an equal plan, whatever the form."""
    given = ("--as", out) if "." not in out else ()
    code, said, _ = run(capsys, "convert", EXAMPLE, tmp_path / out, *given)
    assert (code, "README.md" in said) == (0, True)
    assert rp.load(tmp_path / out) == rp.load(EXAMPLE)


@pytest.mark.parametrize("out", ["plan.csv", "plan.ods", "plan", "plan.xls"])
def test_unknown_endings_are_one_line(out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An ending that cannot be written is exit 2 and one line with those that can, before anything is read."""
    code, said, errors = run(capsys, "convert", EXAMPLE, tmp_path / out)
    assert (code, said, errors.count("\n"), ".xlsx, .yaml" in errors) == (2, "", 1, True)
    assert not (tmp_path / out).exists()


def test_given_and_loss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its year a table is not converted; with ``--given`` it is, and the column nobody knows is told."""
    (tmp_path / "renja.csv").write_text(RENJA, encoding="utf-8")
    refused = run(capsys, "convert", tmp_path / "renja.csv", tmp_path / "a.yaml")
    assert (refused[0], "FILE-20" in refused[1], "--partial" in refused[2]) == (2, True, True)
    assert not (tmp_path / "a.yaml").exists()
    code, said, _ = run(capsys, "convert", tmp_path / "renja.csv", tmp_path / "a.yaml", "--given", "year=2026")
    assert (code, "dropped: warna" in said) == (0, True)
    assert rp.load(tmp_path / "a.yaml").documents[0].first_year == 2026


def test_scrub(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--scrub`` tells in words that personal data was taken out, and prints none of it."""
    head, row, _ = RENJA.split("\n")
    (tmp_path / "renja_2026.csv").write_text(f"{head},nip\n{row},198001012005011001\n", encoding="utf-8")
    code, said, errors = run(capsys, "convert", tmp_path / "renja_2026.csv", tmp_path / "a.json", "--scrub")
    assert (code, errors, "scrubbed: personal data" in said) == (0, "", True)
    assert "198001012005011001" not in said + (tmp_path / "a.json").read_text(encoding="utf-8")


def test_partial(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--partial`` writes what could be read, shows the problems, and exits with 1."""
    (tmp_path / "a.yaml").write_text("tujuan: [{id: T1, uraian: x}, {uraian: tanpa id}]\n", encoding="utf-8")
    code, said, _ = run(capsys, "convert", tmp_path / "a.yaml", tmp_path / "b.json", "--partial")
    assert (code, "FILE-10" in said, len(rp.load(tmp_path / "b.json").goals)) == (1, True, 1)


def test_the_loss_in_indonesian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was lost is said in the language of the call; JSON keeps the English word and says it in both."""
    (tmp_path / "renja_2026.csv").write_text(RENJA, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["convert", str(tmp_path / "renja_2026.csv"), str(tmp_path / "b.json"), "--lang", "id"])
    assert "dibuang: warna: 'satu kolom'" in capsys.readouterr().out
    told = json.loads(run(capsys, "convert", tmp_path / "renja_2026.csv", tmp_path / "c.json", "--format", "json")[1])
    prose = next(one for one in told["loss"] if one["what"] == "warna")
    assert (prose["got"], prose["said"]["got"]["id"]) == ("'a column'", "'satu kolom'")


def test_convert_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON carries how tables were recognised, the loss, and where the plan was written."""
    (tmp_path / "renja_2026.csv").write_text(RENJA, encoding="utf-8")
    _, said, _ = run(capsys, "convert", tmp_path / "renja_2026.csv", tmp_path / "b.json", "--format", "json")
    told = json.loads(said)
    assert [one["layout"] for one in told["recognised"]] == ["renja_export"]
    assert ({one["kind"] for one in told["loss"]}, told["written"]) == (
        {"dropped", "guessed"},
        str(tmp_path / "b.json"),
    )


def test_the_source_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """IN as OUT is refused, and a folder that cannot be made is one line."""
    (tmp_path / "a.yaml").write_text("tujuan: [{id: T1, uraian: x}]\n", encoding="utf-8")
    assert run(capsys, "convert", tmp_path / "a.yaml", tmp_path / "a.yaml")[0] == 2
    code, _, errors = run(capsys, "convert", tmp_path / "a.yaml", tmp_path / "none" / "b.json")
    assert (code, errors.count("\n"), "could not be written" in errors) == (2, 1, True)


def test_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The template has a column for each year; a bad range or ending is one line."""
    assert run(capsys, "template", tmp_path / "t.xlsx", "--years", "2027-2028")[0] == 0
    heads = [cell.value for cell in openpyxl.load_workbook(tmp_path / "t.xlsx")["anggaran"][1]]
    assert {"2027", "2028", "akhir"} <= {str(head) for head in heads}
    for words in (("t.xlsx", "--years", "2028-2027"), ("t.xlsx", "--years", "lima"), ("t.ods",), ("none/t.xlsx",)):
        code, _, errors = run(capsys, "template", tmp_path / words[0], *words[1:])
        assert (code, errors.count("\n")) == (2, 1)


def test_options_of_tables_hold_for_each_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``tree`` and ``check`` read a table with ``--given`` and ``--layout``; a layout nobody knows is one line with near ones."""
    (tmp_path / "renja.csv").write_text(RENJA, encoding="utf-8")
    given = ("--given", "tahun=2026", "--layout", "renja_export")
    assert "1.02.02.2.02.0001" in run(capsys, "tree", tmp_path / "renja.csv", *given)[1]
    told = json.loads(run(capsys, "check", tmp_path / "renja.csv", *given, "--format", "json")[1])
    assert told["recognised"][0]["how"]["en"].startswith("named")
    assert "renja_export" in run(capsys, "check", tmp_path / "renja.csv", "--layout", "renja_exprt")[2]
    assert run(capsys, "check", tmp_path / "renja.csv", "--given", "tahun")[0] == 2


def test_check_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    """``check --format sarif`` prints one SARIF log and keeps the exit code."""
    code, said, _ = run(capsys, "check", EXAMPLE, "--format", "sarif")
    assert (code, json.loads(said)["version"]) == (1, "2.1.0")


def test_check_annotates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``check --annotate`` writes the copy beside the usual output, and says what it has."""
    code, said, errors = run(capsys, "check", renstra(tmp_path), "--annotate", tmp_path / "out.xlsx")
    assert (code, "ARI-01" in said, "written" in errors) == (1, True, True)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["T-C.27"]["I16"].comment is not None


def test_a_workbook_that_is_not_whole_is_annotated_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems of cells that keep a plan from being read are comments at those cells; the exit code stays 2."""
    rows = (*RENSTRA[:12], (None, None, "1.02.02.2.02.0001", "Ibu", "I", "orang", None, 1, "lima", 1, 1, None, None))
    source = book(tmp_path / "a.xlsx", ("T", rows, MERGED[:-1]))
    assert run(capsys, "check", source, "--annotate", tmp_path / "out.xlsx")[0] == 2
    assert "FILE-08" in openpyxl.load_workbook(tmp_path / "out.xlsx")["T"]["I13"].comment.text


@pytest.mark.parametrize("source", ["renja.csv", "a.ods"])
def test_only_workbooks_are_annotated(source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--annotate`` of something else is exit 2 with the cure, before anything is read."""
    code, said, errors = run(capsys, "check", tmp_path / source, "--annotate", tmp_path / "out.xlsx")
    assert (code, said, "save it as .xlsx first" in errors) == (2, "", True)


def test_out_and_in_lie_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is not written into itself, nor a table's folder over the table that is read: both would be read as one plan later."""
    plans, tables = tmp_path / "plans", tmp_path / "tables"
    plans.mkdir()
    (plans / "a.yaml").write_text("tujuan: [{id: T1, uraian: x}]\n", encoding="utf-8")
    assert run(capsys, "convert", plans, tables, "--as", "csv")[0] == 0
    goals = (tables / "goals.csv").read_bytes()
    for words in (
        (plans, plans / "b.xlsx"),
        (plans, plans / "sub", "--as", "csv"),
        (tables / "goals.csv", tables, "--as", "csv"),
    ):
        code, said, errors = run(capsys, "convert", *words)
        assert (code, said, errors.count("\n"), "one within the other" in errors) == (2, "", 1, True)
    assert ([one.name for one in plans.iterdir()], (tables / "goals.csv").read_bytes()) == (["a.yaml"], goals)


def test_scrub_and_annotate_are_refused_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy of the workbook keeps its personal data, so ``--scrub`` beside ``--annotate`` is exit 2 and one line."""
    code, said, errors = run(capsys, "check", renstra(tmp_path), "--annotate", tmp_path / "out.xlsx", "--scrub")
    assert (code, said, errors.count("\n"), (tmp_path / "out.xlsx").exists()) == (2, "", 1, False)
