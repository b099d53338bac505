"""Whatever the bytes: a plan or InputErrors, messages that can be printed, and a plan that can be checked."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from regplan.checks import check
from regplan.diagnostics import InputErrors
from regplan.io import Format, dumps, loads, read

YAML = """\
format: regplan/1
judul: Rencana
tahun: 2025-2029
daerah: {kode: 35.79, nama: Batu}
dokumen:
  - id: D
    jenis: RENSTRA
    tahun: 2025-2029
    tujuan:
      - id: T1
        uraian: Sehat
        sasaran:
          - {id: S1, uraian: Panjang umur, mendukung: [T1]}
        indikator: [{id: I1, nama: Umur, arah: naik, target: {2025: "70,5", akhir: "71"}}]
    program: [{id: P1, induk: S1, kode: 1.02.02, pagu: {2025: 1.500.000, 2026: null}, x-a: [1, {x: y}]}]
"""
JSON = dumps(loads(YAML)).decode()
LOOSE_JSON = JSON.replace(":", ": ")
SCRAPS = st.sampled_from(
    ["\n", "  ", "- ", ": ", ",", "{", "}", "[", "]", '"', "'", "&a ", "*a", "!!str ", "!x ", "---\n", "\t", "#", "|\n", "? ",
     "null", "id", "tujuan", "pagu", "target", "x-a", "1.500", "-", "0", "1e9", "NaN", "true", "\ud800", "\\ud800", "\\u0000", "\u0301",
     "\u00a0", "\u2028", "\x85", "\x00", "\ufeff", "\r", "\U0001f600", "/", "akhir", "2025", "RENSTRA", "%", "@", "<<"]
)  # fmt: skip
MEDDLING = st.lists(
    st.tuples(st.integers(0, 1_500), st.integers(0, 12), SCRAPS | st.text(max_size=3)), min_size=1, max_size=5
)


@given(st.binary(max_size=200), st.sampled_from(["a.yaml", "a.json", "a.txt"]))
def test_any_bytes_in_a_file(raw: bytes, name: str) -> None:
    """Reading a file of any bytes raises nothing, and its findings name it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        for finding in read(path).findings:
            assert name in f"{finding.where} {finding.message.en}"


@given(st.binary(max_size=200) | st.text(max_size=200), st.sampled_from(["yaml", "json"]))
def test_anything(text: bytes | str, form: Format) -> None:
    """Any bytes or text are a plan or InputErrors."""
    plan_or_problems(text, form)


@given(st.lists(SCRAPS, max_size=30).map("".join), st.sampled_from(["yaml", "json"]))
def test_scraps(text: str, form: Format) -> None:
    """Scraps of the languages, in any order, are a plan or InputErrors."""
    plan_or_problems(text, form)


@given(MEDDLING)
def test_nearly_yaml(meddling: list[tuple[int, int, str]]) -> None:
    """A good YAML file with some characters changed is a plan or InputErrors."""
    plan_or_problems(meddled(YAML, meddling), "yaml")


@given(MEDDLING, st.sampled_from([JSON, LOOSE_JSON]))
def test_nearly_json(meddling: list[tuple[int, int, str]], text: str) -> None:
    """A good JSON file with some characters changed is a plan or InputErrors."""
    plan_or_problems(meddled(text, meddling), "json")


def meddled(text: str, meddling: list[tuple[int, int, str]]) -> str:
    """Cut some characters at some places and put others there."""
    for at, cut, new in meddling:
        start = at % (len(text) + 1)
        text = text[:start] + new + text[start + cut :]
    return text


def plan_or_problems(text: bytes | str, form: Format) -> None:
    """Read a text: a plan can be written, read back and checked; problems can be printed."""
    try:
        plan = loads(text, format=form)
    except InputErrors as errors:
        can_be_printed(errors)
        return
    assert loads(dumps(plan), format="json") == plan
    assert loads(dumps(plan, format="yaml")) == plan
    assert [finding.text("en") for finding in check(plan) if finding.code == "RULE-01"] == []


def can_be_printed(errors: InputErrors) -> None:
    """Every problem is one a screen can show."""
    assert errors.findings
    assert "\n".join(f"{each} {each.hint.en}" for each in errors.findings).encode()
