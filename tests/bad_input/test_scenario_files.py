"""Scenario files that people write: every problem at once, at its place, and never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import regplan as rp
from regplan.io.scenarios import dumps_scenario, read_scenario
from regplan.scenario import Scenario
from regplan.scenario.plain import EDITS

BAD = """\
format: regplan-scenario/1
nam: x
name: Potong
edits:
- scale: {by: -12, documents: APBD, wher: fund == "DAU"}
- skale: {by: -12 %, documents: APBD}
- scale: {by: -12 %, documents: APBD, where: fnud == "DAU", rounding: larges}
- drop: {}
- add: {records: [{record: program, id: P, titel: x}, {record: progam}]}
- set_money: {amount: banyak, document: a, subject: b, period: 2026}
- delay: {where: id == "P", documents: RKPD, by: satu}
- set_target: {indicator: I, document: d, values: {26: "1"}}
- order: {table: programs, runs: [a-b]}
- drop
- {}
"""


def problems(text: str) -> list[str]:
    """Return place, code and key of every problem of a text."""
    with pytest.raises(rp.InputErrors) as caught:
        rp.loads_scenario(text, name="s.yaml")
    return [f"{one.where} {one.code} {one.facts['key']}" for one in caught.value.findings]


def test_all_problems_at_once() -> None:
    """Each unknown key, edit and field, each missing field and each value that does not fit is told, with file:line:column."""
    assert problems(BAD) == [
        "s.yaml:2:1 FILE-06 nam",
        "s.yaml:5:37 FILE-06 wher",
        "s.yaml:5:11 FILE-08 by",
        "s.yaml:6:3 FILE-06 skale",
        "s.yaml:7:39 FILE-08 where",
        "s.yaml:7:61 FILE-08 rounding",
        "s.yaml:8:9 FILE-10 where",
        "s.yaml:9:44 FILE-06 titel",
        "s.yaml:9:9 FILE-08 records",
        "s.yaml:10:15 FILE-08 amount",
        "s.yaml:11:46 FILE-08 by",
        "s.yaml:12:43 FILE-08 values",
        "s.yaml:13:28 FILE-08 runs",
        "s.yaml:14:3 FILE-05 edits[10]",
        "s.yaml:15:3 FILE-05 edits[11]",
    ]


def test_near_matches_are_offered() -> None:
    """Misspelt words come with what was probably meant."""
    with pytest.raises(rp.InputErrors) as caught:
        rp.loads_scenario(BAD)
    hints = " ".join(f"{one.message.en} {one.hint.en}" for one in caught.value.findings)
    for word in ("name", "where", "scale", "fund", "nearest", "title", "program"):
        assert word in hints


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["FILE-02"]),
        ("- a", ["FILE-05"]),
        ("format: regplan-scenario/2\nname: x\nedits: []", ["FILE-17"]),
        ("format: regplan-scenario/1\nname: x\nedits: {a: b}", ["FILE-05"]),
        ("format: regplan-scenario/1\nname: [x]\nedits: []", ["FILE-08"]),
        ("format: regplan-scenario/1", ["FILE-10", "FILE-10"]),
        ("name: x\nedits: [{drop: {where: &a x}}, {drop: *a}]\nformat: regplan-scenario/1", ["FILE-11"]),
        ("name: 'x\n", ["FILE-04"]),
    ],
)
def test_files_that_are_no_scenario(text: str, codes: list[str]) -> None:
    """Nothing, a list, another format, wrong shapes, YAML features and broken YAML are findings, not tracebacks."""
    with pytest.raises(rp.InputErrors) as caught:
        rp.loads_scenario(text)
    assert [one.code for one in caught.value.findings][: len(codes)] == codes


def test_text_that_is_mended_is_no_problem() -> None:
    """A record whose title has a blank too many is read, mended."""
    text = 'format: regplan-scenario/1\nname: x\nedits: [{add: {records: [{record: goal, id: T1, title: " a"}]}}]'
    (edit,) = rp.loads_scenario(text).edits
    assert edit.records[0].title == "a"  # type: ignore[attr-defined] # it adds a goal


def test_paths(tmp_path: Path) -> None:
    """A path that is not there, a folder and bytes that are no UTF-8 are findings."""
    (tmp_path / "latin.yaml").write_bytes(b"name: \xe9")
    for path, code in (
        (tmp_path / "none.yaml", "FILE-01"),
        (tmp_path, "FILE-01"),
        (tmp_path / "latin.yaml", "FILE-03"),
    ):
        scenario, findings = read_scenario(path)
        assert (scenario, [one.code for one in findings]) == (None, [code])


def read(text: str) -> tuple[Scenario | None, tuple[rp.Finding, ...]]:
    """Read a text; return the scenario, or the findings."""
    try:
        return rp.loads_scenario(text), ()
    except rp.InputErrors as errors:
        return None, errors.findings


def values() -> st.SearchStrategy[Any]:
    """Draw any plain data."""
    leaf = st.one_of(
        st.none(), st.text(max_size=8), st.integers(), st.sampled_from(['id == "P"', "-12 %", "goal", "2026"])
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(["record", "id", "agency", "where", "table", "old", "new", "x"]), inner, max_size=3
            ),
        ),
        max_leaves=5,
    )


@st.composite
def edits(draw: st.DrawFn) -> dict[str, Any]:
    """Draw edits with the right keys and any values."""
    word = draw(st.sampled_from(sorted(EDITS)))
    names = [field.name for field in attrs.fields(EDITS[word])]
    return {word: {name: draw(values()) for name in draw(st.lists(st.sampled_from(names), unique=True))}}


@given(data=st.lists(edits(), max_size=3))
def test_any_values_are_read_or_told(data: list[dict[str, Any]]) -> None:
    """Whatever stands in the fields of edits, a scenario comes out or findings do."""
    import yaml

    text = yaml.safe_dump({"format": "regplan-scenario/1", "name": "x", "edits": data}, allow_unicode=True)
    scenario, findings = read(text)
    assert (scenario is None) == any(one.severity == "error" for one in findings)
    assert scenario is None or rp.loads_scenario(dumps_scenario(scenario)) == scenario


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_told(text: str) -> None:
    """Whatever a file holds, findings come out and no traceback."""
    scenario, findings = read(text)
    assert scenario is not None or findings
