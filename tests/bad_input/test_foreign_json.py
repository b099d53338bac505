"""JSON of other systems that is nested without end, doubled, encrypted or no data: a finding with file, place and cure, never a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import regplan as rp

DEEP = 10**6
LINE = '{"status": true, "data": [{"kode_sbl": "1", "kode_giat": "2", "kode_sub_giat": %s}]}'
"""An answer of a system with one line; what is odd stands in a cell of it."""
CASES: dict[str, tuple[str, str, str]] = {
    "lists-to-1e6": ("[" * DEEP + "]" * DEEP, "FILE-13", ":1:65"),
    "objects-to-1e6": ('{"a":' * DEEP + "1" + "}" * DEEP, "FILE-13", ":1:321"),
    "never-closed": ('{"childs": [' * DEEP, "FILE-13", ":1:"),
    "objects-in-an-answer": (LINE % ('{"a":' * 300 + "1" + "}" * 300), "FILE-13", ":1:"),
    "objects-in-an-answer-to-1e6": (LINE % ('{"a":' * DEEP + "1" + "}" * DEEP), "FILE-13", ":1:"),
    "tables-below-tables": (LINE % ('[{"a":' * 400 + "1" + "}]" * 400), "FILE-18", "data"),
    "not-a-number": (LINE % "NaN", "FILE-08", ":1:"),
    "without-end": (LINE % "-Infinity", "FILE-08", ":1:"),
    "key-twice": (LINE % '"a", "kode_giat": "b"', "FILE-07", ":1:"),
    "data-twice": ('{"status": true, "data": [],\n "data": [{"kode_sbl": "b"}]}', "FILE-07", ":2:2"),
    "web-page": ("\n <!DOCTYPE html><html><body>Masuk</body></html>", "FILE-23", ":1:1"),
    "web-page-in-an-answer": ('{"status": true, "data": "<html>Masuk</html>"}', "FILE-23", "(top)"),
    "web-page-as-a-text": ('"<html>Masuk</html>"', "FILE-23", ":1:1"),
    "encrypted": ('{"status": true, "data": "U2FsdGVkX1+vupppZksvRf5pq5g5XjFRlipRkwB0K1Y="}', "FILE-23", "(top)"),
    "encrypted-as-a-text": ('"U2FsdGVkX1+vupppZksvRf5pq5g5XjFRlipRkwB0K1Y="', "FILE-23", ":1:1"),
    "digits-to-5000": (LINE % ("9" * 5_000), "FILE-20", "data"),
    "exponent-to-1e9": (LINE % "1e999999999", "FILE-20", "data"),
    "exponent-beyond-numbers": (LINE % "1e99999999999999999999", "FILE-20", "data"),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, str]:
    """Write a bad file; its path, the code that is expected, and a part of the place."""
    text, code, place = CASES[request.param]
    path = tmp_path / "jawaban.json"
    path.write_text(text, encoding="utf-8")
    return path, code, place


def test_is_told_with_place_and_cure(case: tuple[Path, str, str]) -> None:
    """``read`` returns the finding with file, place and cure in both languages; ``load`` raises it and gives no plan."""
    path, code, place = case
    reading = rp.read(path)
    finding = next(one for one in reading.findings if one.code == code and place in str(one.where))
    assert str(path) in str(finding.where)
    assert finding.hint.id.strip()
    assert finding.hint.en.strip()
    assert finding.message.id != finding.message.en
    assert len(reading.plan) == 0
    with pytest.raises(rp.InputErrors) as caught:
        rp.load(path)
    assert code in {one.code for one in caught.value.findings}


def test_ends_the_command_line_with_2(case: tuple[Path, str, str]) -> None:
    """``regplan check`` ends with 2, the code and the file, and no traceback."""
    path, code, _ = case
    done = subprocess.run(
        [sys.executable, "-m", "regplan", "check", str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    said = done.stdout + done.stderr
    assert (done.returncode, code in said, path.name in said, "Traceback" in said) == (2, True, True, False), said[
        -500:
    ]


def test_no_secret_is_printed(tmp_path: Path) -> None:
    """Of an encrypted answer nothing is printed."""
    path = tmp_path / "sub_bl.json"
    path.write_text(CASES["encrypted"][0], encoding="utf-8")
    reading = rp.read(path)
    assert "U2FsdGVkX1" not in repr(reading.findings) + repr(reading.loss)


def test_truth_and_numbers_stay_what_they_are(tmp_path: Path) -> None:
    """Where one key stands twice the exact reader takes over: true, numbers and digits are the cells they would have been."""
    path = tmp_path / "a.json"
    path.write_text('{"a": 1, "a": 2, "data": [{"b": true, "c": 1.50, "d": 7, "e": false}]}', encoding="utf-8")
    sheet = next(one for one in rp.read(path).sheets if one.part.table == "data")
    assert [(type(cell).__name__, str(cell)) for cell in sheet.grid[1]] == [
        ("bool", "True"),
        ("Decimal", "1.50"),
        ("int", "7"),
        ("bool", "False"),
    ]


def test_what_is_no_object_in_a_list_of_objects(tmp_path: Path) -> None:
    """A number or text among objects is told at its row; the objects are read."""
    path = tmp_path / "data_unit.json"
    path.write_text('[{"kode_skpd": "1.02", "nama_skpd": "Dinas"}, 5, "lima", null]', encoding="utf-8")
    reading = rp.read(path)
    assert [one.name for one in reading.plan.agencies] == ["Dinas"]
    assert {"5", "'lima'"} <= {one.got for one in reading.loss}


@pytest.mark.parametrize("amount", ["1e999999999", "1e400", "9" * 5_000, '"1e99"'])
def test_money_beyond_all_money(amount: str, tmp_path: Path) -> None:
    """An amount that no budget has is FILE-08 at its cell, at once; no memory is filled with its digits."""
    path = tmp_path / "data_sub_keg_bl.json"
    keys = '"kode_sbl": "1", "kode_skpd": "1.02", "kode_program": "1.02.02", "kode_giat": "1.02.02.2.01", "kode_sub_giat": "1.02.02.2.01.0001"'
    path.write_text(f'[{{{keys}, "tahun_anggaran": 2026, "pagu": {amount}}}]', encoding="utf-8")
    reading = rp.read(path)
    assert [one.code for one in reading.findings] == ["FILE-08"]
    assert "pagu" in {one.what for one in reading.loss}
