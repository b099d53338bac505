"""What the command line refuses it refuses in the language of the call, whatever raised it."""

from __future__ import annotations

import builtins
import gc
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import regplan as rp
from regplan.cli import main
from regplan.errors import CallError, MissingExtraError, UnknownIdError, UnknownNameError
from regplan.values.lang import Bilingual

RENSTRA = "examples/situbondo_bapenda_2026"
PAGE = "examples/mamberamo_raya_2023_page"
CUT = "examples/bapenda_potong_12_persen.yaml"
ENGLISH = re.compile(
    r"\b(is|are|no|not|the|name|did you mean|takes|gives|has|with|cannot|could|write|install|unknown|requires|got|unexpected|many|wants)\b",
    re.IGNORECASE,
)
CALLS = [
    ("trace", "TIDAK-ADA", RENSTRA),
    ("explain", "TIDAK-ADA", RENSTRA),
    ("impact", "TIDAK-ADA", RENSTRA),
    ("graph", RENSTRA, "--under", "TIDAK-ADA"),
    ("opd", RENSTRA, "--agency", "TIDAK-ADA"),
    ("check", RENSTRA, "--select", "ABC"),
    ("check", RENSTRA, "--documents", "RENSTR"),
    ("check", RENSTRA, "--nomenclature", "daftar.csv"),
    ("check", RENSTRA, "--given", "tahun"),
    ("tree", RENSTRA, "--layout", "renja"),
    ("tree", RENSTRA, "--skip", "label.csv"),
    ("tree", RENSTRA, "lagi"),
    ("tree", RENSTRA, "--layout"),
    ("tree", RENSTRA, "--level", "lantai"),
    ("budget", RENSTRA, "--revision", "terakhir"),
    ("budget", RENSTRA, "--documents", "RKPD"),
    ("budget", RENSTRA, "--documents", "RENSTRA,RKPD"),
    ("budget", RENSTRA, "--documents", "RENSTRA,RKPD", "--year", "2027"),
    ("budget", RENSTRA, "--documents", "RENSTRA", "--year", "1999"),
    ("budget", RENSTRA, "--basis", "realised", "--documents", "RENSTRA"),
    ("budget", PAGE, "--by", "fund"),
    ("budget", PAGE, "--documents", "RKPD,APBD", "--by", "level"),
    ("budget", PAGE, "--documents", "RKPD", "--by", "fund"),
    ("compare", RENSTRA, CUT, "--by", "warna"),
    ("compare", PAGE, CUT),
    ("convert", RENSTRA, "/tidak/ada/a.yaml"),
    ("convert", RENSTRA, "/tidak/ada/a.xlsx"),
    ("convert", RENSTRA, "a.doc"),
    ("diff", RENSTRA, PAGE, "--save", "/tidak/ada/a.yaml"),
    ("form", RENSTRA, "T-C.72", "a.xlsx", "--year", "2026"),
    ("form", RENSTRA, "T-C.27", "a.xls", "--year", "2026"),
    ("form", RENSTRA, "T-C.27", "a.xlsx"),
    ("form", RENSTRA, "VII", "a.xlsx", "--year", "2026"),
    ("form", RENSTRA, "T-C.27", "/tidak/ada/a.xlsx", "--year", "2026"),
    ("template", "/tidak/ada/a.xlsx"),
    ("rules", "ABC"),
]


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line turns the garbage collector off; turn it on again."""
    yield
    gc.enable()


def refused(capsys: pytest.CaptureFixture[str], *words: str, lang: str = "id") -> str:
    """Run a call that is refused; return the one line it gives."""
    with pytest.raises(SystemExit) as caught:
        main([*words, "--lang", lang] if words[-1] != "--layout" else ["--lang", lang, *words])
    said = capsys.readouterr()
    assert (caught.value.code, said.err.count("\n")) == (2, 1)
    return said.err


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_english_in_indonesian(call: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """A call in Indonesian is refused without a word of English."""
    line = refused(capsys, *call)
    assert not ENGLISH.search(line), line


def test_the_net_catches_english(capsys: pytest.CaptureFixture[str]) -> None:
    """The same calls in English are caught by the words the test above looks for, so that it can fail."""
    caught = [bool(ENGLISH.search(refused(capsys, *call, lang="en"))) for call in CALLS if call[0] != "rules"]
    assert all(caught)


@pytest.mark.parametrize(
    ("package", "extra", "call"),
    [
        ("xlsxwriter", "excel", ("convert", RENSTRA, "{out}.xlsx")),
        ("polars", "tables", ("convert", RENSTRA, "{out}", "--as", "parquet")),
        ("python_calamine", "excel", ("tree", "{out}.xlsx")),
    ],
)
def test_a_missing_extra(
    package: str, extra: str, call: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """An extra that is not installed is one line with what installs it, in Indonesian."""
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    line = refused(capsys, *(one.format(out=tmp_path / "a") for one in call))
    assert "belum terpasang; pasang dengan" in line
    assert call[0] != "tree" or "a.xlsx memerlukan python-calamine" in line
    assert f"regplan[{extra}]" in line


def test_what_is_no_workbook_needs_no_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PDF that is called .xlsx is told as that where the extra is not installed, before anybody installs it in vain."""
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7 ...")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(SystemExit):
        main(["check", str(tmp_path / "a.xlsx"), "--lang", "id"])
    said = capsys.readouterr()
    assert ("FILE-19" in said.out, "PDF" in said.out, said.err) == (True, True, "")


def test_errors_speak_both_and_log_english() -> None:
    """``str`` stays English for logs; ``text`` gives the language, and plain messages stay as they are."""
    both = Bilingual("sebut tahunnya", "name the year")
    assert [(str(one), one.text("id")) for one in (CallError(both), CallError("x"))] == [
        ("name the year", "sebut tahunnya"),
        ("x", "x"),
    ]
    unknown = UnknownNameError("a", Bilingual("aturan", "rule"), ["b"])
    assert (str(unknown), unknown.text("id")) == ("'a' is no rule; did you mean 'b'?", "'a' bukan aturan; mungkin 'b'?")
    assert unknown.kind == "rule"
    assert UnknownIdError("a", "here").text("id") == "'a' tidak ada di here"
    assert MissingExtraError("excel", "openpyxl").text("id").startswith("openpyxl belum terpasang")


def test_faults_of_scenario_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What is wrong with an edit in a scenario file is said in the language of the call too."""
    edits = '[{drop: {where: warna == "x"}}, {scale: {by: 12, documents: RENSTRA}}]'
    (tmp_path / "s.yaml").write_text(f"format: regplan-scenario/1\nname: P\nedits: {edits}\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["compare", RENSTRA, str(tmp_path / "s.yaml"), "--lang", "id"])
    said = capsys.readouterr().out
    assert "'warna' bukan kolom pilihan" in said
    assert "bukan persentase: tulis dengan tanda" in said


def test_selections_that_find_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A scenario that selects nothing is refused in the language of the call."""
    text = "format: regplan-scenario/1\nname: Potong\nedits: [{drop: {where: id == 'tidak-ada'}}]\n"
    (tmp_path / "s.yaml").write_text(text.replace("'tidak-ada'", '"tidak-ada"'), encoding="utf-8")
    line = refused(capsys, "compare", RENSTRA, str(tmp_path / "s.yaml"))
    assert "tidak memilih apa pun" in line
    assert rp.errors.RegplanError("x").text("id") == "x"
