"""Files and sheets that a call leaves out on purpose."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import regplan as rp

PLAN = "tujuan: [{id: T1, uraian: Meningkatnya derajat kesehatan}]\n"
LABELS = "id_label,label\n1,Maju\n2,Adil\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a plan and a table that is none."""
    (tmp_path / "rencana.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "label.csv").write_text(LABELS, encoding="utf-8")
    return tmp_path


def codes(reading: rp.Reading) -> list[tuple[str, str]]:
    """Return code and severity of each finding."""
    return [(one.code, one.severity) for one in reading.findings]


def test_unknown_table_is_refused(folder: Path) -> None:
    """Without being told, a folder with a table that nobody knows is not whole; the cure names the way to leave it out."""
    reading = rp.read(folder)
    assert (codes(reading), reading.is_whole) == ([("FILE-18", "error")], False)
    assert f"--skip '{folder / 'label.csv'}'" in reading.findings[0].hint.en


@pytest.mark.parametrize("name", ["label.csv", "*.csv", "l?bel.csv"])
def test_left_out_is_told(folder: Path, name: str) -> None:
    """What is left out is a warning with its rows, and a loss; the rest is whole."""
    reading = rp.read(folder, skip=[name])
    assert (codes(reading), reading.is_whole, len(reading.plan.goals)) == ([("FILE-25", "warning")], True, 1)
    assert "3 rows" in reading.findings[0].message.en
    assert [(one.kind, one.got) for one in reading.loss if one.what.endswith("label.csv")] == [("dropped", "'3 rows'")]
    assert rp.load(folder, skip=name) == reading.plan


def test_a_path_is_a_name(folder: Path) -> None:
    """The name that a message shows can be given back, also where it has the marks of patterns."""
    (folder / "label.csv").rename(folder / "label [1].csv")
    assert rp.read(folder, skip=[str(folder / "label [1].csv")]).is_whole


def test_what_cannot_be_opened_can_be_left_out(folder: Path) -> None:
    """A workbook that is none and a broken plan are left out too, and their rows are said to be unknown, not none."""
    (folder / "label.csv").write_bytes(LABELS.encode())
    (folder / "kunci.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 rusak")
    (folder / "rusak.yaml").write_text("tujuan: [", encoding="utf-8")
    reading = rp.read(folder, skip=["label.csv", "kunci.xlsx", "rusak.yaml"])
    assert (reading.is_whole, [one.code for one in reading.findings]) == (True, ["FILE-25"] * 3)
    assert sum("no table whose rows can be counted" in one.message.en for one in reading.findings) == 2


def test_a_sheet_by_its_name(tmp_path: Path) -> None:
    """One sheet of a workbook is left out by its name; the others are read."""
    book = openpyxl.Workbook()
    book.active.title = "tujuan"
    book.active.append(["id", "uraian"])
    book.active.append(["T1", "Meningkatnya derajat kesehatan"])
    book.create_sheet("Catatan").append(["apa", "siapa"])
    book.save(tmp_path / "rencana.xlsx")
    assert not rp.read(tmp_path / "rencana.xlsx").is_whole
    reading = rp.read(tmp_path / "rencana.xlsx", skip=["Catatan"])
    assert (reading.is_whole, len(reading.plan.goals), codes(reading)) == (True, 1, [("FILE-25", "warning")])


def test_a_name_that_is_nothing_is_refused(folder: Path) -> None:
    """A misspelt name would read what should have been left out: it is refused, with what is near."""
    with pytest.raises(rp.errors.UnknownNameError, match=r"label\.csv"):
        rp.read(folder, skip=["lable.csv"])


def test_all_left_out_is_an_empty_plan_that_is_told(folder: Path) -> None:
    """Where everything is left out nothing is made up: the plan is empty and each file is told."""
    reading = rp.read(folder, skip=["*"])
    assert (len(reading.plan), codes(reading)) == (0, [("FILE-25", "warning")] * 2)
